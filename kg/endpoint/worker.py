"""The program of a worker: it answers one query after another over a store that it only reads, until its pipe ends.

It limits its own memory and computing. Its parent limits the time by the clock, and kills it: nothing else would stop
a query that runs inside the store's engine.
"""

import os
import queue
import sys
import threading
import traceback
from contextlib import suppress
from dataclasses import replace
from types import TracebackType
from typing import IO, Any

from kg.allowance import limit, memory
from kg.endpoint.answer import answer
from kg.endpoint.frames import Kind, Task, packed, received, settings_of
from kg.endpoint.offline import forbid_sockets
from kg.endpoint.refusals import out_of_memory, too_large
from kg.errors import KgError, QueryError, StoreError
from kg.settings import Authentication, QueryLimits, Settings, is_server
from kg.store.base import Store
from kg.store.opening import open_store

_CHUNK = 1 << 16
_NICE = 5
"""How far a worker stands back behind the service itself when there is too much to do."""


class PipeSink:
    """Sends an answer to the parent in frames, and counts its bytes."""

    def __init__(self, pipe: IO[bytes], limits: QueryLimits) -> None:
        """Send through this pipe."""
        self._pipe = pipe
        self._limits = limits
        self._left = limits.answer_mib << 20
        self._held = bytearray()

    def head(self, media: str) -> None:
        """Send the media type of what follows."""
        self._pipe.write(packed(Kind.HEAD, {"media": media}))

    def write(self, data: str | bytes) -> None:
        """Send a piece of the answer; raises AnswerTooLargeError beyond the limit."""
        data = data.encode("utf-8") if isinstance(data, str) else data
        self._left -= len(data)
        if self._left < 0:
            raise too_large(self._limits, rows=False)
        self._held += data
        if len(self._held) >= _CHUNK:
            self.flush()

    def flush(self) -> None:
        """Send what waits."""
        for start in range(0, len(self._held), _CHUNK):
            self._pipe.write(packed(Kind.DATA, bytes(self._held[start : start + _CHUNK])))
        self._held.clear()


def main() -> None:
    """Answer what the parent asks until it is gone."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    _be_quiet()
    told = received(incoming)[1]
    settings = settings_of(told)
    limits = settings.queries
    if not is_server(settings.store):
        forbid_sockets()
    try:
        store = _opened(settings, strangers=told["strangers"])
    except KgError as error:
        _send(outgoing, _told(error, again=False))
        return
    _send(outgoing, packed(Kind.READY))
    tasks: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, tasks), daemon=True).start()
    at_first = memory()[1]
    while True:
        task = Task(**tasks.get())
        limit(seconds=limits.seconds, more=limits.mib << 20)
        answered = _answered(store, task, limits, outgoing)
        again = memory()[1] - at_first < limits.mib << 19  # half of what a query may take
        end = answered if isinstance(answered, bytes) else packed(Kind.END, {"again": again, "shown": answered})
        _send(outgoing, end)


def _opened(settings: Settings, *, strangers: bool) -> Store:
    """Open the store to read; for strangers without secrets where the server answers everybody."""
    if strangers and settings.access.kind(settings.store) is not Authentication.NONE:
        nobody = settings.access.of_nobody()
        with suppress(StoreError):
            return open_store(replace(settings, access=nobody), read_only=True)
    return open_store(settings, read_only=True)


def _answered(store: Store, task: Task, limits: QueryLimits, pipe: IO[bytes]) -> dict[str, Any] | bytes | None:
    """Answer one query into the pipe; return what an end of an answer tells, or the frame of an error."""
    sink = PipeSink(pipe, limits)
    try:
        store.refresh()
        shown = answer(store, task, limits, sink)
        sink.flush()
    except KgError as error:
        return _told(error, again=isinstance(error, QueryError))
    except RecursionError:
        return _told(QueryError("the query is nested too deep: write it in fewer brackets"), again=True)
    except MemoryError:
        return _told(out_of_memory(limits), again=False)
    return shown


def _told(error: KgError, *, again: bool) -> bytes:
    return packed(Kind.ERROR, {"kind": type(error).__name__, "message": str(error), "again": again})


def _send(pipe: IO[bytes], frame: bytes) -> None:
    pipe.write(frame)
    pipe.flush()


def _listen(pipe: IO[bytes], tasks: "queue.SimpleQueue[dict[str, Any]]") -> None:
    """Pass on what comes in, and end the process with the parent, also while it answers a query."""
    try:
        while True:
            tasks.put(received(pipe)[1])
    except (EOFError, OSError):
        os._exit(0)


def _be_quiet() -> None:
    """Keep the pipes clear of what libraries print, and the log of what the engine says as it runs out of memory.

    What is unforeseen is told on the service's own standard error.
    """
    log = os.fdopen(os.dup(2), "w", encoding="utf-8", errors="replace")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.write("".join(traceback.format_exception(kind, error, trace)))
        log.flush()

    sys.excepthook = tell
    os.nice(_NICE)


if __name__ == "__main__":
    main()
