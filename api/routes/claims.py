"""Claims, for programs: what several statements say, and on whose word it rests."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import claim_examples, examples
from api.claim_schemas import ClaimDetail, ClaimRow, RelationsOut
from api.dependencies import GraphDependency
from api.schemas import Listing
from api.terms import ClaimTerms

router = APIRouter(prefix="/api/claims", tags=["claims"])


@router.get("", responses=examples.answers(claim_examples.CLAIMS, 422))
def list_claims(graph: GraphDependency, terms: Annotated[ClaimTerms, Query()]) -> Listing[ClaimRow]:
    """Find claims that several statements express, those in most articles first."""
    found = graph.claims(
        about=terms.about,
        contested=terms.contested,
        origins=terms.origins,
        several=not terms.all,
        limit=terms.limit,
        offset=terms.offset,
    )
    return Listing(total=found.total, offset=found.offset, rows=[ClaimRow.of(record) for record in found.rows])


@router.get("/{id}/relations", responses=examples.answers(claim_examples.RELATIONS, 404))
def read_relations(graph: GraphDependency, id: str) -> RelationsOut:
    """Return who contradicts a claim, counts otherwise, says otherwise later, or only repeats it."""
    return RelationsOut.of(graph.relations(id))


@router.get("/{id}", responses=examples.answers(claim_examples.CLAIM_DETAIL, 404))
def read_claim(graph: GraphDependency, id: str) -> ClaimDetail:
    """Return on whose word a claim rests, every figure with the ids of the statements that show it."""
    return ClaimDetail.of(graph.corroboration(id))
