"""What routes ask for."""

from copy import copy
from typing import Annotated

from fastapi import Depends, Request

from kg.pipeline import Graph


def open_graph(request: Request) -> Graph:
    """Return the graph as it is now, with what others have written since, and as it stays during the request.

    The shallow copy of the store keeps the state that it was made in: while a request reads several times,
    another one may refresh the service's own.
    """
    graph: Graph = request.app.state.graph
    graph.refresh()
    return Graph(copy(graph.store), graph.settings)


GraphDependency = Annotated[Graph, Depends(open_graph)]
