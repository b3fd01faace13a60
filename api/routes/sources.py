"""Sources, for programs."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import examples, profiles
from api.dependencies import GraphDependency
from api.profiles import ProfileOut
from api.relays import relayed, relaying
from api.schemas import Listing, SourceDetail, SourceRow
from api.terms import SourceTerms
from kg.store.noticed import noticed

router = APIRouter(prefix="/api/sources", tags=["sources"])


@router.get("", responses=examples.answers(examples.SOURCES, 422))
def list_sources(graph: GraphDependency, terms: Annotated[SourceTerms, Query()]) -> Listing[SourceRow]:
    """Find sources by name or alias and by kind."""
    found = graph.sources(name=terms.name, kind=terms.kind, limit=terms.limit, offset=terms.offset)
    return Listing(total=found.total, offset=found.offset, rows=[SourceRow.of(record) for record in found.rows])


@router.get("/{id:path}/profile", responses=examples.answers(profiles.PROFILE, 404))
def read_profile(graph: GraphDependency, id: str) -> ProfileOut:
    """Return what a source is like: what it says, about what, through whom, and who says otherwise."""
    return ProfileOut.of(graph.profile(id))


@router.get("/{id:path}", responses=examples.answers(examples.SOURCE_DETAIL, 404))
def read_source(graph: GraphDependency, id: str) -> SourceDetail:
    """Return one source by id, name or alias: whom it relays, who relays it, and what people judged about it."""
    record = graph.find_source(id)
    network = graph.network()
    return SourceDetail.of_relays(
        record,
        relays=relayed(network, record.source.id),
        relayed_by=relaying(network, record.source.id),
        judgements=graph.judgements(record.source.id),
        notices=noticed(graph.store).get(record.source.id, ()),
    )
