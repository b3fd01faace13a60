"""The words of a page as blocks: what stands apart from the rest when it is shown, in the page's order."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from kg.intake.formats.prose import letters, lines, paragraph

INVISIBLE = frozenset({
    "applet", "area", "audio", "canvas", "datalist", "embed", "head", "iframe", "input", "link", "map", "math", "meta",
    "noembed", "noframes", "noscript", "object", "option", "param", "progress", "script", "select", "style", "svg",
    "template", "textarea", "title", "track", "video", "del", "rp", "rt", "s", "strike",
})  # fmt: skip
"""Elements whose words are not shown, or are none of the page's own."""
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BREAK = "\v"
_LONG_CELL = 300
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")
_NAMING = ("class", "id", "role", "data-component", "data-testid", "itemprop")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Words that stand apart from the rest, and the element that sets them apart.

    `linked` counts the characters of them that are links.
    """

    text: str
    element: Any = field(repr=False)
    linked: int = 0

    @property
    def letters(self) -> str:
        """The words as copies of them are compared."""
        return letters(self.text)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.element.tag in HEADINGS

    @property
    def is_link(self) -> bool:
        """Whether most of it is a link."""
        return self.linked * 2 > len(self.text)

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as sentences end, and is no link."""
        return not self.is_heading and not self.is_link and ends_a_sentence(self.text) and _has_words(self.text)


def ends_a_sentence(words: str) -> bool:
    """Tell whether words end as a sentence does, with or without a quotation mark or an ornament behind it."""
    return bool(re.search(r"[.!?…:。！？]\W{0,9}$", words))


def _has_words(text: str) -> bool:
    """Tell whether a text has more than a few words; in some scripts nothing stands between them."""
    return len(text.split()) > 3 or (not text.isascii() and len(text) > 15)


def names_of(element: Any) -> list[list[str]]:
    """Return what a page's makers call an element, each name as its words: article-body is article, body."""
    given = " ".join(filter(None, (element.get(attribute) for attribute in _NAMING)))
    return [[word.lower() for word in _CAMEL.split(name) if word] for name in given.split()[:40]]


def blocks(root: Any) -> list[Block]:
    """Return the blocks of a tree in order; a table of short cells is one, a line to each row."""
    return list(_Walk(root))


class _Walk:
    """Goes through a tree once, without recursion: it may be deeper than the stack."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._words: list[str] = []
        self._linked = 0
        self._around = Counter[str]()

    def __iter__(self) -> Iterator[Block]:
        self._opened(self._root)
        stack = [(self._root, iter(self._root))]
        while stack:
            element, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if element.tag in _BLOCKS:
                    yield from self._flushed(element)
                self._around[element.tag] -= 1
                if stack:
                    self._add(element.tail)
            elif not isinstance(child.tag, str) or child.tag in INVISIBLE:
                self._add(child.tail)
            elif child.tag == "table" and _is_of_data(child):
                yield from self._flushed(_holder(element))
                yield from _table(child)
                self._add(child.tail)
            else:
                if child.tag in _BLOCKS:
                    yield from self._flushed(_holder(element))
                self._opened(child)
                stack.append((child, iter(child)))

    def _opened(self, element: Any) -> None:
        self._around[element.tag] += 1
        if element.tag == "br":
            self._words.append(_BREAK)
        self._add(element.text)

    def _add(self, words: str | None) -> None:
        if words:
            self._words.append(re.sub(r"\r\n?|\n", _BREAK, words) if self._around["pre"] else words)
            self._linked += len(words.strip()) if self._around["a"] else 0

    def _flushed(self, element: Any) -> Iterator[Block]:
        words = re.sub(r"[\t\n\r\f]+", " ", "".join(self._words))
        linked, self._words, self._linked = self._linked, [], 0
        parts = [text for each in re.split(rf"{_BREAK}(?:\s*{_BREAK})+", words) if (text := lines(each))]
        for text in parts:
            yield Block(text=text, element=element, linked=linked if len(parts) == 1 else 0)


def _holder(element: Any) -> Any:
    while element.tag not in _BLOCKS and element.getparent() is not None:
        element = element.getparent()
    return element


def _is_of_data(table: Any) -> bool:
    """Tell whether a table holds figures and names, and does not lay out a page."""
    if table.get("role") in ("presentation", "none"):
        return False
    cells = list(islice(table.iter("td", "th"), 2_000))
    if len(cells) < 4 or any(True for _ in table.iterdescendants("table", "div", "ul", "h1", "h2", "blockquote")):
        return False
    return all(len(paragraph("".join(cell.itertext()))) <= _LONG_CELL for cell in cells)


def _table(table: Any) -> Iterator[Block]:
    rows = []
    for caption in table.iter("caption"):
        rows.append(paragraph("".join(caption.itertext())))
    for row in table.iter("tr"):
        cells = [paragraph("".join(cell.itertext())) for cell in row.iterchildren("td", "th")]
        rows.append(" | ".join(cells) if any(cells) else "")
    if text := "\n".join(filter(None, rows)):
        yield Block(text=text, element=table)
