"""The network of who relays whom as one HTML file that works from disk and asks nothing of the net."""

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
from markupsafe import Markup

from kg.graph.around import Around
from kg.graph.communities import Community, Overview, best_joined, overview
from kg.model import label_of
from kg.views import network_look
from kg.views.layout import positions, positions_around
from kg.views.picture import Item, drawing, file_name, picture_page, shortened, widest
from kg.views.standalone import on_one_line

TITLE = "Who relays whom"
BEST, COMMUNITIES = "best", "communities"
"""Parts of the page besides communities, which go by their numbers: the best connected sources, and the overview."""
DRAWN = 300
"""Sources in the picture, at most, where nothing else is asked for."""
OPENED, MEMBERS = 40, 60
"""How many communities can be opened besides the one that is asked for, and how many of its sources each then shows."""
HAIR = 0.6
"""How wide relays are drawn that don't lead to the source in the middle, nor on from it."""
FEW, WAYS = 40, 2
"""Up to how many ways between communities the overview draws all, and else how many of each, the strongest."""
BENT = {"enabled": True, "type": "curvedCW", "roundness": 0.16}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the page can show: a title, how much of how much is there, and what is drawn."""

    key: str
    title: str
    count: str
    nodes: list[Item]
    edges: list[Item]

    def rows(self) -> list[dict[str, Any]]:
        """Return the relays as rows of a table, those with most statements first."""
        name = {node["id"]: node["name"] for node in self.nodes}
        rows = [
            {
                "one": edge["from"],
                "other": edge["to"],
                "from": name[edge["from"]],
                "to": name[edge["to"]],
                "statements": edge["statements"],
                "retracted": edge["retracted"],
                "last": edge["relays" if self.key == COMMUNITIES else "documents"],
            }
            for edge in self.edges
        ]
        return sorted(rows, key=lambda row: (-row["statements"], row["from"].casefold(), row["to"].casefold()))

    def plain(self, *, drawn: bool) -> dict[str, Any]:
        """Return it as JSON has it, without what pyvis's script has drawn already."""
        said = {"key": self.key, "title": self.title, "count": self.count}
        return said if drawn else {**said, "nodes": self.nodes, "edges": self.edges}


def network_page(
    network: "nx.DiGraph[str]", *, title: str, limit: int = DRAWN, bare: bool = False, part: str | None = None
) -> str:
    """Return the network as an HTML page: a picture, a way to find a source in it, and the same as a table.

    Takes the graph that `kg.graph.network.source_network` makes. At most `limit` nodes are shown, those joined to most
    others first; the page says how many there are. It also shows the communities, and opens each of them; `part` is
    what it begins with, `BEST`, `COMMUNITIES` or the number of one, by default the best connected, and the overview
    where these would be too small to read. Raises NotFoundError for a community that isn't there. The page is one file
    with its own Content-Security-Policy, which forbids everything but its own script and style. A `bare` one is for a
    frame in a page that has a heading and a table of its own.
    """
    parts = [_best(best_connected(network, limit), len(network)), *_communities(network, part)]
    first = next((each for each in parts if each.key == part), parts[0])
    if part is not None and part.isdigit() and first.key != part:
        overview(network).community(int(part))
    return _page(title, first, parts=parts, bare=bare, auto=part is None)


def best_connected(network: "nx.DiGraph[str]", limit: int = DRAWN) -> "nx.DiGraph[str]":
    """Return the sources joined to most others, at most `limit`, in this order, with the relays between them."""
    return _among(network, best_joined(network)[:limit])


def around_page(found: Around, title: str, *, bare: bool = False) -> str:
    """Return what is around a source as an HTML page, like `network_page`: those who relay it on its left."""
    part = around_part(found, title)
    return _page(title, part, parts=[part], bare=bare, auto=False)


def around_part(found: Around, title: str) -> Part:
    """Return the only part of such a page."""
    places = positions_around(found.network, found.step)
    more = ", the nearest and strongest first" if len(found.network) < found.total else ""
    edges = network_look.relays(found.network, places)
    for edge in edges:
        if found.step[edge["to"]] - found.step[edge["from"]] != 1:
            edge["width"] = HAIR
    shown = f"{len(found.network):,} of {found.total:,} {_sources(found.total)}"
    return Part(
        key=_steps(found.steps),
        title=title,
        count=f"Showing {shown} within {_steps(found.steps)}{more}.",
        nodes=network_look.sources(found.network, places, middle=found.source),
        edges=edges,
    )


def members_in_words(network: "nx.DiGraph[str]", community: Community) -> str:
    """Return what to call a community, after its best joined sources: "KCNA, Kim Jong-un and 23 more"."""
    those = (network.nodes[node] for node in community.members[:2])
    first = [label_of(shortened(data.get("shown", data["name"]), 32), named=data["named"]) for data in those]
    more = len(community.members) - len(first)
    return ", ".join(first) + (f" and {more:,} more" if more else "")


def _page(title: str, first: Part, *, parts: list[Part], bare: bool, auto: bool) -> str:
    said = [part.plain(drawn=part is first) for part in parts]
    return picture_page(
        "network_page.html",
        drawing(first.nodes, first.edges),
        title=title,
        name=file_name(title, *([first.key] if len(parts) == 1 and first.key != BEST else [])),
        scripts=["network_page.js"],
        styles=["network_page.css"],
        bare=bare,
        auto=auto,
        first=first,
        parts=[(part.key, part.title) for part in parts] if len(parts) > 1 else [],
        rows=first.rows(),
        names=sorted({node["name"] for part in parts if part.key != COMMUNITIES for node in part.nodes}),
        kinds=network_look.kinds(),
        data=Markup(json.dumps(said).replace("<", "\\u003c")),  # noqa: S704 -- JSON in ASCII, which can't end a script
    )


def _best(network: "nx.DiGraph[str]", total: int) -> Part:
    places = positions(network)
    few = ", the best connected" if len(network) < total else ""
    return Part(
        key=BEST,
        title="The best connected" if few else "All sources",
        count=f"Showing {len(network):,} of {total:,} {_sources(total)}{few}.",
        nodes=network_look.sources(network, places),
        edges=network_look.relays(network, places),
    )


def _communities(network: "nx.DiGraph[str]", part: str | None) -> Iterator[Part]:
    """Yield the overview, and each community that can be opened; nothing where there is only one, not asked for."""
    seen = overview(network)
    opened = [each for place, each in enumerate(seen.communities) if place < OPENED or str(each.number) == part]
    if len(opened) < 2 and part not in {str(each.number) for each in opened}:
        return
    yield _overview(network, seen)
    for community in opened:
        kept = community.members[:MEMBERS]
        shown = _among(network, kept)
        places = positions(shown)
        total = len(community.members)
        few = ", the best connected" if len(kept) < total else ""
        yield Part(
            key=str(community.number),
            title=f"{community.number}: {members_in_words(network, community)}",
            count=f"Showing {len(kept):,} of {total:,} sources of community {community.number}{few}.",
            nodes=network_look.sources(shown, places),
            edges=network_look.relays(shown, places),
        )


def _among(network: "nx.DiGraph[str]", kept: Sequence[str]) -> "nx.DiGraph[str]":
    """Return these sources of a network, in their order, with the relays between them."""
    made: nx.DiGraph[str] = nx.DiGraph()
    made.add_nodes_from((node, network.nodes[node]) for node in kept)
    made.add_edges_from(network.subgraph(kept).edges(data=True))
    return made


def _overview(network: "nx.DiGraph[str]", seen: Overview) -> Part:
    shown, total = seen.communities[:OPENED], len(seen.communities)
    wide = max(250.0, len(shown) * 44.0)
    nodes = []
    for place, community in enumerate(shown):
        turn = 2 * math.pi * place / len(shown) - math.pi / 2
        words = members_in_words(network, community)
        nodes.append({
            "id": str(community.number),
            "label": f"{community.number}: {words}",
            "name": on_one_line(f"Community {community.number}: {words}"),
            "x": round(wide * math.cos(turn)),
            "y": round(0.62 * wide * math.sin(turn)),
            "shape": "box",
            "color": {"background": "#ffffff", "border": "#0072b2"},
            "line": "#0072b2",
            "borderWidth": round(min(1 + math.log2(len(community.members)), 6), 1),
            **widest(170),
            "margin": 8,
            "ring": True,
            "shapeProperties": {"borderDashes": False},
            "hollow": True,
            "heavy": False,
            "community": len(community.members),
        })  # fmt: skip
    between = sorted(
        seen.network.subgraph(node["id"] for node in nodes).edges(data=True),
        key=lambda edge: (-edge[2]["statements"], edge[0], edge[1]),
    )
    strongest = between if len(between) <= FEW else _strongest_of_each(between)
    most = strongest[0][2]["statements"] if strongest else 1
    edges = [
        {"from": one, "to": other, "width": network_look.width(data["statements"], most), "smooth": BENT, **data}
        for one, other, data in strongest
    ]
    few = len(strongest) < len(between)
    ways = f" Drawn are the strongest ways of each, {len(strongest):,} of {len(between):,}." if few else ""
    among = f" They are of the {seen.looked_at:,} best connected sources." if seen.looked_at < seen.sources else ""
    alone = f" {seen.alone:,} {_sources(seen.alone)} joined with nobody." if seen.alone else ""
    return Part(
        key=COMMUNITIES,
        title="Overview by community",
        count=f"Showing {len(shown):,} of {total:,} communities, the largest first.{among}{alone}{ways}",
        nodes=nodes,
        edges=edges,
    )


def _strongest_of_each(ways: list[tuple[str, str, dict[str, Any]]]) -> list[tuple[str, str, dict[str, Any]]]:
    """Return those of these ways, the strongest first, that are among the strongest of one of their ends."""
    drawn: Counter[str] = Counter()
    kept = []
    for one, other, data in ways:
        if min(drawn[one], drawn[other]) < WAYS:
            kept.append((one, other, data))
            drawn.update((one, other))
    return kept


def _sources(number: int) -> str:
    return "source" if number == 1 else "sources"


def _steps(number: int) -> str:
    return "1 step" if number == 1 else f"{number} steps"
