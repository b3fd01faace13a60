"""What statements are told apart by, packed into one small number: a few thousand differ among millions.

Counting the statements of every act, polarity and so on is then one count by that number.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from kg.model import Act, Certainty, Polarity, Quotation, Status

MOST_HANDS = 15
_TENTHS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """The traits of a statement: `hands` are the links of its chain but its own, `tenths` its confidence so far."""

    act: Act
    polarity: Polarity
    certainty: Certainty
    quotation: Quotation
    status: Status
    named: bool
    hands: int
    tenths: int

    def pack(self) -> int:
        """Return the traits as one number."""
        return _packed(self)

    @classmethod
    def unpack(cls, packed: int) -> "Traits":
        """Return the traits that a number stands for."""
        values: dict[str, object] = {}
        for field, bits in reversed(_FIELDS):
            values[field] = _VALUES[field](packed & (1 << bits) - 1)
            packed >>= bits
        return cls(**values)  # type: ignore[arg-type]


ENUMS: Mapping[str, type[StrEnum]] = {
    "act": Act,
    "polarity": Polarity,
    "certainty": Certainty,
    "quotation": Quotation,
    "status": Status,
}
_FIELDS = (
    ("act", 4),
    ("polarity", 1),
    ("certainty", 2),
    ("quotation", 2),
    ("status", 2),
    ("named", 1),
    ("hands", 4),
    ("tenths", 4),
)
BITS = sum(bits for _, bits in _FIELDS)
"""Of how many bits the number of traits is."""
LOWEST = (1 << _FIELDS[-1][1]) - 1
"""The bits of the confidence, which is packed last."""
_CODES: Mapping[str, Callable[[Any], int]] = {
    **{field: {value: code for code, value in enumerate(enum)}.__getitem__ for field, enum in ENUMS.items()},
    "named": int,
    "hands": lambda hands: min(hands, MOST_HANDS),
    "tenths": lambda tenths: min(tenths, _TENTHS),
}
_VALUES: Mapping[str, Callable[[int], object]] = {
    **{field: list(enum).__getitem__ for field, enum in ENUMS.items()},
    "named": bool,
    "hands": int,
    "tenths": int,
}


@lru_cache(maxsize=10_000)
def _packed(traits: Traits) -> int:
    packed = 0
    for field, bits in _FIELDS:
        packed = packed << bits | _CODES[field](getattr(traits, field))
    return packed


def tally(counts: Iterable[tuple[int, int]]) -> dict[str, Counter[str]]:
    """Return how many statements have each value of each trait, from (packed traits, statements)."""
    tallies: dict[str, Counter[str]] = {field: Counter() for field, _ in _FIELDS}
    for packed, statements in counts:
        traits = Traits.unpack(packed)
        for field, tallied in tallies.items():
            tallied[_word(getattr(traits, field))] += statements
    return tallies


def fitting(packed: Iterable[int], wanted: Mapping[str, object], *, least: float | None = None) -> Iterator[int]:
    """Yield the numbers whose traits have these values, and a confidence of `least` or more, in tenths."""
    for each in packed:
        traits = Traits.unpack(each)
        if all(getattr(traits, field) == value for field, value in wanted.items()) and (
            least is None or traits.tenths >= tenths(least)
        ):
            yield each


def masked(wanted: Mapping[str, object]) -> tuple[int, int]:
    """Return the bits in which these traits are packed, and what stands there where they have these values."""
    mask = value = 0
    for field, bits in _FIELDS:
        mask, value = mask << bits, value << bits
        if field in wanted:
            mask |= (1 << bits) - 1
            value |= _CODES[field](wanted[field])
    return mask, value


def tenths(confidence: float) -> int:
    """Return a confidence rounded down to tenths."""
    return int(confidence * _TENTHS + 1e-9)


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
