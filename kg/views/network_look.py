"""How sources and relays look in a picture."""

import math
from collections.abc import Mapping
from typing import Any

import networkx as nx

from kg.model import Kind, label_of
from kg.views.layout import Places
from kg.views.picture import HOLLOW, Item, shortened, widest
from kg.views.standalone import on_one_line
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
ASIDE = {"enabled": True, "type": "curvedCW", "roundness": 0.35}
"""The way of a relay within one column, which would run through the nodes between."""
LABEL_LENGTH = 44
_SMALL = 19


def kinds() -> list[tuple[str, str, str]]:
    """Return the legend: each kind in words, its shape and its colour."""
    return [("kind not known" if kind is Kind.UNKNOWN else kind.value, *LOOKS[kind]) for kind in Kind]


def sources(network: "nx.DiGraph[str]", places: Places, *, middle: str | None = None) -> list[Item]:
    """Return the sources of a network as nodes of a picture, in their order; the one in the `middle` stands out."""
    return [
        {"id": node, "x": places[node][0], "y": places[node][1], **_look(network.nodes[node], heavy=node == middle)}
        for node in network
    ]


def relays(network: "nx.DiGraph[str]", places: Places) -> list[Item]:
    """Return the relays of a network as edges of a picture, the wider, the more statements."""
    most = max((edge["statements"] for *_, edge in network.edges(data=True)), default=1)
    return [
        {
            "from": one,
            "to": other,
            "width": width(edge["statements"], most),
            "statements": edge["statements"],
            "documents": edge["documents"],
            "retracted": edge.get("retracted", 0),
        }
        | ({"smooth": ASIDE} if places[one][0] == places[other][0] else {})
        for one, other, edge in sorted(network.edges(data=True), key=lambda relay: relay[:2])
    ]


def width(statements: int, most: int) -> float:
    """Return how wide a relay of so many statements is drawn, in pixels, where the strongest has `most`.

    Small numbers can be told from each other; where there are large ones, the strong stand out from the weak.
    """
    wide = 1 + 1.4 * math.log2(statements) if most <= _SMALL else 0.6 + 6.4 * math.sqrt(statements / most)
    return round(wide, 1)


def _look(node: Mapping[str, Any], *, heavy: bool) -> Item:
    kind = Kind(node["kind"])
    shape, colour = LOOKS[kind]
    named, shown = bool(node["named"]), node.get("shown", node["name"])
    line = "#1c1b19" if heavy else colour if named else HOLLOW
    return {
        "label": label_of(shortened(shown, LABEL_LENGTH), named=named),
        "shape": shape,
        "color": {"background": colour if named else "#ffffff", "border": line},
        "line": line,
        "borderWidth": 4 if heavy else 1.5,
        "size": round(9 + 3.5 * math.sqrt(min(node["statements"], 60)), 1) + (5 if heavy else 0),
        **widest(150),
        "shapeProperties": {"borderDashes": False if named else [4, 3]},
        "name": on_one_line(label_of(shown, named=named)),
        "kind": kind.value,
        "named": named,
        "heavy": heavy,
        "publisher": node["publisher"],
        "statements": node["statements"],
        "notices": [on_one_line(noticed_in_words(each)) for each in node.get("notices", ())],
    }
