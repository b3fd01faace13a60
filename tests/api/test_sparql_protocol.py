"""The W3C's tests of the SPARQL 1.1 Protocol that apply where nothing is written; each bears its name there.

Requests and data are this project's own. `data/sparql-protocol.md` lists the results.
"""

from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from kg.settings import DEFAULT_BASE
from tests.api.samples import EMPTY, FACTORY

DIRECT = {"content-type": "application/sparql-query"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
ONE = f"{DEFAULT_BASE}graph/document/{FACTORY.id}"
TWO = f"{DEFAULT_BASE}graph/document/{EMPTY.id}"
IN_DEFAULT = "ASK { ?article a schema:NewsArticle }"
BOTH_IN_DEFAULT = "ASK { ?one schema:headline 'Kim calls for change'@en . ?two schema:headline 'Quiet day'@en }"
TWO_NAMED = (
    "ASK { GRAPH ?g1 { ?one schema:headline 'Kim calls for change'@en } "
    "GRAPH ?g2 { ?two schema:headline 'Quiet day'@en } FILTER NOT EXISTS { GRAPH graph:sources { ?s ?p ?o } } }"
)
IN_BOTH = "ASK { ?one schema:headline 'Kim calls for change'@en GRAPH ?g { ?two schema:headline 'Quiet day'@en } }"


def yes(answer: object) -> bool:
    """Tell whether an answer is a yes in one of the forms that ASK has."""
    assert getattr(answer, "status_code", 0) == 200, getattr(answer, "text", "")
    return bool(answer.json()["boolean"])  # type: ignore[attr-defined]


def test_query_get(client: TestClient) -> None:
    assert yes(client.get("/sparql", params={"query": "ASK {}"}))


def test_query_post_form(client: TestClient) -> None:
    assert yes(client.post("/sparql", data={"query": "ASK {}"}))


def test_query_post_direct(client: TestClient) -> None:
    assert yes(client.post("/sparql", content="ASK {}", headers=DIRECT))


def test_one_graph_is_made_the_default_graph(client: TestClient) -> None:
    assert yes(client.get("/sparql", params={"query": IN_DEFAULT, "default-graph-uri": ONE}))
    assert not yes(client.get("/sparql", params={"query": IN_DEFAULT}))


def test_query_dataset_default_graphs_get(client: TestClient) -> None:
    assert yes(client.get("/sparql", params={"query": BOTH_IN_DEFAULT, "default-graph-uri": [ONE, TWO]}))
    assert not yes(client.get("/sparql", params={"query": BOTH_IN_DEFAULT, "default-graph-uri": [ONE]}))


def test_query_dataset_default_graphs_post(client: TestClient) -> None:
    address = f"/sparql?{urlencode({'default-graph-uri': [ONE, TWO]}, doseq=True)}"
    assert yes(client.post(address, content=BOTH_IN_DEFAULT, headers=DIRECT))
    assert yes(client.post("/sparql", data={"query": BOTH_IN_DEFAULT, "default-graph-uri": [ONE, TWO]}))


def test_query_dataset_named_graphs_get(client: TestClient) -> None:
    assert yes(client.get("/sparql", params={"query": TWO_NAMED, "named-graph-uri": [ONE, TWO]}))
    assert not yes(client.get("/sparql", params={"query": TWO_NAMED, "named-graph-uri": [ONE]}))


def test_query_dataset_named_graphs_post(client: TestClient) -> None:
    address = f"/sparql?{urlencode({'named-graph-uri': [ONE, TWO]}, doseq=True)}"
    assert yes(client.post(address, content=TWO_NAMED, headers=DIRECT))


def test_query_dataset_full(client: TestClient) -> None:
    dataset = {"default-graph-uri": [ONE], "named-graph-uri": [TWO]}
    assert yes(client.get("/sparql", params={"query": IN_BOTH, **dataset}))
    swapped = {"default-graph-uri": [TWO], "named-graph-uri": [ONE]}
    assert not yes(client.get("/sparql", params={"query": IN_BOTH, **swapped}))


def test_query_multiple_dataset(client: TestClient) -> None:
    """The graphs that the request names overrule those that the query names."""
    query = f"ASK FROM <{TWO}> {{ ?one schema:headline 'Kim calls for change'@en }}"
    assert not yes(client.get("/sparql", params={"query": query}))
    assert yes(client.get("/sparql", params={"query": query, "default-graph-uri": ONE}))


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
    ],
)
def test_query_content_type_select(client: TestClient, accept: str, content_type: str) -> None:
    answer = client.get("/sparql", params={"query": "SELECT (1 AS ?x) {}"}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, content_type)


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml, */*;q=0.1", "application/sparql-results+xml"),
    ],
)
def test_query_content_type_ask(client: TestClient, accept: str, content_type: str) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, content_type)


RDF = [
    ("*/*", "text/turtle", RdfFormat.TURTLE),
    ("text/turtle", "text/turtle", RdfFormat.TURTLE),
    ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
    ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
    ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
]


@pytest.mark.parametrize(("accept", "content_type", "format_"), RDF)
def test_query_content_type_describe(client: TestClient, accept: str, content_type: str, format_: RdfFormat) -> None:
    query = f"DESCRIBE <{DEFAULT_BASE}document/{FACTORY.id}>"
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, content_type)
    assert '"Kim calls for change"@en' in {str(quad.object) for quad in parse(answer.content, format_)}


@pytest.mark.parametrize(("accept", "content_type", "format_"), RDF)
def test_query_content_type_construct(client: TestClient, accept: str, content_type: str, format_: RdfFormat) -> None:
    query = "CONSTRUCT { ?d schema:name ?title } WHERE { GRAPH ?g { ?d schema:headline ?title } }"
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, content_type)
    assert len(list(parse(answer.content, format_))) == 3


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(client: TestClient, method: str) -> None:
    answer = client.request(method, "/sparql", params={"query": "ASK {}"})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_bad_multiple_queries(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": ["ASK {}", "SELECT * {}"]}).status_code == 400
    assert client.post("/sparql", data={"query": ["ASK {}", "SELECT * {}"]}).status_code == 400
    assert client.post("/sparql?query=ASK%20%7B%7D", content="ASK {}", headers=DIRECT).status_code == 400


def test_bad_query_wrong_media_type(client: TestClient) -> None:
    answer = client.post("/sparql", content="ASK {}", headers={"content-type": "text/plain"})
    assert answer.status_code == 415
    assert "application/sparql-query" in answer.json()["message"]


def test_bad_query_missing_form_type(client: TestClient) -> None:
    assert client.post("/sparql", content="query=ASK%20%7B%7D").status_code == 415


def test_bad_query_missing_direct_type(client: TestClient) -> None:
    assert client.post("/sparql", content="ASK {}").status_code == 415


def test_bad_query_non_utf8(client: TestClient) -> None:
    assert client.post("/sparql", content="ASK { # é\n}".encode("utf-16"), headers=DIRECT).status_code == 400
    assert client.post("/sparql", content=b"query=ASK%20%7B%7D%20%23%E9", headers=FORM).status_code == 400
    assert client.get(f"/sparql?query={quote('ASK { } # ')}%E9").status_code == 400


def test_bad_query_syntax(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK {"})
    assert answer.status_code == 400
    assert "line 1" in answer.json()["message"]


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/sparql-update", "CLEAR ALL", 415),
        ("application/x-www-form-urlencoded", "update=CLEAR%20ALL", 400),
        ("application/x-www-form-urlencoded", f"update=CLEAR%20ALL&using-graph-uri={quote(ONE)}", 400),
        ("application/sparql-query", "CLEAR ALL", 400),
    ],
)
def test_updates_are_refused(client: TestClient, content_type: str, body: str, status: int) -> None:
    """None of the suite's tests of updates applies; every way of asking for one is refused, and changes nothing."""
    before = client.get("/api/stats").json()
    assert client.post("/sparql", content=body, headers={"content-type": content_type}).status_code == status
    assert client.get("/sparql?update=CLEAR%20ALL").status_code == 400
    assert client.get("/api/stats").json() == before
