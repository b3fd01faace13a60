"""Statements as CSV, a row each, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Passage, Record

COLUMNS = (
    "source", "named", "act", "polarity", "certainty", "words", "quotation", "said_from", "said_until", "said_words",
    "through", "publisher", "published", "headline", "url", "characters", "confidence", "status", "status_reason",
    "statement", "source_id", "document",
)  # fmt: skip
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula: one that it might gets an apostrophe in front."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def line(cells: Iterable[str]) -> str:
    """Return a row of CSV."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(map(safe, cells))
    return written.getvalue()


def sheet(records: Iterable[Record]) -> Iterator[str]:
    """Yield statements as the lines of a CSV file, the columns' names first.

    An unnamed source is called as its article does, `through` is the chain from the publisher inward, and `characters`
    are the spans of the words in the article's text, counted from 0, the end exclusive.
    """
    yield line(COLUMNS)
    for record in records:
        yield line(_cells(record))


def characters(passage: Passage | None) -> str:
    """Return where a passage stands: "612-688", of several pieces "12-20 31-40"."""
    return " ".join(f"{span.start}-{span.end}" for span in passage.spans) if passage else ""


def _cells(record: Record) -> Sequence[str]:
    statement, metadata, notice = record.statement, record.metadata, record.notice
    said = statement.said_on
    first, last = (said.start, said.end) if said else (None, None)
    return (
        "" if statement.source.name == "unnamed" else statement.source.shown,
        "yes" if statement.source.named else "no",
        statement.act.value,
        statement.polarity.value,
        statement.certainty.value,
        statement.content.text if statement.content else "",
        statement.quotation.value,
        first.isoformat() if first else "",
        last.isoformat() if last else "",
        said.text if said else "",
        " < ".join(statement.shown_chain),
        metadata.publisher or "",
        metadata.published.isoformat() if metadata.published else "",
        metadata.title or "",
        metadata.url or "",
        characters(statement.content),
        f"{statement.confidence:.2f}",
        notice.status.value if notice else "",
        notice.why if notice else "",
        statement.id,
        statement.source.id,
        statement.document,
    )
