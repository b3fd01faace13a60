"""What was interrupted, overtaken or lost is made good: the index shows what is stored, and all follows from it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import JudgementError, QueryError, StoreError
from kg.facade import Graph
from kg.joining.deciding import Decider
from kg.model import Document, Metadata, Run
from kg.settings import Settings
from kg.store import folder as stores
from kg.store.embedded import EmbeddedStore
from kg.store.index.compare import index_problems
from kg.store.index.index import SearchIndex
from kg.store.index.indexed import IndexedStore
from kg.store.index.schema import FILE
from kg.store.kept import remove
from kg.store.writer import _started, is_written
from tests.joining.drafts import saying
from tests.judgements.conftest import RAIN, SNOW, WIND, article

TEXT = (
    "KCNA said that it rained for many days in the northern provinces and the harvest was lost in several counties. "
    "The end of the article follows here with more words that make the text long enough to be compared with others."
)


def printed(paper: str) -> Run:
    return article(TEXT, publisher=paper)


def titles(graph: Graph) -> int:
    return graph.documents().total


# -- the index


def test_a_reader_that_a_writer_overtakes_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "store"
    with kg.open(folder) as graph:
        graph.put(RAIN)
    remove(folder / FILE)  # as after an upgrade: it has to be filled
    original = SearchIndex._changing
    writers: list[Graph] = []

    @contextmanager
    def waiting(index: SearchIndex, *overtaken: Callable[[], bool]) -> Iterator[Any]:
        if not writers:
            writers.append(None)  # type: ignore[arg-type] # a place for it, while it opens
            writers[0] = Graph.open(Settings(store=str(folder)))
            writers[0].put(SNOW)
        with original(index, *overtaken) as connection:
            yield connection

    monkeypatch.setattr(SearchIndex, "_changing", waiting)
    with kg.open(folder, read_only=True) as reader:
        assert titles(reader) >= 1
    writers[0].put(WIND)
    writers[0].close()
    with kg.open(folder, read_only=True) as graph:
        assert titles(graph) == 3
        assert list(index_problems(graph.store, graph.store.index)) == []


@pytest.mark.parametrize(
    "judge",
    [
        lambda graph: graph.judge("retract", RAIN.document.id, why="it never rained"),
        lambda graph: graph.judge("same", "KCNA", "Korea Central"),
        lambda graph: graph.judge("split", "John Smith", "John Smith MP", documents=[RAIN.document.id]),
        lambda graph: graph.judge("rename", "KCNA", "Zeta"),
    ],
    ids=["retract", "same", "split", "rename"],
)
def test_an_index_elsewhere_follows_what_is_taken_back(judge: Callable[[Graph], Any], tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with kg.open(tmp_path / "store") as graph:
        for run in (RAIN, SNOW, WIND):
            graph.put(run)
        made = judge(graph)
        other = IndexedStore.over(graph.store.within, tmp_path / "other", shared=True)
        assert list(index_problems(other, other.index)) == []
        graph.undo(made.judgement.id)
        other.refresh()
        assert list(index_problems(other, other.index)) == []
        other.index.close()


def test_an_index_that_a_power_cut_left_ahead_is_brought_back(tmp_path: Path) -> None:
    folder, before = tmp_path / "store", tmp_path / "before"
    with kg.open(folder) as graph:
        graph.add_document(RAIN.document)
    shutil.copytree(folder / "quads", before)
    killed = (
        "import os, sys; sys.path.insert(0, '.'); import kg; from tests.judgements.conftest import SNOW\n"
        f"graph = kg.open({str(folder)!r}); graph.put(SNOW); graph.update_copies(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", killed], check=False)
    shutil.rmtree(folder / "quads")
    shutil.copytree(before, folder / "quads")  # the log was never flushed
    with kg.open(folder) as graph:
        assert titles(graph) == 1
        assert graph.statements(about="snowed").total == 0
        graph.put(WIND)
        graph.update_copies()
        assert graph.verify() == []


def test_who_is_renamed_after_a_split_is_found_by_the_new_name(tmp_path: Path) -> None:
    with kg.open(tmp_path / "store") as graph:
        for run in (RAIN, SNOW, WIND):
            graph.put(run)
        graph.judge("split", "John Smith", "Jonathan Doe", documents=[RAIN.document.id])
        graph.judge("rename", "Jonathan Doe", "Zebedee")
        assert graph.statements(about='"zebedee"').total == 1
        graph.judge("same", "Jonathan Doe", "Ada Berg")
        assert list(index_problems(graph.store, graph.store.index)) == []


def test_an_index_that_could_not_follow_catches_up_with_the_next_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (
        saying("KCNA", "that seven thousand containers of shells went to Rajin"),
        saying("Ada Berg", "that seven thousand containers of shells went to Rajin", paper="The Hill Post"),
    )

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    with kg.open(tmp_path / "store") as graph:
        with monkeypatch.context() as full:
            full.setattr(SearchIndex, "follow", refuse)
            with pytest.raises(StoreError):
                graph.put(one)
        assert not graph.put(one).changed
        assert titles(graph) == 1
        graph.put(other)
    with kg.open(tmp_path / "store") as graph:
        graph.update_copies()
        assert titles(graph) == 2
        assert graph.verify() == []


@pytest.mark.parametrize(
    "damage", ["DELETE FROM names", "UPDATE words SET via = ''", "INSERT INTO unread VALUES ('x:y', 'it is broken')"]
)
def test_verify_sees_what_lists_would_miss(damage: str, tmp_path: Path) -> None:
    with kg.open(tmp_path / "store") as graph:
        graph.put(RAIN)
        graph.update_copies()
        assert graph.verify() == []
        graph.store.index.connection.execute(damage)
        assert graph.verify() != []


def test_verify_beside_a_writer_tells_nothing_that_is_not_so(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with kg.open(folder) as writer:
        writer.put(RAIN)
        writer.update_copies()
        with kg.open(folder, read_only=True) as reader:
            writer.put(SNOW)
            writer.update_copies()
            assert reader.verify() == []


# -- the store


def test_who_is_slower_to_make_a_store_takes_nothing_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, original = tmp_path / "store", stores.Oxigraph
    quicker = (
        "import sys; sys.path.insert(0, '.'); import kg; from tests.judgements.conftest import SNOW\n"
        f"with kg.open({str(folder)!r}) as graph: graph.put(SNOW)"
    )

    def held_up(path: Path) -> Any:
        monkeypatch.setattr(stores, "Oxigraph", original)
        subprocess.run([sys.executable, "-c", quicker], check=True)
        return original(path)

    monkeypatch.setattr(stores, "Oxigraph", held_up)
    with kg.open(folder) as graph:
        assert titles(graph) == 1
        assert graph.verify() == []


def test_a_change_is_told_where_the_marker_is_another_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, original = tmp_path / "store", os.utime

    def of_others(path: Path, **times: Any) -> None:
        if Path(path).name == "whosaid.json":
            raise PermissionError("not yours")
        original(path, **times)

    with kg.open(folder) as graph:
        graph.put(RAIN)
        monkeypatch.setattr(os, "utime", of_others)
        graph.put(SNOW)
        with kg.open(folder, read_only=True) as reader:
            assert titles(reader) == 2
    assert EmbeddedStore.open(folder, read_only=True).revision != "0"


@pytest.mark.parametrize(("started", "written"), [(True, True), (False, False)])
def test_a_note_is_that_of_the_process_that_wrote_it(started: bool, written: bool, tmp_path: Path) -> None:
    """The number of one that was killed may have gone to another."""
    pid = os.getppid()
    note = {"pid": pid, "started": _started(pid) if started else "1", "command": "kg add", "since": "2024-05-01"}
    (tmp_path / "writer.json").write_text(json.dumps(note), encoding="utf-8")
    assert is_written(tmp_path) is written


# -- what follows


def test_copies_follow_a_judgement_that_was_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = printed("A Paper"), printed("B Paper")

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with kg.open(tmp_path / "store") as graph:
        for run in (one, other):
            graph.put(run)
        graph.update_copies()
        with monkeypatch.context() as interrupted:
            interrupted.setattr("kg.copies.graph.follow", interrupt)
            with pytest.raises(KeyboardInterrupt):
                graph.judge("not-copy", one.document.id, other.document.id)
    with kg.open(tmp_path / "store") as graph:
        assert graph.update_copies()
        assert graph.copies() == ()
        assert graph.verify() == []
        with pytest.raises(JudgementError):
            graph.judge("not-copy", one.document.id, other.document.id)


def exported(folder: Path, *runs: Run) -> bytes:
    with kg.open(folder) as graph:
        for run in runs:
            graph.put(run)
        graph.update_copies()
        graph.judge("rename", "KCNA", "Zeta")
        return b"".join(graph.export("trig"))


def test_an_import_that_was_interrupted_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = exported(tmp_path / "there", article("The KCNA said that it snowed", publisher="The Hill Post"))

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with kg.open(tmp_path / "here") as graph:
        graph.put(article("KCNA said that it rained"))
        graph.update_copies()
        with monkeypatch.context() as interrupted:
            interrupted.setattr("kg.store.merge.rebuild", interrupt)
            with pytest.raises(KeyboardInterrupt):
                graph.import_(data)
    with kg.open(tmp_path / "here") as graph:
        assert titles(graph) == 2
        assert graph.verify() == []


def test_software_that_made_nothing_any_more_goes_when_documents_come_in_anew(tmp_path: Path) -> None:
    newer = exported(tmp_path / "new", *(replace(run, software="whosaid-9.0") for run in (RAIN, SNOW, WIND)))
    with kg.open(tmp_path / "store") as graph:
        for run in (RAIN, SNOW, WIND):
            graph.put(run)
        graph.update_copies()
        graph.import_(newer)
        assert graph.verify() == []


def test_a_source_is_found_by_another_name_of_a_known_medium(tmp_path: Path) -> None:
    text = "Ada Berg said on Tuesday that the harbour of Lund would be closed."
    with kg.open(tmp_path / "store") as graph:
        graph.add_document(Document(text=text, metadata=Metadata(publisher="AP")))
        assert graph.statements(publisher="AP").total == graph.statements(publisher="Associated Press").total == 1
        assert graph.documents(publisher="the AP").total == 1
        assert graph.find_source("AP").source.name == "Associated Press"
        assert graph.statements(publisher="Reuters").total == 0


def test_the_model_is_loaded_once_for_all_requests() -> None:
    assert Decider(threads=2)._encoder is Decider(threads=2)._encoder


def test_a_list_of_the_best_does_not_go_on_after_a_place_in_the_order_of_days(tmp_path: Path) -> None:
    with kg.open(tmp_path / "store") as graph, pytest.raises(QueryError, match="offset"):
        graph.statements(about="rain", order="best", after="1")
