"""The store on a server: what becomes of changes that are interrupted, and what is said when a server misbehaves."""

import itertools
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import httpx
import pytest
from pyoxigraph import Quad

from kg.errors import NotAStoreError, QueryError, RefusedError, StoreError, StoreWriteError
from kg.settings import Access, Authentication, Settings
from kg.store.http import Server
from kg.store.opening import open_store
from kg.store.remote import RemoteStore
from tests.store.servers import Place, Virtuoso, free_port, running
from tests.store.test_contract import G, H, quad

OLD = {quad(f"{number}", (G, H)[number % 2]) for number in range(40)}
NEW = {quad(f"{number}", (G, H)[number % 2]) for number in range(30, 70)}

Answer = Callable[[BaseHTTPRequestHandler, bytes], None]


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """Start a server that answers so; give its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            answer(self, self.rfile.read(int(self.headers["Content-Length"])))

        def do_GET(self) -> None:
            answer(self, b"")

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/sparql"
        finally:
            server.shutdown()


def send(to: BaseHTTPRequestHandler, status: int, body: bytes, type_: str = "text/plain", **headers: str) -> None:
    """Send an answer."""
    to.send_response(status)
    for name, value in {"Content-Type": type_, "Content-Length": str(len(body)), **headers}.items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(body)


@contextmanager
def failing_after(place: Place, updates: int) -> Iterator[str]:
    """Start a server that passes so many updates on to another one, and then refuses them; queries it passes on."""
    left = [updates]

    def answer(to: BaseHTTPRequestHandler, body: bytes) -> None:
        if to.headers["Content-Type"].startswith("application/sparql-update"):
            left[0] -= 1
            if left[0] < 0:
                to.close_connection = True  # as if the network was cut
                to.connection.close()
                return
        pass_on(place, to, body)

    with serving(answer) as address:
        yield address


def pass_on(place: Place, to: BaseHTTPRequestHandler, body: bytes, status: int | None = None) -> None:
    """Let a server answer, and send its answer, or this status in its place."""
    headers = {name: to.headers[name] for name in ("Content-Type", "Accept") if to.headers[name]}
    found = httpx.post(place.address, content=body, headers=headers, timeout=30, trust_env=False)
    if status is not None:
        send(to, status, b"gave up")
    else:
        send(to, found.status_code, found.content, found.headers.get("content-type", "text/plain"))


@contextmanager
def gateway(place: Place, gives_up: Callable[[int], int | None]) -> Iterator[str]:
    """Start a server that passes all on, but answers itself to those updates for whose number it has a status."""
    numbers = itertools.count()

    def answer(to: BaseHTTPRequestHandler, body: bytes) -> None:
        update = to.headers["Content-Type"].startswith("application/sparql-update")
        pass_on(place, to, body, gives_up(next(numbers)) if update else None)

    with serving(answer) as address:
        yield address


@pytest.mark.parametrize("updates", range(2, 8))
def test_a_change_that_is_cut_off_is_made_whole_or_not_at_all(rdflib_place: Place, updates: int) -> None:
    """Opening takes two updates; then come the journal, the change, the end of the journal, and of old revisions."""
    rdflib_place.empty()
    store = RemoteStore.open(rdflib_place.address, access=rdflib_place.access)
    store.apply(removed=[], added=OLD)
    store.close()
    with failing_after(rdflib_place, updates) as address:
        cut = RemoteStore.open(address, access=rdflib_place.access)
        try:
            cut.apply(removed=OLD - NEW, added=NEW - OLD)
            made = True
        except StoreWriteError:
            made = False
        cut.close()
    again = RemoteStore.open(rdflib_place.address, access=rdflib_place.access)
    assert set(again.quads()) == (NEW if updates > 2 else OLD)
    assert made == (updates > 5)
    again.close()


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_gateway_that_gives_up_is_not_taken_for_a_refusal(rdflib_place: Place, status: int) -> None:
    rdflib_place.empty()
    with gateway(rdflib_place, lambda number: status if number > 1 else None) as address:
        store = RemoteStore.open(address)
        for added, removed, what in ((OLD, [], "the same again settles it"), (NEW, OLD - NEW, "the next opening to")):
            with pytest.raises(StoreWriteError, match=f"{status}.*isn't known: {what}") as error:
                store.apply(removed=removed, added=added)
            assert not isinstance(error.value, RefusedError)
        store.close()
    again = RemoteStore.open(rdflib_place.address)
    assert set(again.quads()) == NEW
    again.close()


def test_a_change_that_can_be_neither_made_nor_undone_is_told_to_be_unfinished(rdflib_place: Place) -> None:
    rdflib_place.empty()
    RemoteStore.open(rdflib_place.address).close()
    with gateway(rdflib_place, {4: 403, 5: 403}.get) as address:
        store = RemoteStore.open(address)
        store.apply(removed=[], added=OLD)
        with pytest.raises(StoreWriteError, match=r"403.*a change is unfinished: the next opening to write") as error:
            store.apply(removed=OLD - NEW, added=NEW - OLD)
        assert not isinstance(error.value, RefusedError)
        store.apply(removed=[], added=[quad("one more")])
        assert set(store.quads()) == {*NEW, quad("one more")}
        store.close()


@pytest.mark.parametrize(
    ("status", "headers", "times"),
    [(504, {}, 1), (500, {}, 1), (503, {}, 1), (503, {"Retry-After": "1"}, 3), (429, {}, 3)],
)
def test_a_change_is_sent_again_only_where_it_was_not_taken(status: int, headers: dict[str, str], times: int) -> None:
    sent: list[bytes] = []

    def answer(to: BaseHTTPRequestHandler, body: bytes) -> None:
        sent.append(body)
        send(to, status, b"later", **headers)

    with serving(answer) as address, pytest.raises(StoreWriteError, match="isn't known"):
        Server(address, Access()).update("INSERT DATA {}")
    assert len(sent) == times


def test_a_killed_virtuoso_keeps_a_change_whole(tmp_path: Path) -> None:
    server = Virtuoso(tmp_path / "virtuoso")
    before = {quad(f"{number}", (G, H)[number % 2]) for number in range(3000)}
    after = {quad(f"{number}", (G, H)[number % 2]) for number in range(2000, 5000)}
    with running(server):
        store = RemoteStore.open(server.place.address, access=server.place.access)
        store.apply(removed=[], added=before)
        killer = Thread(target=server.kill)
        delay = random.uniform(0.02, 0.6)  # noqa: S311 -- nothing is hidden by it
        applying = Thread(target=_apply, args=(store, before - after, after))
        applying.start()
        applying.join(delay)
        killer.start()
        killer.join()
        applying.join()
        store.close()
        server.start()
        again = RemoteStore.open(server.place.address, access=server.place.access)
        assert set(again.quads()) in (before, after)
        again.close()


def _apply(store: RemoteStore, removed: set[Quad], added: set[Quad]) -> None:
    try:
        store.apply(removed=removed, added=added)
    except StoreError:
        return


def test_what_others_keep_on_the_server_is_left_alone(virtuoso: Place) -> None:
    virtuoso.empty()
    virtuoso.update("INSERT DATA { GRAPH <http://x.example/g> { <http://x.example/a> <http://x.example/p> 'theirs' } }")
    store = RemoteStore.open(virtuoso.address, access=virtuoso.access)
    assert (len(store), list(store.quads()), list(store.graphs())) == (0, [], [])
    theirs = next(iter(OLD))
    with pytest.raises(StoreWriteError, match="isn't under"):
        store.apply(removed=[Quad(theirs.subject, theirs.predicate, theirs.object, theirs.predicate)], added=[])
    assert store.query("ASK { GRAPH <http://x.example/g> { ?s ?p 'theirs' } }") is True
    store.close()


def test_an_answer_that_the_server_cuts_is_no_answer(virtuoso: Place, virtuoso_graphs: Place) -> None:
    virtuoso.empty()
    store = RemoteStore.open(virtuoso.address, access=virtuoso.access)
    store.apply(removed=[], added=[quad(str(number)) for number in range(10_001)])
    assert len(store) == 10_001
    with pytest.raises(StoreError, match="no more than 10000 rows"):
        list(store.quads(graph=G))
    store.close()
    whole = RemoteStore.open(virtuoso_graphs.address, access=virtuoso_graphs.access, read_only=True)
    assert len(list(whole.quads(graph=G))) == 10_001
    whole.close()
    virtuoso.empty()


def test_who_may_not_write_is_told_at_once(virtuoso: Place) -> None:
    virtuoso.empty()
    for access in (Access(), replace(virtuoso.access, password="wrong-secret")):  # noqa: S106
        with pytest.raises(StoreWriteError) as refused:
            RemoteStore.open(virtuoso.address, access=access)
        assert "secret" not in str(refused.value)
    with pytest.raises(NotAStoreError):
        RemoteStore.open(virtuoso.address, read_only=True)


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(StoreError, match="no server answers at http"):
        RemoteStore.open(f"http://127.0.0.1:{free_port()}/sparql")


@pytest.mark.parametrize("address", ["http://[/sparql", "http://127.0.0.1:99999999/", "http://"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(StoreError):
        RemoteStore.open(address)


HALF = b'{"head": {"vars": ["base", "format"]}, "results": {"bindings": [{"base": {"type": "uri", "value": "http://x/"}'


@pytest.mark.parametrize(
    ("status", "type_", "body", "headers", "what"),
    [
        (404, "text/html", b"<p>none", {}, "there is nothing at"),
        (401, "text/html", b"", {}, "KG_STORE_USER"),
        (403, "text/html", b"", {}, "KG_STORE_USER"),
        (302, "text/html", b"", {"Location": "http://u:secret@b.example/"}, "sends on to http://b.example/"),
        (200, "text/html", b"<p>Welcome", {}, "a page, not"),
        (200, "application/x-odd", b"", {}, "answers in application/x-odd"),
        (200, "application/sparql-results+json", HALF, {}, "too soon or is malformed"),
        (200, "application/sparql-results+json", b"?", {}, "too soon or is malformed"),
        (200, "application/sparql-results+json", b" " * 20_000, {}, "larger than 0 MB"),
        (200, "application/sparql-results+json", HALF, {"X-SQL-State": "S1TAT"}, "a part of the answer"),
        (500, "text/plain", b"<b>out of\nmemory</b>", {}, r"failed \(500\): out of memory"),
        (400, "text/plain", b"no SPARQL", {}, "no SPARQL"),
    ],
)
def test_what_is_no_answer_is_told(status: int, type_: str, body: bytes, headers: dict[str, str], what: str) -> None:
    with serving(lambda to, _: send(to, status, body, type_, **headers)) as address:
        expected = QueryError if status == 400 else StoreError
        with pytest.raises(expected, match=what):
            RemoteStore.open(address, access=Access(limit=10_000), read_only=True)


NO_STORE = b'{"head": {"vars": []}, "results": {"bindings": []}}'


def test_half_an_answer_is_none() -> None:
    def answer(to: BaseHTTPRequestHandler, _: bytes) -> None:
        send(to, 200, HALF, "application/sparql-results+json", **{"Content-Length": str(len(HALF) + 9)})
        to.close_connection = True

    with serving(answer) as address, pytest.raises(StoreError, match="broke off"):
        RemoteStore.open(address, read_only=True)


def test_a_silent_server_is_not_waited_for() -> None:
    ended = Event()
    with serving(lambda to, _: ended.wait(10) and None) as address:
        try:
            with pytest.raises(StoreError, match=r"silent for 0.2 seconds: .* KG_STORE_TIMEOUT"):
                RemoteStore.open(address, access=Access(timeout=0.2), read_only=True)
        finally:
            ended.set()


def test_a_question_is_asked_again_where_the_server_was_busy(rdflib_place: Place) -> None:
    rdflib_place.empty()
    RemoteStore.open(rdflib_place.address).close()
    asked: list[bytes] = []

    def answer(to: BaseHTTPRequestHandler, body: bytes) -> None:
        asked.append(body)
        if len(asked) == 1:
            send(to, 500, b"later")
            return
        pass_on(rdflib_place, to, body)

    with serving(answer) as address:
        RemoteStore.open(address, read_only=True).close()
    assert len(asked) == 2


def test_a_password_in_an_address_goes_to_its_host_alone(tmp_path: Path) -> None:
    seen: dict[str, list[str | None]] = {"public": [], "inside": []}

    def told(name: str) -> Answer:
        def answer(to: BaseHTTPRequestHandler, body: bytes) -> None:
            seen[name].append(to.headers.get("Authorization"))
            send(to, 200, NO_STORE, "application/sparql-results+json")

        return answer

    with serving(told("public")) as public, serving(told("inside")) as inside:
        update = inside.replace("http://", "http://dba:secret@")
        access = Access(update=update, authentication=Authentication.BASIC)
        with pytest.raises(StoreWriteError, match="does not show"):
            open_store(Settings(store=public, access=access, cache=tmp_path))
    assert seen == {"public": [None, None], "inside": ["Basic ZGJhOnNlY3JldA=="]}


@pytest.mark.parametrize(
    ("access", "header"),
    [
        (Access(user="ada", password="secret"), "Digest "),  # noqa: S106
        (Access(user="ada", password="secret", authentication=Authentication.BASIC), "Basic "),  # noqa: S106
        (Access(token="secret"), "Bearer secret"),  # noqa: S106
        (Access(), ""),
    ],
)
def test_who_asks_is_told_as_the_server_wants_it(access: Access, header: str) -> None:
    seen: list[str] = []

    def answer(to: BaseHTTPRequestHandler, _: bytes) -> None:
        seen.append(to.headers.get("Authorization", ""))
        send(to, 401, b"", WWW_Authenticate='Digest realm="r", nonce="n", qop="auth", algorithm="MD5"')

    with serving(answer) as address, pytest.raises(StoreError, match="KG_STORE_USER") as refused:
        RemoteStore.open(address, access=access, read_only=True)
    assert seen[-1].startswith(header)
    assert "secret" not in str(refused.value)
