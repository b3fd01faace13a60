"""The store in a folder: pyoxigraph on disk, with a marker that says what the folder is.

    whosaid.json   {"format": 1, "base": …}; its time of change tells readers that there is something new
    quads/         pyoxigraph's own files
    writer.pid     the process that writes, while it does

One process writes at a time; others read beside it. What a read-only store shows is the state in which it was
opened, until `refresh`.
"""

import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples
from pyoxigraph import Store as Oxigraph

from kg.errors import NotAStoreError, QueryError, StoreError, StoreLockedError, StoreWriteError
from kg.settings import DEFAULT_BASE
from kg.store.base import Answer, Dataset, Rows, Solutions, Stream, Term

FORMAT = 1
_MARKER, _QUADS, _WRITER = "whosaid.json", "quads", "writer.pid"
_Pattern = tuple[NamedNode | None, NamedNode | None, NamedNode | None, NamedNode | None]
_Read = TypeVar("_Read")
_ATTEMPTS = 5
"""How often a reader tries to open: the writer may replace a file between two reads of the reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marker:
    """What a store's folder says of itself."""

    base: str
    changed: int

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the marker of a store's folder; raises NotAStoreError where there is none that can be read."""
        path = folder / _MARKER
        try:
            changed = path.stat().st_mtime_ns
            content = json.loads(path.read_text(encoding="utf-8"))
            format_, base = content["format"], str(content["base"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise NotAStoreError(f"{folder} is not a store: {path.name} can't be read in it ({error})") from error
        if format_ != FORMAT:
            raise NotAStoreError(
                f"{folder} is a store of format {format_!r}, and this program reads format {FORMAT}: "
                "use the version of whosaid that wrote it, or export and import"
            )
        return cls(base=base, changed=changed)


class EmbeddedStore:
    """A `Store` in a folder; use `open`. It can be used from several threads."""

    def __init__(self, folder: Path, quads: Oxigraph, marker: _Marker, *, read_only: bool) -> None:
        """Take over an opened folder; `open` does the opening."""
        self._folder = folder
        self._quads: Oxigraph | None = quads
        self._marker = marker
        self._read_only = read_only

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, base: str = DEFAULT_BASE, read_only: bool = False) -> Self:
        """Open the store in a folder, and make one where nothing is, unless read-only.

        Raises NotAStoreError for a file, a folder that holds something else, and, read-only, a folder that is
        missing; StoreLockedError when another process writes; StoreWriteError when nothing can be written
        there; StoreError when the store is damaged or its IRIs are under another base. A folder that is
        refused is left as it was.
        """
        folder = Path(path)
        if not _is_store(folder):
            if read_only:
                raise NotAStoreError(f"there is no store at {folder}: `kg add ARTICLE` makes one")
            _create(folder, base)
        marker = _Marker.read(folder)
        if marker.base != base:
            raise StoreError(
                f"the IRIs in {folder} are under {marker.base}, not under {base}: set KG_BASE_IRI={marker.base}"
            )
        if not (folder / _QUADS).is_dir():
            raise StoreError(f"{folder / _QUADS} is missing: restore it from a backup, or remove {folder}")
        if read_only:
            return cls(folder, _open_to_read(folder), marker, read_only=True)
        quads = _open_to_write(folder)
        with suppress(OSError):  # only for the message that others see: the lock itself is pyoxigraph's
            (folder / _WRITER).write_text(str(os.getpid()), encoding="ascii")
        return cls(folder, quads, marker, read_only=False)

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
        pid = _writer(self._folder)
        return pid is not None and pid != os.getpid() and _is_alive(pid)

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
            if removed:
                self._open.update(f"DELETE DATA {{ {_data(removed)} }} ; INSERT DATA {{ {_data(added)} }}")
            else:
                self._open.extend(added)
            self._has_changed()
        except (OSError, RuntimeError) as error:
            raise self._refused(error) from error

    def load(self, quads: Iterable[Quad]) -> None:
        """Add many quads, none of which is there: quicker than `apply`, and not in one transaction.

        Raises StoreWriteError when the store is read-only or the disk refuses; a part may be there then.
        """
        if self._read_only:
            raise StoreWriteError(f"{self._folder} is open to read only: open it without read_only to write")
        try:
            self._open.bulk_extend(quads)
            self._has_changed()
        except (OSError, RuntimeError) as error:
            raise self._refused(error) from error

    def _has_changed(self) -> None:
        now = time.time_ns()  # finer than the file system's own clock, which ticks every few milliseconds
        os.utime(self._folder / _MARKER, ns=(now, now))
        self._marker = _Marker.read(self._folder)

    def _refused(self, error: Exception) -> StoreWriteError:
        return StoreWriteError(
            f"{self._folder} could not be written ({error}): see that the disk has room and can be written to"
        )

    def quads(self, *, subject: NamedNode | None = None, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads with this subject, in this graph; all of them where neither is given."""
        return self._found((subject, None, None, graph))

    def about(self, subjects: Iterable[NamedNode]) -> Iterator[Quad]:
        """Yield the quads with one of these subjects, which are all different."""
        return self._found(*((subject, None, None, None) for subject in subjects))

    def leading_to(self, objects: Iterable[NamedNode], *, by: NamedNode) -> Iterator[Quad]:
        """Yield the quads with this predicate and one of these objects, which are all different."""
        return self._found(*((None, by, value, None) for value in objects))

    def _found(self, *patterns: _Pattern) -> Iterator[Quad]:
        try:
            for pattern in patterns:
                yield from self._open.quads_for_pattern(*pattern)
        except (OSError, RuntimeError) as error:
            raise self._damaged(error) from error

    def select(self, query: str) -> Iterator[Mapping[str, Term]]:
        """Yield the solutions of a SPARQL SELECT query as {variable: term}, without those left unbound."""
        answer = self._ask(query)
        if not isinstance(answer, QuerySolutions):
            raise QueryError(f"this is no SELECT query: {query[:80]!r}")
        names = [variable.value for variable in answer.variables]
        try:
            for solution in answer:
                yield {name: term for name, term in zip(names, solution, strict=True) if term is not None}
        except (OSError, RuntimeError) as error:
            raise self._damaged(error) from error

    def query(self, query: str) -> Answer:
        """Answer any SPARQL query; raises QueryError when it can't be parsed."""
        answer = self.stream(query)
        if isinstance(answer, bool):
            return answer
        if isinstance(answer, Rows):
            return Solutions(variables=answer.variables, rows=tuple(answer.rows))
        return tuple(answer)

    def stream(self, query: str, *, dataset: Dataset | None = None, union: bool = False) -> Stream:
        """Answer any SPARQL query while it is found; `kg.store.base.Streams` tells more."""
        answer = self._ask(query, dataset, union=union)
        if isinstance(answer, QueryBoolean):
            return bool(answer)
        if isinstance(answer, QuerySolutions):
            variables = tuple(variable.value for variable in answer.variables)
            return Rows(variables=variables, rows=(tuple(solution) for solution in self._read(answer)))
        return self._read(answer)

    def _read(self, found: Iterable[_Read]) -> Iterator[_Read]:
        try:
            yield from found
        except (OSError, RuntimeError) as error:
            raise self._damaged(error) from error

    def refresh(self) -> None:
        """Let the reads that follow see what other processes have written; costs little when that is nothing."""
        if self._read_only:
            marker = _Marker.read(self._folder)
            if marker.changed != self._marker.changed:
                self._quads, self._marker = _open_to_read(self._folder), marker

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self._open)

    def close(self) -> None:
        """Release the store; using it afterwards is an error, and closing it again is none."""
        if self._quads is not None and not self._read_only:
            (self._folder / _WRITER).unlink(missing_ok=True)
        self._quads = None  # pyoxigraph closes its files when the last reference goes

    @property
    def _open(self) -> Oxigraph:
        if self._quads is None:
            raise StoreError(f"the store {self._folder} is closed")
        return self._quads

    def _ask(
        self, query: str, dataset: Dataset | None = None, *, union: bool = False
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        default: list[NamedNode | BlankNode | DefaultGraph] | None = list(dataset.default) if dataset else None
        named: list[NamedNode | BlankNode] | None = list(dataset.named) if dataset else None
        try:
            return self._open.query(query, use_default_graph_as_union=union, default_graph=default, named_graphs=named)
        except SyntaxError as error:
            raise QueryError(f"the query can't be parsed: {error.msg}") from error
        except (OSError, RuntimeError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> StoreError | QueryError:
        if "custom function" in str(error):  # pyoxigraph tells only in words that it is the query's fault
            return QueryError(f"the query can't be answered: {error}")
        return StoreError(f"{self._folder} could not be read ({error}): if it is damaged, restore it from a backup")


def _is_store(folder: Path) -> bool:
    """Tell a store from a place where one can be made; raises NotAStoreError for anything else."""
    try:
        if folder.exists() and not folder.is_dir():
            raise NotAStoreError(f"{folder} is a file: a store is a folder; give another path")
        if (folder / _MARKER).exists():
            return True
        if folder.exists() and any(folder.iterdir()):
            raise NotAStoreError(f"{folder} holds something else: give another path, or an empty folder")
    except OSError as error:
        raise StoreError(f"{folder} could not be looked into ({error}): give a path that can be read") from error
    return False


def _create(folder: Path, base: str) -> None:
    """Make an empty store, or nothing at all."""
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        Oxigraph(folder / _QUADS)
        (folder / _MARKER).write_text(json.dumps({"format": FORMAT, "base": base}) + "\n", encoding="utf-8")
    except (OSError, RuntimeError) as error:
        shutil.rmtree(folder / _QUADS, ignore_errors=True)
        with suppress(OSError):
            (folder / _MARKER).unlink()
        for each in made:
            with suppress(OSError):  # somebody else has put something there meanwhile
                each.rmdir()
        raise StoreWriteError(
            f"no store could be made at {folder} ({error}): give a path that can be written"
        ) from error


def _open_to_write(folder: Path) -> Oxigraph:
    try:
        return Oxigraph(folder / _QUADS)
    except OSError as error:
        if "lock file" in str(error) or "lock hold" in str(error):  # RocksDB's words for other and same process
            raise StoreLockedError(_who_locks(folder)) from error
        raise StoreWriteError(
            f"{folder} could not be opened to write ({error}): see that the disk has room and can be written to"
        ) from error
    except RuntimeError as error:
        raise StoreError(f"{folder} is damaged ({error}): restore it from a backup") from error


def _open_to_read(folder: Path) -> Oxigraph:
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return Oxigraph.read_only(str(folder / _QUADS))
        except (OSError, RuntimeError) as error:
            if attempt == _ATTEMPTS:
                raise StoreError(
                    f"{folder} could not be opened to read ({error}): if it is damaged, restore it from a backup"
                ) from error
            time.sleep(0.02 * attempt)
    raise AssertionError("the last attempt returns or raises")


def _writer(folder: Path) -> int | None:
    try:
        return int((folder / _WRITER).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is somebody else's
        return True
    return True


def _who_locks(folder: Path) -> str:
    pid = _writer(folder)
    if pid == os.getpid():
        return f"{folder} is already open in this process: close the first, or open the second with read_only"
    who = f"process {pid}" if pid is not None else "another process"
    return f"{who} writes to {folder}: wait until it ends or stop it (reading is possible meanwhile)"


def _data(quads: Iterable[Quad]) -> str:
    """Return quads as the body of INSERT DATA; pyoxigraph's own form of a term is safe in SPARQL."""
    return "\n".join(f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}" for quad in quads)
