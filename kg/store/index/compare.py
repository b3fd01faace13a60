"""Whether an index shows what its store holds: it is compared with one that is made anew."""

import sqlite3
from collections.abc import Callable, Iterator
from heapq import merge
from itertools import groupby, repeat

from kg.rdf.shapes import Problem
from kg.store.base import Store
from kg.store.index.index import SearchIndex

_ROWS = {
    "documents": "SELECT d.id, d.id, p.id, o.id, published, language, extracted, d.statements, run FROM documents d "
    "LEFT JOIN sources p ON p.number = publisher LEFT JOIN sources o ON o.number = printed ORDER BY 1",
    "statements": "SELECT s.id, d.id, o.id, f.id, p.id, traits, until, s.number >> 45, said, by, called(via) "
    "FROM statements s "
    "JOIN documents d ON d.number = document JOIN sources o ON o.number = source JOIN sources f ON f.number = found "
    "LEFT JOIN sources p ON p.number = s.publisher JOIN words ON words.rowid = s.number ORDER BY 1",
    "relays": "SELECT s.id, b.id, o.id FROM relays JOIN statements s ON s.number = statement "
    "JOIN sources b ON b.number = relayer JOIN sources o ON o.number = relayed ORDER BY 1, 2, 3",
    "headlines": "SELECT id, headline FROM headlines JOIN documents ON number = headlines.rowid ORDER BY 1",
    "sources": "SELECT s.id, o.id, s.name, s.kind, s.named, s.statements, s.documents, s.written FROM sources s "
    "JOIN sources o ON o.number = s.one WHERE s.known OR s.one <> s.number ORDER BY 1",
    "names": "SELECT s.id, names.label FROM names JOIN labels l ON l.number = names.rowid "
    "JOIN sources s ON s.number = l.source ORDER BY 1, 2",
    "unread": "SELECT iri, why FROM unread ORDER BY 1",
    "labels": "SELECT s.id, label, head, same, own, found, shown FROM labels "
    "JOIN sources s ON s.number = source ORDER BY 1, 2",
}
"""What is compared, without the numbers that things happen to have; the first column tells of what a row is."""
_SHOWN = 3


def index_problems(store: Store, index: SearchIndex) -> Iterator[Problem]:
    """Yield where an index is not what a new one of this store would be."""
    with SearchIndex.open(None, base=store.base).closing() as fresh:
        fresh.rebuild(store)
        for each in (index, fresh):
            each.connection.create_function("called", 1, _caller(each.connection), deterministic=True)
        for table, query in _ROWS.items():
            differing = list(_differing(index.connection, fresh.connection, query))
            for thing in differing[:_SHOWN]:
                yield Problem(where=thing, what=f"its row in `{table}` of the search index is not what follows")
            if len(differing) > _SHOWN:
                more = len(differing) - _SHOWN
                yield Problem(where=table, what=f"{more} more rows of the search index are not what follows")
        if index.connection.execute("SELECT 1 FROM pending UNION ALL SELECT 1 FROM loading").fetchone():
            yield Problem(where="pending", what="the search index is behind the store: `kg reindex` makes it anew")


def _caller(connection: sqlite3.Connection) -> Callable[[str], str]:
    """Return what puts the ids of sources in the place of their numbers, which two indexes don't share."""
    ids = dict(connection.execute("SELECT number, id FROM sources"))
    return lambda via: " ".join(sorted(f"{word[0]}{ids.get(int(word[1:]))}" for word in via.split()))


def _differing(one: sqlite3.Connection, other: sqlite3.Connection, query: str) -> Iterator[str]:
    """Yield the first column of rows that only one of two has; both come in the order of that column."""
    sides = (zip(connection.execute(query), repeat(side)) for side, connection in enumerate((one, other)))
    merged = merge(*sides, key=lambda each: str(each[0][0]))
    for thing, rows in groupby(merged, key=lambda each: str(each[0][0])):
        found: tuple[list[object], list[object]] = ([], [])
        for row, side in rows:
            found[side].append(row)
        if found[0] != found[1]:
            yield thing
