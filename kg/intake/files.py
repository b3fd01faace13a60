"""Files, folders and standard input to documents."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from kg.errors import MetadataError, MissingInputError, UnknownFormatError
from kg.intake.furniture import byline, furniture
from kg.intake.text import LARGEST_BYTES, decode
from kg.model import DateBasis, Document, Metadata

PLAIN = frozenset({".txt", ".text", ""})
MARKDOWN = frozenset({".md", ".markdown"})
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEYS = frozenset({"title", "publisher", "byline", "url", "published", "language"})
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DATELINE = re.compile(
    r"^[A-Z][A-Z .,’'-]{2,40}(?:,\s[A-Z][\w .]+)?,\s"
    rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?\s"
    r"(?P<day>\d{1,2}),?\s(?P<year>(?:19|20)\d\d)\s*(?:\([^)]+\)\s*)?[-–—]",
    re.MULTILINE,
)


def article_files(path: Path) -> Iterator[Path]:
    """Yield the articles that a path means: itself, or the text and Markdown files of a folder, by name.

    Raises MissingInputError when there is nothing.
    """
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in (PLAIN | MARKDOWN) - {""})
        if not found:
            raise MissingInputError(f"{path} holds no .txt or .md files.")
        yield from found
    else:
        yield path


def read_file(path: Path, *, given: Metadata | None = None) -> Document:
    """Read one article from a file, or from standard input where the path is "-".

    Fields set in `given` overrule what the file says. Raises an InputError that names the file.
    """
    if str(path) == "-":
        return read_document(sys.stdin.buffer.read(LARGEST_BYTES + 1), origin="standard input", given=given)
    suffix = path.suffix.lower()
    if not path.exists():
        raise MissingInputError(f"There is no file {path}.")
    if path.is_dir():
        raise UnknownFormatError(f"{path} is a folder; add it with `kg add`, or name one article in it.")
    if suffix not in PLAIN | MARKDOWN:
        raise UnknownFormatError(
            f"{path} ends in {suffix}; read so far are .txt and .md. Save its text as one of these."
        )
    with path.open("rb") as file:
        data = file.read(LARGEST_BYTES + 1)
    return read_document(data, origin=str(path), markdown=suffix in MARKDOWN, given=given)


def read_document(data: bytes, *, origin: str, markdown: bool = False, given: Metadata | None = None) -> Document:
    """Return the document in these bytes: Markdown with front matter, or plain text.

    A Markdown document's text is its title, a blank line, and the body as it stands; a plain one's is all of it.
    """
    text = decode(data, origin=origin)
    metadata = Metadata()
    if markdown:
        text, metadata = _front_matter(text, origin)
    metadata = _found(text, metadata)
    return Document(text=text, metadata=_overruled(metadata, given or Metadata()))


def _front_matter(text: str, origin: str) -> tuple[str, Metadata]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return text, Metadata()
    try:
        values = yaml.safe_load(match[1]) or {}
    except yaml.YAMLError as error:
        raise MetadataError(f"{origin}: its front matter is not YAML: {error}") from None
    if not isinstance(values, dict):
        raise MetadataError(f"{origin}: its front matter is no list of keys and values.")
    metadata = _metadata({key: value for key, value in values.items() if key in _KEYS}, origin)
    body = text[match.end() :].lstrip("\r\n")
    if metadata.title and not body.startswith((metadata.title, "# ")):
        body = f"{metadata.title}\n\n{body}"
    if not body.strip():
        raise MetadataError(f"{origin} has front matter but no article behind it.")
    return body, metadata


def _metadata(values: dict[str, Any], origin: str) -> Metadata:
    authors = values.get("byline") or ()
    published = _date(values.get("published"), origin)
    return Metadata(
        title=_text(values.get("title")),
        publisher=_text(values.get("publisher")),
        byline=(authors,) if isinstance(authors, str) else tuple(str(author) for author in authors),
        url=_text(values.get("url")),
        language=_text(values.get("language")) or "en",
        published=published,
        published_basis=DateBasis.METADATA if published else DateBasis.NONE,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value).strip() or None


def _date(value: object, origin: str) -> date | None:
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise MetadataError(f"{origin}: {value!r} is no date. Write it as 2024-05-15.") from None


def _found(text: str, metadata: Metadata) -> Metadata:
    """Fill in what the text itself says: headline, byline, and the date of a dateline.

    A date beside the weather is the day the page was rendered, not the article's, and is left alone.
    """
    published, basis = metadata.published, metadata.published_basis
    dateline = _DATELINE.search(text[:2_000]) if published is None else None
    if dateline:
        month = _MONTHS.index(dateline["month"]) + 1
        published, basis = date(int(dateline["year"]), month, int(dateline["day"])), DateBasis.PAGE
    return replace(
        metadata,
        title=metadata.title or _headline(text),
        byline=metadata.byline or byline(text),
        published=published,
        published_basis=basis,
    )


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


def _overruled(metadata: Metadata, given: Metadata) -> Metadata:
    published = given.published or metadata.published
    basis = DateBasis.GIVEN if given.published else metadata.published_basis
    return replace(
        metadata,
        title=given.title or metadata.title,
        publisher=given.publisher or metadata.publisher,
        url=given.url or metadata.url,
        published=published,
        published_basis=basis,
    )
