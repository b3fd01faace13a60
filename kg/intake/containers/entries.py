"""What feeds and sitemaps say: entries, and what is known of each."""

import html
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from kg.errors import MetadataError
from kg.intake.front_matter import ADDRESS
from kg.intake.mapping import day

FULL = 600
"""Characters of text from which an entry's content is taken to be the article and no teaser."""
LONGEST_SUMMARY = 2_000
_TAG = re.compile(r"<[^<>]*>")
_INLINE = re.compile(
    r"</?(?:a|b|br|cite|em|font|i|p|q|small|span|strong|sub|sup|u)(?:\s[^<>]{0,1000})?/?>", re.IGNORECASE
)
_TEASER = re.compile(
    r"(?:\[(?:…|\.{3})\]|(?:continue reading|read (?:more|on|the full (?:story|article)))\b.{0,100})\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as a feed or a sitemap tells of it; `content` is HTML, `summary` text.

    `published` and `modified` are the days as they are written there; what can't be read as a date is None.
    """

    url: str | None = None
    title: str | None = None
    published: date | None = None
    modified: date | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    summary: str | None = None
    content: str | None = None

    @property
    def is_full(self) -> bool:
        """Tell whether the content is the article itself: long enough, and no teaser that breaks off."""
        words = text_of(self.content) if self.content else ""
        return len(words) > FULL and not _TEASER.search(words[-200:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The entries of a feed or a sitemap, in its order.

    `sitemaps` are the addresses in an index of sitemaps. `problem` is what was wrong with a file of which only a part
    could be read.
    """

    title: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    sitemaps: tuple[str, ...] = ()
    problem: str | None = None


def text_of(markup: str) -> str:
    """Return the text of HTML on one line, near enough to measure and to show."""
    return " ".join(html.unescape(_TAG.sub(" ", _INLINE.sub("", markup))).split())


def title_of(written: str) -> str | None:
    """Return a title of which nobody says whether it is text or HTML, as text."""
    return " ".join(html.unescape(_INLINE.sub("", written)).split()) or None


def summary_of(markup: str | None) -> str | None:
    """Return the beginning of a summary as text."""
    return text_of(markup)[:LONGEST_SUMMARY] or None if markup else None


def markup_of(text: str) -> str:
    """Return text as HTML: what blank lines part are paragraphs."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in paragraphs if paragraph.strip())


def address_of(written: str | None, base: str) -> str | None:
    """Return an http or https address, made whole where the feed came from the web; None where it is none."""
    if not written or not written.strip():
        return None
    address = written.strip()
    if ADDRESS.fullmatch(base):
        try:
            address = urljoin(base, address)
        except ValueError:
            return None
    return address if ADDRESS.fullmatch(address) else None


def day_of(written: str | None) -> date | None:
    """Return a day, or None where there is none or it can't be read: an article is not refused for its feed's date."""
    try:
        return day(written, origin="") if written else None
    except MetadataError:
        return None
