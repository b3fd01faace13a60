"""What the API sends: pydantic at the edge, over the plain values that `kg extract` prints."""

from datetime import date
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from kg.model import (
    Act,
    Certainty,
    DateBasis,
    Document,
    DocumentRecord,
    Kind,
    Polarity,
    Quotation,
    Record,
    SourceRecord,
    Statement,
)
from kg.views.json import Json, metadata_json, record_json, source_json, statement_json

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


class SaidOn(BaseModel):
    """The words that tell when, and the days they mean; an open end is null."""

    text: str
    start: date | None
    end: date | None


class StatementOut(BaseModel):
    """One act of saying, as one document reports it."""

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
    confidence: float = Field(description="How sure the machine is of its reading, 0 to 1; not of the claim.")

    @classmethod
    def of(cls, statement: Statement) -> "StatementOut":
        """Return a statement in the form of `kg extract`."""
        return cls.model_validate(statement_json(statement))


class DocumentMark(BaseModel):
    """What is known of the document of a statement."""

    id: str
    title: str | None
    publisher: str | None
    byline: list[str]
    url: str | None
    language: str
    published: date | None
    published_basis: DateBasis


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

    @classmethod
    def of(cls, record: SourceRecord) -> "SourceRow":
        """Return a source as the API lists it."""
        return cls.model_validate(_source(record))


class Relay(BaseModel):
    """Somebody at the other end of a relay."""

    id: str
    name: str
    statements: int


class SourceDetail(SourceRow):
    """A source, whom it relays, and who relays it."""

    relays: list[Relay]
    relayed_by: list[Relay]

    @classmethod
    def of_relays(cls, record: SourceRecord, *, relays: list[Relay], relayed_by: list[Relay]) -> "SourceDetail":
        """Return a source with those around it."""
        return cls.model_validate({**_source(record), "relays": relays, "relayed_by": relayed_by})


class DocumentOut(DocumentMark):
    """What is known of a document."""

    sha256: str


class DocumentRow(DocumentOut):
    """A document, and how many statements were found in it."""

    statements: int

    @classmethod
    def of(cls, record: DocumentRecord) -> "DocumentRow":
        """Return a document as the API lists it."""
        return cls.model_validate({**_document(record), "statements": record.statements})


class DocumentText(DocumentOut):
    """A document with its text, into which all spans point."""

    text: str


class DocumentDetail(BaseModel):
    """A document with its text and all its statements, as `kg extract` prints it."""

    document: DocumentText
    statements: list[StatementOut]

    @classmethod
    def of(cls, document: Document, statements: list[Statement]) -> "DocumentDetail":
        """Return a document with its statements."""
        return cls(
            document=DocumentText.model_validate({**_document(document), "text": document.text}),
            statements=[StatementOut.of(statement) for statement in statements],
        )


class NetworkNode(BaseModel):
    """A source in the network of relays."""

    id: str
    name: str
    kind: Kind
    named: bool
    publisher: bool
    statements: int


class NetworkEdge(BaseModel):
    """That one source relays another."""

    source: str
    target: str
    statements: int
    documents: int
    acts: dict[Act, int]


class NetworkOut(BaseModel):
    """Who relays whom; an edge runs from the one who relays to the one relayed."""

    nodes: list[NetworkNode]
    edges: list[NetworkEdge]


class StatsOut(BaseModel):
    """What the store holds."""

    model_config = ConfigDict(from_attributes=True)

    documents: int
    statements: int
    named_sources: int
    unnamed_sources: int
    claims: int
    quads: int
    by_act: dict[str, int]
    by_language: dict[str, int]
    by_publisher: dict[str, int]


class Listing(BaseModel, Generic[Row]):
    """One page of a list: how many there are in all, where this page starts, and its rows."""

    total: int
    offset: int
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
    }


def _document(document: Document | DocumentRecord) -> Json:
    return {"id": document.id, "sha256": document.sha256, **metadata_json(document.metadata)}
