"""The store on a server where what comes back is not whole, or is somebody else's: a page, no graph, half an answer."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from kg.errors import StoreError, StoreWriteError
from kg.settings import Access
from kg.store.backup import back_up, check_backup
from kg.store.export import document_export, ordered_quads
from kg.store.remote import RemoteStore
from kg.store.verify import verify
from tests.store.servers import Place
from tests.store.test_contract import G, quad
from tests.store.test_remote import NEW, OLD, failing_after, pass_on, send, serving

CONSTRUCT = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {G} {{ ?s ?p ?o }} }}"


@pytest.fixture
def place(rdflib_place: Place) -> Place:
    """Return a server with a store of some quads."""
    rdflib_place.empty()
    store = RemoteStore.open(rdflib_place.address)
    store.apply(removed=[], added=OLD)
    store.close()
    return rdflib_place


@contextmanager
def paging(place: Place, *, first: int, made: bool) -> Iterator[str]:
    """Start a server that passes all on, but from one change on answers to changes with a page, made or not."""
    numbers = itertools.count()

    def answer(to: BaseHTTPRequestHandler, body: bytes) -> None:
        if not to.headers["Content-Type"].startswith("application/sparql-update") or next(numbers) < first:
            pass_on(place, to, body)
            return
        if made:
            place.update(body.decode())
        send(to, 200, b"<p>Welcome", "text/html; charset=utf-8")

    with serving(answer) as address:
        yield address


@contextmanager
def graphs(
    place: Place, told: Callable[[str, list[bytes]], list[bytes] | None], *, ended: bool = True
) -> Iterator[str]:
    """Start a server that gives of each graph the lines that are told, and may leave open where an answer ends."""

    def answer(to: BaseHTTPRequestHandler, body: bytes) -> None:
        if to.command == "POST":
            headers = {name: to.headers[name] for name in ("Content-Type", "Accept")}
            found = httpx.post(place.address, content=body, headers=headers, timeout=30, trust_env=False)
            graph = ""
        else:
            found = httpx.get(f"{place.address}?{urlsplit(to.path).query}", timeout=30, trust_env=False)
            graph = parse_qs(urlsplit(to.path).query)["graph"][0]
        lines = told(graph, found.content.splitlines(keepends=True))
        if ended or lines is None:
            send(to, 200 if lines is not None else 404, b"".join(lines or []), found.headers["content-type"])
            return
        to.send_response(200)
        to.send_header("Content-Type", found.headers["content-type"])
        to.end_headers()
        to.wfile.write(b"".join(lines))
        to.close_connection = True

    with serving(answer) as address:
        yield address


def test_a_page_is_no_answer_to_a_change(place: Place) -> None:
    for first, what in (
        (0, "does not show: set KG_STORE_UPDATE"),
        (1, "answers with a page"),
        (2, "answers with a page"),
    ):
        with paging(place, first=first, made=False) as login, pytest.raises(StoreWriteError, match=what):
            RemoteStore.open(place.address, access=Access(update=login)).apply(removed=[], added=[quad("an article")])


def test_a_server_may_answer_to_changes_with_a_page_if_it_makes_them(place: Place) -> None:
    with paging(place, first=0, made=True) as address:
        store = RemoteStore.open(address)
        store.apply(removed=[], added=[quad("an article")])
        assert set(store.quads()) == {*OLD, quad("an article")}
        store.close()


def test_graphs_that_are_not_where_it_was_said(place: Place, tmp_path: Path) -> None:
    with graphs(place, lambda *_: None) as nothing:
        for read_only in (False, True):
            with pytest.raises(StoreError, match=r"not to be found at .*: set KG_STORE_GRAPHS"):
                RemoteStore.open(place.address, access=Access(graphs=nothing), read_only=read_only)
    with graphs(place, lambda graph, lines: lines if graph.startswith("urn:") else None) as empty:
        store = RemoteStore.open(place.address, access=Access(graphs=empty), read_only=True)
        assert list(store.quads(graph=quad("none").predicate)) == []
        for read in (lambda: list(store.quads()), lambda: back_up(store, tmp_path, tmp_path / "backup.zip")):
            with pytest.raises(StoreError, match=r"gave 0 of 20 triples"):
                read()
        assert list(tmp_path.iterdir()) == []
        store.close()


def test_a_backup_holds_as_many_quads_as_there_are(place: Place, tmp_path: Path) -> None:
    with graphs(place, lambda graph, lines: lines if graph.startswith("urn:") else lines[1:]) as cut:
        store = RemoteStore.open(place.address, access=Access(graphs=cut), read_only=True)
        with pytest.raises(StoreError, match="gave 38 of its 40 quads"):
            back_up(store, tmp_path, tmp_path / "backup.zip")
        store.close()


def test_answers_that_do_not_tell_where_they_end(place: Place) -> None:
    with graphs(place, lambda _, lines: lines, ended=False) as whole:
        store = RemoteStore.open(whole, access=Access(graphs=whole), read_only=True)
        assert set(store.quads()) == OLD
        with pytest.raises(StoreError, match="does not tell where an answer of triples ends"):
            store.query(CONSTRUCT)
        store.close()
    with graphs(place, lambda graph, lines: lines[:9] if graph.startswith("http") else lines, ended=False) as cut:
        store = RemoteStore.open(place.address, access=Access(graphs=cut), read_only=True)
        with pytest.raises(StoreError, match="gave 9 of 20 triples"):
            list(store.quads(graph=G))
        store.close()


def test_what_is_taken_out_during_a_change_is_refused(place: Place, tmp_path: Path) -> None:
    with failing_after(place, 3) as address:
        cut = RemoteStore.open(address)
        with pytest.raises(StoreWriteError, match="unfinished"):
            cut.apply(removed=OLD - NEW, added=NEW - OLD)
        cut.close()
    store = RemoteStore.open(place.address, read_only=True)
    for take in (
        lambda: back_up(store, tmp_path, tmp_path / "backup.zip"),
        lambda: list(ordered_quads(store)),
        lambda: document_export(store, "a"),
        lambda: verify(store),
    ):
        with pytest.raises(StoreError, match=r"a change of .* is unfinished: .* open it to write once"):
            take()
    assert list(tmp_path.iterdir()) == []
    RemoteStore.open(place.address).close()
    back_up(store, tmp_path, tmp_path / "backup.zip")
    assert check_backup(tmp_path / "backup.zip").quads == len(NEW)
    store.close()
