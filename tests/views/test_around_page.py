"""The page of what is around a source, and the parts of the network's page, as files."""

import json
import re
from typing import Any

import networkx as nx
import pytest

from kg.errors import NotFoundError
from kg.graph.around import around
from kg.views.network_look import width
from kg.views.network_page import HAIR, around_page, around_part, network_page
from tests.views.samples import HOSTILE, add_relay, add_source


def parts(page: str) -> list[dict[str, Any]]:
    """Return what the page has for its own script."""
    found = re.search(r'<script type="application/json" id="parts">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    read: list[dict[str, Any]] = json.loads(found[1])
    return read


def nodes(page: str) -> dict[str, dict[str, Any]]:
    """Return the nodes that are drawn first."""
    found = re.search(r"nodes = new vis\.DataSet\((\[.*?\])\);", page)
    assert found is not None
    return {node["id"]: node for node in json.loads(found[1])}


def test_those_who_relay_it_stand_on_its_left(network: "nx.DiGraph[str]") -> None:
    page = around_page(around(network, "agency"), "Around KCNA")
    places = {id_: node["x"] for id_, node in nodes(page).items()}
    assert places["daily"] == places["post"] < places["agency"] < places["minister"]
    assert "unnamed/1" not in places
    assert "Showing 4 of 4 sources within 1 step." in page
    assert [id_ for id_, node in nodes(page).items() if node["heavy"]] == ["agency"]
    assert "thick border: the source in the middle" in page
    assert "thick border: the source" not in network_page(network, title="Relays")


def test_relays_that_do_not_lead_through_the_middle_are_hairlines(network: "nx.DiGraph[str]") -> None:
    add_relay(network, "daily", "post", 9)
    (part,) = parts(around_page(around(network, "agency"), "Around KCNA"))
    assert part["key"] == "1 step"
    edges = {(edge["from"], edge["to"]): edge["width"] for edge in around_part(around(network, "agency"), "").edges}
    assert edges["daily", "post"] == HAIR < min(edges["daily", "agency"], edges["agency", "minister"])


def test_two_steps_and_how_many_of_how_many(network: "nx.DiGraph[str]") -> None:
    page = around_page(around(network, "minister", steps=2, limit=3), "Around him")
    assert "Showing 3 of 4 sources within 2 steps, the nearest and strongest first." in page
    assert set(nodes(page)) == {"minister", "agency", "daily"}


def test_table_has_the_same_relays(network: "nx.DiGraph[str]") -> None:
    page = around_page(around(network, "agency"), "Around KCNA")
    rows = re.findall(r'data-node="(.*?)".*?data-node="(.*?)".*?<td class="number">(\d+)', page)
    assert rows == [("daily", "agency", "4"), ("agency", "minister", "2"), ("post", "agency", "1")]
    assert "<table>" not in around_page(around(network, "agency"), "Around KCNA", bare=True)


def test_places_are_the_same_each_time(network: "nx.DiGraph[str]") -> None:
    assert around_page(around(network, "agency"), "KCNA") == around_page(around(network.copy(), "agency"), "KCNA")


def test_file_is_called_after_what_it_shows(network: "nx.DiGraph[str]") -> None:
    assert 'data-name="around-kcna-1-step"' in around_page(around(network, "agency"), "Around KCNA")
    assert 'data-name="picture"' in network_page(network, title="المركزية")


def test_network_page_has_an_overview_and_each_community(network: "nx.DiGraph[str]") -> None:
    page = network_page(network, title="Relays")
    assert [part["key"] for part in parts(page)] == ["best", "communities", "1", "2"]
    overview = parts(page)[1]
    assert overview["count"] == "Showing 2 of 2 communities, the largest first."
    assert [node["name"] for node in overview["nodes"]] == [
        "Community 1: Korean Central News Agency, Shin Won-sik and 1 more",
        "Community 2: The Evening Post, (officials in seoul)",
    ]
    assert [(edge["from"], edge["to"], edge["statements"]) for edge in overview["edges"]] == [("2", "1", 1)]
    assert {node["id"] for node in parts(page)[2]["nodes"]} == {"agency", "daily", "minister"}


def test_page_begins_with_the_part_that_is_asked_for(network: "nx.DiGraph[str]") -> None:
    page = network_page(network, title="Relays", part="communities")
    assert set(nodes(page)) == {"1", "2"}
    assert re.findall(r'data-node="(.*?)".*?data-node="(.*?)".*?>(\d+)</td><td class="number">(\d+)', page) == [
        ("2", "1", "1", "1")
    ]
    assert set(nodes(network_page(network, title="Relays", part="2"))) == {"post", "unnamed/1"}
    with pytest.raises(NotFoundError):
        network_page(network, title="Relays", part="3")


def test_many_communities_are_told_and_the_largest_are_drawn() -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    for number in range(50):
        add_source(network, f"a{number}", f"A {number}")
        add_source(network, f"b{number}", f"B {number}")
        add_relay(network, f"a{number}", f"b{number}")
    add_source(network, "alone", "Alone")
    found = parts(network_page(network, title="Relays"))
    assert found[1]["count"] == "Showing 40 of 50 communities, the largest first. 1 source joined with nobody."
    assert len(found) == 42


def test_overview_of_many_ways_draws_the_strongest_and_says_so() -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    for group in range(12):
        for member in range(6):
            add_source(network, f"{group}.{member}", f"Source {group}.{member}")
        for member in range(1, 6):
            add_relay(network, f"{group}.0", f"{group}.{member}", 500)
    for one in range(12):
        for other in range(12):
            if one != other:
                add_relay(network, f"{one}.1", f"{other}.2", one + other)
    overview = parts(network_page(network, title="Relays"))[1]
    drawn = [(edge["statements"], edge["from"], edge["to"]) for edge in overview["edges"]]
    assert f"Drawn are the strongest ways of each, {len(drawn)} of 132." in overview["count"]
    assert 12 <= len(drawn) <= 24
    assert {end for _, *ends in drawn for end in ends} == {node["id"] for node in overview["nodes"]}
    assert max(drawn)[0] == 21


@pytest.mark.parametrize("most", [2, 19, 20, 5000])
def test_more_statements_are_drawn_wider_and_never_too_wide(most: int) -> None:
    wide = [width(statements, most) for statements in (1, most // 2 + 1, most)]
    assert 0.5 < wide[0] < wide[-1] <= 7
    assert wide == sorted(wide)


@pytest.mark.parametrize("name", HOSTILE[:5])
def test_names_never_become_markup(name: str) -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    for identifier in ("one", "two", "three", "four"):
        add_source(network, identifier, name)
    add_relay(network, "one", "two")
    add_relay(network, "three", "four")
    for page in (around_page(around(network, "one"), name), network_page(network, title=name, part="communities")):
        outside = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
        assert name not in outside or not re.search(r"[<>\"]", name)
        assert not re.search(r"<img|<!--|href=[\"'](?!data:,)", outside)
        assert parts(page)
