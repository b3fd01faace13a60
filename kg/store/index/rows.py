"""What an index keeps of a document, read from the quads of its graph and who is judged to be who."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from kg.claims.words import fold
from kg.errors import RdfError
from kg.model import UNNAMED, Status, as_written
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.index.traits import Traits, tenths
from kg.store.judged import Judged

Value = TypeVar("Value")
_Properties = Mapping[NamedNode, list[NamedNode | Literal]]

_ACTS = {iri: act for act, iri in v.ACTS.items()}
_POLARITIES = {iri: polarity for polarity, iri in v.POLARITIES.items()}
_CERTAINTIES = {iri: certainty for certainty, iri in v.CERTAINTIES.items()}
_QUOTATIONS = {iri: quotation for quotation, iri in v.QUOTATIONS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """A statement: `source` as judged and as `found`, `via` the sources through which it came, as they were found.

    What a judgement parted from its source was found to be of its new one, here. `first` and `until` are ordinals of
    days: by the first it is listed, the other is the last on which it may have been said. Both are those of publishing
    where no day of saying is known. `said` and `by` are folded. `relays` are
    by whom it is handed on, and of whom: from who tells what it lies within, or from the publisher and the agency that
    the document is credited to, over the medium that it was told to, to its own source. `words` are those of the
    article for an unnamed source.
    """

    id: str
    place: int
    source: NamedNode
    found: NamedNode
    traits: int
    first: int | None
    until: int | None
    said: str
    by: str
    via: frozenset[NamedNode]
    relays: frozenset[tuple[NamedNode, NamedNode]]
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document with its statements in order: `publisher` as judged, `printed` as the article has it."""

    id: str
    publisher: NamedNode | None
    printed: NamedNode | None
    published: int | None
    language: str
    extracted: bool
    headline: str
    statements: Sequence[StatementRow]


def read_document(names: Names, quads: Iterable[Quad], judged: Judged) -> DocumentRow | None:
    """Return what the graph of a document comes to, or None where it holds none.

    Raises RdfError for a graph that isn't in this project's form.
    """
    properties: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = {}
    outer: dict[NamedNode, NamedNode] = {}
    document: NamedNode | None = None
    statements: list[NamedNode] = []
    for subject, predicate, value, _ in quads:
        if predicate in _SKIPPED:
            continue
        if predicate == v.QUOTED_FROM:
            outer[value] = subject
            continue
        properties.setdefault(subject, {}).setdefault(predicate, []).append(value)
        if predicate == v.TYPE:
            if value == v.STATEMENT:
                statements.append(subject)
            elif value == v.NEWS_ARTICLE:
                document = subject
    if document is None:
        return None
    try:
        return _Reader(names, judged, document, properties, outer).document(statements)
    except ValueError as error:
        raise RdfError(f"{document.value}: {error}") from error


class _Reader:
    """Reads the statements of one document."""

    def __init__(
        self,
        names: Names,
        judged: Judged,
        document: NamedNode,
        properties: Mapping[NamedNode, _Properties],
        outer: Mapping[NamedNode, NamedNode],
    ) -> None:
        """Read what the document's statements have in common."""
        self._names, self._judged, self._properties, self._outer = names, judged, properties, outer
        self._node, self._of = document, properties[document]
        self._printed, self._credit = (_iri(self._of, of) for of in (v.PUBLISHER, v.SOURCE_ORGANIZATION))
        self._published = _day(self._of, v.DATE_PUBLISHED)
        self._labels: dict[NamedNode, str] = {}

    def document(self, statements: Iterable[NamedNode]) -> DocumentRow:
        """Return the document with these statements."""
        judged = self._judged
        publisher = judged.source_of(self._node, self._printed) if self._printed is not None else None
        outlets = [each for each in (judged.own.get(self._node, self._printed), self._credit) if each is not None]
        rows = sorted((self._statement(node, outlets) for node in statements), key=lambda row: (row.place, row.id))
        return DocumentRow(
            id=self._names.id(self._node),
            publisher=publisher,
            printed=self._printed,
            published=self._published,
            language=_text(self._of, v.IN_LANGUAGE),
            extracted=v.NOT_EXTRACTED not in self._of,
            headline=fold(_text(self._of, v.HEADLINE)),
            statements=rows,
        )

    def _statement(self, node: NamedNode, outlets: Sequence[NamedNode]) -> StatementRow:
        of = self._properties[node]
        path = self._path(node)
        way = [self._judged.own.get(each) or self._found(each) for each in path]
        found, links = way[0], [self._link(each, source) for each, source in zip(path, way, strict=True)]
        chain = [*outlets, *(each for link in reversed(links) for each in link)]
        handed = [way[1], *links[0]] if len(way) > 1 else chain
        labels = dict.fromkeys(self._label(each) for each in path)
        first, until = _day(of, v.SAID_FROM), _day(of, v.SAID_UNTIL)
        notice = self._judged.notice_in(self._node, node)
        return StatementRow(
            id=self._names.id(node),
            place=int(_text(of, v.POSITION) or 0),
            source=self._judged.one_of(found),
            found=found,
            traits=Traits(
                act=_choice(_ACTS, node, of, v.ACT),
                polarity=_choice(_POLARITIES, node, of, v.POLARITY),
                certainty=_choice(_CERTAINTIES, node, of, v.CERTAINTY),
                quotation=_choice(_QUOTATIONS, node, of, v.QUOTATION),
                status=notice.status if notice is not None else Status.STANDING,
                named=v.UNNAMED_SOURCE not in self._properties.get(found, {}).get(v.TYPE, ()),
                hands=len(list(groupby(chain))) - 1,
                tenths=tenths(float(_text(of, v.CONFIDENCE) or 0)),
            ).pack(),
            first=_either(first, until, self._published),
            until=_either(until, first, self._published),
            said=fold(_text(of, v.TEXT)),
            by="\n".join(labels),
            via=frozenset(chain) - {found},
            relays=frozenset((by, of) for by, of in pairwise(handed) if by != of),
            words=self._words(node) if found == self._found(node) else None,
        )

    def _words(self, statement: NamedNode) -> str | None:
        """Return what the article calls the unnamed source of a statement, as it has it."""
        source, written = self._found(statement), _text(self._properties[statement], v.SOURCE_WORDS)
        if not written or not self._names.id(source).startswith(UNNAMED):
            return None
        name = _text(self._properties.get(source, {}), v.PREF_LABEL)
        return as_written(name, written, _text(self._of, v.ARTICLE_BODY)) if name else None

    def _path(self, node: NamedNode) -> list[NamedNode]:
        """Return a statement and those that it lies within, from the inside out."""
        path: list[NamedNode] = []
        while node != self._node:
            if node in path:
                raise RdfError(f"{node.value} lies within itself")
            path.append(node)
            node = self._outer.get(node, self._node)
        return path

    def _link(self, statement: NamedNode, source: NamedNode) -> list[NamedNode]:
        """Return the medium that a statement was told to, if there is one, and its source."""
        told = _iri(self._properties.get(statement, {}), v.TOLD_TO)
        return [source] if told is None else [told, source]

    def _found(self, statement: NamedNode) -> NamedNode:
        found = _iri(self._properties.get(statement, {}), v.ATTRIBUTED_TO)
        if found is None:
            raise RdfError(f"{statement.value} has no {v.ATTRIBUTED_TO.value}")
        return found

    def _label(self, statement: NamedNode) -> str:
        """Return the names of a statement's source, folded: those that this document shows, or a judgement gave."""
        own = self._judged.own.get(statement)
        source = own or self._found(statement)
        if source not in self._labels:
            if own is not None:
                labels = [quad.object for quad in self._judged.description(own) if quad.predicate in _LABELS]
            else:
                labels = [label for of in _LABELS for label in self._properties.get(source, {}).get(of, ())]
            self._labels[source] = fold("\n".join(sorted({_value(label) for label in labels})))
        return self._labels[source]


_LABELS = (v.PREF_LABEL, v.ALT_LABEL)
_SKIPPED = frozenset({v.SOURCE_SPAN, v.CUE_SPAN, v.CONTENT_SPAN, v.SHA256, v.GENERATED_BY, v.CUE})
"""What no list is made by."""


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _text(of: _Properties, property_: NamedNode) -> str:
    return of[property_][0].value if property_ in of else ""


def _iri(of: _Properties, property_: NamedNode) -> NamedNode | None:
    value = of[property_][0] if property_ in of else None
    return value if isinstance(value, NamedNode) else None


def _day(of: _Properties, property_: NamedNode) -> int | None:
    if property_ not in of:
        return None
    value = of[property_][0].value
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError as error:
        raise RdfError(f"{value!r} is given as {property_.value}: {error}") from error


def _choice(
    table: Mapping[NamedNode | Literal, Value] | Mapping[NamedNode, Value],
    node: NamedNode,
    of: _Properties,
    property_: NamedNode,
) -> Value:
    values = of.get(property_)
    if not values or values[0] not in table:
        raise RdfError(f"{node.value} has no {property_.value} that is known")
    return table[values[0]]  # type: ignore[index]


def _either(*days: int | None) -> int | None:
    return next((day for day in days if day is not None), None)
