"""An amount: a number with its unit or with what is counted, and when two of them can be compared, and are one."""

from dataclasses import dataclass
from decimal import Decimal

from kg.claims.lexicon import claim_lexicon
from kg.claims.quantities import TOLERANCE
from kg.claims.units import Unit
from kg.model import Bound

_CONVERTED = Decimal("0.08")
"""How far, as a share, a value may be rounded when it is converted: 2 miles are given as 3 kilometres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount at `[start, end)` of a text: `text[start:end]` is `words`.

    `low` and `high` are one but for a range. Either `unit` is a measure, or `counted` is what is counted, in the
    singular, and `counted_words` the same as written; both are missing where a number stands by itself. `per` is what
    it is for, as "hour" in "$15 an hour". `near` tells that it is said to be about right, `step` how much its last
    digit is worth.
    """

    start: int
    end: int
    words: str
    low: Decimal
    high: Decimal
    unit: Unit | None = None
    counted: str = ""
    counted_words: str = ""
    per: str = ""
    near: bool = False
    bound: Bound = Bound.NONE
    step: Decimal = Decimal(1)

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.low != self.high

    @property
    def base(self) -> tuple[Decimal, Decimal]:
        """Its ends in the base unit of its measure; as they are where it has none."""
        return (
            (self.low, self.high) if self.unit is None else (self.unit.to_base(self.low), self.unit.to_base(self.high))
        )

    def within(self, unit: Unit) -> tuple[Decimal, Decimal]:
        """Return its ends in another unit of its measure."""
        low, high = self.base
        return unit.from_base(low), unit.from_base(high)

    @property
    def size(self) -> Decimal:
        """The larger of its ends without its sign, in base units; what a tolerance is a share of."""
        return max(abs(self.low), abs(self.high)) * self._factor

    @property
    def base_step(self) -> Decimal:
        """What its last digit is worth in base units; the zeros at the end of a round number are no digits."""
        return max(self.step, min(_round_step(self.low), _round_step(self.high))) * self._factor

    @property
    def _factor(self) -> Decimal:
        return self.unit.factor if self.unit is not None else Decimal(1)


def comparable(a: Amount, b: Amount) -> bool:
    """Tell whether two amounts measure or count the same thing.

    A number by itself can be compared with whatever is counted, for what it counts may have been said before.
    """
    if a.per != b.per:
        return False
    if a.unit is not None and b.unit is not None:
        return a.unit.base == b.unit.base
    if a.unit is not None or b.unit is not None:
        return False
    return not a.counted or not b.counted or _key(a.counted) == _key(b.counted)


def same(a: Amount, b: Amount) -> bool:
    """Tell whether two amounts can be one and the same: "about 6,700" and "6,700", "2 miles" and "3.2 km".

    As with `Quantity.fits`, "at least 5" and "at most 5" are not, and numbers may lie half a per cent apart, four where
    one is said to be about right. Values in different units may also differ by what rounding does to the finer one. Of
    two ranges both ends have to be one; a value is one with a range that it lies in.
    """
    if not comparable(a, b) or {a.bound, b.bound} == {Bound.LEAST, Bound.MOST}:
        return False
    (low, high), (other_low, other_high) = a.base, b.base
    slack = _slack(a, b)
    if a.is_range and b.is_range:
        return abs(low - other_low) <= slack and abs(high - other_high) <= slack
    return low <= other_high + slack and other_low <= high + slack


def _slack(a: Amount, b: Amount) -> Decimal:
    size = max(a.size, b.size)
    slack = Decimal(str(TOLERANCE[a.near or b.near])) * size
    if a.unit != b.unit:
        slack = max(slack, min(a.base_step / 2, b.base_step / 2, _CONVERTED * size))
    return slack


def _round_step(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _key(counted: str) -> str:
    return " ".join(map(claim_lexicon().key, counted.split()))
