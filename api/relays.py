"""The neighbours of a source in the network, those with most statements first."""

from collections.abc import Iterable
from typing import Any

import networkx as nx

from api.schemas import Relay


def relayed(network: "nx.DiGraph[str]", source: str) -> list[Relay]:
    """Return whom a source relays."""
    edges = network.out_edges(source, data=True) if source in network else ()
    return _relays(network, ((other, edge) for _, other, edge in edges))


def relaying(network: "nx.DiGraph[str]", source: str) -> list[Relay]:
    """Return who relays a source."""
    edges = network.in_edges(source, data=True) if source in network else ()
    return _relays(network, ((other, edge) for other, _, edge in edges))


def _relays(network: "nx.DiGraph[str]", ends: Iterable[tuple[str, dict[str, Any]]]) -> list[Relay]:
    relays = [Relay(id=end, name=network.nodes[end]["name"], statements=edge["statements"]) for end, edge in ends]
    return sorted(relays, key=lambda relay: (-relay.statements, relay.name.casefold(), relay.id))
