"""Subheadings in quotation marks, which stand between paragraphs and go on from no quotation."""

from collections.abc import Iterator

from kg.extract.text import CLOSING, OPENING, paragraphs, quotations
from kg.model import Span

_MOST_WORDS = 8
_STOPS = frozenset(".,?!…—–-;:")
_ENDS = frozenset(".?!…").union("".join(CLOSING.values()))


def subheadings(text: str) -> Iterator[Span]:
    r"""Yield the paragraphs that are nothing but a short quotation without a stop, or in other marks than those before.

    "“It rained,” she said." and behind it "‘Worse to come’". Behind a colon, or a quotation that is left open, it is
    what somebody says.

    >>> text = "“It rained,” she said.\n\n‘Worse to come’\n\nThe river rose."
    >>> [text[span.start : span.end] for span in subheadings(text)]
    ['‘Worse to come’']
    """
    before: Span | None = None
    found: Span | None = None
    for paragraph in paragraphs(text):
        if found is not None and text[paragraph.start].isupper():
            yield found
        found = paragraph if before is not None and _is_subheading(text, before, paragraph) else None
        before = paragraph


def _is_subheading(text: str, before: Span, paragraph: Span) -> bool:
    quoted = text[paragraph.start : paragraph.end]
    if quoted[0] not in OPENING or quoted[-1] not in CLOSING[quoted[0]] or len(quoted.split()) > _MOST_WORDS:
        return False
    if [(q.start, q.end) for q in quotations(text, paragraph)] != [(paragraph.start, paragraph.end)]:
        return False
    said = quotations(text, before)
    if text[before.end - 1] not in _ENDS or any(quotation.open for quotation in said):
        return False
    other_marks = bool(said) and text[said[-1].start] != quoted[0]
    return other_marks or quoted[-2] not in _STOPS
