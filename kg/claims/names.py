"""Names in contents: which words are one, and which two may name the same."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, RdfFormat, parse

from kg.claims.lexicon import ClaimLexicon, claim_lexicon
from kg.claims.words import fold
from kg.settings import data_file

_NAMING = ("prefLabel", "altLabel", "capital", "demonym")
_LONGEST, _SHORT = 5, 3
"""Words of a known name at most; letters up to which a known name may be a word as well: WHO, US."""
_TOKEN_PARTS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name in a content: its words folded, the entry that it means (or ""), its place and how many words it has.

    `sure` is whether it is a name for certain: a word that only begins the content has a capital anyway.
    """

    words: tuple[str, ...]
    entry: str
    sure: bool
    place: int
    count: int
    text: str

    def may_be(self, other: "Name") -> bool:
        """Tell whether two names can mean one: the same entry, a part of the other, an acronym of it."""
        if self.entry and other.entry:
            return self.entry == other.entry
        one, two = sorted((self.words, other.words), key=len)
        if set(one) <= set(two):
            return True
        return len(one) == 1 and len(two) > 1 and one[0] == "".join(word[0] for word in two)


class Gazetteer:
    """Known names, with the key of what each means."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take names with keys; of names with several keys the last counts."""
        self._keys: dict[tuple[str, ...], str] = {}
        for name, key in names:
            self._keys[_parts(name)] = key

    def find(self, words: Sequence[str]) -> tuple[int, str]:
        """Return how many of the words, from the first on, are the longest known name, and its key; or 0 and ""."""
        for count in range(min(_LONGEST, len(words)), 0, -1):
            if (key := self._keys.get(tuple(part for word in words[:count] for part in _parts(word)))) is not None:
                return count, key
        return 0, ""


@cache
def gazetteer() -> Gazetteer:
    """Return the names of `data/authority.ttl` and of `data/claims.toml`, read once."""
    names: list[tuple[str, str]] = []
    by_name: dict[str, str] = {}
    for quad in parse(path=str(data_file("authority.ttl")), format=RdfFormat.TURTLE):
        term = str(quad.predicate.value).rsplit("#", 1)[-1]
        if term in _NAMING and isinstance(quad.object, Literal):
            names.append((quad.object.value, str(quad.subject)))
            by_name.setdefault(quad.object.value, str(quad.subject))
    for name, other in claim_lexicon().known.items():
        names.append((name, by_name.get(other, other)))
    return Gazetteer(names)


def names_in(
    words: Sequence[str], lexicon: ClaimLexicon, known: Gazetteer, calendar: Mapping[str, str] | frozenset[str]
) -> list[Name]:
    """Return the names among the words of a content: runs of capitalised words, cut where known names end."""
    found: list[Name] = []
    at = 0
    while at < len(words):
        word = words[at]
        if not word[:1].isupper() or fold(word) in calendar or fold(word) == "i":
            at += 1
            continue
        end = at
        while end < len(words) and (words[end][:1].isupper() and fold(words[end]) not in calendar):
            end += 1
        found += _run(words, at, end, lexicon, known)
        at = end
    return found


def _run(words: Sequence[str], begin: int, end: int, lexicon: ClaimLexicon, known: Gazetteer) -> list[Name]:
    """Return the names of one run of capitalised words."""
    found: list[Name] = []
    at, rest = begin, begin
    opens = begin == 0
    while at < end:
        count, key = known.find(words[at:end])
        if count and (count > 1 or len(words[at]) > _SHORT or words[at].isupper()):
            found += _unknown(words, rest, at, lexicon, opens=opens)
            found.append(_name(words, at, at + count, key, sure=True))
            at += count
            rest = at
        else:
            at += 1
    return found + _unknown(words, rest, end, lexicon, opens=opens)


def _unknown(words: Sequence[str], begin: int, end: int, lexicon: ClaimLexicon, *, opens: bool) -> list[Name]:
    while begin < end and fold(words[begin]).rstrip(".") in lexicon.titles:
        begin += 1
    if begin >= end:
        return []
    acronym = words[begin].isupper() and len(words[begin]) > 1
    return [_name(words, begin, end, "", sure=acronym or begin > 0 or (opens and end - begin > 1))]


def _name(words: Sequence[str], begin: int, end: int, key: str, *, sure: bool) -> Name:
    text = " ".join(words[begin:end])
    return Name(words=_parts(text), entry=key, sure=sure, place=begin, count=end - begin, text=text)


def _parts(name: str) -> tuple[str, ...]:
    """Return the folded words of a name: "U.S." is one of them, and so is "Kim's"."""
    bare = fold(name.replace("’", "'")).replace(".", "").replace("'s", "")
    return tuple(part for part in _TOKEN_PARTS.findall(bare) if part not in ("the", "of"))
