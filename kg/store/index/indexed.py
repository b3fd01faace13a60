"""A store whose index follows every change of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from pathlib import Path
from typing import Self

from pyoxigraph import BlankNode, NamedNode, Quad

from kg.rdf.vocabulary import Names
from kg.store.base import Answer, Dataset, Store, Stream, Term
from kg.store.index.index import OvertakenError, SearchIndex, never
from kg.store.index.schema import FILE
from kg.store.index.touched import Touched

_ATTEMPTS = 5


class IndexedStore:
    """A `Store` that passes everything on to another one, and tells an index what has changed."""

    def __init__(self, store: Store, index: SearchIndex, *, shared: bool = False) -> None:
        """Take over both; the index is in step with the store. `over` tells what `shared` means."""
        self._store = store
        self._shared = shared
        self.index = index
        self._names = Names(store.base)

    @classmethod
    def over(
        cls,
        store: Store,
        folder: Path,
        *,
        distrusted: bool = False,
        overtaken: Callable[[], bool] = never,
        shared: bool = False,
    ) -> Self:
        """Return a store with the index in a folder, which is brought up to date with the store.

        Whoever only reads tells whether it was `overtaken` by a writer, who sees to the index then; one that was never
        filled is made in memory. `distrusted` is an index that a power cut may have left ahead of the store. Where the
        store is `shared` with other machines, which have indexes of their own, this one also looks at each refresh, and
        before each change, for what they have written.
        """
        index = SearchIndex.open(folder / FILE, base=store.base)
        try:
            if not overtaken():
                index.synchronise(store, distrusted=distrusted, overtaken=overtaken)
        except OvertakenError:
            pass
        if index.seen is None:
            index.close()
            index = SearchIndex.open(None, base=store.base)
            index.rebuild(store)
        return cls(store, index, shared=shared)

    @property
    def base(self) -> str:
        """The base of the IRIs of everything in the store."""
        return self._store.base

    @property
    def within(self) -> Store:
        """The store that this one passes everything on to."""
        return self._store

    @property
    def is_shared(self) -> bool:
        """Whether other machines write to the store too."""
        return self._shared

    @property
    def revision(self) -> str:
        """What tells the state of the store from any other."""
        return self._store.revision

    def apply(self, *, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Remove and add these quads in one transaction; a quad in both ends up in the store.

        Where the store refuses, the index stays as it was.
        """
        removed, added = list(removed), list(added)
        self.catch_up()  # else `follow` would take what others have written for known
        touched = Touched.by(self._names, (*removed, *added))
        if touched:
            self.index.note(touched)
        self._store.apply(removed=removed, added=added)
        self.index.follow(self._store, touched)

    def catch_up(self) -> None:
        """Bring the index up to date where others may have written, or it could not follow a change before."""
        if self._shared or self.index.is_behind:
            self.index.synchronise(self._store)

    def load(self, quads: Iterable[Quad]) -> None:
        """Add many quads, none of which is there, not in one transaction; the index is not told."""
        self._store.load(quads)

    def graphs(self) -> Iterator[NamedNode | BlankNode]:
        """Yield the names of the graphs that hold a quad, each once, in no order."""
        return self._store.graphs()

    def quads(self, *, subject: NamedNode | None = None, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads with this subject, in this graph; all of them where neither is given."""
        return self._store.quads(subject=subject, graph=graph)

    def about(self, subjects: Iterable[NamedNode], *, without: Iterable[NamedNode] = ()) -> Iterator[Quad]:
        """Yield the quads with one of these subjects, which are all different, but for some predicates."""
        return self._store.about(subjects, without=without)

    def leading_to(self, objects: Iterable[NamedNode], *, by: NamedNode) -> Iterator[Quad]:
        """Yield the quads with this predicate and one of these objects, which are all different."""
        return self._store.leading_to(objects, by=by)

    def select(self, query: str) -> Iterator[Mapping[str, Term]]:
        """Yield the solutions of a SPARQL SELECT query as {variable: term}, without those left unbound."""
        return self._store.select(query)

    def query(self, query: str) -> Answer:
        """Answer any SPARQL query."""
        return self._store.query(query)

    def stream(self, query: str, *, dataset: Dataset | None = None, union: bool = False) -> Stream:
        """Answer any SPARQL query bit by bit."""
        return self._store.stream(query, dataset=dataset, union=union)

    def check_settled(self) -> None:
        """Raise StoreError where a part of a change can be seen."""
        self._store.check_settled()

    def refresh(self) -> None:
        """Let the reads that follow see what other processes have written."""
        self._store.refresh()
        if self._shared:
            self.index.synchronise(self._store)

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self._store)

    def pinned(self) -> "IndexedStore":
        """Return it in one state, which stays whatever is written meanwhile; its user closes its `index`, not it.

        Where somebody writes just now the two may be one change apart: what one of them doesn't know is not shown.
        """
        for _ in range(_ATTEMPTS):
            index, store = self.index.pinned(), copy(self._store)
            if index.seen == store.revision or index is self.index:
                break
            index.close()
            self._store.refresh()
        else:
            index = self.index.pinned()
        return IndexedStore(store, index)

    def close(self) -> None:
        """Release store and index."""
        self.index.close()
        self._store.close()
