"""What robots.txt allows, by the examples of RFC 9309 and by what servers do with theirs."""

import gzip
import time
from datetime import timedelta

import pytest

from kg.errors import FetchError
from kg.fetch.client import Client
from kg.fetch.robots import Rules
from tests.fetch.conftest import Hands, Names
from tests.fetch.server import HERE, Answer, Site, Trap, endless, page, redirect


def allows(text: str, path: str, product: str = "whosaid") -> bool:
    return Rules.parse(text, product).allows(path)


def everybody(*lines: str) -> str:
    return "\n".join(("User-agent: *", *lines))


@pytest.mark.parametrize(
    ("lines", "path", "allowed"),
    [
        ([], "/a", True),
        (["Disallow:"], "/a", True),
        (["Disallow: /"], "/a", False),
        (["Disallow: /"], "/robots.txt", True),
        (["Disallow: /private"], "/private", False),
        (["Disallow: /private"], "/private/a", False),
        (["Disallow: /private"], "/privateer", False),
        (["Disallow: /private/"], "/private", True),
        (["Disallow: /private"], "/Private", True),
        (["Disallow: /private"], "/a/private", True),
        (["Disallow: private"], "/private", True),
        (["Allow: /example/page/", "Disallow: /example/page/disallowed.gif"], "/example/page/disallowed.gif", False),
        (["Disallow: /example/page/disallowed.gif", "Allow: /example/page/"], "/example/page/a.gif", True),
        (["Disallow: /a", "Allow: /a/b"], "/a/b/c", True),
        (["Allow: /a/b", "Disallow: /a"], "/a/c", False),
        (["Disallow: /page", "Allow: /page"], "/page", True),
        (["Allow: /page", "Disallow: /*.htm"], "/page.htm", False),
        (["Disallow: /*.gif$"], "/a/b.gif", False),
        (["Disallow: /*.gif$"], "/a/b.gif?x", True),
        (["Disallow: /*.gif$"], "/.gif", False),
        (["Disallow: /a$"], "/a", False),
        (["Disallow: /a$"], "/ab", True),
        (["Disallow: /$"], "/", False),
        (["Disallow: /$"], "/a", True),
        (["Disallow: *"], "/a", False),
        (["Disallow: /*"], "/a", False),
        (["Disallow: /fish*.php"], "/fishheads/catfish.php?parameters", False),
        (["Disallow: /fish*.php"], "/Fish.PHP", True),
        (["Disallow: /*a*b*ba$"], "/aba", True),
        (["Disallow: /*a*b*a$"], "/a-b-a", False),
        (["Disallow: /*ab$"], "/abab", False),
        (["Disallow: /ab*ab$"], "/ab", True),
        (["Disallow: /ab*ab$"], "/abab", False),
        (["Disallow: /a**b"], "/a-b", False),
        (["Disallow: /*?print="], "/a?print=1", False),
        (["Disallow: /*?print="], "/a?page=1", True),
        (["Disallow: /a$b"], "/a$b", False),
        (["Disallow: /a$b"], "/a", True),
        (["Disallow: /path/file-with-a-%2A.html"], "/path/file-with-a-*.html", False),
        (["Disallow: /path/file-with-a-%2A.html"], "/path/file-with-a-b.html", True),
        (["Disallow: /path/foo-%24"], "/path/foo-$", False),
        (["Disallow: /foo/bar/%E3%83%84"], "/foo/bar/ツ", False),
        (["Disallow: /foo/bar/ツ"], "/foo/bar/%E3%83%84", False),
        (["Disallow: /foo/bar/%62%61%7A"], "/foo/bar/baz", False),
        (["Disallow: /foo/bar/baz"], "/foo/bar/%62%61%7a", False),
        (["Disallow: /a%2fb"], "/a%2Fb", False),
        (["Disallow: /a%2Fb"], "/a/b", True),
        (["disallow : /a   # nobody should"], "/a", False),
        (["DISALLOW:/a"], "/a", False),
        (["Disallow: /a#b"], "/a", False),
        (["Disalow: /a", "Disallow /a", ": /a", "Sitemap: https://chronicle.example/map"], "/a", True),
    ],
)
def test_the_longest_rule_that_fits_decides(lines: list[str], path: str, *, allowed: bool) -> None:
    assert allows(everybody(*lines), path) is allowed


GROUPS = """\ufeff# Of The Lake Chronicle
Disallow: /nobody

User-Agent: Whosaid/2.0
Sitemap: https://chronicle.example/map
user-agent: other
Disallow: /mine
Crawl-delay: 7.5

User-agent: *
Disallow: /

User-agent: who
Disallow: /who

User-agent: whosaid
Allow: /mine/too
"""


@pytest.mark.parametrize(
    ("path", "product", "allowed"),
    [
        ("/a", "whosaid", True),
        ("/nobody", "whosaid", True),
        ("/who", "whosaid", True),
        ("/mine", "whosaid", False),
        ("/mine/too", "whosaid", True),
        ("/mine/too", "WhoSaid", True),
        ("/mine/too", "other", False),
        ("/a", "other", True),
        ("/a", "third", False),
    ],
)
def test_the_groups_that_name_a_reader_count_together_and_those_for_everybody_where_none_does(
    path: str, product: str, *, allowed: bool
) -> None:
    for ends in ("\n", "\r\n", "\r"):
        text = GROUPS.removeprefix("\ufeff").replace("\n", ends)
        assert allows(text, path, product) is allowed


def test_a_file_may_begin_with_a_byte_order_mark(client: Client, site: Site) -> None:
    site.pages |= {"/robots.txt": Answer(body=f"\ufeff{everybody('Disallow: /a')}".encode()), "/a": page()}
    with pytest.raises(FetchError, match="forbids programs"):
        client.get(f"{site.url}/a")


@pytest.mark.parametrize(
    ("line", "delay"),
    [("", 0), ("7.5", 7.5), ("0", 0), ("60", 60), ("3600", 60), ("99999999999", 0), ("-5", 0), ("nan", 0), ("inf", 0)],
)
def test_a_delay_is_a_number_of_seconds_up_to_a_minute(line: str, delay: float) -> None:
    assert Rules.parse(everybody(f"Crawl-delay: {line}"), "whosaid").delay == delay


def test_patterns_made_to_take_long_take_no_time() -> None:
    rules = Rules.parse(everybody(*["Disallow: /" + "*a" * 1_000 + "b$"] * 200), "whosaid")
    begun = time.monotonic()
    assert rules.allows("/" + "a" * 4_000)
    assert time.monotonic() - begun < 5


def test_what_robots_txt_forbids_is_not_asked_for(client: Client, site: Site) -> None:
    site.pages |= {
        "/robots.txt": Answer(body=everybody("Disallow: /private").encode(), media_type="text/plain"),
        "/private/a": page(),
        "/a": page(),
    }
    for path in ("/private/a", "/%70rivate/a", "/open/../private/a", "/open/%2e%2e/private/a"):
        with pytest.raises(FetchError) as refused:
            client.get(f"{site.url}{path}")
        assert str(refused.value).startswith(f"{site.url}{path}: {site.url}/robots.txt forbids programs to read /")
    assert client.get(f"{site.url}/a").status == 200
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/a"]


def test_it_is_asked_again_where_a_redirect_leads(client: Client, site: Site, names: Names) -> None:
    names.known["other.example"] = [HERE]
    with Site() as other:
        other.pages |= {"/robots.txt": Answer(body=everybody("Disallow: /").encode()), "/a": page()}
        site.pages["/a"] = redirect(f"http://other.example:{other.port}/a")
        with pytest.raises(FetchError, match=rf"http://other\.example:{other.port}/robots\.txt forbids"):
            client.get(f"{site.url}/a")
        assert [asked.path for asked in other.asked] == ["/robots.txt"]


def test_it_is_asked_for_once_a_day_and_for_each_site(client: Client, site: Site, hands: Hands) -> None:
    site.pages["/a"] = page()
    for _ in range(3):
        client.get(f"{site.url}/a")
    hands.move(timedelta(hours=23).total_seconds())
    client.get(f"{site.url}/a")
    assert [asked.path for asked in site.asked].count("/robots.txt") == 1
    hands.move(timedelta(hours=2).total_seconds())
    client.get(f"{site.url}/a")
    assert [asked.path for asked in site.asked].count("/robots.txt") == 2
    with Site() as other:
        other.pages |= {"/robots.txt": Answer(body=everybody("Disallow: /").encode()), "/a": page()}
        with pytest.raises(FetchError, match="forbids"):
            client.get(f"{other.url}/a")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_site_without_robots_txt_forbids_nothing(client: Client, site: Site, status: int) -> None:
    site.pages |= {"/robots.txt": Answer(status=status, body=everybody("Disallow: /").encode()), "/a": page()}
    assert client.get(f"{site.url}/a").status == 200


@pytest.mark.parametrize("status", [429, 500, 502, 503, 304])
def test_a_site_whose_robots_txt_cannot_be_read_now_is_left_alone_for_a_while(
    client: Client, site: Site, hands: Hands, status: int
) -> None:
    site.pages |= {"/robots.txt": [Answer(status=status), Answer(status=404)], "/a": page()}
    for _ in range(2):
        with pytest.raises(FetchError, match=rf"nobody knows what .* forbids. It was answered with status {status}"):
            client.get(f"{site.url}/a")
    assert [asked.path for asked in site.asked] == ["/robots.txt"]
    hands.move(601)
    assert client.get(f"{site.url}/a").status == 200


def test_a_robots_txt_that_never_comes_or_leads_astray_forbids_everything(
    hurried: Client, site: Site, names: Names
) -> None:
    site.pages["/a"] = page()
    site.pages["/robots.txt"] = endless(b"", b"", 5)
    with pytest.raises(FetchError, match=r"nobody knows what .*it takes too long"):
        hurried.get(f"{site.url}/a")
    with Site() as other, Trap("127.0.0.2", other.port) as trap:
        other.pages["/robots.txt"] = redirect(f"http://127.0.0.2:{other.port}/robots.txt")
        with pytest.raises(FetchError, match=r"nobody knows what .*127\.0\.0\.2 is this machine"):
            hurried.get(f"{other.url}/a")
        assert not trap.was_contacted
        assert other.paths == []
    assert site.paths == []


def test_a_redirected_robots_txt_counts(client: Client, site: Site) -> None:
    site.pages |= {
        "/robots.txt": redirect("/rules"),
        "/rules": Answer(body=everybody("Disallow: /a").encode(), media_type="text/plain"),
        "/a": page(),
    }
    with pytest.raises(FetchError, match="forbids"):
        client.get(f"{site.url}/a")


def test_of_a_huge_robots_txt_the_beginning_counts_up_to_its_last_whole_line(client: Client, site: Site) -> None:
    begins, breaks = everybody("Disallow: /private").encode() + b"\n", b"\nDisallow: /open"
    body = begins + b"#" * (500_000 - len(begins) - len(breaks)) + breaks + b"/secret\nDisallow: /a\n"
    site.pages |= {
        "/robots.txt": Answer(body=body + b"#" * 30_000_000, media_type="text/plain"),
        "/private": page(),
        "/open": page(),
        "/a": page(),
    }
    assert client.get(f"{site.url}/a").status == 200
    assert client.get(f"{site.url}/open").status == 200
    with pytest.raises(FetchError, match="forbids"):
        client.get(f"{site.url}/private")


def test_a_page_instead_of_robots_txt_forbids_nothing(client: Client, site: Site) -> None:
    site.pages |= {"/robots.txt": page("Not found, dear reader."), "/a": page()}
    assert client.get(f"{site.url}/a").status == 200


def test_a_packed_robots_txt_is_unpacked_as_far_as_it_is_read(client: Client, site: Site) -> None:
    body = gzip.compress(everybody("Disallow: /a").encode() + b"\n" + b"#" * 50_000_000)
    site.pages |= {"/robots.txt": Answer(body=body, headers={"Content-Encoding": "gzip"}), "/a": page()}
    with pytest.raises(FetchError, match="forbids"):
        client.get(f"{site.url}/a")
