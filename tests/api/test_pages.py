"""The pages as HTML, without a browser: what they say, and what hostile data can't make of them."""

import re

import pytest
from starlette.testclient import TestClient

from api.frames import IN_A_FRAME
from api.pages.render import query
from tests.api.samples import EMPTY, FACTORY, HOSTILE, HOSTILE_CLAIM, HOSTILE_STATEMENTS, KIM, MEDIA, STATEMENTS

PAGES = (
    "/",
    "/?about=epochal&named=true",
    "/documents",
    f"/document/{FACTORY.id}",
    f"/document/{HOSTILE.id}",
    f"/document/{EMPTY.id}",
    "/sources",
    f"/source/{MEDIA.id}",
    f"/source/{MEDIA.id}?steps=2",
    f"/source/{STATEMENTS[2].source.id}",
    f"/source/{HOSTILE_STATEMENTS[0].source.id}",
    "/claims",
    "/claims?all=true&about=change",
    f"/claim/{HOSTILE_CLAIM}",
    "/network",
    "/network?part=communities",
    "/network?part=1&about=&since=2024-05-01",
    "/network?about=change",
    "/sparql?format=html",
    "/sparql?query=SELECT%20*%20%7B%20GRAPH%20%3Fg%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20%7D&format=html",
    "/about",
    "/docs",
)


def words(html: str) -> str:
    """Return a page's text on one line."""
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


@pytest.mark.parametrize("path", PAGES)
def test_page_keeps_the_policy(client: TestClient, path: str) -> None:
    """No inline style, script or handler, nothing from elsewhere, and one heading of the first rank."""
    html = client.get(path).text
    assert not re.search(r"<[^>]+\s(style|on\w+)=\"", html)
    assert not re.search(r"<script(?! src=\"/static/\w+\.js\" defer>)", html)
    assert not re.search(r"<(link|img|iframe|script)[^>]+(src|href)=\"(?!/)", html)
    assert html.count("<h1") == 1
    assert "javascript:" not in "".join(re.findall(r"<[^>]+>", html))


def test_list_tells_who_what_when_and_through_whom(client: TestClient) -> None:
    text = words(client.get("/?source=Kim Jong-un").text)
    assert "Kim Jong-un demanded “called for”" in text
    assert "“epochal change”" in text
    assert "published 15 May 2024" in text
    assert "The Daily, citing North Korean state media, citing Kim Jong-un" in text
    assert "machine reading, 0.83" in text
    assert f'href="/document/{FACTORY.id}#s-{STATEMENTS[1].id}"' in client.get("/?source=Kim Jong-un").text


def test_list_tells_the_day_of_saying_apart(client: TestClient) -> None:
    text = words(client.get("/?source=state media").text)
    assert "said 15 May 2024 (the article says “Wednesday”)" in text


def test_list_shows_hedges_and_unnamed_sources(client: TestClient) -> None:
    text = words(client.get("/?act=warn").text)
    assert "put as possible" in text
    assert "unnamed source" in text


def test_form_keeps_what_was_asked(client: TestClient) -> None:
    html = client.get("/?about=epochal&act=demand&named=true&since=2024-05-01").text
    assert 'name="about" value="epochal"' in html
    assert '<option value="demand" selected>' in html
    assert '<option value="true" selected>' in html
    assert 'value="2024-05-01"' in html


def test_blank_fields_and_parameters_of_others_do_not_matter(client: TestClient) -> None:
    asked = client.get("/?about=&source=&act=&named=&since=&publisher=&utm_source=letter")
    assert "6 statements" in words(asked.text)


def test_empty_pages_say_what_to_do(client: TestClient, nothing: TestClient) -> None:
    assert "show all statements" in client.get("/?about=zebra").text
    assert "The list ends before this page" in words(client.get("/?offset=900").text)
    assert "kg add article.txt" in nothing.get("/").text
    assert "kg add article.txt" in nothing.get("/documents").text
    assert "kg add article.txt" in nothing.get("/sources").text
    assert "kg add article.txt" in nothing.get("/network").text
    assert "Nobody relays anybody here" in nothing.get("/network/file").text
    assert "No article here" in client.get("/documents?publisher=zebra").text
    assert "None fits" in client.get("/sources?name=zebra").text
    assert "found nobody saying anything" in client.get(f"/document/{EMPTY.id}").text


def test_pages_of_a_list_keep_the_question() -> None:
    assert query({"about": "a&b", "named": "false", "offset": 20}, offset=40) == "?about=a%26b&named=false&offset=40"
    assert query({"offset": 20}, offset=0) == "?"


def test_source_shows_names_and_neighbours(client: TestClient) -> None:
    html = client.get(f"/source/{MEDIA.id}").text
    assert "Also called" in html
    assert f'href="/source/{KIM.id}"' in html
    assert "Such a source belongs to its one statement" in client.get(f"/source/{STATEMENTS[2].source.id}").text


def test_source_is_found_by_its_name(client: TestClient) -> None:
    assert "<h1><bdi>Kim Jong-un</bdi></h1>" in client.get("/source/Kim Jong-un").text


def test_address_that_is_none_of_the_web_is_only_words(client: TestClient) -> None:
    html = client.get(f"/document/{HOSTILE.id}").text
    assert 'href="javascript' not in html
    assert "<bdi>javascript:document.title=" in html
    assert 'href="https://daily.example/2024/05/15/kim"' in client.get(f"/document/{FACTORY.id}").text


def test_doubtful_date_is_told_as_such(client: TestClient) -> None:
    assert "may be the day it was rendered" in client.get(f"/document/{FACTORY.id}").text


def test_the_network_around_a_source_is_on_its_own_page(client: TestClient) -> None:
    answer = client.get("/network", params={"around": "Ri/Kwang & Co?"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (307, "/source/Ri%2FKwang%20%26%20Co%3F")


def test_network_picture_runs_in_a_sandbox(client: TestClient) -> None:
    assert (
        'sandbox="allow-scripts allow-downloads allow-top-navigation-by-user-activation"' in client.get("/network").text
    )
    view = client.get("/network/view")
    assert view.headers["content-security-policy"] == IN_A_FRAME
    assert "attachment" in client.get("/network/file").headers["content-disposition"]
