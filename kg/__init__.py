"""Who said what: a knowledge graph of attributed statements.

import kg

with kg.open("./kg-store") as graph:
    graph.add("article.txt", publisher="The Daily", published="2024-05-15")
    for record in graph.statements(source="KCNA", about="missile").rows:
        print(record.statement.chain, record.statement.content)
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.facade import Graph

__all__ = ["__version__", "open"]
__version__ = "0.1.0"


def open(path: str | os.PathLike[str] | None = None, *, read_only: bool = False, join: bool = True) -> Graph:
    """Open the graph in a store's folder, or on a SPARQL server at an address, by default `KG_STORE`.

    A store that is not there yet is made unless read-only. Claims that are not up to date, as where another version of
    this program made them, are made so, or with the first change where they are not to be `join`ed now.

    Use it as a context manager. One process writes at a time; any number may read. Raises a StoreError when the
    folder is no store, is locked, or can't be written.
    """
    from dataclasses import replace

    from kg.facade import Graph
    from kg.settings import Settings

    settings = Settings.from_environment()
    if path is not None:
        settings = replace(settings, store=os.fspath(path))
    return Graph.open(settings, read_only=read_only, join=join)
