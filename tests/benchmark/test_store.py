import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.benchmark.baseline import Baseline
from kg.benchmark.figures import Figure
from kg.benchmark.store import SHARES, batches
from kg.benchmark.subject import SHOWN, Batch, GraphSubject, Subject
from kg.cli import app
from kg.cli_benchmark import print_side_by_side
from kg.console import Output
from kg.model import Act
from kg.store.embedded import EmbeddedStore

SIZE = 1000


@pytest.fixture(scope="module")
def corpus() -> Sequence[Batch]:
    return list(batches(SIZE, seed=1))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="module")
def subject(corpus: Sequence[Batch], folder: Path) -> Iterator[Subject]:
    with GraphSubject(folder / "store") as subject:
        subject.load(corpus)
        yield subject


@pytest.fixture(scope="module")
def baseline(corpus: Sequence[Batch], folder: Path) -> Iterator[Baseline]:
    with Baseline(folder / "alone") as baseline:
        baseline.load(corpus)
        yield baseline


def test_both_sides_list_the_same_statements(subject: Subject, baseline: Baseline) -> None:
    for share in SHARES:
        for word in baseline.words(share, 2):
            found = subject.newest(word)
            assert found == baseline.newest(word)
            assert found.total > 0
            assert subject.newest(word, act=Act.WARN) == baseline.newest(word, act=Act.WARN)
    assert baseline.newest("nowhere") == subject.newest("nowhere")


def test_the_best_are_as_many_on_both_sides_and_all_fit(subject: Subject, baseline: Baseline) -> None:
    for share in SHARES:
        [word] = baseline.words(share, 1)
        few = min(SHOWN, baseline.newest(word).total)
        for best in (subject.best(word), baseline.best(word)):
            assert len(set(best)) == len(best) == few
    rare = baseline.words(SHARES[-1], 1)[0]
    assert set(subject.best(rare)) == set(baseline.best(rare)) == set(subject.newest(rare).ids)


def test_names_of_sources_are_found_on_both_sides_with_what_lies_within(subject: Subject, baseline: Baseline) -> None:
    found = baseline.newest("wire")  # an agency, with the statements that it relays
    assert found == subject.newest("wire")
    assert found.total > SIZE / 20


def test_both_sides_count_the_same(subject: Subject, baseline: Baseline) -> None:
    for share in SHARES[:2]:
        [word] = baseline.words(share, 1)
        ours, alone = subject.facets(word), baseline.facets(word)
        assert ours.keys() == alone.keys()
        assert ours["act"] == alone["act"]
        for facet in ours:  # which of equally frequent ones are shown is open
            assert sorted(ours[facet].values()) == sorted(alone[facet].values())


def test_words_are_as_frequent_as_is_asked_for(baseline: Baseline) -> None:
    for share in SHARES:
        for word in baseline.words(share, 3):
            assert share / 2 < baseline.newest(word).total / SIZE < 2 * share + 0.001


def test_what_is_made_up_is_loaded(subject: Subject, corpus: Sequence[Batch], folder: Path) -> None:
    with closing(EmbeddedStore.open(folder / "store", read_only=True)) as store:
        quads = set(store.quads())
    assert all(graph.document | graph.run <= quads for batch in corpus for graph in batch)


def test_the_command_prints_figures_and_keeps_what_was_loaded(tmp_path: Path) -> None:
    place = tmp_path / "new" / "folder"
    arguments = ["--statements", "100", "--folder", str(place), "--keep", "--format", "json"]
    done = CliRunner().invoke(app, ["benchmark", "store", *arguments])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    [size] = found["sizes"]
    assert (found["seed"], size["statements"]) == (1, 100)
    figures = {figure["what"]: figure for figure in size["figures"]}
    assert figures["statements"]["value"] >= 100
    assert figures["peak memory of loading"]["value"] > 0
    assert len(figures) > 30
    assert all(figure["ratio"] > 0 for figure in figures.values() if figure["beside"])
    assert (place / "100" / "store" / "whosaid.json").exists()


def test_sizes_stand_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    ten, hundred = (Figure(what="loading", value=n, unit="s", beside="raw", raw=n / 4) for n in (10, 100))
    print_side_by_side({1000: [ten], 10_000: [hundred]}, Output.CSV)
    assert capsys.readouterr().out.splitlines() == ['What,"1,000",Ratio,"10,000",Ratio', "loading,10 s,4,100 s,4"]


@pytest.mark.parametrize("options", [["--keep"], ["--folder", "."]])
def test_nothing_that_is_there_is_written_over_and_what_is_kept_has_a_place(options: list[str]) -> None:
    done = CliRunner().invoke(app, ["benchmark", "store", "--statements", "100", *options])
    assert done.exit_code == 2
    assert options[0] in done.output


def test_help_shows_an_example() -> None:
    assert "Example: kg benchmark store" in CliRunner().invoke(app, ["benchmark", "store", "--help"]).stdout
