"""Networks made by hand, and names made to break pages."""

from typing import Any
from xml.etree import ElementTree

import networkx as nx

HOSTILE = (
    "</script><script>document.title='broken'</script>",
    "<img src=x onerror=\"document.title='broken'\">",
    "<a href=\"javascript:document.title='broken'\">link</a>",
    "\"quotes\" and 'quotes' \\ and {{ braces }} and ${templates}",
    "<!-- a comment that never ends",
    "long " * 500,
    "وكالة الأنباء المركزية \u202e gnorw",
    "line\u2028separator\nand newline\ttab",
    "👩‍👩‍👧 \U0001d518 \ufffd",
)


SVG = "{http://www.w3.org/2000/svg}"


def read_svg(text: str) -> ElementTree.Element:
    """Return an SVG document as another program than the one that wrote it reads it; fail where it can't be read."""
    return ElementTree.fromstring(text)  # noqa: S314 -- this program wrote it


def add_source(network: "nx.DiGraph[str]", identifier: str, name: str, **attributes: Any) -> None:
    """Add a source as `kg.graph.network` does."""
    given = {"kind": "person", "named": True, "publisher": False, "statements": 1} | attributes
    network.add_node(identifier, name=name, **given)


def add_relay(network: "nx.DiGraph[str]", one: str, other: str, statements: int = 1) -> None:
    """Add a relay as `kg.graph.network` does."""
    network.add_edge(one, other, statements=statements, documents=1, acts={"assert": statements})
