"""`kg judge correct`, `retract`, `copy` and `not-copy`, and what commands say of what does not stand."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

import kg
from kg.model import Status
from kg.store.apart import judged_copies
from tests.judgements.conftest import ARTICLES, RAIN, SNOW
from tests.judgements.test_statuses import RETRACTION, noting
from tests.test_cli import run

SAID, INNER, WET = (statement.id for statement in RAIN.statements)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store's folder."""
    with kg.open(tmp_path / "store") as graph:
        for article in ARTICLES:
            graph.put(article)
    return tmp_path / "store"


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV."""
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("command", ["correct", "retract", "copy", "not-copy", "same-claim", "not-same-claim"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = run("judge", command, "--help")
    assert done.returncode == 0
    assert f"Example: kg judge {command} 4f1b" in done.stdout


def test_what_was_retracted_or_corrected_says_so_in_every_form(store: Path) -> None:
    at = ("--store", store)
    done = run("judge", "retract", SNOW.document.id[:8], "--why", "the station was invented", "--by", "Ada", *at)
    assert (done.returncode, done.stdout) == (0, "")
    assert "is retracted (kg judge undo " in done.stderr
    assert run("judge", "correct", WET, "--why", "it was damp", "--by", "Bo", *at).returncode == 0
    table = run("statements", *at).stdout
    assert table.startswith("Status")
    assert len(re.findall("^ARTICLE RETRACTED: the", table, re.MULTILINE)) == 2
    assert table.count("CORRECTED: it was damp") == 1
    found = {row["id"]: row for row in json.loads(run("statements", "--format", "json", *at).stdout)}
    assert (found[WET]["status"], found[WET]["status_reason"]) == ("corrected", "it was damp")
    assert (found[WET]["status_of"], found[WET]["document"]["status"]) == ("statement", None)
    snowed = found[SNOW.statements[0].id]
    assert (snowed["status"], snowed["status_reason"]) == ("retracted", "the station was invented")
    assert (snowed["status_of"], snowed["document"]["status"]) == ("document", "retracted")
    assert found[SAID]["status"] is None
    assert found[SAID]["status_reason"] is None
    listed = rows(run("statements", "--format", "csv", *at).stdout)
    assert sorted((row["status"], row["status_reason"]) for row in listed if row["status"]) == [
        ("corrected", "it was damp"),
        ("retracted", "the station was invented"),
        ("retracted", "the station was invented"),
    ]
    assert run("verify", *at).returncode == 0


def test_a_long_reason_is_cut_in_the_table_alone(store: Path) -> None:
    run("judge", "retract", WET, "--why", "invented " * 100, "--store", store)
    assert run("statements", "--store", store).stdout.count("invented") < 15
    assert run("source", "John Smith", "--store", store).stdout.count("invented") == 100


def test_a_list_in_which_all_stands_has_no_such_column(store: Path) -> None:
    assert run("statements", "--store", store).stdout.startswith("Day")
    assert {row["status"] for row in rows(run("statements", "--format", "csv", "--store", store).stdout)} == {""}


def test_a_source_says_which_of_its_statements_do_not_stand(store: Path) -> None:
    at = ("--store", store)
    run("judge", "retract", SNOW.document.id, "--why", "the station was invented", *at)
    shown = run("source", "John Smith", *at).stdout
    assert "of these 1" in shown
    assert "ARTICLE RETRACTED: the station was invented" in shown
    [notice] = json.loads(run("source", "John Smith", "--format", "json", *at).stdout)["notices"]
    assert (notice["status"], notice["statements"], notice["status_of"]) == ("retracted", 1, "document")
    assert json.loads(run("source", "Kim", "--format", "json", *at).stdout)["notices"] == []


def test_what_was_judged_is_listed_and_undone(store: Path) -> None:
    at = ("--store", store)
    run("judge", "retract", WET, "--why", "he never said it", "--by", "Ada", *at)
    run("judge", "copy", RAIN.document.id, SNOW.document.id, "--by", "Bo", *at)
    listed = json.loads(run("judge", "list", "--format", "json", *at).stdout)
    assert [(row["decision"], row["subject"], row["source"]) for row in listed] == [
        ("retract", "statement", None),
        ("copy", "document", None),
    ]
    assert listed[0]["about"] == {"id": WET, "name": "John Smith: it was wet"}
    assert "he never said it" in run("judge", "list", *at).stdout
    with kg.open(store, read_only=True) as graph:
        assert judged_copies(graph.store) == ({frozenset({RAIN.document.id, SNOW.document.id})}, set())
    for row in listed:
        assert run("judge", "undo", row["id"][:8], "--why", "rash", *at).returncode == 0
    assert run("judge", "not-copy", RAIN.document.id[:6], SNOW.document.id[:6], *at).returncode == 0
    with kg.open(store, read_only=True) as graph:
        assert judged_copies(graph.store) == (set(), {frozenset({RAIN.document.id, SNOW.document.id})})
        assert graph.statements(status=Status.STANDING).total == 7
    states = [row["State"] for row in rows(run("judge", "list", "--format", "csv", *at).stdout)]
    assert [state.partition(" ")[0] for state in states] == ["reversed", "reversed", "stands"]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("retract", WET), 2, "--why"),
        (("correct", WET), 2, "--why"),
        (("retract", WET, "--why", ""), 9, "blank"),
        (("retract", WET[:5], "--why", "x"), 7, "at least 6 characters"),
        (("correct", "ffffffff", "--why", "x"), 7, "kg statements --format json"),
        (("copy", WET, SNOW.document.id), 7, "there is no document"),
        (("copy", SNOW.document.id), 2, "Missing argument"),
        (("not-copy", SNOW.document.id, SNOW.document.id), 9, "needs two documents"),
    ],
)
def test_what_cannot_be_judged_is_explained(store: Path, arguments: tuple[str, ...], status: int, words: str) -> None:
    done = run("judge", *arguments, "--store", store)
    assert (done.returncode, words in done.stderr, "Traceback" in done.stderr) == (status, True, False), done.stderr


def test_control_characters_of_a_reason_do_not_reach_the_terminal(store: Path) -> None:
    at = ("--store", store)
    run("judge", "retract", WET, "--why", "re\x1b[31md\u202e\x07", *at)
    for arguments in (("statements",), ("source", "John Smith"), ("judge", "list"), ("statements", "--format", "csv")):
        done = run(*arguments, *at)
        assert done.returncode == 0
        assert "re" in done.stdout
        if "csv" not in arguments:
            assert not any(c in done.stdout + done.stderr for c in "\x1b\x07\u202e")


def test_a_publishers_note_is_told_of_what_is_only_looked_at(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        f"Rain over Lund\n\nThe Lake Institute said on Sunday that it rained.\n\n{RETRACTION}\n", "utf-8"
    )
    table = run("extract", article, "--format", "csv").stdout
    assert {(row["status"], row["status_reason"]) for row in rows(table)} == {("retracted", RETRACTION)}
    assert "\nARTICLE RETRACTED by its" in run("extract", article).stdout
    found = json.loads(run("extract", article, "--format", "json").stdout)
    assert found["document"]["correction"] == RETRACTION


def test_a_publishers_note_is_kept_with_the_article(tmp_path: Path, store: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        f"Rain over Lund\n\nThe Lake Institute said on Sunday that it rained.\n\n{RETRACTION}\n", "utf-8"
    )
    assert run("add", article, "--store", store, "--publisher", "The Daily").returncode == 0
    shown = run("source", "Lake Institute", "--store", store).stdout
    assert "ARTICLE RETRACTED by its publisher: This article has been retracted" in shown
    assert run("verify", "--store", store).returncode == 0


def test_stats_count_what_is_not_extracted(store: Path) -> None:
    with kg.open(store) as graph:
        graph.put(noting(SNOW, None))
    assert json.loads(run("stats", "--format", "json", "--store", store).stdout)["not_extracted"] == 0
    assert "not extracted" in run("stats", "--store", store).stdout


def test_two_statements_are_judged_not_to_express_one_claim(store: Path) -> None:
    at = ("--store", str(store), "--by", "ada")
    one, other = (run_.statements[0].id for run_ in (RAIN, SNOW))
    done = run("judge", "same-claim", one[:8], other[:8], "--why", "the same weather", *at)
    assert done.returncode == 0, done.stderr
    listed = run("judge", "list", "--store", str(store), "--format", "csv").stdout
    assert "express one claim" in listed
    again = run("judge", "same-claim", one[:8], other[:8], *at)
    assert again.returncode != 0
    assert "already" in again.stderr
    assert run("judge", "not-same-claim", one[:8], other[:8], *at).returncode == 0
    assert run("verify", "--store", str(store)).returncode == 0
