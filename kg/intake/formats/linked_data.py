"""What a page says of its article in JSON-LD, in the words of schema.org."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from kg.intake.formats.prose import letters, paragraph

MOST_NODES = 2_000
"""Nodes of a page's JSON-LD that are looked at."""
_LONGEST_SCRIPT = 2_000_000
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*$")
_ARTICLES = frozenset({"report", "blogposting", "liveblogposting", "socialmediaposting", "posting"})
_SITES = ("newsmediaorganization", "website", "organization")
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
_PERSON = "person"

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The nodes of a page's JSON-LD: `article` is the one of its article, or empty."""

    nodes: tuple[Node, ...] = ()
    article: Node = field(default_factory=dict)

    def text(self, key: str) -> str | None:
        """Return the words of a property of the article."""
        return next(self._words(self.article.get(key)), None)

    def name(self, key: str) -> str | None:
        """Return the name of the one thing, or the first, that a property of the article points at."""
        return next((name for name, _ in self._named(self.article.get(key))), None)

    def names(self, key: str) -> tuple[str, ...]:
        """Return the names of all that a property of the article points at, persons first."""
        named = list(dict.fromkeys(self._named(self.article.get(key))))
        return tuple(name for name, _ in sorted(named, key=lambda each: not each[1]))

    def site(self) -> str | None:
        """Return the name of the site: of its medium, or else of itself."""
        for kind in _SITES:
            for node in self.nodes:
                if kind in _types(node) and (name := next(self._words(node.get("name")), None)):
                    return name
        return None

    def addresses(self) -> Iterator[str]:
        """Yield the addresses that the article has."""
        for key in ("url", "mainEntityOfPage", "@id"):
            for value in _listed(self.article.get(key)):
                address = value.get("@id") or value.get("url") if isinstance(value, dict) else value
                if isinstance(address, str):
                    yield address

    def is_of_others(self) -> bool:
        """Tell whether the page says that it is a list of other pages."""
        lists = {"collectionpage", "searchresultspage"}
        return not self.article and any(lists & _types(node) for node in self.nodes)

    def _named(self, value: Any) -> Iterator[tuple[str, bool]]:
        """Yield names, and whether each is a person's."""
        for each in _listed(value):
            if isinstance(each, str):
                yield paragraph(unescape(each)), True
            elif isinstance(each, dict):
                node = self._meant(each)
                name = next(self._words(node.get("name")), None) or _given_and_family(node)
                if name:
                    yield name, not _types(node) or _PERSON in _types(node)

    def _meant(self, node: Node) -> Node:
        """Return the node that a reference by id means."""
        if "name" in node or "@id" not in node:
            return node
        return next((each for each in self.nodes if each.get("@id") == node["@id"] and "name" in each), node)

    def _words(self, value: Any) -> Iterator[str]:
        for each in _listed(value):
            if isinstance(each, dict):
                each = each.get("@value")
            if isinstance(each, str) and (words := paragraph(unescape(each))):
                yield words


def linked_data(scripts: list[str], *, address: str | None, heading: str | None) -> LinkedData:
    """Return what a page's scripts of JSON-LD say.

    Of several articles it is about the one with the page's address or heading, or else the first. A script that is no
    JSON says nothing.
    """
    nodes = tuple(node for script in scripts for node in _nodes(_loaded(script)))[:MOST_NODES]
    articles = [node for node in nodes if is_article(node)]

    def is_it(node: Node) -> bool:
        addresses = LinkedData(nodes, node).addresses()
        headline = LinkedData(nodes, node).text("headline")
        same = heading is not None and headline is not None and letters(headline) == letters(heading)
        return same or (address is not None and any(_same_address(each, address) for each in addresses))

    return LinkedData(nodes, next(filter(is_it, articles), articles[0] if articles else {}))


def is_article(node: Node) -> bool:
    """Tell whether a node is of a type of articles."""
    return any(kind.endswith("article") or kind in _ARTICLES for kind in _types(node))


def _loaded(script: str) -> Any:
    if len(script) > _LONGEST_SCRIPT:
        return None
    try:
        return json.loads(_WRAPPING.sub("", _WRAPPING.sub("", script)), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[Node]:
    """Yield the nodes at the top, in graphs, and those a page is about, breadth first."""
    waiting = _listed(value)
    for seen, each in enumerate(waiting):
        if seen > MOST_NODES:
            return
        if isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, dict):
            yield each
            for key in _WITHIN:
                waiting.extend(_listed(each.get(key)))


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _types(node: Node) -> set[str]:
    return {each.rsplit("/", 1)[-1].lower() for each in _listed(node.get("@type")) if isinstance(each, str)}


def _given_and_family(node: Node) -> str | None:
    parts = [part for key in ("givenName", "familyName") if isinstance(part := node.get(key), str)]
    return paragraph(unescape(" ".join(parts))) if len(parts) == 2 else None


def _same_address(one: str, other: str) -> bool:
    def plain(address: str) -> str:
        return re.sub(r"^https?://(?:www\.)?|[#?].*$|/$", "", address)

    return plain(one) == plain(other)
