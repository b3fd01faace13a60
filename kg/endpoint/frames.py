"""What the service and a worker say to each other through two pipes: frames of a kind, a length, and bytes.

What describes is JSON, never pickle: a worker reads strangers' queries, and what it says is not trusted blindly.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from typing import IO, Any

from kg.settings import Access, Authentication, Login, QueryLimits, Settings

HEADER = struct.Struct(">cI")
LONGEST = 1 << 24
"""Bytes of one frame; a longer one is a mistake."""


class Kind(Enum):
    """What a frame is."""

    SETTINGS = b"S"
    READY = b"R"
    TASK = b"T"
    HEAD = b"H"
    DATA = b"D"
    END = b"E"
    ERROR = b"X"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A query for a worker."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    media: Mapping[str, str | None]
    """The media type of the answer to each form of query, None where no form that was asked for would do."""
    first: int | None = None
    """Not the whole answer in that media type, but so many rows, as `kg.endpoint.answer.Shown`."""


def of_settings(settings: Settings, *, strangers: bool) -> dict[str, Any]:
    """Return what a worker has to know of the settings, and whether strangers ask.

    It holds secrets, which nobody else can read in a pipe.
    """
    return {
        "strangers": strangers,
        "store": settings.store,
        "base": settings.base,
        "cache": str(settings.cache),
        "access": asdict(settings.access),
        "limits": asdict(settings.queries),
    }


def settings_of(told: Mapping[str, Any]) -> Settings:
    """Return the settings that `of_settings` told."""
    access = dict(told["access"])
    kind = access["authentication"]
    access["authentication"] = Authentication(kind) if kind else None
    for name in ("own", "store"):
        access[name] = {host: Login(*login) for host, login in access[name].items()}
    return Settings(
        store=told["store"],
        base=told["base"],
        cache=Path(told["cache"]),
        access=Access(**access),
        queries=QueryLimits(**told["limits"]),
    )


def packed(kind: Kind, value: Any = None) -> bytes:
    """Return a frame that holds these bytes, or what JSON makes of the value."""
    if isinstance(value, Task):
        value = asdict(value)
    # as it is, and not in ASCII, where one character may take twelve bytes
    body = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return HEADER.pack(kind.value, len(body)) + body


def unpacked_header(header: bytes) -> tuple[Kind, int]:
    """Return the kind and the length of a frame; raises EOFError where they can't be."""
    try:
        kind, length = HEADER.unpack(header)
        if length > LONGEST:
            raise EOFError
        return Kind(kind), length
    except (ValueError, struct.error) as error:
        raise EOFError from error


def received(pipe: IO[bytes]) -> tuple[Kind, Any]:
    """Return the next frame of a pipe; raises EOFError at its end."""
    header = pipe.read(HEADER.size)
    if len(header) < HEADER.size:
        raise EOFError
    kind, length = unpacked_header(header)
    body = pipe.read(length)
    if len(body) < length:
        raise EOFError
    return kind, json.loads(body)
