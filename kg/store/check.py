"""What graphs have to be to stand in a store: asked of those that it holds, and of those that are to come in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.errors import KgError
from kg.judgements.check import judgement_problems
from kg.rdf import vocabulary as v
from kg.rdf.read import Description
from kg.rdf.shapes import Problem, shape_problems
from kg.rdf.vocabulary import Names
from kg.store.derive import node_of

_SHAPED = ("sources", "claims", "runs", "judged", "copies")


def problems_of(names: Names, quads: Iterable[Quad]) -> Iterator[Problem]:
    """Yield what is wrong with each graph in these quads by itself.

    Checked are the shapes, the SHA-256 of each text, the words at each span, that each statement can be read and
    its chain has an end, and that this program knows the graph.
    """
    graphs: dict[NamedNode, set[Quad]] = defaultdict(set)
    for quad in quads:
        graphs[node_of(quad.graph_name)].add(quad)
    for graph, inside in graphs.items():
        yield from problems_in(names, graph, inside)


def problems_in(names: Names, graph: NamedNode, quads: set[Quad]) -> Iterator[Problem]:
    """Yield what is wrong with one graph by itself."""
    if names.is_document_graph(graph):
        yield from shape_problems(quads)
        yield from _in_document(Description(names, quads))
    elif graph in map(names.graph, _SHAPED):
        yield from shape_problems(quads)
    elif graph == names.graph("judgements"):
        yield from shape_problems(quads)
        yield from judgement_problems(names, quads)
    else:
        yield Problem(where=graph.value, what="is no graph of this program")


def _in_document(description: Description) -> Iterator[Problem]:
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
