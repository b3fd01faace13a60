"""Many documents at once: the same store as one by one, and none of it where it was interrupted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.benchmark.corpus import corpus
from kg.errors import StoreError
from kg.facade import Graph
from kg.model import Run
from kg.rdf.vocabulary import Names
from kg.rdf.write import document_quads, run_quads
from kg.settings import DEFAULT_BASE
from kg.store.bulk import Load
from tests.rdf.examples import example, relayed

RUNS = [*corpus(120, seed=3), example(), relayed()]


def loads(runs: list[Run]) -> Iterator[list[Load]]:
    names = Names(DEFAULT_BASE)
    for begin in range(0, len(runs), 4):
        yield [
            Load(id=run.document.id, document=tuple(document_quads(names, run)), run=tuple(run_quads(names, run)))
            for run in runs[begin : begin + 4]
        ]


def tables(graph: Graph) -> dict[str, list[tuple[object, ...]]]:
    """Return what an index holds, without the numbers that sources and labels happen to have."""
    asked = {
        "documents": "SELECT d.number, d.id, p.id, published, language, extracted, d.statements, run "
        "FROM documents d LEFT JOIN sources p ON p.number = publisher ORDER BY 1",
        "statements": "SELECT s.number, s.id, document, o.id, f.id, traits, until FROM statements s "
        "JOIN sources o ON o.number = source JOIN sources f ON f.number = found ORDER BY 1",
        "sources": "SELECT id, name, kind, named, known, statements, documents FROM sources ORDER BY 1",
        "labels": "SELECT id, label, head, same, own, found, shown FROM labels "
        "JOIN sources ON sources.number = source ORDER BY 1, 2",
        "words": "SELECT rowid, said, by FROM words ORDER BY 1",
        "headlines": "SELECT rowid, headline FROM headlines ORDER BY 1",
        "names": "SELECT label FROM names ORDER BY 1",
        "unread": "SELECT * FROM unread",
        "pending": "SELECT * FROM pending",
        "loading": "SELECT * FROM loading",
        "indexes": "SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY 1",
    }
    return {table: graph.store.index.connection.execute(query).fetchall() for table, query in asked.items()}


def test_it_is_the_same_store_and_index_as_one_by_one(tmp_path: Path) -> None:
    with kg.open(tmp_path / "one") as one, kg.open(tmp_path / "many") as many:
        for run in RUNS:
            one.put(run)
        assert many.load(loads(RUNS)) == len(RUNS)
        assert set(one.store.quads()) == set(many.store.quads())
        assert many.verify() == []
        assert tables(one) == tables(many)
        before = tables(many)
        many.reindex()
        assert tables(many) == before
        with pytest.raises(StoreError, match="empty store only"):
            many.load([])
    with kg.open(tmp_path / "many") as again:
        assert again.statements().total == sum(len(run.statements) for run in RUNS)


def test_what_was_interrupted_is_taken_out_at_the_next_opening(tmp_path: Path) -> None:
    def broken() -> Iterator[list[Load]]:
        batches = loads(RUNS)
        yield next(batches)
        yield next(batches)
        raise KeyboardInterrupt

    folder = tmp_path / "store"
    with kg.open(folder) as graph, pytest.raises(KeyboardInterrupt):
        graph.load(broken())
    with kg.open(folder) as graph:
        assert (len(graph.store), graph.statements().total, graph.verify()) == (0, 0, [])
        assert {("statements_by_source",), ("documents_by_day",)} <= set(tables(graph)["indexes"])
        graph.load(loads(RUNS))
    with kg.open(folder) as graph:
        assert graph.documents().total == len(RUNS)
