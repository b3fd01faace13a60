"""Paths to items: files, folders, archives and tables of them, standard input."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, MissingInputError, TooLargeError, UnknownFormatError
from kg.intake import items as kinds
from kg.intake.documents import document_of
from kg.intake.items import CONTAINERS, SUFFIXES, Item, media_type_of
from kg.model import Document, Metadata

if TYPE_CHECKING:
    from kg.intake.mapping import FieldMapping

LARGEST_FILE = 20_000_000
"""Bytes of one article in whatever format."""
DEEPEST = 2
"""How deep archives may lie in archives."""
STREAMED = frozenset({kinds.ZIP, kinds.WARC, kinds.CSV, kinds.TSV, kinds.JSON_LINES})
"""Media types whose files are read piece by piece, however large."""
_SKIPPED = ("__MACOSX", "node_modules")


def article_files(path: Path) -> Iterator[Path]:
    """Yield the files that a path means: itself, or those of a folder that can be read as articles, by name.

    Hidden files and the folders that browsers save beside pages ("page_files") are left out. Raises
    MissingInputError when there is nothing.
    """
    if not _is_folder(path):
        yield path
        return
    found = sorted(p for p in path.rglob("*") if _is_wanted(p.relative_to(path)) and p.is_file())
    if not found:
        raise MissingInputError(f"{path} holds no files that can be read: {', '.join(sorted(SUFFIXES)[1:])}.")
    yield from found


def items_of(path: Path, mapping: "FieldMapping | None" = None) -> Iterator[Item | InputError]:
    """Yield the articles at a path, and for each that can't be taken out of its file or archive the reason.

    A folder yields those of its files, an archive, a table or a feed those in it. `mapping` tells which fields of a
    table hold what. Nothing is raised for what is inside: it is yielded, so that the others go on.
    """
    try:
        for file in article_files(path):
            yield from _items_of_file(file, mapping)
    except InputError as error:
        yield error


def read_file(path: Path, *, given: Metadata | None = None) -> Document:
    """Read one article from a file, or from standard input where the path is "-".

    Fields set in `given` overrule what the file says. Raises an InputError that names the file.
    """
    return document_of(item_of_file(path), given=given)


def item_of_file(path: Path) -> Item:
    """Return a file as an item, or standard input where the path is "-"; raises an InputError that names it."""
    if str(path) == "-":
        return Item(origin="standard input", data=sys.stdin.buffer.read(LARGEST_FILE + 1), media_type=kinds.PLAIN)
    media_type = _media_type(path)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise TooLargeError(
                f"{path} has {size:,} bytes; an article may have {LARGEST_FILE:,}. Split it into its articles."
            )
        with path.open("rb") as file:
            return Item(origin=str(path), data=file.read(LARGEST_FILE + 1), media_type=media_type)
    except OSError as error:
        raise MissingInputError(f"{path} can't be read: {error.strerror or error}.") from None


def _media_type(path: Path) -> str:
    if not _exists(path):
        raise MissingInputError(f"There is no file {path}.")
    if path.is_dir():
        raise UnknownFormatError(f"{path} is a folder; add it with `kg add`, or name one article in it.")
    media_type = media_type_of(path.name)
    if media_type is None:
        raise UnknownFormatError(
            f"{path} ends in {path.suffix}; what can be read ends in {', '.join(sorted(SUFFIXES)[1:])}. "
            "Save its text as one of these."
        )
    return media_type


def _items_of_file(path: Path, mapping: "FieldMapping | None") -> Iterator[Item | InputError]:
    try:
        if str(path) != "-" and (media_type := _media_type(path)) in STREAMED:
            yield from _streamed(path, media_type, mapping)
        else:
            yield from _opened(item_of_file(path), mapping)
    except InputError as error:
        yield error


def _streamed(path: Path, media_type: str, mapping: "FieldMapping | None") -> Iterator[Item | InputError]:
    if media_type == kinds.ZIP:
        from kg.intake.containers import archives

        found = archives.items_of_file(path)
    elif media_type == kinds.WARC:
        from kg.intake.containers import warc

        found = warc.items_of_file(path)
    else:
        from kg.intake.containers import tables

        found = tables.items_of_file(path, mapping)
    yield from _all_opened(found, mapping)


def _opened(item: Item, mapping: "FieldMapping | None") -> Iterator[Item | InputError]:
    """Yield an item, or what it holds where it is a container."""
    if item.media_type not in CONTAINERS:
        yield item
        return
    if item.origin.count("!") > DEEPEST:
        yield TooLargeError(f"{item.origin} lies more than {DEEPEST} archives deep. Unpack it first.")
        return
    try:
        yield from _all_opened(_held(item, mapping), mapping)
    except InputError as error:
        yield error


def _held(item: Item, mapping: "FieldMapping | None") -> Iterator[Item | InputError]:
    if item.media_type == kinds.ZIP:
        from kg.intake.containers import archives

        return archives.items(item)
    if item.media_type == kinds.WARC:
        from kg.intake.containers import warc

        return warc.items(item)
    if item.media_type == kinds.FEED:
        from kg.intake.containers import feeds

        return feeds.items(item)
    from kg.intake.containers import tables

    return tables.items(item, mapping)


def _all_opened(found: Iterator[Item | InputError], mapping: "FieldMapping | None") -> Iterator[Item | InputError]:
    for each in found:
        if isinstance(each, Item):
            yield from _opened(each, mapping)
        else:
            yield each


def _is_wanted(path: Path) -> bool:
    hidden = any(part.startswith(".") or part in _SKIPPED or part.endswith("_files") for part in path.parts)
    return not hidden and path.suffix != "" and media_type_of(path.name) is not None


def _exists(path: Path) -> bool:
    with suppress(OSError):
        return os.path.lexists(path)
    return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:
        raise MissingInputError(f"{path} can't be read: {error.strerror or error}.") from None
