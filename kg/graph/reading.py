"""Claims read from a store, each by itself: the cost is that of its own statements, however much the store holds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from kg.claims.claims import Claim, Member
from kg.copies.graph import KINDS
from kg.copies.verdicts import VerdictKind
from kg.errors import NotFoundError
from kg.graph.tellings import Copied, Dossier, Telling
from kg.judgements.judgement import text_complaints
from kg.model import Notice, Source, Statement, Status
from kg.rdf import vocabulary as v
from kg.rdf.read import Description
from kg.store import fetch
from kg.store.base import Store
from kg.store.derive import in_sparql, literal_of, node_of, value_of
from kg.store.find import FEWEST
from kg.store.judged import Judged

_KINDS = {node: kind for kind, node in KINDS.items()}


def dossier(store: Store, claim: str) -> Dossier:
    """Return everything that bears on the claim with this id, or whose id alone begins so; raises NotFoundError."""
    return next(dossiers(store, [find_claim(store, claim)]))


def dossiers(store: Store, claims: Iterable[str]) -> Iterator[Dossier]:
    """Yield everything that bears on each of these claims, in their order, read some hundred at a time."""
    judged = Judged(store)
    for batch in fetch.batches(claims):
        members = _members_of(judged, batch)
        reading = _Reading(judged, (each.statement for several in members.values() for each in several))
        yield from (reading.of_claim(id_, sorted(members.get(id_, ()))) for id_ in batch)


def of_statements(store: Store, statements: Iterable[str]) -> Dossier:
    """Return these statements as if they were a claim: one without an id and a text of its own."""
    members = tuple(sorted(Member(statement=each) for each in statements))
    reading = _Reading(Judged(store), (each.statement for each in members))
    return reading.dossier(Claim(id="", text="", language="", members=members))


def find_claim(store: Store, id_: str) -> str:
    """Return the id of the claim with this id, or whose id alone begins so; raises NotFoundError."""
    names = Judged(store).names
    graph = names.graph("claims")
    missing = f"there is no claim {id_!r} in the store"
    if any(text_complaints(id=id_)):
        raise NotFoundError(missing)
    if any(store.quads(subject=names.claim(id_), graph=graph)):
        return id_
    if len(id_) < FEWEST:
        raise NotFoundError(f"{missing}; the beginning of an id needs at least {FEWEST} characters")
    begins = Literal(names.claim(id_).value)
    rows = store.select(
        f"SELECT ?c WHERE {{ GRAPH {graph} {{ ?c a {v.CLAIM} }} FILTER(STRSTARTS(STR(?c), {begins})) }} ORDER BY ?c"
    )
    found = [names.id(node_of(row["c"])) for row in rows]
    if len(found) != 1:
        several = f"{id_!r} may be {', '.join(found[:5])}{' and more' if len(found) > 5 else ''}: give more of the id"
        raise NotFoundError(several if found else f"{missing}: `kg claims` lists them")
    return found[0]


def _members_of(judged: Judged, ids: Iterable[str]) -> dict[str, list[Member]]:
    """Return the statements of claims, with how probably they belong there."""
    names, store = judged.names, judged.store
    claims = [names.claim(id_) for id_ in ids]
    memberships: dict[NamedNode, dict[NamedNode, NamedNode | Literal]] = defaultdict(dict)
    joined = {node_of(quad.subject) for quad in store.leading_to(claims, by=v.MEMBERSHIP_IN)}
    for quad in store.about(joined):
        memberships[node_of(quad.subject)][quad.predicate] = value_of(quad.object)
    scores = {
        (of[v.MEMBERSHIP_OF], of[v.MEMBERSHIP_IN]): float(of[v.SCORE].value)
        for of in memberships.values()
        if {v.MEMBERSHIP_OF, v.MEMBERSHIP_IN, v.SCORE} <= of.keys()
    }
    found: dict[str, list[Member]] = defaultdict(list)
    for link in (v.EXPRESSES, v.EXPRESSES_OPPOSITE):
        for quad in store.leading_to(claims, by=link):
            statement, claim = node_of(quad.subject), node_of(quad.object)
            found[names.id(claim)].append(
                Member(
                    statement=names.id(statement),
                    score=scores.get((statement, claim), 1.0),
                    opposite=link == v.EXPRESSES_OPPOSITE,
                )
            )
    return found


class _Reading:
    """Some statements, read in a few queries."""

    def __init__(self, judged: Judged, statements: Iterable[str]) -> None:
        self._judged, self._names, self._store = judged, judged.names, judged.store
        self._graph = self._names.graph("claims")
        self._quads = fetch.statements(judged, map(self._names.statement, statements))
        self._description = Description(self._names, self._quads)
        self._outlets = {
            (quad.subject, quad.predicate): self._description.source(node_of(quad.object))
            for quad in self._quads
            if quad.predicate in (v.PUBLISHER, v.SOURCE_ORGANIZATION)
        }
        self._copies = self._lineage({node_of(q.object) for q in self._quads if q.predicate == v.IS_PART_OF})

    def of_claim(self, id_: str, members: Sequence[Member]) -> Dossier:
        """Return a claim that has these members."""
        return self.dossier(self._claim(id_, members))

    def dossier(self, claim: Claim) -> Dossier:
        """Return a claim with its tellings, and the copies among their documents."""
        tellings = tuple(map(self._telling, claim.members))
        copies = self._copies_of({telling.statement.document for telling in tellings})
        return Dossier(claim=claim, tellings=tellings, copies=tuple(sorted(copies)))

    def _claim(self, id_: str, members: Sequence[Member]) -> Claim:
        text, about = Literal(""), []
        for quad in self._store.quads(subject=self._names.claim(id_), graph=self._graph):
            if quad.predicate == v.TEXT:
                text = literal_of(quad.object)
            elif quad.predicate == v.ABOUT:
                about.append(self._names.id(node_of(quad.object)))
        return Claim(
            id=id_,
            text=text.value,
            language=text.language or "",
            members=tuple(members),
            about=tuple(sorted(about)),
        )

    def _telling(self, member: Member) -> Telling:
        statement = self._description.statement(self._names.statement(member.statement))
        document = self._names.document(statement.document)
        around: list[Statement] = []
        inner = statement
        while inner.within is not None:
            inner = self._description.statement(self._names.statement(inner.within))
            around.insert(0, inner)
        notices = [self._notice(each, document) for each in (statement, *reversed(around))]
        return Telling(
            statement=statement,
            score=member.score,
            opposite=member.opposite,
            metadata=self._description.metadata(document),
            around=tuple(around),
            publisher=self._outlet(document, v.PUBLISHER),
            credit=self._outlet(document, v.SOURCE_ORGANIZATION),
            notice=notices[0],
            withdrawn=next((each for each in notices if each and each.status is Status.RETRACTED), None),
        )

    def _notice(self, statement: Statement, document: NamedNode) -> Notice | None:
        return self._judged.notice_in(document, self._names.statement(statement.id))

    def _outlet(self, document: NamedNode, property_: NamedNode) -> Source | None:
        return self._outlets.get((document, property_))

    def _lineage(self, documents: set[NamedNode]) -> dict[str, list[Copied]]:
        """Return what each document goes back to, and that again, as far as it leads."""
        found: dict[str, list[Copied]] = {}
        waiting = documents
        while waiting:
            found.update((self._names.id(each), []) for each in waiting)
            for batch in fetch.batches(waiting):
                for row in self._store.select(f"""
                    SELECT ?on ?of ?kind ?score WHERE {{
                      VALUES ?on {{ {in_sparql(batch)} }}
                      GRAPH {self._names.graph("copies")} {{
                        ?verdict {v.VERDICT_ON} ?on ; {v.VERDICT_OF} ?of ; {v.VERDICT_KIND} ?kind ; {v.SCORE} ?score
                      }} }}"""):
                    copied = Copied(
                        document=self._names.id(node_of(row["on"])),
                        of=self._names.id(node_of(row["of"])),
                        kind=_KINDS.get(node_of(row["kind"]), VerdictKind.NEAR_COPY),
                        score=float(literal_of(row["score"]).value),
                    )
                    found[copied.document].append(copied)
            above = {copied.of for several in found.values() for copied in several}
            waiting = {self._names.document(each) for each in above - found.keys()}
        return found

    def _copies_of(self, documents: set[str]) -> Iterator[Copied]:
        seen: set[str] = set()
        waiting = set(documents)
        while waiting:
            seen |= waiting
            lines = [copied for each in sorted(waiting) for copied in self._copies.get(each, ())]
            yield from lines
            waiting = {copied.of for copied in lines} - seen
