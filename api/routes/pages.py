"""The pages, for people."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from api.copies import copies_of
from api.dependencies import GraphDependency
from api.notices import about as about_one_of
from api.notices import notice_on
from api.pages.marks import in_order, segments
from api.pages.render import page
from api.terms import ShelfTerms, SourcePageTerms
from kg.judgements.judgement import Subject
from kg.model import Kind, Status

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

STATEMENTS = 20
ROWS = 50


@router.get("/documents")
def documents(request: Request, graph: GraphDependency, terms: Annotated[ShelfTerms, Query()]) -> HTMLResponse:
    """Show the articles."""
    found = graph.documents(publisher=terms.publisher, headline=terms.headline, limit=ROWS, offset=terms.offset)
    values = {
        "title": "Articles",
        "found": found,
        "terms": terms,
        "publishers": graph.publishers(),
        "query_terms": asked(terms),
        "size": ROWS,
    }
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
        "address": f"{str(request.base_url).rstrip('/')}/document/{read.id}",
        "document_notice": notice_on(graph, read.id),
        "copies": copies_of(graph, read.id),
        "statements": statements,
        "claims": graph.claims_of(notices),
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
        "query_terms": asked(terms),
        "size": ROWS,
    }
    return page(request, "sources.html", values)


@router.get("/about")
def about(request: Request) -> HTMLResponse:
    """Say what the words mean."""
    return page(request, "about.html", {"title": "What the words mean"})


def asked(terms: BaseModel) -> dict[str, Any]:
    """Return what a form sent, as the terms of a query string."""
    given = ((name, value) for name, value in terms if value is not None)
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in given}
