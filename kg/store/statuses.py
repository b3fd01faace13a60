"""What became of documents and statements, in `graph/judged`, after a change.

The status of a document and its statements follows from its own note and from judgements on it and them, so that a
change is told from the documents alone that it has to do with, however many notes the store holds.
"""

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from kg.judgements.judgement import Subject
from kg.judgements.standing import Judgements
from kg.judgements.statuses import OF_STATUS, status_quads
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.base import Change, Store
from kg.store.derive import node_of, value_of, values
from kg.store.kept import parts


def statuses_of_documents(store: Store, judgements: Judgements, removed: set[Quad], added: set[Quad]) -> Change:
    """Return the statuses before and after whole documents are removed, or added in the place of what was removed."""
    touched = {
        node_of(quad.subject)
        for quad in removed | added
        if quad.predicate == v.IS_PART_OF or quad.object == v.NEWS_ARTICLE
    }
    return _standing(store, touched), set(status_quads(Names(store.base), judgements.standing, added))


def statuses_judged_anew(store: Store, before: Judgements, after: Judgements) -> Change:
    """Return the statuses before and after judgements change."""
    names, old, new = Names(store.base), before.standing.rulings, after.standing.rulings
    changed = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    if not changed:
        return set(), set()
    found = _evidence(store, _ruled(store, changed))
    touched = {node_of(quad.subject) for quad in found}
    return _standing(store, touched), set(status_quads(names, after.standing, found))


def all_statuses(store: Store, judgements: Judgements) -> set[Quad]:
    """Return the statuses of everything in the store."""
    noted = store.select(f"SELECT DISTINCT ?d WHERE {{ GRAPH ?g {{ ?d {v.CORRECTION} ?note }} }}")
    documents = {node_of(row["d"]) for row in noted} | _ruled(store, judgements.standing.rulings)
    return set(status_quads(Names(store.base), judgements.standing, _evidence(store, documents)))


def _ruled(store: Store, rulings: Iterable[tuple[Subject, str]]) -> set[NamedNode]:
    """Return the documents that rulings are about, and those of the statements that they are about."""
    names, rulings = Names(store.base), list(rulings)
    documents = {names.document(id_) for subject, id_ in rulings if subject is Subject.DOCUMENT}
    statements = {names.statement(id_) for subject, id_ in rulings if subject is Subject.STATEMENT}
    part_of = f"SELECT ?d WHERE {{ {values('s', statements)} GRAPH ?g {{ ?s {v.IS_PART_OF} ?d }} }}"
    return documents | {node_of(row["d"]) for row in store.select(part_of)}


def _evidence(store: Store, documents: Iterable[NamedNode]) -> set[Quad]:
    """Return the class and the note of documents, and what is part of them."""
    quads = set()
    for some in parts(sorted(documents, key=lambda node: node.value)):
        which = values("d", some)
        for row in store.select(f"""
            SELECT ?g ?d ?note WHERE {{
              GRAPH ?g {{ {which} ?d a {v.NEWS_ARTICLE} OPTIONAL {{ ?d {v.CORRECTION} ?note }} }}
            }}"""):
            document, graph = node_of(row["d"]), node_of(row["g"])
            quads.add(Quad(document, v.TYPE, v.NEWS_ARTICLE, graph))
            if "note" in row:
                quads.add(Quad(document, v.CORRECTION, value_of(row["note"]), graph))
        for row in store.select(f"SELECT ?g ?s ?d WHERE {{ GRAPH ?g {{ {which} ?s {v.IS_PART_OF} ?d }} }}"):
            quads.add(Quad(node_of(row["s"]), v.IS_PART_OF, node_of(row["d"]), node_of(row["g"])))
    return quads


def _standing(store: Store, nodes: Iterable[NamedNode]) -> set[Quad]:
    graph = Names(store.base).graph("judged")
    return {quad for node in nodes for quad in store.quads(subject=node, graph=graph) if quad.predicate in OF_STATUS}
