"""What a server keeps for this program besides the quads: which store it is, and the change that is being made.

All of it is in two graphs of their own, outside the base, so that it is no part of the store:

    <urn:whosaid:store>    the store's base and format, and its revision: a new one comes with each change
    <urn:whosaid:change>   a change too large for one operation, written down before it is made

A change is written down in numbered parts of N-Quads, then marked as complete by one triple, then made, then deleted.
What is marked can be made to the end, or undone, whenever it was interrupted; what is not marked has not begun.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.errors import RefusedError, StoreError, StoreWriteError
from kg.store.base import Term
from kg.store.derive import literal_of
from kg.store.updates import deletions, insertions, operation, requests

Ask = Callable[[str], Iterator[Mapping[str, Term]]]
Tell = Callable[[str], None]

STORE = NamedNode("urn:whosaid:store")
_CHANGE = NamedNode("urn:whosaid:change")
_BASE, _FORMAT = NamedNode("urn:whosaid:base"), NamedNode("urn:whosaid:format")
_REMOVES, _ADDS = NamedNode("urn:whosaid:removes"), NamedNode("urn:whosaid:adds")
_REVISION = NamedNode("urn:whosaid:revision")
_PARTS = NamedNode("urn:whosaid:parts")
_TRIAL = NamedNode("urn:whosaid:trial")
_PART = 40_000
"""Characters in a part of a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Quads that the store has and that go, and quads that it hasn't and that come; none is in both."""

    removed: frozenset[Quad]
    added: frozenset[Quad]

    @property
    def undone(self) -> "Change":
        """The change back."""
        return Change(removed=self.added, added=self.removed)


def marked(base: str, format_: int) -> list[Quad]:
    """Return the quads that say which store a server holds."""
    return [
        Quad(STORE, _BASE, Literal(base), STORE),
        Quad(STORE, _FORMAT, Literal(str(format_)), STORE),
    ]


def read_marks(ask: Ask) -> list[tuple[str, str]]:
    """Return base and format of the stores that a server holds: none, or one, unless somebody else wrote there."""
    rows = ask(
        f"SELECT ?base ?format WHERE {{ GRAPH {STORE} {{ {STORE} {_BASE} ?base . {STORE} {_FORMAT} ?format }} }}"
    )
    return sorted((literal_of(row["base"]).value, literal_of(row["format"]).value) for row in rows)


def new_trial() -> Quad:
    """Return a quad by which it is seen whether changes are made at all; it goes with what `drop` deletes."""
    return Quad(_CHANGE, _TRIAL, Literal(secrets.token_hex(8)), _CHANGE)


def is_there(trial: Quad, ask: Ask) -> bool:
    """Tell whether the server has such a quad."""
    rows = ask(f"SELECT ?value WHERE {{ GRAPH {_CHANGE} {{ {_CHANGE} {_TRIAL} ?value }} }}")
    return trial.object in [row["value"] for row in rows]


def new_revision() -> Quad:
    """Return the quad that tells the state after a change from every other; it is to come with the change."""
    return Quad(STORE, _REVISION, Literal(f"{time.time_ns()}-{secrets.token_hex(8)}"), STORE)


def read_revision(ask: Ask) -> str:
    """Return what tells the state from every other; there are several in one where a change was cut off."""
    rows = ask(f"SELECT ?revision WHERE {{ GRAPH {STORE} {{ {STORE} {_REVISION} ?revision }} }}")
    return " ".join(sorted(literal_of(row["revision"]).value for row in rows)) or "new"


def dropping_revisions_but(quad: Quad) -> str:
    """Return the operation that deletes the revisions of earlier states."""
    former = f"GRAPH {STORE} {{ {STORE} {_REVISION} ?former }}"
    return f"DELETE {{ {former} }} WHERE {{ {former} FILTER(?former != {quad.object}) }}"


def is_unfinished(ask: Ask) -> bool:
    """Tell whether a change is marked as complete, so that a part of it may be made."""
    return any(True for _ in ask(f"SELECT ?count WHERE {{ GRAPH {_CHANGE} {{ {_CHANGE} {_PARTS} ?count }} }}"))


def write(change: Change, tell: Tell) -> None:
    """Write a change down, and mark it as complete."""
    quads: list[Quad] = []
    for property_, several in ((_REMOVES, change.removed), (_ADDS, change.added)):
        text = (serialize(sorted(several, key=str), format=RdfFormat.N_QUADS) or b"").decode()
        for at in range(0, len(text), _PART):
            part = f"{len(quads):08} {text[at : at + _PART]}"
            quads.append(Quad(_CHANGE, property_, Literal(part), _CHANGE))
    mark = Quad(_CHANGE, _PARTS, Literal(str(len(quads))), _CHANGE)
    whole = operation((), [*quads, mark])
    for each in insertions(quads) if whole is None else ():
        tell(each)
    tell(whole or next(insertions([mark])))


def read(ask: Ask) -> Change | None:
    """Return the change that is marked as complete, None where there is none; raises StoreError for half a one."""
    parts: dict[NamedNode, list[str]] = {_REMOVES: [], _ADDS: []}
    count = None
    for row in ask(f"SELECT ?what ?value WHERE {{ GRAPH {_CHANGE} {{ {_CHANGE} ?what ?value }} }}"):
        what, value = row["what"], row["value"]
        if isinstance(what, NamedNode) and isinstance(value, Literal):
            if what == _PARTS:
                count = int(value.value)
            elif what in parts:
                parts[what].append(value.value)
    if count is None:
        return None
    if count != sum(map(len, parts.values())):
        raise StoreError(f"the change in {_CHANGE} is damaged: restore the server from a backup, or drop that graph")
    return Change(removed=_quads(parts[_REMOVES]), added=_quads(parts[_ADDS]))


def finish(change: Change | None, ask: Ask, tell: Tell) -> RefusedError | None:
    """Make a change that is written down, or undo it where the server refuses a part of it; return why it did.

    Where none is given, it is the one that was interrupted, if any. Raises StoreWriteError where it stays written down.
    """
    change = change or read(ask)
    refused = None
    try:
        if change is not None:
            try:
                _make(change, tell)
            except RefusedError as error:
                _make(change.undone, tell)
                tell(next(insertions([new_revision()])))  # readers may have seen a part of it
                refused = error
        drop(tell)
    except StoreWriteError as error:
        raise StoreWriteError(
            f"{error}; a change is unfinished: the next opening to write, or change, makes it to the end, or undoes it"
        ) from error
    return refused


def drop(tell: Tell) -> None:
    """Delete what is written down, the mark first, so that half of it can't be taken for a change."""
    tell(
        f"DELETE WHERE {{ GRAPH {_CHANGE} {{ {_CHANGE} {_PARTS} ?count }} }} ;\n"
        f"DELETE WHERE {{ GRAPH {_CHANGE} {{ {_CHANGE} ?what ?value }} }}"
    )


def _make(change: Change, tell: Tell) -> None:
    for request in requests((*deletions(change.removed), *insertions(change.added))):
        tell(request)


def _quads(parts: Iterable[str]) -> frozenset[Quad]:
    text = "".join(part[9:] for part in sorted(parts))
    return frozenset(parse(text, format=RdfFormat.N_QUADS))
