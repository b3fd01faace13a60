"""Relays, read from an index: who hands on whose statement, where and when."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.model import Act, Quotation, Status
from kg.store.index.asked import asked
from kg.store.index.traits import Traits
from kg.store.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Relay:
    """That one source hands on a statement of another: ids, and the day on which the document appeared.

    `speaker` is whose statement it is, `of` whoever it was had from directly: an agency stands between. `status` is
    the statement's own or its document's.
    """

    statement: str
    document: str
    by: str
    of: str
    speaker: str
    publisher: str | None
    quotation: Quotation
    act: Act
    status: Status
    published: date | None


def relays(connection: sqlite3.Connection, terms: Terms) -> Iterator[Relay]:
    """Yield the relays of the statements that terms ask for, with the sources as judged, in no order.

    Raises QueryError for terms that ask for nothing that there can be.
    """
    sought = asked(connection, terms)
    rows = connection.execute(
        f"""
        SELECT statements.id, documents.id, relayer.id, relayed.id, speaker.id, publisher.id, traits, published
        FROM {sought.tables}
        JOIN relays ON relays.statement = statements.number
        JOIN documents ON documents.number = statements.document
        JOIN sources by_found ON by_found.number = relays.relayer JOIN sources relayer ON relayer.number = by_found.one
        JOIN sources of_found ON of_found.number = relays.relayed JOIN sources relayed ON relayed.number = of_found.one
        JOIN sources speaker ON speaker.number = statements.source
        LEFT JOIN sources publisher ON publisher.number = statements.publisher
        WHERE {sought.where} AND by_found.one <> of_found.one
        """,  # noqa: S608 -- see Asked
        sought.parameters,
    )
    for statement, document, by, of, speaker, publisher, traits, published in rows:
        unpacked = _unpacked(traits)
        yield Relay(
            statement=statement,
            document=document,
            by=by,
            of=of,
            speaker=speaker,
            publisher=publisher,
            quotation=unpacked.quotation,
            act=unpacked.act,
            status=unpacked.status,
            published=date.fromordinal(published) if published is not None else None,
        )


@lru_cache(maxsize=10_000)
def _unpacked(traits: int) -> Traits:
    return Traits.unpack(traits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relayer:
    """A source in the network of relays, as judged; `statements` are those of its own, anywhere in the store.

    `words` are those of the article for an unnamed one.
    """

    id: str
    name: str
    kind: str
    named: bool
    publisher: bool
    statements: int
    words: str | None


def relayers(connection: sqlite3.Connection) -> Iterator[Relayer]:
    """Yield all sources, whether or not they relay anybody, in no order; `publisher` is who publishes documents."""
    rows = connection.execute(
        "SELECT id, name, kind, named, number IN (SELECT publisher FROM documents), statements, written "
        "FROM sources WHERE one = number AND known"
    )
    for id_, name, kind, named, publisher, statements, words in rows:
        yield Relayer(
            id=id_,
            name=name,
            kind=kind,
            named=bool(named),
            publisher=bool(publisher),
            statements=statements,
            words=None if named else words,
        )
