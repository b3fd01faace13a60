"""The network of who relays whom as one HTML file that works from disk and asks nothing of the net."""

import math
from collections.abc import Mapping
from typing import Any

import networkx as nx
from markupsafe import Markup

from kg.model import Kind
from kg.views.layout import positions
from kg.views.standalone import (
    content_security_policy,
    environment,
    harmless,
    inline_scripts,
    library,
    on_one_line,
    own,
)
from kg.views.words import noticed_in_words

LOOKS: Mapping[Kind, tuple[str, str]] = {
    Kind.PERSON: ("dot", "#0072b2"),
    Kind.ORGANIZATION: ("square", "#009e73"),
    Kind.MEDIA: ("diamond", "#d55e00"),
    Kind.COUNTRY: ("star", "#c9609a"),
    Kind.GROUP: ("triangle", "#b07d00"),
    Kind.DOCUMENT: ("triangleDown", "#3f9bd1"),
    Kind.UNKNOWN: ("hexagon", "#767676"),
}
"""Shape and colour of each kind: the colours of Okabe and Ito (2008), some darkened to stand out on white."""

UNNAMED = {"background": "#ffffff", "border": "#767676"}
ASIDE = {"enabled": True, "type": "curvedCW", "roundness": 0.35}
"""The way of a relay within one column, which would run through the nodes between."""
LABEL_LENGTH = 44
OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 10**9, "keyboard": False, "hideEdgesOnDrag": False},
    "nodes": {"borderWidth": 1.5, "font": {"size": 14, "face": "system-ui, sans-serif"}},
    "edges": {
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "arrowStrikethrough": False,
    },
}


def network_page(network: "nx.DiGraph[str]", *, title: str, limit: int = 300, bare: bool = False) -> str:
    """Return the network as an HTML page: a picture, a way to find a source in it, and the same as a table.

    Takes the graph that `kg.graph.network.source_network` makes. At most `limit` nodes are shown, those
    joined to most others first; the page says how many there are. The page is one file with its own
    Content-Security-Policy, which forbids everything but its own script and style. A `bare` one is for a frame
    in a page that has a heading and a table of its own.
    """
    shown = _most_joined(network, limit)
    scripts = [library(), _drawing(shown), own("network_page.js")]
    style = own("network_page.css")
    return (
        environment()
        .get_template("network_page.html")
        .render(
            title=title,
            bare=bare,
            shown=shown.number_of_nodes(),
            total=network.number_of_nodes(),
            relays=_table(shown),
            names=sorted({on_one_line(node["name"]) for _, node in shown.nodes(data=True)}),
            kinds=[(kind.value, *LOOKS[kind]) for kind in Kind],
            scripts=[Markup(script) for script in scripts],  # noqa: S704 -- ours, vis-network's and pyvis's JSON
            style=Markup(style),  # noqa: S704 -- ours
            policy=content_security_policy(scripts, style),
        )
    )


def _most_joined(network: "nx.DiGraph[str]", limit: int) -> "nx.DiGraph[str]":
    def rank(identifier: str) -> tuple[int, bool, int, str]:
        node = network.nodes[identifier]
        return -network.degree[identifier], not node["named"], -node["statements"], identifier

    best = sorted(network, key=rank)
    kept = dict.fromkeys(best[:limit])
    shown: nx.DiGraph[str] = nx.DiGraph()
    shown.add_nodes_from((node, network.nodes[node]) for node in kept)
    shown.add_edges_from(edge for edge in network.edges(data=True) if edge[0] in kept and edge[1] in kept)
    return shown


def _drawing(network: "nx.DiGraph[str]") -> str:
    """Return the script with the nodes and edges, as pyvis writes it.

    No node gets pyvis's `title`: the words "href" in one would make it build a popup with innerHTML.
    """
    from pyvis.network import Network  # only here: it imports IPython, half a second

    view = Network(directed=True, cdn_resources="remote")
    view.options = dict(OPTIONS)
    places = positions(network)
    for rank, identifier in enumerate(network):
        x, y = places[identifier]
        view.add_node(identifier, x=x, y=y, rank=rank, **_look(network.nodes[identifier]))
    for one, other, edge in sorted(network.edges(data=True), key=lambda relay: relay[:2]):
        width = round(min(1 + 1.4 * math.log2(edge["statements"]), 7), 1)
        bent = {"smooth": ASIDE} if places[one][0] == places[other][0] else {}
        view.add_edge(one, other, width=width, statements=edge["statements"], **bent)
    script = next(text for text in inline_scripts(view.generate_html()) if "function drawGraph" in text)
    return harmless(script)


def _look(node: Mapping[str, Any]) -> dict[str, Any]:
    kind = Kind(node["kind"])
    shape, colour = LOOKS[kind]
    name = on_one_line(node["name"])
    return {
        "label": name if len(name) <= LABEL_LENGTH else name[: LABEL_LENGTH - 1].rstrip() + "…",
        "shape": shape,
        "color": colour if node["named"] else UNNAMED,
        "size": round(9 + 3.5 * math.sqrt(min(node["statements"], 60)), 1),
        "widthConstraint": {"maximum": 150},
        "shapeProperties": {"borderDashes": False if node["named"] else [4, 3]},
        "name": name,
        "kind": kind.value,
        "named": node["named"],
        "publisher": node["publisher"],
        "statements": node["statements"],
        "notices": [on_one_line(noticed_in_words(each)) for each in node.get("notices", ())],
    }


def _table(network: "nx.DiGraph[str]") -> list[dict[str, Any]]:
    rows = [
        {
            "from": network.nodes[one]["name"],
            "to": network.nodes[other]["name"],
            "statements": edge["statements"],
            "documents": edge["documents"],
        }
        for one, other, edge in network.edges(data=True)
    ]
    return sorted(rows, key=lambda row: (-row["statements"], row["from"].casefold(), row["to"].casefold()))
