"""The pages, for people."""

from typing import Annotated, Any

import networkx as nx
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from api.copies import copies_of
from api.dependencies import GraphDependency
from api.notices import about as about_one_of
from api.notices import notice_on
from api.pages.marks import in_order, segments
from api.pages.render import page
from api.relays import relayed, relaying
from api.terms import Offset, PageTerms, ShelfTerms, SourcePageTerms
from kg.judgements.judgement import Subject, rating_of
from kg.model import Act, Certainty, Kind, Status
from kg.store.noticed import noticed
from kg.views.network_page import network_page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

STATEMENTS = 20
ROWS = 50
RELAYS = 40
CALM, MOST = 60, 300
"""Sources in the picture: as many as can be read at a glance, and as many as can be drawn."""
CHOICES = (CALM, 150, MOST)
Nodes = Annotated[int, Query(ge=1, le=MOST)]
IN_A_FRAME = "sandbox allow-scripts; frame-ancestors 'self'"
"""Policy of the picture's page besides the one that it brings: it runs as nobody, shown in our pages alone."""


@router.get("/")
def search(request: Request, graph: GraphDependency, terms: Annotated[PageTerms, Query()]) -> HTMLResponse:
    """Show the statements that were searched for, or all."""
    asked = terms.terms()
    values = {
        "terms": terms,
        "asked": bool(asked) or terms.offset > 0,
        "filtered": bool(asked.keys() - {"about", "source"}),
        "found": graph.statements(limit=STATEMENTS, offset=terms.offset, **asked),
        "query_terms": _query(terms),
        "size": STATEMENTS,
        "acts": Act,
        "certainties": Certainty,
        "statuses": Status,
        "publishers": graph.publishers(),
    }
    return page(request, "home.html", values)


@router.get("/documents")
def documents(request: Request, graph: GraphDependency, terms: Annotated[ShelfTerms, Query()]) -> HTMLResponse:
    """Show the articles."""
    found = graph.documents(publisher=terms.publisher, limit=ROWS, offset=terms.offset)
    values = {"title": "Articles", "found": found, "terms": terms, "query_terms": _query(terms), "size": ROWS}
    return page(request, "documents.html", values)


@router.get("/document/{id}")
def document(request: Request, graph: GraphDependency, id: str) -> HTMLResponse:
    """Show an article with its statements marked in the text."""
    read = graph.document(id)
    records = graph.statements(document=read.id).rows
    statements = in_order([record.statement for record in records])
    notices = {record.statement.id: record.notice for record in records}
    judgements = graph.judgements()
    values = {
        "document": read,
        "document_notice": notice_on(graph, read.id),
        "copies": copies_of(graph, read.id),
        "statements": statements,
        "notices": notices,
        "retracted": frozenset(
            number
            for number, statement in enumerate(statements)
            if (notice := notices[statement.id]) is not None and notice.status is Status.RETRACTED
        ),
        "judgements": (
            *about_one_of(judgements, Subject.DOCUMENT, {read.id}),
            *about_one_of(judgements, Subject.STATEMENT, notices),
        ),
        "numbers": {statement.id: number for number, statement in enumerate(statements)},
        "segments": segments(read.text, statements),
    }
    return page(request, "document.html", values)


@router.get("/sources")
def sources(request: Request, graph: GraphDependency, terms: Annotated[SourcePageTerms, Query()]) -> HTMLResponse:
    """Show the sources."""
    found = graph.sources(name=terms.name, kind=terms.kind, limit=ROWS, offset=terms.offset)
    values = {
        "title": "Sources",
        "found": found,
        "terms": terms,
        "kinds": Kind,
        "query_terms": _query(terms),
        "size": ROWS,
    }
    return page(request, "sources.html", values)


@router.get("/source/{id:path}")
def source(request: Request, graph: GraphDependency, id: str, offset: Offset = 0) -> HTMLResponse:
    """Show a source: its names, its neighbours, and what it said."""
    record = graph.source(id)
    network, judgements = graph.network(), graph.judgements(record.source.id)
    values: dict[str, Any] = {
        "record": record,
        "rating": rating_of(judgements),
        "notices": noticed(graph.store).get(record.source.id, ()),
        "judgements": judgements,
        "source": record.source,
        "relayed": relayed(network, record.source.id),
        "relaying": relaying(network, record.source.id),
        "found": graph.statements(source=record.source.id, limit=STATEMENTS, offset=offset),
        "query_terms": {},
        "size": STATEMENTS,
    }
    return page(request, "source.html", values)


@router.get("/network")
def network(request: Request, graph: GraphDependency, limit: Nodes = CALM) -> HTMLResponse:
    """Show who relays whom: the picture in a frame, and the strongest relays as links."""
    whole = graph.network()
    values = {
        "title": "Who relays whom",
        "relays": _strongest(whole),
        "total": whole.number_of_edges(),
        "limit": limit,
        "choices": [choice for choice in CHOICES if choice < whole.number_of_nodes()],
        "sources": whole.number_of_nodes(),
    }
    return page(request, "network.html", values)


@router.get("/network/view")
def network_view(graph: GraphDependency, limit: Nodes = CALM) -> HTMLResponse:
    """Return the picture of the network for a frame."""
    html = network_page(graph.network(), title="Who relays whom", limit=limit, bare=True)
    return HTMLResponse(html, headers={"Content-Security-Policy": IN_A_FRAME})


@router.get("/network/file")
def network_file(graph: GraphDependency, limit: Nodes = MOST) -> HTMLResponse:
    """Return the network as a page to keep: it needs nothing but itself."""
    html = network_page(graph.network(), title="Who relays whom", limit=limit)
    return HTMLResponse(html, headers={"Content-Disposition": 'attachment; filename="who-relays-whom.html"'})


@router.get("/about")
def about(request: Request) -> HTMLResponse:
    """Say what the words mean."""
    return page(request, "about.html", {"title": "What the words mean"})


def _query(terms: BaseModel) -> dict[str, Any]:
    given = ((name, value) for name, value in terms if value is not None)
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in given}


def _strongest(network: "nx.DiGraph[str]") -> list[dict[str, Any]]:
    name = network.nodes(data="name")
    edges = network.edges(data=True)
    strongest = sorted(edges, key=lambda relay: (-relay[2]["statements"], name[relay[0]], name[relay[1]]))
    return [
        {"one": one, "other": other, "one_name": name[one], "other_name": name[other], **edge}
        for one, other, edge in strongest[:RELAYS]
    ]
