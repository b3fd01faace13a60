"""A backup holds everything, is one state, says when it is damaged, and takes the place of nothing."""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg.errors import KgError, StoreError, StoreWriteError, VerificationError
from kg.facade import restore
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.backup import check_backup
from kg.store.embedded import EmbeddedStore
from kg.store.marker import FORMAT
from tests.store.test_write import RUNS


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stored") / "store"
    with kg.open(folder) as graph:
        for run in RUNS:
            graph.put(run)
        graph.update_copies()
        graph.judge("rate", "Ada Berg", "B", why="a minister", by="ada")
    with closing(sqlite3.connect(folder / "watch.sqlite")) as watch:
        watch.execute("CREATE TABLE feed (address TEXT)")
        watch.execute("INSERT INTO feed VALUES ('https://chronicle.example/feed')")
        watch.commit()
    return folder


@pytest.fixture(scope="module")
def backup(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("backup") / "monday.zip"
    with kg.open(stored, read_only=True) as graph:
        graph.backup(target)
    return target


def quads_of(folder: Path) -> set[Quad]:
    with kg.open(folder, read_only=True) as graph:
        return set(graph.store.quads())


def test_what_is_restored_is_what_was_backed_up(stored: Path, backup: Path, tmp_path: Path) -> None:
    manifest = restore(backup, tmp_path / "new" / "store")
    assert quads_of(tmp_path / "new" / "store") == quads_of(stored)
    assert (manifest.documents, manifest.judgements, manifest.format) == (len(RUNS), 1, FORMAT)
    assert manifest == check_backup(backup)
    with closing(sqlite3.connect(tmp_path / "new" / "store" / "watch.sqlite")) as watch:
        assert watch.execute("SELECT * FROM feed").fetchall() == [("https://chronicle.example/feed",)]
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["store"]
    with kg.open(tmp_path / "new" / "store") as graph:  # and it goes on as any other
        graph.update_copies()
        assert [record.judgement.by for record in graph.judgements()] == ["ada"]
        assert graph.verify() == []


def test_anything_that_reads_zip_and_rdf_reads_it(stored: Path, backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        assert set(archive.namelist()) == {"quads.nq", "watch.sqlite", "manifest.json"}
        lines = archive.read("quads.nq").decode().splitlines()
        assert json.loads(archive.read("manifest.json"))["quads"] == len(lines) == len(quads_of(stored))


def test_it_is_one_state_while_another_process_writes(tmp_path: Path) -> None:
    code = """if True:
        import sys
        from pyoxigraph import Literal, NamedNode, Quad
        from kg.store.embedded import EmbeddedStore
        store, x, old = EmbeddedStore.open(sys.argv[1]), NamedNode("http://x.example/p"), []
        for number in range(100_000):
            new = [Quad(NamedNode(f"http://x.example/{n}"), x, Literal(str(number)), x) for n in range(50)]
            store.apply(removed=old, added=new)
            old = new
            if number == 3: print("writing", flush=True)"""
    store = tmp_path / "store"
    with subprocess.Popen([sys.executable, "-c", code, str(store)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        try:
            seen = set()
            for number in range(4):
                with kg.open(store, read_only=True) as graph:
                    assert graph.backup(tmp_path / f"{number}.zip").quads == 50
                with zipfile.ZipFile(tmp_path / f"{number}.zip") as archive:
                    values = {line.split('"')[1] for line in archive.read("quads.nq").decode().splitlines()}
                assert len(values) == 1
                seen |= values
            assert writer.poll() is None
            assert len(seen) > 1
        finally:
            writer.kill()


def test_nothing_is_replaced(stored: Path, backup: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    with kg.open(stored, read_only=True) as graph, pytest.raises(StoreWriteError, match="replaces nothing"):
        graph.backup(taken)
    for folder in (taken, stored, tmp_path):
        with pytest.raises(StoreWriteError, match="nothing is replaced"):
            restore(backup, folder)
    assert taken.read_text() == "mine"
    (tmp_path / "empty").mkdir()
    assert restore(backup, tmp_path / "empty").documents == len(RUNS)


def test_a_backup_that_fails_leaves_nothing(stored: Path, tmp_path: Path) -> None:
    code = """if True:
        import resource, sys
        from pathlib import Path
        import kg
        from kg.errors import StoreWriteError
        with kg.open(sys.argv[1], read_only=True) as graph:
            resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
            try: graph.backup(Path(sys.argv[2]) / "monday.zip")
            except StoreWriteError as error: print("refused", error)"""
    command = [sys.executable, "-c", code, str(stored), str(tmp_path)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.startswith("refused")
    assert list(tmp_path.iterdir()) == []
    with kg.open(stored, read_only=True) as graph, pytest.raises(StoreWriteError, match="no backup could be written"):
        graph.backup(tmp_path / "no" / "folder" / "monday.zip")


def test_a_restoration_that_fails_leaves_nothing(backup: Path, tmp_path: Path) -> None:
    code = """if True:
        import resource, sys
        from pathlib import Path
        from kg.errors import StoreWriteError
        from kg.facade import restore
        resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))
        try: restore(Path(sys.argv[1]), Path(sys.argv[2]) / "store")
        except StoreWriteError as error: print("refused", error)"""
    command = [sys.executable, "-c", code, str(backup), str(tmp_path)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.startswith("refused")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_backup_is_refused_or_is_whole_all_the_same(stored: Path, backup: Path, tmp_path: Path) -> None:
    content, chosen, whole = backup.read_bytes(), random.Random(3), 0  # noqa: S311 -- nothing is hidden by it
    expected = quads_of(stored)
    for number in range(60):
        damaged = bytearray(content)
        if number % 6 == 0:
            del damaged[chosen.randrange(len(damaged)) :]
        else:
            damaged[chosen.randrange(len(damaged))] ^= 1 << chosen.randrange(8)
        (tmp_path / "damaged.zip").write_bytes(damaged)
        folder = tmp_path / f"store-{number}"
        try:
            restore(tmp_path / "damaged.zip", folder)
        except KgError:
            assert not folder.exists()
        else:  # a bit of a zip's own that nobody needs, such as the time of a file
            assert quads_of(folder) == expected
            whole += 1
    assert whole < 20
    assert not list(tmp_path.glob(".*"))


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no backup"):
        restore(tmp_path / "none.zip", tmp_path / "store")
    (tmp_path / "text.zip").write_text("text")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    for name in ("text.zip", "other.zip"):
        with pytest.raises(StoreError, match="no backup"):
            restore(tmp_path / name, tmp_path / "store")


def test_a_backup_of_a_newer_format_is_refused(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(tmp_path / "newer.zip", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                name,
                content.replace(f'"format": {FORMAT}'.encode(), b'"format": 99')
                if name == "manifest.json"
                else content,
            )
    with pytest.raises(StoreError, match="newer version of whosaid"):
        restore(tmp_path / "newer.zip", tmp_path / "store")


def test_a_store_that_was_damaged_when_it_was_backed_up_is_not_restored(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "bad")
    x = NamedNode("http://x.example/")
    store.apply(removed=[], added=[Quad(x, v.TEXT, Literal("x"), Names(store.base).document_graph("none"))])
    store.close()
    with kg.open(tmp_path / "bad", read_only=True) as graph:
        graph.backup(tmp_path / "bad.zip")
    with pytest.raises(VerificationError, match="nothing was restored"):
        restore(tmp_path / "bad.zip", tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_what_an_earlier_version_derived_is_derived_anew(tmp_path: Path) -> None:
    with kg.open(tmp_path / "old") as graph:
        for run in RUNS:
            graph.put(run)  # a backup may be made before the copies are found, too
        derived = [Names(graph.store.base).graph(each) for each in ("claims", "amounts", "sources")]
        wanted = {quad for each in derived for quad in graph.store.quads(graph=each)}
    store = EmbeddedStore.open(tmp_path / "old")
    store.apply(removed=wanted, added=[])
    store.close()
    with kg.open(tmp_path / "old", read_only=True) as graph:
        graph.backup(tmp_path / "old.zip")
    restore(tmp_path / "old.zip", tmp_path / "new")
    with kg.open(tmp_path / "new", read_only=True) as graph:
        assert {quad for each in derived for quad in graph.store.quads(graph=each)} == wanted
        assert graph.verify() == []


def test_a_record_of_feeds_that_cannot_be_read_is_told(stored: Path, tmp_path: Path) -> None:
    shutil.copytree(stored, tmp_path / "store", ignore=shutil.ignore_patterns("readers"))
    (tmp_path / "store" / "watch.sqlite").write_bytes(b"no database at all" * 100)
    with kg.open(tmp_path / "store", read_only=True) as graph, pytest.raises(StoreError, match=r"watch\.sqlite"):
        graph.backup(tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_the_commands(stored: Path, tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "kg", *words], capture_output=True, text=True, check=False)

    made = run("backup", str(tmp_path / "a.zip"), "--store", str(stored))
    assert (made.returncode, made.stdout) == (0, "")
    assert f"of {len(RUNS)} articles" in made.stderr
    assert run("backup", str(tmp_path / "a.zip"), "--store", str(stored)).returncode == 4
    assert run("restore", str(tmp_path / "a.zip"), str(tmp_path / "b")).returncode == 0
    assert quads_of(tmp_path / "b") == quads_of(stored)
    assert "nothing to do" in run("migrate", "--store", str(stored)).stderr
