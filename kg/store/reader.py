"""Documents and statements, one by one: what is known of each, read from the graph."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from kg.errors import NotFoundError
from kg.model import Document, Record
from kg.rdf import vocabulary as v
from kg.rdf.read import Description
from kg.rdf.vocabulary import Names
from kg.store import fetch
from kg.store.base import Store
from kg.store.derive import node_of
from kg.store.judged import Judged


class Reader:
    """Reads a store. Nothing is kept between two calls."""

    def __init__(self, store: Store) -> None:
        """Read this store."""
        self._store = store
        self._names = Names(store.base)

    def statement(self, id_: str) -> Record:
        """Return the statement with this id; raises NotFoundError."""
        node = self._names.statement(id_)
        if not any(quad.object == v.STATEMENT for quad in self._store.quads(subject=node)):
            raise NotFoundError(f"there is no statement {id_!r} in the store")
        return next(self.records([node]))

    def document(self, id_: str) -> Document:
        """Return the document with this id, with its text, as it was read; raises NotFoundError.

        Its publisher is called as the article has it, whatever was judged: the id is made of that.
        """
        node, graph = self._names.document(id_), self._names.document_graph(id_)
        quads = set(self._store.quads(subject=node, graph=graph))
        if not quads:
            raise NotFoundError(f"there is no document {id_!r} in the store")
        outlets = [quad.object for quad in quads if quad.predicate in (v.PUBLISHER, v.SOURCE_ORGANIZATION)]
        for outlet in map(node_of, outlets):
            quads.update(self._store.quads(subject=outlet, graph=graph))
        return Description(self._names, quads).document(node)

    def records(self, nodes: Iterable[NamedNode]) -> Iterator[Record]:
        """Yield statements as lists show them; those that another process has removed meanwhile are left out."""
        judged = Judged(self._store)
        for batch in fetch.batches(nodes):
            description = Description(self._names, fetch.statements(judged, batch))
            for node in filter(description.holds, batch):
                statement = description.statement(node)
                document = self._names.document(statement.document)
                yield Record(
                    statement=statement,
                    metadata=description.metadata(document),
                    notice=judged.notice_in(document, node),
                    document_notice=judged.notice(document),
                )
