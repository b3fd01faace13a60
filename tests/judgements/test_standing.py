"""What judgements come to depends on which there are and on their times alone; verify finds broken ones."""

import random
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import JudgementError, KgError, RdfError
from kg.facade import Graph
from kg.ids import digest
from kg.judgements.check import judgement_problems
from kg.judgements.judgement import STATUSES, SUBJECTS, Judgement, Party, Reversal, State, Subject
from kg.judgements.rdf import judgement_quads, read_judgements, reversal_quads
from kg.judgements.standing import Judgements
from kg.model import Decision, Reliability
from kg.rdf import vocabulary as v
from kg.rdf.formats import IMPORT_FORMATS, deserialize, serialize
from kg.rdf.vocabulary import Names
from kg.store.embedded import EmbeddedStore
from kg.store.judge import Asked, judge, undo
from kg.store.judged import judgements_of
from kg.store.merge import merge
from kg.store.verify import verify
from kg.store.write import put, remove
from tests.judgements.conftest import ARTICLES, ENDED, RAIN, SNOW, WIND
from tests.rdf.strategies import letters, texts

NAMES = Names("https://w3id.org/whosaid/id/")
SOURCES = ("KCNA", "Korea Central", "Central News", "John Smith", "Ada Berg", "The Coast Daily")
words = texts.filter(str.strip)
times = st.integers(0, 10**9).map(lambda n: ENDED + timedelta(microseconds=n))
reasons = st.none() | words
parties = st.builds(Party, id=st.text(letters, min_size=1, max_size=9), name=words)


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    """Draw any judgement."""
    decision = draw(st.sampled_from(Decision))
    about = draw(parties)
    two = decision in (Decision.SPLIT, *(each for each in Decision if each.value.startswith(("same", "not-", "copy"))))
    ids = st.lists(st.text(letters, min_size=1, max_size=5), max_size=3, unique=True).map(
        lambda ids: tuple(sorted(ids))
    )
    split = decision is Decision.SPLIT
    return Judgement(
        decision=decision,
        subject=draw(st.sampled_from(sorted(SUBJECTS[decision]))),
        about=about,
        other=draw(parties.filter(lambda other: other.id != about.id)) if two else None,
        name=draw(words) if decision is Decision.RENAME else None,
        reliability=draw(st.sampled_from(Reliability)) if decision is Decision.RATE else None,
        statements=("a", *draw(ids.map(lambda ids: tuple(i for i in ids if i > "a")))) if split else (),
        documents=draw(ids) if split else (),
        by=draw(words),
        at=draw(times),
        why=draw(words if decision in (Decision.RATE, *STATUSES) else reasons),
    )


@settings(max_examples=100)
@given(st.lists(judgements(), max_size=4), st.data())
def test_judgements_are_read_back_exactly(made: list[Judgement], data: st.DataObject) -> None:
    reversals = [
        Reversal(reverses=each.id, by=data.draw(words), at=data.draw(times), why=data.draw(reasons))
        for each in made
        if data.draw(st.booleans())
    ]
    all_ = Judgements(made=frozenset(made), reversals=frozenset(reversals))
    quads = {q for each in made for q in judgement_quads(NAMES, each)}
    quads |= {q for each in reversals for q in reversal_quads(NAMES, each)}
    assert list(judgement_problems(NAMES, quads)) == []
    assert read_judgements(NAMES, quads) == all_
    for format_ in IMPORT_FORMATS:
        data_ = b"".join(serialize(quads, format_, NAMES.prefixes()))
        assert read_judgements(NAMES, deserialize(data_, format_)) == all_


sources = st.sampled_from(SOURCES[:4])


@st.composite
def joins(draw: st.DrawFn) -> Judgement:
    """Draw a judgement on who is one with whom, among few sources, so that contradictions are common."""
    one, other = draw(st.lists(sources, min_size=2, max_size=2, unique=True))
    return Judgement(
        decision=draw(st.sampled_from((Decision.SAME, Decision.NOT_SAME))),
        about=Party(id=one, name=one),
        other=Party(id=other, name=other),
        by="x",
        at=draw(times),
    )


@settings(max_examples=200)
@given(st.lists(joins(), max_size=8, unique_by=lambda each: each.at))
def test_what_counts_never_contradicts_itself_and_the_newest_counts(made: list[Judgement]) -> None:
    standing = Judgements(made=frozenset(made)).standing
    for each in made:
        assert each.other is not None
        if each.id in standing.counting:
            one = standing.one_of(each.about.id) == standing.one_of(each.other.id)
            assert one is (each.decision is Decision.SAME)
    if made:
        newest = max(made, key=lambda each: each.at)
        assert newest.id in standing.counting
        if newest.decision is Decision.SAME and len(made) == 1:
            assert standing.one_of(newest.about.id) == newest.about.id


def filled(folder: Path) -> EmbeddedStore:
    """Return a store with the articles."""
    store = EmbeddedStore.open(folder)
    for run in ARTICLES:
        put(store, run)
    return store


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    """Draw what somebody may ask of the articles, their sources and their statements."""
    decision = draw(st.sampled_from(Decision))
    source = draw(st.sampled_from(SOURCES))
    to = draw(st.sampled_from(SOURCES))
    if Subject.SOURCE not in SUBJECTS[decision]:
        ids = [run.document.id for run in ARTICLES]
        if Subject.STATEMENT in SUBJECTS[decision]:
            ids += [each.id for run in ARTICLES for each in run.statements]
        source, to = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
    if decision is Decision.RATE:
        to = draw(st.sampled_from(Reliability))
    if decision in (Decision.RENAME, Decision.SPLIT):
        to = draw(st.sampled_from((to, f"{source} (MP)", "Lord Smith")))
    documents = draw(st.lists(st.sampled_from([run.document.id for run in ARTICLES]), min_size=1, max_size=2))
    return Asked(
        decision=decision, source=source, to=to, by="x", why="y",
        documents=tuple(documents) if decision is Decision.SPLIT else (),
    )  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(asked(), min_size=1, max_size=6), st.randoms(use_true_random=False), st.data())
def test_the_order_in_which_judgements_come_does_not_matter(
    wishes: list[Asked], chance: random.Random, data: st.DataObject
) -> None:
    """Made in one store and in two, carried over in any order, before or after the articles: the result is the same."""
    with tempfile.TemporaryDirectory() as folder:
        stores = [filled(Path(folder, name)) for name in "ab"]
        late = EmbeddedStore.open(Path(folder, "c"))
        for n, wish in enumerate(wishes):
            store = data.draw(st.sampled_from(stores))
            try:
                record = judge(store, wish, at=ENDED + timedelta(minutes=n))
                if data.draw(st.booleans()):
                    undo(store, record.judgement.id, by="z", at=ENDED + timedelta(hours=n))
            except KgError:
                continue
            assert verify(store) == []
        graph = NAMES.graph("judgements")
        quads = [set(store.quads(graph=graph)) for store in stores]
        for number in chance.sample((0, 1), 2):
            merge(late, quads[number])
        for run in chance.sample(ARTICLES, len(ARTICLES)):
            put(late, run)
        merge(stores[0], quads[1])
        merge(stores[1], quads[0])
        contents = [set(store.quads()) for store in (*stores, late)]
        assert contents[0] == contents[1] == contents[2]
        assert verify(late) == []
        remove(late, SNOW.document.id)
        assert verify(late) == []
        put(late, SNOW)
        assert set(late.quads()) == contents[0]
        for store in (*stores, late):
            store.close()


@pytest.fixture
def judged(graph: Graph) -> Graph:
    """Return a store with a judgement of each kind, and one that was undone."""
    graph.judge("same", "KCNA", "Korea Central", by="x")
    graph.judge("not-same", "Kim", "Ada Berg", by="x")
    graph.judge("split", "John Smith", "John Smith (MP)", documents=[SNOW.document.id], by="x")
    graph.judge("rename", "Central News", "News of the Centre", by="x")
    graph.judge("rate", "KCNA", "D", why="told", by="x")
    graph.judge("retract", SNOW.document.id, "", why="invented", by="x")
    graph.judge("correct", RAIN.statements[0].id, "", why="it was sleet", by="x")
    graph.judge("copy", RAIN.document.id, WIND.document.id, by="x")
    graph.judge("not-copy", RAIN.document.id, SNOW.document.id, by="x")
    graph.undo(graph.judge("rate", "KCNA", "E", why="lies", by="x").judgement.id, why="rash", by="y")
    return graph


@pytest.mark.parametrize("format_", IMPORT_FORMATS)
def test_an_export_carries_the_judgements(judged: Graph, new_graph: Callable[..., Graph], format_: str) -> None:
    other = new_graph()
    other.import_(b"".join(judged.export(format_)), format_)
    assert set(other.store.quads()) == set(judged.store.quads())
    assert other.judgements() == judged.judgements()
    assert other.import_(b"".join(judged.export(format_)), format_) == 0


def test_an_import_of_the_articles_alone_leaves_the_judgements(judged: Graph, new_graph: Callable[..., Graph]) -> None:
    before = set(judged.store.quads())
    judged.import_(b"".join(new_graph(*ARTICLES).export("trig")))
    assert set(judged.store.quads()) == before


def test_stores_that_contradict_each_other_come_to_what_is_newest(new_graph: Callable[..., Graph]) -> None:
    one, two = new_graph(*ARTICLES), new_graph(*ARTICLES)
    one.judge("same", "KCNA", "Korea Central", by="x")
    two.judge("not-same", "KCNA", "Korea Central", by="y")
    exported = b"".join(one.export())
    one.import_(b"".join(two.export()))
    two.import_(exported)
    assert set(one.store.quads()) == set(two.store.quads())
    assert [record.state for record in one.judgements()] == [State.OVERRULED, State.STANDS]
    assert {"KCNA", "Korea Central"} <= {row.source.name for row in one.sources().rows}


def _changed(quads: set[Quad], property_: NamedNode, value: NamedNode | Literal | None) -> set[Quad]:
    found = (quad for quad in quads if quad.predicate == property_)
    [old] = sorted(found, key=lambda quad: ("/document/" in str(quad.object), str(quad)))[:1]
    new = {Quad(old.subject, property_, value, old.graph_name)} if value is not None else set()
    return (quads - {old}) | new


@pytest.mark.parametrize(
    ("property_", "value", "what"),
    [
        (v.DECISION, NamedNode(v.KG + "Bless"), "decides one of"),
        (v.ABOUT_SOURCE, None, "about one source, document or statement"),
        (v.ABOUT_SOURCE, NamedNode("https://elsewhere.example/source/x"), "no source, document or statement"),
        (v.ABOUT_NAME, Literal("Somebody else"), "part of no judgement under the IRI"),
        (v.ENDED, None, "at one time"),
        (v.ENDED, Literal("yesterday", datatype=v.DATE_TIME), "at one time"),
        (v.JUDGE, Literal(""), "blank for 'by'"),
        (v.OTHER_SOURCE, NAMES.source("unnamed/x"), "unnamed one belongs"),
        (v.OTHER_SOURCE, None, "needs another"),
        (v.NEW_NAME, None, "needs a name"),
        (v.IN_DOCUMENT, None, "needs statements or documents"),
        (v.REVERSES, NAMES.judgement("none"), "which is not there"),
        (v.TYPE, None, "part of no judgement"),
    ],
)
def test_a_broken_judgement_is_found_and_not_imported(
    judged: Graph, new_graph: Callable[..., Graph], property_: NamedNode, value: NamedNode | Literal | None, what: str
) -> None:
    graph = NAMES.graph("judgements")
    quads = set(judged.store.quads(graph=graph))
    broken = _changed(quads, property_, value)
    judged.store.apply(removed=quads - broken, added=broken - quads)
    problems = [problem.what for problem in judged.verify()]
    assert any(what in problem for problem in problems), problems
    other = new_graph(*ARTICLES)
    before = set(other.store.quads())
    with pytest.raises(RdfError):
        merge(other.store, broken)
    assert set(other.store.quads()) == before


def test_a_store_with_a_broken_judgement_says_which(judged: Graph) -> None:
    quads = set(judged.store.quads(graph=NAMES.graph("judgements")))
    broken = _changed(quads, v.NEW_NAME, None)
    judged.store.apply(removed=quads - broken, added=[])
    with pytest.raises(RdfError, match=r"judgement/.* can't be read: .* needs a name; `kg verify`"):
        judged.judgements()


def test_what_does_not_follow_from_the_judgements_is_found(judged: Graph) -> None:
    graph = NAMES.graph("judged")
    [joined] = [quad for quad in judged.store.quads(graph=graph) if quad.predicate == v.JUDGED_AS]
    judged.store.apply(removed=[joined], added=[])
    assert [(problem.where, "is missing" in problem.what) for problem in judged.verify()] == [(graph.value, True)]
    merge(judged.store, [])
    assert judged.verify() == []
    assert joined in set(judged.store.quads())


def test_a_judgement_that_would_not_count_by_its_time_is_refused(graph: Graph) -> None:
    wish = Asked(decision=Decision.SAME, source="KCNA", to="Korea Central", by="x")
    judge(graph.store, Asked(decision=Decision.NOT_SAME, source="KCNA", to="Korea Central", by="x"), at=ENDED)
    with pytest.raises(JudgementError, match="clock"):
        judge(graph.store, wish, at=ENDED - timedelta(days=1))
    assert judge(graph.store, wish, at=ENDED + timedelta(days=1)).state is State.STANDS
    assert len(judgements_of(graph.store).made) == 2


@pytest.mark.parametrize(
    ("decision", "subject", "words"),
    [
        (Decision.RETRACT, Subject.SOURCE, "is about a document or a statement, not about a source"),
        (Decision.COPY, Subject.STATEMENT, "is about a document, not about a statement"),
        (Decision.RATE, Subject.DOCUMENT, "is about a source, not about a document"),
    ],
)
def test_a_decision_is_about_what_it_can_be_about(decision: Decision, subject: Subject, words: str) -> None:
    with pytest.raises(JudgementError, match=words):
        Judgement(decision=decision, subject=subject, about=Party(id="a", name="A"), by="x", at=ENDED, why="y")


def test_a_judgement_of_a_source_has_the_id_that_it_always_had() -> None:
    judgement = Judgement(
        decision=Decision.RATE, about=Party(id="a", name="A"), reliability=Reliability.B, by="x", at=ENDED, why="y"
    )
    parts = ("rate", [["a", "A"], None], None, "B", [[], []], "x", "2024-05-16T00:00:00+00:00", "y")
    assert judgement.id == digest("judgement", *parts)
