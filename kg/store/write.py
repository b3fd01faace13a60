"""What changes a store: a run put in, a document removed.

Every change is the difference between what is and what should be, so that putting the same article in twice
changes nothing, and a document that is replaced leaves nothing behind.
"""

from collections.abc import Set
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from kg.errors import NotFoundError
from kg.model import Run
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.rdf.write import document_quads, run_quads
from kg.store.amounts import change_of_amounts
from kg.store.base import Change, Store
from kg.store.derive import node_of, shown, shown_in, source_graph, values
from kg.store.judged import rejudged


class Follows(Protocol):
    """What changes with the documents, in the same transaction: the claims."""

    def following(self, graph: NamedNode, quads: Set[Quad], sources: Change) -> AbstractContextManager[Change]:
        """Give what changes because this graph becomes these quads, and the sources change so.

        The store is changed inside; where that fails, nothing of it is to be remembered.
        """
        ...


def put(store: Store, run: Run, claims: Follows | None = None) -> bool:
    """Put a run's document into the store, in the place of what it held of it; tell whether anything changed.

    The same document with the same statements changes nothing, the time of its run included. The claims follow where
    they are given.
    """
    names = Names(store.base)
    graph = names.document_graph(run.document.id)
    old, new = set(store.quads(graph=graph)), document_quads(names, run)
    if old == new:
        return False
    _replace(store, graph, (old, new), run_quads(names, run), claims)
    return True


def remove(store: Store, document: str, claims: Follows | None = None) -> None:
    """Remove a document and all that follows from it; raises NotFoundError where it isn't in the store."""
    graph = Names(store.base).document_graph(document)
    old = set(store.quads(graph=graph))
    if not old:
        raise NotFoundError(f"there is no document {document!r} in the store")
    _replace(store, graph, (old, set()), set(), claims)


def runs_of(store: Store, graph: NamedNode) -> set[Quad]:
    """Return the records of the runs that generated a graph, and of software that made no other."""
    runs = Names(store.base).graph("runs")
    quads: set[Quad] = set()
    for row in store.select(f"SELECT ?run WHERE {{ GRAPH {runs} {{ ?run {v.GENERATED} {graph} }} }}"):
        quads.update(store.quads(subject=node_of(row["run"]), graph=runs))
    own = {node_of(quad.subject) for quad in quads}
    if not own:  # a new document: the store would look through all runs to find that
        return quads
    for row in store.select(f"""
        SELECT ?software WHERE {{
          GRAPH {runs} {{ {values("own", own)} ?own {v.ASSOCIATED_WITH} ?software
                          FILTER NOT EXISTS {{ ?run {v.ASSOCIATED_WITH} ?software ; {v.GENERATED} ?other
                                               FILTER(?other != {graph}) }} }}
        }}"""):
        quads.update(store.quads(subject=node_of(row["software"]), graph=runs))
    return quads


def _replace(store: Store, graph: NamedNode, change: Change, run: set[Quad], claims: Follows | None) -> None:
    old, new = change
    sources = _change_of_sources(store, graph, change)
    removed, added = old | runs_of(store, graph) | sources[0], new | run | sources[1]
    judged = rejudged(store, removed=removed - added, added=added)
    amounts = change_of_amounts(store, change)
    removed, added = removed | amounts[0], added | amounts[1]
    with claims.following(graph, new, sources) if claims is not None else nullcontext((set(), set())) as following:
        removed |= judged[0] | following[0]
        added |= judged[1] | following[1]
        store.apply(removed=removed - added, added=added - removed)


def _change_of_sources(store: Store, graph: NamedNode, change: Change) -> Change:
    names = Names(store.base)
    sources = names.graph("sources")
    gone, come = (shown_in(quads) for quads in change)
    touched = {source for source, _, _ in gone.keys() ^ come.keys()}
    losing = {source for source, _, _ in gone.keys() - come.keys()}
    known = {source: set(store.quads(subject=source, graph=sources)) for source in touched}
    # A source that only gains what is known of it already stays as it is. That spares counting again, over all
    # its documents, what they say of an agency that every article quotes.
    settled = {
        source
        for source in touched - losing
        if all(Quad(*entry, sources) in known[source] for entry in come if entry[0] == source)
    }
    open_ = touched - settled
    if not open_:
        return set(), set()
    counts = shown(store, only=open_, without=graph)
    counts.update({entry: count for entry, count in come.items() if entry[0] in open_})
    return set().union(*(known[source] for source in open_)), source_graph(names, counts)
