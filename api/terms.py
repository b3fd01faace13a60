"""What can be asked for in a query string, and what each part means."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kg.model import Act, Certainty, Kind, Polarity, Quotation, Status
from kg.store.terms import Order

LONGEST = 500
Steps = Annotated[int, Field(ge=1, le=2)]
FIRST_DRAWN, MOST_DRAWN = 15, 300
"""Sources in a picture: at first, so that all their names can be read, and at most."""
Text = Annotated[str, Field(min_length=1, max_length=LONGEST)]
Limit = Annotated[int, Field(ge=1, le=200, description="How many rows, at most.")]
Offset = Annotated[int, Field(ge=0, le=10**9, description="How many rows to leave out.")]


class _Strict(BaseModel):
    """Refuses parameters that it does not know, so that a misspelt filter never shows everything."""

    model_config = ConfigDict(extra="forbid")


class Paging(_Strict):
    """Which part of a list."""

    limit: Limit = 50
    offset: Offset = 0


def _ordered(since: date | None, until: date | None) -> None:
    if since and until and since > until:
        raise ValueError(f"since ({since}) is later than until ({until}): no day lies between")


class Search(BaseModel):
    """Which statements; what is None does not matter."""

    about: Text | None = Field(
        None, description='Words in the statement or in a name; "phrases", OR, -without, ( ).', examples=["missile"]
    )
    like: Text | None = Field(None, description="What it means about, in whatever words; the nearest first.")
    source: Text | None = Field(None, description="A source's id, name or alias.", examples=["KCNA"])
    headline: Text | None = Field(None, description="Words in the headline of the article.")
    through: Text | None = Field(None, description="Who passed it on: a publisher, an agency, a medium, a person.")
    had_from: Text | None = Field(None, description="From whom somebody, or `through`, had it directly.")
    publisher: Text | None = Field(None, description="Who published the article.", examples=["The Daily"])
    document: Text | None = Field(None, description="A document's id.")
    act: Act | None = Field(None, description="What the source did in saying it.")
    polarity: Polarity | None = Field(None, description="Negative: it rejects what is said.")
    certainty: Certainty | None = Field(None, description="How surely the source puts it.")
    quotation: Quotation | None = Field(None, description="In whose words.")
    confidence: float | None = Field(None, ge=0, le=1, description="Extracted at least so surely, in tenths.")
    named: bool | None = Field(None, description="Whether the source is named.")
    status: Status | None = Field(None, description="Whether it, and its article, stand; or else what became of it.")
    since: date | None = Field(None, description="Said (or published) then or later.", examples=["2024-05-01"])
    until: date | None = Field(None, description="Said (or published) then or earlier.", examples=["2024-05-31"])

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _ordered(self.since, self.until)
        return self

    def terms(self) -> dict[str, Any]:
        """Return what was asked for, under the names that the graph takes."""
        return {name: getattr(self, name) for name in Search.model_fields if getattr(self, name) is not None}


class StatementTerms(Search, Paging):
    """Which statements, and which part of their list."""

    order: Order | None = Field(
        None, description="The newest first, or those that fit best: what `like` goes by, and else the newest."
    )
    after: Text | None = Field(None, description="The `next` of the part before; for the newest first.")


class FacetTerms(Search, _Strict):
    """Which statements to count."""


class _Form(BaseModel):
    """What a page's form sends: fields left blank do not matter, nor do those that it does not know.

    (A link that somebody shares may have grown parameters that mean nothing here.)
    """

    offset: Offset = 0

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in given.items() if not (isinstance(value, str) and not value.strip())}


class PageTerms(Search, _Form):
    """What the search page sends."""

    order: Order | None = None


class ShelfTerms(_Form):
    """What the page of articles sends."""

    headline: Text | None = None
    publisher: Text | None = None


class SourcePageTerms(_Form):
    """What the page of sources sends."""

    name: Text | None = None
    kind: Kind | None = None


class NetworkPart(BaseModel):
    """In which statements to look for relays."""

    about: Text | None = Field(None, description="Words in the statements, as in a search.", examples=["missile"])
    since: date | None = Field(None, description="Said (or published) then or later.", examples=["2024-05-01"])
    until: date | None = Field(None, description="Said (or published) then or earlier.", examples=["2024-05-31"])

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _ordered(self.since, self.until)
        return self

    def terms(self) -> dict[str, Any]:
        """Return what was asked for, under the names that the graph takes."""
        return {name: getattr(self, name) for name in NetworkPart.model_fields if getattr(self, name) is not None}


class NetworkPageTerms(NetworkPart, _Form):
    """What the network's page sends: how many sources to draw, and with what to begin."""

    limit: Annotated[int, Field(ge=1, le=MOST_DRAWN)] = FIRST_DRAWN
    part: Annotated[str, Field(pattern="^(best|communities|[1-9][0-9]{0,5})$")] | None = None


class AroundPageTerms(_Form):
    """What the page of a source sends."""

    steps: Steps = 1


class Claims(BaseModel):
    """Which claims."""

    about: Text | None = Field(None, description="Words in the claim, or beginnings of words.", examples=["shells"])
    contested: bool = Field(False, description="Only what somebody affirms and somebody denies.")
    origins: Annotated[int, Field(ge=0, le=10**6)] | None = Field(
        None, description="Only what so many sources affirm, among the thousand claims in most articles."
    )
    all: bool = Field(False, description="Those of a single statement, and those that nobody affirms or denies, too.")


class ClaimTerms(Claims, Paging):
    """Which claims, and which part of their list."""


class ClaimPageTerms(Claims, _Form):
    """What the page of claims sends."""


class DocumentTerms(Paging):
    """Which documents."""

    headline: Text | None = Field(None, description="Words in its headline, as in a search.")
    publisher: Text | None = Field(None, description="Who published it.", examples=["The Daily"])


class SourceTerms(Paging):
    """Which sources."""

    name: Text | None = Field(None, description="Words of the name or of an alias.", examples=["Kim"])
    kind: Kind | None = Field(None, description="What it is.")


class JudgementTerms(Paging):
    """Which judgements."""

    source: Text | None = Field(None, description="About this source: an id, a name or an alias.", examples=["KCNA"])
    document: Text | None = Field(None, description="About the document with this id.")
    statement: Text | None = Field(None, description="About the statement with this id.")


class NetworkForm(StrEnum):
    """The forms in which the network can be had."""

    JSON = "json"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CYTOSCAPE = "cytoscape"


class NetworkTerms(NetworkPart, _Strict):
    """Which relays, and in which form."""

    around: Text | None = Field(None, description="Only what is around this source: an id, a name or an alias.")
    steps: Steps = Field(1, description="How far around it.")

    format: NetworkForm = Field(NetworkForm.JSON, description="GraphML, GEXF (Gephi) and Cytoscape come as files.")
    measures: bool = Field(False, description="With PageRank, betweenness, community and bridges of each source.")


class Format(StrEnum):
    """The forms in which RDF can be had."""

    TRIG = "trig"
    TURTLE = "turtle"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    RDFXML = "xml"

    @classmethod
    def _missing_(cls, value: object) -> "Format | None":
        return cls.RDFXML if value == "rdfxml" else None


class ListFormat(StrEnum):
    """The forms in which a list of statements can be had."""

    CSV = "csv"
    JSON = "json"
    TRIG = "trig"
    TURTLE = "turtle"
    NQUADS = "nquads"
    JSONLD = "jsonld"


class StatementExportTerms(Search, _Strict):
    """Which statements to download, and in which form."""

    format: ListFormat = Field(
        ListFormat.CSV, description="A table, the rows of /api/statements, or RDF; Turtle merges the named graphs."
    )


class ExportTerms(_Strict):
    """What to download."""

    format: Format = Field(Format.TRIG, description="Turtle and RDF/XML merge the named graphs.")
    document: Text | None = Field(None, description="A document's id; without it, everything.")
