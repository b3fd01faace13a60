"""What commands have in common: their options, and how they open a store."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.console import Output
from kg.settings import is_server

if TYPE_CHECKING:
    from kg.facade import Graph

Store = Annotated[
    str,
    typer.Option(
        "--store", envvar="KG_STORE", help="The store's folder, or the address of a SPARQL server.", show_default=True
    ),
]
Title = Annotated[str | None, typer.Option(help="The headline, where the file names none or a wrong one.")]
Publisher = Annotated[str | None, typer.Option(help="Who published the article.")]
Url = Annotated[str | None, typer.Option(help="Where it was published.")]
Published = Annotated[str | None, typer.Option(help="The day of publication, as 2024-05-15.")]
Authorities = Annotated[
    list[Path] | None,
    typer.Option(
        "--authority", envvar="KG_AUTHORITY", help="A further file of names that need no introduction; may be repeated."
    ),
]
MOST = 10**9
"""The largest number of rows that can be asked for."""
Limit = Annotated[int, typer.Option(min=1, max=MOST, help="How many rows at most.")]
Offset = Annotated[int, typer.Option(min=0, max=MOST, help="How many rows to pass over.")]
DEFAULT_STORE = "./kg-store"
Format = Annotated[Output, typer.Option("--format", help="A table for people, or JSON or CSV for programs.")]


def open_graph(store: str, *, read_only: bool = True, join: bool = True) -> "Graph":
    """Open a store's graph."""
    import kg

    return kg.open(store, read_only=read_only, join=join)


@contextmanager
def open_to_write(store: str, *, join: bool = True) -> "Iterator[Graph]":
    """Open a store to write to; a folder that was made for this, and holds nothing in the end, is removed again.

    What joins all claims anyway need not have them `join`ed before.
    """
    new = not is_server(store) and not Path(store).exists()
    empty = False
    try:
        with open_graph(store, read_only=False, join=join) as graph:
            try:
                yield graph
            finally:
                empty = not len(graph.store)
    finally:
        if new and empty:
            shutil.rmtree(store)
