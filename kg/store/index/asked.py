"""What is asked of an index, as SQL: only numbers, and texts as parameters, come from outside."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from kg.errors import QueryError
from kg.model import Kind, Source
from kg.store.index.numbers import number
from kg.store.index.traits import ENUMS, LOWEST, fitting, masked, tenths
from kg.store.index.words import expression, start
from kg.store.index.writing import same
from kg.store.terms import Terms

Member = TypeVar("Member", bound=StrEnum)

_ALL_TRAITS = """
    WITH RECURSIVE each (traits) AS (
        SELECT MIN(traits) FROM statements UNION ALL
        SELECT (SELECT MIN(traits) FROM statements WHERE traits > each.traits) FROM each WHERE traits IS NOT NULL)
    SELECT traits FROM each WHERE traits IS NOT NULL
"""
"""From one number to the next that there is: a few steps instead of a look at each statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Conditions on the rows of `statements`: an FTS5 expression on their words, and SQL on themselves."""

    words: str | None
    conditions: tuple[str, ...]
    values: tuple[int | str, ...]

    @property
    def tables(self) -> str:
        """The tables to read, the one that narrows most first."""
        if self.words is None:
            return "statements"
        return "words CROSS JOIN statements ON statements.number = words.rowid"

    @property
    def where(self) -> str:
        """The conditions as SQL; "1" where there are none."""
        words = ("words MATCH ?",) if self.words is not None else ()
        return " AND ".join((*words, *self.conditions)) or "1"

    @property
    def parameters(self) -> tuple[int | str, ...]:
        """The values of the conditions, in order."""
        return (*((self.words,) if self.words is not None else ()), *self.values)

    def narrowed(self, condition: str, *values: int) -> "Asked":
        """Return this with one more condition."""
        return Asked(words=self.words, conditions=(*self.conditions, condition), values=(*self.values, *values))


def asked(connection: sqlite3.Connection, terms: Terms) -> Asked:
    """Return what terms ask for; raises QueryError for words that can't be looked for, and values that there aren't."""
    words: list[str] = []
    conditions: list[str] = []
    values: list[int | str] = []
    if terms.about:
        words.append(expression(terms.about, columns="said by", also=lambda word: _names_elsewhere(connection, word)))
    if terms.source is not None:
        numbers = called(connection, terms.source)
        words_of_it = _any(f"s{each}" for each in members(connection, numbers))
        if words and words_of_it:
            words.append(words_of_it)
        conditions.append(f"statements.source IN ({_listed(numbers)})")
    if terms.through is not None:
        on_the_way = _any(f"v{each}" for each in members(connection, called(connection, terms.through)))
        if on_the_way:
            words.append(on_the_way)
        else:
            conditions.append("0")
    if terms.had_from is not None:
        conditions.append(_handed(connection, terms.had_from, terms.through))
    if terms.publisher is not None:
        conditions.append(f"statements.publisher IN ({_listed(called(connection, terms.publisher))})")
    if terms.document is not None:
        conditions.append("statements.document = (SELECT number FROM documents WHERE id = ?)")
        values.append(terms.document)
    if terms.headline:
        conditions.append("statements.document IN (SELECT rowid FROM headlines WHERE headlines MATCH ?)")
        values.append(expression(terms.headline, columns="headline"))
    if traits := _traits(connection, terms, rare=not words):
        conditions.append(traits)
    for condition, *its in _numbers(terms, "words.rowid" if words else "statements.number"):
        conditions.append(condition)
        values += its
    together = " AND ".join(words) if words else None
    return Asked(words=together, conditions=tuple(conditions), values=tuple(values))


def _handed(connection: sqlite3.Connection, of: str, by: str | None) -> str:
    """Return the condition that somebody, or this one, hands a statement on that he has from another directly."""
    ends = (("relayed", of), *((("relayer", by),) if by is not None else ()))
    where = (f"{end} IN ({_listed(members(connection, called(connection, whom)))})" for end, whom in ends)
    return f"statements.number IN (SELECT statement FROM relays WHERE {' AND '.join(where)})"  # noqa: S608 - numbers


def _numbers(terms: Terms, place: str) -> Iterator[tuple[str, *tuple[int | str, ...]]]:
    """Yield the conditions on days, and on which statements are listed, with their values."""
    if terms.like is not None:
        yield f"{place} IN (SELECT value FROM json_each(?))", json.dumps(terms.listed)  # noqa: S608 -- a column's name
    if terms.since is not None:
        yield "statements.until >= ?", terms.since.toordinal()
    if terms.until is not None:
        yield f"{place} BETWEEN ? AND ?", number(terms.until.toordinal(), 0, 0), number(None, 0, 0) - 1


def called(connection: sqlite3.Connection, id_or_name: str) -> list[int]:
    """Return the source with this id, or else those with this name, in another spelling too, or with this alias.

    Of sources that were judged to be one it is the one that they are.
    """
    whole = connection.execute(
        "SELECT one.number FROM sources s JOIN sources one ON one.number = s.one WHERE s.id = ? AND one.known",
        (id_or_name,),
    ).fetchone()
    if whole:
        return [int(whole[0])]
    spelled = Source.of_name(id_or_name, Kind.UNKNOWN).id
    rows = connection.execute(
        "SELECT source FROM labels WHERE shown AND same = ? UNION "
        "SELECT one.number FROM sources s JOIN sources one ON one.number = s.one WHERE s.id = ? AND one.known",
        (same(id_or_name), spelled),
    )
    return [int(row[0]) for row in rows]


def members(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[int]:
    """Return these sources with all that are one with one of them."""
    wanted = list(numbers)
    rows = connection.execute(
        f"SELECT number FROM sources WHERE one <> number AND one IN ({_listed(wanted)})"  # noqa: S608 - numbers
    )
    return [*wanted, *(int(row[0]) for row in rows)]


def _names_elsewhere(connection: sqlite3.Connection, word: str) -> str:
    """Return the expression of the sources of which a word begins a word of one name, and of another it does not.

    What a document calls a source stands among the words of its statements; by what it is called elsewhere, and only
    there, it is found by its number.
    """
    rows = connection.execute(
        "SELECT source FROM (SELECT l.source AS source, COUNT(*) AS found FROM names "
        "JOIN labels l ON l.number = names.rowid WHERE names MATCH ? GROUP BY l.source) AS some "
        "WHERE found < (SELECT COUNT(*) FROM labels WHERE shown AND labels.source = some.source)",
        (f"label : {start(word)}",),
    ).fetchall()
    return _any(f"{way}{each}" for each in members(connection, (row[0] for row in rows)) for way in "sv")


def _traits(connection: sqlite3.Connection, terms: Terms, *, rare: bool) -> str | None:
    """Return the condition on traits: by the index of them, where they are all that is `rare`, or row by row."""
    wanted: dict[str, object] = {}
    for field, enum in ENUMS.items():
        if (value := getattr(terms, field)) is not None:
            wanted[field] = _member(enum, value)
    if terms.named is not None:
        wanted["named"] = terms.named
    if not wanted and terms.confidence is None:
        return None
    if not rare:
        mask, value = masked(wanted)
        least = f" AND statements.traits & {LOWEST} >= {tenths(terms.confidence)}" if terms.confidence else ""
        return f"statements.traits & {mask} = {value}{least}"
    rows = connection.execute(_ALL_TRAITS)
    return f"statements.traits IN ({_listed(fitting((row[0] for row in rows), wanted, least=terms.confidence))})"


def _any(words: Iterable[str]) -> str:
    listed = list(words)
    return f"via : ({' OR '.join(listed)})" if listed else ""


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(int(each)) for each in numbers)


def _member(enum: type[Member], value: str) -> Member:
    try:
        return enum(value)
    except ValueError:
        raise QueryError(f"{value!r} is no {enum.__name__.lower()}: use one of {', '.join(enum)}") from None
