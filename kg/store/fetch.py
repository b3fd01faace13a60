"""The quads that lists need to show their rows, a batch at a time, with the sources that were judged."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import UNNAMED, as_written
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.base import Store
from kg.store.derive import in_sparql, literal_of, node_of, values
from kg.store.judged import Judged

Item = TypeVar("Item")

_OUTLETS = (v.PUBLISHER, v.SOURCE_ORGANIZATION)
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
    return quads | sources(judged, _objects(quads, *_OUTLETS))


def as_found(store: Store, statements: Iterable[str]) -> Iterator[Quad]:
    """Yield the quads of the statements with these ids, as the machine found them, each with what it lies within.

    With them come, once, their sources, and their documents but for the texts.
    """
    names, seen = Names(store.base), set[NamedNode]()
    for batch in batches(map(names.statement, statements)):
        quads = list(store.about(batch, without=[v.QUOTED_FROM]))
        yield from quads
        yield from store.leading_to(batch, by=v.QUOTED_FROM)
        while new := _objects(quads, v.ATTRIBUTED_TO, v.TOLD_TO, v.IS_PART_OF, *_OUTLETS) - seen:
            quads = list(store.about(sorted(new, key=str), without=_LEFT_OUT))
            seen |= new
            yield from quads


def sources(judged: Judged, nodes: Iterable[NamedNode]) -> set[Quad]:
    """Return what is known of these sources, of unnamed ones also by what words their articles call them."""
    found = {quad for node in nodes for quad in judged.description(node)}
    return found | set(_as_written(judged, found))


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


def _as_written(judged: Judged, described: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the words of the articles for the unnamed sources that are described, as kg:sourceWords of themselves.

    They stand in the source's own words, or where these are a pronoun, elsewhere in the article.
    """
    names, graph = judged.names, judged.names.graph("sources")
    labels = {
        names.statement(id_.removeprefix(UNNAMED)): (node_of(quad.subject), literal_of(quad.object).value)
        for quad in described
        if quad.predicate == v.PREF_LABEL and (id_ := names.id(node_of(quad.subject))).startswith(UNNAMED)
    }
    for batch in batches(sorted(labels, key=str)):
        elsewhere: dict[NamedNode, list[tuple[NamedNode, str]]] = {}
        for row in judged.store.select(
            f"SELECT ?s ?d ?words WHERE {{ VALUES ?s {{ {in_sparql(batch)} }} "
            f"GRAPH ?g {{ ?s {v.IS_PART_OF} ?d ; {v.SOURCE_WORDS} ?words }} }}"
        ):
            source, name = labels[node_of(row["s"])]
            if words := as_written(name, literal_of(row["words"]).value):
                yield Quad(source, v.SOURCE_WORDS, Literal(words), graph)
            else:
                elsewhere.setdefault(node_of(row["d"]), []).append((source, name))
        texts = f"SELECT ?d ?text WHERE {{ {values('d', elsewhere)} GRAPH ?g {{ ?d {v.ARTICLE_BODY} ?text }} }}"
        for row in judged.store.select(texts) if elsewhere else ():
            for source, name in elsewhere[node_of(row["d"])]:
                if words := as_written(name, literal_of(row["text"]).value):
                    yield Quad(source, v.SOURCE_WORDS, Literal(words), graph)


def _of(store: Store, nodes: Iterable[NamedNode]) -> set[Quad]:
    """Return what the documents' own graphs have of these, but for texts and what they quote."""
    names = Names(store.base)
    return {quad for quad in store.about(nodes, without=_LEFT_OUT) if names.is_document_graph(node_of(quad.graph_name))}


def _objects(quads: Iterable[Quad], *of: NamedNode) -> set[NamedNode]:
    return {node_of(quad.object) for quad in quads if quad.predicate in of}
