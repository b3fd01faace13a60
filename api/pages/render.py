"""Templates into pages."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from api.pages import words
from kg.judgements.words import deed_in_words, in_words, rating_in_words, state_in_words
from kg.views.days import day
from kg.views.timelines import panel_svg
from kg.views.words import ACTS, did, doubtful


def page(request: Request, template: str, values: Mapping[str, Any], *, status: int = 200) -> HTMLResponse:
    """Return a page; templates see the request's path, and the values."""
    html = environment().get_template(template).render(path=request.url.path, **values)
    return HTMLResponse(html, status_code=status, headers={"Vary": "Accept"})


@cache
def environment() -> Environment:
    """Return the environment of all templates: everything is escaped, and a name that isn't there is an error."""
    made = Environment(
        loader=PackageLoader("api.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "act": ACTS.__getitem__,
        "asked_again": asked_again,
        "basis": words.BASES.__getitem__,
        "called": words.called,
        "citation": words.citation,
        "place": words.place,
        "certainty": words.CERTAINTIES.__getitem__,
        "count": words.count,
        "day": day,
        "decision": in_words,
        "deed": deed_in_words,
        "did": did,
        "doubtful": doubtful,
        "rating": rating_in_words,
        "state": state_in_words,
        "status": words.status,
        "exact": exact,
        "href": href,
        "panel": panel_svg,
        "kind": words.KINDS.__getitem__,
        "links": words.links,
        "query": query,
        "quotation": words.QUOTATIONS.__getitem__,
        "resolution": words.resolution,
        "stands": words.STATUSES.__getitem__,
        "web_address": words.web_address,
        "when": words.when,
    }
    return made


def href(identifier: str) -> str:
    """Return an id as part of a path; the stroke of an unnamed source's id stays."""
    return quote(identifier, safe="/")


def query(terms: Mapping[str, object], **changes: object) -> str:
    """Return the query string of these terms with some changed; what is None or empty is left out."""
    kept = {name: value for name, value in {**terms, **changes}.items() if value not in (None, "", 0)}
    return "?" + urlencode({name: str(value) for name, value in kept.items()}) if kept else "?"


def asked_again(graphs: Mapping[str, Sequence[str]], sparql: str, format_: str = "") -> str:
    """Return the query string of a SPARQL query over these graphs, in a format or as a table on the page."""
    format_term = {"format": [format_]} if format_ else {}
    return "?" + urlencode({"query": [sparql], **graphs, **format_term}, doseq=True)


def exact(text: str) -> "Exact":
    """Return the text as HTML that a browser reads back exactly: carriage returns too."""
    return Exact(text)


class Exact:
    """A text as HTML whose textContent is the text again.

    A browser turns a bare carriage return into a line feed, so they are written as references. (A NUL can't be
    written in HTML at all; it becomes U+FFFD.)
    """

    ESCAPES: Mapping[str, str] = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;", "\r": "&#13;"}

    def __init__(self, text: str) -> None:
        """Hold the text."""
        self.text = text

    def __html__(self) -> str:
        """Return the HTML."""
        return re.sub(r"[&<>\"'\r]", lambda found: self.ESCAPES[found[0]], self.text).replace("\x00", "\ufffd")
