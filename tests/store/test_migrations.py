"""Stores of every released format are read or led to the present one; others are refused with what to do."""

import tarfile
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from typer.testing import CliRunner

import kg
from kg.cli import app
from kg.errors import StoreError, StoreWriteError
from kg.facade import restore
from kg.store.base import Store
from kg.store.embedded import EmbeddedStore
from kg.store.marker import FORMAT, Marker
from kg.store.migrations import STEPS, migrate
from tests.store.make_released import ARCHIVES

BASE = "https://w3id.org/whosaid/id/"
X, G = NamedNode("http://x.example/p"), NamedNode("http://x.example/g")


def unpacked(format_: int, into: Path) -> Path:
    with tarfile.open(ARCHIVES / f"format-{format_}.tar.xz") as archive:
        archive.extractall(into, filter="data")
    return into / "store"


def test_there_is_an_archive_of_each_format_and_a_step_from_each_older_one() -> None:
    assert {path.name for path in ARCHIVES.iterdir()} == {f"format-{n}.tar.xz" for n in range(1, FORMAT + 1)}
    assert sorted(STEPS) == list(range(1, FORMAT))


@pytest.mark.parametrize("format_", range(1, FORMAT + 1))
def test_a_released_format_comes_to_the_present_one(tmp_path: Path, format_: int) -> None:
    folder = unpacked(format_, tmp_path)
    assert (migrate(folder, tmp_path / "before.zip", base=BASE) is None) == (format_ == FORMAT)
    with kg.open(folder) as graph:
        assert graph.verify() == []
        assert {record.statement.source.name for record in graph.statements().rows} >= {"Ada Berg"}
        assert [record.judgement.by for record in graph.judgements()] == ["ada"]
        graph.backup(tmp_path / "backup.zip")
    assert restore(tmp_path / "backup.zip", tmp_path / "restored").documents == 1


def older(folder: Path) -> Path:
    """Return a store of a format before the present one, which no version has released."""
    store = EmbeddedStore.open(folder)
    store.apply(removed=[], added=[Quad(X, X, Literal("old"), G)])
    store.set_format(FORMAT - 1)
    store.close()
    return folder


def renew(store: Store) -> None:
    """Lead the older format to the present one."""
    old = [quad for quad in store.quads() if quad.object == Literal("old")]
    store.apply(removed=old, added=[Quad(X, X, Literal("new"), G)])


def stop(store: Store) -> None:
    """Do what `renew` does, and end as if the power had failed."""
    renew(store)
    raise KeyboardInterrupt


def test_an_older_format_is_refused_until_it_is_migrated_and_a_backup_is_made_first(tmp_path: Path) -> None:
    folder, backup = older(tmp_path / "store"), tmp_path / "before.zip"
    for read_only in (False, True):
        with pytest.raises(StoreError, match=rf"kg migrate --store {folder}"):
            EmbeddedStore.open(folder, read_only=read_only)
    made = migrate(folder, backup, base=BASE, steps={FORMAT - 1: renew})
    assert made is not None
    assert (made.format, made.quads) == (FORMAT - 1, 1)
    store = EmbeddedStore.open(folder)
    assert [quad.object for quad in store.quads()] == [Literal("new")]
    store.close()
    assert migrate(folder, backup, base=BASE) is None
    restore(backup, tmp_path / "again")
    assert Marker.read(tmp_path / "again").format == FORMAT - 1


def test_a_step_that_is_stopped_is_taken_again(tmp_path: Path) -> None:
    folder = older(tmp_path / "store")
    with pytest.raises(KeyboardInterrupt):
        migrate(folder, tmp_path / "1.zip", base=BASE, steps={FORMAT - 1: stop})
    assert Marker.read(folder).format == FORMAT - 1
    migrate(folder, tmp_path / "2.zip", base=BASE, steps={FORMAT - 1: renew})
    store = EmbeddedStore.open(folder, read_only=True)
    assert [quad.object for quad in store.quads()] == [Literal("new")]
    store.close()


def test_without_a_backup_nothing_is_migrated(tmp_path: Path) -> None:
    folder = older(tmp_path / "store")
    (tmp_path / "taken.zip").write_text("mine")
    with pytest.raises(StoreWriteError, match="replaces nothing"):
        migrate(folder, tmp_path / "taken.zip", base=BASE, steps={FORMAT - 1: renew})
    with pytest.raises(StoreError, match="nothing leads"):
        migrate(folder, tmp_path / "new.zip", base=BASE, steps={})
    assert Marker.read(folder).format == FORMAT - 1
    assert not (tmp_path / "new.zip").exists()


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "store")
    store.set_format(FORMAT + 1)
    store.close()
    for read_only in (False, True):
        with pytest.raises(StoreError, match="newer version of whosaid"):
            EmbeddedStore.open(tmp_path / "store", read_only=read_only)
    with pytest.raises(StoreError, match="newer version"):
        migrate(tmp_path / "store", tmp_path / "backup.zip", base=BASE)


def test_the_command_leads_a_store_to_the_present_format_claims_included(tmp_path: Path) -> None:
    folder = str(unpacked(1, tmp_path))
    run = CliRunner().invoke
    done = run(app, ["migrate", "--store", folder, "--backup", str(tmp_path / "before.zip")])
    assert done.exit_code == 0, done.output
    assert run(app, ["verify", "--store", folder]).exit_code == 0
    assert "nothing to do" in run(app, ["migrate", "--store", folder]).output
