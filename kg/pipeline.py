"""The journey of an article.

intake    bytes, file          → Document
extract   Document             → attributions
resolve   attributions         → statements: sources, chains, days
rdf       statements           → one named graph for the document
store     graph                → replaced whole; sources and the search index follow
joining   statements           → claims, in the same transaction
graph     store                → networkx

Here are the steps up to the statements. `kg.facade` has the rest: what `kg.open` opens, which puts them into a store.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.errors import MetadataError
from kg.model import (
    Attribution,
    DateBasis,
    Document,
    Metadata,
    Run,
    Statement,
)

if TYPE_CHECKING:
    from kg.evaluate.brat import BratScore
    from kg.evaluate.gold import Score
    from kg.evaluate.pairs import Figures, Way
    from kg.extract.base import Extractor
    from kg.resolve.authority import Authority


def read(path: str | Path, *, given: Metadata | None = None) -> Document:
    """Read an article from a file, or from standard input where the path is "-"; `given` overrules what it says."""
    from kg.intake.files import read_file

    return read_file(Path(path), given=given)


@cache
def extractor(name: str = "combined") -> Extractor:
    """Return an extractor, loaded once: "combined" is what this version uses, "neural" and "rules" are its parts."""
    if name == "rules":
        from kg.extract.rules import RuleExtractor

        return RuleExtractor()
    if name == "neural":
        from kg.extract.neural import NeuralExtractor

        return NeuralExtractor()
    from kg.extract.combined import CombinedExtractor

    return CombinedExtractor()


def attributions(text: str, *, by: Extractor | None = None) -> Sequence[Attribution]:
    """Find the attributions of a text, page furniture left out."""
    from kg.intake.furniture import furniture

    return (by or extractor()).extract(text, skip=furniture(text))


def extract(document: Document, *, by: Extractor | None = None, known: Authority | None = None) -> Run:
    """Find who says what in a document, resolve the sources, and return it all as one run.

    `known` are the names that need no introduction, by default those of the project's own authority file. A document
    that is not in English has no statements.
    """
    return extract_prepared(prepare(document, known), by=by, known=known)


def prepare(document: Document, known: Authority | None = None) -> Document:
    """Return a document with its publisher by its usual name, and the medium that it credits for its text."""
    from kg.resolve.authority import authority
    from kg.resolve.through.credits import credited
    from kg.resolve.through.publishers import published

    known = known or authority()
    return credited(published(document, known), known=_used_in(document, known))


def extract_prepared(document: Document, *, by: Extractor | None = None, known: Authority | None = None) -> Run:
    """Extract what `prepare` has returned."""
    from kg.intake.furniture import furniture
    from kg.resolve.authority import authority
    from kg.resolve.statements import Resolver

    by = by or extractor()
    statements: tuple[Statement, ...] = ()
    if document.is_extracted:
        skip = furniture(document.text)
        used = _used_in(document, known or authority())
        statements = Resolver(known=used).resolve(document, by.read(document.text, skip=skip), skip=skip)
    ended = datetime.now(UTC).replace(microsecond=0)
    return Run(document=document, software=software(by), ended=ended, statements=statements)


def _used_in(document: Document, known: Authority) -> Authority:
    return known.as_used_in(f"{document.metadata.publisher or ''}\n{document.text}")


def software(by: Extractor | None = None) -> str:
    """Return the name of this version of the software, with its extractor's."""
    by = by or extractor()
    return f"whosaid-{__version__}+{by.name}.{by.version}"


def metadata(
    *,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    published: date | str | None = None,
) -> Metadata:
    """Return metadata that a person gives; raises MetadataError for a date that is none."""
    published = day(published)
    basis = DateBasis.GIVEN if published else DateBasis.NONE
    return Metadata(title=title, publisher=publisher, url=url, published=published, published_basis=basis)


def day(value: date | str | None) -> date | None:
    """Return the day that a person writes as 2024-05-15; raises MetadataError for anything else."""
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise MetadataError(f"{value!r} is no date. Write it as 2024-05-15.") from None


def evaluate(folder: Path, *, by: Extractor | None = None) -> Score:
    """Score extraction and resolution on a folder of articles annotated by hand in this project's form."""
    from kg.evaluate.gold import Score, read_gold, score

    total = Score()
    for article in read_gold(folder):
        given = metadata(publisher=article.annotations["publisher"], published=article.published)
        total.add(score(article, extract(read(article.path, given=given), by=by)))
    return total


def evaluate_brat(folder: Path, *, by: Extractor | None = None) -> BratScore:
    """Score the extraction alone on a folder in brat's form."""
    from kg.evaluate.brat import BratScore, read_brat, score

    total = BratScore()
    for article in read_brat(folder):
        total.add(score(article, attributions(article.text, by=by)))
    return total


def evaluate_pairs(path: Path) -> tuple[int, Mapping[Way, Figures]]:
    """Return how many labelled pairs a file has, and how right the program is about them."""
    from kg.evaluate.pairs import evaluate, read_pairs

    pairs = read_pairs(path)
    return len(pairs), evaluate(pairs)
