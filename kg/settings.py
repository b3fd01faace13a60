"""What can be set from outside, and where the project's own data lies."""

import getpass
import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from kg.errors import JudgementError, MetadataError

DEFAULT_BASE = "https://w3id.org/whosaid/id/"


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
        for field in fields(self):
            least, value = _LEAST.get(field.name, 1), getattr(self, field.name)
            if not least <= value <= _MOST:
                raise MetadataError(f"KG_SPARQL_{field.name.upper()} is {value}: give {least:g} to {_MOST:,}")

    @classmethod
    def from_environment(cls) -> "QueryLimits":
        """Return the limits that `KG_SPARQL_SECONDS`, `KG_SPARQL_MIB` and so on give, or the defaults."""
        given: dict[str, Any] = {}
        for field in fields(cls):
            name = f"KG_SPARQL_{field.name.upper()}"
            if text := os.environ.get(name):
                try:
                    given[field.name] = float(text) if field.type is float else int(text)
                except ValueError:
                    raise MetadataError(f"{name} is {text!r}: give a number, such as {field.default}") from None
        return cls(**given)


_LEAST = {"seconds": 0.1, "mib": 64, "queue": 0}
_MOST = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one program run; `from_environment` reads them from `KG_…` variables."""

    store: str = "./kg-store"
    base: str = DEFAULT_BASE
    authority: tuple[Path, ...] = ()
    queries: QueryLimits = QueryLimits()
    query_origin: str = ""
    """Whose web pages may read the service's answers to queries: all, one origin's, or with "" its own alone."""

    def __post_init__(self) -> None:
        """Refuse a base under which ids would not be IRIs."""
        if not self.base.startswith(("http://", "https://")) or self.base[-1] not in "/#":
            raise MetadataError(
                f"KG_BASE_IRI is {self.base!r}: give an http or https address that ends in / or #, "
                f"such as {DEFAULT_BASE}"
            )

    @classmethod
    def from_environment(cls) -> "Settings":
        """Return the settings that the variables give, such as `KG_STORE` and `KG_BASE_IRI`, or the defaults."""
        return cls(
            store=os.environ.get("KG_STORE", "./kg-store"),
            base=os.environ.get("KG_BASE_IRI", DEFAULT_BASE),
            authority=tuple(Path(path) for path in os.environ.get("KG_AUTHORITY", "").split(os.pathsep) if path),
            queries=QueryLimits.from_environment(),
            query_origin=os.environ.get("KG_SPARQL_ORIGIN", "").strip(),
        )


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
