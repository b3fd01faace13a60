"""Judgements as quads of `graph/judgements`, and back.

The IRI of a judgement comes from what it holds, so that reading a graph and writing it again gives the same quads:
whatever is left over is broken.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import KgError, RdfError
from kg.judgements.judgement import Judgement, Party, Reversal, Subject
from kg.judgements.standing import Judgements
from kg.rdf import vocabulary as v
from kg.rdf.read import choice_of
from kg.rdf.vocabulary import Names
from kg.rdf.write import Pair, literal, moment

Things = Mapping[NamedNode, Mapping[NamedNode, list[NamedNode | Literal]]]


def judgement_quads(names: Names, judgement: Judgement) -> set[Quad]:
    """Return a judgement as quads."""
    node, graph = names.judgement(judgement.id), names.graph("judgements")
    return {Quad(node, *pair, graph) for pair in _judgement(names, judgement)}


def reversal_quads(names: Names, reversal: Reversal) -> set[Quad]:
    """Return the reversal of a judgement as quads."""
    node, graph = names.reversal(reversal.id), names.graph("judgements")
    pairs = [(v.TYPE, v.REVERSAL), (v.REVERSES, names.judgement(reversal.reverses)), *_deed(reversal)]
    return {Quad(node, *pair, graph) for pair in pairs}


def read_judgements(names: Names, quads: Iterable[Quad]) -> Judgements:
    """Return the judgements in the quads of their graph; raises RdfError where one can't be read."""
    things = things_of(quads)
    made, reversals = set(), set()
    for node, parts in things.items():
        try:
            if v.JUDGEMENT in parts.get(v.TYPE, ()):
                made.add(read_judgement(names, things, node))
            if v.REVERSAL in parts.get(v.TYPE, ()):
                reversals.add(read_reversal(names, things, node))
        except KgError as error:
            raise RdfError(f"{node.value} can't be read: {error}; `kg verify` lists all that is broken") from error
    return Judgements(made=frozenset(made), reversals=frozenset(reversals))


def _judgement(names: Names, judgement: Judgement) -> Iterator[Pair]:
    yield v.TYPE, v.JUDGEMENT
    yield v.DECISION, v.DECISIONS[judgement.decision]
    yield v.ABOUT_SOURCE, _named(names, judgement.subject, judgement.about.id)
    yield v.ABOUT_NAME, literal(judgement.about.name)
    if judgement.other is not None:
        yield v.OTHER_SOURCE, _named(names, judgement.subject, judgement.other.id)
        yield v.OTHER_NAME, literal(judgement.other.name)
    if judgement.name is not None:
        yield v.NEW_NAME, literal(judgement.name)
    if judgement.reliability is not None:
        yield v.RELIABILITY, v.RELIABILITIES[judgement.reliability]
    for statement in judgement.statements:
        yield v.IN_STATEMENT, names.statement(statement)
    for document in judgement.documents:
        yield v.IN_DOCUMENT, names.document(document)
    yield from _deed(judgement)


def _named(names: Names, subject: Subject, id_: str) -> NamedNode:
    named = {Subject.SOURCE: names.source, Subject.DOCUMENT: names.document, Subject.STATEMENT: names.statement}
    return named[subject](id_)


def _subject(names: Names, node: NamedNode | Literal) -> Subject:
    for subject in Subject:
        if isinstance(node, NamedNode) and node.value.startswith(_named(names, subject, "").value):
            return subject
    raise RdfError(f"it has {node} as {v.ABOUT_SOURCE.value}, which is no source, document or statement of this store")


def _deed(deed: Judgement | Reversal) -> Iterator[Pair]:
    yield v.JUDGE, literal(deed.by)
    yield v.ENDED, moment(deed.at)
    if deed.why is not None:
        yield v.REASON, literal(deed.why)


def read_judgement(names: Names, things: Things, node: NamedNode) -> Judgement:
    """Return one judgement; raises an error that says what it lacks."""
    parts = things[node]
    about, other = _id(names, parts, v.ABOUT_SOURCE), _id(names, parts, v.OTHER_SOURCE)
    if about is None:
        raise RdfError(f"{node.value} has no {v.ABOUT_SOURCE.value}")
    other_name = _optional(parts, v.OTHER_NAME)
    return Judgement(
        decision=choice_of(v.DECISIONS, _one(parts, v.DECISION)),
        about=Party(id=about, name=_one(parts, v.ABOUT_NAME).value),
        other=Party(id=other, name=other_name.value) if other is not None and other_name is not None else None,
        name=_text(parts, v.NEW_NAME),
        reliability=choice_of(v.RELIABILITIES, _one(parts, v.RELIABILITY)) if v.RELIABILITY in parts else None,
        statements=tuple(sorted(_ids(names, parts, v.IN_STATEMENT))),
        documents=tuple(sorted(_ids(names, parts, v.IN_DOCUMENT))),
        subject=_subject(names, _one(parts, v.ABOUT_SOURCE)),
        by=_one(parts, v.JUDGE).value,
        at=_time(parts),
        why=_text(parts, v.REASON),
    )


def read_reversal(names: Names, things: Things, node: NamedNode) -> Reversal:
    """Return one reversal; raises an error that says what it lacks."""
    parts = things[node]
    reverses = _id(names, parts, v.REVERSES)
    if reverses is None:
        raise RdfError(f"{node.value} has no {v.REVERSES.value}")
    return Reversal(reverses=reverses, by=_one(parts, v.JUDGE).value, at=_time(parts), why=_text(parts, v.REASON))


def things_of(quads: Iterable[Quad]) -> Things:
    """Return quads by subject and property."""
    things: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            things[quad.subject][quad.predicate].append(quad.object)
    return {node: dict(parts) for node, parts in things.items()}


def all_of(things: Things, class_: NamedNode) -> list[NamedNode]:
    """Return everything of a class, by IRI."""
    return sorted((node for node, parts in things.items() if class_ in parts.get(v.TYPE, ())), key=str)


_Parts = Mapping[NamedNode, list[NamedNode | Literal]]


def _optional(parts: _Parts, of: NamedNode) -> NamedNode | Literal | None:
    values = parts.get(of, [])
    if len(values) > 1:
        raise RdfError(f"it has {len(values)} values of {of.value}, where one belongs")
    return values[0] if values else None


def _one(parts: _Parts, of: NamedNode) -> NamedNode | Literal:
    value = _optional(parts, of)
    if value is None:
        raise RdfError(f"it has no {of.value}")
    return value


def _text(parts: _Parts, of: NamedNode) -> str | None:
    value = _optional(parts, of)
    return value.value if value is not None else None


def _time(parts: _Parts) -> datetime:
    value = _one(parts, v.ENDED)
    try:
        return datetime.fromisoformat(value.value)
    except ValueError as error:
        raise RdfError(f"it has {value} as {v.ENDED.value}: {error}") from error


def _id(names: Names, parts: _Parts, of: NamedNode) -> str | None:
    return next(iter(_ids(names, {of: [value]}, of))) if (value := _optional(parts, of)) is not None else None


def _ids(names: Names, parts: _Parts, of: NamedNode) -> Iterator[str]:
    for value in parts.get(of, []):
        if not isinstance(value, NamedNode):
            raise RdfError(f"it has {value} as {of.value}, where an IRI belongs")
        yield names.id(value)
