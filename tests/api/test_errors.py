"""Errors as HTTP: every kind has a status, and people and programs get it in their form."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api import errors
from api.app import create_app
from api.security import HEADERS
from kg.errors import KgError, NotAStoreError, NotFoundError, QueryError, StoreLockedError, TooLargeError
from kg.settings import Settings

HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def kinds(error: type[KgError] = KgError) -> Iterator[type[KgError]]:
    yield error
    for below in error.__subclasses__():
        yield from kinds(below)


@pytest.mark.parametrize("kind", list(kinds()))
def test_every_kind_has_a_status_and_keeps_its_message(kind: type[KgError]) -> None:
    app = FastAPI()
    errors.install(app)

    @app.get("/api/broken")
    def _broken() -> None:
        raise kind("what was wrong, where, and what to do")

    answer = TestClient(app).get("/api/broken")
    assert answer.status_code == errors.status_of(kind) >= 400
    assert answer.json()["message"] == "what was wrong, where, and what to do"


@pytest.mark.parametrize(
    ("kind", "status"),
    [(NotFoundError, 404), (QueryError, 400), (TooLargeError, 413), (StoreLockedError, 503), (NotAStoreError, 503)],
)
def test_status_is_the_nearest_in_the_tree(kind: type[KgError], status: int) -> None:
    assert errors.status_of(kind) == HTTPStatus(status)


def test_people_get_a_page(client: TestClient) -> None:
    for path in ("/nothing", "/document/0000", "/source/nobody", "/static/nothing.css"):
        answer = client.get(path, headers=HTML)
        assert answer.status_code == 404
        assert "It isn’t here" in answer.text
    assert client.get("/sources?kind=shout", headers=HTML).status_code == 422
    assert "That can’t be understood" in client.get("/sources?kind=shout", headers=HTML).text


def test_programs_get_problem_details(client: TestClient) -> None:
    for path in ("/api/nothing", "/document/0000", "/export?format=docx"):
        answer = client.get(path)
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(answer.json()) == {"error", "message"}
    assert client.get("/api/nothing", headers=HTML).headers["content-type"] == "application/problem+json"


def test_other_methods_are_not_allowed(client: TestClient) -> None:
    answer = client.post("/api/statements")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"


def test_what_is_unforeseen_tells_nothing_about_the_inside() -> None:
    app = FastAPI()
    errors.install(app)

    @app.get("/api/broken")
    def _broken() -> None:
        raise ValueError("a secret")

    answer = TestClient(app, raise_server_exceptions=False).get("/api/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text


def test_message_is_escaped(client: TestClient) -> None:
    answer = client.get("/source/<img src=x onerror=alert(1)>", headers=HTML)
    assert "<img" not in answer.text


@pytest.mark.parametrize("path", ["/", "/api/stats", "/nothing", "/static/style.css", "/api/statements?limit=0"])
def test_every_answer_has_the_security_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_service_does_not_start_without_a_store(tmp_path: Path) -> None:
    with pytest.raises(NotAStoreError), TestClient(create_app(Settings(store=str(tmp_path / "none")))):
        pass
