"""The network around one source: those whom it relays and those who relay it, over one step or two."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from kg.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A source in the middle of its relays.

    `network` holds the sources that are shown, `total` says how many there are. `step` is how far each stands from the
    source in the middle, and on which side: -1 relays it, -2 relays who does, 1 is relayed by it, 2 by those. Who
    stands on both sides is on the nearer one, or else among those who relay.
    """

    source: str
    steps: int
    network: "nx.DiGraph[str]"
    step: Mapping[str, int]
    total: int


def around(network: "nx.DiGraph[str]", source: str, *, steps: int = 1, limit: int | None = None) -> Around:
    """Return what is around a source, at most `limit` sources, itself among them.

    The nearest come first, of these the ones with most statements between them and those a step nearer. Ways run in the
    direction of the relays: somebody else who relays the same source as this one does is not around it. Raises
    NotFoundError where the source isn't in the network.
    """
    if source not in network:
        raise NotFoundError(f"{source!r} is not in the network: it relays nobody there, and nobody relays it")
    step = {source: 0}
    before, after = _reached(network.predecessors, source, steps), _reached(network.successors, source, steps)
    for far in range(1, steps + 1):
        for sign, reached in ((-1, before), (1, after)):
            for node in reached[far - 1]:
                step.setdefault(node, sign * far)
    strength = {node: _strength(network, node, step) for node in step}
    ranked = sorted(
        step, key=lambda node: (abs(step[node]), -strength[node], not network.nodes[node].get("named", True), node)
    )
    kept = dict.fromkeys(ranked[:limit])
    shown: nx.DiGraph[str] = nx.DiGraph()
    shown.add_nodes_from((node, network.nodes[node]) for node in kept)
    shown.add_edges_from((one, other, network.edges[one, other]) for one, other in network.edges(kept) if other in kept)
    return Around(
        source=source, steps=steps, network=shown, step={node: step[node] for node in kept}, total=len(ranked)
    )


def _reached(neighbours: Callable[[str], Iterable[str]], source: str, steps: int) -> list[set[str]]:
    """Return whom one reaches in one step, in two and so on, each where it is nearest."""
    seen, rings = {source}, []
    ring = {source}
    for _ in range(steps):
        ring = {other for node in ring for other in neighbours(node)} - seen
        seen |= ring
        rings.append(ring)
    return rings


def _strength(network: "nx.DiGraph[str]", node: str, step: Mapping[str, int]) -> int:
    """Return how many statements there are between a source and those that stand a step nearer to the middle."""
    sign = 1 if step[node] > 0 else -1
    nearer = step[node] - sign
    inward = network.in_edges(node, data="statements", default=1)
    outward = network.out_edges(node, data="statements", default=1)
    towards = (
        ((one, count) for one, _, count in inward) if sign > 0 else ((other, count) for _, other, count in outward)
    )
    return sum(count for other, count in towards if step.get(other) == nearer)
