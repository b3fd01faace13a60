"""How a SPARQL server is asked: SPARQL 1.1 Protocol and Graph Store Protocol over httpx, with what can go wrong.

Everything has a timeout and a limit. An answer is read while it comes. Questions are asked again where the connection
fails or the server is busy; changes, which are the same when they are made twice, where the connection fails or the
server says that it has not taken them: what answers else may be a gateway, and the change still on its way. Redirects
are not followed: secrets would go with them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, cast

import httpx

from kg.errors import QueryError, RefusedError, StoreError, StoreWriteError
from kg.settings import Access, Authentication
from kg.store.base import Dataset

if TYPE_CHECKING:
    from collections.abc import Generator

RESULTS = "application/sparql-results+json"
"""The form in which solutions are asked for: in XML, Virtuoso drops white space around literals."""
TRIPLES = "application/n-triples, text/turtle;q=0.5"
_UPDATE = {"Content-Type": "application/sparql-update; charset=utf-8"}
"""Changes go as they are, and questions as forms, which is what every server understands of both."""
_ATTEMPTS = 3
_BUSY = frozenset({429, 500, 502, 503, 504})
_LATER = frozenset({408, 425, 429})
"""What begins with a 4 and is no refusal."""
_REFUSAL = re.compile(r"Virtuoso \w+ Error|\bSPARQL\b|\bSQL\b")
"""What a server itself says of a change that failed, with the same status as a gateway that knows nothing of it."""
_SHOWN = 200


class Body(io.RawIOBase):
    """The body of an answer as a file: read as it comes, and no more than may come."""

    def __init__(self, response: httpx.Response, where: str, limit: int) -> None:
        """Read this response."""
        self._chunks = response.iter_bytes()
        self._rest = b""
        self._where = where
        self._left = self._limit = limit

    @property
    def file(self) -> IO[bytes]:
        """The same, as what parsers take: they use nothing but `read`."""
        return cast("IO[bytes]", self)

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at least one before the end; raises StoreError when the connection breaks."""
        try:
            while not self._rest:
                self._rest = next(self._chunks)
        except StopIteration:
            return b""
        except httpx.HTTPError as error:
            raise StoreError(
                f"{self._where} broke off in the middle of an answer ({_kind(error)}): try again"
            ) from error
        found, self._rest = (self._rest, b"") if size < 0 else (self._rest[:size], self._rest[size:])
        self._left -= len(found)
        if self._left < 0:
            raise StoreError(
                f"the answer of {self._where} is larger than {self._limit // 1_000_000} MB: ask for less, or set "
                "KG_STORE_LIMIT"
            )
        return found


class Server:
    """A SPARQL server; it can be asked from several threads."""

    def __init__(self, address: str, access: Access) -> None:
        """Ask this address; nothing is sent yet."""
        self.address = address
        self._access = access
        self.updates = access.update or address
        self.graphs = access.graphs
        self._answers_with_pages = False
        self._auths = {each: _auth(access, each) for each in (address, self.updates, self.graphs or address)}
        self._client = httpx.Client(
            headers={"User-Agent": "whosaid"}, timeout=access.timeout, follow_redirects=False, trust_env=False
        )

    @contextmanager
    def ask(self, query: str, accept: str, dataset: Dataset | None = None) -> Generator[tuple[httpx.Response, Body]]:
        """Ask a query, and give the answer to be read; raises QueryError where the server says that it is wrong."""
        accepted, asked = {"Accept": accept}, {"query": [query]}
        if dataset is not None:
            asked["default-graph-uri"] = [graph.value for graph in dataset.default]
            asked["named-graph-uri"] = [graph.value for graph in dataset.named]
        with self._answered("POST", self.address, data=asked, headers=accepted) as (response, body):
            if response.status_code == httpx.codes.BAD_REQUEST:
                raise QueryError(f"the query can't be parsed, or answered, by {self.address}: {_words(body)}")
            self._check(response, body, self.address, StoreError)
            yield response, body

    @contextmanager
    def graph(self, name: str) -> Generator[tuple[httpx.Response, Body] | None]:
        """Give the triples of a graph to be read, by the Graph Store Protocol; None where there is no such graph."""
        address = self.graphs or self.address
        with self._answered("GET", address, params={"graph": name}, headers={"Accept": TRIPLES}) as (response, body):
            if response.status_code == httpx.codes.NOT_FOUND:
                yield None
            else:
                self._check(response, body, address, StoreError)
                yield response, body

    def update(self, update: str, *, trial: bool = False) -> None:
        """Make a change that is the same when it is made twice, as ground quads removed and added are.

        A page is no answer, as it may come from anybody, unless one was the answer to a `trial`: who makes that looks
        afterwards whether the change is there. Blazegraph, for one, answers so.

        Raises RefusedError where the server refuses it, StoreWriteError where it is not known what became of it.
        """
        try:
            sent = self._answered("POST", self.updates, content=update.encode(), headers=_UPDATE, again=_not_taken)
            with sent as (response, body):
                if trial:
                    self._answers_with_pages = _is_page(response)
                self._check(response, body, self.updates, RefusedError, pages=self._answers_with_pages)
                while body.read(1 << 16):
                    pass  # an error may come in the middle of an answer
        except StoreWriteError:
            raise
        except StoreError as error:
            raise StoreWriteError(f"{error}; whether the change was made isn't known") from error

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    @contextmanager
    def _answered(
        self,
        method: str,
        address: str,
        *,
        content: bytes | None = None,
        data: Mapping[str, list[str]] | None = None,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        again: Callable[[httpx.Response], bool] = lambda response: response.status_code in _BUSY,
    ) -> Generator[tuple[httpx.Response, Body]]:
        """Send a request, and again where the connection fails before an answer comes, or after such an answer."""
        try:
            request = self._client.build_request(
                method, address, content=content, data=data, params=params, headers=headers
            )
        except (httpx.InvalidURL, ValueError) as error:
            raise StoreError(f"{address} is no address that can be asked: {error}") from error
        response = self._sent(request, self._auths[address], again)
        try:
            yield response, Body(response, address, self._access.limit)
        finally:
            response.close()

    def _sent(
        self, request: httpx.Request, auth: httpx.Auth | None, again: Callable[[httpx.Response], bool]
    ) -> httpx.Response:
        where = str(request.url.copy_with(query=None))
        for attempt in range(1, _ATTEMPTS + 1):
            last = attempt == _ATTEMPTS
            try:
                response = self._client.send(request, stream=True, auth=auth)
            except httpx.TimeoutException as error:
                raise StoreError(
                    f"{where} was silent for {self._access.timeout:g} seconds: see whether it is well, or set "
                    "KG_STORE_TIMEOUT"
                ) from error
            except httpx.ConnectError as error:
                if last:
                    raise StoreError(
                        f"no server answers at {where} ({_kind(error)}): start it, or give another"
                    ) from error
            except httpx.TransportError as error:
                if last:
                    raise StoreError(f"{where} does not answer as a server does ({_kind(error)})") from error
            else:
                if last or not again(response):
                    return response
                response.close()
        raise AssertionError("the last attempt returns or raises")

    def _check(
        self, response: httpx.Response, body: Body, address: str, error: type[StoreError], *, pages: bool = False
    ) -> None:
        """Raise an error for an answer that isn't one; a plain StoreError where a change may be made all the same."""
        status = response.status_code
        if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise error(
                f"{address} refuses ({status}): set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN, and see "
                "that KG_STORE_AUTH is what it wants"
            )
        if response.is_redirect:
            raise error(f"{address} sends on to {_bare(response.headers.get('location', '?'))}: give that address")
        if status == httpx.codes.NOT_FOUND:
            raise error(f"there is nothing at {address}: give the address of a SPARQL endpoint")
        if not response.is_success:
            words = _words(body)
            refused = (response.is_client_error and status not in _LATER) or (status == 500 and _REFUSAL.search(words))
            raise (error if refused else StoreError)(f"{address} failed ({status}): {words}")
        if _is_page(response) and not pages:
            raise StoreError(f"{address} answers with a page, not with data: give the address of a SPARQL endpoint")
        if response.headers.get("x-sql-state"):
            raise StoreError(
                f"{address} gave a part of the answer only: {response.headers.get('x-sql-message', 'no reason')}"
            )


def has_end(response: httpx.Response) -> bool:
    """Tell whether an answer that is cut off is seen to be: it tells its length, or comes in chunks."""
    return "content-length" in response.headers or "chunked" in response.headers.get("transfer-encoding", "").lower()


def _is_page(response: httpx.Response) -> bool:
    return str(response.headers.get("content-type", "")).lower().startswith(("text/html", "application/xhtml"))


def _not_taken(response: httpx.Response) -> bool:
    """Tell whether an answer says that a change was not begun."""
    status = response.status_code
    return status == httpx.codes.TOO_MANY_REQUESTS or (
        status == httpx.codes.SERVICE_UNAVAILABLE and "retry-after" in response.headers
    )


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _auth(access: Access, address: str) -> httpx.Auth | None:
    kind, login = access.kind(address), access.login(address)
    if kind is Authentication.BEARER:
        return _Bearer(access.token or "")
    if login is None:
        return None
    if kind is Authentication.BASIC:
        return httpx.BasicAuth(*login)
    return httpx.DigestAuth(*login) if kind is Authentication.DIGEST else None


def _words(body: Body) -> str:
    """Return the beginning of what a server says of an error, in one line."""
    said = body.read(1 << 12).decode("utf-8", "replace").partition("SPARQL query:")[0]
    return " ".join(re.sub(r"<[^<>]{1,200}>", " ", said).split())[:_SHOWN] or "it does not say why"


def _bare(location: str) -> str:
    return re.sub(r"//[^/@]*@", "//", location)[:_SHOWN]


def _kind(error: Exception) -> str:
    return str(error) or type(error).__name__
