"""Relays one by one, and the networks made of them."""

from dataclasses import replace
from datetime import date

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facade import Graph
from kg.graph.measures import EXACT, SAMPLE, measures, with_measures
from kg.graph.network import source_network
from kg.graph.relays import (
    Period,
    Relay,
    changes,
    networks_by_period,
    period_of,
    quoted,
    relay_network,
    relays,
    shared_network,
    shared_sources,
)
from kg.model import Act, Quotation, Status


def relay(by: str, of: str, number: int, *, day: date | None = None, quotation: Quotation = Quotation.DIRECT) -> Relay:
    return Relay(
        statement=f"s{number}",
        document=f"d{by}",
        by=by,
        of=of,
        speaker=of,
        publisher=by,
        quotation=quotation,
        act=Act.ASSERT,
        status=Status.STANDING,
        published=day,
    )


def test_relays_of_a_store_are_the_edges_of_its_network(demonstration: Graph) -> None:
    whole, those = source_network(demonstration.store), list(relays(demonstration.store))
    assert set(whole.edges) == {(each.by, each.of) for each in those}
    for by, of, edge in whole.edges(data=True):
        between = [each for each in those if (each.by, each.of) == (by, of)]
        assert edge["statements"] == len({each.statement for each in between}) == sum(edge["acts"].values())
        assert edge["documents"] == len({each.document for each in between})


def test_relays_of_a_source_are_found_by_what_it_says_and_what_it_hands_on(demonstration: Graph) -> None:
    whole = demonstration.relays()
    for source in sorted({each for relay in whole for each in (relay.by, relay.of)})[::5]:
        some = {*demonstration.relays(source=source), *demonstration.relays(through=source)}
        assert some <= set(whole)
        assert {relay for relay in whole if source in (relay.by, relay.of, relay.speaker)} <= some


def test_who_quotes_whom_are_own_words_only() -> None:
    those = [relay("Post", "Ada", 1), relay("Post", "Bo", 2, quotation=Quotation.INDIRECT)]
    assert list(relay_network(quoted(those)).edges) == [("Post", "Ada")]


def test_whoever_had_the_words_from_the_speaker_quotes_and_who_only_hands_them_on_is_not_quoted() -> None:
    way = [relay("Post", "Wire", 1), relay("Wire", "Radio", 1), relay("Radio", "Ada", 1)]
    those = [replace(each, speaker="Ada", publisher="Post") for each in way]
    assert list(relay_network(quoted(those)).edges) == [("Radio", "Ada")]


def test_statement_counts_once_in_a_network() -> None:
    assert relay_network([relay("Post", "Ada", 1)] * 2).edges["Post", "Ada"] == {
        "statements": 1,
        "documents": 1,
        "acts": {"assert": 1},
        "retracted": 0,
    }


def test_an_edge_counts_the_statements_that_were_retracted() -> None:
    gone = replace(relay("Post", "Ada", 2), status=Status.RETRACTED)
    edges = relay_network([relay("Post", "Ada", 1), gone, gone, relay("Post", "Bo", 3)]).edges
    assert [(edge["statements"], edge["retracted"]) for *_, edge in edges(data=True)] == [(2, 1), (1, 0)]


@pytest.mark.parametrize(
    ("day", "month", "quarter"),
    [
        (date(2024, 1, 1), "2024-01", "2024-Q1"),
        (date(2024, 3, 31), "2024-03", "2024-Q1"),
        (date(2024, 4, 1), "2024-04", "2024-Q2"),
        (date(2024, 12, 31), "2024-12", "2024-Q4"),
        (None, "unknown", "unknown"),
    ],
)
def test_periods(day: date | None, month: str, quarter: str) -> None:
    assert (period_of(day, Period.MONTH), period_of(day, Period.QUARTER)) == (month, quarter)


def test_changes_over_time() -> None:
    those = [relay("Post", "Ada", n, day=date(2024, month, 5)) for n, month in enumerate((1, 2, 2, 4))]
    assert [(each.period, each.statements) for each in changes(those, Period.MONTH)] == [
        ("2024-01", 1),
        ("2024-02", 2),
        ("2024-04", 1),
    ]
    assert list(networks_by_period(those, Period.QUARTER)) == ["2024-Q1", "2024-Q2"]


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("xyz")), max_size=12))
def test_parts_of_time_add_up_to_the_whole(pairs: list[tuple[str, str]]) -> None:
    those = [relay(by, of, n, day=date(2024, 1 + n, 1)) for n, (by, of) in enumerate(pairs)]
    whole = relay_network(those)
    parts = changes(those, Period.MONTH)
    assert sum(each.statements for each in parts) == sum(data["statements"] for *_, data in whole.edges(data=True))


def test_publishers_that_quote_the_same_sources() -> None:
    those = [relay(by, of, n) for n, (by, of) in enumerate((("P", "Ada"), ("P", "Bo"), ("Q", "Ada"), ("R", "unnamed")))]
    (pair,) = shared_sources(those, named=["Ada", "Bo"])
    assert (pair.one, pair.other, pair.sources, pair.likeness) == ("P", "Q", ("Ada",), 0.5)
    assert shared_network([pair]).edges["P", "Q"] == {"sources": 1, "likeness": 0.5}


def two_camps() -> "nx.DiGraph[str]":
    """Two groups in which each relays each, and one source between them."""
    made: nx.DiGraph[str] = nx.DiGraph()
    for camp in ("a", "b"):
        members = [f"{camp}{number}" for number in range(4)]
        made.add_edges_from(((one, other) for one in members for other in members if one != other), statements=3)
    made.add_edge("a0", "between", statements=1)
    made.add_edge("between", "b0", statements=1)
    return made


def test_communities_and_who_stands_between() -> None:
    found = measures(two_camps())
    community = {row.id: row.community for row in found.rows}
    assert found.communities == len(set(community.values())) == 2
    assert len({community[f"a{n}"] for n in range(4)}) == len({community[f"b{n}"] for n in range(4)}) == 1
    assert {row.id for row in found.brokers} <= {"a0", "b0", "between"}
    assert found.brokers
    assert found.sampled is None
    assert abs(sum(row.page_rank for row in found.rows) - 1) < 1e-3


def test_measures_do_not_depend_on_the_order_of_the_network() -> None:
    network = two_camps()
    turned: nx.DiGraph[str] = nx.DiGraph()
    turned.add_edges_from(reversed(list(network.edges(data=True))))
    assert measures(turned) == measures(network)


def test_network_of_nobody_has_no_measures() -> None:
    assert measures(nx.DiGraph()).rows == ()


def test_betweenness_of_large_networks_is_sampled_and_says_so() -> None:
    large: nx.DiGraph[str] = nx.DiGraph()
    large.add_edges_from(((str(n), str(n // 7)) for n in range(1, EXACT + 2)), statements=1)
    found = measures(large)
    assert found.sampled == SAMPLE
    assert found == measures(large)


def test_measures_become_attributes() -> None:
    network = two_camps()
    made = with_measures(network, measures(network))
    assert set(made.nodes["between"]) == {"page_rank", "betweenness", "community", "bridges"}
    assert network.nodes["between"] == {}
