"""The words by which contents are compared, read from `data/claims.toml`."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.claims.words import fold
from kg.settings import data_file

_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_PREFIXES = ("un", "in", "im", "il", "ir", "dis")
_SHORTEST = 3
_KEY = 7
"""Letters of a stem that are compared: "negotiate" and "negotiations" are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLexicon:
    """What words mean for the comparison of contents: folded words, or where one is set beside another, their keys."""

    negations: Mapping[str, str]
    """Negating words, with what stands in their place without the negation."""
    unnegated: frozenset[str]
    """What stands in the place of negating words."""
    together: frozenset[str]
    """Verbs of what two do together."""
    denying: frozenset[str]
    """Verbs that deny what follows them after "to"."""
    affirmed: Mapping[str, str]
    """Words with a negating prefix, with the word without it."""
    contradictories: Mapping[str, frozenset[str]]
    contraries: Mapping[str, frozenset[str]]
    converses: Mapping[str, frozenset[str]]
    modality: Mapping[str, str]
    """Words, with the kind of modality that they show."""
    quantifiers: Mapping[str, str]
    numbers: Mapping[str, float]
    scales: Mapping[str, float]
    shares: Mapping[str, float]
    ordinals: Mapping[str, float]
    near: frozenset[str]
    least: frozenset[str]
    most: frozenset[str]
    units: Mapping[str, str]
    titles: frozenset[str]
    known: Mapping[str, str]
    actors: frozenset[str]
    attributes: frozenset[str]
    """Words before an actor that make no other one of it."""
    irregular: Mapping[str, str]
    synonyms: Mapping[str, str]

    def key(self, word: str) -> str:
        """Return by what a folded word is compared: "shipped", "ships" and "delivered" have one key."""
        base = (self.irregular.get(word) or stem(word))[:_KEY]
        return self.synonyms.get(base, base)


def stem(word: str) -> str:
    """Return a folded word without its regular ending.

    >>> stem("shipped"), stem("companies"), stem("closing"), stem("gas")
    ('ship', 'company', 'clos', 'gas')
    """
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST and not word.endswith(("ss", "us", "is")):
            word = word[: len(word) - len(ending)] + instead
            if ending in ("ing", "ed") and len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word


@cache
def claim_lexicon() -> ClaimLexicon:
    """Return the project's lexicon of comparison, read once."""
    read = tomllib.loads(data_file("claims.toml").read_text(encoding="utf-8"))
    irregular = _table(read["irregular"]["forms"])

    def base(word: str) -> str:
        return (irregular.get(word) or stem(word))[:_KEY]

    synonyms: dict[str, str] = {}
    for line in filter(None, read["synonyms"]["groups"].splitlines()):
        first, *others = map(base, line.split())
        for other in others:
            synonyms.setdefault(other, synonyms.get(first, first))

    def root(word: str) -> str:
        return synonyms.get(base(word), base(word))

    pairs = [_pair(each) for each in read["contradictories"]["pairs"].split()]
    prefixed = {other: one for one, other in pairs if other in {prefix + one for prefix in _PREFIXES}}
    numbers = read["numbers"]
    return ClaimLexicon(
        negations=read["negations"],
        unnegated=frozenset(filter(None, read["negations"].values())),
        together=frozenset(map(root, read["together"]["verbs"].split())),
        denying=frozenset(read["denying"]["to"].split()),
        affirmed=prefixed,
        contradictories=_both_ways(pairs, root),
        contraries=_both_ways([_pair(each) for each in read["contraries"]["pairs"].split()], root),
        converses=_both_ways([_pair(each) for each in read["converses"]["pairs"].split()], root),
        modality=_by_word(read["modality"]),
        quantifiers=_by_word(read["quantifiers"]),
        numbers={word: float(value) for word, value in _table(numbers["words"]).items()},
        scales={word: float(value) for word, value in _table(numbers["scales"]).items()},
        shares={word: float(value) for word, value in _table(numbers["shares"]).items()},
        ordinals={word: float(value) for word, value in _table(numbers["ordinals"]).items()},
        near=frozenset(numbers["near"].split()),
        least=frozenset(numbers["least"].split()),
        most=frozenset(numbers["most"].split()),
        units=_table(numbers["units"]),
        titles=frozenset(map(fold, read["names"]["titles"].split())),
        known={one.replace("-", " "): other.replace("-", " ") for one, other in _table(read["names"]["known"]).items()},
        actors=frozenset(map(root, read["actors"]["words"].split())),
        attributes=frozenset(map(root, read["actors"]["attributes"].split())),
        irregular=irregular,
        synonyms=synonyms,
    )


def _pair(words: str) -> tuple[str, str]:
    one, _, other = words.partition("=")
    return one, other


def _table(words: str) -> dict[str, str]:
    return dict(_pair(each) for each in words.split())


def _by_word(groups: Mapping[str, str]) -> dict[str, str]:
    return {word: name for name, words in groups.items() for word in words.split()}


def _both_ways(pairs: list[tuple[str, str]], root: Callable[[str], str]) -> dict[str, frozenset[str]]:
    related: dict[str, set[str]] = {}
    for one, other in pairs:
        a, b = root(one), root(other)
        if a != b:
            related.setdefault(a, set()).add(b)
            related.setdefault(b, set()).add(a)
    return {word: frozenset(others) for word, others in related.items()}
