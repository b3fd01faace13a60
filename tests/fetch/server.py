"""A real server on this machine that behaves as it is told, and a socket that only notices who comes."""

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

HERE = "127.0.0.1"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer, complete and correct."""

    body: bytes = b""
    status: int = 200
    media_type: str | None = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, handler: "Handler") -> None:
        handler.send_response_only(self.status)
        if self.media_type is not None:
            handler.send_header("Content-Type", self.media_type)
        if self.status not in (204, 304):
            handler.send_header("Content-Length", str(len(self.body)))
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        if self.status not in (204, 304):
            handler.wfile.write(self.body)


def page(words: str = "It rained, the mayor said.") -> Answer:
    return Answer(body=f"<html><body><p>{words}</p></body></html>".encode())


def redirect(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


def packed(body: bytes, coding: str = "gzip") -> Answer:
    return Answer(body=gzip.compress(body), headers={"Content-Encoding": coding})


def raw(sent: bytes) -> Callable[["Handler"], None]:
    """An answer of exactly these bytes, after which the connection is closed."""
    return lambda handler: handler.say(sent)


@dataclass(frozen=True)
class Asked:
    """One request that came."""

    path: str
    headers: Mapping[str, str]


class Handler(BaseHTTPRequestHandler):
    """Answers as the site says."""

    protocol_version = "HTTP/1.1"
    server: "Site"

    def do_GET(self) -> None:
        site = self.server
        site.asked.append(Asked(self.path, {name.lower(): value for name, value in self.headers.items()}))
        try:
            answers = site.pages.get(self.path, Answer(status=404, body=b"nothing"))
            if isinstance(answers, list):
                answers = answers.pop(0) if len(answers) > 1 else answers[0]
            answers(self)
        except OSError:
            pass  # whoever asked has gone
        self.close_connection = True

    def say(self, sent: bytes) -> None:
        self.wfile.write(sent)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


Behaviour = Callable[[Handler], None]


def endless(beginning: bytes, piece: bytes, pause: float = 0.0) -> Behaviour:
    """Says the beginning, and then the piece again and again until nobody listens."""

    def behave(handler: Handler) -> None:
        handler.say(beginning)
        while not handler.server.over.wait(pause):
            handler.say(piece)

    return behave


class Site(ThreadingHTTPServer):
    """A server whose pages are set by tests: an answer for each path, or several, the last of which stays."""

    daemon_threads = True
    request_queue_size = 50

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        super().__init__((HERE, 0), Handler)
        self.pages: dict[str, Behaviour | list[Behaviour]] = {}
        self.asked: list[Asked] = []
        self.over = threading.Event()
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        return f"http://{HERE}:{self.port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def handle_error(self, *_: object) -> None:
        """Whoever gives up in the middle of TLS is no error of the test."""

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()


class Trap:
    """A socket that listens where nobody may go, and tells whether anybody came."""

    def __init__(self, address: str = HERE, port: int = 0) -> None:
        self._socket = socket.create_server((address, port))
        self._socket.setblocking(False)

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    @property
    def was_contacted(self) -> bool:
        """Whether a connection was made: the kernel keeps those that nobody accepts."""
        try:
            self._socket.accept()[0].close()
        except BlockingIOError:
            return False
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()
