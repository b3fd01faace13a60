"""Relays one by one: who hands on whose statement, where and when; networks of them are made from any part of them.

`kg.graph.network` makes the whole network of a store; here its edges are kept apart by statement, so that they can be
chosen by day, by quotation, or by who published them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

import networkx as nx

from kg.model import Act, Quotation
from kg.rdf import vocabulary as v
from kg.store import fetch
from kg.store.base import Store, Term
from kg.store.derive import in_sparql, literal_of, node_of
from kg.store.judged import Judged

_QUOTATIONS = {iri: quotation for quotation, iri in v.QUOTATIONS.items()}
_ACTS = {iri: act for act, iri in v.ACTS.items()}


class Period(StrEnum):
    """What time is cut into."""

    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Relay:
    """That one source hands on a statement of another: ids, and the day on which the document appeared.

    `speaker` is whose statement it is, `of` whoever it was had from directly: an agency stands between.
    """

    statement: str
    document: str
    by: str
    of: str
    speaker: str
    publisher: str | None
    quotation: Quotation
    act: Act
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How many statements of one source another handed on in one period."""

    period: str
    by: str
    of: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """That two publishers quote the same named sources: how many, which, and their share of all that either quotes."""

    one: str
    other: str
    sources: tuple[str, ...]
    likeness: float


def relays(store: Store, statements: Iterable[str] | None = None) -> Iterator[Relay]:
    """Yield every relay in a store, or those of the statements with these ids, with the sources as judged."""
    judged = Judged(store)
    if statements is None:
        yield from _relays(judged)
        return
    for batch in fetch.batches(statements):
        yield from _relays(judged, f"VALUES ?s {{ {in_sparql(map(judged.names.statement, batch))} }}")


def _relays(judged: Judged, those: str = "") -> Iterator[Relay]:
    """Yield relays; `those` stands within GRAPH, because pyoxigraph begins with it there, and reads all otherwise."""
    names = judged.names
    for row in judged.store.select(f"""
        SELECT ?x ?from ?credit ?medium ?to ?s ?d ?quotation ?act ?day ?publisher WHERE {{
          GRAPH ?g {{ {those} ?s {v.IS_PART_OF} ?d ; {v.ATTRIBUTED_TO} ?to ; {v.QUOTATION} ?quotation ; {v.ACT} ?act .
                      ?x {v.QUOTED_FROM} ?s
                      OPTIONAL {{ ?x {v.ATTRIBUTED_TO}|{v.PUBLISHER} ?from }}
                      OPTIONAL {{ ?x {v.SOURCE_ORGANIZATION} ?credit }}
                      OPTIONAL {{ ?s {v.TOLD_TO} ?medium }}
                      OPTIONAL {{ ?d {v.DATE_PUBLISHED} ?day }}
                      OPTIONAL {{ ?d {v.PUBLISHER} ?publisher }} }}
        }}"""):
        speaker = judged.source_of(node_of(row["s"]), node_of(row["to"]))
        outer = [judged.source_of(node_of(row["x"]), node_of(row["from"]))] if "from" in row else []
        between = [judged.one_of(node_of(row[medium])) for medium in ("credit", "medium") if medium in row]
        publisher = judged.source_of(node_of(row["d"]), node_of(row["publisher"])) if "publisher" in row else None
        for by, of in pairwise(names.id(node) for node in (*outer, *between, speaker)):
            if by != of:
                yield Relay(
                    statement=names.id(node_of(row["s"])),
                    document=names.id(node_of(row["d"])),
                    by=by,
                    of=of,
                    speaker=names.id(speaker),
                    publisher=names.id(publisher) if publisher is not None else None,
                    quotation=_QUOTATIONS[node_of(row["quotation"])],
                    act=_ACTS[node_of(row["act"])],
                    published=_day(row),
                )


def quoted(those: Iterable[Relay]) -> Iterator[Relay]:
    """Yield the relays that give the speaker's own words, wholly or in part: who quotes whom."""
    return (relay for relay in those if relay.quotation is not Quotation.INDIRECT)


def relay_network(those: Iterable[Relay]) -> "nx.DiGraph[str]":
    """Return the network of these relays; an edge has `statements`, `documents` and `acts`, which count each once."""
    statements: dict[tuple[str, str], dict[str, Act]] = defaultdict(dict)
    documents: dict[tuple[str, str], set[str]] = defaultdict(set)
    for relay in those:
        statements[relay.by, relay.of][relay.statement] = relay.act
        documents[relay.by, relay.of].add(relay.document)
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_nodes_from(sorted({node for edge in statements for node in edge}))
    for edge in sorted(statements):
        acts = Counter(act.value for act in statements[edge].values())
        network.add_edge(
            *edge, statements=len(statements[edge]), documents=len(documents[edge]), acts=dict(acts.most_common())
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
        Change(period=name, by=by, of=of, statements=data["statements"])
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


def _day(row: Mapping[str, Term]) -> date | None:
    return date.fromisoformat(literal_of(row["day"]).value) if "day" in row else None
