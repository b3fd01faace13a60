"""What comes in: bytes that may be an article, and what is known of them besides."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePath
from typing import Protocol

from kg.errors import InputError
from kg.model import Metadata

PLAIN, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"
PDF, EMAIL = "application/pdf", "message/rfc822"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP, WARC, CSV, TSV = "application/zip", "application/warc", "text/csv", "text/tab-separated-values"
JSON_LINES, FEED = "application/jsonl", "application/xml"

SUFFIXES = {
    ".txt": PLAIN, ".text": PLAIN, "": PLAIN,
    ".md": MARKDOWN, ".markdown": MARKDOWN,
    ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".pdf": PDF, ".docx": DOCX, ".eml": EMAIL,
    ".zip": ZIP, ".warc": WARC, ".warc.gz": WARC, ".csv": CSV, ".tsv": TSV,
    ".jsonl": JSON_LINES, ".ndjson": JSON_LINES,
    ".rss": FEED, ".atom": FEED, ".xml": FEED,
}  # fmt: skip
"""Media types by how a file's name ends, in lower case."""
CONTAINERS = frozenset({ZIP, WARC, CSV, TSV, JSON_LINES, FEED})
"""Media types that hold several articles."""
SAVE = "Save its text, and give that."
"""What to do with bytes that can't be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The bytes of one article, or of a container of several.

    `origin` is how messages name it: a path, "archive.zip!page.html", "rows.csv:12", a URL. `known` is what its
    container or its sender says of it, which counts more than what the bytes say of themselves; `charset` is the
    encoding that the sender names.
    """

    origin: str
    data: bytes = field(repr=False)
    media_type: str
    known: Metadata = field(default_factory=Metadata)
    charset: str | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes."""
        return sha256(self.data).hexdigest()


Found = tuple[str, Metadata]
"""The text of an article, and what its bytes say of it."""


class Format(Protocol):
    """A module of `kg.intake.formats`: makes text of one kind of bytes."""

    def read(self, item: Item) -> Found:
        """Return the text and what the bytes say of it; raises an InputError that begins with the origin."""


class Container(Protocol):
    """A module of `kg.intake.containers`: finds the articles in one kind of bytes."""

    def items(self, item: Item) -> Iterator[Item | InputError]:
        """Yield what the container holds, and for what can't be read the reason; raises where nothing can be."""


def media_type_of(name: str) -> str | None:
    """Return the media type that a file's name tells, or None."""
    suffixes = PurePath(name.lower()).suffixes
    return SUFFIXES.get("".join(suffixes[-2:])) or SUFFIXES.get(suffixes[-1] if suffixes else "")
