"""The commands about claims, and claims from Python."""

import csv
import io
import json
from pathlib import Path

import pytest

from kg.errors import NotFoundError, QueryError
from kg.facade import Graph
from tests.test_cli import run

PRAISE = "f455bef5cbac7ca01f11"


def test_claims_are_listed_with_how_many_affirm_and_deny(demonstration_store: Path) -> None:
    listed = json.loads(run("claims", "--store", demonstration_store, "--format", "json").stdout)
    praise = next(each for each in listed if each["text"] == "the workers were worthy of praise")
    assert praise == {
        "id": PRAISE,
        "text": "the workers were worthy of praise",
        "statements": 5,
        "documents": 4,
        "affirming": 5,
        "denying": 0,
        "doubtful": 0,
        "origins": 2,
        "ways": 1,
    }
    arms = next(each for each in listed if each["text"] == "any transfer of arms")
    assert (arms["affirming"], arms["denying"], arms["origins"]) == (0, 3, 0)
    assert not any(each["text"].startswith("what kind of missile") for each in listed)
    every = json.loads(run("claims", "--store", demonstration_store, "--all", "--format", "json").stdout)
    silent = next(each for each in every if each["text"].startswith("what kind of missile"))
    assert (silent["statements"], silent["affirming"], silent["denying"]) == (3, 0, 0)
    assert [each["documents"] for each in listed] == sorted((each["documents"] for each in listed), reverse=True)


def test_what_may_say_something_else_is_counted_apart(demonstration_store: Path) -> None:
    done = run("claims", "--about", "ordered managers", "--store", demonstration_store, "--format", "json")
    (found,) = json.loads(done.stdout)
    assert (found["documents"], found["affirming"], found["doubtful"]) == (1, 2, 4)
    told = run("claim", found["id"], "--store", demonstration_store).stdout
    assert "It is affirmed in 1 article, with 1 origin." in told
    assert "4 more statements may say the same: the machine is 54–74% sure. They are not counted." in told
    assert "North Korean state media in The Baltic Monitor, 60% sure: “North Korean leader Kim Jong-un toured" in told


def test_no_denial_that_was_found_is_no_zero(demonstration_store: Path) -> None:
    shells = "North Korea has shipped artillery shells to Russia"
    table = run("claims", "--about", shells, "--store", demonstration_store).stdout
    row = next(line for line in table.splitlines() if line.startswith(f"{shells} "))
    assert row.removeprefix(shells).split()[:5] == ["4", "6", "–", "5", "4"]
    told = run("claim", row.split()[-1], "--store", demonstration_store).stdout
    assert "No denial of it was found here, but 7 statements below may be denials of it." in told
    assert "Russia denied “it”, right behind what United States said, in The Thames Chronicle." in told
    assert "North Korea denied “sending shells to Russia”, published on 22 May 2024 in Meridian Wire." in told
    assert "and sources without a name, may be one and the same" in told


def test_claims_that_rest_on_one_origin(demonstration_store: Path) -> None:
    done = run("claims", "--store", demonstration_store, "--about", "shells rus", "--origins", "1", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["Claim"] for row in rows} == {
        "North Korea had shipped artillery shells to Russia in about 6,700 containers",
        "North Korea has shipped artillery shells to Russia in as many as 12,000 containers",
    }
    assert {row["Origins"] for row in rows} == {"1"}


def test_report_in_words_tells_each_figure_with_its_statements(demonstration_store: Path) -> None:
    done = run("claim", PRAISE[:8], "--store", demonstration_store)
    lines = done.stdout.splitlines()
    assert lines[0] == f"“the workers were worthy of praise”   claim {PRAISE}"
    assert any(
        "with 2 origins, 1 of them unnamed. All of it came one way, so it counts as one report." in line
        for line in lines
    )
    assert any(line.startswith("  All 4 articles come through Meridian Wire.  [") for line in lines)
    assert any(
        "“the leader”, unnamed in Hanseong Courier: published on 16 May 2024; 1 day later." in line for line in lines
    )
    assert "true" not in lines[0]


def test_report_as_data(demonstration_store: Path) -> None:
    found = json.loads(run("claim", PRAISE, "--store", demonstration_store, "--format", "json").stdout)
    assert found["affirmed"]["independent"] == 1
    assert [point["name"] for point in found["affirmed"]["choke_points"]] == [
        "Korean Central News Agency",
        "Meridian Wire",
    ]
    assert found["denied"]["statements"] == []
    told = csv.DictReader(io.StringIO(run("claim", PRAISE, "--store", demonstration_store, "--format", "csv").stdout))
    assert next((row["Publisher"], row["From"], row["Basis"]) for row in told) == (
        "Lakeshore Herald",
        "2024-05-15",
        "published",
    )


def test_picture_is_written_to_a_file(demonstration_store: Path, tmp_path: Path) -> None:
    page = tmp_path / "claim.html"
    done = run("claim", PRAISE, "--store", demonstration_store, "--html", page)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Showing 12 of 12 nodes." in page.read_text(encoding="utf-8")


def test_claim_that_is_not_there_says_so(demonstration_store: Path) -> None:
    done = run("claim", "ffffffffff", "--store", demonstration_store)
    assert (done.returncode, done.stdout) == (NotFoundError.exit_status, "")
    assert "there is no claim 'ffffffffff' in the store" in done.stderr


@pytest.mark.parametrize("command", ["claims", "claim"])
def test_help_shows_an_example(command: str) -> None:
    assert f"Example: kg {command} " in run(command, "--help").stdout


def test_claims_in_python(demonstration: Graph) -> None:
    page = demonstration.claims(limit=3, offset=1)
    assert (len(page.rows), page.total, page.offset) == (3, demonstration.claims().total, 1)
    every = demonstration.claims(several=False)
    assert every.total > 150
    assert every.rows[-1].statements == 1
    (contested,) = demonstration.claims(contested=True).rows  # the State Department says that it was not its figure
    assert contested.text == "the U.S. State Department had put the total at 12,000"
    assert demonstration.claims(about="worthy praise").total == 2
    with pytest.raises(QueryError):
        demonstration.claims(about="!?")
    dossier = demonstration.claim(PRAISE)
    assert demonstration.corroboration(PRAISE).claim == dossier.claim
    assert set(dossier.claim.statements) <= dossier.documents.keys()
