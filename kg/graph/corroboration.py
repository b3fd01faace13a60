"""On whose word a claim rests: origins, independent ways, choke points, circles, who was first. Never its truth.

Every figure comes with the statements that show it, by their ids; whoever doubts one looks them up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

import networkx as nx

from kg.claims.claims import Claim
from kg.graph.evidence import (
    CLAIM,
    READER,
    Evidence,
    Proof,
    SetAside,
    enclosing,
    evidence,
)
from kg.graph.moments import UNKNOWN, Lag, Moment, lag, may_be_first
from kg.graph.tellings import Dossier, Telling, Way
from kg.model import Certainty, Polarity, Quotation, Source

_RELAYS = frozenset({Way.TOLD, Way.RELAYED, Way.CREDITED, Way.PUBLISHED})
_QUOTATIONS = {Quotation.DIRECT: 0, Quotation.MIXED: 1, Quotation.INDIRECT: 2}
_CERTAINTIES = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2, Certainty.UNKNOWN: 3}


class Ground(StrEnum):
    """What first sets the most direct statement apart from the others of its side; the order is that of weight."""

    OWN_WORDS = "own words"
    CERTAIN = "certainty"
    NAMED = "named source"
    HANDS = "fewest hands"
    READING = "surest reading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A way from an origin to the reader: the nodes between claim and reader, and the statements that show it."""

    nodes: tuple[str, ...]
    names: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A source at which statements of a claim end.

    `statements` are these, `reprints` the same words in copies, `relays` who had it from the origin directly,
    and `path` the shortest way to the reader.
    """

    source: Source
    statements: tuple[str, ...]
    reprints: tuple[str, ...]
    relays: tuple[Source, ...]
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ChokePoint:
    """A node that every way from the origins to the reader passes: a source, an article, or one text of several.

    `documents` counts the articles behind it, which is all of them; `statements` show how it got the claim.
    """

    node: str
    name: str
    source: Source | None
    documents: int
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Sources that have the claim from each other: each from the one before, the first from the last."""

    sources: tuple[Source, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement in the order of time: who, when, in whose article, and how long after the first.

    `after` is None for those who may have been the first. `hands` counts the sources between origin and article.
    """

    statement: str
    document: str
    source: Source
    publisher: Source | None
    moment: Moment
    after: Lag | None
    hands: int
    reprint: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What speaks for a claim, or against it.

    `independent` is the largest number of paths from the claim's origins to the reader of which no two share a source
    or a text: the maximum flow from claim to reader in the evidence graph, every node but these two having the
    capacity of one (Menger 1927). `paths` are such paths, one set of possibly several. So one newspaper that quotes
    five ministers is one path, five newspapers that quote one minister are one, and copies add none. It counts what
    the articles show, and is an upper bound where they hide a common origin: two unnamed officials may be one; and
    where an outlet has the claim in several ways, since a path may leave it on another than that on which it came.

    A source that the articles show to have the claim from others is no origin, whatever it says elsewhere; where
    sources have it only from each other, there is none. `unnamed` counts the origins without a name. `strongest` is
    the statement, of those that lead back to an origin if any do, that comes first by: direct quotation before mixed
    before indirect, certainty, a named source, fewest hands, confidence of the reading; `ground` is which of these
    decided, None where there is no other but copies.
    """

    polarity: Polarity
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    origins: tuple[Origin, ...]
    unnamed: int
    independent: int
    paths: tuple[Path, ...]
    choke_points: tuple[ChokePoint, ...]
    circles: tuple[Circle, ...]
    told: tuple[Told, ...]
    strongest: str | None
    ground: Ground | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """On whose word a claim rests, and on whose word it is denied; `aside` holds what speaks for neither, and why."""

    claim: Claim
    affirmed: Side
    denied: Side
    aside: tuple[SetAside, ...]
    corrected: tuple[str, ...]

    @property
    def contested(self) -> bool:
        """Whether somebody affirms it and somebody denies it."""
        return bool(self.affirmed.statements and self.denied.statements)


def corroboration(dossier: Dossier) -> Corroboration:
    """Return the report on a claim; it depends on nothing but what is in the dossier, in whatever order."""
    return report(evidence(dossier))


def report(found: Evidence) -> Corroboration:
    """Return the report on a claim whose evidence graph is there already."""
    return Corroboration(
        claim=found.dossier.claim,
        affirmed=_side(found, Polarity.POSITIVE),
        denied=_side(found, Polarity.NEGATIVE),
        aside=found.aside,
        corrected=tuple(each.id for each in found.tellings if each.notice is not None),
    )


def independent_ways(side: "nx.DiGraph[str]") -> int:
    """Return how many ways lead from the origins to the reader that share no source and no text; see `Side`."""
    return len(_independent(_reachable(side)))


def _side(found: Evidence, polarity: Polarity) -> Side:
    graph = _reachable(found.side(polarity))
    tellings = [telling for telling in found.tellings if telling.polarity is polarity]
    origins = tuple(_origins(found, graph, tellings))
    relays = enclosing(tellings)
    own = [telling for telling in tellings if telling.id not in relays]
    paths = tuple(_independent(graph))
    ranked = sorted(_leading_back(graph, own) or own, key=_strength)
    return Side(
        polarity=polarity,
        statements=tuple(telling.id for telling in tellings),
        documents=tuple(sorted({telling.statement.document for telling in tellings})),
        origins=origins,
        unnamed=sum(not origin.source.named for origin in origins),
        independent=len(paths),
        paths=paths,
        choke_points=tuple(_choke_points(graph)),
        circles=tuple(_circles(found.side(polarity))),
        told=tuple(_told(found, tellings)),
        strongest=ranked[0].id if ranked else None,
        ground=_ground(ranked[0], (each for each in ranked[1:] if each.id not in found.reprints)) if ranked else None,
    )


def _leading_back(graph: "nx.DiGraph[str]", tellings: Iterable[Telling]) -> list[Telling]:
    """Return the tellings that show a step on a way from an origin to the reader."""
    shown = {proof.telling for _, _, data in graph.edges(data=True) for proof in data["proofs"]}
    return [telling for telling in tellings if telling.id in shown]


def _reachable(graph: "nx.DiGraph[str]") -> "nx.DiGraph[str]":
    """Return what lies on a way from the claim to the reader."""
    after, before = nx.descendants(graph, CLAIM), nx.ancestors(graph, READER)
    kept = [node for node in graph if node in (CLAIM, READER) or (node in after and node in before)]
    return graph.subgraph(kept).copy()


def _independent(graph: "nx.DiGraph[str]") -> list[Path]:
    """Return as many paths without a common node as there can be: those of single statements where these suffice."""
    if not graph.out_degree(CLAIM):
        return []
    single: list[list[str]] = []
    used: set[str] = set()
    for nodes in sorted(_single_ways(graph), key=lambda way: (len(way), way)):
        if used.isdisjoint(nodes[1:-1]):
            single.append(nodes)
            used.update(nodes[1:-1])
    chosen = single
    if len(single) < min(graph.out_degree(CLAIM), graph.in_degree(READER)):  # else there can't be more
        most = list(nx.node_disjoint_paths(graph, CLAIM, READER))
        chosen = single if len(single) == len(most) else most
    return sorted((_path(graph, nodes) for nodes in chosen), key=lambda path: (len(path.nodes), path.nodes))


def _single_ways(graph: "nx.DiGraph[str]") -> Iterator[list[str]]:
    """Yield the ways from the claim to the reader that one statement shows whole."""
    steps: dict[str, dict[str, str]] = defaultdict(dict)
    for one, other, data in graph.edges(data=True):
        for proof in data["proofs"]:
            steps[proof.telling][one] = other
    for following in steps.values():
        way = [CLAIM]
        while way[-1] in following:
            way.append(following[way[-1]])
        if len(way) > 1 and way[-1] == READER:
            yield way


def _path(graph: "nx.DiGraph[str]", nodes: Sequence[str]) -> Path:
    """Return a path with, for each of its steps, a statement that shows it: of the tellings that show most steps."""
    steps: list[Sequence[Proof]] = [graph.edges[edge]["proofs"] for edge in pairwise(nodes)]
    shown: dict[str, int] = defaultdict(int)
    for proofs in steps:
        for telling in {proof.telling for proof in proofs}:
            shown[telling] += 1
    chosen = (min(proofs, key=lambda proof: (-shown[proof.telling], proof.order)) for proofs in steps)
    between = nodes[1:-1]
    return Path(
        nodes=tuple(between),
        names=tuple(graph.nodes[node]["name"] for node in between),
        statements=tuple(dict.fromkeys(proof.statement for proof in chosen)),
    )


def _origins(found: Evidence, graph: "nx.DiGraph[str]", tellings: Iterable[Telling]) -> Iterator[Origin]:
    """Yield the origins, those with most statements first, then by name."""
    ending: dict[str, list[str]] = defaultdict(list)
    reprints: dict[str, list[str]] = defaultdict(list)
    relays = enclosing(found.tellings)
    for telling in tellings:
        if (original := found.reprints.get(telling.id)) is not None:
            reprints[original.statement.source.id].append(telling.id)
        elif telling.id in found.echoes:
            for named in found.echoes[telling.id]:
                reprints[named.statement.source.id].append(telling.id)
        elif telling.id not in relays:
            ending[telling.statement.source.id].append(telling.id)
    ways = {way[1]: way for way in sorted(_single_ways(graph), key=lambda way: (len(way), way), reverse=True)}
    made = []
    for node in graph.successors(CLAIM):
        source: Source = graph.nodes[node]["source"]
        after = [graph.nodes[each] for each in graph.successors(node)]
        made.append(
            Origin(
                source=source,
                statements=tuple(ending[source.id]),
                reprints=tuple(reprints[source.id]),
                relays=tuple(sorted((each["source"] for each in after if each["kind"] == "source"), key=_named)),
                path=_path(graph, ways.get(node) or [CLAIM, *_shortest(graph, node)]),
            )
        )
    yield from sorted(
        made, key=lambda origin: (-len(origin.statements), not origin.source.named, _named(origin.source))
    )


def _shortest(graph: "nx.DiGraph[str]", node: str) -> list[str]:
    path: list[str] = nx.shortest_path(graph, node, READER)
    return path


def _choke_points(graph: "nx.DiGraph[str]") -> Iterator[ChokePoint]:
    """Yield the nodes that every way passes, the innermost first: the dominators of the reader.

    Where all ways pass one text that several print, none of its articles and their publishers is told: it is the text.
    """
    if not graph.out_degree(CLAIM):
        return
    above = nx.immediate_dominators(graph, CLAIM)
    passed = []
    node = above[READER]
    while node != CLAIM:
        passed.append(node)
        node = above[node]
    documents = [node for node in graph if graph.nodes[node]["kind"] == "document"]
    texts = {node for node in passed if graph.nodes[node]["kind"] == "text"}
    for node in reversed(passed):
        data = graph.nodes[node]
        if _only_prints(graph, node, texts):
            continue
        inward = [proof for edge in graph.in_edges(node, data=True) for proof in edge[2]["proofs"]]
        yield ChokePoint(
            node=node,
            name=data["name"],
            source=data.get("source"),
            documents=len(documents),
            statements=tuple(sorted({proof.statement for proof in inward})),
        )


def _only_prints(graph: "nx.DiGraph[str]", node: str, texts: Set[str]) -> bool:
    """Tell whether this is an article of one of these texts, or the publisher of nothing but such articles."""
    data = graph.nodes[node]
    if data["kind"] == "document":
        return not texts.isdisjoint(graph.successors(node))
    if data["kind"] != "source" or not data["medium"]:
        return False
    return all(
        graph.nodes[each]["kind"] == "document" and _only_prints(graph, each, texts) for each in graph.successors(node)
    )


def _circles(graph: "nx.DiGraph[str]") -> Iterator[Circle]:
    """Yield a shortest circle among each set of sources that have the claim from each other."""
    relays: nx.DiGraph[str] = nx.DiGraph()
    for one, other, data in graph.edges(data=True):
        if graph.nodes[one]["kind"] == graph.nodes[other]["kind"] == "source":
            proofs = [proof for proof in data["proofs"] if proof.way in _RELAYS]
            if proofs:
                relays.add_edge(one, other, proofs=proofs)
    among = [sorted(each) for each in nx.strongly_connected_components(relays) if len(each) > 1]
    for members in sorted(among):
        ring = relays.subgraph(members)
        ways = [nx.shortest_path(ring, after, members[0]) for after in sorted(ring.successors(members[0]))]
        turn = [members[0], *min(ways, key=lambda way: (len(way), way))]
        shown = [min(ring.edges[edge]["proofs"], key=lambda proof: proof.order).statement for edge in pairwise(turn)]
        yield Circle(
            sources=tuple(graph.nodes[node]["source"] for node in turn[:-1]), statements=tuple(dict.fromkeys(shown))
        )


def _told(found: Evidence, tellings: Sequence[Telling]) -> Iterator[Told]:
    """Yield the statements by day, those of an unknown day last."""
    moments = {telling.id: telling.moment for telling in tellings}
    soonest = min((moment.end for moment in moments.values() if moment.end), default=None)
    leading = [moment for moment in moments.values() if soonest is not None and may_be_first(moment, soonest)]
    starts = [moment.start for moment in leading if moment.start is not None]
    first = replace(
        UNKNOWN, start=min(starts) if starts and len(starts) == len(leading) else None, end=soonest
    )  # whoever of them it was
    for telling in sorted(tellings, key=lambda each: (_by_end(moments[each.id]), each.id)):
        moment = moments[telling.id]
        may_lead = soonest is not None and may_be_first(moment, soonest)
        yield Told(
            statement=telling.id,
            document=telling.statement.document,
            source=telling.statement.source,
            publisher=telling.publisher,
            moment=moment,
            after=None if may_lead else lag(first, moment),
            hands=_hands(telling),
            reprint=telling.id in found.reprints,
        )


def _by_end(moment: Moment) -> tuple[bool, str, str]:
    end, start = moment.end, moment.start
    return end is None, end.isoformat() if end else "", start.isoformat() if start else ""


def _hands(telling: Telling) -> int:
    """Return how many sources a statement went through after its own, the publisher included."""
    return len(telling.hands()) - 1


def _strength(telling: Telling) -> tuple[int, int, bool, int, float, str]:
    statement = telling.statement
    return (
        _QUOTATIONS[statement.quotation],
        _CERTAINTIES[statement.certainty],
        not statement.source.named,
        _hands(telling),
        -statement.confidence,
        statement.id,
    )


def _ground(strongest: Telling, others: Iterable[Telling]) -> Ground | None:
    """Return what sets a statement apart from the next best."""
    following = next(iter(others), None)
    if following is None:
        return None
    pairs = zip(Ground, _strength(strongest), _strength(following), strict=False)
    return next((ground for ground, one, other in pairs if one != other), Ground.READING)


def _named(source: Source) -> tuple[str, str]:
    return source.name.casefold(), source.id
