"""What lists show, in which order, and that users' words stay words."""

from dataclasses import replace
from datetime import date

import pytest

from kg.errors import NotFoundError, QueryError
from kg.model import Kind
from kg.store.catalogue import Catalogue
from kg.store.index.indexed import IndexedStore
from kg.store.reader import Reader
from kg.store.terms import Terms
from kg.store.write import put
from tests.rdf.examples import PORT, example
from tests.store.test_write import short_run

SAID, PROMISED, QUOTED, DENIED, WARNED = (statement.id for statement in example().statements)
ALL = {SAID, PROMISED, QUOTED, DENIED, WARNED}


@pytest.fixture
def catalogue(store: IndexedStore) -> Catalogue:
    """Return the catalogue of a store with the example in it."""
    put(store, example())
    return Catalogue(store, store.index)


@pytest.fixture
def reader(store: IndexedStore) -> Reader:
    """Return the reader of that store."""
    return Reader(store)


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (Terms(), ALL),
        (Terms(source="Port Authority of Lund"), {SAID, DENIED}),
        (Terms(source="port authority"), {SAID, DENIED}),
        (Terms(source="THE PORT AUTHORITY"), {SAID, DENIED}),
        (Terms(source=PORT.id), {SAID, DENIED}),
        (Terms(source="unnamed"), {WARNED}),
        (Terms(source="authority"), set()),
        (Terms(about="bridge"), {SAID, PROMISED, QUOTED, DENIED}),
        (Terms(about="BRÍDG"), {SAID, PROMISED, QUOTED, DENIED}),
        (Terms(about="ridge"), set()),
        (Terms(about="bridge new"), {SAID, PROMISED}),
        (Terms(about="port promised"), {SAID}),
        (Terms(about="lund berg"), {SAID, PROMISED}),
        (Terms(about="coast"), set()),
        (Terms(publisher="the coast daily"), ALL),
        (Terms(publisher="Ada Berg"), set()),
        (Terms(document=example().document.id), ALL),
        (Terms(document="none"), set()),
        (Terms(act="deny"), {DENIED}),
        (Terms(polarity="positive"), ALL - {DENIED}),
        (Terms(certainty="possible"), set()),
        (Terms(named=True), ALL - {WARNED}),
        (Terms(named=False), {WARNED}),
        (Terms(since=date(2024, 5, 14)), ALL - {SAID}),
        (Terms(until=date(2024, 5, 14)), {SAID}),
        (Terms(since=date(2024, 5, 16)), set()),
        (Terms(source="port authority", act="deny", about="unsafe"), {DENIED}),
    ],
)
def test_terms(catalogue: Catalogue, terms: Terms, expected: set[str]) -> None:
    page = catalogue.statements(terms)
    assert {record.statement.id for record in page.rows} == expected
    assert page.total == len(expected)


@pytest.mark.parametrize("words", ['"', "\\", "\\u0022", "') } #", "x> ?y", "%", "\x00", ".*", "(((", "\n", "🐍"])
def test_words_stay_words(catalogue: Catalogue, reader: Reader, words: str) -> None:
    for terms in (Terms(source=words), Terms(publisher=words), Terms(document=words)):
        assert catalogue.statements(terms).total == 0
    if any(character.isalnum() for character in words):
        catalogue.statements(Terms(about=words))
        catalogue.sources(name=words)
    for find in (catalogue.source, reader.statement, reader.document):
        with pytest.raises(NotFoundError):
            find(words)


@pytest.mark.parametrize("words", ['"', "*", "\x00", "_", " ", "🐍"])
def test_words_without_letters_do_not_find_everything(catalogue: Catalogue, words: str) -> None:
    with pytest.raises(QueryError, match="no letters or digits"):
        catalogue.statements(Terms(about=words))
    with pytest.raises(QueryError, match="no letters or digits"):
        catalogue.sources(name=words)
    assert catalogue.statements(Terms(about="")).total == len(ALL)


def test_accents_are_found_from_both_sides(store: IndexedStore) -> None:
    put(store, short_run("Oslo said Pyŏngyang launched 3 missiles near 평양, Łódź and Tromsø"))
    for about in ("pyongyang", "Pyŏngyang", "Pyo\u0306ngyang miss", "평", "3", "lodz", "Łodz", "tromso", "Tromsø"):
        assert Catalogue(store, store.index).statements(Terms(about=about)).total == 1, about


def test_the_newest_come_first_and_then_the_order_of_the_text(catalogue: Catalogue) -> None:
    ids = [record.statement.id for record in catalogue.statements().rows]
    assert ids == [PROMISED, QUOTED, DENIED, WARNED, SAID]
    pages = [catalogue.statements(limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [record.statement.id for page in pages for record in page.rows] == ids
    assert {page.total for page in pages} == {5}


def test_statements_without_a_day_come_last(store: IndexedStore) -> None:
    put(store, short_run("Oslo said no"))
    put(store, example())
    assert Catalogue(store, store.index).statements().rows[-1].statement.source.name == "Oslo"


def test_a_record_is_the_statement_that_was_put(catalogue: Catalogue, reader: Reader) -> None:
    for statement in example().statements:
        record = reader.statement(statement.id)
        assert record.statement == statement
        assert record.metadata == example().document.metadata
    with pytest.raises(NotFoundError):
        reader.statement(example().document.id)


def test_documents(catalogue: Catalogue, reader: Reader) -> None:
    page = catalogue.documents(publisher="coast daily")
    assert [(row.id, row.statements) for row in page.rows] == [(example().document.id, 5)]
    assert page.rows[0].metadata == example().document.metadata
    assert catalogue.documents(publisher="Ada Berg").total == 0
    assert reader.document(example().document.id) == example().document


def test_sources(catalogue: Catalogue) -> None:
    page = catalogue.sources()
    assert [(row.source.name, row.statements, row.documents) for row in page.rows] == [
        ("Port Authority of Lund", 2, 1),
        ("Ada Berg", 1, 1),
        ("Harbour Union", 1, 1),
        ("unnamed", 1, 1),
        ("The Coast Daily", 0, 0),
    ]
    assert page.rows[0].source == PORT
    assert [row.source.name for row in catalogue.sources(name="lund po").rows] == ["Port Authority of Lund"]
    assert [row.source.name for row in catalogue.sources(kind=Kind.PERSON).rows] == ["Ada Berg"]
    assert [row.source.name for row in catalogue.sources(kind=Kind.UNKNOWN).rows] == ["unnamed"]
    assert catalogue.sources(limit=1, offset=1).rows[0].source.name == "Ada Berg"
    assert catalogue.source("the port authority").source == PORT


def test_stats(catalogue: Catalogue) -> None:
    stats = catalogue.stats()
    assert (stats.documents, stats.statements, stats.named_sources, stats.unnamed_sources) == (1, 5, 4, 1)
    assert stats.by_act == {"assert": 2, "deny": 1, "promise": 1, "warn": 1}
    assert stats.by_language == {"en": 1}
    assert stats.by_publisher == {"The Coast Daily": 1}


def test_an_empty_store_has_empty_lists(store: IndexedStore) -> None:
    catalogue = Catalogue(store, store.index)
    assert catalogue.statements(Terms(about="x", source="y", publisher="z")).rows == ()
    assert catalogue.documents().total == catalogue.sources().total == catalogue.stats().quads == 0


def test_an_act_that_there_is_not_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(QueryError, match="assert, deny"):
        catalogue.statements(Terms(act="shout"))


def test_a_document_without_statements_is_listed(store: IndexedStore) -> None:
    put(store, replace(example(), statements=()))
    assert Catalogue(store, store.index).documents().rows[0].statements == 0
    assert Catalogue(store, store.index).statements().total == 0
