"""What readers beside a writer cost it, and whether any of them sees anything that is not whole.

A writer extracts made-up articles by rules and puts them, alone and then beside readers, which ask so many times a
second, all together: each time they follow the writer and read an article that it wrote just now, with its run and its
sources. They are processes, each with the store open, or threads of one that has it open for all, as a service has. On
few cores they also compete for those. How much of the cost that is, readers of a copy show that nobody writes to: they
do the same work.
"""

import os
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from pyoxigraph import NamedNode

from kg.benchmark.figures import Figure
from kg.errors import KgError
from kg.model import Document, Metadata
from kg.pipeline import extract, extractor
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.settings import DEFAULT_BASE
from kg.store.check import problems_in
from kg.store.embedded import EmbeddedStore
from kg.store.kept import parts
from kg.store.write import put

READERS, REQUESTS = 16, 20.0
_STORED = 50
"""How many articles there are in the beginning."""
_SENTENCES = 8
_MOST_TIME = round(1 / 0.7, 3)
"""A writer is to be at least 0.7 as quick as alone."""
_NAMES = ("Ada Lund", "Bo Vik", "Mira Sand", "Ole Berg", "Tia Holm", "the harbour board", "the Ferry Union")
_WORDS = ("it rained", "the ferry was late", "the mill would close", "nobody was hurt", "the bridge was safe")


_LEFT_OUT = shutil.ignore_patterns("readers", "LOCK", "writer.json")


class _Event(Protocol):
    def set(self) -> None: ...

    def is_set(self) -> bool: ...

    def wait(self, timeout: float | None = None) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What came of writing beside readers.

    Articles a second, the writer's seconds of processor time for each, requests, those that went wrong, the slowest of
    a hundred, and the readers' processor time.
    """

    rate: float
    work: float
    requests: int
    wrong: tuple[str, ...]
    slow: float
    busy: float


def readers_figures(*, readers: int = READERS, requests: float = REQUESTS, seconds: float = 10.0) -> Iterator[Figure]:
    """Yield the writer's speed alone, beside readers of its store, and beside readers of another one."""
    with TemporaryDirectory() as name:
        first, others = Path(name) / "first", Path(name) / "others"
        _write_some(first, range(_STORED))
        shutil.copytree(first, others, ignore=_LEFT_OUT)

        def measure(number: int, of: Path | None = None, *, together: int = 1) -> Beside:
            """Write to a store that is as it was: putting an article takes longer the more there are."""
            folder = Path(name) / str(len(list(Path(name).iterdir())))
            shutil.copytree(first, folder, ignore=_LEFT_OUT)
            return write_beside(
                folder, _STORED, readers=number, requests=requests, seconds=seconds, of=of, together=together
            )

        alone, other, beside = measure(0), measure(readers, others), measure(readers)
        served = measure(readers, together=readers)
    yield Figure(what="writing alone", value=round(alone.rate, 2), unit="articles/s")
    yield Figure(what=f"beside {readers} readers", value=round(beside.rate, 2), unit="articles/s")
    for what, each, limit in (
        ("time for an article, beside to alone", beside, _MOST_TIME),
        ("the same, readers of one service", served, _MOST_TIME),
        ("the same, readers of another store", other, None),
    ):
        share = round(alone.rate / each.rate, 3) if each.rate else float("inf")
        yield Figure(what=what, value=share, unit="", limit=limit)
    for what, each in (("alone", alone), (f"beside {readers} readers", beside)):
        yield Figure(
            what=f"processor time of the writer for an article, {what}", value=round(1000 * each.work), unit="ms"
        )
    for where, each in (("", beside), (", of one service", served)):
        yield Figure(what=f"requests{where}", value=round(each.requests / seconds, 1), unit="/s")
        yield Figure(what=f"requests that went wrong{where}", value=len(each.wrong), unit="", limit=0)
        yield Figure(what=f"slowest request of a hundred{where}", value=round(1000 * each.slow), unit="ms")
        yield Figure(what=f"all readers' share of a core{where}", value=round(each.busy / seconds, 2), unit="")
    yield Figure(what="cores here", value=os.cpu_count() or 1, unit="")


def write_beside(
    folder: Path,
    first: int,
    *,
    readers: int,
    requests: float,
    seconds: float,
    of: Path | None = None,
    together: int = 1,
) -> Beside:
    """Write from the article `first` on, while readers read, of the store in `of` where that is another one.

    So many of them are `together` in one process, and share what it has open.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload(["kg.benchmark.readers"])
    stop, pipes, processes = context.Event(), [], []
    for numbers in parts(range(readers), together):
        ours, theirs = context.Pipe(duplex=False)
        last = first if of is None else _STORED
        arguments = (of or folder, last, numbers, readers / requests, stop, theirs)
        processes.append(context.Process(target=_read, args=arguments, daemon=True))
        processes[-1].start()
        pipes.append(ours)
    try:
        for pipe in pipes:
            pipe.recv()  # it has opened the store
        store, written, started, worked = EmbeddedStore.open(folder), 0, time.monotonic(), time.process_time()
        while (passed := time.monotonic() - started) < seconds:
            put(store, extract(article(first + written), by=extractor("rules")))
            written += 1
        store.close()
        worked = time.process_time() - worked
        stop.set()
        told = [pipe.recv() for pipe in pipes]
    finally:
        for process in processes:
            process.join(10)
            process.kill()
    times = sorted(time_ for each, _, _ in told for time_ in each)
    return Beside(
        rate=written / passed,
        work=worked / written if written else 0.0,
        requests=len(times),
        wrong=tuple(wrong for _, each, _ in told for wrong in each),
        slow=times[int(len(times) * 0.99)] if times else 0.0,
        busy=sum(busy for _, _, busy in told),
    )


def article(number: int) -> Document:
    """Return a made-up article."""
    chosen = random.Random(number)  # noqa: S311 -- nothing is hidden by it
    said = (f"{chosen.choice(_NAMES)} said that {chosen.choice(_WORDS)} in district {n}." for n in range(_SENTENCES))
    return Document(text=f"Report {number}\n\n{' '.join(said)}\n", metadata=Metadata(publisher="The Daily"))


def _write_some(folder: Path, numbers: range) -> None:
    store = EmbeddedStore.open(folder)
    for number in numbers:
        put(store, extract(article(number), by=extractor("rules")))
    store.close()


def _read(folder: Path, newest: int, numbers: Sequence[int], pause: float, stop: _Event, told: Connection) -> None:
    """Read again and again, and tell the time of each request, what went wrong, and the time of the processor."""
    store = EmbeddedStore.open(folder, read_only=True)
    told.send("ready")
    busy = time.process_time()
    with ThreadPoolExecutor(len(numbers)) as readers:
        found = list(readers.map(lambda number: _asked(store, newest, number, pause, stop), numbers))
    times = [each for times, _ in found for each in times]
    wrong = [each for _, wrong in found for each in wrong]
    told.send((times, wrong, time.process_time() - busy))


def _asked(store: EmbeddedStore, newest: int, number: int, pause: float, stop: _Event) -> tuple[list[float], list[str]]:
    """Ask until it is time to stop; return how long each request took, and what went wrong."""
    chosen, times, wrong = random.Random(number), list[float](), list[str]()  # noqa: S311 -- nothing is hidden by it
    stop.wait(chosen.uniform(0, pause))
    while not stop.is_set():
        started = time.monotonic()
        try:
            store.refresh()
            newest = _newest(store, newest)
            asked = max(0, newest - 1 - chosen.randrange(3))
            wrong += not_whole(store, Names(DEFAULT_BASE).document_graph(article(asked).id).value)
        except KgError as error:
            wrong.append(str(error))
        times.append(time.monotonic() - started)
        stop.wait(max(0.0, pause - times[-1]))
    return times, wrong


def _newest(store: EmbeddedStore, known: int) -> int:
    """Return the number of the first article that isn't there yet."""
    names = Names(store.base)
    while next(store.quads(graph=names.document_graph(article(known).id)), None) is not None:
        known += 1
    return known


def not_whole(store: EmbeddedStore, graph: str) -> list[str]:
    """Return what is missing of a document: in its graph, its run, or its sources."""
    names = Names(store.base)
    node = NamedNode(graph)
    quads = list(store.quads(graph=node))
    found = [f"{problem.where}: {problem.what}" for problem in problems_in(names, node, quads)]
    for property_, where in ((v.ATTRIBUTED_TO, "sources"), (v.GENERATED_BY, "runs")):
        for term in {quad.object for quad in quads if quad.predicate == property_}:
            if isinstance(term, NamedNode) and next(store.quads(subject=term, graph=names.graph(where)), None) is None:
                found.append(f"{term.value} is not in graph/{where}")
    return found
