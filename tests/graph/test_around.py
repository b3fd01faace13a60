"""What is around a source."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NotFoundError
from kg.graph.around import around

EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 5)), max_size=40)


def network(*edges: tuple[str, str, int]) -> "nx.DiGraph[str]":
    made: nx.DiGraph[str] = nx.DiGraph()
    for one, other, statements in edges:
        made.add_edge(one, other, statements=statements)
    return made


RELAYS = network(
    ("Post", "Agency", 4),
    ("Times", "Agency", 1),
    ("Radio", "Post", 2),
    ("Agency", "Minister", 2),
    ("Minister", "Aide", 1),
    ("Times", "Stranger", 9),
)


def test_one_step_is_who_relays_it_and_whom_it_relays() -> None:
    found = around(RELAYS, "Agency")
    assert found.step == {"Agency": 0, "Post": -1, "Times": -1, "Minister": 1}
    assert set(found.network.edges) == {("Post", "Agency"), ("Times", "Agency"), ("Agency", "Minister")}
    assert found.total == 4


def test_two_steps_go_on_in_the_direction_of_the_relays() -> None:
    found = around(RELAYS, "Agency", steps=2)
    assert found.step["Radio"] == -2
    assert found.step["Aide"] == 2
    assert "Stranger" not in found.step


def test_nearest_and_strongest_are_kept() -> None:
    found = around(RELAYS, "Agency", steps=2, limit=3)
    assert list(found.network) == ["Agency", "Post", "Minister"]
    assert found.total == 6
    assert set(found.network.edges) == {("Post", "Agency"), ("Agency", "Minister")}


def test_relays_among_those_shown_are_shown() -> None:
    found = around(network(("Post", "Agency", 1), ("Times", "Agency", 1), ("Post", "Times", 3)), "Agency")
    assert ("Post", "Times") in found.network.edges


def test_who_is_on_both_sides_is_on_the_nearer_one() -> None:
    circle = network(("A", "B", 1), ("B", "C", 1), ("C", "A", 1))
    assert around(circle, "A", steps=2).step == {"A": 0, "C": -1, "B": 1}
    assert around(network(("A", "B", 1), ("B", "A", 1)), "A").step["B"] == -1


def test_source_that_is_not_there() -> None:
    with pytest.raises(NotFoundError, match="nobody relays it"):
        around(RELAYS, "Nobody")


@given(EDGES, st.integers(1, 2), st.integers(1, 6))
def test_everybody_shown_is_joined_with_the_middle(edges: list[tuple[int, int, int]], steps: int, limit: int) -> None:
    made = network(*((f"s{one}", f"s{other}", count) for one, other, count in edges if one != other))
    made.add_node("s0")
    found = around(made, "s0", steps=steps, limit=limit)
    assert found.source in found.network
    assert nx.is_weakly_connected(found.network)
    assert len(found.network) == min(limit, found.total)
    assert all(abs(step) <= steps for step in found.step.values())
    again = around(made.copy(), "s0", steps=steps, limit=limit)
    assert list(again.step.items()) == list(found.step.items())
