"""What every store of quads promises."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Term = NamedNode | Literal | Triple
Change = tuple[set[Quad], set[Quad]]
"""The quads before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solutions:
    """The answer to a SELECT query: a row holds one term for each variable, None where it is unbound."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | BlankNode | None, ...], ...]


Answer = Solutions | bool | tuple[Triple, ...]
"""What a query gives: solutions to SELECT, a boolean to ASK, triples to CONSTRUCT and DESCRIBE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The graphs of a store that a query sees: these merged as its default graph, and these by their names."""

    default: tuple[NamedNode, ...] = ()
    named: tuple[NamedNode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The answer to a SELECT query while it is found: `Solutions` whose rows can be iterated over once."""

    variables: tuple[str, ...]
    rows: Iterator[tuple[Term | BlankNode | None, ...]]


Stream = Rows | bool | Iterator[Triple]
"""An answer while it is found."""


def whole(stream: Stream) -> Answer:
    """Return an answer with all that is found."""
    if isinstance(stream, bool):
        return stream
    if isinstance(stream, Rows):
        return Solutions(variables=stream.variables, rows=tuple(stream.rows))
    return tuple(stream)


class Store(Protocol):
    """A set of quads with named graphs only and no blank nodes.

    A change is applied whole or not at all, and a reader sees the set as it was before it or after it. To
    remove a quad that is not there, or add one that is, changes nothing.
    """

    @property
    def base(self) -> str:
        """The base of the IRIs of everything in the store."""
        ...

    @property
    def revision(self) -> str:
        """What tells the state that reads show from every other that there was or will be."""
        ...

    def apply(self, *, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Remove and add these quads in one transaction; a quad in both ends up in the store."""
        ...

    def load(self, quads: Iterable[Quad]) -> None:
        """Add many quads, none of which is there: quicker than `apply`, and not in one transaction."""
        ...

    def graphs(self) -> Iterator[NamedNode | BlankNode]:
        """Yield the names of the graphs that hold a quad, each once, in no order.

        A blank node is one only where something else than this program has written.
        """
        ...

    def quads(self, *, subject: NamedNode | None = None, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads with this subject, in this graph; all of them where neither is given."""
        ...

    def about(self, subjects: Iterable[NamedNode], *, without: Iterable[NamedNode] = ()) -> Iterator[Quad]:
        """Yield the quads with one of these subjects, which are all different.

        Quads with the predicates in `without` are left out, and not read: they may be long, or many.
        """
        ...

    def leading_to(self, objects: Iterable[NamedNode], *, by: NamedNode) -> Iterator[Quad]:
        """Yield the quads with this predicate and one of these objects, which are all different."""
        ...

    def select(self, query: str) -> Iterator[Mapping[str, Term]]:
        """Yield the solutions of a SPARQL SELECT query as {variable: term}, without those left unbound."""
        ...

    def query(self, query: str) -> Answer:
        """Answer any SPARQL query. It is not checked here: `kg.store.query` does that for users' queries."""
        ...

    def stream(self, query: str, *, dataset: Dataset | None = None, union: bool = False) -> Stream:
        """Answer any SPARQL query as `query` does, bit by bit, over this dataset in the place of the whole store.

        With `union`, a pattern outside GRAPH matches in all graphs of the store; on a server that is its own affair.
        """
        ...

    def check_settled(self) -> None:
        """Raise StoreError where a part of a change can be seen, as it can on a server whose writer was interrupted."""
        ...

    def refresh(self) -> None:
        """Let the reads that follow see what other processes have written; a store may see it anyway."""
        ...

    def __len__(self) -> int:
        """Return the number of quads."""
        ...

    def close(self) -> None:
        """Release the store; using it afterwards is an error."""
        ...
