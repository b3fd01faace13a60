"""Quads to values: what `kg.rdf.write` wrote, read back exactly.

Offsets come from the IRIs of the spans, and a passage of several pieces is cut at their lengths; chains come
from the paths of prov:wasQuotedFrom, with the media of schema:sourceOrganization and kg:toldTo on them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import RdfError, SpanError
from kg.model import (
    UNKNOWN_PUBLISHER,
    DateBasis,
    Document,
    Kind,
    Metadata,
    Passage,
    Resolution,
    Run,
    Saying,
    Source,
    Span,
    Statement,
)
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names

Choice = TypeVar("Choice")
Value = TypeVar("Value")

_SEPARATOR = " … "


class Description:
    """A set of quads, asked for its documents, statements and sources.

    It needs what it is asked about: for a statement also the statements around it, its document, and the
    sources of them all; kg:sourceWords of an unnamed source itself, which no graph has, are what it is shown as.
    Which graph a quad comes from does not matter here. Raises RdfError, which says of what, where something is
    missing or not in this project's form.
    """

    def __init__(self, names: Names, quads: Iterable[Quad]) -> None:
        """Index the quads by subject and property."""
        self._names = names
        self._of: dict[str, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
        self._outer: dict[str, NamedNode] = {}
        self._sources: dict[NamedNode, Source] = {}
        for quad in quads:
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode | Literal):
                raise RdfError(f"{quad} is not in this project's form")
            self._of[quad.subject.value][quad.predicate].append(quad.object)
            if quad.predicate == v.QUOTED_FROM and isinstance(quad.object, NamedNode):
                self._outer[quad.object.value] = quad.subject

    def all(self, class_: NamedNode) -> list[NamedNode]:
        """Return everything of a class, by IRI."""
        return [NamedNode(iri) for iri in sorted(self._of) if class_ in self._all(NamedNode(iri), v.TYPE)]

    def holds(self, node: NamedNode) -> bool:
        """Tell whether there is anything about this."""
        return node.value in self._of

    def document(self, node: NamedNode) -> Document:
        """Return a document with its text."""
        return Document(text=self._text(node, v.ARTICLE_BODY), metadata=self.metadata(node))

    def sha256(self, node: NamedNode) -> str:
        """Return the SHA-256 that was written down for a document's text."""
        return self._text(node, v.SHA256)

    def metadata(self, node: NamedNode) -> Metadata:
        """Return what is known of a document besides its text."""
        basis = self._optional(node, v.DATE_PUBLISHED_BASIS)
        url = self._optional(node, v.URL)
        title = self._optional(node, v.HEADLINE)
        correction, original = (self._optional(node, of) for of in (v.CORRECTION, v.ORIGINAL_SHA256))
        listed = self._parsed(node, v.BYLINE, json.loads)
        authors = sorted(author.value for author in self._all(node, v.AUTHOR)) if listed is None else listed
        return Metadata(
            title=title.value if title else None,
            publisher=self._name(node, v.PUBLISHER),
            credit=self._name(node, v.SOURCE_ORGANIZATION),
            byline=tuple(authors),
            url=url.value if url else None,
            language=self._text(node, v.IN_LANGUAGE),
            published=self._parsed(node, v.DATE_PUBLISHED, date.fromisoformat),
            published_basis=choice_of(v.BASES, basis) if basis else DateBasis.NONE,
            modified=self._parsed(node, v.DATE_MODIFIED, date.fromisoformat),
            correction=correction.value if correction else None,
            original=original.value if original else None,
        )

    def statement(self, node: NamedNode) -> Statement:
        """Return a statement; its chain is the path from its document to it."""
        document = self._node(node, v.IS_PART_OF)
        outer = self._outer.get(node.value)
        content = self._optional(node, v.TEXT)
        chain = self._links(node)
        words = self._optional(node, v.SOURCE_WORDS)
        cue = self._optional(node, v.CUE)
        return Statement(
            id=self._names.id(node),
            document=self._names.id(document),
            source=self.source(self._node(node, v.ATTRIBUTED_TO)),
            source_words=self._passage(node, v.SOURCE_SPAN, words),
            cue=self._passage(node, v.CUE_SPAN, cue),
            content=self._passage(node, v.CONTENT_SPAN, content),
            quotation=choice_of(v.QUOTATIONS, self._one(node, v.QUOTATION)),
            act=choice_of(v.ACTS, self._one(node, v.ACT)),
            polarity=choice_of(v.POLARITIES, self._one(node, v.POLARITY)),
            certainty=choice_of(v.CERTAINTIES, self._one(node, v.CERTAINTY)),
            said_on=self._saying(node),
            within=self._names.id(outer) if outer is not None and outer != document else None,
            chain=tuple(source.name for source in chain),
            confidence=self._needed(node, v.CONFIDENCE, float),
            resolution=self._resolution(node),
            told_to=next((self.source(medium) for medium in self._nodes(node, v.TOLD_TO)), None),
            links=tuple(source.inside for source in chain),
        )

    def spans(self, node: NamedNode) -> list[NamedNode | Literal]:
        """Return the IRIs of all spans of a statement."""
        return [span for of in (v.SOURCE_SPAN, v.CUE_SPAN, v.CONTENT_SPAN) for span in self._all(node, of)]

    def chain(self, node: NamedNode) -> list[Source]:
        """Return the sources through which a statement reached the reader: publisher first, its own last.

        An agency that is credited for the text stands behind its publisher, or first where none is known; a medium
        that a statement was told to stands in front of its source.
        """
        document = self._node(node, v.IS_PART_OF)
        outlets = self._outlets(document)
        links: list[NamedNode] = []
        seen: set[NamedNode] = set()
        while node != document:
            if node in seen:
                raise RdfError(f"{node.value} lies within itself")
            seen.add(node)
            links += [self._node(node, v.ATTRIBUTED_TO), *self._nodes(node, v.TOLD_TO)]
            node = self._outer.get(node.value, document)
        behind = (link for link, _ in groupby((*outlets[1:], *reversed(links))))
        return [self.source(link) for link in (*outlets[:1], *behind)]

    def _links(self, node: NamedNode) -> list[Source]:
        unknown = not self._outlets(self._node(node, v.IS_PART_OF))
        return [*([Source.of_name(UNKNOWN_PUBLISHER, Kind.UNKNOWN)] if unknown else []), *self.chain(node)]

    def _outlets(self, document: NamedNode) -> list[NamedNode]:
        """Return a document's publisher and the medium that it credits, as far as they are known."""
        return [*self._nodes(document, v.PUBLISHER), *self._nodes(document, v.SOURCE_ORGANIZATION)]

    def _nodes(self, node: NamedNode, of: NamedNode) -> list[NamedNode]:
        """Return the one thing that is the value of a property, or nothing."""
        value = self._optional(node, of)
        return [value] if isinstance(value, NamedNode) else []

    def _name(self, node: NamedNode, of: NamedNode) -> str | None:
        return next((self.source(source).name for source in self._nodes(node, of)), None)

    def source(self, node: NamedNode) -> Source:
        """Return a source, of the first of its kinds in the order that settles ties."""
        known = self._sources.get(node)
        if known is None:
            known = self._sources[node] = self._source(node)
        return known

    def _source(self, node: NamedNode) -> Source:
        classes = set(self._all(node, v.TYPE))
        kinds = {kind for class_, kind in v.CLASSES.items() if class_ in classes}
        words = self._all(node, v.SOURCE_WORDS)
        return Source(
            id=self._names.id(node),
            name=min(self._texts(node, v.PREF_LABEL)),
            kind=next((kind for kind in v.KINDS if kind in kinds), Kind.UNKNOWN),
            named=v.UNNAMED_SOURCE not in classes,
            aliases=tuple(sorted({alias.value for alias in self._all(node, v.ALT_LABEL)})),
            words=words[0].value if words else None,
        )

    def run(self, node: NamedNode) -> Run:
        """Return a run with its document and statements, these in the order of the text."""
        document = self._node(node, v.USED)
        statements = [each for each in self.all(v.STATEMENT) if document in self._all(each, v.IS_PART_OF)]
        return Run(
            document=self.document(document),
            software=self._names.id(self._node(node, v.ASSOCIATED_WITH)),
            ended=self._needed(node, v.ENDED, datetime.fromisoformat),
            statements=tuple(
                self.statement(each)
                for each in sorted(statements, key=lambda each: self._needed(each, v.POSITION, int))
            ),
        )

    def _resolution(self, node: NamedNode) -> Resolution | None:
        reason = self._optional(node, v.RESOLUTION)
        if reason is None:
            return None
        return Resolution(
            reason=choice_of(v.RESOLUTIONS, reason),
            confidence=self._needed(node, v.RESOLUTION_CONFIDENCE, float),
            candidates=tuple(sorted(value.value for value in self._all(node, v.CANDIDATE))),
        )

    def _saying(self, node: NamedNode) -> Saying | None:
        expression = self._optional(node, v.SAID_EXPRESSION)
        if expression is None:
            return None
        return Saying(
            text=expression.value,
            start=self._parsed(node, v.SAID_FROM, date.fromisoformat),
            end=self._parsed(node, v.SAID_UNTIL, date.fromisoformat),
        )

    def _passage(self, node: NamedNode, spans: NamedNode, words: NamedNode | Literal | None) -> Passage | None:
        if words is None:
            return None
        places = tuple(sorted(span_of(iri) for iri in self._all(node, spans)))
        pieces: list[str] = []
        at = 0
        for place in places:
            pieces.append(words.value[at : at + place.end - place.start])
            at += place.end - place.start + len(_SEPARATOR)
        try:
            passage = Passage(spans=places, pieces=tuple(pieces))
        except SpanError as error:
            raise RdfError(f"{node.value}: {error}") from error
        if passage.text != words.value:
            raise RdfError(f"{node.value}: its spans can't hold {words.value[:60]!r}")
        return passage

    def _all(self, node: NamedNode, of: NamedNode) -> list[NamedNode | Literal]:
        properties = self._of.get(node.value)
        return properties.get(of, []) if properties is not None else []

    def _texts(self, node: NamedNode, of: NamedNode) -> list[str]:
        values = [value.value for value in self._all(node, of)]
        if not values:
            raise RdfError(f"{node.value} has no {of.value}")
        return values

    def _optional(self, node: NamedNode, of: NamedNode) -> NamedNode | Literal | None:
        values = self._all(node, of)
        if len(values) > 1:
            raise RdfError(f"{node.value} has {len(values)} values of {of.value}, where one belongs")
        return values[0] if values else None

    def _one(self, node: NamedNode, of: NamedNode) -> NamedNode | Literal:
        value = self._optional(node, of)
        if value is None:
            raise RdfError(f"{node.value} has no {of.value}")
        return value

    def _node(self, node: NamedNode, of: NamedNode) -> NamedNode:
        value = self._one(node, of)
        if not isinstance(value, NamedNode):
            raise RdfError(f"{node.value} has {value} as {of.value}, where an IRI belongs")
        return value

    def _text(self, node: NamedNode, of: NamedNode) -> str:
        return self._one(node, of).value

    def _parsed(self, node: NamedNode, of: NamedNode, parse: Callable[[str], Value]) -> Value | None:
        value = self._optional(node, of)
        if value is None:
            return None
        try:
            return parse(value.value)
        except ValueError as error:
            raise RdfError(f"{node.value} has {value} as {of.value}: {error}") from error

    def _needed(self, node: NamedNode, of: NamedNode, parse: Callable[[str], Value]) -> Value:
        value = self._parsed(node, of, parse)
        if value is None:
            raise RdfError(f"{node.value} has no {of.value}")
        return value


def span_of(iri: NamedNode | Literal) -> Span:
    """Return the span that an IRI with a fragment `#char=start,end` names; raises RdfError for another."""
    _, _, places = iri.value.rpartition("#char=")
    start, _, end = places.partition(",")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        raise RdfError(f"{iri.value} is no span: it needs to end in #char=start,end")
    try:
        return Span(int(start), int(end))
    except SpanError as error:
        raise RdfError(f"{iri.value}: {error}") from error


def choice_of(table: Mapping[Choice, NamedNode], term: NamedNode | Literal) -> Choice:
    """Return which value of a table a term stands for; raises RdfError where it is none."""
    for value, iri in table.items():
        if iri == term:
            return value
    raise RdfError(f"{term} is none of {', '.join(iri.value for iri in table.values())}")
