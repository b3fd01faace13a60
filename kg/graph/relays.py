"""Relays one by one: who hands on whose statement, where and when; networks of them are made from any part of them.

`kg.graph.network` makes the whole network of a store; here its edges are kept apart by statement, so that they can be
chosen by day, by quotation, or by who published them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import networkx as nx

from kg.model import Act, Quotation, Status
from kg.store.index import relayed
from kg.store.index.indexed import IndexedStore
from kg.store.index.relayed import Relay
from kg.store.terms import Terms

EVERYTHING = Terms()


class Period(StrEnum):
    """What time is cut into."""

    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How many statements of one source another handed on in one period, and how many of these were retracted."""

    period: str
    by: str
    of: str
    statements: int
    retracted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """That two publishers quote the same named sources: how many, which, and their share of all that either quotes."""

    one: str
    other: str
    sources: tuple[str, ...]
    likeness: float


def relays(store: IndexedStore, terms: Terms = EVERYTHING) -> Iterator[Relay]:
    """Yield the relays of the statements that terms ask for, of all by default, with the sources as judged.

    Raises QueryError for terms that ask for nothing that there can be, RdfError where something can't be read.
    """
    store.index.complain()
    return relayed.relays(store.index.connection, terms)


def quoted(those: Iterable[Relay]) -> Iterator[Relay]:
    """Yield the relays that give the speaker's own words, wholly or in part: who quotes whom.

    Whoever had them from the speaker quotes; those who hand them on from there quote nobody, nor is who stands between
    quoted: of a publisher that prints what an agency writes that somebody told a radio, the radio quotes somebody.
    """
    return (relay for relay in those if relay.of == relay.speaker and relay.quotation is not Quotation.INDIRECT)


def relay_network(those: Iterable[Relay]) -> "nx.DiGraph[str]":
    """Return the network of these relays; an edge has `statements`, `documents`, `acts` and `retracted`.

    They count each statement, and each document, once; `retracted` are those of the statements that were retracted, by
    themselves or with their document. What several documents print is a statement in each of them, also where one
    copies another.
    """
    retracted: dict[tuple[str, str], set[str]] = defaultdict(set)
    statements: dict[tuple[str, str], dict[str, Act]] = defaultdict(dict)
    documents: dict[tuple[str, str], set[str]] = defaultdict(set)
    for relay in those:
        statements[relay.by, relay.of][relay.statement] = relay.act
        documents[relay.by, relay.of].add(relay.document)
        if relay.status is Status.RETRACTED:
            retracted[relay.by, relay.of].add(relay.statement)
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_nodes_from(sorted({node for edge in statements for node in edge}))
    for edge in sorted(statements):
        acts = Counter(act.value for act in statements[edge].values())
        network.add_edge(
            *edge,
            statements=len(statements[edge]),
            documents=len(documents[edge]),
            acts=dict(acts.most_common()),
            retracted=len(retracted.get(edge, ())),
        )
    return network


def period_of(day: date | None, period: Period) -> str:
    """Return the month or quarter of a day, "2024-05" or "2024-Q2", and "unknown" where there is no day."""
    if day is None:
        return "unknown"
    return f"{day.year:04}-Q{(day.month + 2) // 3}" if period is Period.QUARTER else f"{day.year:04}-{day.month:02}"


def networks_by_period(those: Iterable[Relay], period: Period) -> Mapping[str, "nx.DiGraph[str]"]:
    """Return a network of the relays of each month or quarter of publication, the earliest first."""
    parts: dict[str, list[Relay]] = defaultdict(list)
    for relay in those:
        parts[period_of(relay.published, period)].append(relay)
    return {name: relay_network(parts[name]) for name in sorted(parts)}


def changes(those: Iterable[Relay], period: Period) -> list[Change]:
    """Return how many statements each source handed on of each other in each period, by period."""
    return [
        Change(period=name, by=by, of=of, statements=data["statements"], retracted=data["retracted"])
        for name, network in networks_by_period(those, period).items()
        for by, of, data in network.edges(data=True)
    ]


def shared_sources(those: Iterable[Relay], *, named: Iterable[str]) -> list[Shared]:
    """Return which publishers quote the same sources, of those that are `named`, the most in common first.

    It is the projection of the network of publishers and speakers onto the publishers; `likeness` is Jaccard's, the
    shared among all that either quotes. A source that hundreds quote joins each two of them.
    """
    wanted = frozenset(named)
    quoting: dict[str, set[str]] = defaultdict(set)
    for relay in those:
        if relay.publisher is not None and relay.speaker in wanted and relay.speaker != relay.publisher:
            quoting[relay.speaker].add(relay.publisher)
    common: dict[tuple[str, str], list[str]] = defaultdict(list)
    every = Counter(publisher for publishers in quoting.values() for publisher in publishers)
    for source in sorted(quoting):
        publishers = sorted(quoting[source])
        for position, one in enumerate(publishers):
            for other in publishers[position + 1 :]:
                common[one, other].append(source)
    found = [
        Shared(one=one, other=other, sources=tuple(both), likeness=len(both) / (every[one] + every[other] - len(both)))
        for (one, other), both in common.items()
    ]
    return sorted(found, key=lambda pair: (-len(pair.sources), -pair.likeness, pair.one, pair.other))


def shared_network(pairs: Sequence[Shared]) -> "nx.Graph[str]":
    """Return the same as an undirected network of publishers; an edge has `sources`, their number, and `likeness`."""
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(sorted({each for pair in pairs for each in (pair.one, pair.other)}))
    for pair in sorted(pairs, key=lambda pair: (pair.one, pair.other)):
        network.add_edge(pair.one, pair.other, sources=len(pair.sources), likeness=round(pair.likeness, 4))
    return network
