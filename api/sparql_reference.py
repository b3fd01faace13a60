"""What the reference says of /sparql: its parameters, its forms, and what may go wrong."""

from typing import Any

from fastapi.encoders import jsonable_encoder

from api.schemas import Problem
from kg.endpoint.formats import NAMED
from kg.endpoint.request import DIRECT, FORM

_QUERY = "SELECT ?name WHERE { GRAPH graph:sources { ?source skos:prefLabel ?name } } LIMIT 1"
_ROWS = {
    "head": {"vars": ["name"]},
    "results": {"bindings": [{"name": {"type": "literal", "value": "The Daily", "xml:lang": "en"}}]},
}
_IRIS = {"type": "array", "items": {"type": "string", "format": "iri"}}
_PROPERTIES: dict[str, tuple[dict[str, Any], str]] = {
    "query": (
        {"type": "string"},
        "A SELECT, ASK, CONSTRUCT or DESCRIBE query. The project’s prefixes are defined; write GRAPH, for all data is "
        "in named graphs. No updates, no SERVICE; FROM only for graphs that are here.",
    ),
    "default-graph-uri": (_IRIS, "A graph of this store that is the default graph; may be repeated."),
    "named-graph-uri": (_IRIS, "A graph of this store that GRAPH sees, in the place of all; may be repeated."),
    "format": (
        {"type": "string", "enum": [*NAMED, "html"]},
        "In the place of the Accept header, for browsers; not in the standard.",
    ),
}
_DATASET = ("default-graph-uri", "named-graph-uri", "format")


def _parameters(*names: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "required": False, "schema": _PROPERTIES[name][0], "description": about}
        for name in names
        for about in [_PROPERTIES[name][1]]
    ]


GET: dict[str, Any] = {"parameters": _parameters(*_PROPERTIES)}
"""How a query is asked with GET."""
POST: dict[str, Any] = {
    "parameters": _parameters(*_DATASET),
    "requestBody": {
        "required": True,
        "content": {
            DIRECT: {"schema": {"type": "string"}, "example": _QUERY},
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {name: {**kind, "description": about} for name, (kind, about) in _PROPERTIES.items()},
                }
            },
        },
    },
}
"""How a query is asked with POST."""

_PROBLEMS = {
    400: (
        "bad-request",
        "The query can't be parsed, or is not allowed.",
        "SERVICE is not allowed: only SELECT, ASK, …",
    ),
    406: ("not-acceptable", "The answer to this form of query has no form that Accept names.", "the answer to ASK …"),
    413: ("request-entity-too-large", "The query is too long; 414 where it stands in the address.", "the query has …"),
    415: ("unsupported-media-type", "The body is neither a form nor application/sparql-query.", "'text/plain' is no …"),
    422: ("unprocessable-entity", "It takes more memory, or has a larger answer, than is allowed.", "the answer has …"),
    503: ("service-unavailable", "Too many queries at once; Retry-After says when to ask again.", "as many queries …"),
    504: ("gateway-timeout", "It takes longer than is allowed.", "the query took longer than 10 seconds, …"),
}
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/sparql-results+json": {"example": _ROWS}}},
    **{
        status: {
            "description": about,
            "content": {
                "application/problem+json": {"example": jsonable_encoder(Problem(error=error, message=message))}
            },
        }
        for status, (error, about, message) in _PROBLEMS.items()
    },
}
"""What may come back."""
