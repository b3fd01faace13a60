"""Who says how many of what, and when: the amounts in statements, as rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pyoxigraph import NamedNode

from kg.claims.amount import Amount, comparable
from kg.claims.measured import singular
from kg.claims.units import Unit, unit_lexicon
from kg.errors import QueryError
from kg.model import Record
from kg.rdf import vocabulary as v
from kg.rdf.amounts import read_amount
from kg.rdf.vocabulary import Names
from kg.rdf.write import Pair
from kg.store.amounts import amounts_of
from kg.store.base import Store
from kg.store.derive import node_of, value_of
from kg.store.fetch import batches

EXAMINED = 10_000
"""How many statements are looked through for amounts, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRow:
    """An amount that a statement says; `converted` are its ends in the unit that was asked for."""

    amount: Amount
    record: Record
    converted: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is asked for: a unit, with all others that measure the same, or a thing that is counted."""

    name: str
    unit: Unit | None
    counted: str

    @classmethod
    def named(cls, name: str) -> "Measure":
        """Return what a person calls so: "km", "dollars", "percent", or else what is counted, "containers".

        Raises QueryError for a name without letters, digits or signs.
        """
        if not (plain := " ".join(name.split())):
            raise QueryError("what amounts are asked for? Give a unit, as km or USD, or what is counted, as containers")
        unit = unit_lexicon().named(plain)
        return cls(name=plain, unit=unit, counted="" if unit else singular(plain))

    def fits(self, amount: Amount) -> bool:
        """Tell whether an amount is of this; what it is for, as in "$15 an hour", does not matter."""
        like = replace(amount, unit=self.unit, counted=self.counted, per="")
        told = amount.unit is not None or bool(amount.counted)
        return told and comparable(replace(amount, per=""), like)


def amount_rows(store: Store, records: Iterable[Record], *, of: Measure | None = None) -> Iterator[AmountRow]:
    """Yield the amounts in the contents of statements, in the order of these, and of their words in each.

    With `of`, only amounts of that, and converted where it is a unit.
    """
    names = Names(store.base)
    for batch in batches(records):
        said = _said(store, [names.statement(record.statement.id) for record in batch])
        for record in batch:
            for amount in said[names.statement(record.statement.id)]:
                if of is None or of.fits(amount):
                    converted = amount.within(of.unit) if of is not None and of.unit is not None else None
                    yield AmountRow(amount=amount, record=record, converted=converted)


def _said(store: Store, statements: Iterable[NamedNode]) -> dict[NamedNode, list[Amount]]:
    """Return the amounts of each of these statements, in the order of the text."""
    described: dict[NamedNode, list[Pair]] = defaultdict(list)
    links: list[tuple[NamedNode, NamedNode]] = []
    for quad in amounts_of(store, statements):
        if quad.predicate == v.AMOUNT:
            links.append((node_of(quad.subject), node_of(quad.object)))
        else:
            described[node_of(quad.subject)].append((quad.predicate, value_of(quad.object)))
    read = {node: read_amount(node, pairs) for node, pairs in described.items()}
    said: dict[NamedNode, list[Amount]] = defaultdict(list)
    for statement, node in links:
        said[statement].append(read[node])
    for each in said.values():
        each.sort(key=lambda amount: amount.start)
    return said
