"""The page of the search for statements, for people."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from api.dependencies import GraphDependency
from api.errors import status_of_form, told
from api.pages.render import page
from api.pages.words import called
from api.routes.pages import STATEMENTS, asked
from api.terms import PageTerms, Search
from kg.errors import InputError, NotFoundError, QueryError, StoreError
from kg.facade import Graph
from kg.model import Act, Certainty, Record, Status
from kg.views.within import within
from kg.views.words import SURE

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

FEW, NEAREST = 5, 6
"""Where so few statements have the words, so many are shown that mean about the same."""
NAMES = 80
"""Sources that the form offers."""
_SEARCH = re.compile(r"-\w+|\b(?:OR|AND|NOT)\b|[^\w\s'’-]")
"""What is not meant by the words of a search, but done with them."""


@router.get("/")
def search(request: Request, graph: GraphDependency) -> HTMLResponse:
    """Show the statements that were searched for, or all; what can't be understood keeps the form as it was sent."""
    sent = dict(request.query_params)
    try:
        terms = PageTerms.model_validate(sent)
        found = graph.statements(limit=STATEMENTS, offset=terms.offset, order=terms.order, **terms.terms())
    except (ValidationError, InputError, QueryError) as error:
        values = {"terms": _as_sent(sent), "complaint": told(error), **_form(graph), "filtered": True}
        return page(request, "home.html", values, status=status_of_form(error))
    given = terms.terms()
    near = () if found.total >= FEW or terms.offset else _nearest(graph, terms, found.rows)
    rows = [*found.rows, *near]
    values = {
        "terms": {**terms.model_dump(), **_names(graph, terms)},
        "complaint": None,
        "asked": bool(given) or terms.offset > 0,
        "filtered": bool(given.keys() - {"about", "source"}),
        "found": found,
        "near": near,
        "unknown": [] if found.total else _unknown(graph, terms),
        "claims": graph.claims_of(record.statement.id for record in rows),
        "within": within(graph.text, (record.statement for record in rows)),
        "query_terms": asked(terms),
        "size": STATEMENTS,
        **_form(graph),
    }
    return page(request, "home.html", values)


def _form(graph: Graph) -> dict[str, Any]:
    """Return what the form offers."""
    quoted = (record.source for record in graph.sources(limit=NAMES).rows)
    return {
        "acts": Act,
        "certainties": Certainty,
        "statuses": Status,
        "sure": SURE,
        "publishers": graph.publishers(),
        "names": sorted(source.name for source in quoted if source.named),
    }


def _as_sent(sent: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of the form as they came, whatever stands in them."""
    named = {"true": True, "false": False}.get(sent.get("named", ""))
    return {**dict.fromkeys(PageTerms.model_fields), **sent, "named": named}


def _names(graph: Graph, terms: PageTerms) -> dict[str, str]:
    """Return the names of named sources that were asked for by their ids, as links do: a person reads the form."""
    found: dict[str, str] = {}
    for field in ("source", "through", "had_from", "publisher"):
        if id_ := getattr(terms, field):
            with suppress(NotFoundError):
                source = graph.find_source(id_).source
                found |= {field: source.name} if source.named and source.id == id_ else {}
    return found


def _unknown(graph: Graph, terms: PageTerms) -> list[dict[str, Any]]:
    """Return which sources were asked for that there are not, each with those of whose names it is a part."""
    found = []
    for field in ("source", "through", "had_from", "publisher"):
        name = getattr(terms, field)
        if name is None:
            continue
        with suppress(NotFoundError):
            graph.source(name)
            continue
        like: Sequence[Any] = ()
        with suppress(QueryError):  # nothing but marks
            like = graph.sources(name=name, limit=6).rows
        those = [(each.source.id, called(each.source)) for each in like]
        found.append({"field": field, "name": name, "like": those})
    return found


def _nearest(graph: Graph, terms: PageTerms, rows: Sequence[Record]) -> tuple[Record, ...]:
    """Return the statements that mean about what the words do, but for those that have them."""
    words = " ".join(_SEARCH.sub(" ", terms.about or "").split())
    if not words or terms.like:
        return ()
    others = {name: value for name, value in terms.terms().items() if name in Search.model_fields and name != "about"}
    have = {record.statement.id for record in rows}
    with suppress(QueryError, StoreError):  # words without meaning; claims that are joined anew
        near = graph.statements(limit=NEAREST + len(have), like=words, **others).rows
        return tuple(record for record in near if record.statement.id not in have)[:NEAREST]
    return ()
