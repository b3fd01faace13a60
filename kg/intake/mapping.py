"""Which column of a table, or field of a JSON object, holds what of an article."""

import email.utils
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from kg.errors import EmptyTextError, MetadataError, NotTextError
from kg.intake.items import HTML, PLAIN, Item
from kg.model import DateBasis, Metadata

USUAL = {
    "text": ("text", "body", "content", "article", "maintext", "articlebody", "fulltext"),
    "html": ("html", "rawhtml"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "outlet", "sourcename", "source", "site", "publication", "newspaper"),
    "byline": ("byline", "author", "authors"),
    "url": ("url", "link"),
    "language": ("language", "lang", "inlanguage"),
    "published": ("published", "publishedat", "datepublished", "datepublish", "publishdate", "pubdate", "date"),
    "credit": ("credit", "agency"),
}
"""What columns usually are called, without letter case, hyphens, underscores and spaces; the first counts most."""
_SHOWN = 20
_NOTHING = frozenset({"", "-", "n/a", "nan", "nat", "none", "null"})
_ISO = re.compile(r"\d{4}-?(?:\d{2}-?\d{2}|W\d{2}-?\d)(?:[T ].{2,40})?", re.IGNORECASE)
_ZONE = re.compile(r"\s*(?:UTC|GMT)$", re.IGNORECASE)
_MAIL = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}(?:\s.{1,40})?")
_QUOTED = re.compile(r"'([^']{1,200})'|\"([^\"]{1,200})\"")
_AND = re.compile(r",\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
_BY = re.compile(r"by[\s:]+", re.IGNORECASE)
_LONGEST_NAMES = 1_000
_LONGEST_DAY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMapping:
    """The columns of an article's parts: None where one of the usual names will do, empty where there is none.

    `html` is a whole page, which is read where there is no text.
    """

    text: str | None = None
    html: str | None = None
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    credit: str | None = None

    @classmethod
    def parse(cls, given: str) -> "FieldMapping":
        """Return the mapping that "text=body,title=headline,publisher=outlet" writes.

        `publisher=` says that no column holds the publisher. Raises MetadataError.
        """
        known = [each.name for each in fields(cls)]
        columns: dict[str, str] = {}
        for pair in filter(None, map(str.strip, given.split(","))):
            part, equals, column = (each.strip() for each in pair.partition("="))
            if not equals or part not in known:
                raise MetadataError(
                    f"fields: {pair[:60]!a} can't be understood. Write part=column, the part one of {', '.join(known)}."
                )
            if part in columns:
                raise MetadataError(f"fields: {part} is given twice; write it once.")
            columns[part] = column
        if not columns:
            raise MetadataError("fields: nothing is given. Write them as text=body,title=headline.")
        if columns.get("text") == "" and columns.get("html") == "":
            raise MetadataError("fields: neither text nor html has a column; name one of them.")
        return cls(**columns)

    def candidates(self, part: str, columns: Iterable[str]) -> Iterator[str]:
        """Yield those of the columns that may hold a part of an article, the one that counts most first."""
        chosen = getattr(self, part)
        if chosen is not None:
            yield from (column for column in columns if chosen and column == chosen)
            return
        folded: dict[str, list[str]] = {}
        for column in columns:
            folded.setdefault(_folded(column), []).append(column)
        for usual in USUAL[part]:
            yield from folded.get(usual, ())

    def recognised(self, columns: Iterable[str]) -> int:
        """Return how many parts of an article these columns hold."""
        have = tuple(columns)
        return sum(any(True for _ in self.candidates(part, have)) for part in USUAL)

    def check(self, columns: Iterable[str], *, origin: str) -> None:
        """Raise MetadataError where a table with these columns has no text, a column not at all, or one twice."""
        have = tuple(columns)
        for part in USUAL:
            chosen = getattr(self, part)
            if chosen and chosen not in have:
                raise MetadataError(f"{origin} has no column {chosen[:60]!a} for {part}; it has {_listed(have)}.")
        if not any(True for part in ("text", "html") for _ in self.candidates(part, have)):
            raise MetadataError(f"{origin} has no column that is known to hold the text; {_advice(have)}")
        counted = Counter(have)
        for part in USUAL:
            for column in self.candidates(part, have):
                if counted[column] > 1:
                    raise MetadataError(f"{origin} has the column {column[:60]!a} twice. Rename one of them.")


def item_of(row: Mapping[str, object], mapping: FieldMapping, *, origin: str) -> Item:
    """Return the article in a row of a table or a JSON object.

    Its bytes are the text as it stands, or the page where there is only that. Raises an InputError that begins with
    the origin.
    """
    text, media_type = _first_text(row, mapping, "text"), PLAIN
    if text is None:
        text, media_type = _first_text(row, mapping, "html"), HTML
    if text is None:
        raise EmptyTextError(f"{origin} has no text; {_advice(row)}")
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise NotTextError(
            f"{origin} is not UTF-8. If it is Windows-1252, convert it first: iconv -f WINDOWS-1252 -t UTF-8"
        ) from None
    return Item(origin=origin, data=data, media_type=media_type, known=_metadata(row, mapping, origin), charset="utf-8")


def day(value: str, *, origin: str) -> date:
    """Return the day of a date as ISO 8601 or RFC 2822 writes it, in the time zone in which it is written.

    Raises MetadataError with the value.
    """
    written = value.strip()
    try:
        if len(written) > _LONGEST_DAY:
            pass
        elif _ISO.fullmatch(written):
            return datetime.fromisoformat(_ZONE.sub("", written)).date()
        elif _MAIL.fullmatch(written):
            return email.utils.parsedate_to_datetime(written).date()
    except (OverflowError, ValueError):
        pass
    raise MetadataError(f"{origin}: published {written[:60]!a} is no date that can be read. Write it as 2024-05-15.")


def names(value: str) -> tuple[str, ...]:
    """Return the writers that a byline names: "By Ada Lund, Bo Berg and Cy Dahl", or the same as a list."""
    line = " ".join(value[:_LONGEST_NAMES].split())
    if line.startswith("[") and line.endswith("]"):
        found = ["".join(match) for match in _QUOTED.findall(line)]
    elif ";" in line or "|" in line:
        found = re.split(r"[;|]", line)
    else:
        found = _AND.split(_BY.sub("", line, count=1) if _BY.match(line) else line)
    return tuple(name for each in found if (name := each.strip()).lower() not in _NOTHING)


def _metadata(row: Mapping[str, object], mapping: FieldMapping, origin: str) -> Metadata:
    published = _first_line(row, mapping, "published")
    language = _first_line(row, mapping, "language")
    return Metadata(
        title=_first_line(row, mapping, "title"),
        publisher=_first_line(row, mapping, "publisher"),
        credit=_first_line(row, mapping, "credit"),
        byline=_byline(row, mapping),
        url=_first_line(row, mapping, "url"),
        language=language.replace("_", "-") if language else "en",
        published=day(published, origin=origin) if published else None,
        published_basis=DateBasis.METADATA if published else DateBasis.NONE,
    )


def _first_text(row: Mapping[str, object], mapping: FieldMapping, part: str) -> str | None:
    """Return the first value of a part that has words; a list of paragraphs becomes paragraphs."""
    for column in mapping.candidates(part, row):
        value = row[column]
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value.strip().lower() not in _NOTHING:
            return value
    return None


def _first_line(row: Mapping[str, object], mapping: FieldMapping, part: str) -> str | None:
    return next(filter(None, (_line(row[column]) for column in mapping.candidates(part, row))), None)


def _line(value: object) -> str | None:
    """Return a value as one line: a string, a number, or what an object in JSON gives as its name."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, int | float):
        value = repr(value)
    if not isinstance(value, str):
        return None
    line = " ".join(value.split())
    return line if line.lower() not in _NOTHING else None


def _byline(row: Mapping[str, object], mapping: FieldMapping) -> tuple[str, ...]:
    for column in mapping.candidates("byline", row):
        value = row[column]
        if isinstance(value, list):
            found = tuple(name for each in value if (name := _line(each)))
        else:
            found = names(_line(value) or "")
        if found:
            return found
    return ()


def _advice(columns: Iterable[str]) -> str:
    return f"its columns are {_listed(columns)}. Name the one that holds the text: --fields text=…"


def _listed(columns: Iterable[str]) -> str:
    listed = [ascii(column[:40]) for column in columns]
    more = f" and {len(listed) - _SHOWN:,} more" if len(listed) > _SHOWN else ""
    return f"{', '.join(listed[:_SHOWN])}{more}" if listed else "none"


def _folded(column: str) -> str:
    return re.sub(r"[\s_-]", "", column).casefold()
