"""What is measured: something that takes in graphs of documents, and lists and counts the statements in them."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from pyoxigraph import Quad

from kg.facade import Graph
from kg.model import Act, Run
from kg.settings import Settings
from kg.store.bulk import Load

SHOWN = 20
"""How many statements a list shows, and how many values a facet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentGraph:
    """A run with its quads: those of its document's graph, and its record."""

    of: Run
    document: Set[Quad]
    run: Set[Quad]


Batch = Sequence[DocumentGraph]


def loads(batch: Batch) -> list[Load]:
    """Return graphs as they are loaded in bulk."""
    return [Load(id=graph.of.document.id, document=tuple(graph.document), run=tuple(graph.run)) for graph in batch]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer to a list: how many statements there are, and the ids of the newest."""

    total: int
    ids: tuple[str, ...]


FACETS = ("act", "publisher", "source")
"""What statements are counted by."""
Facets = Mapping[str, Mapping[str, int]]
"""Each of `FACETS` → its most frequent values, acts, names and ids, with how many statements have each."""


class Subject(Protocol):
    """What is measured; it opens, or makes, what is kept in a folder, and is left with `with`."""

    def __enter__(self) -> Self:
        """Return itself."""
        ...

    def __exit__(self, *error: object) -> None:
        """Release what it holds."""
        ...

    def load(self, batches: Iterable[Batch]) -> None:
        """Take in new graphs, so that all that follows from them is there as well."""
        ...

    def newest(self, word: str, *, act: Act | None = None) -> Found:
        """Return the statements, of an act, in which a word begins so."""
        ...

    def best(self, word: str) -> tuple[str, ...]:
        """Return the ids of the statements that a word fits best which begins so."""
        ...

    def facets(self, word: str) -> Facets:
        """Return how the statements in which a word begins so are distributed."""
        ...


class GraphSubject:
    """The program itself."""

    def __init__(self, folder: Path) -> None:
        """Make the store in this folder, or open the one that is there to read."""
        self._graph = Graph.open(Settings(store=str(folder)), read_only=folder.exists())

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the store."""
        self._graph.close()

    def load(self, batches: Iterable[Batch]) -> None:
        """Put the graphs in, and all that follows from them but the claims: joining these is measured by itself."""
        self._graph.load(map(loads, batches), join=False)

    def newest(self, word: str, *, act: Act | None = None) -> Found:
        """Return the statements, of an act, in which a word begins so."""
        page = self._graph.statements(about=word, act=act, limit=SHOWN)
        return Found(total=page.total, ids=tuple(record.statement.id for record in page.rows))

    def best(self, word: str) -> tuple[str, ...]:
        """Return the ids of the statements that a word fits best which begins so."""
        page = self._graph.statements(about=word, order="best", limit=SHOWN)
        return tuple(record.statement.id for record in page.rows)

    def facets(self, word: str) -> Facets:
        """Return how the statements in which a word begins so are distributed."""
        found = self._graph.facets(about=word)
        return {
            "act": found.traits["act"],
            "publisher": {name: statements for _, name, statements in found.publishers[:SHOWN]},
            "source": {id_: statements for id_, _, statements in found.sources[:SHOWN]},
        }
