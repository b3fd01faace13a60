"""Search terms as SPARQL: which statements a list shows.

What users type reaches SPARQL only as literals that pyoxigraph has escaped, and as regular expressions made of
letters and digits.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TypedDict, TypeVar

from pyoxigraph import Literal, NamedNode

from kg.claims.words import fold
from kg.errors import QueryError
from kg.model import Act, Certainty, Polarity, Status
from kg.rdf import vocabulary as v
from kg.store.derive import in_sparql
from kg.store.judged import Judged

Member = TypeVar("Member", bound=StrEnum)

_WORD = re.compile(r"[^\W_]+")
_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
"""Code points among which the accented forms of a letter are looked for."""


class TermWords(TypedDict, total=False):
    """The fields of `Terms`, for functions that take them one by one."""

    source: str | None
    about: str | None
    publisher: str | None
    document: str | None
    act: Act | str | None
    polarity: Polarity | str | None
    certainty: Certainty | str | None
    named: bool | None
    status: Status | str | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a statement has to be for a list to show it; None means anything.

    `source` and `publisher` are an id, a name or an alias, letter case and a leading "the" aside. Each word of
    `about` begins a word of the content, or of a name of the source or of one that the statement lies within,
    letter case and accents aside; without letters or digits it is refused, unless it is empty, which asks for
    nothing. `status` is the statement's own or its document's. `since` and `until` are compared with the days of
    saying, or where these are unknown with the day of publishing.
    """

    source: str | None = None
    about: str | None = None
    publisher: str | None = None
    document: str | None = None
    act: Act | str | None = None
    polarity: Polarity | str | None = None
    certainty: Certainty | str | None = None
    named: bool | None = None
    status: Status | str | None = None
    since: date | None = None
    until: date | None = None


def pattern(terms: Terms, judged: Judged, find: Callable[[str], Iterable[NamedNode]]) -> str:
    """Return the SPARQL pattern of the statements ?s of documents ?d that the terms ask for, but for `about`.

    It binds ?from and ?to, the days of saying, ?published, and ?position in the document, where they are
    known; `find` finds the sources of an id or a name. Raises QueryError for an act, a polarity, a certainty or a
    status that there isn't.
    """
    names = judged.names
    inside = [
        f"?s {v.IS_PART_OF} ?d .",
        *_of_the_statement(terms),
        f"OPTIONAL {{ ?s {v.SAID_FROM} ?from }}",
        f"OPTIONAL {{ ?s {v.SAID_UNTIL} ?to }}",
        f"OPTIONAL {{ ?s {v.POSITION} ?position }}",
        f"OPTIONAL {{ ?d {v.DATE_PUBLISHED} ?published }}",
    ]
    if terms.document is not None:
        inside.append(f"VALUES ?d {{ {names.document(terms.document)} }}")
    if terms.named is not None:
        inside.append(f"?s {v.ATTRIBUTED_TO} ?found .")
    if terms.publisher is not None:
        publishers = in_sparql(judged.members(find(terms.publisher)))
        inside.append(f"VALUES ?publisher {{ {publishers} }} ?d {v.PUBLISHER} ?publisher .")
    outside = []
    if terms.named is not None:
        nobody = f"GRAPH {names.graph('sources')} {{ ?found a {v.UNNAMED_SOURCE} }}"
        unnamed = f"EXISTS {{ {nobody} {judged.not_parted()} }}"
        outside.append(f"FILTER({'NOT ' if terms.named else ''}{unnamed})")
    if terms.since is not None:
        outside.append(f"FILTER(COALESCE(?to, ?from, ?published) >= {_day(terms.since)})")
    if terms.until is not None:
        outside.append(f"FILTER(COALESCE(?from, ?to, ?published) <= {_day(terms.until)})")
    whose = [judged.attributed(find(terms.source))] if terms.source is not None else []
    with_status = [judged.with_status(_member(Status, terms.status))] if terms.status is not None else []
    return "\n".join([*whose, *with_status, "GRAPH ?g {", *inside, "}", *outside])


def saying(word: str, judged: Judged) -> str:
    """Return the SPARQL pattern of the statements ?s in which a word begins so, in what they say or who says it.

    Whoever says it is the source, or that of a statement around it. More than statements may match.
    """
    expression = f'{Literal(word_start(word))}, "i"'
    sources, called = judged.names.graph("sources"), labelled(word)
    judged_so = judged.fitting(called)
    theirs = in_sparql(statement for statement, source in judged.own.items() if source in judged_so)
    return f"""
        {{ GRAPH ?g {{ ?s {v.TEXT} ?text FILTER(REGEX(STR(?text), {expression})) }} }}
        UNION
        {{ {{ SELECT DISTINCT ?source WHERE {{ {{ GRAPH {sources} {{ {called} }} }}
              UNION {{ VALUES ?source {{ {in_sparql(judged.members(judged_so))} }} }} }} }}
           GRAPH ?g {{ ?outer {v.ATTRIBUTED_TO} ?source ; {v.QUOTED_FROM}* ?s }} {judged.not_parted("?outer")} }}
        UNION
        {{ VALUES ?outer {{ {theirs} }} GRAPH ?g {{ ?outer {v.QUOTED_FROM}* ?s }} }}"""


def labelled(word: str) -> str:
    """Return the SPARQL pattern of the sources ?source in one of whose names a word begins so."""
    expression = f'{Literal(word_start(word))}, "i"'
    return f"?source {v.PREF_LABEL}|{v.ALT_LABEL} ?label FILTER(REGEX(STR(?label), {expression}))"


def word_start(word: str) -> str:
    """Return the regular expression, for SPARQL with the flag i, of texts with a word that begins so.

    The word is folded; letters match their accented forms: "Pyongyang" finds "Pyŏngyang", and the other way round.
    """
    return r"(^|[^\p{L}\p{N}\p{M}])" + "".join(f"{_forms(letter)}\\p{{M}}*" for letter in word)


def same_name(variable: str, name: str) -> str:
    """Return the SPARQL condition that a name is the same, letter case and a leading "the" aside."""
    return f"{_plain(f'STR({variable})')} = {_plain(str(Literal(name.strip())))}"


def words_of(text: str | None) -> list[str]:
    """Return the words of a search, folded; none for None and for an empty text, which ask for nothing.

    Raises QueryError for a text without letters or digits: it must not find everything.
    """
    words = _WORD.findall(fold(text or ""))
    if text and not words:
        raise QueryError(f"{text[:60]!r} has no letters or digits, so there is nothing to look for: give a word")
    return words


def _plain(expression: str) -> str:
    return f'REPLACE(LCASE({expression}), "^the ", "")'


def _of_the_statement(terms: Terms) -> Iterator[str]:
    if terms.act is not None:
        yield f"?s {v.ACT} {v.ACTS[_member(Act, terms.act)]} ."
    if terms.polarity is not None:
        yield f"?s {v.POLARITY} {v.POLARITIES[_member(Polarity, terms.polarity)]} ."
    if terms.certainty is not None:
        yield f"?s {v.CERTAINTY} {v.CERTAINTIES[_member(Certainty, terms.certainty)]} ."


@cache
def _forms(letter: str) -> str:
    forms = [chr(point) for point in _LATIN if fold(chr(point)) == letter and chr(point) != letter]
    return f"[{letter}{''.join(forms)}]" if forms else letter


def _member(enum: type[Member], value: str) -> Member:
    try:
        return enum(value)
    except ValueError:
        raise QueryError(f"{value!r} is no {enum.__name__.lower()}: use one of {', '.join(enum)}") from None


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=v.DATE)
