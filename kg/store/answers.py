"""What a SPARQL server answers, read bit by bit: solutions and triples, and what shows that they are not whole."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager

import httpx
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from kg.errors import StoreError
from kg.store.base import Dataset, Term
from kg.store.canonical import canonical
from kg.store.http import RESULTS, Body, Server


@contextmanager
def results(server: Server, query: str, dataset: Dataset | None = None) -> Generator[QuerySolutions | QueryBoolean]:
    """Give the results of a query to be read, and map what goes wrong meanwhile."""
    with server.ask(query, RESULTS, dataset) as (response, body):
        form = QueryResultsFormat.from_media_type(_media_type(response))
        if form is None:
            raise StoreError(
                f"{server.address} answers in {_media_type(response)}: give the address of a SPARQL endpoint"
            )
        with _understood(server.address):
            yield parse_query_results(body.file, format=form)
        _check_whole(response, server.address)


def solutions(server: Server, query: str) -> Iterator[Mapping[str, Term]]:
    """Yield the solutions of a SELECT query as {variable: term}, without those left unbound."""
    with results(server, query) as answer:
        if isinstance(answer, QueryBoolean):
            raise StoreError(f"{server.address} answers yes or no where it was asked for solutions")
        names = [variable.value for variable in answer.variables]
        for solution in answer:
            yield {
                name: canonical(term)
                for name, term in zip(names, solution, strict=True)
                if isinstance(term, NamedNode | Literal | Triple)
            }


def triples(response: httpx.Response, body: Body, where: str) -> Iterator[Triple]:
    """Yield the triples of an answer."""
    form = RdfFormat.from_media_type(_media_type(response))
    if form is None:
        raise StoreError(f"{where} answers in {_media_type(response)}: give the address of a SPARQL endpoint")
    with _understood(where):
        for quad in parse(body.file, format=form):
            found = canonical(quad.object) if isinstance(quad.object, Literal) else quad.object
            yield Triple(quad.subject, quad.predicate, found)


@contextmanager
def _understood(where: str) -> Generator[None]:
    try:
        yield
    except SyntaxError as error:
        raise StoreError(f"the answer of {where} ends too soon or is malformed ({error.msg})") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"the answer of {where} can't be read ({error})") from error


def _check_whole(response: httpx.Response, where: str) -> None:
    """Raise an error where a server says that it has cut an answer."""
    if most := response.headers.get("x-sparql-maxrows"):
        raise StoreError(f"{where} gives no more than {most} rows: raise its limit, or set KG_STORE_GRAPHS")


def _media_type(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", "nothing"))
