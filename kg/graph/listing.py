"""Claims as a list: what several statements express, with how many say so and how many deny it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pyoxigraph import NamedNode

from kg.claims.words import fold
from kg.errors import QueryError
from kg.graph.corroboration import independent_ways
from kg.graph.evidence import CLAIM, evidence
from kg.graph.reading import dossiers
from kg.graph.tellings import SURE
from kg.model import Act, Polarity, Status
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store import fetch
from kg.store.base import Store, Term
from kg.store.catalogue import Page
from kg.store.derive import in_sparql, literal_of, node_of

EXAMINED = 1000
"""How many claims are looked through for their origins, those in most articles first: each has to be read whole."""
_WORD = re.compile(r"\w+")
_LINK = f"{v.EXPRESSES}|{v.EXPRESSES_OPPOSITE}"
_AGAINST = (
    f"({v.EXPRESSES} {v.POLARITIES[Polarity.NEGATIVE]}) ({v.EXPRESSES_OPPOSITE} {v.POLARITIES[Polarity.POSITIVE]})"
)
"""How a statement is linked to its claim, with the polarity by which it is against it."""
_DOUBTFUL = f"{{ ?membership {v.MEMBERSHIP_OF} ?s ; {v.MEMBERSHIP_IN} ?c ; {v.SCORE} ?score FILTER(?score < {SURE}) }}"
"""That a statement may well express something else than its claim."""
_SILENT = in_sparql(v.ACTS[act] for act in (Act.DECLINE, Act.ASK)).replace(" ", ", ")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecord:
    """A claim as lists show it: in how many statements and articles, how many of these deny it, and its origins.

    `statements` are all that surely express it, and `doubtful` those that may say something else, which count for
    nothing else here. Those that were retracted, decline to say or ask neither affirm nor deny it, nor do those within
    such a statement, or within a denial. `origins` is the number of those who affirm it, and `ways` that of the
    independent ways from them to the reader; both are None where they were not asked for.
    """

    id: str
    text: str
    statements: int
    documents: int
    affirming: int
    denying: int
    doubtful: int = 0
    origins: int | None = None
    ways: int | None = None

    @property
    def is_disputed(self) -> bool:
        """Whether somebody affirms it and somebody denies it."""
        return bool(self.affirming and self.denying)

    @property
    def is_told(self) -> bool:
        """Whether it has words, and somebody affirms or denies it, as nobody does who only declines to say."""
        return bool(self.affirming or self.denying) and any(map(str.isalpha, self.text))


def claims(
    store: Store,
    *,
    about: str | None = None,
    contested: bool = False,
    origins: int | None = None,
    several: bool = True,
    limit: int | None = None,
    offset: int = 0,
) -> Page[ClaimRecord]:
    """Return the claims in most articles first, then in most statements, then by text.

    Each word of `about` begins a word of the claim. `contested` are those that somebody affirms and somebody denies,
    `several` those that more than one statement expresses, and that somebody affirms or denies in words: a number by
    itself is none. With `origins`, only the `EXAMINED` first that fit the rest
    are looked through for those that so many sources affirm; the total is of these. Raises QueryError for `about`
    without letters or digits.
    """
    found = sorted(_records(store, _candidates(store, about, several=several)), key=_rank)
    if several:
        found = [record for record in found if record.is_told]
    if contested:
        found = [record for record in found if record.is_disputed]
    if origins is not None:
        found = [record for record in _with_origins(store, found[:EXAMINED]) if record.origins == origins]
    page = found[offset : None if limit is None else offset + limit]
    if origins is None:
        page = list(_with_origins(store, page))
    return Page(rows=tuple(page), total=len(found), offset=offset)


def claims_of(store: Store, statements: Iterable[str]) -> Mapping[str, str]:
    """Return the claim of each of these statements that shares it with another, by the statement's id."""
    names = Names(store.base)
    graph = names.graph("claims")
    found = {}
    for batch in fetch.batches(map(names.statement, statements)):
        for row in store.select(
            f"SELECT ?s ?c WHERE {{ VALUES ?s {{ {in_sparql(batch)} }} GRAPH {graph} {{ ?s {_LINK} ?c }} "
            f"FILTER EXISTS {{ GRAPH {graph} {{ ?other {_LINK} ?c }} FILTER(?other != ?s) }} }}"
        ):
            found[names.id(node_of(row["s"]))] = names.id(node_of(row["c"]))
    return found


def _candidates(store: Store, about: str | None, *, several: bool) -> Iterator[tuple[NamedNode, str]]:
    """Yield the claims with their texts."""
    words = None if about is None else _WORD.findall(fold(about))
    if words is not None and not words:
        raise QueryError(f"{about!r} has neither letters nor digits to look for")
    graph = Names(store.base).graph("claims")
    more = (
        f"{{ SELECT ?c WHERE {{ GRAPH {graph} {{ ?s {_LINK} ?c }} }} GROUP BY ?c HAVING(COUNT(?s) > 1) }}"
        if several
        else ""
    )
    for row in store.select(f"SELECT ?c ?text WHERE {{ {more} GRAPH {graph} {{ ?c a {v.CLAIM} ; {v.TEXT} ?text }} }}"):
        text = literal_of(row["text"]).value
        if words is None or _fits(words, text):
            yield node_of(row["c"]), text


def _fits(words: Sequence[str], text: str) -> bool:
    there = _WORD.findall(fold(text))
    return all(any(each.startswith(word) for each in there) for word in words)


def _records(store: Store, candidates: Iterable[tuple[NamedNode, str]]) -> Iterator[ClaimRecord]:
    names = Names(store.base)
    for batch in fetch.batches(candidates):
        texts = dict(batch)
        gone = Counter((claim, against) for claim, _, against in _aside(store, texts))
        doubtful = _doubtful(store, texts)
        for row in store.select(f"""
            SELECT ?c (COUNT(?s) AS ?statements) (COUNT(DISTINCT ?d) AS ?documents)
                   (SUM(IF(?act IN ({_SILENT}) || ?polarity = ?against, 0, 1)) AS ?affirming)
                   (SUM(IF(?act IN ({_SILENT}) || ?polarity != ?against, 0, 1)) AS ?denying)
            WHERE {{
              VALUES ?c {{ {in_sparql(texts)} }}
              VALUES (?link ?against) {{ {_AGAINST} }}
              GRAPH {names.graph("claims")} {{ ?s ?link ?c FILTER NOT EXISTS {_DOUBTFUL} }}
              GRAPH ?g {{ ?s {v.IS_PART_OF} ?d ; {v.ACT} ?act ; {v.POLARITY} ?polarity }}
            }} GROUP BY ?c"""):
            claim = node_of(row["c"])
            yield ClaimRecord(
                id=names.id(claim),
                text=texts[claim],
                statements=_number(row["statements"]),
                documents=_number(row["documents"]),
                affirming=_number(row["affirming"]) - gone[claim, False],
                denying=_number(row["denying"]) - gone[claim, True],
                doubtful=doubtful[claim],
            )


def _doubtful(store: Store, claims: Iterable[NamedNode]) -> Counter[NamedNode]:
    """Return how many statements may well express something else than the claims that they were joined to."""
    rows = store.select(
        f"SELECT ?c ?s WHERE {{ VALUES ?c {{ {in_sparql(claims)} }} "
        f"GRAPH {Names(store.base).graph('claims')} {_DOUBTFUL} }}"
    )
    return Counter(node_of(row["c"]) for row in rows)


def _aside(store: Store, claims: Iterable[NamedNode]) -> set[tuple[NamedNode, NamedNode, bool]]:
    """Return which statements count for nothing, though they speak: with their claims, and whether they are against.

    Such are those that were retracted, and those within a statement that was, or by which somebody denies that it was
    said, asks, or declines to say.
    """
    names = Names(store.base)
    judged, retracted = names.graph("judged"), v.STATUSES[Status.RETRACTED]
    negative = v.POLARITIES[Polarity.NEGATIVE]
    found = set()
    for why in (
        f"GRAPH {judged} {{ ?s {v.STATUS} {retracted} }}",
        f"GRAPH {judged} {{ ?outer {v.STATUS} {retracted} }} GRAPH ?g {{ ?outer {v.QUOTED_FROM}+ ?s }}",
        f"GRAPH ?g {{ ?outer {v.QUOTED_FROM}+ ?s ; {v.POLARITY} ?its ; {v.ACT} ?did }} "
        f"FILTER(?its = {negative} || ?did IN ({_SILENT}))",
    ):
        for row in store.select(f"""
            SELECT DISTINCT ?c ?s ?polarity ?against WHERE {{
              VALUES ?c {{ {in_sparql(claims)} }}
              VALUES (?link ?against) {{ {_AGAINST} }}
              GRAPH {names.graph("claims")} {{ ?s ?link ?c FILTER NOT EXISTS {_DOUBTFUL} }}
              {why}
              GRAPH ?g {{ ?s {v.ACT} ?act ; {v.POLARITY} ?polarity }}
              FILTER(?act NOT IN ({_SILENT}))
            }}"""):
            found.add((node_of(row["c"]), node_of(row["s"]), row["polarity"] == row["against"]))
    return found


def _with_origins(store: Store, records: Sequence[ClaimRecord]) -> Iterator[ClaimRecord]:
    remaining = iter(records)
    while batch := list(islice(remaining, 100)):
        for record, dossier in zip(batch, dossiers(store, [record.id for record in batch]), strict=True):
            affirmed = evidence(dossier).side(Polarity.POSITIVE)
            yield replace(record, origins=affirmed.out_degree(CLAIM), ways=independent_ways(affirmed))


def _rank(record: ClaimRecord) -> tuple[int, int, str, str]:
    return -record.documents, -record.statements, record.text, record.id


def _number(term: Term) -> int:
    return int(literal_of(term).value)
