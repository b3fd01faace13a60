"""Gets what is at an address of the public web: politely, within limits, and nothing but what may be an article."""

import re
import ssl
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

from kg.errors import FetchError, MissingExtraError
from kg.fetch import robots
from kg.fetch.addresses import LONGEST_LOOKUP, Address, Network, Url, check_url, networks, resolve, shown
from kg.fetch.clock import Clock, in_words
from kg.fetch.decoding import CODING, Body
from kg.fetch.politeness import Politeness, RestError
from kg.intake import items as kinds
from kg.intake.items import Item
from kg.model import Metadata

if TYPE_CHECKING:
    import httpcore


def _version() -> str:
    """Return this program's version as it is installed: the package itself knows it too, but imports all of it."""
    try:
        return version("whosaid")
    except PackageNotFoundError:
        return "0"


USER_AGENT = f"whosaid/{_version()} (+https://w3id.org/whosaid/)"
JSON = "application/json"
MEDIA_TYPES: Mapping[str, str] = {
    "text/html": kinds.HTML, "application/xhtml+xml": kinds.HTML,
    "text/plain": kinds.PLAIN, "text/markdown": kinds.MARKDOWN, "text/x-markdown": kinds.MARKDOWN,
    "application/pdf": kinds.PDF, "application/x-pdf": kinds.PDF, "message/rfc822": kinds.EMAIL,
    "application/xml": kinds.FEED, "text/xml": kinds.FEED, "application/rss+xml": kinds.FEED,
    "application/atom+xml": kinds.FEED, "application/rdf+xml": kinds.FEED,
    "application/json": JSON, "application/feed+json": JSON, "application/ld+json": JSON,
}  # fmt: skip
"""What may be an article or hold some: the media types that are read, and what each is called here."""
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,application/pdf;q=0.8,*/*;q=0.1"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_RESTS = frozenset({429, 503})
_LONGEST_VALIDATOR = 1_000
"""Characters of an ETag or a Last-Modified that is kept."""
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one address may cost.

    `largest` are the bytes of its body once it is unpacked; `total` the seconds for everything, redirects included but
    not the waiting for one's turn; `piece` those in which something has to happen; `redirects` how many are followed.
    """

    largest: int = 20_000_000
    total: float = 30.0
    piece: float = 10.0
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What is at an address; `url` is where it was found in the end, the names of `headers` are in lower case.

    `body` is unpacked, and empty where `status` isn't 200. `media_type` and `charset` are what the server says.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def media_type(self) -> str:
        """The media type, in lower case and without parameters; empty where none is given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server names."""
        match = _CHARSET.search(self.headers.get("content-type", ""))
        return match[1].lower() if match else None

    @property
    def etag(self) -> str | None:
        """What to give as `etag` the next time."""
        return self._validator("etag")

    @property
    def last_modified(self) -> str | None:
        """What to give as `modified` the next time."""
        return self._validator("last-modified")

    @property
    def not_modified(self) -> bool:
        """Whether nothing has changed since the time from which `etag` and `modified` are."""
        return self.status == 304

    def item(self, *, origin: str | None = None, known: Metadata | None = None) -> Item:
        """Return the body as an item, by default with its address for what is known of it."""
        return Item(
            origin=origin or self.url,
            data=self.body,
            media_type=MEDIA_TYPES.get(self.media_type, self.media_type),
            known=known or Metadata(url=self.url),
            charset=self.charset,
        )

    def _validator(self, name: str) -> str | None:
        value = self.headers.get(name)
        return value if value and len(value) <= _LONGEST_VALIDATOR else None


class Client:
    """Reads the public web. Use it as a context manager; several threads may use one.

    It asks each site's robots.txt, takes its time between two requests to a host, and keeps no cookies. `allow` are
    networks that are read though they are not public, for intranets and tests; by default those that `KG_FETCH_ALLOW`
    names, which is none. It never allows other schemes or ports.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        allow: Collection[Network] | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Make a client; raises MetadataError when `KG_FETCH_ALLOW` can't be understood."""
        self.clock = clock or Clock()
        self._limits = limits or Limits()
        self._allow = networks() if allow is None else tuple(allow)
        self._politeness = Politeness(self.clock)
        product = USER_AGENT.partition("/")[0].strip()
        self._robots = robots.Robots(self._robots_txt, product=product, clock=self.clock)
        self._tls: ssl.SSLContext | None = None

    def __enter__(self) -> Self:
        """Return the client."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Forget what was kept for TLS; connections never outlive their answer."""
        self._tls = None

    def get(
        self, url: str, *, etag: str | None = None, modified: str | None = None, also: Collection[str] = ()
    ) -> Response:
        """Return what is at an address, or with status 304 that it is what `etag` and `modified` were given with.

        `also` are media types that are read besides `MEDIA_TYPES`. Raises FetchError for an address that must not be
        read or can't be, for every other status, for other media types, and for what exceeds the limits;
        MissingExtraError where the extra "web" isn't installed.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        wish = _Wish(
            origin=shown(url),
            headers={"Accept": _ACCEPT, **{name: value for name, value in conditions.items() if value}},
            types=frozenset(MEDIA_TYPES) | frozenset(also),
            largest=self._limits.largest,
        )
        response = self._ask(url, wish, self._turn)
        if response.status == 200 or (response.not_modified and (etag or modified)):
            return response
        host = check_url(response.url).host
        said = f"{wish.origin}: {host} answered with status {_in_words(response.status)}"
        if response.status in _RESTS and (until := self._politeness.rests(host)):
            rest = RestError(until, answered=True)
            raise FetchError(f"{said} and asked not to be asked again before {in_words(until)}.") from rest
        raise FetchError(f"{said}.")

    def _robots_txt(self, url: str) -> Response:
        """Return a robots.txt, whatever its status and its media type are."""
        headers = {"Accept": "text/plain,*/*;q=0.1"}
        wish = _Wish(origin=shown(url), headers=headers, types=None, largest=robots.LARGEST_BYTES, cut=True)
        return self._ask(url, wish, lambda at, origin: self._politeness.turn(at.host, origin=origin))

    @contextmanager
    def _turn(self, at: Url, origin: str) -> Iterator[None]:
        """Wait until a page may be asked for; raises FetchError where robots.txt forbids it, or its host rests."""
        delay = self._robots.check(at, origin=origin)
        with self._politeness.turn(at.host, pause=delay, origin=origin):
            yield

    def _ask(self, url: str, wish: "_Wish", turn: Callable[[Url, str], AbstractContextManager[None]]) -> Response:
        """Return what is at an address or at the end of its redirects, at each of which everything is checked anew."""
        at = check_url(url)
        _require_extra(wish.origin)
        seen = {at}
        left = self._limits.total
        for _ in range(self._limits.redirects + 1):
            begun = time.monotonic()
            to = resolve(
                at.host, at.port, allow=self._allow, origin=wish.origin, timeout=min(max(left, 0.0), LONGEST_LOOKUP)
            )
            left -= time.monotonic() - begun
            with turn(at, wish.origin):
                begun = time.monotonic()
                response = self._exchange(at, to, wish, begun + left)
            left -= time.monotonic() - begun
            if response.status == 429 or (response.status == 503 and "retry-after" in response.headers):
                self._politeness.rest(at.host, response.headers.get("retry-after", ""))
            if response.status not in _REDIRECTS or "location" not in response.headers:
                return response
            at = _redirected(at, response.headers["location"], wish.origin)
            if at in seen:
                raise FetchError(f"{wish.origin}: it leads in a circle, back to {shown(str(at))}.")
            seen.add(at)
        raise FetchError(f"{wish.origin}: it leads on and on; {self._limits.redirects} redirects are followed.")

    def _exchange(self, at: Url, to: Sequence[Address], wish: "_Wish", until: float) -> Response:
        """Ask the host at one of these addresses, and read its answer where it is what is wished for."""
        from kg.fetch.exchange import exchange, safe_connections

        if at.scheme == "https" and self._tls is None:
            self._tls = safe_connections()
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": CODING, **wish.headers}
        with exchange(
            at, to, headers, tls=self._tls, until=until, piece=self._limits.piece, origin=wish.origin
        ) as answer:
            response = Response(url=str(at), status=answer.status, headers=_headers(answer), body=b"")
            return replace(response, body=_body(answer, response, wish)) if answer.status == 200 else response


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What is asked for; `types` are the media types that may come, where not all may."""

    origin: str
    headers: Mapping[str, str]
    types: Collection[str] | None
    largest: int
    cut: bool = False


def _require_extra(origin: str) -> None:
    try:
        import httpcore  # noqa: F401 - what kg.fetch.exchange is made with
    except ImportError:
        raise MissingExtraError(f'{origin}: addresses are read with an extra: pip install "whosaid[web]"') from None


def _body(answer: "httpcore.Response", response: Response, wish: _Wish) -> bytes:
    if wish.types is not None and response.media_type not in wish.types:
        what = (
            f"it is {shown(response.media_type[:60])}" if response.media_type else "the server doesn't say what it is"
        )
        raise FetchError(f"{wish.origin}: {what}; read are pages, text, PDF, feeds, JSON and e-mail.")
    headers = response.headers
    body = Body(headers.get("content-encoding", ""), largest=wish.largest, origin=wish.origin, cut=wish.cut)
    body.expect(headers.get("content-length", ""))
    for piece in answer.iter_stream():
        body.add(piece)
        if body.is_full:
            break
    return body.whole()


def _headers(answer: "httpcore.Response") -> dict[str, str]:
    """Return the headers of an answer, the first where there are several of a name, of packings all."""
    found: dict[str, str] = {}
    for name, value in answer.headers:
        key, words = name.decode("latin-1").lower(), _decoded(value)
        if key in found and key == "content-encoding":
            found[key] += f", {words}"
        found.setdefault(key, words)
    return found


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _redirected(at: Url, location: str, origin: str) -> Url:
    """Return where an address leads on to; raises FetchError where nobody should follow."""
    where = shown(location)
    try:
        to = check_url(urljoin(str(at), location.strip()))
    except (FetchError, ValueError) as error:
        raise FetchError(f"{origin}: it leads on to where nothing is read. {error}") from None
    if at.scheme == "https" and to.scheme == "http":
        raise FetchError(f"{origin}: it leads from a safe connection to one that isn't, {where}.")
    return to


def _in_words(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)
