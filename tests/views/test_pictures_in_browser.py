"""What a reader does with pictures, in Chromium: open and close communities, go about by keyboard, keep files."""

import base64
import io
import re
import struct
import time
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from kg.graph.around import around
from kg.model import label_of
from kg.views.claim_page import claim_page
from kg.views.network_page import around_page, network_page
from kg.views.standalone import own
from tests.browser import DESK, PHONE, complaints, sized
from tests.graph.worlds import Article, world
from tests.views.samples import HOSTILE, SVG, add_relay, add_source, read_svg

WORST = (*HOSTILE, "\x00\x08\x0b control", "lone \ud800 half", "\ufffe\uffff")
POST = Article(id="post", publisher="Post", chains=(("Agency", "Ada"),))
DENIAL = Article(id="times", publisher="Times", chains=(("!~officials",),))


def open_page(chrome: Chrome, html: str, file: Path, size: tuple[int, int] = DESK) -> None:
    file.write_text(html, encoding="utf-8", errors="replace")
    complaints(chrome)
    sized(chrome, size)
    chrome.get(file.as_uri())


def shown(chrome: Chrome) -> set[str]:
    return set(chrome.execute_script("return nodes.getIds()"))


def press(chrome: Chrome, *keys: str) -> None:
    chrome.execute_script("document.getElementById('mynetwork').focus()")
    ActionChains(chrome).send_keys(*keys).perform()


def selected(chrome: Chrome) -> list[str]:
    found: list[str] = chrome.execute_script("return network.getSelectedNodes()")
    return found


def svg(chrome: Chrome) -> ElementTree.Element:
    """Return the picture as an SVG document, read by another program than the one that wrote it."""
    return read_svg(chrome.execute_script("return picture.svg()"))


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_community_opens_on_a_click_and_closes(
    chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path, size: tuple[int, int]
) -> None:
    open_page(chrome, network_page(network, title="Relays", part="communities"), page_file, size)
    assert shown(chrome) == {"1", "2"}
    WebDriverWait(chrome, 5).until(lambda browser: browser.execute_script("return network.getScale() !== 1"))
    x, y = chrome.execute_script(
        "const at = network.canvasToDOM(network.getPosition('2')), box = document.querySelector('canvas')"
        ".getBoundingClientRect(); return [Math.round(box.x + at.x), Math.round(box.y + at.y)]"
    )
    ActionChains(chrome).move_by_offset(x, y).click().move_by_offset(-x, -y).perform()
    WebDriverWait(chrome, 5).until(lambda browser: shown(browser) == {"post", "unnamed/1"})
    assert chrome.find_element(By.ID, "count").text == "Showing 2 of 2 sources of community 2."
    rows = [row.text for row in chrome.find_elements(By.CSS_SELECTOR, "#relays tr")]
    assert len(rows) == 1
    assert "officials in seoul" in rows[0]
    chrome.find_element(By.ID, "back").click()
    assert shown(chrome) == {"1", "2"}
    assert not chrome.find_element(By.ID, "back").is_displayed()
    assert chrome.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert complaints(chrome) == []


def test_communities_are_reached_by_keyboard(chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path) -> None:
    open_page(chrome, network_page(network, title="Relays", part="communities"), page_file)
    press(chrome, Keys.ARROW_RIGHT)
    assert selected(chrome) == ["1"]
    assert "Korean Central News Agency" in chrome.find_element(By.ID, "card").text
    press(chrome, Keys.ENTER)
    assert shown(chrome) == {"agency", "daily", "minister"}
    press(chrome, Keys.ESCAPE)
    assert shown(chrome) == {"1", "2"}
    Select(chrome.find_element(By.ID, "part")).select_by_value("best")
    assert shown(chrome) == set(network)
    last = chrome.find_element(By.ID, "last-column").text
    assert (last, len(chrome.find_elements(By.CSS_SELECTOR, "#relays tr"))) == ("Articles", 4)


def test_arrows_go_from_a_source_to_the_next(chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path) -> None:
    open_page(chrome, around_page(around(network, "agency"), "Around KCNA"), page_file)
    went = []
    for key in (Keys.ARROW_DOWN, Keys.ARROW_LEFT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT):
        press(chrome, key)
        went += selected(chrome)
    assert went == ["agency", "daily", "agency", "minister"]
    assert chrome.find_element(By.ID, "card-name").text == "Shin Won-sik"
    press(chrome, Keys.ESCAPE)
    assert not chrome.find_element(By.ID, "card").is_displayed()
    scale = chrome.execute_script("return network.getScale()")
    press(chrome, "+")
    WebDriverWait(chrome, 5).until(lambda browser: browser.execute_script("return network.getScale()") > scale)


def test_picture_is_one_stop_for_the_tabulator(chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path) -> None:
    open_page(chrome, network_page(network, title="Relays"), page_file)
    stops = "return [...document.querySelectorAll('.picture *')].filter((each) => each.tabIndex >= 0).length"
    assert chrome.execute_script(stops + " - document.querySelectorAll('#card button').length") == 1
    chrome.execute_script("document.getElementById('keep-png').focus()")
    ActionChains(chrome).send_keys(Keys.TAB).perform()
    assert chrome.execute_script("return document.activeElement.id") == "mynetwork"


def test_table_leads_to_the_source(chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path) -> None:
    open_page(chrome, around_page(around(network, "agency"), "Around KCNA"), page_file)
    chrome.find_element(By.CSS_SELECTOR, "button.at[data-node='minister']").send_keys(Keys.ENTER)
    assert chrome.find_element(By.ID, "card-name").text == "Shin Won-sik"


def test_source_of_another_part_is_found(chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path) -> None:
    open_page(chrome, network_page(network, title="Relays", part="communities"), page_file)
    chrome.find_element(By.ID, "find").send_keys("shin won", Keys.ENTER)
    assert (selected(chrome), chrome.find_element(By.ID, "part").get_attribute("value")) == (["minister"], "1")


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_picture_is_in_the_middle_and_whole_at_first(chrome: Chrome, page_file: Path, size: tuple[int, int]) -> None:
    articles = [
        Article(id=f"a{n}", publisher=f"Paper {n}", chains=((f"Agency {n % 3}", f"Ada {n}"),)) for n in range(7)
    ]
    open_page(chrome, claim_page(world(articles), bare=True), page_file, size)
    WebDriverWait(chrome, 5).until(lambda browser: browser.execute_script("return network.getScale() !== 1"))
    boxes = chrome.execute_script("""
        const stage = document.getElementById("mynetwork");
        const ends = nodes.getIds().map((id) => network.getBoundingBox(id)).map((box) =>
          [network.canvasToDOM({x: box.left, y: box.top}), network.canvasToDOM({x: box.right, y: box.bottom})]);
        const xs = ends.flat().map((at) => at.x), ys = ends.flat().map((at) => at.y);
        return [Math.min(...xs), Math.max(...xs) - stage.clientWidth,
          Math.min(...ys), Math.max(...ys) - stage.clientHeight];
    """)
    left, right, top, bottom = boxes
    assert min(left, top) >= 0
    assert max(right, bottom) <= 0
    assert left == pytest.approx(-right, abs=3)
    assert top == pytest.approx(-bottom, abs=3)


def test_svg_draws_what_the_picture_shows(chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path) -> None:
    open_page(chrome, network_page(network, title="Relays"), page_file)
    read = svg(chrome)
    texts = [" ".join(filter(None, (line.text for line in text))) or text.text for text in read.iter(f"{SVG}text")]
    labels = {label_of(node["name"], named=node["named"]) for _, node in network.nodes(data=True)}
    assert labels <= {title.text for title in read.iter(f"{SVG}title")}
    assert {"Relays", "Shin Won-sik", "Korean Central News Agency", "Showing 5 of 5 sources."} <= set(texts)
    arrows = [path for path in read.iter(f"{SVG}path") if path.get("fill") == "#7f7a70"]
    assert len(arrows) == network.number_of_edges()
    assert "hollow: unnamed, of any kind" in texts
    assert not list(read.iter(f"{SVG}image"))
    wide, high = float(read.attrib["width"]), float(read.attrib["height"])
    for circle in read.iter(f"{SVG}circle"):
        assert 0 <= float(circle.get("cx", 0)) <= wide
        assert 0 <= float(circle.get("cy", 0)) <= high


def test_svg_of_a_claim_has_its_denials_dashed(chrome: Chrome, page_file: Path) -> None:
    open_page(chrome, claim_page(world([POST, DENIAL])), page_file)
    dashed = [path for path in svg(chrome).iter(f"{SVG}path") if path.get("stroke-dasharray") == "7 5"]
    assert len(dashed) == 3 + 1  # and one in the legend


def test_hostile_names_are_only_text_in_the_svg(chrome: Chrome, page_file: Path) -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    for number, name in enumerate(WORST):
        add_source(network, f"s{number}", name)
    for one, other in pairwise(list(network)):
        add_relay(network, one, other)
    for html in (network_page(network, title=WORST[0]), around_page(around(network, "s1", steps=2), WORST[1])):
        open_page(chrome, html, page_file)
        read = svg(chrome)
        tags = {element.tag.removeprefix(SVG) for element in read.iter()}
        assert tags <= {"svg", "title", "desc", "g", "rect", "circle", "path", "text", "tspan"}
        attributes = {name for element in read.iter() for name in element.attrib}
        assert not any(name.startswith("on") or "href" in name or name == "style" for name in attributes)
        assert any("<img src=x" in (title.text or "") for title in read.iter(f"{SVG}title"))
        chrome.get("data:image/svg+xml;base64," + base64.b64encode(ElementTree.tostring(read)).decode())
        assert "broken" not in chrome.title.split()
        assert complaints(chrome) == []


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_files_are_kept_by_buttons_and_say_what_they_are(
    chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    chrome.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(kept)})
    open_page(chrome, network_page(network, title="Who relays whom"), page_file, size)
    for button in ("keep-svg", "keep-png"):
        chrome.find_element(By.ID, button).send_keys(Keys.ENTER)
    Select(chrome.find_element(By.ID, "part")).select_by_value("1")
    chrome.find_element(By.ID, "keep-svg").send_keys(Keys.ENTER)
    names = {"who-relays-whom.svg", "who-relays-whom.png", "who-relays-whom-community-1.svg"}
    WebDriverWait(chrome, 10).until(lambda _: {file.name for file in kept.iterdir()} == names)
    drawn = read_svg((kept / "who-relays-whom.svg").read_text(encoding="utf-8"))
    png = io.BytesIO((kept / "who-relays-whom.png").read_bytes())
    assert png.read(8) == b"\x89PNG\r\n\x1a\n"
    png.seek(16)
    assert struct.unpack(">II", png.read(8)) == (2 * int(drawn.attrib["width"]), 2 * int(drawn.attrib["height"]))
    assert "Shin Won-sik" in (kept / "who-relays-whom-community-1.svg").read_text(encoding="utf-8")
    assert complaints(chrome) == []


def test_names_are_at_least_eleven_pixels_high(chrome: Chrome, page_file: Path) -> None:
    for many in (12, 30, 120):
        network: nx.DiGraph[str] = nx.DiGraph()
        for number in range(many):
            add_source(network, f"s{number}", f"Source {number}")
        for number in range(3, many):
            add_relay(network, f"s{number % 3}", f"s{number}")
        for size in (PHONE, DESK):
            open_page(chrome, network_page(network, title="Relays", part="best"), page_file, size)
            time.sleep(0.5)  # until it has its size
            size_of = "return network.getScale() * network.body.nodes.s0.options.font.size"
            assert chrome.execute_script(size_of) >= 10.9


def test_phone_begins_with_the_overview_where_names_would_be_too_small(chrome: Chrome, page_file: Path) -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    for number in range(90):
        add_source(network, f"s{number}", f"Source {number}")
    for number in range(2, 90):
        add_relay(network, f"s{number % 2}", f"s{number}")
    begun = {}
    for size in (PHONE, DESK):
        for part in (None, "best"):
            open_page(chrome, network_page(network, title="Relays", part=part), page_file, size)
            time.sleep(0.5)  # until it has its size
            begun[size, part] = chrome.find_element(By.ID, "part").get_attribute("value")
    assert begun == {
        (PHONE, None): "communities",
        (PHONE, "best"): "best",
        (DESK, None): "best",
        (DESK, "best"): "best",
    }


def test_words_below_the_title_of_an_svg_are_broken_where_it_ends(
    chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path
) -> None:
    open_page(chrome, network_page(network, title="Relays"), page_file, PHONE)
    chrome.execute_script("document.getElementById('count').textContent = 'Showing what has many words. '.repeat(20)")
    read = svg(chrome)
    [told] = [text for text in read.iter(f"{SVG}text") if any("has many words" in (line.text or "") for line in text)]
    assert len(told) > 1
    page_file.with_suffix(".svg").write_bytes(ElementTree.tostring(read))
    chrome.get(page_file.with_suffix(".svg").as_uri())
    wide = float(read.attrib["width"])
    ends = "return [...document.querySelectorAll('text')].map((text) => text.getBBox().x + text.getBBox().width)"
    assert max(chrome.execute_script(ends)) <= wide


def test_relays_stand_out_from_the_sheet() -> None:
    style = own("picture.css")
    sheets, ways = (re.findall(rf"--{which}: (#\w{{6}})", style) for which in ("sheet", "edge"))
    assert len(sheets) == len(ways) == 2  # by day and by night
    for sheet, way in zip(sheets, ways, strict=True):
        light, dark = sorted((luminance(sheet), luminance(way)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3  # WCAG 2.2, 1.4.11


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_legend_folds_on_a_phone_and_is_no_stop_elsewhere(
    chrome: Chrome, network: "nx.DiGraph[str]", page_file: Path
) -> None:
    open_page(chrome, network_page(network, title="Relays"), page_file, PHONE)
    summary = chrome.find_element(By.CSS_SELECTOR, ".key summary")
    assert not chrome.find_element(By.CSS_SELECTOR, ".legend").is_displayed()
    summary.send_keys(Keys.ENTER)
    assert chrome.find_element(By.CSS_SELECTOR, ".legend").is_displayed()
    sized(chrome, DESK)
    WebDriverWait(chrome, 5).until(lambda _: not summary.is_displayed())
    assert chrome.find_element(By.CSS_SELECTOR, ".legend").is_displayed()
