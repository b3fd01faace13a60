"""A lock among the processes of one machine, for a store that has none of its own."""

import fcntl
import os
from pathlib import Path

from kg.errors import StoreLockedError, StoreWriteError

_FILE = "writer.lock"


class Lock:
    """Held from making to `release`, or to the end of the process, whatever ends it."""

    def __init__(self, folder: Path | None, what: str) -> None:
        """Take the lock in a folder, or none where no folder is given; raises StoreLockedError."""
        self._file = None
        if folder is None:
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = (folder / _FILE).open("a+", encoding="ascii")
        except OSError as error:
            raise StoreWriteError(f"{folder} can't be written ({error}): set KG_CACHE to a folder that can") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            who = f"process {pid}" if (pid := file.read().strip()).isdigit() else "another process"
            file.close()
            raise StoreLockedError(
                f"{who} writes to {what}: wait until it ends or stop it (reading is possible meanwhile)"
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file

    def release(self) -> None:
        """Let others take it."""
        if self._file is not None:
            self._file.close()
            self._file = None
