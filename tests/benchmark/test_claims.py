import json

from typer.testing import CliRunner

from kg.cli import app


def test_joining_is_measured_from_scratch_and_for_one_more_article() -> None:
    result = CliRunner().invoke(app, ["benchmark", "claims", "--statements", "300", "--format", "json"])
    assert result.exit_code == 0, result.output
    figures = {figure["what"]: figure for figure in json.loads(result.output)["figures"]}
    assert figures["statements"]["value"] >= 300
    assert 0 < figures["claims"]["value"] <= figures["wordings"]["value"]
    assert figures["of that vectors"]["value"] < figures["joining from scratch"]["value"]
    assert figures["joining one more article, median"]["value"] > 0
