"""Which kind of store the settings name: a folder, or a SPARQL server."""

from kg.errors import StoreError
from kg.settings import Settings, is_server
from kg.store.base import Store


def open_store(settings: Settings, *, read_only: bool = False) -> Store:
    """Open the store that the settings name, with the folder beside it; raises a StoreError where that can't be."""
    if not is_server(settings.store):
        from kg.store.embedded import EmbeddedStore

        return EmbeddedStore.open(settings.store, base=settings.base, read_only=read_only)
    from kg.store.remote import RemoteStore

    beside = settings.beside
    try:
        beside.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{beside} can't be made ({error}): set KG_CACHE to a folder that can be written") from error
    return RemoteStore.open(
        settings.store, base=settings.base, access=settings.access, beside=beside, read_only=read_only
    )
