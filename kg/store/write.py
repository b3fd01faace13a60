"""What changes a store: a run put in, a document removed.

Every change is the difference between what is and what should be, so that putting the same article in twice
changes nothing, and a document that is replaced leaves nothing behind.
"""

import re

from pyoxigraph import Literal, NamedNode, Quad

from kg.claims.claims import claim_id
from kg.errors import NotFoundError
from kg.model import Run
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.rdf.write import document_quads, run_quads
from kg.store.base import Store
from kg.store.derive import (
    claim_graph,
    expressed,
    expressed_in,
    labels_in,
    literal_of,
    node_of,
    shown,
    shown_in,
    source_graph,
    values,
)
from kg.store.judged import rejudged

Change = tuple[set[Quad], set[Quad]]
"""The quads before and after."""
_BEYOND_LATIN = 256


def put(store: Store, run: Run) -> bool:
    """Put a run's document into the store, in the place of what it held of it; tell whether anything changed.

    The same document with the same statements changes nothing, the time of its run included.
    """
    names = Names(store.base)
    graph = names.document_graph(run.document.id)
    old, new = set(store.quads(graph=graph)), document_quads(names, run)
    if old == new:
        return False
    _replace(store, graph, (old, new), run_quads(names, run))
    return True


def remove(store: Store, document: str) -> None:
    """Remove a document and all that follows from it; raises NotFoundError where it isn't in the store."""
    graph = Names(store.base).document_graph(document)
    old = set(store.quads(graph=graph))
    if not old:
        raise NotFoundError(f"there is no document {document!r} in the store")
    _replace(store, graph, (old, set()), set())


def runs_of(store: Store, graph: NamedNode) -> set[Quad]:
    """Return the records of the runs that generated a graph, and of software that made no other."""
    runs = Names(store.base).graph("runs")
    quads: set[Quad] = set()
    for row in store.select(f"SELECT ?run WHERE {{ GRAPH {runs} {{ ?run {v.GENERATED} {graph} }} }}"):
        quads.update(store.quads(subject=node_of(row["run"]), graph=runs))
    own = {node_of(quad.subject) for quad in quads}
    for row in store.select(f"""
        SELECT ?software WHERE {{
          GRAPH {runs} {{ {values("own", own)} ?own {v.ASSOCIATED_WITH} ?software
                          FILTER NOT EXISTS {{ ?run {v.ASSOCIATED_WITH} ?software ; {v.GENERATED} ?other
                                               FILTER(?other != {graph}) }} }}
        }}"""):
        quads.update(store.quads(subject=node_of(row["software"]), graph=runs))
    return quads


def _replace(store: Store, graph: NamedNode, change: Change, run: set[Quad]) -> None:
    old, new = change
    sources = _change_of_sources(store, graph, change)
    claims = _change_of_claims(store, graph, change, sources)
    removed = old | runs_of(store, graph) | sources[0] | claims[0]
    added = new | run | sources[1] | claims[1]
    judged = rejudged(store, removed=removed - added, added=added)
    removed, added = removed | judged[0], added | judged[1]
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


def _change_of_claims(store: Store, graph: NamedNode, change: Change, sources: Change) -> Change:
    names = Names(store.base)
    claims = names.graph("claims")
    gone, come = (expressed_in(names, quads) for quads in change)
    labels_before, labels_after = (labels_in(names, quads) for quads in sources)
    renamed = {id_ for id_ in labels_before | labels_after if labels_before.get(id_) != labels_after.get(id_)}
    ids = {id_ for each in gone ^ come if (id_ := claim_id(each.text))}
    touched = {names.claim(id_) for id_ in ids} | _claims_naming(
        store,
        [names.source(id_) for id_ in renamed],
        {label for id_ in renamed for label in labels_after.get(id_, ()) if label not in labels_before.get(id_, ())},
    )
    if not touched:
        return set(), set()
    expressions = expressed(store, only=touched, without=graph)
    expressions |= {each for each in come if (id_ := claim_id(each.text)) and names.claim(id_) in touched}
    labels = _labels_standing_in(store, {each.text for each in expressions}) | labels_after
    for id_ in labels_before.keys() - labels_after.keys():
        labels.pop(id_, None)

    statements = {names.statement(each.statement) for each in gone - come}
    before = {quad for node in touched | statements for quad in store.quads(subject=node, graph=claims)}
    for row in store.select(f"""
        SELECT ?s ?claim WHERE {{ {values("claim", touched)}
                                  GRAPH {claims} {{ ?s {v.EXPRESSES} ?claim }} }}"""):
        before.add(Quad(node_of(row["s"]), v.EXPRESSES, node_of(row["claim"]), claims))
    return before, claim_graph(names, expressions, labels)


def _claims_naming(store: Store, sources: list[NamedNode], labels: set[str]) -> set[NamedNode]:
    """Return the claims that are about one of these sources, or have one of these names in their text."""
    if not sources:
        return set()
    claims = Names(store.base).graph("claims")
    rows = store.select(f"""
        SELECT DISTINCT ?claim WHERE {{
          {{ {values("source", sources)} GRAPH {claims} {{ ?claim {v.ABOUT} ?source }} }}
          UNION
          {{ GRAPH {claims} {{ ?claim {v.TEXT} ?text }} FILTER({_has_one_of(labels)}) }}
        }}""")
    return {node_of(row["claim"]) for row in rows}


def _labels_standing_in(store: Store, texts: set[str]) -> dict[str, set[str]]:
    """Return the names of named sources that stand in one of these texts, as letters at least."""
    names = Names(store.base)
    labels: dict[str, set[str]] = {}
    together = Literal("\n".join(sorted(texts)))  # one long search for each name, not one for each pair
    for row in store.select(f"""
        SELECT DISTINCT ?source ?label WHERE {{
          GRAPH {names.graph("sources")} {{ ?source {v.PREF_LABEL}|{v.ALT_LABEL} ?label
                                            FILTER(CONTAINS({together}, STR(?label)))
                                            FILTER NOT EXISTS {{ ?source a {v.UNNAMED_SOURCE} }} }}
        }}"""):
        labels.setdefault(names.id(node_of(row["source"])), set()).add(literal_of(row["label"]).value)
    return labels


def _has_one_of(labels: set[str]) -> str:
    """Return the SPARQL condition that a text has one of these names in it.

    One search serves for all of them, but for names beyond Latin-1, which Virtuoso's regular expressions don't know.
    """
    plain = {label for label in labels if all(ord(letter) < _BEYOND_LATIN for letter in label)}
    conditions = [f"CONTAINS(STR(?text), {Literal(label)})" for label in sorted(labels - plain)]
    if plain:
        escaped = "|".join(re.sub(r"([\\.\[\]{}()*+?^$|])", r"\\\1", label) for label in sorted(plain))
        conditions.append(f"REGEX(STR(?text), {Literal(escaped)})")
    return " || ".join(conditions) or "false"
