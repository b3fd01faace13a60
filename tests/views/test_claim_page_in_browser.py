"""The picture of a claim in Chromium, opened from disk."""

from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from kg.graph.tellings import Dossier
from kg.views.claim_page import claim_page
from tests.browser import DESK, PHONE, complaints, requested, sized
from tests.graph.worlds import Article, copy_of, world
from tests.views.samples import HOSTILE

POST = Article(id="post", publisher="Post", chains=(("Agency", "Ada"),))
COPY = copy_of(POST, "copy", "Radio")
DENIAL = Article(id="times", publisher="Times", chains=(("!~officials",),))


def open_page(chrome: Chrome, dossier: Dossier, file: Path, size: tuple[int, int] = DESK) -> None:
    file.write_text(claim_page(dossier), encoding="utf-8")
    complaints(chrome)
    requested(chrome)
    sized(chrome, size)
    chrome.get(file.as_uri())


@pytest.mark.parametrize(("size", "axis"), [(PHONE, "y"), (DESK, "x")])
def test_draws_from_left_to_right_or_downwards_without_complaint_or_request(
    chrome: Chrome, page_file: Path, size: tuple[int, int], axis: str
) -> None:
    open_page(chrome, world([POST, COPY, DENIAL], [("copy", "post")]), page_file, size)
    places = chrome.execute_script(
        "const at = network.getPositions();"
        "return Object.fromEntries(nodes.get().map((node) => [node.name, at[node.id][arguments[0]]]))",
        axis,
    )
    assert places["Ada"] < places["Agency"] < places["Post"] < places["Article post"] < places["Article copy"]
    assert places["Article copy"] < places["one text, printed in 2 articles"] < places["the reader"]
    chokes = chrome.execute_script("return nodes.get({filter: (node) => node.heavy}).map((node) => node.name)")
    assert set(chokes) == {"Ada", "Agency", "one text, printed in 2 articles"}
    dashed = chrome.execute_script("return edges.get({filter: (edge) => edge.dashes}).length")
    assert dashed == 3
    assert chrome.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert complaints(chrome) == []
    asked = {address for address in requested(chrome) if not address.startswith(("data:", "chrome:"))}
    assert asked == {page_file.as_uri()}


def test_nodes_are_reached_by_keyboard(chrome: Chrome, page_file: Path) -> None:
    open_page(chrome, world([POST, DENIAL]), page_file)
    button = chrome.find_element(By.XPATH, "//button[@class='at'][.='Agency']")
    button.send_keys(Keys.ENTER)
    assert chrome.find_element(By.ID, "card-name").text == "Agency"
    assert chrome.find_element(By.ID, "card-kind").text.startswith("relay")
    told = [line.text for line in chrome.find_elements(By.CSS_SELECTOR, "#card-lines li")]
    assert told == ["from Ada: statement post:0.0", "to Post: statement post:0.0"]
    chrome.find_element(By.ID, "find").send_keys("officials", Keys.ENTER)
    assert "unnamed" in chrome.find_element(By.ID, "card-kind").text


def test_hostile_names_are_only_names(chrome: Chrome, page_file: Path) -> None:
    articles = [
        Article(id=f"d{n}", publisher=name, chains=((name + " ", f"{n} {name}"),)) for n, name in enumerate(HOSTILE)
    ]
    open_page(chrome, world(articles), page_file)
    assert chrome.title == "that it rains"
    assert chrome.find_elements(By.CSS_SELECTOR, "img, body a, #card script") == []
    assert chrome.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert complaints(chrome) == []
