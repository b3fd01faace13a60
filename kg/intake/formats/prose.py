"""What all formats share: the libraries that they need, and paragraphs, names and days as a document has them."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from kg.errors import KgError, MissingExtraError, TooLargeError, UnreadableError
from kg.intake.items import SAVE, Item

LARGEST_BYTES = 20_000_000
"""Bytes of one article, in whatever format."""
_EARLIEST_YEAR = 1800
_EPOCH = date(1970, 1, 1)
"""What programs write for a day they don't know."""

_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BLANKS = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY_OF_MONTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)\b"
_DAYS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"^\s*(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?=\s*$|T|\d{4,6}\s*$)"),
    re.compile(rf"(?<!\d){_DAY_OF_MONTH}\.?[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s*{_DAY_OF_MONTH},?\s+{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}"),
)
_EITHER_WAY = re.compile(rf"(?<!\d)(?P<one>\d{{1,2}})/(?P<other>\d{{1,2}})/{_YEAR}")

_BY = re.compile(r"^(?:(?:reported|reporting|written|words|story|text|posted|submitted)\s+)?by:?\s+", re.IGNORECASE)
_ADDRESSES = re.compile(r"\[[^\]]*\]|<[^>]*>|\(?\S+@\S*\.\S+\)?|https?://\S*|(?<!\w)@\w+")
_BETWEEN = re.compile(r"\s*;\s*|\s+\|\s+|\s+(?:and|&)\s+|,\s*and\s+", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|staff|columnist|contributor|producer|bureau|chief|journalist|fellow"
    r"|analyst|photographer|intern|critic|lecturer|professor|researcher|director|president|head of|author|student"
    r"|university|institute|college|faculty|department|updated|published|special to)s?\b",
    re.IGNORECASE,
)
_OF_MEDIA = re.compile(
    r"\b(?:(?i:press|wire|newswire|news|agency|service|times|post|herald|journal|tribune|media|radio|television)|[A-Z]{2,5})$"
)
_PLACE_BEHIND = re.compile(r"\s+(?:in|at|for|from)\s+(?:the\s+)?[A-Z].*$")
_NOBODY = frozenset({"admin", "administrator", "anonymous", "author", "guest", "root", "unknown", "user", "webmaster"})
_LONGEST_NAME = 80


def library(name: str, *, item: Item, kind: str, extra: str) -> Any:
    """Return the module of this name; raises MissingExtraError, which says what to install, where there is none."""
    try:
        return import_module(name)
    except ImportError:
        raise MissingExtraError(
            f'{item.origin}: {kind} is read with an extra: pip install "whosaid[{extra}]"'
        ) from None


@contextmanager
def readable(item: Item, kind: str) -> Iterator[None]:
    """Turn whatever a library raises for broken bytes into an UnreadableError that says what they are not."""
    try:
        yield
    except (KgError, MemoryError):
        raise
    except RecursionError:
        raise UnreadableError(
            f"{item.origin} can't be read as {kind}: its parts are nested too deep, or in a ring. {SAVE}"
        ) from None
    except Exception as error:
        told = " ".join(str(error).split())[:200] or type(error).__name__
        raise UnreadableError(f"{item.origin} can't be read as {kind}: {told.rstrip('.')}. {SAVE}") from None


def check_size(item: Item) -> None:
    """Raise TooLargeError for more bytes than one article has."""
    if len(item.data) > LARGEST_BYTES:
        raise TooLargeError(
            f"{item.origin} has {len(item.data):,} bytes; an article may have {LARGEST_BYTES:,}. {SAVE}"
        )


def paragraph(words: str) -> str:
    """Return words as one line: blanks run together, ends trimmed, nothing in it that can't be seen or copied.

    Non-breaking and other wide blanks stay as they are.
    """
    return _BLANKS.sub(" ", _DROPPED.sub("", words)).strip()


def lines(words: str) -> str:
    """Return words as lines, each a paragraph by itself, empty ones left out."""
    return "\n".join(line for each in _BREAKS.sub("\n", words).split("\n") if (line := paragraph(each)))


def joined(paragraphs: Iterable[str]) -> str:
    """Return a text: its paragraphs, separated by blank lines."""
    return "\n\n".join(each for each in paragraphs if each)


def letters(words: str) -> str:
    """Return words as copies of them are compared: letters and digits only, without case."""
    return "".join(filter(str.isalnum, words)).casefold()


def day_in(words: str) -> date | None:
    """Return the day that words name, if one is named plainly and an article can be of it.

    12/11/2024 names none: it is read one way here and another way there. Days to come, and those that stand for no
    day at all, are no days of articles.
    """
    for pattern in _DAYS:
        if match := pattern.search(words):
            named = match.groupdict()
            month = int(named["month"]) if "month" in named else _MONTHS.index(named["name"][:3].lower()) + 1
            return plausible(int(named["year"]), month, int(named["day"]))
    if match := _EITHER_WAY.search(words):
        one, other = int(match["one"]), int(match["other"])
        if one > 12 or one == other:
            return plausible(int(match["year"]), other, one)
        if other > 12:
            return plausible(int(match["year"]), one, other)
    return None


def in_front_of_day(words: str) -> str | None:
    """Return what stands in front of the first day that words name, None where they name none."""
    starts = [match.start() for pattern in _DAYS if (match := pattern.search(words))]
    return words[: min(starts)] if starts else None


def is_either_way(words: str) -> bool:
    """Tell whether words name a day in figures between slashes, which not everybody reads alike."""
    return _EITHER_WAY.search(words) is not None


def plausible(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where there is no such day, or an article can't be of it."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    tomorrow = date.today() + timedelta(days=1)
    return found if year >= _EARLIEST_YEAR and found != _EPOCH and found <= tomorrow else None


def names_in(byline: str, *, listed: bool = True) -> tuple[str, ...]:
    """Return the writers that a byline names, without "By", addresses, roles and places.

    A medium behind a writer's name stays with it: "Ada Lund, Meridian Wire"; "Lund, Ada" is Ada Lund. `listed` tells
    that a comma may stand between two writers; in a name that is one by itself it stands before a role or a medium.
    """
    plain = _BY.sub("", paragraph(_ADDRESSES.sub(" ", byline)))
    plain = plain.title() if plain.isupper() and " " in plain else plain
    found: list[str] = []
    for each in _BETWEEN.split(plain):
        first, *others = [part.strip(" .,|·•–—-") for part in each.split(",")]
        if len(others) == 1 and not any(" " in part for part in (first, *others)):
            first, others = f"{others[0]} {first}", []
        found.append(_without_place(first))
        for other in filter(None, others):
            if _ROLE.search(other):
                continue
            if found[-1] and (_OF_MEDIA.search(other) or not listed):
                found[-1] = f"{found[-1]}, {other}"
            else:
                found.append(_without_place(other))
    kept = (name.title() if name.isupper() and " " in name else name for name in found)
    return tuple(dict.fromkeys(name for name in kept if _is_name(name)))


def _without_place(name: str) -> str:
    return _PLACE_BEHIND.sub("", name).strip()


def _is_name(name: str) -> bool:
    return (
        1 < len(name) <= _LONGEST_NAME
        and name.casefold() not in _NOBODY
        and any(map(str.isalpha, name))
        and not re.search(r"[\d<>{}=]", name)
    )
