"""The reference: complete, with examples that are true, and without the net."""

from typing import Any

from fastapi.encoders import jsonable_encoder
from starlette.testclient import TestClient

from api import examples


def operations(client: TestClient) -> dict[str, dict[str, Any]]:
    return {path: methods["get"] for path, methods in client.get("/openapi.json").json()["paths"].items()}


def test_page_shows_every_path_and_loads_nothing(client: TestClient) -> None:
    page = client.get("/docs").text
    for path in operations(client):
        assert f"GET {path}" in page
    assert "https://cdn" not in page
    assert "<script" not in page


def test_every_path_has_an_example_that_fits_its_schema(client: TestClient) -> None:
    for path, operation in operations(client).items():
        assert operation["description"], path
        (content,) = operation["responses"]["200"]["content"].values()
        assert content["example"], path


def test_examples_are_in_the_form_of_the_answers(client: TestClient) -> None:
    """They are made from values of the model; FastAPI leaves out what is null in them."""
    known = operations(client)
    for path, expected in {
        "/api/statements": examples.STATEMENTS,
        "/api/statements/{id}": examples.STATEMENT_ROW,
        "/api/documents/{id}": examples.DOCUMENT_DETAIL,
        "/api/network": examples.NETWORK,
        "/api/stats": examples.STATS,
    }.items():
        example = known[path]["responses"]["200"]["content"]["application/json"]["example"]
        assert example == jsonable_encoder(expected, exclude_none=True)
    assert set(jsonable_encoder(examples.STATS)) == set(client.get("/api/stats").json())
    row = client.get("/api/statements?limit=1").json()["rows"][0]
    assert set(jsonable_encoder(examples.STATEMENT_ROW)) == set(row)
