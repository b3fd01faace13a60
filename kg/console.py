"""What commands print: tables for people, JSON and CSV for programs, messages on standard error."""

import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, KgError, NotFoundError
from kg.model import Notice, Record, Statement

if TYPE_CHECKING:
    from kg.resolve.across.candidates import Candidate
    from kg.store.index.lists import Facets
    from kg.views.within import Pieces

BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NARROWEST = 120
"""Columns of a table that is not printed to a terminal."""
LONGEST_REASON = 120
"""Characters that a table of statements has for what became of one, and why."""


class Output(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def shown(text: str) -> str:
    """Return a text for a terminal: on one line, with characters that could command it or turn it round replaced."""
    joined = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") or c in BIDIRECTIONAL else c for c in joined)


def message(text: str) -> None:
    """Print a message to standard error."""
    sys.stderr.write("\n".join(map(shown, text.splitlines())) + "\n")


def counted(number: int, thing: str) -> str:
    """Return a number with the thing that is counted: "1 article", "2 articles"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def print_json(value: Any) -> None:
    """Print a value as JSON to standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def print_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    format_: Output,
    *,
    wide: Sequence[int],
    loud: Sequence[int] = (),
) -> None:
    """Print rows to standard output; in a table the columns in `wide` share the room that is left.

    On a terminal that has colours, those in `loud` stand out.
    """
    if format_ is Output.CSV:
        _print_csv(columns, rows)
    else:
        _print_table(columns, rows, wide, loud)


def print_records(records: Iterable[Record], format_: Output, *, within: "Mapping[str, Pieces] | None" = None) -> None:
    """Print statements to standard output.

    In a table unnamed sources stand in round brackets, and what was corrected or retracted says so; an act that the
    machine is unsure of has a question mark, and a content stands `within` its sentence where that is given.
    """
    from kg.judgements.statuses import note_on_statements
    from kg.views.json import notice_json, record_json
    from kg.views.within import told_within
    from kg.views.words import act_in_words, chain_in_words, day_in_words, doubtful

    if format_ is Output.JSON:
        print_json([record_json(record) for record in records])
        return
    columns = ["Day", "Who", "Act", "What", "Through"]
    rows, notices = [], []
    for record in records:
        statement = record.statement
        content = statement.content.text if statement.content else "—"
        act = act_in_words(statement)
        if format_ is Output.TABLE:
            content = told_within(within[statement.id]) if within and statement.id in within else content
            act += " ?" if doubtful(statement) else ""
        rows.append([day_in_words(record), statement.source.label, act, content, chain_in_words(statement)])
        notices.append(record.notice or note_on_statements(record.metadata.correction))
    if format_ is Output.CSV:
        statuses = [notice_json(notice) for notice in notices]
        rows = [[*row, *(value or "" for value in status.values())] for row, status in zip(rows, statuses, strict=True)]
        print_rows([*columns, "status", "status_reason", "status_judgement"], rows, format_, wide=())
    else:
        print_noticed(columns, rows, notices, wide=(3, 4))


def print_noticed(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    notices: Sequence[Notice | None],
    *,
    wide: Sequence[int],
) -> None:
    """Print rows about statements as a table, in which what was corrected or retracted says so.

    It does in a loud column of its own, the first, which is there only then; a long reason is cut there.
    """
    from kg.views.words import notice_in_words

    if not any(notices):
        print_rows(columns, rows, Output.TABLE, wide=wide)
        return
    marks = [_shortened(notice_in_words(notice)) if notice else "" for notice in notices]
    marked = [[mark, *row] for mark, row in zip(marks, rows, strict=True)]
    print_rows(["Status", *columns], marked, Output.TABLE, wide=[column + 1 for column in wide], loud=(0,))


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST_REASON else f"{words[: LONGEST_REASON - 1].rstrip()}…"


def print_resolutions(statements: Iterable[Statement], format_: Output) -> None:
    """Print why each statement's source is who it is: its words, the reason, how surely, and who else it might be."""
    rows = []
    for statement in statements:
        words = statement.source_words.text if statement.source_words else "—"
        cue = statement.cue.text if statement.cue else "—"
        found = statement.resolution
        reason, sure = (found.reason.value, f"{found.confidence:.2f}") if found else ("—", "—")
        name, others = statement.source.label, ", ".join(found.candidates if found else ()) or "—"
        rows.append((words, cue, name, reason, sure, others))
    print_rows(("Words", "Cue", "Who", "Because", "Sure", "Or"), rows, format_, wide=(0, 2, 5))


def print_candidates(candidates: Iterable["Candidate"], format_: Output) -> None:
    """Print pairs of sources that may be one."""
    from kg.views.json import candidate_json

    if format_ is Output.JSON:
        print_json([candidate_json(candidate) for candidate in candidates])
        return
    rows = [(c.one.name, c.other.name, f"{c.score:.2f}", c.why) for c in candidates]
    print_rows(("One", "Other", "Score", "Why"), rows, format_, wide=(0, 1, 3))


def print_facets(facets: "Facets", format_: Output) -> None:
    """Print how many statements have what."""
    from kg.views.json import facets_json

    tables = facets_json(facets)
    if format_ is Output.JSON:
        print_json(tables)
        return
    rows = [(name, str(value), str(count)) for name, value, count in _counts(tables)]
    print_rows(("By", "", "Statements"), rows, format_, wide=(1,))
    message(f"{counted(facets.total, 'statement')} in all")


def _counts(tables: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Yield the rows of facets: by what, which, and how many."""
    for name, table in tables.items():
        if isinstance(table, list):
            yield from ((name, each["name"], each["statements"]) for each in table)
        elif isinstance(table, dict):
            yield from ((name, value, count) for value, count in table.items())


def print_extent(rows: int, total: int, offset: int, what: str) -> None:
    """Say on standard error which part of a list was printed, where it wasn't all of it."""
    if not total:
        message(f"No {what} fit.")
    elif not rows:
        message(f"There are {total} {what}, and none after --offset {offset}.")
    elif rows < total:
        message(f"{what.capitalize()} {offset + 1} to {offset + rows} of {total}; --limit and --offset show others.")


def argument_or_file(argument: str) -> str:
    """Return a query: the argument itself, the file that it names, or standard input for "-".

    Raises NotFoundError for the path of a file that isn't there.
    """
    if argument == "-":
        return sys.stdin.read()
    if "{" in argument:
        return argument
    with suppress(OSError):  # a query, longer than a file's name can be
        if Path(argument).is_file():
            return read_bytes(Path(argument)).decode("utf-8", "replace")
    if re.fullmatch(r"[^\s<]*[./][^\s<]*", argument):
        raise NotFoundError(f"there is no file {argument}")
    return argument


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raises NotFoundError with the reason."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFoundError(f"{path} can't be read: {error.strerror}") from None


def check_arguments(arguments: Iterable[str]) -> None:
    """Raise InputError for an argument that is no text, which the terminal's own coding can't tell."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError:
            if not os.path.lexists(argument):  # the name of a file may be any bytes
                raise InputError(f"{argument!r} is no text in UTF-8: write it as such") from None


def write_whole(path: Path, chunks: Iterable[bytes]) -> int:
    """Write a file whole or not at all; return how many bytes it has. A pipe or a device gets them as they come."""
    if path.exists() and not path.is_file():
        return _write_on(path, chunks)
    path = path.resolve() if path.is_symlink() else path
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            size = sum(map(file.write, chunks))
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise KgError(f"{path} can't be written: {error.strerror}") from None
    return size


def _write_on(path: Path, chunks: Iterable[bytes]) -> int:
    try:
        with path.open("wb") as pipe:
            return sum(map(pipe.write, chunks))
    except OSError as error:
        raise KgError(f"{path} can't be written: {error.strerror}") from None


def _print_table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], wide: Sequence[int], loud: Sequence[int]
) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = max(console.width, NARROWEST)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for index, column in enumerate(columns):
        style = "bold red" if index in loud else ""
        if index in wide:
            table.add_column(column, ratio=3, overflow="fold", style=style)
        else:
            table.add_column(column, max_width=30, overflow="fold", style=style)
    for row in rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    console.print(table)


def _print_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from kg.views.sheet import line

    sys.stdout.writelines(map(line, (columns, *rows)))
