"""The days that an expression of time means, seen from a document's date.

A weekday is the last such day up to the document's date, as news writes it; a week begins on Monday. What
can't be resolved keeps its words and open ends.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from kg.model import Saying

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_MONTH = "(?P<month>" + "|".join(f"{month}|{month[:3]}|{month[:4]}" for month in MONTHS) + r")\.?"
Interval = tuple[date | None, date | None]
"""First and last day; an end that is not known is None."""
Reader = Callable[[re.Match[str], date | None], Interval]
_NOTHING: Interval = (None, None)


def saying(
    words: str, published: date | None, *, before: Interval = (None, None), written: date | None = None
) -> Saying:
    """Return what `words` mean for a document published on that day; both ends stay open without one.

    "Today" and "yesterday" count from the day on which it was `written`, where its dateline gives another.
    "On the same day" and "two days earlier" count from the days `before`, those of what was said before.
    """
    plain = words.casefold().strip(" ,.")
    day = written if written is not None and _TODAY.search(plain) else published
    start, end = _seen_from_before(plain, before, day) or _interval(plain, day)
    return Saying(text=words, start=start, end=end)


def _seen_from_before(words: str, before: Interval, published: date | None) -> Interval | None:
    """Return what words mean that count from another day, None where they don't."""
    if _LATER_TODAY.search(words):
        return before if before != _NOTHING else (published, published)
    if _SAME_DAY.search(words):
        return before
    match = _DAYS_APART.search(words)
    if match is None:
        return None
    start, end = before
    if start is None or end is None or start != end:
        return _NOTHING
    count = _NUMBERS.get(match["count"]) or int(match["count"])
    days = timedelta(days=count * (7 if match["unit"].startswith("week") else 1))
    try:
        found = start + days if match["which"] == "later" else start - days
    except OverflowError:  # outside the calendar
        return _NOTHING
    return found, found


def _interval(words: str, published: date | None) -> Interval:
    for pattern, read in _READERS:
        match = re.search(pattern, words)
        if match:
            return read(match, published)
    return _NOTHING


def _seen_from(read: Callable[[re.Match[str], date], Interval]) -> Reader:
    """Return a reader that knows nothing without a document's date."""

    def read_if_dated(match: re.Match[str], published: date | None) -> Interval:
        return _NOTHING if published is None else read(match, published)

    return read_if_dated


def _full_date(match: re.Match[str], _published: date | None) -> Interval:
    return _day(int(match["year"]), _month(match["month"]), int(match["day"]))


def _day(year: int, month: int, day: int) -> Interval:
    try:
        found = date(year, month, day)
    except ValueError:
        return _NOTHING
    return found, found


def _month(words: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(words[:3]))


def _day_of_month(match: re.Match[str], published: date) -> Interval:
    month, day = _month(match["month"]), int(match["day"])
    year = published.year - ((month, day) > (published.month, published.day))
    return _day(year, month, day)


def _whole_month(match: re.Match[str], published: date | None) -> Interval:
    month = _month(match["month"])
    if match["year"]:
        return _month_of(int(match["year"]), month)
    if published is None:
        return _NOTHING
    last = match["last"] is not None and month >= published.month
    return _month_of(published.year - (month > published.month or last), month)


def _month_of(year: int, month: int) -> Interval:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _weekday(match: re.Match[str], published: date) -> Interval:
    back = (published.weekday() - WEEKDAYS.index(match["weekday"])) % 7
    if match["last"] and back == 0:
        back = 7
    found = published - timedelta(days=back)
    return found, found


def _today(match: re.Match[str], published: date) -> Interval:
    found = published - timedelta(days=1 if match[0] in ("yesterday", "overnight", "last night") else 0)
    return found, found


def _period(match: re.Match[str], published: date) -> Interval:
    back = 1 if match["which"] == "last" else 0
    if match["unit"] in ("week", "weekend"):
        monday = published - timedelta(days=published.weekday() + 7 * back)
        if match["unit"] == "weekend":
            return monday + timedelta(days=5), monday + timedelta(days=6)
        return monday, monday + timedelta(days=6) if back else published
    if match["unit"] == "month":
        first = published.replace(day=1)
        if not back:
            return first, published
        before = first - timedelta(days=1)
        return before.replace(day=1), before
    year = published.year - back
    return date(year, 1, 1), date(year, 12, 31) if back else published


def _ago(match: re.Match[str], published: date) -> Interval:
    try:
        count = _NUMBERS.get(match["count"]) or int(match["count"])
        return _back(count, match["unit"].rstrip("s"), published)
    except (OverflowError, ValueError):  # before the calendar begins
        return _NOTHING


def _back(count: int, unit: str, published: date) -> Interval:
    """Return the day, week, month or year so many units before a day."""
    if unit == "day":
        found = published - timedelta(days=count)
        return found, found
    if unit == "week":
        monday = published - timedelta(days=published.weekday() + 7 * count)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        months = published.year * 12 + published.month - 1 - count
        return _month_of(months // 12, months % 12 + 1)
    year = published.year - count
    return date(year, 1, 1), date(year, 12, 31)


def _year(match: re.Match[str], _published: date | None) -> Interval:
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31)


def _before(_match: re.Match[str], published: date | None) -> Interval:
    return None, published


_TODAY = re.compile(r"\b(?:today|tonight|yesterday|overnight|last night|this (?:morning|afternoon|evening))\b")
_LATER_TODAY = re.compile(r"\b(?:later|earlier) in the day\b")
_SAME_DAY = re.compile(r"\b(?:same|that) day\b")
_DAYS_APART = re.compile(
    r"(?<![\w,.])(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven) (?P<unit>days?|weeks?) "
    r"(?P<which>earlier|later|before)\b"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_READERS: tuple[tuple[str, Reader], ...] = (
    (rf"\b{_MONTH} {_DAY},? {_YEAR}\b", _full_date),
    (rf"\b{_DAY} {_MONTH} {_YEAR}\b", _full_date),
    (rf"\b{_MONTH} {_DAY}\b", _seen_from(_day_of_month)),
    (rf"\b{_DAY} {_MONTH}(?!\w)", _seen_from(_day_of_month)),
    (rf"(?P<last>\blast )?(?P<weekday>{'|'.join(WEEKDAYS)})\b", _seen_from(_weekday)),
    (
        rf"\b(?:in|last|this|since|late|early)?\s*(?P<last>last )?{_MONTH}(?!\w)(?: (?:of )?{_YEAR})?",
        _whole_month,
    ),
    (_TODAY.pattern, _seen_from(_today)),
    (r"\b(?P<which>last|this) (?P<unit>weekend|week|month|year)\b", _seen_from(_period)),
    (
        r"(?<![\w,.])(?P<count>\d+|an?|one|two|three|four|five|six|seven) (?P<unit>days?|weeks?|months?|years?) ago\b",
        _seen_from(_ago),
    ),
    (rf"\bin {_YEAR}\b", _year),
    (r"^(?:previously|earlier|recently|in the past)$", _before),
)
"""Patterns with what reads them; the first that matches decides."""
