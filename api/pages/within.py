"""Contents of a word or two, which say nothing by themselves, within the sentence that they stand in."""

from collections.abc import Iterable, Mapping

from kg.extract.text import sentences
from kg.facade import Graph
from kg.model import Record, Statement

SHORT = 3
"""Words from which a content is understood by itself."""
Pieces = tuple[tuple[str, bool], ...]
"""A sentence in pieces, and whether each is what was said."""


def within(graph: Graph, records: Iterable[Record]) -> Mapping[str, Pieces]:
    """Return the sentences of those of the statements that need them, by the statements' ids."""
    texts: dict[str, str] = {}
    found = {}
    for statement in (record.statement for record in records):
        if statement.content is None or len(statement.content.text.split()) >= SHORT:
            continue
        document = statement.document
        if document not in texts:
            texts[document] = graph.document(document).text
        found[statement.id] = sentence_of(statement, texts[document])
    return found


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
