"""What a store holds, as lists: which things, and how many, from the index; what they are, from the graph."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pyoxigraph import NamedNode

from kg.errors import NotFoundError
from kg.model import DocumentRecord, Kind, Record, SourceRecord
from kg.rdf import vocabulary as v
from kg.rdf.read import Description
from kg.rdf.vocabulary import Names
from kg.store import fetch
from kg.store.base import Store
from kg.store.derive import literal_of, value_of
from kg.store.index import lists
from kg.store.index.index import SearchIndex
from kg.store.index.lists import Counted, Facets
from kg.store.judged import Judged
from kg.store.reader import Reader
from kg.store.terms import Order, Terms

Row = TypeVar("Row")

_EVERYTHING = Terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Row]):
    """A part of a list: its rows, how many the whole list has, and how many come before these.

    `next` is where a list of statements goes on behind these, None at its end.
    """

    rows: tuple[Row, ...]
    total: int
    offset: int
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """How much a store holds; each table has its largest number first."""

    documents: int
    not_extracted: int
    statements: int
    named_sources: int
    unnamed_sources: int
    claims: int
    quads: int
    by_act: Mapping[str, int]
    by_language: Mapping[str, int]
    by_publisher: Mapping[str, int]


class Catalogue:
    """Reads a store and its index. Nothing is kept between two calls."""

    def __init__(self, store: Store, index: SearchIndex) -> None:
        """Read this store by this index of it."""
        self._store = store
        self._index = index
        self._reader = Reader(store)
        self._names = Names(store.base)

    def statements(
        self,
        terms: Terms = _EVERYTHING,
        *,
        limit: int | None = None,
        offset: int = 0,
        after: str | None = None,
        order: Order = Order.NEWEST,
    ) -> Page[Record]:
        """Return the statements that the terms ask for; `kg.store.index.lists.statements` tells in which order.

        Raises QueryError for terms that ask for nothing that there can be.
        """
        self._index.complain()
        found = lists.statements(self._index.connection, terms, limit=limit, offset=offset, after=after, order=order)
        rows = tuple(self._reader.records(map(self._names.statement, found.ids)))
        return Page(rows=rows, total=found.total, offset=offset, next=found.next)

    def facets(self, terms: Terms = _EVERYTHING) -> Facets:
        """Return how many of the statements that the terms ask for have what; raises QueryError as for a list."""
        self._index.complain()
        return lists.facets(self._index.connection, terms)

    def documents(
        self,
        *,
        publisher: str | None = None,
        headline: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Page[DocumentRecord]:
        """Return the documents, of one publisher where its id, name or alias is given; the newest first.

        `headline` is as in `kg.store.terms.Terms`; raises QueryError for one that can't be looked for.
        """
        found = lists.documents(
            self._index.connection, publisher=publisher, headline=headline, limit=limit, offset=offset
        )
        rows = tuple(self._document_records(map(self._names.document, found.ids)))
        return Page(rows=rows, total=found.total, offset=offset)

    def record(self, id_: str) -> DocumentRecord:
        """Return the record of the document with this id; raises NotFoundError."""
        self._reader.document(id_)
        return next(self._document_records([self._names.document(id_)]))

    def publishers(self) -> tuple[str, ...]:
        """Return the names of those who publish the documents, by the alphabet."""
        return lists.publishers(self._index.connection)

    def states(self) -> frozenset[str]:
        """Return what the runs in the store were made of."""
        rows = self._store.select(
            f"SELECT ?state WHERE {{ GRAPH {self._names.graph('runs')} {{ ?run {v.STATE} ?state }} }}"
        )
        return frozenset(value_of(row["state"]).value for row in rows)

    def sources(
        self, *, name: str | None = None, kind: Kind | None = None, limit: int | None = None, offset: int = 0
    ) -> Page[SourceRecord]:
        """Return the sources, the most quoted first, then by name.

        Each word of `name` begins a word of one of their names, letter case and accents aside. Raises QueryError for
        a name without letters or digits.
        """
        found, total = lists.sources(self._index.connection, name=name, kind=kind, limit=limit, offset=offset)
        return Page(rows=tuple(self._source_records(found)), total=total, offset=offset)

    def source(self, id_or_name: str) -> SourceRecord:
        """Return the source with this id, name or alias, the most quoted one of several; raises NotFoundError."""
        found = lists.source(self._index.connection, id_or_name)
        if found is None:
            raise NotFoundError(f"there is no source {id_or_name!r} in the store: `kg sources` lists them")
        return next(self._source_records([found]))

    def stats(self) -> Stats:
        """Return how much the store holds."""
        counts = lists.totals(self._index.connection)
        return Stats(
            documents=counts.documents,
            not_extracted=counts.not_extracted,
            statements=counts.statements,
            named_sources=counts.named_sources,
            unnamed_sources=counts.unnamed_sources,
            claims=self._count(f"GRAPH {self._names.graph('claims')} {{ ?x a {v.CLAIM} }}"),
            quads=len(self._store),
            by_act=counts.by_act,
            by_language=counts.by_language,
            by_publisher=counts.by_publisher,
        )

    def _source_records(self, found: Iterable[Counted]) -> Iterator[SourceRecord]:
        judged = Judged(self._store)
        for batch in fetch.batches(found):
            nodes = [self._names.source(each.id) for each in batch]
            description = Description(self._names, fetch.sources(judged, nodes))
            for node, each in zip(nodes, batch, strict=True):
                if not description.holds(node):
                    continue
                yield SourceRecord(
                    source=description.source(node),
                    statements=each.statements,
                    documents=each.documents,
                    reliability=judged.reliability(node),
                )

    def _document_records(self, nodes: Iterable[NamedNode]) -> Iterator[DocumentRecord]:
        judged = Judged(self._store)
        for batch in fetch.batches(nodes):
            description = Description(self._names, fetch.documents(judged, batch))
            counts = lists.statements_in(self._index.connection, [self._names.id(node) for node in batch])
            for node in filter(description.holds, batch):
                yield DocumentRecord(
                    id=self._names.id(node),
                    sha256=description.sha256(node),
                    metadata=description.metadata(node),
                    statements=counts.get(self._names.id(node), 0),
                    notice=judged.notice(node),
                )

    def _count(self, where: str) -> int:
        rows = self._store.select(f"SELECT (COUNT(?x) AS ?n) WHERE {{ {where} }}")
        return int(literal_of(next(iter(rows))["n"]).value)
