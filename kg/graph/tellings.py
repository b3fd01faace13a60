"""What the store knows of one claim, as values: who tells it, through whom, and which articles are one text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.claims.claims import Claim
from kg.copies.verdicts import VerdictKind
from kg.graph.moments import Moment, moment_of
from kg.model import Metadata, Notice, Polarity, Source, Statement

SURE = 0.8
"""How probably a statement has to express a claim to be counted for it, or against it."""


class Way(StrEnum):
    """How a claim came from one to the next."""

    SAID = "said"
    TOLD = "told"
    RELAYED = "relayed"
    CREDITED = "credited"
    PUBLISHED = "published"
    PRINTED = "printed"
    REPRINTED = "reprinted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """One through whose hands a claim went, how it got it, and the statement whose words show that."""

    source: Source
    way: Way
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A statement that expresses a claim, as one document reports it.

    `score` is how probably it expresses that claim, 1 where it has its words, and `opposite` whether its content says
    the opposite of the claim's text, which turns its polarity round.
    `around` are the statements that it lies in, the outermost first; publisher and credit are the outlets of its
    document. `notice` tells what became of it, `withdrawn` the retraction that takes it out: its own, its document's,
    or that of a statement around it.
    """

    statement: Statement
    metadata: Metadata
    score: float = 1.0
    opposite: bool = False
    around: tuple[Statement, ...] = ()
    publisher: Source | None = None
    credit: Source | None = None
    notice: Notice | None = None
    withdrawn: Notice | None = None

    @property
    def id(self) -> str:
        """The id of the statement."""
        return self.statement.id

    @property
    def is_sure(self) -> bool:
        """Whether it so probably expresses the claim that it counts."""
        return self.score >= SURE

    @property
    def polarity(self) -> Polarity:
        """Whether it affirms the claim or rejects it."""
        own = self.statement.polarity
        if not self.opposite:
            return own
        return Polarity.NEGATIVE if own is Polarity.POSITIVE else Polarity.POSITIVE

    @property
    def outermost(self) -> Statement:
        """The statement that the document itself reports."""
        return self.around[0] if self.around else self.statement

    @property
    def moment(self) -> Moment:
        """When it was said, or else published: at the latest when it was relayed, where only that is told."""
        return moment_of((self.statement, *reversed(self.around)), self.metadata)

    def hands(self, credit: Hand | None = None) -> tuple[Hand, ...]:
        """Return the sources through which it came, the innermost first, up to the publisher.

        `credit` is the agency that counts where the document credits none. Who comes twice counts where it first
        handed the claim on: what it heard back is left out. An agency that is one of the others anyway is no more for
        being credited.
        """
        kept: list[Hand] = []
        for hand in self._all_hands(credit):
            known = next((index for index, each in enumerate(kept) if each.source.id == hand.source.id), None)
            if known is None:
                kept.append(hand)
            elif hand.way is not Way.CREDITED:
                del kept[known + 1 :]
        return tuple(kept)

    def _all_hands(self, credit: Hand | None) -> Iterator[Hand]:
        for statement in (self.statement, *reversed(self.around)):
            way = Way.SAID if statement is self.statement else Way.RELAYED
            yield Hand(source=statement.source, way=way, statement=statement)
            if statement.told_to is not None:
                yield Hand(source=statement.told_to, way=Way.TOLD, statement=statement)
        if self.credit is not None:
            yield Hand(source=self.credit, way=Way.CREDITED, statement=self.outermost)
        elif credit is not None:
            yield credit
        if self.publisher is not None:
            yield Hand(source=self.publisher, way=Way.PUBLISHED, statement=self.outermost)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Copied:
    """That a document is the text of another, or a version of it, as `graph/copies` has it; `score` is 0–1."""

    document: str
    of: str
    kind: VerdictKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything that bears on one claim.

    `copies` lead from each document of a telling to all that it goes back to, whether these tell the claim or not.
    """

    claim: Claim
    tellings: tuple[Telling, ...]
    copies: tuple[Copied, ...] = ()

    @property
    def documents(self) -> Mapping[str, str]:
        """The document of each statement that tells the claim or lies around one that does, by their ids."""
        return {each.id: each.document for telling in self.tellings for each in (telling.statement, *telling.around)}
