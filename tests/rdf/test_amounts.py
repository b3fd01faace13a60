"""The amounts of statements as quads: at the exact characters of the document, and read back as they were."""

from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, Quad

from kg.claims.amount import Amount
from kg.claims.amounts import amounts
from kg.errors import RdfError
from kg.model import Bound, Run, Span
from kg.rdf import vocabulary as v
from kg.rdf.amounts import amount_quads, read_amount
from kg.rdf.read import span_of
from kg.rdf.shapes import shape_problems
from kg.rdf.vocabulary import Names
from kg.rdf.write import Pair, document_quads
from tests.rdf.examples import counting, example
from tests.rdf.strategies import runs

NAMES = Names("https://w3id.org/whosaid/id/")


def written(run: Run) -> set[Quad]:
    return amount_quads(NAMES, document_quads(NAMES, run))


def read(quads: set[Quad]) -> dict[NamedNode, Amount]:
    """Return the amounts in quads by their nodes."""
    pairs: dict[NamedNode, list[Pair]] = defaultdict(list)
    for quad in quads:
        if quad.predicate != v.AMOUNT:
            assert isinstance(quad.subject, NamedNode)
            assert isinstance(quad.object, NamedNode | Literal)
            pairs[quad.subject].append((quad.predicate, quad.object))
    return {node: read_amount(node, told) for node, told in pairs.items()}


def words_of(run: Run, quads: set[Quad]) -> list[list[str]]:
    """Return the words of the document at the amounts of each statement."""
    text, said = run.document.text, []
    for statement in run.statements:
        nodes = [quad.object for quad in quads if quad.subject == NAMES.statement(statement.id)]
        spans = sorted(span_of(node) for node in nodes if isinstance(node, NamedNode))
        said.append([text[span.start : span.end] for span in spans])
    return said


def test_each_statement_has_the_amounts_in_the_pieces_of_its_content() -> None:
    run = counting()
    assert words_of(run, written(run)) == [
        ["6,700 containers", "5 to 7 km"],
        ["6,700 containers", "5 to 7 km"],
        ["20 miles", "4 minutes and 2 seconds"],
        ["a third", "$92 a barrel"],
    ]


def test_an_amount_of_two_statements_is_one_node() -> None:
    """What stands before the inner content, "about", is known of it too."""
    run = counting()
    found = {each.words: each for each in read(written(run)).values()}
    assert len(found) == 6
    assert found["6,700 containers"].near
    assert (found["5 to 7 km"].low, found["5 to 7 km"].high) == (Decimal(5), Decimal(7))
    assert found["20 miles"].bound is Bound.LEAST
    assert found["$92 a barrel"].per == "barrel"


def test_a_measure_is_given_in_its_base_unit_too() -> None:
    quads = written(counting())
    (miles,) = (node for node, each in read(quads).items() if each.words == "20 miles")
    told = {quad.predicate: quad.object for quad in quads if quad.subject == miles}
    assert told[v.UNIT] == NamedNode("http://qudt.org/vocab/unit/MI")
    assert told[v.BASE_UNIT] == NamedNode("http://qudt.org/vocab/unit/M")
    assert told[v.BASE_LOW] == told[v.BASE_HIGH] == Literal("32186.88", datatype=v.DECIMAL)
    assert told[v.NUMERIC_VALUE] == Literal("20", datatype=v.DECIMAL)


def test_a_document_without_amounts_has_none() -> None:
    assert written(example()) == set()


def test_they_fit_the_shapes() -> None:
    assert shape_problems(written(counting())) == []


@settings(max_examples=150)
@given(runs())
def test_places_are_exact_and_inside_a_piece_of_the_content(run: Run) -> None:
    quads = written(run)
    text = run.document.text
    for node, each in read(quads).items():
        assert text[each.start : each.end] == each.words
        assert node == NAMES.span(NAMES.document(run.document.id), Span(each.start, each.end))
    pieces = {
        NAMES.statement(statement.id): statement.content.spans
        for statement in run.statements
        if statement.content is not None
    }
    for quad in quads:
        if quad.predicate == v.AMOUNT:
            span = span_of(quad.object) if isinstance(quad.object, NamedNode) else None
            assert span is not None
            assert isinstance(quad.subject, NamedNode)
            assert any(piece.start <= span.start and span.end <= piece.end for piece in pieces[quad.subject])
        assert isinstance(quad.object, NamedNode | Literal)


@pytest.mark.parametrize(
    "text",
    [
        "about 6,700 containers",
        "5 to 7 km",
        "-12C",
        "a third",
        "up to $92 a barrel",
        "0.5 nm",
        "1,000 trillion light years",
        "6",
    ],
)
def test_what_is_written_is_read_back(text: str) -> None:
    (amount,) = amounts(text)
    document = NAMES.document("d")
    body = Quad(document, v.ARTICLE_BODY, Literal(text), NAMES.document_graph("d"))
    span = NAMES.span(document, Span(0, len(text)))
    content = Quad(NAMES.statement("s"), v.CONTENT_SPAN, span, NAMES.document_graph("d"))
    (back,) = read(amount_quads(NAMES, {body, content})).values()
    for of in ("start", "end", "words", "unit", "counted", "counted_words", "per", "near", "bound"):
        assert getattr(back, of) == getattr(amount, of)
    assert abs(back.low - amount.low) <= abs(amount.low) * Decimal("1e-12")
    assert abs(back.high - amount.high) <= abs(amount.high) * Decimal("1e-12")


def test_what_is_no_amount_is_refused() -> None:
    node = NamedNode("http://x.example/d#char=1,2")
    with pytest.raises(RdfError, match="no amount that can be read"):
        read_amount(node, [(v.AMOUNT_WORDS, Literal("6"))])
    with pytest.raises(RdfError, match="no amount that can be read"):
        read_amount(node, [(v.AMOUNT_WORDS, Literal("6")), (v.NUMERIC_VALUE, Literal("six"))])
    with pytest.raises(RdfError, match="is no span"):
        read_amount(NAMES.document("d"), [])
