"""Putting, replacing, removing and merging: the store is a function of the documents in it."""

import itertools
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import NotFoundError, RdfError, StoreWriteError
from kg.model import Act, Document, Kind, Metadata, Run, Source
from kg.rdf import vocabulary as v
from kg.rdf.formats import IMPORT_FORMATS, deserialize, serialize
from kg.rdf.vocabulary import Names
from kg.store.catalogue import Catalogue
from kg.store.embedded import EmbeddedStore
from kg.store.export import document_export, ordered_quads
from kg.store.index.indexed import IndexedStore
from kg.store.merge import merge, rebuild
from kg.store.verify import verify
from kg.store.write import put, remove
from tests.rdf.examples import ENDED, at, example, statement
from tests.rdf.strategies import runs


def short_run(text: str, kind: Kind = Kind.ORGANIZATION, aliases: tuple[str, ...] = ()) -> Run:
    """Return the run of a document of one sentence, "WHO said WHAT"."""
    document = Document(text=text, metadata=Metadata(publisher="The Coast Daily"))
    who, what = text.split(" said ", 1)
    said = statement(
        document,
        Source.of_name(who, kind, aliases),
        words=at(document, who),
        cue=at(document, "said"),
        content=at(document, what, after=" said "),
        act=Act.ASSERT,
    )
    return Run(document=document, software="whosaid-0.1.0", ended=ENDED, statements=(said,))


RUNS = (
    example(),
    short_run("Ada Berg said the bridge is unsafe", Kind.PERSON),
    short_run("Ada Berg said that delays are likely", Kind.UNKNOWN, ("the minister",)),
    short_run("The Coast Daily said the minister asked the Harbour Union", Kind.MEDIA),
    short_run("Harbour Union said “the bridge is unsafe!”", Kind.GROUP, ("HU",)),
    short_run("Oslo said HU and Ada Berg met", Kind.COUNTRY),
)


def test_the_same_run_again_changes_nothing(store: EmbeddedStore) -> None:
    assert put(store, example())
    before = set(store.quads())
    assert not put(store, replace(example(), ended=datetime(2030, 1, 1, tzinfo=UTC)))
    assert set(store.quads()) == before


def test_the_order_of_articles_does_not_matter(new_store: Callable[[], EmbeddedStore]) -> None:
    graphs = []
    for order in (RUNS, RUNS[::-1], RUNS[3:] + RUNS[:3]):
        store = new_store()
        for run in order:
            put(store, run)
            assert verify(store) == []
        graphs.append(set(store.quads()))
    assert graphs[0] == graphs[1] == graphs[2]


def test_what_is_removed_leaves_nothing_behind(new_store: Callable[[], EmbeddedStore]) -> None:
    store, expected = new_store(), new_store()
    for run in RUNS:
        put(store, run)
    for run in RUNS[1:]:
        put(expected, run)
    remove(store, example().document.id)
    assert set(store.quads()) == set(expected.quads())
    for run in RUNS[1:]:
        remove(store, run.document.id)
    assert list(store.quads()) == []
    with pytest.raises(NotFoundError):
        remove(store, example().document.id)


def test_a_replaced_document_leaves_nothing_behind(new_store: Callable[[], EmbeddedStore]) -> None:
    store, expected = new_store(), new_store()
    better = replace(example(), software="whosaid-0.2.0", statements=example().statements[2:])
    put(store, example())
    assert put(store, better)
    put(expected, better)
    assert set(store.quads()) == set(expected.quads())


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(runs(), min_size=2, max_size=3), st.data())
def test_any_changes_end_where_the_documents_say(found: list[Run], data: st.DataObject) -> None:
    """Put in any order, with some removed again, a store holds what one made of the rest does."""
    unique = list({run.document.id: run for run in found}.values())
    gone = data.draw(st.sampled_from(unique))
    with tempfile.TemporaryDirectory() as folder:
        one, other = (EmbeddedStore.open(Path(folder, name)) for name in "ab")
        for run in data.draw(st.permutations(unique)):
            put(one, run)
        remove(one, gone.document.id)
        for run in unique:
            if run is not gone:
                put(other, run)
        assert set(one.quads()) == set(other.quads())
        rebuild(other)
        assert set(one.quads()) == set(other.quads())
        one.close()
        other.close()


def test_the_kind_that_most_documents_give_wins(store: IndexedStore) -> None:
    texts = ("Oslo said no", "Oslo said yes", "Oslo said perhaps")
    for text, kind in zip(texts, (Kind.COUNTRY, Kind.ORGANIZATION, Kind.ORGANIZATION), strict=True):
        put(store, short_run(text, kind))
        expected = Kind.COUNTRY if text == "Oslo said no" else None
        if expected:
            assert Catalogue(store, store.index).source("Oslo").source.kind is expected
    assert Catalogue(store, store.index).source("Oslo").source.kind is Kind.ORGANIZATION
    remove(store, short_run("Oslo said yes").document.id)
    assert (
        Catalogue(store, store.index).source("Oslo").source.kind is Kind.COUNTRY
    )  # a tie, settled by the order of kinds


def test_a_change_that_fails_changes_nothing(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, example())
    before = set(store.quads())

    def refuse(**_: object) -> None:
        raise StoreWriteError("the disk is full")

    monkeypatch.setattr(store, "apply", refuse)
    with pytest.raises(StoreWriteError):
        put(store, RUNS[1])
    assert set(store.quads()) == before


@pytest.mark.parametrize("format_", IMPORT_FORMATS)
def test_an_export_makes_an_equal_store(new_store: Callable[[], EmbeddedStore], format_: str) -> None:
    store, other = new_store(), new_store()
    for run in RUNS:
        put(store, run)
    data = b"".join(serialize(ordered_quads(store), format_, Names(store.base).prefixes()))
    assert merge(other, deserialize(data, format_)) == len(store)
    assert set(other.quads()) == set(store.quads())
    assert list(ordered_quads(other)) == list(ordered_quads(store))


def test_stores_merge_to_what_one_store_would_hold(new_store: Callable[[], EmbeddedStore]) -> None:
    one, two, both = new_store(), new_store(), new_store()
    for run, stores in zip(RUNS, itertools.cycle([(one, both), (two, both)]), strict=False):
        for store in stores:
            put(store, run)
    merge(one, two.quads())
    assert set(one.quads()) == set(both.quads())
    assert merge(one, two.quads()) == 0


def test_one_document_can_be_carried_over(new_store: Callable[[], EmbeddedStore]) -> None:
    store, other, expected = new_store(), new_store(), new_store()
    for run in RUNS:
        put(store, run)
    merge(other, document_export(store, example().document.id))
    put(expected, example())
    assert set(other.quads()) == set(expected.quads())
    with pytest.raises(NotFoundError):
        document_export(store, "none")


def test_given_sources_that_nothing_accounts_for_are_kept(store: EmbeddedStore) -> None:
    put(store, example())
    names = Names(store.base)
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    known = Quad(names.source("known"), label, Literal("Known"), names.graph("sources"))
    merge(store, [known])
    assert known in set(store.quads())
    assert verify(store) == []
    put(store, RUNS[1])
    assert known in set(store.quads())
    assert verify(store) == []
    rebuild(store)
    assert known not in set(store.quads())
    assert verify(store) == []


def _renamed(quad: Quad, graph: str) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph))


BREAKING: dict[str, Callable[[Quad], Quad | None]] = {
    "another base": lambda quad: _renamed(quad, "http://x.example/"),
    "a graph that nobody knows": lambda quad: _renamed(quad, "https://w3id.org/whosaid/id/graph/x"),
    "a statement without an act": lambda quad: None if quad.predicate == v.ACT else quad,
    "a confidence above 1": lambda quad: (
        Quad(quad.subject, v.CONFIDENCE, Literal("1.5", datatype=v.DECIMAL), quad.graph_name)
        if quad.predicate == v.CONFIDENCE
        else quad
    ),
    "a run without an end": lambda quad: None if quad.predicate == v.ENDED else quad,
    "words that are not in the text": lambda quad: (
        Quad(quad.subject, v.ARTICLE_BODY, Literal("It rained."), quad.graph_name)
        if quad.predicate == v.ARTICLE_BODY
        else quad
    ),
}


@pytest.mark.parametrize("break_", BREAKING.values(), ids=BREAKING)
def test_what_could_not_be_verified_is_not_merged(
    new_store: Callable[[], EmbeddedStore], break_: Callable[[Quad], Quad | None]
) -> None:
    store, other = new_store(), new_store()
    put(store, example())
    with pytest.raises(RdfError):
        merge(other, [broken for quad in store.quads() if (broken := break_(quad))])
    assert len(other) == 0
