"""What a client gets, what it refuses, and that nobody can hold it up, fill it up or lead it elsewhere."""

import gzip
import sys
import time
import zlib
from ipaddress import ip_network

import pytest

from kg.errors import FetchError, MissingExtraError
from kg.fetch.client import USER_AGENT, Client, Limits
from kg.intake.items import FEED, HTML
from kg.model import Metadata
from tests.fetch.conftest import HERE_ONLY, HURRY, Hands, Names
from tests.fetch.server import HERE, Answer, Behaviour, Handler, Site, Trap, endless, packed, page, raw, redirect


def refused(client: Client, url: str) -> str:
    with pytest.raises(FetchError) as error:
        client.get(url)
    assert str(error.value).startswith(f"{url}: ")
    return str(error.value)


def test_a_page_comes_with_what_the_server_says_of_it(client: Client, site: Site) -> None:
    headers = {"ETag": '"one"', "Last-Modified": "Wed, 15 May 2024 10:00:00 GMT"}
    site.pages["/a"] = Answer(body=b"<p>It rained.</p>", media_type='Text/HTML; Charset="ISO-8859-1"', headers=headers)
    response = client.get(f"{site.url}/a#part")
    assert (response.url, response.status, response.body) == (f"{site.url}/a", 200, b"<p>It rained.</p>")
    assert (response.media_type, response.charset) == ("text/html", "iso-8859-1")
    assert (response.etag, response.last_modified) == ('"one"', "Wed, 15 May 2024 10:00:00 GMT")
    assert not response.not_modified
    item = response.item(known=Metadata(title="Rain"))
    assert (item.origin, item.media_type, item.charset) == (f"{site.url}/a", HTML, "iso-8859-1")
    assert item.known.title == "Rain"
    assert response.item().known.url == f"{site.url}/a"


def test_the_server_is_told_who_asks_and_nothing_else(client: Client, site: Site) -> None:
    site.pages["/a"] = page()
    client.get(f"{site.url}/a")
    sent = dict(site.asked[-1].headers)
    accept = sent.pop("accept")
    assert accept.startswith("text/html")
    assert sent == {
        "host": f"{HERE}:{site.port}",
        "user-agent": USER_AGENT,
        "accept-encoding": "gzip",
        "connection": "close",
    }
    assert USER_AGENT.startswith("whosaid/")
    assert "https://w3id.org/whosaid/" in USER_AGENT


def test_cookies_are_not_kept(client: Client, site: Site) -> None:
    site.pages |= {
        "/a": Answer(headers={"Set-Cookie": "who=ada; Path=/"}),
        "/b": Answer(status=302, headers={"Set-Cookie": "who=ada; Path=/", "Location": "/a"}),
    }
    client.get(f"{site.url}/b")
    client.get(f"{site.url}/a")
    assert site.paths == ["/b", "/a", "/a"]
    assert not any("cookie" in asked.headers for asked in site.asked)


def test_proxies_and_passwords_of_the_environment_are_not_used(
    client: Client, site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text(f"machine {HERE} login ada password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with Trap() as trap:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://{HERE}:{trap.port}")
        site.pages["/a"] = page()
        assert client.get(f"{site.url}/a").status == 200
        assert not trap.was_contacted
    assert "authorization" not in site.asked[-1].headers


def test_the_extra_is_asked_for_where_it_is_not_installed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpcore", None)
    with pytest.raises(MissingExtraError, match=r'^http://1\.1\.1\.1/: .*pip install "whosaid\[web\]"'):
        client.get("http://1.1.1.1/")


def test_nothing_changed_is_told_as_such_and_only_where_it_was_asked(client: Client, site: Site) -> None:
    site.pages["/a"] = Answer(status=304, headers={"ETag": '"two"'})
    response = client.get(f"{site.url}/a", etag='"one"', modified="Wed, 15 May 2024 10:00:00 GMT")
    assert response.not_modified
    assert response.body == b""
    assert site.asked[-1].headers["if-none-match"] == '"one"'
    assert site.asked[-1].headers["if-modified-since"] == "Wed, 15 May 2024 10:00:00 GMT"
    assert "answered with status 304" in refused(client, f"{site.url}/a")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (204, "status 204 (No Content)"),
        (206, "status 206 (Partial Content)"),
        (300, "status 300 (Multiple Choices)"),
        (403, "status 403 (Forbidden)"),
        (404, "status 404 (Not Found)"),
        (410, "status 410 (Gone)"),
        (500, "status 500 (Internal Server Error)"),
        (503, "status 503 (Service Unavailable)"),
        (599, "status 599."),
    ],
)
def test_any_other_status_is_an_error(client: Client, site: Site, status: int, words: str) -> None:
    site.pages["/a"] = Answer(status=status, body=b"<p>It rained.</p>")
    assert words in refused(client, f"{site.url}/a")


@pytest.mark.parametrize(
    "media_type",
    ["text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml",
     "application/atom+xml", "text/xml", "application/json", "application/feed+json", "message/rfc822"],
)  # fmt: skip
def test_what_may_be_an_article_is_read(client: Client, site: Site, media_type: str) -> None:
    site.pages["/a"] = Answer(body=b"words", media_type=f"{media_type};charset=utf-8")
    assert client.get(f"{site.url}/a").body == b"words"


@pytest.mark.parametrize(
    "media_type",
    ["image/png", "video/mp4", "application/octet-stream", "application/zip", "text/css", "text/javascript",
     "multipart/mixed", "text/html-like", "html", "", None],
)  # fmt: skip
def test_what_can_be_no_article_is_not_even_read(client: Client, site: Site, media_type: str | None) -> None:
    site.pages["/a"] = Answer(body=b"words", media_type=media_type)
    assert "read are pages, text, PDF, feeds, JSON and e-mail" in refused(client, f"{site.url}/a")
    site.pages["/b"] = Answer(body=b"words", media_type="application/gzip")
    assert client.get(f"{site.url}/b", also=["application/gzip"]).body == b"words"


def test_feeds_are_called_feeds(client: Client, site: Site) -> None:
    site.pages["/a"] = Answer(body=b"<rss/>", media_type="application/rss+xml")
    assert client.get(f"{site.url}/a").item().media_type == FEED


def test_redirects_are_followed_up_to_five(client: Client, site: Site) -> None:
    site.pages |= {f"/{n}": redirect(f"/{n + 1}", status) for n, status in enumerate((301, 302, 303, 307, 308))}
    site.pages["/5"] = page()
    assert client.get(f"{site.url}/0").url == f"{site.url}/5"
    site.pages["/start"] = redirect("/0")
    assert "5 redirects are followed" in refused(client, f"{site.url}/start")
    assert site.paths == ["/0", "/1", "/2", "/3", "/4", "/5", "/start", "/0", "/1", "/2", "/3", "/4"]


@pytest.mark.parametrize("pages", [["/a"], ["/a", "/b"], ["/a", "/b", "/c"]])
def test_redirects_in_a_circle_end(client: Client, site: Site, pages: list[str]) -> None:
    for here, there in zip(pages, [*pages[1:], "/a#again"], strict=True):
        site.pages[here] = redirect(there)
    assert "leads in a circle" in refused(client, f"{site.url}/a")
    assert site.paths == pages


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("http://127.0.0.2:{port}/", "127.0.0.2 is this machine"),
        ("//127.0.0.2:{port}/", "127.0.0.2 is this machine"),
        ("http://2130706434:{port}/", "oddly spelled (it means 127.0.0.2)"),
        ("http://[::ffff:127.0.0.2]:{port}/", "this machine"),
        ("http://inside.example:{port}/", "inside.example leads to 127.0.0.2, which is this machine"),
        ("http://localhost:{port}/", "an address behind a name inside a network"),
        ("http://169.254.169.254/latest/meta-data/", "a link-local address"),
        ("file:///etc/passwd", "only addresses that begin with http"),
        ("ftp://127.0.0.2:{port}/", "only addresses that begin with http"),
        ("gopher://127.0.0.2:{port}/_x", "only addresses that begin with http"),
        ("http://ada:secret@127.0.0.1:{port}/", "names a user"),
        ("http://127.0.0.1:22/", "port 22"),
        ("http://[::1", ""),
    ],
)
def test_no_redirect_leads_where_nobody_may_go(
    client: Client, site: Site, names: Names, nowhere_else: list[str], to: str, why: str
) -> None:
    names.known |= {"inside.example": ["127.0.0.2"], "localhost": ["127.0.0.2"]}
    with Trap("127.0.0.2", site.port) as trap:
        site.pages["/a"] = redirect(to.format(port=site.port))
        words = refused(client, f"{site.url}/a")
        assert not trap.was_contacted
    assert why in words
    assert "secret" not in words
    assert nowhere_else == []
    assert site.paths == ["/a"]


def test_a_name_that_changes_its_address_leads_nowhere_else(client: Client, site: Site, names: Names) -> None:
    site.pages["/a"] = page("from where it was checked")
    with Trap("127.0.0.2", site.port) as trap:
        names.known["rebinding.example"] = [[HERE], [HERE], ["127.0.0.2"], ["127.0.0.2"]]
        response = client.get(f"http://rebinding.example:{site.port}/a")
        assert b"from where it was checked" in response.body
        assert names.asked == ["rebinding.example"] * 2
        assert site.asked[-1].headers["host"] == f"rebinding.example:{site.port}"
        assert "leads to 127.0.0.2" in refused(client, f"http://rebinding.example:{site.port}/a")
        assert not trap.was_contacted


def test_a_public_name_that_turns_private_is_never_connected_to(
    hands: Hands, site: Site, names: Names, nowhere_else: list[str]
) -> None:
    names.known["rebinding.example"] = [["1.1.1.1"], ["1.1.1.1"], [HERE]]
    with Client(allow=(), clock=hands.clock()) as client:
        refused(client, f"http://rebinding.example:{site.port}/a")
    assert nowhere_else == ["1.1.1.1"]
    assert site.asked == []


def test_another_address_of_the_name_is_tried_where_one_does_not_answer(
    client: Client, site: Site, names: Names, hands: Hands
) -> None:
    names.known["chronicle.example"] = ["127.0.0.3", HERE]
    site.pages["/a"] = page()
    own = (ip_network("127.0.0.3/32"), *HERE_ONLY)
    with Client(allow=own, clock=hands.clock()) as both:
        assert both.get(f"http://chronicle.example:{site.port}/a").status == 200


def test_a_server_that_is_not_there_is_told(client: Client) -> None:
    with Trap() as trap:
        port = trap.port
    assert "Connection refused" in refused(client, f"http://{HERE}:{port}/")


def test_the_certificate_is_that_of_the_name(client: Client, safe_site: Site, names: Names) -> None:
    safe_site.pages["/a"] = page()
    assert client.get(f"https://chronicle.example:{safe_site.port}/a").status == 200
    names.known["other.example"] = [HERE]
    assert "no safe connection to other.example" in refused(client, f"https://other.example:{safe_site.port}/a")
    assert "no safe connection" in refused(client, f"https://{HERE}:{safe_site.port}/a")
    assert safe_site.paths == ["/a"]


def test_a_certificate_that_nobody_trusts_is_refused(
    client: Client, safe_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert "no safe connection" in refused(client, f"https://chronicle.example:{safe_site.port}/a")
    assert safe_site.asked == []


def test_no_redirect_leads_from_a_safe_connection_to_one_that_is_not(
    client: Client, safe_site: Site, site: Site
) -> None:
    safe_site.pages["/a"] = redirect(f"{site.url}/a")
    site.pages["/a"] = page()
    words = refused(client, f"https://chronicle.example:{safe_site.port}/a")
    assert f"from a safe connection to one that isn't, {site.url}/a" in words
    assert site.asked == []
    site.pages["/up"] = redirect(f"https://chronicle.example:{safe_site.port}/b")
    safe_site.pages["/b"] = page()
    assert client.get(f"{site.url}/up").url == f"https://chronicle.example:{safe_site.port}/b"


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    "behaviour",
    [
        endless(HEAD + b"\r\n", b"words " * 10_000),
        endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"words " * 10_922 + b"last\r\n"),
        endless(HEAD + b"Content-Length: 999999999999\r\n\r\n", b"words " * 10_000),
        raw(HEAD + b"Content-Length: 20000001\r\n\r\n"),
    ],
    ids=["without end", "in chunks", "announced", "only announced"],
)
def test_a_body_without_end_is_left_at_the_limit(hands: Hands, site: Site, behaviour: Behaviour) -> None:
    site.pages["/a"] = behaviour
    with Client(allow=HERE_ONLY, clock=hands.clock()) as client:
        assert "more than 20,000,000 bytes" in refused(client, f"{site.url}/a")


def test_a_body_at_the_limit_is_read_and_one_beyond_it_is_not(hands: Hands, site: Site) -> None:
    site.pages |= {"/a": Answer(body=b"a" * 1_000), "/b": Answer(body=b"a" * 1_001), "/c": packed(b"a" * 1_001)}
    with Client(allow=HERE_ONLY, clock=hands.clock(), limits=Limits(largest=1_000)) as client:
        assert len(client.get(f"{site.url}/a").body) == 1_000
        for path in ("/b", "/c"):
            assert "more than 1,000 bytes" in refused(client, f"{site.url}{path}")


def bomb(layers: bytes = b"\0" * 1_000_000) -> bytes:
    """Sixty megabytes in as many kilobytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return b"".join(packer.compress(layers) for _ in range(60)) + packer.flush()


def test_a_small_body_that_unpacks_to_a_huge_one_is_left_at_the_limit(hands: Hands, site: Site) -> None:
    sent = bomb()
    assert len(sent) < 80_000
    site.pages["/a"] = Answer(body=sent, headers={"Content-Encoding": "gzip"})
    with Client(allow=HERE_ONLY, clock=hands.clock()) as client:
        begun = time.monotonic()
        assert "more than 20,000,000 bytes" in refused(client, f"{site.url}/a")
        assert time.monotonic() - begun < 10


def test_what_is_packed_is_unpacked_and_what_is_damaged_is_refused(client: Client, site: Site) -> None:
    whole = gzip.compress(b"It rained, the mayor said. " * 100)
    packings: dict[str, tuple[bytes, str, str]] = {
        "/cut": (whole[:-20], "gzip", "ends in the middle"),
        "/broken": (whole[:30] + b"\xff\xff\xff" + whole[33:], "gzip", "damaged"),
        "/none": (b"It rained.", "gzip", "damaged"),
        "/more": (whole + whole, "gzip", "goes on behind the end"),
        "/twice": (gzip.compress(whole), "gzip, gzip", "which was not asked for"),
        "/br": (b"\x0b\x02\x80It rained.\x03", "br", "packed as 'br', which was not asked for"),
        "/deflate": (zlib.compress(b"It rained."), "deflate", "which was not asked for"),
        "/zstd": (b"It rained.", "zstd", "which was not asked for"),
    }
    for path, (body, coding, why) in packings.items():
        site.pages[path] = Answer(body=body, headers={"Content-Encoding": coding})
        assert why in refused(client, f"{site.url}{path}")
    for path, coding in (("/gzip", "gzip"), ("/x-gzip", "X-GZIP")):
        site.pages[path] = packed(b"It rained.", coding)
        assert client.get(f"{site.url}{path}").body == b"It rained."
    site.pages["/empty"] = Answer(body=b"", headers={"Content-Encoding": "gzip"})
    assert client.get(f"{site.url}/empty").body == b""
    site.pages["/as-it-is"] = Answer(body=b"It rained.", headers={"Content-Encoding": "identity"})
    assert client.get(f"{site.url}/as-it-is").body == b"It rained."


@pytest.mark.parametrize(
    "behaviour",
    [
        endless(HEAD + b"\r\n", b"a", 0.05),
        endless(HEAD + b"Content-Length: 1000\r\n\r\n", b"a", 0.05),
        endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n", 0.05),
        endless(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a", 0.05),
        endless(b"", b"H", 0.05),
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05),
    ],
    ids=["body", "body of known length", "chunks", "headers", "status", "continue"],
)
def test_a_server_that_drips_is_left_when_time_is_up(hurried: Client, site: Site, behaviour: Behaviour) -> None:
    site.pages["/a"] = behaviour
    begun = time.monotonic()
    refused(hurried, f"{site.url}/a")
    assert time.monotonic() - begun < HURRY.total + 3


@pytest.mark.parametrize("beginning", [b"", HEAD, HEAD + b"Content-Length: 10\r\n\r\nIt "])
def test_a_server_that_falls_silent_is_left_sooner(hurried: Client, site: Site, beginning: bytes) -> None:
    site.pages["/a"] = endless(beginning, b"", 5)
    begun = time.monotonic()
    assert "takes too long" in refused(hurried, f"{site.url}/a")
    assert time.monotonic() - begun < 5


def test_redirects_share_one_time(hands: Hands, site: Site) -> None:
    def slow(to: str) -> Behaviour:
        def behave(handler: Handler) -> None:
            handler.server.over.wait(0.1)
            redirect(to)(handler)

        return behave

    site.pages |= {f"/{n}": slow(f"/{n + 1}") for n in range(100)}
    limits = Limits(total=0.5, redirects=100)
    with Client(allow=HERE_ONLY, clock=hands.clock(), limits=limits) as client:
        assert "takes too long" in refused(client, f"{site.url}/0")
    assert len(site.paths) < 6


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (HEAD + b"Content-Length: 100\r\n\r\nIt rained.", "complete message body"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nIt ra", "complete message body"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nIt rained.", ""),
        (HEAD + b"Content-Length: ten\r\n\r\nIt rained.", "Content-Length"),
        (HEAD + b"Content-Length: -1\r\n\r\nIt rained.", "Content-Length"),
        (HEAD + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\n", "Content-Length"),
        (HEAD + b"Content-Length: 10\r\nContent-Length: 11\r\n\r\nIt rained.", "Content-Length"),
        (HEAD + b"".join(b"X-%d: words\r\n" % n for n in range(20_000)) + b"\r\nIt rained.", ""),
        (HEAD + b"X-Long: " + b"a" * 200_000 + b"\r\n\r\nIt rained.", ""),
        (HEAD + b"Bad Name: a\r\n\r\nIt rained.", ""),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", ""),
        (b"HTTP/2 200 OK\r\n\r\n", ""),
        (b"220 mail.example ESMTP\r\n", ""),
        (b"\x15\x03\x01\x00\x02\x02\x16", ""),
        (b"\r\n" * 100_000, ""),
        (b"", "Server disconnected"),
    ],
    ids=lambda value: repr(value[40:70]) if isinstance(value, bytes) else "",
)
def test_an_answer_that_is_no_http_is_an_error(client: Client, site: Site, sent: bytes, why: str) -> None:
    site.pages["/a"] = raw(sent)
    assert why in refused(client, f"{site.url}/a")


def test_a_body_longer_than_announced_ends_where_it_was_announced(client: Client, site: Site) -> None:
    site.pages["/a"] = raw(HEAD + b"Content-Length: 10\r\n\r\nIt rained. HTTP/1.1 200 OK\r\n\r\n")
    assert client.get(f"{site.url}/a").body == b"It rained."
    site.pages["/b"] = raw(HEAD + b"\r\nIt rained, and nobody said for how long.")
    assert client.get(f"{site.url}/b").body == b"It rained, and nobody said for how long."


def test_what_is_kept_of_an_answer_is_short(client: Client, site: Site) -> None:
    site.pages["/a"] = Answer(headers={"ETag": f'"{"a" * 2_000}"', "X-Latin": "caf\xe9"})
    response = client.get(f"{site.url}/a")
    assert response.etag is None
    assert response.headers["x-latin"] == "café"
