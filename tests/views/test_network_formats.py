"""Networks for other programs, read back by parsers that are not ours."""

import io
import json
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views.network_formats import NetworkFormat, written
from tests.rdf.strategies import letters
from tests.views.samples import HOSTILE, add_relay, add_source

XML = (NetworkFormat.GRAPHML, NetworkFormat.GEXF)


def two(one: str, other: str) -> "nx.DiGraph[str]":
    made: nx.DiGraph[str] = nx.DiGraph()
    add_source(made, "one", one, notices=[])
    add_source(made, "other", other, named=False, notices=[{"statements": 1, "status": "retracted"}])
    add_relay(made, "one", "other", 3)
    return made


@pytest.mark.parametrize("name", [*HOSTILE, "\x00\x01\x1b\ufffe", "\ud800", "]]>&lt;"])
@pytest.mark.parametrize("format_", NetworkFormat)
def test_hostile_names_are_only_names(name: str, format_: NetworkFormat) -> None:
    text = written(two(name, "The Daily"), format_)
    text.encode("utf-8")
    if format_ is NetworkFormat.CYTOSCAPE:
        assert [each["data"]["id"] for each in json.loads(text)["elements"]["nodes"]] == ["one", "other"]
        return
    root = ET.fromstring(text)  # noqa: S314 -- what we wrote ourselves
    assert len([each for each in root.iter() if each.tag.endswith("}node")]) == 2
    assert len([each for each in root.iter() if each.tag.endswith("}edge")]) == 1


@given(one=st.text(letters, max_size=20), other=st.text(letters, max_size=20))
def test_graphml_gives_the_network_back(one: str, other: str) -> None:
    network = two(one, other)
    read = nx.read_graphml(io.BytesIO(written(network, NetworkFormat.GRAPHML).encode()))
    assert list(read.edges(data="statements")) == [("one", "other", 3)]
    assert [read.nodes[node]["named"] for node in ("one", "other")] == [True, False]
    assert json.loads(read.nodes["other"]["notices"])[0]["status"] == "retracted"


def test_gexf_gives_the_network_back() -> None:
    read = nx.read_gexf(io.BytesIO(written(two("KCNA", "officials"), NetworkFormat.GEXF).encode()))
    assert read.nodes["one"]["label"] == "KCNA"
    assert [(one, other, data["statements"]) for one, other, data in read.edges(data=True)] == [("one", "other", 3)]


def test_cytoscape_gives_the_network_back() -> None:
    read = nx.cytoscape_graph(json.loads(written(two("KCNA", "officials"), NetworkFormat.CYTOSCAPE)))
    assert read.nodes["one"]["label"] == "KCNA"
    assert read.edges["one", "other"]["statements"] == 3


@pytest.mark.parametrize("format_", NetworkFormat)
def test_same_network_gives_the_same_text_on_every_day(format_: NetworkFormat) -> None:
    network = two("KCNA", "officials")
    turned: nx.DiGraph[str] = nx.DiGraph()
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(network.edges(data=True))
    assert written(turned, format_) == written(network, format_)
    assert "lastmodifieddate" not in written(network, format_)


def test_ids_that_differ_only_in_what_xml_cannot_hold_stay_apart() -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    for node in ("\x00", "\x01"):
        add_source(network, node, "x")
    add_relay(network, "\x00", "\x01")
    for format_ in XML:
        root = ET.fromstring(written(network, format_))  # noqa: S314 -- what we wrote ourselves
        ids = {each.get("id") for each in root.iter() if each.tag.endswith("}node")}
        assert len(ids) == 2


def test_undirected_networks_stay_undirected() -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_edge("a", "b", sources=2, likeness=0.5)
    assert 'edgedefault="undirected"' in written(network, NetworkFormat.GRAPHML)
