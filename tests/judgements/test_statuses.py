"""What was corrected or retracted, on a real store: by whom, for what, shown where, and what it survives."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import JudgementError, NotFoundError, QueryError, RdfError
from kg.facade import Graph
from kg.judgements.judgement import State
from kg.model import Document, Metadata, Notice, Run, Status
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.apart import judged_copies
from kg.store.merge import merge
from kg.store.noticed import noticed
from kg.store.verify import verify
from tests.judgements.conftest import ARTICLES, RAIN, SNOW, WIND, article

BY = "Ada Lovelace"
NAMES = Names("https://w3id.org/whosaid/id/")
SAID, INNER, WET = (statement.id for statement in RAIN.statements)
RETRACTION = "This article has been retracted: the weather station does not exist."
CORRECTION = "Correction: The snow fell on Tuesday, not on Monday."


def noting(run: Run, note: str | None) -> Run:
    """Return a run whose article has its publisher's note."""
    metadata = replace(run.document.metadata, correction=note)
    return replace(run, document=Document(text=run.document.text, metadata=metadata))


def statuses(graph: Graph) -> dict[str, tuple[str, str, bool]]:
    """Return what became of each statement that does not stand: status, reason, whether it is its document's."""
    return {
        record.statement.id: (record.notice.status.value, record.notice.why, record.notice.of_document)
        for record in graph.statements().rows
        if record.notice
    }


def on_documents(graph: Graph) -> dict[str, tuple[str, str]]:
    """Return what became of each document that does not stand."""
    return {row.id: (row.notice.status.value, row.notice.why) for row in graph.documents().rows if row.notice}


def triples(graph: Graph, node: NamedNode) -> dict[NamedNode, str]:
    """Return what `graph/judged` says of a thing."""
    found = graph.store.quads(subject=node, graph=NAMES.graph("judged"))
    return {q.predicate: q.object.value for q in found if isinstance(q.object, NamedNode | Literal)}


def test_a_statement_that_is_retracted_says_so_and_no_other_does(graph: Graph) -> None:
    made = graph.judge("retract", WET, "", why="he never said it", by=BY).judgement
    assert statuses(graph) == {WET: ("retracted", "he never said it", False)}
    assert on_documents(graph) == {}
    record = graph.statement(WET)
    assert record.notice == Notice(status=Status.RETRACTED, why="he never said it", judgement=made.id)
    assert record.document_notice is None
    assert triples(graph, NAMES.statement(WET)) == {
        v.STATUS: v.STATUSES[Status.RETRACTED].value,
        v.STATUS_REASON: "he never said it",
        v.STATUS_FROM: NAMES.judgement(made.id).value,
    }
    assert graph.verify() == []


def test_a_document_that_is_retracted_is_so_with_all_its_statements(graph: Graph) -> None:
    graph.judge("retract", RAIN.document.id, "", why="invented", by=BY)
    assert statuses(graph) == dict.fromkeys((SAID, INNER, WET), ("retracted", "invented", True))
    assert on_documents(graph) == {RAIN.document.id: ("retracted", "invented")}
    for node in (NAMES.document(RAIN.document.id), *map(NAMES.statement, (SAID, INNER, WET))):
        assert triples(graph, node)[v.STATUS] == v.STATUSES[Status.RETRACTED].value
    assert graph.verify() == []


def test_a_document_that_is_corrected_is_told_with_its_statements_but_its_statements_are_not_judged(
    graph: Graph,
) -> None:
    graph.judge("correct", RAIN.document.id, "", why="wrong headline", by=BY)
    assert statuses(graph) == dict.fromkeys((SAID, INNER, WET), ("corrected", "wrong headline", True))
    assert graph.statement(WET).document_notice == replace(graph.statement(WET).notice, of_document=False)  # type: ignore[type-var]
    assert triples(graph, NAMES.statement(WET)) == {}
    graph.judge("retract", WET, "", why="he never said it", by=BY)
    graph.judge("correct", SAID, "", why="it was Kim's aide", by=BY)
    assert statuses(graph) == {
        SAID: ("corrected", "it was Kim's aide", False),
        INNER: ("corrected", "wrong headline", True),
        WET: ("retracted", "he never said it", False),
    }
    graph.judge("retract", RAIN.document.id, "", why="invented", by=BY)
    assert statuses(graph) == {
        SAID: ("retracted", "invented", True),
        INNER: ("retracted", "invented", True),
        WET: ("retracted", "he never said it", False),
    }
    assert graph.verify() == []


def test_of_two_judgements_on_one_thing_the_newer_counts_until_it_is_undone(graph: Graph) -> None:
    first = graph.judge("retract", WET, "", why="he never said it", by=BY)
    second = graph.judge("correct", WET, "", why="he said it on Monday", by="Bo")
    assert [record.state for record in graph.judgements()] == [State.OVERRULED, State.STANDS]
    assert statuses(graph) == {WET: ("corrected", "he said it on Monday", False)}
    graph.undo(second.judgement.id[:8], why="it was right before", by="Cy")
    assert statuses(graph) == {WET: ("retracted", "he never said it", False)}
    graph.undo(first.judgement.id, by="Cy")
    assert statuses(graph) == {}
    assert [record.state for record in graph.judgements()] == [State.REVERSED, State.REVERSED]
    assert graph.verify() == []


def test_what_is_undone_leaves_everything_but_the_history_as_it_was(graph: Graph) -> None:
    before = set(graph.store.quads())
    for decision, id_ in (("retract", RAIN.document.id), ("correct", SNOW.document.id), ("retract", WET)):
        graph.undo(graph.judge(decision, id_, "", why="x", by=BY).judgement.id, by=BY)
    graph.undo(graph.judge("copy", RAIN.document.id, SNOW.document.id, by=BY).judgement.id, by=BY)
    history = NAMES.graph("judgements")
    assert {quad for quad in graph.store.quads() if quad.graph_name != history} == before


def test_a_judgement_is_called_as_people_know_what_it_is_about(graph: Graph) -> None:
    made = graph.judge("retract", WET, "", why="x", by=BY).judgement
    assert (made.subject.value, made.about.id, made.about.name) == ("statement", WET, "John Smith: it was wet")
    long = article(f"{'Nobody knows. ' * 30}Ada Berg said that it hailed", publisher=None)
    graph.put(long)
    made = graph.judge("retract", long.document.id, "", why="x", by=BY).judgement
    assert made.subject.value == "document"
    assert made.about.name.startswith("Nobody knows.")
    assert len(made.about.name) <= 80
    made = graph.judge("copy", RAIN.document.id, SNOW.document.id, by=BY).judgement
    assert made.other is not None
    assert made.other.name.endswith("(The Hill Post)")


def test_the_beginning_of_an_id_is_enough_where_no_other_begins_so(graph: Graph) -> None:
    graph.judge("retract", WET[:6], "", why="x", by=BY)
    graph.judge("correct", SNOW.document.id[:7], "", why="y", by=BY)
    assert {record.judgement.about.id for record in graph.judgements()} == {WET, SNOW.document.id}


def test_a_beginning_that_several_have_is_told_with_them(graph: Graph) -> None:
    """Ids are hashes, so that two that begin alike are made here by hand, as somebody's export may have them."""
    grafted = set()
    for end in "ab":
        for quad in graph.store.quads(graph=NAMES.document_graph(SNOW.document.id)):
            old, new = SNOW.statements[0].id, f"shared{end}"
            grafted.add(
                Quad(
                    *(_renamed(term, old, new) for term in (quad.subject, quad.predicate, quad.object, quad.graph_name))
                )
            )
    graph.store.apply(removed=[], added=grafted)
    with pytest.raises(
        NotFoundError, match="'shared' may be statement shareda, statement sharedb: give more of the id"
    ):
        graph.judge("retract", "shared", "", why="x", by=BY)
    assert graph.judge("retract", "sharedb", "", why="x", by=BY).judgement.about.id == "sharedb"


def _renamed(term: object, old: str, new: str) -> object:
    return NamedNode(term.value.replace(old, new)) if isinstance(term, NamedNode) else term


@pytest.mark.parametrize(
    ("arguments", "why", "error", "words"),
    [
        (("retract", WET, ""), None, JudgementError, "needs a reason: why was it taken back"),
        (("correct", RAIN.document.id, ""), None, JudgementError, "needs a reason: what was wrong"),
        (("retract", WET, ""), " ", JudgementError, "blank for 'why'"),
        (("retract", WET[:5], ""), "x", NotFoundError, "at least 6 characters"),
        (("retract", "", ""), "x", NotFoundError, "no document or statement"),
        (("retract", "ffffffff", ""), "x", NotFoundError, "nor one whose id begins so"),
        (("retract", "ffffff\ud83d", ""), "x", NotFoundError, "no document or statement"),
        (("retract", 'x"> } ; DROP ALL #', ""), "x", NotFoundError, "no document or statement"),
        (("retract", "KCNA", ""), "x", NotFoundError, "no document or statement"),
        (("retract", "(.*).+", ""), "x", NotFoundError, "no document or statement"),
        (("copy", WET, SNOW.document.id), None, NotFoundError, "there is no document"),
        (("copy", SNOW.document.id, WET), None, NotFoundError, "there is no document"),
        (("copy", SNOW.document.id, SNOW.document.id[:8]), None, JudgementError, "needs two documents"),
        (("not-copy", SNOW.document.id, ""), None, NotFoundError, "there is no document"),
        (("same", WET, "KCNA"), None, NotFoundError, "there is no source"),
    ],
)
def test_what_cannot_be_judged_is_refused_and_changes_nothing(
    graph: Graph, arguments: tuple[str, str, str], why: str | None, error: type[Exception], words: str
) -> None:
    before = set(graph.store.quads())
    with pytest.raises(error, match=words):
        graph.judge(*arguments, why=why, by=BY)
    assert set(graph.store.quads()) == before


def test_what_is_judged_already_is_refused_but_for_another_reason(graph: Graph) -> None:
    graph.judge("retract", WET, "", why="he never said it", by=BY)
    with pytest.raises(JudgementError, match="the statement “John Smith: it was wet” is retracted already"):
        graph.judge("retract", WET, "", why="he never said it", by="Bo")
    graph.judge("retract", WET, "", why="he told us so", by=BY)
    assert statuses(graph) == {WET: ("retracted", "he told us so", False)}
    graph.judge("copy", RAIN.document.id, SNOW.document.id, by=BY)
    with pytest.raises(JudgementError, match="are copies of one text already"):
        graph.judge("copy", SNOW.document.id, RAIN.document.id, by=BY)


def test_copies_are_pairs_of_which_the_newest_judgement_counts(graph: Graph) -> None:
    rain, snow, wind = (run.document.id for run in ARTICLES)
    assert judged_copies(graph.store) == (set(), set())
    graph.judge("copy", rain, snow, by=BY)
    graph.judge("copy", snow[:8], wind, why="one agency's", by=BY)
    graph.judge("not-copy", rain, wind, by=BY)
    assert judged_copies(graph.store) == ({frozenset({rain, snow}), frozenset({snow, wind})}, {frozenset({rain, wind})})
    newer = graph.judge("not-copy", snow, rain, by=BY)
    assert judged_copies(graph.store)[0] == {frozenset({snow, wind})}
    graph.undo(newer.judgement.id, by=BY)
    graph.remove(snow)
    assert judged_copies(graph.store)[0] == {frozenset({rain, snow}), frozenset({snow, wind})}
    assert statuses(graph) == {}
    assert verify(graph.store) == []


def test_lists_can_be_of_what_stands_or_was_corrected_or_retracted(graph: Graph) -> None:
    every = {record.statement.id for record in graph.statements().rows}
    assert graph.statements(status="standing").total == len(every)
    assert graph.statements(status="retracted").total == 0
    graph.judge("retract", SNOW.document.id, "", why="invented", by=BY)
    graph.judge("correct", RAIN.document.id, "", why="wrong headline", by=BY)
    graph.judge("retract", WET, "", why="he never said it", by=BY)
    graph.judge("correct", WIND.statements[0].id, "", why="it was a breeze", by=BY)
    listed = {status: [r.statement.id for r in graph.statements(status=status).rows] for status in Status}
    assert sorted(listed[Status.RETRACTED]) == sorted([WET, *(each.id for each in SNOW.statements)])
    assert sorted(listed[Status.CORRECTED]) == sorted([SAID, INNER, WIND.statements[0].id])
    assert listed[Status.STANDING] == [WIND.statements[1].id]
    assert graph.statements(status="retracted", source="John Smith").total == 2
    assert graph.statements(status="corrected", about="rained", document=RAIN.document.id).total == 2
    page = graph.statements(status="retracted", limit=1, offset=1)
    assert (page.total, len(page.rows)) == (3, 1)
    with pytest.raises(QueryError, match="'gone' is no status: use one of standing, corrected, retracted"):
        graph.statements(status="gone")


def test_the_notices_on_a_sources_statements_are_counted(graph: Graph) -> None:
    assert noticed(graph.store) == {}
    graph.judge("retract", SNOW.document.id, "", why="invented", by=BY)
    graph.judge("correct", RAIN.document.id, "", why="wrong headline", by=BY)
    graph.judge("same", "KCNA", "Korea Central", by=BY)
    found = {
        graph.source(id_).source.name: [(each.statements, each.notice.status.value) for each in notices]
        for id_, notices in noticed(graph.store).items()
    }
    assert found == {
        "KCNA": [(1, "corrected"), (1, "retracted")],
        "Kim": [(1, "corrected")],
        "John Smith": [(1, "corrected"), (1, "retracted")],
    }


def test_a_part_of_the_network_tells_the_notices_on_its_own_statements(graph: Graph) -> None:
    graph.judge("retract", WET, "", why="he never said it", by=BY)
    [whole] = (node for _, node in graph.network().nodes(data=True) if node["name"] == "John Smith")
    [part] = (node for _, node in graph.network(about="cold").nodes(data=True) if node["name"] == "John Smith")
    assert (whole["statements"], [each["statements"] for each in whole["notices"]]) == (2, [1])
    assert (part["statements"], part["notices"]) == (1, [])


def test_a_publishers_own_note_tells_of_its_article(graph: Graph) -> None:
    graph.put(noting(SNOW, RETRACTION))
    graph.put(noting(WIND, CORRECTION))
    assert on_documents(graph) == {
        SNOW.document.id: ("retracted", RETRACTION),
        WIND.document.id: ("corrected", CORRECTION),
    }
    assert graph.statements(status="retracted").total == 2
    assert graph.statements(status="corrected").total == 2
    record = graph.statement(SNOW.statements[0].id)
    assert record.notice == Notice(status=Status.RETRACTED, why=RETRACTION, of_document=True)
    assert triples(graph, NAMES.document(SNOW.document.id))[v.STATUS_FROM] == NAMES.document(SNOW.document.id).value
    assert graph.verify() == []
    graph.put(SNOW)
    assert on_documents(graph).keys() == {WIND.document.id}
    graph.remove(WIND.document.id)
    assert on_documents(graph) == {}
    assert not set(graph.store.quads(graph=NAMES.graph("judged")))
    assert graph.verify() == []


def test_a_persons_word_counts_before_the_note(graph: Graph) -> None:
    graph.put(noting(SNOW, RETRACTION))
    made = graph.judge("correct", SNOW.document.id, "", why="the note is on another article", by=BY)
    assert on_documents(graph) == {SNOW.document.id: ("corrected", "the note is on another article")}
    assert graph.statements(status="retracted").total == 0
    graph.undo(made.judgement.id, by=BY)
    assert on_documents(graph) == {SNOW.document.id: ("retracted", RETRACTION)}
    graph.judge("retract", SNOW.statements[0].id, "", why="she told us so", by=BY)
    assert statuses(graph)[SNOW.statements[0].id] == ("retracted", "she told us so", False)
    assert statuses(graph)[SNOW.statements[1].id] == ("retracted", RETRACTION, True)
    assert graph.verify() == []


def test_statuses_survive_another_extraction_and_hold_for_what_it_finds(graph: Graph) -> None:
    graph.judge("retract", SNOW.document.id, "", why="invented", by=BY)
    graph.judge("correct", WET, "", why="it was damp", by=BY)
    fewer = replace(SNOW, software="whosaid-0.2.0", statements=SNOW.statements[:1])
    graph.put(fewer)
    graph.put(replace(RAIN, software="whosaid-0.2.0", statements=RAIN.statements[:2]))
    assert statuses(graph) == {SNOW.statements[0].id: ("retracted", "invented", True)}
    assert graph.verify() == []
    graph.put(SNOW)
    graph.put(RAIN)
    assert len(statuses(graph)) == 3
    assert statuses(graph)[WET] == ("corrected", "it was damp", False)
    assert graph.verify() == []


def test_statuses_survive_the_removal_of_a_document_and_its_return(graph: Graph) -> None:
    graph.judge("retract", SNOW.document.id, "", why="invented", by=BY)
    whole = set(graph.store.quads())
    graph.remove(SNOW.document.id)
    assert on_documents(graph) == {}
    assert not set(graph.store.quads(graph=NAMES.graph("judged")))
    assert len(graph.judgements()) == 1
    assert graph.verify() == []
    graph.put(SNOW)
    assert set(graph.store.quads()) == whole


@pytest.mark.parametrize("noted", [False, True])
def test_statuses_travel_with_an_export(new_graph: Callable[..., Graph], noted: bool) -> None:
    graph, empty, other = new_graph(*ARTICLES), new_graph(), new_graph(*ARTICLES)
    if noted:
        graph.put(noting(SNOW, RETRACTION))
    graph.judge("retract", RAIN.document.id, "", why="invented", by=BY)
    graph.judge("copy", RAIN.document.id, WIND.document.id, by=BY)
    exported = b"".join(graph.export())
    assert b"kg:Retracted" in exported
    for target in (empty, other):
        target.import_(exported)
        assert set(target.store.quads()) == set(graph.store.quads())
        assert statuses(target) == statuses(graph)
        assert target.verify() == []


def test_an_import_of_the_articles_alone_leaves_the_statuses(graph: Graph, new_graph: Callable[..., Graph]) -> None:
    graph.judge("retract", RAIN.document.id, "", why="invented", by=BY)
    before = set(graph.store.quads())
    graph.import_(b"".join(new_graph(*ARTICLES).export()))
    assert set(graph.store.quads()) == before


def test_a_status_that_follows_from_nothing_is_found_and_not_kept(graph: Graph) -> None:
    graph.judge("retract", WET, "", why="x", by=BY)
    judged = NAMES.graph("judged")
    forged = {
        Quad(NAMES.statement(SAID), quad.predicate, quad.object, judged)
        for quad in graph.store.quads(subject=NAMES.statement(WET), graph=judged)
    }
    graph.store.apply(removed=[], added=forged)
    problems = [problem.what for problem in graph.verify()]
    assert len(problems) == 3
    assert all("not what follows" in problem for problem in problems)
    merge(graph.store, [])
    assert graph.verify() == []
    assert set(statuses(graph)) == {WET}


@pytest.mark.parametrize(
    ("property_", "value"),
    [
        (v.STATUS, None),
        (v.STATUS, NamedNode(v.KG + "Blessed")),
        (v.STATUS_REASON, None),
        (v.STATUS_FROM, None),
        (v.STATUS_FROM, Literal("somebody")),
    ],
)
def test_a_broken_status_is_found_and_told(
    graph: Graph, property_: NamedNode, value: NamedNode | Literal | None
) -> None:
    graph.judge("retract", WET, "", why="x", by=BY)
    node, judged = NAMES.statement(WET), NAMES.graph("judged")
    [old] = [quad for quad in graph.store.quads(subject=node, graph=judged) if quad.predicate == property_]
    graph.store.apply(removed=[old], added=[Quad(node, property_, value, judged)] if value is not None else [])
    assert any("what does not stand" in problem.what for problem in graph.verify())
    with pytest.raises(RdfError, match="`kg verify`"):
        graph.statements()


@pytest.mark.parametrize(
    "words", ["</bdi><script>alert(1)</script>", '"> } ; DROP ALL #', "two\nlines \x1b[31m \u202e", "한국 😀"]
)
def test_hostile_reasons_stay_words(graph: Graph, words: str) -> None:
    graph.judge("retract", WET, "", why=words, by=words)
    assert statuses(graph) == {WET: ("retracted", words, False)}
    graph.put(noting(SNOW, f"Correction: {words}"))
    assert on_documents(graph) == {SNOW.document.id: ("corrected", f"Correction: {words}")}
    assert graph.verify() == []


def test_what_is_known_of_a_document_is_written_and_read_back(graph: Graph) -> None:
    metadata = Metadata(
        publisher="The Lake Chronicle",
        language="de-AT",
        modified=date(2024, 5, 20),
        correction=CORRECTION,
        original="ab" * 32,
    )
    run = replace(RAIN, document=Document(text="Es regnet.", metadata=metadata), statements=())
    graph.put(run)
    assert graph.document(run.document.id) == run.document
    [row] = [row for row in graph.documents().rows if row.id == run.document.id]
    assert row.metadata == metadata
    found = {q.predicate: q.object.value for q in graph.store.quads(subject=NAMES.document(run.document.id))}  # type: ignore[union-attr]
    assert found[v.DATE_MODIFIED] == "2024-05-20"
    assert found[v.CORRECTION] == CORRECTION
    assert found[v.ORIGINAL_SHA256] == "ab" * 32
    assert found[v.NOT_EXTRACTED] == "true"
    assert graph.stats().not_extracted == 1
    assert graph.verify() == []


@pytest.mark.parametrize(("language", "extracted"), [("en", True), ("EN-gb", True), ("eng", False), ("ko", False)])
def test_what_is_not_in_english_is_told_not_to_be_extracted(graph: Graph, language: str, extracted: bool) -> None:
    document = Document(text="Words.", metadata=Metadata(language=language))
    assert document.is_extracted is extracted
    graph.put(replace(RAIN, document=document, statements=()))
    assert graph.stats().not_extracted == (0 if extracted else 1)


@pytest.mark.parametrize(
    ("property_", "value", "what"),
    [
        (v.DATE_MODIFIED, Literal("yesterday"), "was modified last"),
        (v.ORIGINAL_SHA256, Literal("x"), "64 hexadecimal digits"),
        (v.NOT_EXTRACTED, Literal("false", datatype=v.BOOLEAN), "says so with true"),
        (v.CORRECTION, NAMES.source("x"), "the words of its corrections"),
    ],
)
def test_what_is_wrong_of_a_document_is_found(
    graph: Graph, property_: NamedNode, value: NamedNode | Literal, what: str
) -> None:
    node, own = NAMES.document(RAIN.document.id), NAMES.document_graph(RAIN.document.id)
    graph.store.apply(removed=[], added=[Quad(node, property_, value, own)])
    assert any(what in problem.what for problem in graph.verify())
