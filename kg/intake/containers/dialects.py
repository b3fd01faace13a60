"""RSS 0.9 to 2.0, Atom 0.3 and 1.0, sitemaps and indexes of sitemaps: from elements to entries."""

import html
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.errors import TooLargeError, UnreadableError
from kg.intake.containers.elements import Parsed
from kg.intake.containers.entries import Entry, Feed, address_of, day_of, markup_of, summary_of, text_of, title_of
from kg.intake.mapping import names

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_ENTRIES = 50_000
"""Entries of one feed or sitemap; sitemaps may have no more by their own rules."""
_ATOM = "http://www.w3.org/2005/Atom"
_PREFIXES = {
    _ATOM: "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_IN_PARENTHESES = re.compile(r"[^\s@]+@[^\s@()]+\s*\(([^()]{1,200})\)")
_HTML_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
Parts = dict[str, "list[Element]"]


def feed_of(parsed: Parsed, *, origin: str) -> Feed:
    """Return what a feed or a sitemap says; raises UnreadableError where the file is neither."""
    readers: dict[str, Callable[[Element, str], Feed]] = {
        "rss": _rss, "rdf:rdf": _rss, "atom:feed": _atom, "feed": _atom, "atom:entry": _atom_entry_alone,
        "urlset": _sitemap, "sitemapindex": _index,
    }  # fmt: skip
    root = parsed.root
    name = _name(root)
    if name not in readers:
        raise UnreadableError(f"{origin} is no feed and no sitemap: its outermost element is {name[:60]!a}.")
    if name in ("urlset", "sitemapindex") and parsed.has_doctype:
        raise UnreadableError(f"{origin} is a sitemap with a DOCTYPE, which no sitemap has.")
    return readers[name](root, origin)


def _name(element: "Element") -> str:
    """Return an element's name in lower case, with one prefix for each namespace that is known."""
    space, brace, local = str(element.tag).rpartition("}")
    if not brace:
        return local.lower()
    return f"{_PREFIXES.get(space[1:], space[1:] + ' ')}{local.lower()}"


def _parts(element: "Element") -> Parts:
    parts: Parts = {}
    for child in element:
        parts.setdefault(_name(child), []).append(child)
    return parts


def _text(parts: Parts, *keys: str) -> str | None:
    """Return the text of the first of these elements that has any."""
    for key in keys:
        for element in parts.get(key, ()):
            if found := "".join(element.itertext()).strip():
                return found
    return None


def _checked(elements: "list[Element]", origin: str) -> "list[Element]":
    if len(elements) > MOST_ENTRIES:
        raise TooLargeError(f"{origin} has more than {MOST_ENTRIES:,} entries. Split it.")
    return elements


def _rss(root: "Element", origin: str) -> Feed:
    outer = _parts(root)
    channel = outer.get("channel", [root])[0]
    inner = _parts(channel)
    title = _text(inner, "title", "dc:title")
    language = _text(inner, "language", "dc:language")
    listed = [*inner.get("item", []), *(outer.get("item", []) if channel is not root else [])]
    return Feed(
        title=title_of(title) if title else None,
        language=language,
        entries=tuple(_rss_entry(item, language, origin) for item in _checked(listed, origin)),
    )


def _rss_entry(item: "Element", language: str | None, origin: str) -> Entry:
    parts = _parts(item)
    title = _text(parts, "title", "dc:title")
    return Entry(
        url=_rss_address(item, parts, origin),
        title=title_of(title) if title else None,
        published=day_of(_text(parts, "pubdate", "dc:date", "dcterms:issued", "dcterms:created")),
        modified=day_of(_text(parts, "dcterms:modified", "atom:updated")),
        byline=_writers(parts),
        publisher=_text(parts, "source"),
        language=_text(parts, "dc:language") or language,
        summary=summary_of(_markup(parts, "description", "atom:summary", "dc:description")),
        content=_markup(parts, "content:encoded", "atom:content", "xhtml:body", "body"),
    )


def _rss_address(item: "Element", parts: Parts, origin: str) -> str | None:
    guid = parts.get("guid", [])
    written = (
        _text(parts, "feedburner:origlink", "link"),
        *(link.get("href") for link in parts.get("atom:link", ()) if link.get("rel", "alternate") == "alternate"),
        _text(parts, "guid") if guid and guid[0].get("isPermaLink", "true").lower() == "true" else None,
        item.get(_ABOUT),
    )
    return next(filter(None, (address_of(each, origin) for each in written)), None)


def _writers(parts: Parts) -> tuple[str, ...]:
    """Return who wrote an entry; RSS writes "desk@example.org (Ada Lund)", and an address alone is no name."""
    found: dict[str, None] = {}
    for element in (*parts.get("dc:creator", ()), *parts.get("author", ())):
        written = _text(_parts(element), "name", "atom:name") or "".join(element.itertext())
        if match := _IN_PARENTHESES.match(written.strip()[:1_000]):
            written = match[1]
        found |= dict.fromkeys(name for name in names(written) if "@" not in name)
    return tuple(found)


def _atom(feed: "Element", origin: str) -> Feed:
    parts = _atom_parts(feed)
    title = _atom_text(parts, "title")
    language = feed.get(_LANG)
    authors = tuple(name for name in _atom_authors(parts) if name != title)
    return Feed(
        title=title,
        language=language,
        entries=tuple(
            _atom_entry(entry, language, authors, origin) for entry in _checked(parts.get("entry", []), origin)
        ),
    )


def _atom_entry_alone(entry: "Element", origin: str) -> Feed:
    return Feed(entries=(_atom_entry(entry, None, (), origin),))


def _atom_entry(entry: "Element", language: str | None, authors: tuple[str, ...], origin: str) -> Entry:
    parts = _atom_parts(entry)
    source = _atom_parts(parts["source"][0]) if "source" in parts else {}
    published = _text(parts, "published", "issued", "created")
    return Entry(
        url=_atom_address(parts, origin),
        title=_atom_text(parts, "title"),
        published=day_of(published),
        modified=day_of(_text(parts, "updated", "modified")),
        byline=_atom_authors(parts) or _writers(parts) or _atom_authors(source) or authors,
        publisher=_atom_text(source, "title"),
        language=entry.get(_LANG) or language,
        summary=summary_of(_atom_markup(parts, "summary")),
        content=_atom_markup(parts, "content"),
    )


def _atom_parts(element: "Element") -> Parts:
    """Return the parts of an Atom element, their names without Atom's prefix."""
    return {name.removeprefix("atom:"): found for name, found in _parts(element).items()}


def _atom_address(parts: Parts, origin: str) -> str | None:
    links = [link for link in parts.get("link", ()) if link.get("rel", "alternate") == "alternate"]
    links.sort(key=lambda link: link.get("type", "text/html") not in ("text/html", "application/xhtml+xml"))
    written = (_text(parts, "feedburner:origlink"), *(link.get("href") for link in links), _text(parts, "id"))
    return next(filter(None, (address_of(each, origin) for each in written)), None)


def _atom_authors(parts: Parts) -> tuple[str, ...]:
    found = (_text(_atom_parts(author), "name") for author in parts.get("author", ()))
    return tuple(dict.fromkeys(name for each in found if each for name in names(each)))


def _atom_text(parts: Parts, key: str) -> str | None:
    markup = _atom_markup(parts, key)
    return text_of(markup) or None if markup else None


def _atom_markup(parts: Parts, key: str) -> str | None:
    """Return the HTML of an Atom element, which says itself whether it is text, HTML, or XHTML in elements."""
    for element in parts.get(key, ()):
        kind = element.get("type", "text").lower()
        if element.get("src") or (
            kind not in ("text", "html", "xhtml") and not kind.startswith(("text/", "application/xhtml"))
        ):
            continue
        if len(element):
            return _inner(element)
        written = (element.text or "").strip()
        if written:
            return written if kind in ("html", "text/html", "xhtml") else markup_of(written)
    return None


def _markup(parts: Parts, *keys: str) -> str | None:
    """Return the HTML of the first of these elements that has any, whether it is escaped there or stands as it is."""
    for key in keys:
        for element in parts.get(key, ()):
            found = _inner(element) if len(element) else (element.text or "").strip()
            if found:
                return found
    return None


def _inner(element: "Element") -> str:
    """Return what is within an element as HTML, its elements without their namespaces."""
    from lxml import etree

    for each in element.iter():
        local = re.split("[}:]", str(each.tag))[-1]
        if each is not element and _HTML_NAME.fullmatch(local):
            each.tag = local
    pieces = [html.escape(element.text or "", quote=False)]
    for child in list(element):
        # Apart from the feed it has no namespaces of the feed's to declare.
        alone = etree.Element("div")
        alone.append(child)
        etree.cleanup_namespaces(alone)
        pieces.append(etree.tostring(child, method="html", encoding="unicode", with_tail=True))
    return "".join(pieces).strip()


def _sitemap(root: "Element", origin: str) -> Feed:
    listed = _checked(_parts(root).get("url", []), origin)
    return Feed(entries=tuple(entry for url in listed if (entry := _sitemap_entry(url, origin)).url))


def _sitemap_entry(url: "Element", origin: str) -> Entry:
    parts = _parts(url)
    news = _parts(parts["news:news"][0]) if "news:news" in parts else {}
    publication = _parts(news["news:publication"][0]) if "news:publication" in news else {}
    title = _text(news, "news:title")
    return Entry(
        url=address_of(_text(parts, "loc"), origin),
        title=title_of(title) if title else None,
        published=day_of(_text(news, "news:publication_date")),
        modified=day_of(_text(parts, "lastmod")),
        publisher=_text(publication, "news:name"),
        language=_text(publication, "news:language"),
    )


def _index(root: "Element", origin: str) -> Feed:
    listed = _checked(_parts(root).get("sitemap", []), origin)
    found = (address_of(_text(_parts(sitemap), "loc"), origin) for sitemap in listed)
    return Feed(sitemaps=tuple(address for address in found if address))
