"""`writer.json`: who writes to a store, for the message that a second writer sees. The lock itself is pyoxigraph's."""

import json
import os
import shlex
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

_NOTE = "writer.json"
_LONGEST = 200


def note_writer(folder: Path) -> None:
    """Write down that this process writes to a store."""
    note = {
        "pid": os.getpid(),
        "started": _started(os.getpid()),
        "command": shlex.join(sys.orig_argv)[:_LONGEST],
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    with suppress(OSError):  # a full disk; the message says less then
        (folder / _NOTE).write_text(json.dumps(note) + "\n", encoding="utf-8")


def remove_note(folder: Path) -> None:
    """Remove what `note_writer` wrote."""
    with suppress(OSError):
        (folder / _NOTE).unlink(missing_ok=True)


def is_noted(folder: Path) -> bool:
    """Tell whether there is a note: one that nobody has who holds the lock was left by a writer that was killed."""
    return (folder / _NOTE).exists()


def is_written(folder: Path) -> bool:
    """Tell whether another process writes to a store, as far as its note tells; a killed one may have left that."""
    try:
        note = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        pid = int(note["pid"])
        if pid == os.getpid():
            return False
        os.kill(pid, 0)
        if note.get("started") not in (None, _started(pid)):
            return False  # its number has gone to another process
    except (ValueError, KeyError, TypeError, FileNotFoundError, ProcessLookupError):
        return False
    except OSError:  # it is somebody else's process
        return True
    return True


def who_writes(folder: Path) -> str:
    """Return the message on a store that is locked: who writes to it, since when, and what to do."""
    try:
        note = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        pid, command, since = int(note["pid"]), str(note["command"]), str(note["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return f"another process writes to {folder}: wait until it ends or stop it (reading is possible meanwhile)"
    if pid == os.getpid():
        return f"{folder} is already open in this process: close the first, or open the second with read_only"
    return (
        f"process {pid} writes to {folder} since {since}: {command}\n"
        "Wait until it ends or stop it (reading is possible meanwhile)."
    )


def _started(pid: int) -> str | None:
    """Return when a process was started, as Linux counts it; None where that can't be told."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return None
