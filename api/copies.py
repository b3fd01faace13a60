"""The same story twice, as an article shows it."""

from api.schemas import CopyOut
from kg.copies.verdicts import VerdictKind
from kg.facade import Graph

_FORWARD = {
    VerdictKind.SAME_TEXT: "The text of",
    VerdictKind.NEAR_COPY: "Nearly the text of",
    VerdictKind.NEW_VERSION: "A new version of",
}
_BACKWARD = {
    VerdictKind.SAME_TEXT: "The same text appeared as",
    VerdictKind.NEAR_COPY: "Nearly the same text appeared as",
    VerdictKind.NEW_VERSION: "There is a newer version:",
}


def copies_of(graph: Graph, document: str) -> list[CopyOut]:
    """Return what is known of a document as a copy or version of others, and of others as those of it."""
    found = []
    for verdict in graph.copies(document):
        forward = verdict.document == document
        other = verdict.of if forward else verdict.document
        metadata = graph.document(other).metadata
        found.append(
            CopyOut(
                kind=verdict.kind,
                words=(_FORWARD if forward else _BACKWARD)[verdict.kind],
                of=forward,
                other=other,
                title=metadata.title,
                publisher=metadata.publisher,
                score=verdict.score,
            )
        )
    return found
