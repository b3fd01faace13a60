"""What was corrected or retracted, over HTTP and on the pages: nobody can overlook it, hostile reasons stay words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from starlette.testclient import TestClient

from api.app import create_app
from kg.facade import Graph
from kg.model import Document
from kg.settings import Settings
from tests.api.test_in_browser import visit
from tests.api.test_pages import words
from tests.browser import PHONE, complaints, serving
from tests.judgements.conftest import ARTICLES, RAIN, SNOW, WIND
from tests.rdf.examples import example

DESKTOP = (1280, 800)
HOSTILE = "</bdi></p><img src=x onerror=\"document.title='broken'\"> {{ 7*7 }} \u202e"
NOTE = "This article has been retracted: the interview never took place."
SAID, INNER, WET = (statement.id for statement in RAIN.statements)
PORT = example()
NOTED = replace(
    PORT,
    document=Document(
        text=PORT.document.text,
        metadata=replace(PORT.document.metadata, correction=NOTE, modified=date(2024, 5, 20), original="ab" * 32),
    ),
)
SNOWED, COLD = (statement.id for statement in SNOW.statements)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store in which people judged articles and statements, and one publisher retracted an article."""
    settings = Settings(store=str(tmp_path_factory.mktemp("statuses") / "kg"))
    with Graph.open(settings) as graph:
        for run in (*ARTICLES, NOTED):
            graph.put(run)
        graph.judge("retract", SNOW.document.id, "", why="the station was invented", by="Ada")
        graph.judge("correct", RAIN.document.id, "", why="the headline named another town", by="Bo")
        graph.judge("correct", WET, "", why=HOSTILE, by=HOSTILE)
        graph.judge("copy", RAIN.document.id, WIND.document.id, by="Cy")
        graph.undo(graph.judge("retract", INNER, "", why="rash", by="Bo").judgement.id, by="Bo")
    return settings


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[TestClient]:
    """A program that uses the service over that store."""
    with TestClient(create_app(settings), follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    """The address of that service for a browser."""
    with serving(create_app(settings)) as served:
        yield served


def statuses(rows: list[dict[str, Any]]) -> dict[str, tuple[str | None, str | None]]:
    return {row["id"]: (row["status"], row["status_of"]) for row in rows}


def test_statements_say_whether_they_stand(client: TestClient) -> None:
    found = statuses(client.get("/api/statements?limit=200").json()["rows"])
    assert (found[SNOWED], found[COLD]) == (("retracted", "document"), ("retracted", "document"))
    assert (found[SAID], found[INNER]) == (("corrected", "document"), ("corrected", "document"))
    assert found[WET] == ("corrected", "statement")
    assert found[WIND.statements[0].id] == (None, None)
    one = client.get(f"/api/statements/{SNOWED}").json()
    assert one["status_reason"] == one["document"]["status_reason"] == "the station was invented"
    judgement = client.get(f"/api/judgements?document={SNOW.document.id}").json()["rows"][0]
    assert one["status_judgement"] == one["document"]["status_judgement"] == judgement["id"]
    noted = client.get(f"/api/statements/{PORT.statements[0].id}").json()
    assert (noted["status"], noted["status_reason"], noted["status_judgement"]) == ("retracted", NOTE, None)


@pytest.mark.parametrize(
    ("status", "expected"),
    [("retracted", 7), ("corrected", 3), ("standing", 2)],
)
def test_statements_are_listed_by_status(client: TestClient, status: str, expected: int) -> None:
    assert client.get(f"/api/statements?status={status}").json()["total"] == expected
    assert f"{expected} statements found" in words(client.get(f"/?status={status}").text)


def test_another_status_is_refused(client: TestClient) -> None:
    answer = client.get("/api/statements?status=gone")
    assert answer.status_code == 422
    assert "status: Input should be 'standing', 'corrected' or 'retracted'" in answer.json()["message"]


def test_documents_say_whether_they_stand(client: TestClient) -> None:
    rows = {row["id"]: row for row in client.get("/api/documents").json()["rows"]}
    assert (rows[SNOW.document.id]["status"], rows[SNOW.document.id]["status_reason"]) == (
        "retracted",
        "the station was invented",
    )
    assert rows[RAIN.document.id]["status"] == "corrected"
    assert rows[WIND.document.id]["status"] is None
    noted = client.get(f"/api/documents/{NOTED.document.id}").json()
    document = noted["document"]
    assert (document["status"], document["status_reason"], document["status_judgement"]) == ("retracted", NOTE, None)
    assert (document["correction"], document["modified"], document["original"]) == (NOTE, "2024-05-20", "ab" * 32)
    assert {each["status"] for each in noted["statements"]} == {"retracted"}


def test_a_source_says_which_of_its_statements_do_not_stand(client: TestClient) -> None:
    found = client.get("/api/sources/John Smith").json()["notices"]
    assert sorted((each["status"], each["statements"], each["status_of"]) for each in found) == [
        ("corrected", 1, "statement"),
        ("retracted", 1, "document"),
    ]
    assert client.get("/api/sources/Central News").json()["notices"] == []


def test_judgements_on_articles_and_statements_are_listed(client: TestClient) -> None:
    assert client.get("/api/judgements").json()["total"] == 5
    [row] = client.get(f"/api/judgements?statement={INNER}").json()["rows"]
    assert (row["subject"], row["about"]["id"], row["source"], row["state"]) == ("statement", INNER, None, "reversed")
    found = client.get(f"/api/judgements?document={WIND.document.id}").json()["rows"]
    assert [(each["decision"], each["other"]["id"]) for each in found] == [("copy", WIND.document.id)]
    assert client.get("/api/judgements?document=none").json()["total"] == 0


def test_iris_answer_with_the_status(client: TestClient) -> None:
    turtle = client.get(f"/id/statement/{SNOWED}", headers={"accept": "text/turtle"}).text
    assert "kg:status kg:Retracted" in turtle
    assert "the station was invented" in turtle
    assert "kg:status kg:Corrected" in client.get("/export").text


def test_stats_tell_what_was_not_extracted(client: TestClient) -> None:
    assert client.get("/api/stats").json()["not_extracted"] == 0


def test_the_list_tells_it_in_front_of_the_words(client: TestClient) -> None:
    text = words(client.get("/").text)
    assert "Article retracted the station was invented Korea Central said Korea Central said that it snowed" in text
    assert f"Article retracted by its publisher {NOTE}" in text
    assert text.count("Article corrected the headline named another town") == 2


def test_the_articles_tell_it(client: TestClient) -> None:
    text = words(client.get("/documents").text)
    assert "Retracted the station was invented" in text
    assert "Corrected the headline named another town" in text


def test_an_article_tells_it_at_its_head_with_the_history(client: TestClient) -> None:
    text = words(client.get(f"/document/{RAIN.document.id}").text)
    head, _, rest = text.partition("The statements, one by one")
    assert "Corrected the headline named another town" in head
    assert "is corrected the headline named another town — Bo on " in rest
    assert "is retracted rash — Bo on" in rest
    assert "reversed by Bo on" in rest
    assert "are copies of one text" in rest
    noted = client.get(f"/document/{NOTED.document.id}").text
    assert "changed 20 May 2024" in noted
    assert noted.count('class="notice retracted"') == 6
    assert 'class="seg in0 retracted"' in noted
    assert "What people judged" not in noted
    assert 'class="notice' not in client.get(f"/document/{WIND.document.id}").text


def test_a_source_tells_it_on_its_page(client: TestClient) -> None:
    head, _, rest = words(client.get("/source/John Smith").text).partition("What it said")
    assert "1 statement: article retracted the station was invented" in head
    assert "Article retracted the station was invented John Smith said it was cold" in rest


def test_hostile_reasons_stay_words(client: TestClient) -> None:
    for path in ("/", f"/document/{RAIN.document.id}", "/source/John Smith"):
        html = client.get(path).text
        assert "<img" not in html
        assert "&lt;img src=x" in html
        assert "{{ 7*7 }}" in html


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize(
    "path", ["/", "/documents", f"/document/{NOTED.document.id}", f"/document/{RAIN.document.id}", "/source/John Smith"]
)
def test_nobody_can_overlook_it(chrome: Chrome, address: str, path: str, size: tuple[int, int]) -> None:
    visit(chrome, address + path, size)
    shown = chrome.find_elements(By.CSS_SELECTOR, ".notice")
    assert shown
    assert chrome.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    for notice in shown:
        assert notice.is_displayed()
        label = notice.find_element(By.TAG_NAME, "strong")
        assert label.text.isupper()
        assert int(label.value_of_css_property("font-weight")) >= 600
        assert notice.size["height"] >= 24
    struck = chrome.find_elements(By.CSS_SELECTOR, ".quote.retracted p")
    assert all("line-through" in quote.value_of_css_property("text-decoration") for quote in struck)
    assert complaints(chrome) == []
    assert "broken" not in chrome.title


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_the_card_beside_the_text_tells_it(chrome: Chrome, address: str, size: tuple[int, int]) -> None:
    visit(chrome, f"{address}/document/{NOTED.document.id}", size)
    chrome.find_element(By.CSS_SELECTOR, ".text .seg").click()
    panel = chrome.find_element(By.ID, "panel")
    assert panel.is_displayed()
    assert NOTE in panel.find_element(By.CSS_SELECTOR, ".notice").text
    assert chrome.execute_script("return document.getElementById('text').textContent") == NOTED.document.text
