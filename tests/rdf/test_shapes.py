"""The shapes say of a graph what pyshacl, the reference, says of it; also of thousands of damaged ones."""

import os
import random
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.errors import RdfError
from kg.model import Bound, Decision, Span
from kg.rdf import vocabulary as v
from kg.rdf.shacl import read_shapes
from kg.rdf.shapes import Problem, shape_problems
from kg.rdf.vocabulary import Names
from kg.rdf.write import document_quads, run_quads
from kg.settings import data_file
from tests.rdf.examples import example, relayed

NAMES = Names("https://w3id.org/whosaid/id/")
MUTANTS = int(os.environ.get("KG_MUTANTS", "160"))
"""How many damaged graphs are tried; the reference takes 25 milliseconds for each."""


def rdflib_term(term: object) -> URIRef | RdflibLiteral:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    assert isinstance(term, Literal)
    if term.language:
        return RdflibLiteral(term.value, lang=term.language)
    return RdflibLiteral(term.value, datatype=URIRef(term.datatype.value), normalize=False)


@cache
def reference_shapes() -> Graph:
    return Graph().parse(data_file("shapes.ttl"), format="turtle")


def reference(quads: Iterable[Quad]) -> list[Problem]:
    """Return what pyshacl finds."""
    graph = Graph()
    for quad in quads:
        graph.add((rdflib_term(quad.subject), rdflib_term(quad.predicate), rdflib_term(quad.object)))
    _, report, _ = validate(graph, shacl_graph=reference_shapes())
    assert isinstance(report, Graph)

    def problem(result: Node) -> Problem:
        value = report.value(result, SH.value)
        found = f", not {str(value)[:80]!r}" if value is not None else ""
        what = f"{report.value(result, SH.resultMessage)}{found}"
        return Problem(where=str(report.value(result, SH.focusNode)), what=what)

    return sorted({problem(result) for result in report.subjects(RDF.type, SH.ValidationResult)})


def quads_of_each_shape() -> list[Quad]:
    """Return a graph in which every shape has something to say, small enough for many trials."""
    graph = NAMES.graph("x")
    judgement, reversal, verdict = (NamedNode(NAMES.base + name) for name in ("judgement/j", "reversal/r", "verdict/v"))
    claim, document = NAMES.claim("c"), NAMES.document(example().document.id)
    amount = NAMES.span(document, Span(1, 2))
    when, score = Literal("2024-05-16T09:30:11Z", datatype=v.DATE_TIME), Literal("0.75", datatype=v.DECIMAL)
    more = [
        (judgement, v.TYPE, v.JUDGEMENT), (judgement, v.DECISION, v.DECISIONS[Decision.SAME]),
        (judgement, v.ABOUT_SOURCE, document), (judgement, v.ABOUT_NAME, Literal("KCNA")),
        (judgement, v.JUDGE, Literal("ada")), (judgement, v.ENDED, when),
        (reversal, v.TYPE, v.REVERSAL), (reversal, v.REVERSES, judgement),
        (reversal, v.JUDGE, Literal("ada")), (reversal, v.ENDED, when),
        (verdict, v.TYPE, v.VERDICT), (verdict, v.VERDICT_ON, document), (verdict, v.VERDICT_OF, claim),
        (verdict, v.VERDICT_KIND, v.NEAR_COPY), (verdict, v.SCORE, score),
        (document, v.VERSION_OF, claim), (document, v.COPY_OF, claim),
        (claim, v.TYPE, v.CLAIM), (claim, v.TYPE, v.SCHEMA_CLAIM), (claim, v.TEXT, Literal("x")),
        (NAMES.statement(example().statements[0].id), v.EXPRESSES, claim),
        (NAMES.statement(example().statements[0].id), v.AMOUNT, amount), (amount, v.TYPE, v.QUANTITY_VALUE),
        (amount, v.AMOUNT_WORDS, Literal("at least 2 km")), (amount, v.NUMERIC_VALUE, Literal("2", datatype=v.DECIMAL)),
        (amount, v.UNIT, NamedNode(v.QUDT_UNIT + "KiloM")), (amount, v.BASE_UNIT, NamedNode(v.QUDT_UNIT + "M")),
        (amount, v.BASE_LOW, Literal("2000", datatype=v.DECIMAL)), (amount, v.BOUND, v.BOUNDS[Bound.LEAST]),
        (amount, v.BASE_HIGH, Literal("2000", datatype=v.DECIMAL)), (amount, v.PER, Literal("hour")),
        (amount, v.APPROXIMATE, Literal("true", datatype=v.BOOLEAN)), (amount, v.COUNTED, Literal("ship")),
        (document, v.STATUS, NamedNode(v.KG + "Retracted")), (document, v.STATUS_REASON, Literal("gone")),
        (document, v.STATUS_FROM, judgement),
    ]  # fmt: skip
    return sorted(
        {
            *document_quads(NAMES, example()),
            *document_quads(NAMES, relayed()),
            *run_quads(NAMES, example()),
            *(Quad(*each, graph) for each in more),
        },
        key=str,
    )


GOOD = quads_of_each_shape()
PREDICATES = sorted({quad.predicate for quad in GOOD}, key=str)
VALUES = [
    *(Literal(words, datatype=v.DECIMAL) for words in ("1.5", "-0.1", "much", "1", ".5", "")),
    *(Literal(words, datatype=v.INTEGER) for words in ("1", "-1", "1.0", "one")),
    *(Literal(words, datatype=v.DATE) for words in ("2024-05-15", "2024-02-31", "yesterday", "2024-05-15Z")),
    *(Literal(words, datatype=v.DATE_TIME) for words in ("2024-05-15T00:00:00Z", "2024-05-15", "2024-05-15T25:00:00Z")),
    *(Literal(words, datatype=v.BOOLEAN) for words in ("true", "false", "1")),
    Literal("[]", datatype=v.JSON), Literal("a" * 64), Literal("A" * 64), Literal("words", language="en"), Literal(""),
    NamedNode("http://x.example/nobody"), NamedNode("http://x.example/d#char=1,2"), NamedNode("http://x.example/#char=1"),
    v.STATEMENT, v.AGENT, v.NEWS_ARTICLE, v.CLAIM, NamedNode(v.KG + "Same"),
]  # fmt: skip


def damaged(chosen: random.Random) -> list[Quad]:
    """Return the good graph with one to three quads removed, changed or added."""
    quads = list(GOOD)
    for _ in range(chosen.randint(1, 3)):
        quad = chosen.choice(quads)
        value = chosen.choice([*VALUES, chosen.choice(GOOD).object, chosen.choice(GOOD).subject])
        how = chosen.randrange(4)
        if how == 0:
            quads.remove(quad)
        elif how == 1:
            quads[quads.index(quad)] = Quad(quad.subject, quad.predicate, value, quad.graph_name)
        elif how == 2:
            quads.append(Quad(quad.subject, chosen.choice(PREDICATES), value, quad.graph_name))
        else:
            quads.append(Quad(quad.subject, quad.predicate, value, quad.graph_name))
    return quads


def test_the_good_graph_has_no_problems() -> None:
    assert shape_problems(GOOD) == reference(GOOD) == []


def test_damaged_graphs_have_the_problems_that_the_reference_finds() -> None:
    chosen = random.Random(7)  # noqa: S311 -- nothing is hidden by it
    found: set[str] = set()
    for _ in range(MUTANTS):
        quads = damaged(chosen)
        problems = shape_problems(quads)
        assert problems == reference(quads)
        found.update(problem.what.partition(", not ")[0] for problem in problems)
    assert len(found) > 40


@pytest.mark.parametrize(
    ("shape", "what"),
    [
        ("sh:property [ sh:path <x:p> ; sh:minLength 3 ]", "minLength"),
        ("sh:not [ sh:class <x:C> ]", "not"),
        ("sh:property [ sh:path <x:p> ; sh:class <x:C> , <x:D> ]", "2 values of sh:class"),
    ],
)
def test_a_shape_that_says_more_than_is_known_is_refused(tmp_path: Path, shape: str, what: str) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(f"@prefix sh: <{SH}> . <x:S> a sh:NodeShape ; sh:targetClass <x:C> ; {shape} .", encoding="utf-8")
    with pytest.raises(RdfError, match=what):
        read_shapes(path)


def test_a_wider_class_counts() -> None:
    kind, wider = NamedNode("http://x.example/Kind"), NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
    node, graph = NAMES.source("s"), NAMES.graph("x")
    quads = [Quad(node, v.TYPE, kind, graph), Quad(kind, wider, v.CLAIM, graph)]
    assert shape_problems(quads) == reference(quads) != []
