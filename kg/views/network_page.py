"""The network of who relays whom as one HTML file that works from disk and asks nothing of the net.

pyvis makes the nodes, the edges and the script that draws them. Of its page nothing else is kept: the rest
loads Bootstrap from elsewhere and writes names into HTML unescaped.
"""

import base64
import hashlib
import math
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.model import Kind
from kg.views.layout import positions
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
    scripts = [_library(), _drawing(shown), _own("network_page.js")]
    style = _own("network_page.css")
    return (
        _environment()
        .get_template("network_page.html")
        .render(
            title=title,
            bare=bare,
            shown=shown.number_of_nodes(),
            total=network.number_of_nodes(),
            relays=_table(shown),
            names=sorted({_on_one_line(node["name"]) for _, node in shown.nodes(data=True)}),
            kinds=[(kind.value, *LOOKS[kind]) for kind in Kind],
            scripts=[Markup(script) for script in scripts],  # noqa: S704 -- ours, vis-network's and pyvis's JSON
            style=Markup(style),  # noqa: S704 -- ours
            policy=content_security_policy(scripts, style),
        )
    )


def content_security_policy(scripts: list[str], style: str) -> str:
    """Return the policy that lets exactly these scripts and this style run and nothing be loaded."""
    allowed = " ".join(_fingerprint(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_fingerprint(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
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
    script = next(text for text in _inline_scripts(view.generate_html()) if "function drawGraph" in text)
    return _harmless(script)


def _look(node: Mapping[str, Any]) -> dict[str, Any]:
    kind = Kind(node["kind"])
    shape, colour = LOOKS[kind]
    name = _on_one_line(node["name"])
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
        "notices": [_on_one_line(noticed_in_words(each)) for each in node.get("notices", ())],
    }


def _on_one_line(name: str) -> str:
    return " ".join(name.split()) or "unnamed"


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


def _library() -> str:
    """Return vis-network's script with its licence note, from the folder that pyvis brings."""
    import pyvis

    newest = max((Path(pyvis.__file__).parent / "templates" / "lib").glob("vis-*"))
    script = (newest / "vis-network.min.js").read_text(encoding="utf-8")
    return _harmless(re.sub(r"\n//# sourceMappingURL=.*", "", script))


class _ScriptCollector(HTMLParser):
    """Collects the texts of script elements that load nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter a script."""
        self._inside = tag == "script" and not any(name == "src" for name, _ in attrs)
        if self._inside:
            self.texts.append("")

    def handle_endtag(self, _tag: str) -> None:
        """Leave a script."""
        self._inside = False

    def handle_data(self, data: str) -> None:
        """Add to the script."""
        if self._inside:
            self.texts[-1] += data


def _inline_scripts(page: str) -> list[str]:
    collector = _ScriptCollector()
    collector.feed(page)
    collector.close()
    return collector.texts


def _own(name: str) -> str:
    return _harmless(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _harmless(text: str) -> str:
    """Return the text of a script or style as it stands in the page; refuse one that would end early."""
    if re.search(r"</(script|style)|<!--", text, re.IGNORECASE):
        raise ValueError("a script or style of the network page holds a tag that would end it")
    return "\n" + text.replace("\r\n", "\n").strip() + "\n"


def _fingerprint(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kg.views", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
