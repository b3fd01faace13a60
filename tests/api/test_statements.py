"""Statements over HTTP: the form of `kg extract`, the filters, and what is refused."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.samples import FACTORY, HOSTILE_NAME, KIM, MEDIA, SHIN, STATEMENTS


def rows(client: TestClient, **terms: Any) -> list[dict[str, Any]]:
    answer = client.get("/api/statements", params=terms)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


def test_statement_has_the_form_of_kg_extract_and_its_document(client: TestClient) -> None:
    answer = client.get(f"/api/statements/{STATEMENTS[1].id}")
    assert answer.json() == {
        "id": STATEMENTS[1].id,
        "source": {
            "spans": [[32, 43]],
            "text": "Kim Jong-un",
            "name": "Kim Jong-un",
            "id": KIM.id,
            "kind": "person",
            "named": True,
        },
        "cue": {"spans": [[44, 54]], "text": "called for"},
        "content": {"spans": [[55, 71]], "text": "“epochal change”"},
        "quotation": "direct",
        "act": "demand",
        "polarity": "positive",
        "certainty": "certain",
        "said_on": None,
        "within": STATEMENTS[0].id,
        "chain": ["The Daily", "North Korean state media", "Kim Jong-un"],
        "told_to": None,
        "confidence": 0.83,
        "resolution": {"reason": "full name", "confidence": 0.97, "candidates": []},
        "status": None,
        "status_reason": None,
        "status_judgement": None,
        "status_of": None,
        "document": {
            "id": FACTORY.id,
            "title": "Kim calls for change",
            "publisher": "The Daily",
            "credit": None,
            "byline": ["Ann Lee"],
            "url": "https://daily.example/2024/05/15/kim",
            "language": "en",
            "published": "2024-05-15",
            "published_basis": "page",
            "modified": None,
            "correction": None,
            "original": None,
            "status": None,
            "status_reason": None,
            "status_judgement": None,
        },
    }


def test_spans_point_into_the_text_of_the_document(client: TestClient) -> None:
    """In code points, beyond an emoji and a carriage return, and in pieces."""
    text = client.get(f"/api/documents/{FACTORY.id}").json()["document"]["text"]
    assert text == FACTORY.text
    for row in rows(client, document=FACTORY.id):
        for part in (row["source"], row["cue"], row["content"]):
            if part and part["text"]:
                assert " … ".join(text[start:end] for start, end in part["spans"]) == part["text"]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({}, 6),
        ({"source": "kim"}, 1),
        ({"source": KIM.id}, 1),
        ({"about": "epochal"}, 2),
        ({"about": "epochal", "source": "state media"}, 1),
        ({"publisher": "The Daily"}, 5),
        ({"act": "warn"}, 1),
        ({"polarity": "negative"}, 2),
        ({"certainty": "possible"}, 1),
        ({"named": "false"}, 2),
        ({"named": "true"}, 4),
        ({"since": "2024-05-15", "until": "2024-05-15"}, 5),
        ({"since": "2024-05-16"}, 0),
        ({"about": "nothing of the kind"}, 0),
    ],
)
def test_each_term_narrows_the_list(client: TestClient, terms: dict[str, str], expected: int) -> None:
    answer = client.get("/api/statements", params=terms).json()
    assert (answer["total"], len(answer["rows"])) == (expected, expected)


def test_pages_together_are_the_list(client: TestClient) -> None:
    whole = [row["id"] for row in rows(client)]
    pages = [row["id"] for offset in range(0, 6, 2) for row in rows(client, limit=2, offset=offset)]
    assert pages == whole
    assert client.get("/api/statements", params={"limit": 2, "offset": 99}).json() == {
        "total": 6,
        "offset": 99,
        "next": None,
        "rows": [],
    }


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("limit=201", "limit: Input should be less than or equal to 200"),
        ("limit=0", "limit: Input should be greater than or equal to 1"),
        ("offset=-1", "offset: Input should be greater"),
        ("act=shout", "act: Input should be 'assert', 'deny'"),
        ("since=yesterday", "since: 'yesterday' is no date. Write it as 2024-05-15."),
        ("since=2024-06-01&until=2024-05-01", "since (2024-06-01) is later than until (2024-05-01)"),
        ("named=perhaps", "named: Input should be a valid boolean"),
        ("abuot=missile", "abuot: there is no such parameter"),
        ("about=", "about: String should have at least 1 character"),
        ("about=" + "x" * 501, "about: String should have at most 500 characters"),
    ],
)
def test_what_is_not_understood_is_refused_in_clear_words(client: TestClient, query: str, says: str) -> None:
    answer = client.get(f"/api/statements?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["error"] == "unprocessable-entity"
    assert says in answer.json()["message"]


@pytest.mark.parametrize("query", ["statements?about=%00", "statements?about=*", "sources?name=%22"])
def test_words_without_letters_do_not_find_everything(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/{query}")
    assert answer.status_code == 400
    assert "no letters or digits" in answer.json()["message"]


@pytest.mark.parametrize("query", ["limit=0", "limit=5", "source=KCNA"])
def test_the_network_refuses_parameters_that_it_does_not_know(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/network?{query}")
    assert answer.status_code == 422
    assert "there is no such parameter" in answer.json()["message"]


@pytest.mark.parametrize("identifier", ["0000", "..", "%00", "%F0%9F%98%80", "a" * 4000, "x>%20%3Cy", "%E2%80%AE"])
def test_missing_statement_is_a_problem(client: TestClient, identifier: str) -> None:
    answer = client.get(f"/api/statements/{identifier}")
    assert answer.status_code == 404
    assert answer.json()["error"] == "not-found"


def test_source_shows_its_neighbours(client: TestClient) -> None:
    answer = client.get(f"/api/sources/{MEDIA.id}").json()
    assert answer["name"] == "North Korean state media"
    assert "state media" in answer["aliases"]
    assert [(relay["name"], relay["statements"]) for relay in answer["relays"]] == [("Kim Jong-un", 1)]
    assert [relay["name"] for relay in answer["relayed_by"]] == ["The Daily"]


def test_source_is_found_by_alias_and_unnamed_one_by_id(client: TestClient) -> None:
    assert client.get("/api/sources/shin").json()["id"] == SHIN.id
    unnamed = STATEMENTS[2].source
    assert client.get(f"/api/sources/{unnamed.id}").json()["named"] is False


def test_sources_are_listed_by_name_and_kind(client: TestClient) -> None:
    assert [row["id"] for row in client.get("/api/sources?name=won").json()["rows"]] == [SHIN.id]
    people = client.get("/api/sources?kind=person").json()["rows"]
    assert {row["name"] for row in people} == {"Kim Jong-un", "Shin Won-sik", HOSTILE_NAME}


def test_document_has_its_text_and_statements_in_order(client: TestClient) -> None:
    answer = client.get(f"/api/documents/{FACTORY.id}").json()
    assert answer["document"]["sha256"] == FACTORY.sha256
    assert answer["document"]["byline"] == ["Ann Lee"]
    assert [one["act"] for one in answer["statements"]] == ["assert", "demand", "warn", "decline", "deny"]


def test_documents_are_listed(client: TestClient) -> None:
    answer = client.get("/api/documents?publisher=The Daily").json()
    assert {(row["title"], row["statements"]) for row in answer["rows"]} == {
        ("Kim calls for change", 5),
        ("Quiet day", 0),
    }


def test_network_has_the_relays(client: TestClient) -> None:
    answer = client.get("/api/network").json()
    edges = {(edge["source"], edge["target"]): edge["acts"] for edge in answer["edges"]}
    assert edges[MEDIA.id, KIM.id] == {"demand": 1}
    assert {node["id"] for node in answer["nodes"] if node["named"]} >= {MEDIA.id, KIM.id, SHIN.id}


def test_stats_count_what_is_there(client: TestClient, nothing: TestClient) -> None:
    assert (client.get("/api/stats").json()["documents"], client.get("/api/stats").json()["statements"]) == (3, 6)
    assert nothing.get("/api/stats").json()["statements"] == 0
