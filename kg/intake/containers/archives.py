"""Zip archives: their members, read in pieces and counted, since the sizes that an archive declares may be lies.

Nothing is ever written to disk. An archive within an archive is opened here too, so that one budget holds for all.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from kg.errors import (
    EmptyTextError,
    InputError,
    MissingInputError,
    TooLargeError,
    UnknownFormatError,
    UnreadableError,
)
from kg.intake.containers.limits import DEEPEST, EXPANDED, LARGEST, MOST_MEMBERS, shown
from kg.intake.items import SUFFIXES, ZIP, Item, media_type_of

HIGHEST_RATIO = 200
"""How many times its compressed size a member may have, above SMALL bytes."""
SMALL = 1_000_000
LARGEST_DIRECTORY = 4_000_000
"""Bytes of the list of members that stands at an archive's end."""
_PIECE = 65_536
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (
    zipfile.BadZipFile, EOFError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError, struct.error,
    zlib.error,
)  # fmt: skip
"""What zipfile raises for bytes that are no whole archive."""
_NO_ARTICLES = frozenset({
    ".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp",
    ".eot", ".otf", ".ttf", ".woff", ".woff2",
    ".css", ".less", ".scss", ".js", ".map", ".mjs", ".wasm",
    ".avi", ".m4a", ".mov", ".mp3", ".mp4", ".ogg", ".wav", ".webm",
})  # fmt: skip
_NO_ARTICLE_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


@dataclass(slots=True)
class _Budget:
    """What may still be taken out of the outermost archive."""

    members: int = MOST_MEMBERS
    size: int = EXPANDED


class _SpentError(Exception):
    """The budget is spent, so that the whole archive is given up."""


class _Guarded:
    """A file of which nobody reads more at once than an archive's list of members may have."""

    def __init__(self, file: BinaryIO, origin: str) -> None:
        self._file = file
        self._origin = origin
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        """Return that many bytes, or all that are left; raises TooLargeError."""
        data = b"" if size > LARGEST_DIRECTORY else self._file.read(size if size >= 0 else LARGEST_DIRECTORY + 1)
        if max(size, len(data)) > LARGEST_DIRECTORY:
            raise TooLargeError(
                f"{self._origin} has a list of members of more than {LARGEST_DIRECTORY:,} bytes. Split the archive."
            )
        return data


def items(item: Item) -> Iterator[Item | InputError]:
    """Yield the members of a zip archive as "archive.zip!folder/page.html", and for each that can't be read why not.

    The members of an archive in it are yielded too. What is clearly no article is passed over: images, fonts, styles,
    scripts, sound, what operating systems leave behind. Raises an InputError where nothing can be read.
    """
    if len(item.data) > EXPANDED:
        raise TooLargeError(f"{item.origin} has more than {EXPANDED:,} bytes. Add it as a file by itself.")
    yield from _within_budget(io.BytesIO(item.data), item.origin)


def items_of_file(path: Path) -> Iterator[Item | InputError]:
    """Yield what `items` does of the archive at a path, of which only what is needed is read."""
    try:
        with path.open("rb") as file:
            yield from _within_budget(file, str(path))
    except OSError as error:
        raise MissingInputError(f"{path} can't be read: {error.strerror or error}.") from None


def _within_budget(file: BinaryIO, origin: str) -> Iterator[Item | InputError]:
    try:
        yield from _members(file, origin, _Budget(), depth=1)
    except _SpentError:
        yield TooLargeError(
            f"{origin} expands to more than {EXPANDED:,} bytes; what is behind that was not read. Split the archive."
        )


def _members(file: BinaryIO, origin: str, budget: _Budget, *, depth: int) -> Iterator[Item | InputError]:
    archive = _opened(file, origin)
    listed = [member for member in archive.infolist() if not member.filename.endswith("/")]
    budget.members -= len(listed)
    if budget.members < 0:
        raise TooLargeError(f"{origin} holds more than {MOST_MEMBERS:,} files. Split the archive.")
    found = False
    names: set[str] = set()
    for member in listed:
        name = _name(member)
        if _is_no_article(name):
            continue
        found = True
        place = f"{origin}!{shown(name)}"
        if name in names:
            yield UnreadableError(f"{place} stands in the archive more than once; the first of that name was taken.")
            continue
        names.add(name)
        try:
            yield from _member(archive, member, place, budget, media_type=media_type_of(name), depth=depth)
        except InputError as error:
            yield error
    if not found:
        raise EmptyTextError(f"{origin} holds nothing that may be an article.")


def _opened(file: BinaryIO, origin: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(_Guarded(file, origin))
    except _BROKEN as error:
        raise UnreadableError(f"{origin} is no zip archive that can be read: {error}. Pack it again.") from None


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name without what would lead out of a folder."""
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in ("/", "//", "..") and not part.endswith(":"))


def _is_no_article(name: str) -> bool:
    path = PurePosixPath(name.lower())
    return (
        path.suffix in _NO_ARTICLES
        or path.name in _NO_ARTICLE_NAMES
        or path.name.startswith("._")
        or "__macosx" in path.parts
    )


def _member(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    origin: str,
    budget: _Budget,
    *,
    media_type: str | None,
    depth: int,
) -> Iterator[Item | InputError]:
    if media_type is None:
        raise UnknownFormatError(
            f"{origin} is of no kind that can be read; what can be ends in {', '.join(sorted(SUFFIXES)[1:])}."
        )
    if media_type == ZIP and depth >= DEEPEST:
        raise TooLargeError(f"{origin} lies more than {DEEPEST} archives deep. Unpack it first.")
    data = _read(archive, member, origin, budget)
    if media_type == ZIP:
        yield from _members(io.BytesIO(data), origin, budget, depth=depth + 1)
    else:
        yield Item(origin=origin, data=data, media_type=media_type)


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, origin: str, budget: _Budget) -> bytes:
    """Return a member's bytes; raises an InputError, or _SpentError at the archive's limit."""
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableError(f"{origin} is encrypted. Unpack the archive with its password, and add the files.")
    if member.compress_type not in _METHODS:
        raise UnreadableError(f"{origin} is compressed by method {member.compress_type}. Pack it again with deflate.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnreadableError(f"{origin} is a link to another file, not an article.")
    data = bytearray()
    try:
        with archive.open(member) as opened:
            while piece := opened.read(_PIECE):
                data += piece
                budget.size -= len(piece)
                _check(len(data), member, origin, budget)
    except _BROKEN as error:
        why = str(error) or "it ends too early"
        raise UnreadableError(f"{origin} is damaged: {why}. Get the archive anew.") from None
    return bytes(data)


def _check(size: int, member: zipfile.ZipInfo, origin: str, budget: _Budget) -> None:
    if budget.size < 0:
        raise _SpentError
    if size > LARGEST:
        raise TooLargeError(f"{origin} has more than {LARGEST:,} bytes. Unpack it, and add it by itself.")
    if size > SMALL and size > HIGHEST_RATIO * member.compress_size:
        raise TooLargeError(
            f"{origin} expands to more than {HIGHEST_RATIO} times its compressed size, as no article does."
        )
