"""Numbers of a text as values, and the words that multiply them: what numbers in digits and in words have in common."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg.claims.lexicon import claim_lexicon
from kg.claims.units import unit_lexicon

WORD = re.compile(r"[^\W\d_]+")
NEXT = re.compile(r"[\s-]([^\W\d_]+)")
"""A word behind another."""
_BEHIND = re.compile(r"[\s-]?([^\W\d_]+)")
_AND_A_HALF = re.compile(r"[ -]and[ -]a[ -]half\b", re.IGNORECASE)
_LETTERS = {"k": 3, "mn": 6, "mln": 6, "bn": 9, "tn": 12, "trn": 12}
_PEOPLE = frozenset(["people", "men", "women", "children"])
_LENGTHWISE = frozenset(
    ["wide", "high", "tall", "long", "deep", "thick", "away", "above", "below", "from", "apart", "underground"]
)
"""Words behind "m" that make metres of it."""
_PLACES = Decimal("1e-12")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number at `[start, end)` of a text.

    `scale` is the power by which its last word multiplies it, `step` the value of its last digit: 0.1 million for
    "2.4 million". A `share` is counted in hundredths; a `vague` one, as "dozens", is the least that it may be.
    """

    start: int
    end: int
    value: Decimal
    scale: Decimal
    step: Decimal
    share: bool = False
    vague: bool = False
    near: bool = False
    year: bool = False
    worded: bool = False


@cache
def values() -> dict[str, Decimal]:
    """Return the words that are numbers below a hundred, and "dozen"."""
    known = {word: Decimal(int(value)) for word, value in claim_lexicon().numbers.items()}
    return {**known, **unit_lexicon().numbers}


@cache
def scales() -> dict[str, Decimal]:
    """Return the words that multiply."""
    scales = claim_lexicon().scales
    known = {word: Decimal(int(scales[word])) for word in scales if len(word) > 2 and not word.startswith("decade")}
    return {**known, **unit_lexicon().scales}


def scaled(text: str, found: Figure, *, paid: bool) -> Figure:
    """Return a number with the scale that follows it: "million", "bn", "m"."""
    if following := _BEHIND.match(text, found.end):
        word = following[1].lower()
        glued = following.start(1) == found.end
        power = scales().get(word)
        if power is None and word in _LETTERS and (glued or word != "k"):
            power = Decimal(1).scaleb(_LETTERS[word])
        if power is None and following[1] in ("m", "M", "b", "B") and _is_large(text, following.end(), paid=paid):
            power = Decimal(1).scaleb(6 if word == "m" else 9)
        if power is not None:
            end = following.end()
            more = scale_word(text, end)
            if more is not None:  # "two hundred million", "5 thousand million"
                power, end = power * more[0], more[1]
            return replace(found, end=end, value=found.value * power, scale=power, step=found.step * power)
    return found


def _is_large(text: str, end: int, *, paid: bool) -> bool:
    """Tell whether the "m" or "b" before `end` is a million or a billion, and no metre."""
    if paid:
        return True
    if text[end - 1] in "bBM":
        return False
    following = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if following is None or following[0].lower() in _LENGTHWISE:
        return False
    word = following[0].lower()
    return word in _PEOPLE or (word.endswith("s") and word not in unit_lexicon().singular)


def scale_word(text: str, at: int) -> tuple[Decimal, int] | None:
    """Return by what the word at a place multiplies, and where it ends."""
    following = NEXT.match(text, at)
    power = scales().get(following[1].lower()) if following else None
    return (power, following.end()) if following and power is not None else None


def and_a_half(text: str, found: Figure) -> Figure:
    """Return a number with the half that follows it: "two and a half", "two and a half million"."""
    if match := _AND_A_HALF.match(text, found.end):
        half = replace(found, end=match.end(), value=found.value + Decimal("0.5"), step=Decimal("0.5"))
        return scaled(text, half, paid=False)
    return found


def share(found: Figure, part: Decimal, end: int) -> Figure:
    """Return a number as a share: this part of a whole, in hundredths."""
    value = (100 * part).quantize(_PLACES).normalize()
    return replace(found, end=end, value=value, scale=Decimal(1), step=Decimal(1), share=True)
