"""Checks that a store holds what it should."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg.errors import KgError
from kg.rdf import vocabulary as v
from kg.rdf.read import Description
from kg.rdf.shapes import Problem, shape_problems
from kg.rdf.vocabulary import Names
from kg.store.base import Store
from kg.store.derive import claim_graph, expressed, labels_in, node_of, shown, source_graph

_SHOWN_PROBLEMS = 3


def verify(store: Store) -> list[Problem]:
    """Return what is wrong with a store, by place: an empty list where all is well.

    Checked are the shapes; the SHA-256 of each text and the words at each span; that each statement can be
    read and its chain has an end; that sources and claims follow from the documents; and that no quad stands
    in a graph that this program doesn't know.
    """
    return sorted(_problems(store))


def _problems(store: Store) -> Iterator[Problem]:
    names = Names(store.base)
    known = {names.graph(name) for name in ("sources", "claims", "judgements", "runs")}
    for row in store.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
        graph = node_of(row["g"])
        if names.is_document_graph(graph):
            yield from _in_document(names, set(store.quads(graph=graph)))
        elif graph not in known:
            yield Problem(where=graph.value, what="is no graph of this program")
    for name in ("sources", "claims", "runs"):
        yield from shape_problems(store.quads(graph=names.graph(name)))
    sources = source_graph(names, shown(store))
    yield from _derived(store, names.graph("sources"), sources)
    yield from _derived(store, names.graph("claims"), claim_graph(names, expressed(store), labels_in(names, sources)))


def _in_document(names: Names, quads: set[Quad]) -> Iterator[Problem]:
    yield from shape_problems(quads)
    description = Description(names, quads)
    for node in description.all(v.NEWS_ARTICLE):
        try:
            document = description.document(node)
            noted = description.sha256(node)
        except KgError as error:
            yield Problem(where=node.value, what=str(error))
            continue
        if noted != document.sha256:
            yield Problem(where=node.value, what=f"its text has the SHA-256 {document.sha256}, not {noted}")
        for statement in description.all(v.STATEMENT):
            yield from _in_statement(description, statement, document.text)


def _in_statement(description: Description, node: NamedNode, text: str) -> Iterator[Problem]:
    try:
        statement = description.statement(node)
    except KgError as error:
        yield Problem(where=node.value, what=str(error))
        return
    passages = {"source": statement.source_words, "cue": statement.cue, "content": statement.content}
    for what, passage in passages.items():
        if passage is not None and not passage.is_exact(text):
            yield Problem(
                where=node.value, what=f"the words of its {what}, {passage.text[:60]!r}, are not at its spans"
            )


def _derived(store: Store, graph: NamedNode, expected: set[Quad]) -> Iterator[Problem]:
    found = set(store.quads(graph=graph))
    for quads, what in ((expected - found, "missing"), (found - expected, "not what follows from the documents")):
        for quad in sorted(quads, key=str)[:_SHOWN_PROBLEMS]:
            yield Problem(where=graph.value, what=f"{quad.triple} is {what}")
        if len(quads) > _SHOWN_PROBLEMS:
            yield Problem(where=graph.value, what=f"{len(quads) - _SHOWN_PROBLEMS} more quads are {what}")
