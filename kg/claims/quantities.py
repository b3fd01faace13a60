"""Numbers in contents, with what they count: which of them can be the same, and which never are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.claims.lexicon import ClaimLexicon
from kg.model import Bound

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_YEARS = range(1500, 2100)
_REACH = 3
"""Words before a number among which "about" or "at least" may stand."""
TOLERANCE = {False: 0.005, True: 0.04}
"""How far two numbers may lie apart, as a share; the second where one of them is said to be about right."""
PERCENT = "percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit: what is counted, as a stem, or a measure; "" where none is told."""

    value: float
    unit: str
    near: bool
    bound: Bound
    text: str

    def fits(self, other: "Quantity") -> bool:
        """Tell whether two numbers can be one: "about 6,700" and "6,700" are, "at least 5" and "at most 5" are not."""
        if {self.bound, other.bound} == {Bound.LEAST, Bound.MOST}:
            return False
        if self.unit != other.unit and PERCENT in (self.unit, other.unit) and self.unit and other.unit:
            return False
        far = abs(self.value - other.value)
        return far <= TOLERANCE[self.near or other.near] * max(abs(self.value), abs(other.value))


def is_year(figure: str) -> bool:
    """Tell whether figures look like a year."""
    return len(figure) == 4 and figure.isdigit() and int(figure) in _YEARS


def quantities(words: Sequence[str], skipped: frozenset[int], lexicon: ClaimLexicon) -> Iterator[Quantity]:
    """Yield the numbers among folded words, leaving out the words at `skipped` places (of dates)."""
    at = 0
    while at < len(words):
        if at in skipped or (first := _value(words, at, lexicon)) is None:
            at += 1
            continue
        begin, value = at, first
        share = words[at] in lexicon.shares
        at += 1
        if at + 2 < len(words) and words[at : at + 2] == ["out", "of"]:
            whole = _value(words, at + 2, lexicon)
            if whole:
                value, share, at = 100 * value / whole, True, at + 3
        elif at < len(words) and words[at] in lexicon.shares and words[at].endswith("s"):  # two thirds
            value, share, at = value * lexicon.shares[words[at]], True, at + 1
        while at < len(words) and not share and (scale := lexicon.scales.get(words[at].partition("-")[0])):
            value, at = value * scale, at + 1  # "3.1 billion", "a 3.1-billion-euro takeover"
        unit = PERCENT if share else _unit(words, begin, at, lexicon)
        before = words[max(0, begin - _REACH) : begin]
        yield Quantity(
            value=value,
            unit=unit,
            near=any(word in lexicon.near for word in before[-2:]),
            bound=_bound(before, lexicon),
            text=" ".join(words[begin:at]),
        )


def _value(words: Sequence[str], at: int, lexicon: ClaimLexicon) -> float | None:
    word = words[at]
    if _FIGURE.fullmatch(word):
        return float(word.replace(",", ""))
    if word in lexicon.ordinals and at + 1 < len(words) and word not in lexicon.shares:
        return None
    if word in lexicon.numbers:
        return lexicon.numbers[word]
    if word in lexicon.shares and (at == 0 or words[at - 1] in ("a", "by", "one", "than", "of", "just", "only")):
        return lexicon.shares[word]
    if word == "halved":
        return lexicon.shares[word]
    return None


def _unit(words: Sequence[str], begin: int, end: int, lexicon: ClaimLexicon) -> str:
    """Return the unit of the number in `[begin, end)`: a sign before it, or the word behind it."""
    if begin and words[begin - 1] in "£€$¥":
        return lexicon.units[words[begin - 1]]
    if end >= len(words):
        return ""
    following = words[end : end + 2]
    if following[0] == "per" and following[-1] in ("cent", "100"):
        return PERCENT
    word = following[0]
    return lexicon.units.get(word) or lexicon.key(word)


def _bound(before: Sequence[str], lexicon: ClaimLexicon) -> Bound:
    if "no" in before and ("fewer" in before or "less" in before):
        return Bound.LEAST
    if "no" in before and "more" in before:
        return Bound.MOST
    if any(word in lexicon.least for word in before[-2:]):
        return Bound.LEAST
    if any(word in lexicon.most for word in before[-2:]):
        return Bound.MOST
    return Bound.NONE
