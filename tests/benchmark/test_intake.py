import json
from collections import Counter
from itertools import islice

import pytest
from typer.testing import CliRunner

from kg.benchmark.intake import intake_figures
from kg.benchmark.press import COPIES, Planted, Press
from kg.cli import app
from kg.copies.entry import address_key


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return {figure.what: figure.value for figure in intake_figures(2000, seed=1, workers=1)}


def test_copies_are_found_and_what_only_looks_like_one_is_not(figures: dict[str, float]) -> None:
    assert figures["articles"] == 2000
    assert figures["copies planted"] > 100
    assert figures["verdicts that are right (precision)"] >= 0.99
    assert figures["planted copies that are found (recall)"] >= 0.95
    for kind in COPIES:
        assert figures[f"found of those planted: {kind}"] >= 0.8  # of twenty each
    assert figures["right verdicts that name the very original"] > 0.8


def test_the_library_alone_finds_less_and_is_wrong_more_often(figures: dict[str, float]) -> None:
    assert figures["datasketch alone: precision"] < figures["verdicts that are right (precision)"]
    assert 0 < figures["datasketch alone: recall"] < figures["planted copies that are found (recall)"]


def test_the_same_seed_makes_the_same_press_and_another_seed_another() -> None:
    first = [article.document for article in Press(1).articles(300)]
    assert first == [article.document for article in Press(1).articles(300)]
    assert not {each.text for each in first} & {article.document.text for article in Press(2).articles(300)}


def test_copies_come_after_their_originals_in_other_papers_and_versions_at_their_address() -> None:
    first: dict[int, tuple[str | None, str | None]] = {}
    planted: Counter[Planted] = Counter()
    for article in islice(Press(3).articles(5000), 3000):
        metadata = article.document.metadata
        place = (metadata.publisher, address_key(metadata.url))
        planted[article.planted] += 1
        if article.planted not in COPIES:
            assert article.story not in first
            first[article.story] = place
        elif article.planted is Planted.VERSION:
            assert place == first[article.story]
        else:
            assert place[0] != first[article.story][0]
    assert set(planted) == set(Planted)


@pytest.mark.parametrize("format_", ["table", "json"])
def test_the_command_prints_limits_and_ratios(format_: str) -> None:
    done = CliRunner().invoke(app, ["benchmark", "intake", "--articles", "150", "--seed", "4", "--format", format_])
    assert done.exit_code == 0
    assert "planted copies that are missed" in " ".join(done.stdout.split())
    if format_ == "json":
        found = json.loads(done.stdout)
        assert (found["articles"], found["seed"]) == (150, 4)
        [all_of_it] = (figure for figure in found["figures"] if figure["what"] == "all of it")
        assert (all_of_it["limit"], all_of_it["kept"]) == (600.0, True)
        assert all_of_it["ratio"] > 0


def test_help_shows_an_example() -> None:
    assert "Example: kg benchmark intake" in CliRunner().invoke(app, ["benchmark", "intake", "--help"]).stdout
