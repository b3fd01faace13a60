"""What is kept beside a store in one SQLite file, and made anew at any time: how it is opened, read and changed.

The search index has connections of its own for each thread, and stands by itself.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from kg.errors import StoreError

Item = TypeVar("Item")
ASKED = 500
"""How many values a query asks for at once."""


class Kept:
    """Tables behind one connection, which threads share: one of them at a time."""

    def __init__(self, connection: sqlite3.Connection, where: str) -> None:
        """Take over a connection; `where` is what errors call it."""
        self._connection = connection
        self._where = where
        self._lock = RLock()

    def close(self) -> None:
        """Release the file; closing it again does nothing."""
        self._connection.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep other threads out, and what is done inside whole: an error undoes what `keep` has not kept."""
        with self._lock, self._explained():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def keep(self) -> None:
        """Keep what was done inside `changing` so far, whatever becomes of the rest."""
        self._connection.execute("COMMIT")
        self._connection.execute("BEGIN IMMEDIATE")

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._lock, self._explained():
            return self._connection.execute(query, values).fetchall()

    def _asked(self, query: str, values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query with one list of values, which is asked in parts."""
        for part in parts(values):
            yield from self._rows(query.format(marks(part)), part)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(
                f"{self._where} could not be read or written ({error}): see that the disk has room; "
                "if it is damaged, remove it, and it is made anew"
            ) from error


def prepared(path: str | Path, *, schema: str, tables: Sequence[str], stamp: str) -> sqlite3.Connection:
    """Return a connection to these tables, empty where something with another stamp had made them.

    The first of them is `made`, whose column `by` holds the stamp. Raises sqlite3.Error.
    """
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    try:
        run = connection.execute
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")  # what a power cut takes is made anew
        run("PRAGMA cache_size = -65536")
        run("PRAGMA mmap_size = 4294967296")
        known = {name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "made" not in known or run("SELECT by FROM made").fetchall() != [(stamp,)]:
            run("BEGIN IMMEDIATE")
            for table in tables:
                run(f"DROP TABLE IF EXISTS {table}")
            for statement in schema.split(";"):
                run(statement)
            run("INSERT INTO made (by) VALUES (?)", (stamp,))
            run("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def remove(file: Path) -> None:
    """Remove a database with what SQLite keeps beside it."""
    for each in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
        each.unlink(missing_ok=True)


def marks(values: Sized) -> str:
    """Return as many question marks as there are values."""
    return ", ".join("?" * len(values))


def parts(values: Iterable[Item], size: int = ASKED) -> Iterator[list[Item]]:
    """Yield values some at a time."""
    iterator = iter(values)
    while part := list(islice(iterator, size)):
        yield part
