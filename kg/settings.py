"""What can be set from outside, and where the project's own data lies."""

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import unquote, urlsplit, urlunsplit

from kg.errors import JudgementError, MetadataError
from kg.ids import digest

DEFAULT_BASE = "https://w3id.org/whosaid/id/"
_MEGABYTE = 1_000_000


class Authentication(StrEnum):
    """How a server learns who asks."""

    NONE = "none"
    BASIC = "basic"
    DIGEST = "digest"
    BEARER = "bearer"


class Login(NamedTuple):
    """Who asks, and what shows it."""

    user: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What a SPARQL server wants to know besides its address; `from_environment` reads it from `KG_STORE_…` variables.

    `update` is where changes go and `graphs` is its Graph Store Protocol: by default changes go where questions do,
    and without `graphs` a server does without that protocol. `user` and `password`, or the `token`, are for all its
    addresses; a user and a password in an address are for its host alone, which gets no others, and move into `own`, or
    into `store` where the address is the store's.
    `timeout` is how many seconds the server may be silent, `limit` how many bytes one answer may have. Where no
    `authentication` is chosen, a token is sent as bearer, a user and a password as digest. Secrets are left out of the
    representation.
    """

    update: str | None = None
    graphs: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    own: Mapping[str, Login] = field(default_factory=dict, repr=False, hash=False)
    store: Mapping[str, Login] = field(default_factory=dict, repr=False, hash=False)
    authentication: Authentication | None = None
    timeout: float = 60.0
    limit: int = 1000 * _MEGABYTE

    def __post_init__(self) -> None:
        """Take secrets out of the further addresses; raises MetadataError where one host has two users."""
        for name in ("update", "graphs"):
            address, login = _without_secrets(getattr(self, name) or "")
            if login is not None:
                object.__setattr__(self, name, address)
                self._check_one(_host(address), login, self.own)
                object.__setattr__(self, "own", {**self.own, _host(address): login})
        for host, login in self.store.items():
            self._check_one(host, login, self.own)

    @classmethod
    def from_environment(cls) -> Self:
        """Return what the variables say.

        `KG_STORE_UPDATE` and `KG_STORE_GRAPHS` are addresses, `KG_STORE_USER`, `KG_STORE_PASSWORD` and
        `KG_STORE_TOKEN` say who asks, `KG_STORE_AUTH` is none, basic, digest or bearer, `KG_STORE_TIMEOUT` counts
        seconds, `KG_STORE_LIMIT` megabytes. Raises MetadataError for what can't be understood.
        """
        given = {name: value for name in _ACCESS if (value := os.environ.get(f"KG_STORE_{name.upper()}"))}
        return cls(
            update=given.get("update"),
            graphs=given.get("graphs"),
            user=given.get("user"),
            password=given.get("password"),
            token=given.get("token"),
            authentication=_authentication(given.get("auth")),
            timeout=_positive(given, "timeout", 60.0),
            limit=int(_positive(given, "limit", 1000.0) * _MEGABYTE),
        )

    def login(self, address: str) -> Login | None:
        """Return the user and the password for an address."""
        if (own := {**self.own, **self.store}.get(_host(address))) is not None or self.user is None:
            return own
        return Login(self.user, self.password or "")

    def kind(self, address: str) -> Authentication:
        """Return which kind of authentication an address gets: the chosen one, or else what fits the secrets."""
        login = self.login(address)
        if self.authentication is not None:
            return self.authentication
        if self.token is not None:
            return Authentication.BEARER
        return Authentication.DIGEST if login is not None else Authentication.NONE

    def to_store(self, address: str, login: Login) -> "Access":
        """Return the same with the user and the password of a store's address, in the place of another store's."""
        return replace(self, store={_host(address): login})

    def of_nobody(self) -> "Access":
        """Return the same without any secret."""
        return replace(self, user=None, password=None, token=None, own={}, store={}, authentication=Authentication.NONE)

    @staticmethod
    def _check_one(host: str, login: Login, known: Mapping[str, Login]) -> None:
        if known.get(host, login) != login:
            raise MetadataError(f"the addresses at {host} have two users, or two passwords: give the same in each")


_ACCESS = ("update", "graphs", "user", "password", "token", "auth", "timeout", "limit")


def default_cache() -> Path:
    """Return the folder that `KG_CACHE` names, or the one of this program among the user's caches."""
    return Path(os.environ.get("KG_CACHE") or Path.home() / ".cache" / "whosaid")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryLimits:
    """What a stranger's query may cost; `from_environment` reads it from `KG_SPARQL_…` variables."""

    seconds: float = 10.0
    """How long it may be answered."""
    mib: int = 1024
    """Memory that it may take."""
    rows: int = 100_000
    """Rows, or triples, of its answer."""
    answer_mib: int = 64
    """How large its answer may be."""
    length: int = 65_536
    """Bytes of the query itself."""
    workers: int = 2
    """How many are answered at a time."""
    queue: int = 8
    """How many may wait meanwhile."""

    def __post_init__(self) -> None:
        """Refuse limits under which nothing could be answered."""
        for limit in fields(self):
            least, value = _LEAST.get(limit.name, 1), getattr(self, limit.name)
            if not least <= value <= _MOST:
                raise MetadataError(f"KG_SPARQL_{limit.name.upper()} is {value}: give {least:g} to {_MOST:,}")

    @classmethod
    def from_environment(cls) -> "QueryLimits":
        """Return the limits that `KG_SPARQL_SECONDS`, `KG_SPARQL_MIB` and so on give, or the defaults."""
        given: dict[str, Any] = {}
        for limit in fields(cls):
            name = f"KG_SPARQL_{limit.name.upper()}"
            if text := os.environ.get(name):
                try:
                    given[limit.name] = float(text) if limit.type is float else int(text)
                except ValueError:
                    raise MetadataError(f"{name} is {text!r}: give a number, such as {limit.default}") from None
        return cls(**given)


_LEAST = {"seconds": 0.1, "mib": 64, "queue": 0}
_MOST = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one program run; `from_environment` reads them from `KG_…` variables.

    `store` is a folder or the address of a SPARQL server. A user and a password in the address move into `access`, so
    that they can't be shown with it.
    """

    store: str = "./kg-store"
    base: str = DEFAULT_BASE
    authority: tuple[Path, ...] = ()
    queries: QueryLimits = QueryLimits()
    query_origin: str = ""
    """Whose web pages may read the service's answers to queries: all, one origin's, or with "" its own alone."""
    cache: Path = field(default_factory=default_cache)
    access: Access = field(default_factory=Access)

    def __post_init__(self) -> None:
        """Refuse a base under which ids would not be IRIs, and take secrets out of the address."""
        if not self.base.startswith(("http://", "https://")) or self.base[-1] not in "/#":
            raise MetadataError(
                f"KG_BASE_IRI is {self.base!r}: give an http or https address that ends in / or #, "
                f"such as {DEFAULT_BASE}"
            )
        address, login = _without_secrets(self.store)
        object.__setattr__(self, "store", address)  # what is shown later is never what was typed
        if login is not None:
            object.__setattr__(self, "access", self.access.to_store(address, login))

    @classmethod
    def from_environment(cls) -> "Settings":
        """Return the settings that the variables give, such as `KG_STORE` and `KG_BASE_IRI`, or the defaults."""
        return cls(
            store=os.environ.get("KG_STORE", "./kg-store"),
            base=os.environ.get("KG_BASE_IRI", DEFAULT_BASE),
            authority=tuple(Path(path) for path in os.environ.get("KG_AUTHORITY", "").split(os.pathsep) if path),
            queries=QueryLimits.from_environment(),
            query_origin=os.environ.get("KG_SPARQL_ORIGIN", "").strip(),
            cache=default_cache(),
            access=Access.from_environment(),
        )

    @property
    def beside(self) -> Path:
        """The folder in which everything lies that is derived from the store, and can be made anew.

        It is the store's own folder; for a server, one in `cache`, of its address, however that is spelt, and the base.
        """
        if not is_server(self.store):
            return Path(self.store)
        return self.cache / digest("server", _plain(self.store), self.base)


def is_server(store: str) -> bool:
    """Tell the address of a SPARQL server from a folder."""
    return store.lower().startswith(("http://", "https://"))


def shown(store: str) -> str:
    """Return a store's folder or address as it may be shown: without the secrets that an address may hold."""
    return _without_secrets(store)[0]


def user() -> str:
    """Return who judges: `KG_USER`, or else the name that the user has on this machine; raises JudgementError."""
    try:
        return os.environ.get("KG_USER") or getpass.getuser()
    except (KeyError, OSError, ImportError):  # what getuser raises differs between versions of Python
        raise JudgementError("nobody knows who you are here: give --by, or set KG_USER") from None


def data_file(name: str) -> Path:
    """Return the path of a data file of the project: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).parent
    inside = package / "_data" / name
    return inside if inside.exists() else package.parent / "data" / name


def _without_secrets(store: str) -> tuple[str, Login | None]:
    """Return a store's address without user and password, and these."""
    if not is_server(store):
        return store, None
    try:
        parts = urlsplit(store)
    except ValueError:  # brackets that don't belong there: the part before the last @ may be anything
        scheme, _, rest = store.partition("://")
        return f"{scheme}://{rest.rpartition('@')[2]}", None
    secrets, at, host = parts.netloc.rpartition("@")
    if not at:
        return store, None
    user, _, password = secrets.partition(":")
    return urlunsplit(parts._replace(netloc=host)), Login(unquote(user), unquote(password))


def _host(address: str) -> str:
    """Return scheme, host and port of an address, which is where secrets go to."""
    return "/".join(_plain(address).split("/", 3)[:3])


def _plain(address: str) -> str:
    """Return the one of its spellings that an address is known by; what can't be parsed stays as it is."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return address
    host = "127.0.0.1" if parts.hostname in ("localhost", "::1") else parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    if port not in (None, {"http": 80, "https": 443}.get(parts.scheme)):
        host = f"{host}:{port}"
    return urlunsplit(parts._replace(netloc=host, fragment=""))


def _authentication(word: str | None) -> Authentication | None:
    try:
        return Authentication(word.lower()) if word else None
    except ValueError:
        raise MetadataError(f"KG_STORE_AUTH is {word!r}: use one of {', '.join(Authentication)}") from None


def _positive(given: Mapping[str, str], name: str, default: float) -> float:
    try:
        number = float(given.get(name, default))
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise MetadataError(f"KG_STORE_{name.upper()} is {given[name]!r}: give a number above 0")
    return number
