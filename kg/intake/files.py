"""Files, folders and standard input to documents."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from kg.errors import MetadataError, MissingInputError, UnknownFormatError
from kg.intake.front_matter import check_metadata, front_matter
from kg.intake.furniture import byline, furniture
from kg.intake.text import LARGEST_BYTES, decode
from kg.model import DateBasis, Document, Metadata

PLAIN = frozenset({".txt", ".text", ""})
MARKDOWN = frozenset({".md", ".markdown"})
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
    if _is_folder(path):
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
    try:
        data = _bytes(path)
    except OSError as error:
        raise MissingInputError(f"{path} can't be read: {error.strerror or error}.") from None
    origin = str(path) if str(path) != "-" else "standard input"
    return read_document(data, origin=origin, markdown=path.suffix.lower() in MARKDOWN, given=given)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:
        raise MissingInputError(f"{path} can't be read: {error.strerror or error}.") from None


def _bytes(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read(LARGEST_BYTES + 1)
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
        return file.read(LARGEST_BYTES + 1)


def read_document(data: bytes, *, origin: str, markdown: bool = False, given: Metadata | None = None) -> Document:
    """Return the document in these bytes: Markdown with front matter, or plain text.

    A Markdown document's text is its title, a blank line, and the body as it stands; a plain one's is all of it.
    """
    given = given or Metadata()
    check_metadata(given, origin=origin)
    text = decode(data, origin=origin)
    metadata = Metadata()
    if markdown:
        text, metadata = _markdown(text, origin)
    return Document(text=text, metadata=_overruled(_found(text, metadata), given))


def _markdown(text: str, origin: str) -> tuple[str, Metadata]:
    behind, metadata = front_matter(text, origin=origin)
    if behind == text:
        return text, metadata
    body = behind.lstrip("\r\n")
    if not body.strip():
        raise MetadataError(f"{origin} has front matter but no article behind it.")
    if metadata.title and not body.startswith((metadata.title, "# ")):
        body = f"{metadata.title}\n\n{body}"
    return body, metadata


def _found(text: str, metadata: Metadata) -> Metadata:
    """Fill in what the text itself says: headline, byline, and the date of a dateline.

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


def _overruled(metadata: Metadata, given: Metadata) -> Metadata:
    published = given.published or metadata.published
    basis = DateBasis.GIVEN if given.published else metadata.published_basis
    return replace(
        metadata,
        title=given.title or metadata.title,
        publisher=given.publisher or metadata.publisher,
        credit=given.credit or metadata.credit,
        url=given.url or metadata.url,
        published=published,
        published_basis=basis,
    )
