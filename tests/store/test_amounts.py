"""`graph/amounts` follows the documents, however they come into a store and leave it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg.model import Document
from kg.rdf import vocabulary as v
from kg.rdf.amounts import amount_quads
from kg.rdf.vocabulary import Names
from kg.rdf.write import document_quads, run_quads
from kg.settings import DEFAULT_BASE
from kg.store.base import Store
from kg.store.bulk import Load
from kg.store.embedded import EmbeddedStore
from kg.store.export import document_export
from kg.store.index.indexed import IndexedStore
from kg.store.merge import merge
from kg.store.migrations import migrate
from kg.store.verify import verify
from kg.store.write import put, remove
from tests.rdf.examples import counting, example

NAMES = Names(DEFAULT_BASE)
GRAPH = NAMES.graph("amounts")
EXPECTED = amount_quads(NAMES, document_quads(NAMES, counting()))


def held(store: Store) -> set[Quad]:
    return set(store.quads(graph=GRAPH))


def test_they_come_and_go_with_their_document(store: IndexedStore) -> None:
    put(store, example())
    assert held(store) == set()
    put(store, counting())
    assert held(store) == EXPECTED != set()
    assert verify(store) == []
    assert not put(store, counting())
    remove(store, counting().document.id)
    assert held(store) == set()
    assert verify(store) == []


def test_statements_that_are_gone_leave_no_amounts(store: IndexedStore) -> None:
    """What no statement says any more goes, what another one says stays."""
    run = counting()
    put(store, run)
    put(store, replace(run, statements=run.statements[:1]))
    words = {quad.object for quad in held(store) if quad.predicate == v.AMOUNT_WORDS}
    assert words == {Literal("6,700 containers"), Literal("5 to 7 km")}
    assert verify(store) == []


def test_a_load_in_bulk_is_the_same(tmp_path: Path) -> None:
    runs = [counting(), example()]
    loads = [
        Load(id=run.document.id, document=tuple(document_quads(NAMES, run)), run=tuple(run_quads(NAMES, run)))
        for run in runs
    ]
    with kg.open(tmp_path / "store") as graph:
        graph.load([loads])
        assert held(graph.store) == EXPECTED
        assert graph.verify() == []


def test_an_export_of_the_document_has_them_and_an_import_derives_them(
    new_store: Callable[[], IndexedStore],
) -> None:
    store, other = new_store(), new_store()
    put(store, counting())
    put(store, example())
    exported = document_export(store, counting().document.id)
    assert set(exported) >= EXPECTED
    merge(other, [quad for quad in exported if quad.graph_name != GRAPH])
    assert held(other) == EXPECTED
    merge(other, exported)
    assert held(other) == EXPECTED
    assert verify(other) == []


@pytest.mark.parametrize("more", [True, False])
def test_verify_tells_of_amounts_that_do_not_follow(store: IndexedStore, more: bool) -> None:
    put(store, counting())
    if more:
        (node,) = {quad.subject for quad in EXPECTED if quad.object == Literal("a third")}
        assert isinstance(node, NamedNode)
        store.apply(removed=[], added=[Quad(node, v.COUNTED, Literal("ship"), GRAPH)])
    else:
        store.apply(removed=EXPECTED, added=[])
    (first, *_) = verify(store)
    assert first.where == GRAPH.value
    assert ("not what follows" if more else "missing") in first.what


def test_an_amount_of_another_document_stays(store: IndexedStore) -> None:
    run = counting()
    document = Document(text=run.document.text, metadata=replace(run.document.metadata, publisher="The Other Daily"))
    twin = replace(
        run,
        document=document,
        statements=tuple(
            replace(each, id=f"other-{each.id}", document=document.id, within=each.within and f"other-{each.within}")
            for each in run.statements
        ),
    )
    put(store, run)
    put(store, twin)
    assert len(held(store)) == 2 * len(EXPECTED)
    remove(store, twin.document.id)
    assert held(store) == EXPECTED


def test_a_store_of_the_format_before_gets_them(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = EmbeddedStore.open(folder)
    put(store, counting())
    store.apply(removed=EXPECTED, added=[])
    store.set_format(1)
    store.close()
    assert migrate(folder, tmp_path / "before.zip", base=DEFAULT_BASE) is not None
    with kg.open(folder) as graph:
        assert held(graph.store) == EXPECTED
        assert graph.verify() == []
