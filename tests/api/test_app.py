"""The service as a whole: what it reads, and when."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from starlette.requests import Request
from starlette.testclient import TestClient

import kg
from api.app import create_app
from api.dependencies import open_graph
from kg.model import Run
from kg.settings import Settings
from kg.store.embedded import EmbeddedStore
from tests.api.samples import FACTORY, STATEMENTS

RUN = Run(document=FACTORY, software="test-1", ended=datetime(2024, 5, 16, tzinfo=UTC), statements=STATEMENTS)


def test_what_is_added_meanwhile_is_seen_without_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "kg"
    EmbeddedStore.open(path).close()
    with TestClient(create_app(Settings(store=str(path)))) as client:
        assert client.get("/api/statements").json()["total"] == 0
        with kg.open(path) as graph:
            graph.put(RUN)
            assert client.get("/api/statements").json()["total"] == 5
        assert client.get(f"/document/{FACTORY.id}").status_code == 200


def test_head_is_get_without_the_body(client: TestClient) -> None:
    paths = ["/", "/api/statements", "/sources", f"/document/{FACTORY.id}", "/export", "/static/style.css"]
    for path in (*paths, "/sparql?query=ASK%7B%7D", "/api/nothing", "/nothing", "/api/statements?limit=-1"):
        head, full = client.head(path), client.get(path)
        assert head.status_code == full.status_code, path
        assert head.headers["content-type"] == full.headers["content-type"]
        assert head.headers.get("content-length") == full.headers.get("content-length")
        assert head.content == b""
        assert full.content
    assert {client.get(path).status_code for path in paths} == {200}


def test_request_sees_one_state_of_the_store(tmp_path: Path) -> None:
    """What another request refreshes in the midst of one doesn't reach it."""
    path = tmp_path / "kg"
    app = create_app(Settings(store=str(path)))
    with kg.open(path) as graph, TestClient(app):
        request = Request({"type": "http", "app": app})
        requests = [open_graph(request)]
        before = next(requests[0])
        graph.put(RUN)
        requests.append(open_graph(request))
        after = next(requests[1])
        assert (before.statements().total, after.statements().total) == (0, 5)
        assert [list(each) for each in requests] == [[], []]


def test_many_read_at_once_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "kg"
    with (
        kg.open(path) as graph,
        TestClient(create_app(Settings(store=str(path)))) as client,
        ThreadPoolExecutor(4) as readers,
    ):
        answers = []
        for number in range(10):
            answers += [readers.submit(client.get, page) for page in ("/", "/sources", "/network", "/api/network")]
            graph.put(replace(RUN, document=replace(FACTORY, text=f"{FACTORY.text} {number}"), statements=()))
            graph.put(replace(RUN, statements=STATEMENTS if number % 2 else STATEMENTS[:1]))
        assert {answer.result().status_code for answer in answers} == {200}


def test_article_goes_all_the_way_to_its_page(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Minister visits plant\n\nThe plant is safe, the minister, Ada Lind, said on Monday.\n", "utf-8")
    with kg.open(tmp_path / "kg") as graph:
        added = graph.add(article, publisher="The Daily", published="2024-05-15")
    assert added.document.statements >= 1
    with TestClient(create_app(Settings(store=str(tmp_path / "kg")))) as client:
        page = client.get(f"/document/{added.document.id}").text
        assert "Ada Lind" in page
        assert "13 May 2024" in page


def test_base_of_the_store_is_kept(tmp_path: Path) -> None:
    settings = Settings(store=str(tmp_path / "kg"), base="https://graph.example/id/")
    EmbeddedStore.open(settings.store, base=settings.base).close()
    with TestClient(create_app(settings)) as client:
        assert client.get("/api/stats").status_code == 200
