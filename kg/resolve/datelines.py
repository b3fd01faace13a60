"""The day that a dispatch's dateline gives: "LONDON, May 13 (Reuters) - "; on it, it was written."""

import re
from datetime import date

from kg.resolve.days import MONTHS

_DATELINE = re.compile(
    r"^[A-Z]{3}[A-Z .’'/-]{0,30}(?:, [A-Z][\w .]{1,25}?)?, "
    rf"(?P<month>{'|'.join(month[:3].title() for month in MONTHS)})[a-z]{{0,6}}\.? "
    r"(?P<day>\d{1,2})(?:,? (?P<year>20\d\d))?"
    r" ?(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/)? ?(?:--?|[–—]) ",
    re.MULTILINE,
)
_LAST = 2_000
"""Characters in front of the dateline of a whole text, at most."""
_LONGEST_AGO = 30
"""Days that lie between a day without its year and the day of publication, at most."""


def written(text: str, published: date | None) -> date | None:
    """Return the day that a text's dateline gives; None for a text with several, or with one after its publication.

    >>> written("LONDON, May 13 (Reuters) - It rained.", date(2024, 5, 15))
    datetime.date(2024, 5, 13)
    """
    days = {_day(match, published) for match in _DATELINE.finditer(text)}
    if len(days) != 1 or not _DATELINE.search(text, 0, _LAST):
        return None
    return days.pop()


def _day(match: re.Match[str], published: date | None) -> date | None:
    if published is None:
        return None
    month = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(match["month"].lower()))
    try:
        day = date(int(match["year"] or published.year), month, int(match["day"]))
        if day > published and not match["year"]:
            day = day.replace(year=published.year - 1)
    except ValueError:
        return None
    ago = (published - day).days
    return day if ago >= 0 and (match["year"] or ago <= _LONGEST_AGO) else None
