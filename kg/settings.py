"""What can be set from outside, and where the project's own data lies."""

import os
from dataclasses import dataclass
from pathlib import Path

from kg.errors import MetadataError

DEFAULT_BASE = "https://w3id.org/whosaid/id/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one program run; `from_environment` reads them from `KG_…` variables."""

    store: str = "./kg-store"
    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        """Refuse a base under which ids would not be IRIs."""
        if not self.base.startswith(("http://", "https://")) or self.base[-1] not in "/#":
            raise MetadataError(
                f"KG_BASE_IRI is {self.base!r}: give an http or https address that ends in / or #, "
                f"such as {DEFAULT_BASE}"
            )

    @classmethod
    def from_environment(cls) -> "Settings":
        """Return the settings that `KG_STORE` and `KG_BASE_IRI` give, or the defaults."""
        return cls(
            store=os.environ.get("KG_STORE", "./kg-store"),
            base=os.environ.get("KG_BASE_IRI", DEFAULT_BASE),
        )


def data_file(name: str) -> Path:
    """Return the path of a data file of the project: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).parent
    inside = package / "_data" / name
    return inside if inside.exists() else package.parent / "data" / name
