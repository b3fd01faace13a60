"""What is kept of every text to find its copies: one SQLite file beside the store, made anew from it at any time.

    documents   what `kg.copies.entry` says of each, and the number of its text
    texts       each text once, whoever prints it: its MinHash and how many shingles it has
    shingles    their hashes, apart because they are large and seldom read
    bands       the keys of which two texts that are alike share one at least
    pairs       the texts of which one is a copy of the other, both ways, with how much they share
    pending     documents whose verdicts may not be those in the store yet

What is in it depends on the documents alone, not on the order in which they came.
"""

import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Self

import numpy as np

from kg.copies import overlap as by
from kg.copies import shingles
from kg.copies.entry import Entry
from kg.copies.shingles import Sketch, sketches
from kg.copies.signatures import Signatures
from kg.errors import StoreError
from kg.ids import digest
from kg.model import Document
from kg.store.kept import Kept, marks, parts, prepared, remove

FILE = "copies.sqlite"
"""The name of the file in a store's folder."""
_FORMAT = 3
"""To be raised with every change of what is kept of a text, of what counts as page furniture or as a copy too."""
_BATCH = 4000
_COMPARED = 20_000
"""How many signatures are compared at once: 10 MB of them."""
_MANY, _MANY_FOLD = 500, 100
"""From how many new texts the signatures of all are read at once, of so many times more at most: 200 MB of them."""
_SIGNATURES = "SELECT number, size, signature FROM texts"
_SCHEMA = """
    CREATE TABLE made (by TEXT NOT NULL);
    CREATE TABLE documents (
        id TEXT PRIMARY KEY, text INTEGER NOT NULL, publisher TEXT, credit TEXT, address TEXT, headline TEXT,
        published TEXT, modified TEXT, corrected INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX documents_by_text ON documents (text);
    CREATE INDEX documents_by_address ON documents (address) WHERE address IS NOT NULL;
    CREATE TABLE texts (
        number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, words BLOB NOT NULL, size INTEGER NOT NULL,
        signature BLOB NOT NULL, bands BLOB NOT NULL);
    CREATE INDEX texts_by_words ON texts (words);
    CREATE TABLE shingles (text INTEGER PRIMARY KEY, hashes BLOB NOT NULL);
    CREATE TABLE bands (key INTEGER NOT NULL, text INTEGER NOT NULL, PRIMARY KEY (key, text)) WITHOUT ROWID;
    CREATE TABLE pairs (
        one INTEGER NOT NULL, other INTEGER NOT NULL, score REAL NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
    CREATE TABLE pending (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_TABLES = ("made", "documents", "texts", "shingles", "bands", "pairs", "pending")
_RELATED = (  # documents ?: those of the same words, of a near text, of the same address
    "SELECT other.id FROM documents d JOIN texts t ON t.number = d.text JOIN texts same ON same.words = t.words "
    "JOIN documents other ON other.text = same.number WHERE d.id IN ({})",
    "SELECT other.id FROM documents d JOIN pairs p ON p.one = d.text JOIN documents other ON other.text = p.other "
    "WHERE d.id IN ({})",
    "SELECT other.id FROM documents d JOIN documents other ON other.address = d.address WHERE d.id IN ({})",
)
_ALL_RELATED = (
    "SELECT id FROM documents WHERE text IN (SELECT one FROM pairs)",
    "SELECT id FROM documents JOIN texts ON number = text WHERE words IN "
    "(SELECT words FROM documents JOIN texts ON number = text GROUP BY words HAVING COUNT(*) > 1)",
    "SELECT id FROM documents WHERE address IN "
    "(SELECT address FROM documents WHERE address IS NOT NULL GROUP BY address HAVING COUNT(*) > 1)",
)


class CopyIndex(Kept):
    """The texts of a store and which of them are near each other; `open` opens one.

    Only the process that writes to the store writes to it. Any thread may use it; `alone` keeps others out.
    """

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None) -> Self:
        """Open the index in a file, or in memory where no file is named.

        A file that is damaged, or that another version of this program has made, is made anew, and empty:
        `kg.copies.graph.synchronise` fills it. Raises StoreError where no file can be made.
        """
        if path is None:
            return cls(_prepared(":memory:"), "the index of copies")
        file = Path(path)
        try:
            try:
                return cls(_prepared(file), str(file))
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:  # no database at all, or a broken one
                remove(file)
                return cls(_prepared(file), str(file))
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"{file} can't be opened ({error}): see that its folder can be written and has room"
            ) from error

    def __enter__(self) -> Self:
        """Return the index itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the index."""
        self.close()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other threads out for a while."""
        with self._lock:
            yield

    # -- what is in it

    def documents(self) -> set[str]:
        """Return the ids of all documents."""
        return {id_ for (id_,) in self._rows("SELECT id FROM documents")}

    def pending(self) -> set[str]:
        """Return the documents that were touched and not settled since."""
        return {id_ for (id_,) in self._rows("SELECT id FROM pending")}

    def entries(self, ids: Iterable[str]) -> list[Entry]:
        """Return what is known of those of these documents that the index has."""
        return [
            Entry(
                id=id_, text=text, words=words, publisher=publisher, credit=credit, address=address,
                headline=headline, published=published, modified=modified, corrected=bool(corrected),
            )
            for id_, text, words, publisher, credit, address, headline, published, modified, corrected in self._asked(
                "SELECT d.id, d.text, t.words, d.publisher, d.credit, d.address, d.headline, d.published, d.modified, "
                "d.corrected FROM documents d JOIN texts t ON t.number = d.text WHERE d.id IN ({})",
                ids,
            )
        ]  # fmt: skip

    def related(self) -> set[str]:
        """Return the documents that have to do with another: by the same words, a near text or the same address."""
        return {id_ for query in _ALL_RELATED for (id_,) in self._rows(query)}

    def near(self, texts: Iterable[int]) -> Mapping[int, Mapping[int, float]]:
        """Return for each of these texts those that are copies of it, or it of them, and how much they share."""
        found: dict[int, dict[int, float]] = defaultdict(dict)
        for one, other, score in self._asked("SELECT one, other, score FROM pairs WHERE one IN ({})", texts):
            found[one][other] = score
        return found

    def containment(self, one: int, other: int) -> float:
        """Return which share of the shorter of two texts stands in the other."""
        hashes = [shingles.shingles_of(self._hashes([text])[text]) for text in (one, other)]
        return by.overlap(*hashes).containment

    def around(self, ids: Iterable[str], *, tied: Mapping[str, Iterable[str]] | None = None) -> set[str]:
        """Return these documents and all that have to do with them, through others too.

        That is: the same words, near texts, the same address, and what is tied to it from outside.
        """
        found = set(ids)
        fresh = set(found)
        while fresh:
            related = {id_ for query in _RELATED for (id_,) in self._asked(query, fresh)}
            related.update(other for id_ in fresh for other in (tied or {}).get(id_, ()))
            fresh = related - found
            found |= fresh
        return found

    # -- what changes it

    def touch(self, ids: Iterable[str]) -> None:
        """Remember that these documents change, or that what follows from them may; `settle` forgets it."""
        with self.changing():
            self._connection.executemany("INSERT OR IGNORE INTO pending VALUES (?)", ((id_,) for id_ in ids))

    def settle(self) -> None:
        """Forget which documents were touched: the store has what follows from all of them."""
        with self.changing():
            self._connection.execute("DELETE FROM pending")

    def put(self, documents: Iterable[Document], *, workers: int = 1) -> None:
        """Take these documents in, in the place of what is known of them; `workers` processes read their texts."""
        kept: list[Document] = []

        def texts() -> Iterator[str]:
            for document in documents:
                kept.append(document)
                yield document.text

        made = sketches(texts(), workers=workers)
        while batch := list(islice(made, _BATCH)):
            with self.changing():
                self._put(list(zip(kept, batch, strict=False)))
            del kept[: len(batch)]

    def drop(self, ids: Iterable[str]) -> None:
        """Forget these documents."""
        with self.changing():
            for part in parts(ids):
                texts = self._texts_of(part)
                self._connection.execute(f"DELETE FROM documents WHERE id IN ({marks(part)})", part)  # noqa: S608
                self._prune(texts)

    def clear(self) -> None:
        """Forget everything."""
        with self.changing():
            for table in _TABLES[1:]:
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 -- names of our own

    def _put(self, read: Sequence[tuple[Document, Sketch]]) -> None:
        left = self._texts_of([document.id for document, _ in read])
        fresh: dict[int, Sketch] = {}
        for document, sketch in read:
            number = self._number(sketch, fresh)
            entry = Entry.of(document, text=number, words=sketch.words)
            self._connection.execute(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    entry.id, number, entry.publisher, entry.credit, entry.address, entry.headline, entry.published,
                    entry.modified, entry.corrected,
                ),
            )  # fmt: skip
        self._pair(fresh)
        self._prune(left)

    def _number(self, sketch: Sketch, fresh: dict[int, Sketch]) -> int:
        """Return the number of a text, a new one where nobody has printed it yet."""
        for (number,) in self._connection.execute("SELECT number FROM texts WHERE key = ?", (sketch.key,)):
            return int(number)
        made = self._connection.execute(
            "INSERT INTO texts (key, words, size, signature, bands) VALUES (?, ?, ?, ?, ?)",
            (sketch.key, sketch.words, len(sketch.shingles) // 8, sketch.signature, sketch.bands),
        )
        number = int(made.lastrowid or 0)
        self._connection.execute("INSERT INTO shingles VALUES (?, ?)", (number, sketch.shingles))
        fresh[number] = sketch
        return number

    def _pair(self, fresh: Mapping[int, Sketch]) -> None:
        """Find which texts are near the new ones, and near each other among them."""
        banded = {number: shingles.bands_of(sketch.bands) for number, sketch in fresh.items() if sketch.bands}
        if not banded:
            return
        keys = np.concatenate(list(banded.values()))
        numbers = np.repeat(np.fromiter(banded, np.int64), [len(each) for each in banded.values()])
        ordered = np.argsort(keys)  # a tree is filled fastest in its order
        rows = zip(keys[ordered].tolist(), numbers[ordered].tolist(), strict=True)
        self._connection.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", rows)
        known = self._signatures(fresh)
        for number, own in banded.items():  # numbers grow: every pair is found once, by the later of the two
            query = f"SELECT DISTINCT text FROM bands WHERE key IN ({marks(own)}) AND text < ?"  # noqa: S608
            found = [other for (other,) in self._connection.execute(query, (*own.tolist(), number))]
            self._compare(number, fresh[number], found, known)

    def _compare(self, one: int, sketch: Sketch, candidates: Sequence[int], known: Signatures | None) -> None:
        """Keep those of the candidates that are near a text."""
        own, signature = shingles.shingles_of(sketch.shingles), shingles.signature_of(sketch.signature)
        for part in parts(candidates, _COMPARED):
            held = known or self._signatures_of(part)
            likely = held.likely(part, signature, len(own))
            stored = self._hashes(likely)
            for other in likely:
                found = by.overlap(own, shingles.shingles_of(stored[other]))
                if found.is_copy:
                    self._connection.executemany(
                        "INSERT OR IGNORE INTO pairs VALUES (?, ?, ?)",
                        ((one, other, found.containment), (other, one, found.containment)),
                    )

    def _signatures(self, fresh: Sized) -> Signatures | None:
        """Return the signatures of all texts where so many are new that it pays to read them all."""
        [(size,)] = self._rows("SELECT COUNT(*) FROM texts")
        if len(fresh) < _MANY or size > _MANY_FOLD * len(fresh):
            return None
        return Signatures(size, self._connection.execute(f"{_SIGNATURES} ORDER BY number"))

    def _signatures_of(self, texts: Sequence[int]) -> Signatures:
        asked = f"{_SIGNATURES} WHERE number IN ({{}})"
        return Signatures(len(texts), sorted(self._asked(asked, texts)))

    def _hashes(self, texts: Iterable[int]) -> dict[int, bytes]:
        return dict(self._asked("SELECT text, hashes FROM shingles WHERE text IN ({})", texts))

    def _texts_of(self, ids: Iterable[str]) -> set[int]:
        return {text for (text,) in self._asked("SELECT text FROM documents WHERE id IN ({})", ids)}

    def _prune(self, texts: Iterable[int]) -> None:
        """Forget those of these texts that no document has any more."""
        run = self._connection.execute
        for number in texts:
            if run("SELECT 1 FROM documents WHERE text = ?", (number,)).fetchone():
                continue
            for (stored,) in run("SELECT bands FROM texts WHERE number = ?", (number,)).fetchall():
                keys = ((key, number) for key in shingles.bands_of(stored).tolist())
                self._connection.executemany("DELETE FROM bands WHERE key = ? AND text = ?", keys)
            others = [(other, number) for (other,) in run("SELECT other FROM pairs WHERE one = ?", (number,))]
            self._connection.executemany("DELETE FROM pairs WHERE one = ? AND other = ?", others)
            run("DELETE FROM pairs WHERE one = ?", (number,))
            run("DELETE FROM shingles WHERE text = ?", (number,))
            run("DELETE FROM texts WHERE number = ?", (number,))


def _prepared(path: str | Path) -> sqlite3.Connection:
    stamp = digest(
        _FORMAT, shingles.WIDTH, shingles.PERMUTATIONS, shingles.HEAD, shingles.HEAD_BANDS,
        shingles.LEAST, by.NEAR, by.PART, by.WHOLE,
    )  # fmt: skip
    return prepared(path, schema=_SCHEMA, tables=_TABLES, stamp=stamp)
