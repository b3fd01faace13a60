"""How a claim stands to others, and its statements to each other: contradictions, other numbers, updates, repeats.

All of it is derived when it is asked for, from what the store holds then.

    contradicts        another claim that can't be true as well, for a contrary word, a day or a place; and within a
                       claim, who affirms it against who denies it
    differs in number  another claim that says the same of another number
    updates            the same source that later says otherwise, by one of these
    repeats            a statement that only relays or reprints another
    may deny           a statement that may deny the claim, though nothing shows it
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.graph.denials import MayDeny
from kg.graph.evidence import Evidence, evidence
from kg.graph.moments import Moment
from kg.graph.tellings import Dossier, Telling
from kg.joining.opposing import Opposed, Opposition
from kg.model import Polarity


class Repeating(StrEnum):
    """How a statement repeats another."""

    REPRINTS = "reprints"
    RELAYS = "relays"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another claim that this one can't be true together with, or that has another number.

    `tellings` are those that affirm it, of which there is one at least, and `denials` those that deny it.
    """

    opposed: Opposed
    text: str
    tellings: tuple[Telling, ...]
    denials: tuple[Telling, ...] = ()

    @property
    def kind(self) -> Opposition:
        """What keeps the two apart."""
        return self.opposed.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A source that said one thing and later another: the earlier statement, the later one, and what differs."""

    earlier: Telling
    later: Telling
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A statement that has its words from another: it prints the same text, or lies around it."""

    statement: Telling
    of: Telling
    how: Repeating


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """How a claim stands to others, and its statements to each other."""

    claim: str
    related: tuple[Related, ...]
    updates: tuple[Update, ...]
    repeats: tuple[Repeat, ...]
    may_deny: tuple[MayDeny, ...] = ()

    def of_kind(self, *kinds: Opposition) -> tuple[Related, ...]:
        """Return the related claims of some kinds."""
        return tuple(each for each in self.related if each.kind in kinds)


def relations(
    dossier: Dossier, others: Iterable[tuple[Opposed, Dossier]], may_deny: Iterable[MayDeny] = ()
) -> Relations:
    """Return the relations of a claim to those that are opposed to it; the order of these makes no difference."""
    ranked = sorted(others, key=lambda each: (-each[0].score, each[0].claim))
    related = tuple(each for each in (_related(*one) for one in ranked) if each.tellings)
    found = evidence(dossier)
    return Relations(
        claim=dossier.claim.id,
        related=related,
        updates=tuple(sorted(_updates(found.tellings, related), key=_by_day)),
        repeats=tuple(_repeats(found)),
        may_deny=tuple(may_deny),
    )


def _related(opposed: Opposed, other: Dossier) -> Related:
    sides: dict[Polarity, list[Telling]] = {polarity: [] for polarity in Polarity}
    for telling in evidence(other).tellings:
        sides[telling.polarity].append(telling)
    return Related(
        opposed=opposed,
        text=other.claim.text,
        tellings=tuple(sides[Polarity.POSITIVE]),
        denials=tuple(sides[Polarity.NEGATIVE]),
    )


def _updates(own: Sequence[Telling], related: Sequence[Related]) -> Iterator[Update]:
    """Yield how sources say otherwise later: of this claim, or by one that is opposed to it."""
    for one in own:
        for other in own:
            if one.polarity is not other.polarity and _follows(one, other):
                yield Update(earlier=one, later=other, why="denied" if _denies(other) else "affirmed after all")
    for each in related:
        for one in own:
            for other in each.tellings:
                if one.polarity is Polarity.POSITIVE:
                    if _follows(one, other):
                        yield Update(earlier=one, later=other, why=each.opposed.words)
                    elif _follows(other, one):
                        here, _, there = each.opposed.words.partition(" / ")
                        yield Update(earlier=other, later=one, why=f"{there} / {here}")


def _denies(telling: Telling) -> bool:
    return telling.polarity is Polarity.NEGATIVE


def _follows(one: Telling, other: Telling) -> bool:
    """Tell whether the same named source said the second surely after the first."""
    same = one.statement.source.named and one.statement.source.id == other.statement.source.id
    return same and _surely_before(one.moment, other.moment)


def _surely_before(one: Moment, other: Moment) -> bool:
    return one.end is not None and other.start is not None and one.end < other.start


def _repeats(found: Evidence) -> Iterator[Repeat]:
    by_id = {telling.id: telling for telling in found.tellings}
    for telling in found.tellings:
        original = found.reprints.get(telling.id)
        if original is not None:
            yield Repeat(statement=telling, of=original, how=Repeating.REPRINTS)
        for around in telling.around:
            relay = by_id.get(around.id)
            if relay is not None and relay.polarity is telling.polarity:
                yield Repeat(statement=relay, of=telling, how=Repeating.RELAYS)


def _by_day(update: Update) -> tuple[str, str, str]:
    moment = update.later.moment
    return str(moment.start or moment.end), update.earlier.id, update.later.id
