"""Borders of what the model reads, put right where the text itself shows that they are wrong."""

import re

from kg.extract import anonymity
from kg.extract.classes import ANY_PRONOUN, ARTICLES, DETERMINERS, word_set
from kg.extract.text import OPENING, after_dateline
from kg.model import Attribution, Passage, Span

_TRAILING = re.compile(r"[\s,;]+(?:who|which|that|whose)?$")
_RELATIVE = re.compile(r"(?:, |\A)(?:who|whom|which) ")
_NOBODY = re.compile(
    r"\b(?:neither|nor|no(?!\.? ?10\b)|none|nobody|nothing|not (?:a|one)|hardly any"
    r"|(?<!\ba )(?<!\bthe )(?<!\blast )(?<!\bpast )few)\b"
    r"|\b(?:if|unless)\s+\S*\Z",
    re.IGNORECASE,
)
_CLAUSE_BEFORE = re.compile(r"[^.!?,;:“”\"\r\n]*\Z")
_POINTERS = DETERMINERS | ANY_PRONOUN | word_set("what which who that so as")
_DEEDS = {"called": ARTICLES - {"the"}} | dict.fromkeys(("published", "releases", "released"), DETERMINERS | {"no"})
"""Verbs of saying that tell of a deed where such a word begins what follows, and nothing is quoted."""
_REACH = 40
"""Characters in front of a source in which it may be denied that it says anything."""
_BLANK_LINES = re.compile(r"[^\S\n]*(?:\r?\n[^\S\n]*){2,}(?=\S)")
_REST_OF_WORD = re.compile(r"(?:-?[^\W_])+")
_REST_OF_BRACKET = re.compile(r"[^()\r\n]{0,12}\)")
_ONLY_TITLE = re.compile(r"(?:Sen|Gov|Rep|Gen|Lt|Col|Capt|Sgt|Prof|Dr|Mr|Mrs|Ms|St|Rev|Adm|Maj|Del)\.?")
_REST_OF_NAME = re.compile(r"\.?(?:[ \xa0](?:[A-Z]\.|[A-Z][\w’'-]+)){1,4}")
_NAME_BETWEEN = re.compile(r"(, [A-Z][\w.’'-]*(?: (?:[a-z]{2,3} )?[A-Z][\w.’'-]*){1,3}),? ")
_PARAGRAPH_END = re.compile(r"[\r\n]")


def near_source(text: str, cue: Passage, source: Passage) -> Passage | None:
    """Return a source put right, or None for one in another paragraph, such as a headline: it is nobody's here."""
    if not _in_one_paragraph(text, cue.spans[0].start, source.spans[-1]):
        return None
    return _with_name(text, cue, _whole(text, _without_relative(text, cue, source)))


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
    """Return a source without a dangling "who" or comma, with its last word whole and the bracket that it opens."""
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
    return source if end == source.spans[-1].end else Passage.of(text, [*source.spans[:-1], Span(span.start, end)])


def near_content(text: str, cue: Passage, content: Passage) -> Passage:
    """Return a content without its dateline, and without pieces from other paragraphs.

    A piece that opens a quotation may stand in the next paragraph: the speaker goes on.
    """
    at = cue.spans[0].start
    near = [_in_paragraph(text, at, span) for span in content.spans]
    near = [span for span in near if _in_one_paragraph(text, at, span) or text[span.start] in OPENING]
    if near and (near[0].start == 0 or text[near[0].start - 1] in "\r\n"):
        near[0] = after_dateline(text, near[0])
    return Passage.of(text, near) if near else content


def _in_paragraph(text: str, at: int, span: Span) -> Span:
    """Return a piece without the headline, or the next paragraph, that runs on into it without a quotation mark."""
    ends = list(_BLANK_LINES.finditer(text, span.start, span.end))
    if not ends or text[span.start] in OPENING:
        return span
    if span.start < at:
        return Span(ends[-1].end(), span.end)
    return Span(span.start, ends[0].start()) if text[ends[0].end()] not in OPENING else span


def _in_one_paragraph(text: str, at: int, span: Span) -> bool:
    low, high = (at, span.start) if at < span.start else (span.end, at)
    return _PARAGRAPH_END.search(text, low, high) is None


def says_something(attribution: Attribution) -> bool:
    """Tell whether a cue is more than a pronoun, and a content more than a word that only points at one.

    To publish a report says nothing of what is in it, and to call a meeting names nothing.
    """
    cue, content = attribution.cue, attribution.content
    if cue is None or cue.text.lower() in ANY_PRONOUN:
        return False
    if content is None:
        return True
    does = _DEEDS.get(cue.text.lower().split()[-1])
    if does is not None and content.text.lower().split()[0] in does and not any(m in content.text for m in OPENING):
        return False
    return content.text.lower().strip("“”\"' ") not in _POINTERS


def nobody_speaks(text: str, source: Passage | None) -> bool:
    """Tell whether a source says nothing, or only perhaps: "no official", "neither Lund nor Berg", "if Lund"."""
    if source is None:
        return False
    start, end = source.spans[0].start, source.spans[-1].end
    before = _CLAUSE_BEFORE.search(text[max(0, start - _REACH) : start])
    return any(_NOBODY.search(words) for words in (before[0] if before else "", text[start:end]))
