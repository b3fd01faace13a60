"""What an article says of itself before its text: YAML, of which only strings, lists and maps are read.

Nothing here is a date, a number or an object until this module has made it one, and aliases are refused: a few
lines of them can stand for gigabytes.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import yaml

from kg.errors import MetadataError
from kg.model import DateBasis, Metadata

LONGEST_FRONT_MATTER = 50_000
LONGEST_VALUE = 1_000
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_NOTHING = frozenset({"", "~", "null"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].+)?", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_NOT_ON_A_LINE = frozenset({"Cc", "Cs", "Zl", "Zp"})


def front_matter(text: str, *, origin: str) -> tuple[str, Metadata]:
    """Return the text behind the front matter, and what that says; all of the text where it has none.

    `origin` names the input in errors. Raises MetadataError, with the key where there is one.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return text, Metadata()
    return text[match.end() :], _metadata(_values(match[1], origin), origin)


def check_metadata(metadata: Metadata, *, origin: str) -> None:
    """Raise MetadataError for what is no line of text, no address or no language; it names the origin and the key."""
    for key, value in _lines(metadata):
        if len(value) > LONGEST_VALUE:
            raise MetadataError(f"{origin}: {key} has {len(value):,} characters; it may have {LONGEST_VALUE:,}.")
        if any(unicodedata.category(character) in _NOT_ON_A_LINE for character in value):
            raise MetadataError(f"{origin}: {key} {_shown(value)} has characters that no line of text has.")
    if metadata.url is not None and not _ADDRESS.fullmatch(metadata.url):
        raise MetadataError(f"{origin}: url {_shown(metadata.url)} is no http or https address.")
    if not _LANGUAGE.fullmatch(metadata.language):
        raise MetadataError(
            f"{origin}: language {_shown(metadata.language)} is no language tag. Write it as en or en-GB."
        )


class _Strings(yaml.BaseLoader):
    """Makes strings, lists and maps, and refuses aliases and anchors."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Refuse a node that has another name, or stands for another; `index` is the key of a map's value."""
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            place = f"{index.value}: " if isinstance(index, yaml.ScalarNode) else ""
            raise yaml.YAMLError(
                f"{place}the anchor or alias {event.anchor[:40]!r} is not allowed; put a value that begins with & or * "
                "into quotation marks"
            )
        return super().compose_node(parent, index)


def _values(text: str, origin: str) -> dict[str, Any]:
    if len(text) > LONGEST_FRONT_MATTER:
        raise MetadataError(
            f"{origin}: its front matter has {len(text):,} characters; it may have {LONGEST_FRONT_MATTER:,}."
        )
    try:
        values = _Strings(text).get_single_data() or {}
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise MetadataError(
            f"{origin}: its front matter can't be read as YAML: {' '.join(str(error).split())}"
        ) from None
    except RecursionError:
        raise MetadataError(f"{origin}: its front matter is nested too deep.") from None
    if not isinstance(values, dict):
        raise MetadataError(f"{origin}: its front matter is no list of keys and values.")
    return values


def _metadata(values: Mapping[str, Any], origin: str) -> Metadata:
    published = _day(values, origin)
    metadata = Metadata(
        title=_line(values, "title", origin),
        publisher=_line(values, "publisher", origin),
        credit=_line(values, "credit", origin),
        byline=_byline(values, origin),
        url=_line(values, "url", origin),
        language=_line(values, "language", origin) or "en",
        published=published,
        published_basis=DateBasis.METADATA if published else DateBasis.NONE,
    )
    check_metadata(metadata, origin=origin)
    return metadata


def _line(values: Mapping[str, Any], key: str, origin: str) -> str | None:
    value = values.get(key, "")
    if not isinstance(value, str):
        raise MetadataError(f"{origin}: {key} is a list or a map; write one value.")
    value = value.strip()
    return value if value.lower() not in _NOTHING else None


def _byline(values: Mapping[str, Any], origin: str) -> tuple[str, ...]:
    given = values.get("byline", "")
    authors = given if isinstance(given, list) else [given]
    if not all(isinstance(author, str) for author in authors):
        raise MetadataError(f"{origin}: byline is neither a name nor a list of names.")
    return tuple(name for author in authors if (name := author.strip()).lower() not in _NOTHING)


def _day(values: Mapping[str, Any], origin: str) -> date | None:
    value = _line(values, "published", origin)
    if value is None:
        return None
    try:
        if _DAY.fullmatch(value):
            return datetime.fromisoformat(value).date()
    except ValueError:
        pass
    raise MetadataError(f"{origin}: published: {_shown(value)} is no date. Write it as 2024-05-15.")


def _lines(metadata: Metadata) -> Iterator[tuple[str, str]]:
    for key in ("title", "publisher", "credit", "url", "language"):
        if value := getattr(metadata, key):
            yield key, value
    for author in metadata.byline:
        yield "byline", author


def _shown(value: str) -> str:
    return ascii(value) if len(value) <= 60 else f"{value[:60]!a}…"
