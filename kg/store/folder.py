"""The folder of an embedded store: what tells that it is one, how it is made, and opened to write."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Store as Oxigraph

from kg.errors import NotAStoreError, StoreError, StoreLockedError, StoreWriteError
from kg.store.marker import MARKER, Marker
from kg.store.writer import who_writes

QUADS = "quads"
PART = f"{MARKER}.part"
"""The name of a marker while it is written."""


def is_store(folder: Path) -> bool:
    """Tell a store from a place where one can be made; raises NotAStoreError for anything else."""
    try:
        if folder.exists() and not folder.is_dir():
            raise NotAStoreError(f"{folder} is a file: a store is a folder; give another path")
        if (folder / MARKER).exists():
            return True
        names = {path.name for path in folder.iterdir()} if folder.exists() else set()
        parts = {name for name in names if name.startswith(PART)}  # of one that was killed while it was made
        if names and not (parts and names <= {*parts, QUADS}):
            raise NotAStoreError(f"{folder} holds something else: give another path, or an empty folder")
    except OSError as error:
        raise StoreError(f"{folder} could not be looked into ({error}): give a path that can be read") from error
    return False


def create(folder: Path, base: str) -> None:
    """Make an empty store, or nothing at all; the marker gets its name last, so that what has one is whole."""
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    part = folder / f"{PART}{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(Marker.text(base), encoding="utf-8")
        Oxigraph(folder / QUADS)
        part.replace(folder / MARKER)
    except (OSError, RuntimeError) as error:
        if _is_lock(error):
            raise StoreLockedError(who_writes(folder)) from error
        with suppress(OSError):
            part.unlink()
        if not any(folder.glob(f"{MARKER}*")):  # else another process has made the store, or is making it
            shutil.rmtree(folder / QUADS, ignore_errors=True)
            for each in made:
                with suppress(OSError):  # somebody else has put something there meanwhile
                    each.rmdir()
        raise StoreWriteError(
            f"no store could be made at {folder} ({error}): give a path that can be written"
        ) from error


def _is_lock(error: Exception) -> bool:
    return "lock file" in str(error) or "lock hold" in str(error)  # RocksDB's words for other and same process


def open_to_write(folder: Path) -> Oxigraph:
    """Open the quads of a store; raises StoreLockedError where another writes, else StoreWriteError or StoreError."""
    try:
        return Oxigraph(folder / QUADS)
    except OSError as error:
        if _is_lock(error):
            raise StoreLockedError(who_writes(folder)) from error
        raise StoreWriteError(
            f"{folder} could not be opened to write ({error}): see that the disk has room and can be written to"
        ) from error
    except RuntimeError as error:
        raise StoreError(f"{folder} is damaged ({error}): restore it from a backup") from error
