"""The store in a folder: pyoxigraph on disk, with a marker that says what the folder is.

    whosaid.json   {"format": …, "base": …}; its time of change tells readers that there is something new
    quads/         pyoxigraph's own files
    writer.json    the process that writes, while it does
    readers/       what readers hold of quads/, see `kg.store.snapshot`

One process writes at a time; others read beside it. What a read-only store shows is the state in which it was
opened, until `refresh`.

A change that `apply` has returned from outlasts the process, however it ends. A power cut, or the machine's crash, may
take the last changes, whole ones from the end, until they are flushed: by `flush`, by `close`, and by the way after
some 20,000 quads.
"""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import IO, Self, TypeVar

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)
from pyoxigraph import Store as Oxigraph

from kg.errors import NotAStoreError, QueryError, StoreError, StoreWriteError
from kg.settings import DEFAULT_BASE
from kg.store.base import Answer, Dataset, Rows, Stream, Term, whole
from kg.store.folder import PART, QUADS, create, is_store, open_to_write
from kg.store.marker import FORMAT, MARKER, Marker, check_format
from kg.store.snapshot import Opened, is_wanted, open_snapshot, sweep, want_short_log
from kg.store.writer import is_noted, is_written, note_writer, remove_note

_Pattern = tuple[NamedNode | None, NamedNode | None, NamedNode | None, NamedNode | None]
_Read = TypeVar("_Read")
_FLUSHED_AFTER = 20_000
"""After how many quads the log is flushed: each takes 600 bytes of it, and whoever opens the store reads it all."""
_FLUSHED_FOR_READERS_AFTER = 5_000
"""The same where somebody reads: a flush costs the writer 50 milliseconds, and that much log each reader as much."""
_AT_A_TIME = 4
"""How many threads read where much is wanted."""


class EmbeddedStore:
    """A `Store` in a folder; use `open`. It can be used from several threads."""

    def __init__(self, folder: Path, opened: Opened, marker: Marker, *, read_only: bool) -> None:
        """Take over an opened folder; `open` does the opening."""
        self._folder = folder
        self._opened: Opened | None = opened
        self._marker = marker
        self._read_only = read_only
        self._unflushed = 0
        self._flushed = time.time_ns()
        self._refreshing, self._looked = Lock(), 0
        self.ended_badly = False
        """Whether the last writer before this one was killed, or the machine lost its power."""

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        base: str = DEFAULT_BASE,
        read_only: bool = False,
        format_: int = FORMAT,
    ) -> Self:
        """Open the store in a folder, and make one where nothing is, unless read-only.

        Raises NotAStoreError for a file, a folder that holds something else, and, read-only, a folder that is
        missing; StoreLockedError when another process writes; StoreWriteError when nothing can be written
        there; StoreError when the store is damaged, of another format, or its IRIs are under another base. A
        folder that is refused is left as it was.
        """
        folder = Path(path)
        if not is_store(folder):
            if read_only:
                raise NotAStoreError(f"there is no store at {folder}: `kg add ARTICLE` makes one")
            create(folder, base)
        marker = Marker.read(folder)
        check_format(folder, marker, format_)
        if marker.base != base:
            raise StoreError(
                f"the IRIs in {folder} are under {marker.base}, not under {base}: set KG_BASE_IRI={marker.base}"
            )
        if not (folder / QUADS).is_dir():
            raise StoreError(f"{folder / QUADS} is missing: restore it from a backup, or remove {folder}")
        sweep(folder)
        if read_only:
            return cls(folder, open_snapshot(folder, folder / QUADS), marker, read_only=True)
        quads = open_to_write(folder)
        ended_badly = is_noted(folder)
        note_writer(folder)
        store = cls(folder, Opened(quads, None, None), marker, read_only=False)
        store.ended_badly = ended_badly
        return store

    @staticmethod
    def fill(folder: Path, nquads: IO[bytes]) -> int:
        """Load N-Quads into a folder that has a marker and no quads yet; return how many quads it holds then.

        Raises SyntaxError for what is none, and StoreWriteError.
        """
        try:
            quads = Oxigraph(folder / QUADS)
            quads.bulk_load(input=nquads, format=RdfFormat.N_QUADS)
            quads.flush()
        except (OSError, RuntimeError) as error:
            raise StoreWriteError(f"{folder} could not be written ({error}): see that the disk has room") from error
        return len(quads)

    def dump(self, file: IO[bytes]) -> None:
        """Write all quads to a file as N-Quads, as they are at one moment; raises OSError where it can't be written."""
        self._open.quads.dump(file, format=RdfFormat.N_QUADS)

    def set_format(self, format_: int) -> None:
        """Write down which format the store has now; raises StoreWriteError."""
        part = self._folder / PART
        try:
            part.write_text(Marker.text(self.base, format_), encoding="utf-8")
            part.replace(self._folder / MARKER)
        except OSError as error:
            raise self._refused(error) from error

    @property
    def base(self) -> str:
        """The base of the IRIs of everything in the store."""
        return self._marker.base

    @property
    def revision(self) -> str:
        """What tells the state that reads show from every other: when the store was changed, in nanoseconds."""
        return str(self._marker.changed)

    @property
    def is_written(self) -> bool:
        """Whether another process writes to it, as far as that can be told: its mark may be left of a killed one."""
        return is_written(self._folder)

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody has written since the state that reads show, or may be writing just now."""
        return self.is_written or Marker.read(self._folder).changed != self._marker.changed

    def apply(self, *, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Remove and add these quads in one transaction; a quad in both ends up in the store.

        Raises StoreWriteError when the store is read-only or the disk refuses; nothing has changed then.
        """
        if self._read_only:
            raise StoreWriteError(f"{self._folder} is open to read only: open it without read_only to write")
        removed, added = list(removed), list(added)
        if not removed and not added:
            return
        try:
            self._keep_log_short()
            if removed:
                self._open.quads.update(f"DELETE DATA {{ {_data(removed)} }} ; INSERT DATA {{ {_data(added)} }}")
            else:
                self._open.quads.extend(added)
        except (OSError, RuntimeError) as error:
            raise self._refused(error) from error
        self._unflushed += len(removed) + len(added)
        self._has_changed()

    def load(self, quads: Iterable[Quad]) -> None:
        """Add many quads, none of which is there: quicker than `apply`, and not in one transaction.

        They go as N-Quads, because what parses those lets other threads of Python run meanwhile, which
        `Store.bulk_extend` doesn't. Raises StoreWriteError when the store is read-only or the disk refuses; a part may
        be there then.
        """
        if self._read_only:
            raise StoreWriteError(f"{self._folder} is open to read only: open it without read_only to write")
        nquads = serialize(quads, format=RdfFormat.N_QUADS)
        try:
            self._open.quads.bulk_load(input=nquads, format=RdfFormat.N_QUADS, lenient=True)  # they are valid
        except (OSError, RuntimeError) as error:
            raise self._refused(error) from error
        self._has_changed()

    def _has_changed(self) -> None:
        now = time.time_ns()  # finer than the file system's own clock, which ticks every few milliseconds
        marker, part = self._folder / MARKER, self._folder / PART
        try:
            try:
                os.utime(marker, ns=(now, now))
            except PermissionError:  # it is another user's file, in a folder that both may write
                part.write_text(Marker.text(self.base, self._marker.format), encoding="utf-8")
                os.utime(part, ns=(now, now))
                part.replace(marker)
        except OSError as error:
            raise StoreError(
                f"the change is stored, but readers can't be told of it, because {marker} can't be written ({error}): "
                "give it to the user who writes to the store"
            ) from error
        self._marker = Marker.read(self._folder)

    def flush(self) -> None:
        """Have the disk keep all changes, so that a power cut can't take them; raises StoreWriteError."""
        if self._unflushed:
            try:
                self._open.quads.flush()
            except (OSError, RuntimeError) as error:
                raise self._refused(error) from error
            self._unflushed, self._flushed = 0, time.time_ns()

    def graphs(self) -> Iterator[NamedNode | BlankNode]:
        """Yield the names of the graphs that hold a quad, each once, in no order."""
        for row in self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
            if isinstance(graph := row["g"], NamedNode | BlankNode):
                yield graph

    def quads(self, *, subject: NamedNode | None = None, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads with this subject, in this graph; all of them where neither is given."""
        return self._found((subject, None, None, graph))

    def about(self, subjects: Iterable[NamedNode], *, without: Iterable[NamedNode] = ()) -> Iterator[Quad]:
        """Yield the quads with one of these subjects, which are all different, but for some predicates.

        Of several subjects, some are read at a time: the disk answers many questions nearly as quickly as one.
        """
        opened, wanted = self._open, list(subjects)
        but = " && ".join(f"!sameTerm(?p, {predicate})" for predicate in without) or "true"

        def read(part: Iterable[NamedNode]) -> list[Quad]:
            those = f"VALUES ?s {{ {' '.join(map(str, part))} }} GRAPH ?g {{ ?s ?p ?o }} FILTER({but})"
            rows = self._solutions(opened, f"SELECT ?s ?p ?o ?g WHERE {{ {those} }}")
            return [Quad(*solution) for solution in self._read(opened, rows)]

        if len(wanted) < _AT_A_TIME:
            yield from read(wanted)
            return
        with ThreadPoolExecutor(_AT_A_TIME) as threads:
            for found in threads.map(read, (wanted[at::_AT_A_TIME] for at in range(_AT_A_TIME))):
                yield from found

    def leading_to(self, objects: Iterable[NamedNode], *, by: NamedNode) -> Iterator[Quad]:
        """Yield the quads with this predicate and one of these objects, which are all different."""
        return self._found(*((None, by, value, None) for value in objects))

    def _found(self, *patterns: _Pattern) -> Iterator[Quad]:
        opened = self._open  # held until the last quad: another thread may refresh or close meanwhile
        try:
            for pattern in patterns:
                yield from opened.quads.quads_for_pattern(*pattern)
        except (OSError, RuntimeError) as error:
            raise self._damaged(error) from error

    def select(self, query: str) -> Iterator[Mapping[str, Term]]:
        """Yield the solutions of a SPARQL SELECT query as {variable: term}, without those left unbound."""
        opened = self._open
        answer = self._solutions(opened, query)
        names = [variable.value for variable in answer.variables]
        try:
            for solution in answer:
                yield {name: term for name, term in zip(names, solution, strict=True) if term is not None}
        except (OSError, RuntimeError) as error:
            raise self._damaged(error) from error

    def _solutions(self, opened: Opened, query: str) -> QuerySolutions:
        answer = self._ask(opened, query)
        if not isinstance(answer, QuerySolutions):
            raise QueryError(f"this is no SELECT query: {query[:80]!r}")
        return answer

    def query(self, query: str) -> Answer:
        """Answer any SPARQL query; raises QueryError when it can't be parsed."""
        return whole(self.stream(query))

    def stream(self, query: str, *, dataset: Dataset | None = None, union: bool = False) -> Stream:
        """Answer any SPARQL query while it is found; `kg.store.base.Store` tells more."""
        opened = self._open
        answer = self._ask(opened, query, dataset, union=union)
        if isinstance(answer, QueryBoolean):
            return bool(answer)
        if isinstance(answer, QuerySolutions):
            variables = tuple(variable.value for variable in answer.variables)
            return Rows(variables=variables, rows=(tuple(solution) for solution in self._read(opened, answer)))
        return self._read(opened, answer)

    def _read(self, opened: Opened, found: Iterable[_Read]) -> Iterator[_Read]:
        """Yield what is found while `opened` is held: another thread may refresh or close meanwhile."""
        try:
            yield from found
        except (OSError, RuntimeError) as error:
            raise self._damaged(error) from error

    def check_settled(self) -> None:
        """Do nothing: each change is one transaction."""

    def refresh(self) -> None:
        """Let the reads that follow see what other processes have written; costs little when that is nothing.

        Threads that ask for it at once wait for one of them, which opens what there is for all.
        """
        if not self._read_only or Marker.read(self._folder).changed == self._marker.changed:
            return
        asked = time.monotonic_ns()
        with self._refreshing:
            if self._looked > asked:  # another thread has opened what there was since
                return
            looked, marker = time.monotonic_ns(), Marker.read(self._folder)
            if marker.changed != self._marker.changed:
                want_short_log(self._folder)
                self._opened, self._marker = open_snapshot(self._folder, self._folder / QUADS), marker
            self._looked = looked

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self._open.quads)

    def close(self) -> None:
        """Release the store; using it afterwards is an error, and closing it again is none.

        Raises StoreWriteError where the disk refuses to keep what was written; it is in the log then.
        """
        if self._opened is None:
            return
        try:
            self.flush()
        finally:
            if not self._read_only:
                remove_note(self._folder)
            self._opened = None  # pyoxigraph closes its files when the last reference goes

    @property
    def _open(self) -> Opened:
        if self._opened is None:
            raise StoreError(f"the store {self._folder} is closed")
        return self._opened

    def _keep_log_short(self) -> None:
        """Flush before a change, so that one which the disk refuses is not made."""
        if self._unflushed > _FLUSHED_AFTER or (
            self._unflushed > _FLUSHED_FOR_READERS_AFTER and is_wanted(self._folder, self._flushed)
        ):
            self.flush()

    def _ask(
        self, opened: Opened, query: str, dataset: Dataset | None = None, *, union: bool = False
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        default: list[NamedNode | BlankNode | DefaultGraph] | None = list(dataset.default) if dataset else None
        named: list[NamedNode | BlankNode] | None = list(dataset.named) if dataset else None
        try:
            return opened.quads.query(
                query, use_default_graph_as_union=union, default_graph=default, named_graphs=named
            )
        except SyntaxError as error:
            raise QueryError(f"the query can't be parsed: {error.msg}") from error
        except (OSError, RuntimeError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> StoreError | QueryError:
        if "custom function" in str(error):  # pyoxigraph tells only in words that it is the query's fault
            return QueryError(f"the query can't be answered: {error}")
        return StoreError(f"{self._folder} could not be read ({error}): if it is damaged, restore it from a backup")

    def _refused(self, error: Exception) -> StoreWriteError:
        return StoreWriteError(
            f"{self._folder} could not be written ({error}): see that the disk has room and can be written to"
        )


def _data(quads: Iterable[Quad]) -> str:
    """Return quads as the body of INSERT DATA; pyoxigraph's own form of a term is safe in SPARQL."""
    return "\n".join(f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}" for quad in quads)
