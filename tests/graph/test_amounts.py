"""Who says how many of what: rows of amounts, by words, by unit, by claim."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import kg
from kg.errors import NotFoundError, QueryError
from kg.facade import Graph
from kg.graph.amounts import Measure, amount_rows
from kg.store.write import put
from tests.rdf.examples import counting, example


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    """Return a graph of two articles, one of which has amounts."""
    with kg.open(tmp_path / "store") as opened:
        put(opened.store, counting())
        put(opened.store, example())
        opened.reindex()
        yield opened


def test_the_rows_of_a_statement_are_in_the_order_of_its_text(graph: Graph) -> None:
    quoted = counting().statements[2]
    rows = list(amount_rows(graph.store, [graph.statement(quoted.id)]))
    assert [(row.amount.words, row.record.statement.source.name) for row in rows] == [
        ("20 miles", "Harbour Union"),
        ("4 minutes and 2 seconds", "Harbour Union"),
    ]
    assert [row.converted for row in rows] == [None, None]


def test_amounts_of_another_unit_are_converted(graph: Graph) -> None:
    rows = graph.amounts(of="km").rows
    assert {row.amount.words for row in rows} == {"20 miles", "5 to 7 km"}
    converted = {row.amount.words: row.converted for row in rows}
    assert converted["20 miles"] == (Decimal("32.18688"), Decimal("32.18688"))
    assert converted["5 to 7 km"] == (Decimal(5), Decimal(7))


def test_what_is_counted_is_asked_for_by_any_form_of_its_word(graph: Graph) -> None:
    for word in ("container", "containers", "Containers"):
        assert [row.amount.words for row in graph.amounts(of=word).rows] == ["6,700 containers"] * 2


def test_amounts_for_something_are_found_by_their_unit(graph: Graph) -> None:
    assert [row.amount.words for row in graph.amounts(of="dollars").rows] == ["$92 a barrel"]


def test_words_narrow_the_statements(graph: Graph) -> None:
    assert {row.record.statement.source.name for row in graph.amounts(source="Ada Berg").rows} == {"Ada Berg"}
    assert graph.amounts(about="bridge").rows == ()


def test_a_page_of_rows_tells_how_many_there_are(graph: Graph) -> None:
    every = graph.amounts()
    page = graph.amounts(limit=2, offset=1)
    assert (page.rows, page.total) == (every.rows[1:3], len(every.rows))
    assert every.total == 8


def test_amounts_of_a_claim_are_those_of_its_statements(demonstration: Graph) -> None:
    claim = next(record for record in demonstration.claims(several=False).rows if "6,700 containers" in record.text)
    rows = demonstration.amounts(claim=claim.id).rows
    assert {row.amount.words for row in rows} == {"6,700 containers"}
    assert {row.record.statement.id for row in rows} <= {each.id for each in demonstration.claim(claim.id).tellings}
    assert demonstration.amounts(claim=claim.id, of="km").rows == ()
    of_shin = demonstration.amounts(claim=claim.id, about="Shin")
    assert set(of_shin.rows) <= set(rows)
    with pytest.raises(NotFoundError, match="no claim"):
        demonstration.amounts(claim="0" * 20)


def test_nothing_is_asked_for_by_nothing(graph: Graph) -> None:
    with pytest.raises(QueryError, match="what amounts"):
        graph.amounts(of=" ")


def test_a_measure_is_a_unit_or_a_thing() -> None:
    assert Measure.named("€").unit == Measure.named("euros").unit
    assert Measure.named("ships").counted == Measure.named("ship").counted == "ship"
