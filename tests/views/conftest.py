"""Networks to look at, and a browser to look with."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from selenium.webdriver import Chrome

from tests.browser import chromium
from tests.views.samples import HOSTILE, add_relay, add_source


@pytest.fixture(scope="session")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A browser for all tests of this folder."""
    with chromium(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def network() -> "nx.DiGraph[str]":
    """Two papers, the agency that both relay, and those it relays, one without a name."""
    made: nx.DiGraph[str] = nx.DiGraph()
    for identifier, name, kind, named, publisher, statements in (
        ("daily", "The Daily", "media", True, True, 0),
        ("post", "The Evening Post", "media", True, True, 0),
        ("agency", "Korean Central News Agency", "media", True, False, 3),
        ("minister", "Shin Won-sik", "person", True, False, 2),
        ("unnamed/1", "officials in seoul", "group", False, False, 1),
    ):
        add_source(made, identifier, name, kind=kind, named=named, publisher=publisher, statements=statements)
    add_relay(made, "daily", "agency", 4)
    add_relay(made, "post", "agency", 1)
    add_relay(made, "agency", "minister", 2)
    add_relay(made, "post", "unnamed/1", 1)
    return made


@pytest.fixture
def hostile_network() -> "nx.DiGraph[str]":
    """Sources with names made to break pages; "href" is the word that makes pyvis write a popup as HTML."""
    made: nx.DiGraph[str] = nx.DiGraph()
    for number, name in enumerate(HOSTILE):
        add_source(made, f"s{number}\"'><script>alert(1)</script>", name)
    nodes = list(made)
    for one, other in pairwise(nodes):
        add_relay(made, one, other)
    return made


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    """Where a page can be written."""
    return tmp_path / "network.html"
