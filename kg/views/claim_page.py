"""The way of a claim from its origins to the reader, as one HTML file that works from disk."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.graph.corroboration import Corroboration, report
from kg.graph.evidence import CLAIM, READER, Aside, Evidence, Proof, evidence
from kg.graph.tellings import Dossier, Way
from kg.model import Polarity
from kg.views.claim_words import Section, sections, verdict
from kg.views.picture import HOLLOW, OPTIONS, Item, drawing, file_name, picture_page, shortened, widest
from kg.views.standalone import on_one_line

LIMIT = 120
"""Nodes in the picture, at most."""
LABEL_LENGTH, HEADLINE_LENGTH = 52, 36
_PROOFS, _SHORT = 4, 8
"""Statements that a line of a card names, and the characters of their ids that do."""
COLUMN, ROW = 205, 104
"""Pixels between two columns, and between two nodes below each other."""
ROLES: Mapping[str, tuple[str, str, str]] = {
    "origin": ("dot", "#0072b2", "origin: no article shows who told it"),
    "relay": ("square", "#009e73", "relay"),
    "outlet": ("diamond", "#d55e00", "publisher or agency"),
    "article": ("box", "#767676", "article"),
    "text": ("hexagon", "#c9609a", "one text in several articles"),
    "reader": ("star", "#3f9bd1", "the reader"),
}
"""Shape, colour and name of each: the colours of Okabe and Ito (2008), some darkened to stand out on white."""
SIDES: Mapping[Polarity, str] = {Polarity.POSITIVE: "#0072b2", Polarity.NEGATIVE: "#d55e00"}
WAYS: Mapping[Way, str] = {
    Way.SAID: "said it",
    Way.TOLD: "was told",
    Way.RELAYED: "relayed it",
    Way.CREDITED: "is credited with it",
    Way.PUBLISHED: "published it",
    Way.PRINTED: "holds it",
    Way.REPRINTED: "prints the same text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A row of the table: from whom to whom a claim went, how, and what shows it."""

    one: str
    other: str
    from_: str
    to: str
    how: str
    denies: bool
    cue: str
    statement: str
    document: str
    article: str


def claim_page(dossier: Dossier, *, bare: bool = False, limit: int = LIMIT) -> str:
    """Return the evidence graph of a claim as an HTML page: a picture, its legend, and the same as a table.

    At most `limit` nodes are drawn, those of independent ways and choke points first; the page says how many there
    are. It is one file with a Content-Security-Policy that forbids everything but its own script and style. A `bare`
    one is for a frame in a page that has the words.
    """
    found = evidence(dossier)
    told = report(found)
    whole = _drawn(found)
    shown = _best(whole, told, limit)
    title = on_one_line(dossier.claim.text) if dossier.claim.text else "A claim"
    return picture_page(
        "claim_page.html",
        drawing(_nodes(shown, told), _edges(shown), {**OPTIONS, "edges": {**OPTIONS["edges"], "width": 1.8}}),
        title=title,
        name=file_name("claim", title),
        scripts=["claim_page.js"],
        styles=["claim_page.css"],
        bare=bare,
        shown=len(shown),
        total=len(whole),
        sections=(Section(title="On whose word", lines=verdict(told)), *sections(told)) if not bare else (),
        doubtful=sum(aside.why is Aside.DOUBTFUL for aside in told.aside),
        steps=list(steps(found)) if not bare else [],
        there=set(shown),
        names=sorted({on_one_line(data["name"]) for _, data in shown.nodes(data=True)}),
        roles=[(role, *look) for role, look in ROLES.items()],
        sides=[("affirms it", SIDES[Polarity.POSITIVE], ""), ("denies it", SIDES[Polarity.NEGATIVE], "7 5")],
    )


def steps(found: Evidence) -> Iterator[Step]:
    """Yield the edges between origins and articles, each with the first statement that shows it, from left to right."""
    graph = _drawn(found)
    column = _columns(graph)
    name = {node: str(data["name"]) for node, data in graph.nodes(data=True)}
    for one, other, data in sorted(graph.edges(data=True), key=lambda edge: (column[edge[0]], edge[0], edge[1])):
        if other == READER or graph.nodes[other]["kind"] == "text":
            continue
        for polarity in Polarity:
            proof = next((each for each in data["proofs"] if each.polarity is polarity), None)
            if proof is not None:
                yield _step(found, proof, one, other, name[one], name[other])


def _step(found: Evidence, proof: Proof, one: str, other: str, from_: str, to: str) -> Step:
    article = found.graph.nodes.get(f"document/{proof.document}", {}).get("name", "")
    return Step(
        one=one,
        other=other,
        from_=on_one_line(from_),
        to=on_one_line(to),
        how=WAYS[proof.way],
        denies=proof.polarity is Polarity.NEGATIVE,
        cue=proof.cue if proof.way in (Way.SAID, Way.TOLD, Way.RELAYED) else "",
        statement=proof.statement,
        document=proof.document,
        article=article,
    )


def _drawn(found: Evidence) -> "nx.DiGraph[str]":
    """Return the evidence graph without the claim, which the whole picture is of.

    Publishers of nothing but copies are left out, too: the copy tells them.
    """
    ending = {node for node in found.graph if node.startswith("source/") and not found.graph.out_degree(node)}
    made = found.graph.subgraph([node for node in found.graph if node != CLAIM and node not in ending]).copy()
    for node in found.graph.successors(CLAIM):
        made.nodes[node]["origin"] = not made.in_degree(node)  # on the other side somebody told it
    if not made.in_degree(READER):
        made.remove_node(READER)
    return made


def _best(graph: "nx.DiGraph[str]", told: Corroboration, limit: int) -> "nx.DiGraph[str]":
    wanted = {node for side in (told.affirmed, told.denied) for path in side.paths for node in path.nodes}
    chokes = _choke_points(told)

    def rank(node: str) -> tuple[bool, bool, bool, int, str]:
        return node != READER, node not in chokes, node not in wanted, -graph.degree[node], node

    return graph.subgraph(sorted(graph, key=rank)[:limit]).copy()


def _choke_points(told: Corroboration) -> set[str]:
    return {point.node for side in (told.affirmed, told.denied) for point in side.choke_points if point.documents > 1}


def _role(data: Mapping[str, Any]) -> str:
    if data["kind"] in ("text", "reader"):
        return str(data["kind"])
    if data["kind"] == "document":
        return "article"
    if data.get("origin"):
        return "origin"
    return "outlet" if data["medium"] else "relay"


def _nodes(graph: "nx.DiGraph[str]", told: Corroboration) -> list[Item]:
    chokes, places = _choke_points(told), _places(graph)
    return [
        {"id": node, "x": places[node][0], "y": places[node][1], **_look(graph, node, choke=node in chokes)}
        for node in sorted(graph)
    ]


def _edges(graph: "nx.DiGraph[str]") -> list[Item]:
    found = []
    for one, other, data in sorted(graph.edges(data=True), key=lambda edge: edge[:2]):
        sides = {proof.polarity for proof in data["proofs"]}
        colour = SIDES[next(iter(sides))] if len(sides) == 1 else HOLLOW
        found.append({
            "from": one, "to": other, "color": colour, "dashes": [7, 5] if sides == {Polarity.NEGATIVE} else False
        })  # fmt: skip
    return found


def _look(graph: "nx.DiGraph[str]", node: str, *, choke: bool) -> Item:
    data = graph.nodes[node]
    role = _role(data)
    shape, colour, words = ROLES[role]
    source = data.get("source")
    unnamed = source is not None and not source.named
    name = on_one_line(data["name"])
    short = shortened(name, LABEL_LENGTH)
    publisher = data.get("publisher")
    if role == "article" and publisher is not None:
        short = f"{on_one_line(publisher.name)[:HEADLINE_LENGTH]}: {shortened(name, HEADLINE_LENGTH)}"
    hollow = unnamed or role == "article"
    line = "#1c1b19" if choke else colour
    return {
        "label": f"{short}\n◆ every way passes" if choke else short,
        "shape": shape,
        "color": {"background": "#ffffff" if hollow else colour, "border": line},
        "line": line,
        "borderWidth": 4 if choke else 1.5,
        "size": 20 if choke else 15,
        **widest(165),
        "margin": 8,
        "shapeProperties": {"borderDashes": [4, 3] if unnamed else False},
        "name": name,
        "role": f"{words}{', unnamed' if unnamed else ''}{'; every way passes it' if choke else ''}",
        "hollow": hollow,
        "heavy": choke,
        "lines": list(_lines(graph, node)),
    }


def _lines(graph: "nx.DiGraph[str]", node: str) -> Iterator[Item]:
    """Yield what the card tells of a node: from whom it came there and what shows it, and to whom it went."""
    for one, _, data in graph.in_edges(node, data=True):
        yield _shown(f"from {on_one_line(graph.nodes[one]['name'])}", data["proofs"])
    for _, other, data in graph.out_edges(node, data=True):
        yield _shown(f"to {on_one_line(graph.nodes[other]['name'])}", data["proofs"])


def _shown(way: str, proofs: Sequence[Proof]) -> Item:
    """Return a line of a card: its words, the statements that show it with where they stand, and how many more do."""
    found = {proof.statement: f"/document/{proof.document}#s-{proof.statement}" for proof in proofs}
    return {
        "words": f"{way}: statement{'' if len(found) == 1 else 's'}",
        "proofs": [[id_[:_SHORT], address] for id_, address in list(found.items())[:_PROOFS]],
        "more": max(0, len(found) - _PROOFS),
    }


def _columns(graph: "nx.DiGraph[str]") -> dict[str, int]:
    """Return the column of each node: the longest way to it, and the last but for text and reader for articles."""
    depth: dict[str, int] = {}
    circles = nx.condensation(graph)
    at: dict[int, int] = {}
    for circle in nx.topological_sort(circles):
        at[circle] = max((at[before] + 1 for before in circles.predecessors(circle)), default=0)
        depth.update((node, at[circle]) for node in circles.nodes[circle]["members"])
    ends = [node for node in graph if graph.nodes[node]["kind"] == "document"]
    last = max((depth[node] for node in ends), default=0)
    for node in ends:
        if not any(graph.nodes[after]["kind"] == "document" for after in graph.successors(node)):
            depth[node] = last
    for node in graph:
        if graph.nodes[node]["kind"] == "text":
            depth[node] = last + 1
        elif node == READER:
            depth[node] = last + 2
    return depth


def _places(graph: "nx.DiGraph[str]") -> dict[str, tuple[int, int]]:
    """Return the place of each node in pixels: columns from left to right, near those that it comes from."""
    columns: dict[int, list[str]] = defaultdict(list)
    for node, column in sorted(_columns(graph).items()):
        columns[column].append(node)
    tallest = max((len(nodes) for nodes in columns.values()), default=1)
    places: dict[str, tuple[int, int]] = {}
    for position, column in enumerate(sorted(columns)):
        nodes = sorted(columns[column], key=lambda node: (_height(graph.predecessors(node), places), node))
        apart = min(ROW * tallest / len(nodes), ROW * 2.2)
        for row, node in enumerate(nodes):
            places[node] = position * COLUMN, round((row - (len(nodes) - 1) / 2) * apart)
    return places


def _height(before: Iterable[str], places: Mapping[str, tuple[int, int]]) -> float:
    heights = [places[node][1] for node in before if node in places]
    return sum(heights) / len(heights) if heights else 0.0
