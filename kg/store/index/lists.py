"""Lists and counts, read from an index: ids and numbers only; what they stand for is read from the store."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.model import Kind
from kg.store.index.asked import Asked, asked, called
from kg.store.index.numbers import DAY_BITS, DAY_SHIFT, day_of
from kg.store.index.traits import BITS, tally
from kg.store.index.words import expression, start, words_of
from kg.store.terms import Order, Terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RANKED = 20_000
"""Among how many of the newest statements that fit the best are looked for: ranking more takes too long."""
FEW = 20_000
"""Up to how many statements that fit are gathered and sorted, rather than met in the order of the list."""
_MANY = 100_000
"""From how many numbers on counting all that there can be is quicker than sorting them."""
_TOP = 20
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A part of a list: ids, how many the whole list has, and where it goes on, None at its end."""

    ids: tuple[str, ...]
    total: int
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many of the statements that fit have what: each table has its largest number first, months the newest.

    Sources and publishers are the most frequent ones, as (id, name, statements). `links` are those of the chain but the
    source's own, `confidence` is rounded down to a tenth.
    """

    total: int
    sources: tuple[tuple[str, str, int], ...]
    publishers: tuple[tuple[str, str, int], ...]
    traits: Mapping[str, Mapping[str, int]]
    months: Mapping[str, int]


def statements(
    connection: sqlite3.Connection,
    terms: Terms,
    *,
    limit: int | None = None,
    offset: int = 0,
    after: str | None = None,
    order: Order = Order.NEWEST,
) -> Found:
    """Return the statements that terms ask for, with the newest day first, said or else published; or the best.

    Those of one day come by document, and by their place in its text; those without a day last. `after` is the `next`
    of the part before, for lists in the order of days: however many statements come in meanwhile, none is listed twice
    or left out. Raises QueryError for terms that ask for nothing that there can be.
    """
    if order is Order.BEST and after is not None:
        raise QueryError("`after` goes with the order of days: lists of the best go on with an offset")
    sought = asked(connection, terms)
    total = count(connection, sought)
    if order is Order.BEST and terms.like is not None:
        rows = connection.execute(
            f"SELECT {_place(sought)}, statements.id FROM {sought.tables} WHERE {sought.where}",  # noqa: S608 - see Asked
            sought.parameters,
        ).fetchall()
        rank = {number: place for place, number in enumerate(terms.listed)}
        best = sorted(rows, key=lambda row: rank[row[0]])[offset:][:limit]
        return Found(ids=tuple(id_ for _, id_ in best), total=total)
    if order is Order.BEST and sought.words is not None:
        ids = _best(connection, sought, total, limit, offset)
        return Found(ids=ids, total=total)
    part = sought
    if after is not None:
        part = sought.narrowed(f"{_place(sought)} > ?", _number(after))
    wanted = -1 if limit is None else limit + 1  # one more tells whether the list goes on
    rows = connection.execute(
        f"SELECT {_place(sought)}, statements.id FROM {_by(part, total)} WHERE {part.where} "  # noqa: S608 - see Asked
        f"ORDER BY {_place(sought)} LIMIT ? OFFSET ?",
        (*part.parameters, wanted, offset),
    ).fetchall()
    page = rows if limit is None else rows[:limit]
    more = limit is not None and len(rows) > limit
    return Found(ids=tuple(id_ for _, id_ in page), total=total, next=f"{page[-1][0]:x}" if more and page else None)


def count(connection: sqlite3.Connection, sought: Asked) -> int:
    """Return how many statements fit."""
    if sought.words is not None and not sought.conditions:
        row = connection.execute("SELECT COUNT(*) FROM words WHERE words MATCH ?", (sought.words,)).fetchone()
    else:
        row = connection.execute(
            f"SELECT COUNT(*) FROM {sought.tables} WHERE {sought.where}",  # noqa: S608 - see Asked
            sought.parameters,
        ).fetchone()
    return int(row[0])


def facets(connection: sqlite3.Connection, terms: Terms) -> Facets:
    """Return how many of the statements that terms ask for have what."""
    import numpy as np  # which other lists do without

    sought = asked(connection, terms)
    rows = connection.execute(
        f"SELECT source << {BITS} | traits, (COALESCE(publisher, 0) << {DAY_BITS}) | ({_place(sought)} >> {DAY_SHIFT}) "  # noqa: S608 - see Asked
        f"FROM {sought.tables} WHERE {sought.where}",
        sought.parameters,
    )
    packed = np.fromiter(chain.from_iterable(rows), dtype=np.int64).reshape(-1, 2)  # two numbers a row, not four

    def counted(numbers: "NDArray[np.int64]") -> Counter[int]:
        if len(numbers) < _MANY:
            there, counts = np.unique(numbers, return_counts=True)
        else:  # they are not large
            each = np.bincount(numbers)
            there = np.flatnonzero(each)
            counts = each[there]
        return Counter(dict(zip(there.tolist(), counts.tolist(), strict=True)))

    sources, traits = (counted(part) for part in (packed[:, 0] >> BITS, packed[:, 0] & (1 << BITS) - 1))
    publishers, days = (counted(part) for part in (packed[:, 1] >> DAY_BITS, packed[:, 1] & (1 << DAY_BITS) - 1))
    publishers.pop(0, None)
    months = Counter[str]()
    for back, statements in days.items():
        if (day := day_of(back << DAY_SHIFT)) is not None:
            months[date.fromordinal(day).isoformat()[:7]] += statements
    return Facets(
        total=len(packed),
        sources=tuple(_named(connection, sources)),
        publishers=tuple(_named(connection, publishers)),
        traits={trait: dict(tallied.most_common()) for trait, tallied in tally(traits.items()).items()},
        months=dict(sorted(months.items(), reverse=True)),
    )


def documents(
    connection: sqlite3.Connection,
    *,
    publisher: str | None = None,
    headline: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Found:
    """Return the documents, of one publisher where its id, name or alias is given; the newest first.

    `headline` is as in `kg.store.terms.Terms`; raises QueryError for one that can't be looked for.
    """
    conditions, values = ["1"], list[str]()
    if publisher is not None:
        conditions.append(f"publisher IN ({', '.join(map(str, called(connection, publisher)))})")
    if headline:
        conditions.append("number IN (SELECT rowid FROM headlines WHERE headlines MATCH ?)")
        values.append(expression(headline, columns="headline"))
    where = " AND ".join(conditions)
    (total,) = connection.execute(f"SELECT COUNT(*) FROM documents WHERE {where}", values).fetchone()  # noqa: S608 - ours
    rows = connection.execute(
        f"SELECT id FROM documents WHERE {where} ORDER BY published DESC, id LIMIT ? OFFSET ?",  # noqa: S608 - ours
        (*values, -1 if limit is None else limit, offset),
    )
    return Found(ids=tuple(id_ for (id_,) in rows), total=total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A source's id, how many statements it has, and in how many documents."""

    id: str
    statements: int
    documents: int


def sources(
    connection: sqlite3.Connection,
    *,
    name: str | None = None,
    kind: Kind | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[Sequence[Counted], int]:
    """Return the sources, the most quoted first, then by name; and how many there are.

    Each word of `name` begins a word of one of their names. Raises QueryError for a name that can't be looked for.
    """
    conditions, values = ["one = number AND known"], list[str]()
    for each in _each_word(name):
        conditions.append(
            "number IN (SELECT labels.source FROM names JOIN labels ON labels.number = names.rowid WHERE names MATCH ?)"
        )
        values.append(each)
    if kind is not None:
        conditions.append("kind = ?")
        values.append(kind.value)
    where = " AND ".join(conditions)
    (total,) = connection.execute(f"SELECT COUNT(*) FROM sources WHERE {where}", values).fetchone()  # noqa: S608 - ours
    rows = connection.execute(
        f"SELECT id, statements, documents FROM sources WHERE {where} "  # noqa: S608 - ours
        "ORDER BY statements DESC, name, id LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    )
    return [Counted(id=id_, statements=s, documents=d) for id_, s, d in rows], total


def source(connection: sqlite3.Connection, id_or_name: str) -> Counted | None:
    """Return the source with this id, name or alias, the most quoted one of several; None where there is none."""
    numbers = ", ".join(map(str, called(connection, id_or_name)))
    row = connection.execute(
        f"SELECT id, statements, documents FROM sources WHERE number IN ({numbers}) "  # noqa: S608 - numbers
        "ORDER BY statements DESC, name, id LIMIT 1"
    ).fetchone()
    return Counted(id=row[0], statements=row[1], documents=row[2]) if row is not None else None


def publishers(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of those who publish documents, by the alphabet."""
    rows = connection.execute(
        "SELECT DISTINCT name FROM sources WHERE number IN (SELECT DISTINCT publisher FROM documents) ORDER BY name"
    )
    return tuple(name for (name,) in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much an index lists; each table has its largest number first."""

    documents: int
    not_extracted: int
    statements: int
    named_sources: int
    unnamed_sources: int
    by_act: Mapping[str, int]
    by_language: Mapping[str, int]
    by_publisher: Mapping[str, int]


def totals(connection: sqlite3.Connection) -> Totals:
    """Return how much there is."""
    languages = connection.execute(
        "SELECT language, COUNT(*), SUM(NOT extracted) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()
    named = dict(connection.execute("SELECT named, COUNT(*) FROM sources WHERE one = number AND known GROUP BY 1"))
    traits = connection.execute("SELECT traits, COUNT(*) FROM statements GROUP BY 1").fetchall()
    publishers = connection.execute(
        "SELECT sources.name, SUM(n) FROM (SELECT publisher, COUNT(*) AS n FROM documents GROUP BY 1) "
        "JOIN sources ON sources.number = publisher GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return Totals(
        documents=sum(each[1] for each in languages),
        not_extracted=sum(each[2] for each in languages),
        statements=sum(each[1] for each in traits),
        named_sources=named.get(1, 0),
        unnamed_sources=named.get(0, 0),
        by_act=dict(sorted(tally(traits)["act"].items(), key=lambda each: (-each[1], each[0]))),
        by_language={language: documents for language, documents, _ in languages},
        by_publisher=dict(publishers.fetchall()),
    )


def statements_in(connection: sqlite3.Connection, documents: Sequence[str]) -> dict[str, int]:
    """Return how many statements each of these documents has."""
    marks = ", ".join("?" * len(documents))
    rows = connection.execute(f"SELECT id, statements FROM documents WHERE id IN ({marks})", documents)  # noqa: S608
    return dict(rows.fetchall())


def _each_word(name: str | None) -> Iterator[str]:
    """Yield the expression of each word of a name; raises QueryError for a name without letters or digits."""
    return (f"label : {start(word)}" for word in words_of(name))


def _best(connection: sqlite3.Connection, sought: Asked, total: int, limit: int | None, offset: int) -> tuple[str, ...]:
    among = sought
    if total > RANKED:
        last = connection.execute(
            f"SELECT words.rowid FROM {sought.tables} WHERE {sought.where} "  # noqa: S608 - see Asked
            "ORDER BY words.rowid LIMIT 1 OFFSET ?",
            (*sought.parameters, RANKED - 1),
        ).fetchone()
        among = sought.narrowed("words.rowid <= ?", last[0])
    tables = sought.tables if sought.conditions else "words"
    rows = connection.execute(
        "SELECT id FROM statements JOIN (SELECT words.rowid AS place, words.rank AS fit "  # noqa: S608 - see Asked
        f"FROM {tables} WHERE {among.where} ORDER BY fit, place LIMIT ? OFFSET ?) ON number = place "
        "ORDER BY fit, place",
        (*among.parameters, -1 if limit is None else limit, offset),
    )
    return tuple(id_ for (id_,) in rows)


def _place(sought: Asked) -> str:
    return "statements.number" if sought.words is None else "words.rowid"


def _by(sought: Asked, total: int) -> str:
    """Return the tables to read a part of a list from: in the order of the list where much fits."""
    if sought.words is None and sought.conditions and total > FEW:
        return "statements NOT INDEXED"
    return sought.tables


def _number(after: str) -> int:
    try:
        number = int(after, 16)
    except ValueError:
        number = -1
    if not 0 <= number <= _LARGEST:
        raise QueryError(f"{after[:40]!r} is no place in a list: give the `next` of the part before")
    return number


def _named(connection: sqlite3.Connection, counts: Counter[int]) -> Iterator[tuple[str, str, int]]:
    for number, statements in sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_TOP]:
        id_, name = connection.execute("SELECT id, name FROM sources WHERE number = ?", (number,)).fetchone()
        yield id_, name, statements
