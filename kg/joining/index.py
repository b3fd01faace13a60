"""What is kept of every wording to join it: one SQLite file beside the store, and one of signs, made anew at any time.

    documents    each document, with what tells the run that its statements come from
    statements   what each says: its wording, and in which language
    wordings     each wording once, whoever has it, with its vector and its place in a claim
    texts        the words of these
    ties         the wordings of which two are one claim by themselves, both ways
    judged       the pairs of statements of which somebody judged that

What is in it depends on the documents and judgements alone, not on the order in which they came, but for the numbers.
"""

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Self

import numpy as np

from kg.claims.signatures import DIMENSIONS, Signatures, Small
from kg.claims.stars import Place, Tie
from kg.claims.wordings import Wording
from kg.ids import digest
from kg.store.kept import Kept, prepared, remove

FILE, SIGNS = "claims.sqlite", "claims.signs"
"""The names of the files in a store's folder."""
_FORMAT = 5
"""To be raised with every change of what is kept of a wording, or of what counts as one claim."""
_SCHEMA = """
    CREATE TABLE made (by TEXT NOT NULL, seen TEXT, unfinished INTEGER);
    CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL);
    CREATE TABLE statements (
        id TEXT PRIMARY KEY, document INTEGER NOT NULL, wording INTEGER NOT NULL, language TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX statements_by_document ON statements (document);
    CREATE INDEX statements_by_wording ON statements (wording);
    CREATE TABLE wordings (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text TEXT NOT NULL, start INTEGER, until INTEGER,
        speaker TEXT NOT NULL, alone TEXT NOT NULL, unclear INTEGER NOT NULL, vector BLOB NOT NULL,
        leader INTEGER NOT NULL, score REAL NOT NULL, opposite INTEGER NOT NULL);
    CREATE INDEX wordings_by_leader ON wordings (leader);
    CREATE VIRTUAL TABLE texts USING fts5(
        text, content = 'wordings', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 0");
    CREATE TABLE ties (
        one INTEGER NOT NULL, other INTEGER NOT NULL, probability REAL NOT NULL, opposite INTEGER NOT NULL,
        PRIMARY KEY (one, other)) WITHOUT ROWID;
    CREATE TABLE judged (
        one TEXT NOT NULL, other TEXT NOT NULL, same INTEGER NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
"""
_TABLES = ("made", "documents", "statements", "wordings", "texts", "ties", "judged")


class ClaimIndex(Kept):
    """The wordings of a store and which of them are one claim; `open` opens one.

    Only the process that writes to the store writes to it. Any thread may use it; `changing` keeps others out.
    """

    def __init__(self, connection: sqlite3.Connection, where: str, signatures: Signatures) -> None:
        """Take over a connection and the signs of the vectors; `open` makes both."""
        super().__init__(connection, where)
        self.signatures = signatures

    @classmethod
    def open(cls, folder: str | os.PathLike[str] | None = None, *, stamp: str = "") -> Self:
        """Open the index in a folder, or in memory where none is named or nothing can be written there.

        `stamp` tells the models that decide. An index that is damaged, or that another version of this program or
        another model has made, is made anew, and empty.
        """
        if folder is None:
            return cls(_prepared(":memory:", stamp), "the index of claims", Signatures())
        file, signs = Path(folder) / FILE, Path(folder) / SIGNS
        for attempt in range(2):
            try:
                return cls(_prepared(file, stamp), str(file), Signatures(signs))
            except (OSError, sqlite3.OperationalError):  # nothing can be written there
                break
            except sqlite3.DatabaseError:  # no index at all, or a broken one
                if attempt:
                    break
                remove(file)
        return cls(_prepared(":memory:", stamp), "the index of claims", Signatures())

    def close(self) -> None:
        """Release the files; closing it again does nothing."""
        super().close()
        self.signatures.close()

    # -- what is in it

    @property
    def seen(self) -> str | None:
        """The state of the store that it shows, None where that is not sure."""
        [(seen,)] = self._rows("SELECT seen FROM made")
        return seen if seen is None else str(seen)

    @property
    def unfinished(self) -> int | None:
        """How many wordings a joining of all that has not come to its end has compared; None where there is none."""
        [(compared,)] = self._rows("SELECT unfinished FROM made")
        return compared if compared is None else int(compared)

    def documents(self) -> dict[str, str]:
        """Return the ids of all documents, with what tells their runs."""
        return dict(self._rows("SELECT id, stamp FROM documents"))

    def judged(self) -> dict[tuple[str, str], bool]:
        """Return the pairs of statements that were judged one claim, or not one."""
        return {(one, other): bool(same) for one, other, same in self._rows("SELECT one, other, same FROM judged")}

    def wordings(self, numbers: Iterable[int]) -> dict[int, Wording]:
        """Return the wordings with these numbers, those that are there."""
        query = "SELECT number, text, start, until, speaker, alone FROM wordings WHERE number IN ({})"
        return {row[0]: _wording(row) for row in self._asked(query, numbers)}

    def vectors(self, numbers: Sequence[int]) -> tuple[list[int], Small]:
        """Return which of these numbers there are, and their vectors, [number, dimensions]."""
        rows = sorted(self._asked("SELECT number, vector FROM wordings WHERE number IN ({})", numbers))
        held = np.frombuffer(b"".join(vector for _, vector in rows), dtype=np.int8).reshape(-1, DIMENSIONS)
        return [number for number, _ in rows], held

    def vectors_of(self, wordings: Iterable[str]) -> dict[str, Small]:
        """Return the vectors of the wordings with these ids, those that are there."""
        rows = self._asked("SELECT id, vector FROM wordings WHERE id IN ({})", wordings)
        return {id_: np.frombuffer(vector, dtype=np.int8) for id_, vector in rows}

    def tied(self) -> set[int]:
        """Return all wordings that are tied to any."""
        return {number for (number,) in self._rows("SELECT DISTINCT one FROM ties")}

    def number_of(self, wording: str) -> int | None:
        """Return the number of the wording with this id."""
        return next(
            (int(number) for (number,) in self._rows("SELECT number FROM wordings WHERE id = ?", (wording,))), None
        )

    def order(self, numbers: Iterable[int]) -> dict[int, tuple[int, str]]:
        """Return how unclear wordings are, and what settles between equals."""
        query = "SELECT number, unclear, text, id FROM wordings WHERE number IN ({})"
        return {number: (unclear, f"{text}\n{id_}") for number, unclear, text, id_ in self._asked(query, numbers)}

    def ties(self, numbers: Iterable[int]) -> dict[int, dict[int, Tie]]:
        """Return the ties of wordings to others."""
        found: dict[int, dict[int, Tie]] = {}
        query = "SELECT one, other, probability, opposite FROM ties WHERE one IN ({})"
        for one, other, probability, opposite in self._asked(query, numbers):
            found.setdefault(one, {})[other] = Tie(probability=probability, opposite=bool(opposite))
        return found

    def places(self, numbers: Iterable[int]) -> dict[int, Place]:
        """Return where wordings belong."""
        query = "SELECT number, leader, score, opposite FROM wordings WHERE number IN ({})"
        return {
            number: Place(leader=leader, score=score, opposite=bool(opposite))
            for number, leader, score, opposite in self._asked(query, numbers)
        }

    def led_by(self, leaders: Iterable[int]) -> dict[int, Place]:
        """Return the wordings of the claims that these lead, themselves among them, with their places."""
        query = "SELECT number, leader, score, opposite FROM wordings WHERE leader IN ({})"
        return {
            number: Place(leader=leader, score=score, opposite=bool(opposite))
            for number, leader, score, opposite in self._asked(query, leaders)
        }

    def statements_of(self, wordings: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
        """Return the statements with these wordings, each with its language."""
        found: dict[int, list[tuple[str, str]]] = {}
        query = "SELECT wording, id, language FROM statements WHERE wording IN ({}) ORDER BY id"
        for wording, id_, language in self._asked(query, wordings):
            found.setdefault(wording, []).append((id_, language))
        return found

    def documents_of(self, wordings: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
        """Return the statements with these wordings, each with its document."""
        found: dict[int, list[tuple[str, str]]] = {}
        query = (
            "SELECT s.wording, s.id, d.id FROM statements s JOIN documents d ON d.number = s.document "
            "WHERE s.wording IN ({}) ORDER BY s.id"
        )
        for wording, statement, document in self._asked(query, wordings):
            found.setdefault(wording, []).append((statement, document))
        return found

    def wordings_of(self, statements: Iterable[str]) -> dict[str, int]:
        """Return the wordings of these statements, those that are there."""
        return dict(self._asked("SELECT id, wording FROM statements WHERE id IN ({})", statements))

    def wordings_in(self, document: str) -> dict[str, int]:
        """Return the statements of a document with their wordings."""
        query = "SELECT s.id, s.wording FROM documents d JOIN statements s ON s.document = d.number WHERE d.id = ?"
        return dict(self._rows(query, (document,)))

    def having(self, words: Sequence[str]) -> set[int]:
        """Return the wordings in which these words follow one upon the other, letter case aside."""
        phrase = " ".join(word.replace('"', '""') for word in words)
        return {number for (number,) in self._rows("SELECT rowid FROM texts WHERE texts MATCH ?", (f'"{phrase}"',))}

    def claim_of(self, wording: str) -> str | None:
        """Return the id of the claim to which the wording with this id belongs."""
        query = "SELECT l.id FROM wordings w JOIN wordings l ON l.number = w.leader WHERE w.id = ?"
        return next((str(id_) for (id_,) in self._rows(query, (wording,))), None)

    def ids(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the ids of wordings."""
        return dict(self._asked("SELECT number, id FROM wordings WHERE number IN ({})", numbers))

    def texts(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the words of wordings."""
        return dict(self._asked("SELECT number, text FROM wordings WHERE number IN ({})", numbers))

    def leaders(self, *, after: int = -1, limit: int) -> list[int]:
        """Return the numbers of the wordings that lead a claim, from one on, in their order."""
        query = "SELECT number FROM wordings WHERE leader = number AND number > ? ORDER BY number LIMIT ?"
        return [number for (number,) in self._rows(query, (after, limit))]

    def numbers(self) -> list[int]:
        """Return the numbers of all wordings, in order."""
        return [number for (number,) in self._rows("SELECT number FROM wordings ORDER BY number")]

    @property
    def next(self) -> int:
        """The first number that no wording has, and none above it."""
        [(last,)] = self._rows("SELECT COALESCE(MAX(number), -1) FROM wordings")
        return int(last) + 1

    # -- what changes it, inside `changing`

    def saw(self, revision: str | None) -> None:
        """Note the state of the store that it shows now."""
        self._connection.execute("UPDATE made SET seen = ?, unfinished = NULL", (revision,))

    def reach(self, compared: int) -> None:
        """Note how many wordings a joining of all has compared; it has come to its end with what `saw` notes."""
        self._connection.execute("UPDATE made SET unfinished = ?", (compared,))

    def clear(self) -> None:
        """Forget everything, and what was seen of the store."""
        self.saw(None)
        for table in _TABLES[1:]:
            self._connection.execute(
                "INSERT INTO texts (texts) VALUES ('delete-all')" if table == "texts" else f"DELETE FROM {table}"  # noqa: S608
            )

    def put_document(self, id_: str, stamp: str) -> int:
        """Take a document in, or what tells its run anew; return its number."""
        self._connection.execute(
            "INSERT INTO documents (id, stamp) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp",
            (id_, stamp),
        )
        [(number,)] = self._rows("SELECT number FROM documents WHERE id = ?", (id_,))
        return int(number)

    def drop_document(self, id_: str) -> None:
        """Forget a document; its statements have to be dropped before."""
        self._connection.execute("DELETE FROM documents WHERE id = ?", (id_,))

    def put_wordings(self, first: int, wordings: Sequence[tuple[Wording, int, bytes]]) -> None:
        """Take new wordings in, with how unclear they are and their vectors, numbered from `first` on.

        Each leads a claim of its own.
        """
        self._connection.executemany(
            "INSERT INTO wordings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0)",
            (
                (
                    number, each.id, each.text, _ordinal(each.start), _ordinal(each.end), each.speaker, each.alone,
                    unclear, vector, number,
                )
                for number, (each, unclear, vector) in enumerate(wordings, first)
            ),
        )  # fmt: skip
        self._connection.executemany(
            "INSERT INTO texts (rowid, text) VALUES (?, ?)",
            ((number, each.text) for number, (each, _, _) in enumerate(wordings, first)),
        )

    def drop_wordings(self, numbers: Iterable[int]) -> None:
        """Forget wordings, and their ties."""
        for number, text in self.texts(numbers).items():
            self._connection.execute("INSERT INTO texts (texts, rowid, text) VALUES ('delete', ?, ?)", (number, text))
            self._connection.execute(
                "DELETE FROM ties WHERE other = ?1 AND one IN (SELECT other FROM ties WHERE one = ?1)", (number,)
            )
            self._connection.execute("DELETE FROM ties WHERE one = ?", (number,))
            self._connection.execute("DELETE FROM wordings WHERE number = ?", (number,))

    def put_statements(self, rows: Iterable[tuple[str, int, int, str]]) -> None:
        """Take statements in, in the place of what is known of them: id, document, wording, language."""
        self._connection.executemany("INSERT OR REPLACE INTO statements VALUES (?, ?, ?, ?)", rows)

    def drop_statements(self, ids: Iterable[str]) -> None:
        """Forget statements."""
        self._connection.executemany("DELETE FROM statements WHERE id = ?", ((id_,) for id_ in ids))

    def said_by_nobody(self, wordings: Iterable[int]) -> set[int]:
        """Return those of these wordings that no statement has."""
        given = set(wordings)
        return given - {
            number for (number,) in self._asked("SELECT DISTINCT wording FROM statements WHERE wording IN ({})", given)
        }

    def tie(self, ties: Iterable[tuple[int, int, Tie]]) -> None:
        """Keep ties, both ways."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO ties VALUES (?, ?, ?, ?)",
            (
                row
                for one, other, tie in ties
                for row in ((one, other, tie.probability, tie.opposite), (other, one, tie.probability, tie.opposite))
            ),
        )

    def place(self, places: Mapping[int, Place]) -> None:
        """Keep where wordings belong."""
        self._connection.executemany(
            "UPDATE wordings SET leader = ?, score = ?, opposite = ? WHERE number = ?",
            ((place.leader, place.score, place.opposite, number) for number, place in places.items()),
        )

    def judge(self, pairs: Mapping[tuple[str, str], bool]) -> None:
        """Keep which pairs of statements were judged, in the place of what was known."""
        self._connection.execute("DELETE FROM judged")
        self._connection.executemany(
            "INSERT INTO judged VALUES (?, ?, ?)", ((*pair, same) for pair, same in pairs.items())
        )


def _wording(row: tuple[Any, ...]) -> Wording:
    _, text, start, until, speaker, alone = row
    return Wording(text=text, start=_date(start), end=_date(until), speaker=speaker, alone=alone)


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _date(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def _prepared(path: str | Path, stamp: str) -> sqlite3.Connection:
    return prepared(path, schema=_SCHEMA, tables=_TABLES, stamp=digest(_FORMAT, stamp))
