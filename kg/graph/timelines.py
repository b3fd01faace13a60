"""When somebody was relayed, by whom, and what was said: statements by the day on which they were printed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kg.model import Act
from kg.store.index.relayed import Relay

LONGEST = 60
"""Parts of time that one line has, at most: what is older is counted, and not drawn."""


class Unit(StrEnum):
    """What time is cut into."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MOST_DAYS: Mapping[Unit, int] = {Unit.DAY: 45, Unit.WEEK: 365, Unit.MONTH: 1700, Unit.QUARTER: 5400}
"""Up to how many days between the first and the last each unit serves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The statements of one thing: how many in each part of time, and how many that are not drawn.

    `left_out` are those of articles without a date, and those from before the first part.
    """

    id: str
    counts: tuple[int, ...]
    left_out: int

    @property
    def statements(self) -> int:
        """How many there are."""
        return sum(self.counts) + self.left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Timelines:
    """Lines over the same time and to the same scale, those with most statements first.

    `starts` are the first days of the parts of time, without gaps; `total` says how many lines there are.
    """

    unit: Unit
    starts: tuple[date, ...]
    lines: tuple[Line, ...]
    total: int

    @property
    def highest(self) -> int:
        """The largest number in any part of any line."""
        return max((count for line in self.lines for count in line.counts), default=0)


def who_relayed(those: Iterable[Relay], source: str, *, limit: int | None = None) -> Timelines:
    """Return when each of those who relay a source relayed it."""
    return _timelines(((each.by, each) for each in those if each.of == source), limit)


def whom_it_relayed(those: Iterable[Relay], source: str, *, limit: int | None = None) -> Timelines:
    """Return when a source relayed each of those whom it relays."""
    return _timelines(((each.of, each) for each in those if each.by == source), limit)


def what_it_did(those: Iterable[Relay], source: str, *, limit: int | None = None) -> Timelines:
    """Return when a source said something, denied something and so on, by act, as far as somebody relays it.

    Nobody does where an article names no publisher, nor where a publisher speaks in its own.
    """
    return _timelines(((each.act.value, each) for each in those if each.speaker == source), limit, order=_ACTS)


def most_relayed(those: Iterable[Relay], *, limit: int) -> Timelines:
    """Return when the sources with most statements were relayed."""
    return _timelines(((each.speaker, each) for each in those), limit)


def unit_for(first: date, last: date) -> Unit:
    """Return the smallest unit in which the days from first to last don't become too many parts."""
    days = (last - first).days
    return next((unit for unit, most in _MOST_DAYS.items() if days <= most), Unit.YEAR)


def start_of(day: date, unit: Unit) -> date:
    """Return the first day of the part of time that a day lies in; weeks begin on Mondays."""
    return _STARTS[unit](day)


_ACTS: Mapping[str, int] = {act.value: place for place, act in enumerate(Act)}
_STARTS: Mapping[Unit, Callable[[date], date]] = {
    Unit.DAY: lambda day: day,
    Unit.WEEK: lambda day: day - timedelta(days=day.weekday()),
    Unit.MONTH: lambda day: day.replace(day=1),
    Unit.QUARTER: lambda day: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
    Unit.YEAR: lambda day: day.replace(month=1, day=1),
}


def _timelines(
    keyed: Iterable[tuple[str, Relay]], limit: int | None, *, order: Mapping[str, int] | None = None
) -> Timelines:
    days: dict[str, dict[str, date | None]] = defaultdict(dict)
    for key, relay in keyed:
        days[key][relay.statement] = relay.published
    place = order or {}
    ranked = sorted(days, key=lambda key: (place.get(key, 0), -len(days[key]), key))
    known = [day for key in ranked[:limit] for day in days[key].values() if day is not None]
    unit = unit_for(min(known), max(known)) if known else Unit.MONTH
    starts = _starts(min(known), max(known), unit) if known else ()
    lines = tuple(_line(key, list(days[key].values()), unit, starts) for key in ranked[:limit])
    return Timelines(unit=unit, starts=starts, lines=lines, total=len(ranked))


def _starts(first: date, last: date, unit: Unit) -> tuple[date, ...]:
    """Return the first days of all parts from the first day to the last, or of the last `LONGEST` ones."""
    found = [start_of(last, unit)]
    while found[-1] > start_of(first, unit) and len(found) < LONGEST:
        found.append(start_of(found[-1] - timedelta(days=1), unit))
    return tuple(reversed(found))


def _line(key: str, days: Sequence[date | None], unit: Unit, starts: Sequence[date]) -> Line:
    counted: dict[date, int] = dict.fromkeys(starts, 0)
    left_out = 0
    for day in days:
        start = start_of(day, unit) if day is not None else None
        if start in counted:
            counted[start] += 1
        else:
            left_out += 1
    return Line(id=key, counts=tuple(counted.values()), left_out=left_out)
