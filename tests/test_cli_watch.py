"""`kg watch`: a feed's news are added once, whatever stops it between."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

import kg
from kg import cli_watch
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


def test_a_round_while_others_write_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store, rounds = tmp_path / "store", []
    writer = f"import kg, sys\nwith kg.open({str(store)!r}):\n    print('open', flush=True)\n    sys.stdin.read()"

    def sleep(_: float) -> None:
        rounds.append(1)
        if len(rounds) == 2:
            raise KeyboardInterrupt
        others.append(
            subprocess.Popen([sys.executable, "-c", writer], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
        assert others[0].stdout is not None
        others[0].stdout.readline()

    others: list[subprocess.Popen[str]] = []
    monkeypatch.setattr(cli_watch.time, "sleep", sleep)
    with pytest.raises(typer.Exit):
        cli_watch.watch([], store=str(store), every=60, once=False, authorities=None)
    assert "The feeds are asked again in 60 seconds." in capsys.readouterr().err
    others[0].communicate("")
