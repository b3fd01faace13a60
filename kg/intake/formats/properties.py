"""What documents of offices say of themselves, and what their programs say of them."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice

from kg.intake.formats.prose import day_in, letters, names_in, paragraph

_MADE_UP = re.compile(
    r"^(?:microsoft\s+\w+\s+-|untitled|document\s*\d*$|print(?:out)?$|about:|https?:|file:|slide\s+\d|new\s+document"
    r"|word\s+document)|\.(?:docx?|dotx?|pdf|indd|qxp|pages|odt|rtf|txt|html?|pub|tmp)$",
    re.IGNORECASE,
)
"""Titles that programs make up."""
_ACCOUNT = re.compile(r"\b(?:user|admin\w*|owner|unknown|office|python-docx)\b", re.IGNORECASE)
_FIRST_LINES = 12
_LONGEST_DATE_LINE = 60


def title_given(value: str | None) -> str | None:
    """Return the title that a document's properties give, unless a program made it up."""
    title = paragraph(value or "")
    return title if letters(title) and not _MADE_UP.search(title) else None


def authors_given(value: str | None) -> tuple[str, ...]:
    """Return the authors that a document's properties give, where they are people and not accounts."""
    names = names_in(value or "")
    return names if all(" " in name and not _ACCOUNT.search(name) for name in names) else ()


def shown_day(lines: Iterable[str]) -> date | None:
    """Return the day that one of the first lines of a text shows, where it shows little else."""
    short = (line for line in islice(lines, _FIRST_LINES) if len(line) <= _LONGEST_DATE_LINE)
    return next((day for line in short if (day := day_in(line))), None)
