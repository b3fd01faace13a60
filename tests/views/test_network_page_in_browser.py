"""The network page in Chromium, opened from disk as people will open it."""

from pathlib import Path

import networkx as nx
import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from kg.views.network_page import network_page
from tests.browser import DESK, PHONE, complaints, requested, sized
from tests.views.samples import HOSTILE

NOTICES = [
    {
        "statements": 2,
        "status": "retracted",
        "status_reason": "the interview was invented",
        "status_judgement": "4f1b0c2d",
        "status_of": "document",
    },
    {
        "statements": 1,
        "status": "corrected",
        "status_reason": "<img src=x onerror=\"document.title='broken'\">",
        "status_judgement": None,
        "status_of": "statement",
    },
]


def open_page(chrome: Chrome, network: "nx.DiGraph[str]", file: Path, size: tuple[int, int] = DESK) -> None:
    file.write_text(network_page(network, title="Relays"), encoding="utf-8")
    complaints(chrome)
    requested(chrome)
    sized(chrome, size)
    chrome.get(file.as_uri())


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_draws_the_relays_without_complaint_or_request(
    chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path, size: tuple[int, int]
) -> None:
    open_page(chrome, network, page_file, size)
    joined = chrome.execute_script("return edges.get().map((edge) => [edge.from, edge.to])")
    assert {tuple(pair) for pair in joined} == set(network.edges)
    assert set(chrome.execute_script("return Object.keys(network.getPositions())")) == set(network)
    assert chrome.execute_script("return network.getConnectedNodes('agency').length") == 3
    assert chrome.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert complaints(chrome) == []
    asked = {address for address in requested(chrome) if not address.startswith(("data:", "chrome:"))}
    assert asked == {page_file.as_uri()}


@pytest.mark.parametrize("size", [PHONE, (1280, 800)])
def test_card_tells_which_statements_do_not_stand(
    chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path, size: tuple[int, int]
) -> None:
    network.nodes["minister"]["notices"] = NOTICES
    open_page(chrome, network, page_file, size)
    field = chrome.find_element(By.ID, "find")
    field.send_keys("won-sik", Keys.ENTER)
    lines = [line.text for line in chrome.find_elements(By.CSS_SELECTOR, "#card-notices li")]
    assert lines[0] == "2 statements: ARTICLE RETRACTED: the interview was invented"
    assert lines[1].startswith("1 statement: CORRECTED by its publisher: <img src=x")
    assert chrome.find_element(By.ID, "card-notices").is_displayed()
    assert chrome.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    field.clear()
    field.send_keys("Korean Central", Keys.ENTER)
    assert chrome.find_elements(By.CSS_SELECTOR, "#card-notices li") == []
    assert complaints(chrome) == []
    assert chrome.find_elements(By.CSS_SELECTOR, "img") == []


def test_card_tells_the_first_of_many_reasons(chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path) -> None:
    network.nodes["minister"]["notices"] = [{**NOTICES[0], "status_reason": str(number)} for number in range(9)]
    open_page(chrome, network, page_file)
    chrome.find_element(By.ID, "find").send_keys("won-sik", Keys.ENTER)
    lines = [line.text for line in chrome.find_elements(By.CSS_SELECTOR, "#card-notices li")]
    assert (len(lines), lines[-1]) == (6, "and 4 more reasons")


def test_something_is_painted(chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path) -> None:
    open_page(chrome, network, page_file)
    colours = chrome.execute_script("""
        const canvas = document.querySelector("canvas");
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        const seen = new Set();
        for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3] === 255) seen.add(pixels.slice(i, i + 3).join());
        return [...seen];""")
    assert "0,114,178" in colours
    assert "213,94,0" in colours


def test_find_box_selects_a_source_by_part_of_its_name(
    chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path
) -> None:
    open_page(chrome, network, page_file)
    chrome.find_element(By.ID, "find").send_keys("central news", Keys.ENTER)
    assert chrome.execute_script("return network.getSelectedNodes()") == ["agency"]
    card = chrome.find_element(By.ID, "card")
    assert card.is_displayed()
    assert card.text.split("\n")[1:] == [
        "Korean Central News Agency",
        "media · 3 statements",
        "relays",
        "Shin Won-sik (2)",
        "relayed by",
        "The Daily (4)",
        "The Evening Post (1)",
    ]


def test_find_box_says_when_nobody_is_called_that(chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path) -> None:
    open_page(chrome, network, page_file)
    chrome.find_element(By.ID, "find").send_keys("<b>nobody</b>", Keys.ENTER)
    assert "No source in the picture is called that" in chrome.find_element(By.ID, "card").text


def test_hostile_names_are_only_names(chrome: Chrome, hostile_network: "nx.DiGraph[str]", page_file: Path) -> None:
    open_page(chrome, hostile_network, page_file)
    assert chrome.title == "Relays"
    for node in hostile_network:
        chrome.execute_script("document.getElementById('find').value = ''")
        chrome.execute_script(
            "document.getElementById('find').value = arguments[0];document.getElementById('finder').requestSubmit()",
            hostile_network.nodes[node]["name"],
        )
        shown = chrome.execute_script("return document.getElementById('card-name').textContent")
        assert shown.split() == hostile_network.nodes[node]["name"].split()
    assert chrome.title == "Relays"
    assert chrome.find_elements(By.CSS_SELECTOR, "img, body a, #card script") == []
    assert len(chrome.find_elements(By.CSS_SELECTOR, "tbody tr")) == len(HOSTILE) - 1
    assert chrome.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert complaints(chrome) == []
