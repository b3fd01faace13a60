"""The neighbours of a source in the network, those with most statements first."""

from collections.abc import Iterable
from typing import Any

import networkx as nx

from api.schemas import Relay
from kg.model import label_of


def relayed(network: "nx.DiGraph[str]", source: str) -> list[Relay]:
    """Return whom a source relays."""
    edges = network.out_edges(source, data=True) if source in network else ()
    return _relays(network, ((other, edge) for _, other, edge in edges))


def relaying(network: "nx.DiGraph[str]", source: str) -> list[Relay]:
    """Return who relays a source."""
    edges = network.in_edges(source, data=True) if source in network else ()
    return _relays(network, ((other, edge) for other, _, edge in edges))


def labels(network: "nx.DiGraph[str]") -> dict[str, str]:
    """Return what lists call the sources of a network."""
    return {
        node: label_of(data.get("shown", data["name"]), named=data["named"]) for node, data in network.nodes(data=True)
    }


def _relays(network: "nx.DiGraph[str]", ends: Iterable[tuple[str, dict[str, Any]]]) -> list[Relay]:
    relays = [
        Relay(
            id=end,
            name=data["name"],
            shown=data["shown"],
            named=data["named"],
            statements=edge["statements"],
            retracted=edge["retracted"],
        )
        for end, edge in ends
        for data in (network.nodes[end],)
    ]
    return sorted(relays, key=lambda relay: (-relay.statements, relay.name.casefold(), relay.id))
