"""What goes wrong, as HTTP: one table from this project's errors to statuses, as JSON or as a page."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from api.negotiation import accepted
from api.pages.render import page
from kg import errors as kg

STATUSES: Mapping[type[kg.KgError], HTTPStatus] = {
    kg.KgError: HTTPStatus.INTERNAL_SERVER_ERROR,
    kg.InputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    kg.TooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    kg.UnknownFormatError: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    kg.SpanError: HTTPStatus.UNPROCESSABLE_ENTITY,
    kg.StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
    kg.RdfError: HTTPStatus.UNPROCESSABLE_ENTITY,
    kg.QueryError: HTTPStatus.BAD_REQUEST,
    kg.AnswerFormatError: HTTPStatus.NOT_ACCEPTABLE,
    kg.AnswerTooLargeError: HTTPStatus.UNPROCESSABLE_ENTITY,
    kg.QueryMemoryError: HTTPStatus.UNPROCESSABLE_ENTITY,
    kg.QueryTimeError: HTTPStatus.GATEWAY_TIMEOUT,
    kg.BusyError: HTTPStatus.SERVICE_UNAVAILABLE,
    kg.NotFoundError: HTTPStatus.NOT_FOUND,
    kg.JudgementError: HTTPStatus.CONFLICT,
    kg.VerificationError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
UNFORESEEN = "Something broke here; the log of the service says what."
FOR_PROGRAMS = ("/api/", "/export", "/openapi.json")


def status_of(error: type[kg.KgError]) -> HTTPStatus:
    """Return the status of a kind of error: its own, or that of the nearest kind above it."""
    return next(STATUSES[kind] for kind in error.__mro__ if kind in STATUSES)


def install(app: FastAPI) -> None:
    """Make the app answer every error in this way."""

    @app.exception_handler(kg.KgError)
    def _known(request: Request, error: kg.KgError) -> Response:
        return answer(request, status_of(type(error)), str(error))

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> Response:
        return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(_complaint(one) for one in error.errors()))

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        status = HTTPStatus(error.status_code)
        text = f"There is nothing at {request.url.path}." if status == HTTPStatus.NOT_FOUND else str(error.detail)
        response = answer(request, status, text)
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(Exception)
    def _unknown(request: Request, _error: Exception) -> Response:
        return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, UNFORESEEN)


def answer(request: Request, status: HTTPStatus, message: str) -> Response:
    """Return an error as problem details for programs, as a page for people."""
    if wants_page(request):
        return page(request, "error.html", {"status": status, "message": message}, status=status)
    return problem(status, message)


def problem(status: HTTPStatus, message: str) -> Response:
    """Return an error as problem details."""
    body = {"error": status.phrase.lower().replace(" ", "-"), "message": message}
    return JSONResponse(body, status_code=status, media_type="application/problem+json")


def wants_page(request: Request) -> bool:
    """Tell whether a person asks: not under the paths for programs, and HTML is welcome."""
    if request.url.path.startswith(FOR_PROGRAMS):
        return False
    return "text/html" in accepted(request)


def told(error: ValidationError | kg.KgError) -> str:
    """Return what is wrong with what a form sent."""
    if isinstance(error, ValidationError):
        return "; ".join(_complaint({**one, "loc": ("query", *one["loc"])}) for one in error.errors())
    return str(error)


def status_of_form(error: ValidationError | kg.KgError) -> HTTPStatus:
    """Return the status of the page that says what is wrong with what a form sent."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(error, ValidationError) else status_of(type(error))


def _complaint(error: Mapping[str, object]) -> str:
    place = error["loc"]
    name = ".".join(str(part) for part in place[1:]) if isinstance(place, tuple) else ""
    if error["type"] == "extra_forbidden":
        return f"{name}: there is no such parameter; /docs lists those there are"
    given = error.get("input")
    if isinstance(given, str) and str(error["type"]).startswith("date_"):
        return f"{name}: {given[:60]!r} is no date. Write it as 2024-05-15."
    value = f" (given: {given[:60]!r})" if isinstance(given, str) else ""
    return f"{name}: {str(error['msg']).removeprefix('Value error, ')}{value}"
