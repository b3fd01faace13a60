"""Places in the picture: in columns along the relays, apart, and always the same."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.views.layout import WIDEST, positions

nodes = st.integers(0, 25).map(str)
networks = st.lists(st.tuples(nodes, nodes), max_size=60).map(nx.DiGraph)


def test_relays_run_from_left_to_right(network: "nx.DiGraph[str]") -> None:
    places = positions(network)
    assert all(places[one][0] < places[other][0] for one, other in network.edges)


@given(networks)
def test_no_two_nodes_stand_in_one_place(network: "nx.DiGraph[str]") -> None:
    """Also where sources relay each other in a circle, or themselves."""
    places = positions(network)
    assert places.keys() == set(network)
    assert len(set(places.values())) == len(places)


@given(networks)
def test_order_of_nodes_and_edges_does_not_matter(network: "nx.DiGraph[str]") -> None:
    turned: nx.DiGraph[str] = nx.DiGraph()
    turned.add_nodes_from(reversed(list(network)))
    turned.add_edges_from(reversed(list(network.edges)))
    assert positions(turned) == positions(network)


def test_many_nodes_fill_a_landscape() -> None:
    star = nx.DiGraph([("paper", f"source {number}") for number in range(299)])
    xs, ys = zip(*positions(star).values(), strict=True)
    ratio = (max(xs) - min(xs)) / (max(ys) - min(ys))
    assert 0.8 < ratio <= WIDEST * 1.1


def test_nothing_has_no_places() -> None:
    assert positions(nx.DiGraph()) == {}
