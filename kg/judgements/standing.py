"""What judgements come to together: who is one with whom, called what, rated how; what is corrected, or a copy.

It depends on the set of judgements and their times alone, not on the order in which they came into a store. Of
two that contradict each other the newer counts. "Same" is transitive, so that three may contradict each other
together: the oldest of them does not count then.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.judgements.judgement import STATUSES, Judgement, JudgementRecord, Reversal, State, Subject
from kg.model import Decision


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What counts of judgements.

    `one` maps the id of a source to that of the one it is, where it is another; `names` and `ratings` hold the
    judgements that name and rate, by the id of the one; `called` has the name of each source in the newest judgement
    about it; `splits` are in the order of time. `rulings` holds what corrects or retracts a document or a statement, by
    its subject and id, and `copies` what tells of two documents, by their ids, whether one text is a copy of the other:
    that is not transitive. `claims` tells of two statements, by their ids, whether they express one claim.
    """

    counting: frozenset[str] = frozenset()
    one: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Judgement] = field(default_factory=dict)
    ratings: Mapping[str, Judgement] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    splits: tuple[Judgement, ...] = ()
    rulings: Mapping[tuple[Subject, str], Judgement] = field(default_factory=dict)
    copies: Mapping[frozenset[str], Judgement] = field(default_factory=dict)
    claims: Mapping[frozenset[str], Judgement] = field(default_factory=dict)

    def one_of(self, source: str) -> str:
        """Return the id of the source that this one is."""
        return self.one.get(source, source)

    def members(self, source: str) -> list[str]:
        """Return the ids of all sources that are one with this one, the one itself first."""
        one = self.one_of(source)
        return [one, *sorted(each for each, of in self.one.items() if of == one)]


@dataclass(frozen=True, kw_only=True)
class Judgements:
    """All judgements of a store, and their reversals."""

    made: frozenset[Judgement] = frozenset()
    reversals: frozenset[Reversal] = frozenset()

    def and_(self, other: Judgement) -> "Judgements":
        """Return these with one more."""
        return Judgements(made=self.made | {other}, reversals=self.reversals)

    def without(self, reversal: Reversal) -> "Judgements":
        """Return these with one taken back."""
        return Judgements(made=self.made, reversals=self.reversals | {reversal})

    def records(self, of: str | None = None) -> tuple[JudgementRecord, ...]:
        """Return the judgements, the oldest first: all, or those about a source and what is one with it."""
        asked = set(self.standing.members(of)) if of is not None else None
        return tuple(
            self._record(judgement)
            for judgement in sorted(self.made, key=lambda each: each.age)
            if asked is None or asked & judgement.sources
        )

    @cached_property
    def standing(self) -> Standing:
        """What counts of them."""
        live = sorted((each for each in self.made if each.id not in self._reversed), key=lambda each: each.age)
        joins = _consistent(live, Decision.SAME, Decision.NOT_SAME)
        groups = _Groups()
        for judgement in joins:
            if judgement.decision is Decision.SAME and judgement.other is not None:
                groups.join(judgement.about.id, judgement.other.id)
        names = _newest(live, Decision.RENAME, groups)
        ratings = _newest(live, Decision.RATE, groups)
        splits = tuple(each for each in live if each.decision is Decision.SPLIT)
        rulings = {(each.subject, each.about.id): each for each in live if each.decision in STATUSES}
        copies = {each.parties: each for each in live if each.decision in (Decision.COPY, Decision.NOT_COPY)}
        claims = {each.parties: each for each in _consistent(live, Decision.SAME_CLAIM, Decision.NOT_SAME_CLAIM)}
        newest = (names, ratings, rulings, copies, claims)
        return Standing(
            counting=frozenset(
                each.id for each in (*joins, *splits, *(one for table in newest for one in table.values()))
            ),
            one=groups.joined(),
            names=names,
            ratings=ratings,
            called=dict(_called(live)),
            splits=splits,
            rulings=rulings,
            copies=copies,
            claims=claims,
        )

    @cached_property
    def _reversed(self) -> Mapping[str, Reversal]:
        """The first reversal of each judgement that has one."""
        newest_first = sorted(self.reversals, key=lambda each: each.age, reverse=True)
        return {each.reverses: each for each in newest_first}

    def _record(self, judgement: Judgement) -> JudgementRecord:
        reversal = self._reversed.get(judgement.id)
        counts = State.STANDS if judgement.id in self.standing.counting else State.OVERRULED
        return JudgementRecord(judgement=judgement, state=State.REVERSED if reversal else counts, reversal=reversal)


class _Groups:
    """Sources or statements that are one, growing."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def one_of(self, source: str) -> str:
        while source in self._up:
            source = self._up[source]
        return source

    def join(self, kept: str, gone: str) -> None:
        one, other = self.one_of(kept), self.one_of(gone)
        if one != other:
            self._up[other] = one

    def joined(self) -> dict[str, str]:
        return {source: self.one_of(source) for source in self._up}


def _consistent(live: Iterable[Judgement], same: Decision, not_same: Decision) -> list[Judgement]:
    """Return the judgements on what is one that don't contradict newer ones, the oldest first."""
    groups = _Groups()
    apart: list[tuple[str, str]] = []
    kept = []
    for judgement in sorted(live, key=lambda each: each.age, reverse=True):
        if judgement.other is None or judgement.decision not in (same, not_same):
            continue
        pair = {groups.one_of(judgement.about.id), groups.one_of(judgement.other.id)}
        if judgement.decision is not_same:
            if len(pair) == 1:
                continue
            apart.append((judgement.about.id, judgement.other.id))
        elif any({groups.one_of(one), groups.one_of(other)} == pair for one, other in apart):
            continue
        else:
            groups.join(judgement.about.id, judgement.other.id)
        kept.append(judgement)
    return kept[::-1]


def _newest(live: Iterable[Judgement], decision: Decision, groups: _Groups) -> dict[str, Judgement]:
    return {groups.one_of(each.about.id): each for each in live if each.decision is decision}


def _called(live: Iterable[Judgement]) -> Iterator[tuple[str, str]]:
    for judgement in live:
        for party in (judgement.about, judgement.other):
            if party is not None and party.id in judgement.sources:
                yield party.id, party.name
