"""Feeds and sitemaps of an invented paper."""

from html import escape

LONG = "<p>" + "It rained over Lund all night, the mayor said on Sunday. " * 20 + "</p>"
"""An article long enough to be whole."""


def rss(*entries: tuple[str, str, str | None], title: str = "The Lake Chronicle") -> bytes:
    """An RSS feed of headlines, addresses, and articles where it holds them."""
    items = "".join(
        f"<item><title>{escape(headline)}</title><link>{escape(url)}</link>"
        "<pubDate>Wed, 15 May 2024 10:00:00 GMT</pubDate><dc:creator>Ada Lund</dc:creator>"
        + (f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else "")
        + "</item>"
        for headline, url, content in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(title)}</title><link>http://chronicle.example/</link>{items}</channel></rss>"
    ).encode()


def sitemap(*urls: str) -> bytes:
    """A news sitemap of these pages."""
    places = "".join(
        f"<url><loc>{escape(url)}</loc><lastmod>2024-05-16</lastmod><news:news><news:publication>"
        "<news:name>The Lake Chronicle</news:name><news:language>en</news:language></news:publication>"
        "<news:publication_date>2024-05-15</news:publication_date><news:title>Rain</news:title></news:news></url>"
        for url in urls
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{places}</urlset>'
    ).encode()


def index(*urls: str) -> bytes:
    """An index of these sitemaps."""
    places = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in urls)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{places}</sitemapindex>"
    ).encode()
