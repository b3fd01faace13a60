"""What is taken out of a store: all of it, or one document with what follows from it."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg.errors import NotFoundError
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.amounts import amounts_of
from kg.store.base import Store
from kg.store.derive import node_of
from kg.store.write import runs_of


def ordered_quads(store: Store) -> Iterator[Quad]:
    """Yield all quads, graph by graph, in an order that depends on nothing but what is there.

    Raises StoreError where a part of a change can be seen in the beginning or in the end.
    """
    store.check_settled()
    for graph in sorted(map(node_of, store.graphs()), key=str):
        yield from sorted(store.quads(graph=graph), key=str)
    store.check_settled()


def document_export(store: Store, document: str) -> list[Quad]:
    """Return a document's graph with its run, its sources, and the amounts and claims of its statements, in order.

    With it comes whether it and its statements stand.

    A claim comes without the statements of other documents. Raises NotFoundError, and StoreError where a part of a
    change can be seen.
    """
    store.check_settled()
    names = Names(store.base)
    graph = names.document_graph(document)
    quads = set(store.quads(graph=graph))
    if not quads:
        raise NotFoundError(f"there is no document {document!r} in the store")
    agents = {node_of(quad.subject) for quad in quads if quad.object == v.AGENT}
    statements = {node_of(quad.subject) for quad in quads if quad.object == v.STATEMENT}
    derived = _about(store, agents, names.graph("sources"))
    runs = runs_of(store, graph)
    software = {node_of(quad.object) for quad in runs if quad.predicate == v.ASSOCIATED_WITH}
    derived |= runs | _about(store, software, names.graph("runs"))
    links = _about(store, statements, names.graph("claims"))
    claims = _about(store, {node_of(quad.object) for quad in links}, names.graph("claims"))
    joined = {node_of(quad.subject) for quad in store.leading_to(statements, by=v.MEMBERSHIP_OF)}
    derived |= _about(store, joined, names.graph("claims"))
    derived |= _about(store, {names.document(document), *statements}, names.graph("judged"))
    derived |= amounts_of(store, statements)
    store.check_settled()
    return sorted(quads | derived | links | claims, key=lambda quad: (str(quad.graph_name), str(quad)))


def _about(store: Store, nodes: set[NamedNode], graph: NamedNode) -> set[Quad]:
    return {quad for node in nodes for quad in store.quads(subject=node, graph=graph)}
