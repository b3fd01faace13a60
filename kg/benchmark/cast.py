"""The sources, publishers and agencies of a made-up corpus, each a function of its rank: the first are quoted most."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.benchmark.coined import Zipf, coined, listed
from kg.model import Kind, Reason, Source

SOURCES = 500_000
"""How many named sources there can be: of a million statements a fifth of them come to speak."""
PUBLISHERS = 400
_AGENCIES = 12
_COUNTRIES = 100
_SURNAMES, _PLACES, _OTHERS, _TOWNS = 100_000, 200_000, 400_000, 700_000
"""From which number on words are coined for them, so that nothing is called as something else."""
_BEARERS = 7
"""How many persons bear one surname."""
_SHARED = 4
"""How many bodies lie in one place."""


_GIVEN = listed(
    """
    Ada Aldo Alma Amir Anja Anton Bela Boris Carla Cem Clara Dario Dina Edith Elias Emil Enzo Erik Esra Fay Felix Greta
    Hanna Hugo Ida Igor Ines Ivan Jana Joan Jonas Kaya Lars Lena Leon Lina Luca Maja Marek Mila Mona Nadia Nils Noor
    Olga Oskar Paola Pia Rafael Rita Rosa Sami Sara Selma Stefan Tara Tessa Theo Toni Ulla Vera Wanda Yara Yuri Zoe
    """
)
_BODIES = listed("Ministry Agency Board Bureau Council Authority Institute Commission")
_FIELDS = listed("Trade Defence Health Energy Labour Justice Finance Transport Fisheries Culture Security Housing")
_PAPERS = listed("Herald Chronicle Ledger Observer Courier Gazette Monitor Standard Tribune Dispatch")
_KINDS = (*11 * (Kind.PERSON,), *5 * (Kind.ORGANIZATION,), Kind.GROUP, Kind.MEDIA, Kind.DOCUMENT, Kind.ORGANIZATION)
_UNNAMED: Sequence[tuple[str, Kind]] = (
    ("officials", Kind.GROUP),
    ("an official", Kind.PERSON),
    ("two officials", Kind.GROUP),
    ("a person familiar with the matter", Kind.PERSON),
    ("people close to the talks", Kind.GROUP),
    ("analysts", Kind.GROUP),
    ("a spokesman", Kind.PERSON),
    ("residents", Kind.GROUP),
    ("some", Kind.UNKNOWN),
    ("a senior aide", Kind.PERSON),
    ("experts", Kind.GROUP),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A named source, the words for it after its first mention, and why these are taken to mean it."""

    source: Source
    later: str
    first: Reason
    again: Reason


@lru_cache(maxsize=65_536)
def speaker(rank: int) -> Speaker:
    """Return the named source of a rank below `SOURCES`; no two have the same id."""
    kind = Kind.COUNTRY if rank < _COUNTRIES and rank % 4 == 1 else _KINDS[rank * 7 % len(_KINDS)]
    if kind is Kind.PERSON:
        given, surname = _GIVEN[rank % len(_GIVEN)], coined(_SURNAMES + rank // _BEARERS).title()
        aliases = (f"{given[0]}. {surname}",) if rank % 9 == 0 else ()
        source = Source.of_name(f"{given} {surname}", kind, aliases)
        return Speaker(source=source, later=surname, first=Reason.FULL_NAME, again=Reason.SHORT_NAME)
    if kind is Kind.ORGANIZATION:
        place, body = coined(_PLACES + rank // _SHARED).title(), _BODIES[rank % len(_BODIES)]
        name = f"{place} {body} of {_FIELDS[rank % len(_FIELDS)]}"
        source = Source.of_name(name, kind, (f"{place} {body}",) if rank % 3 == 0 else ())
        return Speaker(source=source, later=f"the {body.lower()}", first=Reason.AUTHORITY, again=Reason.DESCRIPTION)
    word = coined(_OTHERS + rank // 2).title()
    name = {
        Kind.COUNTRY: word,
        Kind.GROUP: f"{word} Farmers",
        Kind.MEDIA: f"{word} Radio",
        Kind.DOCUMENT: f"{word} Report",
    }[kind]
    return Speaker(source=Source.of_name(name, kind), later=name, first=Reason.AUTHORITY, again=Reason.AUTHORITY)


@lru_cache(maxsize=PUBLISHERS)
def publisher(rank: int) -> Source:
    """Return the newspaper of a rank below `PUBLISHERS`."""
    return Source.of_name(f"The {coined(_TOWNS + rank).title()} {_PAPERS[rank % len(_PAPERS)]}", Kind.MEDIA)


@lru_cache(maxsize=_AGENCIES)
def _agency(rank: int) -> Source:
    return Source.of_name(f"{coined(_TOWNS + PUBLISHERS + rank).title()} Wire", Kind.MEDIA)


@lru_cache(maxsize=65_536)
def unsure(source: Source) -> Source:
    """Return a source as an article has it that does not show what it is."""
    return Source(id=source.id, name=source.name, kind=Kind.UNKNOWN, named=True)


class Cast:
    """Draws who speaks, by Zipf's law."""

    def __init__(self, chance: random.Random) -> None:
        """Draw by this chance."""
        self._chance = chance
        self._sources = Zipf(SOURCES)
        self._publishers = Zipf(PUBLISHERS, shift=3.0)
        self._agencies = Zipf(_AGENCIES)

    def speakers(self, number: int) -> list[Speaker]:
        """Return so many named sources, none of them twice: at most so many, therefore."""
        return [speaker(rank) for rank in dict.fromkeys(self._sources.draw(self._chance, number))]

    def publisher(self) -> Source:
        """Return a newspaper."""
        return publisher(self._publishers.one(self._chance))

    def agency(self) -> Source:
        """Return a news agency."""
        return _agency(self._agencies.one(self._chance))

    def unnamed(self) -> tuple[str, Kind]:
        """Return words for somebody without a name, and what they mean."""
        return self._chance.choice(_UNNAMED)

    def reporter(self) -> str:
        """Return a name for a byline."""
        return f"{self._chance.choice(_GIVEN)} {coined(_SURNAMES + self._chance.randrange(500)).title()}"
