"""A made-up world of sources with the spellings that papers give them: as many as one likes, the same from one seed.

All words are made here. A few sources have many spellings, most have one: how many follows Zipf's law.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.benchmark.coined import listed
from kg.model import Kind, name_key

_MOST_SPELLINGS = 20
_MANY = 0.08
"""How many spellings the first source would have, as a share of all; the n-th has an n-th of that, one at least."""
_PERSONS = 2 / 3


def _pairs(words: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs in a string such as "Michael=Mike Thomas=Tom"."""
    return tuple((one, other) for one, _, other in (word.partition("=") for word in words.split()))


_STARTS = listed("b br ch d dr f fr g gr h j k kh kl kr l m n p pr r s sh sl st t tr v w y z zh")
_VOWELS = listed("a e i o u ai ei ou")
_ENDS = listed("ck dt l ld m n nd ng nn r rd rt s sk tt ll x")
_SUFFIXES = listed("ov ev in sky enko ic son sen berg mann stein ley ton well a i o ez is ian")
_PLACES = listed("Alder Birch Cedar Elm Fern Grove Hazel Iron Juniper Kestrel Linden Maple Nettle Oak Pine Quarry")
_FIELDS = listed(
    """
    Agriculture Archives Arms Astronomy Botany Chemistry Climate Customs Defence Economics Education Energy Fisheries
    Forestry Geology Health History Housing Hydrology Insurance Labour Language Logistics Medicine Metals Migration
    Mining Nutrition Optics Physics Polar Rail Seismology Shipping Statistics Taxation Textiles Tourism Trade
    """
)
_BODIES = listed("Agency Association Authority Board Bureau Centre Commission Council Federation Institute Ministry")
_GIVEN = listed(
    """
    Abdel Alexander Alexei Andrei Anna Benjamin Catherine Charles Clara Daniel David Dmitry Edward Elena Elizabeth
    Emma Fatima Fyodor George Grigory Hana Helen Henrik Ibrahim Ingrid James Jamal Joseph Julia Karim Kenneth Khaled
    Laura Lawrence Leila Lucas Marta Matthew Michael Mikhail Mohammed Natalia Nikolai Nina Olga Omar Oscar Patrick
    Pavel Petra Philip Rachel Richard Robert Rosa Samuel Sergei Simon Sofia Stephen Thomas Timothy Vera Victor Yusuf
    """
)
_FORMS = dict(
    _pairs(
        """
        Alexander=Aleksandr Alexei=Aleksey Andrei=Andrey Benjamin=Ben Catherine=Katherine Charles=Charlie Daniel=Dan
        Dmitry=Dmitri Edward=Ed Elizabeth=Liz Fyodor=Fedor Grigory=Grigori Ibrahim=Ebrahim James=Jim Jamal=Gamal
        Joseph=Joe Julia=Yulia Kenneth=Ken Khaled=Khalid Lawrence=Larry Matthew=Matt Michael=Mike Mohammed=Muhammad
        Natalia=Nataliya Nikolai=Nikolay Omar=Umar Patrick=Pat Philip=Phillip Richard=Rick Robert=Bob Samuel=Sam
        Sergei=Sergey Sofia=Sofiya Stephen=Steven Thomas=Tom Timothy=Tim Victor=Viktor Yusuf=Youssef
        """
    )
)
_RESPELLED = _pairs("sky=skyy sky=skiy ov=off kh=h ei=ey ou=u w=v sh=sch ic=ich ck=k nn=n zh=j ai=ay tt=t")
_SWAPPED = dict(_pairs("Centre=Center Defence=Defense Labour=Labor and=& Institute=Inst."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One spelling of a source's name; `who` numbers the sources."""

    name: str
    kind: Kind
    who: int


class World:
    """Sources and their spellings, drawn from a seed; no two spellings are one by `name_key`."""

    def __init__(self, seed: int) -> None:
        """Begin a world; the same seed gives the same one."""
        self._random = random.Random(seed)  # noqa: S311 -- nothing secret
        self._seen: set[str] = set()

    def spellings(self, size: int) -> list[Spelling]:
        """Return so many spellings, in a mixed order."""
        made: list[Spelling] = []
        who = 0
        while len(made) < size:
            made += self._source(who, max(1, min(_MOST_SPELLINGS, round(size * _MANY / (who + 1)))))
            who += 1
        del made[size:]
        self._random.shuffle(made)
        return made

    def _source(self, who: int, most: int) -> Iterator[Spelling]:
        """Yield the spellings of a new source."""
        kind = Kind.PERSON if self._random.random() < _PERSONS else Kind.ORGANIZATION
        make, vary = (self._person, _of_person) if kind is Kind.PERSON else (self._body, _of_body)
        name = make()
        while not self._is_new(name):
            name = make()
        yield Spelling(name=name, kind=kind, who=who)
        tries = (_varied(name, vary, self._random) for _ in range(3 * most))
        for other in islice(filter(self._is_new, tries), most - 1):
            yield Spelling(name=other, kind=kind, who=who)

    def _is_new(self, name: str) -> bool:
        key = name_key(name)
        new = key not in self._seen
        self._seen.add(key)
        return new

    def _person(self) -> str:
        middle = f" {self._random.choice('ABCDEFGHJKLMNPRSTVW')}." if self._random.random() < 0.2 else ""
        return f"{self._random.choice(_GIVEN)}{middle} {self._word().title()}"

    def _body(self) -> str:
        field, other = self._random.sample(_FIELDS, 2)
        place = self._random.choice((self._random.choice(_PLACES), self._word().title()))
        subject = field if self._random.random() < 0.5 else f"{field} and {other}"
        return f"{place} {self._random.choice(_BODIES)} of {subject}"

    def _word(self) -> str:
        pick = self._random.choice
        syllables = [pick(_STARTS) + pick(_VOWELS) + (pick(_ENDS) if self._random.random() < 0.4 else "")]
        if self._random.random() < 0.6:
            syllables.append(pick(_STARTS) + pick(_VOWELS))
        return "".join(syllables) + pick(_SUFFIXES)


def _varied(name: str, vary: Callable[[str, random.Random], str], chance: random.Random) -> str:
    for _ in range(chance.choice((1, 1, 2))):
        name = vary(name, chance)
    return name


def _of_person(name: str, chance: random.Random) -> str:
    """Return a person's name as another paper might print it."""
    first, *middles, last = name.split()
    how = chance.randrange(4)
    if how == 0 and first in _FORMS:
        first = _FORMS[first]
    elif how == 1:
        middles = [] if middles else [f"{last[0]}."]
    else:
        last = _respelled(last, chance)
    return " ".join((first, *middles, last))


def _of_body(name: str, chance: random.Random) -> str:
    """Return an organisation's name as another paper might print it."""
    place, *rest = name.split()
    how = chance.randrange(4)
    if how == 0 and rest[1:2] == ["of"]:
        return " ".join((place, *rest[2:], rest[0]))
    if how == 1:
        return " ".join(_SWAPPED.get(word, word) for word in name.split())
    if how == 2:
        return f"{name} Group"
    return " ".join((_respelled(place, chance), *rest))


def _respelled(word: str, chance: random.Random) -> str:
    """Return a word with one sound written otherwise, or with a slip of the pen where it has no such sound."""
    fitting: Sequence[tuple[str, str]] = [(old, new) for old, new in _RESPELLED if old in word.lower()]
    if fitting:
        old, new = chance.choice(fitting)
        return word.lower().replace(old, new, 1).title()
    place = chance.randrange(2, len(word)) if len(word) > 2 else 1
    return word[:place] + word[place - 1] + word[place:]
