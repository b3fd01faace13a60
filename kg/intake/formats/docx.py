"""Documents of word processors: their text as it stands once all changes are accepted, and what they say of it."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from kg.errors import EmptyTextError, NotTextError, TooLargeError, UnreadableError
from kg.intake.formats.properties import authors_given, shown_day, title_given
from kg.intake.formats.prose import check_size, joined, letters, library, lines, plausible, readable
from kg.intake.furniture import byline
from kg.intake.items import SAVE, Found, Item
from kg.model import DateBasis, Metadata

MOST_BYTES = 200_000_000
"""Bytes that a document's parts may have together, unpacked."""
MOST_BYTES_OF_PART = 50_000_000
"""Bytes of one of its parts that is XML."""
MOST_PARTS = 10_000
_DECLARATION = 2_000
"""Bytes in which a part of XML declares entities, where it does."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    {
        f"{_W}{name}"
        for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "txbxContent", "sdtPr", "tblPr")
    }
    | {f"{_MC}Fallback"}
)
"""Elements that hold no words of the text, or words that were deleted, or those of a box beside it."""
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "\u2011"}
_TEMPLATE_DAY = date(2013, 12, 23)
"""When the template was made from which python-docx makes documents."""
_FIRST_LINES = 12
_LONGEST_TITLE = 250


def read(item: Item) -> Found:
    """Return the text of a document, a line to each row of its tables, and what it says of itself.

    Deleted words, comments, headers, footers and notes are left out. Raises an InputError that begins with the item's
    origin.
    """
    check_size(item)
    docx = library("docx", item=item, kind="DOCX", extra="documents")
    _check_archive(item)
    with readable(item, "DOCX"):
        document = docx.Document(io.BytesIO(item.data))
        found = list(_blocks(document.element.body))
        names = {style.style_id: style.name or "" for style in document.styles}
        metadata = _metadata(document, found, names)
    text = joined(words for words, _ in found)
    if not letters(text):
        raise EmptyTextError(f"{item.origin} holds no words.")
    return text, metadata


def _check_archive(item: Item) -> None:
    """Raise an InputError for what is no document, or one that unpacks to more than a document has."""
    if item.data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(f"{item.origin} is locked with a password, or an old .doc. Save it as .docx without one.")
    with readable(item, "DOCX"), zipfile.ZipFile(io.BytesIO(item.data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            raise TooLargeError(
                f"{item.origin} unpacks to more than {MOST_BYTES:,} bytes, or to {MOST_PARTS:,} parts. {SAVE}"
            )
        if "word/document.xml" not in archive.namelist():
            raise NotTextError(f"{item.origin} is no DOCX but another archive. Name it by what it is.")
        for part in parts:
            _check_part(archive, part, item)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, item: Item) -> None:
    if not part.filename.lower().endswith((".xml", ".rels")):
        return
    if part.file_size > MOST_BYTES_OF_PART:
        raise TooLargeError(
            f"{item.origin}: {part.filename} has {part.file_size:,} bytes. Save its text, and give that."
        )
    with archive.open(part) as opened:
        if b"<!DOCTYPE" in opened.read(_DECLARATION):
            raise UnreadableError(
                f"{item.origin} declares entities, as no word processor does. Save its text, and give that."
            )


def _blocks(parent: Any) -> Iterator[tuple[str, Any]]:
    """Yield the words of each paragraph and table, and its element; those of a box behind what it stands beside."""
    for element in parent:
        if element.tag == f"{_W}p":
            if words := lines(_words(element)):
                yield words, element
            for box in element.iter(f"{_W}txbxContent"):
                if next(box.iterancestors(f"{_MC}Fallback"), None) is None:
                    yield from _blocks(box)
        elif element.tag == f"{_W}tbl":
            yield from _table(element)
        elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
            yield from _blocks(element)


def _table(table: Any) -> Iterator[tuple[str, Any]]:
    """Yield a table as one block with a line to each row, or what is in it where it only lays out a page."""
    rows = [row for row in table.iterchildren(f"{_W}tr") if row.find(f"{_W}trPr/{_W}del") is None]
    cells = [[[words for words, _ in _blocks(cell)] for cell in row.iterchildren(f"{_W}tc")] for row in rows]
    if all(len(row) < 2 for row in cells) or any(len(cell) > 1 for row in cells for cell in row):
        for row in rows:
            for cell in row.iterchildren(f"{_W}tc"):
                yield from _blocks(cell)
        return
    written = [" | ".join(" ".join(cell).replace("\n", " ") for cell in row) for row in cells if any(row)]
    if written:
        yield "\n".join(written), table


def _words(element: Any) -> str:
    """Return the words in an element, without those that are hidden or were deleted."""
    parts = []
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{_W}r" and _is_hidden(child):
            continue
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[child.tag])
        else:
            parts.append(_words(child))
    return "".join(parts)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")


def _metadata(document: Any, found: list[tuple[str, Any]], names: dict[str, str]) -> Metadata:
    properties = document.core_properties
    created, changed = _day(properties.created), _day(properties.modified)
    shown = None if created else shown_day(words for words, _ in found)
    return Metadata(
        title=_title(title_given(properties.title), found, names),
        byline=byline(joined(words for words, _ in found[:_FIRST_LINES])) or authors_given(properties.author),
        language=properties.language or _language(document) or "en",
        published=created or shown,
        published_basis=DateBasis.METADATA if created else DateBasis.PAGE if shown else DateBasis.NONE,
        modified=changed if created and changed and changed > created else None,
    )


def _day(value: datetime | None) -> date | None:
    if value is None or value.date() == _TEMPLATE_DAY:
        return None
    return plausible(value.year, value.month, value.day)


def _title(given: str | None, found: list[tuple[str, Any]], names: dict[str, str]) -> str | None:
    """Return the words that are set as title or as heading of the first rank, or else what the properties give."""
    for wanted in ("title", "heading 1"):
        for words, element in found:
            style = element.find(f"{_W}pPr/{_W}pStyle")
            name = names.get(style.get(f"{_W}val"), "") if style is not None else ""
            if name.lower() == wanted and len(words) <= _LONGEST_TITLE:
                return words.replace("\n", " ")
    return given


def _language(document: Any) -> str | None:
    mark = document.styles.element.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
    return mark.get(f"{_W}val") if mark is not None else None
