"""Whatever kills `kg add`, the same command goes on, and the store comes to be what it would have been."""

import random
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

import kg
from kg.rdf import vocabulary as v

ARTICLES = 500
KILLS = 20
NAMES = ["Ada Lund", "Bo Vik", "Mira Sand", "Ole Berg", "Tia Holm", "Jon Falk"]
WEATHER = ["it rained", "the ferry was late", "the mill would close", "nobody was hurt", "the bridge was safe"]


def write_articles(folder: Path) -> None:
    folder.mkdir()
    chosen = random.Random(7)  # noqa: S311 -- nothing is hidden by it
    for number in range(ARTICLES):
        name, what = chosen.choice(NAMES), chosen.choice(WEATHER)
        text = f"Report {number}\n\n{name} said on Monday that {what} in district {number}.\n"
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")


def command(folder: Path, store: Path) -> list[str]:
    return [sys.executable, "-m", "kg", "add", str(folder), "--store", str(store), "--publisher", "The Daily"]


def left_over(sessions: set[str]) -> list[str]:
    """Return the commands of processes that go on reading when the one that they read for is dead for seconds."""
    found: list[str] = []
    for _ in range(50):
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                state, _, _, session = (path / "stat").read_text().rpartition(")")[2].split()[:4]
                if session in sessions and state != "Z":
                    found.append((path / "cmdline").read_bytes().decode(errors="replace").replace("\0", " "))
        if not found:
            break
        time.sleep(0.1)
    return found


def held(store: Path) -> set[str]:
    with kg.open(str(store), read_only=True) as graph:
        assert graph.verify() == []
        return {str(quad) for quad in graph.store.quads() if quad.predicate != v.ENDED}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("interrupted") / "articles"
    write_articles(folder)
    return folder


def test_killing_it_twenty_times_changes_nothing(folder: Path, tmp_path: Path) -> None:
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    started = time.monotonic()
    subprocess.run(command(folder, undisturbed), check=True, capture_output=True)
    longest = time.monotonic() - started
    moment = random.Random(11)  # noqa: S311
    sessions: set[str] = set()
    for _ in range(KILLS):
        process = subprocess.Popen(
            command(folder, killed), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        sessions.add(str(process.pid))
        try:
            process.wait(moment.uniform(0.05, min(2.5, longest)))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    done = subprocess.run(command(folder, killed), check=True, capture_output=True, text=True)
    assert f"{ARTICLES} articles" in done.stderr
    assert held(killed) == held(undisturbed)
    assert not left_over(sessions)


def test_what_is_stored_is_not_extracted_again(folder: Path, tmp_path: Path) -> None:
    few = tmp_path / "few"
    few.mkdir()
    for path in sorted(folder.iterdir())[:4]:
        (few / path.name).write_bytes(path.read_bytes())
    first = subprocess.run(command(few, tmp_path / "store"), check=True, capture_output=True, text=True)
    again = subprocess.run(command(few, tmp_path / "store"), check=True, capture_output=True, text=True)
    assert first.stderr.count("added: ") == 4
    assert again.stderr.count("unchanged: ") == 4
