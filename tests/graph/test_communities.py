"""Communities of sources, from afar and one by one."""

from itertools import combinations

import networkx as nx
import pytest

from kg.errors import NotFoundError
from kg.graph.communities import overview


def two_circles(*, size: int = 4) -> "nx.DiGraph[str]":
    """Two groups in each of which everybody relays everybody, one relay between them, and a source alone."""
    made: nx.DiGraph[str] = nx.DiGraph()
    for group in ("a", "b"):
        for one, other in combinations(range(size if group == "a" else size - 1), 2):
            made.add_edge(f"{group}{one}", f"{group}{other}", statements=3)
    made.add_edge("a0", "b0", statements=2)
    made.add_node("alone")
    return made


def test_communities_are_the_groups_the_largest_first() -> None:
    found = overview(two_circles())
    assert [set(each.members) for each in found.communities] == [{"a0", "a1", "a2", "a3"}, {"b0", "b1", "b2"}]
    assert found.communities[0].members[0] == "a0"
    assert (found.sources, found.looked_at, found.alone) == (8, 8, 1)


def test_relays_between_them_are_counted() -> None:
    assert list(overview(two_circles()).network.edges(data=True)) == [
        ("1", "2", {"statements": 2, "retracted": 0, "relays": 1})
    ]


def test_order_of_the_network_does_not_matter() -> None:
    made = two_circles()
    turned: nx.DiGraph[str] = nx.DiGraph()
    turned.add_nodes_from(reversed(list(made.nodes(data=True))))
    turned.add_edges_from(reversed(list(made.edges(data=True))))
    assert overview(turned).communities == overview(made).communities


def test_only_the_best_connected_of_many_are_looked_at() -> None:
    found = overview(two_circles(size=5), largest=5)
    assert (found.sources, found.looked_at) == (10, 5)
    assert {node for each in found.communities for node in each.members} <= {"a0", "a1", "a2", "a3", "a4", "b0"}


def test_community_that_is_not_there() -> None:
    found = overview(two_circles())
    assert found.community(2) is found.communities[1]
    for number in (0, 3):
        with pytest.raises(NotFoundError, match="there are 2"):
            found.community(number)


def test_network_of_nobody_has_none() -> None:
    assert overview(nx.DiGraph()).communities == ()
