"""`kg amounts` and how amounts are told."""

import csv
import io
import json
from pathlib import Path

import pytest

import kg
from kg.claims.amounts import amounts
from kg.model import Document, Span
from kg.views.amounts import amount_in_words, amount_json
from tests.rdf.examples import counting
from tests.test_cli import run


def test_amounts_are_listed_with_who_said_them(demonstration_store: Path) -> None:
    done = run("amounts", "shells", "--unit", "containers", "--store", demonstration_store, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {(row["Low"], row["Bound"], row["Approximate"]) for row in rows} == {
        ("6700", "", "yes"),
        ("12000", "at most", ""),
    }
    assert {row["Counted"] for row in rows} == {"container"}
    assert all(row["Words"] in row["What"] for row in rows)


def test_a_unit_has_a_column_of_what_amounts_come_to_in_it(demonstration_store: Path) -> None:
    done = run("amounts", "", "--unit", "months", "--store", demonstration_store)
    assert "In months" in done.stdout
    listed = run("amounts", "", "--unit", "months", "--store", demonstration_store, "--format", "json").stdout
    for row in json.loads(listed):
        assert row["unit"].startswith("http://qudt.org/vocab/unit/")
        assert row["converted"][0] == pytest.approx(row["base"]["low"] / 2629800)


def test_what_was_retracted_and_who_says_that_it_was_said_stand_beside_an_amount(tmp_path: Path) -> None:
    cited, said, named = counting(), tmp_path / "store", "Port Authority of Lund ← Ada Berg"
    with kg.open(said) as graph:
        graph.put(cited)
        graph.judge("retract", cited.statements[1].id, why="he never said it", by="Eve")
    lines = run("amounts", "", "--unit", "containers", "--store", said, COLUMNS="260").stdout.splitlines()
    assert [(line.startswith("RETRACTED: he never said it"), named in line) for line in lines[2:]] == [
        (False, False),
        (True, True),
    ]
    done = run("amounts", "", "--store", said, "--format", "csv")
    rows = {row["Statement"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    told = [rows[each.id] for each in cited.statements]
    assert told[1]["Through"] == f"The Coast Daily ← {named}"
    assert [(row["Polarity"], row["Status"], row["Status reason"]) for row in told] == [
        ("positive", "", ""),
        ("positive", "retracted", "he never said it"),
        ("positive", "", ""),
        ("negative", "", ""),
    ]
    printed = json.loads(run("amounts", "", "--store", said, "--format", "json").stdout)
    assert {row["status_reason"] for row in printed if row["chain"][-2:] == ["Port Authority of Lund", "Ada Berg"]} == {
        "he never said it"
    }


def test_it_says_how_many_there_are_and_where_none_fit(demonstration_store: Path) -> None:
    assert (
        "--limit and --offset show others" in run("amounts", "", "--limit", "1", "--store", demonstration_store).stderr
    )
    assert "No amounts fit." in run("amounts", "", "--unit", "psi", "--store", demonstration_store).stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("at least 20 people", "at least 20 people"), ("roughly 2 km", "about 2 km"),
        ("dozens of men", "dozens of men"),
        ("no more than about 5 men", "at most about 5 men"), ("$15 an hour", "$15 an hour"),
    ],
)  # fmt: skip
def test_an_amount_in_words(text: str, words: str) -> None:
    (amount,) = amounts(text)
    assert amount_in_words(amount) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in as many as 12,000 containers", "as many as 12,000 containers"),
        ("It was no more than about 5 men", "no more than about 5 men"),
        ("Roughly 2 km", "Roughly 2 km"),
        ("it sent 20 people", "20 people"),
    ],
)
def test_an_amount_in_the_words_of_the_article(text: str, words: str) -> None:
    document = Document(text=f"She said: {text}.")
    (amount,) = amounts(document.text)
    said = document.passage(Span(len("She said: "), len(document.text)))
    assert amount_in_words(amount, said) == words


def test_an_amount_as_data() -> None:
    (amount,) = amounts("up to 2.5 miles")
    assert amount_json(amount) == {
        "span": [6, 15],
        "text": "2.5 miles",
        "low": 2.5,
        "high": 2.5,
        "unit": "http://qudt.org/vocab/unit/MI",
        "counted": None,
        "per": None,
        "bound": "at most",
        "approximate": False,
        "base": {"unit": "M", "low": 4023.36, "high": 4023.36},
    }
