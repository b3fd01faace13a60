"""Forms of one name: `data/names.toml`."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.model import name_key
from kg.settings import data_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """What the parts of names are worth when two names are compared; all words are in lower case.

    `given` maps a first name to the usual forms of its families (Ted is an Edward or a Theodore); `words` maps a word
    of an organisation's name to its usual spelling, `ordinals` first to "1". `gender` has the first names that are
    surely a woman's or a man's, "female" or "male".
    """

    given: Mapping[str, frozenset[str]]
    gender: Mapping[str, str]
    words: Mapping[str, str]
    ordinals: Mapping[str, str]
    legal: frozenset[str]
    tail: frozenset[str]
    small: frozenset[str]
    honorific: frozenset[str]
    generation: frozenset[str]
    particle: frozenset[str]
    region: frozenset[str]


@cache
def forms() -> Forms:
    """Return the project's forms of names."""
    data = tomllib.loads(data_file("names.toml").read_text(encoding="utf-8"))
    sets = ("legal", "tail", "small", "honorific", "generation", "particle", "region")
    given: dict[str, set[str]] = defaultdict(set)
    for usual, form in _families(data["given"]):
        given[form].add(usual)
    return Forms(
        given={form: frozenset(usual) for form, usual in given.items()},
        gender={name: gender for gender in ("female", "male") for name in data[gender].split()},
        words={form: usual for usual, form in _families([*data["place"], *data["word"]])},
        ordinals={word: str(number) for number, word in enumerate(data["ordinal"].split(), 1)},
        **{name: frozenset(data[name].split()) for name in sets},
    )


def gender_of(name: str) -> str | None:
    """Return "female" or "male" where the first of several words of a person's name surely tells, else None."""
    first, *others = name_key(name).split()
    return forms().gender.get(first) if others else None


def is_given(word: str) -> bool:
    """Tell whether a word is known as a first name."""
    key = name_key(word)
    return key in forms().gender or key in forms().given


def _families(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        usual, *others = line.split()
        yield from ((usual, form) for form in (usual, *others))
