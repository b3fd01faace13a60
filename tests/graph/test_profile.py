"""What a source is like."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.errors import NotFoundError
from kg.facade import Graph
from kg.model import Act, Document, Kind, Metadata, Polarity, Run, Source
from kg.pipeline import extract
from kg.settings import Settings
from tests.graph.test_reading import CLAIM, ENDED, report
from tests.rdf.examples import at, statement


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with Graph.open(Settings(store=str(tmp_path / "store"))) as opened:
        yield opened


def denial(publisher: str, source: str, day: int) -> Run:
    """Return an article in which somebody denies what `report` says."""
    run = report(publisher, source, day)
    (affirmed,) = run.statements
    denied = statement(
        run.document,
        affirmed.source,
        words=affirmed.source_words,
        cue=affirmed.cue,
        content=at(run.document, CLAIM),
        act=Act.DENY,
    )
    return Run(document=run.document, software="test-1", ended=ENDED, statements=(denied,))


def test_figures_of_a_source(graph: Graph) -> None:
    for run in (report("Post", "Ada Berg", 3), report("Times", "Ada Berg", 5), report("Times", None, 9)):
        graph.put(run)
    found = graph.profile("Ada Berg")
    assert (found.statements, found.read, found.documents) == (2, 2, 2)
    assert (found.acts, found.periods) == ({"assert": 2}, {"2024-05": 2})
    assert [(each.name, each.statements) for each in found.words] == [("closed", 2), ("harbour", 2)]
    assert [(each.text, each.affirm, each.deny, each.score) for each in found.claims] == [(CLAIM, 2, 0, 1.0)]
    assert [(each.name, each.statements) for each in found.through] == [("Post", 1), ("Times", 1)]
    paper = graph.profile("Times")
    assert (paper.statements, paper.handed_on, paper.unnamed) == (0, 2, 1)


def test_who_says_otherwise(graph: Graph) -> None:
    graph.put(report("Post", "Ada Berg", 3))
    graph.put(denial("Times", "Bo Holm", 5))
    graph.put(report("Radio", "Cy Lind", 6))
    (found,) = graph.profile("Ada Berg").contradicted
    assert (found.by, found.text, found.polarity) == ("Bo Holm", CLAIM, Polarity.NEGATIVE)
    assert {each.by for each in graph.profile("Bo Holm").contradicted} == {"Ada Berg", "Cy Lind"}
    graph.judge("same", "Ada Berg", "Bo Holm", by="Eve")
    assert {each.by for each in graph.profile("Ada Berg").contradicted} == {"Cy Lind"}


def test_what_was_retracted_contradicts_nobody(graph: Graph) -> None:
    graph.put(report("Post", "Ada Berg", 3))
    denied = denial("Times", "Bo Holm", 5)
    graph.put(denied)
    assert graph.claims(contested=True).total == 1
    graph.judge("retract", denied.statements[0].id, why="she never said it")
    assert graph.claims(contested=True).total == 0
    assert graph.profile("Ada Berg").contradicted == graph.profile("Bo Holm").contradicted == ()
    (record,) = graph.claims().rows
    assert (record.statements, record.affirming, record.denying) == (2, 1, 0)


def test_what_was_judged_another_relays_is_his_to_hand_on(graph: Graph) -> None:
    run = extract(
        Document(
            text="The bridge is closed. Reuters reported on Monday that Ada Berg, the mayor, said that it is unsafe.",
            metadata=Metadata(publisher="The Daily"),
        )
    )
    graph.put(run)
    (relayed,) = [each for each in run.statements if each.source.name == "Reuters"]
    assert graph.profile("Reuters").handed_on == 1
    graph.judge("split", "Reuters", "AFP", statements=[relayed.id])
    assert (graph.profile("AFP").handed_on, graph.profile("Reuters").handed_on) == (1, 0)


def test_corrections_are_counted(graph: Graph) -> None:
    runs = [report("Post", "Ada Berg", 3), report("Times", "Ada Berg", 5)]
    for run in runs:
        graph.put(run)
    graph.judge("retract", runs[0].document.id, why="made up", by="Eve")
    graph.judge("correct", runs[1].statements[0].id, why="misheard", by="Eve")
    found = graph.profile("Ada Berg")
    assert (found.corrected, found.retracted, found.in_corrected, found.in_retracted) == (1, 0, 0, 1)
    assert (found.published_corrected, found.published_retracted) == (0, 0)
    paper = graph.profile("Post")
    assert (paper.retracted, paper.published_corrected, paper.published_retracted) == (0, 0, 1)


def within(publisher: str, act: Act) -> Run:
    """Return an article in which Di Moe says, denies or asks whether the army said what `report` says."""
    text = f"Di Moe did speak of it: the army said that {CLAIM}."
    document = Document(text=text, metadata=Metadata(publisher=publisher, published=date(2024, 5, 9)))
    outer = statement(
        document,
        Source.of_name("Di Moe", Kind.PERSON),
        words=at(document, "Di Moe"),
        cue=at(document, "speak"),
        content=at(document, f"the army said that {CLAIM}"),
        act=act,
    )
    inner = statement(
        document,
        Source.of_name("the army", Kind.ORGANIZATION),
        words=at(document, "the army"),
        cue=at(document, "said"),
        content=at(document, CLAIM),
        outer=outer,
    )
    return Run(document=document, software="test-1", ended=ENDED, statements=(outer, inner))


@pytest.mark.parametrize(("act", "affirming"), [(Act.ASSERT, 1), (Act.DENY, 0), (Act.ASK, 0), (Act.DECLINE, 0)])
def test_what_is_said_within_a_denial_or_a_question_affirms_nothing(graph: Graph, act: Act, affirming: int) -> None:
    graph.put(within("Mail", act))
    graph.put(denial("Times", "Bo Holm", 5))
    (record,) = graph.claims().rows
    assert (record.affirming, record.denying, record.origins) == (affirming, 1, affirming)
    assert graph.claims(contested=True).total == affirming


def test_what_is_said_within_a_retracted_statement_affirms_nothing(graph: Graph) -> None:
    run = within("Mail", Act.ASSERT)
    graph.put(run)
    graph.put(denial("Times", "Bo Holm", 5))
    graph.judge("retract", run.statements[0].id, why="she never said it")
    (record,) = graph.claims().rows
    assert (record.affirming, record.denying, record.origins) == (0, 1, 0)
    graph.judge("retract", run.statements[1].id, why="nor did they")
    (record,) = graph.claims().rows
    assert (record.affirming, record.denying, record.origins) == (0, 1, 0)


def test_what_a_source_denies_asks_or_is_said_not_to_have_said_is_not_what_it_says(graph: Graph) -> None:
    for run in (denial("Times", "Bo Holm", 5), denial("Post", "Bo Holm", 6), report("Radio", "Bo Holm", 7)):
        graph.put(run)
    asked = report("Globe", "Cy Lind", 8)
    graph.put(replace(asked, statements=(replace(asked.statements[0], act=Act.ASK),)))
    (stand,) = graph.profile("Bo Holm").claims
    assert (stand.text, stand.affirm, stand.deny) == (CLAIM, 1, 2)
    cy = graph.profile("Cy Lind")
    assert (cy.statements, cy.acts, cy.claims) == (1, {"ask": 1}, ())
    graph.put(within("Mail", Act.DENY))
    army = graph.profile("the army")
    assert (army.statements, army.disowned, army.acts, army.claims, army.words) == (1, 1, {}, (), ())


def test_source_that_is_not_there(graph: Graph) -> None:
    with pytest.raises(NotFoundError):
        graph.profile("Nobody")


def test_profile_of_the_demonstration(demonstration: Graph) -> None:
    found = demonstration.profile("KCNA")
    assert found.name == "Korean Central News Agency"
    assert found.words[0].name == "launchers"
    assert found.through[0].name == "Meridian Wire"
    assert {each.name for each in found.words}.isdisjoint({"the", "that", "before", "over"})
