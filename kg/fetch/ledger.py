"""What became of every feed and every entry of it, in one SQLite file that survives whatever stops the program."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from kg.errors import NotAStoreError, NotFoundError, StoreError, StoreLockedError, StoreWriteError

FORMAT = 1
_SCHEMA = """
CREATE TABLE feeds (
    parent TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL DEFAULT '', etag TEXT, modified TEXT,
    polled TEXT, failures INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '', next TEXT,
    PRIMARY KEY (parent, url)
);
CREATE TABLE entries (
    number INTEGER PRIMARY KEY, origin TEXT NOT NULL UNIQUE, feed TEXT NOT NULL, url TEXT, title TEXT,
    byline TEXT NOT NULL, publisher TEXT, language TEXT, published TEXT, modified TEXT, page TEXT, seen TEXT NOT NULL,
    outcome TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', tries INTEGER NOT NULL DEFAULT 0, next TEXT
);
CREATE INDEX waiting ON entries (feed, outcome, next);
"""


class Outcome(StrEnum):
    """What became of an entry: not dealt with yet, stored, failed and to be tried again, or failed for good."""

    WAITING = "waiting"
    ADDED = "added"
    FAILED = "failed"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRecord:
    """A feed as lists show it: what to ask with, when it was read last, how often in a row it could not be.

    `parent` is the index of sitemaps that lists it, or empty. Before `next` it is not asked again.
    """

    url: str
    parent: str = ""
    title: str = ""
    etag: str | None = None
    modified: str | None = None
    polled: datetime | None = None
    failures: int = 0
    reason: str = ""
    next: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one article; `page` is the article itself as HTML, where the feed holds all of it.

    `origin` names it, by its address where it has one.
    """

    origin: str
    url: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    published: date | None = None
    modified: date | None = None
    page: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecord:
    """An entry and what became of it: after how many failures, why the last, and when it is tried again."""

    entry: Entry
    feed: str
    seen: datetime
    outcome: Outcome
    reason: str
    tries: int
    next: datetime | None


class Ledger:
    """The file; every method is one transaction. Use it from one thread.

    Raises NotAStoreError where the file is something else, StoreLockedError where another process keeps writing, and
    StoreWriteError where the disk refuses.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open the file, and make it where there is none."""
        self._path = Path(path)
        with self._guarded():
            self._database = sqlite3.connect(self._path, timeout=10.0, isolation_level=None)
        try:
            self._prepare()
        except StoreError:
            self._database.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def feed(self, url: str) -> FeedRecord:
        """Return what is known of a feed: nothing but its address where it was never read."""
        found = self._rows("SELECT * FROM feeds WHERE parent = '' AND url = ?", (url,))
        return _feed(found[0]) if found else FeedRecord(url=url)

    def feeds(self, *, parent: str = "") -> tuple[FeedRecord, ...]:
        """Return the feeds that were asked for, or the sitemaps that an index lists."""
        return tuple(map(_feed, self._rows("SELECT * FROM feeds WHERE parent = ? ORDER BY url", (parent,))))

    def keep(
        self,
        feed: FeedRecord,
        *,
        entries: Iterable[Entry] = (),
        sitemaps: Sequence[str] | None = None,
    ) -> None:
        """Keep what is known of a feed, all entries in it that are new, and which sitemaps an index lists now.

        The entries of a sitemap belong to the index that lists it. All of it or nothing is kept: a feed that isn't
        sent again because nothing has changed has lost no entry.
        """
        with self._writing() as cursor:
            _put(cursor, feed)
            for entry in entries:
                cursor.execute(
                    "INSERT OR IGNORE INTO entries (origin, feed, url, title, byline, publisher, language, published,"
                    " modified, page, seen, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        entry.origin, feed.parent or feed.url, entry.url, entry.title, json.dumps(entry.byline),
                        entry.publisher, entry.language, _day(entry.published), _day(entry.modified), entry.page,
                        _stamp(feed.polled), Outcome.WAITING,
                    ),
                )  # fmt: skip
            if sitemaps is not None:
                _list(cursor, feed.url, sitemaps)

    def due(self, feed: str, now: datetime) -> tuple[str, ...]:
        """Return which entries of a feed are to be dealt with now: those that failed least first."""
        rows = self._rows(
            "SELECT origin FROM entries WHERE feed = ? AND outcome IN (?, ?) AND (next IS NULL OR next <= ?)"
            " ORDER BY tries, number",
            (feed, Outcome.WAITING, Outcome.FAILED, _stamp(now)),
        )
        return tuple(str(row["origin"]) for row in rows)

    def entry(self, origin: str) -> EntryRecord:
        """Return an entry; raises NotFoundError."""
        found = self._rows("SELECT * FROM entries WHERE origin = ?", (origin,))
        if not found:
            raise NotFoundError(f"{origin}: no feed that is watched has such an entry.")
        return _entry(found[0])

    def entries(self, *, feed: str | None = None, outcome: Outcome | None = None) -> tuple[EntryRecord, ...]:
        """Return the entries of one feed or of all, of one outcome or of any, in the order in which they came."""
        rows = self._rows(
            "SELECT * FROM entries WHERE feed = coalesce(?, feed) AND outcome = coalesce(?, outcome) ORDER BY number",
            (feed, outcome),
        )
        return tuple(map(_entry, rows))

    def mark(self, origin: str, outcome: Outcome, *, reason: str, tries: int, next_: datetime | None) -> None:
        """Keep what became of an entry; the text of one that is dealt with is let go."""
        ended = outcome in (Outcome.ADDED, Outcome.GIVEN_UP)
        with self._writing() as cursor:
            cursor.execute(
                "UPDATE entries SET outcome = ?, reason = ?, tries = ?, next = ?,"
                " page = CASE WHEN ? THEN NULL ELSE page END WHERE origin = ?",
                (outcome, reason, tries, _stamp(next_), ended, origin),
            )

    def _prepare(self) -> None:
        with self._guarded():
            format_ = self._database.execute("PRAGMA user_version").fetchone()[0]
            tables = self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if format_ == 0 and tables == 0:
            with self._writing() as cursor:
                if cursor.execute("PRAGMA user_version").fetchone()[0] == 0:
                    for statement in _SCHEMA.split(";"):
                        cursor.execute(statement)
                    cursor.execute(f"PRAGMA user_version = {FORMAT}")
        elif format_ != FORMAT:
            raise NotAStoreError(f"{self._path} is not what feeds are kept in, of format {FORMAT}. Give another path.")

    def _rows(self, query: str, values: Sequence[object]) -> list[sqlite3.Row]:
        with self._guarded():
            cursor = self._database.cursor()
            cursor.row_factory = sqlite3.Row
            return cursor.execute(query, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Cursor]:
        with self._guarded():
            cursor = self._database.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    cursor.execute("ROLLBACK")
                raise

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", None)
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise StoreLockedError(f"{self._path} is being written by another process. Wait for it.") from error
            if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise NotAStoreError(
                    f"{self._path} is not what feeds are kept in ({error}). Give another path."
                ) from error
            raise StoreWriteError(f"{self._path} can't be used ({error}).") from error


def _put(cursor: sqlite3.Cursor, feed: FeedRecord) -> None:
    cursor.execute(
        "REPLACE INTO feeds (parent, url, title, etag, modified, polled, failures, reason, next)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            feed.parent, feed.url, feed.title, feed.etag, feed.modified, _stamp(feed.polled), feed.failures,
            feed.reason, _stamp(feed.next),
        ),
    )  # fmt: skip


def _list(cursor: sqlite3.Cursor, index: str, sitemaps: Sequence[str]) -> None:
    """Keep which sitemaps an index lists, and forget those that it no longer does."""
    cursor.executemany("INSERT OR IGNORE INTO feeds (parent, url) VALUES (?, ?)", [(index, url) for url in sitemaps])
    known = cursor.execute("SELECT url FROM feeds WHERE parent = ?", (index,)).fetchall()
    gone = {str(url) for (url,) in known} - set(sitemaps)
    cursor.executemany("DELETE FROM feeds WHERE parent = ? AND url = ?", [(index, url) for url in gone])


def _feed(row: sqlite3.Row) -> FeedRecord:
    return FeedRecord(**{**dict(row), "polled": _moment(row["polled"]), "next": _moment(row["next"])})


def _entry(row: sqlite3.Row) -> EntryRecord:
    return EntryRecord(
        entry=Entry(
            origin=row["origin"],
            url=row["url"],
            title=row["title"],
            byline=tuple(json.loads(row["byline"])),
            publisher=row["publisher"],
            language=row["language"],
            published=_date(row["published"]),
            modified=_date(row["modified"]),
            page=row["page"],
        ),
        feed=row["feed"],
        seen=datetime.fromisoformat(row["seen"]),
        outcome=Outcome(row["outcome"]),
        reason=row["reason"],
        tries=row["tries"],
        next=_moment(row["next"]),
    )


def _stamp(at: datetime | None) -> str | None:
    """Return a moment in the one form whose order as text is that of time."""
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else None


def _moment(stamp: str | None) -> datetime | None:
    return datetime.fromisoformat(stamp) if stamp else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
