"""Quads from elsewhere, such as another store's export, and what is derived made anew."""

from collections.abc import Callable, Iterable, Set

from pyoxigraph import Quad

from kg.errors import RdfError
from kg.rdf import vocabulary as v
from kg.rdf.shapes import Problem
from kg.rdf.vocabulary import Names
from kg.store.amounts import rederived_amounts
from kg.store.base import Store
from kg.store.check import by_graph, problems_of
from kg.store.derive import node_of, shown, source_graph
from kg.store.judged import rejudged
from kg.store.runs import Runs
from kg.store.write import runs_of


def merge(store: Store, quads: Iterable[Quad], *, noting: Callable[[], object] | None = None) -> int:
    """Merge quads into the store; return how many more it holds than before.

    A document's graph takes the place of the one that the store has; judgements, which are never changed, come
    together.
    Sources are derived anew from the documents; given ones that no document accounts for, described in `graph/sources`
    only, are kept, and `verify` accepts them. The claims have to be joined anew by `kg.joining`. Raises RdfError, and
    changes nothing, for what `verify` would not accept: a graph that isn't this program's, or one that isn't in its
    form. `noting` is called before anything changes: should this be interrupted then, `rebuild` makes it good.
    """
    names, given = Names(store.base), set(quads)
    ours = names.graph("").value
    for quad in given:
        if not node_of(quad.graph_name).value.startswith(ours):
            raise RdfError(f"{quad} is in a graph that isn't under {ours}: set KG_BASE_IRI to the base it has")
    if problems := sorted(problems_of(names, given)) or _strange_runs(store, given):
        first, others = problems[0], len(problems) - 1
        raise RdfError(f"{first.where}: {first.what}" + (f" (and {others} more problems)" if others else ""))
    before = len(store)
    old: set[Quad] = set()
    for graph in {node_of(quad.graph_name) for quad in given}:
        if names.is_document_graph(graph):
            old.update(store.quads(graph=graph))
            old.update(runs_of(store, graph))
    if noting is not None:
        noting()
    store.apply(removed=old - given, added=given - old)
    rebuild(store, keep_given=True)  # a second transaction: whatever is derived can be derived again
    return len(store) - before


def rebuild(store: Store, *, keep_given: bool = False) -> None:
    """Derive sources, amounts and who is judged to be who anew; drop other sources, but given ones that are kept.

    Software that made no run that is left goes too.
    """
    old, new = _standing(store), derived(store, keep_given=keep_given)
    before, judged = rejudged(store, removed=old, added=new)
    old, new = old | before, new | judged
    amounts = rederived_amounts(store)
    old, new = old | amounts[0] | _idle_software(store), new | amounts[1]
    store.apply(removed=old - new, added=new - old)


def derived(store: Store, *, keep_given: bool = False, standing: Set[Quad] | None = None) -> set[Quad]:
    """Return the sources as they follow from the documents, with those given if they are to be kept.

    `standing` are the sources that the store has, where they have been read already.
    """
    names = Names(store.base)
    sources = source_graph(names, shown(store))
    if keep_given:
        old = standing if standing is not None else _standing(store)
        described, kind = {quad.subject for quad in sources}, names.source("").value
        sources |= {
            quad for quad in old if quad.subject not in described and node_of(quad.subject).value.startswith(kind)
        }
    return sources


def _idle_software(store: Store) -> set[Quad]:
    runs = Names(store.base).graph("runs")
    idle = store.select(f"""
        SELECT ?software WHERE {{ GRAPH {runs} {{
          ?software a {v.SOFTWARE_AGENT} FILTER NOT EXISTS {{ ?run {v.ASSOCIATED_WITH} ?software }} }} }}""")
    return {quad for row in idle for quad in store.quads(subject=node_of(row["software"]), graph=runs)}


def _strange_runs(store: Store, given: set[Quad]) -> list[Problem]:
    """Return what is wrong with the runs in quads that come into a store."""
    runs = Runs(Names(store.base))
    for graph, quads in by_graph(given).items():
        runs.see(graph, quads)
    stored = {row["g"] for row in store.select(f"SELECT ?g WHERE {{ GRAPH ?g {{ ?d a {v.NEWS_ARTICLE} }} }}")}
    return sorted(runs.problems(beside=stored))


def _standing(store: Store) -> set[Quad]:
    return set(store.quads(graph=Names(store.base).graph("sources")))
