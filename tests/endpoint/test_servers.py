"""Strangers' queries over a store on a server: what they can't make it do, and as whom it is asked."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx
import pytest
from pyoxigraph import BlankNode
from starlette.testclient import TestClient

from api.app import create_app
from kg.endpoint.ask import ask
from kg.settings import Access, Authentication, Settings
from kg.store.base import Solutions
from kg.store.remote import RemoteStore
from tests.store.servers import Place, Virtuoso, rdflib_server, running
from tests.store.test_contract import G, quad
from tests.store.test_remote import send, serving

HOSTILE = [
    f"SELECT ({function} AS ?x) {{ }}"
    for function in (
        "bif:http_get('URL')",
        "<bif:http_get>('URL')",
        "sql:http_get('URL')",
        "<LOAD>('URL')",
        "<DB.DBA.HTTP_GET>('URL')",
        "<http://www.openlinksw.com/schemas/bif#http_get>('URL')",
        "<bif:exec>('SPARQL CLEAR GRAPH <urn:whosaid:store>')",
        "<bif:string_to_file>('written.txt', 'x', -2)",
        "<sql:SPARQL_EVAL>('CLEAR GRAPH <urn:whosaid:store>', NULL, 0)",
        "<urn:any>('URL')",
    )
] + [
    "PREFIX f: <bif:> SELECT (f:http_get('URL') AS ?x) { }",
    "PREFIX bif: <http://www.w3.org/2001/XMLSchema#> SELECT (bif:http_get('URL') AS ?x) { }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s<bif:http_get>('URL')",
    "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER <bif:http_get>('URL') }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } } GROUP BY <bif:http_get>('URL')",
    "SELECT * { GRAPH ?g { ?s ?p ?o . ?o bif:contains 'x' } }",
    "SELECT * { GRAPH ?g { ?s ?p ?o . ?o <bif:contains> 'x' } }",
    "SELECT * { GRAPH ?g { ?s ?p ?o OPTION (TRANSITIVE) } }",
    "SELECT * { GRAPH ?g { ?s ?p `bif:http_get('URL')` } }",
    'DEFINE get:soft "replace" SELECT * FROM <URL> { ?s ?p ?o }',
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server lies."""
    return tmp_path_factory.mktemp("virtuoso")


@pytest.fixture(scope="module")
def place(folder: Path) -> Iterator[Place]:
    """A Virtuoso with a store that holds three quads."""
    server = Virtuoso(folder)
    with running(server):
        store = RemoteStore.open(server.place.address, access=server.place.access)
        store.apply(removed=[], added=[quad(str(number)) for number in range(3)])
        store.close()
        yield server.place


@pytest.fixture(scope="module", params=["anybody", "the writer"])
def client(request: pytest.FixtureRequest, place: Place, folder: Path) -> Iterator[TestClient]:
    """A program that uses a service, which asks the server as anybody, or as who may also write there."""
    address = place.address if request.param == "anybody" else place.access.update or ""
    with TestClient(create_app(Settings(store=address, access=place.access, cache=folder / "cache"))) as made:
        yield made


@pytest.mark.parametrize("query", HOSTILE)
def test_what_a_server_could_do_itself_is_refused(client: TestClient, place: Place, folder: Path, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.setblocking(False)
        url = f"http://127.0.0.1:{trap.getsockname()[1]}/"
        answer = client.post("/sparql", data={"query": query.replace("URL", url)})
        with pytest.raises(BlockingIOError):
            trap.accept()
    assert answer.status_code == 400, answer.text
    assert not list(folder.rglob("written.txt"))
    store = RemoteStore.open(place.address, access=place.access, read_only=True)
    assert len(store) == 3
    store.close()


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?o { GRAPH graph:sources { ?s ?p ?o } }", 3),
        ("SELECT ?o FROM graph:sources { ?s ?p ?o FILTER(STRLEN(?o)<2&&?o!='2') }", 2),
        ("SELECT ?x { VALUES ?x { 'it\\'s' \"a\"'b' '''long\n# \"one\"''' } } # of them", 4),
        (
            "SELECT (xsd:integer('7') + 1 AS ?x) (xsd:string(1) AS ?y) (xsd:dateTime('2024-05-15T00:00:00Z') AS ?z) {}",
            1,
        ),
    ],
)
def test_what_is_of_the_standard_is_answered(client: TestClient, query: str, rows: int) -> None:
    answer = client.post("/sparql", data={"query": query})
    assert len(answer.json()["results"]["bindings"]) == rows


def test_graphs_of_the_request_stand_in_the_place_of_those_of_the_query(client: TestClient, place: Place) -> None:
    """Those of the query are neither fetched nor read."""
    place.update("INSERT DATA { GRAPH <http://x.example/theirs> { <urn:a> <urn:b> 'theirs' } }")
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.setblocking(False)
        url = f"http://127.0.0.1:{trap.getsockname()[1]}/"
        query = "SELECT ?o FROM <URL> FROM <http://x.example/theirs> FROM NAMED <http://x.example/theirs> "
        for graphs, where in (("default", "{ ?s ?p ?o }"), ("named", "{ GRAPH ?g { ?s ?p ?o } }")):
            asked = {"query": query.replace("URL", url) + where, f"{graphs}-graph-uri": G.value}
            found = client.post("/sparql", data=asked).json()["results"]["bindings"]
            assert sorted(row["o"]["value"] for row in found) == ["0", "1", "2"]
        with pytest.raises(BlockingIOError):
            trap.accept()


@pytest.mark.parametrize("open_to_all", [False, True])
def test_strangers_ask_without_secrets_where_everybody_is_answered(tmp_path: Path, open_to_all: bool) -> None:
    """What the environment says of secrets does not matter: the settings hold those that came in the address."""
    seen: list[str | None] = []
    own = "Basic YWRhOnNlY3JldA=="

    def answer(to: BaseHTTPRequestHandler, body: bytes) -> None:
        seen.append(to.headers.get("Authorization"))
        if not open_to_all and seen[-1] != own:
            send(to, 401, b"", WWW_Authenticate="Basic")
            return
        headers = {name: to.headers[name] for name in ("Content-Type", "Accept")}
        found = httpx.post(behind, content=body, headers=headers, timeout=30, trust_env=False)
        send(to, found.status_code, found.content, found.headers["content-type"])

    with rdflib_server() as behind, serving(answer) as address:
        RemoteStore.open(behind).close()
        store = address.replace("http://", "http://ada:secret@")
        access = Access(authentication=Authentication.BASIC)
        settings = Settings(store=store, access=access, cache=tmp_path)
        assert ask("ASK {}", settings) is True
        assert seen[-1] == own
        with TestClient(create_app(settings)) as client:
            assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
    assert seen[-1] == (None if open_to_all else own)


def test_blank_nodes_of_others_are_blank_nodes(tmp_path: Path) -> None:
    with rdflib_server() as address:
        RemoteStore.open(address).close()
        Place(address=address, access=Access()).update("INSERT DATA { GRAPH <urn:theirs> { [] <urn:b> 1 } }")
        answer = ask("SELECT ?s { GRAPH <urn:theirs> { ?s ?p ?o } }", Settings(store=address, cache=tmp_path))
    assert isinstance(answer, Solutions)
    assert isinstance(answer.rows[0][0], BlankNode)
