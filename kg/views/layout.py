"""Where the sources of a network stand: in columns, from those who print to those who speak."""

import math
from collections import defaultdict
from collections.abc import Mapping

import networkx as nx

Places = dict[str, tuple[float, float]]

ROW, COLUMN, GAP = 84, 190, 120
"""Pixels between nodes below each other, between strips of a column, and more between columns."""
WIDEST = 2.0
"""How much wider than high a picture may be."""
LOOSEST = 2.5
"""How many times `ROW` apart the nodes of a short column may stand."""


def positions(network: "nx.DiGraph[str]") -> Places:
    """Return the place of every node, in pixels around (0, 0), with relays flowing from left to right.

    A node's column is the longest way to it from a node that nobody relays (those that relay each other in a
    circle share one), as in Sugiyama, Tagawa and Toda (1981); within a column nodes stand near those that
    relay them. The same network always gives the same picture.
    """
    return _placed(network, _columns(network))


def positions_around(network: "nx.DiGraph[str]", step: Mapping[str, int]) -> Places:
    """Return the place of every node in columns by its step, the lowest on the left; the same always for the same."""
    columns: defaultdict[int, list[str]] = defaultdict(list)
    for node in network:
        columns[step[node]].append(node)
    return _placed(network, [columns[each] for each in sorted(columns)])


def _placed(network: "nx.DiGraph[str]", columns: list[list[str]]) -> Places:
    most = _rows([len(column) for column in columns])
    places: Places = {}
    left = 0.0
    for column in columns:
        ordered = sorted(column, key=lambda node: (_pull(network, node, places), node))
        strips = math.ceil(len(ordered) / most)
        rows = math.ceil(len(ordered) / strips)
        apart = min(ROW * most / rows, ROW * LOOSEST)
        for index, node in enumerate(ordered):
            row, strip = divmod(index, strips)
            stagger = apart / 2 * (strip % 2)
            places[node] = (left + strip * COLUMN, (row - (rows - 1) / 2) * apart + stagger)
        left += strips * COLUMN + GAP
    middle = (left - COLUMN - GAP) / 2
    return {node: (round(x - middle), round(y)) for node, (x, y) in places.items()}


def _columns(network: "nx.DiGraph[str]") -> list[list[str]]:
    circles = nx.condensation(network)
    depth: dict[int, int] = {}
    columns: defaultdict[int, list[str]] = defaultdict(list)
    for circle in nx.topological_sort(circles):
        depth[circle] = max((depth[before] + 1 for before in circles.predecessors(circle)), default=0)
        columns[depth[circle]].extend(circles.nodes[circle]["members"])
    return [columns[index] for index in sorted(columns)]


def _rows(sizes: list[int]) -> int:
    """Return how many nodes may stand below each other so that the whole is not too wide."""
    rows = 6
    while rows < max(sizes, default=0) and _width(sizes, rows) > WIDEST * rows * ROW:
        rows += 1
    return min(rows, max(sizes, default=1))


def _width(sizes: list[int], rows: int) -> int:
    return sum(math.ceil(size / rows) * COLUMN + GAP for size in sizes)


def _pull(network: "nx.DiGraph[str]", node: str, places: Places) -> float:
    heights = [places[before][1] for before in network.predecessors(node) if before in places]
    return math.fsum(heights) / len(heights) if heights else -float(network.out_degree(node))
