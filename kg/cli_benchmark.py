"""`kg benchmark`: what the parts cost, beside the libraries that do the work."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.benchmark.figures import Figure
from kg.cli_options import Format
from kg.console import Output, message, print_json, print_rows

commands = typer.Typer()
benchmark = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Measure what the parts cost, beside the libraries that do the work. Example: kg benchmark resolve",
)
commands.add_typer(benchmark, name="benchmark")


@benchmark.callback()
def _root() -> None:
    pass


@benchmark.command()
def resolve(
    names: Annotated[int, typer.Option(min=100, help="How many names of sources to make up.")] = 100_000,
    seed: Annotated[int, typer.Option(help="Another number makes other names.")] = 1,
    articles: Annotated[
        Path | None, typer.Option(help="A folder of articles to resolve; by default the demonstration articles.")
    ] = None,
    format_: Format = Output.TABLE,
) -> None:
    """Measure what it costs to tell who is who: among many sources, for one more article, and within an article.

    Example: kg benchmark resolve --names 10000 --format json
    """
    from kg.benchmark.resolve import resolve_figures
    from kg.intake.files import article_files
    from kg.settings import data_file

    folder = articles or data_file("articles")
    paths = list(article_files(folder)) if articles or folder.is_dir() else []
    if not paths:
        message("The demonstration articles are not installed: give --articles to measure within articles.")
    _print(resolve_figures(names, seed=seed, articles=paths), format_, names=names, seed=seed)


@benchmark.command()
def intake(
    articles: Annotated[int, typer.Option(min=100, help="How many articles to make up.")] = 100_000,
    seed: Annotated[int, typer.Option(help="Another number makes other articles.")] = 1,
    format_: Format = Output.TABLE,
) -> None:
    """Measure how well, and at what cost, copies of articles are found among many, by two processes.

    Example: kg benchmark intake --articles 10000 --format json
    """
    from kg.benchmark.intake import intake_figures

    _print(intake_figures(articles, seed=seed), format_, articles=articles, seed=seed)


def _print(measured: Iterable[Figure], format_: Output, **settings: int) -> None:
    figures = list(measured)
    if format_ is Output.JSON:
        print_json({**settings, "figures": [_json(figure) for figure in figures]})
        return
    columns = ("What", "Figure", "At most", "Beside", "Alone", "Ratio")
    print_rows(columns, map(_row, figures), format_, wide=(0, 3))


def _json(figure: Figure) -> dict[str, str | float | bool | None]:
    return {**asdict(figure), "ratio": figure.ratio, "kept": figure.kept}


def _row(figure: Figure) -> tuple[str, ...]:
    limit = "" if figure.limit is None else f"{_number(figure.limit, figure.unit)}{'' if figure.kept else ' (over)'}"
    raw = "" if figure.raw is None else _number(figure.raw, figure.unit)
    ratio = "" if figure.ratio is None else f"{figure.ratio:.3g}"
    return figure.what, _number(figure.value, figure.unit), limit, figure.beside or "", raw, ratio


def _number(value: float, unit: str) -> str:
    written = f"{value:,.0f}" if value == int(value) else f"{value:.3g}"
    return f"{written} {unit}".strip()
