"""Files of feeds and sitemaps: RSS, Atom, JSON Feed. Nothing is fetched here."""

import html
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kg.errors import EmptyTextError, InputError, TooLargeError, UnreadableError
from kg.intake.containers import elements
from kg.intake.containers.dialects import MOST_ENTRIES, feed_of
from kg.intake.containers.entries import Entry, Feed, address_of, day_of, markup_of, summary_of, text_of, title_of
from kg.intake.containers.expanding import GZIP_MARK, gunzipped
from kg.intake.containers.limits import LARGEST, shown
from kg.intake.items import HTML, Item
from kg.model import DateBasis, Metadata

JSON_FEED = "https://jsonfeed.org/version/"


def entries(data: bytes, origin: str, *, charset: str | None = None) -> Feed:
    """Return what a feed or a sitemap says: RSS, Atom, JSON Feed, sitemaps and indexes of them, gzip or not.

    `origin` names it in errors; where it is an http or https address, addresses in the feed that are not whole are
    made so by it. `charset` is the encoding that the sender names. Raises an InputError that begins with the origin.
    """
    if data.startswith(GZIP_MARK):
        data = gunzipped(data, origin=origin, most=LARGEST)
    if len(data) > LARGEST:
        raise TooLargeError(f"{origin} has more than {LARGEST:,} bytes, the most that is read of a feed or a sitemap.")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return _json_feed(data, origin)
    parsed = elements.parse(data, origin=origin, charset=charset)
    return replace(feed_of(parsed, origin=origin), problem=parsed.problem)


def items(item: Item) -> Iterator[Item | InputError]:
    """Yield the articles of a feed that carries them whole, as pages "feed.xml!https://…".

    Of an entry with a summary only, an error is yielded that says where the article is. Raises an InputError where
    nothing can be read, and for a sitemap, which has addresses only.
    """
    feed = entries(item.data, item.origin, charset=item.charset)
    has_words = any(entry.content or entry.summary for entry in feed.entries)
    if feed.problem and not has_words:
        raise UnreadableError(f"{item.origin} is not well-formed ({feed.problem}). Get it anew.")
    if not feed.entries and not feed.sitemaps:
        raise EmptyTextError(f"{item.origin} has no entries.")
    if not has_words:
        listed = len(feed.entries) + len(feed.sitemaps)
        raise InputError(
            f"{item.origin} lists {listed:,} addresses and holds no article. Have them fetched from where it is on the "
            "web: `kg watch URL`."
        )
    for number, entry in enumerate(feed.entries, start=1):
        origin = f"{item.origin}!{shown(entry.url or f'entry {number}')}"
        yield _page(entry, feed, origin) if entry.is_full else _teaser(entry, origin)
    if feed.problem:
        yield UnreadableError(
            f"{item.origin} is not well-formed ({feed.problem}); what is behind that may be missing. Get it anew."
        )


def _page(entry: Entry, feed: Feed, origin: str) -> Item:
    language = entry.language or feed.language
    return Item(
        origin=origin,
        data=_markup(entry).encode("utf-8", "replace"),
        media_type=HTML,
        known=Metadata(
            title=entry.title,
            publisher=entry.publisher or feed.title,
            byline=entry.byline,
            url=entry.url,
            language=language.strip().replace("_", "-") if language else "en",
            published=entry.published,
            published_basis=DateBasis.METADATA if entry.published else DateBasis.NONE,
            modified=entry.modified,
        ),
        charset="utf-8",
    )


def _markup(entry: Entry) -> str:
    """Return an entry as a page, its title above its content unless it begins with it."""
    title, content = entry.title or "", entry.content or ""
    if "<html" in content[:1_000].lower():
        return content
    head = html.escape(title)
    heading = f"<h1>{head}</h1>\n" if title and not text_of(content[:2_000]).startswith(title) else ""
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{head}</title></head>\n'
        f"<body><article>\n{heading}{content}\n</article></body></html>\n"
    )


def _teaser(entry: Entry, origin: str) -> InputError:
    if entry.url is None:
        return InputError(f"{origin} has only a summary, and no address from which the article could be fetched.")
    return InputError(
        f"{origin} has only a summary; the article is at its address. Have it fetched: `kg add {shown(entry.url)}`, or "
        "the whole feed: `kg watch`."
    )


def _json_feed(data: bytes, origin: str) -> Feed:
    try:
        feed = json.loads(data)
    except RecursionError:
        raise UnreadableError(f"{origin} is nested too deep to be read as JSON.") from None
    except ValueError as error:
        raise UnreadableError(f"{origin} is no JSON: {error}.") from None
    listed = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(listed, list) or not str(feed.get("version", "")).startswith(JSON_FEED):
        raise UnreadableError(f"{origin} is JSON but no JSON Feed, which has a version and items.")
    if len(listed) > MOST_ENTRIES:
        raise TooLargeError(f"{origin} has more than {MOST_ENTRIES:,} entries. Split it.")
    return Feed(
        title=_string(feed, "title"),
        language=_string(feed, "language"),
        entries=tuple(_json_entry(each, feed, origin) for each in listed if isinstance(each, dict)),
    )


def _json_entry(entry: dict[str, Any], feed: dict[str, Any], origin: str) -> Entry:
    title, text = _string(entry, "title"), _string(entry, "content_text")
    addresses = (address_of(_string(entry, key), origin) for key in ("url", "external_url", "id"))
    return Entry(
        url=next(filter(None, addresses), None),
        title=title_of(title) if title else None,
        published=day_of(_string(entry, "date_published")),
        modified=day_of(_string(entry, "date_modified")),
        byline=_json_authors(entry) or _json_authors(feed),
        language=_string(entry, "language"),
        summary=summary_of(_string(entry, "summary")),
        content=_string(entry, "content_html") or (markup_of(text) if text else None),
    )


def _json_authors(given: dict[str, Any]) -> tuple[str, ...]:
    authors = given.get("authors") or [given.get("author")]
    if not isinstance(authors, list):
        return ()
    return tuple(name for each in authors if isinstance(each, dict) and (name := _string(each, "name")))


def _string(given: dict[str, Any], key: str) -> str | None:
    value = given.get(key)
    return value.strip() or None if isinstance(value, str) else None
