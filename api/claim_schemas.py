"""What the API sends of claims, over the plain values of `kg.views.claim_json`."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from api.schemas import SourceName
from kg.graph.corroboration import Corroboration, Ground
from kg.graph.evidence import Aside
from kg.graph.listing import ClaimRecord
from kg.graph.moments import Basis
from kg.graph.relations import Relations, Repeating
from kg.graph.tellings import SURE
from kg.joining.opposing import Opposition
from kg.model import DateBasis, Polarity
from kg.views.claim_json import claim_record_json, corroboration_json
from kg.views.relation_words import relations_json


class ClaimRow(BaseModel):
    """A claim: in how many statements and articles, and how many of its statements affirm and deny it.

    What is `doubtful` counts for nothing else.
    """

    id: str
    text: str
    statements: int
    documents: int
    affirming: int
    denying: int
    doubtful: int = Field(description=f"How many more statements may say it, less than {SURE:.0%} surely.")
    origins: int | None = Field(description="How many sources affirm it that have it from nobody else here.")
    ways: int | None = Field(description="How many ways from these to the reader share no source and no text.")

    @classmethod
    def of(cls, record: ClaimRecord) -> "ClaimRow":
        """Return a claim as the API lists it."""
        return cls.model_validate(claim_record_json(record))


class PathOut(BaseModel):
    """A way from an origin to the reader, and the statements that show it."""

    nodes: list[str]
    names: list[str]
    statements: list[str]


class OriginOut(BaseModel):
    """A source at which statements end."""

    source: SourceName
    statements: list[str]
    reprints: list[str] = Field(description="The same words in copies of the article.")
    relays: list[SourceName] = Field(description="Who had it from the origin directly.")
    path: PathOut


class ChokePointOut(BaseModel):
    """What every way from the origins to the reader passes: a source, an article, or one text of several."""

    node: str
    name: str
    source: SourceName | None
    documents: int = Field(description="How many articles lie behind it.")
    statements: list[str]


class CircleOut(BaseModel):
    """Sources that have the claim from each other."""

    sources: list[SourceName]
    statements: list[str]


class MomentOut(BaseModel):
    """The days on which it can have been said, or else was published."""

    start: date | None
    end: date | None
    basis: Basis
    published_basis: DateBasis


class Days(BaseModel):
    """A number of days, as exactly as it is known."""

    least: int | None
    most: int | None


class ToldOut(BaseModel):
    """One statement in the order of time."""

    statement: str
    document: str
    source: SourceName
    publisher: SourceName | None
    moment: MomentOut
    may_be_first: bool
    days_after: Days | None = Field(description="How long after the first; null for those who may be that.")
    hands: int = Field(description="How many sources lie between the origin and the article.")
    reprint: bool


class SideOut(BaseModel):
    """What speaks for a claim, or against it."""

    statements: list[str]
    documents: list[str]
    independent: int = Field(
        description="The most ways from origins to reader of which no two share a source or a text; copies count once."
    )
    unnamed: int = Field(description="How many origins are unnamed.")
    origins: list[OriginOut]
    paths: list[PathOut] = Field(description="As many ways as are independent, that share nothing.")
    choke_points: list[ChokePointOut]
    circles: list[CircleOut]
    told: list[ToldOut]
    strongest: str | None = Field(description="The most direct statement, which need not be true.")
    ground: Ground | None = Field(description="What sets it apart from the next; null where there is none.")


class AsideOut(BaseModel):
    """A statement that speaks neither for nor against the claim, and why."""

    statement: str
    document: str
    source: SourceName
    why: Aside
    score: float = Field(description="How probably it expresses the claim.")
    status: Literal["corrected", "retracted"] | None
    status_reason: str | None
    status_judgement: str | None


class ClaimDetail(BaseModel):
    """On whose word a claim rests. Nothing here says whether it is true."""

    id: str
    text: str
    about: list[str] = Field(description="The ids of sources that the claim names.")
    contested: bool
    affirmed: SideOut
    denied: SideOut
    aside: list[AsideOut]
    corrected: list[str] = Field(description="The statements of it that were corrected, or whose article was.")

    @classmethod
    def of(cls, report: Corroboration) -> "ClaimDetail":
        """Return a report as the API sends it."""
        return cls.model_validate(corroboration_json(report))


class TellingOut(BaseModel):
    """A statement: whose it is, whether it affirms its claim, and when it was said or published."""

    statement: str
    document: str
    source: SourceName
    polarity: Polarity
    start: date | None
    end: date | None


class RelatedOut(BaseModel):
    """Another claim that can't be true as well, or that has another number."""

    claim: str
    text: str
    kind: Opposition
    words: str = Field(description="The words in which the two differ: here / there.")
    score: float = Field(description="How probably the two are one, but for these words.")
    told: list[TellingOut] = Field(description="Who affirms it.")
    denied: list[TellingOut] = Field(description="Who denies it.")


class UpdateOut(BaseModel):
    """A source that said otherwise later."""

    earlier: TellingOut
    later: TellingOut
    why: str = Field(description="What differs: before / after.")


class RepeatOut(BaseModel):
    """A statement that only relays or reprints another."""

    statement: str
    of: str
    how: Repeating


class MayDenyOut(TellingOut):
    """A statement that may deny the claim, for a person to read: it counts for nothing."""

    likeness: float | None = Field(description="How near in meaning it is, as a cosine; null for what only points.")
    behind: str | None = Field(description="The statement right behind which it says “denied it”.")


class RelationsOut(BaseModel):
    """How a claim stands to others, and its statements to each other."""

    claim: str
    related: list[RelatedOut]
    updates: list[UpdateOut]
    repeats: list[RepeatOut]
    may_deny: list[MayDenyOut]

    @classmethod
    def of(cls, relations: Relations) -> "RelationsOut":
        """Return relations as the API sends them."""
        return cls.model_validate(relations_json(relations))
