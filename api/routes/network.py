"""Who relays whom, for programs."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api import examples
from api.dependencies import GraphDependency
from api.schemas import NetworkEdge, NetworkNode, NetworkOut
from api.terms import NetworkForm, NetworkTerms
from kg.graph.around import around
from kg.graph.measures import measures, with_measures
from kg.views.network_formats import MEDIA, NetworkFormat, written

router = APIRouter(prefix="/api/network", tags=["network"])


@router.get("", response_model=NetworkOut, responses=examples.answers(examples.NETWORK, 404, 422))
def read_network(graph: GraphDependency, terms: Annotated[NetworkTerms, Query()]) -> NetworkOut | Response:
    """Return the network of sources: an edge runs from the one who relays to the one relayed.

    Each article counts, also one that prints what another printed.
    """
    network = graph.network(**terms.terms())
    if terms.around is not None:
        network = around(network, graph.find_source(terms.around).source.id, steps=terms.steps).network
    if terms.measures:
        network = with_measures(network, measures(network))
    if terms.format is not NetworkForm.JSON:
        form = NetworkFormat(terms.format.value)
        media, extension = MEDIA[form]
        headers = {"Content-Disposition": f'attachment; filename="who-relays-whom.{extension}"'}
        return Response(written(network, form), media_type=media, headers=headers)
    return NetworkOut(
        nodes=[NetworkNode(id=source, **network.nodes[source]) for source in sorted(network)],
        edges=[
            NetworkEdge(source=one, target=other, **edge)
            for one, other, edge in sorted(network.edges(data=True), key=lambda relay: relay[:2])
        ],
    )
