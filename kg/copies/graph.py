"""`graph/copies`: the verdicts on which document is a copy or a version of which, as RDF; derived, like `graph/claims`.

    ?document  kg:copyOf, prov:wasDerivedFrom     another document: the same text, or nearly
    ?document  kg:versionOf, prov:wasRevisionOf   the version before it
    ?verdict   a kg:Verdict                       one for each of these, with its kind, score and both documents

An index keeps what is needed of the texts. `follow` is called after each change of the documents or of the judgements
about them, `synchronise` where that may have been missed; either ends in what `rebuild` would.
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.copies.index import CopyIndex
from kg.copies.verdicts import NOBODY, JudgedPairs, Verdict, VerdictKind, decide
from kg.ids import digest
from kg.model import Document
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.rdf.write import decimal
from kg.store.base import Store
from kg.store.derive import node_of, values
from kg.store.fetch import batches
from kg.store.reader import Reader

Change = tuple[set[Quad], set[Quad]]
"""The quads to remove and those to add."""

KINDS = {
    VerdictKind.SAME_TEXT: v.SAME_TEXT,
    VerdictKind.NEW_VERSION: v.NEW_VERSION,
    VerdictKind.NEAR_COPY: v.NEAR_COPY,
}


def verdicts(store: Store, judged: JudgedPairs = NOBODY, *, workers: int = 1) -> frozenset[Verdict]:
    """Return the verdicts on all documents of a store, from nothing but what they hold: slow, and keeps nothing."""
    with CopyIndex.open() as index:
        index.put(_documents(store, sorted(stored(store))), workers=workers)
        return all_verdicts(index, judged)


def all_verdicts(index: CopyIndex, judged: JudgedPairs = NOBODY) -> frozenset[Verdict]:
    """Return the verdicts on all documents of an index."""
    return _decided(index, index.related() | judged.ties.keys(), judged)


def update(
    store: Store, index: CopyIndex, documents: Iterable[str], judged: JudgedPairs = NOBODY, *, workers: int = 1
) -> Change:
    """Return how `graph/copies` has to change because these documents, or judgements about them, did.

    A document that is no longer in the store goes out of the index, any other is read anew, by so many processes. The
    documents, and all whose verdicts may change with them, stay marked in the index until `CopyIndex.settle`, so that
    a change that is computed and never applied is computed again. `follow` does all of it.
    """
    with index.alone():
        given = set(documents) | index.pending()
        ties = judged.ties
        before = index.around(given, tied=ties)
        index.touch(before)
        there = _those_stored(store, given)
        index.drop(given - there)
        index.put(_documents(store, sorted(there)), workers=workers)
        after = index.around(before, tied=ties)
        return _difference(_held(store, after), verdict_quads(Names(store.base), _decided(index, after, judged)))


def follow(
    store: Store, index: CopyIndex, documents: Iterable[str], judged: JudgedPairs = NOBODY, *, workers: int = 1
) -> bool:
    """Bring `graph/copies` up to date after these documents, or judgements about them, changed; tell whether it did.

    Every document whose judgement changed has to be given, both of a pair.
    """
    with index.alone():
        removed, added = update(store, index, documents, judged, workers=workers)
        store.apply(removed=removed, added=added)
        index.settle()
    return bool(removed or added)


def synchronise(
    store: Store,
    index: CopyIndex,
    judged: JudgedPairs = NOBODY,
    *,
    changed: Iterable[str] = (),
    workers: int = 1,
) -> bool:
    """Bring an index that may have missed something up to date, and `graph/copies` after it; tell whether that changed.

    Missed is what the store has and the index doesn't, or the other way round, and what was touched and not settled.
    A document of which only the metadata are others is no other document: it has to be given as `changed`.
    """
    with index.alone():
        known = index.documents()
        if not known:
            return rebuild(store, index, judged, workers=workers)
        missed = (stored(store) ^ known) | set(changed)
        if not missed and not index.pending():
            return False
        return follow(store, index, missed, judged, workers=workers)


def rebuild(store: Store, index: CopyIndex, judged: JudgedPairs = NOBODY, *, workers: int = 1) -> bool:
    """Make the index and `graph/copies` anew from the documents; tell whether the graph changed."""
    with index.alone():
        there = sorted(stored(store))
        index.clear()
        index.touch(there)
        index.put(_documents(store, there), workers=workers)
        removed, added = _difference(_graph(store), verdict_quads(Names(store.base), all_verdicts(index, judged)))
        store.apply(removed=removed, added=added)
        index.settle()
    return bool(removed or added)


def compare(store: Store, judged: JudgedPairs = NOBODY, *, workers: int = 1) -> Change:
    """Return the quads of `graph/copies` that don't follow from the documents, and those that are missing."""
    return _difference(_graph(store), verdict_quads(Names(store.base), verdicts(store, judged, workers=workers)))


def verdict_quads(names: Names, found: Iterable[Verdict]) -> set[Quad]:
    """Return verdicts as quads of `graph/copies`."""
    graph = names.graph("copies")
    return {Quad(*triple, graph) for verdict in found for triple in _triples(names, verdict)}


def stored(store: Store) -> set[str]:
    """Return the ids of the documents in a store."""
    return _ids(store, "")


def _decided(index: CopyIndex, documents: Iterable[str], judged: JudgedPairs) -> frozenset[Verdict]:
    entries = index.entries(documents)
    return decide(entries, index.near({entry.text for entry in entries}), index.containment, judged)


def _triples(names: Names, verdict: Verdict) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    document, of = names.document(verdict.document), names.document(verdict.of)
    node = names.verdict(digest("verdict", verdict.kind, verdict.of, verdict.document))
    if verdict.kind is VerdictKind.NEW_VERSION:
        yield document, v.VERSION_OF, of
        yield document, v.REVISION_OF, of
    else:
        yield document, v.COPY_OF, of
        yield document, v.DERIVED_FROM, of
    yield node, v.TYPE, v.VERDICT
    yield node, v.VERDICT_KIND, KINDS[verdict.kind]
    yield node, v.VERDICT_ON, document
    yield node, v.VERDICT_OF, of
    yield node, v.SCORE, decimal(verdict.score)


def _difference(held: set[Quad], wanted: set[Quad]) -> Change:
    return held - wanted, wanted - held


def _graph(store: Store) -> set[Quad]:
    return set(store.quads(graph=Names(store.base).graph("copies")))


def _held(store: Store, documents: Iterable[str]) -> set[Quad]:
    """Return what the store has of the verdicts on these documents."""
    names = Names(store.base)
    graph = names.graph("copies")
    subjects: set[NamedNode] = set()
    for batch in batches(map(names.document, documents)):
        subjects.update(batch)
        for row in store.select(f"""
            SELECT ?verdict WHERE {{
              {values("document", batch)} GRAPH {graph} {{ ?verdict {v.VERDICT_ON} ?document }}
            }}"""):
            subjects.add(node_of(row["verdict"]))
    return {quad for subject in subjects for quad in store.quads(subject=subject, graph=graph)}


def _those_stored(store: Store, documents: Iterable[str]) -> set[str]:
    names = Names(store.base)
    return {id_ for batch in batches(map(names.document, documents)) for id_ in _ids(store, values("document", batch))}


def _ids(store: Store, which: str) -> set[str]:
    names = Names(store.base)
    rows = store.select(f"SELECT ?document ?g WHERE {{ {which} GRAPH ?g {{ ?document a {v.NEWS_ARTICLE} }} }}")
    found = ((names.id(node_of(row["document"])), node_of(row["g"])) for row in rows)
    return {id_ for id_, graph in found if graph == names.document_graph(id_)}


def _documents(store: Store, ids: Iterable[str]) -> Iterator[Document]:
    return map(Reader(store).document, ids)
