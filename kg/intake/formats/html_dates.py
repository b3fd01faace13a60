"""When an article was published and changed, as its page tells machines or readers."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from kg.intake.formats.html_blocks import Block, ends_a_sentence, names_of
from kg.intake.formats.html_items import is_elsewhere, items
from kg.intake.formats.prose import day_in, in_front_of_day, is_either_way

PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued",
    "dc.date.created", "dcterms.created", "citation_publication_date", "citation_date", "publish-date", "publish_date",
    "publishdate", "published_date", "publication_date", "pubdate", "originalpublicationdate", "article.published",
    "dc.date", "date",
)  # fmt: skip
"""Names of meta elements that tell the day of publication, the surest first."""
MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "article:updated", "datemodified",
    "dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "last_modified", "article.updated", "revised",
)  # fmt: skip
"""Names of meta elements that tell the day of the last change."""
_PUBLISHED = frozenset({"created", "entry", "issued", "posted", "pubdate", "publication", "publish", "published"})
_UPDATED = frozenset({"edited", "lastmod", "modified", "update", "updated"})
_SAYS_UPDATED = re.compile(r"\b(?:updated|modified|amended|edited|corrected)\b", re.IGNORECASE)
_PIECES = re.compile(
    r"\n|(?=\b(?:first\s+)?(?:published|posted|(?:last\s+)?(?:updated|modified|edited))\b)", re.IGNORECASE
)
_HALF_OF_DAY = re.compile(r"[ap]\.m\.$", re.IGNORECASE)
_MOST_WORDS = 16
_LAST_UPDATED = re.compile(r"(?:this\s+page\s+was\s+)?last\s+(?:updated|modified|changed)\b", re.IGNORECASE)
_LONGEST_FOOT = 300


def published_in(tree: Any) -> Iterator[str]:
    """Yield what a page's elements tell machines of the day of publication."""
    yield from items(tree, "datepublished")
    yield from _of_times(tree, _PUBLISHED, but=_UPDATED)


def modified_in(tree: Any) -> Iterator[str]:
    """Yield what a page's elements tell machines of the last change."""
    yield from items(tree, "datemodified")
    yield from _of_times(tree, _UPDATED, but=frozenset())


def first_day(values: Iterator[str]) -> date | None:
    """Return the first day that one of the values names."""
    return next((day for value in values if (day := day_in(value))), None)


def shown_days(near: list[Block], *, updated: bool, htmldate: Any) -> Iterator[date]:
    """Yield the days in lines near the headline: those of an update, or the others.

    `htmldate` is the library, which knows how days are written in other languages. A line with the weather tells of
    the day on which the page was made.
    """
    if any("°" in block.text for block in near):
        return
    for block in near:
        for line in filter(None, map(str.strip, _PIECES.split(block.text))):
            if bool(_SAYS_UPDATED.search(line)) is updated and (day := _day_of(line, htmldate)):
                yield day


def last_updated(shown: list[Block]) -> date | None:
    """Return the one day on which a page says, at its foot, that it was last changed."""
    lines = (line for block in shown if len(block.text) < _LONGEST_FOOT for line in block.text.split("\n"))
    days = {day for line in lines if _LAST_UPDATED.match(line) and (day := day_in(line))}
    return days.pop() if len(days) == 1 else None


def _of_times(tree: Any, words: frozenset[str], *, but: frozenset[str]) -> Iterator[str]:
    """Yield the days of elements whose own names tell that the article is of that day, or was changed then."""
    for element in tree.iter("time", "abbr"):
        value = element.get("datetime") or element.get("title")
        called = {word for name in names_of(element) for word in name}
        called |= {"pubdate"} if element.get("pubdate") is not None else set()
        if value and called & words and not called & but and not is_elsewhere(element):
            yield value


def _day_of(line: str, htmldate: Any) -> date | None:
    """Return the day of a line that is little else: a sentence that names a day is about something else."""
    if len(line.split()) > _MOST_WORDS or (ends_a_sentence(line) and not _HALF_OF_DAY.search(line)):
        return None
    if in_front_of_day(line) is not None or is_either_way(line) or not re.search(r"\d{4}", line):
        return day_in(line)
    found = htmldate.find_date(_page_of(line), original_date=True, extensive_search=False)
    return day_in(found) if found else None


def _page_of(line: str) -> str:
    escaped = line.replace("&", "&amp;").replace("<", "&lt;")
    return f"<html><body><p class='date'>{escaped}</p></body></html>"
