"""Many new documents at once: their quads go to the store in bulk, and what follows from them is derived in the end.

    documents   graph by graph, some thousands at a time, with their runs and amounts
    sources     from what the documents show, counted as they go by
    judged      as for any other change

The claims are joined afterwards, by `kg.joining`. Until all of the rest is there the load is marked as begun. One that
was interrupted is taken out again when the store is opened to write the next time (`recover`), so that no half of it
stays.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf import vocabulary as v
from kg.rdf.amounts import amount_quads
from kg.rdf.vocabulary import Names
from kg.store.derive import Shown, node_of, shown_in, source_graph
from kg.store.index.indexed import IndexedStore
from kg.store.index.rows import read_document
from kg.store.judged import Judged, rejudged
from kg.store.merge import rebuild
from kg.store.write import runs_of

Item = TypeVar("Item")
_PART = 10_000
"""How many sources are derived at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A document that is not in the store yet: its id, the quads of its graph, and those of its run."""

    id: str
    document: Sequence[Quad]
    run: Sequence[Quad]


class Bulk:
    """Takes documents in, a batch at a time; `load` uses one."""

    def __init__(self, store: IndexedStore) -> None:
        """Load into this store, which has no documents."""
        self._store = store
        self._names = Names(store.base)
        self._shown: dict[NamedNode, Shown] = defaultdict(Counter)
        self._seen: set[Quad] = set()
        self._judged = Judged(store)
        self._amounts: list[Quad] = []

    def add(self, batch: Sequence[Load]) -> None:
        """Put the graphs of some documents into the store and into the index."""
        self._store.index.begin_load(each.id for each in batch)
        with self._beside(list(self._quads(batch))), self._store.index.loading() as writing:
            for each in batch:
                row = read_document(self._names, each.document, self._judged)
                if row is not None:
                    writing.insert(row, run_told(each.run))
                self._gather(each)
                self._amounts += amount_quads(self._names, each.document)
            writing.touched.clear()  # all are counted in the end

    def finish(self) -> None:
        """Derive what follows from all of them."""
        with self._beside(self._amounts), self._store.index.loading() as writing:
            writing.flush()
        for part in _parts(self._shown.items()):
            quads = source_graph(self._names, _together(shown for _, shown in part))
            with self._beside(quads):
                self._describe(quads)
        self._shown.clear()
        self._store.index.make_secondary()
        removed, added = rejudged(self._store)
        self._store.apply(removed=removed - added, added=added - removed)
        self._store.index.end_load(self._store)

    @contextmanager
    def _beside(self, quads: Collection[Quad]) -> Iterator[None]:
        """Load quads while what is inside runs: the store parses, sorts and writes them without Python."""
        with ThreadPoolExecutor(1) as thread:
            loading = thread.submit(self._store.load, quads)
            yield
            loading.result()

    def _quads(self, batch: Sequence[Load]) -> Iterator[Quad]:
        yield from self._amounts  # of the documents before
        self._amounts.clear()
        for each in batch:
            yield from each.document
            for quad in each.run:
                if quad not in self._seen:  # most runs are of one software, whose record comes with each of them
                    if quad.object == v.SOFTWARE_AGENT or quad.predicate == v.SOFTWARE_VERSION:
                        self._seen.add(quad)
                    yield quad

    def _gather(self, load: Load) -> None:
        for entry, count in shown_in(load.document).items():
            self._shown[entry[0]][entry] += count

    def _describe(self, quads: Iterable[Quad]) -> None:
        found: dict[NamedNode, list[Quad]] = defaultdict(list)
        for quad in quads:
            found[node_of(quad.subject)].append(quad)
        with self._store.index.loading() as writing:
            writing.describe(self._judged, found)


def load(store: IndexedStore, batches: Iterable[Sequence[Load]]) -> int:
    """Take many documents into a store that has none; return how many.

    Not to be interrupted by a reader's question: what it shows before the end is the documents so far, without the last
    of their statements, and without what follows from them.
    """
    bulk, documents = Bulk(store), 0
    for batch in batches:
        bulk.add(batch)
        documents += len(batch)
    bulk.finish()
    return documents


def recover(store: IndexedStore) -> int:
    """Take out the documents of a load that was interrupted; return how many there were."""
    begun = store.index.begun_loads()
    if not begun:
        return 0
    names = Names(store.base)
    for id_ in begun:
        graph = names.document_graph(id_)
        store.apply(removed={*store.quads(graph=graph), *runs_of(store, graph)}, added=[])
    rebuild(store)
    store.index.rebuild(store)
    return len(begun)


def run_told(quads: Iterable[Quad]) -> str:
    """Return what tells a run from another, from the quads of its record."""
    of: dict[NamedNode, str] = {}
    run = ""
    for quad in quads:
        if quad.predicate == v.GENERATED:
            run = node_of(quad.subject).value
        if quad.predicate in (v.ENDED, v.STATE) and isinstance(quad.object, Literal):
            of[quad.predicate] = quad.object.value
    return " ".join([run, *(of[each] for each in (v.ENDED, v.STATE) if each in of)])


def _together(shown: Iterable[Shown]) -> Shown:
    counts: Shown = Counter()
    for each in shown:
        counts.update(each)
    return counts


def _parts(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while part := list(islice(iterator, _PART)):
        yield part
