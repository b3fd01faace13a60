"""What a request of the SPARQL 1.1 Protocol asks for: its query, and the graphs that it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode

from kg.errors import QueryError, UnknownFormatError

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
_OURS = ("query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")
"""The parameters of the protocol; others are ignored, because clients send many that mean something elsewhere."""
_MOST = 200
_NO_UPDATES = "updates are not allowed: this service only reads"
_CHARSETS = ("", "utf-8", "utf8", "us-ascii")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query, and the graphs that the request names for it beside what the query itself may say."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    format: str = ""
    """The name of the form that the answer should have; it overrules the Accept header."""


def by_get(query_string: bytes) -> Asked | None:
    """Return what a GET asks for, None where it brings no parameter of the protocol; raises QueryError."""
    parameters = _parameters(query_string, "the address")
    if not any(parameters[name] for name in _OURS):
        return None
    return _asked(parameters, parameters["format"])


def by_post(query_string: bytes, content_type: str, body: bytes) -> Asked:
    """Return what a POST asks for; raises QueryError, and UnknownFormatError for another media type than the two."""
    media = media_type(content_type)
    in_address = _parameters(query_string, "the address")
    if media == FORM:
        if found := [name for name in _OURS if in_address[name]]:
            raise QueryError(f"{found[0]} stands in the address of a POST whose form should hold it: write it there")
        parameters = _parameters(body, "the form")
        return _asked(parameters, parameters["format"] or in_address["format"])
    try:
        query = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"the query is not UTF-8 (byte {error.start + 1}): send it in UTF-8") from error
    return _asked({**in_address, "query": [*in_address["query"], query]}, in_address["format"])


def media_type(content_type: str) -> str:
    """Return which of the two media types a POST has; raises UnknownFormatError for any other, and other charsets."""
    media, *rest = (part.strip().lower() for part in content_type.split(";"))
    if media not in (FORM, DIRECT):
        what = f"{media[:80]!r} is no media type" if media else "the request says no Content-Type"
        raise UnknownFormatError(f"{what} of a query: send {DIRECT}, or {FORM} with query=…")
    charset = next((part.removeprefix("charset=").strip('"') for part in rest if part.startswith("charset=")), "")
    if charset not in _CHARSETS:
        raise UnknownFormatError(f"a query is in UTF-8, not in {charset[:40]!r}")
    return media


def _parameters(encoded: bytes, where: str) -> Mapping[str, Sequence[str]]:
    try:
        pairs = parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_MOST
        )
    except UnicodeError as error:
        raise QueryError(f"{where} is not UTF-8, percent-encoded: {error}") from error
    except ValueError as error:
        raise QueryError(f"{where} can't be read ({error}): give at most {_MOST} parameters") from error
    return {name: [value for key, value in pairs if key == name] for name in (*_OURS, "format")}


def _asked(parameters: Mapping[str, Sequence[str]], formats: Sequence[str]) -> Asked:
    queries = parameters["query"]
    if parameters["update"]:
        raise QueryError(_NO_UPDATES)
    if not queries:
        raise QueryError("there is no query: give query=…")
    if len(queries) > 1:
        raise QueryError(f"there are {len(queries)} queries: ask one at a time")
    default, named = (tuple(dict.fromkeys(parameters[f"{kind}-graph-uri"])) for kind in ("default", "named"))
    for iri in (*default, *named):
        _check_iri(iri)
    return Asked(query=queries[0], default=default, named=named, format=formats[0] if formats else "")


def _check_iri(iri: str) -> None:
    try:
        NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"a graph is named by {iri[:80]!r}, which is no absolute IRI: {error}") from error
