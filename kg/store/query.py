"""Users' own SPARQL: checked before it is run, with the prefixes of this project in front.

Only SELECT, ASK, CONSTRUCT and DESCRIBE over what is in the store; nothing that writes or fetches. There is no
limit of time here: a service that strangers can reach must run this in a process that it can stop.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pyoxigraph import NamedNode
from pyparsing import ParseBaseException, ParseResults
from rdflib.plugins.sparql.algebra import translatePrologue
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import QueryError
from kg.rdf.vocabulary import Names
from kg.store.base import Answer, Dataset, Store


class Form(StrEnum):
    """What a query asks for."""

    SELECT = "select"
    ASK = "ask"
    CONSTRUCT = "construct"
    DESCRIBE = "describe"


_ALLOWED = "only SELECT, ASK, CONSTRUCT and DESCRIBE of what is in the store"


def run_query(store: Store, sparql: str) -> Answer:
    """Answer a user's query; raises QueryError, with what isn't allowed or the place of a syntax error.

    `rdf:`, `xsd:`, `schema:`, `prov:`, `skos:`, `fact:`, `itsrdf:`, `kg:` and `graph:` are defined; a query may
    define them again. All data is in named graphs: a pattern outside GRAPH matches nothing.
    """
    check_query(sparql)
    return store.query(prologue(store.base) + sparql)


def prologue(base: str) -> str:
    """Return the prefixes that every query may use, in one line, for a store of this base."""
    return "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in Names(base).prefixes().items()) + "\n"


def check_query(sparql: str) -> None:
    """Raise QueryError unless this is a query that can be parsed and neither writes nor fetches."""
    if parsed_query(sparql).has_dataset:
        raise QueryError(f"FROM is not allowed, use GRAPH: {_ALLOWED}")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query that was parsed, and that neither writes nor asks another service."""

    tree: ParseResults

    @property
    def form(self) -> Form:
        """What it asks for."""
        return Form(self.tree[1].name.removesuffix("Query").lower())

    @property
    def has_dataset(self) -> bool:
        """Tell whether it names the graphs that it is about, with FROM."""
        return bool(self.tree[1].datasetClause)

    def dataset(self, base: str) -> Dataset | None:
        """Return the graphs that it names with FROM and FROM NAMED, None where it names none.

        `base` is that of the store, for the prefixes that every query may use.
        """
        if not self.has_dataset:
            return None
        default: list[NamedNode] = []
        named: list[NamedNode] = []
        try:
            prologue = translatePrologue(self.tree[0], None, dict(Names(base).prefixes()))
            known = {prefix for prefix, _ in prologue.namespace_manager.namespaces()}
            for clause in self.tree[1].datasetClause:
                graphs, name = (named, clause.named) if clause.named else (default, clause.default)
                if isinstance(name, CompValue) and (name.prefix or "") not in known:
                    raise QueryError(f"FROM names a graph with the prefix {name.prefix}:, which is not defined")
                graphs.append(NamedNode(str(prologue.absolutize(name))))
        except (ValueError, LookupError) as error:
            raise QueryError(f"FROM names a graph with what is no IRI: {error}") from error
        return Dataset(default=tuple(default), named=tuple(named))


def parsed_query(sparql: str) -> Parsed:
    """Parse a query; raises QueryError where it can't be parsed, writes, or asks another service.

    Unlike `check_query` this lets FROM pass, for those who see to it that it is not fetched.
    """
    if not sparql.strip():
        raise QueryError(f"the query is empty: {_ALLOWED}")
    if re.search(r"\\[uU]|\r(?!\n)", sparql):
        # The parser of this check and the store's own read these differently: rdflib replaces \u0022 before it
        # parses, and ends a comment at a line feed only. Each could be shown another query than the other.
        raise QueryError("\\u, \\U and bare carriage returns are not allowed: write the characters themselves")
    try:
        tree = parseQuery(sparql)
        if any(part.name == "ServiceGraphPattern" for part in _parts(tree[1])):
            raise QueryError(f"SERVICE is not allowed: {_ALLOWED}")
    except (ParseBaseException, RecursionError) as error:
        raise _refusal(sparql, error) from error
    return Parsed(tree)


def _refusal(sparql: str, error: ParseBaseException | RecursionError) -> QueryError:
    if isinstance(error, RecursionError):
        return QueryError("the query is nested too deep: write it in fewer brackets")
    try:
        parseUpdate(sparql)
    except (ParseBaseException, RecursionError):
        return QueryError(
            f"the query can't be parsed at line {error.lineno}, column {error.column}: {error.line.strip()[:80]!r}"
        )
    return QueryError(f"updates are not allowed: {_ALLOWED}")


def _parts(part: Any) -> Iterator[CompValue]:
    if isinstance(part, CompValue):
        yield part
        for value in part.values():
            yield from _parts(value)
    elif not isinstance(part, str) and hasattr(part, "__iter__"):
        for value in part:
            yield from _parts(value)
