"""What all tests share: the demonstration articles, and a store that holds them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import kg
from kg.facade import Graph

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
ARTICLES = Path(__file__).parent.parent / "data" / "articles"


@pytest.fixture(scope="session")
def demonstration_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with the demonstration articles; only for reading."""
    folder = tmp_path_factory.mktemp("demonstration") / "store"
    with kg.open(folder) as graph:
        for path in sorted(ARTICLES.glob("*.md")):
            graph.add(path)
    return folder


@pytest.fixture
def demonstration(demonstration_store: Path) -> Iterator[Graph]:
    """The demonstration articles, open to read."""
    with kg.open(demonstration_store, read_only=True) as graph:
        yield graph
