"""The search index of a store: opened, kept in step with it, and made anew.

It follows each change of the store. What is to change is written down first, in `pending`, so that after a crash
between the two the next opening knows what to read again; and a store that was changed by something that knows of no
index (a restored copy, another machine) is told from the state that the index has seen.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from threading import RLock, local
from typing import Self

from pyoxigraph import NamedNode, Quad

from kg.errors import RdfError, StoreError
from kg.model import Status
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.base import Store
from kg.store.derive import in_sparql, node_of, value_of
from kg.store.index.rows import read_document
from kg.store.index.schema import connect, drop_secondary, make_secondary, prepare
from kg.store.index.touched import Touched
from kg.store.index.traits import masked
from kg.store.index.writing import Writing
from kg.store.judged import Judged
from kg.store.kept import remove

_BATCH = 500
_MOSTLY = 0.5
"""From which share of changed documents on everything is made anew: that is quicker than one after the other."""


def never() -> bool:
    """Tell that nobody can have overtaken whoever writes to the store itself."""
    return False


class OvertakenError(Exception):
    """Somebody has written to a store since the state that a reader would write down."""


class SearchIndex:
    """The index of one store; use `open`. Any thread may use it, and reads go on while one writes."""

    def __init__(self, file: Path | None, names: Names) -> None:
        """Use a file that is prepared, or memory where there is none."""
        self._file = file
        self._names = names
        self._lock = RLock()
        self._threads = local()
        self._open: list[sqlite3.Connection] = []
        self._loading: Writing | None = None
        self._memory = self._connected() if file is None else None

    @classmethod
    def open(cls, file: str | os.PathLike[str] | None, *, base: str) -> Self:
        """Open the index in a file, or one in memory where no file is named or none can be written.

        A file that is damaged, or that another version of this program has made, is made anew, and empty:
        `synchronise` fills it.
        """
        path = Path(file) if file is not None else None
        names = Names(base)
        for attempt in (path, path, None):
            index = cls(attempt, names)
            try:
                prepare(index.connection, base)
                index.connection.execute("SELECT COUNT(*) FROM pending").fetchone()
            except sqlite3.OperationalError:  # nothing can be written there
                index.close()
                path = None
            except sqlite3.DatabaseError:  # no index at all, or a broken one
                index.close()
                if attempt is not None:
                    remove(attempt)
            else:
                return index
        raise AssertionError("memory can always be prepared")

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread."""
        if self._memory is not None:
            return self._memory
        if not hasattr(self._threads, "connection"):
            self._threads.connection = self._connected()
        connection: sqlite3.Connection = self._threads.connection
        return connection

    @contextmanager
    def closing(self) -> Iterator[Self]:
        """Yield the index, and close it in the end."""
        try:
            yield self
        finally:
            self.close()

    def close(self) -> None:
        """Close all connections; using the index afterwards is an error."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()

    def pinned(self) -> "SearchIndex":
        """Return the index as it is now and stays, whatever is written meanwhile; to be closed by its user."""
        if self._file is None:
            return self
        index = SearchIndex(self._file, self._names)
        index._memory = connection = index._connected()
        connection.execute("BEGIN")
        connection.execute("SELECT seen FROM made").fetchone()  # what is read first is what is read from then on
        return index

    @property
    def names(self) -> Names:
        """The IRIs of the things that are listed."""
        return self._names

    @property
    def seen(self) -> str | None:
        """The state of the store that the index shows, None where it was never filled."""
        row = self.connection.execute("SELECT seen FROM made").fetchone()
        return str(row[0]) if row and row[0] is not None else None

    @property
    def is_behind(self) -> bool:
        """Whether something is noted that has not been read again, because that failed or was interrupted."""
        return self.connection.execute("SELECT 1 FROM pending LIMIT 1").fetchone() is not None

    def runs(self) -> dict[str, str]:
        """Return the ids of all documents, with what tells the runs that their statements come from."""
        return dict(self.connection.execute("SELECT id, run FROM documents").fetchall())

    def run_of(self, document: str) -> str | None:
        """Return what tells the run of a document, None where it is not there."""
        row = self.connection.execute("SELECT run FROM documents WHERE id = ?", (document,)).fetchone()
        return str(row[0]) if row else None

    def numbers_of(self, statements: Mapping[str, str]) -> dict[str, int]:
        """Return the numbers of statements, which are given with their documents; those that are there."""
        found: dict[str, int] = {}
        documents = sorted(set(statements.values()))
        for begin in range(0, len(documents), _BATCH):
            part = documents[begin : begin + _BATCH]
            rows = self.connection.execute(
                "SELECT s.id, s.number FROM documents d JOIN statements s ON s.document = d.number "
                "WHERE d.id IN (SELECT value FROM json_each(?))",
                (json.dumps(part),),
            )
            found.update((id_, number) for id_, number in rows if id_ in statements)
        return found

    def labels_beginning(self, words: Sequence[str]) -> list[tuple[str, str]]:
        """Return the names that the machine found which begin with one of these words, each with its source."""
        marks = ", ".join("?" * len(words))
        return self.connection.execute(
            f"SELECT id, label FROM labels JOIN sources ON sources.number = source "  # noqa: S608 -- marks alone
            f"WHERE found AND head IN ({marks})",
            words,
        ).fetchall()

    def complain(self) -> None:
        """Raise RdfError where something can't be read: a list that leaves something out must not look whole."""
        broken = self.connection.execute("SELECT why FROM unread ORDER BY iri").fetchall()
        if broken:
            raise RdfError(f"{broken[0][0]}; {len(broken)} in all can't be read: `kg verify` lists what is broken")

    def note(self, touched: Touched) -> None:
        """Write down what is about to change."""
        with self._changing() as connection:
            connection.executemany("INSERT OR IGNORE INTO pending VALUES (?)", ((iri,) for iri in touched.noting()))

    def follow(
        self, store: Store, touched: Touched, *, seen: str | None = None, overtaken: Callable[[], bool] = never
    ) -> None:
        """Read again what has changed; all that is noted is settled then. Nothing is written where reading fails.

        `seen` is the state from which on was looked for changes, by default the one that the store has now: what is
        written meanwhile, which a server lets others do, is found by the next look. `overtaken` is as for
        `synchronise`.
        """
        seen = seen or store.revision
        judged = Judged(store)
        documents = touched.documents(self._names, store, judged)
        with self._changing(overtaken) as connection:
            writing = Writing(connection, self._names)
            for id_ in sorted(documents):
                self._replace(store, judged, writing, id_)
            writing.flush()
            sources = set(touched.sources)
            writing.describe(judged, _described(store, sources))
            writing.count()
            writing.part(judged)
            connection.executemany("DELETE FROM pending WHERE iri = ?", ((iri,) for iri in touched.noting()))
            connection.execute("UPDATE made SET seen = ?", (seen,))

    def synchronise(self, store: Store, *, distrusted: bool = False, overtaken: Callable[[], bool] = never) -> bool:
        """Bring the index up to date with a store, after whatever became of both; tell whether that took anything.

        It costs a look where the index has followed all along, unless it is `distrusted` nevertheless, and otherwise
        one at the runs of all documents, and what has changed. Whoever only reads the store tells whether it was
        `overtaken` by a writer: nothing is written then, or what that one has written would be lost, and
        OvertakenError raised.
        """
        noted = [str(iri) for (iri,) in self.connection.execute("SELECT iri FROM pending")]
        revision = store.revision
        if self.seen == revision and not noted and not distrusted:
            return False
        if self.seen is None:
            self.rebuild(store, overtaken=overtaken)
            return True
        runs = _runs(store)
        known = dict(self.connection.execute("SELECT id, run FROM documents").fetchall())
        changed = {id_ for id_ in runs.keys() | known.keys() if runs.get(id_) != known.get(id_)}
        if len(changed) > max(_BATCH, _MOSTLY * len(runs)):
            self.rebuild(store, overtaken=overtaken)
            return True
        touched = Touched.noted(self._names, noted)
        graphs = {*touched.graphs, *map(self._names.document_graph, changed | self._judged_here())}
        judged = Judged(store)
        everybody = touched.sources | judged.one.keys() | set(judged.one.values()) | judged.described.keys()
        everybody |= self._not_as_described(store)
        parted = {NamedNode(iri) for (iri,) in self.connection.execute("SELECT iri FROM parted")}
        things = touched.things | judged.own.keys() | parted | self._with_status(store)
        touched = Touched(graphs=frozenset(graphs), things=things, sources=frozenset(everybody))
        self.follow(store, touched, seen=revision, overtaken=overtaken)
        return True

    def rebuild(self, store: Store, *, overtaken: Callable[[], bool] = never) -> None:
        """Make everything anew from a store; `overtaken` is as for `synchronise`."""
        revision = store.revision
        judged, runs = Judged(store), _runs(store)
        with self._changing(overtaken) as connection:
            writing = Writing(connection, self._names)
            writing.empty()
            drop_secondary(connection)
            for id_ in sorted(_documents(store, self._names)):
                self._insert(store, judged, writing, id_, runs)
            writing.flush()
            make_secondary(connection)
            for described in _all_described(store, judged):
                writing.describe(judged, described)
            writing.count_all()
            writing.part(judged)
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")
            connection.execute("UPDATE made SET seen = ?", (revision,))
            connection.execute("ANALYZE")

    def begin_load(self, documents: Iterable[str]) -> None:
        """Write down that these documents are being loaded; until `end_load` lists take longer."""
        with self._changing() as connection:
            drop_secondary(connection)
            connection.executemany("INSERT OR IGNORE INTO loading VALUES (?)", ((id_,) for id_ in documents))

    @contextmanager
    def loading(self) -> Iterator[Writing]:
        """Yield what many documents are written with, in one transaction: what has waited there since the last one."""
        with self._changing() as connection:
            writing = self._loading or Writing(connection, self._names)
            self._loading = None  # what it knows is wrong where this transaction is undone
            yield writing
            self._loading = writing

    def make_secondary(self) -> None:
        """Make the indexes again that a load goes without: all has been loaded, and is changed from now on."""
        with self._changing() as connection:
            make_secondary(connection)

    def end_load(self, store: Store) -> None:
        """Count what was loaded; nothing of it is to be taken out any more."""
        with self._changing() as connection:
            Writing(connection, self._names).count_all()
            self._loading = None
            connection.execute("DELETE FROM loading")
            connection.execute("UPDATE made SET seen = ?", (store.revision,))
            connection.execute("ANALYZE")

    def begun_loads(self) -> list[str]:
        """Return the documents of a load that has not ended."""
        return [str(id_) for (id_,) in self.connection.execute("SELECT id FROM loading ORDER BY id")]

    def _replace(self, store: Store, judged: Judged, writing: Writing, id_: str) -> None:
        writing.remove(id_)
        self._insert(store, judged, writing, id_, _runs(store, self._names.document_graph(id_)))

    def _insert(self, store: Store, judged: Judged, writing: Writing, id_: str, runs: Mapping[str, str]) -> None:
        try:
            row = read_document(self._names, store.quads(graph=self._names.document_graph(id_)), judged)
        except RdfError as error:
            writing.leave_out(self._names.document(id_), str(error))
        else:
            if row is not None:
                writing.insert(row, runs.get(id_, ""))

    def _not_as_described(self, store: Store) -> set[NamedNode]:
        """Return the sources that the index calls otherwise than the machine does, or doesn't know."""
        found: dict[str, set[str]] = {}
        graph = self._names.graph("sources")
        rows = store.select(f"SELECT ?s ?l WHERE {{ GRAPH {graph} {{ ?s {v.PREF_LABEL}|{v.ALT_LABEL} ?l }} }}")
        for row in rows:
            found.setdefault(self._names.id(node_of(row["s"])), set()).add(value_of(row["l"]).value)
        known: dict[str, set[str]] = {}
        labels = "SELECT id, label FROM labels JOIN sources ON sources.number = source WHERE found"
        for id_, label in self.connection.execute(labels):
            known.setdefault(id_, set()).add(label)
        joined = "SELECT id FROM sources WHERE one <> number UNION "
        renamed = "SELECT id FROM labels JOIN sources ON sources.number = source WHERE found <> shown"
        judged = {str(id_) for (id_,) in self.connection.execute(joined + renamed)}
        unlike = {id_ for id_ in found.keys() | known.keys() if found.get(id_) != known.get(id_)}
        return {self._names.source(id_) for id_ in unlike | judged}

    def _judged_here(self) -> set[str]:
        """Return the documents of which the index shows that somebody judged them, their statements or sources.

        That may have been taken back, where nothing in the store tells of it any more.
        """
        mask, value = masked({"status": Status.STANDING})
        return {
            str(id_)
            for (id_,) in self.connection.execute(
                "SELECT d.id FROM documents d JOIN sources p ON p.number = d.printed WHERE d.publisher <> p.one "
                "UNION SELECT d.id FROM statements s JOIN sources f ON f.number = s.found "
                "JOIN documents d ON d.number = s.document WHERE s.source <> f.one OR s.traits & ? <> ?",
                (mask, value),
            )
        }

    def _with_status(self, store: Store) -> set[NamedNode]:
        graph = self._names.graph("judged")
        return {
            node_of(row["x"]) for row in store.select(f"SELECT ?x WHERE {{ GRAPH {graph} {{ ?x {v.STATUS} ?s }} }}")
        }

    @contextmanager
    def _changing(self, overtaken: Callable[[], bool] = never) -> Iterator[sqlite3.Connection]:
        """Yield the connection inside a transaction that is kept whole or not at all."""
        with self._lock:
            connection = self.connection
            try:
                connection.execute("BEGIN IMMEDIATE")  # a writer writes here first what it is going to change
                try:
                    _refuse(overtaken)
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
            except sqlite3.Error as error:
                raise StoreError(
                    f"{self._file or 'the index'} can't be written ({error}): see that its folder can be written and "
                    "has room; the index is brought up to date when the store is opened again"
                ) from error

    def _connected(self) -> sqlite3.Connection:
        connection = connect(self._file if self._file is not None else ":memory:")
        with self._lock:
            self._open.append(connection)
        return connection


def _runs(store: Store, graph: NamedNode | None = None) -> dict[str, str]:
    """Return what tells the runs of each document from others, by its id; of one document's graph, or of all."""
    names = Names(store.base)
    only = f"VALUES ?graph {{ {graph} }}" if graph is not None else ""
    told: dict[str, list[str]] = {}
    for row in store.select(f"""
        SELECT ?graph ?run ?ended ?state WHERE {{ {only} GRAPH {names.graph("runs")} {{
            ?run {v.GENERATED} ?graph
            OPTIONAL {{ ?run {v.ENDED} ?ended }} OPTIONAL {{ ?run {v.STATE} ?state }} }} }}"""):
        id_ = names.id(node_of(row["graph"])).removeprefix("document/")
        parts = [value_of(row[each]).value for each in ("run", "ended", "state") if each in row]
        told.setdefault(id_, []).append(" ".join(parts))
    return {id_: "\n".join(sorted(each)) for id_, each in told.items()}


def _documents(store: Store, names: Names) -> set[str]:
    graphs = {node_of(row["g"]) for row in store.select(f"SELECT ?g WHERE {{ GRAPH ?g {{ ?d a {v.NEWS_ARTICLE} }} }}")}
    return {names.id(graph).removeprefix("document/") for graph in graphs if names.is_document_graph(graph)}


def _described(store: Store, sources: Iterable[NamedNode]) -> Mapping[NamedNode, list[Quad]]:
    graph = Names(store.base).graph("sources")
    wanted = sorted(sources, key=lambda node: node.value)
    found: dict[NamedNode, list[Quad]] = {source: [] for source in wanted}
    for begin in range(0, len(wanted), _BATCH):
        for row in store.select(f"""
            SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {in_sparql(wanted[begin : begin + _BATCH])} }}
                                     GRAPH {graph} {{ ?s ?p ?o }} }}"""):
            subject = node_of(row["s"])
            found[subject].append(Quad(subject, node_of(row["p"]), value_of(row["o"]), graph))
    return found


def _all_described(store: Store, judged: Judged) -> Iterator[Mapping[NamedNode, list[Quad]]]:
    """Yield every source with what the machine found of it, some at a time."""
    graph = Names(store.base).graph("sources")
    seen: set[NamedNode] = set()
    for subject, quads in groupby(store.quads(graph=graph), key=lambda quad: quad.subject):
        source = node_of(subject)
        described = list(quads) if source not in seen else list(store.quads(subject=source, graph=graph))
        seen.add(source)
        yield {source: described}
    rest = {*judged.one, *judged.one.values(), *judged.described} - seen
    yield {source: [] for source in rest}


def _refuse(overtaken: Callable[[], bool]) -> None:
    if overtaken():
        raise OvertakenError("somebody writes to the store: ask again")
