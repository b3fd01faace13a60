"""A server, a client that may go there, a clock that waits for nobody, and names that the tests make up."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from kg.fetch.client import Client, Limits
from kg.fetch.clock import Clock
from tests.fetch.server import HERE, Site

HERE_ONLY = (ip_network(f"{HERE}/32"),)
HURRY = Limits(total=0.5, piece=0.3)


class Hands:
    """The hands of a clock: waiting moves them, and takes no time."""

    def __init__(self) -> None:
        self.at = datetime(2024, 5, 16, 9, 0, tzinfo=UTC)
        self.waited: list[float] = []

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def wait(self, seconds: float) -> None:
        self.waited.append(round(seconds, 3))
        self.move(seconds)

    def clock(self) -> Clock:
        return Clock(now=lambda: self.at, monotonic=lambda: self.at.timestamp(), sleep=self.wait)


class Names:
    """Stands in for the resolver alone: names and their addresses; a list of lists answers one after the other."""

    def __init__(self) -> None:
        self.known: dict[str, list[str] | list[list[str]]] = {}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, *_: object, **__: object) -> list[Any]:
        self.asked.append(host)
        known: Any = self.known.get(host)
        if not known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        addresses = known.pop(0) if isinstance(known[0], list) else known
        return [self._found(address, port) for address in addresses]

    @staticmethod
    def _found(address: str, port: int) -> tuple[Any, ...]:
        if ":" in address:
            return (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
        return (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))


@pytest.fixture(autouse=True)
def nowhere_else(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """No test of these leaves this machine: which other addresses one tried to reach."""
    tried: list[str] = []
    connect = socket.socket.connect

    def checked(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith("127."):
            tried.append(str(address[0]))
            raise ConnectionRefusedError(111, "the tests leave this machine alone")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", checked)
    monkeypatch.delenv("KG_FETCH_ALLOW", raising=False)
    return tried


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """The names that there are."""
    made = Names()
    monkeypatch.setattr(socket, "getaddrinfo", made)
    return made


@pytest.fixture
def site() -> Iterator[Site]:
    """A server without pages."""
    with Site() as made:
        yield made


@pytest.fixture
def hands() -> Hands:
    """The clock of the client, for tests that move it."""
    return Hands()


@pytest.fixture
def client(hands: Hands) -> Iterator[Client]:
    """A client that may go to the server, and waits for nobody."""
    with Client(allow=HERE_ONLY, clock=hands.clock()) as made:
        yield made


@pytest.fixture
def hurried(hands: Hands) -> Iterator[Client]:
    """A client that gives up soon."""
    with Client(allow=HERE_ONLY, clock=hands.clock(), limits=HURRY) as made:
        yield made


@pytest.fixture(scope="session")
def certify(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, Path]]:
    """Make a certificate for a name, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.fail("openssl is not installed")

    def make(name: str) -> tuple[Path, Path]:
        folder = tmp_path_factory.mktemp("certificate")
        certificate, key = folder / "certificate.pem", folder / "key.pem"
        subject = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
        kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        command = [openssl, "req", *kind, *subject, "-keyout", str(key), "-out", str(certificate)]
        subprocess.run(command, check=True, capture_output=True)
        return certificate, key

    return make


@pytest.fixture
def safe_site(
    certify: Callable[[str], tuple[Path, Path]], names: Names, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    """A server at https://chronicle.example, whose certificate is trusted."""
    certificate, key = certify("chronicle.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    names.known["chronicle.example"] = [HERE]
    with Site(tls=context) as made:
        yield made
