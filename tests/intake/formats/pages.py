"""Pages such as newspapers' systems make them, of invented papers, with what a reader takes for the article in each."""

# ruff: noqa: E501 - HTML is as systems write it

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

HEADLINE = "Mayor calls new bridge ‘a gift to all of us’"
DECK = "The crossing cost twice what was planned, and opens on Monday"
TEXT = (
    "LUND — The bridge over the Höje is open to traffic from Monday, mayor Ada Lund said on Wednesday.",
    "“It is a gift to all of us,” she told reporters on the eastern bank. “Nobody will wait for the ferry again.”",
    "The bridge cost 41\u00a0million crowns, almost twice what the council had planned in 2019, according to a report that "
    "the auditors published last week.",
    "Bo Berg, who leads the opposition in the council, said that the money should have gone to schools.",
    "“We were promised a bridge for 22 million,” Berg said. “Now the children pay.”",
    "Police said they did not expect queues.",
    "The Meridian Wire reported on Tuesday that two of the bridge’s cables had to be replaced in March. The builder, "
    "Norrbro, denied this: no cable – not one – had been replaced, its spokeswoman Eva Ek said.",
    "Asked whether tolls were planned, the mayor declined to answer.",
)
CORRECTION = (
    "Correction: An earlier version of this article misstated the cost of the bridge. It is 41 million crowns, not 14."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page, and what is to be read from it."""

    name: str
    html: str
    paragraphs: tuple[str, ...]
    title: str = HEADLINE
    publisher: str | None = "The Lake Chronicle"
    byline: tuple[str, ...] = ("Cy Dahl", "Maria Ek-Holm")
    url: str | None = "https://lakechronicle.example/2024/05/bridge"
    language: str = "en"
    published: date | None = date(2024, 5, 15)
    basis: str = "metadata"
    modified: date | None = None
    correction: str | None = None


def _paragraphs(text: tuple[str, ...], opening: str = "<p>", closing: str = "</p>", between: str = "\n") -> str:
    return between.join(opening + each.replace("\u00a0", "&nbsp;") + closing for each in text)


SITE_NAVIGATION = """<nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li>
<li><a href="/sport">Sport</a></li><li><a href="/opinion">Opinion</a></li></ul></nav>"""
RELATED = """<div class="related-articles"><h3>Related</h3><ul><li><a href="/a">Ferry makes its last crossing</a></li>
<li><a href="/b">Council quarrels over school roofs</a></li></ul></div>"""
TEASERS = """<section class="most-read"><h2>Most read</h2>
<article><h3><a href="/c">Storm closes the harbour for a third day</a></h3><p>Boats stay where they are, the harbour master says.
Fishermen ask for help from the state, which says that it has none to give.</p></article>
<article><h3><a href="/d">Old cinema to be a library</a></h3><p>The building has stood empty since 1998, and its roof leaks.
Readers can see the plans in the town hall until the end of the month.</p></article>
<article><h3><a href="/e">Bakers’ strike ends</a></h3><p>Bread will be back on Friday, the union said late on Tuesday.</p></article></section>"""
COMMENTS = """<section id="comments" class="comments-area"><h2>3 comments</h2><ol class="comment-list">
<li class="comment"><p>“A gift”? I pay for this gift, said nobody ever. The council should be ashamed of itself.</p></li>
<li class="comment"><p>My uncle says that the old ferry was better, and cheaper, and that the coffee was good.</p></li></ol></section>"""
COOKIES = """<div id="cookie-banner" class="cookie-notice"><p>We use cookies to give you the best experience on our website. By
clicking “Accept all” you agree to our use of them.</p><button>Accept all</button></div>"""
NEWSLETTER = """<div class="newsletter-signup"><h4>The Morning Lake</h4><p>Sign up for our daily newsletter, the best of our
journalism in your inbox every morning.</p><form><input type="email"><button>Sign up</button></form></div>"""
SHARE = """<div class="share-bar"><span>Share</span><a href="#">Facebook</a><a href="#">Copy link</a></div>"""
FOOTER = """<footer class="site-footer"><p>© 2024 The Lake Chronicle. All rights reserved.</p>
<p>Phone 555-0100. Editor-in-chief: Dan Fors.</p></footer>"""
FIGURE = """<figure class="wp-block-image"><img src="b.jpg" alt="An alternative text that nobody sees">
<figcaption>The bridge over the Höje in May. Photo: Ola Nord / The Lake Chronicle</figcaption></figure>"""


def _with_boxes(text: tuple[str, ...], *boxes: str) -> str:
    """Return paragraphs with a box between each two, as long as there are boxes."""
    parts = []
    for index, each in enumerate(text):
        parts.append(_paragraphs((each,)))
        parts.extend(boxes[index : index + 1])
    return "\n".join(parts)


def blog_system() -> Sample:
    """A page of the most common system, with a plugin that writes a graph of linked data."""
    html = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{HEADLINE} - The Lake Chronicle</title>
<link rel="canonical" href="https://lakechronicle.example/2024/05/bridge">
<meta property="og:title" content="{HEADLINE} - The Lake Chronicle"><meta property="og:site_name" content="The Lake Chronicle">
<meta property="article:published_time" content="2024-05-15T08:10:00+02:00">
<meta property="article:modified_time" content="2024-05-16T09:00:00+02:00">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[
{{"@type":"WebPage","@id":"https://lakechronicle.example/2024/05/bridge","datePublished":"2024-05-15T06:10:00+00:00"}},
{{"@type":"NewsArticle","headline":"Mayor calls new bridge &#8216;a gift to all of us&#8217;","author":[{{"@id":"#cy"}},
{{"@type":"Person","name":"Maria Ek-Holm"}}],"datePublished":"2024-05-15T08:10:00+02:00",
"dateModified":"2024-05-16T09:00:00+02:00","publisher":{{"@id":"#org"}},"mainEntityOfPage":{{"@id":"https://lakechronicle.example/2024/05/bridge"}}}},
{{"@type":"Organization","@id":"#org","name":"Lake Chronicle Media AB"}},{{"@type":"Person","@id":"#cy","name":"Cy Dahl"}}]}}</script>
<script>var words = "The mayor said in a script that nobody reads it.";</script></head>
<body class="post-template-default single has-newsletter">{COOKIES}<header class="site-header"><h1 class="site-title">The Lake Chronicle</h1>
{SITE_NAVIGATION}</header><main><article class="post type-post category-weather"><header class="entry-header"><h1 class="entry-title">{HEADLINE}</h1>
<div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="2024-05-15T08:10:00+02:00">15 May 2024</time></span>
<span class="byline"> by <span class="author vcard"><a href="/cy">Cy Dahl</a></span></span></div></header>{SHARE}{FIGURE}
<div class="entry-content">{_with_boxes(TEXT, "", RELATED, NEWSLETTER, "<p><strong>READ MORE: <a href='/x'>Police say old bridge is unsafe</a></strong></p>")}
<figure class="wp-block-pullquote"><blockquote><p>Nobody will wait for the ferry again.</p><cite>Ada Lund</cite></blockquote></figure>
<p>{CORRECTION}</p></div><footer class="entry-footer"><span class="tags-links">Tagged <a href="#">bridges</a>, <a href="#">Lund</a></span></footer>
<div class="author-bio"><p>Cy Dahl writes about roads and has won prizes for it. He lives in Lund with a dog.</p></div></article>
{COMMENTS}</main><aside class="widget-area">{TEASERS}</aside>{FOOTER}</body></html>"""
    return Sample(
        name="blog system",
        html=html,
        paragraphs=(HEADLINE, *TEXT, CORRECTION),
        language="en-GB",
        modified=date(2024, 5, 16),
        correction=CORRECTION,
    )


def broadcaster() -> Sample:
    """A page of components with names that tell nothing."""
    blocks = "".join(
        f'<div data-component="text-block" class="ssrcss-11r1m41"><div class="ssrcss-7uxr49"><p class="sc-eb7bd5f6-0">{each}</p></div></div>'
        + ('<div data-component="ad-slot"><p>Advertisement</p></div>' if index == 2 else "")
        + ('<div data-component="links-block"><p>More on this story:</p><ul><li><a href="/f">The ferry that nobody wanted</a></li></ul></div>' if index == 4 else "")
        for index, each in enumerate(TEXT)
    )  # fmt: skip
    html = f"""<html lang="en"><head><meta charset="utf-8"><title>{HEADLINE} | Lakeside Radio News</title>
<meta property="og:site_name" content="Lakeside Radio"><meta property="og:url" content="https://radio.example/news/77">
<script type="application/ld+json">[{{"@context":"http://schema.org","@type":"ReportageNewsArticle","url":"https://radio.example/news/77",
"headline":"Bridge: mayor speaks of a gift","publisher":{{"@type":"NewsMediaOrganization","name":"Lakeside Radio News"}},
"datePublished":"2024-05-15T21:40:11.000Z","dateModified":"2024-05-15T21:40:11.000Z",
"author":[{{"@type":"NewsMediaOrganization","name":"Lakeside Radio"}}]}}]</script></head><body>
<div id="__next"><header role="banner"><a href="/">Lakeside Radio homepage</a><a href="#main">Skip to content</a></header>{SITE_NAVIGATION}
<main id="main-content"><article><div data-component="headline-block"><h1 class="ssrcss-1rln46a">{HEADLINE}</h1></div>
<div data-component="byline-block"><span>3 hours ago</span><div><span class="sc-5">Cy Dahl</span><span>Lakeside Radio, Lund</span></div></div>
<div data-component="image-block"><figure><div><span class="visually-hidden">Image source, </span>Ola Nord</div><figcaption><span class="visually-hidden">Image caption, </span>
<p>Ada Lund on the eastern bank on Wednesday morning, before she spoke</p></figcaption></figure></div>
{blocks}<div data-component="tag-list"><ul><li><a href="/t">Lund</a></li><li><a href="/u">Bridges</a></li></ul></div></article>
<div data-component="related-stories"><h2>Related</h2>{TEASERS}</div></main>{FOOTER}</div></body></html>"""
    return Sample(
        name="broadcaster", html=html, paragraphs=(HEADLINE, *TEXT), publisher="Lakeside Radio",
        byline=("Cy Dahl",), url="https://radio.example/news/77", modified=date(2024, 5, 15),
    )  # fmt: skip


def broadsheet() -> Sample:
    """A page with a standfirst, a pulled quotation, a real one, and a note of amendment at its foot."""
    note = (
        "• This article was amended on 17 May 2024. An earlier version said that the ferry was free; it cost 5 crowns."
    )
    quote = "“The council has considered the objections and finds that they were raised too late to be heard.”"
    text = (*TEXT[:4], quote, *TEXT[4:])
    parts = [f"<p class='dcr-s3ycb2'>{each}</p>" for each in TEXT]
    parts.insert(4, f"<blockquote class='quoted'><p>{quote}</p></blockquote>")
    parts.insert(
        3,
        "<aside class='dcr-pullquote'><blockquote>We were promised a bridge for 22 million</blockquote><cite>Bo Berg</cite></aside>",
    )
    html = f"""<!DOCTYPE html><html lang="en"><head><title>Mayor calls new bridge ‘a gift to all of us’ | Roads | The Lake Chronicle</title>
<link rel="canonical" href="/2024/05/bridge"/><base href="https://lakechronicle.example/"/>
<meta property="og:title" content="{HEADLINE}"/><meta property="og:site_name" content="the Lake Chronicle"/>
<meta property="article:author" content="https://lakechronicle.example/profile/cydahl,https://lakechronicle.example/profile/ek"/>
<meta name="author" content="Cy Dahl, Maria Ek-Holm"/></head><body>
<div class="top-bar"><a>Support us</a></div>{SITE_NAVIGATION}<main><div data-gu-name="headline"><h1>{HEADLINE}</h1></div>
<div data-gu-name="standfirst" class="standfirst"><p>{DECK}</p></div>
<div data-gu-name="meta"><address aria-label="Contributor info"><div><a rel="author" href="/profile/cydahl">Cy Dahl</a> and <a rel="author">Maria Ek-Holm</a></div></address>
<details><summary><span>Wed 15 May 2024 10.23 CEST</span></summary>Last modified on Fri 17 May 2024 11.00 CEST</details></div>
<div data-gu-name="body"><div class="article-body-commercial-selector">{"".join(parts)}
<ul class="dcr-notes"><li><p>{note}</p></li></ul></div></div>
<div data-gu-name="submeta" class="submeta"><span>Explore more on these topics</span><ul><li><a href="#">Bridges</a></li></ul>{SHARE}</div></main>
{TEASERS}{FOOTER}</body></html>"""
    return Sample(
        name="broadsheet", html=html, paragraphs=(HEADLINE, *text, note), publisher="the Lake Chronicle", basis="page",
        modified=date(2024, 5, 17), correction=note.removeprefix("• "),
    )  # fmt: skip


def layout_tables() -> Sample:
    """A page of twenty years ago: tables that lay it out, breaks for paragraphs, the weather at the top."""
    words = "<br><br>\n".join(each.replace("\u00a0", "&nbsp;") for each in TEXT)
    html = f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252">
<TITLE>The Lake Chronicle: {HEADLINE}</TITLE></HEAD><BODY BGCOLOR="#FFFFFF">
<TABLE WIDTH="760"><TR><TD COLSPAN="3"><FONT SIZE="1">18 °C Lund Friday, July 3, 2026</FONT></TD></TR>
<TR><TD VALIGN="top"><FONT SIZE="1"><A HREF="/">Home</A><BR><A HREF="/news">News</A><BR><A HREF="/sport">Sport</A></FONT></TD>
<TD><FONT FACE="Times"><H1>{HEADLINE}</H1><B>By Cy Dahl and Maria Ek-Holm</B><BR><I>May 15, 2024</I><BR><BR>
{words}<BR><BR></FONT></TD><TD><FONT SIZE="1"><B>Weather</B><BR>Rain in the west, 18 °C, later sun<BR></FONT></TD></TR></TABLE>
<CENTER>Copyright 2004 The Lake Chronicle</CENTER></BODY></HTML>"""
    return Sample(name="layout tables", html=html, paragraphs=(HEADLINE, *TEXT), publisher=None, url=None, basis="page")


def agency() -> Sample:
    """An agency's page: advertisements between the paragraphs, a line of update, an agency's note of correction."""
    note = "(Corrects the cost in the third paragraph to 41 million crowns from 14 million)"
    html = f"""<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><title>{HEADLINE} | Meridian Wire</title>
<meta property="og:type" content="article"><meta name="application-name" content="Meridian Wire"><meta property="og:url" content="https://meridianwire.example/article/9">
</head><body><div class="Page-content"><main class="Page-main"><div class="Page-lead"><h1 class="Page-headline">{HEADLINE}</h1></div>
<div class="Page-byline"><div class="Page-byline-info"><div class="Page-authors">By&nbsp;<a class="Link" href="/author/cd">CY DAHL</a>&nbsp;and&nbsp;<a class="Link">MARIA EK-HOLM</a></div>
<div class="Page-dateModified"><bsp-timestamp>Updated 10:23 AM CEST, May 16, 2024</bsp-timestamp></div><div class="Page-datePublished">Published May 15, 2024</div></div>
<div class="Page-actions"><button>Share</button></div></div>
<div class="RichTextStoryBody RichTextBody"><p>{note}</p>{_with_boxes(TEXT, "", '<div class="Advertisement"><p>ADVERTISEMENT</p></div>', '<div class="HtmlModule Enhancement"><div class="RelatedList"><h4>Stories related</h4><a href="/q">A related story with quite a long title</a></div></div>')}
<p>___</p><p>Sign up for our daily newsletter here.</p></div></main></div>{FOOTER.replace("The Lake Chronicle", "Meridian Wire")}</body></html>"""
    return Sample(
        name="agency", html=html, paragraphs=(HEADLINE, note, *TEXT), publisher="Meridian Wire", basis="page",
        url="https://meridianwire.example/article/9", modified=date(2024, 5, 16), correction=note,
    )  # fmt: skip


def daily() -> Sample:
    """A page with captions in paragraphs, references to other articles, and the byline behind the text."""
    html = f"""<html lang="en"><head><meta charset="utf-8"><title>{HEADLINE}</title><meta property="og:site_name" content="Harbour Daily">
<meta property="og:title" content="{HEADLINE}"><meta name="date" content="2024-05-15"/><meta property="og:url" content="https://harbourdaily.example/n/5"></head><body>
<div id="header"><div class="date">Monday, February 3, 2025</div><div class="weather">41.0 F Lund</div>{SITE_NAVIGATION}</div>
<div class="view-article"><h1 class="view-article-title">{HEADLINE}</h1><ul class="view-article-share"><li>Share on Chatter</li><li>Print</li></ul>
<div id="article_body" class="article_content"><div class="image"><img src="x.jpg" alt="x"><p class="caption">Mayor Ada Lund, left, at the bridge in Lund on Wednesday. [HARBOUR DAILY]</p></div>
{_with_boxes(TEXT, "", "<p><b>Read more: <a href='/z'>Bridge to open soon, council says</a></b></p>", "<p>- Advertisement -</p>")}
<p>BY CY DAHL, MARIA EK-HOLM [cy.dahl@harbourdaily.example]</p></div></div><div class="sidebar">{TEASERS}</div></body></html>"""
    return Sample(
        name="daily", html=html, paragraphs=(HEADLINE, *TEXT), publisher="Harbour Daily", url="https://harbourdaily.example/n/5",
    )  # fmt: skip


def fields() -> Sample:
    """A page of fields and microdata."""
    html = f"""<html lang="en" dir="ltr"><head><meta charset="utf-8"/><link rel="canonical" href="https://lakechronicle.example/2024/05/bridge"/><title>{HEADLINE} | The Lake Chronicle</title></head>
<body class="path-node page-node-type-article"><div class="dialog-off-canvas-main-canvas"><header>{SITE_NAVIGATION}</header>
<div class="region region-content"><article role="article" itemscope itemtype="http://schema.org/NewsArticle" class="node node--type-article node--view-mode-full">
<h1 class="page-title" itemprop="headline"><span class="field field--name-title">{HEADLINE}</span></h1>
<footer class="node__meta"><div class="node__submitted">Submitted by <span itemprop="author"><a>Cy Dahl</a></span> on <span itemprop="datePublished" content="2024-05-15T10:00:00+02:00">Wed, 05/15/2024 - 10:00</span></div></footer>
<div class="node__content"><div class="clearfix text-formatted field field--name-body field--type-text-with-summary field__item" itemprop="articleBody">{_paragraphs(TEXT)}</div>
<div class="field field--name-field-tags"><div class="field__label">Tags</div><div class="field__item"><a href="/t/1">Bridges</a></div></div>
<section class="field field--name-comment"><h2>Add new comment</h2></section></div></article></div>{RELATED}{FOOTER}</div></body></html>"""
    return Sample(name="fields", html=html, paragraphs=(HEADLINE, *TEXT), byline=("Cy Dahl",))


def hydrated() -> Sample:
    """A page whose script holds its text once more, and whose paragraphs are divisions."""
    html = f"""<html><head><meta charset="utf-8"><title>{HEADLINE}</title><meta property="og:site_name" content="The Lake Chronicle"><meta property="og:locale" content="en_US">
<link rel="canonical" href="https://lakechronicle.example/2024/05/bridge"><meta name="byl" content="By Cy Dahl and Maria Ek-Holm"></head>
<body><div id="root"><div class="css-1a"><div class="css-2b"><a href="/">Today’s paper</a></div><section class="css-3c"><h1 class="css-4d">{HEADLINE}</h1><div class="css-5e">{DECK}.</div>
<div class="css-6f"><time datetime="2024-05-15T10:00:00Z" class="css-9z">May 15, 2024</time></div><div class="css-7g">{_paragraphs(TEXT, '<div class="css-8h">', "</div>")}</div></section></div></div>
<script id="__DATA__" type="application/json">{{"body":"The mayor said in the script that the bridge cost nothing. Nobody ever saw this."}}</script></body></html>"""
    return Sample(name="hydrated", html=html, paragraphs=(HEADLINE, f"{DECK}.", *TEXT), language="en-US", basis="page")


def saved() -> Sample:
    """A page saved from a browser while it asked for consent: all of the page is hidden behind the question."""
    html = f"""<!DOCTYPE html>
<!-- saved from url=(0044)https://lakechronicle.example/2024/05/bridge -->
<html lang="en"><head><meta charset="utf-8"><title>{HEADLINE} – The Lake Chronicle</title></head><body class="modal-open">
<div id="app" aria-hidden="true"><header>{SITE_NAVIGATION}</header><article class="story"><h1>{HEADLINE}</h1>
<p class="byline">By <b>Cy Dahl</b> and <b>Maria Ek-Holm</b></p><p class="timestamp">Posted: 15 May 2024</p>{_paragraphs(TEXT)}</article>{FOOTER}</div>
<div class="consent-dialog" role="dialog"><h2>Your privacy</h2><p>We and our 812 partners store and access information on your device, such as cookies, to show you what they want you to see.</p><button>Accept all</button></div></body></html>"""
    return Sample(name="saved", html=html, paragraphs=(HEADLINE, *TEXT), basis="page")


def magazine() -> Sample:
    """A page with initials, headings, a list, a table of figures and short quotations."""
    table = "Year | Planned | Paid\n2019 | 22 | 0\n2022 | 30 | 17\n2024 | 30 | 41"
    items = ("The ferry stops on Sunday night.", "The old bridge stays open to cyclists.", "The tunnel is closed.")
    text = (
        *TEXT[:3],
        "What it costs",
        table,
        *TEXT[3:],
        "What changes",
        *items,
        "“Enough,” she said, and “‘enough’ again”.",
    )
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split(" | ")) + "</tr>" for row in table.split("\n")
    )
    html = f"""<html lang="en"><head><meta charset="utf-8"><title>{HEADLINE} - The Lake Chronicle</title><meta property="og:site_name" content="The Lake Chronicle">
<link rel="canonical" href="https://lakechronicle.example/2024/05/bridge"><meta property="article:published_time" content="2024-05-15">
<script type="application/ld+json">{{"@type":"Article","author":"By Cy Dahl and Maria Ek-Holm, roads correspondents","headline":"{HEADLINE}"}}</script></head>
<body><article><h1>{HEADLINE}</h1><p class="deck">{DECK}</p><p><span class="dropcap">L</span>{TEXT[0][1:]}</p>{_paragraphs(TEXT[1:3])}
<h2>What it costs</h2><figure><table><tbody>{rows}</tbody></table></figure>{_paragraphs(TEXT[3:])}<h2>What changes</h2><ul>{"".join(f"<li>{item}</li>" for item in items)}</ul>
<p><q>Enough,</q> she said, and <q><q>enough</q> again</q>.</p></article></body></html>"""
    return Sample(name="magazine", html=html, paragraphs=(HEADLINE, *text))


def one_form() -> Sample:
    """A page that is one form, with links in the text."""
    linked = list(TEXT)
    linked[6] = TEXT[6].replace("reported on Tuesday", "<a href='/w'>reported on Tuesday</a>")
    html = f"""<html xml:lang="en" lang="en"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><title>{HEADLINE}</title>
<meta name="DC.publisher" content="The Lake Chronicle"><meta name="DC.date.issued" content="2024-05-15"><meta name="DC.creator" content="Dahl, Cy"></head><body>
<form method="post" action="./" id="aspnetForm"><input type="hidden" value="x"><div id="s4-workspace"><div id="menu">{SITE_NAVIGATION}</div>
<div id="contentBox"><h1>{HEADLINE}</h1><div class="ms-rtestate-field">{"".join(f"<p>{each}</p>" for each in linked)}</div></div></div>{FOOTER}</form></body></html>"""
    return Sample(name="one form", html=html, paragraphs=(HEADLINE, *TEXT), byline=("Cy Dahl",), url=None)


def brief() -> Sample:
    """A page of one paragraph, with more around it than in it."""
    html = f"""<html lang="en"><head><meta charset="utf-8"><title>Ferry stops - The Lake Chronicle</title><meta property="og:site_name" content="The Lake Chronicle"></head>
<body>{SITE_NAVIGATION}<main><article><h1>Ferry stops</h1><p>The ferry over the Höje makes its last crossing on Sunday night, its owner said.</p>{NEWSLETTER}</article></main>{RELATED}{FOOTER}</body></html>"""
    return Sample(
        name="brief", html=html, title="Ferry stops", byline=(), url=None, published=None, basis="none",
        paragraphs=("Ferry stops", "The ferry over the Höje makes its last crossing on Sunday night, its owner said."),
    )  # fmt: skip


def release() -> Sample:
    """An authority's press release."""
    text = (*TEXT, "“We thank all who built it,” said the council’s director, Dag Alm.")
    html = f"""<html lang="en"><head><meta charset="utf-8"><title>Press release: new bridge - Lund Council</title><meta property="og:site_name" content="Lund Council">
<meta property="article:published_time" content="2024-05-15T00:00:00Z"></head><body><div id="skip"><a class="visually-hidden" href="#c">Skip to main content</a></div>
<main id="c"><div class="gov-grid"><span class="gov-caption">Press release</span><h1 class="gov-heading">{HEADLINE}</h1><p class="lead">{DECK}.</p>
<dl class="gov-metadata"><dt>From:</dt><dd><a href="/lc">Lund Council</a></dd><dt>Published</dt><dd>15 May 2024</dd></dl>
<div class="govspeak"><p>FOR IMMEDIATE RELEASE</p>{_paragraphs(text)}</div></div></main>{FOOTER}</body></html>"""
    return Sample(
        name="release", html=html, paragraphs=(HEADLINE, f"{DECK}.", *text), publisher="Lund Council", byline=(), url=None,
    )  # fmt: skip


SAMPLES: tuple[Callable[[], Sample], ...] = (
    blog_system, broadcaster, broadsheet, layout_tables, agency, daily, fields, hydrated, saved, magazine, one_form, brief,
    release,
)  # fmt: skip
