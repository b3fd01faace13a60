"""An item to a document: its text, and what its bytes, its container, its text and a person say of it."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kg.errors import MetadataError, UnknownFormatError
from kg.intake.corrections import correction
from kg.intake.front_matter import ADDRESS, LANGUAGE_TAG, LONGEST_VALUE, check_metadata, front_matter
from kg.intake.furniture import byline, furniture
from kg.intake.items import CONTAINERS, MARKDOWN, PLAIN, Found, Item
from kg.intake.language import language
from kg.intake.text import check, decode
from kg.model import DateBasis, Document, Metadata

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DATELINE = re.compile(
    r"^[A-Z][A-Z .,’'-]{2,40}(?:,\s[A-Z][\w .]+)?,\s"
    rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?\s"
    r"(?P<day>\d{1,2}),?\s(?P<year>(?:19|20)\d\d)\s*(?:(?:\([^)]+\)|/[^/\n]{1,40}/)\s*)?[-–—]",
    re.MULTILINE,
)


def document_of(item: Item, *, given: Metadata | None = None, read: Callable[[Item], Found] | None = None) -> Document:
    """Return the document that an item is.

    What a person has `given` counts most, then what the item's container says, what its bytes say of themselves, and
    what the text shows: a headline, a byline, a dateline, the publisher's note that corrects it. `read` reads formats
    other than text, by default `Guard.read` of a process made for it. Raises an InputError that begins with the
    item's origin.
    """
    given = given or Metadata()
    check_metadata(given, origin=item.origin)
    text, said = _read(item, read or _guarded)
    check(text, origin=item.origin)
    metadata = _overruled(_overruled(_tidied(said), _tidied(item.known)), given)
    if given.published is not None:
        metadata = replace(metadata, published_basis=DateBasis.GIVEN)
    metadata = _shown(text, metadata)
    return Document(
        text=text,
        metadata=replace(metadata, language=language(text, declared=metadata.language), original=item.sha256),
    )


def _read(item: Item, read: Callable[[Item], Found]) -> Found:
    if item.media_type == PLAIN:
        return decode(item.data, origin=item.origin, charset=item.charset), Metadata()
    if item.media_type == MARKDOWN:
        return _markdown(decode(item.data, origin=item.origin, charset=item.charset), item.origin)
    if item.media_type in CONTAINERS:
        raise UnknownFormatError(f"{item.origin} holds several articles; add it with `kg add`.")
    return read(item)


def _guarded(item: Item) -> Found:
    from kg.intake.guarded import Guard

    with Guard() as guard:
        return guard.read(item)


def _markdown(text: str, origin: str) -> Found:
    """Return the title, a blank line, and the body as it stands behind front matter, and what that says."""
    behind, metadata = front_matter(text, origin=origin)
    if behind == text:
        return text, metadata
    body = behind.lstrip("\r\n")
    if not body.strip():
        raise MetadataError(f"{origin} has front matter but no article behind it.")
    if metadata.title and not body.startswith((metadata.title, "# ")):
        body = f"{metadata.title}\n\n{body}"
    return body, metadata


def _tidied(metadata: Metadata) -> Metadata:
    """Return what a stranger's bytes say as lines of text, without what is too long or no address or language."""
    url, tag = _line(metadata.url), _line(metadata.language)
    return replace(
        metadata,
        title=_line(metadata.title),
        publisher=_line(metadata.publisher),
        credit=_line(metadata.credit),
        byline=tuple(name for author in metadata.byline if (name := _line(author))),
        url=url if url and ADDRESS.fullmatch(url) else None,
        language=tag if tag and LANGUAGE_TAG.fullmatch(tag) else "en",
        correction=_line(metadata.correction),
    )


def _line(value: str | None) -> str | None:
    if value is None:
        return None
    visible = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in value)
    line = " ".join("".join(c for c in visible if not "\ud800" <= c <= "\udfff").split())
    return line if 0 < len(line) <= LONGEST_VALUE else None


def _overruled(metadata: Metadata, by: Metadata) -> Metadata:
    """Return metadata with the fields of others that are set, in their place."""
    dated = by.published is not None
    return Metadata(
        title=by.title or metadata.title,
        publisher=by.publisher or metadata.publisher,
        credit=by.credit or metadata.credit,
        byline=by.byline or metadata.byline,
        url=by.url or metadata.url,
        language=by.language if by.language != "en" else metadata.language,
        published=by.published if dated else metadata.published,
        published_basis=by.published_basis if dated else metadata.published_basis,
        modified=by.modified or metadata.modified,
        correction=by.correction or metadata.correction,
    )


def _shown(text: str, metadata: Metadata) -> Metadata:
    """Fill in what the text itself shows: headline, byline, the date of a dateline, a note that corrects it.

    A date beside the weather is the day the page was rendered, not the article's, and is left alone.
    """
    published, basis = metadata.published, metadata.published_basis
    if published is None and (day := _dateline(text)):
        published, basis = day, DateBasis.PAGE
    return replace(
        metadata,
        title=metadata.title or _headline(text),
        byline=metadata.byline or byline(text),
        published=published,
        published_basis=basis,
        correction=metadata.correction or correction(text),
    )


def _dateline(text: str) -> date | None:
    """Return the day of the first dateline, if there is such a day."""
    match = _DATELINE.search(text[:2_000])
    if match is None:
        return None
    try:
        return date(int(match["year"]), _MONTHS.index(match["month"]) + 1, int(match["day"]))
    except ValueError:
        return None


def _headline(text: str) -> str | None:
    """Return the first line that is no furniture, where it ends like a headline and others follow."""
    skip = furniture(text)
    position = 0
    for line in text[:3_000].splitlines(keepends=True):
        start, words = position, line.strip()
        position += len(line)
        if words and not any(span.start <= start + line.index(words[0]) < span.end for span in skip):
            words = words.removeprefix("# ")
            return words if len(words) <= 200 and words[-1] not in ".:;," and text[position:].strip() else None
    return None
