"""The same story twice: told when it is added, listed, and overruled."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli import app
from kg.errors import NotFoundError

STORY = """{title}

The mayor of Harbour, Ada Lund, said on Monday that the bridge over the Lena would stay closed until the spring, because
the water had washed sand away from under two of its pillars. “Nobody will cross it before we know that it is safe,” she
said. The council will meet on Thursday to talk about a ferry, which would cost about two million crowns a month.

Bo Vik, who runs the mill on the other bank, said that half of his workers live in Harbour and would have to drive an
hour each way. He asked the council to pay for a bus until the ferry sails, and warned that the mill might have to close
for the winter if nothing was done. The union of the mill's workers said that it had not been asked about anything yet.

According to the road office, divers found the damage last week, when they looked at the pillars after the flood. {last}
"""
FIRST = STORY.format(title="Bridge stays closed", last="The office did not say what the repair would cost.")
LATER = STORY.format(
    title="Bridge stays closed", last="The office said on Tuesday that the repair would cost nine million crowns."
)
COPY = STORY.format(title="No way over the Lena", last="The office did not say what the repair would cost. It rained.")
OTHER = "Rain\n\nIt rained in the whole country, the weather office said on Monday. It will rain on, it said.\n"


@pytest.fixture
def store(tmp_path: Path) -> str:
    run = CliRunner()
    for name, text, publisher, url, day in (
        ("1", FIRST, "The Harbour Post", "https://post.example/bridge", "2024-05-13"),
        ("2", LATER, "The Harbour Post", "https://post.example/bridge?utm_source=x", "2024-05-14"),
        ("3", COPY, "The Lake Chronicle", "https://lake.example/7", "2024-05-15"),
        ("4", OTHER, "The Lake Chronicle", "https://lake.example/8", "2024-05-13"),
    ):
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        options = ["--publisher", publisher, "--url", url, "--published", day, "--store", str(tmp_path / "store")]
        added = run.invoke(app, ["add", str(path), *options])
        assert added.exit_code == 0, added.output
    return str(tmp_path / "store")


def listed(store: str, *options: str) -> list[dict[str, str]]:
    result = CliRunner().invoke(app, ["copies", "--store", store, "--format", "json", *options])
    assert result.exit_code == 0, result.output
    rows: list[dict[str, str]] = json.loads(result.stdout)
    return rows


def verified(store: str) -> bool:
    with kg.open(store, read_only=True) as graph:
        return graph.verify() == []


def test_a_new_version_and_a_copy_are_found(store: str) -> None:
    found = {(row["kind"], row["title"], row["of_title"]) for row in listed(store)}
    post = "“Bridge stays closed” (The Harbour Post)"
    assert ("new version", post, post) in found
    assert ("near-copy", "“No way over the Lena” (The Lake Chronicle)", post) in found
    assert not any("Rain" in title for row in found for title in row)
    assert verified(store)


def test_what_a_new_version_says_otherwise_is_told(store: str) -> None:
    rows = listed(store, "--changes")
    assert any("nine million" in row["after"] for row in rows)
    assert not any("stay closed until the spring" in row["before"] for row in rows)


def test_a_person_overrules_it_and_takes_that_back(store: str) -> None:
    before = listed(store)
    copy = next(row for row in before if row["kind"] == "near-copy")
    run = CliRunner()
    pair = [copy["document"], copy["of"]]
    judged = run.invoke(app, ["judge", "not-copy", *pair, "--why", "x", "--by", "a", "--store", store])
    assert judged.exit_code == 0, judged.output
    assert copy not in listed(store)
    assert verified(store)
    with kg.open(store) as graph:
        graph.undo(graph.judgements()[0].judgement.id, by="a")
    assert listed(store) == before


def test_those_of_one_article_are_asked_for_by_the_beginning_of_its_id(store: str) -> None:
    (copy,) = (row for row in listed(store) if row["kind"] == "near-copy")
    assert copy in listed(store, copy["document"][:8])
    unknown = CliRunner().invoke(app, ["copies", "0000000000", "--store", store])
    assert isinstance(unknown.exception, NotFoundError)


def test_adding_tells_of_it(store: str, tmp_path: Path) -> None:
    path = tmp_path / "5.txt"
    path.write_text(COPY.replace("No way over the Lena", "Closed bridge"), encoding="utf-8")
    added = CliRunner().invoke(app, ["add", str(path), "--publisher", "Meridian Wire", "--store", store])
    assert "“Closed bridge” (Meridian Wire) is nearly the text of" in added.output
