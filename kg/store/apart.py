"""What somebody judged to be one, or not: sources that are apart, documents that are copies."""

from kg.judgements.judgement import State
from kg.model import Decision
from kg.store.base import Store
from kg.store.judged import judgements_of

Pairs = set[frozenset[str]]
"""Pairs of ids."""


def apart(store: Store) -> Pairs:
    """Return the pairs of ids, of sources as judged, that a judgement which counts keeps apart."""
    judgements = judgements_of(store)
    one_of = judgements.standing.one_of
    return {
        frozenset(map(one_of, record.judgement.sources))
        for record in judgements.records()
        if record.judgement.decision is Decision.NOT_SAME and record.state is State.STANDS
    }


def judged_copies(store: Store) -> tuple[Pairs, Pairs]:
    """Return the pairs of ids of documents that are judged copies of one text, and those that are judged not to be.

    A pair is in one of the two at most: the newest judgement on it counts. Nothing is concluded from several: that A
    and B, and B and C, are copies says nothing of A and C here. The documents need not be in the store any more.
    """
    copies = judgements_of(store).standing.copies
    same = {pair for pair, judgement in copies.items() if judgement.decision is Decision.COPY}
    return same, copies.keys() - same


def judged_claims(store: Store) -> dict[tuple[str, str], bool]:
    """Return the pairs of ids of statements that are judged to express one claim, or not to: True or False.

    No three of them contradict each other. The statements need not be in the store any more.
    """
    claims = judgements_of(store).standing.claims
    return {(min(pair), max(pair)): judgement.decision is Decision.SAME_CLAIM for pair, judgement in claims.items()}
