"""Tables of articles: JSON Lines, CSV and TSV, read line by line, so that a table may be of any size."""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

from kg.errors import EmptyTextError, InputError, MissingInputError, NotTextError, TooLargeError, UnreadableError
from kg.intake.containers.limits import LARGEST
from kg.intake.items import CSV, JSON_LINES, TSV, Item, media_type_of
from kg.intake.mapping import FieldMapping, item_of
from kg.intake.text import CODECS_OF_NO_TEXT

LONGEST_RECORD = LARGEST
"""Characters of one row with all its columns."""
SAMPLE = 65_536
"""Bytes from a table's beginning that show what separates its columns."""
_SEPARATORS = {CSV: (",", ";", "\t"), TSV: ("\t", ",", ";")}
_SEP_LINE = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_QUOTED_VALUE = re.compile(r'(?:^|\t)"(?:[^"]|"")*"(?=\t|\r|\n|$)', re.MULTILINE)


class _Lines:
    """The lines of a text, counted, of which those of one record may have LONGEST_RECORD characters."""

    def __init__(self, text: TextIO, origin: str) -> None:
        self._text = text
        self._origin = origin
        self._taken = 0
        self.number = 0
        self.began = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_RECORD + 1 - self._taken)
        if not line:
            raise StopIteration
        self.number += 1
        self._taken += len(line)
        if self._taken > LONGEST_RECORD:
            self._pass_over(line)
            raise TooLargeError(
                f"{self._origin}:{self.began} has more than {LONGEST_RECORD:,} characters in one record. Look for a "
                "quotation mark that is opened and never closed, or split the record."
            )
        return line

    def begin(self) -> None:
        """Begin another record."""
        self.began = self.number + 1
        self._taken = 0

    def _pass_over(self, line: str) -> None:
        while line and not line.endswith(("\n", "\r")):
            line = self._text.readline(SAMPLE)


def items(item: Item, mapping: FieldMapping | None = None) -> Iterator[Item | InputError]:
    """Yield the rows of a table as "rows.csv:12", after the line on which each begins, and why a row can't be read.

    `mapping` tells which columns hold what. Raises an InputError where nothing can be read.
    """
    yield from _rows(io.BytesIO(item.data), item.origin, item.media_type, item.charset, mapping)


def items_of_file(path: Path, mapping: FieldMapping | None = None) -> Iterator[Item | InputError]:
    """Yield what `items` does of the table at a path, a row at a time, as its name's ending tells."""
    try:
        with path.open("rb") as file:
            yield from _rows(file, str(path), media_type_of(path.name) or CSV, None, mapping)
    except OSError as error:
        raise MissingInputError(f"{path} can't be read: {error.strerror or error}.") from None


def _rows(
    file: BinaryIO, origin: str, media_type: str, charset: str | None, mapping: FieldMapping | None
) -> Iterator[Item | InputError]:
    head = file.read(SAMPLE)
    file.seek(0)
    encoding = _encoding(head, charset)
    text = io.TextIOWrapper(file, encoding, errors="strict" if encoding == "utf-16" else "surrogateescape", newline="")
    lines = _Lines(text, origin)
    mapping = mapping or FieldMapping()
    try:
        if media_type == JSON_LINES:
            found = _objects(lines, origin, mapping)
        else:
            sample = head.decode(encoding, "replace")
            found = _records(lines, origin, mapping, media_type, sample)
        empty = True
        for each in found:
            empty = False
            yield each
        if empty:
            raise EmptyTextError(f"{origin} holds no rows.")
    except UnicodeDecodeError:
        raise NotTextError(
            f"{origin} is not {encoding} behind line {lines.number}. Convert it to UTF-8 first."
        ) from None
    finally:
        text.detach()


def _encoding(head: bytes, charset: str | None) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if charset is None or head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    try:
        found = codecs.lookup(charset).name
        "".encode(found)
    except (LookupError, ValueError):
        return "utf-8-sig"
    return "utf-8-sig" if found == "utf-8" or found in CODECS_OF_NO_TEXT else found


def _objects(lines: _Lines, origin: str, mapping: FieldMapping) -> Iterator[Item | InputError]:
    while True:
        lines.begin()
        try:
            line = next(lines, None)
            if line is None:
                return
            if line.strip():
                place = f"{origin}:{lines.began}"
                yield item_of(_object(line, place), mapping, origin=place)
        except InputError as error:
            yield error


def _object(line: str, origin: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except RecursionError:
        raise UnreadableError(f"{origin} is nested too deep to be read as JSON.") from None
    except ValueError as error:
        raise UnreadableError(f"{origin} is no JSON: {error}. Write one object on each line.") from None
    if not isinstance(value, dict):
        raise UnreadableError(
            f"{origin} is no JSON object but a {type(value).__name__}. Write one object on each line."
        )
    return value


def _records(
    lines: _Lines, origin: str, mapping: FieldMapping, media_type: str, sample: str
) -> Iterator[Item | InputError]:
    separator, is_said = _separator(sample, media_type, mapping)
    if is_said:
        next(lines)
    if csv.field_size_limit() < LONGEST_RECORD:
        csv.field_size_limit(LONGEST_RECORD)
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if separator != "\t" or _QUOTED_VALUE.search(sample) else csv.QUOTE_NONE
    reader = csv.reader(lines, delimiter=separator, quoting=quoting, strict=True)
    columns: list[str] | None = None
    while True:
        lines.begin()
        try:
            values = next(reader, None)
        except csv.Error as error:
            yield _broken(error, lines, origin)
            if lines.number > lines.began:
                return
            continue
        except TooLargeError as error:
            if columns is None:
                raise
            yield error
            return
        if values is None:
            return
        if not any(value.strip() for value in values):
            continue
        if columns is None:
            columns = [value.strip() for value in values]
            mapping.check(columns, origin=origin)
            continue
        yield _row(columns, values, mapping, f"{origin}:{lines.began}")


def _separator(sample: str, media_type: str, mapping: FieldMapping) -> tuple[str, bool]:
    """Return what separates the columns, and whether a line of its own says so, as some spreadsheets write it."""
    if said := _SEP_LINE.match(sample):
        return said[1], True
    best, most = ",", (-1, -1)
    for separator in _SEPARATORS[media_type]:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
        try:
            header = next((row for row in rows if any(value.strip() for value in row)), [])
        except csv.Error:
            continue
        worth = (mapping.recognised(value.strip() for value in header), len(header))
        if worth > most:
            best, most = separator, worth
    return best, False


def _row(columns: list[str], values: list[str], mapping: FieldMapping, origin: str) -> Item | InputError:
    while len(values) > len(columns) and not values[-1]:
        values.pop()
    if len(values) != len(columns):
        return UnreadableError(
            f"{origin} has {len(values):,} values for {len(columns):,} columns. Put a value with separators or line "
            "ends into quotation marks."
        )
    try:
        return item_of(dict(zip(columns, values, strict=True)), mapping, origin=origin)
    except InputError as error:
        return error


def _broken(error: csv.Error, lines: _Lines, origin: str) -> InputError:
    """Return why a record can't be read; where it spans lines, nobody knows where the next begins."""
    place = f"{origin}:{lines.began}"
    after = " What follows was not read." if lines.number > lines.began else ""
    if "field larger" in str(error):
        return TooLargeError(f"{place} has a value of more than {LONGEST_RECORD:,} characters.{after}")
    return UnreadableError(f"{place} is no row: {error}. Write quotation marks within a quoted value twice.{after}")
