"""Judgements as values: what a person decides about a source, and how that is taken back.

Nothing is ever changed or deleted: a judgement that is taken back stands beside its reversal.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from kg.errors import JudgementError
from kg.ids import digest
from kg.model import UNNAMED, Decision, Reliability


class State(StrEnum):
    """Whether a judgement counts: not once it is reversed, nor while a newer one says otherwise."""

    STANDS = "stands"
    OVERRULED = "overruled"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A source that a judgement is about: its id, and its name at that time."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision about a source.

    same, not-same   `about` and `other` are one source, or are not to be joined; what is one is called as `about`
    split            what `about` said in these `statements` and `documents`, `other` said
    rename           `about` is to be called by `name`
    rate             `about` has this `reliability`, because of `why`
    """

    decision: Decision
    about: Party
    by: str
    at: datetime
    why: str | None = None
    other: Party | None = None
    name: str | None = None
    reliability: Reliability | None = None
    statements: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a judgement that lacks a part of what it decides, or has one that it doesn't need."""
        for complaint in self._complaints():
            raise JudgementError(f"a judgement of {self.decision} {complaint}")

    @property
    def id(self) -> str:
        """The id: the same decision by the same person at the same time is the same judgement."""
        parties = [[party.id, party.name] if party else None for party in (self.about, self.other)]
        scope = [sorted(self.statements), sorted(self.documents)]
        return digest(
            "judgement", self.decision, parties, self.name, self.reliability, scope, self.by, _utc(self.at), self.why
        )

    @property
    def age(self) -> tuple[datetime, str]:
        """What orders judgements from the oldest to the newest, the id where two are of one moment."""
        return self.at, self.id

    @property
    def sources(self) -> frozenset[str]:
        """The ids of the sources that it is about."""
        return frozenset({self.about.id, *([self.other.id] if self.other else ())})

    def _complaints(self) -> Iterator[str]:
        needed = {
            Decision.SAME: {"another source"},
            Decision.NOT_SAME: {"another source"},
            Decision.SPLIT: {"another source", "statements or documents"},
            Decision.RENAME: {"a name"},
            Decision.RATE: {"a reliability"},
        }[self.decision]
        parts = {
            "another source": self.other is not None,
            "statements or documents": bool(self.statements or self.documents),
            "a name": self.name is not None,
            "a reliability": self.reliability is not None,
        }
        for part, given in parts.items():
            if given != (part in needed):
                yield f"takes no part such as {part}" if given else f"needs {part}"
        if self.decision is Decision.RATE and self.why is None:
            yield "needs a reason: why is the source to be relied on so far?"
        if self.other is not None and self.other.id == self.about.id:
            yield f"needs two sources, and {self.about.name!r} is one: a name that tells them apart"
        for source in sorted(self.sources):
            if source.startswith(UNNAMED):
                yield "needs named sources: an unnamed one belongs to its one statement"
        yield from text_complaints(by=self.by, why=self.why, name=self.name)
        yield from text_complaints(about=self.about.name, other=self.other.name if self.other else None)
        if self.at.tzinfo is None:
            yield f"was made at {self.at}, a time without a time zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """That a person took a judgement back: from then on it does not count."""

    reverses: str
    by: str
    at: datetime
    why: str | None = None

    def __post_init__(self) -> None:
        """Refuse a reversal that nobody made, or at no known time."""
        for complaint in text_complaints(by=self.by, why=self.why):
            raise JudgementError(f"a reversal {complaint}")
        if self.at.tzinfo is None:
            raise JudgementError(f"a reversal was made at {self.at}, a time without a time zone")

    @property
    def id(self) -> str:
        """The id, of what it holds."""
        return digest("reversal", self.reverses, self.by, _utc(self.at), self.why)

    @property
    def age(self) -> tuple[datetime, str]:
        """What orders reversals from the oldest to the newest."""
        return self.at, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRecord:
    """A judgement as lists show it: whether it counts, and how it was taken back if it was."""

    judgement: Judgement
    state: State
    reversal: Reversal | None = None


def rating_of(records: Iterable[JudgementRecord]) -> Judgement | None:
    """Return the judgement that rates a source, of those about it."""
    made = (record.judgement for record in records if record.state is State.STANDS)
    return next((judgement for judgement in made if judgement.decision is Decision.RATE), None)


def text_complaints(**texts: str | None) -> Iterator[str]:
    """Yield what is wrong with texts that people give: there have to be words in them, which RDF can hold."""
    for name, text in texts.items():
        if text is not None and not text.strip():
            yield f"has a blank for {name!r}: give words, or leave it out"
        try:
            (text or "").encode()
        except UnicodeEncodeError:
            yield f"has half of a surrogate pair in {name!r}, which RDF can't hold: type {text!r} again"


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
