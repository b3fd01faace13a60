"""Pages become the text that a reader takes for the article, and say of it what they say."""

# ruff: noqa: E501 - HTML is as systems write it

import sys
from collections.abc import Callable
from datetime import date

import pytest

from kg.errors import InputError, MissingExtraError, NotTextError, TooLargeError, UnreadableError
from kg.intake.formats.html import read
from kg.intake.items import HTML, Found, Item
from kg.model import DateBasis
from tests.intake.formats.made import pdf, pdf_lines
from tests.intake.formats.pages import HEADLINE, SAMPLES, TEXT, Sample

BODY = "".join(f"<p>{each}</p>" for each in TEXT)


def found(html: str | bytes, *, charset: str | None = None) -> Found:
    data = html.encode() if isinstance(html, str) else html
    return read(Item(origin="page.html", data=data, media_type=HTML, charset=charset))


def page(*, head: str = "", before: str = "", body: str = BODY, lang: str = 'lang="en"') -> str:
    title = f"<title>{HEADLINE}</title>"
    return (
        f"<!DOCTYPE html><html {lang}><head><meta charset=utf-8>{title}{head}</head>"
        f"<body><article><h1>{HEADLINE}</h1>{before}{body}</article></body></html>"
    )


@pytest.mark.parametrize("make", SAMPLES, ids=lambda make: make.__name__)
def test_a_page_becomes_its_article(make: Callable[[], Sample]) -> None:
    sample = make()
    encoding = "cp1252" if "charset=windows-1252" in sample.html else "utf-8"
    text, metadata = found(sample.html.encode(encoding))
    assert text.split("\n\n") == list(sample.paragraphs)
    assert {
        "title": metadata.title,
        "publisher": metadata.publisher,
        "byline": metadata.byline,
        "url": metadata.url,
        "language": metadata.language,
        "published": metadata.published,
        "basis": metadata.published_basis,
        "modified": metadata.modified,
        "correction": metadata.correction,
    } == {
        "title": sample.title,
        "publisher": sample.publisher,
        "byline": sample.byline,
        "url": sample.url,
        "language": sample.language,
        "published": sample.published,
        "basis": DateBasis(sample.basis),
        "modified": sample.modified,
        "correction": sample.correction,
    }


@pytest.mark.parametrize(
    ("encoding", "mark", "declared", "charset"),
    [
        ("utf-8", b"", "utf-8", None),
        ("utf-8", b"\xef\xbb\xbf", "iso-8859-1", None),
        ("utf-16-le", b"\xff\xfe", "utf-8", None),
        ("utf-16-be", b"\xfe\xff", "", "iso-8859-1"),
        ("cp1252", b"", "windows-1252", None),
        ("cp1252", b"", "iso-8859-1", None),
        ("cp1252", b"", "", "iso-8859-1"),
        ("cp1252", b"", "", None),
        ("cp1252", b"", "nonsense-8", None),
        ("utf-8", b"", "", None),
        ("utf-16-le", b"", "", "utf-16"),
        ("gb18030", b"", "gb2312", None),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_is_in(
    encoding: str, mark: bytes, declared: str, charset: str | None
) -> None:
    html = page().replace("<meta charset=utf-8>", f'<meta charset="{declared}">' if declared else "")
    text, _ = found(mark + html.encode(encoding), charset=charset)
    assert text.split("\n\n") == [HEADLINE, *TEXT]


@pytest.mark.parametrize("codec", ["unicode-escape", "raw-unicode-escape", "utf-7", "punycode"])
def test_an_encoding_that_would_rewrite_the_words_is_none(codec: str) -> None:
    escaped = "<p>The mayor wrote +AGE- and \\u0041 on the wall of the old harbour office, and nothing else at all.</p>"
    html = page(body=BODY + escaped).replace("<meta charset=utf-8>", f'<meta charset="{codec}">')
    text, _ = found(html)
    assert "wrote +AGE- and \\u0041 on" in text


def test_a_broken_character_breaks_no_other() -> None:
    text, _ = found(page().encode().replace("Höje".encode(), b"H\xc3je", 1))
    assert text.startswith(f"{HEADLINE}\n\nLUND — The bridge over the H\ufffdje is open")
    assert "“It is a gift to all of us,” she told" in text


def test_nothing_comes_from_scripts_attributes_or_what_is_hidden() -> None:
    hidden = (
        "<img src=x alt='Secret alternative'><span class='sr-only'>Secret to readers</span><div hidden>Secret, "
        "hidden.</div><p style='display: none'>A secret paragraph, the mayor said.</p><p>She <del>never secretly</del> said so."
        "</p><script>document.write('Secret script')</script><template><p>A secret template, she said.</p></template>"
        "<noscript><p>A secret picture for those who run nothing.</p></noscript><p title='secret'>Police said nothing.</p>"
    )
    text, _ = found(page(body=BODY + hidden))
    assert "ecret" not in text
    assert "She said so." in text


def test_a_headline_that_the_page_does_not_show_is_only_its_title() -> None:
    html = page(head='<meta property="og:title" content="Bridge opens">').replace(f"<h1>{HEADLINE}</h1>", "")
    text, metadata = found(html.replace(f"<title>{HEADLINE}</title>", ""))
    assert text.split("\n\n") == list(TEXT)
    assert metadata.title == "Bridge opens"


def test_days_of_publication_and_of_change_are_kept_apart() -> None:
    data = '{"@type": "NewsArticle", "dateModified": "2024-05-17", "datePublished": "2024-05-15T22:00:00-05:00"}'
    _, metadata = found(page(head=f'<script type="application/ld+json">{data}</script>'))
    assert (metadata.published, metadata.modified) == (date(2024, 5, 15), date(2024, 5, 17))
    _, metadata = found(page(head='<meta property="article:modified_time" content="2024-05-17">'))
    assert (metadata.published, metadata.modified) == (None, date(2024, 5, 17))
    assert metadata.published_basis is DateBasis.NONE


@pytest.mark.parametrize(
    ("before", "published", "basis", "modified"),
    [
        ('<time class="published" datetime="2024-05-15">Wednesday</time>', date(2024, 5, 15), "metadata", None),
        ('<time class="updated" datetime="2024-05-17">Friday</time>', None, "none", date(2024, 5, 17)),
        ('<time datetime="2024-05-15">15 May 2024</time>', date(2024, 5, 15), "page", None),
        ("<p>Published 15 May 2024 | Updated 17 May 2024</p>", date(2024, 5, 15), "page", date(2024, 5, 17)),
        ("<p>Last updated: May 17, 2024</p>", None, "none", date(2024, 5, 17)),
        ("<p>15. Mai 2024</p>", date(2024, 5, 15), "page", None),
        ("<p>05/06/2024</p>", None, "none", None),
        ("<p>18 °C, Lund, 3 July 2026</p>", None, "none", None),
        ('<div class="weather"><p>3 July 2025</p></div>', None, "none", None),
        ("<p>The bridge was begun on 12 May 2019, and nobody remembers why.</p>", None, "none", None),
    ],
)
def test_a_day_that_is_only_shown_is_of_the_page_and_one_beside_the_weather_is_none(
    before: str, published: date | None, basis: str, modified: date | None
) -> None:
    _, metadata = found(page(before=before))
    assert (metadata.published, metadata.published_basis.value) == (published, basis)
    assert metadata.modified == modified


def test_a_day_of_another_article_is_not_this_ones() -> None:
    other = (
        '<div class="related"><time class="published" datetime="2020-01-01">1 January 2020</time></div>'
        '<aside><span itemprop="datePublished" content="2020-02-02"></span></aside>'
    )
    _, metadata = found(page(body=BODY + other))
    assert metadata.published is None


def test_of_several_articles_in_the_data_the_one_of_the_page_counts() -> None:
    data = (
        '[{"@type": "NewsArticle", "url": "https://daily.example/other", "author": "Bo Berg", "datePublished": "2020-01-01"},'
        '{"@type": ["Article", "NewsArticle"], "url": "https://daily.example/bridge/", "author": {"name": "Ada Lund"},'
        '"datePublished": "2024-05-15"}]'
    )
    head = (
        f'<link rel="canonical" href="https://daily.example/bridge"><script type="application/ld+json">{data}</script>'
    )
    _, metadata = found(page(head=head))
    assert (metadata.byline, metadata.published) == (("Ada Lund",), date(2024, 5, 15))


def test_data_that_are_no_json_say_nothing() -> None:
    _, metadata = found(page(head='<script type="application/ld+json">{"author": "Bo", </script>'))
    assert metadata.byline == ()


def test_an_agency_among_the_authors_stands_in_the_byline_and_the_publisher_does_not() -> None:
    data = (
        '{"@type": "NewsArticle", "publisher": {"name": "Harbour Daily"}, "author": [{"@type": "Organization", "name": '
        '"Harbour Daily"}, {"@type": "Organization", "name": "Meridian Wire"}, {"@type": "Person", "name": "Ada Lund"}]}'
    )
    _, metadata = found(page(head=f'<script type="application/ld+json">{data}</script>'))
    assert metadata.byline == ("Ada Lund", "Meridian Wire")
    assert metadata.publisher == "Harbour Daily"


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ('<meta property="og:site_name" content="harbourdaily.example">', None),
        ('<meta name="twitter:site" content="@harbourdaily">', None),
        ('<meta property="og:site_name" content="www.daily.example"><meta name="publisher" content="Daily">', "Daily"),
        ('<meta property="og:site_name" content="The Harbour Daily">', "The Harbour Daily"),
    ],
)
def test_a_domain_is_no_publisher(head: str, publisher: str | None) -> None:
    assert found(page(head=head))[1].publisher == publisher


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="/bridge">', None),
        ('<base href="https://daily.example/news/"><link rel="canonical" href="bridge">', "https://daily.example/news/bridge"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="file:///etc/hosts"><meta property="og:url" content="https://daily.example/b">',
         "https://daily.example/b"),
        ('<meta property="og:url" content="https://[broken">', None),
    ],
)  # fmt: skip
def test_an_address_is_absolute_and_of_the_web(head: str, url: str | None) -> None:
    assert found(page(head=head))[1].url == url


@pytest.mark.parametrize(
    ("lang", "language"),
    [('lang="en-gb"', "en-GB"), ('lang="sv"', "sv"), ('xml:lang="en"', "en"), ('lang="!!"', "en"), ("", "en")],
)
def test_the_language_is_the_one_that_the_page_declares(lang: str, language: str) -> None:
    assert found(page(lang=lang))[1].language == language


def test_a_pulled_quotation_is_left_out_and_a_block_quotation_kept() -> None:
    pulled = "<aside class='pull-quote'>“Nobody will wait for the ferry again.” <cite>Ada Lund</cite></aside>"
    quoted = "<blockquote><p>The council finds that the objections were raised too late.</p></blockquote>"
    text, _ = found(page(body=f"<p>{TEXT[0]}</p>{pulled}{quoted}<p>{TEXT[1]}</p><p>{TEXT[2]}</p>"))
    assert text.split("\n\n") == [
        HEADLINE, TEXT[0], "The council finds that the objections were raised too late.", TEXT[1], TEXT[2],
    ]  # fmt: skip


def test_short_quotations_have_the_marks_that_a_browser_shows() -> None:
    text, _ = found(page(body=f"{BODY}<p>She said <q>no, <q>never</q> again</q>, and then <q>“no”</q>.</p>"))
    assert text.endswith("She said “no, ‘never’ again”, and then “no”.")


@pytest.mark.parametrize(
    "note",
    [
        "<p>Correction: The ferry cost 5 crowns, not 15. We regret the error.</p>",
        "<p><em>This article was amended on 17 May 2024. An earlier version misspelled the name of Eva Ek.</em></p>",
        "<footer><p>Editor’s note: This story has been corrected. The bridge is 90 metres long.</p></footer>",
        "<aside class='box'><p>Clarification: The mayor spoke as a private person. An earlier version said otherwise.</p></aside>",
        "<div class='correction'><p>The bridge is 90 metres long, and was never longer.</p></div>",
    ],
)
@pytest.mark.parametrize("at_head", [True, False], ids=["head", "foot"])
def test_a_note_of_correction_is_kept_in_the_text_and_told(note: str, at_head: bool) -> None:
    words = "".join(part.split("<")[0] for part in note.split(">"))
    text, metadata = found(page(body=note + BODY if at_head else BODY + note))
    expected = [HEADLINE, words, *TEXT] if at_head else [HEADLINE, *TEXT, words]
    assert text.split("\n\n") == expected
    assert metadata.correction == words


def test_a_note_that_corrects_nothing_is_no_correction() -> None:
    text, metadata = found(page(body=f"<p>Editor’s note: Bo Berg is a columnist.</p>{BODY}"))
    assert metadata.correction is None
    assert text.split("\n\n")[-1] == TEXT[-1]


def test_a_retracted_article_says_so() -> None:
    html = page().replace(HEADLINE, "RETRACTED: Mayor calls new bridge a gift")
    assert found(html)[1].correction == "RETRACTED: Mayor calls new bridge a gift"


TEASER = "<article><h2><a href='/{0}'>Story number {0} of the day</a></h2><p>The mayor said that story {0} was told at length.</p></article>"
WALL = "<h1>Mayor opens bridge</h1><p>Sign in to continue reading.</p><form><input type='password'><button>Sign in</button></form>"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("".join(TEASER.format(number) for number in range(12)), "a list of articles"),
        (WALL, "in front of a login"),
        ("<h1>404</h1><p>Page not found. Perhaps it was moved, or never was. Try the search.</p>", "no such page"),
        ("<h1>Oops!</h1><p>Error 503. The server can't answer now, come back later please.</p>", "can't be shown"),
        (
            "<div id='root'></div><script>start('Mayor said a lot of things on Monday, it was reported.')</script>",
            "no paragraphs",
        ),
        (
            "<img src='article.png' alt='The mayor said on Monday that all of us would be happy with it.'>",
            "no paragraphs",
        ),
    ],
)
def test_a_page_without_an_article_says_what_it_is(body: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=r"page\.html holds no article: ") as caught:
        found(f"<html><head><title>The Daily</title></head><body>{body}</body></html>")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", InputError, "holds no words"),
        (b" \n ", InputError, "holds no words"),
        (pdf([pdf_lines(["Hello, all of you."])]), NotTextError, "it is a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NotTextError, "it is a picture"),
        (b"<html>\0\0\0", NotTextError, "zero bytes"),
        (b"<p>" + b"a" * 20_000_000, TooLargeError, "20,000,003 bytes"),
        (b"<html><body>" + b"<div>" * 5_000 + b"x", UnreadableError, "nested too deep"),
    ],
)
def test_what_is_no_page_is_refused_with_its_reason(data: bytes, error: type[InputError], words: str) -> None:
    with pytest.raises(error, match=r"^page\.html") as caught:
        found(data)
    assert words in str(caught.value)


def test_without_the_libraries_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(
        MissingExtraError, match=r'page\.html: HTML is read with an extra: pip install "whosaid\[web\]"'
    ):
        found(page())


@pytest.mark.parametrize(
    "sentence",
    [
        "Watch out for ice on the bridge, police said.",
        "Related costs came to 4 million crowns, the auditors said.",
        "Recommended speeds were ignored, <a href='/s'>a study</a> found.",
        "Subscribers of the ferry get their money back, the owner said.",
        "Register to vote on the bridge by Monday, the council said.",
        "Photographs by the police show an empty bridge, Berg said.",
        "Share prices of Norrbro rose by 3 percent.",
        "Sponsored or not, the bridge is too expensive, Berg said.",
        "Comments by the mayor were not to be had.",
        "By Monday all will be well, the mayor promised.",
        "Listen to the people, Berg told the mayor.",
        "No.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(sentence: str) -> None:
    words = "".join(part.split("<")[0] for part in f">{sentence}".split(">"))
    text, _ = found(page(body="".join(f"<p>{each}</p>" for each in (*TEXT[:4], sentence, *TEXT[4:]))))
    assert text.split("\n\n") == [HEADLINE, *TEXT[:4], words, *TEXT[4:]]


@pytest.mark.parametrize(
    "line",
    [
        "<p><b>READ MORE: <a href='/x'>The ferry that nobody wanted</a></b></p>",
        "<p>Related: The ferry that nobody wanted</p>",
        "<p>Sign up for our newsletter, the best of our journalism every morning.</p>",
        "<p>- Advertisement -</p>",
        "<p>Follow Harbour Daily on Facebook and Instagram.</p>",
        "<div class='related'><h3>Related</h3><p>The ferry was always late, its owner said in 2019.</p></div>",
        "<div class='x1'><h4>Most read</h4><p>1. Storm closes the harbour, master says.</p></div>",
        "<div class='photo'><img src=x alt=''><p>The bridge in May, as the mayor said. Photo: Ola Nord</p></div>",
        "<figure><img src=x alt=''><figcaption>The bridge in May, she said.</figcaption></figure>",
        "<blockquote class='twitter-tweet'><p>I like this bridge a lot, I must say.</p>— Bo (@bo)</blockquote>",
        "<p>All rights reserved. Nothing may be copied, the owner says.</p>",
        "<p>Please turn on JavaScript to use this feature</p>",
    ],
)
def test_what_leads_elsewhere_or_offers_something_is_left_out(line: str) -> None:
    body = "".join(f"<p>{each}</p>" for each in TEXT[:4]) + line + "".join(f"<p>{each}</p>" for each in TEXT[4:])
    assert found(page(body=body))[0].split("\n\n") == [HEADLINE, *TEXT]


def test_an_article_in_a_script_without_blanks_is_read() -> None:
    sentence = "市長は月曜日、新しい橋は市民への贈り物だと述べた。"
    text, metadata = found(
        page(body=f"<p>{sentence}</p>" * 1 + f"<p>「誰も渡し船を待たない」と{sentence}</p>", lang='lang="ja"')
    )
    assert text == f"{HEADLINE}\n\n{sentence}\n\n「誰も渡し船を待たない」と{sentence}"
    assert metadata.language == "ja"
