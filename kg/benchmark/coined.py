"""Coined words, and numbers drawn by Zipf's law: what a made-up corpus has its words and names from.

A word is a function of its number alone, so that a vocabulary needs no list of it.
"""

import random
from array import array
from functools import lru_cache
from itertools import accumulate

_CONSONANTS = "bdfghjklmnprstvwxyz"
_VOWELS = "aeiou"
_ENDS = ("", "n", "r", "", "l", "s", "", "th")
_RADIX = len(_CONSONANTS) * len(_VOWELS)
COINED = _RADIX**3
"""How many words there are."""
_STRIDE = 523_987
"""Coprime to `COINED`: words with neighbouring numbers have nothing in common."""


class Zipf:
    """Ranks from 0, drawn so that the n-th comes about 1/(n + shift) as often as the first."""

    def __init__(self, size: int, *, shift: float = 1.0) -> None:
        """Draw among so many; a greater shift makes the first few less frequent."""
        self._ranks = range(size)
        self._sums = array("d", accumulate(1 / (rank + 1 + shift) for rank in self._ranks))

    def draw(self, chance: random.Random, number: int) -> list[int]:
        """Return so many ranks, some of them more than once."""
        return chance.choices(self._ranks, cum_weights=self._sums, k=number)

    def one(self, chance: random.Random) -> int:
        """Return one rank."""
        return self.draw(chance, 1)[0]


@lru_cache(maxsize=65_536)
def coined(number: int) -> str:
    """Return the coined word of a number below `COINED`, in small letters; no two numbers have the same."""
    left = number * _STRIDE % COINED
    syllables = []
    for _ in range(3):
        left, digit = divmod(left, _RADIX)
        syllables.append(_CONSONANTS[digit // len(_VOWELS)] + _VOWELS[digit % len(_VOWELS)])
    return "".join(syllables) + _ENDS[number % len(_ENDS)]


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(words.split())
