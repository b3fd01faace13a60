"""Networks in the forms that other programs read: GraphML, GEXF (Gephi), Cytoscape JSON.

Names are whatever articles hold. XML can't hold most control characters, nor half of a surrogate pair, in whatever
spelling: they are written as U+FFFD.
"""

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import networkx as nx

_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NetworkFormat(StrEnum):
    """A form of a network."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    CYTOSCAPE = "cytoscape"


MEDIA: Mapping[NetworkFormat, tuple[str, str]] = {
    NetworkFormat.GRAPHML: ("application/graphml+xml", "graphml"),
    NetworkFormat.GEXF: ("application/gexf+xml", "gexf"),
    NetworkFormat.CYTOSCAPE: ("application/vnd.cytoscape.v3.cyjs+json", "cyjs"),
}
"""The media type and the ending of the file name of each."""


def written(network: "nx.Graph[str]", format_: NetworkFormat) -> str:
    """Return a network as the text of a file; the same network gives the same text.

    Attributes that are tables or lists are written as JSON, and each node has its name as `label`, an unnamed source
    the words of its article.
    """
    plain = _plain(network)
    if format_ is NetworkFormat.CYTOSCAPE:
        return json.dumps(nx.cytoscape_data(plain), ensure_ascii=False, indent=1) + "\n"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    if format_ is NetworkFormat.GRAPHML:
        return head + "\n".join(nx.generate_graphml(plain)) + "\n"
    today = re.compile(r' lastmodifieddate="[^"]*"')
    return head + today.sub("", "\n".join(nx.generate_gexf(plain)), count=1) + "\n"


def _plain(network: "nx.Graph[str]") -> "nx.Graph[str]":
    ids = {node: _text(node) for node in network}
    if len(set(ids.values())) < len(ids):  # two that differ only in what can't be written
        ids = {node: f"{_text(node)} {number}" for number, node in enumerate(sorted(network))}
    made: nx.Graph[str] = network.__class__()
    for node, data in sorted(network.nodes.items(), key=lambda each: each[0]):
        kept = {name: value for name, value in data.items() if name != "shown"}
        made.add_node(ids[node], label=_text(data.get("shown", data.get("name", node))), **_scalars(kept))
    for one, other, data in sorted(network.edges(data=True), key=lambda edge: edge[:2]):
        made.add_edge(ids[one], ids[other], **_scalars(data))
    return made


def _scalars(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _scalar(value) for name, value in data.items() if value not in (None, [], {})}


def _scalar(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    return _text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True))


def _text(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
