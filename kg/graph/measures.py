"""Measures of a network of sources: who is central, who belongs together, who stands between.

They tell how these articles are made, not who matters in the world: who is not read here has no edge.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx
from graspologic_native import leiden

EXACT = 2000
"""Up to how many nodes betweenness is computed from every one of them."""
SAMPLE, FEWEST, VISITED = 200, 30, 12_000_000
"""From how many it is estimated in larger networks, and from how few where so many edges would be passed otherwise."""
SEED = 20240515
"""Of the sample and of the communities, so that the same network always gives the same figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The measures of one source.

    `relays` and `relayed_by` count sources, `statements` those that are its own. `page_rank` (Brin and Page 1998,
    damping 0.85, edges weighted by statements) grows with being relayed by those who are relayed; `betweenness`
    (Brandes 2001, unweighted, normalised to 0–1) with lying on shortest ways between others. `bridges` counts the
    communities besides its own that it is joined with.
    """

    id: str
    name: str
    relays: int
    relayed_by: int
    statements: int
    page_rank: float
    betweenness: float
    community: int
    bridges: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures of a network's sources, the highest PageRank first.

    `sampled` is from how many nodes betweenness was estimated (Brandes and Pich 2007), None where it is exact.
    Communities are those of Leiden by modularity (Traag, Waltman and van Eck 2019), direction aside, numbered from 1,
    the largest first; who is joined with nobody is one alone.
    """

    rows: tuple[Measured, ...]
    communities: int
    sampled: int | None

    @property
    def brokers(self) -> tuple[Measured, ...]:
        """Those on ways between communities, by betweenness: what one community has of another comes through them."""
        between = [row for row in self.rows if row.bridges and row.betweenness > 0]
        return tuple(sorted(between, key=lambda row: (-row.betweenness, -row.bridges, row.name, row.id)))


def measures(network: "nx.DiGraph[str]") -> Measures:
    """Return the measures of a network; nodes may have `name` and `statements`, edges have `statements`."""
    ordered: nx.DiGraph[str] = nx.DiGraph()
    ordered.add_nodes_from(sorted(network.nodes(data=True)))
    ordered.add_edges_from(sorted(network.edges(data=True), key=lambda edge: edge[:2]))
    if not len(ordered):
        return Measures(rows=(), communities=0, sampled=None)
    sampled = None
    if len(ordered) > EXACT:
        sampled = max(FEWEST, min(SAMPLE, VISITED // (ordered.number_of_edges() or 1)))
    between: Mapping[str, float] = nx.betweenness_centrality(ordered, k=sampled, seed=SEED)
    rank: Mapping[str, float] = nx.pagerank(ordered, weight="statements")
    community = communities(ordered)
    rows = [
        Measured(
            id=node,
            name=data.get("name", node),
            relays=ordered.out_degree(node),
            relayed_by=ordered.in_degree(node),
            statements=data.get("statements", 0),
            page_rank=round(rank[node], 6),
            betweenness=round(between[node], 6),
            community=community[node],
            bridges=len({community[other] for other in nx.all_neighbors(ordered, node)} - {community[node]}),
        )
        for node, data in ordered.nodes(data=True)
    ]
    rows.sort(key=lambda row: (-row.page_rank, -row.statements, row.name, row.id))
    return Measures(rows=tuple(rows), communities=max(community.values()), sampled=sampled)


def with_measures(network: "nx.DiGraph[str]", found: Measures) -> "nx.DiGraph[str]":
    """Return a copy of a network whose nodes have their measures as attributes."""
    made = network.copy()
    for row in found.rows:
        made.nodes[row.id].update(
            page_rank=row.page_rank, betweenness=row.betweenness, community=row.community, bridges=row.bridges
        )
    return made


def communities(network: "nx.DiGraph[str]") -> Mapping[str, int]:
    """Return the number of the community of each source of a network; `Measures` tells which these are."""
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for one, other, data in network.edges(data=True):
        weights[min(one, other), max(one, other)] += data.get("statements", 1)
    edges = [(one, other, weight) for (one, other), weight in sorted(weights.items())]
    _, found = leiden(edges, use_modularity=True, seed=SEED, iterations=3) if edges else (0.0, {})
    groups: dict[object, list[str]] = defaultdict(list)
    for node in sorted(network):
        groups[found.get(node, node)].append(node)
    ordered = sorted(groups.values(), key=lambda members: (-len(members), members))
    return {node: number for number, members in enumerate(ordered, start=1) for node in members}
