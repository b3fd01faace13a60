"""What was corrected or retracted: as people judged, and as publishers' own notes say.

    ?thing  kg:status        kg:Corrected or kg:Retracted
            kg:statusReason  why: the reason of the judgement, or the words of the note
            kg:statusFrom    the judgement, or the document whose note it is

A person's judgement on a document counts before its publisher's note. What is retracted is retracted with all its
statements, which are told each by itself; that a document was corrected is told of it alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import RdfError
from kg.intake.corrections import is_retraction
from kg.judgements.judgement import STATUSES, Subject
from kg.judgements.standing import Standing
from kg.model import Notice, Status
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.rdf.write import literal

_STATUSES = {iri: status for status, iri in v.STATUSES.items()}
OF_STATUS = frozenset({v.STATUS, v.STATUS_REASON, v.STATUS_FROM})
"""The properties by which a status is told."""
_Parts = Mapping[NamedNode, NamedNode | Literal]


def status_quads(names: Names, standing: Standing, evidence: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the status of each document and statement that has one.

    `evidence` holds the class of each document that was judged or has a note, with the note, and what each statement
    is part of that was judged, or stands in a document that is retracted.
    """
    notes: dict[str, str | None] = {}
    parts: dict[str, str] = {}
    for quad in evidence:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            if quad.predicate == v.CORRECTION:
                notes[names.id(quad.subject)] = quad.object.value
            elif quad.predicate == v.TYPE and quad.object == v.NEWS_ARTICLE:
                notes.setdefault(names.id(quad.subject), None)
            elif quad.predicate == v.IS_PART_OF and isinstance(quad.object, NamedNode):
                parts[names.id(quad.subject)] = names.id(quad.object)
    documents = {id_: _ruled(standing, Subject.DOCUMENT, id_) or note_of(note) for id_, note in notes.items()}
    for id_, notice in documents.items():
        if notice is not None:
            yield from _quads(names, names.document(id_), notice, id_)
    for id_, document in parts.items():
        own, whole = _ruled(standing, Subject.STATEMENT, id_), documents.get(document)
        if whole is not None and whole.status is Status.RETRACTED and not (own and own.status is Status.RETRACTED):
            own = whole
        if own is not None:
            yield from _quads(names, names.statement(id_), own, document)


def note_of(note: str | None) -> Notice | None:
    """Return the notice that a publisher's own note gives its document."""
    if note is None:
        return None
    return Notice(status=Status.RETRACTED if is_retraction(note) else Status.CORRECTED, why=note)


def note_on_statements(note: str | None) -> Notice | None:
    """Return the notice that it gives the statements of its document."""
    notice = note_of(note)
    return replace(notice, of_document=True) if notice is not None else None


def read_notices(names: Names, quads: Iterable[Quad]) -> dict[NamedNode, Notice]:
    """Return the notices among quads by document and statement; raises RdfError for one that can't be read."""
    found: dict[NamedNode, dict[NamedNode, NamedNode | Literal]] = defaultdict(dict)
    for quad in quads:
        if quad.predicate not in OF_STATUS:
            continue
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            found[quad.subject][quad.predicate] = quad.object
    return {node: _notice(names, node, parts) for node, parts in found.items()}


def _ruled(standing: Standing, subject: Subject, id_: str) -> Notice | None:
    ruling = standing.rulings.get((subject, id_))
    if ruling is None:
        return None
    return Notice(status=STATUSES[ruling.decision], why=ruling.why or "", judgement=ruling.id)


def _quads(names: Names, node: NamedNode, notice: Notice, document: str) -> Iterator[Quad]:
    graph = names.graph("judged")
    yield Quad(node, v.STATUS, v.STATUSES[notice.status], graph)
    yield Quad(node, v.STATUS_REASON, literal(notice.why), graph)
    source = names.judgement(notice.judgement) if notice.judgement is not None else names.document(document)
    yield Quad(node, v.STATUS_FROM, source, graph)


def _notice(names: Names, node: NamedNode, parts: _Parts) -> Notice:
    term, why, source = (parts.get(of) for of in (v.STATUS, v.STATUS_REASON, v.STATUS_FROM))
    status = _STATUSES.get(term) if isinstance(term, NamedNode) else None
    if status is None or why is None or not isinstance(source, NamedNode):
        raise RdfError(f"the status of {node.value} can't be read; `kg verify` lists all that is broken")
    judged = source.value.startswith(names.judgement("").value)
    return Notice(status=status, why=why.value, judgement=names.id(source) if judged else None)
