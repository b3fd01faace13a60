"""What a page says of its article besides the text: in JSON-LD, in meta elements, and where a reader sees it."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from kg.intake.formats.html_blocks import HEADINGS, Block, names_of
from kg.intake.formats.html_dates import (
    MODIFIED,
    PUBLISHED,
    first_day,
    last_updated,
    modified_in,
    published_in,
    shown_days,
)
from kg.intake.formats.html_items import addresses, is_elsewhere, items, publishers
from kg.intake.formats.linked_data import LinkedData, linked_data
from kg.intake.formats.prose import in_front_of_day, letters, names_in, paragraph
from kg.intake.furniture import byline
from kg.model import DateBasis, Metadata

_AUTHORS = ("author", "byl", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
            "citation_author", "authors", "article:author_name", "cxenseparse:author")  # fmt: skip
_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "citation_title", "headline")
_SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "article:publisher",
          "apple-mobile-web-app-title")  # fmt: skip
_LANGUAGES = ("content-language", "og:locale", "dc.language", "language", "inlanguage")
_MOST_META = 1_000
_LONGEST_VALUE = 1_000
_DOMAIN = re.compile(r"^@|https?:|^[\w-]+(?:\.[\w-]+)+(?:/\S*)?$")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_BEHIND_TITLE = re.compile(r"\s+[|•·»«:–—-]+\s+|\s*\|\s*")

_SAVED = re.compile(r"<!-- saved from url=\(\d+\)(\S{1,1000}) -->")
"""What browsers write into the pages that they save."""
_BYLINES = frozenset({"byline", "author", "authors", "contributor", "writer", "reporter", "journalist"})
_NEAR_HEADLINE = 15
"""Blocks behind the headline, and in front of the text, in which a date and a byline are looked for."""
_LONGEST_LINE = 120
_MOST_WORDS = 12
_BY = re.compile(r"by\b:?\s+\S", re.IGNORECASE)


class Page:
    """A page's elements and what they say of it; `shown` are its blocks, `source` how its HTML begins."""

    def __init__(self, tree: Any, shown: list[Block], source: str) -> None:
        """Read what the page says in its head, and find the headline."""
        self._tree = tree
        self._shown = shown
        self._source = source
        self._meta = _meta(tree)
        scripts = [each.text or "" for each in tree.iter("script") if "ld+json" in (each.get("type") or "").lower()]
        first = next((block.text for block in shown if block.element.tag == "h1"), None)
        self.data: LinkedData = linked_data(scripts, address=self._address(), heading=first)
        self.address = self._address() or self._other_address()
        self.headline = self._headline()

    @property
    def is_front_page(self) -> bool:
        """Whether the page says that it is no article but a list of them."""
        if self.data.article:
            return False
        root = self.address is not None and urlsplit(self.address).path in ("", "/") and not self._said(*PUBLISHED)
        return self.data.is_of_others() or (root and "article" not in (self._said("og:type") or ""))

    @property
    def title(self) -> str | None:
        """The headline that the page shows, or else the one that it tells machines."""
        return self.headline.text.replace("\n", " ") if self.headline else next(self._titles(), None)

    def metadata(self, htmldate: Any) -> Metadata:
        """Return what the page says; `htmldate` is the library.

        A day that the page only shows is of the page, one that it tells machines is metadata.
        """
        published, basis, modified = self._dates(htmldate)
        return Metadata(
            title=self.title,
            publisher=self._publisher(),
            credit=self._credit(),
            byline=self._byline(),
            url=self.address,
            language=self._language(),
            published=published,
            published_basis=basis,
            modified=modified,
        )

    def _said(self, *names: str) -> str | None:
        return next((value for name in names for value in self._meta.get(name, ())), None)

    def _address(self) -> str | None:
        base = next((each.get("href") for each in islice(self._tree.iter("base"), 1)), None)
        links = [each.get("href") for each in self._tree.iter("link") if "canonical" in (each.get("rel") or "").split()]
        for value in (*links, *self._meta.get("og:url", ()), *self._meta.get("twitter:url", ())):
            if value and (address := _absolute(value, base)):
                return address
        return None

    def _other_address(self) -> str | None:
        """Return the address that the article's data give, or from which a browser saved the page."""
        saved = _SAVED.search(self._source)
        values = chain(self.data.addresses(), addresses(self._tree), [saved[1]] if saved else [])
        return next((address for value in values if (address := _absolute(value, None))), None)

    def _titles(self) -> Iterator[str]:
        """Yield what the page gives as its article's title, without the name of its site."""
        if headline := self.data.text("headline"):
            yield headline
        site = letters(self._publisher() or "")
        titles = [value for name in _TITLES for value in self._meta.get(name, ())]
        titles += [paragraph("".join(each.itertext())) for each in islice(self._tree.iter("title"), 1)]
        for title in filter(None, titles):
            yield _without_site(title, site)

    def _headline(self) -> Block | None:
        """Return the block that is the headline: what the page gives as title, or else its first heading of rank one.

        Headings in the page's own head, such as its name, are none, and neither are those of other articles.
        """
        titles = [letters(title) for title in self._titles() if letters(title)]
        ranked = [block for block in self._shown if block.element.tag in ("h1", "h2") or _is_called_headline(block)]
        for title in titles:
            for block in (*ranked, *self._shown):
                if block.letters == title and not block.is_link:
                    return block
        site = letters(self._publisher() or "")
        first = [block for block in ranked if block.element.tag == "h1" and block.letters not in ("", site)]
        for heading in first or ranked:
            if heading.letters and any(heading.letters in title or title in heading.letters for title in titles):
                return heading
        inside = [block for block in first if next(block.element.iterancestors("article", "main"), None) is not None]
        return next(iter(inside or first), None)

    def _publisher(self) -> str | None:
        named = [self._said("og:site_name"), self.data.name("publisher"), *publishers(self._tree)]
        names = (*named, self.data.site(), *self._all(_SITES))
        return next((name for name in names if name and not _DOMAIN.search(name)), None) or self._site_of_title()

    def _site_of_title(self) -> str | None:
        """Return what stands behind the headline in the page's title."""
        title = next((paragraph("".join(each.itertext())) for each in islice(self._tree.iter("title"), 1)), "")
        parts = _BEHIND_TITLE.split(title)
        headings = {block.letters for block in self._shown if block.element.tag == "h1"}
        if len(parts) > 1 and letters(title.removesuffix(parts[-1])) in headings and not _DOMAIN.search(parts[-1]):
            return parts[-1]
        return None

    def _credit(self) -> str | None:
        """Return the medium whose text it is, where the page names another than its publisher."""
        name = self.data.name("sourceOrganization")
        return name if name and letters(name) != letters(self._publisher() or "") else None

    def _byline(self) -> tuple[str, ...]:
        site = letters(self._publisher() or "")
        said = (name for each in self.data.names("author") for name in names_in(each, listed=False))
        meta = (name for key in _AUTHORS for each in self._meta.get(key, ()) for name in names_in(each))
        microdata = (name for each in items(self._tree, "author") for name in names_in(_without_day(each)))
        for names in (said, meta, microdata, self._names_near_headline(), self._names_in_lines()):
            if kept := [name for name in names if letters(name) != site and not _DOMAIN.search(name)]:
                return tuple(dict.fromkeys(kept))
        return ()

    def _names_near_headline(self) -> Iterator[str]:
        near = self._near_headline()
        for block in near:
            if _BY.match(block.text):
                yield from names_in(_without_day(block.text))
                return
        for block in near:
            if _is_called(block.element, _BYLINES) and len(block.text.split()) <= _MOST_WORDS:
                yield from names_in(_without_day(_first_piece(block.element)))

    def _names_in_lines(self) -> Iterator[str]:
        """Yield the names in a line such as "By Ada Lund", wherever it stands in the article."""
        for block in self._shown:
            if len(block.text) <= _LONGEST_LINE and not is_elsewhere(block.element) and byline(block.text):
                yield from names_in(block.text)
                return

    def _language(self) -> str:
        given = [
            self._tree.get("lang"),
            self._tree.get("xml:lang"),
            self._said(*_LANGUAGES),
            self.data.text("inLanguage"),
        ]
        for value in given:
            if value and _TAG.fullmatch(value.strip()):
                return _tag(value.strip())
        return "en"

    def _dates(self, htmldate: Any) -> tuple[date | None, DateBasis, date | None]:
        """Return the days of publication and of the last change, each from the surest place that tells it."""
        near = self._near_headline()
        said = [value for key in ("datePublished", "dateCreated") if (value := self.data.text(key))]
        published = first_day(chain(said, published_in(self._tree), self._all(PUBLISHED)))
        basis = DateBasis.METADATA if published else DateBasis.NONE
        if published is None and (published := next(shown_days(near, updated=False, htmldate=htmldate), None)):
            basis = DateBasis.PAGE
        said = [value] if (value := self.data.text("dateModified")) else []
        modified = first_day(chain(said, self._all(MODIFIED), modified_in(self._tree)))
        modified = modified or next(shown_days(near, updated=True, htmldate=htmldate), None)
        return published, basis, modified or last_updated(self._shown)

    def _all(self, names: tuple[str, ...]) -> Iterator[str]:
        yield from (value for name in names for value in self._meta.get(name, ()))

    def _near_headline(self) -> list[Block]:
        """Return the short lines between the headline and the text, and those in front of it in the same place."""
        if self.headline is None:
            return []
        index = next(i for i, block in enumerate(self._shown) if block is self.headline)
        behind = []
        for block in self._shown[index + 1 : index + 1 + _NEAR_HEADLINE]:
            if len(block.text) > _LONGEST_LINE and block.is_sentence:
                break
            behind.append(block)
        parent = self.headline.element.getparent()
        before = [block for block in self._shown[max(0, index - 4) : index] if block.element.getparent() is parent]
        near = [
            block
            for block in (*behind, *before)
            if len(block.text) <= _LONGEST_LINE and block.element.tag not in HEADINGS
        ]
        return [block for block in near if not is_elsewhere(block.element)]


def _tag(value: str) -> str:
    """Return a language tag with its region in capitals: en-GB."""
    first, *others = re.split("[-_]", value)
    return "-".join([first.lower(), *(each.upper() if len(each) == 2 else each for each in others)])


def _meta(tree: Any) -> dict[str, list[str]]:
    """Return the values of a page's meta elements by their names in lower case."""
    found: dict[str, list[str]] = {}
    for element in islice(tree.iter("meta"), _MOST_META):
        value = paragraph(element.get("content") or "")
        for key in ("property", "name", "http-equiv", "itemprop"):
            if (name := (element.get(key) or "").strip().lower()) and 0 < len(value) <= _LONGEST_VALUE:
                found.setdefault(name, []).append(value)
    return found


def _absolute(value: str, base: str | None) -> str | None:
    try:
        address = urljoin(base, value.strip()) if base else value.strip()
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or re.search(r"\s", address):
        return None
    return address if len(address) <= _LONGEST_VALUE else None


def _without_site(title: str, site: str) -> str:
    """Return a title without the name of its site, and without anything behind a vertical bar."""
    head, bar, _ = title.rpartition(" | ")
    if bar:
        return _without_site(head, site)
    for mark in _BEHIND_TITLE.finditer(title):
        if site and letters(title[mark.end() :]) == site:
            return title[: mark.start()].strip()
    return title


def _without_day(byline: str) -> str:
    """Return a byline without the day, and the words in front of it, that may stand behind the names."""
    names = in_front_of_day(byline)
    names = re.split(r"(?i)\b(?:published|posted|updated|last\s+updated)\b", byline if names is None else names)[0]
    return re.sub(r"[\s,|·•–—-]*(?:\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)?[\s,|·•–—-]*$", "", names).replace(
        "\n", ", "
    )


def _first_piece(element: Any) -> str:
    """Return an element's words up to where two of its parts touch, which are not shown side by side."""
    words = ""
    for piece in element.itertext():
        if words and not words[-1].isspace() and piece[:1].isalnum():
            break
        words += piece
    return paragraph(words)


def _is_called(element: Any, words: frozenset[str]) -> bool:
    around = (element, *islice(element.iterancestors(), 2))
    return element.get("rel") == "author" or any(words & set(name) for each in around for name in names_of(each))


def _is_called_headline(block: Block) -> bool:
    return any(name[-1:] == ["headline"] or name[-2:] in (["entry", "title"], ["article", "title"], ["post", "title"])
               for name in names_of(block.element))  # fmt: skip
