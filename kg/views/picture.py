"""What all pictures of nodes and edges share: looks, names, the script that draws them, and the page around them.

A picture's page is one file. `picture.js` does for all of them what a reader does with one: find, move, zoom, read a
node's card, go from node to node by keyboard, and keep the picture as SVG or PNG.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from kg.ids import slug
from kg.views.standalone import (
    content_security_policy,
    environment,
    harmless,
    inline_scripts,
    library,
    on_one_line,
    own,
)

HOLLOW = "#767676"
"""The border of what is drawn hollow: the unnamed, and articles."""
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"
OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 10**9, "keyboard": False, "hideEdgesOnDrag": False},
    "nodes": {
        "borderWidth": 1.5,
        "font": {"size": 14, "face": FONT},
        "scaling": {"label": {"enabled": True, "drawThreshold": 11}},  # below, names fade
    },
    "edges": {
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "arrowStrikethrough": False,
    },
}
Item = dict[str, Any]


def shortened(name: str, longest: int) -> str:
    """Return a name on one line, with an ellipsis where it is too long for a label."""
    line = on_one_line(name)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def widest(label: int) -> Item:
    """Return the options of a node whose label is broken at so many pixels, where there is room for it."""
    return {"widthConstraint": {"maximum": label}, "widest": label}


def file_name(*words: object) -> str:
    """Return the name of a file without its ending, from words of any kind: "around-kcna-2-steps"."""
    return slug(" ".join(str(word) for word in words), limit=72) or "picture"


def drawing(nodes: Iterable[Item], edges: Iterable[Item], options: Mapping[str, Any] = OPTIONS) -> str:
    """Return the script with these nodes and edges, as pyvis writes it.

    No node gets pyvis's `title`: the words "href" in one would make it build a popup with innerHTML.
    """
    from pyvis.network import Network  # only here: it imports IPython, half a second

    view = Network(directed=True, cdn_resources="remote")
    view.options = dict(options)
    for node in nodes:
        view.add_node(node["id"], **{name: value for name, value in node.items() if name != "id"})
    for edge in edges:
        view.add_edge(
            edge["from"], edge["to"], **{name: value for name, value in edge.items() if name not in ("from", "to")}
        )
    return harmless(next(text for text in inline_scripts(view.generate_html()) if "function drawGraph" in text))


def picture_page(
    template: str, drawn: str, *, title: str, name: str, scripts: Sequence[str], styles: Sequence[str], **values: object
) -> str:
    """Return a page around a drawing, with scripts and styles of this folder besides those of every picture.

    The policy forbids everything else. `name` is what the files are called that the picture is kept in.
    """
    texts = [library(), drawn, own("picture.js"), own("picture_svg.js"), *map(own, scripts)]
    style = "".join(map(own, ("picture.css", *styles)))
    return (
        environment()
        .get_template(template)
        .render(
            title=title,
            name=name,
            scripts=[Markup(text) for text in texts],  # noqa: S704 -- ours, vis-network's and pyvis's JSON
            style=Markup(style),  # noqa: S704 -- ours
            policy=content_security_policy(texts, style),
            **values,
        )
    )
