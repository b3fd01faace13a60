"""SPARQL servers for tests: Virtuoso from Debian, and rdflib's engine behind a server of a few lines."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from kg.settings import Access

PATIENCE = 60
"""Seconds that a server may take to start."""

_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ServerThreads = 20
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 10
DefaultMailServer = localhost:25
[SPARQL]
ResultSetMaxRows = {rows}
"""


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a server is, and how it is asked."""

    address: str
    access: Access

    def empty(self) -> None:
        """Take everything out that a store of this program holds there."""
        for row in self._ask("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
            if row["g"]["value"].startswith(("https://w3id.org/whosaid/", "urn:whosaid:", "http://x.example/")):
                self.update(f"CLEAR SILENT GRAPH <{row['g']['value']}>")

    def update(self, update: str) -> None:
        """Make a change."""
        auth = httpx.DigestAuth(self.access.user, self.access.password or "") if self.access.user else None
        httpx.post(
            self.access.update or self.address, content=update, auth=auth, timeout=30, trust_env=False,
            headers={"Content-Type": "application/sparql-update"},
        ).raise_for_status()  # fmt: skip

    def _ask(self, query: str) -> list[dict[str, dict[str, str]]]:
        accept = {"Accept": "application/sparql-results+json"}
        answer = httpx.post(self.address, data={"query": query}, headers=accept, timeout=30, trust_env=False)
        rows: list[dict[str, dict[str, str]]] = answer.raise_for_status().json()["results"]["bindings"]
        return rows


class Virtuoso:
    """A Virtuoso with a database in a folder, which can be killed and started again."""

    def __init__(self, folder: Path, *, rows: int = 10_000) -> None:
        """Choose ports; `start` starts it."""
        program = shutil.which("virtuoso-t")
        assert program, "Virtuoso is missing: scripts/test installs Debian's virtuoso-opensource-7-bin"
        port = free_port()
        self._program, self._folder = program, folder
        self._process: subprocess.Popen[bytes] | None = None
        address = f"http://127.0.0.1:{port}/sparql"
        access = Access(update=f"{address}-auth", user="dba", password="dba", timeout=30)  # noqa: S106
        self.place = Place(address=address, access=access)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(folder=folder, sql=free_port(), port=port, rows=rows))

    def start(self) -> None:
        """Start it, and wait until it answers."""
        (self._folder / "virtuoso.lck").unlink(missing_ok=True)
        with (self._folder / "output").open("ab") as output:
            command = [self._program, "-f", "-c", str(self._folder / "virtuoso.ini")]
            self._process = subprocess.Popen(command, stdout=output, stderr=output, cwd=self._folder)
        wait_for(self.place.address, self._process)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


@contextmanager
def running(server: Virtuoso) -> Iterator[None]:
    """Start a Virtuoso, and end it again."""
    try:
        server.start()
        yield
    finally:
        server.kill()


@contextmanager
def rdflib_server() -> Iterator[str]:
    """Start rdflib's engine as a server, which keeps its quads in memory; give its address."""
    port = free_port()
    command = [sys.executable, str(Path(__file__).with_name("rdflib_server.py")), str(port)]
    with subprocess.Popen(command) as process:
        try:
            address = f"http://127.0.0.1:{port}/sparql"
            wait_for(address, process)
            yield address
        finally:
            process.kill()


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a server answers."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        assert process.poll() is None, f"the server at {address} has ended"
        try:
            if httpx.post(address, data={"query": "ASK {}"}, timeout=5, trust_env=False).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"the server at {address} has not started in {PATIENCE} seconds")
