"""The commands of `kg` that treat a store as data: SPARQL, RDF in and out, checks, counts, and scores."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli_options import DEFAULT_STORE, Format, Store, open_graph, open_to_write
from kg.console import (
    Output,
    argument_or_file,
    counted,
    message,
    print_json,
    print_rows,
    read_bytes,
    write_whole,
)
from kg.errors import MissingInputError, UnknownFormatError, VerificationError
from kg.settings import shown

if TYPE_CHECKING:
    from kg.evaluate.pairs import Figures, Way
    from kg.evaluate.reliability import Reliability

commands = typer.Typer()
_COUNTS = frozenset({"on furniture or traps"})
"""Figures of `kg evaluate` that are no shares."""
_PAIR_FIGURES = {
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "best_f1": "best F1 of any threshold",
    "precision_at_recall": "precision at recall 0.70",
    "joined": "taken for one claim: precision",
    "found": "taken for one claim: recall",
}
_MOST_ROWS = 10_000_000
_LONGEST_QUERY = 10_000_000
"""Bytes of a query of one's own."""


class Parts(StrEnum):
    """The extractors that can be measured alone."""

    COMBINED = "combined"
    NEURAL = "neural"
    RULES = "rules"


class RdfFormat(StrEnum):
    """The forms of RDF."""

    TRIG = "trig"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    TURTLE = "turtle"
    XML = "xml"


SUFFIXES = {
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.NQUADS,
    ".jsonld": RdfFormat.JSONLD,
    ".ttl": RdfFormat.TURTLE,
    ".rdf": RdfFormat.XML,
}


@commands.command()
def query(
    sparql: Annotated[str, typer.Argument(help="A SPARQL query, a file that holds one, or - for standard input.")],
    store: Store = DEFAULT_STORE,
    timeout: Annotated[float, typer.Option(min=0.1, max=1e6, help="Seconds after which it is stopped.")] = 60.0,
    format_: Format = Output.TABLE,
) -> None:
    """Answer a SPARQL query. Usual prefixes are defined; all data is in named graphs, so write GRAPH ?g.

    A query that takes longer than --timeout, or more memory than KG_SPARQL_MIB, is stopped.

    Example: kg query 'SELECT ?name WHERE { GRAPH ?g { ?s skos:prefLabel ?name } }'
    """
    from kg.endpoint.ask import ask
    from kg.store.base import Solutions

    with open_graph(store) as graph:
        text = argument_or_file(sparql)
        own = replace(graph.settings.queries, seconds=timeout, rows=_MOST_ROWS, answer_mib=1024, length=_LONGEST_QUERY)
        answer = ask(text, replace(graph.settings, queries=own))
        prefixes = graph.prefixes() if format_ is Output.TABLE else {}
    found = answer.rows if isinstance(answer, Solutions) else answer
    if not found and "GRAPH" not in text.upper():
        message("Nothing fits. All data is in named graphs: write GRAPH ?g { … } around the pattern.")
    if isinstance(answer, bool):
        print_json(answer) if format_ is Output.JSON else typer.echo("yes" if answer else "no")
        return
    if isinstance(answer, Solutions):
        columns: Sequence[str] = answer.variables
        rows = [tuple("" if term is None else _term(term, prefixes) for term in row) for row in answer.rows]
    else:
        columns = ("subject", "predicate", "object")
        rows = [tuple(_term(term, prefixes) for term in (t.subject, t.predicate, t.object)) for t in answer]
    if format_ is Output.JSON:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
        return
    print_rows(columns, rows, format_, wide=tuple(range(len(columns))))


@commands.command()
def export(
    store: Store = DEFAULT_STORE,
    format_: Annotated[
        RdfFormat | None, typer.Option("--format", help="By default as the file's name says, or trig.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file; by default standard output.")] = None,
    document: Annotated[str | None, typer.Option(help="Only the document with this id.")] = None,
) -> None:
    """Write everything as RDF. Turtle and RDF/XML have no named graphs, so these can't be imported again.

    Example: kg export --output everything.trig
    """
    chosen = RdfFormat.TRIG if output is None and format_ is None else _format_of(output or "-", format_)
    with open_graph(store) as graph:
        chunks = graph.export(chosen.value, document=document)
        if output is None:
            for chunk in chunks:
                sys.stdout.buffer.write(chunk)
        else:
            size = write_whole(output, chunks)
            message(f"wrote {output}: {size:,} bytes of {chosen}")


def _format_of(path: str | Path, given: RdfFormat | None) -> RdfFormat:
    """Return the format that was asked for, or else that of the file's name."""
    chosen = given or SUFFIXES.get(Path(path).suffix.lower())
    if chosen is None:
        raise UnknownFormatError(
            f"{path} does not say what format it has: give --format, one of {', '.join(RdfFormat)}"
        )
    return chosen


@commands.command("import")
def import_(
    path: Annotated[
        str, typer.Argument(help="A file that `kg export` made (.trig, .nq, .jsonld), or - for standard input.")
    ],
    store: Store = DEFAULT_STORE,
    format_: Annotated[RdfFormat | None, typer.Option("--format", help="By default as the file's name says.")] = None,
) -> None:
    """Merge an export into the store; what `kg verify` would not accept is refused, and nothing is changed then.

    Example: kg import everything.trig
    """
    chosen = _format_of(path, format_)
    data = sys.stdin.buffer.read() if path == "-" else read_bytes(Path(path))
    with open_to_write(store, join=False) as graph:
        grown = graph.import_(data, chosen.value)
    message(f"{shown(store)} has {counted(grown, 'quad')} more")


@commands.command()
def verify(store: Store = DEFAULT_STORE) -> None:
    """Check shapes, every span against its text, and what is derived. Exit status 8 tells of problems.

    Example: kg verify
    """
    with open_graph(store) as graph:
        problems = graph.verify()
        held = graph.stats()
    for problem in problems:
        typer.echo(f"{problem.where}: {problem.what}")
    if problems:
        raise VerificationError(f"{counted(len(problems), 'problem')} in {shown(store)}")
    held_here = f"{counted(held.documents, 'article')} and {counted(held.statements, 'statement')}"
    message(f"{held_here} in {shown(store)}: all as it should be")


@commands.command()
def reindex(store: Store = DEFAULT_STORE) -> None:
    """Make the search index anew from the graph: lists, counts and search are read from it. Nothing can be lost.

    Example: kg reindex
    """
    with open_to_write(store, join=False) as graph:
        graph.reindex()
        total = graph.statements(limit=0).total
    message(f"{counted(total, 'statement')} in the index of {shown(store)}")


@commands.command()
def stats(store: Store = DEFAULT_STORE, format_: Format = Output.TABLE) -> None:
    """Count what the store holds.

    Example: kg stats
    """
    with open_graph(store) as graph:
        held = asdict(graph.stats())
    if format_ is Output.JSON:
        print_json(held)
        return
    rows = [(name.replace("_", " "), str(count)) for name, count in held.items() if isinstance(count, int)]
    for name in ("by_act", "by_publisher", "by_language"):
        rows += [(f"{name.replace('_', ' ')}: {key}", str(count)) for key, count in held[name].items()]
    print_rows(("What", "How many"), rows, format_, wide=(0,))


@commands.command()
def evaluate(
    folder: Annotated[Path | None, typer.Argument(help="Annotated articles: NAME.json beside NAME.txt.")] = None,
    pairs: Annotated[Path | None, typer.Option("--pairs", help="Labelled pairs of contents, as TSV.")] = None,
    parts: Annotated[Parts, typer.Option("--extractor", help="What reads: all that ships, or a part of it alone.")] = (
        Parts.COMBINED
    ),
    verbose: Annotated[bool, typer.Option("--verbose", help="Also list what was missed and what was wrong.")] = False,
    format_: Format = Output.TABLE,
) -> None:
    """Score the extraction on articles annotated by hand: in this project's form, or in brat's (NAME.ann).

    Against brat's form only statements count that stand in no other, because such a corpus marks no others. A second
    table tells how many are right by how sure the program is.

    With --pairs, score instead which contents are taken to say the same. The file has the columns a, b, label (same,
    opposite, different) and kind, or those of the Microsoft Research Paraphrase Corpus, against which nothing is
    ruled out for a number, a name or a day, because that corpus does not either.

    Example: kg evaluate tests/gold

    Example: kg evaluate --pairs tests/claims/held-out.tsv
    """
    if pairs is not None:
        _evaluate_pairs(pairs, format_)
        return
    if folder is None:
        raise MissingInputError("there is nothing to score: give a folder of annotated articles, or --pairs FILE")
    from kg.evaluate.brat import is_brat
    from kg.pipeline import evaluate as run_evaluation
    from kg.pipeline import evaluate_brat, extractor

    reader = extractor(parts.value)
    if is_brat(folder):
        counted = evaluate_brat(folder, by=reader)
        _print_figures(counted.counts["statements gold"], counted.figures(), format_, counted.reliability)
        return
    total = run_evaluation(folder, by=reader)
    _print_figures(total.gold, total.figures(), format_, total.reliability)
    if verbose:
        for each in total.missed:
            message(f"missed: {each}")
        for each in total.wrong:
            message(f"wrong: {each}")


def _evaluate_pairs(path: Path, format_: Output) -> None:
    from kg.pipeline import evaluate_pairs

    count, found = evaluate_pairs(path)
    if format_ is Output.JSON:
        print_json({"pairs": count, **_by_way(found)})
        return
    ways = list(found)
    table = {name: [_figure(getattr(found[way], name)) for way in ways] for name in _PAIR_FIGURES}
    rows = [(words, *table[name]) for name, words in _PAIR_FIGURES.items() if set(table[name]) != {""}]
    message(counted(count, "pair"))
    print_rows(("Figure", *(str(way) for way in ways)), rows, format_, wide=(0,))
    kinds = [(kind, f"{right} of {of}") for kind, (right, of) in found[ways[-1]].right_by_kind.items()]
    if format_ is Output.TABLE:
        print_rows(("Kind", "Right"), kinds, format_, wide=(0,))


def _by_way(found: "Mapping[Way, Figures]") -> dict[str, Any]:
    return {way.value: asdict(figures) for way, figures in found.items()}


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _print_figures(statements: int, figures: Mapping[str, float], format_: Output, reliability: "Reliability") -> None:
    rounded = {name: int(figure) if name in _COUNTS else round(figure, 4) for name, figure in figures.items()}
    if format_ is Output.JSON:
        bands = [asdict(band) for band in reliability.bands()]
        print_json({"statements": statements, **rounded, "calibration error": reliability.error(), "bands": bands})
        return
    rows = [(name, str(figure) if name in _COUNTS else f"{figure:.3f}") for name, figure in rounded.items()]
    print_rows(("What", "Figure"), [("statements", str(statements)), *rows], format_, wide=(0,))
    sure = [
        (f"{band.low:.1f} to {band.high:.1f}", str(band.statements), f"{band.confidence:.3f}", f"{band.right:.3f}")
        for band in reliability.bands()
    ]
    if format_ is Output.TABLE:
        print_rows(("Confidence", "Statements", "On average", "Right"), sure, format_, wide=(0,))
        message(f"Expected calibration error: {reliability.error():.3f}")


def _term(term: Any, prefixes: Mapping[str, str]) -> str:
    """Return a term's value, an IRI with the longest of the prefixes that it begins with."""
    value = str(getattr(term, "value", term))
    for prefix, iri in sorted(prefixes.items(), key=lambda item: -len(item[1])):
        if value.startswith(iri) and str(term).startswith("<"):
            return f"{prefix}:{value[len(iri) :]}"
    return value
