"""The sources of the demonstration articles, put into stores in different orders."""

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Run
from kg.pipeline import extract, read
from kg.rdf.vocabulary import Names
from kg.store.embedded import EmbeddedStore
from kg.store.write import put
from tests.conftest import ARTICLES

PATHS = sorted(path for path in ARTICLES.iterdir() if path.suffix in (".md", ".txt"))


@cache
def runs() -> tuple[Run, ...]:
    return tuple(extract(read(path)) for path in PATHS)


def sources_of(ordered: list[Run]) -> list[str]:
    """Return the quads of `graph/sources` of a store into which these runs are put in order."""
    with tempfile.TemporaryDirectory() as folder:
        store = EmbeddedStore.open(Path(folder, "store"))
        for run in ordered:
            put(store, run)
        quads = sorted(map(str, store.quads(graph=Names(store.base).graph("sources"))))
        store.close()
    return quads


@cache
def expected() -> list[str]:
    return sources_of(list(runs()))


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(range(len(PATHS))))
def test_any_order_of_the_demonstration_articles_gives_the_same_sources(order: list[int]) -> None:
    assert len(expected()) > 100
    assert sources_of([runs()[index] for index in order]) == expected()
