"""Whatever kills a writer, and whatever the disk does: what was taken is there, whole, and the store goes on.

KG_KILLS says how often the writer is killed; `scripts/torture` does it 200 times.
"""

import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import kg
from tests.store.disturbing import documents_after, held_in, steps_noted, write

KILLS = int(os.environ.get("KG_KILLS", "12"))


def in_own_mounts(script: str, *arguments: object) -> str:
    """Run a script of the shell in which file systems can be mounted that nobody else sees; return what it prints."""
    own = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    command = [*own, "sh", "-euc", script, "sh", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}\nThis test needs `unshare` and the right to mount."
    return done.stdout


def test_killing_a_writer_loses_nothing_that_it_had_taken(tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.disturbing"])
    chosen = random.Random(5)  # noqa: S311 -- nothing is hidden by it
    store, noted = tmp_path / "store", tmp_path / "noted"
    done = 0
    for kill in range(KILLS):
        noted.unlink(missing_ok=True)
        writer = context.Process(target=write, args=(store, done, noted))
        writer.start()
        while not noted.exists() and writer.is_alive() and kill % 4:  # every fourth is killed also while it opens
            time.sleep(0.002)
        time.sleep(chosen.uniform(0, 0.8))
        assert writer.is_alive()
        writer.kill()
        writer.join()
        if not (store / "whosaid.json").exists():
            continue
        taken = max(done, steps_noted(noted))
        found = held_in(store)
        if found == documents_after(taken):
            done = taken
        else:
            assert found == documents_after(taken + 1), f"after kill {kill}: {len(found)} articles, {taken} steps noted"
            done = taken + 1
    assert done > KILLS
    write(store, done, noted, steps=3)
    assert held_in(store) == documents_after(done + 3)
    print(f"{KILLS} kills, {done} steps, {len(documents_after(done))} articles: nothing lost")  # noqa: T201


def test_a_full_disk_loses_nothing_and_is_told(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.store.disturbing import fill; fill(*map(Path, sys.argv[1:]))"
    )
    script = 'mount -t tmpfs -o size=24m tmpfs "$1"; exec "$2" -c "$3" "$1/store" "$4"'
    out = in_own_mounts(script, tmp_path, sys.executable, code, tmp_path.parent / f"{tmp_path.name}-noted")
    assert "refused:" in out
    assert "has room" in out
    assert int(out.split("kept ")[1]) > 10


def test_a_read_only_disk_can_be_read_and_backed_up_and_says_so_to_writers(tmp_path: Path) -> None:
    store = tmp_path / "store"
    write(store, 0, tmp_path / "noted", steps=5)
    script = """
        mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"
        "$2" -m kg verify --store "$1" 2>&1
        "$2" -m kg backup --store "$1" "$3" 2>&1
        "$2" -m kg judge rate "Union 0" B --why w --by ada --store "$1" 2>&1 || echo "status $?"
    """
    out = in_own_mounts(script, store, sys.executable, tmp_path / "backup.zip")
    assert "all as it should be" in out
    assert "could not be opened to write" in out
    assert "status 4" in out
    assert (tmp_path / "backup.zip").exists()
    assert held_in(store) == documents_after(5)


def test_where_only_the_owner_may_write_others_read(tmp_path: Path) -> None:
    """A reader that can make no links opens the files where they lie."""
    store = tmp_path / "store"
    write(store, 0, tmp_path / "noted", steps=5)
    shutil.rmtree(store / "readers", ignore_errors=True)
    (store / "readers").write_text("in the way")
    with kg.open(store, read_only=True) as graph:
        assert len(graph.documents().rows) == 4
        graph.refresh()
        assert graph.verify() == []
