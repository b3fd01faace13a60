"""What is written to an index, in one transaction: documents put in and taken out, sources described and counted."""

import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from kg.claims.words import fold
from kg.errors import RdfError
from kg.model import Source
from kg.rdf import vocabulary as v
from kg.rdf.read import Description
from kg.rdf.vocabulary import Names
from kg.store.index.numbers import SLOTS, number, slot_of
from kg.store.index.rows import DocumentRow, StatementRow
from kg.store.index.schema import TABLES
from kg.store.judged import Judged

_WORD = re.compile(r"[^\W_]+")
_DOCUMENT_OF = (number(None, 1, 0) ^ number(None, 0, 0)).bit_length() - 1
COUNTED = f"COUNT(*), COUNT(DISTINCT (number >> {_DOCUMENT_OF}) & {SLOTS - 1})"
"""How many statements, in how many documents: told from the numbers alone, so that an index is all that is read."""
_BATCH = 200_000
"""How many statements are written together, 300 MB of them: each time they go everywhere, by their days."""


def same(name: str) -> str:
    """Return what a name is looked for by: letter case and a leading "the" aside."""
    return name.strip().lower().removeprefix("the ")


class Writing:
    """Writes to the tables of an index; its user begins and ends the transaction."""

    def __init__(self, connection: sqlite3.Connection, names: Names) -> None:
        """Write through this connection, to an index of things with these IRIs."""
        self._connection = connection
        self._names = names
        self._numbers: dict[NamedNode, int] = {}
        self._last = self._one("SELECT COALESCE(MAX(number), 0) FROM sources")
        self._last_label = self._one("SELECT COALESCE(MAX(number), 0) FROM labels")
        self._statements: list[tuple[object, ...]] = []
        self._words: list[tuple[object, ...]] = []
        self._relays: list[tuple[int, int, int]] = []
        self.touched: set[int] = set()
        """The numbers of the sources whose statements have changed, until `count`."""

    def empty(self) -> None:
        """Take everything out."""
        for table in TABLES:
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - the names of our own tables
        self._numbers.clear()
        self._last = self._last_label = 0

    def remove(self, document: str) -> None:
        """Take a document with its statements out, if it is there."""
        self._connection.execute("DELETE FROM unread WHERE iri = ?", (self._names.document(document).value,))
        found = self._connection.execute("SELECT number FROM documents WHERE id = ?", (document,)).fetchone()
        if found is None:
            return
        rows = self._connection.execute("SELECT number, source FROM statements WHERE document = ?", found).fetchall()
        self.touched.update(source for _, source in rows)
        numbers = [(row[0],) for row in rows]
        self._connection.executemany("DELETE FROM words WHERE rowid = ?", numbers)
        self._connection.executemany("DELETE FROM relays WHERE statement = ?", numbers)
        self._connection.executemany("DELETE FROM statements WHERE number = ?", numbers)
        self._connection.execute("DELETE FROM headlines WHERE rowid = ?", found)
        self._connection.execute("DELETE FROM documents WHERE number = ?", found)

    def insert(self, row: DocumentRow, run: str) -> None:
        """Put a document in that is not there, with what tells the run that its statements come from."""
        slot = self._free_slot(row.id)
        publisher = self.number(row.publisher) if row.publisher is not None else None
        printed = self.number(row.printed) if row.printed is not None else None
        self._connection.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(slot, row.id, publisher, printed, row.published, row.language, row.extracted),
                *(len(row.statements), run),
            ),
        )
        if row.headline:
            self._connection.execute("INSERT INTO headlines (rowid, headline) VALUES (?, ?)", (slot, row.headline))
        for place, statement in enumerate(row.statements):
            self._add(statement, number(statement.first, slot, place), slot, publisher)
        if len(self._words) >= _BATCH:
            self.flush()

    def leave_out(self, thing: NamedNode, why: str) -> None:
        """Note that a document or a source can't be read."""
        self._connection.execute("INSERT OR REPLACE INTO unread VALUES (?, ?)", (thing.value, why))

    def _add(self, row: StatementRow, numbered: int, slot: int, publisher: int | None) -> None:
        source, found = self.number(row.source), self.number(row.found)
        self.touched.add(source)
        if row.words is not None:
            self._connection.execute("UPDATE sources SET written = ? WHERE number = ?", (row.words, found))
        self._statements.append((numbered, row.id, slot, source, found, publisher, row.traits, row.until))
        via = " ".join([f"s{found}", *(f"v{each}" for each in sorted(map(self.number, row.via)))])
        self._words.append((numbered, row.said, row.by, via))
        self._relays += [(numbered, self.number(by), self.number(of)) for by, of in row.relays]

    def flush(self) -> None:
        """Write what waits to be written together: by number, or FTS5 writes what it has gathered at each step back."""
        self._statements.sort()
        self._words.sort()
        self._relays.sort()
        self._connection.executemany("INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._statements)
        self._connection.executemany("INSERT INTO words (rowid, said, by, via) VALUES (?, ?, ?, ?)", self._words)
        self._connection.executemany("INSERT INTO relays VALUES (?, ?, ?)", self._relays)
        self._statements.clear()
        self._words.clear()
        self._relays.clear()

    def number(self, source: NamedNode) -> int:
        """Return the number of a source, a new one where it has none."""
        if (known := self._numbers.get(source)) is not None:
            return known
        id_ = self._names.id(source)
        row = self._connection.execute("SELECT number FROM sources WHERE id = ?", (id_,)).fetchone()
        if row is None:
            self._last += 1
            self._connection.execute(
                "INSERT INTO sources VALUES (?, ?, ?, '', '', 0, 0, 0, 0, NULL)", (self._last, id_, self._last)
            )
            row = (self._last,)
        self._numbers[source] = numbered = int(row[0])
        return numbered

    def describe(self, judged: Judged, sources: Mapping[NamedNode, Collection[Quad]]) -> None:
        """Note what these sources are called and are one with, as the machine found and as judged.

        `sources` holds for each what the machine found.
        """
        for source, found in sources.items():
            one, own = judged.one_of(source), self.number(source)
            self._join(own, self.number(one))
            shown = (judged.described.get(source) or found) if one == source else ()
            self._label(own, found, shown)
            self._connection.execute("DELETE FROM unread WHERE iri = ?", (source.value,))
            try:
                described = Description(self._names, shown or found).source(source) if shown or found else None
            except RdfError as error:
                self.leave_out(source, str(error))
            else:
                self._name(own, described, known=bool(shown))

    def _name(self, source: int, described: Source | None, *, known: bool) -> None:
        values = (described.name, described.kind.value, described.named) if described is not None else ("", "", 0)
        self._connection.execute(
            "UPDATE sources SET name = ?, kind = ?, named = ?, known = ? WHERE number = ?", (*values, known, source)
        )

    def _join(self, source: int, one: int) -> None:
        """Give what was found of a source to the one that it is."""
        (before,) = self._connection.execute("SELECT one FROM sources WHERE number = ?", (source,)).fetchone()
        if before == one:
            return
        self._connection.execute("UPDATE sources SET one = ? WHERE number = ?", (one, source))
        self._connection.execute(
            "UPDATE statements SET source = ? WHERE source = ? AND found = ?", (one, before, source)
        )
        self._connection.execute(
            "UPDATE statements SET publisher = ?1 WHERE publisher = ?2 AND document IN "
            "(SELECT number FROM documents WHERE publisher = ?2 AND printed = ?3)",
            (one, before, source),
        )
        self._connection.execute(
            "UPDATE documents SET publisher = ? WHERE publisher = ? AND printed = ?", (one, before, source)
        )
        self.touched |= {before, one}

    def _label(self, source: int, found: Iterable[Quad], shown: Iterable[Quad]) -> None:
        old = self._connection.execute("SELECT number FROM labels WHERE source = ?", (source,)).fetchall()
        self._connection.executemany("DELETE FROM names WHERE rowid = ?", old)
        self._connection.execute("DELETE FROM labels WHERE source = ?", (source,))
        by_machine, as_judged = _labels(found), _labels(shown)
        for label in sorted(by_machine.keys() | as_judged.keys()):
            self._last_label += 1
            head = _WORD.search(label)
            own = as_judged.get(label, by_machine.get(label, False))
            self._connection.execute(
                "INSERT INTO labels VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(self._last_label, source, label, head[0] if head else "", same(label), own),
                    *(label in by_machine, label in as_judged),
                ),
            )
            if label in as_judged:
                self._connection.execute(
                    "INSERT INTO names (rowid, label) VALUES (?, ?)", (self._last_label, fold(label))
                )

    def part(self, judged: Judged) -> None:
        """Note which statements and documents judgements have given to another source than was found."""
        parted = {thing.value for thing in judged.own}
        if parted != {iri for (iri,) in self._connection.execute("SELECT iri FROM parted")}:
            self._connection.execute("DELETE FROM parted")
            self._connection.executemany("INSERT INTO parted VALUES (?)", ((iri,) for iri in sorted(parted)))

    def count(self) -> None:
        """Count the statements of the sources that were touched."""
        for source in self.touched:
            counted = self._connection.execute(
                f"SELECT {COUNTED} FROM statements WHERE source = ?",  # noqa: S608 - numbers of ours
                (source,),
            ).fetchone()
            self._connection.execute(
                "UPDATE sources SET statements = ?, documents = ? WHERE number = ?", (*counted, source)
            )
        self.touched.clear()

    def count_all(self) -> None:
        """Count the statements of all sources."""
        self._connection.execute("UPDATE sources SET statements = 0, documents = 0")
        self._connection.execute(
            f"UPDATE sources SET statements = s, documents = d FROM "  # noqa: S608 - numbers of ours
            f"(SELECT source, COUNT(*) AS s, COUNT(DISTINCT (number >> {_DOCUMENT_OF}) & {SLOTS - 1}) AS d "
            "FROM statements GROUP BY source) AS counted WHERE counted.source = sources.number"
        )
        self.touched.clear()

    def _free_slot(self, document: str) -> int:
        slot = slot_of(document)
        while self._connection.execute("SELECT 1 FROM documents WHERE number = ?", (slot,)).fetchone():
            slot = (slot + 1) % SLOTS
        return slot

    def _one(self, query: str) -> int:
        return int(self._connection.execute(query).fetchone()[0])


def _labels(quads: Iterable[Quad]) -> dict[str, bool]:
    """Return the names in a description, and whether each is the source's own or an alias."""
    labels: dict[str, bool] = {}
    for quad in quads:
        if quad.predicate in (v.PREF_LABEL, v.ALT_LABEL):
            value = str(quad.object.value)  # type: ignore[union-attr]
            labels[value] = labels.get(value, False) or quad.predicate == v.PREF_LABEL
    return labels
