"""Sources that somebody judged not to be the same."""

from kg.judgements.judgement import State
from kg.model import Decision
from kg.store.base import Store
from kg.store.judged import judgements_of


def apart(store: Store) -> set[frozenset[str]]:
    """Return the pairs of ids, of sources as judged, that a judgement which counts keeps apart."""
    judgements = judgements_of(store)
    one_of = judgements.standing.one_of
    return {
        frozenset(map(one_of, record.judgement.sources))
        for record in judgements.records()
        if record.judgement.decision is Decision.NOT_SAME and record.state is State.STANDS
    }
