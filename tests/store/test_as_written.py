"""An unnamed source is shown in the words of its article, and kept under its name in lower case."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.facade import Graph
from kg.model import Document, Kind, Metadata, Run, Source, as_written
from kg.settings import Settings
from kg.views.json import record_json
from kg.views.words import chain_in_words
from tests.api.samples import place, statement

TOLD = Document(
    text="Officials in Seoul said it moved. They said that Kim knew. The aide of Kim agreed that it is late.",
    metadata=Metadata(publisher="The Daily"),
)


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    """A store of one article: who "they" are stands elsewhere in it."""
    said = statement(TOLD, None, (place(TOLD, "Officials in Seoul"), place(TOLD, "said"), place(TOLD, "it moved")))
    they = statement(TOLD, None, (place(TOLD, "They"), place(TOLD, "said"), place(TOLD, "that Kim knew")))
    meant = Source.unnamed(they.id, "officials in Seoul", Kind.GROUP)
    they = replace(they, source=meant, chain=("The Daily", meant.name))
    aide = statement(TOLD, None, (place(TOLD, "The aide of Kim"), place(TOLD, "agreed"), place(TOLD, "it is late")))
    with Graph.open(Settings(store=str(tmp_path / "kg"))) as opened:
        ended = datetime(2024, 5, 16, tzinfo=UTC)
        opened.put(Run(document=TOLD, software="test-1", ended=ended, statements=(said, they, aide)))
        yield opened


def test_words_are_the_articles_also_where_a_pronoun_stands_for_them(graph: Graph) -> None:
    shown = {record.statement.source.shown: record for record in graph.statements().rows}
    assert sorted(shown) == ["Officials in Seoul", "The aide of Kim"]
    told = record_json(shown["Officials in Seoul"])
    assert told["source"]["name"] == "officials in seoul"
    assert told["chain"] == ["The Daily", "officials in seoul"]
    assert chain_in_words(shown["The aide of Kim"].statement) == "The Daily ← the aide of Kim"


def test_network_and_the_list_of_sources_show_the_same(graph: Graph) -> None:
    nodes = graph.network().nodes.values()
    assert sorted(node["shown"] for node in nodes if not node["named"]) == [
        "Officials in Seoul",
        "Officials in Seoul",
        "The aide of Kim",
    ]
    assert {node["name"] for node in nodes if not node["named"]} == {"officials in seoul", "the aide of kim"}
    listed = {record.source.label for record in graph.sources().rows}
    assert listed == {"(Officials in Seoul)", "(The aide of Kim)", "The Daily"}


def test_words_begin_and_end_where_words_do() -> None:
    assert as_written("he", "The aide said: He knew") == "He"
    assert as_written("he", "The other") is None
