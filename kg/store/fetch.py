"""The quads that lists need to show their rows, a batch at a time, with the sources that were judged."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from kg.rdf import vocabulary as v
from kg.store.base import Store
from kg.store.derive import in_sparql, node_of, value_of
from kg.store.judged import Judged

Item = TypeVar("Item")

BATCH = 500
"""How many things are asked for in one query."""


def batches(items: Iterable[Item]) -> Iterator[Sequence[Item]]:
    """Yield the items in batches."""
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def documents(judged: Judged, nodes: Iterable[NamedNode]) -> set[Quad]:
    """Return what is known of documents, all but their texts and what they quote, with their outlets."""
    quads = judged.overlaid(_of(judged.store, nodes, f"GRAPH ?g {{ ?s a {v.NEWS_ARTICLE} }}"))
    return quads | sources(judged, _objects(quads, v.PUBLISHER, v.SOURCE_ORGANIZATION))


def sources(judged: Judged, nodes: Iterable[NamedNode]) -> set[Quad]:
    """Return what is known of these sources."""
    return {quad for node in nodes for quad in judged.description(node)}


def statements(judged: Judged, nodes: Iterable[NamedNode]) -> set[Quad]:
    """Return what is known of statements: with those around them, their documents, and the sources of them all."""
    store, quads = judged.store, set[Quad]()
    wanted = set(nodes)
    seen: set[NamedNode] = set()
    while wanted:  # from the inside out, as many turns as the longest chain has links
        seen |= wanted
        quads |= _of(store, wanted, f"GRAPH ?g {{ ?s a {v.STATEMENT} }}")
        links = _links_to(store, wanted)
        quads |= links
        wanted = {node_of(link.subject) for link in links} - seen - _objects(quads, v.IS_PART_OF)
    quads = judged.overlaid(quads)
    around = sources(judged, _objects(quads, v.ATTRIBUTED_TO, v.TOLD_TO))
    return quads | documents(judged, _objects(quads, v.IS_PART_OF)) | around


def _of(store: Store, nodes: Iterable[NamedNode], where: str) -> set[Quad]:
    quads = set()
    for batch in batches(nodes):
        for row in store.select(f"""
            SELECT ?g ?s ?p ?o WHERE {{
              VALUES ?s {{ {in_sparql(batch)} }} {where} GRAPH ?g {{ ?s ?p ?o }}
              FILTER(?p NOT IN ({v.ARTICLE_BODY}, {v.QUOTED_FROM}))
            }}"""):
            quads.add(Quad(node_of(row["s"]), node_of(row["p"]), value_of(row["o"]), node_of(row["g"])))
    return quads


def _links_to(store: Store, nodes: Iterable[NamedNode]) -> set[Quad]:
    quads = set()
    for batch in batches(nodes):
        for row in store.select(f"""
            SELECT ?g ?s ?o WHERE {{ VALUES ?o {{ {in_sparql(batch)} }} GRAPH ?g {{ ?s {v.QUOTED_FROM} ?o }} }}"""):
            quads.add(Quad(node_of(row["s"]), v.QUOTED_FROM, node_of(row["o"]), node_of(row["g"])))
    return quads


def _objects(quads: Iterable[Quad], *of: NamedNode) -> set[NamedNode]:
    return {node_of(quad.object) for quad in quads if quad.predicate in of}
