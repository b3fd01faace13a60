"""Documents, for programs."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import examples
from api.copies import copies_of
from api.dependencies import GraphDependency
from api.notices import notice_on
from api.pages.marks import in_order
from api.schemas import DocumentDetail, DocumentRow, Listing
from api.terms import DocumentTerms

router = APIRouter(prefix="/api/documents", tags=["documents"])


@router.get("", responses=examples.answers(examples.DOCUMENTS, 422))
def list_documents(graph: GraphDependency, terms: Annotated[DocumentTerms, Query()]) -> Listing[DocumentRow]:
    """List the articles."""
    found = graph.documents(publisher=terms.publisher, headline=terms.headline, limit=terms.limit, offset=terms.offset)
    return Listing(total=found.total, offset=found.offset, rows=[DocumentRow.of(record) for record in found.rows])


@router.get("/{id}", responses=examples.answers(examples.DOCUMENT_DETAIL, 404))
def read_document(graph: GraphDependency, id: str) -> DocumentDetail:
    """Return one article with its text and all its statements, in the order of the text."""
    document = graph.document(id)
    found = graph.statements(document=document.id)
    notices = {record.statement.id: record.notice for record in found.rows}
    ordered = in_order([record.statement for record in found.rows])
    detail = DocumentDetail.of(document, [(each, notices[each.id]) for each in ordered], notice_on(graph, document.id))
    return detail.model_copy(update={"copies": copies_of(graph, document.id)})
