"""Whether documents and the records of their runs belong together."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.rdf import vocabulary as v
from kg.rdf.shapes import Problem
from kg.rdf.vocabulary import Names


class Runs:
    """What graphs say of runs, seen one after the other; of each document only the IRIs are kept."""

    def __init__(self, names: Names) -> None:
        """Start with nothing."""
        self._names = names
        self._named: dict[NamedNode, set[object]] = {}
        self._recorded: dict[object, set[object]] = defaultdict(set)
        self._software: tuple[set[object], set[object]] = set(), set()

    def see(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Take in what a graph says of runs."""
        if self._names.is_document_graph(graph):
            self._named[graph] = {quad.object for quad in quads if quad.predicate == v.GENERATED_BY}
        elif graph == self._names.graph("runs"):
            for quad in quads:
                if quad.predicate == v.GENERATED:
                    self._recorded[quad.object].add(quad.subject)
                elif quad.predicate == v.ASSOCIATED_WITH:
                    self._software[0].add(quad.object)
                elif quad.object == v.SOFTWARE_AGENT:
                    self._software[1].add(quad.subject)

    def problems(self, *, beside: Container[object] = ()) -> Iterator[Problem]:
        """Yield where a run has no document, a document no run, or a statement one that is not its document's.

        Graphs that are `beside` what was seen are there too.
        """
        for graph in self._recorded.keys() - self._named.keys():
            if graph in beside:
                continue
            for run in self._recorded[graph]:
                yield Problem(where=_value(run), what=f"generated {_value(graph)}, which is not there")
        for graph, named in self._named.items():
            recorded = self._recorded.get(graph, set())
            if not recorded:
                yield Problem(where=graph.value, what="was made by no run that is recorded")
            elif strange := named - recorded:
                for run in strange:
                    yield Problem(
                        where=graph.value, what=f"has statements of {_value(run)}, which is not recorded as its"
                    )
        for software in self._software[1] - self._software[0]:
            yield Problem(where=_value(software), what="is software that made no run")


def _value(term: object) -> str:
    return str(getattr(term, "value", term))
