"""Figures of a benchmark: what was measured, what it may be, and what a library alone needs for the same."""

from dataclasses import dataclass


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
