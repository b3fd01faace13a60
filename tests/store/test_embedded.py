"""The store in a folder: what it is opened on, who may write, and what becomes of a change that fails."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from pyoxigraph import Store as Oxigraph

from kg.errors import NotAStoreError, QueryError, StoreError, StoreLockedError, StoreWriteError
from kg.store import embedded, snapshot
from kg.store.embedded import EmbeddedStore
from kg.store.marker import FORMAT

X, G = NamedNode("http://x.example/p"), NamedNode("http://x.example/g")


def quad(value: str) -> Quad:
    """Return a quad of this value."""
    return Quad(X, X, Literal(value), G)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """Return an open store."""
    opened = EmbeddedStore.open(tmp_path / "store")
    yield opened
    opened.close()


def in_another_process(code: str, *arguments: object) -> str:
    """Run code in a process of its own, and return what it prints."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_it_keeps_quads_when_opened_again(tmp_path: Path) -> None:
    first = EmbeddedStore.open(tmp_path / "a" / "b")
    first.apply(removed=[], added=[quad("1"), quad("2")])
    first.close()
    again = EmbeddedStore.open(tmp_path / "a" / "b")
    assert set(again.quads()) == {quad("1"), quad("2")}
    assert len(again) == 2
    assert json.loads((tmp_path / "a" / "b" / "whosaid.json").read_text()) == {"format": FORMAT, "base": again.base}
    again.close()


def test_a_change_removes_and_adds(store: EmbeddedStore) -> None:
    hostile = 'a" . <x> \\u0022 \\ \n\r\x00 } ; DROP ALL'
    store.apply(removed=[], added=[quad("1"), quad(hostile)])
    store.apply(removed=[quad("1"), quad("never there"), quad(hostile)], added=[quad("2"), quad(hostile)])
    assert set(store.quads(graph=G)) == {quad("2"), quad(hostile)}
    store.apply(removed=[quad(hostile)], added=[])
    assert list(store.quads(subject=X)) == [quad("2")]


def test_answers(store: EmbeddedStore) -> None:
    store.apply(removed=[], added=[quad("1")])
    assert list(store.select("SELECT ?o ?none { GRAPH ?g { ?s ?p ?o } }")) == [{"o": Literal("1")}]
    assert store.query("ASK { GRAPH ?g { ?s ?p ?o } }") is True
    assert len(store.query("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")) == 1  # type: ignore[arg-type]
    with pytest.raises(QueryError):
        store.query("SELECT")
    with pytest.raises(QueryError, match="no SELECT"):
        list(store.select("ASK {}"))


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    for read_only in (False, True):
        with pytest.raises(NotAStoreError, match="something else"):
            EmbeddedStore.open(tmp_path, read_only=read_only)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(NotAStoreError, match="is a file"):
        EmbeddedStore.open(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    EmbeddedStore.open(tmp_path).close()
    assert (tmp_path / "whosaid.json").exists()


def test_a_missing_folder_is_not_made_for_a_reader(tmp_path: Path) -> None:
    with pytest.raises(NotAStoreError, match="kg add"):
        EmbeddedStore.open(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "marker", ["", "[]", "{}", '{"format": "two", "base": "https://w3id.org/whosaid/id/"}', "\xff"]
)
def test_a_marker_that_says_something_else_is_refused(tmp_path: Path, marker: str) -> None:
    (tmp_path / "whosaid.json").write_text(marker, encoding="latin-1")
    with pytest.raises(NotAStoreError):
        EmbeddedStore.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["whosaid.json"]


def test_another_base_is_refused(tmp_path: Path) -> None:
    EmbeddedStore.open(tmp_path / "store", base="https://a.example/").close()
    with pytest.raises(StoreError, match=r"KG_BASE_IRI=https://a.example/"):
        EmbeddedStore.open(tmp_path / "store")


def test_where_nothing_can_be_written_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreWriteError, match="no store could be made"):
        EmbeddedStore.open(tmp_path / "file" / "store")


def test_a_store_that_fails_while_it_is_made_leaves_nothing(tmp_path: Path) -> None:
    code = """if True:
        import resource, sys
        from kg.errors import StoreWriteError
        from kg.store.embedded import EmbeddedStore
        resource.setrlimit(resource.RLIMIT_FSIZE, (8, 8))
        try: EmbeddedStore.open(sys.argv[1])
        except StoreWriteError: print("refused")"""
    assert in_another_process(code, tmp_path / "deep" / "store") == "refused"
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store_says_so(tmp_path: Path) -> None:
    EmbeddedStore.open(tmp_path / "store").close()
    for path in (tmp_path / "store" / "quads").glob("MANIFEST-*"):
        path.write_bytes(b"damaged")
    for read_only in (False, True):
        with pytest.raises(StoreError, match="damaged"):
            EmbeddedStore.open(tmp_path / "store", read_only=read_only)


def test_missing_quads_are_not_replaced_by_none(tmp_path: Path) -> None:
    (tmp_path / "whosaid.json").write_text(f'{{"format": {FORMAT}, "base": "https://w3id.org/whosaid/id/"}}')
    with pytest.raises(StoreError, match="missing"):
        EmbeddedStore.open(tmp_path)


def test_a_second_writer_is_told_who_writes(store: EmbeddedStore, tmp_path: Path) -> None:
    code = """if True:
        import sys
        from kg.errors import StoreLockedError
        from kg.store.embedded import EmbeddedStore
        try: EmbeddedStore.open(sys.argv[1])
        except StoreLockedError as error: print(error)"""
    told = in_another_process(code, tmp_path / "store")
    assert f"process {os.getpid()} writes to" in told
    assert "since 20" in told
    assert "pytest" in told
    with pytest.raises(StoreLockedError, match="already open in this process"):
        EmbeddedStore.open(tmp_path / "store")


def test_a_writer_that_was_killed_does_not_lock(tmp_path: Path) -> None:
    code = """if True:
        import os, sys
        from pyoxigraph import Literal, NamedNode, Quad
        from kg.store.embedded import EmbeddedStore
        store, x = EmbeddedStore.open(sys.argv[1]), NamedNode("http://x.example/p")
        store.apply(removed=[], added=[Quad(x, x, Literal("kept"), NamedNode("http://x.example/g"))])
        print("written", flush=True)
        os._exit(0)"""
    assert in_another_process(code, tmp_path / "store") == "written"
    store = EmbeddedStore.open(tmp_path / "store")
    assert list(store.quads()) == [quad("kept")]
    store.close()


def test_a_reader_beside_a_writer_sees_news_when_it_asks(store: EmbeddedStore, tmp_path: Path) -> None:
    store.apply(removed=[], added=[quad("1")])
    code = """if True:
        import sys
        from kg.store.embedded import EmbeddedStore
        store = EmbeddedStore.open(sys.argv[1], read_only=True)
        for _ in sys.stdin:
            before = len(store)
            store.refresh()
            print(before, len(store), len(list(store.quads())), flush=True)"""
    command = [sys.executable, "-c", code, str(tmp_path / "store")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None

        def seen() -> str:
            assert reader.stdin is not None
            assert reader.stdout is not None
            reader.stdin.write("\n")
            reader.stdin.flush()
            return reader.stdout.readline().strip()

        assert seen() == "1 1 1"
        store.apply(removed=[quad("1")], added=[quad("2"), quad("3")])
        assert seen() == "1 2 2"
        assert seen() == "2 2 2"
        reader.stdin.close()


def test_a_reader_does_not_write(store: EmbeddedStore, tmp_path: Path) -> None:
    reader = EmbeddedStore.open(tmp_path / "store", read_only=True)
    with pytest.raises(StoreWriteError, match="read only"):
        reader.apply(removed=[], added=[quad("1")])
    reader.close()


def test_a_closed_store_is_not_used(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "store")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        len(store)
    assert not (tmp_path / "store" / "writer.json").exists()


def test_a_change_that_the_disk_refuses_changes_nothing(tmp_path: Path) -> None:
    code = """if True:
        import resource, sys
        from pyoxigraph import Literal, NamedNode, Quad
        from kg.errors import StoreWriteError
        from kg.store.embedded import EmbeddedStore
        x, g = NamedNode("http://x.example/p"), NamedNode("http://x.example/g")
        store = EmbeddedStore.open(sys.argv[1])
        store.apply(removed=[], added=[Quad(x, x, Literal("kept"), g)])
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try: store.apply(removed=[Quad(x, x, Literal("kept"), g)],
                         added=[Quad(x, x, Literal(str(n) * 1000), g) for n in range(1000)])
        except StoreWriteError: print("refused")"""
    assert in_another_process(code, tmp_path / "store") == "refused"
    store = EmbeddedStore.open(tmp_path / "store")
    assert list(store.quads()) == [quad("kept")]
    store.close()


def test_a_link_that_leads_to_itself_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "link")
    for read_only in (False, True):
        with pytest.raises(StoreError):
            EmbeddedStore.open(tmp_path / "link", read_only=read_only)


def test_a_reader_keeps_its_moment_whatever_becomes_of_the_files(store: EmbeddedStore, tmp_path: Path) -> None:
    old = [quad(str(number)) for number in range(100)]
    for each in old:
        store.apply(removed=[], added=[each])
        store.flush()
    reader = EmbeddedStore.open(tmp_path / "store", read_only=True)
    begun = reader.quads()
    first = next(begun)
    before = set((tmp_path / "store" / "quads").glob("*.sst"))
    store.apply(removed=old, added=[quad("new")])
    store._open.quads.optimize()
    assert before - set((tmp_path / "store" / "quads").glob("*.sst"))
    assert set(reader.quads()) == set(old)
    reader.refresh()
    assert {first, *begun} == set(old)
    assert list(reader.quads()) == [quad("new")]
    del begun
    reader.close()
    assert [path.name for path in (tmp_path / "store" / "readers").iterdir()] == ["wanted"]


def test_a_reader_opens_what_was_there_though_the_writer_goes_on(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many versions are written down meanwhile, and logs written over."""
    written, opened = [quad("0")], list[str]()
    store.apply(removed=[], added=written)

    class Slow:
        @staticmethod
        def read_only(folder: str) -> Oxigraph:
            opened.append(folder)
            for _ in range(5):
                written.append(quad(str(len(written))))
                store.apply(removed=[], added=[written[-1]])
                store.flush()
                store._open.quads.optimize()
            return Oxigraph.read_only(folder)

    monkeypatch.setattr(snapshot, "Oxigraph", Slow)
    reader = EmbeddedStore.open(tmp_path / "store", read_only=True)
    seen = set(reader.quads())
    assert seen == {quad("0")}
    assert len(opened) == 1
    assert len(list((tmp_path / "store" / "readers").iterdir())) == 1
    reader.close()


def test_a_version_written_while_a_reader_gathers_its_files_is_gathered_anew(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, copyfile = [quad("0")], shutil.copyfile
    store.apply(removed=[], added=written)

    def disturbed(source: Path, target: Path) -> None:
        copyfile(source, target)
        if len(written) < 4:
            written.append(quad(str(len(written))))
            store.apply(removed=[], added=[written[-1]])
            store.flush()
            store._open.quads.optimize()

    monkeypatch.setattr(shutil, "copyfile", disturbed)
    reader = EmbeddedStore.open(tmp_path / "store", read_only=True)
    assert set(reader.quads()) == set(written)
    assert len(list((tmp_path / "store" / "readers").iterdir())) == 1
    reader.close()


def test_threads_that_ask_for_news_at_once_wait_for_one_of_them(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = EmbeddedStore.open(tmp_path / "store", read_only=True)
    opened, number = list[Path](), iter(range(100))

    def slowly(folder: Path, quads: Path) -> snapshot.Opened:
        opened.append(folder)
        time.sleep(0.2)
        found = snapshot.open_snapshot(folder, quads)
        store.apply(removed=[], added=[quad(str(next(number)))])  # there is always something newer
        return found

    monkeypatch.setattr(embedded, "open_snapshot", slowly)
    store.apply(removed=[], added=[quad("new")])
    with ThreadPoolExecutor(8) as threads:
        for refreshing in [threads.submit(reader.refresh) for _ in range(8)]:
            refreshing.result()
    assert quad("new") in set(reader.quads())
    assert len(opened) <= 2  # the first one's, and that of those who asked while it was under way
    reader.close()


def test_what_killed_readers_leave_is_swept_away(tmp_path: Path) -> None:
    EmbeddedStore.open(tmp_path / "store").close()
    reader = EmbeddedStore.open(tmp_path / "store", read_only=True)
    (held,) = (tmp_path / "store" / "readers").iterdir()
    (tmp_path / "store" / "readers" / "1-killed").mkdir()
    (tmp_path / "store" / "readers" / "2-new").mkdir()
    for name in (held.name, "1-killed"):
        os.utime(tmp_path / "store" / "readers" / name, (1, 1))
    EmbeddedStore.open(tmp_path / "store").close()
    assert {path.name for path in (tmp_path / "store" / "readers").iterdir()} == {held.name, "2-new"}
    reader.close()


def test_a_log_is_flushed_when_the_store_is_closed(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "store")
    store.apply(removed=[], added=[quad("x" * 1000 + str(number)) for number in range(1000)])
    store.close()
    copy = tmp_path / "copy"
    shutil.copytree(tmp_path / "store", copy, ignore=shutil.ignore_patterns("*.log", "LOCK"))
    kept = EmbeddedStore.open(copy, read_only=True)
    assert len(kept) == 1000
    kept.close()


def test_a_store_that_was_killed_while_it_was_made_is_made_to_the_end(tmp_path: Path) -> None:
    EmbeddedStore.open(tmp_path / "store").close()
    (tmp_path / "store" / "whosaid.json").rename(tmp_path / "store" / "whosaid.json.part")
    for name in ("writer.json", "readers"):
        assert not (tmp_path / "store" / name).exists()
    store = EmbeddedStore.open(tmp_path / "store")
    store.apply(removed=[], added=[quad("1")])
    store.close()
