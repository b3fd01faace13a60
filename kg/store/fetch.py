"""The quads that lists need to show their rows, a batch at a time, with the sources that were judged."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.base import Store
from kg.store.derive import node_of
from kg.store.judged import Judged

Item = TypeVar("Item")

_LEFT_OUT = frozenset({v.ARTICLE_BODY, v.QUOTED_FROM})
BATCH = 500
"""How many things are asked for in one query."""


def batches(items: Iterable[Item]) -> Iterator[Sequence[Item]]:
    """Yield the items in batches."""
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def documents(judged: Judged, nodes: Iterable[NamedNode]) -> set[Quad]:
    """Return what is known of documents, all but their texts and what they quote, with their outlets."""
    quads = judged.overlaid(_of(judged.store, set(nodes)))
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
        quads |= _of(store, wanted)
        links = set(store.leading_to(wanted, by=v.QUOTED_FROM))
        quads |= links
        wanted = {node_of(link.subject) for link in links} - seen - _objects(quads, v.IS_PART_OF)
    quads = judged.overlaid(quads)
    around = sources(judged, _objects(quads, v.ATTRIBUTED_TO, v.TOLD_TO))
    return quads | documents(judged, _objects(quads, v.IS_PART_OF)) | around


def _of(store: Store, nodes: Iterable[NamedNode]) -> set[Quad]:
    """Return what the documents' own graphs have of these, but for texts and what they quote."""
    names = Names(store.base)
    return {quad for quad in store.about(nodes, without=_LEFT_OUT) if names.is_document_graph(node_of(quad.graph_name))}


def _objects(quads: Iterable[Quad], *of: NamedNode) -> set[NamedNode]:
    return {node_of(quad.object) for quad in quads if quad.predicate in of}
