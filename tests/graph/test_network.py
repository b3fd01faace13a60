"""Who relays whom."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kg.errors import NotFoundError, QueryError
from kg.graph.network import chain_of, network_of, source_network, who_relays
from kg.model import Kind, Source
from kg.store.embedded import EmbeddedStore
from kg.store.index.indexed import IndexedStore
from kg.store.terms import Terms
from kg.store.verify import verify
from kg.store.write import put
from tests.rdf.examples import BERG, PORT, UNION, example, relayed

DAILY = Source.of_name("The Coast Daily", Kind.MEDIA)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[IndexedStore]:
    """Return a store with the example in it."""
    folder = tmp_path / "store"
    opened = IndexedStore.over(EmbeddedStore.open(folder), folder)
    put(opened, example())
    yield opened
    opened.close()


def test_nodes_are_sources(store: IndexedStore) -> None:
    graph = source_network(store)
    assert graph.nodes[DAILY.id] == {
        "name": "The Coast Daily",
        "shown": "The Coast Daily",
        "kind": "media",
        "named": True,
        "publisher": True,
        "statements": 0,
        "notices": [],
    }
    assert [graph.nodes[source.id]["statements"] for source in (PORT, BERG, UNION)] == [2, 1, 1]
    assert sorted(node for node in graph if not graph.nodes[node]["named"]) == [example().statements[4].source.id]


def test_edges_run_from_who_relays_to_who_is_relayed(store: IndexedStore) -> None:
    graph = source_network(store)
    assert graph.edges[DAILY.id, PORT.id] == {
        "statements": 2,
        "documents": 1,
        "acts": {"assert": 1, "deny": 1},
        "retracted": 0,
    }
    assert graph.edges[PORT.id, BERG.id]["acts"] == {"promise": 1}
    assert not graph.has_edge(DAILY.id, BERG.id)
    assert graph.number_of_edges() == 4


def test_edges_lead_through_credited_agencies_and_media_that_were_told(tmp_path: Path) -> None:
    agency, radio = (Source.of_name(name, Kind.MEDIA) for name in ("Meridian Wire", "Radio Lund"))
    with closing(IndexedStore.over(EmbeddedStore.open(tmp_path / "relayed"), tmp_path / "relayed")) as store:
        put(store, relayed())
        graph = source_network(store)
        assert {edge: graph.edges[edge]["statements"] for edge in graph.edges} == {
            (DAILY.id, agency.id): 2,
            (agency.id, radio.id): 1,
            (radio.id, BERG.id): 1,
            (agency.id, BERG.id): 1,
            (BERG.id, UNION.id): 1,
        }
        assert graph.nodes[radio.id]["kind"] == "media"
        for statement in relayed().statements:
            assert tuple(source.name for source in chain_of(store, statement.id)) == statement.chain
        assert verify(store) == []


def test_network_of_some_statements_has_their_relays_alone(store: IndexedStore) -> None:
    whole = source_network(store)
    assert network_of(store, Terms()).edges == whole.edges
    assert set(network_of(store, Terms(source=BERG.id)).edges) == {(PORT.id, BERG.id)}
    part = network_of(store, Terms(act="deny"))
    assert set(part.edges) == {(DAILY.id, PORT.id)}
    assert part.edges[DAILY.id, PORT.id] == {"statements": 1, "documents": 1, "acts": {"deny": 1}, "retracted": 0}
    assert part.nodes[PORT.id] == {**whole.nodes[PORT.id], "statements": 1}
    assert len(network_of(store, Terms(until=date(1999, 1, 1)))) == 0
    with pytest.raises(QueryError):
        network_of(store, Terms(about="?!"))


def test_who_relays_a_source(store: IndexedStore) -> None:
    graph = source_network(store)
    assert who_relays(graph, BERG.id) == [(PORT.id, 1)]
    assert who_relays(graph, DAILY.id) == []
    with pytest.raises(NotFoundError):
        who_relays(graph, "none")


def test_chains(store: IndexedStore) -> None:
    for statement in example().statements:
        assert tuple(source.name for source in chain_of(store, statement.id)) == statement.chain
    assert chain_of(store, example().statements[1].id) == [DAILY, PORT, BERG]
    with pytest.raises(NotFoundError):
        chain_of(store, "none")
