"""The part of SHACL that `data/shapes.ttl` uses, read from there as values.

The standard's own validator for Python takes 50 milliseconds for a document, so that a large store could not be checked
in practice; it stays the reference in tests. What this module doesn't know it refuses, so that a shape can't be read as
less than it says.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kg.errors import RdfError
from kg.rdf import vocabulary as v
from kg.rdf.lexical import number

_SH = "http://www.w3.org/ns/shacl#"
_FIRST, _REST, _NIL = (NamedNode(v.RDF + name) for name in ("first", "rest", "nil"))

Node = NamedNode | BlankNode
Term = NamedNode | Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """What each value has to be, and how many there have to be; None where nothing is asked."""

    message: str | None = None
    least: int = 0
    most: int | None = None
    datatype: NamedNode | None = None
    class_: NamedNode | None = None
    node_kind: str | None = None
    pattern: re.Pattern[str] | None = None
    among: frozenset[Term] | None = None
    has: Term | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property, followed backwards where it is inverse, and the constraint on its values."""

    path: NamedNode
    inverse: bool
    constraint: Constraint


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Which nodes have to have what; at least one of each set of `alternatives` has to hold."""

    classes: frozenset[NamedNode]
    subjects_of: frozenset[NamedNode]
    objects_of: frozenset[NamedNode]
    own: Constraint
    properties: tuple[Property, ...]
    alternatives: tuple[tuple[Property, ...], ...]


def read_shapes(path: Path) -> tuple[Shape, ...]:
    """Read the shapes in a file of Turtle; raises RdfError for what this module doesn't know."""
    described: dict[Node, dict[str, list[NamedNode | BlankNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(path=str(path), format=RdfFormat.TURTLE):
        described[quad.subject][quad.predicate.value].append(quad.object)
    reader = _Reader(described)
    shape = NamedNode(_SH + "NodeShape")
    return tuple(reader.shape(node) for node, values in described.items() if shape in values[v.TYPE.value])


class _Reader:
    def __init__(self, described: Mapping[Node, Mapping[str, list[NamedNode | BlankNode | Literal]]]) -> None:
        self._described = described

    def shape(self, node: Node) -> Shape:
        targets = {name: frozenset(map(_iri, self._values(node, name))) for name in _TARGETS}
        return Shape(
            classes=targets["targetClass"],
            subjects_of=targets["targetSubjectsOf"],
            objects_of=targets["targetObjectsOf"],
            own=self._constraint(node, known={*_TARGETS, "property", "or"}),
            properties=tuple(self._property(_node(each)) for each in self._values(node, "property")),
            alternatives=tuple(
                tuple(self._property(_node(each)) for each in self._list(each)) for each in self._values(node, "or")
            ),
        )

    def _property(self, node: Node) -> Property:
        (path,) = self._values(node, "path")
        inverse = isinstance(path, BlankNode)
        if isinstance(path, BlankNode):
            (path,) = self._values(path, "inversePath")
        return Property(path=_iri(path), inverse=inverse, constraint=self._constraint(node, known={"path"}))

    def _constraint(self, node: Node, known: set[str]) -> Constraint:
        given = {name.removeprefix(_SH) for name in self._described[node] if name != v.TYPE.value}
        if strange := given - known - _CONSTRAINTS:
            raise RdfError(f"{node} in the shapes has {', '.join(sorted(strange))}, which is not known here")
        one = {name: self._one(node, name) for name in _CONSTRAINTS - {"in"}}
        among = self._one(node, "in")
        pattern, kind = _words(one["pattern"]), one["nodeKind"]
        least, most = _words(one["minCount"]), _words(one["maxCount"])
        return Constraint(
            message=_words(one["message"]),
            least=int(least) if least is not None else 0,
            most=int(most) if most is not None else None,
            datatype=_iri(one["datatype"]) if one["datatype"] is not None else None,
            class_=_iri(one["class"]) if one["class"] is not None else None,
            node_kind=_iri(kind).value.removeprefix(_SH) if kind is not None else None,
            # XPath's $ is the very end of the words, Python's also stands in front of a last line feed
            pattern=re.compile(re.sub(r"\$$", r"\\Z", pattern)) if pattern is not None else None,
            among=frozenset(map(_term, self._list(among))) if among is not None else None,
            has=_term(one["hasValue"]) if one["hasValue"] is not None else None,
            minimum=_number(one["minInclusive"]),
            maximum=_number(one["maxInclusive"]),
        )

    def _values(self, node: Node, name: str) -> list[NamedNode | BlankNode | Literal]:
        return self._described[node].get(_SH + name, [])

    def _one(self, node: Node, name: str) -> NamedNode | BlankNode | Literal | None:
        values = self._values(node, name)
        if len(values) > 1:
            raise RdfError(f"{node} in the shapes has {len(values)} values of sh:{name}, where one is known here")
        return values[0] if values else None

    def _list(self, head: NamedNode | BlankNode | Literal) -> Iterator[NamedNode | BlankNode | Literal]:
        while head != _NIL:
            node = self._described[_node(head)]
            yield node[_FIRST.value][0]
            head = node[_REST.value][0]


_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_CONSTRAINTS = {
    *("message", "minCount", "maxCount", "datatype", "class", "nodeKind", "pattern", "in", "hasValue"),
    *("minInclusive", "maxInclusive"),
}


def _iri(term: object) -> NamedNode:
    if not isinstance(term, NamedNode):
        raise RdfError(f"{term} stands in the shapes where an IRI is known")
    return term


def _node(term: object) -> Node:
    if not isinstance(term, NamedNode | BlankNode):
        raise RdfError(f"{term} stands in the shapes where a node is known")
    return term


def _term(term: object) -> Term:
    if not isinstance(term, NamedNode | Literal):
        raise RdfError(f"{term} stands in the shapes where an IRI or a literal is known")
    return term


def _words(term: object) -> str | None:
    return term.value if isinstance(term, Literal) else None


def _number(term: object) -> Decimal | None:
    return number(term) if isinstance(term, Literal) else None
