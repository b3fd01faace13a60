"""The tables of an index, in one SQLite file.

made         the version of these tables, the base of the IRIs, and the state of the store that they show
documents    each document: who publishes it, when, and the run that its statements come from
headlines    the words of their headlines
statements   each statement: its number, traits, source, and days
words        what each says and by whom, folded, with the sources on its way as words of their own
relays       who hands each on, as found: its source, and those on its way, two by two
sources      each source, which it is one with as judged, and how the article writes an unnamed one
labels       their names: those that the machine found, those shown as judged, mostly both
names        the words of these
unread       the IRIs of documents and sources that can't be read, and why: damaged ones
parted       the statements and documents that judgements gave to another source than was found
loading      the documents of a load in bulk that has not ended
pending      what the store may hold otherwise than the index
"""

import os
import re
import sqlite3

FILE = "search.sqlite"
"""The name of the file in a store's folder."""
FORMAT = 6
"""To be raised with every change of the tables, of how words are folded, or of what a number means."""

_SCHEMA = """
    CREATE TABLE made (format TEXT NOT NULL, seen TEXT);
    CREATE TABLE documents (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, publisher INTEGER, printed INTEGER, published INTEGER,
        language TEXT NOT NULL, extracted INTEGER NOT NULL, statements INTEGER NOT NULL, run TEXT NOT NULL);
    CREATE VIRTUAL TABLE headlines USING fts5(headline, tokenize = "unicode61 remove_diacritics 0");
    CREATE TABLE statements (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL, document INTEGER NOT NULL, source INTEGER NOT NULL,
        found INTEGER NOT NULL, publisher INTEGER, traits INTEGER NOT NULL, until INTEGER);
    CREATE VIRTUAL TABLE words USING fts5(said, by, via, tokenize = "unicode61 remove_diacritics 0");
    CREATE TABLE relays (
        statement INTEGER NOT NULL, relayer INTEGER NOT NULL, relayed INTEGER NOT NULL,
        PRIMARY KEY (statement, relayer, relayed)) WITHOUT ROWID;
    CREATE TABLE sources (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, one INTEGER NOT NULL, name TEXT NOT NULL,
        kind TEXT NOT NULL, named INTEGER NOT NULL, known INTEGER NOT NULL,
        statements INTEGER NOT NULL, documents INTEGER NOT NULL, written TEXT);
    CREATE INDEX sources_by_count ON sources (statements DESC, name, id) WHERE one = number AND known;
    CREATE INDEX sources_by_kind ON sources (kind, statements DESC, name, id) WHERE one = number AND known;
    CREATE INDEX sources_by_one ON sources (one) WHERE one <> number;
    CREATE TABLE labels (
        number INTEGER PRIMARY KEY, source INTEGER NOT NULL, label TEXT NOT NULL, head TEXT NOT NULL,
        same TEXT NOT NULL, own INTEGER NOT NULL, found INTEGER NOT NULL, shown INTEGER NOT NULL);
    CREATE INDEX labels_by_source ON labels (source);
    CREATE INDEX labels_by_head ON labels (head) WHERE found;
    CREATE INDEX labels_by_name ON labels (same) WHERE shown;
    CREATE VIRTUAL TABLE names USING fts5(label, tokenize = "unicode61 remove_diacritics 0");
    CREATE TABLE unread (iri TEXT PRIMARY KEY, why TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE parted (iri TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE loading (id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE pending (iri TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_SECONDARY = """
    CREATE INDEX IF NOT EXISTS documents_by_day ON documents (published DESC, id);
    CREATE INDEX IF NOT EXISTS documents_by_publisher ON documents (publisher, published DESC, id);
    CREATE INDEX IF NOT EXISTS statements_by_document ON statements (document);
    CREATE INDEX IF NOT EXISTS statements_by_source ON statements (source);
    CREATE INDEX IF NOT EXISTS statements_by_publisher ON statements (publisher);
    CREATE INDEX IF NOT EXISTS statements_by_traits ON statements (traits);
    CREATE INDEX IF NOT EXISTS statements_by_end ON statements (until);
"""
"""The indexes that many rows are slow to be put in with."""
TABLES = (
    *("documents", "headlines", "statements", "words", "relays"),
    *("sources", "labels", "names", "unread", "parted", "loading", "pending"),
)
"""All that is emptied before everything is read again."""


def connect(file: str | os.PathLike[str]) -> sqlite3.Connection:
    """Return a connection to a file, or to memory for ":memory:", that leaves transactions to its user."""
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=30)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is read from the store again
    connection.execute("PRAGMA cache_size = -16384")
    connection.execute("PRAGMA mmap_size = 4294967296")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def prepare(connection: sqlite3.Connection, base: str) -> bool:
    """Make the tables, unless they are there; tell whether they are new, and empty.

    Tables of another version, or for another base of IRIs, are taken away.
    """
    wanted = f"{FORMAT} {base}"
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "made" in there:
        made = connection.execute("SELECT format FROM made").fetchone()
        if made == (wanted,):
            return False
    connection.execute("BEGIN IMMEDIATE")
    for name in ("made", *TABLES):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in _SCHEMA.split(";"):
        connection.execute(statement)
    make_secondary(connection)
    connection.execute("INSERT INTO made VALUES (?, NULL)", (wanted,))
    connection.execute("COMMIT")
    return True


def make_secondary(connection: sqlite3.Connection) -> None:
    """Make the indexes that are not there, of those that many rows are slow to be put in with."""
    for statement in _SECONDARY.split(";"):
        connection.execute(statement)


def drop_secondary(connection: sqlite3.Connection) -> None:
    """Take these indexes away, before many rows are put in."""
    for name in re.findall(r"EXISTS (\w+)", _SECONDARY):
        connection.execute(f"DROP INDEX IF EXISTS {name}")
