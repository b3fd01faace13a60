"""Borders of what the model reads, put right where the text itself shows that they are wrong."""

import re
from collections.abc import Sequence

from kg.extract import anonymity
from kg.extract.classes import ANY_PRONOUN, ARTICLES, DETERMINERS, is_adverb, word_set
from kg.extract.leads import speaks_on
from kg.extract.lexicon import Lexicon
from kg.extract.persons import names_person
from kg.extract.text import CLOSING, OPENING, after_dateline, quotations, tokens
from kg.model import Attribution, Passage, Polarity, Span

_TRAILING = re.compile(r"[\s,;]+(?:who|which|that|whose)?$")
_RELATIVE = re.compile(r"(?:, |\A)(?:who|whom|which) ")
_CITED = re.compile(r", (?:citing|quoting) ")
_NOBODY = re.compile(
    r"\b(?:neither|nor|no(?!\.? ?10\b)|none|nobody|nothing|not (?:a|one)|hardly any"
    r"|(?<!\ba )(?<!\bthe )(?<!\blast )(?<!\bpast )few)\b"
    r"|\b(?:if|unless)\s+\S*\Z",
    re.IGNORECASE,
)
_CLAUSE_BEFORE = re.compile(r"[^.!?,;:“”\"\r\n]*\Z")
_POINTERS = DETERMINERS | ANY_PRONOUN | word_set("what which who that so as")
_COMMENT = frozenset({"comment", "a comment", "comments", "further comment"})
_IN_A_GAME = re.compile(
    r"\b(?:goals?|penalt(?:y|ies)|corners?|free[ -]kicks?|tr(?:y|ies)|runs|possession|equali[sz]ers?|home run)\b"
)
"""What a team concedes without a word."""
_FULL_NAME = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}")
_DEEDS = {"called": ARTICLES - {"the"}} | dict.fromkeys(("published", "releases", "released"), DETERMINERS | {"no"})
"""Verbs of saying that tell of a deed where such a word begins what follows, and nothing is quoted."""
_DONE_TO_PERSONS = word_set("dismiss dismisses dismissed dismissing thank thanks thanked thanking named names naming")
_SAYS_NOTHING = re.compile(
    r"(?:kn[eo]ws?|hears?|heard|learn(?:s|ed|t)?) (?:of|about)"
    r"|(?:will|would|to|is|are) (?:discuss|debat)(?:e|ing)?"
    r"|misstate[ds]?"
)
"""Cues of those who hear, who are going to talk, or who got something wrong."""
_WITHOUT_SAYING = re.compile(r"without \w+ing\b")
_REACH = 40
"""Characters in front of a source in which it may be denied that it says anything."""
_MET_BY_THE_WRITER = re.compile(
    r"\A(?i:an?|one|another|the|two|several) [^,]*?(?<! and)(?<! or)(?P<cut> (?:I|we)(?=\s|\Z).*)", re.DOTALL
)
_BLANK_LINES = re.compile(r"[^\S\n]*(?:\r?\n[^\S\n]*){2,}(?=\S)")
_REST_OF_WORD = re.compile(r"(?:-?[^\W_])+")
_REST_OF_BRACKET = re.compile(r"[^()\r\n]{0,12}\)")
_ONLY_TITLE = re.compile(r"(?:Sen|Gov|Rep|Gen|Lt|Col|Capt|Sgt|Prof|Dr|Mr|Mrs|Ms|St|Rev|Adm|Maj|Del)\.?")
_SHORT_OF_STOP = re.compile(r"\b(?:[A-Z]\.)+[A-Z]\Z")
_REST_OF_NAME = re.compile(r"\.?(?:[ \xa0](?:[A-Z]\.|[A-Z][\w’'-]+)){1,4}")
_NAME_BETWEEN = re.compile(r"(, [A-Z][\w.’'-]*(?: (?:[a-z]{2,3} )?[A-Z][\w.’'-]*){1,3}),? ")
_WITNESSING = re.compile(r" (?:\w+ )?(?:heard|hears?|overheard|saw|sees?|watched) [^.,;:]+\Z")
_QUOTED_BY = re.compile(r"\bquoted (?:by|in|on) [^.,;:]+\Z")
_PARAGRAPH_END = re.compile(r"[\r\n]")
_COLON_AND_PARAGRAPH = re.compile(r"[^\r\n]*:[^\S\r\n]*[\r\n]\s*")
_CLOSING = frozenset("".join(CLOSING.values()))
_QUOTED_STOP = re.compile(r"\.[”\"’'](\s+)(?=[A-Z])")
_STOP_IN_FRONT = re.compile(r"[.!?:]\s+\Z")


def near_source(text: str, cue: Passage, source: Passage) -> Passage | None:
    """Return a source put right, or None for one that isn't the cue's, or nobody: a bare number or article.

    Not the cue's is a headline, or whoever is in another paragraph, who only hears it, "Lund heard the mayor say", or
    who passes it on, "quoted by the Post as saying".
    """
    end, begin = source.spans[-1].end, cue.spans[0].start
    if not _in_one_paragraph(text, begin, source.spans[-1]) or _WITNESSING.match(text, end, max(end, begin)):
        return None
    if text[end:begin] == " as " and _QUOTED_BY.search(text, max(0, source.spans[0].start - _REACH), end):
        return None
    if source.text.isdigit() or source.text.lower() in ARTICLES:
        return None
    described = _without_writer(text, _without_relative(text, cue, _without_cited(text, source)))
    return _with_name(text, cue, _whole(text, described))


def _without_cited(text: str, source: Passage) -> Passage:
    """Return a source without those whom it cites: "the Courier, quoting two officials"."""
    span = source.spans[-1]
    cited = _CITED.search(text, span.start + 1, span.end)
    return Passage.of(text, [*source.spans[:-1], Span(span.start, cited.start())]) if cited else source


def _without_writer(text: str, source: Passage) -> Passage:
    """Return a source without the clause that tells where the writer met it: "an executive [I spoke to]"."""
    span = source.spans[-1]
    met = _MET_BY_THE_WRITER.match(text[span.start : span.end])
    return Passage.of(text, [*source.spans[:-1], Span(span.start, span.start + met.start("cut"))]) if met else source


def without_adverb(text: str, cue: Passage, source: Passage, words: Lexicon) -> Passage:
    """Return a source behind its cue without the adverb that ends it: "said Lund [quietly]", not "the Lund family"."""
    span = source.spans[-1]
    *_, before, last = [None, None, *tokens(text, span)]
    if before is None or last is None or span.start < cue.spans[0].start or not is_adverb(last):
        return source
    named = before.is_capitalised or before.lower in words.speakers
    is_noun = last.lower in words.speakers or last.lower in words.organization_words
    return Passage.of(text, [*source.spans[:-1], Span(span.start, before.end)]) if named and not is_noun else source


def _without_relative(text: str, cue: Passage, source: Passage) -> Passage:
    """Return a source without a relative clause; of "Lund, who rivals" in front of "claim …" it is the rivals."""
    span = source.spans[-1]
    relative = _RELATIVE.search(text[span.start : span.end])
    if relative is None:
        return source
    begin, end = span.start + relative.start(), span.start + relative.end()
    adjacent = not text[span.end : cue.spans[0].start].strip() and span.end < cue.spans[0].start
    if adjacent:
        return Passage.of(text, [Span(end, span.end)])
    return Passage.of(text, [Span(span.start, begin)]) if begin > span.start else source


def _with_name(text: str, cue: Passage, source: Passage) -> Passage:
    """Return a source with the name between it and its cue: "the mayor of Harbour, [Ada Lund], said"."""
    last = source.spans[-1]
    name = _NAME_BETWEEN.fullmatch(text, last.end, cue.spans[0].start) if last.end < cue.spans[0].start else None
    if name is None:
        return source
    return Passage.of(text, [*source.spans[:-1], Span(last.start, name.end(1))])


def _whole(text: str, source: Passage) -> Passage:
    """Return a source without a dangling "who" or comma, and whole: its last word, abbreviation, and bracket."""
    span = anonymity.without(text, source.spans[-1])
    rest = _REST_OF_WORD.match(text, span.end)
    if rest and (text[span.end - 1] == "-" or rest.group().startswith("-")):
        span = Span(span.start, rest.end())
    piece = text[span.start : span.end]
    dangling = _TRAILING.search(piece)
    end = span.start + dangling.start() if dangling and dangling.start() else span.end
    if text[span.start : end].count("(") > text[span.start : end].count(")"):
        rest = _REST_OF_BRACKET.match(text, end)
        end = rest.end() if rest else end
    name = _REST_OF_NAME.match(text, end) if _ONLY_TITLE.fullmatch(text[span.start : end]) else None
    end = name.end() if name else end
    end += text.startswith(".", end) and _SHORT_OF_STOP.search(text, span.start, end) is not None  # "the U.S"
    return source if end == source.spans[-1].end else Passage.of(text, [*source.spans[:-1], Span(span.start, end)])


def near_content(text: str, attribution: Attribution) -> Passage | None:
    """Return a content without its dateline, and without pieces from other paragraphs; None where nothing is left.

    A quotation may stand in the next paragraph where the speaker goes on, or in the one before as long as nobody else
    speaks there and all of it does. None behind a denial is denied: "denied it. “I was at home.”"
    """
    cue, content = attribution.cue, attribution.content
    if cue is None or content is None:
        return content
    at = cue.spans[0].start
    near = [_in_paragraph(text, at, span) for span in content.spans]
    own = [span for span in near if _in_one_paragraph(text, at, span) or _is_set_off(text, cue, span)]
    near = [s for s in near if s in own or (_belongs(text, at, attribution.source, s) and not (own and s.start < at))]
    if near and near[0].start < at:  # "It took place on Tuesday, the agency reported, without naming the place"
        near = [s for s in near if s.start < at or not _WITHOUT_SAYING.match(text, s.start)]
    near = [_in_sentence(text, at, span) for span in near]
    if near and attribution.polarity is Polarity.NEGATIVE:
        near = _before_quotation(text, near)
    if near and (near[0].start == 0 or text[near[0].start - 1] in "\r\n"):
        begin = after_dateline(text, Span(near[0].start, len(text))).start
        near = [Span(max(begin, span.start), span.end) for span in near if begin < span.end]
    return Passage.of(text, near) if near else None


def _in_paragraph(text: str, at: int, span: Span) -> Span:
    """Return a piece without the headline, or the next paragraph, that runs on into it without a quotation mark."""
    ends = list(_BLANK_LINES.finditer(text, span.start, span.end))
    if not ends:
        return span
    if span.start < at:
        open_still = text[ends[-1].end()] in OPENING or text[ends[-1].start() - 1] not in _CLOSING
        return span if text[span.start] in OPENING and open_still else Span(ends[-1].end(), span.end)
    return span if text[span.start] in OPENING or text[ends[0].end()] in OPENING else Span(span.start, ends[0].start())


def _in_sentence(text: str, at: int, span: Span) -> Span:
    """Return a piece without the sentence beyond a quotation's full stop: "was “the light.” [The family wants]"."""
    if text[span.start] in OPENING:
        return span
    ends = [match for match in _QUOTED_STOP.finditer(text, span.start, span.end) if match.end() < span.end]
    if not ends:
        return span
    return Span(ends[-1].end(), span.end) if span.start < at else Span(span.start, ends[0].start(1))


def _is_set_off(text: str, cue: Passage, span: Span) -> bool:
    """Tell whether a piece is the paragraph behind a cue and its colon, with or without quotation marks."""
    return _COLON_AND_PARAGRAPH.fullmatch(text, cue.spans[-1].end, max(cue.spans[-1].end, span.start)) is not None


def _belongs(text: str, at: int, source: Passage | None, span: Span) -> bool:
    """Tell whether a piece from another paragraph than its cue's is a quotation that the same source may have said."""
    if text[span.start] not in OPENING:
        return False
    lead = text[_paragraph_begin(text, span.start) : span.start].strip()
    if not lead or (lead[0] in OPENING and span.start > at):
        return True
    return source is not None and span.start > at and speaks_on(lead, source.text)


def _paragraph_begin(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _before_quotation(text: str, pieces: Sequence[Span]) -> list[Span]:
    """Return the pieces up to a quotation that begins behind a full stop or a colon."""
    begin, end = pieces[0].start, pieces[-1].end
    starts = (quotation.start for quotation in quotations(text, Span(begin, end)))
    stop = next((stop for start in starts if (stop := _STOP_IN_FRONT.search(text, begin, start))), None)
    if stop is None:
        return list(pieces)
    return [Span(piece.start, min(piece.end, stop.start())) for piece in pieces if piece.start < stop.start()]


def _in_one_paragraph(text: str, at: int, span: Span) -> bool:
    low, high = (at, span.start) if at < span.start else (span.end, at)
    return _PARAGRAPH_END.search(text, low, high) is None


def says_something(attribution: Attribution) -> bool:
    """Tell whether a cue is more than a pronoun, and a content more than a word that only points at one.

    To publish a report says nothing of what is in it, and to call a meeting names nothing. Nor does anybody speak who
    is asked for comment, knows or hears of a thing, concedes a goal, or calls somebody by telephone.
    """
    cue, content = attribution.cue, attribution.content
    if cue is None or cue.text.lower() in ANY_PRONOUN:
        return False
    if content is None:
        return True
    if content == attribution.source:
        return False
    if cue.text.lower().endswith(("quoted by", "quoted in")):
        return False
    if _SAYS_NOTHING.fullmatch(cue.text.lower()):
        return False
    if cue.text.lower().endswith(" for") and content.text.lower() in _COMMENT:
        return False
    if cue.text.lower().endswith("conceded") and _IN_A_GAME.search(content.text):
        return False
    if cue.text.lower().endswith("called") and _FULL_NAME.fullmatch(content.text):
        return False
    does = _DEEDS.get(cue.text.lower().split()[-1])
    if does is not None and content.text.lower().split()[0] in does and not any(m in content.text for m in OPENING):
        return False
    return content.text.lower().strip("“”\"' ") not in _POINTERS


def gives_reason(attribution: Attribution, words: Lexicon) -> bool:
    """Tell whether somebody cites what can't speak, as a reason for what he does: "citing privacy laws"."""
    cue, content = attribution.cue, attribution.content
    if cue is None or content is None or cue.text.lower() != "citing" or content.text[0] in OPENING:
        return False
    told = content.text.split()
    speaks = words.speakers | words.documents
    return not any(word[0].isupper() or {word.lower(), word.lower().rstrip("s")} & speaks for word in told)


def concerns_person(attribution: Attribution, words: Lexicon) -> bool:
    """Tell whether a cue tells what is done to a person, and nothing is said: "dismissed Ada Lund in May"."""
    cue, content = attribution.cue, attribution.content
    if cue is None or content is None or cue.text.lower().split()[-1] not in _DONE_TO_PERSONS:
        return False
    return names_person(content.text.split(), words)


def nobody_speaks(text: str, source: Passage | None) -> bool:
    """Tell whether a source says nothing, or only perhaps: "no official", "neither Lund nor Berg", "if Lund", "Who"."""
    if source is None:
        return False
    start, end = source.spans[0].start, source.spans[-1].end
    if text[start:end].lower() == "who" and text[:start].rstrip()[-1:] in {"", *':;.?!“"'}:
        return True  # it asks
    before = _CLAUSE_BEFORE.search(text[max(0, start - _REACH) : start])
    return any(_NOBODY.search(words) for words in (before[0] if before else "", text[start:end]))
