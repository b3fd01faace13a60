"""Which addresses may be read: those of the public web, spelled as everybody spells them.

Whoever writes a page or a feed can write any address into it, also one that only this machine can reach: a router's,
a neighbour's, its own. So a name is resolved once, each address behind it has to be public, and the connection is
made to one of these, not to the name.
"""

import os
import re
import socket
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import quote, urlsplit

from kg.errors import FetchError, MetadataError, MissingExtraError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

ALLOW = "KG_FETCH_ALLOW"
"""The environment variable that names networks to be read though they are not public: "10.0.0.0/8,fd00::/8"."""
_HINT = f" {ALLOW} may name networks of your own that are read all the same."
LONGEST_URL = 4_096
"""Characters of the longest address that is read."""
LONGEST_LOOKUP = 10.0
"""Seconds that the resolver may take over a name."""

_PORTS = {"http": 80, "https": 443}
_OTHER_PORTS = frozenset({
    1433, 1521, 1719, 1720, 1723, 2049, 2375, 2376, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 5900, 5984, 6000,
    6379, 6566, *range(6665, 6670), 6679, 6697, 9200, 9300, 10080, 11211, 27017,
})  # fmt: skip
"""Ports above 1023 on which something else than the web listens; below, only 80 and 443 are the web's."""
_NAMES_INSIDE = ("localhost", "localdomain", "local", "internal", "home.arpa")
"""Names, and the ends of names, that mean something only inside a network."""
_PRIVATE, _DOCUMENTATION = "a private address", "an address for documentation"
_NOT_PUBLIC = tuple(
    (ip_network(network), what)
    for network, what in (
        ("0.0.0.0/8", "the unspecified address"),
        ("10.0.0.0/8", _PRIVATE),
        ("100.64.0.0/10", "an address inside a provider's network"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "a link-local address"),
        ("172.16.0.0/12", _PRIVATE),
        ("192.0.0.0/24", "a reserved address"),
        ("192.0.2.0/24", _DOCUMENTATION),
        ("192.88.99.0/24", "a relay of 6to4"),
        ("192.168.0.0/16", _PRIVATE),
        ("198.18.0.0/15", "an address for benchmarks"),
        ("198.51.100.0/24", _DOCUMENTATION),
        ("203.0.113.0/24", _DOCUMENTATION),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"),
        ("::/128", "the unspecified address"),
        ("::1/128", "this machine"),
        ("64:ff9b:1::/48", "a private address in NAT64's form"),
        ("2001::/32", "an address in Teredo's form, which may carry any other"),
        ("2001::/23", "a reserved address"),
        ("2001:db8::/32", _DOCUMENTATION),
        ("2002::/16", "an address in 6to4's form, which may carry any other"),
        ("3fff::/20", _DOCUMENTATION),
        ("fc00::/7", _PRIVATE),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", _PRIVATE),
        ("ff00::/8", "a multicast address"),
    )
)
_PUBLIC_V6, _NAT64 = IPv6Network("2000::/3"), IPv6Network("64:ff9b::/96")
_AUTHORITY = re.compile(r"(?P<host>\[[^\[\]@]*\]|[^:\[\]@]*)(?::(?P<port>[0-9]{0,5}))?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_USER = re.compile(r"//[^/?#]*@")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Url:
    """An address of the web in its one spelling: in ASCII, the host in lower case, without fragment and dot segments.

    `host` is a name or the digits of an address, these without brackets; `target` is path and query.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host, and port where it isn't the usual one: https://example.org."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host, in brackets where it has colons, and port where it isn't the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        """Return the address."""
        return f"{self.site}{self.target}"


def check_url(url: str) -> Url:
    """Return an address of the web in its one spelling; nothing is looked up or contacted.

    Raises FetchError for what isn't http or https, names a user, has no host or one in an odd spelling, or a port on
    which something else than the web listens.
    """
    origin, url = shown(url), url.strip(" \t\r\n")
    if len(url) > LONGEST_URL:
        raise FetchError(f"{origin}: the address has {len(url):,} characters; {LONGEST_URL:,} are read.")
    if not url.isprintable():
        raise FetchError(f"{origin}: the address holds characters that can't be seen.")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise FetchError(f"{origin}: that is no address ({error}).") from None
    if parts.scheme not in _PORTS:
        raise FetchError(f"{origin}: only addresses that begin with http:// or https:// are read.")
    if "@" in parts.netloc:
        raise FetchError(f"{origin}: the address names a user. Give it without what stands before the @.")
    match = _AUTHORITY.fullmatch(parts.netloc)
    if match is None:
        raise FetchError(f"{origin}: the host or the port is misspelled.")
    return Url(
        scheme=parts.scheme,
        host=_host(match["host"], origin),
        port=_port(match["port"], parts.scheme, origin),
        target=_target(parts.path, parts.query, "?" in url.partition("#")[0]),
    )


def resolve(
    host: str,
    port: int,
    *,
    allow: Collection[Network] = (),
    origin: str | None = None,
    timeout: float = LONGEST_LOOKUP,
) -> list[Address]:
    """Return the addresses behind a name, or the one whose digits it is; nothing is contacted but the resolver.

    Raises FetchError when one of them is not public, unless it lies in a network of `allow`; names that mean
    something only inside a network, such as localhost, have to lie there altogether, and without `allow` are not even
    looked up. `origin` is what the error begins with.
    """
    origin = origin or shown(host)
    host = _host(f"[{host}]" if ":" in host else host, origin)
    inside = any(host == name or host.endswith(f".{name}") for name in _NAMES_INSIDE)
    if inside and not allow:
        raise FetchError(f"{origin}: {host} is a name inside a network, and only the public web is read.{_HINT}")
    found = [_address(digits) for digits in ([host] if _is_address(host) else _looked_up(host, port, origin, timeout))]
    for address in found:
        why = "an address behind a name inside a network" if inside else why_not_public(address)
        if why and not _is_allowed(address, allow):
            where = host if _is_address(host) else f"{host} leads to {address}, which"
            raise FetchError(f"{origin}: {where} is {why}. Only public addresses are read.{_HINT}")
    return found


def why_not_public(address: Address) -> str | None:
    """Return what an address is that isn't one of the public internet, or None."""
    if isinstance(address, IPv6Address) and (carried := _carried(address)):
        why = why_not_public(carried)
        return f"{carried} in another form, {why}" if why else None
    for network, what in _NOT_PUBLIC:
        if address in network:
            return what
    return "a reserved address" if address.version == 6 and address not in _PUBLIC_V6 else None


def networks(words: str | None = None) -> tuple[Network, ...]:
    """Return the networks in a list with commas, by default that of `KG_FETCH_ALLOW`; raises MetadataError."""
    words = os.environ.get(ALLOW, "") if words is None else words
    try:
        return tuple(ip_network(word.strip()) for word in words.split(",") if word.strip())
    except ValueError as error:
        raise MetadataError(f"{ALLOW} is {words!r}: {error}. Give networks such as 10.0.0.0/8,fd00::/8.") from None


def shown(url: str) -> str:
    """Return an address as messages show it: without a user's name or password, without control characters, cut."""
    plain = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in _USER.sub("//…@", url.strip()))
    return plain if len(plain) <= 300 else f"{plain[:300]}…"


def _host(written: str, origin: str) -> str:
    """Return a host's one spelling."""
    if not written:
        raise FetchError(f"{origin}: the address has no host.")
    if "%" in written:
        raise FetchError(f"{origin}: the host holds a %, which no host on the web does.")
    if written.startswith("["):
        with suppress(ValueError):
            return str(IPv6Address(written[1:-1]))
        raise FetchError(f"{origin}: {shown(written)} is no IPv6 address.")
    host = _in_ascii(written, origin)
    labels = host.split(".")
    if labels[-1] == "":
        raise FetchError(f"{origin}: the host ends in a dot. Give it without.")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise FetchError(f"{origin}: {shown(written)} is no name of a host.")
    if _NUMBER.fullmatch(labels[-1]) and not _is_address(host):
        raise FetchError(f"{origin}: {host} is no host's name, and as an address it is oddly spelled{_meant(host)}.")
    return host


def _in_ascii(written: str, origin: str) -> str:
    if written.isascii():
        return written.lower()
    try:
        import idna
    except ImportError:
        raise MissingExtraError(
            f'{origin}: names in other letters than ASCII are read with an extra: pip install "whosaid[web]"'
        ) from None
    try:
        return idna.encode(written[:300], uts46=True).decode("ascii")
    except UnicodeError as error:
        raise FetchError(f"{origin}: {shown(written)} is no name of a host ({error}).") from None


def _meant(host: str) -> str:
    with suppress(OSError):
        return f" (it means {IPv4Address(socket.inet_aton(host))})"
    return ""


def _port(written: str | None, scheme: str, origin: str) -> int:
    port = int(written) if written else _PORTS[scheme]
    if port > 65_535 or (port < 1_024 and port not in _PORTS.values()) or port in _OTHER_PORTS:
        raise FetchError(f"{origin}: port {port} is none of the web's.")
    return port


def _target(path: str, query: str, has_query: bool) -> str:
    """Return path and query in ASCII, stray percent signs and all else that may not stand there escaped."""
    path = quote(_STRAY_PERCENT.sub("%25", _without_dots(path)), safe="/%:@!$&'()*+,;=~")
    query = quote(_STRAY_PERCENT.sub("%25", query), safe="/%:@!$&'()*+,;=~?[]|")
    return f"{path}?{query}" if has_query else path


def _without_dots(path: str) -> str:
    """Return a path without . and .. in it, so that what robots.txt forbids has no second spelling."""
    kept: list[str] = []
    dots = ""
    for segment in path.split("/")[1:]:
        dots = re.sub("%2e", ".", segment, flags=re.IGNORECASE)
        if dots == "..":
            del kept[-1:]
        elif dots != ".":
            kept.append(segment)
    return "/" + "/".join([*kept, ""] if dots in (".", "..") else kept)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _address(digits: str) -> Address:
    """Return an address without its zone."""
    return ip_address(digits.partition("%")[0])


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped


def _is_allowed(address: Address, allow: Collection[Network]) -> bool:
    carried = _carried(address) if isinstance(address, IPv6Address) else None
    return any(address in network or (carried is not None and carried in network) for network in allow)


def _looked_up(host: str, port: int, origin: str, timeout: float) -> list[str]:
    """Ask the resolver, in a thread because it can't be told how long it may take."""
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(address[0]) for *_, address in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=ask, name=f"look up {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=max(timeout, 0.0))
    except Empty:
        raise FetchError(f"{origin}: nobody told in {timeout:.0f} seconds where {host} is. Try again later.") from None
    if isinstance(answer, Exception) or not answer:
        reason = getattr(answer, "strerror", None) or answer or "no address"
        raise FetchError(f"{origin}: there is no host {host} ({reason}).")
    return answer
