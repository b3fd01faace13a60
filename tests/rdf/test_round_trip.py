"""Values → quads → values is exact, whatever the article holds; so is quads → bytes → quads."""

import re
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import RdfError, UnknownFormatError
from kg.model import Document, Metadata, Run
from kg.rdf.formats import EXPORT_FORMATS, IMPORT_FORMATS, deserialize, serialize
from kg.rdf.read import Description, span_of
from kg.rdf.shapes import shape_problems
from kg.rdf.vocabulary import TOLD_TO, URL, Names
from kg.rdf.write import document_quads, run_quads
from tests.rdf.examples import DOCUMENT, example, relayed
from tests.rdf.strategies import runs

NAMES = Names("https://w3id.org/whosaid/id/")


def _quads(run: Run) -> set[Quad]:
    return document_quads(NAMES, run) | run_quads(NAMES, run)


def _subject(triple: Triple) -> str:
    assert isinstance(triple.subject, NamedNode)
    return triple.subject.value


def _value(triple: Triple) -> str:
    assert isinstance(triple.object, NamedNode | Literal)
    return triple.object.value


def _by_id(run: Run) -> Run:
    return replace(run, statements=tuple(sorted(run.statements, key=lambda statement: statement.id)))


@settings(max_examples=150)
@given(runs())
def test_what_is_written_is_read_back_exactly(run: Run) -> None:
    assert _by_id(Description(NAMES, _quads(run)).run(NAMES.run(run.id))) == _by_id(run)


@settings(max_examples=60)
@given(runs())
def test_every_format_with_graphs_gives_back_the_same_quads(run: Run) -> None:
    quads = _quads(run)
    for format_ in IMPORT_FORMATS:
        assert set(deserialize(b"".join(serialize(quads, format_, NAMES.prefixes())), format_)) == quads


@settings(max_examples=40)
@given(runs())
def test_turtle_and_xml_merge_the_graphs(run: Run) -> None:
    triples = {quad.triple for quad in _quads(run)}
    turtle = b"".join(serialize(_quads(run), "turtle", NAMES.prefixes()))
    assert {quad.triple for quad in parse(turtle, RdfFormat.TURTLE)} == triples
    xml = b"".join(serialize(_quads(run), "xml", NAMES.prefixes()))
    fit = {
        (_subject(triple), re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", _value(triple)))
        for triple in triples
    }
    assert {(_subject(quad.triple), _value(quad.triple)) for quad in parse(xml, RdfFormat.RDF_XML)} == fit


def test_statements_are_read_in_the_order_of_the_text() -> None:
    run = example()
    backwards = replace(run, statements=run.statements[::-1])
    assert _quads(backwards) == _quads(run)
    assert Description(NAMES, _quads(run)).run(NAMES.run(run.id)) == run


def test_a_medium_that_was_only_told_is_described() -> None:
    run = relayed()
    description = Description(NAMES, _quads(run))
    assert description.run(NAMES.run(run.id)) == run
    [told] = [each.told_to for each in run.statements if each.told_to]
    assert description.source(NAMES.source(told.id)) == told


def test_what_is_written_of_media_fits_the_shapes() -> None:
    assert shape_problems(document_quads(NAMES, relayed())) == []
    medium = NAMES.source("nowhere")
    graph = NAMES.document_graph(relayed().document.id)
    statement = NAMES.statement(relayed().statements[1].id)
    [problem] = shape_problems({*document_quads(NAMES, relayed()), Quad(statement, TOLD_TO, medium, graph)})
    assert problem.what.startswith("a statement was told to at most one medium, which is a source")


def test_a_carriage_return_survives_xml() -> None:
    run = replace(example(), document=Document(text="a\r\nb"), statements=())
    xml = b"".join(serialize(_quads(run), "xml", {}))
    assert Literal("a\r\nb") in {quad.object for quad in parse(xml, RdfFormat.RDF_XML)}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://a.example/a b", 'https://x/"><script>'])
def test_a_url_that_is_no_web_address_links_to_nothing(url: str) -> None:
    run = replace(example(), document=Document(text="x", metadata=Metadata(url=url)), statements=())
    assert [quad.object for quad in _quads(run) if quad.predicate == URL] == [Literal(url)]


def test_an_address_that_a_server_would_shorten_is_no_iri() -> None:
    for letters, kind in ((891, NamedNode), (892, Literal)):
        url = "https://x.example/" + "é" * letters  # of two bytes each
        run = replace(example(), document=Document(text="x", metadata=Metadata(url=url)), statements=())
        assert [quad.object for quad in _quads(run) if quad.predicate == URL] == [kind(url)]
        assert shape_problems(document_quads(NAMES, run)) == []
        assert Description(NAMES, _quads(run)).run(NAMES.run(run.id)) == run


def test_a_lone_surrogate_is_refused() -> None:
    run = replace(example(), document=Document(text="half \ud83d of a pair"), statements=())
    with pytest.raises(RdfError, match=r"character 5 .* surrogate"):
        document_quads(NAMES, run)


def test_a_statement_within_a_missing_one_is_refused() -> None:
    run = example()
    with pytest.raises(RdfError, match="not in its document"):
        document_quads(NAMES, replace(run, statements=run.statements[1:]))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(RdfError, match="time zone"):
        run_quads(NAMES, replace(example(), ended=datetime(2024, 5, 15)))


@pytest.mark.parametrize("id_", ["x> <y", "../../x", "a b", "unnamed/x", "é", "\ud800", "100%"])
def test_an_id_is_read_back_from_its_iri(id_: str) -> None:
    assert NAMES.id(NAMES.statement(id_)) == id_


@pytest.mark.parametrize(
    "iri", ["http://x/", "http://x/#char=1", "http://x/#char=5,5", "http://x/#char=-1,5", "http://x/#char=²,5"]
)
def test_an_iri_that_is_no_span_is_refused(iri: str) -> None:
    with pytest.raises(RdfError):
        span_of(NamedNode(iri))


def test_missing_parts_are_named() -> None:
    quads = {quad for quad in _quads(example()) if quad.predicate.value != "https://w3id.org/whosaid/ns#act"}
    with pytest.raises(RdfError, match=r"has no https://w3id.org/whosaid/ns#act"):
        Description(NAMES, quads).run(NAMES.run(example().id))


def test_a_statement_within_itself_is_refused() -> None:
    inner = example().statements[1]
    node, outer = NAMES.statement(inner.id), NAMES.statement(inner.within or "")
    quoted = NamedNode("http://www.w3.org/ns/prov#wasQuotedFrom")
    graph = NAMES.document_graph(DOCUMENT.id)
    quads = {quad for quad in _quads(example()) if not (quad.predicate == quoted and quad.object == outer)}
    with pytest.raises(RdfError, match="within itself"):
        Description(NAMES, {*quads, Quad(node, quoted, outer, graph)}).statement(node)


X = NamedNode("http://x.example/")


@pytest.mark.parametrize(
    ("quad", "what"),
    [
        (Quad(X, X, X, DefaultGraph()), "no named graph"),
        (Quad(X, X, BlankNode(), X), "blank node"),
        (Quad(BlankNode(), X, X, X), "blank node"),
        (Quad(X, X, X, BlankNode()), "blank node"),
        (Quad(X, X, Triple(X, X, X), X), "triple term"),
    ],
)
def test_quads_that_no_store_takes_are_refused(quad: Quad, what: str) -> None:
    data = b"".join(serialize([quad], "nquads", {}))
    with pytest.raises(RdfError, match=what):
        list(deserialize(data, "nquads"))


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (b"<a", "trig"),
        (b"\xff\xfe", "nquads"),
        (b"\xff\xfe", "trig"),
        (b"{", "jsonld"),
        (b'{"@context": "http://127.0.0.1:9/context", "@id": "http://x/"}', "jsonld"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', "trig"),
    ],
)
def test_what_cannot_be_parsed_is_refused(data: bytes, format_: str) -> None:
    with pytest.raises(RdfError, match=f"this is no {format_}"):
        list(deserialize(data, format_))


def test_unknown_formats_are_named() -> None:
    with pytest.raises(UnknownFormatError, match="trig, nquads, jsonld"):
        list(deserialize(b"", "turtle"))
    with pytest.raises(UnknownFormatError, match="turtle"):
        list(serialize([], "csv", {}))
    assert set(IMPORT_FORMATS) < set(EXPORT_FORMATS)
