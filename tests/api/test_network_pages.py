"""The pages of the network and of what is around a source: parts, filters, timelines, files, hostile names."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait
from starlette.testclient import TestClient

import kg
from api.app import create_app
from api.routes.network_pages import FIRST
from kg.settings import Settings
from tests.api.samples import HOSTILE_NAME, HOSTILE_STATEMENTS, KIM, MEDIA
from tests.api.test_in_browser import visit
from tests.api.test_pages import words
from tests.browser import DESK, PHONE, SMALL_PHONE, complaints, serving
from tests.judgements.conftest import article
from tests.views.samples import SVG, read_svg

KCNA = "/source/Korean Central News Agency"


@pytest.fixture(scope="module")
def demo(demonstration_store: Path) -> Iterator[TestClient]:
    """A program that uses a service over the demonstration articles."""
    with TestClient(create_app(Settings(store=str(demonstration_store))), follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="module")
def shown(demonstration_store: Path) -> Iterator[str]:
    """The address of that service for a browser."""
    with serving(create_app(Settings(store=str(demonstration_store)))) as served:
        yield served


def frame(page: str) -> str:
    """Return the address of the picture in a page."""
    found = re.search(r'<iframe[^>]+src="(.*?)"', page)
    assert found is not None
    return html.unescape(found[1])


def relays(page: str) -> list[str]:
    """Return the rows of the table of relays, by their sources."""
    last = page.split("The strongest relays")[1]
    return re.findall(r"<tr><td><a[^>]*><bdi>(.*?)</bdi>", last)


def test_community_is_opened_by_a_link_and_left_by_another(demo: TestClient) -> None:
    overview = demo.get("/network?part=communities").text
    assert "part=communities" in frame(overview)
    link = re.search(r'href="(/network\?[^"]*part=2[^"]*)#picture">2: <bdi>(.*?)</bdi>', overview)
    assert link is not None
    community = demo.get(html.unescape(link[1])).text
    assert "part=2" in frame(community)
    assert "The strongest relays in community 2" in words(community)
    assert 0 < len(relays(community)) < len(relays(overview))
    assert "part=communities" in community
    assert "These are all of them." in words(overview).split("When the most relayed")[0]
    assert "of 20 sources of community 2." in demo.get("/network/view?part=2").text
    assert demo.get("/network?part=99").status_code == demo.get("/network/view?part=99").status_code == 404
    assert demo.get("/network?part=<b>").status_code == 422


def test_words_and_days_choose_the_statements(demo: TestClient) -> None:
    whole, some = demo.get("/network").text, demo.get("/network?about=missile&since=2024-05-15&until=2024-05-20").text
    assert 0 < len(relays(some)) < len(relays(whole))
    assert "Only in statements about “missile”, 15–20 May 2024" in words(some)
    assert 'href="/?about=missile&amp;since=2024-05-15&amp;until=2024-05-20"' in some
    assert 'value="missile"' in some
    assert "about=missile" in frame(some)
    view = demo.get(frame(some)).text
    assert "<title>Who relays whom: “missile”, 15–20 May 2024</title>" in view
    listed = demo.get("/api/network?about=missile&since=2024-05-15&until=2024-05-20").json()
    assert f"of {len(listed['nodes'])} sources" in view
    assert "/api/network?about=missile&amp;since=2024-05-15&amp;until=2024-05-20" in some
    assert 'href="/api/network?"' in whole
    assert "Nobody relays anybody there" in demo.get("/network?about=zebra").text
    assert demo.get("/network?since=2024-05-20&until=2024-05-01").status_code == 422
    assert demo.get("/network?about=%3F!").status_code == 400


def test_source_has_its_surroundings_as_picture_and_table(demo: TestClient) -> None:
    near, far = demo.get(KCNA).text, demo.get(f"{KCNA}?steps=2").text
    assert "Showing 8 of 8 sources, 10 relays between them" in words(near)
    assert "Showing 11 of 11 sources, 16 relays between them" in words(far)
    assert "Showing 11 of 11 sources within 2 steps." in demo.get(frame(far)).text
    assert demo.get(frame(far)).headers["content-security-policy"].startswith("sandbox allow-scripts allow-downloads ")
    file = demo.get(f"{KCNA}/file?steps=2")
    assert file.headers["content-disposition"] == 'attachment; filename="around-korean-central-news-agency-2.html"'
    assert demo.get(f"{KCNA}?steps=3").status_code == 422
    assert demo.get("/source/nobody/view").status_code == 404


def test_surroundings_are_data_too(demo: TestClient) -> None:
    read = demo.get("/api/network?around=KCNA").json()
    assert (len(read["nodes"]), len(read["edges"])) == (8, 10)
    assert demo.get("/api/network?around=KCNA&steps=9").status_code == 422
    assert demo.get("/api/network?around=nobody").status_code == 404


def test_timelines_tell_when_and_by_whom(demo: TestClient) -> None:
    page = demo.get(KCNA).text
    for heading in ("When it was relayed, and by whom", "What it did, and when", "Whom it relayed, and when"):
        assert heading in page
    assert "Meridian Wire: 15 May 2024: 5; 16 May 2024: 7" in page
    assert "<td><bdi>Meridian Wire</bdi></td><td>16 May 2024</td>" in page
    network = demo.get("/network").text
    assert "Showing 12 of 103. Statements by day of publication; the highest bar is 12 statements." in network
    some = demo.get("/network?about=missile").text
    assert "/network/timelines.svg?about=missile" in some


def test_timelines_say_what_they_leave_out(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with kg.open(store) as graph:
        for text, publisher in (("Ada Berg said that it rained", "Post"), ("Ada Berg said that it snowed", None)):
            graph.put(article(text, publisher=publisher))
    with TestClient(create_app(Settings(store=str(store)))) as client:
        drawn = client.get("/source/Ada Berg/timelines.svg").text
        assert "What it did, and when: the 1 of 2 statements that others hand on" in drawn
        assert "What it did, and when" not in client.get("/source/Ada Berg").text


def test_charts_and_pictures_are_of_more_than_one_thing(demo: TestClient, client: TestClient) -> None:
    page = demo.get(KCNA).text
    assert page.index('id="said"') < page.index('id="relays"') < page.index("<iframe") < page.index('class="timelines"')
    few = client.get(f"/source/{KIM.id}").text
    assert "<iframe" not in few
    assert 'class="timelines"' not in few
    assert "<iframe" in client.get(f"/source/{KIM.id}?steps=2").text


def test_communities_that_are_not_listed_are_counted(tmp_path: Path) -> None:
    with kg.open(tmp_path / "store", join=False) as graph:
        for number in range(FIRST + 1):
            graph.put(article(f"Person{number} said that it rained", publisher=f"Paper{number}"))
    with TestClient(create_app(Settings(store=str(tmp_path / "store")))) as client:
        assert f"The {FIRST} largest of {FIRST + 1}." in client.get("/network").text


def test_timelines_are_files_of_their_own(demo: TestClient) -> None:
    for path, name in (
        (f"{KCNA}/timelines.svg", "timelines-korean-central"),
        ("/network/timelines.svg", "when-who-was"),
    ):
        answer = demo.get(path)
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert f'attachment; filename="{name}' in answer.headers["content-disposition"]
        assert read_svg(answer.text).tag == f"{SVG}svg"


def test_hostile_names_are_only_names(client: TestClient) -> None:
    source = HOSTILE_STATEMENTS[0].source.id
    for path in (f"/source/{source}/view", f"/source/{source}/file", "/network/view?part=communities"):
        outside = re.sub(r"<script>.*?</script>", "", client.get(path).text, flags=re.DOTALL)
        assert not re.search(r"<img|<svg onload|<script>alert", outside)
    for path in (f"/source/{source}/timelines.svg", "/network/timelines.svg"):
        read = read_svg(client.get(path).text)
        assert any(HOSTILE_NAME in (text.text or "") for text in read.iter(f"{SVG}title"))
        assert {each.tag.removeprefix(SVG) for each in read.iter()} <= {"svg", "title", "desc", "rect", "text", "path"}
    assert "<img" not in client.get(f"/source/{source}").text


def test_service_without_articles_has_nothing_to_draw(client: TestClient, nothing: TestClient) -> None:
    assert "<iframe" in client.get("/network").text
    assert "<iframe" not in nothing.get("/network").text
    assert nothing.get("/network/timelines.svg").status_code == 200
    assert nothing.get(f"/source/{MEDIA.id}/timelines.svg").status_code == 404


@pytest.mark.parametrize("size", [SMALL_PHONE, PHONE, DESK])
def test_menu_stands_on_one_line(chrome: Chrome, address: str, size: tuple[int, int]) -> None:
    visit(chrome, f"{address}/claims", size)
    places = (
        "return [...document.querySelectorAll('.masthead nav a')].filter((a) => a.checkVisibility()).map((a) => a.text)"
    )
    if size != DESK:
        assert chrome.execute_script(places) == []
        chrome.find_element(By.CSS_SELECTOR, ".menu summary").send_keys(Keys.ENTER)
        assert chrome.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert chrome.execute_script(places) == [
        *("Statements", "Articles", "Sources", "Claims", "Network", "SPARQL", "About")
    ]
    assert chrome.execute_script("return document.querySelector('.masthead').offsetHeight") < 80


def test_files_come_from_frames_and_from_the_page(chrome: Chrome, shown: str, tmp_path: Path) -> None:
    chrome.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    visit(chrome, f"{shown}/source/{KIM.id}", PHONE)
    chrome.find_element(By.CSS_SELECTOR, "button[data-picture]").send_keys(Keys.ENTER)
    chrome.find_element(By.LINK_TEXT, "SVG").send_keys(Keys.ENTER)
    chrome.switch_to.frame(chrome.find_element(By.TAG_NAME, "iframe"))
    for button in ("keep-svg", "keep-png"):
        chrome.find_element(By.ID, button).send_keys(Keys.ENTER)
    chrome.switch_to.default_content()
    names = {"timelines-kim-jong-un.png", "timelines-kim-jong-un.svg"}
    names |= {"around-kim-jong-un-1-step.svg", "around-kim-jong-un-1-step.png"}
    WebDriverWait(chrome, 10).until(lambda _: {file.name for file in tmp_path.iterdir()} == names)
    assert (tmp_path / "timelines-kim-jong-un.png").read_bytes().startswith(b"\x89PNG")
    assert complaints(chrome) == []
