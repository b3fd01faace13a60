"""Real stores on disk, as the tests of the store have them."""

from tests.store.conftest import new_store, store

__all__ = ["new_store", "store"]
