"""What routes ask for."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request

from kg.facade import Graph


def open_graph(request: Request) -> Iterator[Graph]:
    """Yield the graph as it is now, with what others have written since, and as it stays during the request.

    While a request reads several times, another one may refresh the service's own, and a writer goes on.
    """
    graph: Graph = request.app.state.graph
    graph.refresh()
    pinned = Graph(graph.store.pinned(), graph.settings)
    try:
        yield pinned
    finally:
        pinned.let_go(of=graph)


GraphDependency = Annotated[Graph, Depends(open_graph)]
