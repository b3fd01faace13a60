"""What every store of quads promises, shown of each: on disk, on Virtuoso, and on rdflib's engine behind a server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import QueryError, StoreError, StoreWriteError
from kg.model import Run
from kg.rdf.amounts import amount_quads
from kg.rdf.vocabulary import Names
from kg.rdf.write import document_quads, run_quads
from kg.settings import DEFAULT_BASE, data_file
from kg.store.base import Dataset, Rows, Solutions, Store
from kg.store.embedded import EmbeddedStore
from kg.store.index.indexed import IndexedStore
from kg.store.merge import rebuild
from kg.store.query import prologue, run_query
from kg.store.remote import RemoteStore
from kg.store.verify import verify
from kg.store.write import put, remove
from tests.rdf.examples import counting, relayed
from tests.rdf.strategies import runs
from tests.store.servers import Place
from tests.store.test_write import RUNS

QUESTIONS = sorted(data_file("questions").glob("*.rq"))
NAMES = Names(DEFAULT_BASE)
X, G, H = NamedNode("http://x.example/a%20b"), NAMES.graph("sources"), NAMES.graph("claims")
HOSTILE = 'a" . <x> \\u0022 \\ \n\r\x00\x01 } ; DROP ALL # %41 é한😀 '

Open = Callable[..., Store]
"""Opens a store of one kind, the same each time."""


@pytest.fixture(params=["embedded", "indexed", "virtuoso", "virtuoso_graphs", "rdflib"])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Return what opens an empty store of one kind, again where it is called again, and closes it in the end."""
    opened: list[Store] = []
    if request.param not in ("embedded", "indexed"):
        place: Place = request.getfixturevalue("rdflib_place" if request.param == "rdflib" else request.param)
        place.empty()

    def open_(*, base: str = DEFAULT_BASE, read_only: bool = False) -> Store:
        store: Store
        if request.param in ("embedded", "indexed"):
            store = EmbeddedStore.open(tmp_path / "store", base=base, read_only=read_only)
            if request.param == "indexed":
                store = IndexedStore.over(store, tmp_path / "store")
        else:
            store = RemoteStore.open(
                place.address, access=place.access, base=base, beside=tmp_path, read_only=read_only
            )
        opened.append(store)
        return store

    yield open_
    for store in opened:
        store.close()


def quad(value: str, graph: NamedNode = G, subject: NamedNode = X) -> Quad:
    """Return a quad of this value."""
    return Quad(subject, X, Literal(value), graph)


def test_a_change_removes_and_adds_and_is_the_same_when_made_twice(open_store: Open) -> None:
    store = open_store()
    store.apply(removed=[], added=[quad("1"), quad(HOSTILE), quad("1", H)])
    for _ in range(2):
        store.apply(removed=[quad("1"), quad("never there"), quad(HOSTILE)], added=[quad("2"), quad(HOSTILE)])
        assert set(store.quads(graph=G)) == {quad("2"), quad(HOSTILE)}
        assert set(store.quads()) == {quad("2"), quad(HOSTILE), quad("1", H)}
        assert set(store.graphs()) == {G, H}
        assert len(store) == 3
    store.apply(removed=store.quads(), added=[])
    assert len(store) == 0
    assert list(store.graphs()) == []
    store.apply(removed=[], added=[])


def test_what_was_written_is_there_when_it_is_opened_again(open_store: Open) -> None:
    store = open_store()
    store.apply(removed=[], added=[quad("1")])
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        len(store)
    again = open_store()
    assert list(again.quads()) == [quad("1")]
    assert again.base == DEFAULT_BASE
    again.close()


def test_quads_are_found_by_subject_and_graph(open_store: Open) -> None:
    store, y = open_store(), NAMES.source("y")
    everything = {quad(value, graph, subject) for value in "12" for graph in (G, H) for subject in (X, y)}
    store.apply(removed=[], added=everything)
    assert set(store.quads(subject=y)) == {each for each in everything if each.subject == y}
    assert set(store.quads(subject=y, graph=G)) == {each for each in everything if each.subject == y} & set(
        store.quads(graph=G)
    )
    assert list(store.quads(graph=NAMES.graph("none"))) == []


def test_quads_are_found_by_several_subjects_and_by_what_they_lead_to(open_store: Open) -> None:
    store, many = open_store(), [NAMES.source(f"{number}") for number in range(300)]
    store.load(Quad(each, X, many[number // 100], (G, H)[number % 2]) for number, each in enumerate(many))
    everything = set(store.quads())
    assert len(everything) == 300
    assert set(store.about(many[:250])) == {each for each in everything if each.subject in set(many[:250])}
    assert list(store.about(many[299:])) == [each for each in everything if each.subject == many[299]]
    assert len(list(store.leading_to([*many[1:3], *many[50:]], by=X))) == 200
    assert list(store.leading_to(many, by=NAMES.source("none"))) == list(store.about([])) == []


def test_what_is_not_wanted_of_a_subject_is_left_out(open_store: Open) -> None:
    store, y, z = open_store(), NAMES.source("y"), NAMES.source("z")
    of_both = {Quad(each, of, Literal(HOSTILE), G) for each in (X, y) for of in (X, y, z)}
    store.apply(removed=[], added=of_both)
    for subjects in ([X], [X, y, *(NAMES.source(f"{number}") for number in range(20))]):
        wanted = {each for each in of_both if each.subject in subjects}
        assert set(store.about(subjects)) == wanted
        assert set(store.about(subjects, without=[y, z])) == {each for each in wanted if each.predicate == X}


def test_each_change_has_a_revision_that_readers_see(open_store: Open) -> None:
    store = open_store()
    seen = [store.revision]
    store.apply(removed=[], added=[quad("1")])
    seen.append(store.revision)
    store.apply(removed=[quad("1")], added=[])
    seen.append(store.revision)
    store.load([quad("2")])
    seen.append(store.revision)
    store.apply(removed=[quad("2")], added=[quad("3"), quad("4", H)])
    store.apply(removed=[quad("3"), quad("4", H)], added=[quad("5"), quad("6", H)])
    seen.append(store.revision)
    assert len(set(seen)) == len(seen)
    assert store.revision == seen[-1]
    reader = open_store(read_only=True)
    assert reader.revision == seen[-1]


def test_answers(open_store: Open) -> None:
    store = open_store()
    store.apply(removed=[], added=[quad("1")])
    pattern = f"GRAPH {G} {{ ?s ?p ?o }}"
    assert list(store.select(f"SELECT ?o ?none WHERE {{ {pattern} }}")) == [{"o": Literal("1")}]
    found = store.query(f"PREFIX ask: <http://x.example/#select>\n# ASK\nSELECT ?o ?none WHERE {{ {pattern} }}")
    assert found == Solutions(variables=("o", "none"), rows=((Literal("1"), None),))
    assert store.query(f"ASK {{ {pattern} }}") is True
    assert store.query(f"ASK {{ {pattern} FILTER(?o = 'other') }}") is False
    assert store.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}") == (Triple(X, X, Literal("1")),)
    assert store.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} FILTER(?o = 'other') }}") == ()
    for wrong in ("SELECT", "SELECT * WHERE { ?s ?p }", "FETCH"):
        with pytest.raises(QueryError):
            store.query(wrong)
    with pytest.raises(QueryError, match="no SELECT"):
        list(store.select("ASK {}"))


def test_answers_come_bit_by_bit(open_store: Open) -> None:
    store = open_store()
    store.apply(removed=[], added=[Quad(X, X, Literal(str(number)), G) for number in range(3_000)])
    pattern = f"GRAPH {G} {{ ?s ?p ?o }}"
    found = store.stream(f"SELECT ?o ?none WHERE {{ {pattern} }}")
    assert isinstance(found, Rows)
    assert found.variables == ("o", "none")
    assert {row[0] for row in found.rows} == {Literal(str(number)) for number in range(3_000)}
    assert store.stream(f"ASK {{ {pattern} FILTER(?o = '7') }}") is True
    assert store.stream(f"ASK {{ {pattern} FILTER(?o = 'other') }}") is False
    triples = store.stream(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}")
    assert len(set(triples)) == 3_000  # type: ignore[arg-type]
    begun = store.stream(f"SELECT ?o WHERE {{ {pattern} }}")
    assert isinstance(begun, Rows)
    assert next(begun.rows)
    del begun  # whoever has read enough
    assert len(store) == 3_000


def test_the_graphs_that_a_query_sees_can_be_chosen(open_store: Open, request: pytest.FixtureRequest) -> None:
    store = open_store()
    store.apply(removed=[], added=[Quad(X, X, Literal("1"), G), Quad(X, X, Literal("2"), H)])

    def seen(query: str, dataset: Dataset) -> set[str]:
        found = store.stream(query, dataset=dataset)
        assert isinstance(found, Rows)
        return {row[0].value for row in found.rows if isinstance(row[0], Literal)}

    plain, within = "SELECT ?o WHERE { ?s ?p ?o }", "SELECT ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
    if "rdflib" in request.node.name:
        with pytest.raises(QueryError, match="only the whole dataset"):
            seen(plain, Dataset(default=(G,)))
        return
    assert seen(plain, Dataset(default=(G,))) == {"1"}
    assert seen(plain, Dataset(default=(G, H))) == {"1", "2"}
    assert seen(within, Dataset(named=(H,))) == {"2"}


def test_readers_see_what_is_written_and_do_not_write(open_store: Open) -> None:
    writer = open_store()
    reader = open_store(read_only=True)
    for values in (["1"], ["1", "2"]):
        writer.apply(removed=[], added=map(quad, values))
        reader.refresh()
        assert set(reader.quads()) == set(map(quad, values))
    with pytest.raises(StoreWriteError, match="read only"):
        reader.apply(removed=[], added=[quad("3")])
    assert len(writer) == 2


def test_another_base_is_refused(open_store: Open) -> None:
    open_store().close()
    for read_only in (False, True):
        with pytest.raises(StoreError, match=rf"KG_BASE_IRI={DEFAULT_BASE}"):
            open_store(base="https://a.example/", read_only=read_only)


def test_a_reader_makes_no_store(open_store: Open) -> None:
    with pytest.raises(StoreError, match="kg add"):
        open_store(read_only=True)
    with pytest.raises(StoreError, match="kg add"):
        open_store(read_only=True)


def test_a_second_writer_is_told_so(open_store: Open) -> None:
    open_store()
    with pytest.raises(StoreError, match=r"close the first|writes to"):
        open_store()


def test_a_large_change_is_made_whole(open_store: Open) -> None:
    store = open_store()
    before = {quad(f"{number} {'é' * (number % 40)}", (G, H)[number % 2]) for number in range(300)}
    after = {quad(f"{number} {'é' * (number % 40)}", (G, H)[number % 2]) for number in range(250, 600)}
    store.apply(removed=[], added=before)
    store.apply(removed=[*(before - after), quad("never there")], added=after)
    assert set(store.quads()) == after


@given(run=runs())
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
def test_everything_that_is_written_is_read_as_it_was(open_store: Open, run: Run) -> None:
    store: Store | None = getattr(open_store, "store", None)  # one for all examples: opening takes its time
    if store is None:
        store = open_store()
        open_store.store = store  # type: ignore[attr-defined]
    quads = document_quads(NAMES, run) | run_quads(NAMES, run)
    store.apply(removed=store.quads(), added=quads)
    assert set(store.quads()) == quads
    store.apply(removed=quads, added=[])
    assert len(store) == 0


def test_amounts_follow_their_document(open_store: Open) -> None:
    store, run = open_store(), counting()
    put(store, run)
    assert set(store.quads(graph=NAMES.graph("amounts"))) == amount_quads(NAMES, document_quads(NAMES, run))
    assert verify(store) == []
    rebuild(store)
    assert verify(store) == []
    remove(store, run.document.id)
    assert len(store) == 0


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_every_question_has_the_same_answer_everywhere(
    open_store: Open, articles: tuple[Quad, ...], expected: dict[str, list[str]], question: Path
) -> None:
    store = open_store()
    store.apply(removed=[], added=articles)
    answer = run_query(store, question.read_text(encoding="utf-8"))
    assert isinstance(answer, Solutions)
    assert sorted(map(str, answer.rows)) == expected[question.stem]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> tuple[Quad, ...]:
    """What a store holds that the articles of the examples were put into."""
    store = EmbeddedStore.open(tmp_path_factory.mktemp("articles"))
    for run in (*RUNS, relayed()):
        put(store, run)
    found = tuple(store.quads())
    store.close()
    return found


@pytest.fixture(scope="module")
def expected(articles: tuple[Quad, ...], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The answers of the store on disk, which rdflib as a library gives too."""
    store = EmbeddedStore.open(tmp_path_factory.mktemp("expected"))
    store.apply(removed=[], added=articles)
    dataset = rdflib.Dataset()
    dataset.parse(data=serialize(articles, format=RdfFormat.N_QUADS) or b"", format="nquads")
    found = {}
    for path in QUESTIONS:
        query = path.read_text(encoding="utf-8")
        answer = run_query(store, query)
        assert isinstance(answer, Solutions)
        assert len(dataset.query(prologue(DEFAULT_BASE) + query)) == len(answer.rows)
        found[path.stem] = sorted(map(str, answer.rows))
    store.close()
    return found
