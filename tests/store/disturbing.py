"""A writer to be disturbed: it puts small articles, one after the other, and notes each that the store has taken.

What it does is told by the number of the step alone, so that the state after any number of steps is known.
"""

import os
from pathlib import Path

from pyoxigraph import Quad

import kg
from kg.claims.wordings import Wording
from kg.errors import StoreError
from kg.facade import Graph
from kg.model import Kind, Run
from kg.rdf.vocabulary import Names
from kg.rdf.write import document_quads
from kg.settings import DEFAULT_BASE
from kg.store import embedded
from tests.store.test_write import short_run

NAMES = Names(DEFAULT_BASE)


def step(number: int) -> Run:
    """Return what a step puts: a new article, or, every third time, another reading of the one before."""
    article, kind = (number - 1, Kind.GROUP) if number % 3 == 2 else (number, Kind.ORGANIZATION)
    return short_run(f"Union {article % 7} said that bridge {article} is unsafe", kind)


def documents_after(steps: int) -> dict[str, set[Quad]]:
    """Return the graphs of all documents after so many steps."""
    graphs: dict[str, set[Quad]] = {}
    for number in range(steps):
        run = step(number)
        graphs[NAMES.document_graph(run.document.id).value] = document_quads(NAMES, run)
    return graphs


def held_in(folder: Path) -> dict[str, set[Quad]]:
    """Return the graphs of all documents in a store, which has to be as it should be."""
    graphs: dict[str, set[Quad]] = {}
    with kg.open(folder, read_only=True) as graph:
        assert graph.verify() == []
        for quad in graph.store.quads():
            if NAMES.is_document_graph(quad.graph_name):  # type: ignore[arg-type]
                graphs.setdefault(quad.graph_name.value, set()).add(quad)  # type: ignore[union-attr]
    return graphs


def warm(graph: Graph) -> None:
    """Load the models, which takes longer than all else."""
    one, other = Wording(text="the bridge is unsafe"), Wording(text="the bridge is not safe")
    graph.joining.decider.vectors([one])
    graph.joining.decider.tie(one, other, 0.9)


def write(folder: Path, first: int, noted: Path, steps: int = 1_000_000) -> None:
    """Take steps until somebody or something stops this; flush often, so that this is met too."""
    embedded._FLUSHED_AFTER = 600
    with kg.open(folder) as graph:
        warm(graph)
        notes = os.open(noted, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for number in range(first, first + steps):
            graph.put(step(number))
            os.write(notes, b"%d\n" % number)
        os.close(notes)


def steps_noted(noted: Path) -> int:
    """Return how many steps were noted."""
    lines = noted.read_text().split() if noted.exists() else []
    return int(lines[-1]) + 1 if lines else 0


def fill(folder: Path, noted: Path) -> None:
    """Write until the disk is full; then make room, and look what is there. Runs on a small file system."""
    ballast = folder.parent / "ballast"
    ballast.write_bytes(bytes(8 << 20))
    try:
        write(folder, 0, noted)
    except StoreError as error:
        print("refused:", error)  # noqa: T201
    taken = steps_noted(noted)
    try:
        write(folder, taken, noted, steps=500)
    except StoreError:
        print("refused again")  # noqa: T201
    taken = steps_noted(noted)
    ballast.unlink()
    found = held_in(folder)
    assert found in (documents_after(taken), documents_after(taken + 1)), (taken, len(found))
    first = taken if found == documents_after(taken) else taken + 1
    write(folder, first, noted, steps=10)
    assert held_in(folder) == documents_after(first + 10)
    print(f"kept {taken}")  # noqa: T201
