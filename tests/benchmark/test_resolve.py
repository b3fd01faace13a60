import json

import pytest
from typer.testing import CliRunner

from kg.benchmark.resolve import resolve_figures
from kg.cli import app
from tests.conftest import ARTICLES


def test_what_matters_is_measured_and_most_spellings_are_found_in_a_made_up_world() -> None:
    figures = {figure.what: figure for figure in resolve_figures(1000, seed=1)}
    assert figures["names"].value == 1000
    assert figures["pairs of one source's names that are found"].value > 0.8
    assert figures["candidates that are one source"].value > 0.9
    assert figures["all candidates"].ratio > 1


@pytest.mark.parametrize("format_", ["table", "json", "csv"])
def test_the_command_prints_limits_and_ratios(format_: str) -> None:
    arguments = [
        "benchmark",
        "resolve",
        "--names",
        "200",
        "--articles",
        str(ARTICLES / "06-meridian-wire-nine-thousand.md"),
    ]
    done = CliRunner().invoke(app, [*arguments, "--format", format_])
    assert done.exit_code == 0
    assert "resolution within 1 articles" in " ".join(done.stdout.split())
    if format_ == "json":
        found = json.loads(done.stdout)
        assert (found["names"], found["seed"]) == (200, 1)
        [memory] = (figure for figure in found["figures"] if figure["what"] == "peak memory")
        assert memory["limit"] == 2.0


def test_help_shows_an_example() -> None:
    assert "Example: kg benchmark resolve" in CliRunner().invoke(app, ["benchmark", "resolve", "--help"]).stdout
