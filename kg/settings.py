"""What can be set from outside, and where the project's own data lies."""

import getpass
import os
from dataclasses import dataclass
from pathlib import Path

from kg.errors import JudgementError, MetadataError

DEFAULT_BASE = "https://w3id.org/whosaid/id/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one program run; `from_environment` reads them from `KG_…` variables."""

    store: str = "./kg-store"
    base: str = DEFAULT_BASE
    authority: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a base under which ids would not be IRIs."""
        if not self.base.startswith(("http://", "https://")) or self.base[-1] not in "/#":
            raise MetadataError(
                f"KG_BASE_IRI is {self.base!r}: give an http or https address that ends in / or #, "
                f"such as {DEFAULT_BASE}"
            )

    @classmethod
    def from_environment(cls) -> "Settings":
        """Return the settings that `KG_STORE`, `KG_BASE_IRI` and `KG_AUTHORITY` give, or the defaults."""
        return cls(
            store=os.environ.get("KG_STORE", "./kg-store"),
            base=os.environ.get("KG_BASE_IRI", DEFAULT_BASE),
            authority=tuple(Path(path) for path in os.environ.get("KG_AUTHORITY", "").split(os.pathsep) if path),
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
