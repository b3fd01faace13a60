"""Who relays whom, for programs."""

from fastapi import APIRouter

from api import examples
from api.dependencies import GraphDependency
from api.schemas import NetworkEdge, NetworkNode, NetworkOut

router = APIRouter(prefix="/api/network", tags=["network"])


@router.get("", responses=examples.answers(examples.NETWORK))
def read_network(graph: GraphDependency) -> NetworkOut:
    """Return the network of sources: an edge runs from the one who relays to the one relayed."""
    network = graph.network()
    return NetworkOut(
        nodes=[NetworkNode(id=source, **network.nodes[source]) for source in sorted(network)],
        edges=[
            NetworkEdge(source=one, target=other, **edge)
            for one, other, edge in sorted(network.edges(data=True), key=lambda relay: relay[:2])
        ],
    )
