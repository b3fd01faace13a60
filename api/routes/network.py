"""Who relays whom, for programs."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import examples
from api.dependencies import GraphDependency
from api.schemas import NetworkEdge, NetworkNode, NetworkOut
from api.terms import NetworkTerms

router = APIRouter(prefix="/api/network", tags=["network"])


@router.get("", responses=examples.answers(examples.NETWORK, 422))
def read_network(graph: GraphDependency, _terms: Annotated[NetworkTerms, Query()]) -> NetworkOut:
    """Return the network of sources: an edge runs from the one who relays to the one relayed."""
    network = graph.network()
    return NetworkOut(
        nodes=[NetworkNode(id=source, **network.nodes[source]) for source in sorted(network)],
        edges=[
            NetworkEdge(source=one, target=other, **edge)
            for one, other, edge in sorted(network.edges(data=True), key=lambda relay: relay[:2])
        ],
    )
