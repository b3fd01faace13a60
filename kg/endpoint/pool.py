"""Workers that answer queries, each in a process that is killed when a query takes too long, too much, or nobody waits.

An answer is read from its worker to the end before anything of it goes out, into memory while it is small and into a
file when it is not. So it is whole or an error, its length is known, and a slow reader holds no worker.
"""

import asyncio
import json
import math
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Any, Self

from kg import errors
from kg.endpoint.frames import HEADER, Kind, Task, of_settings, packed, unpacked_header
from kg.endpoint.refusals import busy, out_of_memory, too_long, too_slow
from kg.errors import KgError, QueryError
from kg.settings import Settings

_IN_MEMORY = 1 << 20
"""Bytes of an answer that are kept in memory."""
_CHUNK = 1 << 16
_LONGEST_START = 30.0
"""Seconds in which a worker has to open the store."""
_LONGEST_END = 2.0
"""Seconds that a process that says no more has to come to its end, which tells why."""
_LONGEST_WAIT = 30.0
"""Seconds that a query waits for a worker: by then whoever asks has mostly gone."""
_ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Answer:
    """An answer that is complete: its media type, its bytes in a file, or what a page shows of it."""

    media: str | None = None
    shown: dict[str, Any] | None = None
    size: int = 0
    _file: SpooledTemporaryFile[bytes] = field(default_factory=lambda: SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115

    def write(self, data: bytes) -> None:
        """Add what comes next."""
        self._file.write(data)
        self.size += len(data)

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes from the beginning, piece by piece."""
        self._file.seek(0)
        while chunk := self._file.read(_CHUNK):
            yield chunk

    def close(self) -> None:
        """Drop the bytes."""
        self._file.close()


class _Told(Exception):  # noqa: N818 - an answer, which never leaves this module
    """What a worker said is wrong with a query."""

    def __init__(self, error: KgError, *, again: bool) -> None:
        super().__init__(error)
        self.error = error
        self.again = again


class Worker:
    """One process that answers queries, seen from the service."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Take over a process that was started."""
        self._process = process
        self._reading = False
        self._killed = False
        self._reaping: asyncio.Future[object] | None = None

    @classmethod
    async def start(cls, settings: Settings, *, strangers: bool = False) -> Self:
        """Start a process and let it open the store, for `strangers` without secrets where the server lets it.

        Raises what opening it raises, and KgError where it fails.
        """
        python_path = [*(str(Path(each).absolute()) for each in sys.path if each), str(_ROOT)]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "kg.endpoint.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(python_path), "OPENBLAS_NUM_THREADS": "1"},
        )
        worker = cls(process)
        try:
            async with asyncio.timeout(_LONGEST_START):
                await worker._send(packed(Kind.SETTINGS, of_settings(settings, strangers=strangers)))
                kind, body = await worker._receive()
        except BaseException as error:
            await worker.end()
            if isinstance(error, TimeoutError | EOFError | OSError):
                raise KgError("the process that answers queries did not start; the log says why") from error
            raise
        if kind is not Kind.READY:
            await worker.end()
            raise _error(json.loads(body))
        return worker

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._process.returncode is None and self._reaping is None

    @property
    def gone(self) -> bool:
        """Whether nothing is left of it."""
        return self._reaping is not None and self._reaping.done()

    async def answer(self, task: Task, settings: Settings) -> Answer:
        """Return the answer to a query; raises what is wrong with it. A worker that can't go on is killed."""
        answer = Answer()
        self._reading = True
        try:
            async with asyncio.timeout(settings.queries.seconds):
                await self._send(packed(Kind.TASK, task))
                again = await self._read(answer)
        except BaseException as error:
            answer.close()
            self._reading = False
            if isinstance(error, _Told):
                if not error.again:
                    await self.end()
                raise error.error from None
            if isinstance(error, EOFError | OSError) and not isinstance(error, TimeoutError):
                raise await self._broken_off(settings) from error
            await self.end()
            if isinstance(error, TimeoutError):
                raise too_slow(settings.queries) from error
            raise
        self._reading = False
        if not again:
            await self.end()
        return answer

    def kill(self) -> None:
        """End the process now; whoever waits for its answer learns that it is gone."""
        self._killed = True
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                # not Process.kill, which may take the status of a process that is dead from asyncio's own watcher
                os.kill(self._process.pid, signal.SIGKILL)

    async def end(self) -> int:
        """Kill the process, wait until it is gone, and return its status."""
        self.kill()
        if not self._reading:
            await self._reaped()
        return await self._process.wait()

    def _reaped(self) -> asyncio.Future[object]:
        self._reaping = self._reaping or asyncio.ensure_future(self._process.communicate())
        return self._reaping

    async def _broken_off(self, settings: Settings) -> KgError:
        """Return why the process says no more, or nothing that can be understood; it is ended then."""
        by_itself = False
        try:
            if not self._killed:
                by_itself = bool((await asyncio.wait([self._reaped()], timeout=_LONGEST_END))[0])
        finally:
            status = await self.end()
        if by_itself:
            return _died(status, settings)
        return KgError("the process that answers queries was ended before its answer was whole: ask again")

    async def _read(self, answer: Answer) -> bool:
        """Read an answer to its end, and return whether the worker can go on; raises _Told, and EOFError."""
        while True:
            kind, body = await self._receive()
            if kind is Kind.DATA:
                answer.write(body)
            elif kind is Kind.HEAD:
                answer.media = str(json.loads(body)["media"])
            else:
                break
        told = json.loads(body)
        if kind is not Kind.END:
            raise _Told(_error(told), again=bool(told["again"]))
        answer.shown = told["shown"]
        return bool(told["again"])

    async def _send(self, frame: bytes) -> None:
        if self._process.stdin is None:
            raise EOFError
        self._process.stdin.write(frame)
        await self._process.stdin.drain()

    async def _receive(self) -> tuple[Kind, bytes]:
        if self._process.stdout is None:
            raise EOFError
        kind, length = unpacked_header(await self._process.stdout.readexactly(HEADER.size))
        return kind, await self._process.stdout.readexactly(length)


class Pool:
    """Answers queries with a few workers, started when they are needed and kept; use it as a context manager.

    All of it runs in one event loop, and nothing of it blocks that.
    """

    def __init__(self, settings: Settings, *, strangers: bool = False) -> None:
        """Make a pool of workers over the store of these settings, with their limits.

        The queries of `strangers` go to a server without secrets where it answers everybody; those of whoever has the
        secrets go with them, lest a server show less.
        """
        self._settings = settings
        self._strangers = strangers
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._free = asyncio.Semaphore(settings.queries.workers)
        self._places = settings.queries.workers + settings.queries.queue

    async def __aenter__(self) -> Self:
        """Return the pool itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all workers."""
        await self.close()

    async def close(self) -> None:
        """End all workers."""
        self._idle.clear()
        for worker in list(self._all):
            await worker.end()
        self._all.clear()

    @property
    def pids(self) -> Sequence[int]:
        """The numbers of the processes that live."""
        return sorted(worker.pid for worker in self._all if worker.lives)

    def check_length(self, query: str) -> None:
        """Raise TooLargeError for a query that is too long to be read."""
        limits = self._settings.queries
        if (length := len(query.encode("utf-8", errors="surrogatepass"))) > limits.length:
            raise too_long(limits, length)

    def take_place(self) -> None:
        """Take a place for a query, or raise BusyError; give it back with `give_place` when its answer is delivered."""
        if not self._places:
            raise busy("and others wait")
        self._places -= 1

    def give_place(self) -> None:
        """Give a place back."""
        self._places += 1

    async def answer(self, task: Task) -> Answer:
        """Answer a query; raises QueryError and its kinds, and StoreError.

        When this is cancelled, the worker is killed.
        """
        self.check_length(task.query)
        try:
            async with asyncio.timeout(_LONGEST_WAIT):
                await self._free.acquire()
        except TimeoutError as error:
            raise busy(f"and none ended for {_LONGEST_WAIT:g} seconds") from error
        try:
            return await self._answered(task)
        finally:
            self._free.release()

    async def _answered(self, task: Task) -> Answer:
        worker = next((each for each in self._popped() if each.lives), None)
        if worker is None:
            worker = await Worker.start(self._settings, strangers=self._strangers)
        self._all.add(worker)
        try:
            return await worker.answer(task, self._settings)
        finally:
            self._all = {each for each in self._all if not each.gone}
            if worker.lives:
                self._idle.append(worker)

    def _popped(self) -> Iterator[Worker]:
        while self._idle:
            yield self._idle.pop()


def retry_after(settings: Settings) -> int:
    """Return after how many seconds it may be worth while to ask a busy service again."""
    return math.ceil(settings.queries.seconds)


def _died(status: int, settings: Settings) -> KgError:
    """Return why a worker came to an end that nobody ended."""
    if status in (-signal.SIGABRT, -signal.SIGKILL):  # its own limit, or the system's, which kills what is largest
        return out_of_memory(settings.queries)
    if status == -signal.SIGXCPU:
        return too_slow(settings.queries)
    if status in (-signal.SIGSEGV, -signal.SIGBUS):  # the engine ran out of stack
        return QueryError("the query is nested too deep, or too long a chain: write it in fewer brackets and operators")
    return KgError("the process that answers queries broke; the log says why")


def _error(told: dict[str, Any]) -> KgError:
    kind = getattr(errors, str(told["kind"]), KgError)
    return kind(str(told["message"])) if issubclass(kind, KgError) else KgError(str(told["message"]))
