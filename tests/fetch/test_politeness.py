"""One request at a time to a host, a pause between two, and rest for hosts that ask for it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from kg.errors import FetchError
from kg.fetch.client import Client
from kg.fetch.clock import Clock
from kg.fetch.politeness import Politeness, rest_of
from tests.fetch.conftest import HERE_ONLY, Hands, Names
from tests.fetch.server import HERE, Answer, Handler, Site, page, redirect

NOON = datetime(2024, 5, 16, 12, 0, tzinfo=UTC)


def test_two_seconds_lie_between_two_requests_to_a_host(client: Client, site: Site, hands: Hands) -> None:
    site.pages |= {"/a": page(), "/b": redirect("/a")}
    client.get(f"{site.url}/a")
    assert hands.waited == [2.0]  # robots.txt was the first request
    hands.move(1.5)
    client.get(f"{site.url}/a")
    assert hands.waited == [2.0, 0.5]
    hands.move(10)
    client.get(f"{site.url}/b")
    assert hands.waited == [2.0, 0.5, 2.0]


def test_another_host_does_not_wait_and_another_port_of_the_same_does(
    client: Client, site: Site, names: Names, hands: Hands
) -> None:
    names.known |= {"one.example": [HERE], "two.example": [HERE]}
    site.pages["/a"] = page()
    for host in ("one.example", "two.example"):
        client.get(f"http://{host}:{site.port}/a")
    assert hands.waited == [2.0, 2.0]  # each after its own robots.txt
    with Site() as other:
        other.pages["/a"] = page()
        client.get(f"http://two.example:{other.port}/a")
    assert hands.waited == [2.0, 2.0, 2.0, 2.0]


@pytest.mark.parametrize(("asked", "waited"), [("5", 5.0), ("60", 60.0), ("600", 60.0), ("0.5", 2.0)])
def test_a_site_may_ask_for_longer_pauses(client: Client, site: Site, hands: Hands, asked: str, waited: float) -> None:
    rules = f"User-agent: *\nCrawl-delay: {asked}\n".encode()
    site.pages |= {"/robots.txt": Answer(body=rules, media_type="text/plain"), "/a": page()}
    client.get(f"{site.url}/a")
    client.get(f"{site.url}/a")
    assert hands.waited == [waited, waited]


def test_several_threads_ask_a_host_one_after_the_other(site: Site) -> None:
    alone = threading.Lock()
    met: list[str] = []

    def slow(handler: Handler) -> None:
        if not alone.acquire(blocking=False):
            met.append(handler.path)
        handler.server.over.wait(0.05)
        if alone.locked():
            alone.release()
        page()(handler)

    site.pages["/a"] = slow
    with Client(allow=HERE_ONLY, clock=Clock(sleep=lambda _: None)) as client, ThreadPoolExecutor(5) as threads:
        answers = list(threads.map(lambda _: client.get(f"{site.url}/a").status, range(5)))
    assert answers == [200] * 5
    assert met == []
    assert sorted(asked.path for asked in site.asked) == ["/a"] * 5 + ["/robots.txt"]


def test_different_hosts_are_asked_at_the_same_time(site: Site, names: Names) -> None:
    names.known |= {"one.example": [HERE], "two.example": [HERE]}
    both = threading.Barrier(2)

    def together(handler: Handler) -> None:
        both.wait(timeout=10)
        page()(handler)

    site.pages["/a"] = together
    with Client(allow=HERE_ONLY, clock=Clock(sleep=lambda _: None)) as client, ThreadPoolExecutor(2) as threads:
        urls = [f"http://{host}:{site.port}/a" for host in ("one.example", "two.example")]
        assert [answer.status for answer in threads.map(client.get, urls)] == [200, 200]


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_rest_gets_it(client: Client, site: Site, hands: Hands, status: int) -> None:
    site.pages |= {"/a": [Answer(status=status, headers={"Retry-After": "600"}), page()], "/b": page()}
    with pytest.raises(FetchError) as refused:
        client.get(f"{site.url}/a")
    until = hands.at + timedelta(seconds=600)
    assert f"answered with status {status}" in str(refused.value)
    assert f"before {until:%Y-%m-%d %H:%M:%S} UTC" in str(refused.value)
    rest = rest_of(refused.value)
    assert rest is not None
    assert (rest.until, rest.answered) == (until, True)
    hands.move(590)
    with pytest.raises(FetchError, match=r"/b: 127\.0\.0\.1 asked not to be asked again before") as refused:
        client.get(f"{site.url}/b")
    rest = rest_of(refused.value)
    assert rest is not None
    assert not rest.answered
    assert site.paths == ["/a"]
    hands.move(11)
    assert client.get(f"{site.url}/b").status == 200


def test_a_busy_host_that_does_not_say_how_long_rests_a_minute_and_a_broken_one_not_at_all(
    client: Client, site: Site, hands: Hands
) -> None:
    site.pages |= {"/busy": [Answer(status=429), page()], "/broken": [Answer(status=503), page()]}
    with pytest.raises(FetchError, match="status 503") as refused:
        client.get(f"{site.url}/broken")
    assert rest_of(refused.value) is None
    assert client.get(f"{site.url}/broken").status == 200
    with pytest.raises(FetchError, match="asked not to be asked again") as refused:
        client.get(f"{site.url}/busy")
    rest = rest_of(refused.value)
    assert rest is not None
    assert rest.until == hands.at + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", None),
        ("99999999999999999999", 86_400),
        ("Thu, 16 May 2024 12:30:00 GMT", 1_800),
        ("Thu, 16 May 2024 14:30:00 +0200", 1_800),
        ("Thu, 16 May 2024 11:00:00 GMT", None),
        ("Thu, 16 May 2034 12:30:00 GMT", 86_400),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 60),
        ("soon", 60),
        ("", 60),
        ("-5", 60),
        ("٣٠", 60),
    ],
)
def test_a_rest_is_as_long_as_the_host_says_up_to_a_day(retry_after: str, seconds: int | None) -> None:
    hands = Hands()
    hands.at = NOON
    politeness = Politeness(hands.clock())
    politeness.rest("chronicle.example", retry_after)
    expected = None if seconds is None else NOON + timedelta(seconds=seconds)
    assert politeness.rests("chronicle.example") == expected
    assert politeness.rests("other.example") is None


def test_a_turn_ends_also_when_it_fails() -> None:
    hands = Hands()
    politeness = Politeness(hands.clock())
    with pytest.raises(ZeroDivisionError), politeness.turn("chronicle.example", origin="a"):
        raise ZeroDivisionError
    with politeness.turn("chronicle.example", origin="a"):
        pass
    assert hands.waited == [2.0]
