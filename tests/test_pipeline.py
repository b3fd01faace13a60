"""From articles to answers, through real stores on disk."""

import itertools
import random
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from pyoxigraph import Quad, RdfFormat, parse

import kg
from kg.errors import InputError, MetadataError, NotFoundError
from kg.facade import Graph
from kg.graph.network import chain_of, who_relays
from kg.model import Act, DateBasis, Document, Metadata, Statement
from kg.pipeline import extract, metadata
from tests.conftest import ARTICLES


def quads(graph: Graph) -> set[Quad]:
    """All quads but the times at which runs ended."""
    return {q for q in graph.store.quads() if not q.predicate.value.endswith("endedAtTime")}


def test_the_same_article_twice_changes_nothing(tmp_path: Path) -> None:
    path = sorted(ARTICLES.glob("*.md"))[0]
    with kg.open(tmp_path / "store") as graph:
        first = graph.add(path)
        before = set(graph.store.quads())
        second = graph.add(path)
        assert (first.changed, second.changed) == (True, False)
        assert first.document == second.document
        assert set(graph.store.quads()) == before


def test_the_order_of_adding_does_not_matter(tmp_path: Path) -> None:
    paths = sorted(ARTICLES.glob("*.md"))
    held = []
    for number in range(3):
        shuffled = random.Random(number).sample(paths, len(paths))  # noqa: S311 - a reproducible order
        with kg.open(tmp_path / str(number)) as graph:
            for path in shuffled:
                graph.add(path)
            held.append(quads(graph))
    assert held[0] == held[1] == held[2]


def test_a_corrected_date_replaces_what_the_document_said(tmp_path: Path) -> None:
    text = "Rain\n\nThe ministry said on Sunday that it rained."
    with kg.open(tmp_path / "store") as graph:
        for day in ("2024-05-15", "2024-05-22"):
            graph.add_document(Document(text=text, metadata=metadata(publisher="The Daily", published=day)))
        [record] = graph.statements().rows
        assert record.statement.said_on is not None
        assert str(record.statement.said_on.start) == "2024-05-19"
        assert graph.documents().total == 1
        assert graph.verify() == []


def test_the_demonstration_is_as_it_should_be(demonstration: Graph) -> None:
    held = demonstration.stats()
    assert held.documents == len(list(ARTICLES.glob("*.md"))) >= 14
    assert held.statements > 200
    assert demonstration.verify() == []


def test_one_asks_by_source_words_and_both(demonstration: Graph) -> None:
    agency = demonstration.statements(source="KCNA")
    assert agency.total > 10
    assert {r.statement.source.name for r in agency.rows} == {"Korean Central News Agency"}
    about = demonstration.statements(about="Russia")
    assert all("russia" in _searched(r.statement) for r in about.rows)
    both = demonstration.statements(source="kcna", about="launcher", act=Act.ASSERT)
    assert 0 < both.total < agency.total


def _searched(statement: Statement) -> str:
    return " ".join((statement.content.text if statement.content else "", *statement.chain)).casefold()


def test_chains_run_three_deep_and_agree_with_the_graph(demonstration: Graph) -> None:
    deepest = max(demonstration.statements().rows, key=lambda r: len(r.statement.chain)).statement
    assert len(deepest.chain) >= 4
    assert tuple(s.name for s in chain_of(demonstration.store, deepest.id)) == deepest.chain


def test_the_network_joins_publisher_agency_and_speaker(demonstration: Graph) -> None:
    network = demonstration.network()
    ids = {data["name"]: node for node, data in network.nodes(data=True) if data["named"]}
    assert nx.has_path(network, ids["Hanseong Courier"], ids["Kim Jong-un"])
    assert network.has_edge(ids["Korean Central News Agency"], ids["Kim Jong-un"])
    assert who_relays(network, ids["Kim Jong-un"])[0][0] == ids["Korean Central News Agency"]


@pytest.mark.parametrize("format_", ["trig", "nquads", "jsonld"])
def test_an_export_is_read_by_others_and_comes_back_equal(demonstration: Graph, tmp_path: Path, format_: str) -> None:
    data = b"".join(demonstration.export(format_))
    formats = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
    assert set(parse(data, format=formats[format_])) == set(demonstration.store.quads())
    if format_ != "jsonld":
        dataset = rdflib.Dataset()
        dataset.parse(data=data, format=format_)
        assert sum(1 for _ in dataset.quads()) == len(demonstration.store)
    with kg.open(tmp_path / "copy") as copy:
        assert copy.import_(data, format_) == len(demonstration.store)
        assert set(copy.store.quads()) == set(demonstration.store.quads())
        assert copy.verify() == []


def test_every_span_holds_its_words(demonstration: Graph) -> None:
    for record in demonstration.documents().rows:
        text = demonstration.document(record.id).text
        for found in demonstration.statements(document=record.id).rows:
            statement = found.statement
            for passage in (statement.source_words, statement.cue, statement.content):
                assert passage is None or passage.is_exact(text)


def test_what_is_not_there_is_said(demonstration: Graph) -> None:
    for ask in (demonstration.statement, demonstration.document, demonstration.source):
        with pytest.raises(NotFoundError):
            ask("nobody")


def test_an_article_that_cannot_be_read_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    with kg.open(tmp_path / "store") as graph:
        graph.add_document(Document(text="The ministry said that it rained."))
        before = set(graph.store.quads())
        with pytest.raises(InputError):
            graph.add(tmp_path / "bad.txt")
        with pytest.raises(MetadataError, match="no date"):
            graph.add(ARTICLES / "x.md", published="Wednesday")
        assert set(graph.store.quads()) == before


def test_hostile_words_are_only_words(tmp_path: Path) -> None:
    name = 'Bobby "} } ; DROP ALL ; #'
    text = (
        f"Minister Ada Lund said that <script>alert(1)</script> \\u0022 '''it rained'''.\n\n“}} DROP ALL;” {name} said."
    )
    found = Metadata(publisher=name, url="javascript:alert(1)", title="]]> & \u202e", published_basis=DateBasis.NONE)
    with kg.open(tmp_path / "store") as graph:
        document = Document(text=text, metadata=found)
        graph.add_document(document)
        assert graph.document(document.id) == document
        assert graph.statements(publisher=name).total == graph.statements().total > 0
        for words in itertools.permutations(['a"', "} x", "DROP ALL"], 2):
            graph.statements(about=" ".join((*words, "x")), source=words[0])
        assert graph.verify() == []


def test_a_run_is_made_without_a_store() -> None:
    run = extract(Document(text="The ministry said that it rained."))
    assert [s.source.name for s in run.statements] == ["the ministry"]
    assert run.software.startswith("whosaid-")
