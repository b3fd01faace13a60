"""What the API sends: pydantic at the edge, over the plain values that `kg extract` prints."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from kg.copies.verdicts import VerdictKind
from kg.judgements.judgement import JudgementRecord, State, Subject, rating_of
from kg.judgements.words import record_json as record_json_of_judgement
from kg.model import (
    Act,
    Certainty,
    DateBasis,
    Decision,
    Document,
    DocumentRecord,
    Kind,
    Notice,
    Polarity,
    Quotation,
    Reason,
    Record,
    Reliability,
    SourceRecord,
    Statement,
    label_of,
)
from kg.store.noticed import Noticed, plain
from kg.views.json import (
    Json,
    metadata_json,
    notice_json,
    record_json,
    source_json,
    statement_json,
)

Row = TypeVar("Row")
SpanOut = Annotated[tuple[int, int], Field(description="Start and end, in code points of the document's text.")]


class Words(BaseModel):
    """Exact words of a document and where they stand: no spans where the document has none."""

    spans: list[SpanOut]
    text: str


class StatementSource(Words):
    """Whom a statement is attributed to: the words, if there are any, and the source they mean."""

    name: str
    id: str
    kind: Kind
    named: bool


class SourceName(BaseModel):
    """A source by itself."""

    name: str
    id: str
    kind: Kind
    named: bool


class SaidOn(BaseModel):
    """The words that tell when, and the days they mean; an open end is null."""

    text: str
    start: date | None
    end: date | None


class ResolutionOut(BaseModel):
    """Why the source is taken to be this one."""

    reason: Reason
    confidence: float = Field(description="How surely the words mean this source, 0 to 1.")
    candidates: list[str] = Field(description="Names that the words might mean instead.")


class StatusOut(BaseModel):
    """Whether a document or a statement stands: null if it does."""

    status: Literal["corrected", "retracted"] | None = Field(description="What became of it; null: it stands.")
    status_reason: str | None = Field(description="Why: a person's reason, or the words of the publisher's own note.")
    status_judgement: str | None = Field(description="The judgement that says so; null: the publisher's own note does.")


class StatementStatusOut(StatusOut):
    """Whether a statement stands, and by whose notice it does not."""

    status_of: Literal["statement", "document"] | None = Field(
        description="Whether the statement itself was corrected or retracted, or its document."
    )


class StatementOut(StatementStatusOut):
    """One act of saying, as one document reports it, and whether it stands."""

    id: str
    source: StatementSource
    cue: Words
    content: Words
    quotation: Quotation
    act: Act
    polarity: Polarity
    certainty: Certainty = Field(description="How surely the source itself puts it.")
    said_on: SaidOn | None
    within: str | None = Field(description="The statement in whose content this one stands.")
    chain: list[str] = Field(description="Through whom it reached the reader: publisher first, source last.")
    told_to: SourceName | None = Field(description="The other medium that the source spoke to, such as Reuters.")
    confidence: float = Field(description="How sure the machine is of its reading, 0 to 1; not of the claim.")
    resolution: ResolutionOut | None

    @classmethod
    def of(cls, statement: Statement, notice: Notice | None = None) -> "StatementOut":
        """Return a statement in the form of `kg extract`."""
        return cls.model_validate({**statement_json(statement), **plain(notice)})


class DocumentMark(StatusOut):
    """What is known of the document of a statement, and whether it stands."""

    id: str
    title: str | None
    publisher: str | None
    credit: str | None = Field(description="The agency whose text it is, where the publisher credits one.")
    byline: list[str]
    url: str | None
    language: str
    published: date | None
    published_basis: DateBasis
    modified: date | None
    correction: str | None = Field(description="The note by which the publisher itself corrects or retracts it.")
    original: str | None = Field(description="The SHA-256 of the bytes it was read from.")


class StatementRow(StatementOut):
    """A statement with its document."""

    document: DocumentMark

    @classmethod
    def of_record(cls, record: Record) -> "StatementRow":
        """Return a record as the API lists it."""
        return cls.model_validate(record_json(record))


class SourceRow(BaseModel):
    """A source: how many statements are attributed to it, in how many documents."""

    id: str
    name: str
    kind: Kind
    named: bool
    aliases: list[str]
    statements: int
    documents: int
    reliability: Reliability | None = Field(description="A person's rating of the source, not of what it says.")

    @classmethod
    def of(cls, record: SourceRecord) -> "SourceRow":
        """Return a source as the API lists it."""
        return cls.model_validate(_source(record))


class Relay(BaseModel):
    """Somebody at the other end of a relay, with the statements, and how many of them were retracted."""

    id: str
    name: str
    named: bool
    statements: int
    retracted: int = 0
    shown: str = Field(default="", exclude=True)

    @property
    def label(self) -> str:
        """What lists call it."""
        return label_of(self.shown or self.name, named=self.named)


class NoticedOut(StatementStatusOut):
    """A notice that statements of a source have, and how many."""

    statements: int


class JudgedParty(BaseModel):
    """A source, document or statement, as it was called when it was judged."""

    id: str
    name: str


class Deed(BaseModel):
    """What a person did: who, when, and why."""

    id: str
    by: str
    at: datetime
    why: str | None


class JudgementOut(Deed):
    """A person's decision about a source, a document or a statement, and how it was taken back if it was."""

    decision: Decision
    subject: Subject = Field(description="What it is about.")
    about: JudgedParty
    source: JudgedParty | None = Field(description="What it is about, if that is a source.")
    other: JudgedParty | None = Field(
        description="The source that it is one with, or not, or whose statements are; or the document that it copies."
    )
    name: str | None = Field(description="What it is to be called.")
    reliability: Reliability | None = Field(description="A completely reliable to E unreliable; F cannot be judged.")
    statements: list[str] = Field(description="The statements that are the other source's.")
    documents: list[str] = Field(description="The documents in which all its statements are the other source's.")
    words: str = Field(description="The decision in words.")
    state: State
    reversal: Deed | None

    @classmethod
    def of_record(cls, record: JudgementRecord) -> "JudgementOut":
        """Return a judgement as the API lists it."""
        return cls.model_validate(record_json_of_judgement(record))


class SourceDetail(SourceRow):
    """A source, whom it relays, who relays it, what was corrected or retracted, and what people judged about it."""

    notices: list[NoticedOut] = Field(description="How many of its statements were corrected or retracted, and why.")
    relays: list[Relay]
    relayed_by: list[Relay]
    rating: JudgementOut | None = Field(description="The judgement that rates it, with the reason.")
    judgements: list[JudgementOut] = Field(
        description="All judgements about it, the oldest first, and what became of them."
    )

    @classmethod
    def of_relays(
        cls,
        record: SourceRecord,
        *,
        relays: list[Relay],
        relayed_by: list[Relay],
        judgements: Sequence[JudgementRecord] = (),
        notices: Sequence[Noticed] = (),
    ) -> "SourceDetail":
        """Return a source with those around it."""
        rating = rating_of(judgements)
        listed = [JudgementOut.of_record(each) for each in judgements]
        return cls.model_validate({
            **_source(record),
            "notices": [each.plain() for each in notices],
            "relays": relays,
            "relayed_by": relayed_by,
            "rating": next((each for each in listed if rating and each.id == rating.id), None),
            "judgements": listed,
        })  # fmt: skip


class DocumentOut(DocumentMark):
    """What is known of a document."""

    sha256: str


class DocumentRow(DocumentOut):
    """A document, and how many statements were found in it."""

    statements: int

    @classmethod
    def of(cls, record: DocumentRecord) -> "DocumentRow":
        """Return a document as the API lists it."""
        return cls.model_validate({**_document(record, record.notice), "statements": record.statements})


class DocumentText(DocumentOut):
    """A document with its text, into which all spans point."""

    text: str


class CopyOut(BaseModel):
    """That a document is a copy or a new version of another (`of`), or the other of it; `score` is 0–1."""

    kind: VerdictKind
    words: str
    of: bool
    other: str
    title: str | None
    publisher: str | None
    score: float


class DocumentDetail(BaseModel):
    """A document with its text and all its statements, as `kg extract` prints it, and its copies and versions."""

    document: DocumentText
    statements: list[StatementOut]
    copies: list[CopyOut] = []

    @classmethod
    def of(
        cls, document: Document, statements: Sequence[tuple[Statement, Notice | None]], notice: Notice | None = None
    ) -> "DocumentDetail":
        """Return a document with its statements, and the notices on those that do not stand."""
        return cls(
            document=DocumentText.model_validate({**_document(document, notice), "text": document.text}),
            statements=[StatementOut.of(statement, of) for statement, of in statements],
        )


class NetworkNode(BaseModel):
    """A source in the network of relays."""

    id: str
    name: str
    kind: Kind
    named: bool
    publisher: bool
    statements: int
    notices: list[NoticedOut] = Field(default=[], description="Which of its statements do not stand, and why.")
    page_rank: float | None = Field(
        default=None, description="How much it is relayed by those who are relayed; if asked for."
    )
    betweenness: float | None = Field(
        default=None, description="On how many shortest ways it lies, 0 to 1; if asked for."
    )
    community: int | None = Field(default=None, description="The number of its community, 1 the largest; if asked for.")
    bridges: int | None = Field(default=None, description="With how many other communities it is joined; if asked for.")


class NetworkEdge(BaseModel):
    """That one source relays another."""

    source: str
    target: str
    statements: int
    documents: int
    acts: dict[Act, int]
    retracted: int = Field(description="How many of the statements were retracted, by themselves or with the article.")


class NetworkOut(BaseModel):
    """Who relays whom; an edge runs from the one who relays to the one relayed."""

    nodes: list[NetworkNode]
    edges: list[NetworkEdge]


class StatsOut(BaseModel):
    """What the store holds."""

    model_config = ConfigDict(from_attributes=True)

    documents: int
    not_extracted: int = Field(description="Documents that are kept but not read for statements: not in English.")
    statements: int
    named_sources: int
    unnamed_sources: int
    claims: int
    quads: int
    by_act: dict[str, int]
    by_language: dict[str, int]
    by_publisher: dict[str, int]


class Frequent(BaseModel):
    """A source or publisher among the most frequent ones."""

    id: str
    name: str
    statements: int


class FacetsOut(BaseModel):
    """How many statements have what; the sources and publishers with the most come first, and 20 at most."""

    total: int
    source: list[Frequent]
    publisher: list[Frequent]
    act: dict[str, int]
    polarity: dict[str, int]
    certainty: dict[str, int]
    quotation: dict[str, int]
    named: dict[str, int]
    status: dict[str, int]
    links: dict[str, int] = Field(description="By the links of their chains, but for the source's own.")
    confidence: dict[str, int] = Field(description="By confidence of the extraction, rounded down to a tenth.")
    month: dict[str, int] = Field(description="By the month in which they were said, or else published.")


class Listing(BaseModel, Generic[Row]):
    """One page of a list: how many there are in all, where this page starts, and its rows.

    `next` is what to give as `after` for the next page of statements, null at the end of the list.
    """

    total: int
    offset: int
    next: str | None = None
    rows: list[Row]


class Problem(BaseModel):
    """Why a request failed."""

    error: str
    message: str


def _source(record: SourceRecord) -> Json:
    source = record.source
    return {
        **source_json(source),
        "aliases": list(source.aliases),
        "statements": record.statements,
        "documents": record.documents,
        "reliability": record.reliability,
    }


def _document(document: Document | DocumentRecord, notice: Notice | None) -> Json:
    return {
        "id": document.id,
        "sha256": document.sha256,
        **metadata_json(document.metadata),
        **notice_json(notice),
    }
