"""Readers beside a writer see no error and no article that is not whole; real processes, for a short time."""

from pathlib import Path

from pyoxigraph import Quad

from kg.benchmark.readers import article, not_whole, readers_figures, write_beside
from kg.pipeline import extract, extractor
from kg.rdf.vocabulary import Names
from kg.store import embedded
from kg.store.embedded import EmbeddedStore
from kg.store.write import put


def test_readers_beside_a_writer_see_whole_articles_only(tmp_path: Path) -> None:
    beside = write_beside(tmp_path / "store", 0, readers=0, requests=1, seconds=0.5)
    assert beside.rate > 0
    first = int(beside.rate * 0.5) + 1
    flushed, embedded._FLUSHED_AFTER = embedded._FLUSHED_AFTER, 500  # files come and go all the time
    try:
        beside = write_beside(tmp_path / "store", first, readers=4, requests=40, seconds=4)
    finally:
        embedded._FLUSHED_AFTER = flushed
    assert beside.wrong == ()
    assert beside.requests >= 8  # it waits for other work on few cores
    assert not list((tmp_path / "store" / "readers").glob("*/*"))


def test_an_article_that_is_not_whole_is_seen(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "store")
    put(store, extract(article(0), by=extractor("rules")))
    names = Names(store.base)
    graph = names.document_graph(article(0).id)
    assert not_whole(store, graph.value) == []
    for removed in (store.quads(graph=names.graph("sources")), list(store.quads(graph=graph))[5:]):
        gone: list[Quad] = list(removed)
        store.apply(removed=gone, added=[])
        assert not_whole(store, graph.value) != []
        store.apply(removed=[], added=gone)
    store.close()


def test_readers_that_share_what_is_open_see_whole_articles_only(tmp_path: Path) -> None:
    first = int(write_beside(tmp_path / "store", 0, readers=0, requests=1, seconds=0.5).rate * 0.5) + 1
    beside = write_beside(tmp_path / "store", first, readers=8, requests=80, seconds=3, together=8)
    assert beside.wrong == ()
    assert beside.requests >= 8  # it waits for other work on few cores
    assert not list((tmp_path / "store" / "readers").glob("*/*"))


def test_the_figures_tell_of_all(tmp_path: Path) -> None:
    figures = {figure.what: figure for figure in readers_figures(readers=2, requests=10, seconds=1)}
    assert figures["requests that went wrong"].value == figures["requests that went wrong, of one service"].value == 0
    assert figures["writing alone"].value > 0
