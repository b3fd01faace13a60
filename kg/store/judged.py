"""Who is who after the judgements, and what still stands: `graph/judged` laid over what the machine found.

One rule: what `graph/judged` says of a source, a statement or a document takes the place of what `graph/sources` and
the document say, which stay as they are. As far as it is about sources the graph is as small as the judgements are few,
so that it is read whole; what became of documents and statements is read one by one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from pyoxigraph import NamedNode, Quad

from kg.judgements.derive import judged_graph
from kg.judgements.rdf import read_judgements
from kg.judgements.standing import Judgements
from kg.judgements.statuses import OF_STATUS, read_notices
from kg.model import Notice, Reliability
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.base import Store
from kg.store.derive import literal_of, node_of, value_of, values
from kg.store.statuses import all_statuses, statuses_judged_anew, statuses_of_documents

_OF_SOURCES = (v.JUDGED_AS, v.JUDGED_SOURCE, v.TYPE, v.PREF_LABEL, v.ALT_LABEL, v.RELIABILITY)
_LETTERS = {iri: letter for letter, iri in v.RELIABILITIES.items()}


class Judged:
    """The judged identities of a store, as they are when this is made."""

    def __init__(self, store: Store) -> None:
        """Read the graph."""
        self.store = store
        self.names = Names(store.base)
        self.one: dict[NamedNode, NamedNode] = {}
        self.own: dict[NamedNode, NamedNode] = {}
        self.described: dict[NamedNode, set[Quad]] = defaultdict(set)
        self._sources, self._graph = self.names.graph("sources"), self.names.graph("judged")
        self._notices: dict[NamedNode, Notice | None] = {}
        for quad in of_sources(store):
            if quad.predicate == v.JUDGED_AS:
                self.one[node_of(quad.subject)] = node_of(quad.object)
            elif quad.predicate == v.JUDGED_SOURCE:
                self.own[node_of(quad.subject)] = node_of(quad.object)
            else:
                self.described[node_of(quad.subject)].add(quad)

    def notice(self, document: NamedNode) -> Notice | None:
        """Return the notice on a document, or None where it stands."""
        return self._notice(document)

    def notice_in(self, document: NamedNode, statement: NamedNode) -> Notice | None:
        """Return the notice on a statement: its own, or else that on its document, told as such."""
        own, whole = self._notice(statement), self._notice(document)
        if whole is not None and (own is None or (own.judgement, own.why) == (whole.judgement, whole.why)):
            return replace(whole, of_document=True)
        return own

    def _notice(self, node: NamedNode) -> Notice | None:
        """Read a notice when it is asked for: there may be as many as publishers' notes."""
        if not self._has_notices:
            return None
        if node not in self._notices:
            quads = self.store.quads(subject=node, graph=self._graph)
            self._notices[node] = read_notices(self.names, quads).get(node)
        return self._notices[node]

    @cached_property
    def _has_notices(self) -> bool:
        """Whether there are any: else nothing has to be looked for."""
        which = values("p", OF_STATUS)
        some = self.store.select(f"SELECT ?x WHERE {{ {which} GRAPH {self._graph} {{ ?x ?p ?o }} }} LIMIT 1")
        return any(True for _ in some)

    def one_of(self, source: NamedNode) -> NamedNode:
        """Return the source that this one is."""
        return self.one.get(source, source)

    def source_of(self, statement: NamedNode, found: NamedNode) -> NamedNode:
        """Return whose a statement is, or who publishes a document, where the machine found this source."""
        return self.own.get(statement) or self.one_of(found)

    def description(self, source: NamedNode) -> set[Quad]:
        """Return what is known of a source, empty where it isn't in the store."""
        return self.described.get(source) or set(self.store.quads(subject=source, graph=self._sources))

    def name_of(self, source: NamedNode) -> str:
        """Return what a source is called."""
        labels = (quad.object for quad in self.description(self.one_of(source)) if quad.predicate == v.PREF_LABEL)
        return next((literal_of(label).value for label in labels), self.names.id(source))

    def reliability(self, source: NamedNode) -> Reliability | None:
        """Return how a person rated a source."""
        rated = (quad.object for quad in self.described.get(source, ()) if quad.predicate == v.RELIABILITY)
        return next((_LETTERS[iri] for iri in rated if isinstance(iri, NamedNode)), None)

    def overlaid(self, quads: Iterable[Quad]) -> set[Quad]:
        """Return quads of documents with the sources of statements, and the media around them, as judged."""
        return {self._overlaid(quad) for quad in quads}

    def _overlaid(self, quad: Quad) -> Quad:
        if quad.predicate in (v.ATTRIBUTED_TO, v.PUBLISHER):
            judged = self.source_of(node_of(quad.subject), node_of(quad.object))
        elif quad.predicate in (v.TOLD_TO, v.SOURCE_ORGANIZATION):
            judged = self.one_of(node_of(quad.object))
        else:
            return quad
        return Quad(quad.subject, quad.predicate, judged, quad.graph_name)


def judgements_of(store: Store) -> Judgements:
    """Return the judgements of a store; raises an error where one can't be read: `kg verify` tells which."""
    names = Names(store.base)
    return read_judgements(names, store.quads(graph=names.graph("judgements")))


def evidence(store: Store, judgements: Judgements) -> set[Quad]:
    """Return what the machine found that judgements may change: of `graph/sources`, and of the documents."""
    names = Names(store.base)
    sources = {names.source(each) for judgement in judgements.made for each in judgement.sources}
    graph = names.graph("sources")
    described = {quad for source in sources for quad in store.quads(subject=source, graph=graph)}
    return described | parted(store, judgements)


def parted(store: Store, judgements: Judgements) -> set[Quad]:
    """Return whose the statements are, and of what document, that judgements may part from their sources."""
    names = Names(store.base)
    splits = judgements.standing.splits
    if not splits:
        return set()
    statements = {names.statement(each) for split in splits for each in split.statements}
    documents = {names.document(each) for split in splits for each in split.documents}
    quads = set()
    for row in store.select(f"""
        SELECT ?g ?s ?source ?d WHERE {{
          {{ {values("s", statements)} }} UNION
          {{ {values("part", documents)} GRAPH ?from {{ ?s {v.IS_PART_OF} ?part }} }}
          GRAPH ?g {{ ?s {v.IS_PART_OF} ?d ; {v.ATTRIBUTED_TO} ?source }}
        }}"""):
        statement, graph = node_of(row["s"]), node_of(row["g"])
        quads.add(Quad(statement, v.ATTRIBUTED_TO, node_of(row["source"]), graph))
        quads.add(Quad(statement, v.IS_PART_OF, node_of(row["d"]), graph))
    return quads


def rejudged(
    store: Store, *, removed: Iterable[Quad] = (), added: Iterable[Quad] = (), judgements: Judgements | None = None
) -> tuple[set[Quad], set[Quad]]:
    """Return `graph/judged` before and after a change: of these quads, or to these judgements.

    Of the documents only those are told that the change has to do with; where it has to do with none, all.
    """
    names, removed, added = Names(store.base), set(removed), set(added)
    standing = judgements_of(store)
    found = (evidence(store, judgements or standing) - removed) | added
    sources = set(of_sources(store)), judged_graph(names, judgements or standing, found)
    if judgements is not None:
        statuses = statuses_judged_anew(store, standing, judgements)
    elif any(quad.object == v.NEWS_ARTICLE for quad in (*removed, *added)):
        statuses = statuses_of_documents(store, standing, removed, added)
    else:
        statuses = set(store.quads(graph=names.graph("judged"))), all_statuses(store, standing)
    return sources[0] | statuses[0], sources[1] | statuses[1]


def of_sources(store: Store) -> Iterator[Quad]:
    """Yield the quads of `graph/judged` but for what became of documents and statements."""
    graph = Names(store.base).graph("judged")
    for row in store.select(f"SELECT * WHERE {{ {values('p', _OF_SOURCES)} GRAPH {graph} {{ ?s ?p ?o }} }}"):
        yield Quad(node_of(row["s"]), node_of(row["p"]), value_of(row["o"]), graph)
