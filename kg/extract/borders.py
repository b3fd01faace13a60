"""Borders of what the model reads, put right where the text itself shows that they are wrong."""

import re

from kg.extract.classes import ANY_PRONOUN, DETERMINERS, word_set
from kg.extract.text import OPENING, after_dateline
from kg.model import Attribution, Passage, Span

_TRAILING = re.compile(r"[\s,;]+(?:who|which|that|whose)?$")
_NOBODY = re.compile(
    r"\b(?:neither|nor|no(?!\.? ?10\b)|none|nobody|nothing|not (?:a|one)|hardly any"
    r"|(?<!\ba )(?<!\bthe )(?<!\blast )(?<!\bpast )few)\b"
    r"|\b(?:if|unless)\s+\S*\Z",
    re.IGNORECASE,
)
_CLAUSE_BEFORE = re.compile(r"[^.!?,;:“”\"\r\n]*\Z")
_POINTERS = DETERMINERS | ANY_PRONOUN | word_set("what which who that so as")
_REACH = 40
"""Characters in front of a source in which it may be denied that it says anything."""
_PARAGRAPH_END = re.compile(r"[\r\n]")


def near_source(text: str, cue: Passage, source: Passage) -> Passage | None:
    """Return a source put right, or None for one in another paragraph, such as a headline: it is nobody's here."""
    return _whole(text, source) if _in_one_paragraph(text, cue.spans[0].start, source.spans[-1]) else None


def _whole(text: str, source: Passage) -> Passage:
    """Return a source without a dangling "who" or comma, and with the bracket that its words open."""
    span = source.spans[-1]
    piece = text[span.start : span.end]
    dangling = _TRAILING.search(piece)
    end = span.start + dangling.start() if dangling and dangling.start() else span.end
    if text[span.start : end].count("(") > text[span.start : end].count(")") and text[end : end + 1] == ")":
        end += 1
    return source if end == span.end else Passage.of(text, [*source.spans[:-1], Span(span.start, end)])


def near_content(text: str, cue: Passage, content: Passage) -> Passage:
    """Return a content without its dateline, and without pieces from other paragraphs.

    A piece that opens a quotation may stand in the next paragraph: the speaker goes on.
    """
    at = cue.spans[0].start
    near = [span for span in content.spans if _in_one_paragraph(text, at, span) or text[span.start] in OPENING]
    if near and (near[0].start == 0 or text[near[0].start - 1] in "\r\n"):
        near[0] = after_dateline(text, near[0])
    return Passage.of(text, near) if near else content


def _in_one_paragraph(text: str, at: int, span: Span) -> bool:
    low, high = (at, span.start) if at < span.start else (span.end, at)
    return _PARAGRAPH_END.search(text, low, high) is None


def says_something(attribution: Attribution) -> bool:
    """Tell whether a cue is more than a pronoun, and a content more than a word that only points at one."""
    cue, content = attribution.cue, attribution.content
    if cue is None or cue.text.lower() in ANY_PRONOUN:
        return False
    return content is None or content.text.lower().strip("“”\"' ") not in _POINTERS


def nobody_speaks(text: str, source: Passage | None) -> bool:
    """Tell whether a source says nothing, or only perhaps: "no official", "neither Lund nor Berg", "if Lund"."""
    if source is None:
        return False
    start, end = source.spans[0].start, source.spans[-1].end
    before = _CLAUSE_BEFORE.search(text[max(0, start - _REACH) : start])
    return any(_NOBODY.search(words) for words in (before[0] if before else "", text[start:end]))
