"""Candidates: sources of several articles that may be one, for a person to judge. Nothing is merged here.

Only names that have a key in common are compared: the consonants of a surname with the class of the first letter, the
beginnings of an organisation's words in the order of the alphabet, an acronym with the initials of a full name, an
alias with a name. What one name is worth to another is in `kg.resolve.across.people` and `kg.resolve.across.bodies`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.model import Kind, Source, name_key
from kg.resolve.across.bodies import BodyName
from kg.resolve.across.likeness import Likeness, best
from kg.resolve.across.people import PersonName

LEAST = 0.75
"""The score from which a pair is shown: `tests/resolve/test_candidates.py` measures how often it is right then."""
_BODIES = frozenset({Kind.ORGANIZATION, Kind.MEDIA, Kind.GROUP, Kind.UNKNOWN})
_ALIAS = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two sources that may be one: how likely that looks, 0–1, and why, in words."""

    one: Source
    other: Source
    score: float
    why: str

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the two."""
        return frozenset((self.one.id, self.other.id))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A source with its names as they are compared."""

    source: Source
    key: str
    aliases: frozenset[str]
    person: PersonName | None
    body: BodyName | None

    @classmethod
    def of(cls, source: Source) -> "_Entry":
        return cls(
            source,
            name_key(source.name),
            frozenset(map(name_key, source.aliases)),
            PersonName.of(source.name) if source.kind in (Kind.PERSON, Kind.UNKNOWN) else None,
            BodyName.of(source.name) if source.kind is not Kind.PERSON else None,
        )

    @property
    def names(self) -> Iterator[PersonName | BodyName]:
        return (name for name in (self.person, self.body) if name is not None)

    def offers(self) -> Iterator[str]:
        """Yield the keys under which this source is found."""
        yield f"name {self.key}"
        yield from (f"alias {alias}" for alias in self.aliases)
        for name in self.names:
            yield from name.keys()
            yield from (f"full {short}" for short in name.shorts())
            if short := name.short():
                yield f"short {short}"

    def asks(self) -> Iterator[str]:
        """Yield the keys of the sources that this one is worth comparing with."""
        yield f"alias {self.key}"
        yield from (f"name {alias}" for alias in self.aliases)
        for name in self.names:
            yield from name.keys()
            yield from (f"short {short}" for short in name.shorts())
            if short := name.short():
                yield f"full {short}"


class Candidates:
    """Named sources, and who among them may be one; it can be added to at any time.

    What it answers depends on the set of its sources alone, not on the order in which they came. `compared` counts
    the pairs of names that it looked at.
    """

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        """Hold these sources."""
        self._entries: dict[str, _Entry] = {}
        self._index: dict[str, set[str]] = defaultdict(set)
        self._called: dict[str, Counter[str]] = defaultdict(Counter)
        self.compared = 0
        for source in sources:
            self.add(source)

    def __len__(self) -> int:
        """Return the number of sources."""
        return len(self._entries)

    def add(self, source: Source) -> None:
        """Add a source, in the place of one with the same id; an unnamed one is nobody else, and is left out."""
        if source.id in self._entries:
            self._discard(self._entries[source.id])
        if not source.named:
            return
        entry = _Entry.of(source)
        self._entries[source.id] = entry
        for key in entry.offers():
            self._index[key].add(source.id)
        for name in entry.names:
            for short in name.shorts():
                self._called[short][name.who] += 1

    def of(self, source: Source, *, least: float = LEAST) -> list[Candidate]:
        """Return who else a source may be, best first; it need not be one of those held."""
        entry = self._entries.get(source.id)
        if entry is None or entry.source != source:
            entry = _Entry.of(source)
        return sorted(self._of(entry, self._near(entry), least), key=_order)

    def pairs(self, *, least: float = LEAST) -> list[Candidate]:
        """Return all pairs of sources that may be one, each once, best first."""
        found: list[Candidate] = []
        for id_, entry in self._entries.items():
            found += self._of(entry, (other for other in self._near(entry) if id_ < other), least)
        return sorted(found, key=_order)

    def _near(self, entry: _Entry) -> set[str]:
        """Return the ids of the sources that have a key in common with this one."""
        near: set[str] = set()
        for key in entry.asks():
            near |= self._index.get(key, set())
        return near - {entry.source.id}

    def _of(self, entry: _Entry, others: Iterable[str], least: float) -> Iterator[Candidate]:
        for id_ in others:
            other = self._entries[id_]
            self.compared += 1
            found = _likeness(entry, other)
            if found is None or found.score < least:
                continue
            found = self._shared(found, (entry, other))
            if found.score >= least:
                yield Candidate(one=entry.source, other=other.source, score=round(found.score, 2), why=found.why)

    def _shared(self, found: Likeness, entries: Iterable[_Entry]) -> Likeness:
        """Return a likeness by a short name, the less the more sources here it may be short for."""
        if found.short is None:
            return found
        full = {name.who for entry in entries for name in entry.names if found.short in name.shorts()}
        bearers = len(full | set(self._called.get(found.short, ())))
        if bearers < 2:
            return found
        return replace(found, score=found.score / bearers, why=f"{found.why} of {bearers} sources")

    def _discard(self, entry: _Entry) -> None:
        del self._entries[entry.source.id]
        for key in entry.offers():
            self._index[key].discard(entry.source.id)
        for name in entry.names:
            for short in name.shorts():
                self._called[short] -= Counter({name.who: 1})


def _likeness(one: _Entry, other: _Entry) -> Likeness | None:
    """Return how well two sources may be one; a person is never a body."""
    kinds = {one.source.kind, other.source.kind}
    names: Likeness | None = None
    if Kind.PERSON in kinds:
        if one.person is None or other.person is None:
            return None
        names = one.person.likeness(other.person)
    elif one.body is not None and other.body is not None and (len(kinds) == 1 or kinds <= _BODIES):
        names = one.body.likeness(other.body)
    else:
        return None
    return best((_alias(one, other), _alias(other, one), names))


def _alias(one: _Entry, other: _Entry) -> Likeness | None:
    if other.key not in one.aliases:
        return None
    return Likeness(score=_ALIAS, why=f"{one.source.name} is also called {other.source.name}")


def _order(candidate: Candidate) -> tuple[float, str, str, str]:
    return -candidate.score, candidate.one.name, candidate.one.id, candidate.other.id
