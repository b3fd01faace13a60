"""The graph as data: whole, one thing at a time, and counted."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from pyoxigraph import NamedNode

from api import examples
from api.dependencies import GraphDependency
from api.negotiation import accepted, preferred
from api.pages.render import href
from api.schemas import StatementRow, StatsOut
from api.terms import ExportTerms, Format, ListFormat, StatementExportTerms
from kg.errors import NotFoundError
from kg.facade import Graph
from kg.rdf import vocabulary as v
from kg.rdf.formats import serialize
from kg.rdf.vocabulary import Names
from kg.store.derive import node_of
from kg.views.sheet import sheet

router = APIRouter(tags=["data"])

MEDIA: Mapping[Format, tuple[str, str]] = {
    Format.TRIG: ("application/trig", "trig"),
    Format.TURTLE: ("text/turtle", "ttl"),
    Format.NQUADS: ("application/n-quads", "nq"),
    Format.JSONLD: ("application/ld+json", "jsonld"),
    Format.RDFXML: ("application/rdf+xml", "rdf"),
}
"""Media type and file name extension of each format."""

VARY = {"Vary": "Accept"}
OFFERED: Mapping[str, Format | None] = {
    MEDIA[Format.TURTLE][0]: Format.TURTLE,
    "text/html": None,
    **{MEDIA[format_][0]: format_ for format_ in Format},
    "application/json": Format.JSONLD,
}
"""What a thing's IRI can answer with, the first for those who take anything; None is the page."""


@router.get("/api/stats", responses=examples.answers(examples.STATS))
def read_stats(graph: GraphDependency) -> StatsOut:
    """Count what the store holds."""
    return StatsOut.model_validate(graph.stats())


@router.get(
    "/export",
    response_class=Response,
    responses={200: {"content": {media: {"example": examples.RDF} for media, _ in [MEDIA[Format.TRIG]]}}},
)
def export(graph: GraphDependency, terms: Annotated[ExportTerms, Query()]) -> StreamingResponse:
    """Download the whole graph, or one document's, as RDF."""
    media, extension = MEDIA[terms.format]
    name = f"whosaid-{terms.document}" if terms.document else "whosaid"
    chunks = _begun(graph.export(terms.format.value, document=terms.document))
    headers = {"Content-Disposition": f'attachment; filename="{_file_name(name)}.{extension}"'}
    return StreamingResponse(chunks, media_type=media, headers=headers)


@router.get(
    "/export/statements",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"example": examples.SHEET}}}},
)
def export_statements(graph: GraphDependency, terms: Annotated[StatementExportTerms, Query()]) -> StreamingResponse:
    """Download all statements that a search finds, as CSV, JSON or RDF."""
    records = graph.each_statement(**terms.terms())
    chunks: Iterator[bytes]
    match terms.format:
        case ListFormat.CSV:
            media, extension = "text/csv; charset=utf-8", "csv"
            chunks = (row.encode("utf-8", "replace") for row in sheet(records))
        case ListFormat.JSON:
            media, extension = "application/json", "json"
            chunks = _listed(StatementRow.of_record(record).model_dump_json() for record in records)
        case _:
            media, extension = MEDIA[Format(terms.format.value)]
            chunks = graph.rdf_of(records, terms.format.value)
    headers = {"Content-Disposition": f'attachment; filename="statements.{extension}"'}
    return StreamingResponse(_begun(chunks), media_type=media, headers=headers)


@router.get("/id/{kind}/{id:path}", include_in_schema=False)
def dereference(request: Request, graph: GraphDependency, kind: str, id: str, format: Format | None = None) -> Response:
    """Answer for a thing's IRI: people are sent to its page, programs get its RDF, and so does who names a format."""
    if format is not None:
        type_, extension = MEDIA[format]
        name = _file_name(f"whosaid-{kind}-{id}")
        headers = {"Content-Disposition": f'attachment; filename="{name}.{extension}"', **VARY}
        return StreamingResponse(_begun(_described(graph, kind, id, format)), media_type=type_, headers=headers)
    offered = [media for media, format_ in OFFERED.items() if format_ or kind in PAGES]
    media = preferred(accepted(request), offered)
    if media is None:
        return PlainTextResponse(f"This comes as {', '.join(offered)}.\n", status_code=406, headers=VARY)
    format_ = OFFERED[media]
    if format_ is None:
        return RedirectResponse(PAGES[kind](graph, id), status_code=303, headers=VARY)
    return StreamingResponse(_begun(_described(graph, kind, id, format_)), media_type=media, headers=VARY)


def _described(graph: Graph, kind: str, id_: str, format_: Format) -> Iterator[bytes]:
    """Return the RDF of one thing: all that its document says for a document, its own triples for others.

    Those of a claim come with what links statements to it.
    """
    if kind == "document":
        return graph.export(format_.value, document=id_)
    names = Names(graph.store.base)
    named: Mapping[str, Callable[[str], NamedNode]] = {
        "statement": names.statement,
        "source": names.source,
        "claim": names.claim,
        "run": names.run,
        "judgement": names.judgement,
        "reversal": names.reversal,
    }
    quads = set(graph.store.quads(subject=named[kind](id_))) if kind in named else set()
    if kind == "claim":
        links = [quad for by in _OF_CLAIMS for quad in graph.store.leading_to([names.claim(id_)], by=by)]
        memberships = [node_of(quad.subject) for quad in links if quad.predicate == v.MEMBERSHIP_IN]
        quads |= {*links, *(quad for node in memberships for quad in graph.store.quads(subject=node))}
    if not quads:
        raise NotFoundError(f"There is no {kind} with the id {id_[:80]!r} here.")
    return serialize(sorted(quads, key=str), format_.value, names.prefixes())


_OF_CLAIMS = (v.EXPRESSES, v.EXPRESSES_OPPOSITE, v.MEMBERSHIP_IN)


def _listed(values: Iterator[str]) -> Iterator[bytes]:
    """Yield values in JSON as one list of them."""
    before = "[\n"
    for value in values:
        yield (before + value).encode()
        before = ",\n"
    yield b"\n]\n" if before == ",\n" else b"[]\n"


def _begun(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Return the chunks with the first already made, so that what fails, fails before the answer starts."""
    return chain([next(chunks, b"")], chunks)


def _file_name(name: str) -> str:
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name)


PAGES: Mapping[str, Callable[[Graph, str], str]] = {
    "document": lambda graph, id_: f"/document/{href(graph.document(id_).id)}",
    "statement": lambda graph, id_: f"/document/{href(graph.statement(id_).statement.document)}#s-{href(id_)}",
    "source": lambda graph, id_: f"/source/{href(graph.source(id_).source.id)}",
    "claim": lambda graph, id_: f"/claim/{href(graph.claim(id_).claim.id)}",
}
"""The page of each kind of thing that has one."""
