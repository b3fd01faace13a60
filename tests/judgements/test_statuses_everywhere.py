"""What commands, networks and exports of one document say of what was corrected or retracted."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import kg
from api.app import create_app
from kg.facade import Graph
from kg.settings import Settings
from tests.judgements.conftest import ARTICLES, RAIN, SNOW, WIND
from tests.test_cli import run


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store's folder, in which one article is retracted and a statement corrected."""
    with kg.open(tmp_path / "store") as graph:
        for article in ARTICLES:
            graph.put(article)
        graph.judge("retract", SNOW.document.id, why="the station was invented", by="Ada")
        graph.judge("correct", RAIN.statements[0].id, why="it was sleet", by="Ada")
    return tmp_path / "store"


@pytest.mark.parametrize(("status", "expected"), [("retracted", 2), ("corrected", 1), ("standing", 4)])
def test_statements_are_listed_by_status(store: Path, status: str, expected: int) -> None:
    found = json.loads(run("statements", "--status", status, "--format", "json", "--store", store).stdout)
    assert [row["status"] or "standing" for row in found] == [status] * expected


def test_another_status_is_refused(store: Path) -> None:
    done = run("statements", "--status", "gone", "--store", store)
    assert (done.returncode, "standing" in done.stderr) == (2, True)


def test_the_network_says_which_statements_do_not_stand(store: Path, tmp_path: Path) -> None:
    nodes = json.loads(run("network", "--format", "json", "--store", store).stdout)["nodes"]
    notices = {node["name"]: node["notices"] for node in nodes}
    [notice] = notices["Korea Central"]
    assert (notice["statements"], notice["status"], notice["status_of"]) == (1, "retracted", "document")
    assert notices["Kim"] == []
    with TestClient(create_app(Settings(store=str(store)))) as client:
        served = {node["name"]: node["notices"] for node in client.get("/api/network").json()["nodes"]}
        assert served == notices
        assert "1 statement: ARTICLE RETRACTED: the station was invented" in client.get("/network/view").text
    assert run("network", "--html", tmp_path / "network.html", "--store", store).returncode == 0
    assert "1 statement: CORRECTED: it was sleet" in (tmp_path / "network.html").read_text("utf-8")


def test_relays_say_how_many_of_their_statements_were_retracted(store: Path, tmp_path: Path) -> None:
    with kg.open(store) as graph:
        names = dict(graph.network().nodes(data="name"))
        edges = {(names[one], names[other]): edge for one, other, edge in graph.network().edges(data=True)}
    assert {edge: of["retracted"] for edge, of in edges.items() if of["retracted"]} == {
        ("The Hill Post", "Korea Central"): 1,
        ("The Hill Post", "John Smith"): 1,
    }
    listed = run("network", "--store", store).stdout
    assert "Retracted" in listed
    assert "Retracted" not in run("network", "--about", "rained", "--store", store).stdout
    assert "Retracted" in run("network", "--by", "month", "--store", store).stdout
    assert run("network", "--format", "graphml", "--store", store).stdout.count('attr.name="retracted"') == 1
    assert run("network", "--html", tmp_path / "network.html", "--store", store).returncode == 0
    marked = '1 <strong class="gone">1 retracted</strong>'
    assert (tmp_path / "network.html").read_text("utf-8").count(marked) == 2
    with TestClient(create_app(Settings(store=str(store)))) as client:
        served = client.get("/api/network").json()["edges"]
        assert sum(edge["retracted"] for edge in served) == 2
        linked = '1</a> <strong class="gone">1 retracted</strong>'
        assert client.get("/network").text.count(linked) == 2
        assert client.get("/source/Korea Central").text.count(linked) == 1


def test_the_export_of_a_document_says_that_it_does_not_stand(graph: Graph, new_graph: Callable[..., Graph]) -> None:
    graph.judge("retract", SNOW.document.id, why="the station was invented", by="Ada")
    alone = b"".join(graph.export(document=SNOW.document.id))
    assert alone.count(b"kg:status kg:Retracted") == 3
    assert b"kg:status" not in b"".join(graph.export(document=WIND.document.id))
    other = new_graph()
    other.import_(alone)
    assert other.verify() == []  # a status without its judgement is not kept
    assert other.statements(status="retracted").total == 0
