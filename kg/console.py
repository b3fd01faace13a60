"""What commands print: tables for people, JSON and CSV for programs, messages on standard error."""

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def shown(text: str) -> str:
    """Return a text for a terminal: on one line, with characters that could command it or turn it round replaced."""
    joined = " ".join(text.split())
    return "".join(
        "\ufffd" if unicodedata.category(c) in ("Cc", "Cs") or c in BIDIRECTIONAL else c for c in joined
    )


def message(text: str) -> None:
    """Print a message to standard error."""
    Console(stderr=True, highlight=False, markup=False, soft_wrap=True).print(Text("\n".join(map(shown, text.splitlines()))))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, wide: Sequence[int] = ()) -> None:
    """Print a table to standard output; the columns in `wide` share the room that is left."""
    console = Console(highlight=False, markup=False)
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for index, column in enumerate(columns):
        ratio = {"ratio": 3, "overflow": "fold"} if index in wide else {"overflow": "fold", "max_width": 30}
        made.add_column(column, **ratio)  # type: ignore[arg-type]
    for row in rows:
        made.add_row(*(Text(shown(cell)) for cell in row))
    if not console.is_terminal and console.width < 120:
        console.width = 120
    console.print(made)


def values(value: Any) -> None:
    """Print a value as JSON to standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def rows_as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows as CSV to standard output.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in row])
