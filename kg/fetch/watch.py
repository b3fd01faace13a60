"""Feeds, asked again and again: each new entry is given once, and again until it is stored or hopeless."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from os import PathLike
from types import TracebackType
from typing import Self

from kg.errors import FetchError, InputError, MissingExtraError
from kg.fetch.addresses import LONGEST_URL, check_url, shown
from kg.fetch.client import Client, Response
from kg.fetch.clock import in_words
from kg.fetch.ledger import Entry, EntryRecord, FeedRecord, Ledger, Outcome
from kg.fetch.politeness import rest_of
from kg.ids import digest
from kg.intake.containers import entries as in_feeds
from kg.intake.containers import feeds
from kg.intake.items import HTML, Item
from kg.model import DateBasis, Metadata

PAUSES = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""How long an entry that failed waits before each time that it is tried again; then it is given up."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=15), timedelta(days=1)
"""How long a feed that failed waits: twice as long after each failure, up to a day."""
MOST_SITEMAPS = 200
"""Sitemaps of an index that are followed."""
_PACKED = frozenset({"application/gzip", "application/x-gzip", "application/octet-stream", "binary/octet-stream"})
"""What servers call feeds and sitemaps besides XML and JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """What a feed holds, or which sitemaps an index lists, and what is wrong with it; `damaged` where it broke off."""

    title: str
    entries: tuple[Entry, ...]
    sitemaps: tuple[str, ...]
    problem: str | None
    damaged: bool


class Watch:
    """Which feeds are watched, kept in a file; use it as a context manager, from one thread.

        with Client() as client, Watch("kg-store/watch.sqlite", client) as watch:
            for found in watch.poll("https://chronicle.example/feed"):
                if isinstance(found, Item):
                    ...  # store it
                    watch.done(found.origin)

    An entry is done with when `done` says so, and not before: whatever stops the program between, the next `poll`
    gives it again.
    """

    def __init__(self, path: str | PathLike[str], client: Client) -> None:
        """Open the file, and make it where there is none; raises a StoreError where it can't be used."""
        self._ledger = Ledger(path)
        self._client = client

    def __enter__(self) -> Self:
        """Return the watch."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._ledger.close()

    def poll(self, feed_url: str) -> Iterator[Item | FetchError]:
        """Ask a feed or a sitemap for what is new, and yield each entry that is not done with, or why it can't be had.

        A feed's own content is taken where it is the whole article; else the page is fetched. An entry that could not
        be had is tried again by later calls, three times after growing pauses; a feed that could not be read rests
        too. Entries of a host that wants to rest wait for a later call, with one error for all of them. An item's
        `origin` is what `done` wants to be told. Raises MissingExtraError where the extra "web" isn't installed, and a
        StoreError where the file can't be written.
        """
        try:
            feed = str(check_url(feed_url))
        except FetchError as error:
            yield error
            return
        yield from self._look(self._ledger.feed(feed))
        for sitemap in self._ledger.feeds(parent=feed):
            yield from self._look(sitemap)
        yield from self._entries(feed)

    def done(self, origin: str, outcome: Outcome = Outcome.ADDED, *, reason: str = "") -> None:
        """Say what became of an item: added, or failed with a reason, in which case it is tried again later.

        Call it once the item is stored. GIVEN_UP ends the trying at once, WAITING begins it anew. Raises
        NotFoundError where no entry has this origin.
        """
        record = self._ledger.entry(origin)
        if outcome is Outcome.FAILED:
            self._failed(record, reason)
        else:
            tries = 0 if outcome is Outcome.WAITING else record.tries
            self._ledger.mark(origin, outcome, reason=reason, tries=tries, next_=None)

    def feeds(self) -> tuple[FeedRecord, ...]:
        """Return what is known of each feed that was ever asked for."""
        return self._ledger.feeds()

    def entries(self, *, feed: str | None = None, outcome: Outcome | None = None) -> tuple[EntryRecord, ...]:
        """Return what became of the entries of one feed or of all, of one outcome or of any."""
        return self._ledger.entries(feed=str(check_url(feed)) if feed else None, outcome=outcome)

    def _look(self, feed: FeedRecord) -> Iterator[FetchError]:
        """Read a feed where it has changed, and keep what is new in it; yield why it can't be read."""
        if feed.next is not None and feed.next > self._client.clock.now():
            yield FetchError(
                f"{feed.url}: not asked before {in_words(feed.next)}, because it could not be read {feed.failures} "
                f"times in a row. {feed.reason}"
            )
            return
        try:
            response = self._client.get(feed.url, etag=feed.etag, modified=feed.modified, also=_PACKED)
            news = None if response.not_modified else _news(response, feed)
        except FetchError as error:
            self._ledger.keep(self._after_failure(feed, error))
            yield error
            return
        read = replace(feed, polled=self._client.clock.now(), failures=0, reason="", next=None)
        if news is None:
            self._ledger.keep(read)
            return
        self._ledger.keep(
            replace(
                read,
                title=news.title,
                etag=None if news.damaged else response.etag,
                modified=None if news.damaged else response.last_modified,
            ),
            entries=news.entries,
            sitemaps=news.sitemaps,
        )
        if news.problem is not None:
            yield FetchError(f"{feed.url}: {news.problem}")

    def _after_failure(self, feed: FeedRecord, error: FetchError) -> FeedRecord:
        now, rest = self._client.clock.now(), rest_of(error)
        next_ = now + min(FIRST_PAUSE * 2 ** min(feed.failures, 10), LONGEST_PAUSE)
        return replace(
            feed, failures=feed.failures + 1, reason=str(error), next=max(next_, rest.until) if rest else next_
        )

    def _entries(self, feed: str) -> Iterator[Item | FetchError]:
        resting: set[str | None] = set()
        for origin in self._ledger.due(feed, self._client.clock.now()):
            record = self._ledger.entry(origin)
            host = _host(record.entry)
            if host in resting:
                continue
            try:
                found: Item | FetchError = self._item(record.entry)
            except FetchError as error:
                found = error
                if rest_of(error):
                    resting.add(host)
                self._failed(record, str(error), error)
            yield found

    def _item(self, entry: Entry) -> Item:
        known = Metadata(
            title=entry.title,
            publisher=entry.publisher,
            byline=entry.byline,
            url=entry.url,
            published=entry.published,
            published_basis=DateBasis.METADATA if entry.published else DateBasis.NONE,
            modified=entry.modified,
        )
        if entry.page is not None:
            known = replace(known, language=entry.language or "en")
            return Item(origin=entry.origin, data=entry.page.encode(), media_type=HTML, known=known, charset="utf-8")
        if entry.url is None:
            raise FetchError(f"{entry.origin}: the feed holds neither the article nor its address.")
        response = self._client.get(entry.url)
        return response.item(origin=entry.origin, known=replace(known, url=response.url))

    def _failed(self, record: EntryRecord, reason: str, error: FetchError | None = None) -> None:
        """Keep that an entry failed; waiting for a host that was not even asked is no failure."""
        now, rest = self._client.clock.now(), rest_of(error) if error else None
        tries = record.tries if rest and not rest.answered else record.tries + 1
        if tries > len(PAUSES):
            self._ledger.mark(record.entry.origin, Outcome.GIVEN_UP, reason=reason, tries=tries, next_=None)
            return
        next_ = now + PAUSES[tries - 1] if tries > record.tries else now
        outcome = Outcome.FAILED if tries > record.tries else record.outcome
        until = max(next_, rest.until) if rest else next_
        self._ledger.mark(record.entry.origin, outcome, reason=reason, tries=tries, next_=until)


def _news(response: Response, feed: FeedRecord) -> _News:
    """Return what a feed's bytes hold; raises FetchError where they are no feed, or an index within an index."""
    try:
        found = feeds.entries(response.body, response.url, charset=response.charset)
    except MissingExtraError:
        raise
    except InputError as error:
        raise FetchError(f"{feed.url}: it can't be read as a feed. {error}") from None
    if found.sitemaps and feed.parent:
        raise FetchError(f"{feed.url}: an index of sitemaps in another index is not followed. Watch it itself.")
    problem = f"it is not well-formed ({found.problem}); entries may be missing." if found.problem else None
    if len(found.sitemaps) > MOST_SITEMAPS:
        problem = (
            f"of its {len(found.sitemaps):,} sitemaps the first {MOST_SITEMAPS} are read. Watch others themselves."
        )
    return _News(
        title=_clean(found.title or ""),
        entries=tuple(_entry(entry, found, feed.url) for entry in found.entries),
        sitemaps=tuple(_clean(url) for url in found.sitemaps[:MOST_SITEMAPS]),
        problem=problem,
        damaged=found.problem is not None,
    )


def _entry(entry: in_feeds.Entry, feed: in_feeds.Feed, feed_url: str) -> Entry:
    url = _clean(entry.url[: LONGEST_URL + 1]) if entry.url else None
    try:
        origin = url = str(check_url(url)) if url else None
    except FetchError:
        origin = shown(url or "")
    language = entry.language or feed.language
    publisher = entry.publisher or (feed.title if entry.is_full else None)
    return Entry(
        origin=origin or f"{feed_url}!entry {digest('entry', entry.title, entry.content, entry.summary)[:16]}",
        url=url,
        title=_clean(entry.title) if entry.title else None,
        byline=tuple(map(_clean, entry.byline)),
        publisher=_clean(publisher) if publisher else None,
        language=_clean(language).strip().replace("_", "-") if language else None,
        published=entry.published,
        modified=entry.modified,
        page=_clean(_page(entry)) if entry.is_full else None,
    )


def _page(entry: in_feeds.Entry) -> str:
    """Return the article that a feed holds as a page, its headline above it unless it begins with it."""
    title, content = entry.title or "", entry.content or ""
    headed = not title or in_feeds.text_of(content[:2_000]).startswith(title)
    heading = "" if headed else f"<h1>{html.escape(title)}</h1>\n"
    return f"<!DOCTYPE html>\n<html><body><article>\n{heading}{content}\n</article></body></html>\n"


def _clean(words: str) -> str:
    """Return words without the lone surrogates that JSON can spell and nothing can store."""
    return words.encode("utf-8", "replace").decode()


def _host(entry: Entry) -> str | None:
    """Return which host has to be asked for an entry's page, if one has to be."""
    try:
        return check_url(entry.url).host if entry.url and entry.page is None else None
    except FetchError:
        return None
