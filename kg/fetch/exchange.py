"""One request and its answer over one connection, to an address that was checked, within the time that is left.

httpcore itself is used, not a client around it: it follows nothing, keeps nothing, and asks the environment nothing.
It knows the name of the host, for the request's Host, for TLS and for the certificate; where the connection goes is
decided here.
"""

import socket
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import httpcore

from kg.errors import FetchError
from kg.fetch.addresses import Address, Url


def safe_connections() -> ssl.SSLContext:
    """Return what TLS is made with: certificates are checked against those that certifi and the system trust."""
    return httpcore.default_ssl_context()


@contextmanager
def exchange(
    url: Url,
    to: Sequence[Address],
    headers: Mapping[str, str],
    *,
    tls: ssl.SSLContext | None,
    until: float,
    piece: float,
    origin: str,
) -> Iterator[httpcore.Response]:
    """Ask one of these addresses for what is at `url`, and give the answer, whose body is still to be read.

    All of it, the reading included, ends when `time.monotonic()` passes `until`, and when nothing happens for `piece`
    seconds. `tls` is needed for https alone. Raises FetchError, which begins with `origin`, for whatever the network,
    TLS or the server do wrong.
    """
    connection = httpcore.HTTPConnection(
        origin=httpcore.Origin(scheme=url.scheme.encode(), host=url.host.encode(), port=url.port),
        ssl_context=tls,
        network_backend=_Pinned(to, until),
    )
    target = httpcore.URL(scheme=url.scheme, host=url.host, port=url.port, target=url.target)
    named = {"Host": url.authority, **headers, "Connection": "close"}
    sent = [(name.encode(), value.encode()) for name, value in named.items()]
    limits = {"timeout": dict.fromkeys(("connect", "read", "write"), piece)}
    try:
        with connection, connection.stream("GET", target, headers=sent, extensions=limits) as answer:
            yield answer
    except ssl.SSLError as error:
        why = getattr(error, "verify_message", "") or error.reason or error
        raise FetchError(f"{origin}: no safe connection to {url.authority} can be made ({why}).") from None
    except (OSError, httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise FetchError(f"{origin}: {url.authority} can't be read ({_words(error)}). Try again later.") from None


class _Pinned(httpcore.NetworkBackend):
    """Connects to one of the addresses that were checked, whatever name it is asked for."""

    def __init__(self, to: Sequence[Address], until: float) -> None:
        self._to, self._until = to, until

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first address that answers."""
        failure: OSError = TimeoutError("no address")
        for address in self._to:
            connected = socket.socket(socket.AF_INET6 if address.version == 6 else socket.AF_INET)
            stream = _Stream(connected, self._until)
            try:
                stream.limit(timeout)
                connected.connect((str(address), port))
            except OSError as error:
                failure = error
                stream.close()
            else:
                return stream
        raise failure


class _Stream(httpcore.NetworkStream):
    """A socket, each use of which ends in time: within its own limit, and within that of the whole exchange."""

    def __init__(self, connected: socket.socket, until: float) -> None:
        self._socket, self._until = connected, until

    def limit(self, timeout: float | None) -> None:
        """Let the next use of the socket take this long at most; raises TimeoutError when no time is left."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("it takes too long in all")
        self._socket.settimeout(min(left, timeout) if timeout is not None else left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come, or wait for it; empty at the end."""
        self.limit(timeout)
        return self._socket.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it."""
        while buffer:
            try:
                self.limit(timeout)
                buffer = buffer[self._socket.send(buffer) :]
            except OSError as error:  # httpcore reads the answer all the same: servers may answer before they listen
                raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the connection inside TLS; raises SSLError when the certificate isn't that of the host."""
        try:
            self.limit(timeout)
            return _Stream(ssl_context.wrap_socket(self._socket, server_hostname=server_hostname), self._until)
        except OSError:
            self.close()
            raise


def _words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it takes too long"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
