"""What an article says of itself before its text: YAML, of which only strings, lists and maps are read.

Nothing here is a date, a number or an object until this module has made it one, and aliases are refused: a few
lines of them can stand for gigabytes. Keys are also known by the other names that columns of tables have (`date`,
`author`); `source`, as programs that clip pages write it, is the publisher or an address.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from kg.errors import MetadataError
from kg.intake.mapping import FieldMapping, day
from kg.model import DateBasis, Metadata

LONGEST_FRONT_MATTER = 50_000
LONGEST_VALUE = 1_000
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_NOTHING = frozenset({"", "~", "null"})
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
"""An address of http or https."""
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
"""A link to another note, as [[page]] or [[page|name]], which is how such programs write a name."""
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
    if metadata.url is not None and not ADDRESS.fullmatch(metadata.url):
        raise MetadataError(f"{origin}: url {_shown(metadata.url)} is no http or https address.")
    if not LANGUAGE_TAG.fullmatch(metadata.language):
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
    published = _line(values, "published", origin)
    metadata = Metadata(
        title=_line(values, "title", origin),
        publisher=_line(values, "publisher", origin),
        credit=_line(values, "credit", origin),
        byline=_byline(values, origin),
        url=_line(values, "url", origin),
        language=_line(values, "language", origin) or "en",
        published=day(published, origin=origin) if published else None,
        published_basis=DateBasis.METADATA if published else DateBasis.NONE,
    )
    check_metadata(metadata, origin=origin)
    return metadata


def _line(values: Mapping[str, Any], part: str, origin: str) -> str | None:
    """Return what a key says, or the first other name of it that holds a line of its kind."""
    value = values.get(part, "")
    if not isinstance(value, str):
        raise MetadataError(f"{origin}: {part} is a list or a map; write one value.")
    others = (values[key] for key in _others(values, part))
    lines = (each.strip() for each in (value, *others) if isinstance(each, str))
    return next((line for line in lines if line.lower() not in _NOTHING), None)


def _others(values: Mapping[str, Any], part: str) -> Iterator[str]:
    """Yield the keys with other names of a part; `source` is that of an address or of a publisher, as it looks."""
    for key in FieldMapping().candidates(part, values):
        if key != part and (part != "publisher" or not _is_address(values[key])):
            yield key
    if part == "url":
        yield from (key for key in values if key.lower() == "source" and _is_address(values[key]))


def _is_address(value: object) -> bool:
    return isinstance(value, str) and ADDRESS.fullmatch(value.strip()) is not None


def _byline(values: Mapping[str, Any], origin: str) -> tuple[str, ...]:
    for key in ("byline", *_others(values, "byline")):
        given = values.get(key, "")
        authors = given if isinstance(given, list) else [given]
        if key != "byline":
            authors = [author.get("name") if isinstance(author, dict) else author for author in authors]
        elif not all(isinstance(author, str) for author in authors):
            raise MetadataError(f"{origin}: byline is neither a name nor a list of names.")
        names = (_LINK.sub(r"\1", author).strip() for author in authors if isinstance(author, str))
        if found := tuple(name for name in names if name.lower() not in _NOTHING):
            return found
    return ()


def _lines(metadata: Metadata) -> Iterator[tuple[str, str]]:
    for key in ("title", "publisher", "credit", "url", "language"):
        if value := getattr(metadata, key):
            yield key, value
    for author in metadata.byline:
        yield "byline", author


def _shown(value: str) -> str:
    return ascii(value) if len(value) <= 60 else f"{value[:60]!a}…"
