"""Many articles at once: each is stored, or told with its reason, and the others go on."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg import batch
from kg.batch import Outcome, Plan, add_all
from kg.errors import InputError, UnreadableError
from kg.facade import Graph
from kg.intake.items import PLAIN, Item


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with kg.open(str(tmp_path / "store")) as graph:
        yield graph


def item(number: int, text: str | None = None) -> Item:
    text = text or f"Report {number}\n\nAda Lund said on Monday that it rained in district {number}."
    return Item(origin=f"{number}.txt", data=text.encode(), media_type=PLAIN)


def words(outcomes: Iterator[Outcome]) -> list[str]:
    return ["failed" if each.added is None else "added" if each.added.changed else "unchanged" for each in outcomes]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_fails_is_told_and_the_others_go_on(graph: Graph, jobs: int) -> None:
    found: list[Item | InputError] = [item(1), UnreadableError("2.pdf: no PDF"), item(3, "\x00"), item(4), item(5)]
    outcomes = list(add_all(found, Plan(), lambda: graph, jobs=jobs))
    assert words(iter(outcomes)) == ["added", "failed", "failed", "added", "added"]
    assert [str(each.error)[:5] for each in outcomes if each.error] == ["2.pdf", "3.txt"]
    assert [each.origin for each in outcomes if each.added] == ["1.txt", "4.txt", "5.txt"]
    assert graph.stats().documents == 3


def test_what_is_stored_is_not_extracted_again(graph: Graph) -> None:
    found = [item(number) for number in range(4)]
    assert words(add_all(found, Plan(), lambda: graph, jobs=2)) == ["added"] * 4
    again = Plan(stored=graph.states())
    assert words(add_all([*found, item(9)], again, lambda: graph, jobs=2)) == ["unchanged"] * 4 + ["added"]


def test_other_facts_are_stored_although_the_text_is(graph: Graph) -> None:
    list(add_all([item(1)], Plan(), lambda: graph))
    given = kg.pipeline.metadata(title="Another headline")
    assert words(add_all([item(1)], Plan(given=given, stored=graph.states()), lambda: graph)) == ["added"]
    assert graph.documents().rows[0].metadata.title == "Another headline"


def kill_at_seven(item: Item) -> batch.Result:
    """Stand for an article that the process which reads it dies of."""
    if item.origin == "7.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return batch._work(item)


def test_a_process_that_dies_costs_one_article(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch._Processes, "work", staticmethod(kill_at_seven))
    outcomes = list(add_all([item(number) for number in range(12)], Plan(), lambda: graph, jobs=2))
    assert words(iter(outcomes)) == ["added"] * 7 + ["failed"] + ["added"] * 4
    assert "7.txt: the process that read it died" in str(outcomes[7].error)
