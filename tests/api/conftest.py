"""A real store on disk, a client of the service over it, and a browser."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from selenium.webdriver import Chrome
from starlette.testclient import TestClient

from api.app import create_app
from kg.facade import Graph
from kg.model import Run
from kg.settings import Settings
from tests.api.samples import EMPTY, FACTORY, HOSTILE, HOSTILE_STATEMENTS, STATEMENTS
from tests.browser import chromium, serving


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store that holds three articles."""
    path = tmp_path_factory.mktemp("store") / "kg"
    made = Settings(store=str(path))
    with Graph.open(made) as graph:
        for document, statements in ((FACTORY, STATEMENTS), (HOSTILE, HOSTILE_STATEMENTS), (EMPTY, ())):
            ended = datetime(2024, 5, 16, tzinfo=UTC)
            graph.put(Run(document=document, software="test-1", ended=ended, statements=statements))
    return made


@pytest.fixture(scope="session")
def app(settings: Settings) -> FastAPI:
    """The service over that store."""
    return create_app(settings)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    """A program that uses the service."""
    with TestClient(app, follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A program that uses a service whose store is empty."""
    path = tmp_path_factory.mktemp("empty") / "kg"
    Graph.open(Settings(store=str(path))).close()
    with TestClient(create_app(Settings(store=str(path)))) as made:
        yield made


@pytest.fixture(scope="session")
def address(settings: Settings) -> Iterator[str]:
    """The address of the service for a browser."""
    with serving(create_app(settings)) as served:
        yield served


@pytest.fixture(scope="session")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A browser for all tests of this folder."""
    with chromium(tmp_path_factory.mktemp("profile")) as browser:
        yield browser
