"""One address, once: the article there, or those that a feed there holds whole."""

from collections.abc import Iterator

from kg.errors import InputError
from kg.fetch.client import JSON, Client
from kg.intake.containers import feeds
from kg.intake.items import FEED, Item


def items_at(client: Client, url: str) -> Iterator[Item | InputError]:
    """Yield the article at an address, or of a feed there each that it holds whole, and for what can't be had why.

    What a feed only points to is not fetched: that is for a watch, which keeps what it has read.
    """
    try:
        item = client.get(url).item()
        if item.media_type in (FEED, JSON):
            yield from feeds.items(item)
        else:
            yield item
    except InputError as error:
        yield error
