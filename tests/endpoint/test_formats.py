"""The forms of answers: what is written is read back by others as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from kg.endpoint.formats import Found, Layout, boolean, rows
from kg.errors import UnknownFormatError
from kg.rdf.formats import serialize

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
IN_XML = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")).map(
    lambda text: text + "\r\n\t<&>\"'"
)
INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")


def terms(text: st.SearchStrategy[str]) -> st.SearchStrategy[Found]:
    return st.one_of(
        st.none(),
        st.just(NamedNode("https://x.example/a?b&c='d'")),
        text.map(Literal),
        text.map(lambda value: Literal(value, language="en-gb")),
        st.integers().map(lambda number: Literal(str(number), datatype=INTEGER)),
    )


def written(found: list[list[Found]], layout: Layout) -> bytes:
    return "".join(rows(["one", "two"], found, layout)).encode("utf-8")


def read(data: bytes, format_: QueryResultsFormat) -> list[list[Found]]:
    solutions = parse_query_results(data, format_)
    assert isinstance(solutions, QuerySolutions)
    assert [variable.value for variable in solutions.variables] == ["one", "two"]
    return [list(solution) for solution in solutions]  # type: ignore[arg-type]


@given(st.lists(st.lists(terms(TEXT), min_size=2, max_size=2), max_size=5))
def test_json_and_tsv_keep_every_term(found: list[list[Found]]) -> None:
    assert read(written(found, Layout.JSON), QueryResultsFormat.JSON) == found
    assert read(written(found, Layout.TSV), QueryResultsFormat.TSV) == found


@given(st.lists(st.lists(terms(IN_XML), min_size=2, max_size=2), max_size=5))
def test_xml_keeps_what_xml_can_hold(found: list[list[Found]]) -> None:
    assert read(written(found, Layout.XML), QueryResultsFormat.XML) == found


def test_xml_replaces_what_it_cannot_hold() -> None:
    assert read(written([[Literal("a\x00b\x1f"), None]], Layout.XML), QueryResultsFormat.XML) == [
        [Literal("a\ufffdb\ufffd"), None]
    ]


@given(st.lists(st.lists(terms(TEXT), min_size=2, max_size=2), max_size=5))
def test_csv_has_the_values(found: list[list[Found]]) -> None:
    expected = [["" if term is None else getattr(term, "value", "") for term in row] for row in found]
    text = written(found, Layout.CSV).decode("utf-8")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["one", "two"], *expected]
    assert text.startswith("one,two\r\n")


@pytest.mark.parametrize("layout", [Layout.JSON, Layout.XML])
def test_blank_nodes_are_told_apart(layout: Layout) -> None:
    format_ = {Layout.JSON: QueryResultsFormat.JSON, Layout.XML: QueryResultsFormat.XML}[layout]
    [[one, two]] = read(written([[BlankNode("a"), BlankNode("b")]], layout), format_)
    assert isinstance(one, BlankNode)
    assert one != two
    assert b"_:a,_:b" in written([[BlankNode("a"), BlankNode("b")]], Layout.CSV)


@pytest.mark.parametrize("answer", [True, False])
def test_ask_is_answered_in_both_its_forms(answer: bool) -> None:
    for layout, format_ in ((Layout.JSON, QueryResultsFormat.JSON), (Layout.XML, QueryResultsFormat.XML)):
        assert bool(parse_query_results(boolean(answer, layout).encode(), format_)) is answer


@pytest.mark.parametrize("end", ["x", "x/y", "x#é"])
def test_a_property_with_a_name_can_be_told_in_rdf_xml(end: str) -> None:
    quad = Quad(NamedNode("http://a.example/s"), NamedNode(f"http://a.example/{end}"), Literal("o"), DefaultGraph())
    data = b"".join(serialize([quad], "xml", {}))
    assert [each.triple for each in parse(data, RdfFormat.RDF_XML)] == [quad.triple]


@pytest.mark.parametrize("end", ["", "x/", "x#", "1"])
def test_a_property_without_a_name_is_refused_in_rdf_xml(end: str) -> None:
    quad = Quad(NamedNode("http://a.example/s"), NamedNode(f"http://a.example/{end}"), Literal("o"), DefaultGraph())
    with pytest.raises(UnknownFormatError, match="ask for another format"):
        list(serialize([quad], "xml", {}))
