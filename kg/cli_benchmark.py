"""`kg benchmark`: what the parts cost, beside the libraries that do the work."""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
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


@benchmark.command()
def store(
    statements: Annotated[
        list[int] | None,
        typer.Option(min=100, help="How many statements to make up; may be repeated to see sizes side by side."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Another number makes other statements.")] = 1,
    folder: Annotated[
        Path | None, typer.Option(help="A new folder to load them into; by default one for temporary files.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Leave what was loaded in the folder.")] = False,
    format_: Format = Output.TABLE,
) -> None:
    """Measure what it costs to load, list and count statements, beside pyoxigraph and SQLite alone.

    Everything is loaded twice: a million statements take more than 10 GB of disk. Making them up is not counted.

    Example: kg benchmark store --statements 10000 --statements 100000 --format json
    """
    from kg.benchmark.store import store_figures
    from kg.benchmark.subject import GraphSubject

    sizes = statements or [100_000]
    with _work_folder(folder, keep=keep) as place:
        figures = {
            size: list(store_figures(size, seed=seed, folder=place / str(size), subject=GraphSubject)) for size in sizes
        }
    if format_ is Output.JSON:
        print_json(
            {"seed": seed, "sizes": [{"statements": n, "figures": [*map(_json, each)]} for n, each in figures.items()]}
        )
    elif len(figures) > 1:
        print_side_by_side(figures, format_)
    else:
        _print_rows(figures[sizes[0]], format_)


@benchmark.command()
def claims(
    statements: Annotated[int, typer.Option(min=100, help="How many statements to make up.")] = 100_000,
    seed: Annotated[int, typer.Option(help="Another number makes other statements.")] = 1,
    folder: Annotated[
        Path | None, typer.Option(help="A new folder to load them into; by default one for temporary files.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Leave what was loaded in the folder.")] = False,
    format_: Format = Output.TABLE,
) -> None:
    """Measure what joining statements to claims costs, from scratch and for one more article, and reports on them.

    Example: kg benchmark claims --statements 10000
    """
    from kg.benchmark.claims import claims_figures

    with _work_folder(folder, keep=keep) as place:
        _print(claims_figures(statements, seed=seed, folder=place), format_, statements=statements, seed=seed)


@benchmark.command()
def readers(
    processes: Annotated[int, typer.Option(min=1, help="How many processes read.")] = 16,
    requests: Annotated[float, typer.Option(min=0.1, help="How many requests a second they make together.")] = 20.0,
    seconds: Annotated[float, typer.Option(min=1, help="How long the writer writes, three times.")] = 10.0,
    format_: Format = Output.TABLE,
) -> None:
    """Measure what readers beside a writer cost it, and whether they see anything that is not whole.

    Example: kg benchmark readers --processes 16 --requests 20 --seconds 10
    """
    from kg.benchmark.readers import readers_figures

    figures = readers_figures(readers=processes, requests=requests, seconds=seconds)
    _print(figures, format_, processes=processes)


@contextmanager
def _work_folder(folder: Path | None, *, keep: bool) -> Iterator[Path]:
    """Give a folder to work in, which is removed in the end unless it is to be kept."""
    if folder is None:
        if keep:
            raise typer.BadParameter("give the folder as well", param_hint="--keep")
        with TemporaryDirectory() as made:
            yield Path(made)
        return
    if folder.exists():
        raise typer.BadParameter(f"{folder} is there already: name a new folder", param_hint="--folder")
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        if not keep:
            shutil.rmtree(folder)


def print_side_by_side(figures: Mapping[int, Sequence[Figure]], format_: Output) -> None:
    """Print what was measured for several sizes as one table, with the ratio to the library alone after each figure."""
    columns = ["What", *(column for size in figures for column in (f"{size:,}", "Ratio"))]
    rows = (
        (same[0].what, *(cell for figure in same for cell in (_number(figure.value, figure.unit), _ratio(figure))))
        for same in zip(*figures.values(), strict=True)
    )
    print_rows(columns, rows, format_, wide=(0,))


def _print(measured: Iterable[Figure], format_: Output, **settings: int) -> None:
    figures = list(measured)
    if format_ is Output.JSON:
        print_json({**settings, "figures": [_json(figure) for figure in figures]})
        return
    _print_rows(figures, format_)


def _print_rows(figures: Iterable[Figure], format_: Output) -> None:
    columns = ("What", "Figure", "At most", "Beside", "Alone", "Ratio")
    print_rows(columns, map(_row, figures), format_, wide=(0, 3))


def _json(figure: Figure) -> dict[str, str | float | bool | None]:
    return {**asdict(figure), "ratio": figure.ratio, "kept": figure.kept}


def _row(figure: Figure) -> tuple[str, ...]:
    limit = "" if figure.limit is None else f"{_number(figure.limit, figure.unit)}{'' if figure.kept else ' (over)'}"
    raw = "" if figure.raw is None else _number(figure.raw, figure.unit)
    return figure.what, _number(figure.value, figure.unit), limit, figure.beside or "", raw, _ratio(figure)


def _ratio(figure: Figure) -> str:
    return "" if figure.ratio is None else f"{figure.ratio:.3g}"


def _number(value: float, unit: str) -> str:
    written = f"{value:,.0f}" if value == int(value) else f"{value:.3g}"
    return f"{written} {unit}".strip()
