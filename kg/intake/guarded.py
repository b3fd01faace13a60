"""Formats whose bytes may harm their readers, read in another process with limits on time and memory.

The parent and the child talk through two pipes: each message is its length in eight bytes and what pickle makes of it.
The child is a program of ours that reads strangers' bytes: its limits are against bombs and loops, and keep out nobody
who can make a library run code of his own.
"""

import logging
import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from kg.allowance import limit, memory
from kg.errors import KgError, TooLargeError, UnknownFormatError, UnreadableError
from kg.intake.items import DOCX, EMAIL, HTML, PDF, SAVE, Found, Item

READERS = {
    HTML: "kg.intake.formats.html",
    PDF: "kg.intake.formats.pdf",
    DOCX: "kg.intake.formats.docx",
    EMAIL: "kg.intake.formats.mail",
}
"""Media types, and the modules of formats that read them."""
SECONDS = 20.0
"""How long reading one article may take."""
BYTES = 1_000_000_000
"""Memory that reading one article may take."""
LONGEST_TEXT = 4_000_000
"""Characters of the text of one article."""
_HELD_BYTES = 300_000_000
"""Memory with which a child is not used again."""
_LENGTH = struct.Struct(">Q")
_LONGEST_MESSAGE = 200_000_000
_ROOT = Path(__file__).parents[2]
_OUT_OF_MEMORY = "takes more than 1 GB of memory to read"

Answer = tuple[Found | KgError, bool]
"""What the child answers: what it found or raised, and whether it should be used again."""


class Guard:
    """Reads articles in a child process, which is started when it is needed first, and anew after each mishap.

    Use it as a context manager. Threads may share it: they wait for each other.
    """

    def __init__(self, *, seconds: float = SECONDS) -> None:
        """Make a guard whose child may take so many seconds for an article."""
        self._seconds = seconds
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child."""
        self.close()

    @property
    def pid(self) -> int | None:
        """The number of the child's process, None where there is none."""
        return self._child.pid if self._child is not None else None

    def close(self) -> None:
        """End the child; the next call of `read` starts another."""
        with self._lock:
            self._end()

    def read(self, item: Item) -> Found:
        """Return the text of an article and what its bytes say of it, as the module of its format does.

        Raises what that raises, and UnreadableError for bytes that take too much time or memory, or end the child.
        """
        with self._lock:
            found, goes_on = self._asked(item)
            if not goes_on:
                self._end()
        if isinstance(found, KgError):
            raise found
        return found

    def _asked(self, item: Item) -> Answer:
        child = self._started()
        late = threading.Event()

        def stop() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(self._seconds, stop)
        timer.start()
        try:
            return _exchanged(child, item)
        except (EOFError, OSError):
            self._end()
            return (self._took_too_long(item) if late.is_set() else self._died(item, child.returncode)), False
        except BaseException:
            self._end()
            raise
        finally:
            timer.cancel()

    def _died(self, item: Item, status: int) -> UnreadableError:
        if status == -getattr(signal, "SIGXCPU", 0):
            return self._took_too_long(item)
        if status in (-signal.SIGABRT, -getattr(signal, "SIGKILL", 0)):
            return UnreadableError(f"{item.origin} {_OUT_OF_MEMORY}. {SAVE}")
        return UnreadableError(
            f"{item.origin} can't be read: what reads it came to an end ({_named(status)}), as it does where the bytes "
            f"are broken or nested too deep. {SAVE}"
        )

    def _took_too_long(self, item: Item) -> UnreadableError:
        return UnreadableError(
            f"{item.origin}: reading it took longer than {self._seconds:g} seconds; "
            "open it in the program it was made with, and save its text."
        )

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._end()
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([*(str(Path(each).absolute()) for each in sys.path if each), str(_ROOT)]),
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
        }
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.intake.guarded"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            close_fds=True,
            env=environment,
        )
        return self._child

    def _end(self) -> None:
        if self._child is None:
            return
        child, self._child = self._child, None
        child.kill()
        for pipe in (child.stdin, child.stdout):
            _closed(pipe)
        child.wait()


def _closed(pipe: IO[bytes] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except OSError:  # bytes were waiting for a child that is gone
        pass


def _named(status: int) -> str:
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"exit status {status}"


def _exchanged(child: subprocess.Popen[bytes], item: Item) -> Answer:
    """Send an item to a child and return its answer; raises EOFError or OSError where it is gone."""
    if child.stdin is None or child.stdout is None:
        raise EOFError
    _send(child.stdin, item)
    answer: Answer = _received(child.stdout)
    return answer


def _send(pipe: IO[bytes], message: Item | Answer) -> None:
    packed = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(packed)))
    pipe.write(packed)
    pipe.flush()


def _received(pipe: IO[bytes]) -> Any:
    """Return the next message of a pipe; raises EOFError at its end."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size or (length := _LENGTH.unpack(head)[0]) > _LONGEST_MESSAGE:
        raise EOFError
    packed = pipe.read(length)
    if len(packed) < length:
        raise EOFError
    return pickle.loads(packed)  # noqa: S301 - from this program's own other half


def main() -> None:
    """Read what the parent sends until it is gone: the child's program."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable(logging.CRITICAL)
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):  # a library that prints must not answer in our stead
        os.dup2(nowhere, descriptor)
    requests: queue.SimpleQueue[Item] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, requests), daemon=True).start()
    while True:
        found, goes_on = _found(requests.get())
        _send(outgoing, (found, goes_on and memory()[1] < _HELD_BYTES))


def _listen(pipe: IO[bytes], requests: "queue.SimpleQueue[Item]") -> None:
    """Pass on what comes in, and end the process with the parent, also while it reads an article."""
    try:
        while True:
            requests.put(_received(pipe))
    except (EOFError, OSError):
        os._exit(0)


def _found(item: Item) -> Answer:
    """Return what an item's reader returns or raises on purpose, or what is wrong with the bytes where it fails."""
    try:
        limit(seconds=SECONDS, more=BYTES - memory()[1])
        text, metadata = _reader(item)(item)
    except KgError as error:
        return error, True
    except MemoryError:
        return UnreadableError(f"{item.origin} {_OUT_OF_MEMORY}. {SAVE}"), False
    except RecursionError:
        return UnreadableError(f"{item.origin} can't be read: its parts are nested too deep. {SAVE}"), True
    except Exception as error:
        told = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        return UnreadableError(f"{item.origin} can't be read: it is broken ({told}). {SAVE}"), True
    if len(text) > LONGEST_TEXT:
        return _too_long(item, len(text)), True
    return (text, metadata), True


def _too_long(item: Item, length: int) -> TooLargeError:
    return TooLargeError(
        f"{item.origin} has a text of {length:,} characters; an article may have {LONGEST_TEXT:,}. "
        "Split it into its articles."
    )


def _reader(item: Item) -> Callable[[Item], Found]:
    if item.media_type not in READERS:
        raise UnknownFormatError(f"{item.origin} is {item.media_type}, which no reader here knows.")
    reader: Callable[[Item], Found] = import_module(READERS[item.media_type]).read
    return reader


if __name__ == "__main__":
    main()
