"""Contents of a word or two, which say nothing by themselves, within the sentence that they stand in."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from kg.extract.text import sentences
from kg.model import Statement

SHORT = 3
"""Words from which a content is understood by itself."""
Pieces = tuple[tuple[str, bool], ...]
"""A sentence in pieces, and whether each is what was said."""


def within(text_of: Callable[[str], str], statements: Iterable[Statement]) -> Mapping[str, Pieces]:
    """Return the sentences of those of the statements that need them, by the statements' ids.

    `text_of` gives the text of the document with an id.
    """
    text = cache(text_of)
    return {
        statement.id: sentence_of(statement, text(statement.document))
        for statement in statements
        if statement.content is not None and len(statement.content.text.split()) < SHORT
    }


def sentence_of(statement: Statement, text: str) -> Pieces:
    """Return the sentence, or the sentences, that the content of a statement stands in; nothing where it has none."""
    if statement.content is None:
        return ()
    spans = statement.content.spans
    first, last = spans[0].start, spans[-1].end
    around = [each for each in sentences(text) if each.start < last and each.end > first]
    at, end = min([first, *(each.start for each in around)]), max([last, *(each.end for each in around)])
    pieces = []
    for span in spans:
        pieces += [(text[at : span.start], False), (text[span.start : span.end], True)]
        at = span.end
    return tuple((piece, said) for piece, said in (*pieces, (text[at:end], False)) if piece)


def told_within(pieces: Pieces) -> str:
    """Return such a sentence on one line, what was said in square brackets: "Pyongyang denied [it] on Monday."."""
    return " ".join("".join(f"[{piece}]" if said else piece for piece, said in pieces).split())
