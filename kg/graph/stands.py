"""What a source affirms and denies in these articles, and who says otherwise."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import networkx as nx
from pyoxigraph import NamedNode

from kg.model import Act, Notice, Polarity, Statement, Status
from kg.rdf import vocabulary as v
from kg.rdf.read import Description
from kg.store import fetch
from kg.store.base import Term
from kg.store.derive import in_sparql, literal_of, node_of, values
from kg.store.judged import Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A claim, and in how many texts a source affirms and denies it; copies and versions of one text are one.

    `text` are the words of the claim's clearest statement, whoever that is by; `score` is how probably the least sure
    of the source's statements expresses the claim.
    """

    claim: str
    text: str
    affirm: int
    deny: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A claim that a source affirms and another denies, or the other way round, with a statement of each.

    `polarity` is the side of the other, which it takes in so many `texts`, and `score` how probably the two statements
    express the claim.
    """

    claim: str
    text: str
    own: str
    other: str
    by: str
    by_id: str
    polarity: Polarity
    texts: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement, with the notice on it; whether it speaks for or against something, or was disowned.

    Who declines or asks speaks for nothing, nor does what was retracted, or what somebody is only said not to have
    said.
    """

    statement: Statement
    notice: Notice | None
    speaks: bool
    is_disowned: bool

    @classmethod
    def of(cls, judged: Judged, description: Description, node: NamedNode) -> Self:
        """Read it, with the statements around it."""
        names = judged.names
        whole = [description.statement(node)]
        while (within := whole[-1].within) is not None:
            whole.append(description.statement(names.statement(within)))
        document = names.document(whole[0].document)
        notices = [judged.notice_in(document, names.statement(each.id)) for each in whole]
        disowned = any(each.polarity is Polarity.NEGATIVE for each in whole[1:])
        silent = any(each.act in _SILENT for each in whole)
        retracted = any(notice is not None and notice.status is Status.RETRACTED for notice in notices)
        return cls(
            statement=whole[0],
            notice=notices[0],
            speaks=not (disowned or silent or retracted),
            is_disowned=disowned,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """That a statement affirms or denies a claim, and how probably it expresses it."""

    statement: str
    document: str
    claim: str
    text: str
    polarity: Polarity
    score: float


def links_of(judged: Judged, statements: Mapping[NamedNode, Statement]) -> list[Link]:
    """Return what statements that speak for or against something affirm or deny."""
    names, found = judged.names, []
    graph = names.graph("claims")
    for batch in fetch.batches(statements):
        for row in judged.store.select(f"""
            SELECT ?s ?link ?c ?text ?score WHERE {{
              VALUES ?s {{ {in_sparql(batch)} }} {values("link", _LINKS)}
              GRAPH {graph} {{
                ?s ?link ?c . ?c {v.TEXT} ?text
                OPTIONAL {{ ?m {v.MEMBERSHIP_OF} ?s ; {v.MEMBERSHIP_IN} ?c ; {v.SCORE} ?score }}
              }}
            }}"""):
            own = statements[node_of(row["s"])].polarity
            found.append(
                Link(
                    statement=names.id(node_of(row["s"])),
                    document=statements[node_of(row["s"])].document,
                    claim=names.id(node_of(row["c"])),
                    text=literal_of(row["text"]).value,
                    polarity=own if row["link"] == v.EXPRESSES else _OTHER[own],
                    score=float(literal_of(row["score"]).value) if "score" in row else 1.0,
                )
            )
    return found


def texts_of(judged: Judged, links: Iterable[Link]) -> Mapping[str, str]:
    """Return what the documents of these that are one text have in common, by the document."""
    names = judged.names
    one: nx.utils.UnionFind[str] = nx.utils.UnionFind()
    documents = sorted({link.document for link in links})
    for batch in fetch.batches(map(names.document, documents)):
        for row in judged.store.select(f"""
            SELECT ?d ?of WHERE {{
              VALUES ?d {{ {in_sparql(batch)} }}
              GRAPH {names.graph("copies")} {{ ?verdict {v.VERDICT_ON} ?d ; {v.VERDICT_OF} ?of }}
            }}"""):
            one.union(names.id(node_of(row["d"])), names.id(node_of(row["of"])))
    return {document: one[document] for document in documents}


def stands(links: Iterable[Link], texts: Mapping[str, str]) -> tuple[Stand, ...]:
    """Return what is affirmed or denied, in most texts first."""
    by_claim: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_claim[link.claim].append(link)
    found = []
    for claim, those in by_claim.items():
        sides = Counter(polarity for _, polarity in {(texts[link.document], link.polarity) for link in those})
        affirm, deny = sides[Polarity.POSITIVE], sides[Polarity.NEGATIVE]
        score = min(link.score for link in those)
        found.append(Stand(claim=claim, text=those[0].text, affirm=affirm, deny=deny, score=score))
    return tuple(sorted(found, key=lambda each: (-each.affirm - each.deny, each.text, each.claim)))


def contradictions(judged: Judged, own: Sequence[Link], node: NamedNode) -> list[Contradiction]:
    """Return the claims of which somebody else affirms what it denies, or denies what it affirms.

    Those come first that one other source contradicts in most texts.
    """
    names = judged.names
    mine: dict[tuple[str, Polarity], Link] = {}
    for link in sorted(own, key=_surest):
        mine.setdefault((link.claim, _OTHER[link.polarity]), link)  # by the side that contradicts it
    by: dict[tuple[str, Polarity, NamedNode], list[Link]] = defaultdict(list)
    for batch in fetch.batches(sorted({names.claim(link.claim) for link in own}, key=lambda each: each.value)):
        rows = judged.store.select(f"""
            SELECT ?s ?link ?c ?who ?polarity WHERE {{
              VALUES ?c {{ {in_sparql(batch)} }} {values("link", _LINKS)}
              GRAPH {names.graph("claims")} {{ ?s ?link ?c }}
              GRAPH ?g {{ ?s {v.ATTRIBUTED_TO} ?who ; {v.POLARITY} ?polarity }}
            }}""")
        who = {
            node_of(row["s"]): judged.source_of(node_of(row["s"]), node_of(row["who"]))
            for row in rows
            if (names.id(node_of(row["c"])), _polarity(row)) in mine
        }
        for link in links_of(judged, _speaking(judged, [each for each, source in who.items() if source != node])):
            if (link.claim, link.polarity) in mine:
                by[link.claim, link.polarity, who[names.statement(link.statement)]].append(link)
    found, texts = [], texts_of(judged, (link for those in by.values() for link in those))
    for (claim, polarity, source), those in by.items():
        one, other = mine[claim, polarity], min(those, key=_surest)
        found.append(
            Contradiction(
                claim=claim,
                text=other.text,
                own=one.statement,
                other=other.statement,
                by=_label(judged, source),
                by_id=names.id(source),
                polarity=polarity,
                texts=len({texts[link.document] for link in those}),
                score=min(one.score, other.score),
            )
        )
    return sorted(found, key=lambda each: (-each.texts, each.text, each.by, each.claim, each.by_id))


def _surest(link: Link) -> tuple[float, str]:
    return -link.score, link.statement


def _polarity(row: Mapping[str, Term]) -> Polarity:
    """Return on which side of its claim a statement is, from its own polarity and how it is linked."""
    own = next(each for each, term in v.POLARITIES.items() if term == row["polarity"])
    return own if row["link"] == v.EXPRESSES else _OTHER[own]


def _speaking(judged: Judged, nodes: Iterable[NamedNode]) -> dict[NamedNode, Statement]:
    """Return those of statements that speak for or against something."""
    found: dict[NamedNode, Statement] = {}
    for batch in fetch.batches(sorted(nodes, key=lambda each: each.value)):
        description = Description(judged.names, fetch.statements(judged, batch))
        told = ((node, Told.of(judged, description, node)) for node in batch if description.holds(node))
        found |= {node: each.statement for node, each in told if each.speaks}
    return found


def _label(judged: Judged, source: NamedNode) -> str:
    one = judged.one_of(source)
    return Description(judged.names, fetch.sources(judged, [one])).source(one).label


_SILENT = (Act.DECLINE, Act.ASK)
_LINKS = (v.EXPRESSES, v.EXPRESSES_OPPOSITE)
_OTHER = {Polarity.POSITIVE: Polarity.NEGATIVE, Polarity.NEGATIVE: Polarity.POSITIVE}
