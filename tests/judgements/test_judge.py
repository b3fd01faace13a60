"""Each kind of judgement on a real store: what every list shows of it, its reversal, and what it survives."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.errors import JudgementError, NotFoundError
from kg.facade import Graph
from kg.graph.network import chain_of
from kg.judgements.judgement import State
from kg.model import Kind, Reliability, Run, Source
from tests.judgements.conftest import ARTICLES, RAIN, SNOW, WIND, article

BY = "Ada Lovelace"
KCNA, KOREA, CENTRAL = (Source.of_name(name, Kind.PERSON).id for name in ("KCNA", "Korea Central", "Central News"))


def contents(graph: Graph, source: str, **terms: str) -> list[str]:
    """Return what a source said, in alphabetical order."""
    rows = graph.statements(source=source, **terms).rows  # type: ignore[arg-type]
    return sorted(record.statement.content.text for record in rows if record.statement.content)


def listed(graph: Graph) -> dict[str, tuple[int, int]]:
    """Return all sources by name with their statements and documents."""
    return {row.source.name: (row.statements, row.documents) for row in graph.sources().rows}


def machine_graphs(graph: Graph) -> set[object]:
    """Return all that the machine made: the documents, their runs, and what follows from them alone."""
    return {quad for quad in graph.store.quads() if "/judge" not in quad.graph_name.value}


def test_sources_that_are_the_same_are_one_everywhere(graph: Graph) -> None:
    before = machine_graphs(graph)
    graph.judge("same", "KCNA", "Korea Central", why="one agency", by=BY)
    assert listed(graph)["KCNA"] == (2, 2)
    assert "Korea Central" not in listed(graph)
    for name in ("KCNA", "korea central", KCNA, KOREA):
        assert contents(graph, name) == ["Kim said that it rained", "it snowed"]
        assert graph.source(name).source.aliases == ("Korea Central",)
        assert graph.source(name).source.id == KCNA
    [record] = graph.statements(source="KCNA", document=SNOW.document.id).rows
    assert (record.statement.source.name, record.statement.chain) == ("KCNA", ("The Hill Post", "KCNA"))
    assert record.statement.source_words is not None
    assert record.statement.source_words.text == "Korea Central"
    assert [source.name for source in chain_of(graph.store, record.statement.id)] == ["The Hill Post", "KCNA"]
    assert [row.source.name for row in graph.sources(name="centr kor").rows] == ["KCNA"]
    assert graph.statements(about="korea rained").total == 2  # KCNA's own, and Kim's within it
    network = graph.network()
    assert KOREA not in network
    assert sorted(network.predecessors(KCNA)) == sorted(
        Source.of_name(n, Kind.MEDIA).id for n in ("The Coast Daily", "The Hill Post")
    )
    assert machine_graphs(graph) == before
    assert graph.verify() == []


def test_same_is_transitive_and_the_newest_first_name_is_kept(graph: Graph) -> None:
    graph.judge("same", "KCNA", "Korea Central", by=BY)
    graph.judge("same", "Central News", "Korea Central", by=BY)
    assert listed(graph)["Central News"] == (3, 3)
    assert graph.source("KCNA").source.id == CENTRAL
    assert graph.source("KCNA").source.aliases == ("KCNA", "Korea Central")
    assert graph.verify() == []


def test_publishers_that_are_the_same_are_one(graph: Graph) -> None:
    graph.judge("same", "The Coast Daily", "Coast Daily Online", by=BY)
    assert graph.documents(publisher="Coast Daily Online").total == 2
    assert graph.statements(publisher="The Coast Daily").total == 5
    assert dict(graph.stats().by_publisher) == {"The Coast Daily": 2, "The Hill Post": 1}
    assert {row.metadata.publisher for row in graph.documents().rows} == {"The Coast Daily", "The Hill Post"}
    assert graph.stats().named_sources == 8
    assert graph.document(WIND.document.id) == WIND.document  # its id is made of its publisher's name


def test_a_split_gives_statements_to_somebody_else(graph: Graph) -> None:
    before = machine_graphs(graph)
    graph.judge("split", "John Smith", "John Smith (MP)", documents=[SNOW.document.id], why="he sat", by=BY)
    assert contents(graph, "John Smith") == ["it was wet"]
    assert contents(graph, "John Smith (MP)") == ["it was cold"]
    assert (listed(graph)["John Smith"], listed(graph)["John Smith (MP)"]) == ((1, 1), (1, 1))
    assert graph.source("john smith (mp)").source.kind is Kind.PERSON
    assert graph.statements(about="mp cold").total == 1
    assert graph.statements(about="mp wet").total == 0
    assert graph.statements(named=True).total == 7
    network = graph.network()
    one, other = graph.source("John Smith").source.id, graph.source("John Smith (MP)").source.id
    assert list(network.predecessors(one)) == [Source.of_name("The Coast Daily", Kind.MEDIA).id]
    assert list(network.predecessors(other)) == [Source.of_name("The Hill Post", Kind.MEDIA).id]
    assert machine_graphs(graph) == before
    assert graph.verify() == []


def test_a_split_can_be_of_single_statements_and_split_again(graph: Graph) -> None:
    [wet] = [each for each in RAIN.statements if each.source.name == "John Smith"]
    graph.judge("split", "John Smith", "John Smith (MP)", statements=[wet.id], by=BY)
    with pytest.raises(JudgementError, match=r"is not of “John Smith” but of “John Smith \(MP\)”"):
        graph.judge("split", "John Smith", "Jack", statements=[wet.id], by=BY)
    graph.judge("split", "John Smith (MP)", "Lord Smith", documents=[RAIN.document.id], by=BY)
    assert contents(graph, "Lord Smith") == ["it was wet"]
    assert "John Smith (MP)" not in listed(graph)
    graph.judge("same", "John Smith", "Lord Smith", by=BY)
    assert contents(graph, "Lord Smith") == ["it was cold", "it was wet"]
    assert graph.verify() == []


def test_a_statement_that_was_judged_by_itself_does_not_follow_its_document(new_graph: Callable[..., Graph]) -> None:
    run = article("John Smith said that it was wet. John Smith said that it was cold")
    graph = new_graph(run)
    graph.judge("split", "John Smith", "John Smith (MP)", statements=[run.statements[0].id], by=BY)
    graph.judge("split", "John Smith", "Lord Smith", documents=[run.document.id], by=BY)
    assert contents(graph, "John Smith (MP)") == ["it was wet"]
    assert contents(graph, "Lord Smith") == ["it was cold"]
    graph.judge("split", "John Smith (MP)", "John Smith", documents=[run.document.id], by=BY)
    assert contents(graph, "John Smith") == ["it was wet"]
    assert graph.verify() == []


def test_a_split_may_give_statements_to_a_source_that_is_there(graph: Graph) -> None:
    graph.judge("split", "John Smith", "Ada Berg", documents=[SNOW.document.id], by=BY)
    assert contents(graph, "Ada Berg") == ["it was cold", "it was loud"]
    assert graph.verify() == []


def test_a_source_that_is_renamed_keeps_its_names(graph: Graph) -> None:
    graph.judge("rename", "KCNA", "Korean  Central\nNews Agency", by=BY)
    source = graph.source("KCNA").source
    assert (source.id, source.name, source.aliases) == (KCNA, "Korean Central News Agency", ("KCNA",))
    assert contents(graph, "korean central news agency") == ["Kim said that it rained"]
    assert graph.statement(RAIN.statements[1].id).statement.chain[1] == "Korean Central News Agency"
    assert graph.verify() == []
    with pytest.raises(JudgementError, match="called “Korean Central News Agency” already"):
        graph.judge("rename", "KCNA", "Korean Central News Agency", by=BY)
    with pytest.raises(JudgementError, match="there is another source “central news”"):
        graph.judge("rename", "KCNA", "central news", by=BY)


def test_a_rating_needs_a_reason_and_the_newest_counts(graph: Graph) -> None:
    with pytest.raises(JudgementError, match="needs a reason"):
        graph.judge("rate", "KCNA", "E", by=BY)
    with pytest.raises(JudgementError, match=r"'G' is no reliability: use A completely reliable; B"):
        graph.judge("rate", "KCNA", "G", why="x", by=BY)
    graph.judge("rate", "KCNA", "b", why="close to the government", by=BY)
    graph.judge("rate", "KCNA", "D", why="prints what it is told", by="Bo")
    assert graph.source("KCNA").reliability is Reliability.D
    assert [record.state for record in graph.judgements("KCNA")] == [State.OVERRULED, State.STANDS]
    graph.judge("same", "Central News", "KCNA", by=BY)
    assert graph.source("Central News").reliability is Reliability.D
    assert graph.verify() == []


def test_what_is_undone_leaves_the_store_as_it_was_and_a_history(graph: Graph) -> None:
    before = set(graph.store.quads())
    first = graph.judge("same", "KCNA", "Korea Central", by=BY)
    undone = graph.undo(first.judgement.id[:8], why="they are two", by="Bo")
    assert undone.state is State.REVERSED
    assert undone.reversal is not None
    assert (undone.reversal.by, undone.reversal.why) == ("Bo", "they are two")
    after = {quad for quad in graph.store.quads() if not quad.graph_name.value.endswith("/judgements")}
    assert after == before
    graph.judge("same", "Korea Central", "KCNA", by="Cy")
    assert listed(graph)["Korea Central"] == (2, 2)
    assert [(r.judgement.by, r.state) for r in graph.judgements("KCNA")] == [
        (BY, State.REVERSED),
        ("Cy", State.STANDS),
    ]
    with pytest.raises(JudgementError, match="reversed already"):
        graph.undo(first.judgement.id, by=BY)
    for id_ in ("none", first.judgement.id[:3], ""):
        with pytest.raises(NotFoundError, match="kg judge list"):
            graph.undo(id_, by=BY)
    assert graph.verify() == []


def test_undoing_a_newer_judgement_lets_the_older_count_again(graph: Graph) -> None:
    graph.judge("rate", "KCNA", "B", why="close", by=BY)
    newer = graph.judge("rate", "KCNA", "D", why="told", by=BY)
    graph.undo(newer.judgement.id, by=BY)
    assert graph.source("KCNA").reliability is Reliability.B


def test_the_newer_of_two_that_contradict_each_other_counts(graph: Graph) -> None:
    graph.judge("same", "KCNA", "Korea Central", by=BY)
    graph.judge("not-same", "Korea Central", "KCNA", why="no", by=BY)
    assert {"KCNA", "Korea Central"} <= set(listed(graph))
    graph.judge("same", "KCNA", "Korea Central", by=BY)
    assert "Korea Central" not in listed(graph)
    assert [record.state for record in graph.judgements()] == [State.STANDS, State.OVERRULED, State.STANDS]


def test_sources_that_are_not_to_be_joined_are_not_joined_through_a_third(graph: Graph) -> None:
    graph.judge("not-same", "KCNA", "Central News", by=BY)
    graph.judge("same", "KCNA", "Korea Central", by=BY)
    before = set(graph.store.quads())
    with pytest.raises(
        JudgementError, match=r"contradicts judgement .* “KCNA” and “Central News” are not to be joined"
    ):
        graph.judge("same", "Central News", "Korea Central", by=BY)
    assert set(graph.store.quads()) == before


def test_sources_that_are_one_through_a_third_are_not_kept_apart(graph: Graph) -> None:
    graph.judge("same", "KCNA", "Korea Central", by=BY)
    graph.judge("same", "KCNA", "Central News", by=BY)
    with pytest.raises(JudgementError, match=r"contradicts judgement .* “KCNA” and “Korea Central” are one source"):
        graph.judge("not-same", "Korea Central", "Central News", by=BY)


@pytest.mark.parametrize(
    ("arguments", "how", "error", "words"),
    [
        (("same", "KCNA", "Nobody"), {}, NotFoundError, "kg sources --name 'Nobody'` finds it by a part"),
        (("same", "KCNA", "kcna"), {}, JudgementError, "needs two sources"),
        (("not-same", "KCNA", KCNA), {}, JudgementError, "needs two sources"),
        (
            ("split", "John Smith", "JOHN SMITH"),
            {"documents": [SNOW.document.id]},
            JudgementError,
            "tells them apart",
        ),
        (("split", "John Smith", "J"), {}, JudgementError, "needs statements or documents"),
        (("split", "John Smith", "J"), {"documents": ["none"]}, NotFoundError, "no such document"),
        (("split", "KCNA", "J"), {"documents": [SNOW.document.id]}, NotFoundError, "there is no statement in it"),
        (("split", "KCNA", "J"), {"statements": ["none"]}, NotFoundError, "no statement 'none'"),
        (
            ("same", "KCNA", "Korea Central"),
            {"statements": ["x"]},
            JudgementError,
            "takes no part such as statements",
        ),
        (("rename", "KCNA", " \n"), {}, JudgementError, "blank for 'name'"),
        (("rename", "KCNA", "half \ud83d"), {}, JudgementError, "surrogate"),
        (("rename", "KCNA", "New"), {"why": "half \udcff"}, JudgementError, "surrogate"),
        (("rename", "KCNA", "New"), {"why": ""}, JudgementError, "blank for 'why'"),
        (("split", "John Smith", "\ud83d"), {"documents": [SNOW.document.id]}, JudgementError, "surrogate"),
        (("bless", "KCNA", "New"), {}, JudgementError, "use one of same, not-same"),
    ],
)
def test_what_cannot_be_judged_is_refused_and_changes_nothing(
    graph: Graph, arguments: tuple[str, str, str], how: dict[str, list[str]], error: type[Exception], words: str
) -> None:
    before = set(graph.store.quads())
    with pytest.raises(error, match=words):
        graph.judge(*arguments, by=BY, **how)  # type: ignore[arg-type]
    assert set(graph.store.quads()) == before


def test_what_is_judged_already_is_refused(graph: Graph) -> None:
    graph.judge("same", "KCNA", "Korea Central", by=BY)
    graph.judge("not-same", "Kim", "Ada Berg", by=BY)
    for arguments in (("same", "Korea Central", "KCNA"), ("not-same", "Ada Berg", "Kim")):
        with pytest.raises(JudgementError, match="already"):
            graph.judge(*arguments, by=BY)


def test_unnamed_sources_cannot_be_judged(new_graph: Callable[..., Graph]) -> None:
    run = replace(RAIN, statements=(replace(RAIN.statements[0], source=Source.unnamed("x", "Officials", Kind.GROUP)),))
    graph = new_graph(run, SNOW)
    with pytest.raises(JudgementError, match="belongs to its one statement"):
        graph.judge("same", "Korea Central", "officials", by=BY)
    assert graph.find_source("unnamed/x").source.name == "officials"


def test_a_name_that_several_have_is_told_with_their_ids(new_graph: Callable[..., Graph]) -> None:
    runs = [
        replace(
            run,
            statements=tuple(
                replace(s, source=Source.of_name(s.source.name, Kind.PERSON, ["the agency"])) for s in run.statements
            ),
        )
        for run in (SNOW, WIND)
    ]
    graph = new_graph(*runs)
    with pytest.raises(NotFoundError, match=rf"may be .*“Korea Central” \({KOREA}\).*give the id"):
        graph.judge("rename", "the agency", "Agency", by=BY)
    with pytest.raises(NotFoundError, match="give the id"):
        graph.find_source("the agency")


def test_judgements_survive_another_extraction(graph: Graph) -> None:
    graph.judge("same", "KCNA", "Korea Central", by=BY)
    graph.judge("split", "John Smith", "John Smith (MP)", documents=[SNOW.document.id], by=BY)
    newer = replace(SNOW, software="whosaid-0.2.0", statements=SNOW.statements[1:])
    assert graph.put(newer).changed
    assert contents(graph, "KCNA") == ["Kim said that it rained"]
    assert contents(graph, "John Smith (MP)") == ["it was cold"]
    assert graph.verify() == []
    graph.put(SNOW)
    assert contents(graph, "KCNA") == ["Kim said that it rained", "it snowed"]
    assert graph.verify() == []


def test_judgements_survive_the_removal_of_a_document(graph: Graph) -> None:
    graph.judge("same", "Korea Central", "KCNA", by=BY)
    graph.judge("split", "John Smith", "John Smith (MP)", documents=[SNOW.document.id], by=BY)
    graph.judge("rate", "KCNA", "D", why="told", by=BY)
    whole = set(graph.store.quads())
    graph.remove(SNOW.document.id)
    assert graph.verify() == []
    assert listed(graph)["Korea Central"] == (1, 1)  # what it is called is known from the judgement
    assert graph.source("Korea Central").source.kind is Kind.PERSON
    assert "John Smith (MP)" not in listed(graph)
    assert len(graph.judgements()) == 3
    graph.put(SNOW)
    assert set(graph.store.quads()) == whole
    for run in ARTICLES:
        graph.remove(run.document.id)
    assert (graph.sources().total, len(graph.judgements()), graph.verify()) == (0, 3, [])


def test_a_document_that_comes_later_is_judged_too(graph: Graph) -> None:
    graph.judge("same", "KCNA", "Korea Central", by=BY)
    graph.put(article("Korea Central said that it hailed"))
    assert listed(graph)["KCNA"] == (3, 3)
    assert graph.verify() == []


def test_an_alias_that_is_another_sources_name_does_not_hide_it(new_graph: Callable[..., Graph]) -> None:
    """Joined sources whose names were known already leave nothing to describe; they are one all the same."""
    runs: list[Run] = [
        replace(
            RAIN,
            statements=tuple(
                replace(s, source=replace(s.source, aliases=("Korea Central",))) if s.source.name == "KCNA" else s
                for s in RAIN.statements
            ),
        ),
        SNOW,
    ]
    graph = new_graph(*runs)
    graph.judge("same", "KCNA", "Korea Central", by=BY)
    assert listed(graph)["KCNA"] == (2, 2)
    assert "Korea Central" not in listed(graph)
    assert contents(graph, "Korea Central") == ["Kim said that it rained", "it snowed"]
    assert graph.statements(about="korea snowed").total == 1
    assert graph.verify() == []


HOSTILE = [
    "</bdi><script>alert(1)</script>",
    '"> } ; DROP ALL #',
    "\\u0022 \\ ' \" '''",
    "two\nlines\r\nand a tab\t",
    "\x1b[31mred \u202e turned \x00",
    "é 한국 😀",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(graph: Graph, words: str) -> None:
    graph.judge("rename", "KCNA", words, why=words, by=words)
    name = " ".join(words.split())
    assert graph.source(KCNA).source.name == name
    [record] = graph.judgements(name)
    assert (record.judgement.why, record.judgement.by) == (words, words)
    graph.judge("split", "John Smith", f"JS {words}", documents=[SNOW.document.id], why=words, by=words)
    assert contents(graph, f"JS {name}") == ["it was cold"]
    graph.undo(record.judgement.id, why=words, by=words)
    assert graph.source(KCNA).source.name == "KCNA"
    assert graph.verify() == []
    with pytest.raises(NotFoundError):
        graph.judge("rename", f"x{words}", "y", by="z")
