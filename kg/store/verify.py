"""Checks that a store holds what it should."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg.rdf.amounts import amount_quads
from kg.rdf.shapes import Problem
from kg.rdf.vocabulary import Names
from kg.store.base import Store
from kg.store.check import problems_in
from kg.store.judged import rejudged
from kg.store.merge import derived
from kg.store.runs import Runs

_SHOWN_PROBLEMS = 3


def verify(store: Store) -> list[Problem]:
    """Return what is wrong with a store, by place: an empty list where all is well.

    Checked is each graph by itself, as `kg.store.check` tells, one after the other; that each document has the run that
    made its statements, and each run its document; that sources and amounts follow from the documents, but for the
    given sources that `kg.store.merge.merge` keeps; and that who is judged to be who follows from the judgements. What
    follows from graphs that can't be read is not told. Raises StoreError where a part of a change can be seen.
    """
    store.check_settled()
    problems = sorted(_problems(store))
    store.check_settled()
    return problems


def _problems(store: Store) -> Iterator[Problem]:
    names = Names(store.base)
    sources = names.graph("sources")
    standing: set[Quad] = set()
    runs = Runs(names)
    broken: set[NamedNode] = set()
    amounts: set[Quad] = set()
    said: set[Quad] = set()
    held = 0
    for graph in list(store.graphs()):
        if not isinstance(graph, NamedNode):
            yield Problem(where=str(graph), what="is a graph without an IRI")
            return
        quads = list(store.quads(graph=graph))
        held += len(quads)
        if graph == sources:
            standing.update(quads)
        for problem in problems_in(names, graph, quads):
            broken.add(graph)
            yield problem
        runs.see(graph, quads)
        if graph == names.graph("amounts"):
            amounts = set(quads)
        elif names.is_document_graph(graph) and graph not in broken:
            said |= amount_quads(names, quads)
    if outside := len(store) - held:
        yield Problem(where="the default graph", what=f"has {outside} quads, and nothing belongs there")
    yield from runs.problems()
    if any(names.is_document_graph(graph) or graph == sources for graph in broken):
        return
    yield from _difference(names.graph("amounts"), amounts, said)
    yield from _difference(sources, standing, derived(store, keep_given=True, standing=standing))
    if names.graph("judgements") not in broken:
        yield from _difference(names.graph("judged"), *rejudged(store))


def _difference(graph: NamedNode, found: set[Quad], expected: set[Quad]) -> Iterator[Problem]:
    for quads, what in ((expected - found, "missing"), (found - expected, "not what follows")):
        for quad in sorted(quads, key=str)[:_SHOWN_PROBLEMS]:
            yield Problem(where=graph.value, what=f"{quad.triple} is {what}")
        if len(quads) > _SHOWN_PROBLEMS:
            yield Problem(where=graph.value, what=f"{len(quads) - _SHOWN_PROBLEMS} more quads are {what}")
