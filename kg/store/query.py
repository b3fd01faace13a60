"""Users' own SPARQL: checked before it is run, with the prefixes of this project in front.

Only SELECT, ASK, CONSTRUCT and DESCRIBE over what is in the store; nothing that writes or fetches. There is no
limit of time here: a service that strangers can reach must run this in a process that it can stop.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pyoxigraph import NamedNode
from pyparsing import ParseBaseException, ParseResults
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import QueryError
from kg.rdf.vocabulary import Names
from kg.store.base import Answer, Dataset, Store
from kg.store.plain import plain


class Form(StrEnum):
    """What a query asks for."""

    SELECT = "select"
    ASK = "ask"
    CONSTRUCT = "construct"
    DESCRIBE = "describe"


_CASTS = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}"
    for name in ("boolean", "dateTime", "decimal", "double", "float", "integer", "string")
)
"""The functions that are called by an IRI in SPARQL 1.1 itself (17.5)."""
_ALLOWED = "only SELECT, ASK, CONSTRUCT and DESCRIBE of what is in the store"


def run_query(store: Store, sparql: str) -> Answer:
    """Answer a user's query; raises QueryError, with what isn't allowed or the place of a syntax error.

    `rdf:`, `xsd:`, `schema:`, `prov:`, `skos:`, `fact:`, `itsrdf:`, `kg:` and `graph:` are defined; a query may
    define them again. All data is in named graphs: a pattern outside GRAPH matches nothing.
    """
    parsed = parsed_query(sparql, store.base)
    if parsed.dataset is not None:
        raise QueryError(f"FROM is not allowed, use GRAPH: {_ALLOWED}")
    return store.query(parsed.text)


def prologue(base: str) -> str:
    """Return the prefixes that every query may use, in one line, for a store of this base."""
    return "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in Names(base).prefixes().items()) + "\n"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query that was parsed, and that neither writes nor fetches."""

    text: str
    """The query in plain words, as it was parsed, but for FROM: this is what is to be asked, over the `dataset`."""
    tree: ParseResults

    @property
    def form(self) -> Form:
        """What it asks for."""
        return Form(self.tree[1].name.removesuffix("Query").lower())

    @property
    def dataset(self) -> Dataset | None:
        """The graphs that it names with FROM and FROM NAMED, None where it names none."""
        clauses = self.tree[1].datasetClause
        if not clauses:
            return None
        return Dataset(
            default=tuple(NamedNode(str(clause.default)) for clause in clauses if clause.default),
            named=tuple(NamedNode(str(clause.named)) for clause in clauses if clause.named),
        )


def parsed_query(sparql: str, base: str) -> Parsed:
    """Parse a query over a store of this base; raises QueryError where it can't be parsed, writes, or reaches out.

    It reaches out with SERVICE, and with functions other than SPARQL's own. FROM passes, for those who see to it that
    it names graphs of the store.
    """
    if not sparql.strip():
        raise QueryError(f"the query is empty: {_ALLOWED}")
    if re.search(r"\\[uU]|\r(?!\n)", sparql):
        # The parser of this check and the store's own read these differently: rdflib replaces \u0022 before it
        # parses, and ends a comment at a line feed only. Each could be shown another query than the other.
        raise QueryError("\\u, \\U and bare carriage returns are not allowed: write the characters themselves")
    try:
        words = plain(sparql, Names(base).prefixes())
        tree = parseQuery(words.whole)
        for part in _parts(tree[1]):
            _check_part(part)
    except (ParseBaseException, RecursionError) as error:
        raise _refusal(sparql, error) from error
    return Parsed(words.asked, tree)


def _check_part(part: CompValue) -> None:
    if part.name == "ServiceGraphPattern":
        raise QueryError(f"SERVICE is not allowed: {_ALLOWED}")
    if part.name == "Function" and str(part.iri) not in _CASTS:
        raise QueryError(
            f"the function <{str(part.iri)[:80]}> is not allowed: use those of SPARQL 1.1, and of XML Schema "
            f"{', '.join(sorted(iri.rpartition('#')[2] for iri in _CASTS))}"
        )
    if part.name == "pname":  # all names are written out, so this is an IRI that the parser takes for < and a name
        raise QueryError("the query can't be parsed: where < and > compare, put spaces around them")


def _refusal(sparql: str, error: ParseBaseException | RecursionError) -> QueryError:
    """Return what is wrong with a query that can't be parsed in plain words, with the place in its own."""
    if not isinstance(error, RecursionError):
        if _fault(parseUpdate, sparql) is None:
            return QueryError(f"updates are not allowed: {_ALLOWED}")
        error = _fault(parseQuery, sparql) or error
    if isinstance(error, RecursionError):
        return QueryError("the query is nested too deep: write it in fewer brackets")
    return QueryError(
        f"the query can't be parsed at line {error.lineno}, column {error.column}: {error.line.strip()[:80]!r}"
    )


def _fault(parse: Callable[[str], object], sparql: str) -> ParseBaseException | RecursionError | None:
    try:
        parse(sparql)
    except (ParseBaseException, RecursionError) as error:
        return error
    return None


def _parts(part: Any) -> Iterator[CompValue]:
    if isinstance(part, CompValue):
        yield part
        for value in part.values():
            yield from _parts(value)
    elif not isinstance(part, str) and hasattr(part, "__iter__"):
        for value in part:
            yield from _parts(value)
