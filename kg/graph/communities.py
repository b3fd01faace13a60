"""Communities of sources: who belongs together, and who relays whom between them."""

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from kg.errors import NotFoundError
from kg.graph.measures import communities

LARGEST = 2000
"""Among how many sources, the best connected ones, communities are looked for: it takes less than a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """Sources that are joined with each other more than with others: their ids, the best joined ones first."""

    number: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A network seen from afar.

    `communities` are those of two sources or more, the largest first; `network` joins their numbers as strings: an edge
    has `statements`, how many of these were `retracted`, and `relays`, how many pairs of sources there are between the
    two. `looked_at` is how many of the
    `sources` were looked at, `alone` how many of these are joined with nobody.
    """

    communities: tuple[Community, ...]
    network: "nx.DiGraph[str]"
    sources: int
    looked_at: int
    alone: int

    def community(self, number: int) -> Community:
        """Return the community with a number; raises NotFoundError."""
        for each in self.communities:
            if each.number == number:
                return each
        raise NotFoundError(f"there is no community {number} in the network: there are {len(self.communities)}")


def overview(network: "nx.DiGraph[str]", *, largest: int = LARGEST) -> Overview:
    """Return the communities of a network; `kg.graph.measures` tells which these are."""
    looked_at = network if len(network) <= largest else network.subgraph(best_joined(network)[:largest])
    number = communities(looked_at) if len(looked_at) else {}
    members: dict[int, list[str]] = {}
    for node in best_joined(looked_at):
        members.setdefault(number[node], []).append(node)
    found = [Community(number=each, members=tuple(members[each])) for each in sorted(members) if len(members[each]) > 1]
    return Overview(
        communities=tuple(found),
        network=_between(looked_at, number, found),
        sources=len(network),
        looked_at=len(looked_at),
        alone=sum(len(each) == 1 for each in members.values()),
    )


def best_joined(network: "nx.DiGraph[str]") -> list[str]:
    """Return the sources of a network, those joined with most others first, of these the named ones."""

    def rank(node: str) -> tuple[int, bool, int, str]:
        data = network.nodes[node]
        return -network.degree[node], not data.get("named", True), -data.get("statements", 0), node

    return sorted(network, key=rank)


def _between(network: "nx.DiGraph[str]", number: Mapping[str, int], found: list[Community]) -> "nx.DiGraph[str]":
    made: nx.DiGraph[str] = nx.DiGraph()
    made.add_nodes_from(str(each.number) for each in found)
    for one, other, data in sorted(network.edges(data=True), key=lambda edge: edge[:2]):
        edge = str(number[one]), str(number[other])
        if edge[0] == edge[1] or not (edge[0] in made and edge[1] in made):
            continue
        if not made.has_edge(*edge):
            made.add_edge(*edge, statements=0, retracted=0, relays=0)
        made.edges[edge]["statements"] += data.get("statements", 1)
        made.edges[edge]["retracted"] += data.get("retracted", 0)
        made.edges[edge]["relays"] += 1
    return made
