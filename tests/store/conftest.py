"""Real stores: on disk, and on servers that a test session starts once."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.settings import Access
from kg.store.embedded import EmbeddedStore
from kg.store.index.indexed import IndexedStore
from tests.store.servers import Place, Virtuoso, rdflib_server, running


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[Callable[[], IndexedStore]]:
    """Return what makes an empty store, and closes them all in the end."""
    made: list[IndexedStore] = []

    def make() -> IndexedStore:
        folder = tmp_path / f"store-{len(made)}"
        made.append(IndexedStore.over(EmbeddedStore.open(folder), folder))
        return made[-1]

    yield make
    for store in made:
        store.close()


@pytest.fixture
def store(new_store: Callable[[], IndexedStore]) -> IndexedStore:
    """Return an empty store."""
    return new_store()


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A Virtuoso, which all tests of a session share: whoever takes it empties it first."""
    server = Virtuoso(tmp_path_factory.mktemp("virtuoso"))
    with running(server):
        yield server.place


@pytest.fixture(scope="session")
def virtuoso_graphs(virtuoso: Place) -> Place:
    """The same Virtuoso, read through its Graph Store Protocol."""
    return replace(virtuoso, access=replace(virtuoso.access, graphs=f"{virtuoso.address}-graph-crud"))


@pytest.fixture(scope="session")
def rdflib_place() -> Iterator[Place]:
    """rdflib's engine as a server, which all tests of a session share."""
    with rdflib_server() as address:
        yield Place(address=address, access=Access(timeout=30))
