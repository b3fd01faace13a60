"""The pages of the network, for people."""

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import quote

import networkx as nx
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from api.dependencies import GraphDependency
from api.errors import status_of_form, told
from api.frames import IN_A_FRAME, SVG, attached
from api.pages.render import page
from api.relays import labels
from api.routes.pages import asked
from api.routes.source_pages import worth_drawing
from api.terms import FIRST_DRAWN, MOST_DRAWN, NetworkPageTerms
from kg.errors import QueryError
from kg.graph.communities import Overview, overview
from kg.graph.network import network_with, part_with
from kg.graph.timelines import most_relayed
from kg.store.index.relayed import Relay
from kg.views.days import titled, when_asked
from kg.views.network_page import BEST, COMMUNITIES, TITLE, members_in_words, network_page
from kg.views.picture import file_name
from kg.views.timelines import Figure, figure, figures_svg

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

RELAYS = 40
CHOICES = (FIRST_DRAWN, 40, 150, MOST_DRAWN)
"""Sources in the picture: from as many as can be read at a glance to as many as can be drawn."""
PANELS = 12
FIRST = 12
"""Communities that the page lists, and members of each that it names."""
Terms = Annotated[NetworkPageTerms, Query()]


@router.get("/network")
def network(request: Request, graph: GraphDependency, around: str | None = None) -> Response:
    """Show who relays whom: the picture in a frame, the strongest relays as links, communities, and timelines.

    A source's own page shows it `around` a source. What can't be understood keeps the form as it was sent.
    """
    if around:
        return RedirectResponse(f"/source/{quote(around, safe='')}")
    sent = dict(request.query_params)
    try:
        terms = NetworkPageTerms.model_validate(sent)
        those = graph.relays(**terms.terms())
    except (ValidationError, QueryError) as error:
        kept = {**dict.fromkeys(NetworkPageTerms.model_fields), **sent}
        values = {"title": TITLE, "terms": kept, "complaint": told(error), "total": 0, "filtered": False}
        return page(request, "network.html", values, status=status_of_form(error))
    whole = part_with(graph.store, those) if terms.terms() else network_with(graph.store, those)
    seen = overview(whole)
    number = int(terms.part) if terms.part and terms.part.isdigit() else None
    members = seen.community(number).members if number else None
    within = whole.subgraph(members) if members else whole
    values = {
        "title": TITLE,
        "complaint": None,
        "best": BEST,
        "terms": terms,
        "filtered": bool(terms.terms()),
        "subject": when_asked(terms.about, terms.since, terms.until),
        "query_terms": asked(terms),
        "relays": _strongest(within),
        "total": within.number_of_edges(),
        "choices": [choice for choice in CHOICES if choice < len(whole)],
        "most": MOST_DRAWN,
        "sources": len(whole),
        "communities": _communities(whole, seen),
        "found": len(seen.communities),
        "community": number,
        "overview": COMMUNITIES,
        "figures": [_timelines(those, whole)] if worth_drawing(most_relayed(those, limit=PANELS)) else [],
    }
    return page(request, "network.html", values)


@router.get("/network/view")
def network_view(graph: GraphDependency, terms: Terms) -> HTMLResponse:
    """Return the picture of the network for a frame."""
    whole = graph.network(**terms.terms())
    html = network_page(whole, title=_title(terms), limit=terms.limit, bare=True, part=terms.part)
    return HTMLResponse(html, headers={"Content-Security-Policy": IN_A_FRAME})


@router.get("/network/file")
def network_file(graph: GraphDependency, terms: Terms) -> HTMLResponse:
    """Return the network as a page to keep: it needs nothing but itself."""
    whole = graph.network(**terms.terms())
    html = network_page(whole, title=_title(terms), limit=terms.limit, part=terms.part)
    return HTMLResponse(html, headers=attached(f"{file_name(_title(terms))}.html"))


@router.get("/network/timelines.svg")
def network_timelines(graph: GraphDependency, terms: Terms) -> Response:
    """Return when the most relayed sources were relayed as a picture to keep."""
    shown = _timelines(graph.relays(**terms.terms()), graph.network(**terms.terms()))
    name = file_name("when-who-was-relayed", when_asked(terms.about, terms.since, terms.until))
    return Response(figures_svg(_title(terms), [shown]), media_type=SVG, headers=attached(f"{name}.svg"))


def _title(terms: NetworkPageTerms) -> str:
    return titled(TITLE, terms.about, terms.since, terms.until)


def _timelines(those: Sequence[Relay], whole: "nx.DiGraph[str]") -> Figure:
    return figure("most", "When the most relayed were relayed", most_relayed(those, limit=PANELS), labels(whole))


def _communities(network: "nx.DiGraph[str]", seen: Overview) -> list[dict[str, Any]]:
    return [
        {
            "number": community.number,
            "name": members_in_words(network, community),
            "size": len(community.members),
            "relays": network.subgraph(community.members).number_of_edges(),
        }
        for community in seen.communities[:FIRST]
        if len(seen.communities) > 1
    ]


def _strongest(network: "nx.DiGraph[str]") -> list[dict[str, Any]]:
    name = labels(network)
    edges = network.edges(data=True)
    strongest = sorted(edges, key=lambda relay: (-relay[2]["statements"], name[relay[0]], name[relay[1]]))
    return [
        {"one": one, "other": other, "one_name": name[one], "other_name": name[other], **edge}
        for one, other, edge in strongest[:RELAYS]
    ]
