"""/sparql besides the protocol's own tests: forms, methods, other origins, the description, the page, the limits."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from api.app import create_app
from api.pages.results import Cell, examples
from kg.endpoint.description import SD, VOID
from kg.settings import DEFAULT_BASE, QueryLimits, Settings
from tests.api.samples import FACTORY, HOSTILE_NAME, KIM
from tests.api.test_pages import words

HTML = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
DIRECT = {"content-type": "application/sparql-query"}
NAMES = "SELECT ?source ?name { GRAPH graph:sources { ?source skos:prefLabel ?name } } ORDER BY ?name"


@pytest.fixture(scope="module")
def small(settings: Settings) -> Iterator[TestClient]:
    """A program that uses a service with very low limits, which other origins may not read."""
    limits = QueryLimits(rows=3, length=300, workers=1, queue=0)
    with TestClient(create_app(replace(settings, queries=limits))) as made:
        yield made


@pytest.fixture(scope="module")
def public(settings: Settings) -> Iterator[TestClient]:
    """A program that uses a service which everybody's pages may read."""
    with TestClient(create_app(replace(settings, query_origin="*"))) as made:
        yield made


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        ("ASK {}", "text/csv", 406),
        ("ASK {}", "text/tab-separated-values", 406),
        ("ASK {}", "text/csv, application/json;q=0.2", 200),
        ("ASK {}", "text/turtle", 406),
        ("ASK {}", "image/png", 406),
        ("SELECT * {}", "application/ld+json", 406),
        ("SELECT * {}", "application/*", 200),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv", 406),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/json", 200),
    ],
)
def test_forms_that_there_are_not_are_not_acceptable(client: TestClient, query: str, accept: str, status: int) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == status
    assert answer.headers["vary"] == "Accept"
    if status == 406:
        assert "JSON" in answer.json()["message"]


def test_several_accept_headers_are_one_list(client: TestClient) -> None:
    headers = [("accept", "text/csv"), ("accept", "application/sparql-results+xml")]
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/sparql-results+xml")


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("json", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml"),
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
        ("html", "text/html"),
        ("", "text/html"),
    ],
)
def test_format_overrules_what_a_browser_accepts(client: TestClient, name: str, content_type: str) -> None:
    answer = client.get("/sparql", params={"query": NAMES, "format": name}, headers=HTML)
    assert answer.headers["content-type"].partition(";")[0] == content_type
    assert "Kim Jong-un" in answer.text


def test_unknown_format_is_refused(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}", "format": "docx"})
    assert (answer.status_code, "json" in answer.json()["message"]) == (400, True)


def test_parameters_that_mean_something_elsewhere_are_ignored(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK {}", "output": "json", "timeout": "1"}).status_code == 200


def test_length_of_an_answer_is_told_and_head_has_all_but_the_body(client: TestClient) -> None:
    got = client.get("/sparql", params={"query": NAMES})
    head = client.head("/sparql", params={"query": NAMES})
    assert int(got.headers["content-length"]) == len(got.content)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-length", "content-type", "vary"):
        assert head.headers[name] == got.headers[name]


def test_pages_of_all_origins_may_read_where_that_is_set(public: TestClient) -> None:
    client = public
    asked = {"origin": "https://other.example", "access-control-request-method": "POST"}
    before = client.options("/sparql", headers=asked)
    assert before.status_code == 204
    assert before.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert "POST" in before.headers["access-control-allow-methods"]
    assert "Content-Type" in before.headers["access-control-allow-headers"]
    for query in ("ASK {}", "ASK {"):
        answer = client.post("/sparql", content=query, headers={**DIRECT, **asked})
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers


def test_other_origins_are_shut_out(small: TestClient) -> None:
    answer = small.get("/sparql", params={"query": "ASK {}"}, headers={"origin": "https://other.example"})
    assert answer.json()["boolean"] is True
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("media", "format_"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_service_describes_itself(client: TestClient, media: str, format_: RdfFormat) -> None:
    answer = client.get("/sparql", headers={"accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media
    said = {
        (q.subject.value, q.predicate.value, str(getattr(q.object, "value", "")))
        for q in parse(answer.content, format_)
    }
    service = "http://testserver/sparql"
    assert (service, f"{SD}endpoint", service) in said
    assert (service, f"{SD}supportedLanguage", f"{SD}SPARQL11Query") in said
    assert (f"{service}#sources", f"{SD}name", f"{DEFAULT_BASE}graph/sources") in said
    assert (f"{service}#dataset", f"{VOID}uriSpace", DEFAULT_BASE) in said
    assert not any(predicate in (f"{SD}feature", f"{SD}languageExtension") for _, predicate, _ in said)


def test_every_result_format_that_is_described_can_be_had(client: TestClient) -> None:
    described = client.get("/sparql").text
    for name, query, media in (
        ("SPARQL_Results_JSON", NAMES, "application/sparql-results+json"),
        ("SPARQL_Results_XML", NAMES, "application/sparql-results+xml"),
        ("SPARQL_Results_CSV", NAMES, "text/csv"),
        ("SPARQL_Results_TSV", NAMES, "text/tab-separated-values"),
        ("Turtle", f"DESCRIBE <{DEFAULT_BASE}source/{KIM.id}>", "text/turtle"),
        ("N-Triples", f"DESCRIBE <{DEFAULT_BASE}source/{KIM.id}>", "application/n-triples"),
        ("JSON-LD", f"DESCRIBE <{DEFAULT_BASE}source/{KIM.id}>", "application/ld+json"),
        ("RDF_XML", f"DESCRIBE <{DEFAULT_BASE}source/{KIM.id}>", "application/rdf+xml"),
    ):
        assert f"http://www.w3.org/ns/formats/{name}>" in described
        answer = client.get("/sparql", params={"query": query}, headers={"accept": media})
        assert "Kim Jong-un" in answer.text


def test_description_comes_in_no_other_form(client: TestClient) -> None:
    assert client.get("/sparql", headers={"accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize("parameters", ["default-graph-uri=urn:x", "update=CLEAR+ALL", "query="])
def test_request_without_a_query_is_refused(client: TestClient, parameters: str) -> None:
    assert client.get(f"/sparql?{parameters}").status_code == 400
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/sparql", content=parameters, headers=form).status_code == 400


@pytest.mark.parametrize(
    ("graph", "words_of_it"),
    [("urn:nowhere", "no graph"), ("relative", "no absolute IRI"), ("", "no absolute IRI"), ("a b", "no absolute IRI")],
)
def test_graph_that_is_not_here_is_refused(client: TestClient, graph: str, words_of_it: str) -> None:
    for name in ("default-graph-uri", "named-graph-uri"):
        answer = client.get("/sparql", params={"query": "ASK {}", name: graph})
        assert (answer.status_code, words_of_it in answer.json()["message"]) == (400, True)


def test_query_of_a_form_stands_in_the_form(client: TestClient) -> None:
    assert client.post("/sparql?query=ASK%20%7B%7D", data={"query": "ASK {}"}).status_code == 400
    assert client.post("/sparql?default-graph-uri=urn:x", data={"query": "ASK {}"}).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "application/sparql-query; charset=UTF-8"}, 200),
        ({"content-type": 'Application/SPARQL-Query;charset="utf-8"'}, 200),
        ({"content-type": "application/sparql-query; charset=utf-16"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
        ({"content-type": "application/sparql-update"}, 415),
        ({**DIRECT, "content-encoding": "gzip"}, 415),
    ],
)
def test_media_types_of_queries(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/sparql", content="ASK {}", headers=headers).status_code == status


def test_query_that_is_too_long_is_refused_in_each_way(small: TestClient) -> None:
    long = f"ASK {{ # {'x' * 300}\n }}"
    assert small.get("/sparql", params={"query": long}).status_code == 414
    assert small.post("/sparql", data={"query": long}).status_code == 413
    assert small.post("/sparql", content=long, headers=DIRECT).status_code == 413
    assert small.post("/sparql", data={"query": "x" * 100_000}).status_code == 413


def test_answer_is_whole_or_an_error(small: TestClient) -> None:
    assert len(small.get("/sparql", params={"query": f"{NAMES} LIMIT 3"}).json()["results"]["bindings"]) == 3
    for query in (NAMES, "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"):
        answer = small.get("/sparql", params={"query": query})
        assert (answer.status_code, "more than 3 rows" in answer.json()["message"]) == (422, True)


def test_page_shows_rows_with_links_and_keeps_the_query(client: TestClient) -> None:
    page = client.get("/sparql", params={"query": NAMES}, headers=HTML).text
    assert f'<a href="/id/source/{KIM.id}"><bdi>source/{KIM.id}</bdi></a>' in page
    assert "ORDER BY ?name</textarea>" in page
    assert "<img" not in page
    assert HOSTILE_NAME not in page
    assert "Kim Jong-un en" in words(page)
    assert "format=csv" in page


def test_page_answers_every_form(client: TestClient) -> None:
    def shown(query: str) -> str:
        return words(client.get("/sparql", params={"query": query}, headers=HTML).text)

    assert "Yes" in shown("ASK {}")
    assert "No" in shown("ASK { ?s ?p ?o }")
    assert "subjectpredicateobject" in shown(f"DESCRIBE <{DEFAULT_BASE}document/{FACTORY.id}>")
    assert "Nothing fits" in shown("SELECT * { ?s ?p ?o }")
    assert "The first 200 rows; there are more" in shown("SELECT * { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?a ?b ?c } }")
    large = "SELECT (GROUP_CONCAT(STR(?s)) AS ?x) { GRAPH ?g { ?s ?p ?o } }"
    assert "…" in shown(large)


def test_page_shows_as_many_characters_as_it_may_whatever_they_are(client: TestClient) -> None:
    more = " ".join(f"(?x AS ?x{number})" for number in range(600))
    query = f"SELECT {more} {{ BIND('{'😀' * 3000}' AS ?x) }}"
    answer = client.get("/sparql", params={"query": query, "format": "html"})
    assert (answer.status_code, answer.text.count("😀" * 3000) > 600) == (200, True)


@pytest.mark.parametrize(
    ("parameters", "status", "text"),
    [
        ({"query": "ASK { nothing"}, 400, "line 1"),
        ({"query": "SELECT * { SERVICE <http://x.example/> {} }"}, 400, "SERVICE"),
        ({"query": ["ASK {}", "ASK {}"]}, 400, "one at a time"),
        ({"query": "<script>alert(1)</script>"}, 400, "can't be parsed"),
    ],
)
def test_page_tells_what_is_wrong(
    client: TestClient, parameters: dict[str, str | list[str]], status: int, text: str
) -> None:
    answer = client.get("/sparql", params=parameters, headers=HTML)
    assert (answer.status_code, text in answer.text.replace("&#39;", "'")) == (status, True)
    assert "<script>alert" not in answer.text


def test_page_offers_the_six_questions_and_each_is_answered(client: TestClient) -> None:
    page = client.get("/sparql", headers=HTML).text
    assert len(examples()) == 6
    assert "Who relays whom, and in how many statements?" in page
    for example in examples():
        assert client.get("/sparql", params={"query": example.query}).status_code == 200


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (None, Cell(text="")),
        (
            {"type": "uri", "value": f"{DEFAULT_BASE}document/ab#char=1,5"},
            Cell(text="document/ab#char=1,5", href="/id/document/ab#char=1,5"),
        ),
        (
            {"type": "uri", "value": "https://schema.org/name"},
            Cell(text="schema:name", href="https://schema.org/name", outside=True),
        ),
        ({"type": "uri", "value": "javascript:alert(1)"}, Cell(text="javascript:alert(1)")),
        ({"type": "bnode", "value": "b0"}, Cell(text="_:b0")),
        ({"type": "literal", "value": "Kim", "xml:lang": "en"}, Cell(text="Kim", note="en")),
        (
            {"type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
            Cell(text="3", number=True),
        ),
        (
            {"type": "literal", "value": "2024-05-15", "datatype": "http://www.w3.org/2001/XMLSchema#date"},
            Cell(text="2024-05-15", note="xsd:date"),
        ),
    ],
)
def test_terms_become_cells(term: dict[str, str] | None, expected: Cell) -> None:
    assert Cell.of(term, DEFAULT_BASE) == expected


def test_reference_documents_both_ways_of_asking(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]["/sparql"]
    assert set(described) == {"get", "post"}
    assert {one["name"] for one in described["get"]["parameters"]} >= {"query", "default-graph-uri", "named-graph-uri"}
    example = described["get"]["responses"]["200"]["content"]["application/sparql-results+json"]["example"]
    assert set(example) == set(json.loads(client.get("/sparql", params={"query": NAMES}).text))
    page = client.get("/docs").text
    assert "POST /sparql" in page
    assert 'href="/sparql"' in page
