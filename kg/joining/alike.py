"""Statements that mean about the same as some words, in whatever words: found by their vectors."""

from kg.claims import signatures
from kg.claims.wordings import Wording, plain
from kg.errors import QueryError
from kg.joining.deciding import Decider
from kg.joining.index import ClaimIndex

EXAMINED, MOST = 4_000, 1_000
"""How many wordings are compared by their vectors, those nearest by their signs, and how many of them are kept."""
_LEAST = 0.35
"""The cosine from which what is said has something to do with the words that were given."""


def alike(index: ClaimIndex, decider: Decider, text: str) -> list[tuple[str, str, float]]:
    """Return the statements that mean about what a text means, each with its document and how near, the nearest first.

    Raises QueryError for a text without words.
    """
    words = plain(text)
    if not words:
        raise QueryError(f"{text!r} has no words whose meaning could be looked for")
    vector = signatures.small(decider.vectors([Wording(text=words)]))
    near = index.signatures.nearest(signatures.signs(vector)[0], EXAMINED, below=index.next).tolist()
    there, vectors = index.vectors(near)
    cosines = signatures.cosines(vector[0], vectors)
    ranked = sorted(zip((-cosines).tolist(), there, strict=True))[:MOST]
    close = {number: -far for far, number in ranked if -far >= _LEAST}
    said = index.documents_of(close)
    return [(statement, document, close[number]) for number in close for statement, document in said.get(number, ())]
