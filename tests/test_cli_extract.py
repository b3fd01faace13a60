"""What `kg extract` and `kg evaluate` show besides statements."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app

TEXT = (
    "Rain over Lund\n\nThe Lake Radio said on Sunday that the engineer Ada Lund had warned that the dam could fail.\n\n"
    "Lund said that it rained.\n"
)


def _printed(*arguments: str | Path) -> str:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "160"})
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_explaining_tells_why_each_source_is_who_it_is(article: Path) -> None:
    rows = [line.split() for line in _printed("extract", article, "--explain").splitlines()]
    assert any(row[:2] == ["Lund", "said"] and "short" in row for row in rows)


def test_the_top_level_alone_leaves_out_what_stands_inside(article: Path) -> None:
    whole = json.loads(_printed("extract", article, "--format", "json"))["statements"]
    alone = json.loads(_printed("extract", article, "--top-level", "--format", "json"))["statements"]
    assert any(statement["within"] for statement in whole)
    assert alone == [statement for statement in whole if not statement["within"]]


def test_parts_of_the_extractor_are_scored_alone(tmp_path: Path) -> None:
    gold = Path(__file__).parent / "gold"
    for path in sorted(gold.glob("01-*")):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    scores = {
        part: json.loads(_printed("evaluate", tmp_path, "--extractor", part, "--format", "json"))
        for part in ("combined", "neural", "rules")
    }
    assert len({score["recall"] for score in scores.values()}) > 1
    assert sum(band["statements"] for band in scores["rules"]["bands"]) > 0


def test_a_name_is_found_with_and_without_its_accents(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("José Álvarez said that it rained. Alvarez denied the rest.\n", encoding="utf-8")
    _printed("add", path, "--store", tmp_path / "store")
    for name in ("José Álvarez", "Jose Alvarez", "JOSÉ ALVAREZ"):
        rows = json.loads(_printed("statements", "--source", name, "--store", tmp_path / "store", "--format", "json"))
        assert len(rows) == 2, name
