"""Work in a process of its own, so that its memory is its own: a piece of it, or the service."""

import logging
import os
import socket
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from kg.errors import KgError
from kg.listening import listen

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

_HOST = "127.0.0.1"
_SECONDS = 600.0


def apart(work: Callable[Arguments, Result], *arguments: Arguments.args, **options: Arguments.kwargs) -> Result:
    """Return what a function of a module returns in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_tell) as pool:
        return pool.submit(work, *arguments, **options).result()


def _tell() -> None:
    """Print how far long work has come, as commands do."""
    logging.basicConfig(format="%(message)s")
    logging.getLogger("kg").setLevel(logging.INFO)


def peak_memory() -> float:
    """Return the most memory that this process has had so far, in GiB."""
    import resource  # not on Windows

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**30


@contextmanager
def service(store: Path) -> Iterator[Callable[[str], bytes]]:
    """Serve a store to this machine alone, and give what returns the body of the answer at an address of it.

    Raises KgError for an answer that is none.
    """
    with listen(_HOST, 0) as listener:
        process = get_context("spawn").Process(target=_serve, args=(listener, str(store)))
        process.start()
        connection = HTTPConnection(_HOST, listener.getsockname()[1], timeout=_SECONDS)
        try:
            yield lambda address: _get(connection, address)
        finally:
            connection.close()
            process.terminate()
            process.join()


def _serve(listener: socket.socket, store: str) -> None:
    import uvicorn

    os.environ["KG_STORE"] = store
    uvicorn.Server(uvicorn.Config("api.app:create_app", factory=True, log_level="warning")).run(sockets=[listener])


def _get(connection: HTTPConnection, address: str) -> bytes:
    connection.request("GET", address)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise KgError(f"the service answers {address} with the status {response.status}: {body[:200]!r}")
    return body
