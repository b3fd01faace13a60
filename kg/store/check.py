"""What graphs have to be to stand in a store: asked of those that it holds, and of those that are to come in."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import KgError
from kg.judgements.check import judgement_problems
from kg.rdf import vocabulary as v
from kg.rdf.read import Description
from kg.rdf.shapes import Problem, shape_problems
from kg.rdf.vocabulary import Names
from kg.store.derive import literal_of, node_of

_SHAPED = ("sources", "claims", "amounts", "runs", "judged", "copies")


def problems_of(names: Names, quads: Iterable[Quad]) -> Iterator[Problem]:
    """Yield what is wrong with each graph in these quads by itself.

    Checked are the shapes, that a document's graph holds that document and nothing of another one, the SHA-256 of its
    text, the words at each span, that each statement can be read and its chain has an end, and that this program knows
    the graph.
    """
    for graph, inside in by_graph(quads).items():
        yield from problems_in(names, graph, inside)


def by_graph(quads: Iterable[Quad]) -> dict[NamedNode, list[Quad]]:
    """Return quads by their graph."""
    graphs: dict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs[node_of(quad.graph_name)].append(quad)
    return graphs


def problems_in(names: Names, graph: NamedNode, quads: Collection[Quad]) -> Iterator[Problem]:
    """Yield what is wrong with one graph by itself."""
    strange = [quad for quad in quads if not _is_plain(quad)]
    if strange:  # nothing else can be told of what no store keeps as it is
        for quad in strange:
            yield Problem(where=graph.value, what=f"{quad.triple} has a blank node or a triple term")
    elif names.is_document_graph(graph):
        yield from shape_problems(quads)
        yield from _in_document(names, graph, quads)
    elif graph in map(names.graph, _SHAPED):
        yield from shape_problems(quads)
    elif graph == names.graph("judgements"):
        yield from shape_problems(quads)
        yield from judgement_problems(names, quads)
    else:
        yield Problem(where=graph.value, what="is no graph of this program")


def _is_plain(quad: Quad) -> bool:
    return isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)


def _in_document(names: Names, graph: NamedNode, quads: Collection[Quad]) -> Iterator[Problem]:
    description = Description(names, quads)
    documents, statements = description.all(v.NEWS_ARTICLE), description.all(v.STATEMENT)
    if [names.document_graph(names.id(node)) for node in documents] != [graph]:
        held = ", ".join(node.value for node in documents) or "no document"
        yield Problem(where=graph.value, what=f"is the graph of one document, and holds {held}")
        return
    (node,) = documents
    known = {node, *statements, *description.all(v.AGENT)}
    for subject in {node_of(quad.subject) for quad in quads} - known:
        yield Problem(where=subject.value, what="is neither a document nor a statement nor a source, in a document")
    positions = Counter(quad.object for quad in quads if quad.predicate == v.POSITION)
    for position, count in positions.items():
        if count > 1:
            yield Problem(where=node.value, what=f"has {count} statements at the position {literal_of(position).value}")
    yield from _in_text(description, node, statements)


def _in_text(description: Description, node: NamedNode, statements: Iterable[NamedNode]) -> Iterator[Problem]:
    try:
        document = description.document(node)
        noted = description.sha256(node)
    except KgError as error:
        yield Problem(where=node.value, what=str(error))
        return
    if noted != document.sha256:
        yield Problem(where=node.value, what=f"its text has the SHA-256 {document.sha256}, not {noted}")
    for statement in statements:
        yield from _in_statement(description, statement, document.text)
        for span in description.spans(statement):
            if not span.value.startswith(f"{node.value}#"):
                yield Problem(where=statement.value, what=f"has the span {span.value}, which is none of its document")


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
