"""What leads a store of an older format to the present one: a step for each format that was ever released.

A step is never taken by the way. Whoever opens an older store is told to run `kg migrate`, which makes a backup first.
The marker gets its new number when a step is done, so that a step which is killed is taken again: it has to come to the
same end from whatever it left.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from kg.errors import StoreError
from kg.store.amounts import rebuild_amounts
from kg.store.backup import Manifest, back_up
from kg.store.base import Store
from kg.store.embedded import EmbeddedStore
from kg.store.marker import FORMAT, Marker

Step = Callable[[Store], None]

STEPS: Mapping[int, Step] = {1: rebuild_amounts}
"""The step from each older format to the next one."""


def migrate(folder: Path, backup: Path, *, base: str, steps: Mapping[int, Step] = STEPS) -> Manifest | None:
    """Lead the store in a folder to the present format, after a backup of it to a file; return that's manifest.

    Returns None, and writes nothing, where the store has that format. Raises StoreError for a newer one, and what
    `back_up` and `EmbeddedStore.open` raise; the store is as it was if there is no backup.
    """
    found = Marker.read(folder).format
    if found == FORMAT:
        return None
    if found > FORMAT or any(each not in steps for each in range(found, FORMAT)):
        raise StoreError(f"nothing leads {folder} from format {found} to {FORMAT}: use a newer version of whosaid")
    store = EmbeddedStore.open(folder, base=base, format_=found)
    try:
        manifest = back_up(store, folder, backup)
        for each in range(found, FORMAT):
            steps[each](store)
            store.flush()
            store.set_format(each + 1)
    finally:
        store.close()
    return manifest
