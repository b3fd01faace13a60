"""Real stores on disk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.store.embedded import EmbeddedStore


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[Callable[[], EmbeddedStore]]:
    """Return what makes an empty store, and closes them all in the end."""
    made: list[EmbeddedStore] = []

    def make() -> EmbeddedStore:
        made.append(EmbeddedStore.open(tmp_path / f"store-{len(made)}"))
        return made[-1]

    yield make
    for store in made:
        store.close()


@pytest.fixture
def store(new_store: Callable[[], EmbeddedStore]) -> EmbeddedStore:
    """Return an empty store."""
    return new_store()
