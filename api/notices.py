"""What was corrected or retracted, as routes ask for it."""

from collections.abc import Collection, Sequence

from kg.facade import Graph
from kg.judgements.judgement import JudgementRecord, Subject
from kg.model import Notice
from kg.rdf.vocabulary import Names
from kg.store.judged import Judged


def notice_on(graph: Graph, document: str) -> Notice | None:
    """Return the notice on the document with this id, or None where it stands."""
    return Judged(graph.store).notice(Names(graph.store.base).document(document))


def about(records: Sequence[JudgementRecord], subject: Subject, ids: Collection[str]) -> tuple[JudgementRecord, ...]:
    """Return those of the judgements that are about one of these documents, or of these statements."""
    wanted = frozenset(ids)
    return tuple(
        record for record in records if record.judgement.subject is subject and record.judgement.parties & wanted
    )
