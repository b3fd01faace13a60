"""What a reader opens beside a writer: the files of RocksDB in a folder, links or copies, as they are at one moment.

RocksDB leaves undefined what becomes of a reader in the writer's own folder, and it can be seen: a compaction removes
files that the reader has not opened yet, and a log that the writer is done with is missing between two that the reader
finds, so that changes in the midst of its history are lost to it. A hard link keeps a file for as long as the reader
needs it. Of these files only logs and the manifest change: they grow, and a log that RocksDB is done with gets another
name and is written over. So they are copied, and read up to the last record that is whole. Such a snapshot is one
moment's if no version of the store was written down, which makes the manifest longer, while it was made; else it is
made again.

Where none can be made (a file system that is read-only, or a full one, or somebody else's files) the store is opened
where it lies, and looked at again when it is open. Only a writer could disturb that, and then there is an error.
"""

import fcntl
import os
import shutil
import tempfile
import time
import weakref
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Store as Oxigraph

from kg.errors import StoreError

_FOLDER = "readers"
_WANTED = "wanted"
_ATTEMPTS = 40
_ABANDONED = 60.0
"""After how many seconds a snapshot that nobody holds is swept away; a new one is not held yet for a moment."""
_LEFT_OUT = ("LOCK", "LOG", "IDENTITY", "OPTIONS-")
"""What no reader needs; LOG, unlike the numbered logs, is RocksDB's diary."""


class Opened:
    """A store that is open to read, with the folder that it lies in; whoever reads on holds this, not the store."""

    def __init__(self, quads: Oxigraph, folder: Path | None, held: int | None) -> None:
        """Take over a snapshot; its folder goes when nobody holds this any more."""
        self.quads = quads
        self.dismiss = weakref.finalize(self, _dismiss, folder, held)


def open_snapshot(store: Path, quads: Path) -> Opened:
    """Open the files of a store to read, as they are now; raises StoreError when that can't be done."""
    error: Exception | None = None
    unmoved = 0
    for attempt in range(_ATTEMPTS):
        before = None
        try:
            before = _version(quads)
            opened = _open_once(store, quads, before)
            if opened is not None:
                return opened
        except (OSError, RuntimeError) as failed:
            error = failed
            # What changed while it was opened tells nothing, even where nobody writes any more.
            unmoved += _seen(quads) == before
            if unmoved > 2 and not _is_moving(quads):
                break
        time.sleep(0.002 * attempt)
    raise StoreError(
        f"{store} could not be opened to read ({error or 'it changes too often'}): "
        "if it is damaged, restore it from a backup"
    ) from error


def want_short_log(store: Path) -> None:
    """Tell the writer, if there is one, that somebody reads: its log is read at every opening."""
    with suppress(OSError):  # where nothing can be written, opening only takes longer
        (store / _FOLDER / _WANTED).touch()


def is_wanted(store: Path, since_ns: int) -> bool:
    """Tell whether somebody has asked for a short log after a moment."""
    try:
        return (store / _FOLDER / _WANTED).stat().st_mtime_ns > since_ns
    except OSError:
        return False


def sweep(store: Path) -> None:
    """Remove the snapshots of readers that were killed."""
    with suppress(OSError):
        for each in (store / _FOLDER).iterdir():
            if each.is_dir() and time.time() - each.stat().st_mtime > _ABANDONED:
                with suppress(BlockingIOError):
                    _dismiss(each, _hold(each, fcntl.LOCK_EX | fcntl.LOCK_NB))


def _open_once(store: Path, quads: Path, version: tuple[str, int]) -> Opened | None:
    """Open what there is, or return None where another version was written down meanwhile."""
    gathered = _gather(store, quads)
    if gathered is None:
        opened = Opened(Oxigraph.read_only(str(quads)), None, None)
        return opened if _version(quads) == version else None
    folder, held = gathered
    try:
        if _version(quads) == version:
            snapshot = Oxigraph.read_only(str(folder))
            for log in folder.glob("*.log"):  # it has been read
                log.unlink()
            return Opened(snapshot, folder, held)
    except BaseException:
        _dismiss(folder, held)
        raise
    _dismiss(folder, held)
    return None


def _gather(store: Path, quads: Path) -> tuple[Path, int] | None:
    """Return a new folder with the files of a store, and the lock that holds it, or None where none can be made."""
    folder = held = None
    try:
        (store / _FOLDER).mkdir(exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=store / _FOLDER))
        held = _hold(folder, fcntl.LOCK_SH)
        for path in quads.iterdir():
            if not path.name.startswith(_LEFT_OUT):
                changes = path.suffix == ".log" or path.name.startswith("MANIFEST-")
                with suppress(FileNotFoundError):  # if it was needed, the manifest has grown by now
                    (shutil.copyfile if changes else os.link)(path, folder / path.name)
    except OSError:
        _dismiss(folder, held)
        return None
    return folder, held


def _version(quads: Path) -> tuple[str, int]:
    """Return what changes whenever RocksDB writes down another version of its set of files."""
    manifest = (quads / "CURRENT").read_text(encoding="ascii").strip()
    return manifest, (quads / manifest).stat().st_size


def _seen(quads: Path) -> tuple[str, int] | None:
    try:
        return _version(quads)
    except OSError:
        return None


def _is_moving(quads: Path) -> bool:
    """Tell whether somebody writes: a store at rest that can't be opened is damaged."""
    try:
        before = _version(quads), sorted(quads.iterdir())
        time.sleep(0.05)
        return (_version(quads), sorted(quads.iterdir())) != before
    except OSError:
        return False


def _hold(folder: Path, how: int) -> int:
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, how)
    except BaseException:
        os.close(held)
        raise
    return held


def _dismiss(folder: Path | None, held: int | None) -> None:
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
    if held is not None:
        os.close(held)
