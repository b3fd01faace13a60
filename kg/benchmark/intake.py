"""What it costs to find the same story twice, and how well it is found, among many articles of a made-up press.

So many processes read the texts. Times are those of the clock, so that what else runs beside makes them longer; making
the articles up is not counted.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray

from kg.benchmark.figures import Figure, timed
from kg.benchmark.press import COPIES, Article, Planted, Press
from kg.copies.graph import all_verdicts
from kg.copies.index import FILE, CopyIndex
from kg.copies.shingles import PERMUTATIONS, WIDTH
from kg.model import Document, Metadata

Pair = tuple[str, str]

WORKERS = 2
_SECONDS = 600.0
_GIBIBYTES = 1.0
_WRONG, _MISSED = 0.01, 0.05
_FURTHER = 50
"""How many articles are taken in once more, one by one."""
_BATCH = 500
_ALIKE = 0.5
"""The likeness that the library alone is asked for: it knows no containment, and half an article is half as like."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Origin:
    """Where an article comes from: its story, how it was made, and the id of the article that it was made of."""

    story: int
    planted: Planted
    original: str


def intake_figures(size: int, *, seed: int, workers: int = WORKERS) -> Iterator[Figure]:
    """Yield how well, and at what cost, the copies among so many made-up articles are found by so many processes."""
    with TemporaryDirectory() as folder:
        file, kept = Path(folder) / "articles.jsonl", Path(folder) / FILE
        origins = _write(file, Press(seed).articles(size))
        with CopyIndex.open(kept) as index:
            _, reading = timed(lambda: index.put(_documents(file), workers=workers))
            verdicts, deciding = timed(lambda: all_verdicts(index))
            pairs = [(each.document, each.of) for each in verdicts]
            further = [_further(index, each) for each in islice(_documents(file), 0, None, max(1, size // _FURTHER))]
        memory, disk = _peak_memory(workers), kept.stat().st_size  # before the library takes more
        alike, alone = timed(lambda: _library(file, workers))
    yield Figure(what="articles", value=size, unit="")
    yield Figure(what="copies planted", value=sum(each.planted in COPIES for each in origins.values()), unit="")
    yield Figure(what="verdicts", value=len(pairs), unit="")
    yield from _quality(origins, pairs)
    yield from _library_quality(origins, alike)
    yield Figure(what="texts read, and those that are like each other found", value=reading, unit="s")
    yield Figure(what="verdicts on them", value=deciding, unit="s")
    yield Figure(
        what="all of it",
        value=reading + deciding,
        unit="s",
        limit=_SECONDS,
        beside="MinHash and MinHashLSH of datasketch, without a check",
        raw=alone,
    )
    yield Figure(what="articles a second", value=size / (reading + deciding), unit="")
    yield Figure(what="one more article, median", value=1000 * median(further), unit="ms")
    yield Figure(what="peak memory of all processes", value=memory, unit="GiB", limit=_GIBIBYTES)
    yield Figure(what="on disk for an article", value=disk / size / 1024, unit="KiB")


def _write(file: Path, articles: Iterable[Article]) -> Mapping[str, _Origin]:
    """Write the articles down, a line each, and return where each comes from."""
    first: dict[int, str] = {}
    origins: dict[str, _Origin] = {}
    with file.open("w", encoding="utf-8") as lines:
        for article in articles:
            document, metadata = article.document, article.document.metadata
            original = first.setdefault(article.story, document.id)
            origins[document.id] = _Origin(story=article.story, planted=article.planted, original=original)
            fields = (metadata.title, metadata.publisher, metadata.credit, metadata.url)
            days = (each.isoformat() if each else None for each in (metadata.published, metadata.modified))
            lines.write(json.dumps([document.text, *fields, *days], ensure_ascii=False) + "\n")
    return origins


def _documents(file: Path) -> Iterator[Document]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            text, title, publisher, credit, url, published, modified = json.loads(line)
            metadata = Metadata(
                title=title, publisher=publisher, credit=credit, url=url, published=_day(published),
                modified=_day(modified),
            )  # fmt: skip
            yield Document(text=text, metadata=metadata)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _further(index: CopyIndex, document: Document) -> float:
    """Return how long it takes to put one article into a full index."""
    index.drop([document.id])
    return timed(lambda: index.put([document]))[1]


def _quality(origins: Mapping[str, _Origin], pairs: Sequence[Pair]) -> Iterator[Figure]:
    """Yield how many of the verdicts are right, and how many of the planted copies are found."""
    right = _right(origins, pairs)
    found = {each for pair in right for each in pair}
    planted = [each for each, origin in origins.items() if origin.planted in COPIES]
    wrong = Counter(origins[document].planted for document, _ in set(pairs) - set(right))
    missed = 1 - _share(planted, found)
    yield Figure(what="verdicts that are right (precision)", value=len(right) / (len(pairs) or 1), unit="share")
    yield Figure(what="verdicts that are wrong", value=1 - len(right) / (len(pairs) or 1), unit="share", limit=_WRONG)
    for kind in (Planted.ALONE, Planted.EVENT, Planted.FORM):
        yield Figure(what=f"wrong ones, on an article that is {kind}", value=wrong[kind], unit="")
    yield Figure(what="planted copies that are found (recall)", value=1 - missed, unit="share")
    yield Figure(what="planted copies that are missed", value=missed, unit="share", limit=_MISSED)
    for kind in COPIES:
        of_kind = [each for each in planted if origins[each].planted is kind]
        yield Figure(what=f"found of those planted: {kind}", value=_share(of_kind, found), unit="share")
    copies = [(document, of) for document, of in right if origins[document].planted in COPIES]
    hit = sum(of == origins[document].original for document, of in copies)
    yield Figure(what="right verdicts that name the very original", value=hit / (len(copies) or 1), unit="share")


def _library_quality(origins: Mapping[str, _Origin], pairs: Sequence[Pair]) -> Iterator[Figure]:
    """Yield the same of what the library alone takes to be alike."""
    right = _right(origins, pairs)
    found = {each for pair in right for each in pair}
    planted = [each for each, origin in origins.items() if origin.planted in COPIES]
    yield Figure(what="datasketch alone: precision", value=len(right) / (len(pairs) or 1), unit="share")
    yield Figure(what="datasketch alone: recall", value=_share(planted, found), unit="share")


def _right(origins: Mapping[str, _Origin], pairs: Iterable[Pair]) -> list[Pair]:
    return [(one, other) for one, other in pairs if origins[one].story == origins[other].story]


def _share(wanted: Sequence[str], found: set[str]) -> float:
    return sum(each in found for each in wanted) / (len(wanted) or 1)


def _library(file: Path, workers: int) -> list[Pair]:
    """Return the pairs that datasketch finds in the same texts, as its documentation shows it."""
    lsh = MinHashLSH(threshold=_ALIKE, num_perm=PERMUTATIONS)
    found: list[Pair] = []
    documents = _documents(file)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        while batches := [batch for _ in range(workers) if (batch := list(islice(documents, _BATCH)))]:
            texts = [[document.text for document in batch] for batch in batches]
            for batch, made in zip(batches, pool.map(_signatures, texts), strict=True):
                for document, values in zip(batch, made, strict=True):
                    minhash = MinHash(hashvalues=values, scheme="affine32")
                    found += ((document.id, other) for other in lsh.query(minhash))
                    lsh.insert(document.id, minhash)
    return found


def _signatures(texts: Sequence[str]) -> list[NDArray[np.uint32]]:
    made = []
    for text in texts:
        words = _WORD.findall(text.lower())
        minhash = MinHash(PERMUTATIONS)
        minhash.update_batch({" ".join(words[at : at + WIDTH]).encode() for at in range(len(words) - WIDTH + 1)})
        made.append(minhash.hashvalues)
    return made


def _peak_memory(workers: int) -> float:
    """Return the most memory that this process and its helpers have had so far, in GiB: at most, were it at once."""
    import resource  # not on Windows

    unit = 1 if sys.platform == "darwin" else 1024
    own, largest = (
        resource.getrusage(who).ru_maxrss * unit / 2**30 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own + (workers * largest if workers > 1 else 0)
