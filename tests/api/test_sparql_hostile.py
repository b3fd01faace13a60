"""Queries that strangers send to do harm: each ends clearly, and meanwhile the service answers others."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import httpx
import pytest

from api.app import create_app
from kg.rdf.vocabulary import Names
from kg.settings import DEFAULT_BASE, QueryLimits, Settings
from tests.api.hostile import HARMLESS, HEAVY, LARGE, OK, REFUSED, SLOW
from tests.browser import serving

LOW = QueryLimits(seconds=0.5, mib=256, rows=2000, answer_mib=1, workers=2, queue=2)
PATIENCE = 60.0


@pytest.fixture(scope="module")
def endpoint(settings: Settings) -> Iterator[str]:
    """The address of a service with low limits."""
    with serving(create_app(replace(settings, queries=LOW))) as served:
        yield served


@pytest.fixture(scope="module")
def trap() -> Iterator[socket.socket]:
    """A socket that listens, and that nobody must ever connect to."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


def url_of(trap: socket.socket) -> str:
    return f"http://127.0.0.1:{trap.getsockname()[1]}/"


def ask(endpoint: str, query: str, *, patience: float = PATIENCE) -> httpx.Response:
    headers = {"content-type": "application/sparql-query"}
    return httpx.post(f"{endpoint}/sparql", content=query.encode(), headers=headers, timeout=patience)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_allowed_is_refused_and_connects_to_nobody(address: str, trap: socket.socket, name: str) -> None:
    query, words = REFUSED[name]
    answer = ask(address, query.replace("URL", url_of(trap)))
    assert (answer.status_code, words in answer.json()["message"]) == (400, True), answer.text
    with pytest.raises(BlockingIOError):
        trap.accept()


def test_graphs_of_the_request_stand_in_the_place_of_those_of_the_query(address: str, trap: socket.socket) -> None:
    own = Names(DEFAULT_BASE).graph("sources").value
    query = f"ASK FROM <{url_of(trap)}> {{ ?s ?p ?o }}"
    answer = httpx.post(
        f"{address}/sparql",
        params={"default-graph-uri": own},
        content=query.encode(),
        headers={"content-type": "application/sparql-query"},
        timeout=PATIENCE,
    )
    assert (answer.status_code, answer.json()["boolean"]) == (200, True), answer.text
    with pytest.raises(BlockingIOError):
        trap.accept()


@pytest.mark.parametrize("name", HARMLESS)
def test_what_looks_like_reading_elsewhere_finds_nothing(address: str, trap: socket.socket, name: str) -> None:
    answer = ask(address, HARMLESS[name].replace("URL", url_of(trap)))
    assert (answer.status_code, answer.json()["results"]["bindings"]) == (200, [])
    described = ask(address, f"DESCRIBE <{url_of(trap)}> <file:///etc/passwd>")
    assert (described.status_code, described.content) == (200, b"")
    with pytest.raises(BlockingIOError):
        trap.accept()


@pytest.mark.parametrize("name", HEAVY)
def test_what_is_too_much_is_stopped_while_others_are_answered(endpoint: str, trap: socket.socket, name: str) -> None:
    query, statuses = HEAVY[name]
    lightly = []
    with ThreadPoolExecutor(1) as asking:
        asked = asking.submit(ask, endpoint, query.replace("URL", url_of(trap)))
        while not lightly or not asked.done():
            lightly.append(httpx.get(f"{endpoint}/api/stats", timeout=PATIENCE).status_code)
    answer = asked.result()
    assert answer.status_code in statuses, answer.text
    assert set(lightly) == {200}
    if answer.status_code != OK:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.status_code != SLOW or "longer than 0.5 seconds" in answer.json()["message"]
        assert answer.status_code != LARGE or "which is the limit" in answer.json()["message"]
    with pytest.raises(BlockingIOError):
        trap.accept()


def test_when_all_are_busy_the_next_is_told_to_come_again(endpoint: str) -> None:
    """Two are answered, two wait, the others are sent away at once; and in the end all is as before."""
    query = HEAVY["counted"][0]
    with ThreadPoolExecutor(12) as asking:
        answers = list(asking.map(lambda _: ask(endpoint, query), range(12)))
        assert httpx.get(f"{endpoint}/api/stats", timeout=PATIENCE).status_code == 200
    statuses = sorted(answer.status_code for answer in answers)
    assert set(statuses) == {503, 504}
    assert statuses.count(504) >= 4
    busy = next(answer for answer in answers if answer.status_code == 503)
    assert busy.headers["retry-after"] == "1"  # half a second, rounded up
    assert "ask again" in busy.json()["message"]
    assert ask(endpoint, "ASK { }").json()["boolean"] is True


def test_many_slow_queries_leave_the_services_threads_free_and_end_with_their_clients(settings: Settings) -> None:
    """More than the service has threads for everything else; when they give up, the next is answered at once."""
    query = HEAVY["counted"][0]
    limits = QueryLimits(seconds=60, queue=60)

    def give_up(endpoint: str) -> None:
        with pytest.raises(httpx.ReadTimeout):
            ask(endpoint, query, patience=3)

    with serving(create_app(replace(settings, queries=limits))) as endpoint, ThreadPoolExecutor(50) as asking:
        asked = [asking.submit(give_up, endpoint) for _ in range(50)]
        statuses = {httpx.get(f"{endpoint}/api/stats", timeout=PATIENCE).status_code for _ in range(5)}
        for each in asked:
            each.result()
        assert statuses == {200}
        assert ask(endpoint, "ASK { }", patience=40).json()["boolean"] is True
