"""The pages of a source, for people."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import networkx as nx
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.dependencies import GraphDependency
from api.frames import IN_A_FRAME, SVG, attached
from api.pages.render import page
from api.pages.words import called, count
from api.relays import labels, relayed, relaying
from api.routes.pages import STATEMENTS
from api.terms import AroundPageTerms
from kg.graph import timelines
from kg.graph.around import Around, around
from kg.graph.timelines import Timelines
from kg.judgements.judgement import rating_of
from kg.model import SourceRecord
from kg.store.index.relayed import Relay
from kg.store.noticed import noticed
from kg.views.network_page import around_page, around_part
from kg.views.picture import file_name
from kg.views.timelines import Figure, figure, figures_svg
from kg.views.within import within
from kg.views.words import ACTS

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

AROUND = 60
"""Sources in the picture, at most."""
DRAWN = 3
"""Sources that make a picture: of two a sentence tells as much."""
FEWEST = 5
"""Statements that make a chart, on more than one day."""
PANELS = 9
Terms = Annotated[AroundPageTerms, Query()]


@router.get("/source/{id:path}/view")
def source_view(graph: GraphDependency, id: str, terms: Terms) -> HTMLResponse:
    """Return the picture of what is around a source for a frame."""
    html = around_page(*_around(graph, id, terms.steps), bare=True)
    return HTMLResponse(html, headers={"Content-Security-Policy": IN_A_FRAME})


@router.get("/source/{id:path}/file")
def source_file(graph: GraphDependency, id: str, terms: Terms) -> HTMLResponse:
    """Return it as a page to keep: it needs nothing but itself."""
    found, title = _around(graph, id, terms.steps)
    return HTMLResponse(around_page(found, title), headers=attached(f"{file_name(title, terms.steps)}.html"))


@router.get("/source/{id:path}/timelines.svg")
def source_timelines(graph: GraphDependency, id: str) -> Response:
    """Return the timelines of a source as a picture to keep."""
    record = graph.find_source(id)
    source = record.source
    shown = _figures(_relays(graph, source.id), graph.network(), record)
    name = file_name("timelines", called(source))
    return Response(figures_svg(called(source), shown), media_type=SVG, headers=attached(f"{name}.svg"))


@router.get("/source/{id:path}")
def source(request: Request, graph: GraphDependency, id: str, terms: Terms) -> HTMLResponse:
    """Show a source: its names, who is around it, when it was relayed, and what it said."""
    record = graph.find_source(id)
    source = record.source
    network, judgements = graph.network(), graph.judgements(source.id)
    shown = around(network, source.id, steps=terms.steps, limit=AROUND)
    listed = graph.statements(source=source.id, limit=STATEMENTS, offset=terms.offset)
    values: dict[str, Any] = {
        "record": record,
        "rating": rating_of(judgements),
        "notices": noticed(graph.store).get(source.id, ()),
        "judgements": judgements,
        "source": source,
        "relayed": relayed(network, source.id),
        "relaying": relaying(network, source.id),
        "around": shown,
        "around_rows": around_part(shown, called(source)).rows(),
        "steps": terms.steps,
        "figures": _figures(_relays(graph, source.id), network, record, worth=worth_drawing),
        "timelines_name": file_name("timelines", called(source)),
        "found": listed,
        "claims": graph.claims_of(each.statement.id for each in listed.rows),
        "within": within(graph.text, (each.statement for each in listed.rows)),
        "drawn": len(shown.network) >= DRAWN,
        "query_terms": {"steps": terms.steps} if terms.steps > 1 else {},
        "size": STATEMENTS,
    }
    return page(request, "source.html", values)


def _around(graph: GraphDependency, id_: str, steps: int) -> tuple[Around, str]:
    source = graph.find_source(id_).source
    return around(graph.network(), source.id, steps=steps, limit=AROUND), f"Around {called(source)}"


def _relays(graph: GraphDependency, source: str) -> list[Relay]:
    """Return the relays of what a source says and of what it hands on: all that it takes part in, and some others."""
    return [*graph.relays(source=source), *graph.relays(through=source)]


def _figures(
    those: Sequence[Relay],
    network: "nx.DiGraph[str]",
    record: SourceRecord,
    *,
    worth: Callable[[Timelines], bool] = lambda lines: bool(lines.lines),
) -> list[Figure]:
    source, names = record.source.id, labels(network)
    acts = {act.value: words for act, words in ACTS.items()}
    did = timelines.what_it_did(those, source)
    handed_on, every = sum(line.statements for line in did.lines), record.statements
    some = f": the {handed_on:,} of {count(every, 'statement')} that others hand on" if handed_on < every else ""
    found = (
        ("by", "When it was relayed, and by whom", timelines.who_relayed(those, source, limit=PANELS), names),
        ("did", f"What it did, and when{some}", did, acts),
        ("of", "Whom it relayed, and when", timelines.whom_it_relayed(those, source, limit=PANELS), names),
    )
    return [figure(key, title, lines, named) for key, title, lines, named in found if worth(lines)]


def worth_drawing(lines: Timelines) -> bool:
    """Tell whether a chart of these tells more than a sentence."""
    return len(lines.starts) > 1 and sum(line.statements for line in lines.lines) >= FEWEST
