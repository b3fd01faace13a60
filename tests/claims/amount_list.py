"""The contents of `amounts.tsv` with what is to be found in them, and how right a reader is about them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kg.claims.amount import Amount
from kg.model import Bound

_FLAGS = {Bound.NONE: "", Bound.LEAST: ">=", Bound.MOST: "<="}


@dataclass(frozen=True, kw_only=True)
class Expected:
    """An amount as the list has it, or as the list would have one that was found."""

    words: str
    flags: str
    ends: tuple[Decimal, Decimal]
    unit: str

    @classmethod
    def read(cls, told: str) -> "Expected":
        words, _, rest = told.partition(" = ")
        value, _, unit = rest.partition(" ")
        plain = value.lstrip("~<>=")
        low, _, high = plain.partition("..")
        flags = value[: len(value) - len(plain)]
        return cls(words=words, flags=flags, ends=(Decimal(low), Decimal(high or low)), unit=unit)

    @classmethod
    def of(cls, amount: Amount) -> "Expected":
        unit = amount.unit.name if amount.unit else f"#{amount.counted}" if amount.counted else "1"
        return cls(
            words=amount.words,
            flags=("~" if amount.near else "") + _FLAGS[amount.bound],
            ends=(amount.low, amount.high),
            unit=f"{unit}/{amount.per}" if amount.per else unit,
        )

    def is_found_in(self, other: "Expected") -> bool:
        close = all(abs(a - b) <= Decimal("1e-4") * abs(a) for a, b in zip(self.ends, other.ends, strict=True))
        return close and self.unit == other.unit


@dataclass(frozen=True, kw_only=True)
class Line:
    half: str
    text: str
    expected: Sequence[Expected]


def lines() -> Iterator[Line]:
    for line in Path(__file__).with_name("amounts.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            half, text, told = line.split("\t")
            yield Line(half=half, text=text, expected=[Expected.read(each) for each in told.split(" ; ") if each])


@dataclass(kw_only=True)
class Score:
    """How many of the expected were found by value and unit, with the right flags and words, and how many others."""

    right: int = 0
    flagged: int = 0
    placed: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, expected: Iterable[Expected], found: Iterable[Expected]) -> None:
        left = list(found)
        for each in expected:
            match = next((other for other in left if each.is_found_in(other)), None)
            if match is None:
                self.missed += 1
                continue
            left.remove(match)
            self.right += 1
            self.flagged += each.flags == match.flags
            self.placed += each.words == match.words
        self.wrong += len(left)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)
