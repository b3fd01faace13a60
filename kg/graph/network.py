"""Who relays whom: the sources of a store as a directed network, and chains read from it.

An edge runs from whoever relays to whoever is relayed: from a publisher to the outermost sources of its
articles, and from a source to the sources of the statements directly within its own. On the way there may be the
agency that an article is credited to, and the medium that a statement was told to.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import networkx as nx

from kg.errors import NotFoundError
from kg.graph.relays import EVERYTHING, relay_network, relays
from kg.model import Source
from kg.rdf import vocabulary as v
from kg.rdf.read import Description
from kg.rdf.vocabulary import Names
from kg.store import fetch
from kg.store.index.indexed import IndexedStore
from kg.store.index.relayed import Relay, relayers
from kg.store.judged import Judged
from kg.store.noticed import Noticed, noticed
from kg.store.terms import Terms


def source_network(store: IndexedStore) -> "nx.DiGraph[str]":
    """Return the network of all sources, by their ids.

    A node has `name`, `shown` (the article's words for an unnamed source, else its name), `kind`, `named`, `publisher`
    (whether it publishes documents here), `statements` (how many are attributed to it) and `notices` (how many of these
    were corrected or retracted, and why, as plain values). An edge has `statements`, `documents`, `acts`, a table of
    how many of its statements are of each act, and how many of them were `retracted`. Each document counts, also one
    that prints what another printed.
    """
    return network_with(store, relays(store))


def network_with(store: IndexedStore, those: Iterable[Relay]) -> "nx.DiGraph[str]":
    """Return the network of all sources with these relays alone, which are of this store."""
    made = relay_network(those)
    made.add_nodes_from(_sources(store, noticed(store)))
    return _known(made)


def network_of(store: IndexedStore, terms: Terms) -> "nx.DiGraph[str]":
    """Return the network of the relays of those statements alone that terms ask for, such as words and days.

    It has the attributes of the whole one, and the sources that are left; `statements` of a node are those of its own
    that somebody hands on, among these, and `notices` are on those.
    """
    return part_with(store, list(relays(store, terms))) if terms != EVERYTHING else source_network(store)


def part_with(store: IndexedStore, those: Sequence[Relay]) -> "nx.DiGraph[str]":
    """Return the network of these relays, of a part of the statements of this store, and of nobody else."""
    speakers = {relay.statement: relay.speaker for relay in those}
    own = Counter(speakers.values())
    made = relay_network(those)
    sources = _sources(store, noticed(store, among=speakers.keys()))
    made.add_nodes_from((node, {**data, "statements": own[node]}) for node, data in sources if node in made)
    return _known(made)


def _known(network: "nx.DiGraph[str]") -> "nx.DiGraph[str]":
    """Return a network without what has no name: while somebody writes, relays may be one change ahead of sources."""
    network.remove_nodes_from([node for node, data in network.nodes(data=True) if "name" not in data])
    return network


def _sources(store: IndexedStore, notices: Mapping[str, Sequence[Noticed]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for each in relayers(store.index.connection):
        yield (
            each.id,
            {
                "name": each.name,
                "shown": each.words or each.name,
                "kind": each.kind,
                "named": each.named,
                "publisher": each.publisher,
                "statements": each.statements,
                "notices": [notice.plain() for notice in notices.get(each.id, ())],
            },
        )


def who_relays(graph: "nx.DiGraph[str]", source: str) -> list[tuple[str, int]]:
    """Return who relays a source, with the number of statements; the most frequent first.

    Raises NotFoundError where the source isn't in the network.
    """
    if source not in graph:
        raise NotFoundError(f"there is no source {source!r} in the network")
    relays = [(relay, int(graph.edges[relay, source]["statements"])) for relay in graph.predecessors(source)]
    return sorted(relays, key=lambda relay: (-relay[1], relay[0]))


def chain_of(store: IndexedStore, statement: str) -> list[Source]:
    """Return the sources through which a statement reached the reader: publisher first, its own source last.

    Raises NotFoundError where the statement isn't in the store.
    """
    node = Names(store.base).statement(statement)
    quads = fetch.statements(Judged(store), [node])
    description = Description(Names(store.base), quads)
    if not description.all(v.STATEMENT):
        raise NotFoundError(f"there is no statement {statement!r} in the store")
    return description.chain(node)
