"""The SPARQL 1.1 Protocol at /sparql, for reading alone; browsers get a page there.

Nothing here waits for a query but the request itself: workers answer it, and this only passes on what they found.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from api import sparql_reference
from api.errors import problem, status_of
from api.negotiation import accepted, preferred
from api.pages.render import page
from api.pages.results import examples, shown_rows
from kg.endpoint.answer import ALL_FORMATS
from kg.endpoint.description import service_description
from kg.endpoint.formats import NAMED, NAMED_OTHERWISE, OFFERS
from kg.endpoint.frames import Task
from kg.endpoint.pool import Answer, Pool, retry_after
from kg.endpoint.refusals import too_long
from kg.endpoint.request import FORM, Asked, by_get, by_post, media_type
from kg.errors import AnswerFormatError, BusyError, KgError, QueryError, TooLargeError, UnknownFormatError
from kg.facade import Graph
from kg.store.query import prologue

router = APIRouter(tags=["sparql"])

ALLOWED = "GET, HEAD, POST, OPTIONS"
HTML = "text/html"
ROWS = 200
"""Rows that the page shows."""
SLOWEST = 120.0
"""Seconds in which an answer has to be fetched: it takes up a place, and maybe a file, until then."""
DESCRIBED: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "nquads",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "xml",
}
"""Media types of the description of the service, and what `kg.rdf.formats` calls them."""


@router.get("/sparql", response_class=Response, responses=sparql_reference.ANSWERS, openapi_extra=sparql_reference.GET)
async def ask_by_get(request: Request) -> Response:
    """Answer a SPARQL 1.1 query in the form that Accept names. Without one: the service's description, or a page."""
    return await _served(request)


@router.post(
    "/sparql", response_class=Response, responses=sparql_reference.ANSWERS, openapi_extra=sparql_reference.POST
)
async def ask_by_post(request: Request) -> Response:
    """Answer a SPARQL 1.1 query that comes as a form or as application/sparql-query."""
    return await _served(request)


@router.api_route("/sparql", methods=["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"], include_in_schema=False)
async def ask_otherwise(request: Request) -> Response:
    """Answer HEAD as GET without the body, tell what is allowed, and refuse all else."""
    if request.method == "HEAD":
        return await _served(request)
    if request.method == "OPTIONS":
        return _opened(request, Response(status_code=204, headers={"Allow": ALLOWED}))
    response = problem(HTTPStatus.METHOD_NOT_ALLOWED, f"{request.method} is not allowed here, only {ALLOWED}.")
    response.headers["Allow"] = ALLOWED
    return _opened(request, response)


async def _served(request: Request) -> Response:
    try:
        response = await _answered(request)
    except KgError as error:
        response = await _refused(request, error)
    return _opened(request, response)


def _opened(request: Request, response: Response) -> Response:
    """Let pages of other origins read the answer, as far as the settings say.

    It is the same for everybody: there is no log-in and no cookie, and nothing can be changed here.
    """
    origin = _graph(request).settings.query_origin
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST"
            response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
            response.headers["Access-Control-Max-Age"] = "86400"
    response.headers["Vary"] = "Accept" if origin in ("", "*") else "Accept, Origin"
    return response


async def _answered(request: Request) -> Response:
    asked = await _asked(request)
    if asked is None:
        return await run_in_threadpool(_described, request)
    accept = _accepted(request, asked.format)
    on_page = _likes_page(accept)
    media = {form.value: HTML if on_page else preferred(accept, list(offer)) for form, offer in OFFERS.items()}
    if not any(media.values()):
        raise AnswerFormatError(f"no answer comes as {accept[:80]!r}. There is {ALL_FORMATS}.")
    first = ROWS if on_page else None
    task = Task(query=asked.query, default=asked.default, named=asked.named, media=media, first=first)
    pool: Pool = request.app.state.pool
    pool.take_place()
    answer = delivery = None
    try:
        answer = await _unless_gone(request, pool.answer(task))
        if answer is None:
            return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE)  # nobody is there to read it
        if answer.shown is not None:
            shown = shown_rows(answer.shown, _graph(request).store.base)
            return await run_in_threadpool(_page, request, asked, shown=shown)
        if request.method == "HEAD":
            return Response(media_type=answer.media, headers={"Content-Length": str(answer.size)})
        delivery = Delivery(answer, pool)
        answer = None  # now it is the delivery's to drop
        return delivery
    finally:
        if answer is not None:
            answer.close()
        if delivery is None:
            pool.give_place()


class Delivery(StreamingResponse):
    """Sends an answer that is complete, and drops it when it is sent, or nobody fetches it."""

    def __init__(self, answer: Answer, pool: Pool) -> None:
        """Send this answer, which has a place in this pool."""
        super().__init__(_pieces(answer), media_type=answer.media, headers={"Content-Length": str(answer.size)})
        self._answer = answer
        self._pool = pool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            async with asyncio.timeout(SLOWEST):
                await super().__call__(scope, receive, send)
        except TimeoutError:  # the length says to the client that it has not got everything
            pass
        finally:
            self._answer.close()
            self._pool.give_place()


async def _pieces(answer: Answer) -> AsyncIterator[bytes]:
    for chunk in answer.chunks():
        yield chunk


async def _asked(request: Request) -> Asked | None:
    query_string: bytes = request.scope["query_string"]
    if request.method != "POST":
        return by_get(query_string)
    content_type = request.headers.get("content-type", "")
    media = media_type(content_type)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise UnknownFormatError("a query is not compressed: send it without Content-Encoding")
    return by_post(query_string, content_type, await _body(request, encoded=media == FORM))


async def _body(request: Request, *, encoded: bool) -> bytes:
    """Return what a request brings, up to the length that a query may have."""
    limits = _graph(request).settings.queries
    most = limits.length * 3 + 65_536 if encoded else limits.length  # %XX for each byte, and the names of graphs
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise too_long(limits)
    return bytes(body)


def _accepted(request: Request, format_: str) -> str:
    """Return what forms are liked: those that the parameter `format` names, or else those of the Accept header."""
    if not format_:
        return accepted(request)
    name = format_.lower()
    if name == "html":
        return HTML
    found = NAMED.get(NAMED_OTHERWISE.get(name, name))
    if found is None:
        raise QueryError(f"{format_[:40]!r} is no format: use one of {', '.join(NAMED)}, html, or none and Accept")
    return ", ".join(found)


def _likes_page(accept: str) -> bool:
    others = dict.fromkeys(media for offer in OFFERS.values() for media in offer)
    return preferred(accept, [*others, HTML]) == HTML


async def _unless_gone(request: Request, work: Coroutine[None, None, Answer]) -> Answer | None:
    """Wait for an answer as long as the client does; return None, and stop the work, where the client is gone."""
    answering = asyncio.create_task(work)
    gone = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({answering, gone}, return_when=asyncio.FIRST_COMPLETED)
        return answering.result() if answering.done() else None
    finally:
        stopped = not answering.done()
        answering.cancel()
        gone.cancel()
        result, _ = await asyncio.gather(answering, gone, return_exceptions=True)
        if stopped and isinstance(result, Answer):  # it came while it was being stopped
            result.close()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _described(request: Request) -> Response:
    media = preferred(_accepted(request, request.query_params.get("format", "")), [*DESCRIBED, HTML])
    if media is None:
        raise AnswerFormatError(f"the description of this service comes as {', '.join([*DESCRIBED, HTML])}.")
    if media == HTML:
        return _page(request, None)
    endpoint = str(request.url.replace(query="", fragment=""))
    try:
        body = b"".join(service_description(_graph(request).store, endpoint, DESCRIBED[media]))
    except ValueError as error:
        raise QueryError(f"{endpoint[:80]!r} is no address of a service: {error}") from error
    return Response(body, media_type=media)


async def _refused(request: Request, error: KgError) -> Response:
    """Return an error as problem details, or on the page with the query that it is about."""
    status = status_of(type(error))
    if isinstance(error, TooLargeError) and request.method != "POST":
        status = HTTPStatus.REQUEST_URI_TOO_LONG
    if _likes_page(accepted(request)):
        response = await run_in_threadpool(_page, request, _readable(request), error=str(error), status=status)
    else:
        response = problem(status, str(error))
    if isinstance(error, BusyError):
        response.headers["Retry-After"] = str(retry_after(_graph(request).settings))
    return response


def _readable(request: Request) -> Asked | None:
    try:
        return by_get(request.scope["query_string"])
    except QueryError:
        return None


def _page(
    request: Request,
    asked: Asked | None,
    *,
    shown: Mapping[str, object] | None = None,
    error: str | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    graph = _graph(request)
    values = {
        "title": "SPARQL",
        "query_text": asked.query if asked else "",
        "graphs": {"default-graph-uri": asked.default, "named-graph-uri": asked.named} if asked else {},
        "prefixes": prologue(graph.store.base).strip(),
        "examples": examples(),
        "formats": list(NAMED),
        "limits": graph.settings.queries,
        "shown": shown,
        "error": error,
    }
    return page(request, "sparql.html", values, status=status)


def _graph(request: Request) -> Graph:
    graph: Graph = request.app.state.graph
    return graph
