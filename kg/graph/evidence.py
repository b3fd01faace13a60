"""The evidence graph of a claim: everything through which it reached the reader, as a networkx graph with proofs.

    claim → origin → relay → agency → publisher → document → text → reader
                                                  document → copy → its publisher

An edge runs the way the words went. A node of a source stands for all that it is in these articles: a newspaper that
one article cites is the one that printed another, so that "according to The Times" goes back to The Times's own article
where there is one. An origin is a source that a statement ends at, and that no statement on the same side shows to have
it from somebody else. An unnamed source is a node of its own for each statement; one of a text that several print is
one. A copy has its words from the original's node; what all documents of one text say goes through one node.

Statements that deny the claim have edges of their own; `side` picks those of one polarity.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import networkx as nx

from kg.graph.editions import Editions
from kg.graph.moments import Moment
from kg.graph.tellings import Dossier, Hand, Telling, Way
from kg.model import Act, Notice, Polarity, Source, Span, Statement

CLAIM, READER = "claim", "reader"


class Aside(StrEnum):
    """Why a statement that expresses a claim speaks neither for nor against it here."""

    RETRACTED = "retracted"
    RESTS_ON_RETRACTED = "rests on what was retracted"
    SILENT = "declined to say"
    ASKED = "asked"
    DOUBTFUL = "may say something else"
    INSIDE_DENIAL = "inside a denial"


_SILENT = {Act.DECLINE: Aside.SILENT, Act.ASK: Aside.ASKED}
_Outlet = tuple[str, Polarity]
"""The id of an outlet, and a side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A statement that does not count, and why; `notice` is the retraction, where that is why."""

    telling: Telling
    why: Aside
    notice: Notice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What shows that a claim went along an edge.

    `statement` is the one whose words show it, with its document and the spans of its source and cue; `telling` the one
    that expresses the claim.
    """

    telling: str
    statement: str
    document: str
    way: Way
    polarity: Polarity
    cue: str
    spans: tuple[Span, ...]
    moment: Moment

    @property
    def order(self) -> tuple[str, str, str]:
        """By which proofs are listed."""
        return self.telling, self.statement, self.way


def source_node(id_: str) -> str:
    """Return the node of a source."""
    return f"source/{id_}"


def document_node(id_: str) -> str:
    """Return the node of a document."""
    return f"document/{id_}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The evidence for and against a claim.

    Nodes of `graph` have `kind` ("claim", "source", "document", "text", "reader") and `name`; those of sources also
    `source` (a `kg.model.Source`) and `medium` (whether it published or was credited), those of documents `title`,
    `publisher` and `published`, those of texts `documents`. Edges have `proofs`, in order. `reprints` tells of which
    telling another is only a reprint, `echoes` for whose an unnamed source's stands in another printing of the text.
    """

    dossier: Dossier
    graph: "nx.DiGraph[str]"
    tellings: tuple[Telling, ...]
    reprints: dict[str, Telling]
    echoes: dict[str, tuple[Telling, ...]]
    aside: tuple[SetAside, ...]

    def side(self, polarity: Polarity) -> "nx.DiGraph[str]":
        """Return what is between the claim and the reader on one side; without an origin, no edge leaves the claim."""
        chosen: nx.DiGraph[str] = nx.DiGraph()
        chosen.add_nodes_from((node, self.graph.nodes[node]) for node in (CLAIM, READER))
        for one, other, data in self.graph.edges(data=True):
            proofs = tuple(proof for proof in data["proofs"] if proof.polarity is polarity)
            if proofs:
                chosen.add_nodes_from((node, self.graph.nodes[node]) for node in (one, other))
                chosen.add_edge(one, other, proofs=proofs)
        return chosen


def evidence(dossier: Dossier) -> Evidence:
    """Return the evidence graph of a claim; it does not depend on the order of the tellings."""
    whole = sorted(dossier.tellings, key=lambda telling: telling.id)
    editions = Editions(whole, dossier.copies)
    reprints = dict(editions.reprints())
    echoes = dict(editions.echoes())
    aside = _set_aside(whole, reprints)
    left_out = {each.telling.id for each in aside}
    counted = [telling for telling in whole if telling.id not in left_out]
    reprints = {id_: of for id_, of in reprints.items() if left_out.isdisjoint((id_, of.id))}
    echoes = {
        id_: of for id_, of in echoes.items() if id_ not in reprints and left_out.isdisjoint((id_, *(e.id for e in of)))
    }
    graph = _Drawing(editions, counted, reprints, echoes).graph
    return Evidence(
        dossier=dossier,
        graph=graph,
        tellings=tuple(counted),
        reprints=reprints,
        echoes=echoes,
        aside=tuple(aside),
    )


def enclosing(tellings: Iterable[Telling]) -> set[str]:
    """Return the ids of statements that enclose another of the claim, on the same side: they relay it."""
    tellings = list(tellings)
    sides = {telling.id: telling.polarity for telling in tellings}
    return {around.id for telling in tellings for around in telling.around if sides.get(around.id) is telling.polarity}


def _set_aside(tellings: Sequence[Telling], reprints: Mapping[str, Telling]) -> list[SetAside]:
    found: dict[str, SetAside] = {}
    for telling in tellings:
        why, notice = _SILENT.get(telling.statement.act), None
        if why is None and not telling.is_sure:
            why = Aside.DOUBTFUL
        if telling.withdrawn is not None:
            why, notice = Aside.RETRACTED, telling.withdrawn
        elif any(each.polarity is Polarity.NEGATIVE or each.act in _SILENT for each in telling.around):
            why = Aside.INSIDE_DENIAL
        if why is not None:
            found[telling.id] = SetAside(telling=telling, why=why, notice=notice)
    while more := [
        *_copying_what_was_retracted(reprints, tellings, found),
        *_citing_what_was_retracted(reprints, tellings, found),
    ]:
        found.update((each.telling.id, each) for each in more)
    return [found[telling.id] for telling in tellings if telling.id in found]


def _copying_what_was_retracted(
    reprints: Mapping[str, Telling], tellings: Sequence[Telling], found: Mapping[str, SetAside]
) -> Iterator[SetAside]:
    """Yield the tellings that are reprints of what was retracted, or rests on that."""
    for telling in tellings:
        original = reprints.get(telling.id)
        aside = found.get(original.id) if original is not None else None
        if telling.id not in found and aside is not None and aside.notice is not None:
            yield SetAside(telling=telling, why=Aside.RESTS_ON_RETRACTED, notice=aside.notice)


def _citing_what_was_retracted(
    reprints: Mapping[str, Telling], tellings: Sequence[Telling], found: Mapping[str, SetAside]
) -> Iterator[SetAside]:
    """Yield the tellings that came through an outlet whose own articles with the claim are all retracted.

    A text that it prints from others is none of its own.
    """
    withdrawn: dict[_Outlet, Notice] = {}
    standing: set[_Outlet] = set()
    for telling in tellings:
        aside = found.get(telling.id)
        outlets = [(each.id, telling.polarity) for each in (telling.publisher, telling.credit) if each is not None]
        if aside is None:
            standing.update(outlets if telling.id not in reprints else ())
        elif aside.notice is not None:
            for outlet in outlets:
                withdrawn.setdefault(outlet, aside.notice)
    for telling in tellings:
        if telling.id in found:
            continue
        own = telling.publisher.id if telling.publisher is not None else None
        for each in (telling.statement, *reversed(telling.around)):
            outlet = each.source.id, telling.polarity
            if each.source.id != own and outlet in withdrawn and outlet not in standing:
                yield SetAside(telling=telling, why=Aside.RESTS_ON_RETRACTED, notice=withdrawn[outlet])
                break


class _Drawing:
    """An evidence graph as it grows."""

    def __init__(
        self,
        editions: Editions,
        tellings: Sequence[Telling],
        reprints: Mapping[str, Telling],
        echoes: Mapping[str, tuple[Telling, ...]],
    ) -> None:
        self._editions = editions
        self._echoes = echoes
        self._credits = editions.credits(tellings)
        self._proofs: dict[tuple[str, str], list[Proof]] = defaultdict(list)
        self._nodes: dict[str, dict[str, Any]] = {}
        self._printed: dict[tuple[str, Polarity], set[str]] = defaultdict(set)
        for telling in tellings:
            document = telling.statement.document
            self._printed[editions.text(document), telling.polarity].add(document)
        relays = enclosing(tellings)
        inward: set[tuple[str, Polarity]] = set()
        first: list[Telling] = []
        for telling in tellings:
            self._document(telling)
            original = reprints.get(telling.id)
            if original is not None:
                self._reprint(telling, original)
            elif telling.id not in relays:
                self._original(telling)
                first.append(telling)
        for (one, other), proofs in self._proofs.items():
            if other.startswith("source/") and one != other:
                inward.update((other, proof.polarity) for proof in proofs)
        for telling in first:
            origin = source_node(telling.statement.source.id)
            if (origin, telling.polarity) not in inward and telling.id not in echoes:
                self._edge(CLAIM, origin, telling, Way.SAID, telling.statement)

    @property
    def graph(self) -> "nx.DiGraph[str]":
        """The graph, with nodes and edges in order."""
        made: nx.DiGraph[str] = nx.DiGraph()
        made.add_node(CLAIM, kind="claim", name="the claim")
        made.add_nodes_from(sorted(self._nodes.items()))
        made.add_node(READER, kind="reader", name="the reader")
        for edge, proofs in sorted(self._proofs.items()):
            made.add_edge(*edge, proofs=tuple(sorted(proofs, key=lambda proof: proof.order)))
        return made

    def _original(self, telling: Telling) -> None:
        hands = self._hands(telling)
        echoed = [each.statement.source for each in self._echoes.get(telling.id, ())]
        before = echoed or [hands[0].source]
        for source in before:
            self._source(source)
        for hand in hands[1:]:
            self._source(hand.source, medium=hand.way in (Way.CREDITED, Way.PUBLISHED))
            for source in before:
                if source.id != hand.source.id:
                    self._edge(source_node(source.id), source_node(hand.source.id), telling, hand.way, hand.statement)
            before = [hand.source]
        document = document_node(telling.statement.document)
        for source in before:
            self._edge(source_node(source.id), document, telling, Way.PRINTED, telling.outermost)
        self._read(document, telling)

    def _reprint(self, telling: Telling, original: Telling) -> None:
        document, of = (document_node(each.statement.document) for each in (telling, original))
        self._edge(of, document, telling, Way.REPRINTED, telling.outermost)
        self._read(document, telling)
        had = {hand.source.id for hand in self._hands(original)}  # who has it from there already heard it back
        if telling.publisher is not None and telling.publisher.id not in had:
            self._source(telling.publisher, medium=True)
            self._edge(document, source_node(telling.publisher.id), telling, Way.PUBLISHED, telling.outermost)

    def _hands(self, telling: Telling) -> tuple[Hand, ...]:
        return telling.hands(self._credits.get(self._editions.text(telling.statement.document)))

    def _read(self, document: str, telling: Telling) -> None:
        """Lead from a document to the reader, through the text where several documents of one side print it."""
        text = self._editions.text(telling.statement.document)
        if len(self._printed[text, telling.polarity]) == 1:
            self._edge(document, READER, telling, Way.PRINTED, telling.outermost)
            return
        documents = {each for side in Polarity for each in self._printed[text, side]}
        node = f"text/{text}"
        self._nodes[node] = {
            "kind": "text",
            "name": f"one text, printed in {len(documents)} articles",
            "documents": tuple(sorted(documents)),
        }
        self._edge(document, node, telling, Way.PRINTED, telling.outermost)
        self._edge(node, READER, telling, Way.PRINTED, telling.outermost)

    def _source(self, source: Source, *, medium: bool = False) -> None:
        known = self._nodes.setdefault(
            source_node(source.id), {"kind": "source", "name": source.shown, "source": source, "medium": False}
        )
        known["medium"] = known["medium"] or medium

    def _document(self, telling: Telling) -> None:
        metadata = telling.metadata
        self._nodes[document_node(telling.statement.document)] = {
            "kind": "document",
            "name": metadata.title or "an article without a headline",
            "title": metadata.title,
            "publisher": telling.publisher,
            "published": metadata.published,
        }

    def _edge(self, one: str, other: str, telling: Telling, way: Way, statement: Statement) -> None:
        passages = [each for each in (statement.source_words, statement.cue) if each is not None]
        self._proofs[one, other].append(
            Proof(
                telling=telling.id,
                statement=statement.id,
                document=statement.document,
                way=way,
                polarity=telling.polarity,
                cue=statement.cue.text if statement.cue else "",
                spans=tuple(sorted(span for each in passages for span in each.spans)),
                moment=telling.moment,
            )
        )
