"""Denials that may be of a claim, though nothing shows that they are: told as such, and counted nowhere.

One may reject a claim in words too far from it to be joined to it: "denied ever having exported a single round". Or it
has no words of its own: "Moscow denied it", right behind the sentence that tells the claim.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.claims.wordings import Wording, plain
from kg.graph.evidence import evidence
from kg.graph.reading import of_statements
from kg.graph.tellings import Dossier, Telling
from kg.joining.deciding import Decider
from kg.model import Act, Passage, Polarity, Span, Statement
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store import fetch
from kg.store.base import Store
from kg.store.derive import in_sparql, literal_of, node_of

DENYING, CONTRARY = 0.5, 0.6
"""The cosine from which a denial may be of a claim, and that for what says the contrary without denying anything."""
MOST = 10
"""How many are told, at most."""
_EXAMINED = 60
_ARTICLES = 200
"""In how many articles of a claim it is looked for what stands right behind it."""
_POINTING = re.compile(
    r"(?:it|this|that|which|so|as much|them|these|those"
    r"|(?:the|this|that|these|those|such|any such|all such|his|her|its|their) (?:\w+ )?"
    r"(?:accounts?|accusations?|allegations?|assertions?|charges?|claims?|reports?|statements?|suggestions?))",
    re.IGNORECASE,
)
"""What points at what was said, and says nothing by itself."""
_EDGES = " \t\n.,;:–—-\"'“”‘’"
_SENTENCE_END = re.compile(r"[.!?][\"'“”‘’)\]]*\s")
_CLOSING = 3
"""Characters that one content may reach farther than another that ends with it: quotation marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MayDeny:
    """A statement that may deny a claim: how near in meaning it is, 0–1, or behind which statement of it it stands."""

    telling: Telling
    likeness: float | None = None
    behind: Telling | None = None


def may_deny(
    store: Store, dossier: Dossier, near: Iterable[tuple[str, float]], decider: Decider
) -> tuple[MayDeny, ...]:
    """Return what may deny a claim: what stands right behind a statement of it first, then the nearest in meaning.

    `near` are the statements nearest to it, the nearest first, with their cosines. What is joined to the claim is left
    out, and so are copies, silences, what was retracted, and what somebody is only said not to have said.
    """
    joined = {telling.id for telling in dossier.tellings}
    affirming = [telling for telling in evidence(dossier).tellings if telling.polarity is Polarity.POSITIVE]
    found = [*_behind(store, affirming), *_alike(store, dossier, near, decider)]
    first = {each.telling.id: each for each in reversed(found) if each.telling.id not in joined}
    return tuple(each for each in found if first.get(each.telling.id) is each)[:MOST]


def _alike(store: Store, dossier: Dossier, near: Iterable[tuple[str, float]], decider: Decider) -> Iterator[MayDeny]:
    close = dict(islice((each for each in near if each[1] >= DENYING), _EXAMINED))
    own = _is_negative(decider, dossier.claim.text)
    found = evidence(of_statements(store, close))
    for telling in sorted(found.tellings, key=lambda each: (-close[each.id], each.id)):
        content = telling.statement.content
        if content is None or telling.id in found.reprints:
            continue
        rejects = telling.statement.polarity is Polarity.NEGATIVE
        is_contrary = rejects ^ _is_negative(decider, content.text) ^ own
        if is_contrary and close[telling.id] >= (DENYING if rejects else CONTRARY):
            yield MayDeny(telling=telling, likeness=close[telling.id])


def _is_negative(decider: Decider, text: str) -> bool:
    return decider.facts(Wording(text=plain(text))).negative


def _behind(store: Store, tellings: Sequence[Telling]) -> Iterator[MayDeny]:
    """Yield the denials of "it" that stand right behind one of these, in the same sentence or the next."""
    of_document: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        of_document[telling.statement.document].append(telling)
    documents = sorted(of_document)[:_ARTICLES]
    pointing = {document for document, text in _denied(store, documents) if _points(text)}
    texts = _texts(store, pointing)
    found = evidence(of_statements(store, _statements_of(store, pointing)))
    said: dict[str, list[Statement]] = defaultdict(list)
    for each in found.dossier.tellings:
        said[each.statement.document].append(each.statement)
    for denial in sorted(found.tellings, key=lambda each: each.id):
        statement = denial.statement
        if statement.act is not Act.DENY or denial.id in found.reprints:
            continue
        if not _points(statement.content.text if statement.content else ""):
            continue
        before = _right_before(statement, said[statement.document], texts[statement.document])
        of = next((each for each in of_document[statement.document] if each.id in before), None)
        if of is not None:
            yield MayDeny(telling=denial, behind=of)


def _points(text: str) -> bool:
    """Tell whether a content only points at what was said; one that is not there does, too."""
    bare = text.strip(_EDGES)
    return not bare or _POINTING.fullmatch(bare) is not None


def _right_before(denial: Statement, said: Iterable[Statement], text: str) -> set[str]:
    """Return the statements whose contents end last before a denial, in its sentence or the one before."""
    begin = min(span.start for span in _spans(denial.source_words, denial.cue, denial.content))
    ends = {
        each.id: each.content.spans[-1].end
        for each in said
        if each.content is not None and not _points(each.content.text) and each.content.spans[-1].end <= begin
    }
    last = max(ends.values(), default=None)
    if last is None or len(_SENTENCE_END.findall(text[last:begin])) > 1:
        return set()
    return {id_ for id_, end in ends.items() if end >= last - _CLOSING}


def _spans(*passages: Passage | None) -> Iterator[Span]:
    for passage in passages:
        if passage is not None:
            yield from passage.spans


def _denied(store: Store, documents: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the documents with what is denied in them, "" where the words are not given."""
    names = Names(store.base)
    for batch in fetch.batches(map(names.document, documents)):
        for row in store.select(f"""
            SELECT ?d ?text WHERE {{
              VALUES ?d {{ {in_sparql(batch)} }}
              GRAPH ?g {{ ?s {v.IS_PART_OF} ?d ; {v.ACT} {v.ACTS[Act.DENY]} OPTIONAL {{ ?s {v.TEXT} ?text }} }}
            }}"""):
            yield names.id(node_of(row["d"])), literal_of(row["text"]).value if "text" in row else ""


def _statements_of(store: Store, documents: Iterable[str]) -> Iterator[str]:
    names = Names(store.base)
    for batch in fetch.batches(map(names.document, documents)):
        for row in store.select(
            f"SELECT ?s WHERE {{ VALUES ?d {{ {in_sparql(batch)} }} "
            f"GRAPH ?g {{ ?s {v.IS_PART_OF} ?d ; a {v.STATEMENT} }} }} ORDER BY ?s"
        ):
            yield names.id(node_of(row["s"]))


def _texts(store: Store, documents: Iterable[str]) -> dict[str, str]:
    names = Names(store.base)
    return {
        id_: literal_of(quad.object).value
        for id_ in documents
        for quad in store.quads(subject=names.document(id_), graph=names.document_graph(id_))
        if quad.predicate == v.ARTICLE_BODY
    }
