"""Real stores on disk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.store.embedded import EmbeddedStore
from kg.store.index.indexed import IndexedStore


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
