"""What a store holds, as lists and single values; all of it through SPARQL, so that any store can be read so."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pyoxigraph import NamedNode

from kg.errors import NotFoundError
from kg.model import Document, DocumentRecord, Kind, Record, Source, SourceRecord
from kg.rdf import vocabulary as v
from kg.rdf.read import Description
from kg.rdf.vocabulary import Names
from kg.store import fetch
from kg.store.base import Store, Term
from kg.store.derive import in_sparql, literal_of, node_of, value_of
from kg.store.judged import Judged
from kg.store.search import Terms, labelled, pattern, same_name, saying, words_of

Row = TypeVar("Row")

_EVERYTHING = Terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Row]):
    """A part of a list: its rows, how many the whole list has, and how many come before these."""

    rows: tuple[Row, ...]
    total: int
    offset: int


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
    """Reads a store. Nothing is kept between two calls."""

    def __init__(self, store: Store) -> None:
        """Read this store."""
        self._store = store
        self._names = Names(store.base)
        self._sources = self._names.graph("sources")

    def statements(self, terms: Terms = _EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[Record]:
        """Return the statements that the terms ask for.

        Those of the newest day come first, said or else published, those without a day last; then by document,
        and by their place in its text. Raises QueryError for terms that ask for nothing that there can be.
        """
        judged = Judged(self._store)
        about = [
            set(self._column("s", f"SELECT DISTINCT ?s WHERE {{ {saying(word, judged)} }}"))
            for word in words_of(terms.about)
        ]
        wanted = set.intersection(*about) if about else None
        few = f"VALUES ?s {{ {in_sparql(wanted)} }}" if wanted is not None and len(wanted) <= fetch.BATCH else ""
        where = pattern(terms, judged, lambda name: self._named(name, judged))
        rows = [
            row
            for row in self._store.select(f"SELECT * WHERE {{ {few} {where} }}")
            if wanted is None or row["s"] in wanted
        ]
        # Sorted here: a store compares IRIs by looking both up, again for every comparison.
        rows.sort(key=lambda row: (value_of(row["d"]).value, _position(row), value_of(row["s"]).value))
        rows.sort(key=_day, reverse=True)
        page = [node_of(row["s"]) for row in _part(rows, limit, offset)]
        return Page(rows=tuple(self._records(page)), total=len(rows), offset=offset)

    def statement(self, id_: str) -> Record:
        """Return the statement with this id; raises NotFoundError."""
        node = self._names.statement(id_)
        if not any(quad.object == v.STATEMENT for quad in self._store.quads(subject=node)):
            raise NotFoundError(f"there is no statement {id_!r} in the store")
        return next(self._records([node]))

    def documents(
        self, *, publisher: str | None = None, limit: int | None = None, offset: int = 0
    ) -> Page[DocumentRecord]:
        """Return the documents, of one publisher where its id, name or alias is given; the newest first."""
        wanted = ""
        if publisher is not None:
            judged = Judged(self._store)
            publishers = judged.members(self._named(publisher, judged))
            wanted = f"VALUES ?publisher {{ {in_sparql(publishers)} }} ?d {v.PUBLISHER} ?publisher ."
        where = f"GRAPH ?g {{ ?d a {v.NEWS_ARTICLE} . {wanted} OPTIONAL {{ ?d {v.DATE_PUBLISHED} ?day }} }}"
        total = self._count("?d", where)
        nodes = self._column(
            "d",
            f"SELECT DISTINCT ?d ?day WHERE {{ {where} }} ORDER BY DESC(?day) ?d {_slice(limit, offset)}",
        )
        return Page(rows=tuple(self._document_records(nodes)), total=total, offset=offset)

    def document(self, id_: str) -> Document:
        """Return the document with this id, with its text, as it was read; raises NotFoundError.

        Its publisher is called as the article has it, whatever was judged: the id is made of that.
        """
        node, graph = self._names.document(id_), self._names.document_graph(id_)
        quads = set(self._store.quads(subject=node, graph=graph))
        if not quads:
            raise NotFoundError(f"there is no document {id_!r} in the store")
        outlets = [quad.object for quad in quads if quad.predicate in (v.PUBLISHER, v.SOURCE_ORGANIZATION)]
        for outlet in map(node_of, outlets):
            quads.update(self._store.quads(subject=outlet, graph=graph))
        return Description(self._names, quads).document(node)

    def record(self, id_: str) -> DocumentRecord:
        """Return the record of the document with this id; raises NotFoundError."""
        self.document(id_)
        return next(self._document_records([self._names.document(id_)]))

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
        where = [f"?source a {v.AGENT} ."]
        where += [f"FILTER EXISTS {{ {labelled(word)} }}" for word in words_of(name)]
        if kind is not None:
            where.append(_of_kind(kind))
        judged = Judged(self._store)
        found = self._sources_where(" ".join(where), judged)
        return Page(rows=tuple(self._source_records(found, judged, limit, offset)), total=len(found), offset=offset)

    def source(self, id_or_name: str) -> SourceRecord:
        """Return the source with this id, name or alias, the most quoted one of several; raises NotFoundError."""
        judged = Judged(self._store)
        nodes = in_sparql(self._named(id_or_name, judged))
        found = self._sources_where(f"VALUES ?source {{ {nodes} }}", judged)
        for record in self._source_records(found, judged, 1, 0):
            return record
        raise NotFoundError(f"there is no source {id_or_name!r} in the store: `kg sources` lists them")

    def stats(self) -> Stats:
        """Return how much the store holds."""
        judged = Judged(self._store)
        sources = self._count("?source", judged.where(f"?source a {v.AGENT}"))
        unnamed = self._count("?x", f"GRAPH {self._sources} {{ ?x a {v.UNNAMED_SOURCE} }}")
        acts = {iri.value: act.value for act, iri in v.ACTS.items()}
        return Stats(
            documents=self._count("?x", f"GRAPH ?g {{ ?x a {v.NEWS_ARTICLE} }}"),
            not_extracted=self._count("?x", f"GRAPH ?g {{ ?x {v.NOT_EXTRACTED} true }}"),
            statements=self._count("?x", f"GRAPH ?g {{ ?x a {v.STATEMENT} }}"),
            named_sources=sources - unnamed,
            unnamed_sources=unnamed,
            claims=self._count("?x", f"GRAPH {self._names.graph('claims')} {{ ?x a {v.CLAIM} }}"),
            quads=len(self._store),
            by_act={acts.get(act, act): n for act, n in self._table(f"GRAPH ?g {{ ?x {v.ACT} ?key }}").items()},
            by_language=self._table(f"GRAPH ?g {{ ?x {v.IN_LANGUAGE} ?key }}"),
            by_publisher=self._table(
                f"GRAPH ?g {{ ?x {v.PUBLISHER} ?found }} {judged.resolved('?x')} "
                f"{{ {judged.where(f'?source {v.PREF_LABEL} ?name')} }} BIND(STR(?name) AS ?key)"
            ),
        )

    def _named(self, id_or_name: str, judged: Judged) -> list[NamedNode]:
        """Return the source with this id, or else those with this name, in another spelling too, or with this alias."""
        node = judged.one_of(self._names.source(id_or_name))
        if judged.description(node):
            return [node]
        label = f"?source {v.PREF_LABEL}|{v.ALT_LABEL} ?label FILTER({same_name('?label', id_or_name)})"
        found = self._column("source", f"SELECT DISTINCT ?source WHERE {{ {judged.where(label)} }} ORDER BY ?source")
        spelled = judged.one_of(self._names.source(Source.of_name(id_or_name, Kind.UNKNOWN).id))
        return found if spelled in found or not judged.description(spelled) else [*found, spelled]

    def _sources_where(self, where: str, judged: Judged) -> dict[NamedNode, str]:
        """Return the sources of a pattern with their names."""
        rows = self._store.select(
            f"SELECT ?source ?name WHERE {{ {judged.where(f'{where} ?source {v.PREF_LABEL} ?name')} }}"
        )
        return {node_of(row["source"]): literal_of(row["name"]).value for row in rows}

    def _source_records(
        self, found: Mapping[NamedNode, str], judged: Judged, limit: int | None, offset: int
    ) -> Iterator[SourceRecord]:
        few = f"{{ {judged.attributed(found)} }}" if len(found) <= fetch.BATCH else ""
        statements, documents = Counter[Term](), Counter[Term]()
        for row in self._store.select(f"""
            SELECT ?source (COUNT(?s) AS ?statements) (COUNT(DISTINCT ?d) AS ?documents) WHERE {{
              {few} GRAPH ?g {{ ?s {v.ATTRIBUTED_TO} ?found ; {v.IS_PART_OF} ?d }} {judged.resolved()}
            }} GROUP BY ?source"""):
            statements[row["source"]], documents[row["source"]] = _int(row["statements"]), _int(row["documents"])
        ordered = sorted(found, key=lambda node: (-statements[node], found[node], node.value))
        page = _part(ordered, limit, offset)
        description = Description(self._names, fetch.sources(judged, page))
        for node in page:
            yield SourceRecord(
                source=description.source(node),
                statements=statements[node],
                documents=documents[node],
                reliability=judged.reliability(node),
            )

    def _records(self, nodes: Iterable[NamedNode]) -> Iterator[Record]:
        judged = Judged(self._store)
        for batch in fetch.batches(nodes):
            description = Description(self._names, fetch.statements(judged, batch))
            for node in batch:
                statement = description.statement(node)
                document = self._names.document(statement.document)
                yield Record(
                    statement=statement,
                    metadata=description.metadata(document),
                    notice=judged.notice_in(document, node),
                    document_notice=judged.notice(document),
                )

    def _document_records(self, nodes: Iterable[NamedNode]) -> Iterator[DocumentRecord]:
        judged = Judged(self._store)
        for batch in fetch.batches(nodes):
            description = Description(self._names, fetch.documents(judged, batch))
            counts = {
                row["d"]: _int(row["n"])
                for row in self._store.select(
                    f"SELECT ?d (COUNT(?s) AS ?n) WHERE {{ VALUES ?d {{ {in_sparql(batch)} }} "
                    f"GRAPH ?g {{ ?s {v.IS_PART_OF} ?d }} }} GROUP BY ?d"
                )
            }
            for node in batch:
                yield DocumentRecord(
                    id=self._names.id(node),
                    sha256=description.sha256(node),
                    metadata=description.metadata(node),
                    statements=counts.get(node, 0),
                    notice=judged.notice(node),
                )

    def _column(self, variable: str, query: str) -> list[NamedNode]:
        return [node_of(row[variable]) for row in self._store.select(query)]

    def _count(self, variable: str, where: str) -> int:
        rows = self._store.select(f"SELECT (COUNT(DISTINCT {variable}) AS ?n) WHERE {{ {where} }}")
        return _int(next(iter(rows))["n"])

    def _table(self, where: str) -> dict[str, int]:
        rows = self._store.select(
            f"SELECT ?key (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {where} }} GROUP BY ?key ORDER BY DESC(?n) ?key"
        )
        return {value_of(row["key"]).value: _int(row["n"]) for row in rows}


def _of_kind(kind: Kind) -> str:
    classes = ", ".join(str(class_) for class_, of in v.CLASSES.items() if of is kind)
    given = f"EXISTS {{ ?source a ?class FILTER(?class IN ({classes})) }}"
    if kind is not Kind.UNKNOWN:
        return f"FILTER({given})"
    known = ", ".join(map(str, v.CLASSES))
    return f"FILTER({given} || NOT EXISTS {{ ?source a ?class FILTER(?class IN ({known})) }})"


def _day(row: Mapping[str, Term]) -> str:
    """Return the day by which a statement is listed: of saying, or else of publishing, or else before all others."""
    for variable in ("from", "to", "published"):
        if variable in row:
            return literal_of(row[variable]).value
    return ""


def _position(row: Mapping[str, Term]) -> int:
    return _int(row["position"]) if "position" in row else 0


def _part(rows: Sequence[Row], limit: int | None, offset: int) -> Sequence[Row]:
    return rows[offset : None if limit is None else offset + limit]


def _slice(limit: int | None, offset: int) -> str:
    return f"{f'LIMIT {int(limit)} ' if limit is not None else ''}OFFSET {int(offset)}"


def _int(term: Term) -> int:
    return int(literal_of(term).value)
