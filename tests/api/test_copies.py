"""An article tells of the same story elsewhere, as data and on its page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from kg.settings import Settings


@pytest.fixture(scope="module")
def shelf(demonstration_store: Path) -> Iterator[TestClient]:
    """A program that uses a service of the demonstration articles."""
    with TestClient(create_app(Settings(store=str(demonstration_store)))) as made:
        yield made


def near_copies(shelf: TestClient) -> tuple[str, str]:
    rows = shelf.get("/api/documents", params={"limit": 100}).json()["rows"]
    for row in rows:
        for copy in shelf.get(f"/api/documents/{row['id']}").json()["copies"]:
            if copy["of"] and copy["kind"] == "near-copy":
                return row["id"], copy["other"]
    raise AssertionError("the demonstration articles hold near-copies")


def test_both_articles_tell_of_it(shelf: TestClient) -> None:
    copy, original = near_copies(shelf)
    (forward,) = [c for c in shelf.get(f"/api/documents/{copy}").json()["copies"] if c["other"] == original]
    (backward,) = [c for c in shelf.get(f"/api/documents/{original}").json()["copies"] if c["other"] == copy]
    assert (forward["of"], backward["of"]) == (True, False)
    assert forward["score"] == backward["score"] > 0.5
    assert forward["publisher"] != backward["publisher"]


def test_the_pages_link_to_each_other(shelf: TestClient) -> None:
    copy, original = near_copies(shelf)
    assert f'Nearly the text of <a href="/document/{original}">' in shelf.get(f"/document/{copy}").text
    assert f'Nearly the same text appeared as <a href="/document/{copy}">' in shelf.get(f"/document/{original}").text
