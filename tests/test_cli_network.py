"""The network in the terminal, and for other programs."""

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest

import kg
from kg.errors import QueryError
from kg.model import Document, Kind, Metadata, Run, Source, label_of
from tests.rdf.examples import ENDED, at, statement
from tests.test_cli import run


def rows(store: Path, *options: str) -> list[dict[str, str]]:
    done = run("network", "--store", store, "--format", "csv", "--limit", "500", *options)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_who_quotes_whom_is_less_than_who_relays_whom(demonstration_store: Path) -> None:
    relayed, quoted = rows(demonstration_store), rows(demonstration_store, "--of", "quotes")
    assert 0 < len(quoted) < len(relayed)
    assert {"From", "Quotes"} <= quoted[0].keys()


def test_publishers_that_share_sources(demonstration_store: Path) -> None:
    first = rows(demonstration_store, "--of", "publishers")[0]
    assert (first["Publisher"], first["And"]) == ("Kanto Evening Post", "Lakeshore Herald")


def test_measures_and_brokers(demonstration_store: Path) -> None:
    done = run("network", "--store", demonstration_store, "--measures", "--format", "json")
    found = json.loads(done.stdout)
    assert found["betweenness_sampled_from"] is None
    assert found["brokers"][0].startswith("meridian-wire")
    assert rows(demonstration_store, "--measures")[0].keys() >= {"PageRank", "Betweenness", "Community"}


def test_changes_by_quarter(demonstration_store: Path) -> None:
    assert {row["Quarter"] for row in rows(demonstration_store, "--by", "quarter")} == {"2024-Q2"}


@pytest.mark.parametrize("format_", ["graphml", "gexf", "cytoscape"])
def test_files_for_other_programs(demonstration_store: Path, format_: str) -> None:
    text = run("network", "--store", demonstration_store, "--format", format_, "--measures").stdout
    if format_ == "cytoscape":
        read = nx.cytoscape_graph(json.loads(text))
    else:
        read = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[format_](io.BytesIO(text.encode()))
    (wire,) = [node for node, name in read.nodes(data="name") if name == "Meridian Wire"]
    assert read.nodes[wire]["bridges"] == 4
    assert read.number_of_edges() > 100


@pytest.mark.parametrize(
    "options",
    [
        ("--of", "publishers", "--measures"),
        ("--of", "quotes", "--html", "x.html"),
        ("--by", "month", "--measures"),
        ("--by", "month", "--around", "KCNA"),
        ("--of", "publishers", "--around", "KCNA"),
        ("--of", "quotes", "--around", "KCNA", "--html", "x.html"),
        ("--by", "month", "--format", "gexf"),
    ],
)
def test_what_does_not_go_together_says_so(demonstration_store: Path, options: tuple[str, ...]) -> None:
    done = run("network", "--store", demonstration_store, *options)
    assert (done.returncode, done.stdout) == (QueryError.exit_status, "")


def test_around_a_source(demonstration_store: Path) -> None:
    near, far = (rows(demonstration_store, "--around", "KCNA", "--steps", steps) for steps in ("1", "2"))
    name = "Korean Central News Agency"
    [(statements, articles, retracted)] = (
        (row["Statements"], row["Articles"], row["Retracted"])
        for row in near
        if (row["From"], row["Relays"]) == (name, "Kim Jong-un")
    )
    assert (statements, articles, retracted) == ("8", "4", "0")
    assert len(near) < len(far) < len(rows(demonstration_store))
    quoted = rows(demonstration_store, "--around", "KCNA", "--of", "quotes")
    assert 0 < len(quoted) < len(near)


def test_picture_around_a_source(demonstration_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "kcna.html"
    done = run("network", "--store", demonstration_store, "--around", "KCNA", "--html", file)
    assert "Around Korean Central News Agency: 8 of 8 sources drawn" in done.stderr
    assert "Showing 8 of 8 sources within 1 step." in file.read_text(encoding="utf-8")


def test_picture_of_some_statements_says_so(demonstration_store: Path, tmp_path: Path) -> None:
    file, terms = tmp_path / "some.html", ("--about", "missile", "--since", "2024-05-15")
    for options, title in (((), "Who relays whom"), (("--around", "KCNA"), "Around Korean Central News Agency")):
        done = run("network", "--store", demonstration_store, *terms, *options, "--html", file)
        assert f"{title}: “missile”, from 15 May 2024: " in done.stderr
        assert f"<title>{title}: “missile”, from 15 May 2024</title>" in file.read_text(encoding="utf-8")


def test_it_says_how_many_sources_were_drawn(tmp_path: Path) -> None:
    names = [f"Source-{number}" for number in range(400)]
    document = Document(text=", ".join(f"{each} said so" for each in names), metadata=Metadata(publisher="The Daily"))
    made = tuple(
        statement(
            document,
            Source.of_name(each, Kind.PERSON),
            words=at(document, each),
            cue=at(document, "said", after=each),
            content=at(document, "so", after=each),
        )
        for each in names
    )
    with kg.open(tmp_path / "store", join=False) as graph:
        graph.put(Run(document=document, software="test-1", ended=ENDED, statements=made))
    done = run("network", "--store", tmp_path / "store", "--html", tmp_path / "all.html")
    assert "Who relays whom: 300 of 401 sources and 299 of 400 relays drawn in" in done.stderr
    assert "Showing 300 of 401 sources" in (tmp_path / "all.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ((), ("From id", "Relays id")),
        (("--of", "quotes"), ("From id", "Quotes id")),
        (("--of", "publishers"), ("Publisher id", "And id")),
        (("--measures",), ("Source id",)),
        (("--by", "month"), ("From id", "Relays id")),
    ],
)
def test_csv_tells_sources_of_one_name_apart_by_their_ids(
    demonstration_store: Path, options: tuple[str, ...], ids: tuple[str, ...]
) -> None:
    listed = rows(demonstration_store, *options)
    assert tuple(listed[0])[-len(ids) :] == ids
    with kg.open(demonstration_store, read_only=True) as graph:
        nodes = graph.network().nodes
    for row in listed:
        for column in ids:
            source = nodes[row[column]]
            assert row[column.removesuffix(" id")] == label_of(source["shown"], named=source["named"])


def test_relays_in_some_statements_alone(demonstration_store: Path) -> None:
    some = rows(demonstration_store, "--about", "missile", "--since", "2024-05-15", "--until", "2024-05-20")
    assert 0 < len(some) < len(rows(demonstration_store, "--about", "missile")) < len(rows(demonstration_store))
    periods = rows(demonstration_store, "--by", "month", "--about", "missile")
    assert {row["Month"] for row in periods} == {"2024-05"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--around", "Nobody at all"), "no source 'Nobody at all'"),
        (("--around", "KCNA", "--about", "zebra"), "nobody relays it"),
        (("--since", "yesterday"), "'yesterday' is no date"),
    ],
)
def test_what_is_not_there_is_told(demonstration_store: Path, options: tuple[str, ...], words: str) -> None:
    done = run("network", "--store", demonstration_store, *options)
    assert done.returncode not in (0, 1)
    assert words in done.stderr


def test_profile_of_a_source(demonstration_store: Path) -> None:
    printed = run("source", "KCNA", "--profile", "--store", demonstration_store).stdout
    assert "Meridian Wire 12" in printed
    assert "launchers 7" in printed
    found = json.loads(run("source", "KCNA", "--profile", "--format", "json", "--store", demonstration_store).stdout)
    assert (found["statements"], found["read"]) == (24, 24)


def test_lists_go_on_where_they_ended(demonstration_store: Path) -> None:
    first, second = (
        run("network", "--store", demonstration_store, "--limit", "2", "--offset", offset, "--format", "csv")
        for offset in ("0", "2")
    )
    assert rows(demonstration_store)[2:4] == list(csv.DictReader(io.StringIO(second.stdout)))
    assert "Relays 1 to 2 of" in first.stderr


@pytest.mark.parametrize(
    ("options", "why"), [(["--steps", "2"], "--around"), (["--measures", "--html", "x"], "picture")]
)
def test_what_goes_with_nothing_is_refused(demonstration_store: Path, options: list[str], why: str) -> None:
    done = run("network", "--store", demonstration_store, *options)
    assert done.returncode != 0
    assert why in done.stderr
