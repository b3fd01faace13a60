"""A publisher's own note, in an article's text, that corrects or retracts the article.

Notes are known by their forms, at the beginning of a line, or of a sentence that nobody is quoted with: an article that
speaks of itself ("This article was amended on 3 May 2024 to …"), a label with a note behind it ("Correction: …",
"Editor's note: …"), the brackets of an agency ("(Corrects spelling in paragraph 3)"), a mark in the headline
("RETRACTED: …"). What only tells of corrections, of others' or of the market's, is none.
"""

import re
from collections.abc import Iterator, Sequence

LONGEST_NOTE = 900
"""Characters of a note; a longer one ends with the last whole sentence before."""
LONGEST_LINE = 120
"""Characters of a line at whose end whoever made the text may have broken a sentence."""

MOST_LINES = 300
"""Lines with words of notes that are looked at, from the beginning of an article and from its end."""


def _any(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


_SUSPECT = re.compile(
    r"correct|clarif|amend|retract|withdr|errat|corrigend|version|editor|regret|mis[snt]|originally|previously|initially"
    r"|wrong|taken\s+down|taking\s+down|apolog|extraneous|replaced|dropped|fixes",
    re.IGNORECASE,
)
"""A word that every note has: most lines have none."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = (
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,4}}[/.-]\d{{1,2}}(?:[/.-]\d{{1,4}})?)(?:,?\s+(?:19|20)\d\d)?"
)
_HOUR = r"\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?"
_WHEN = rf"(?:[\s,(|–—-]{{1,4}}(?:on\s+)?(?:{_HOUR},?\s+)?{_DAY}(?:,?\s+{_HOUR})?\)?)?"
_PIECE = (
    r"(?:article|story|stories|piece|column|interview|obituary|feature|dispatch|editorial|essay|op-ed|blog|(?:live\s?|blog\s+)?post"
    r"|headline|newsletter|explainer|analysis|fact[-\s]check|podcast|web\s?page)"
)
_ANY_PIECE = rf"(?:{_PIECE}|report|review|version|page|caption|transcript|video|item|entry|profile|timeline)"
_THIS = rf"this\s+(?:(?:{_DAY}|news|online|opinion|feature|live|lead)\s+){{0,2}}"
_AND_HEADLINE = r"(?:\s+and\s+(?:its\s+)?headline|[’']s\s+headline)?"
_OLDER = (
    r"(?:(?:an?|the|our)\s+)?(?:earlier|previous|prior|original|initial|first|former|older)(?:\s+(?:online|print|published))?"
    r"\s+versions?"
)
_PICTURE = (
    r"(?:the|an?)\s+(?:(?:main|photo|picture|lead|first|second|accompanying)\s+){0,2}"
    r"(?:headline|caption|photograph|photo|picture|image|graphic|chart|map|table|standfirst|subheading|byline|summary)"
)
_BE = rf"(?:was|were|is|are|has\s+been|have\s+been)(?:\s+(?:since|now|later|again|been))?(?:\s+on\s+{_DAY},?)?"
_BY_OTHERS = r"\s+by\s+(?!(?:the\s+|our\s+)?(?:editors?|publisher|newsroom|staff|desk)\b)"
_FIX = (
    r"to\s+(?:correct|fix|clarify|rectify|amend|remove|make\s+(?:it\s+)?clear"
    r"|reflect\s+the\s+following\s+correction|(?:reflect|show|say|include|give|use)\s+(?:the|an?|its|his|her|their)\s+(?:correct|right|accurate|proper))\b"
)
_WRONGLY = r"(?:incorrectly|mistakenly|erroneously|wrongly|inaccurately)"
_MISTOLD = (
    r"(?:mis(?:stated?|spelled|spelt|identified|attributed|quoted|characteri[sz]ed|named|labell?ed|reported|represented|described"
    r"|translated|dated))"
)
_TOLD = (
    r"(?:said|stated|reported|gave|referred|identified|named|listed|described|claimed|suggested|attributed|quoted|implied|omitted"
    r"|called|spelled|spelt|put|indicated|confused|included|contained|used|had|was|were|credited|failed)"
)
_ERROR = (
    rf"(?:{_MISTOLD}|{_WRONGLY}|incorrect|erroneous|inaccura\w+|mistaken|wrong|in\s+error|errors?|mistakes?|transposed)"
)
_SLIP = r"(?:(?:because\s+of|due\s+to|owing\s+to)\s[^.!?,]{3,60},\s+)?"

_SELF = re.compile(
    _any(
        rf"{_THIS}{_PIECE}{_AND_HEADLINE}\s+{_BE}\s+(?:amended|corrected|clarified)\b(?!{_BY_OTHERS})",
        rf"{_THIS}(?:report|review|version|transcript|video)\s+{_BE}\s+(?:amended|corrected)(?:\s*\.|\s+on\s+{_DAY}|\s+{_FIX})",
        rf"{_THIS}{_ANY_PIECE}{_AND_HEADLINE}\s+{_BE}\s+(?:updated|revised|edited|changed|refiled)(?:\s+on\s+{_DAY},?)?\s+{_FIX}",
        rf"{_THIS}{_PIECE}\s+was\s+(?:first|originally)\s+published\b[^.!?]{{0,60}}[.;,]\s+(?:and\s+|it\s+){{0,2}}{_BE}\s+"
        rf"(?:corrected|amended|updated(?:\s+on\s+{_DAY},?)?\s+{_FIX})",
        rf"{_SLIP}{_THIS}{_PIECE}\s+(?:had\s+)?(?:originally|previously|initially)\s+(?:{_MISTOLD}|{_WRONGLY}|{_TOLD})\b",
        rf"{_THIS}{_ANY_PIECE}\s+(?:had\s+)?(?:{_MISTOLD}|{_WRONGLY}\s+{_TOLD})\b",
        rf"{_THIS}(?:{_PIECE}|version(?:\s+of\s+(?:this|the)\s+{_PIECE})?)\s+(?:corrects|clarifies)\b",
        r"this\s+corrects\s+(?:an?|the)\s+(?:earlier|previous)\b",
        rf"{_SLIP}{_OLDER}\s+of\s+{_THIS}{_PIECE}\s+(?:{_MISTOLD}|{_WRONGLY}|{_TOLD})\b(?!\s+(?:first\s+)?(?:published|posted|printed))",
        rf"{_SLIP}{_OLDER}\s+of\s+{_THIS}{_ANY_PIECE}\b[^.!?]{{0,160}}?\b{_ERROR}\b",
        rf"in\s+{_OLDER}\s+of\s+{_THIS}{_PIECE},",
        rf"{_PICTURE}\s+(?:on|in|of|for|with|to|above|accompanying)\s+(?:{_OLDER}\s+of\s+)?{_THIS}{_PIECE}\s+"
        rf"(?:{_MISTOLD}|{_WRONGLY}|{_BE}\s+(?:amended|corrected|clarified|replaced|(?:changed|updated)\s+{_FIX}))",
        rf"we\s+have\s+(?:since\s+)?(?:corrected|amended|clarified)\s+{_THIS}{_PIECE}\b",
        r"we\s+regret\s+(?:the|this|these)\s+(?:errors?|mistakes?)\s*\.",
        rf"(?:amended|corrected)\s+(?:on\s+)?{_DAY}(?=\s*[:.;]|\s+to\b|\s*$)",
        rf"a\s+correction\s+was\s+(?:made|added|appended)\s+(?:to\s+{_THIS}{_PIECE}\b|on\s+{_DAY}\s*:)",
        rf"an\s+incorrect\s+version\s+of\s+{_THIS}{_PIECE}\b",
        r"this\s+is\s+a\s+corrected\s+version\b",
        rf"{_THIS}{_PIECE}\s+{_BE}\s+(?:retracted|withdrawn|taken\s+down)\b(?!{_BY_OTHERS})",
        rf"we\s+(?:(?:have|are)\s+)?(?:hereby\s+)?(?:retract|withdr[ae]w|taken?\s+down|taking\s+down)\w*\s+{_THIS}{_PIECE}\b",
    ),
    re.IGNORECASE,
)
"""The beginning of a sentence by which an article, or whoever published it, speaks of its errors."""
_MEDIUM = re.compile(
    r"(?:The\s+)?(?:[A-Z][\w’'-]+\s+){0,3}(?:Agency|Chronicle|Courier|Daily|Gazette|Herald|Journal|Magazine|Mail|News|Observer"
    r"|Online|Post|Press|Radio|Telegraph|Times|Tribune|Wire)\s+(?:has|is)\s+(?:since\s+)?"
    rf"(?:retracted|retracting|withdrawn|withdrawing|taken\s+down|corrected|amended)\s+(?i:{_THIS}{_PIECE})\b"
)
"""The same, told of a medium by its name."""
_AGENCY = re.compile(
    _any(
        r"[(\[](?:corrects|clarifies|fixes|amends|removes|adds\s+dropped)\s[^)\]]*?\b(?:paragraphs?|word|headline|spelling|name|title|typo"
        r"|quote|date|day|year|figures?|byline|dateline|extraneous|error|to\s+(?:say|show|read|make\s+clear|fix|correct))\b",
        r"[(\[](?:corrected|amended)\s+(?:to|on|in)\s",
        rf"[(\[]in\s+{_DAY}\s+{_PIECE},?\s+(?:corrects|clarifies|fixes)\b",
        r"corrected\s+(?:version|copy|repeat)\s*(?:[:–—].*|\.)?$",
        r"correcting\s+and\s+replacing\b",
    ),
    re.IGNORECASE,
)
"""How agencies mark what they send again."""

_SEPARATOR = r"\s*(?::|\||\s[–—-]\s|—|\.\s|$)\s*"
_LABEL = re.compile(
    rf"[\[(]?(?:corrections?(?:\s*(?:&|and|/)\s*clarifications?)?(?:\s+(?:notice|note|appended))?|clarifications?(?:\s*(?:&|and|/)\s*corrections?)?"
    rf"|errat(?:um|a)|corrigend(?:um|a)|retraction(?:\s+(?:notice|note))?|notice\s+of\s+retraction){_WHEN}{_SEPARATOR}(?:{_DAY}(?:,?\s+\w+day)?\s*(?:[.:]\s*|$))?",
    re.IGNORECASE,
)
"""A label behind which a note is to be expected."""
_OTHER_LABEL = re.compile(
    r"[\[(]?(?:(?:an?\s+)?editors?[’']?s?[’']?\s+note|(?:a\s+)?note\s+(?:to|for)\s+(?:our\s+)?readers|(?:a\s+)?note\s+from\s+the\s+editors?"
    rf"|updated?|for\s+the\s+record|note|notice|apology|amendment|correction|clarification){_WHEN}(?:{_SEPARATOR}|\s+(?=[A-Z]))",
    re.IGNORECASE,
)
"""A label whose notes have to speak of an error, for few of them correct anything."""
_FAULT = re.compile(rf"\b(?:{_ERROR}|retracted|withdrawn|corrected|{_FIX})", re.IGNORECASE)
_OWN = re.compile(
    rf"\b(?:{_THIS}{_ANY_PIECE}|{_OLDER}\s+of\s+(?:this|the)|we\s+(?:have\s+)?(?:{_WRONGLY}|{_MISTOLD}|apologi[sz]e|regret))\b",
    re.IGNORECASE,
)
_MENDED = re.compile(
    rf"\b(?:{_FAULT.pattern}|{_OWN.pattern}|spell(?:ed|ing|t)|earlier|previously|originally|rather\s+than|instead\s+of|should\s+(?:have|be))\b"
    r"|,\s+(?:and\s+)?not\s",
    re.IGNORECASE,
)
"""What notes say and headlines hardly ever."""
_OTHER_MATTER = re.compile(
    r"\b(?:shares?|stocks?|markets?|index|bonds?|investors?|traders?|rall(?:y|ied)|sell-?off|prices?|yields?|dollar|gold|oil"
    r"|prisons?|inmates?|jails?|officers?|parole|write\s+to|e-?mail|policy)\b|@",
    re.IGNORECASE,
)
"""What else is called a correction, or stands below that word on a page."""

_ANOTHER = re.compile(
    rf"(?:an?|in\s+an?|the)\s+(?:\w+\s+)?{_ANY_PIECE}\s+(?:(?:published|printed)\s+)?(?:on|in|of|from|about)\s+(?!{_THIS}{_PIECE})",
    re.IGNORECASE,
)
"""How a note begins that is on another article."""
_STORY_NAME = re.compile(r"[A-Z]\w*-[\w.’' -]+\s(?:story|stories|list|photo|obit)\.?")
"""How an agency calls one of its stories: Lake-Mine story."""
_MARKED = re.compile(
    _any(
        r"[\[(]?(?:RETRACTED|WITHDRAWN|CORRECTED)(?:[-\s]UPDATE\s\d+)?(?:\s\(OFFICIAL\))?[\])]?\s?[:–—|-]?\s?[A-Z“‘\"'].*",
        r"CORRECTION\s?[:–—-]\s\S.*[a-z].*",
        r"[\[(](?i:retracted|corrected|correction)[\])]\s\S.*",
        r"(?:Retracted|Corrected):\s(?!(?i:the|a|an|how|why)\b)\S.*",
        r".*\S\s[\[(](?i:corrected|retracted|withdrawn)(?:\s(?:version|copy))?[\])]",
        r".*\S\s[–—|-]\s(?i:corrected|retracted)(?:\s(?:version|copy))?",
    )
)
"""A headline with a mark before or behind it."""

_RETRACTION = re.compile(
    _any(
        r"^(?:retraction|notice\s+of\s+retraction)\b",
        r"^[\[(]?(?:retracted|(?-i:WITHDRAWN))\b",
        r"[\[(–—|-]\s*(?:retracted|withdrawn)[\])]?$",
        rf"(?:^|[.:!?–—]\s+)(?:this|the|our)\s+(?:{_DAY}\s+|news\s+)?{_PIECE}\s+(?:published\s+on\s+{_DAY}\s+)?{_BE}\s+(?:\w+ly\s+)?(?:retracted|withdrawn|taken\s+down)\b",
        r"(?:^|[.:!?–—]\s+)(?:we|the\s+editors|(?-i:(?:The\s+)?(?:[A-Z]\w+\s+){1,4}))\s*(?:(?:has|have|is|are)\s+)?(?:\w+ly\s+|since\s+)?"
        rf"(?:retract|withdr[ae]w|taken?\s+down|taking\s+down)\w*\s+(?:this|the|our|its)\s+{_PIECE}\b",
    ),
    re.IGNORECASE,
)

_DECORATION = " \t*_#>•·●–—~=|"
_ENDS = re.compile(r"[.!?…][’”\"')\]*_]*$")
_BEFORE_SENTENCE = re.compile(r"[.!?…][’”\"')\]*_]*\s+$")


def correction(text: str) -> str | None:
    """Return the words by which an article's publisher corrects or retracts it, on one line; None where there are none.

    Of several notes it is all, what retracts the article first. The mark of a headline stands for a note where there
    is none, or none that says as much. A note on another article that is printed below this one is left out.
    """
    if not _SUSPECT.search(text):
        return None
    lines = [" ".join(line.strip(_DECORATION).split()) for line in text.splitlines()]
    notes = list(_notes(lines))
    headline = next(filter(None, lines), "")
    if _is_marked(headline) and not any(is_retraction(note) or not is_retraction(headline) for note in notes):
        notes.append(headline)
    return _shortened(" ".join(sorted(notes, key=is_retraction, reverse=True))) or None


def is_retraction(note: str) -> bool:
    """Tell whether a note takes the whole article back; one that takes back or mends a part is a correction."""
    return bool(_RETRACTION.search(note))


def _notes(lines: Sequence[str]) -> Iterator[str]:
    suspect = [number for number, line in enumerate(lines) if _SUSPECT.search(line)]
    behind = 0
    for number in suspect if len(suspect) <= 2 * MOST_LINES else suspect[:MOST_LINES] + suspect[-MOST_LINES:]:
        if number >= behind:
            paragraph, after = _paragraph(lines, number)
            if note := _labelled(paragraph) or _unlabelled(paragraph):
                behind = after
                yield note


def _paragraph(lines: Sequence[str], number: int) -> tuple[str, int]:
    """Return a line with those behind it into which its sentence goes on, and the number of the next one.

    A label that has a line to itself goes on in the paragraph below it, where that is a note.
    """
    joined, behind = lines[number], number + 1
    if _LABEL.fullmatch(joined):
        below = next((each for each in range(behind, len(lines)) if lines[each]), None)
        if below is None or _LABEL.fullmatch(lines[below]):
            return joined, behind
        note, after = _paragraph(lines, below)
        return (f"{joined.rstrip(' :.')}: {note}", after) if _MENDED.search(note) else (joined, behind)
    if len(joined) <= LONGEST_LINE:
        while behind < len(lines) and lines[behind] and not _ENDS.search(joined) and len(joined) <= LONGEST_NOTE:
            joined = f"{joined} {lines[behind]}"
            behind += 1
    return joined, behind


def _labelled(paragraph: str) -> str | None:
    """Return a paragraph that begins with a label, where a note stands behind it."""
    for label, is_note in ((_LABEL, _mends), (_OTHER_LABEL, _admits)):
        if (found := label.match(paragraph)) and (body := paragraph[found.end() :]) and is_note(body):
            return paragraph
    return None


def _unlabelled(paragraph: str) -> str | None:
    """Return a paragraph, or the end of one, from where it speaks of its own article."""
    if _AGENCY.match(paragraph):
        return paragraph
    for found in (*_SELF.finditer(paragraph), *_MEDIUM.finditer(paragraph)):
        before = paragraph[: found.start()]
        begins = not before.strip("([")
        if (begins or _BEFORE_SENTENCE.search(before[-9:])) and not _is_quoted(before):
            return paragraph if begins or found[0].startswith("We regret") else paragraph[found.start() :]
    return None


def _mends(body: str) -> bool:
    """Tell a note from a headline, behind a label that may begin either."""
    if _ANOTHER.match(body) or body.endswith("?"):
        return False
    return bool(_STORY_NAME.fullmatch(body) or _admits(body) or (_ENDS.search(body) and not _is_other_matter(body)))


def _admits(body: str) -> bool:
    """Tell whether words are of an error, and of the article or those who published it."""
    return bool(_SELF.match(body) or (_FAULT.search(body) and _OWN.search(body)))


def _is_other_matter(words: str) -> bool:
    return bool(_OTHER_MATTER.search(words)) and not _MENDED.search(words)


def _is_marked(headline: str) -> bool:
    return bool(_MARKED.fullmatch(headline)) and not _is_other_matter(headline)


def _is_quoted(before: str) -> bool:
    """Tell whether what follows these words of a paragraph stands in quotation marks."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _shortened(note: str) -> str:
    if len(note) <= LONGEST_NOTE:
        return note
    cut = note[:LONGEST_NOTE]
    end = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    return cut[: end + 1] if end > 0 else cut.rsplit(" ", 1)[0]
