"""How far two names are alike, and why."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How well two names may be one, 0–1, and why, in words.

    `short` is the key under which one of them is short for the other, where it is: a surname or an acronym, which may
    be short for others as well.
    """

    score: float
    why: str
    short: str | None = None


def best(found: Iterable[Likeness | None]) -> Likeness | None:
    """Return the closest likeness, the first of several."""
    return max((each for each in found if each is not None), key=lambda each: each.score, default=None)
