"""The pages about claims, for people."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.dependencies import GraphDependency
from api.frames import IN_A_FRAME
from api.pages.render import page
from api.terms import ClaimPageTerms
from kg.errors import StoreError
from kg.graph.corroboration import corroboration
from kg.model import Polarity
from kg.views.claim_page import claim_page
from kg.views.relation_words import statements_of, whole_report
from kg.views.within import within

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
ROWS = 50


@router.get("/claims")
def claims(request: Request, graph: GraphDependency, terms: Annotated[ClaimPageTerms, Query()]) -> HTMLResponse:
    """Show what several statements say."""
    found = graph.claims(
        about=terms.about,
        contested=terms.contested,
        origins=terms.origins,
        several=not terms.all,
        limit=ROWS,
        offset=terms.offset,
    )
    asked = {
        "about": terms.about,
        "contested": "true" if terms.contested else None,
        "origins": terms.origins,
        "all": "true" if terms.all else None,
    }
    values = {
        "title": "Claims",
        "found": found,
        "terms": terms,
        "query_terms": {name: value for name, value in asked.items() if value is not None},
        "size": ROWS,
    }
    return page(request, "claims.html", values)


@router.get("/claim/{id}")
def claim(request: Request, graph: GraphDependency, id: str) -> HTMLResponse:
    """Show on whose word a claim rests."""
    dossier = graph.claim(id)
    report = corroboration(dossier)
    relations, missing = None, ""
    try:
        relations = graph.relations(id)
    except StoreError as error:  # while claims are joined anew
        missing = str(error)
    told = {telling.id: telling for telling in dossier.tellings}
    drawn = report.affirmed.statements or report.denied.statements
    verdict, *sections = whole_report(report, relations)
    values = {
        "drawn": bool(drawn),
        "report": report,
        "claim": report.claim,
        "verdict": verdict.lines,
        "sections": sections,
        "missing": missing,
        "documents": {**(statements_of(relations) if relations else {}), **dossier.documents},
        "tellings": sorted(told.values(), key=lambda each: (str(each.moment.end), each.id)),
        "within": within(graph.text, (telling.statement for telling in told.values())),
        "denying": {telling.id for telling in told.values() if telling.polarity is Polarity.NEGATIVE},
    }
    return page(request, "claim.html", values)


@router.get("/claim/{id}/view")
def claim_view(graph: GraphDependency, id: str) -> HTMLResponse:
    """Return the picture of a claim's way to the reader for a frame."""
    return HTMLResponse(claim_page(graph.claim(id), bare=True), headers={"Content-Security-Policy": IN_A_FRAME})


@router.get("/claim/{id}/file")
def claim_file(graph: GraphDependency, id: str) -> HTMLResponse:
    """Return it as a page to keep: it needs nothing but itself."""
    headers = {"Content-Disposition": 'attachment; filename="claim.html"'}
    return HTMLResponse(claim_page(graph.claim(id)), headers=headers)
