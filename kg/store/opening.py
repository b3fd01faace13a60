"""Which kind of store the settings name."""

from kg.settings import Settings
from kg.store.base import Store
from kg.store.embedded import EmbeddedStore


def open_store(settings: Settings, *, read_only: bool = False) -> Store:
    """Open the store that the settings name, without its index; raises a StoreError where that can't be."""
    return EmbeddedStore.open(settings.store, base=settings.base, read_only=read_only)
