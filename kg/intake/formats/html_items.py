"""What a page says of its article in microdata: attributes of the elements that show it."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from kg.intake.formats.html_blocks import names_of
from kg.intake.formats.prose import paragraph

_ELSEWHERE = frozenset({
    "avatar", "bio", "comment", "comments", "footer", "image", "masthead", "nav", "navigation", "newsletter",
    "recommended", "related", "sidebar", "trending", "weather",
})  # fmt: skip
"""Words in the names of elements that are about another article, or about none."""


def items(tree: Any, name: str) -> Iterator[str]:
    """Yield the values of the microdata of this name, in lower case, that are about the article."""
    yield from (_value(element) for element in _elements(tree, name) if not is_elsewhere(element))


def publishers(tree: Any) -> Iterator[str]:
    """Yield the names of the article's publisher."""
    for element in _elements(tree, "publisher"):
        yield next((_value(each) for each in _elements(element, "name")), "") or _value(element)


def addresses(tree: Any) -> Iterator[str]:
    """Yield the addresses of the article."""
    for name in ("mainentityofpage", "url"):
        for element in _elements(tree, name):
            scope = next((each for each in element.iterancestors() if each.get("itemscope") is not None), None)
            if scope is not None and (scope.get("itemtype") or "").endswith("Article"):
                yield element.get("href") or element.get("content") or element.get("itemid") or ""


def is_elsewhere(element: Any) -> bool:
    """Tell whether an element stands in a part of the page that is about another article, or about none."""
    for each in (element, *islice(element.iterancestors(), 5)):
        if each.tag in ("article", "main", "body"):
            return False
        if each.tag in ("aside", "nav") or (each.tag == "footer" and next(each.iterancestors("article"), None) is None):
            return True
        if any(_ELSEWHERE & set(name) for name in names_of(each)):
            return True
    return False


def _elements(tree: Any, name: str) -> Iterator[Any]:
    for element in tree.iterdescendants():
        if isinstance(element.tag, str) and name in (element.get("itemprop") or "").lower().split():
            yield element


def _value(element: Any) -> str:
    return element.get("datetime") or element.get("content") or paragraph("".join(element.itertext()))
