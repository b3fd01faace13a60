"""What the service shows of judgements: to programs, and on the page of a source."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from kg.facade import Graph
from kg.model import Kind, Source
from kg.settings import Settings
from tests.api.test_pages import words
from tests.judgements.conftest import ARTICLES, SNOW

HOSTILE = '</bdi><img src=x onerror="alert(1)"> {{ 7*7 }} \''
KCNA, KOREA = (Source.of_name(name, Kind.PERSON).id for name in ("KCNA", "Korea Central"))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A program that uses the service over a store in which people judged."""
    settings = Settings(store=str(tmp_path_factory.mktemp("store") / "kg"))
    with Graph.open(settings) as graph:
        for run in ARTICLES:
            graph.put(run)
        graph.judge("same", "KCNA", "Korea Central", why="one agency", by="Ada")
        graph.judge("rate", "KCNA", "B", why="was right before", by="Ada")
        graph.undo(graph.judge("rate", "KCNA", "E", why="lies", by="Bo").judgement.id, why="rash", by="Cy")
        graph.judge("rename", "Central News", HOSTILE, why=HOSTILE, by=HOSTILE)
        graph.judge("split", "John Smith", "John Smith (MP)", documents=[SNOW.document.id], by="Ada")
    with TestClient(create_app(settings), follow_redirects=False) as made:
        yield made


def test_judgements_are_listed_with_what_became_of_them(client: TestClient) -> None:
    found = client.get("/api/judgements").json()
    assert found["total"] == 5
    assert [row["state"] for row in found["rows"]] == ["stands", "stands", "reversed", "stands", "stands"]
    reversed_ = found["rows"][2]
    assert (reversed_["by"], reversed_["why"], reversed_["reliability"]) == ("Bo", "lies", "E")
    assert (reversed_["reversal"]["by"], reversed_["reversal"]["why"]) == ("Cy", "rash")
    assert client.get("/api/judgements?limit=1&offset=1").json()["rows"] == found["rows"][1:2]
    assert client.get("/api/judgements?source=Korea Central").json()["total"] == 3
    assert client.get("/api/judgements?source=nobody").status_code == 404
    assert client.post("/api/judgements").status_code == 405


def test_a_source_tells_its_rating_and_its_history(client: TestClient) -> None:
    for asked in ("KCNA", "Korea Central", KOREA):
        found = client.get(f"/api/sources/{asked}").json()
        assert (found["id"], found["reliability"], found["statements"]) == (KCNA, "B", 2)
        assert (found["rating"]["why"], found["rating"]["by"]) == ("was right before", "Ada")
        assert [each["decision"] for each in found["judgements"]] == ["same", "rate", "rate"]
    assert client.get("/api/sources/John Smith (MP)").json()["rating"] is None
    rows = client.get("/api/sources?name=KCNA").json()["rows"]
    assert [(row["name"], row["reliability"]) for row in rows] == [("KCNA", "B")]


def test_lists_and_the_network_show_who_is_judged_to_be_who(client: TestClient) -> None:
    assert client.get("/api/statements?source=Korea Central").json()["total"] == 2
    [row] = client.get("/api/statements?source=John Smith (MP)").json()["rows"]
    assert (row["source"]["name"], row["source"]["text"]) == ("John Smith (MP)", "John Smith")
    assert row["chain"] == ["The Hill Post", "John Smith (MP)"]
    nodes = {node["name"] for node in client.get("/api/network").json()["nodes"]}
    assert {"KCNA", "John Smith", "John Smith (MP)"} <= nodes
    assert "Korea Central" not in nodes
    assert "John Smith (MP)" in client.get(f"/api/documents/{SNOW.document.id}").text


def test_the_page_of_a_source_says_who_judged_what(client: TestClient) -> None:
    text = words(client.get(f"/source/{KCNA}").text)
    assert "Rated B (usually reliable) by a person: was right before — Ada on " in text
    assert "“KCNA” and “Korea Central” are one source one agency — Ada on " in text
    assert "reversed by Cy on" in text
    assert "rated B" in words(client.get("/sources").text)
    assert "What people judged" not in client.get("/source/Ada Berg").text


def test_hostile_words_of_a_judge_stay_words(client: TestClient) -> None:
    html = client.get("/source/Central News").text
    assert "<img" not in html
    assert "&lt;/bdi&gt;&lt;img src=x" in html
    assert "{{ 7*7 }}" in html


def test_a_judged_source_and_a_judgement_have_iris_that_resolve(client: TestClient) -> None:
    person = {"accept": "text/html"}
    assert client.get(f"/id/source/{KOREA}", headers=person).headers["location"] == f"/source/{KCNA}"
    id_ = client.get("/api/judgements").json()["rows"][0]["id"]
    assert "one agency" in client.get(f"/id/judgement/{id_}", headers={"accept": "text/turtle"}).text
