"""`whosaid.json`: what a store's folder says of itself, its format and the base of its IRIs."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kg.errors import NotAStoreError, StoreError

MARKER = "whosaid.json"
FORMAT = 2
"""The format that this program writes; `kg.store.migrations` leads older ones to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A marker as it was read; `changed` is when somebody last wrote to the store, in nanoseconds."""

    format: int
    base: str
    changed: int

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the marker of a store's folder; raises NotAStoreError where there is none that can be read."""
        path = folder / MARKER
        try:
            changed = path.stat().st_mtime_ns
            content = json.loads(path.read_text(encoding="utf-8"))
            format_, base = int(content["format"]), str(content["base"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise NotAStoreError(f"{folder} is not a store: {path.name} can't be read in it ({error})") from error
        return cls(format=format_, base=base, changed=changed)

    @staticmethod
    def text(base: str, format_: int = FORMAT) -> str:
        """Return the content of a marker's file."""
        return json.dumps({"format": format_, "base": base}) + "\n"


def check_format(folder: Path, marker: Marker, wanted: int) -> None:
    """Refuse a store of another format; raises StoreError, which says what to do."""
    if marker.format > wanted:
        raise StoreError(
            f"{folder} is a store of format {marker.format}, and this program knows formats up to {wanted}: "
            "use a newer version of whosaid"
        )
    if marker.format < wanted:
        raise StoreError(
            f"{folder} is a store of format {marker.format}, and this program works on format {wanted}: "
            f"run `kg migrate --store {folder}`, which makes a backup first"
        )
