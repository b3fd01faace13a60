"""What the libraries alone take for the same: pyoxigraph for the quads, plain SQL on FTS5 for lists and facets.

The tables are of the obvious design: a row for each statement with what one filters and counts by, and its words in
FTS5 under the same number. What a list shows is in the quads: those of each statement found, of its document, and of
its source there are read one after the other.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from pyoxigraph import NamedNode
from pyoxigraph import Store as Oxigraph

from kg.benchmark.subject import FACETS, SHOWN, Batch, Facets, Found
from kg.model import Act, Run
from kg.rdf.vocabulary import Names
from kg.settings import DEFAULT_BASE

_FILE, _QUADS = "search.sqlite", "quads"
_SCHEMA = """
    PRAGMA journal_mode = WAL;
    CREATE TABLE statement (
        number INTEGER PRIMARY KEY, id TEXT, day TEXT, document TEXT, position INTEGER, act TEXT, publisher TEXT,
        source TEXT
    );
    CREATE INDEX statement_day ON statement (day);
    CREATE VIRTUAL TABLE words USING fts5(content, names, headline, tokenize = 'unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, col);
"""
_MATCHING = "FROM words JOIN statement ON statement.number = words.rowid WHERE words MATCH :words"
_CANDIDATES = 6
"""Among how many words, for each that is wanted, the best are picked: other words may begin so as well."""
_SHORTEST = 4
"""Of how many letters a word is that one looks for, at least."""
Row = tuple[str, str | None, str, int, str, str | None, str]
Words = tuple[str, str, str | None]


class Baseline:
    """The libraries alone, in a folder."""

    def __init__(self, folder: Path) -> None:
        """Open what was loaded in this folder, or make it."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder / _QUADS
        self._names = Names(DEFAULT_BASE)
        new = not (folder / _FILE).exists()
        self._search = sqlite3.connect(folder / _FILE)
        if new:
            self._search.executescript(_SCHEMA)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close it."""
        self._search.close()

    def load(self, batches: Iterable[Batch]) -> None:
        """Put each batch of quads into pyoxigraph at once, and its statements into SQLite in one transaction."""
        quads = Oxigraph(str(self._folder))
        number = 0
        for batch in batches:
            quads.bulk_extend(quad for graph in batch for part in (graph.document, graph.run) for quad in part)
            found = [each for graph in batch for each in _rows(graph.of)]
            with self._search:
                self._search.executemany(
                    "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    ((number + at, *row) for at, (row, _) in enumerate(found)),
                )
                self._search.executemany(
                    "INSERT INTO words (rowid, content, names, headline) VALUES (?, ?, ?, ?)",
                    ((number + at, *words) for at, (_, words) in enumerate(found)),
                )
            number += len(found)
        quads.flush()

    def newest(self, word: str, *, act: Act | None = None) -> Found:
        """Return the statements, of an act, in which a word begins so."""
        matching = f"{_MATCHING} AND act = :act" if act is not None else _MATCHING
        order = f"ORDER BY day DESC, document, position LIMIT {SHOWN}"
        return Found(total=self._count(word, act), ids=self._shown(f"{matching} {order}", word, act))

    def best(self, word: str) -> tuple[str, ...]:
        """Return the ids of the statements that a word fits best which begins so."""
        return self._shown(f"{_MATCHING} ORDER BY rank LIMIT {SHOWN}", word)

    def facets(self, word: str) -> Facets:
        """Return how the statements in which a word begins so are distributed."""
        return {
            facet: dict(
                self._rows(
                    f"SELECT {facet}, COUNT(*) AS n {_MATCHING} AND {facet} IS NOT NULL "
                    f"GROUP BY {facet} ORDER BY n DESC, {facet} LIMIT {SHOWN}",
                    word,
                )
            )
            for facet in FACETS
        }

    def words(self, share: float, number: int) -> list[str]:
        """Return so many words that words in about this share of the statements begin with."""
        (all_,) = self._search.execute("SELECT COUNT(*) FROM statement").fetchone()
        rows = self._search.execute(
            "SELECT term FROM vocabulary WHERE col = 'content' AND LENGTH(term) >= ? "
            "ORDER BY ABS(doc - ?), term LIMIT ?",
            (_SHORTEST, share * all_, _CANDIDATES * number),
        )
        off = {word: abs(self._count(word) - share * all_) for (word,) in rows}
        return sorted(off, key=lambda word: off[word])[:number]

    def _shown(self, those: str, word: str, act: Act | None = None) -> tuple[str, ...]:
        """Return the ids of statements whose quads are read."""
        rows = self._rows(f"SELECT id, document, source {those}", word, act)
        for id_, document, source in rows:
            for node, graph in (
                (self._names.statement(id_), None),
                (self._names.document(document), None),
                (self._names.source(source), self._names.document_graph(document)),
            ):
                self._read(node, graph)
        return tuple(id_ for id_, _, _ in rows)

    def _read(self, node: NamedNode, graph: NamedNode | None) -> int:
        return sum(1 for _ in self._loaded.quads_for_pattern(node, None, None, graph))

    @cached_property
    def _loaded(self) -> Oxigraph:
        return Oxigraph.read_only(str(self._folder))

    def _count(self, word: str, act: Act | None = None) -> int:
        matching = f"{_MATCHING} AND act = :act" if act is not None else _MATCHING
        [(count,)] = self._rows(f"SELECT COUNT(*) {matching}", word, act)
        return int(count)

    def _rows(self, query: str, word: str, act: Act | None = None) -> list[tuple[Any, ...]]:
        # Headlines are left out, as the program's own lists leave them out.
        given = {"words": f"{{content names}} : {word}*", "act": act}
        return self._search.execute(query, given).fetchall()


def _rows(run: Run) -> Iterator[tuple[Row, Words]]:
    """Yield the rows of a run's statements, which are in the order of the text; an enclosing one comes first."""
    metadata = run.document.metadata
    called: dict[str, frozenset[str]] = {}
    for position, each in enumerate(run.statements):
        around = called[each.within] if each.within is not None else frozenset()
        called[each.id] = around | {each.source.name, *each.source.aliases}
        said = each.said_on and (each.said_on.start or each.said_on.end)
        day = said or metadata.published
        yield (
            (
                each.id,
                day.isoformat() if day else None,
                run.document.id,
                position,
                each.act.value,
                metadata.publisher,
                each.source.id,
            ),
            (each.content.text if each.content else "", " ".join(sorted(called[each.id])), metadata.title),
        )
