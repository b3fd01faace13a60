"""What is new in a feed is given once, again until it is stored, and never forgotten."""

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kg.errors import FetchError, NotAStoreError, NotFoundError, StoreLockedError, StoreWriteError
from kg.fetch.client import Client
from kg.fetch.ledger import Entry, FeedRecord, Ledger, Outcome
from kg.fetch.watch import Watch
from kg.intake.items import HTML, Item
from kg.model import DateBasis
from tests.fetch.conftest import Hands, Names
from tests.fetch.feeds import LONG, index, rss, sitemap
from tests.fetch.server import HERE, Answer, Asked, Site, Trap, page


@pytest.fixture
def watch(client: Client, tmp_path: Path) -> Iterator[Watch]:
    """A watch that has seen nothing."""
    with Watch(tmp_path / "watch.sqlite", client) as made:
        yield made


def feed(body: bytes, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(body=body, media_type="application/rss+xml", headers=named)


def polled(watch: Watch, url: str, *, done: bool = True) -> tuple[list[str], list[str]]:
    """The origins of the items of a poll, which are stored then, and the errors."""
    items, errors = [], []
    for found in watch.poll(url):
        if isinstance(found, Item):
            items.append(found.origin)
            if done:
                watch.done(found.origin)
        else:
            errors.append(str(found))
    return items, errors


def test_a_feed_gives_its_pages_with_what_it_says_of_them(watch: Watch, site: Site) -> None:
    site.pages |= {"/feed": feed(rss(("Rain over Lund", f"{site.url}/rain", None))), "/rain": page("It rained.")}
    (item,) = watch.poll(f"{site.url}/feed")
    assert isinstance(item, Item)
    assert (item.origin, item.media_type, item.charset) == (f"{site.url}/rain", HTML, "utf-8")
    assert b"It rained." in item.data
    known = item.known
    assert (known.title, known.url, known.byline) == ("Rain over Lund", f"{site.url}/rain", ("Ada Lund",))
    assert (known.published, known.published_basis) == (date(2024, 5, 15), DateBasis.METADATA)
    assert known.publisher is None


def test_a_whole_article_in_a_feed_is_taken_from_there(watch: Watch, site: Site) -> None:
    site.pages["/feed"] = feed(rss(("Rain over Lund", f"{site.url}/rain", LONG)))
    (item,) = watch.poll(f"{site.url}/feed")
    assert isinstance(item, Item)
    assert (item.origin, item.media_type, item.charset) == (f"{site.url}/rain", HTML, "utf-8")
    assert (item.known.publisher, item.known.url) == ("The Lake Chronicle", f"{site.url}/rain")
    assert item.data.decode().count("Rain over Lund") == 1
    assert item.data.decode().count("the mayor said on Sunday") == 20
    assert site.paths == ["/feed"]


def test_a_moved_page_is_known_by_where_it_is_and_named_by_where_it_was(watch: Watch, site: Site) -> None:
    site.pages |= {
        "/feed": feed(rss(("Rain", f"{site.url}/old", None))),
        "/old": Answer(status=301, headers={"Location": "/new"}),
        "/new": page(),
    }
    (item,) = watch.poll(f"{site.url}/feed")
    assert isinstance(item, Item)
    assert (item.origin, item.known.url) == (f"{site.url}/old", f"{site.url}/new")
    watch.done(item.origin)
    assert polled(watch, f"{site.url}/feed") == ([], [])


def test_only_what_is_new_is_given(watch: Watch, site: Site, hands: Hands) -> None:
    rain, snow = ("Rain", f"{site.url}/rain", None), ("Snow", f"{site.url}/snow", None)
    site.pages |= {
        "/feed": [feed(rss(rain)), feed(rss(snow, rain)), feed(rss(("Snow, again", f"{site.url}/snow#now", None)))],
        "/rain": page(),
        "/snow": page(),
    }
    url = f"{site.url}/feed"
    assert polled(watch, url) == ([f"{site.url}/rain"], [])
    assert polled(watch, url) == ([f"{site.url}/snow"], [])
    assert polled(watch, url) == ([], [])
    assert site.paths == ["/feed", "/rain", "/feed", "/snow", "/feed"]
    (record,) = watch.feeds()
    assert (record.url, record.title, record.failures) == (url, "The Lake Chronicle", 0)
    assert record.polled is not None
    assert [each.outcome for each in watch.entries(feed=url)] == [Outcome.ADDED, Outcome.ADDED]


def test_a_feed_that_has_not_changed_is_not_sent_again(watch: Watch, site: Site) -> None:
    first = feed(rss(("Rain", f"{site.url}/rain", None)), ETag='"1"', Last_Modified="Wed, 15 May 2024 10:00:00 GMT")
    site.pages |= {"/feed": [first, Answer(status=304)], "/rain": page()}
    assert polled(watch, f"{site.url}/feed") == ([f"{site.url}/rain"], [])
    assert polled(watch, f"{site.url}/feed") == ([], [])
    asked: list[Asked] = [asked for asked in site.asked if asked.path == "/feed"]
    assert "if-none-match" not in asked[0].headers
    assert asked[1].headers["if-none-match"] == '"1"'
    assert asked[1].headers["if-modified-since"] == "Wed, 15 May 2024 10:00:00 GMT"
    assert polled(watch, f"{site.url}/feed") == ([], [])
    assert site.asked[-1].headers["if-none-match"] == '"1"'


def test_an_item_is_given_until_it_is_done_with_though_the_feed_has_not_changed(watch: Watch, site: Site) -> None:
    first = feed(rss(("Rain", f"{site.url}/rain", None), ("Snow", f"{site.url}/snow", LONG)), ETag='"1"')
    site.pages |= {"/feed": [first, Answer(status=304)], "/rain": page()}
    both = [f"{site.url}/rain", f"{site.url}/snow"]
    assert polled(watch, f"{site.url}/feed", done=False) == (both, [])
    assert polled(watch, f"{site.url}/feed", done=False) == (both, [])
    watch.done(f"{site.url}/rain")
    assert polled(watch, f"{site.url}/feed") == (both[1:], [])
    assert polled(watch, f"{site.url}/feed") == ([], [])


def test_a_poll_that_is_left_early_loses_nothing(watch: Watch, site: Site) -> None:
    entries = [(f"Rain {n}", f"{site.url}/{n}", None) for n in range(3)]
    site.pages |= {"/feed": [feed(rss(*entries), ETag='"1"'), Answer(status=304)]}
    site.pages |= {f"/{n}": page() for n in range(3)}
    for found in watch.poll(f"{site.url}/feed"):
        assert isinstance(found, Item)
        watch.done(found.origin)
        break
    assert polled(watch, f"{site.url}/feed")[0] == [f"{site.url}/1", f"{site.url}/2"]


def test_a_page_that_fails_twice_and_then_works_is_given_in_the_end(watch: Watch, site: Site, hands: Hands) -> None:
    url, rain = f"{site.url}/feed", f"{site.url}/rain"
    site.pages |= {
        "/feed": feed(rss(("Rain", rain, None))),
        "/rain": [Answer(status=500), Answer(status=404), page()],
    }
    items, errors = polled(watch, url)
    assert (items, len(errors)) == ([], 1)
    assert errors[0].startswith(f"{rain}: ")
    assert polled(watch, url) == ([], [])
    hands.move(timedelta(minutes=10).total_seconds())
    assert "404" in polled(watch, url)[1][0]
    hands.move(timedelta(minutes=10).total_seconds())
    assert polled(watch, url) == ([], [])
    (record,) = watch.entries(outcome=Outcome.FAILED)
    assert (record.tries, record.entry.url) == (2, rain)
    assert "404" in record.reason
    hands.move(timedelta(hours=1).total_seconds())
    assert polled(watch, url) == ([rain], [])
    assert polled(watch, url) == ([], [])
    assert site.paths.count("/rain") == 3


def test_a_page_that_always_fails_is_given_up_after_three_more_tries_and_listed(
    watch: Watch, site: Site, hands: Hands
) -> None:
    url = f"{site.url}/feed"
    site.pages["/feed"] = feed(rss(("Rain", f"{site.url}/rain", None)))
    for _ in range(10):
        polled(watch, url)
        hands.move(timedelta(hours=7).total_seconds())
    assert site.paths.count("/rain") == 4
    (record,) = watch.entries(outcome=Outcome.GIVEN_UP)
    assert (record.tries, record.next, record.feed) == (4, None, url)
    assert "404" in record.reason
    watch.done(f"{site.url}/rain", Outcome.WAITING)
    site.pages["/rain"] = page()
    assert polled(watch, url) == ([f"{site.url}/rain"], [])


def test_what_could_not_be_stored_is_tried_again_and_then_given_up(watch: Watch, site: Site, hands: Hands) -> None:
    url, rain = f"{site.url}/feed", f"{site.url}/rain"
    site.pages["/feed"] = feed(rss(("Rain", rain, LONG)))
    for attempt in range(4):
        (item,) = watch.poll(url)
        assert isinstance(item, Item)
        assert b"the mayor said" in item.data
        watch.done(item.origin, Outcome.FAILED, reason=f"no words, {attempt}")
        assert list(watch.poll(url)) == []
        hands.move(timedelta(hours=7).total_seconds())
    assert list(watch.poll(url)) == []
    (record,) = watch.entries()
    assert (record.outcome, record.reason, record.entry.page) == (Outcome.GIVEN_UP, "no words, 3", None)
    with pytest.raises(NotFoundError, match="no feed that is watched"):
        watch.done(f"{site.url}/other")


def test_a_feed_that_fails_rests_longer_each_time(watch: Watch, site: Site, hands: Hands) -> None:
    url = f"{site.url}/feed"
    site.pages["/feed"] = [*[Answer(status=500)] * 9, feed(rss(("Rain", f"{site.url}/rain", LONG)))]
    pauses = []
    for _ in range(9):
        ((), (error,)) = map(tuple, polled(watch, url))
        assert "status 500" in error
        (record,) = watch.feeds()
        assert record.next is not None
        pauses.append((record.next - hands.at) / timedelta(minutes=1))
        ((), (error,)) = map(tuple, polled(watch, url))
        assert f"could not be read {record.failures} times in a row" in error
        hands.move((record.next - hands.at).total_seconds())
    assert pauses == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]
    assert polled(watch, url) == ([f"{site.url}/rain"], [])
    (record,) = watch.feeds()
    assert (record.failures, record.reason, record.next) == (0, "", None)
    assert site.paths.count("/feed") == 10


def test_entries_wait_no_longer_because_their_feed_fails(watch: Watch, site: Site) -> None:
    site.pages |= {"/feed": [feed(rss(("Rain", f"{site.url}/rain", None))), Answer(status=500)], "/rain": page()}
    polled(watch, f"{site.url}/feed", done=False)
    items, errors = polled(watch, f"{site.url}/feed")
    assert items == [f"{site.url}/rain"]
    assert len(errors) == 1


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (page(), "can't be read as a feed"),
        (feed(b"not a feed"), "can't be read as a feed"),
        (feed(b"<opml/>"), "can't be read as a feed"),
        (feed(b'<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>'), "can't be read as a feed"),
        (Answer(body=b"\0", media_type="image/png"), "it is image/png"),
    ],
)
def test_what_is_no_feed_is_told_and_asked_for_whole_again(
    watch: Watch, site: Site, hands: Hands, answer: Answer, why: str
) -> None:
    told = Answer(body=answer.body, media_type=answer.media_type, headers={"ETag": '"1"'})
    site.pages["/feed"] = told
    for _ in range(2):
        items, (error,) = polled(watch, f"{site.url}/feed")
        assert items == []
        assert why in error
        assert error.startswith(f"{site.url}/feed: ")
        hands.move(86_401)
    assert not any("if-none-match" in asked.headers for asked in site.asked)


def test_a_feed_that_breaks_off_gives_what_it_holds_and_is_asked_for_whole_again(watch: Watch, site: Site) -> None:
    whole = rss(("Rain", f"{site.url}/rain", LONG), ("Snow", f"{site.url}/snow", LONG))
    site.pages["/feed"] = [feed(whole[: whole.index(b"<title>Snow")], ETag='"1"'), feed(whole, ETag='"1"')]
    items, errors = polled(watch, f"{site.url}/feed")
    assert items == [f"{site.url}/rain"]
    assert any("not well-formed" in error for error in errors)
    assert f"{site.url}/snow" in polled(watch, f"{site.url}/feed")[0]
    assert "if-none-match" not in site.asked[-1].headers


def test_no_entry_leads_where_nobody_may_go(watch: Watch, site: Site, names: Names, nowhere_else: list[str]) -> None:
    names.known["inside.example"] = ["127.0.0.2"]
    with Trap("127.0.0.2", site.port) as trap:
        hosts = ["127.0.0.2", "inside.example", "2130706434"]
        urls = [f"http://{host}:{site.port}/" for host in hosts]
        urls += ["http://169.254.169.254/", "http://[::1", "file:///etc/passwd", "javascript:alert(1)"]
        site.pages["/feed"] = feed(rss(*[(f"Rain {n}", url, None) for n, url in enumerate(urls)]))
        items, errors = polled(watch, f"{site.url}/feed")
        assert not trap.was_contacted
    assert items == []
    assert len(errors) == len(urls)
    assert nowhere_else == []
    assert polled(watch, "file:///etc/passwd") == (
        [],
        ["file:///etc/passwd: only addresses that begin with http:// or https:// are read."],
    )


def test_a_host_that_wants_to_rest_is_asked_once_and_its_entries_wait(
    watch: Watch, site: Site, names: Names, hands: Hands
) -> None:
    names.known["pages.example"] = [HERE]
    pages = [f"http://pages.example:{site.port}/{n}" for n in range(4)]
    other = f"{site.url}/other"
    site.pages |= {
        "/feed": feed(rss(*[(f"Rain {n}", url, None) for n, url in enumerate([*pages, other])])),
        "/0": [Answer(status=429, headers={"Retry-After": "3600"}), page()],
        **{f"/{n}": page() for n in (1, 2, 3)},
        "/other": page(),
    }
    items, errors = polled(watch, f"{site.url}/feed")
    assert items == [other]
    assert len(errors) == 1
    assert "asked not to be asked again before" in errors[0]
    assert "/1" not in site.paths
    items, errors = polled(watch, f"{site.url}/feed")
    assert (items, len(errors)) == ([], 1)
    assert {record.tries for record in watch.entries() if record.entry.url != pages[0]} == {0}
    hands.move(3_601)
    assert sorted(polled(watch, f"{site.url}/feed")[0]) == pages


def test_a_page_that_alone_wants_rest_again_and_again_does_not_keep_the_others_back(
    watch: Watch, site: Site, names: Names, hands: Hands
) -> None:
    names.known["pages.example"] = [HERE]
    urls = [f"http://pages.example:{site.port}/{n}" for n in range(2)]
    site.pages |= {
        "/feed": feed(rss(*[(f"Rain {n}", url, None) for n, url in enumerate(urls)])),
        "/0": Answer(status=429, headers={"Retry-After": "60"}),
        "/1": page(),
    }
    assert polled(watch, f"{site.url}/feed")[0] == []
    hands.move(7 * 3_600)
    assert polled(watch, f"{site.url}/feed")[0] == [urls[1]]
    for _ in range(5):
        hands.move(7 * 3_600)
        polled(watch, f"{site.url}/feed")
    assert [(record.outcome, record.tries) for record in watch.entries()] == [
        (Outcome.GIVEN_UP, 4),
        (Outcome.ADDED, 0),
    ]


def test_what_robots_txt_forbids_is_told_and_given_up_in_time(watch: Watch, site: Site, hands: Hands) -> None:
    site.pages |= {
        "/robots.txt": Answer(body=b"User-agent: *\nDisallow: /private\n", media_type="text/plain"),
        "/feed": feed(rss(("Rain", f"{site.url}/private", None), ("Snow", f"{site.url}/snow", None))),
        "/private": page(),
        "/snow": page(),
    }
    items, errors = polled(watch, f"{site.url}/feed")
    assert items == [f"{site.url}/snow"]
    assert "forbids programs" in errors[0]
    assert "/private" not in site.paths


def test_a_sitemap_is_a_feed(watch: Watch, site: Site) -> None:
    urls = [f"{site.url}/rain", f"{site.url}/snow"]
    site.pages |= {
        "/map.xml": Answer(body=sitemap(*urls), media_type="application/xml"), "/rain": page(), "/snow": page(),
    }  # fmt: skip
    first, second = watch.poll(f"{site.url}/map.xml")
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert [first.origin, second.origin] == urls
    assert (first.known.title, first.known.publisher) == ("Rain", "The Lake Chronicle")
    assert (first.known.published, first.known.modified) == (date(2024, 5, 15), date(2024, 5, 16))


def test_an_index_of_sitemaps_is_followed_one_level(watch: Watch, site: Site, hands: Hands) -> None:
    may, june, deep = (f"{site.url}/{name}" for name in ("may.xml.gz", "june.xml", "deep.xml"))
    xml = "application/xml"
    site.pages |= {
        "/map.xml": [Answer(body=index(may, deep), media_type=xml, headers={"ETag": '"1"'}), Answer(status=304),
                     Answer(body=index(june), media_type=xml)],
        "/may.xml.gz": Answer(body=gzip.compress(sitemap(f"{site.url}/rain")), media_type="application/gzip"),
        "/june.xml": Answer(body=sitemap(f"{site.url}/rain", f"{site.url}/sun"), media_type=xml),
        "/deep.xml": Answer(body=index(june), media_type=xml),
        "/rain": page(),
        "/sun": page(),
    }  # fmt: skip
    url = f"{site.url}/map.xml"
    items, errors = polled(watch, url)
    assert items == [f"{site.url}/rain"]
    assert len(errors) == 1
    assert errors[0].startswith(f"{deep}: an index of sitemaps in another index")
    assert [record.url for record in watch.feeds()] == [url]
    assert polled(watch, url)[0] == []
    assert site.paths.count("/may.xml.gz") == 2
    assert polled(watch, url) == ([f"{site.url}/sun"], [])
    assert polled(watch, url) == ([], [])
    assert site.paths.count("/may.xml.gz") == 2
    assert {record.feed for record in watch.entries()} == {url}


def test_entries_without_an_address_and_texts_that_nothing_can_store(watch: Watch, site: Site) -> None:
    entries = [
        {"id": "1", "title": "Rain \ud800 over Lund", "content_html": LONG},
        {"id": "2", "title": "Snow", "summary": "It snowed."},
    ]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Lake", "items": entries}).encode()
    site.pages["/feed"] = Answer(body=body, media_type="application/feed+json")
    items = [found for found in watch.poll(f"{site.url}/feed") if isinstance(found, Item)]
    for item in items:
        watch.done(item.origin)
    assert items[0].known.title == "Rain ? over Lund"
    again = [str(found) for found in watch.poll(f"{site.url}/feed") if isinstance(found, FetchError)]
    assert again == []


def test_what_is_known_survives_the_end_of_the_program(client: Client, site: Site, tmp_path: Path) -> None:
    site.pages |= {
        "/feed": feed(rss(("Rain", f"{site.url}/rain", None), ("Snow", f"{site.url}/snow", None))),
        "/rain": page(),
    }
    path, url = tmp_path / "watch.sqlite", f"{site.url}/feed"
    with Watch(path, client) as watch:
        assert polled(watch, url)[0] == [f"{site.url}/rain"]
    with Watch(path, client) as watch:
        assert polled(watch, url) == ([], [])
        assert [record.outcome for record in watch.entries()] == [Outcome.ADDED, Outcome.FAILED]


def test_a_feed_is_kept_with_all_that_is_new_in_it_or_not_at_all(tmp_path: Path) -> None:
    def breaking() -> Iterator[Entry]:
        yield Entry(origin="https://chronicle.example/rain")
        raise KeyboardInterrupt

    ledger = Ledger(tmp_path / "watch.sqlite")
    read = FeedRecord(url="https://chronicle.example/feed", etag='"1"', polled=Hands().at)
    with pytest.raises(KeyboardInterrupt):
        ledger.keep(read, entries=breaking())
    assert (ledger.feeds(), ledger.entries()) == ((), ())
    ledger.keep(read, entries=[Entry(origin="https://chronicle.example/rain")])
    assert ledger.feeds() == (read,)
    assert [record.entry.origin for record in ledger.entries()] == ["https://chronicle.example/rain"]
    ledger.close()


KILLED = """
import os, signal, sys
from ipaddress import ip_network
from pathlib import Path
from kg.fetch.client import Client
from kg.fetch.clock import Clock
from kg.fetch.watch import Watch

path, url, store, moment, at = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), sys.argv[4], int(sys.argv[5])
clock = Clock(sleep=lambda seconds: None)
with Client(allow=[ip_network("127.0.0.1/32")], clock=clock) as client, Watch(path, client) as watch:
    for number, found in enumerate(watch.poll(url)):
        if moment == "given" and number == at:
            os.kill(os.getpid(), signal.SIGKILL)
        with store.open("a") as file:
            file.write(found.origin + "\\n")
        if moment == "stored" and number == at:
            os.kill(os.getpid(), signal.SIGKILL)
        watch.done(found.origin)
        if moment == "done" and number == at:
            os.kill(os.getpid(), signal.SIGKILL)
"""


def run_and_kill(path: Path, url: str, store: Path, moment: str, at: int) -> int:
    command = [sys.executable, "-c", KILLED, str(path), url, str(store), moment, str(at)]
    root = Path(__file__).parents[2]
    ended = subprocess.run(command, check=False, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, timeout=60)
    return ended.returncode


@pytest.mark.parametrize(("moment", "twice"), [("given", set()), ("stored", {2}), ("done", set())])
def test_a_program_that_is_killed_loses_nothing_and_repeats_only_what_it_had_not_said(
    site: Site, tmp_path: Path, moment: str, twice: set[int]
) -> None:
    pages = [f"{site.url}/{n}" for n in range(5)]
    entries = [(f"Rain {n}", url, LONG if n % 2 else None) for n, url in enumerate(pages)]
    site.pages |= {"/feed": [feed(rss(*entries), ETag='"1"'), Answer(status=304)]}
    site.pages |= {f"/{n}": page() for n in range(5)}
    path, store = tmp_path / "watch.sqlite", tmp_path / "store"
    assert run_and_kill(path, f"{site.url}/feed", store, moment, 2) == -signal.SIGKILL
    assert run_and_kill(path, f"{site.url}/feed", store, "never", 0) == 0
    stored = store.read_text().splitlines()
    assert sorted(set(stored)) == pages
    assert {pages.index(url) for url in stored if stored.count(url) > 1} == twice


def test_a_file_that_is_something_else_is_refused_and_left_alone(client: Client, tmp_path: Path) -> None:
    words, other, newer = tmp_path / "words", tmp_path / "other", tmp_path / "newer"
    words.write_bytes(b"It rained over Lund. " * 100)
    for path, statement in ((other, "CREATE TABLE mine (a)"), (newer, "PRAGMA user_version = 2")):
        with sqlite3.connect(path) as database:
            database.execute(statement)
        database.close()
    for path in (words, other, newer):
        before = path.read_bytes()
        with pytest.raises(NotAStoreError, match="is not what feeds are kept in"):
            Watch(path, client)
        assert path.read_bytes() == before


def test_a_file_that_cannot_be_written_is_told(client: Client, tmp_path: Path) -> None:
    with pytest.raises(StoreWriteError, match="can't be used"):
        Watch(tmp_path / "missing" / "watch.sqlite", client)


def test_two_programs_may_watch_and_one_that_never_lets_go_is_told(
    client: Client, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages |= {"/feed": feed(rss(("Rain", f"{site.url}/rain", LONG)))}
    path = tmp_path / "watch.sqlite"
    with Watch(path, client) as one, Watch(path, client) as two:
        assert polled(one, f"{site.url}/feed")[0] == [f"{site.url}/rain"]
        assert polled(two, f"{site.url}/feed") == ([], [])
        two._ledger._database.execute("PRAGMA busy_timeout = 50")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLockedError, match="written by another process"):
            list(two.poll(f"{site.url}/feed"))
        other.execute("ROLLBACK")
        other.close()
        assert polled(two, f"{site.url}/feed") == ([], [])
