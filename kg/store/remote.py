"""The store on a SPARQL 1.1 server.

What is promised, and what is not:

- A change is made whole or not at all. One that only adds some hundred quads, or changes one graph by as many, is one
  operation, which the server makes so. Any other is written down on the server first (`kg.store.journal`), and made to
  the end, or undone, by the next `apply` or opening to write, whatever interrupted it. Until then readers can see a
  part of it.
- `quads`, `graphs` and the length are those of graphs whose names begin with the base. Other graphs of the server are
  left alone, but a query with `GRAPH ?g` sees them too.
- One process writes at a time; on one machine a second one is told so. From another machine nothing keeps it out.
- Numbers and times come back in their canonical form (`kg.store.canonical`), and decimals with up to 15 digits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import Self, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryBoolean, Triple

from kg.errors import NotAStoreError, QueryError, RefusedError, StoreError, StoreWriteError
from kg.settings import DEFAULT_BASE, Access
from kg.store import journal
from kg.store.answers import results, solutions, triples
from kg.store.base import Answer, Dataset, Rows, Stream, Term, whole
from kg.store.canonical import canonical
from kg.store.derive import in_sparql
from kg.store.http import TRIPLES, Server, has_end
from kg.store.journal import Change
from kg.store.lock import Lock
from kg.store.updates import insertions, operation, requests

_Read = TypeVar("_Read")
FORMAT = 1
_LOADED = 50_000
"""Quads that are loaded at a time."""
_ASKED = 200
"""Subjects or objects that are asked for in one query."""
_PROLOGUE = re.compile(r"(?:\s+|#[^\n\r]*|BASE\s*<[^>]*>|PREFIX\s+[^\s:]*:\s*<[^>]*>)*", re.IGNORECASE)
_FORM = re.compile(r"SELECT|ASK|CONSTRUCT|DESCRIBE", re.IGNORECASE)
_ASKED_OF_VIRTUOSO = ("__ASK_RETVAL",)


class RemoteStore:
    """A `Store` on a SPARQL server; use `open`. It can be used from several threads."""

    def __init__(self, server: Server, base: str, lock: Lock | None) -> None:
        """Take over a server that is known to hold a store; without a lock it is open to read only."""
        self._server: Server | None = server
        self._where = server.address
        self._base = base
        self._lock = lock
        self._own = f"STRSTARTS(STR(?g), {Literal(base)})"
        self._interrupted = lock is not None  # whoever wrote before may have been

    @classmethod
    def open(
        cls,
        address: str,
        *,
        base: str = DEFAULT_BASE,
        access: Access | None = None,
        beside: Path | None = None,
        read_only: bool = False,
    ) -> Self:
        """Open the store that a server holds, and make the server hold one where it holds none, unless read-only.

        `beside` is the folder for the lock that keeps other processes on this machine from writing. Raises
        NotAStoreError, read-only, where the server holds no store; StoreLockedError when another process writes;
        StoreWriteError where the server lets nobody write, or doesn't show what was written; StoreError where it can't
        be reached, its IRIs are under another base, or its graphs are elsewhere than it was said.
        """
        server = Server(address, access or Access())
        lock = None
        try:
            marks = journal.read_marks(lambda query: solutions(server, query))
            _check_marks(marks, address, base, read_only=read_only)
            if not read_only:
                lock = Lock(beside, address)
                _write_marks(server, base)
            if server.graphs is not None:
                _check_graphs(server, base)
            store = cls(server, base, lock)
            store._finish()
        except BaseException:
            server.close()
            if lock is not None:
                lock.release()
            raise
        return store

    @property
    def base(self) -> str:
        """The base of the IRIs of everything in the store."""
        return self._base

    @property
    def revision(self) -> str:
        """What tells the state from every other; a new one comes in the same operation as a change."""
        return journal.read_revision(self.select)

    def apply(self, *, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Remove and add these quads; a quad in both ends up in the store. The module tells what is promised.

        Raises StoreWriteError when the store is read-only, a quad is not under the base, or the server refuses, and
        then nothing has changed; also when the connection breaks, or a gateway answers for the server, and then the
        message tells what comes of it.
        """
        server = self._open
        added = set(added)
        removed = set(removed) - added
        self._check_writable(added | removed)
        if not removed and not added:
            return
        self._finish()
        revision = journal.new_revision()
        whole = operation(removed, added, revision)
        if whole is not None:
            with _unsettled("the same again settles it"):
                server.update(f"{whole} ;\n{journal.dropping_revisions_but(revision)}")
            return
        exact = self._exact(removed, added)
        change = Change(removed=exact.removed, added=exact.added | {revision})
        self._interrupted = True
        with _unsettled("the next opening to write, or change, makes it whole, or nothing of it"):
            journal.write(change, server.update)
        self._finish(change)
        server.update(journal.dropping_revisions_but(revision))

    def load(self, quads: Iterable[Quad]) -> None:
        """Add many quads, none of which is there: quicker than `apply`, and not in one transaction.

        Raises StoreWriteError as `apply` does; a part may be there then.
        """
        server = self._open
        self._check_writable(())
        self._finish()
        rest = iter(quads)
        while part := list(islice(rest, _LOADED)):
            self._check_writable(part)
            for request in requests(insertions(part)):
                revision = journal.new_revision()
                mark = next(insertions([revision]))
                server.update(f"{request} ;\n{mark} ;\n{journal.dropping_revisions_but(revision)}")

    def graphs(self) -> Iterator[NamedNode]:
        """Yield the names of the graphs under the base that hold a quad, in no order."""
        for row in self.select(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({self._own}) }}"):
            if isinstance(graph := row["g"], NamedNode):
                yield graph

    def quads(self, *, subject: NamedNode | None = None, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads with this subject, in this graph; all of them where neither is given."""
        if subject is not None:
            where = f"FILTER({self._own})" if graph is None else f"VALUES ?g {{ {graph} }}"
            for row in self.select(f"SELECT ?g ?p ?o WHERE {{ {where} GRAPH ?g {{ {subject} ?p ?o }} }}"):
                yield _quad(subject, row["p"], row["o"], row["g"])
            return
        for each in [graph] if graph is not None else list(self.graphs()):
            yield from self._graph(each)

    def about(self, subjects: Iterable[NamedNode], *, without: Iterable[NamedNode] = ()) -> Iterator[Quad]:
        """Yield the quads with one of these subjects, which are all different, but for some predicates."""
        of = "".join(f" && ?p != {predicate}" for predicate in without)
        for batch in _batches(subjects):
            for row in self.select(
                f"SELECT * WHERE {{ VALUES ?s {{ {batch} }} GRAPH ?g {{ ?s ?p ?o }} FILTER({self._own}{of}) }}"
            ):
                yield _quad(row["s"], row["p"], row["o"], row["g"])

    def leading_to(self, objects: Iterable[NamedNode], *, by: NamedNode) -> Iterator[Quad]:
        """Yield the quads with this predicate and one of these objects, which are all different."""
        for batch in _batches(objects):
            for row in self.select(
                f"SELECT * WHERE {{ VALUES ?o {{ {batch} }} GRAPH ?g {{ ?s {by} ?o }} FILTER({self._own}) }}"
            ):
                yield _quad(row["s"], by, row["o"], row["g"])

    def select(self, query: str) -> Iterator[Mapping[str, Term]]:
        """Yield the solutions of a SPARQL SELECT query as {variable: term}, without those left unbound."""
        if _form(query) != "SELECT":
            raise QueryError(f"this is no SELECT query: {query[:80]!r}")
        yield from solutions(self._open, query)

    def query(self, query: str) -> Answer:
        """Answer any SPARQL query; raises QueryError where the server says that it is wrong."""
        return whole(self.stream(query))

    def stream(self, query: str, *, dataset: Dataset | None = None, union: bool = False) -> Stream:
        """Answer any SPARQL query as its answer comes; what a pattern outside GRAPH matches in is the server's to say.

        Raises QueryError where the server says that the query is wrong. Each answer holds a connection until it is
        read to its end, or forgotten.
        """
        held = ExitStack()
        if _form(query) in ("CONSTRUCT", "DESCRIBE"):
            response, body = held.enter_context(self._open.ask(query, TRIPLES, dataset))
            if not has_end(response):
                held.close()
                raise StoreError(
                    f"{self._where} does not tell where an answer of triples ends, so that half of it could be "
                    "taken for the whole: ask with SELECT"
                )
            return _held(held, triples(response, body, self._where))
        answer = held.enter_context(results(self._open, query, dataset))
        if isinstance(answer, QueryBoolean):
            held.close()
            return bool(answer)
        variables = tuple(variable.value for variable in answer.variables)
        rows = _held(held, (tuple(map(_canonical, solution)) for solution in answer))
        if variables == _ASKED_OF_VIRTUOSO:
            told = list(rows)  # none where the answer is no
            return any(isinstance(term, Literal) and term.value == "1" for row in told for term in row)
        return Rows(variables=variables, rows=rows)

    def check_settled(self) -> None:
        """Raise StoreError where a part of a change can be seen."""
        if journal.is_unfinished(self.select):
            raise StoreError(
                f"a change of {self._where} is unfinished: wait for whoever writes, or open it to write once, as "
                "`kg reindex` does, and then try again"
            )

    def refresh(self) -> None:
        """Do nothing: a server shows what others have written at once."""

    def __len__(self) -> int:
        """Return the number of quads under the base."""
        return self._count(f"GRAPH ?g {{ ?s ?p ?o }} FILTER({self._own})")

    def close(self) -> None:
        """Release the connections; using the store afterwards is an error, and closing it again is none."""
        if self._server is not None:
            self._server.close()
            self._server = None
            if self._lock is not None:
                self._lock.release()

    @property
    def _open(self) -> Server:
        if self._server is None:
            raise StoreError(f"the store {self._where} is closed")
        return self._server

    def _count(self, pattern: str) -> int:
        rows = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
        return next(int(row["n"].value) for row in rows if isinstance(row["n"], Literal))

    def _check_writable(self, quads: Iterable[Quad]) -> None:
        if self._lock is None:
            raise StoreWriteError(f"{self._where} is open to read only: open it without read_only to write")
        if foreign := next((quad for quad in quads if not self._is_own(quad.graph_name)), None):
            raise StoreWriteError(f"{foreign} is in a graph that isn't under {self._base}")

    def _is_own(self, graph: object) -> bool:
        return isinstance(graph, NamedNode) and graph.value.startswith(self._base)

    def _graph(self, graph: NamedNode) -> Iterator[Quad]:
        if not self._is_own(graph):
            return
        server = self._open
        if server.graphs is not None:
            held, whole_for_sure = 0, False
            with server.graph(graph.value) as found:
                if found is not None:
                    whole_for_sure = has_end(found[0])
                    for triple in triples(*found, self._where):
                        held += 1
                        yield Quad(triple.subject, triple.predicate, triple.object, graph)
            if not whole_for_sure and held != (there := self._count(f"GRAPH {graph} {{ ?s ?p ?o }}")):
                raise StoreError(
                    f"{server.graphs} gave {held} of {there} triples in {graph}: see that KG_STORE_GRAPHS is where the "
                    "server's Graph Store Protocol is, and try again"
                )
            return
        for row in self.select(f"SELECT ?s ?p ?o WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"):
            yield _quad(row["s"], row["p"], row["o"], graph)

    def _exact(self, removed: set[Quad], added: set[Quad]) -> Change:
        """Return what a change changes, so that it can be undone."""
        subjects: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        for quad in removed | added:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
                subjects[quad.graph_name].add(quad.subject)
        there: set[Quad] = set()
        for graph, several in subjects.items():
            for batch in _batches(several):
                for row in self.select(
                    f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {batch} }} GRAPH {graph} {{ ?s ?p ?o }} }}"
                ):
                    there.add(_quad(row["s"], row["p"], row["o"], graph))
        return Change(removed=frozenset(removed & there), added=frozenset(added - there))

    def _finish(self, change: Change | None = None) -> None:
        """Make the change that is written down on the server; raises StoreWriteError where a given one is refused."""
        if not self._interrupted:
            return
        refused = journal.finish(change, self.select, self._open.update)
        self._interrupted = False
        if refused is not None and change is not None:
            raise StoreWriteError(f"{refused}; nothing has changed") from refused


def _check_marks(marks: list[tuple[str, str]], address: str, base: str, *, read_only: bool) -> None:
    """Raise an error unless a server holds a store of this base, or, to write, none."""
    if not marks:
        if read_only:
            raise NotAStoreError(f"there is no store at {address}: `kg add ARTICLE` makes one")
        return
    for found, format_ in marks:
        if found != base:
            raise StoreError(f"the IRIs in {address} are under {found}, not under {base}: set KG_BASE_IRI={found}")
        if format_ != str(FORMAT):
            raise NotAStoreError(
                f"{address} holds a store of format {format_}, and this program reads format {FORMAT}: "
                "use the version of whosaid that wrote it, or export and import"
            )


def _write_marks(server: Server, base: str) -> None:
    """Write down which store a server holds; raises StoreWriteError where the server doesn't show it afterwards."""
    trial = journal.new_trial()
    server.update(f"INSERT DATA {{ {_ground([*journal.marked(base, FORMAT), trial])} }}", trial=True)
    if not journal.is_there(trial, lambda query: solutions(server, query)):
        raise StoreWriteError(
            f"{server.updates} took a change that {server.address} does not show: set KG_STORE_UPDATE to the address "
            "where the server makes changes"
        )


def _check_graphs(server: Server, base: str) -> None:
    """Raise an error unless the Graph Store Protocol tells of the same store."""
    with server.graph(journal.STORE.value) as found:
        told = set(triples(*found, server.graphs or "")) if found is not None else set()
    if not told.issuperset(quad.triple for quad in journal.marked(base, FORMAT)):
        raise StoreError(
            f"the store at {server.address} is not to be found at {server.graphs}: set KG_STORE_GRAPHS to where the "
            "server's Graph Store Protocol is, or leave it out"
        )


def _batches(nodes: Iterable[NamedNode]) -> Iterator[str]:
    """Yield these nodes in SPARQL, some at a time."""
    rest = iter(nodes)
    while part := list(islice(rest, _ASKED)):
        yield in_sparql(part)


def _form(query: str) -> str:
    """Return the first word of a query after its prefixes, in capitals; raises QueryError for what is no query."""
    start = _PROLOGUE.match(query)
    found = _FORM.match(query, start.end() if start else 0)
    if found is None:
        raise QueryError(f"this is no query that can be parsed: {query[:80]!r}")
    return found.group().upper()


@contextmanager
def _unsettled(what: str) -> Generator[None]:
    """Say what settles a change of which it is not known whether it was made."""
    try:
        yield
    except RefusedError:
        raise
    except StoreWriteError as error:
        raise StoreWriteError(f"{error}: {what}") from error


def _held(held: ExitStack, found: Iterable[_Read]) -> Iterator[_Read]:
    """Yield what is read of an answer, and let the answer go after that, or with an error."""
    with held:
        yield from found


def _canonical(term: object) -> Term | BlankNode | None:
    if isinstance(term, BlankNode):  # of others: this program writes none
        return term
    return canonical(term) if isinstance(term, NamedNode | Literal | Triple) else None


def _quad(subject: object, predicate: object, object_: object, graph: object) -> Quad:
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode) or not isinstance(graph, NamedNode):
        raise StoreError(f"the server holds a blank node in {graph}, which this program has not written")
    if not isinstance(object_, NamedNode | Literal):
        raise StoreError(f"the server holds {object_} in {graph}, which this program has not written")
    return Quad(subject, predicate, object_, graph)


def _ground(quads: Iterable[Quad]) -> str:
    return " ".join(f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}" for quad in quads)
