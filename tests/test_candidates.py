"""Pairs of sources that may be one: in Python and on the command line."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli import app
from kg.facade import Graph
from kg.model import Kind

TEXTS = (
    "The Centre for Arms Studies said that it rained. “It snows,” said Ada Lindqvist.",
    "The Center for Arms Studies said that it hailed. “It thaws,” said Ada Lindquist.",
    "“It freezes,” said Berit Lindqvist.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def graph(folder: Path, tmp_path: Path) -> Iterator[Graph]:
    with kg.open(folder) as graph:
        for number, text in enumerate(TEXTS):
            article = tmp_path / f"{number}.txt"
            article.write_text(text, encoding="utf-8")
            graph.add(article)
        yield graph


def names(graph: Graph, **options: object) -> list[set[str]]:
    return [{pair.one.name, pair.other.name} for pair in graph.candidates(**options).rows]  # type: ignore[arg-type]


def test_sources_of_several_articles_that_may_be_one_are_listed_and_none_is_merged(graph: Graph) -> None:
    studies, ada = {"Centre for Arms Studies", "Center for Arms Studies"}, {"Ada Lindqvist", "Ada Lindquist"}
    assert names(graph) in ([studies, ada], [ada, studies])
    assert names(graph, kind=Kind.PERSON) == names(graph, name="ada") == [ada]
    assert names(graph, least=0.99) == []
    page = graph.candidates(limit=1, offset=1)
    assert (len(page.rows), page.total, page.offset) == (1, 2, 1)
    assert {record.source.name for record in graph.sources().rows} > studies | ada


def test_what_somebody_judged_is_listed_no_more(graph: Graph) -> None:
    judgement = graph.judge("not-same", "Ada Lindqvist", "Ada Lindquist", why="two reporters", by="test")
    graph.judge("same", "Center for Arms Studies", "Centre for Arms Studies", by="test")
    assert names(graph) == []
    graph.undo(judgement.judgement.id, by="test")
    assert names(graph) == [{"Ada Lindqvist", "Ada Lindquist"}]


@pytest.mark.usefixtures("graph")
def test_the_command_lists_candidates_as_table_json_and_csv(graph: Graph, folder: Path) -> None:
    graph.close()

    def run(*options: str) -> str:
        done = CliRunner().invoke(app, ["sources", "--candidates", "--store", str(folder), *options])
        assert done.exit_code == 0
        return done.stdout

    assert "sound alike" in run("--kind", "person")
    found = json.loads(run("--format", "json"))
    assert {pair["one"]["kind"] for pair in found} == {"person", "organization"}
    assert all(set(pair) == {"one", "other", "score", "why"} and 0.75 <= pair["score"] <= 1 for pair in found)
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv"))))
    assert [float(row["Score"]) for row in rows] == [pair["score"] for pair in found]
