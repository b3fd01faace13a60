"""A store that holds what it should has no problems; each kind of damage is found and named."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.embedded import EmbeddedStore
from kg.store.verify import verify
from kg.store.write import put
from tests.rdf.examples import example
from tests.store.test_write import RUNS

STATEMENT = example().statements[1]
NAMES = Names("https://w3id.org/whosaid/id/")
NODE, DOCUMENT = NAMES.statement(STATEMENT.id), NAMES.document(example().document.id)
GRAPH = NAMES.document_graph(example().document.id)


def test_what_was_put_has_no_problems(store: EmbeddedStore) -> None:
    for run in RUNS:
        put(store, run)
    assert verify(store) == []


@pytest.mark.parametrize(
    ("property_", "value", "what"),
    [
        (v.CUE, Literal("had promisee"), "not at its spans"),
        (v.CUE, Literal("promised"), "can't hold"),
        (v.CUE_SPAN, NamedNode("http://x.example/"), "is no span"),
        (v.ACT, NamedNode("http://x.example/Shout"), "one of the known acts"),
        (v.CONFIDENCE, Literal("1.5", datatype=v.DECIMAL), "from 0 to 1"),
        (v.CONFIDENCE, Literal("much", datatype=v.DECIMAL), "from 0 to 1"),
        (v.SAID_FROM, Literal("2024-02-31", datatype=v.DATE), "one xsd:date"),
        (v.ATTRIBUTED_TO, NAMES.source("nobody"), "has no http://www.w3.org/2004/02/skos/core#prefLabel"),
        (v.QUOTED_FROM, NODE, "within itself"),
    ],
)
def test_a_damaged_statement_is_found(store: EmbeddedStore, property_: NamedNode, value: Literal, what: str) -> None:
    put(store, example())
    removed = [quad for quad in store.quads(graph=GRAPH) if quad.subject == NODE and quad.predicate == property_]
    if property_ == v.QUOTED_FROM:
        removed = [quad for quad in store.quads(graph=GRAPH) if quad.predicate == property_ and quad.object == NODE]
    store.apply(removed=removed, added=[Quad(NODE, property_, value, GRAPH)])
    problems = [problem for problem in verify(store) if problem.where == NODE.value]
    assert any(what in problem.what for problem in problems), problems


def test_a_changed_text_is_found(store: EmbeddedStore) -> None:
    put(store, example())
    text = Quad(DOCUMENT, v.ARTICLE_BODY, Literal(example().document.text), GRAPH)
    changed = Quad(DOCUMENT, v.ARTICLE_BODY, Literal(example().document.text.replace("said", "sang")), GRAPH)
    store.apply(removed=[text], added=[changed])
    problems = verify(store)
    assert any("SHA-256" in problem.what and problem.where == DOCUMENT.value for problem in problems)
    assert any("the words of its cue, 'said'" in problem.what for problem in problems)


def test_a_document_without_text_is_found(store: EmbeddedStore) -> None:
    put(store, example())
    store.apply(removed=[Quad(DOCUMENT, v.ARTICLE_BODY, Literal(example().document.text), GRAPH)], added=[])
    assert any("has no" in problem.what for problem in verify(store))


def test_sources_that_do_not_follow_are_found(store: EmbeddedStore) -> None:
    put(store, example())
    graph = NAMES.graph("sources")
    store.apply(removed=sorted(store.quads(graph=graph), key=str)[:5], added=[Quad(NODE, v.TEXT, Literal("x"), graph)])
    problems = [problem.what for problem in verify(store) if problem.where == graph.value]
    assert sum("is missing" in what for what in problems) == 3
    assert any("2 more quads are missing" in what for what in problems)
    assert any("not what follows" in what for what in problems)


def test_a_graph_of_somebody_else_is_found(store: EmbeddedStore) -> None:
    x = NamedNode("http://x.example/")
    store.apply(removed=[], added=[Quad(x, x, x, x)])
    assert [(problem.where, problem.what) for problem in verify(store)] == [(x.value, "is no graph of this program")]
