"""SHACL: what a graph has to have, by `data/shapes.ttl`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import RdfError
from kg.rdf import vocabulary as v
from kg.rdf.lexical import is_well_formed, number
from kg.rdf.shacl import Constraint, Property, Shape, Term, read_shapes
from kg.settings import data_file

_SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_SHOWN = 80


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """Something that is not as it should be: where, and what."""

    where: str
    what: str


def shape_problems(quads: Iterable[Quad]) -> list[Problem]:
    """Return where quads break the shapes; graphs are not told apart, so that they are best given one by one.

    Raises RdfError for a quad with anything but IRIs and literals.
    """
    return sorted(set(_Data(quads).problems(_shapes())))


@cache
def _shapes() -> tuple[Shape, ...]:
    return read_shapes(data_file("shapes.ttl"))


class _Data:
    """Triples as the shapes ask for them."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._of: dict[NamedNode, dict[NamedNode, set[Term]]] = {}
        self._to: dict[NamedNode, dict[Term, set[Term]]] = defaultdict(lambda: defaultdict(set))
        wanted = _inverse(_shapes())
        for quad in quads:
            subject, predicate, value, _ = quad
            if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                raise RdfError(f"{quad} has a term that is neither an IRI nor a literal")
            values = self._of.get(subject)
            if values is None:
                values = self._of[subject] = {}
            values.setdefault(predicate, set()).add(value)
            if predicate in wanted:
                self._to[predicate][value].add(subject)
        self._kinds: dict[NamedNode, Set[Term]] = {}
        for subject, values in self._of.items():
            if kinds := values.get(v.TYPE):
                self._kinds[subject] = self._with_wider(kinds)

    def problems(self, shapes: Iterable[Shape]) -> Iterator[Problem]:
        for shape in shapes:
            for node in self._targets(shape):
                yield from self._broken(shape.own, node, {node})
                for each in shape.properties:
                    yield from self._broken(each.constraint, node, self._values(node, each))
                for choice in shape.alternatives:
                    if not any(self._holds(node, each) for each in choice):
                        yield _problem(shape.own, node, node)

    def _targets(self, shape: Shape) -> set[Term]:
        found: set[Term] = set()
        if shape.classes:
            found.update(node for node, kinds in self._kinds.items() if not shape.classes.isdisjoint(kinds))
        for property_ in shape.subjects_of:
            found.update(node for node, values in self._of.items() if values.get(property_))
        for property_ in shape.objects_of:
            found.update(self._to.get(property_, ()))
        return found

    def _values(self, node: Term, each: Property) -> Set[Term]:
        if each.inverse:
            return self._to.get(each.path, {}).get(node, _NOTHING)
        values = self._of.get(node) if isinstance(node, NamedNode) else None
        return values.get(each.path, _NOTHING) if values is not None else _NOTHING

    def _holds(self, node: Term, each: Property) -> bool:
        return next(self._broken(each.constraint, node, self._values(node, each)), None) is None

    def _broken(self, asked: Constraint, node: Term, values: Set[Term]) -> Iterator[Problem]:
        if len(values) < asked.least or (asked.most is not None and len(values) > asked.most):
            yield _problem(asked, node)
        if asked.has is not None and asked.has not in values:
            yield _problem(asked, node)
        for value in values:
            if not (_is_right(asked, value) and (asked.class_ is None or self._is_a(value, asked.class_))):
                yield _problem(asked, node, value)

    def _is_a(self, value: Term, class_: NamedNode) -> bool:
        return isinstance(value, NamedNode) and class_ in self._kinds.get(value, _NOTHING)

    def _with_wider(self, classes: Set[Term]) -> Set[Term]:
        """Return classes with those that the same triples call wider."""
        found, open_ = set(classes), list(classes)
        while open_:
            class_ = open_.pop()
            values: Mapping[NamedNode, set[Term]] = self._of.get(class_, {}) if isinstance(class_, NamedNode) else {}
            for wider in values.get(_SUBCLASS, _NOTHING):
                if wider not in found:
                    found.add(wider)
                    open_.append(wider)
        return found


_NOTHING: frozenset[Term] = frozenset()


@cache
def _inverse(shapes: tuple[Shape, ...]) -> frozenset[NamedNode]:
    """Return the properties that are asked for from their values' side."""
    properties = (each for shape in shapes for each in (*shape.properties, *sum(shape.alternatives, ())))
    return frozenset(each.path for each in properties if each.inverse).union(*(shape.objects_of for shape in shapes))


def _is_right(asked: Constraint, value: Term) -> bool:
    """Tell whether a value is what a constraint asks, but for its class."""
    if asked.datatype is not None and not (
        isinstance(value, Literal) and value.datatype == asked.datatype and is_well_formed(value)
    ):
        return False
    if asked.node_kind is not None and (asked.node_kind == "Literal") is not isinstance(value, Literal):
        return False
    if asked.pattern is not None and not asked.pattern.search(value.value):
        return False
    if asked.among is not None and value not in asked.among:
        return False
    if asked.minimum is None and asked.maximum is None:
        return True
    size = number(value) if isinstance(value, Literal) else None
    return (
        size is not None
        and (asked.minimum is None or size >= asked.minimum)
        and (asked.maximum is None or size <= asked.maximum)
    )


def _problem(asked: Constraint, node: Term, value: Term | None = None) -> Problem:
    found = f", not {value.value[:_SHOWN]!r}" if value is not None else ""
    return Problem(where=node.value, what=f"{asked.message}{found}")
