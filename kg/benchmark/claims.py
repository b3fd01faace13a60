"""What it costs to join the statements of a made-up corpus to claims, and to ask on whose word these rest.

Vectors and joining are timed apart. Each part runs in a process of its own, so that each has its own peak of memory.
"""

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter

from kg.benchmark.apart import apart, peak_memory
from kg.benchmark.corpus import corpus
from kg.benchmark.figures import Figure, quantile
from kg.benchmark.store import batches
from kg.benchmark.subject import loads
from kg.facade import Graph
from kg.model import Run
from kg.settings import Settings

ARTICLE, REPORT, MEASURES, SCRATCH, MEMORY = 200.0, 300.0, 60.0, 120 * 60.0, 6.0
"""What is asked for of a million statements: milliseconds, milliseconds, seconds, seconds, GiB."""
_ARTICLES, _REPORTS = 40, 200


def claims_figures(size: int, *, seed: int, folder: Path) -> Iterator[Figure]:
    """Yield what it costs to join so many made-up statements and one more article, to report, and to measure."""
    store = folder / "store"
    statements = apart(_load, store, size, seed)
    yield Figure(what="statements", value=statements, unit="")
    yield from apart(_join, store)
    yield from apart(_arrive, store, size, seed)
    yield from apart(_ask, store, seed)


def _load(store: Path, size: int, seed: int) -> int:
    with Graph.open(Settings(store=str(store))) as graph:
        graph.load(map(loads, batches(size, seed=seed)), join=False)
        return graph.statements(limit=0).total


def _join(store: Path) -> list[Figure]:
    begun = perf_counter()
    with Graph.open(Settings(store=str(store))) as graph:  # which joins what was not joined yet
        spent = graph.joining.spent
        whole = perf_counter() - begun
        index = graph.joining.index
        wordings, ties = len(index.numbers()), len(index.tied())
        claims = graph.stats().claims
    return [
        Figure(what="wordings", value=wordings, unit=""),
        Figure(what="wordings that others say the same as", value=ties, unit=""),
        Figure(what="claims", value=claims, unit=""),
        Figure(what="joining from scratch", value=whole, unit="s", limit=SCRATCH),
        Figure(what="of that vectors", value=spent.vectors, unit="s"),
        Figure(what="of that finding and deciding pairs", value=spent.pairs, unit="s"),
        Figure(what="of that claims from pairs", value=spent.places, unit="s"),
        Figure(what="peak memory of joining from scratch", value=peak_memory(), unit="GiB", limit=MEMORY),
    ]


def _arrive(store: Path, size: int, seed: int) -> list[Figure]:
    """Return what one more article costs: with statements that many made before it, as any other in the corpus."""
    later: list[Run] = list(islice(corpus(size + size // 10 + 5_000, seed=seed), None))[-_ARTICLES:]
    whole, joined = [], []
    with Graph.open(Settings(store=str(store))) as graph:
        graph.put(later[0])  # loads what is loaded once
        for run in later[1:]:
            before, begun = graph.joining.spent.whole, perf_counter()
            graph.put(run)
            whole.append(1000 * (perf_counter() - begun))
            joined.append(1000 * (graph.joining.spent.whole - before))
        count = sum(len(run.statements) for run in later[1:]) / len(later[1:])
    return [
        Figure(what="statements in one more article", value=count, unit=""),
        Figure(what="joining one more article, median", value=quantile(joined, 0.5), unit="ms", limit=ARTICLE),
        Figure(
            what="joining one more article, 95th percentile", value=quantile(joined, 0.95), unit="ms", limit=ARTICLE
        ),
        Figure(what="putting one more article in, joining included, median", value=quantile(whole, 0.5), unit="ms"),
    ]


def _ask(store: Path, seed: int) -> list[Figure]:
    chance = random.Random(f"claims {seed}")  # noqa: S311 -- nothing secret
    times: list[float] = []
    with Graph.open(Settings(store=str(store)), read_only=True) as graph:
        index = graph.joining.index
        numbers = index.numbers()
        for number in chance.sample(numbers, min(_REPORTS, len(numbers))):
            claim = index.ids([index.places([number])[number].leader])
            begun = perf_counter()
            graph.corroboration(next(iter(claim.values())))
            times.append(1000 * (perf_counter() - begun))
        begun = perf_counter()
        network = graph.network()
        read = perf_counter() - begun
        begun = perf_counter()
        graph.measures()
        measured = perf_counter() - begun
    return [
        Figure(what="report on a claim, median", value=quantile(times, 0.5), unit="ms"),
        Figure(what="report on a claim, 95th percentile", value=quantile(times, 0.95), unit="ms", limit=REPORT),
        Figure(what="sources in the network of relays", value=len(network), unit=""),
        Figure(what="reading the network of relays", value=read, unit="s"),
        Figure(what="reading and measuring it", value=measured, unit="s", limit=MEASURES),
    ]
