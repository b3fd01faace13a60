"""Feeds and sitemaps tell of articles; those that carry them whole are read from the file."""

import gzip
import json
import sys
from datetime import date

import pytest

from kg.errors import EmptyTextError, InputError, MissingExtraError, NotTextError, TooLargeError, UnreadableError
from kg.intake import items as kinds
from kg.intake.containers import dialects
from kg.intake.containers.entries import FULL, Entry
from kg.intake.containers.feeds import entries, items
from kg.intake.items import Item
from kg.model import DateBasis, Metadata
from tests.intake.containers.measuring import feed

PARAGRAPH = "<p>The dam at Norrvik will be rebuilt, the mayor said, and nobody objects to the plan any longer.</p>"
ARTICLE = PARAGRAPH * 8

RSS_2 = f"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="https://lake.example/feed.xsl"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
     xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Lake Chronicle</title><link>https://lake.example/</link><language>en-gb</language>
<image><title>A logo</title><url>https://lake.example/logo.png</url></image>
<atom:link href="https://lake.example/feed" rel="self"/><atom:link href="/feed?page=2" rel="next"/>
<item>
  <media:content url="https://lake.example/a.jpg"><media:title>A photograph</media:title></media:content>
  <title>Dam &amp;amp; water: &lt;i&gt;two&lt;/i&gt; plans, 3 &lt; 4</title>
  <link>https://lake.example/dam?a=1&amp;copy=2</link>
  <pubDate>Tue, 14 May 2024 23:30:00 -0500</pubDate>
  <dc:creator><![CDATA[By Ada Lund and Bo Berg]]></dc:creator>
  <description><![CDATA[<p>The dam &amp; the <b>water</b>.</p>]]></description>
  <content:encoded><![CDATA[{ARTICLE}]]></content:encoded>
</item>
<item>
  <title>Rain</title><guid>https://lake.example/rain</guid>
  <author>desk@lake.example (Cy Dahl)</author>
  <source url="https://meridian.example/feed">Meridian Wire</source>
  <description>It rained.</description>
</item>
<item><title>No address</title><guid isPermaLink="false">17</guid><pubDate>some day</pubDate></item>
</channel></rss>""".encode()

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-IE">
<title type="html">Meridian &lt;b&gt;Wire&lt;/b&gt;</title>
<link rel="self" href="https://meridian.example/feed"/><link rel="next" href="https://meridian.example/feed/2"/>
<author><name>Meridian Wire</name></author>
<entry>
  <title>A &lt;b&gt; is a tag</title><id>urn:uuid:1</id>
  <link rel="enclosure" href="https://meridian.example/a.mp3"/>
  <link rel="alternate" type="application/pdf" href="https://meridian.example/a.pdf"/>
  <link href="https://meridian.example/a"/>
  <published>2024-05-15T00:30:00+09:00</published><updated>2024-05-16T10:00:00Z</updated>
  <author><name>Ada Lund</name><email>ada@meridian.example</email></author><author><name>Bo Berg</name></author>
  <summary>Tags &lt;b&gt;.</summary>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h2>Dam</h2>{ARTICLE}</div></content>
</entry>
<entry xml:lang="ga">
  <title type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">Two <x:em>words</x:em></x:div></title>
  <id>https://meridian.example/b</id><updated>2024-05-17T10:00:00Z</updated>
  <source><title>The Lake Chronicle</title><author><name>Cy Dahl</name></author></source>
  <content type="html">&lt;p&gt;Short.&lt;/p&gt;</content>
</entry>
<entry><title>Text</title><link href="https://meridian.example/c"/><content>One &lt; two.

Three.</content></entry>
<entry><title>Elsewhere</title><link href="https://meridian.example/d"/>
<content src="https://meridian.example/d" type="html"/></entry>
</feed>""".encode()

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://old.example/"><title>Old Paper</title>
 <items><rdf:Seq><rdf:li resource="https://old.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://old.example/1"><title>One</title><description>First.</description>
<dc:date>2004-05-15T10:00+02:00</dc:date><dc:creator>Ada Lund</dc:creator></item></rdf:RDF>"""

RSS_091 = b"""<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Nine</title><item><title>Caf&eacute; &amp; bar</title>
<link>https://nine.example/1</link><description>Open.</description></item></channel></rss>"""

ATOM_03 = b"""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Three</title><entry><title>E</title>
<link rel="alternate" type="text/html" href="https://three.example/1"/><issued>2004-05-15T10:00:00Z</issued>
<modified>2004-05-16T10:00:00Z</modified><content type="text/html" mode="escaped">&lt;p&gt;x&lt;/p&gt;</content></entry>
</feed>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Lake Chronicle",
        "language": "en-GB",
        "authors": [{"name": "The desk"}],
        "items": [
            {
                "id": "1",
                "url": "https://lake.example/dam",
                "title": "Dam",
                "content_html": ARTICLE,
                "summary": "Rebuilt.",
                "date_published": "2024-05-15T10:00:00+02:00",
                "date_modified": "2024-05-16",
                "authors": [{"name": "Ada Lund"}, {"url": "x"}],
            },
            {"id": "https://lake.example/rain", "content_text": "One & two.\n\nThree.", "author": {"name": "Bo Berg"}},
            {"id": 7, "url": 7, "title": ["x"], "authors": 7},
            "no entry",
        ],
    }
).encode()

SITEMAP = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://lake.example/dam?a=1&amp;b=2 </loc><lastmod>2024-05-16</lastmod>
 <image:image><image:loc>https://lake.example/dam.jpg</image:loc></image:image>
 <news:news>
 <news:publication><news:name>The Lake Chronicle</news:name><news:language>en</news:language></news:publication>
 <news:publication_date>2024-05-15T23:00:00-05:00</news:publication_date><news:title>Dam &amp; water</news:title>
 </news:news></url>
<url><loc>https://lake.example/rain</loc></url>
<url><loc>javascript:alert(1)</loc></url>
</urlset>"""

INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://lake.example/1.xml</loc><lastmod>2024-05-15</lastmod></sitemap>
<sitemap><loc>https://lake.example/2.xml.gz</loc></sitemap></sitemapindex>"""


def read(data: bytes, charset: str | None = None) -> tuple[list[Item], list[str]]:
    found = list(items(Item(origin="feed.xml", data=data, media_type=kinds.FEED, charset=charset)))
    return [each for each in found if isinstance(each, Item)], [
        str(each) for each in found if isinstance(each, InputError)
    ]


def titled(title: str) -> bytes:
    return f"<rss><channel><title>T</title><item><title>{title}</title></item></channel></rss>".encode()


def test_rss_is_read() -> None:
    found = entries(RSS_2, "https://lake.example/feed")
    assert (found.title, found.language) == ("The Lake Chronicle", "en-gb")
    assert found.problem is None
    assert found.entries == (
        Entry(
            url="https://lake.example/dam?a=1&copy=2",
            title="Dam & water: two plans, 3 < 4",
            published=date(2024, 5, 14),
            byline=("Ada Lund", "Bo Berg"),
            language="en-gb",
            summary="The dam & the water.",
            content=ARTICLE,
        ),
        Entry(
            url="https://lake.example/rain",
            title="Rain",
            byline=("Cy Dahl",),
            publisher="Meridian Wire",
            language="en-gb",
            summary="It rained.",
        ),
        Entry(title="No address", language="en-gb"),
    )


def test_atom_is_read() -> None:
    found = entries(ATOM, "feed.xml")
    assert (found.title, found.language) == ("Meridian Wire", "en-IE")
    first, second, third, fourth = found.entries
    assert first == Entry(
        url="https://meridian.example/a",
        title="A <b> is a tag",
        published=date(2024, 5, 15),
        modified=date(2024, 5, 16),
        byline=("Ada Lund", "Bo Berg"),
        language="en-IE",
        summary="Tags <b>.",
        content=f"<div><h2>Dam</h2>{ARTICLE}</div>",
    )
    assert (second.title, second.url, second.language) == ("Two words", "https://meridian.example/b", "ga")
    assert (second.publisher, second.byline) == ("The Lake Chronicle", ("Cy Dahl",))
    assert (second.published, second.modified) == (None, date(2024, 5, 17))
    assert third.content == "<p>One &lt; two.</p>\n<p>Three.</p>"
    assert (fourth.byline, fourth.content) == ((), None)


def test_an_entry_without_an_author_has_those_of_its_feed() -> None:
    start = '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><author><name>Ada Lund</name></author>'
    assert entries(f"{start}<entry><title>E</title></entry></feed>".encode(), "f").entries[0].byline == ("Ada Lund",)


def test_older_dialects_are_read() -> None:
    assert entries(RDF, "feed.xml").entries == (
        Entry(
            url="https://old.example/1",
            title="One",
            published=date(2004, 5, 15),
            byline=("Ada Lund",),
            summary="First.",
        ),
    )
    assert entries(RSS_091, "feed.xml").entries == (
        Entry(url="https://nine.example/1", title="Café & bar", summary="Open."),
    )
    entry = entries(ATOM_03, "feed.xml").entries[0]
    assert (entry.url, entry.content) == ("https://three.example/1", "<p>x</p>")
    assert (entry.published, entry.modified) == (date(2004, 5, 15), date(2004, 5, 16))


def test_a_json_feed_is_read() -> None:
    found = entries(b"\xef\xbb\xbf" + JSON_FEED, "feed.json")
    assert (found.title, found.language) == ("The Lake Chronicle", "en-GB")
    first, second, third = found.entries
    assert first == Entry(
        url="https://lake.example/dam",
        title="Dam",
        published=date(2024, 5, 15),
        modified=date(2024, 5, 16),
        byline=("Ada Lund",),
        summary="Rebuilt.",
        content=ARTICLE,
    )
    assert second == Entry(
        url="https://lake.example/rain", byline=("Bo Berg",), content="<p>One &amp; two.</p>\n<p>Three.</p>"
    )
    assert third == Entry(byline=("The desk",))


@pytest.mark.parametrize("data", [SITEMAP, gzip.compress(SITEMAP)])
def test_a_sitemap_is_read(data: bytes) -> None:
    assert entries(data, "sitemap.xml").entries == (
        Entry(
            url="https://lake.example/dam?a=1&b=2",
            title="Dam & water",
            published=date(2024, 5, 15),
            modified=date(2024, 5, 16),
            publisher="The Lake Chronicle",
            language="en",
        ),
        Entry(url="https://lake.example/rain"),
    )


def test_an_index_of_sitemaps_is_read() -> None:
    assert entries(INDEX, "sitemap.xml").sitemaps == ("https://lake.example/1.xml", "https://lake.example/2.xml.gz")


def test_an_entry_that_is_an_article_becomes_a_page() -> None:
    found, errors = read(RSS_2)
    assert [each.origin for each in found] == ["feed.xml!https://lake.example/dam?a=1&copy=2"]
    assert (found[0].media_type, found[0].charset) == (kinds.HTML, "utf-8")
    page = found[0].data.decode()
    assert f"<h1>Dam &amp; water: two plans, 3 &lt; 4</h1>\n{ARTICLE}\n" in page
    assert found[0].known == Metadata(
        title="Dam & water: two plans, 3 < 4",
        publisher="The Lake Chronicle",
        byline=("Ada Lund", "Bo Berg"),
        url="https://lake.example/dam?a=1&copy=2",
        language="en-gb",
        published=date(2024, 5, 14),
        published_basis=DateBasis.METADATA,
    )
    assert len(errors) == 2
    assert errors[0].startswith("feed.xml!https://lake.example/rain has only a summary;")
    assert "`kg add https://lake.example/rain`" in errors[0]
    assert errors[1].startswith("feed.xml!entry 3 has only a summary, and no address")


def test_of_atom_and_json_the_whole_articles_become_pages_too() -> None:
    found, errors = read(ATOM)
    assert [each.origin for each in found] == ["feed.xml!https://meridian.example/a"]
    assert found[0].known.modified == date(2024, 5, 16)
    assert len(errors) == 3
    found, errors = read(JSON_FEED)
    assert [(each.known.title, each.known.publisher) for each in found] == [("Dam", "The Lake Chronicle")]
    assert len(errors) == 2


def test_a_title_that_the_content_begins_with_is_not_doubled() -> None:
    content = f"&lt;h1&gt;Dam&lt;/h1&gt;{ARTICLE.replace('<', '&lt;')}"
    start = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Dam</title>'
    data = f'{start}<content type="html">{content}</content></entry></feed>'
    assert read(data.encode())[0][0].data.decode().count("<h1>") == 1


@pytest.mark.parametrize(
    ("content", "is_full"),
    [
        ("<p>" + "x" * (FULL + 1) + "</p>", True),
        ("<p>" + "x" * FULL + "</p>", False),
        ("<p " + "x" * FULL * 3 + ">short</p>", False),
        (ARTICLE + "<p>It was […]</p>", False),
        (ARTICLE + '<p>It was [...] <a href="x">Continue reading the story</a></p>', False),
        (ARTICLE + "<p>She read more books, the mayor said.</p>" + PARAGRAPH * 3, True),
        (None, False),
    ],
)
def test_an_article_is_long_and_does_not_break_off(content: str | None, is_full: bool) -> None:
    assert Entry(content=content).is_full is is_full


def test_sitemaps_and_feeds_of_titles_hold_no_articles() -> None:
    for data, listed in ((SITEMAP, 2), (INDEX, 2), (titled("x"), 1)):
        with pytest.raises(InputError, match=rf"^feed\.xml lists {listed} addresses and holds no article"):
            read(data)
    with pytest.raises(EmptyTextError, match=r"^feed\.xml has no entries"):
        read(b"<rss><channel><title>T</title></channel></rss>")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Rain & wind", "Rain & wind"),
        ("Rain &wind; AT&T", "Rain &wind; AT&T"),
        ("Caf&eacute;&nbsp;&ndash; open", "Café – open"),
        ("Caf&#233; &#8; &#x1F6; &#99999999;", "Café Ƕ \ufffd"),
        ("Bell\x07 and\x00 book", "Bell and book"),
        ("<![CDATA[Rain & wind &amp;eacute;]]> &oslash;", "Rain & wind &eacute; ø"),
        ("<![CDATA[never &eacute; closed", None),
    ],
)
def test_what_feeds_often_do_wrong_is_put_right(written: str, title: str | None) -> None:
    if title is None:
        assert entries(titled(written), "f").problem is not None
    else:
        found = entries(titled(written), "f")
        assert (found.entries[0].title, found.problem) == (title, None)


def test_a_prefix_that_is_never_declared_is_known() -> None:
    data = b"<rss><channel><item><dc:creator>Ada Lund</dc:creator><title>T</title></item></channel></rss>"
    found = entries(b"\n\n" + data, "f")
    assert (found.entries[0].byline, found.problem) == (("Ada Lund",), None)


def test_a_feed_that_breaks_off_yields_what_is_whole_and_says_so() -> None:
    found, errors = read(RSS_2[: RSS_2.index(b"<author>")])
    assert [each.known.title for each in found] == ["Dam & water: two plans, 3 < 4"]
    assert errors[-1].startswith("feed.xml is not well-formed (line ")
    with pytest.raises(UnreadableError, match=r"^feed\.xml is not well-formed"):
        read(RSS_2[:400])


@pytest.mark.parametrize(
    ("text", "encoding", "charset"),
    [
        ('<?xml version="1.0" encoding="windows-1252"?>', "cp1252", None),
        ('<?xml version="1.0" encoding="utf-8"?>', "cp1252", "windows-1252"),
        ('<?xml version="1.0" encoding="utf-8"?>', "cp1252", None),
        ("", "utf-8", "no-such"),
        ('<?xml version="1.0" encoding="utf-8"?>', "utf-16", None),
        ('<?xml version="1.0"?>', "utf-16-le", None),
        ('<?xml version="1.0"?>', "utf-16-be", None),
        ("", "utf-8-sig", "punycode"),
    ],
)
def test_encodings_are_found_out(text: str, encoding: str, charset: str | None) -> None:
    data = (text + titled("Ærø – “rain”").decode()).encode(encoding)
    assert entries(data, "f", charset=charset).entries[0].title == "Ærø – “rain”"


def test_one_wrong_byte_does_not_spoil_the_others() -> None:
    assert entries(titled("Ærø – “rain”").replace(b"rain", b"ra\xffin"), "f").entries[0].title == "Ærø – “ra\ufffdin”"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is neither XML nor a JSON feed"),
        (b"It rained.", "is neither XML nor a JSON feed"),
        (b"<html><body>x</body></html>", "its outermost element is 'html'"),
        (b"<!DOCTYPE html><html></html>", "is no feed and no sitemap"),
        (b"{", "is no JSON"),
        (b"[" * 100_000, "is nested too deep"),
        (b"[1]", "is JSON but no JSON Feed"),
        (b'{"items": []}', "is JSON but no JSON Feed"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "is no JSON"),
        (b"<?xml", "is no XML"),
        (b'<?xml version="1.0"?>', "is no XML"),
        (b"\x1f\x8b nothing", "is damaged"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        entries(data, "feed.xml")
    assert str(raised.value).startswith("feed.xml")
    assert reason in str(raised.value)


def test_a_broken_encoding_is_refused() -> None:
    with pytest.raises(NotTextError):
        entries("\ufeff".encode("utf-16-le") + b"\x00\xd8\x00", "feed.xml")


def test_a_feed_without_the_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(MissingExtraError, match=r'^feed\.xml: .* pip install "whosaid\[web\]"'):
        entries(RSS_2, "feed.xml")
    assert len(entries(JSON_FEED, "feed.json").entries) == 3


def test_more_entries_than_allowed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialects, "MOST_ENTRIES", 1)
    for data in (RSS_2, ATOM, SITEMAP, INDEX):
        with pytest.raises(TooLargeError, match="more than 1 entries"):
            entries(data, "feed.xml")


@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE rss [<!ENTITY a "x">]>',
        b'<!DOCTYPE rss SYSTEM "file:///etc/passwd" [ ]>',
        b'<!doctype rss [<!ENTITY % a SYSTEM "http://127.0.0.1/">%a;]>',
        b'<!-- <rss> --><?x?> <!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE rss><!DOCTYPE rss [<!ENTITY a "x">]>',
    ],
)
def test_declarations_of_its_own_are_refused(doctype: bytes) -> None:
    for encoding in ("utf-8", "utf-16"):
        data = (doctype + titled("&a;")).decode().encode(encoding)
        with pytest.raises(UnreadableError, match="DOCTYPE"):
            entries(data, "feed.xml")


def test_a_sitemap_has_no_doctype_at_all() -> None:
    for data in (SITEMAP, INDEX):
        with pytest.raises(UnreadableError, match="is a sitemap with a DOCTYPE"):
            entries(b"<!DOCTYPE urlset>" + data.partition(b"?>\n")[2 if b"?>\n" in data else 0], "sitemap.xml")


_RSS = "data = b\"<rss version='2.0'><channel><title>T</title>%b</channel></rss>\" % "


@pytest.mark.parametrize(
    "setting",
    [
        pytest.param(
            "more = b''.join(b'<!ENTITY %c \"%s\">' % (98 + i, b'&%c;' % (97 + i) * 10) for i in range(9));"
            "data = b'<!DOCTYPE r [<!ENTITY a \"lol\">' + more + b']><rss><channel><title>&j;</title></channel></rss>'",
            id="billion laughs",
        ),
        pytest.param(
            "start = b'<!DOCTYPE r><!DOCTYPE r [<!ENTITY a \"' + b'a' * 100_000 + b'\">]>';"
            "data = start + b'<rss a=\"' + b'&a;' * 100_000 + b'\">' + b'&a;' * 100_000 + b'</rss>'",
            id="quadratic blow-up",
        ),
        pytest.param(_RSS + "(b'<item><title>It rained</title></item>' * 2_600_000)", id="100 MB"),
        pytest.param(_RSS + "(b'<item>' * 100_000 + b'</item>' * 100_000)", id="nested"),
        pytest.param(_RSS + "(b'<item>' * 100_000)", id="nested and never closed"),
        pytest.param(_RSS + "(b'<item/>' * 300_000)", id="many entries"),
        pytest.param(_RSS + "(b'<item>' + b'<category>x</category>' * 200_000 + b'</item>')", id="many parts"),
        pytest.param(_RSS + "(b'<item><author>' + b'a' * 9_000_000 + b'</author></item>')", id="long author"),
        pytest.param(_RSS + "((b'<item><author>' + b'a@' * 480 + b'</author></item>') * 19_000)", id="many authors"),
        pytest.param(
            _RSS + "(b'<item ' + b' '.join(b'a%x=\"\"' % i for i in range(1_200_000)) + b'/>')", id="attributes"
        ),
        pytest.param(_RSS + "(b'<item>' + b'&' * 10_000_000)", id="ampersands"),
        pytest.param(_RSS + "(b'<item><title>' + b'<![CDATA[' * 450_000)", id="open sections"),
        pytest.param(_RSS + "(b'<item>' + b'<a <' * 450_000)", id="broken tags"),
        pytest.param("data = b'<!-- -->' * 800_000 + b'<!-- ' + b'x' * 5_000_000", id="comments"),
        pytest.param(
            'data = b\'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml">\' + '
            "b''.join(b'<a%d:p xmlns:a%d=\"u:%d\">x</a%d:p>' % (i, i, i, i) for i in range(100_000))"
            " + b'</content></entry></feed>'",
            id="namespaces",
        ),
        pytest.param(
            'data = b\'{"version":"https://jsonfeed.org/version/1","items":[\' + b\'{"":0},\' * 2_400_000 + b\'0]}\'',
            id="JSON of many objects",
        ),
        pytest.param("data = b'{\"a\":' * 1_000_000", id="JSON nested"),
        pytest.param("import gzip; data = gzip.compress(b'<rss>' + bytes(60_000_000), 1)", id="gzip"),
    ],
)
def test_a_hostile_feed_is_refused_or_bounded(setting: str) -> None:
    done = feed(setting)
    assert done.items + done.errors
    assert done.is_bounded, done
