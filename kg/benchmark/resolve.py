"""What it costs to tell who is who: among many sources, for one more article, and within an article.

Everything runs in this process on one core. Times are what that core spent on it, so that other programs that run at
the same time don't count.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from math import isqrt
from pathlib import Path
from statistics import median
from time import process_time

from rapidfuzz import fuzz, process

from kg.benchmark.apart import Arguments, Result, peak_memory
from kg.benchmark.figures import Figure
from kg.benchmark.spellings import Spelling, World
from kg.model import Source
from kg.pipeline import extractor, read
from kg.resolve.across.candidates import Candidate, Candidates

NAMES_OF_ARTICLE = 30
ARTICLES = 50
_SAMPLE = 4_000_000
"""Pairs by which the time of all pairs is reckoned."""
_SECONDS = 300.0
_GIBIBYTES = 2.0
_SECONDS_OF_ARTICLE = 0.05
_SHARE_OF_EXTRACTION = 0.1


def resolve_figures(size: int, *, seed: int, articles: Sequence[Path] = ()) -> Iterator[Figure]:
    """Yield what it costs to resolve so many made-up names, a further article's, and the sources of real articles."""
    spellings = World(seed).spellings(size + ARTICLES * NAMES_OF_ARTICLE)
    held, further = spellings[:size], spellings[size:]
    sources, resolving = _timed(lambda: [Source.of_name(each.name, each.kind) for each in held])
    index, indexing = _timed(Candidates, sources)
    pairs, pairing = _timed(index.pairs)
    memory = peak_memory()  # before the rest takes more
    names = [source.name for source in sources]
    loop, matrix = _ratios(names, index.compared), _cdist(names, index.compared)
    by_force = _cdist(names, _SAMPLE) * (size * (size - 1) // 2) / _SAMPLE
    yield Figure(what="names", value=size, unit="")
    yield Figure(what="pairs of names compared", value=index.compared, unit="")
    yield Figure(what="candidates found", value=len(pairs), unit="")
    yield from _quality(held, sources, pairs)
    yield Figure(what="names to sources", value=resolving, unit="s")
    yield Figure(what="index of candidates", value=indexing, unit="s")
    yield Figure(what="all candidates", value=pairing, unit="s", beside="fuzz.ratio, as many pairs", raw=loop)
    making = indexing + pairing
    yield Figure(what="index and candidates", value=making, unit="s", beside="cdist, as many pairs", raw=matrix)
    yield Figure(
        what="all of it",
        value=resolving + making,
        unit="s",
        limit=_SECONDS,
        beside="cdist, each name with each, reckoned from a part",
        raw=by_force,
    )
    yield Figure(what="peak memory", value=memory, unit="GiB", limit=_GIBIBYTES)
    yield from _further(index, names, further)
    if articles:
        yield _within(articles)


def _timed(
    work: Callable[Arguments, Result], *arguments: Arguments.args, **options: Arguments.kwargs
) -> tuple[Result, float]:
    begin = process_time()
    result = work(*arguments, **options)
    return result, process_time() - begin


def _quality(held: Sequence[Spelling], sources: Sequence[Source], pairs: Sequence[Candidate]) -> Iterator[Figure]:
    """Yield how many of the pairs that are one were found, and how many of those found are one."""
    who = {source.id: each.who for each, source in zip(held, sources, strict=True)}
    one = sum(n * (n - 1) // 2 for n in Counter(who.values()).values())
    right = sum(who[pair.one.id] == who[pair.other.id] for pair in pairs)
    yield Figure(what="pairs of one source's names that are found", value=right / (one or 1), unit="share")
    yield Figure(what="candidates that are one source", value=right / (len(pairs) or 1), unit="share")


def _cdist(names: Sequence[str], pairs: int) -> float:
    """Return what the library takes for so many pairs, as a matrix; names come again where there are too few."""
    rows = list(islice(cycle(names), max(1, isqrt(pairs))))
    process.cdist(["a"], ["a"])  # loads numpy
    return _timed(process.cdist, rows, rows[::-1], scorer=fuzz.ratio, workers=1)[1]


def _ratios(names: Sequence[str], pairs: int) -> float:
    def compare() -> None:
        for one, other in islice(((a, b) for a in names for b in names), pairs):
            fuzz.ratio(one, other)

    return _timed(compare)[1]


def _further(index: Candidates, names: Sequence[str], further: Sequence[Spelling]) -> Iterator[Figure]:
    """Yield what a further article costs: its names resolved, asked for, and added to the index."""

    def ask(article: Sequence[Spelling]) -> None:
        for each in article:
            source = Source.of_name(each.name, each.kind)
            index.of(source)
            index.add(source)

    articles = [further[at : at + NAMES_OF_ARTICLE] for at in range(0, len(further), NAMES_OF_ARTICLE)]
    times = [_timed(ask, article)[1] for article in articles]
    raw = _timed(lambda: [process.extract(each.name, names, scorer=fuzz.ratio, limit=5) for each in articles[0]])[1]
    yield Figure(
        what=f"one more article of {NAMES_OF_ARTICLE} names, median of {len(articles)}",
        value=median(times),
        unit="s",
        limit=_SECONDS_OF_ARTICLE,
        beside="process.extract on all names",
        raw=raw,
    )
    yield Figure(what="one more article, the slowest", value=max(times), unit="s", limit=_SECONDS_OF_ARTICLE)


def _within(paths: Sequence[Path]) -> Figure:
    """Return the time of resolution within articles, beside that of their extraction."""
    from kg.intake.furniture import furniture
    from kg.resolve.statements import Resolver

    by, resolver = extractor(), Resolver()
    extracting = resolving = 0.0
    for path in (paths[0], *paths):
        document = read(path)
        skip = furniture(document.text)
        if path is paths[0]:  # read twice, to load first what is loaded once
            extracting = resolving = 0.0
        found, seconds = _timed(by.read, document.text, skip=skip)
        extracting += seconds
        resolving += _timed(resolver.resolve, document, found, skip=skip)[1]
    return Figure(
        what=f"resolution within {len(paths)} articles",
        value=resolving,
        unit="s",
        limit=extracting * _SHARE_OF_EXTRACTION,
        beside="their extraction",
        raw=extracting,
    )
