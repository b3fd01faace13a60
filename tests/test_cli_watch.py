"""`kg watch`: a feed's news are added once, whatever stops it between."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from tests.fetch.feeds import rss
from tests.fetch.server import HERE, Answer, Site

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="The Lake Chronicle">
<meta property="article:published_time" content="2024-05-13T08:00:00Z"></head>
<body><nav>Home News</nav><article><h1>{title}</h1>
<p>The mayor of Harbour, Ada Lund, said on Monday that the bridge over the Lena would stay closed until the spring,
because the water had washed sand away from under two of its pillars.</p>
<p>“Nobody will cross it before we know that it is safe,” she said. The council will meet on Thursday.</p>
<p>Bo Vik, who runs the mill on the other bank, asked the council to pay for a bus until the ferry sails, and warned
that the mill might have to close for the winter if nothing was done about it.</p></article></body></html>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.pages["/robots.txt"] = Answer(status=404)
        site.pages["/1"] = Answer(body=PAGE.format(title="Bridge stays closed").encode())
        yield site


def watch(site: Site, store: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"KG_FETCH_ALLOW": f"{HERE}/32"}
    command = [sys.executable, "-m", "kg", "watch", f"{site.url}/feed", "--once", "--store", str(store)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_news_are_added_once(site: Site, tmp_path: Path) -> None:
    store = tmp_path / "store"
    feed = rss(("Bridge stays closed", f"{site.url}/1", None))
    site.pages["/feed"] = Answer(body=feed, media_type="application/rss+xml")
    first = watch(site, store)
    assert first.returncode == 0, first.stderr
    assert "1 new article; 0 failed" in first.stderr
    again = watch(site, store)
    assert "0 new articles; 0 failed" in again.stderr
    assert site.paths.count("/1") == 1
    with kg.open(str(store), read_only=True) as graph:
        (record,) = graph.documents().rows
        assert record.metadata.url == f"{site.url}/1"
        assert record.metadata.publisher == "The Lake Chronicle"
        assert {r.statement.source.name for r in graph.statements().rows} >= {"Ada Lund", "Bo Vik"}
