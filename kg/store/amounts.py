"""`graph/amounts`: the numbers in what statements say, as they follow from documents; `kg.rdf.amounts` has their form.

The amounts of a document follow from its graph alone, so that a change of one document has to do with no other's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.model import Span
from kg.rdf import vocabulary as v
from kg.rdf.amounts import amount_quads, amounts_in
from kg.rdf.read import span_of
from kg.rdf.vocabulary import Names
from kg.store.base import Change, Store
from kg.store.derive import literal_of, node_of, value_of


def change_of_amounts(store: Store, change: Change) -> Change:
    """Return the amounts of a document before and after the change of its graph."""
    old, new = change
    statements = {node_of(quad.subject) for quad in old if quad.object == v.STATEMENT}
    return amounts_of(store, statements), amount_quads(Names(store.base), new)


def amounts_of(store: Store, statements: Iterable[NamedNode]) -> set[Quad]:
    """Return the quads that a store has of the amounts in these statements, with those that lead to them."""
    graph = Names(store.base).graph("amounts")
    links = {quad for quad in _about(store, set(statements)) if quad.graph_name == graph}
    nodes = {node_of(quad.object) for quad in links if quad.predicate == v.AMOUNT}
    return links | {quad for quad in _about(store, nodes) if quad.graph_name == graph}


def rederived_amounts(store: Store) -> Change:
    """Return all of `graph/amounts` as it is and as it follows from the documents."""
    return set(store.quads(graph=Names(store.base).graph("amounts"))), set(_derived(store))


def rebuild_amounts(store: Store) -> None:
    """Make `graph/amounts` anew from the documents."""
    old, new = rederived_amounts(store)
    store.apply(removed=old - new, added=new - old)


def _derived(store: Store) -> Iterator[Quad]:
    names = Names(store.base)
    contents: dict[NamedNode, dict[NamedNode, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(f"""
        SELECT ?d ?s ?span WHERE {{ GRAPH ?g {{ ?s {v.IS_PART_OF} ?d ; {v.CONTENT_SPAN} ?span }} }}"""):
        contents[node_of(row["d"])][node_of(row["s"])].append(span_of(value_of(row["span"])))
    for row in store.select(f"SELECT ?d ?text WHERE {{ GRAPH ?g {{ ?d {v.ARTICLE_BODY} ?text }} }}"):
        document = node_of(row["d"])
        yield from amounts_in(names, document, literal_of(row["text"]).value, contents.get(document, {}))


def _about(store: Store, nodes: set[NamedNode]) -> Iterable[Quad]:
    return store.about(nodes) if nodes else ()
