"""One address, once: an article, or the articles that a feed there holds."""

from kg.errors import FetchError, InputError
from kg.fetch.client import Client
from kg.fetch.pages import items_at
from kg.intake.items import HTML, Item
from tests.fetch.feeds import LONG, rss
from tests.fetch.server import Answer, Site, page


def test_a_page_is_one_item(client: Client, site: Site) -> None:
    site.pages["/a"] = page()
    (item,) = items_at(client, f"{site.url}/a")
    assert isinstance(item, Item)
    assert (item.origin, item.media_type, item.known.url) == (f"{site.url}/a", HTML, f"{site.url}/a")


def test_what_cannot_be_had_is_yielded_as_an_error(client: Client, site: Site) -> None:
    (error,) = items_at(client, f"{site.url}/missing")
    assert isinstance(error, FetchError)
    assert "404" in str(error)


def test_a_feed_is_the_articles_it_holds_and_an_error_for_each_it_only_points_to(client: Client, site: Site) -> None:
    feed = rss(("Rain over Lund", f"{site.url}/rain", LONG), ("Snow over Lund", f"{site.url}/snow", None))
    site.pages |= {"/feed": Answer(body=feed, media_type="application/rss+xml"), "/snow": page()}
    rain, snow = items_at(client, f"{site.url}/feed")
    assert isinstance(rain, Item)
    assert rain.known.title == "Rain over Lund"
    assert isinstance(snow, InputError)
    assert site.paths == ["/feed"]
