"""Judgements, for programs: what people decided. They are made with `kg judge`, not here."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import examples
from api.dependencies import GraphDependency
from api.notices import about
from api.schemas import JudgementOut, Listing
from api.terms import JudgementTerms
from kg.judgements.judgement import Subject

router = APIRouter(prefix="/api/judgements", tags=["judgements"])


@router.get("", responses=examples.answers(examples.JUDGEMENTS, 404, 422))
def list_judgements(graph: GraphDependency, terms: Annotated[JudgementTerms, Query()]) -> Listing[JudgementOut]:
    """List what people judged, the oldest first, with what no longer counts."""
    found = graph.judgements(terms.source)
    for subject, id_ in ((Subject.DOCUMENT, terms.document), (Subject.STATEMENT, terms.statement)):
        found = about(found, subject, {id_}) if id_ is not None else found
    rows = [JudgementOut.of_record(record) for record in found[terms.offset : terms.offset + terms.limit]]
    return Listing(total=len(found), offset=terms.offset, rows=rows)
