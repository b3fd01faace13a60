"""Which rows of an index a change of the store has to do with."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.base import Store
from kg.store.derive import in_sparql, node_of
from kg.store.judged import Judged

_OF_THINGS = frozenset({v.STATUS, v.STATUS_REASON, v.STATUS_FROM, v.JUDGED_SOURCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """The graphs of documents, the documents and statements that were judged, and the sources."""

    graphs: frozenset[NamedNode]
    things: frozenset[NamedNode]
    sources: frozenset[NamedNode]

    @classmethod
    def by(cls, names: Names, quads: Iterable[Quad]) -> "Touched":
        """Return what it is where these quads are removed or added."""
        graphs, things, sources = set(), set(), set()
        of_sources, judged = names.graph("sources"), names.graph("judged")
        for quad in quads:
            graph = node_of(quad.graph_name)
            if graph == of_sources:
                sources.add(node_of(quad.subject))
            elif graph == judged:
                if quad.predicate in _OF_THINGS:
                    things.add(node_of(quad.subject))
                else:
                    sources.add(node_of(quad.subject))
                if quad.predicate in (v.JUDGED_AS, v.JUDGED_SOURCE):
                    sources.add(node_of(quad.object))
            elif graph not in graphs and names.is_document_graph(graph):
                graphs.add(graph)
        return cls(graphs=frozenset(graphs), things=frozenset(things), sources=frozenset(sources))

    @classmethod
    def noted(cls, names: Names, iris: Iterable[str]) -> "Touched":
        """Return it as `noting` wrote it down."""
        nodes = frozenset(map(NamedNode, iris))
        graphs = frozenset(node for node in nodes if names.is_document_graph(node))
        sources = frozenset(node for node in nodes if node.value.startswith(names.source("").value))
        return cls(graphs=graphs, things=nodes - graphs - sources, sources=sources)

    def noting(self) -> list[str]:
        """Return what has to be written down to know it again."""
        return [node.value for nodes in (self.graphs, self.things, self.sources) for node in nodes]

    def documents(self, names: Names, store: Store, judged: Judged) -> set[str]:
        """Return the ids of the documents: those changed, those judged, and those of the statements judged.

        A statement that was judged to be another source's has that one's names among its words.
        """
        found = {names.id(graph).removeprefix("document/") for graph in self.graphs}
        documents = names.document("").value
        things = self.things | {thing for thing, source in judged.own.items() if source in self.sources}
        statements = {thing for thing in things if not thing.value.startswith(documents)}
        found |= {names.id(thing) for thing in things - statements}
        if statements:
            for row in store.select(
                f"SELECT DISTINCT ?d WHERE {{ VALUES ?s {{ {in_sparql(statements)} }} "
                f"GRAPH ?g {{ ?s {v.IS_PART_OF} ?d }} }}"
            ):
                found.add(names.id(node_of(row["d"])))
        return found

    def __bool__(self) -> bool:
        """Whether it is anything."""
        return bool(self.graphs or self.things or self.sources)
