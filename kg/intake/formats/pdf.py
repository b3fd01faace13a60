"""PDF: text in the order of reading, and what the document says of itself."""

import io
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from kg.errors import EmptyTextError, NotTextError, UnreadableError
from kg.intake.formats.pdf_lines import Collector, Line, Piece, address_below, paragraphs
from kg.intake.formats.properties import authors_given, shown_day, title_given
from kg.intake.formats.prose import check_size, day_in, joined, letters, library, paragraph, readable
from kg.intake.furniture import byline
from kg.intake.items import Found, Item
from kg.model import DateBasis, Metadata

_FEWEST_LETTERS = 40
"""Letters that a document has which is more than its pictures."""
_STRANGE_SHARE = 0.2
_TITLE_SIZE = 1.15
_LONGEST_TITLE = 250
_WORDS_OF_TITLE = 4
_FIRST_LINES = 12
_SAVED_BY = re.compile(
    r"mozilla|skia|chrom|webkit|wkhtmltopdf|quartz|print\s+to\s+pdf|ghostscript|cairo", re.IGNORECASE
)
"""Programs with which readers save pages: the day on which they do is not the article's."""


def read(item: Item) -> Found:
    """Return the text of a PDF, page by page, and what the document says of itself.

    Raises an InputError that begins with the item's origin, for pictures of text and for what is locked, too.
    """
    check_size(item)
    pypdf = library("pypdf", item=item, kind="PDF", extra="documents")
    if b"%PDF-" not in item.data[:1_024]:
        raise NotTextError(f"{item.origin} is no PDF: it does not begin as one. Name it by what it is.")
    with readable(item, "PDF"):
        reader = _opened(pypdf, item)
        pages = [_lines_of(page, number) for number, page in enumerate(reader.pages)]
        pieces = paragraphs(pages)
        _check_has_text(pieces, reader, item)
        return joined(piece.text for piece in pieces), _metadata(reader, pieces, pages)


def _opened(pypdf: Any, item: Item) -> Any:
    reader = pypdf.PdfReader(io.BytesIO(item.data), strict=False)
    if reader.is_encrypted:
        locked = UnreadableError(f"{item.origin} is encrypted. Save it without a password, and give that.")
        try:
            opened = reader.decrypt("")
        except (pypdf.errors.DependencyError, NotImplementedError):
            raise locked from None
        if not opened:
            raise locked
    return reader


def _lines_of(page: Any, number: int) -> list[Line]:
    collector = Collector(page=number)
    page.extract_text(visitor_text=collector.visit)
    collector.end()
    return collector.lines


def _check_has_text(pieces: Sequence[Piece], reader: Any, item: Item) -> None:
    text = "".join(piece.text for piece in pieces)
    strange = sum(not each.isprintable() or each == "\ufffd" or "\ue000" <= each <= "\uf8ff" for each in text)
    if strange > _STRANGE_SHARE * len(text):
        raise NotTextError(f"{item.origin} does not say which letters its signs are; run OCR first.")
    if len(letters(text)) < _FEWEST_LETTERS and _has_pictures(reader):
        raise EmptyTextError(f"{item.origin} holds pictures of text only; run OCR first.")
    if not letters(text):
        raise EmptyTextError(f"{item.origin} holds no words.")


def _has_pictures(reader: Any) -> bool:
    for page in reader.pages:
        resources = page.get("/Resources")
        drawn = resources.get_object().get("/XObject") if resources is not None else None
        for each in (drawn.get_object() if drawn is not None else {}).values():
            if each.get_object().get("/Subtype") == "/Image":
                return True
        contents = page.get_contents()
        if contents is not None and re.search(rb"\bBI\b", contents.get_data()):
            return True
    return False


def _metadata(reader: Any, pieces: Sequence[Piece], pages: Sequence[Sequence[Line]]) -> Metadata:
    said = {key: value for key in ("Title", "Author", "CreationDate", "ModDate", "Creator", "Producer")
            if (value := _said(reader, f"/{key}"))}  # fmt: skip
    is_saved = bool(_SAVED_BY.search(f"{said.get('Creator', '')} {said.get('Producer', '')}"))
    created = None if is_saved else _day(said.get("CreationDate"))
    changed = None if is_saved else _day(said.get("ModDate"))
    shown = None if created else shown_day(piece.text for piece in pieces)
    language = reader.root_object.get("/Lang")
    return Metadata(
        title=_title(title_given(said.get("Title")), pieces),
        byline=byline(joined(piece.text for piece in pieces[:_FIRST_LINES])) or authors_given(said.get("Author", "")),
        url=address_below(pages),
        language=str(language) if language and re.fullmatch(r"[A-Za-z]{2,3}(?:-\w{2,8})*", str(language)) else "en",
        published=created or shown,
        published_basis=DateBasis.METADATA if created else DateBasis.PAGE if shown else DateBasis.NONE,
        modified=changed if created and changed and changed > created else None,
    )


def _said(reader: Any, key: str) -> str:
    information = reader.metadata
    value = information.get(key) if information is not None else None
    value = value.get_object() if value is not None else None
    return paragraph(value) if isinstance(value, str) else ""


def _day(value: str | None) -> date | None:
    """Return the day of a date such as D:20240515103000+02'00'."""
    return day_in(value.removeprefix("D:")[:8]) if value else None


def _title(given: str | None, pieces: Sequence[Piece]) -> str | None:
    """Return the headline: what the document gives as its title where it shows it too, or else its largest words."""
    first = [piece for piece in pieces if piece.page == 0 and len(piece.text) <= _LONGEST_TITLE]
    wanted = letters(given or "")
    for piece in first:
        shown = letters(piece.text)
        if wanted and (shown == wanted or (len(shown) > _FIRST_LINES and wanted.startswith(shown))):
            return piece.text
    sizes = sorted(piece.size for piece in pieces for _ in range(0, len(piece.text), 20))
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    largest = max(first, key=lambda piece: piece.size, default=None)
    if largest and largest.size > _TITLE_SIZE * usual and (not wanted or len(largest.text.split()) >= _WORDS_OF_TITLE):
        return largest.text
    return given
