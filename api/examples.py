"""The examples of the reference: real values of the model, in the form in which the API sends them."""

from datetime import UTC, date, datetime
from typing import Any

from fastapi.encoders import jsonable_encoder
from pydantic import BaseModel

from api.schemas import (
    DocumentDetail,
    DocumentRow,
    FacetsOut,
    Frequent,
    JudgementOut,
    Listing,
    NetworkEdge,
    NetworkNode,
    NetworkOut,
    Problem,
    Relay,
    SourceDetail,
    SourceRow,
    StatementRow,
    StatsOut,
)
from kg.judgements.judgement import Judgement, JudgementRecord, Party, State
from kg.model import (
    Act,
    Certainty,
    DateBasis,
    Decision,
    Document,
    DocumentRecord,
    Kind,
    Metadata,
    Polarity,
    Quotation,
    Record,
    Reliability,
    Saying,
    Source,
    SourceRecord,
    Span,
    Statement,
    statement_id,
)
from kg.views.sheet import sheet

TEXT = "The National Intelligence Service (NIS) said Sunday that it is looking into the reports."
DOCUMENT = Document(
    text=TEXT,
    metadata=Metadata(
        title="Agency looks into reports",
        publisher="The Daily",
        byline=("Ann Lee",),
        url="https://daily.example/2024/05/15/agency",
        published=date(2024, 5, 15),
        published_basis=DateBasis.GIVEN,
    ),
)
SOURCE = Source.of_name("National Intelligence Service", Kind.ORGANIZATION, ["NIS"])
PUBLISHER = Source.of_name("The Daily", Kind.MEDIA)


def _statement() -> Statement:
    places = [DOCUMENT.passage(Span(0, 39)), DOCUMENT.passage(Span(40, 44)), DOCUMENT.passage(Span(52, 87))]
    return Statement(
        id=statement_id(DOCUMENT.id, *places),
        document=DOCUMENT.id,
        source=SOURCE,
        source_words=places[0],
        cue=places[1],
        content=places[2],
        quotation=Quotation.INDIRECT,
        act=Act.ASSERT,
        polarity=Polarity.POSITIVE,
        certainty=Certainty.CERTAIN,
        said_on=Saying(text="Sunday", start=date(2024, 5, 12), end=date(2024, 5, 12)),
        within=None,
        chain=("The Daily", SOURCE.name),
        confidence=0.97,
    )


STATEMENT = _statement()
STATEMENT_ROW = StatementRow.of_record(Record(statement=STATEMENT, metadata=DOCUMENT.metadata))
SOURCE_RECORD = SourceRecord(source=SOURCE, statements=12, documents=7, reliability=Reliability.B)
JUDGEMENT = JudgementRecord(
    judgement=Judgement(
        decision=Decision.RATE,
        about=Party(id=SOURCE.id, name=SOURCE.name),
        reliability=Reliability.B,
        by="Ada Berg",
        at=datetime(2024, 5, 20, 9, 30, tzinfo=UTC),
        why="what it told parliament was borne out later",
    ),
    state=State.STANDS,
)
DOCUMENT_ROW = DocumentRow.of(
    DocumentRecord(id=DOCUMENT.id, sha256=DOCUMENT.sha256, metadata=DOCUMENT.metadata, statements=1)
)

STATEMENTS = Listing(total=1, offset=0, rows=[STATEMENT_ROW])
SOURCES = Listing(total=1, offset=0, rows=[SourceRow.of(SOURCE_RECORD)])
SOURCE_DETAIL = SourceDetail.of_relays(
    SOURCE_RECORD,
    relays=[],
    relayed_by=[Relay(id=PUBLISHER.id, name=PUBLISHER.name, named=True, statements=12)],
    judgements=[JUDGEMENT],
)
JUDGEMENTS = Listing(total=1, offset=0, rows=[JudgementOut.of_record(JUDGEMENT)])
DOCUMENTS = Listing(total=1, offset=0, rows=[DOCUMENT_ROW])
DOCUMENT_DETAIL = DocumentDetail.of(DOCUMENT, [(STATEMENT, None)])
NETWORK = NetworkOut(
    nodes=[
        NetworkNode(
            id=PUBLISHER.id, name=PUBLISHER.name, kind=Kind.MEDIA, named=True, publisher=True, statements=0, notices=[]
        ),
        NetworkNode(
            id=SOURCE.id, name=SOURCE.name, kind=SOURCE.kind, named=True, publisher=False, statements=1, notices=[]
        ),
    ],
    edges=[
        NetworkEdge(source=PUBLISHER.id, target=SOURCE.id, statements=1, documents=1, acts={Act.ASSERT: 1}, retracted=0)
    ],
)
STATS = StatsOut(
    documents=7,
    not_extracted=1,
    statements=154,
    named_sources=61,
    unnamed_sources=22,
    claims=148,
    quads=2710,
    by_act={"assert": 120, "deny": 34},
    by_language={"en": 7},
    by_publisher={"The Daily": 4, "The Evening Post": 3},
)
FACETS = FacetsOut(
    total=154,
    source=[Frequent(id=SOURCE.id, name=SOURCE.name, statements=12)],
    publisher=[Frequent(id=PUBLISHER.id, name=PUBLISHER.name, statements=90)],
    act={"assert": 120, "deny": 34},
    polarity={"positive": 120, "negative": 34},
    certainty={"certain": 150, "possible": 4},
    quotation={"indirect": 100, "direct": 50, "mixed": 4},
    named={"true": 132, "false": 22},
    status={"standing": 154},
    links={"1": 130, "2": 24},
    confidence={"0.9": 140, "0.8": 14},
    month={"2024-05": 154},
)
RDF = f"<https://w3id.org/whosaid/id/document/{DOCUMENT.id}> a <https://schema.org/NewsArticle> ."
MISSING = Problem(error="not-found", message="There is no statement with the id 0000.")
SHEET = "".join(sheet([Record(statement=STATEMENT, metadata=DOCUMENT.metadata)]))
INVALID = Problem(error="unprocessable-entity", message="limit: Input should be less than or equal to 200")


def answers(example: BaseModel | dict[str, Any], *problems: int) -> dict[int | str, dict[str, Any]]:
    """Return how a route's answers are documented: one that succeeds, and the problems it may have."""
    said = {404: ("There is no such thing.", MISSING), 422: ("The query can't be understood.", INVALID)}
    documented: dict[int | str, dict[str, Any]] = {
        200: {"content": {"application/json": {"example": jsonable_encoder(example)}}}
    }
    for status in problems:
        description, problem = said[status]
        content = {"application/problem+json": {"example": jsonable_encoder(problem)}}
        documented[status] = {"description": description, "content": content}
    return documented
