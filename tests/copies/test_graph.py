"""`graph/copies` follows the documents of a real store: whatever comes, goes or is interrupted."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from kg.copies import graph
from kg.copies.graph import compare, follow, rebuild, synchronise, update, verdict_quads, verdicts
from kg.copies.index import FILE, CopyIndex
from kg.copies.verdicts import NOBODY, JudgedPairs, VerdictKind
from kg.model import Document
from kg.rdf import vocabulary as v
from kg.rdf.shapes import shape_problems
from kg.rdf.vocabulary import Names
from kg.store.embedded import EmbeddedStore
from kg.store.write import put, remove
from tests.copies.articles import document, edited, joined, paragraphs, run

BODY, OTHER = paragraphs(1, sentences=30), paragraphs(2, sentences=30)
TEXT = joined(BODY)
WIRE = document(TEXT, "Meridian Wire", url="https://wire.example/7", day=2)
NEWER = document(f"{TEXT}\n\n{OTHER[0]}", "Meridian Wire", url="https://wire.example/7/", day=2, modified=3)
COPY = document(edited(TEXT, every=20), "The Pier Post", credit="Meridian Wire", day=1)
HALF = document(joined(BODY[:8]), "The Hill Herald", day=4)
PRINTED = document(TEXT, "The Coast Daily", day=5)
ELSE = document(joined(OTHER), "The Island Ledger", day=5)
BOTH = document(joined(OTHER, BODY), "The Lake Chronicle", day=6)
ALL = (WIRE, NEWER, COPY, HALF, PRINTED, ELSE, BOTH)
NAMES = Names("https://w3id.org/whosaid/id/")


@pytest.fixture
def index() -> Iterator[CopyIndex]:
    with CopyIndex.open() as made:
        yield made


def filled(store: EmbeddedStore, documents: Sequence[Document] = ALL) -> EmbeddedStore:
    for each in documents:
        put(store, run(each))
    return store


def held(store: EmbeddedStore) -> set[Quad]:
    return set(store.quads(graph=NAMES.graph("copies")))


def test_copies_and_versions_can_be_asked_for(store: EmbeddedStore, index: CopyIndex) -> None:
    assert rebuild(filled(store), index)
    copies = f"GRAPH {NAMES.graph('copies')} {{ ?d {v.COPY_OF}+ {NAMES.document(WIRE.id)} }}"
    found = {NAMES.id(row["d"]) for row in store.select(f"SELECT DISTINCT ?d WHERE {{ {copies} }}")}  # type: ignore[arg-type]
    assert found >= {COPY.id, HALF.id, PRINTED.id, BOTH.id}
    assert Quad(NAMES.document(NEWER.id), v.REVISION_OF, NAMES.document(WIRE.id), NAMES.graph("copies")) in held(store)
    [row] = store.select(f"""
        SELECT ?kind ?score WHERE {{ GRAPH {NAMES.graph("copies")} {{
          ?verdict a {v.VERDICT} ; {v.VERDICT_ON} {NAMES.document(PRINTED.id)} ;
                   {v.VERDICT_OF} {NAMES.document(WIRE.id)} ; {v.VERDICT_KIND} ?kind ; {v.SCORE} ?score }} }}""")
    assert (row["kind"], row["score"].value) == (v.SAME_TEXT, "1")


def test_the_graph_keeps_its_shapes_and_has_no_blank_nodes(store: EmbeddedStore, index: CopyIndex) -> None:
    rebuild(filled(store), index)
    assert {graph.KINDS[kind] for kind in VerdictKind} == {
        q.object for q in held(store) if q.predicate == v.VERDICT_KIND
    }
    assert shape_problems(held(store)) == []
    assert all(isinstance(quad.subject, NamedNode) for quad in held(store))
    broken = [quad for quad in held(store) if quad.predicate != v.VERDICT_KIND]
    assert any("same text, a new version or a near-copy" in problem.what for problem in shape_problems(broken))


def test_one_after_the_other_gives_the_same_graph_as_all_at_once(
    new_store: Callable[[], EmbeddedStore], index: CopyIndex
) -> None:
    store, at_once = new_store(), filled(new_store())
    with CopyIndex.open() as other:
        rebuild(at_once, other)
    for each in reversed(ALL):
        put(store, run(each))
        follow(store, index, [each.id])
        assert compare(store) == (set(), set())
    assert held(store) == held(at_once) != set()
    assert not follow(store, index, [each.id for each in ALL])


def test_what_is_removed_leaves_nothing_behind(store: EmbeddedStore, index: CopyIndex) -> None:
    rebuild(filled(store), index)
    for each in ALL:
        remove(store, each.id)
        follow(store, index, [each.id])
        assert compare(store) == (set(), set())
    assert held(store) == set()
    assert index.documents() == set()


def test_a_changed_date_changes_who_is_the_original(store: EmbeddedStore, index: CopyIndex) -> None:
    rebuild(filled(store, [HALF, PRINTED]), index)
    assert {each.of for each in verdicts(store)} == {HALF.id}
    put(store, run(document(TEXT, "The Coast Daily", day=1)))
    assert not synchronise(store, index)
    assert synchronise(store, index, changed=[PRINTED.id])
    assert {each.of for each in verdicts(store)} == {PRINTED.id}
    assert compare(store) == (set(), set())


def test_a_judgement_overrules_the_texts_until_it_is_taken_back(store: EmbeddedStore, index: CopyIndex) -> None:
    rebuild(filled(store, [WIRE, COPY, ELSE]), index)
    machine = held(store)
    apart = JudgedPairs(apart=frozenset({frozenset({WIRE.id, COPY.id})}))
    assert follow(store, index, [WIRE.id, COPY.id], apart)
    assert held(store) == set()
    same = JudgedPairs(same=frozenset({frozenset({WIRE.id, ELSE.id})}))
    assert follow(store, index, [WIRE.id, COPY.id, ELSE.id], same)
    assert held(store) > machine
    assert compare(store, same) == (set(), set())
    assert follow(store, index, [WIRE.id, ELSE.id])
    assert held(store) == machine


def test_a_change_that_was_never_applied_is_made_up_for(store: EmbeddedStore, index: CopyIndex) -> None:
    rebuild(filled(store), index)
    remove(store, WIRE.id)
    assert update(store, index, [WIRE.id]) != (set(), set())  # and the process ends here
    put(store, run(document("Nothing new.", "The Pier Post")))
    follow(store, index, [document("Nothing new.", "The Pier Post").id])
    assert compare(store) == (set(), set())
    assert index.pending() == set()


def test_what_an_index_has_missed_is_made_up_for(store: EmbeddedStore, tmp_path: Path) -> None:
    filled(store, ALL[:3])
    with CopyIndex.open(tmp_path / FILE) as index:
        assert synchronise(store, index)
        assert not synchronise(store, index)
    filled(store, ALL[3:])
    remove(store, WIRE.id)
    with CopyIndex.open(tmp_path / FILE) as index:
        assert synchronise(store, index)
        assert index.documents() == {each.id for each in ALL[1:]}
    assert compare(store) == (set(), set())
    (tmp_path / FILE).unlink()
    with CopyIndex.open(tmp_path / FILE) as index:
        assert not synchronise(store, index, workers=2)  # the graph was right, the file is new
        assert index.documents() == {each.id for each in ALL[1:]}


def test_a_rebuild_that_was_interrupted_is_made_up_for(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store)
    with CopyIndex.open(tmp_path / FILE) as index:
        with monkeypatch.context() as patched:
            patched.setattr(graph, "all_verdicts", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                rebuild(store, index)
        assert held(store) == set()
    with CopyIndex.open(tmp_path / FILE) as index:
        assert synchronise(store, index)
    assert compare(store) == (set(), set())


def test_what_does_not_follow_is_told(store: EmbeddedStore, index: CopyIndex) -> None:
    rebuild(filled(store), index)
    wrong = Quad(NAMES.document(ELSE.id), v.COPY_OF, NAMES.document(WIRE.id), NAMES.graph("copies"))
    missing = next(quad for quad in held(store) if quad.predicate == v.VERSION_OF)
    store.apply(removed=[missing], added=[wrong])
    assert compare(store) == ({wrong}, {missing})
    assert rebuild(store, index)
    assert compare(store) == (set(), set())


def test_other_graphs_stay_as_they_are(store: EmbeddedStore, index: CopyIndex) -> None:
    before = set(filled(store).quads())
    rebuild(store, index)
    assert set(store.quads()) - held(store) == before


def test_a_batch_is_done_once(store: EmbeddedStore, index: CopyIndex) -> None:
    filled(store)
    removed, added = update(store, index, [each.id for each in ALL])
    assert removed == set()
    assert added == verdict_quads(NAMES, verdicts(store))


CHANGES = st.lists(st.tuples(st.sampled_from(["put", "remove", "apart", "same", "lost"]), *2 * [st.sampled_from(ALL)]))


@settings(max_examples=25)
@given(CHANGES)
def test_whatever_happens_in_whatever_order_the_graph_is_as_from_scratch(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, Document, Document]]
) -> None:
    judged = NOBODY
    store = EmbeddedStore.open(tmp_path_factory.mktemp("copies") / "store")
    there: set[str] = set()
    with CopyIndex.open() as index:
        for what, one, other in changes:
            touched = [one.id]
            if what in ("put", "lost"):
                put(store, run(one))
                there.add(one.id)
            elif what == "remove" and one.id in there:
                remove(store, one.id)
                there.remove(one.id)
            elif what in ("apart", "same") and one != other:
                pair = frozenset({frozenset({one.id, other.id})})
                judged = JudgedPairs(
                    apart=(judged.apart - pair) | (pair if what == "apart" else set()),
                    same=(judged.same - pair) | (pair if what == "same" else set()),
                )
                touched.append(other.id)
            if what == "lost":
                update(store, index, touched, judged)
            else:
                follow(store, index, touched, judged)
        synchronise(store, index, judged)
        assert compare(store, judged) == (set(), set())
    store.close()
