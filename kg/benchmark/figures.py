"""Figures of a benchmark: what was measured, what it may be, and what a library alone needs for the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measure; `limit` is the most that it may be, `raw` what `beside` it takes to do the same."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    beside: str | None = None
    raw: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times what the library alone takes."""
        return self.value / self.raw if self.raw else None

    @property
    def kept(self) -> bool | None:
        """Whether the limit is kept, None where there is none."""
        return None if self.limit is None else self.value <= self.limit


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """Return what some work returns, and how many seconds it took."""
    begin = perf_counter()
    result = work()
    return result, perf_counter() - begin


def quantile(times: Sequence[float], at: float) -> float:
    """Return the time within which this share of the answers came."""
    return sorted(times)[min(len(times) - 1, int(at * len(times)))]
