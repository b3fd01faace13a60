"""`kg judge` and `kg source`, run as people run them."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from tests.judgements.conftest import ARTICLES, RAIN, SNOW
from tests.test_cli import run


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store's folder."""
    with kg.open(tmp_path / "store") as graph:
        for article in ARTICLES:
            graph.put(article)
    return tmp_path / "store"


@pytest.mark.parametrize("command", ["same", "not-same", "split", "rename", "rate", "undo", "list"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = run("judge", command, "--help")
    assert done.returncode == 0
    assert f"Example: kg judge {command}" in done.stdout


def test_a_source_is_judged_undone_and_its_history_printed(store: Path) -> None:
    at = ("--store", store)
    done = run("judge", "same", "KCNA", "Korea Central", "--why", "one agency", *at, KG_USER="Ada")
    assert (done.returncode, done.stdout) == (0, "")
    assert "judged: “KCNA” and “Korea Central” are one source (kg judge undo " in done.stderr
    assert run("judge", "rate", "KCNA", "d", "--why", "told what to print", "--by", "Bo", *at).returncode == 0
    done = run("source", "korea central", *at)
    for words in (
        "KCNA",
        "Korea Central",
        "D (not usually reliable) — told what to print — Bo on 20",
        "The Hill Post, 1",
    ):
        assert words in done.stdout
    found = json.loads(run("source", "KCNA", "--format", "json", *at).stdout)
    assert (found["name"], found["aliases"], found["statements"], found["documents"]) == (
        "KCNA",
        ["Korea Central"],
        2,
        2,
    )
    assert (found["reliability"], [each["state"] for each in found["judgements"]]) == ("D", ["stands", "stands"])
    assert {relay["name"] for relay in found["relayed_by"]} == {"The Coast Daily", "The Hill Post"}

    id_ = found["judgements"][0]["id"]
    assert run("judge", "undo", id_[:6], "--why", "they are two", "--by", "Cy", *at).returncode == 0
    assert run("judge", "same", "Korea Central", "KCNA", "--by", "Di", *at).returncode == 0
    rows = list(csv.DictReader(io.StringIO(run("source", "KCNA", "--history", "--format", "csv", *at).stdout)))
    assert [(row["Who"], row["Why"]) for row in rows] == [
        ("Ada", "one agency"), ("Bo", "told what to print"), ("Cy", "they are two"), ("Di", ""),
    ]  # fmt: skip
    assert rows[2]["What"] == "undone: “KCNA” and “Korea Central” are one source"
    listed = run("judge", "list", "--source", "KCNA", "--format", "csv", *at).stdout
    states = [row["State"] for row in csv.DictReader(io.StringIO(listed))]
    assert states[0].startswith("reversed by Cy on ")
    assert states[1:] == ["stands", "stands"]
    assert run("verify", *at).returncode == 0


def test_statements_are_parted(store: Path) -> None:
    wet = RAIN.statements[-1].id
    done = run("judge", "split", "John Smith", "--statement", wet, "--as", "John Smith (MP)", "--store", store)
    assert done.returncode == 0
    done = run(
        "judge", "split", "John Smith", "--document", SNOW.document.id, "--as", "John Smith (MP)", "--store", store
    )
    assert done.returncode == 0
    found = json.loads(run("statements", "--source", "John Smith (MP)", "--format", "json", "--store", store).stdout)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("same", "KCNA", "Nobody"), 7, "kg sources --name 'Nobody'"),
        (("split", "KCNA", "--as", "X"), 9, "needs statements or documents"),
        (("rate", "KCNA", "Z", "--why", "x"), 9, "use A completely reliable"),
        (("rate", "KCNA", "B"), 2, "--why"),
        (("rename", "KCNA", "Central News"), 9, "another source"),
        (("undo", "ffffffff"), 7, "kg judge list"),
        (("rename", "KCNA", b"\xff"), 3, "is no text in UTF-8"),
    ],
)
def test_what_cannot_be_judged_is_explained(
    store: Path, arguments: tuple[str | bytes, ...], status: int, words: str
) -> None:
    done = run("judge", *map(os.fsdecode, arguments), "--store", store)
    assert (done.returncode, words in done.stderr, "Traceback" in done.stderr) == (status, True, False), done.stderr


def test_judging_makes_no_store(tmp_path: Path) -> None:
    done = run("judge", "same", "a", "b", "--store", tmp_path / "none")
    assert (done.returncode, (tmp_path / "none").exists()) == (7, False)
    assert run("judge", "list", "--store", tmp_path / "none").returncode == 4


def test_control_characters_do_not_reach_the_terminal(store: Path) -> None:
    run("judge", "rename", "KCNA", "re\x1b[31md", "--why", "\x07\u202e", "--store", store)
    for arguments in (("source", "KCNA"), ("source", "KCNA", "--history"), ("judge", "list")):
        done = run(*arguments, "--store", store)
        assert done.returncode == 0
        assert not any(c in done.stdout + done.stderr for c in "\x1b\x07\u202e")


def test_what_the_readme_shows_works_on_the_demonstration(demonstration_store: Path, tmp_path: Path) -> None:
    root = Path(__file__).parent.parent.parent
    shutil.copytree(demonstration_store, tmp_path / "store")
    _, _, judgements = (root / "README.md").read_text(encoding="utf-8").partition("## Judgements")
    shell = "\n".join(re.findall(r"```sh\n(.*?)```", judgements, re.DOTALL)[:2])
    shell = re.sub("^kg judge (undo|split|retract|not-copy).*", "", shell, flags=re.MULTILINE)  # their ids are examples
    (tmp_path / "kg").write_text(f'#!/bin/sh\nexec {sys.executable} -m kg "$@"\n', encoding="ascii")
    (tmp_path / "kg").chmod(0o755)
    found = {"PYTHONPATH": str(root), "PATH": f"{tmp_path}:{os.environ['PATH']}", "KG_STORE": str(tmp_path / "store")}
    command = ["bash", "-euc", f"{shell}\nkg verify"]
    done = subprocess.run(
        command,
        env={**os.environ, **found, "KG_USER": "Ada"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "is rated D (not usually reliable)" in done.stderr
    assert "all as it should be" in done.stderr
