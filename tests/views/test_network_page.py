"""The network page as a file: one piece, its policy, what it shows."""

import re
import time

import networkx as nx
import pytest

from kg.views.network_page import OPENED, network_page
from tests.views.samples import HOSTILE, add_relay, add_source


def test_nothing_is_loaded_from_elsewhere(network: "nx.DiGraph[str]") -> None:
    page = network_page(network, title="Relays")
    without_scripts = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert "https://" not in without_scripts
    assert "http://" not in without_scripts.replace("http://www.w3.org", "")
    assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=\"(?!data:,)", page)


def test_policy_allows_no_inline_script_but_its_own(network: "nx.DiGraph[str]") -> None:
    page = network_page(network, title="Relays")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert policy[1].count("sha256-") == 6


def test_licence_of_vis_network_stays(network: "nx.DiGraph[str]") -> None:
    page = network_page(network, title="Relays")
    assert "@license" in page
    assert "Apache 2.0 License" in page


def test_community_that_is_asked_for_is_shown_however_small_it_is() -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    for number in range(OPENED + 5):
        for source in ("paper", "person"):
            add_source(network, f"{source}-{number}", f"{source} {number}")
        add_relay(network, f"paper-{number}", f"person-{number}")
    page = network_page(network, title="Relays", part=str(OPENED + 4))
    assert f"Showing 2 of 2 sources of community {OPENED + 4}." in page
    assert re.findall(r'<option value="(\d+)" selected>', page) == [str(OPENED + 4)]


def test_says_how_many_of_how_many_and_keeps_the_best_joined(network: "nx.DiGraph[str]") -> None:
    page = network_page(network, title="Relays", limit=2)
    assert "Showing 2 of 5 sources, the best connected." in page
    assert "<bdi>Korean Central News Agency</bdi>" in page
    assert "<bdi>Shin Won-sik</bdi>" not in page


def test_whole_network_is_not_called_a_part(network: "nx.DiGraph[str]") -> None:
    assert "Showing 5 of 5 sources." in network_page(network, title="Relays")


def test_table_says_the_same_in_words(network: "nx.DiGraph[str]") -> None:
    page = network_page(network, title="Relays")
    rows = re.findall(r"<tr><td>.*?<bdi>(.*?)</bdi>.*?<bdi>(.*?)</bdi>.*?<td class=\"number\">(\d+)", page)
    assert rows == [
        ("The Daily", "Korean Central News Agency", "4"),
        ("Korean Central News Agency", "Shin Won-sik", "2"),
        ("The Evening Post", "(officials in seoul)", "1"),
        ("The Evening Post", "Korean Central News Agency", "1"),
    ]


def test_bare_page_has_no_heading_and_no_table(network: "nx.DiGraph[str]") -> None:
    page = network_page(network, title="Relays", bare=True)
    assert "<h1>" not in page
    assert "<table>" not in page
    assert "Showing 5 of 5 sources." in page


def test_same_network_gives_the_same_page(network: "nx.DiGraph[str]") -> None:
    assert network_page(network, title="Relays") == network_page(network.copy(), title="Relays")


def test_network_of_nobody_says_so() -> None:
    assert "Nobody relays anybody here" in network_page(nx.DiGraph(), title="Relays")


@pytest.mark.parametrize("name", HOSTILE[:3])
def test_names_never_become_markup(name: str) -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    add_source(network, "one", name)
    add_source(network, "two", "The Daily")
    add_relay(network, "two", "one")
    assert name not in network_page(network, title=name)


def test_large_networks_take_seconds_at_most() -> None:
    """Guards against pyvis's undirected edges, which take quadratic time."""
    network: nx.DiGraph[str] = nx.DiGraph()
    for number in range(5000):
        add_source(network, str(number), f"Source {number}")
    for number in range(20000):
        add_relay(network, str(number % 50), str(number * 7 % 5000))
    began = time.process_time()
    page = network_page(network, title="Relays")
    assert time.process_time() - began < 10
    assert "Showing 300 of 5,000 sources" in page
