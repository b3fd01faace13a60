"""Judgements as values: what a person decides about a source, a document or a statement, and how that is taken back.

Nothing is ever changed or deleted: a judgement that is taken back stands beside its reversal.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from kg.errors import JudgementError
from kg.ids import digest
from kg.model import UNNAMED, Decision, Reliability, Status


class State(StrEnum):
    """Whether a judgement counts: not once it is reversed, nor while a newer one says otherwise."""

    STANDS = "stands"
    OVERRULED = "overruled"
    REVERSED = "reversed"


class Subject(StrEnum):
    """What a judgement is about."""

    SOURCE = "source"
    DOCUMENT = "document"
    STATEMENT = "statement"


_SOURCES, _DOCUMENTS = frozenset({Subject.SOURCE}), frozenset({Subject.DOCUMENT})
SUBJECTS: Mapping[Decision, frozenset[Subject]] = {
    Decision.SAME: _SOURCES,
    Decision.NOT_SAME: _SOURCES,
    Decision.SPLIT: _SOURCES,
    Decision.RENAME: _SOURCES,
    Decision.RATE: _SOURCES,
    Decision.CORRECT: frozenset({Subject.DOCUMENT, Subject.STATEMENT}),
    Decision.RETRACT: frozenset({Subject.DOCUMENT, Subject.STATEMENT}),
    Decision.COPY: _DOCUMENTS,
    Decision.NOT_COPY: _DOCUMENTS,
    Decision.SAME_CLAIM: frozenset({Subject.STATEMENT}),
    Decision.NOT_SAME_CLAIM: frozenset({Subject.STATEMENT}),
}
"""What each decision may be about."""
STATUSES: Mapping[Decision, Status] = {Decision.CORRECT: Status.CORRECTED, Decision.RETRACT: Status.RETRACTED}
"""The decisions that give what they are about a status."""
_ANOTHER, _SCOPE, _NAME, _RELIABILITY = "another", "statements or documents", "a name", "a reliability"
_PARTS: Mapping[Decision, frozenset[str]] = {
    Decision.SAME: frozenset({_ANOTHER}),
    Decision.NOT_SAME: frozenset({_ANOTHER}),
    Decision.SPLIT: frozenset({_ANOTHER, _SCOPE}),
    Decision.RENAME: frozenset({_NAME}),
    Decision.RATE: frozenset({_RELIABILITY}),
    Decision.CORRECT: frozenset(),
    Decision.RETRACT: frozenset(),
    Decision.COPY: frozenset({_ANOTHER}),
    Decision.NOT_COPY: frozenset({_ANOTHER}),
    Decision.SAME_CLAIM: frozenset({_ANOTHER}),
    Decision.NOT_SAME_CLAIM: frozenset({_ANOTHER}),
}
"""What each decision needs, beside what it is about."""
_REASONS: Mapping[Decision, str] = {
    Decision.RATE: "why is the source to be relied on so far?",
    Decision.CORRECT: "what was wrong?",
    Decision.RETRACT: "why was it taken back?",
}
"""The decisions that nobody makes without a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """What a judgement is about: the id of a source, document or statement, and what it was called at that time."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision about a source, or about the document or statement that `subject` tells.

    same, not-same     `about` and `other` are one source, or are not to be joined; what is one is called as `about`
    split              what `about` said in these `statements` and `documents`, `other` said
    rename             `about` is to be called by `name`
    rate               `about` has this `reliability`, because of `why`
    correct, retract   the document or statement `about` was corrected or taken back, because of `why`
    copy, not-copy     the documents `about` and `other` are copies of one text, or are not
    same-claim, not-same-claim
                       the statements `about` and `other` express one claim, or do not
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
    subject: Subject = Subject.SOURCE

    def __post_init__(self) -> None:
        """Refuse a judgement that lacks a part of what it decides, or has one that it doesn't need."""
        for complaint in self._complaints():
            raise JudgementError(f"a judgement of {self.decision} {complaint}")

    @property
    def id(self) -> str:
        """The id: the same decision by the same person at the same time is the same judgement."""
        parties = [[party.id, party.name] if party else None for party in (self.about, self.other)]
        scope = [sorted(self.statements), sorted(self.documents)]
        subject = [] if self.subject is Subject.SOURCE else [self.subject]
        made = [self.decision, parties, self.name, self.reliability, scope, self.by, _utc(self.at), self.why]
        return digest("judgement", *made, *subject)

    @property
    def age(self) -> tuple[datetime, str]:
        """What orders judgements from the oldest to the newest, the id where two are of one moment."""
        return self.at, self.id

    @property
    def sources(self) -> frozenset[str]:
        """The ids of the sources that it is about."""
        return self.parties if self.subject is Subject.SOURCE else frozenset()

    @property
    def parties(self) -> frozenset[str]:
        """The ids of all that it is about."""
        return frozenset({self.about.id, *([self.other.id] if self.other else ())})

    def _complaints(self) -> Iterator[str]:
        if self.subject not in SUBJECTS[self.decision]:
            yield f"is about a {' or a '.join(sorted(SUBJECTS[self.decision]))}, not about a {self.subject}"
        parts = {
            _ANOTHER: self.other is not None,
            _SCOPE: bool(self.statements or self.documents),
            _NAME: self.name is not None,
            _RELIABILITY: self.reliability is not None,
        }
        for part, given in parts.items():
            words = f"{part} {self.subject}" if part == _ANOTHER else part
            if given != (part in _PARTS[self.decision]):
                yield f"takes no part such as {words}" if given else f"needs {words}"
        if self.decision in _REASONS and self.why is None:
            yield f"needs a reason: {_REASONS[self.decision]}"
        if self.other is not None and self.other.id == self.about.id:
            apart = ": a name that tells them apart" if self.subject is Subject.SOURCE else ""
            yield f"needs two {self.subject}s, and {self.about.name!r} is one{apart}"
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
