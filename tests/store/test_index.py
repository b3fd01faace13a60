"""The search index: what it finds, that it follows its store, and what becomes of it after a crash."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.benchmark.corpus import corpus
from kg.claims.words import fold
from kg.errors import QueryError
from kg.facade import Graph
from kg.model import Act, Certainty, Document, Kind, Metadata, Polarity, Quotation, Record, Run, Source, Status
from kg.store.index.index import SearchIndex
from kg.store.index.numbers import day_of, number, slot_of
from kg.store.index.schema import FILE
from kg.store.index.traits import LOWEST, Traits, fitting, masked
from kg.store.index.words import expression
from kg.store.write import put, remove
from kg.views.json import facets_json
from tests.rdf.examples import BERG, ENDED, PORT, UNION, at, example, statement

RUNS = list(corpus(200, seed=5))
STATEMENTS = {statement.id: (statement, run) for run in RUNS for statement in run.statements}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Return a store of made-up documents; only for reading."""
    with kg.open(tmp_path_factory.mktemp("index") / "store") as opened:
        for run in RUNS:
            opened.put(run)
        yield opened


def ids(graph: Graph, **terms: object) -> list[str]:
    return [record.statement.id for record in graph.statements(**terms).rows]  # type: ignore[arg-type]


def words_in(record: Record) -> set[str]:
    content = record.statement.content
    return set(fold(content.text if content else "").split())


def test_numbers_tell_the_day_and_list_the_newest_first_and_those_without_a_day_last() -> None:
    days = [date(2024, 5, 15), date(2024, 5, 14), date(1899, 1, 1)]
    listed = [date(3000, 1, 1), *days, date(1066, 10, 14)]  # the first and the last have no room for their day
    numbers = [number(day.toordinal(), slot_of("x"), 3) for day in listed] + [number(None, 0, 0)]
    assert numbers == sorted(numbers)
    assert numbers[-1] < 2**63
    assert [day_of(each) for each in numbers] == [None, *(day.toordinal() for day in days), None, None]


def test_filters_find_what_a_look_at_every_statement_finds(graph: Graph) -> None:
    every = [graph.statement(id_) for id_ in STATEMENTS]
    word = max((word for record in every for word in words_in(record) if word.isalpha()), key=len)
    source = max(STATEMENTS.values(), key=lambda each: len(each[0].chain))[0].source
    by_hand = {
        "act": ({"act": Act.DENY}, lambda r: r.statement.act is Act.DENY),
        "quotation": ({"quotation": "direct"}, lambda r: r.statement.quotation == "direct"),
        "named": ({"named": False}, lambda r: not r.statement.source.named),
        "confidence": ({"confidence": 0.8}, lambda r: r.statement.confidence >= 0.8),
        "source": ({"source": source.id}, lambda r: r.statement.source.id == source.id),
        "word": (
            {"about": f'"{word}"'},
            lambda r: word in fold(r.statement.content.text) if r.statement.content else 0,
        ),
    }
    for name, (terms, fits) in by_hand.items():
        assert set(ids(graph, **terms)) == {record.statement.id for record in every if fits(record)}, name


def test_who_passes_a_statement_on_stands_in_its_chain(graph: Graph) -> None:
    chained = next(s for s, _ in STATEMENTS.values() if s.within is not None)
    outer = STATEMENTS[chained.within or ""][0].source
    found = ids(graph, through=outer.id)
    assert chained.id in found
    assert STATEMENTS[chained.within or ""][0].id not in found


def test_a_medium_that_somebody_told_of_another_stands_in_the_chain_of_both(tmp_path: Path) -> None:
    text = "The army said that the bridge fell, Ada Berg told the BBC."
    document = Document(text=text, metadata=Metadata(publisher="The Daily"))
    outer = statement(
        document,
        BERG,
        words=at(document, "Ada Berg"),
        cue=at(document, "told"),
        content=at(document, "The army said that the bridge fell"),
        told_to=Source.of_name("BBC", Kind.MEDIA),
    )
    army = Source.of_name("The army", Kind.ORGANIZATION)
    inner = statement(
        document,
        army,
        words=at(document, "The army"),
        cue=at(document, "said"),
        content=at(document, "the bridge fell"),
        outer=outer,
    )
    with kg.open(tmp_path / "store") as graph:
        graph.put(Run(document=document, software="test-1", ended=ENDED, statements=(outer, inner)))
        assert graph.statement(inner.id).statement.chain == ("The Daily", "BBC", "Ada Berg", "The army")
        assert set(ids(graph, through="BBC")) == {outer.id, inner.id}
        assert facets_json(graph.facets())["links"] == {"2": 1, "3": 1}
        assert graph.profile("BBC").handed_on == 2
        assert {(relay.by, relay.of) for relay in graph.relays() if relay.statement == inner.id} == {(BERG.id, army.id)}


def test_facets_count_what_the_lists_hold(graph: Graph) -> None:
    facets = graph.facets()
    assert facets.total == len(STATEMENTS) == sum(facets.traits["act"].values())
    for act, statements in facets.traits["act"].items():
        assert graph.statements(act=act, limit=0).total == statements
    for id_, name, statements in facets.sources[:5]:
        assert graph.statements(source=id_, limit=0).total == statements
        assert graph.source(id_).source.name == name
    assert len(facets.publishers) > 5
    for id_, name, statements in facets.publishers:
        assert graph.statements(publisher=id_, limit=0).total == statements
        assert graph.source(id_).source.name == name
    for month, statements in facets.months.items():
        year, which = map(int, month.split("-"))
        until = date(year + which // 12, which % 12 + 1, 1)
        in_month = [id_ for id_ in ids(graph, until=until) if listed_on(graph, id_).isoformat()[:7] == month]
        assert len(in_month) == statements


def listed_on(graph: Graph, id_: str) -> date:
    record = graph.statement(id_)
    said = record.statement.said_on
    day = (said and (said.start or said.end)) or record.metadata.published
    assert day is not None
    return day


def test_pages_by_cursor_are_the_whole_list_whatever_comes_in_between(graph: Graph) -> None:
    whole, after, parts = ids(graph), None, list[str]()
    while True:
        page = graph.statements(limit=7, after=after)
        parts += [record.statement.id for record in page.rows]
        if (after := page.next) is None:
            break
    assert parts == whole
    with pytest.raises(QueryError, match="no place in a list"):
        graph.statements(after="soon")


def test_the_best_come_first_and_are_those_that_fit(graph: Graph) -> None:
    best = ids(graph, about="missile", order="best")
    assert sorted(best) == sorted(ids(graph, about="missile"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bridge", 4),
        ("bridge OR repaired", 4),
        ('"new bridge"', 2),
        ('"bridge the"', 0),
        ("bridge -union", 3),
        ("bridge NOT union", 3),
        ("(union OR berg) bridge", 3),
    ],
)
def test_words_phrases_and_what_joins_them(tmp_path: Path, typed: str, found: int) -> None:
    with kg.open(tmp_path / "store") as graph:
        graph.put(example())
        assert graph.statements(about=typed).total == found, [r.statement.content for r in graph.statements().rows]


@pytest.mark.parametrize("typed", ["-bridge", "(bridge", "bridge)", "NOT", "x " * 70, "(" * 30 + "x" + ")" * 30])
def test_what_can_not_be_looked_for_is_told(typed: str) -> None:
    with pytest.raises(QueryError):
        expression(typed, columns="said by")


@given(typed=st.text(alphabet=st.sampled_from("ab \"()*-:^{}'OR NOT é\x00"), max_size=25))
def test_whatever_is_typed_is_looked_for_or_refused(typed: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(said, by, via)")
    try:
        looked_for = expression(typed, columns="said by")
    except QueryError:
        return
    connection.execute("SELECT * FROM words WHERE words MATCH ?", (looked_for,)).fetchall()


def test_a_source_is_found_by_a_name_that_another_document_gives_it(tmp_path: Path) -> None:
    runs = [run for run in RUNS if any(s.source.aliases for s in run.statements)]
    with kg.open(tmp_path / "store") as graph:
        graph.put(example())
        statement = next(s for s in example().statements if s.source.id == BERG.id)
        graph.judge("rename", BERG.id, "Skipper Zorn", by="x")
        assert ids(graph, about="zorn") == [statement.id]
        graph.judge("same", UNION.id, PORT.id, by="x")
        port = {s.id for s in example().statements if s.source.id in (UNION.id, PORT.id)}
        assert set(ids(graph, about="harbour authority")) >= port
        assert graph.verify() == []
    assert runs


def test_a_change_that_the_index_never_heard_of_is_made_good_at_the_next_opening(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with kg.open(folder) as graph:
        for run in RUNS[:6]:
            graph.put(run)
    with kg.open(folder) as graph:
        raw = graph.store._store
        put(raw, RUNS[6])
        remove(raw, RUNS[0].document.id)
    with kg.open(folder) as graph:
        assert {row.id for row in graph.documents().rows} == {run.document.id for run in RUNS[1:7]}
        assert graph.verify() == []


def test_a_crash_between_store_and_index_is_made_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "store"
    with kg.open(folder) as graph:
        graph.put(RUNS[0])
        monkeypatch.setattr(SearchIndex, "follow", crash)
        with pytest.raises(KeyboardInterrupt):
            graph.put(RUNS[1])
        monkeypatch.undo()
        assert "behind the store" in " ".join(problem.what for problem in graph.verify())
    with kg.open(folder, read_only=True) as graph:
        assert graph.documents().total == 2
    with kg.open(folder) as graph:
        assert graph.verify() == []


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100, None])
def test_an_index_that_is_gone_or_broken_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    folder = tmp_path / "store"
    with kg.open(folder) as graph:
        graph.put(RUNS[0])
    for file in folder.glob(f"{FILE}*"):
        file.unlink()
    if damage is not None:
        (folder / FILE).write_bytes(damage)
    with kg.open(folder) as graph:
        assert graph.statements().total == len(RUNS[0].statements)
        assert graph.verify() == []


def test_an_index_that_does_not_fit_is_told_by_verify_and_made_anew_by_reindex(tmp_path: Path) -> None:
    with kg.open(tmp_path / "store") as graph:
        graph.put(example())
        graph.store.index.connection.execute("UPDATE statements SET traits = traits + 16")
        assert any("search index" in problem.what for problem in graph.verify())
        graph.reindex()
        assert graph.verify() == []


@given(
    st.builds(
        Traits,
        act=st.sampled_from(Act),
        polarity=st.sampled_from(Polarity),
        certainty=st.sampled_from(Certainty),
        quotation=st.sampled_from(Quotation),
        status=st.sampled_from(Status),
        named=st.booleans(),
        hands=st.integers(0, 20),
        tenths=st.integers(0, 10),
    ),
    st.sampled_from(Act),
    st.none() | st.booleans(),
    st.none() | st.sampled_from(Status),
)
def test_traits_under_a_mask_are_those_that_are_wanted(
    traits: Traits, act: Act, named: bool | None, status: Status | None
) -> None:
    given_ = {"act": act, "named": named, "status": status}
    wanted = {field: value for field, value in given_.items() if value is not None}
    mask, value = masked(wanted)
    fits = all(getattr(traits, field) == each for field, each in wanted.items())
    assert (traits.pack() & mask == value) is fits
    assert fits is (next(fitting([traits.pack()], wanted), None) is not None)
    assert traits.pack() & LOWEST == traits.tenths
