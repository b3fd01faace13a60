"""Checks that a store holds what it should."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg.rdf.shapes import Problem
from kg.rdf.vocabulary import Names
from kg.store.base import Store
from kg.store.check import problems_in
from kg.store.derive import node_of
from kg.store.judged import rejudged
from kg.store.merge import derived

_SHOWN_PROBLEMS = 3


def verify(store: Store) -> list[Problem]:
    """Return what is wrong with a store, by place: an empty list where all is well.

    Checked is each graph by itself, as `kg.store.check` tells, that sources and claims follow from the documents,
    but for the given ones that `kg.store.merge.merge` keeps, and that who is judged to be who follows from the
    judgements.
    """
    return sorted(_problems(store))


def _problems(store: Store) -> Iterator[Problem]:
    names = Names(store.base)
    broken: set[NamedNode] = set()
    for row in store.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
        graph = node_of(row["g"])
        for problem in problems_in(names, graph, set(store.quads(graph=graph))):
            broken.add(graph)
            yield problem
    expected = derived(store, keep_given=True)
    for graph in map(names.graph, ("sources", "claims")):
        found = set(store.quads(graph=graph))
        yield from _difference(graph, found, {quad for quad in expected if quad.graph_name == graph})
    if names.graph("judgements") not in broken:  # nothing can be told to follow from what can't be read
        yield from _difference(names.graph("judged"), *rejudged(store))


def _difference(graph: NamedNode, found: set[Quad], expected: set[Quad]) -> Iterator[Problem]:
    for quads, what in ((expected - found, "missing"), (found - expected, "not what follows")):
        for quad in sorted(quads, key=str)[:_SHOWN_PROBLEMS]:
            yield Problem(where=graph.value, what=f"{quad.triple} is {what}")
        if len(quads) > _SHOWN_PROBLEMS:
            yield Problem(where=graph.value, what=f"{len(quads) - _SHOWN_PROBLEMS} more quads are {what}")
