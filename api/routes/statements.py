"""Statements, for programs."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import examples
from api.dependencies import GraphDependency
from api.schemas import FacetsOut, Listing, StatementRow
from api.terms import FacetTerms, StatementTerms
from kg.views.json import facets_json

router = APIRouter(prefix="/api/statements", tags=["statements"])


@router.get("", responses=examples.answers(examples.STATEMENTS, 422))
def list_statements(graph: GraphDependency, terms: Annotated[StatementTerms, Query()]) -> Listing[StatementRow]:
    """Find statements: who said what, about what, in which articles, when, and how surely."""
    found = graph.statements(
        limit=terms.limit, offset=terms.offset, after=terms.after, order=terms.order, **terms.terms()
    )
    rows = [StatementRow.of_record(record) for record in found.rows]
    return Listing(total=found.total, offset=found.offset, next=found.next, rows=rows)


@router.get("/facets", responses=examples.answers(examples.FACETS, 422))
def count_statements(graph: GraphDependency, terms: Annotated[FacetTerms, Query()]) -> FacetsOut:
    """Count statements by source, publisher, act, month and so on."""
    return FacetsOut.model_validate(facets_json(graph.facets(**terms.terms())))


@router.get("/{id}", responses=examples.answers(examples.STATEMENT_ROW, 404))
def read_statement(graph: GraphDependency, id: str) -> StatementRow:
    """Return one statement."""
    return StatementRow.of_record(graph.statement(id))
