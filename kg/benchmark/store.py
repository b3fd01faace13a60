"""What it costs to keep and to ask a made-up corpus, beside the libraries alone.

Loading runs in processes of their own, so that each has its own peak of memory. Making the corpus and its quads is
counted on neither side. Times are those of the clock, so that what else runs beside makes them longer; of loading there
is also what the processor spent on it. The questions of both sides take turns.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from time import process_time
from urllib.parse import urlencode

from kg.benchmark.apart import apart, peak_memory, service
from kg.benchmark.baseline import Baseline
from kg.benchmark.corpus import corpus
from kg.benchmark.figures import Figure, quantile, timed
from kg.benchmark.subject import SHOWN, Batch, DocumentGraph, Found, Subject
from kg.model import Act
from kg.rdf.vocabulary import Names
from kg.rdf.write import document_quads, run_quads
from kg.settings import DEFAULT_BASE

Open = Callable[[Path], Subject]
Question = Callable[[str], object]

SHARES = (0.3, 0.1, 0.01, 0.001)
"""In which shares of the statements the words stand that are looked for."""
_BATCH = 2000
"""How many documents are made, and loaded, at a time: about 600,000 quads."""
_WORDS, _ROUNDS = 5, 5
_PATIENCE = 20.0
"""After how many seconds one kind of question is asked no more."""
_ALONE = "bulk_extend, and a row each in FTS5"
_SQL, _READ = "SQL on FTS5", "SQL on FTS5, and the quads of those found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What it took to load a corpus: seconds by the clock and of the processor, GiB, bytes on disk; and what it was."""

    seconds: float
    processor: float
    memory: float
    disk: int
    documents: int
    statements: int
    quads: int


def store_figures(size: int, *, seed: int, folder: Path, subject: Open) -> Iterator[Figure]:
    """Yield what it costs to load so many made-up statements into a folder, and to ask for some of them."""
    ours, alone = folder / "store", folder / "alone"
    loaded = apart(_load, subject, ours, size, seed)
    raw = apart(_load, Baseline, alone, size, seed)
    yield Figure(what="statements", value=loaded.statements, unit="")
    yield Figure(what="documents", value=loaded.documents, unit="")
    yield Figure(what="quads of documents and runs", value=loaded.quads, unit="")
    yield Figure(what="loading", value=loaded.seconds, unit="s", beside=_ALONE, raw=raw.seconds)
    yield Figure(
        what="loading, time of the processor", value=loaded.processor, unit="s", beside=_ALONE, raw=raw.processor
    )
    yield Figure(what="statements loaded a second", value=loaded.statements / loaded.seconds, unit="")
    yield Figure(what="peak memory of loading", value=loaded.memory, unit="GiB", beside=_ALONE, raw=raw.memory)
    mebibytes = 2**20
    yield Figure(what="disk", value=loaded.disk / mebibytes, unit="MiB", beside=_ALONE, raw=raw.disk / mebibytes)
    yield from apart(_ask, subject, ours, alone)


def batches(size: int, *, seed: int) -> Iterator[Batch]:
    """Yield a made-up corpus with its quads."""
    names, runs = Names(DEFAULT_BASE), corpus(size, seed=seed)
    while some := list(islice(runs, _BATCH)):
        yield [DocumentGraph(of=run, document=document_quads(names, run), run=run_quads(names, run)) for run in some]


class _Clocked:
    """Batches, with what is in them and how long it took to make them."""

    def __init__(self, batches: Iterable[Batch]) -> None:
        self._batches = iter(batches)
        self.seconds = self.processor = 0.0
        self.documents = self.statements = self.quads = 0

    def __iter__(self) -> Iterator[Batch]:
        while True:
            begun = process_time()
            batch, seconds = timed(lambda: next(self._batches, None))
            self.seconds += seconds
            self.processor += process_time() - begun
            if batch is None:
                return
            self.documents += len(batch)
            self.statements += sum(len(graph.of.statements) for graph in batch)
            self.quads += sum(len(graph.document) + len(graph.run) for graph in batch)
            yield batch


def _load(open_: Open, folder: Path, size: int, seed: int) -> Loaded:
    made = _Clocked(batches(size, seed=seed))
    with open_(folder) as loading:
        begun = process_time()
        _, seconds = timed(lambda: loading.load(made))
        processor = process_time() - begun
    return Loaded(
        seconds=seconds - made.seconds,
        processor=processor - made.processor,
        memory=peak_memory(),
        disk=sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()),
        documents=made.documents,
        statements=made.statements,
        quads=made.quads,
    )


def _ask(open_: Open, ours: Path, alone: Path) -> list[Figure]:
    """Return how long the same questions take on both sides, and those for lists over HTTP."""
    figures: list[Figure] = []
    with Baseline(alone) as baseline:
        words = {share: baseline.words(share, _WORDS) for share in SHARES}
        with open_(ours) as subject:
            for share, some in words.items():
                those = f"with a word in {100 * share:g} % of the statements"
                for what, ask, raw in (
                    ("newest", subject.newest, baseline.newest),
                    ("denials", _denials(subject), _denials(baseline)),
                    ("best", subject.best, baseline.best),
                ):
                    figures += _compared(f"{what} {SHOWN} {those}", some, ask, raw, beside=_READ)
                figures += _compared(f"facets of those {those}", some, subject.facets, baseline.facets, beside=_SQL)
        with service(ours) as get:
            get("/api/statements?limit=1")  # loads what is loaded once
            for share, some in words.items():
                what = f"newest {SHOWN} with a word in {100 * share:g} % of the statements, over HTTP"
                figures += _compared(what, some, _over_http(get), baseline.newest, beside=_READ)
    return figures


def _denials(subject: Subject) -> Callable[[str], Found]:
    return lambda word: subject.newest(word, act=Act.DENY)


def _over_http(get: Callable[[str], bytes]) -> Question:
    return lambda word: get(f"/api/statements?{urlencode({'about': word, 'limit': SHOWN})}")


def _compared(what: str, words: Sequence[str], ask: Question, raw: Question, *, beside: str) -> Iterator[Figure]:
    """Yield the median and the 95th percentile of how long a question takes on both sides, in turns."""
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(_ROUNDS):
        for word in words:
            if sum(ours) < _PATIENCE:
                theirs.append(timed(partial(raw, word))[1])
                ours.append(timed(partial(ask, word))[1])
    for at, which in ((0.5, "median"), (0.95, "95th percentile")):
        value, alone = (1000 * quantile(times, at) for times in (ours, theirs))
        yield Figure(what=f"{what}, {which}", value=value, unit="ms", beside=beside, raw=alone)
