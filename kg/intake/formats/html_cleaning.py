"""The tree of a page without what is hidden, and without what its makers' names tell to be no article's words."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice, pairwise
from typing import Any

from kg.intake.formats.html_blocks import HEADINGS, INVISIBLE, Block, blocks, names_of
from kg.intake.formats.prose import letters, paragraph

_MOST = 0.7
"""Share of a page's sentences that no furniture holds."""
_FEW = 500
"""Characters of sentences that a picture's frame may hold, or a box whose heading is no heading by name."""
_SHORTEST_PULLED = 15
_MOST_QUOTES = 500

_BOX_HEADINGS = HEADINGS | {"b", "strong", "summary", "legend", "span"}
_REMOVED = frozenset({"button", "dialog", "figcaption", "menu", "nav", "search"})
_QUOTATION_MARKS = frozenset("“”„‟\"'‘’‚«»‹›「『")
_FURNITURE = frozenset({
    "ad", "ads", "adslot", "advert", "advertisement", "advertising", "author", "authors", "banner", "bio",
    "breadcrumb", "breadcrumbs", "byline", "bylines", "cap", "caption", "captions", "comments", "consent",
    "cookie", "cookies", "disqus", "gdpr", "masthead", "navigation", "newsletter", "newsletters", "outbrain",
    "popup", "promo", "promotion", "readmore", "recirc", "recirculation", "recommendations", "recommended",
    "related", "share", "sharebar", "sharing", "sidebar", "signup", "social", "sponsored", "subscribe", "taboola",
    "toolbar", "trending", "tweet", "weather",
})  # fmt: skip
"""Words in the names of elements that hold no words of an article."""
_FURNITURE_PAIRS = frozenset({
    "about author", "also read", "author bio", "author card", "author info", "bluesky embed", "fb post", "follow us",
    "image credit", "instagram media", "know more", "latest news", "mastodon embed", "more from", "more on",
    "more stories", "most popular", "most read", "most viewed", "photo credit", "poll widget", "print only",
    "read more", "read next", "reddit embed", "screen reader", "see also", "sign up", "skip link", "sr only",
    "story links",
    "tiktok embed", "top stories", "up next", "visually hidden", "you may",
})  # fmt: skip
_PICTURED = frozenset({"gallery", "image", "images", "img", "photo", "photos", "picture", "slideshow", "thumbnail"})
"""Words in the names of elements that hold a picture and what is written below it."""
_STATES = frozenset({
    "has", "with", "no", "not", "is", "hide", "without", "enabled", "disabled", "open", "closed", "on", "off", "show",
})  # fmt: skip
"""Words that make a name tell of an element's state: has-newsletter."""
_PULLED = frozenset({"pullquote", "pulledquote"})
_BOX = re.compile(
    r"(?:most\s+(?:read|popular|viewed|shared)\b.{0,30}|(?:read|watch)\s+(?:more|next|also)"
    r"|recommended(?:\s+(?:for\s+you|stories|reading))?|trending(?:\s+(?:now|today|stories|news))?"
    r"|related(?:\s+(?:articles?|stories|content|news|topics|links|reading|coverage))?"
    r"|more\s+(?:on\s+this(?:\s+story)?|stories|news|from\s+.{2,40})|(?:the\s+)?latest(?:\s+(?:news|stories|headlines))?"
    r"|top\s+(?:\d+\s+)?stories|in\s+the\s+news|you\s+(?:may|might)\s+also\s+.{2,30}|what\s+to\s+read\s+next|up\s+next"
    r"|also\s+read|see\s+also|don[’']t\s+miss(?:\s+(?:this|these|out))?|follow\s+(?:us|the\s+topics|this\s+story)\b.{0,30}"
    r"|topics|tags|share(?:\s+this(?:\s+\w+)?)?|(?:\d+\s+)?comments?(?:\s*\(\d+\))?|(?:our\s+)?newsletters?"
    r"|about\s+the\s+authors?|cookies\s+on\s.{2,30}|updates?\s+to\s+this\s+page|(?:we\s+value\s+)?your\s+privacy"
    r"|(?:subscribe|sign\s+up|register|log\s+in)(?:\s+(?:to|for|now|here|today)\b.{0,40})?|sponsored(?:\s+content)?"
    r"|(?:is|was)\s+this\s+(?:page|article)\s+(?:useful|helpful)\??|advertisements?|disclosure\s+statement)\s*:?",
    re.IGNORECASE,
)
"""The headings of boxes that hold no words of an article."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def cleaned(tree: Any, shown: Iterable[Block], *, keep: Iterable[Any] = ()) -> None:
    """Take out of a tree what is hidden, and what the names of its elements tell to be no article's words.

    `shown` are its blocks; `keep` are elements that stay, with all around them.
    """
    weights = _weights(shown)
    kept = {each for element in keep for each in (element, *element.iterancestors())}
    most = weights[tree] * _MOST
    _marked_as_quoted(tree)
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        if element is not tree and element.getparent() is None:
            continue
        if element not in kept and element.tag not in ("html", "body", "main"):
            if _holds_nothing(element, weights, most):
                element.drop_tree()
                continue
            if element.tag in HEADINGS and _is_of_box(element):
                _without_list(element, kept)
                continue
            _renamed(element)
        waiting.extend(reversed(element))
    for element in list(tree.iter("time", "label")):
        element.drop_tag()
    _without_pulled_quotes(tree)


def _holds_nothing(element: Any, weights: Counter[Any], most: float) -> bool:
    """Tell whether an element holds no words of the article; what holds `most` of the page does, whatever its name."""
    if not isinstance(element.tag, str) or element.tag in INVISIBLE or element.tag in _REMOVED:
        return True
    if _is_pulled(element):
        return False
    if _is_furniture(element):
        if weights[element] < most:
            return True
        for attribute in ("hidden", "aria-hidden", "style", "class", "id", "role"):
            element.attrib.pop(attribute, None)
    if _is_picture(element):
        return weights[element] <= _FEW
    if element.tag in ("article", "p", "a"):
        return False
    first = next((each for each in element if isinstance(each.tag, str)), None)
    if first is None or (element.text or "").strip() or not _is_of_box(first):
        return False
    return weights[element] < (most if first.tag in HEADINGS else min(most, _FEW))


def _is_of_box(element: Any) -> bool:
    """Tell whether an element is the heading of a box that holds no words of the article."""
    return element.tag in _BOX_HEADINGS and bool(_BOX.fullmatch(paragraph("".join(element.itertext()))))


def _without_list(heading: Any, kept: set[Any]) -> None:
    """Take out a heading that stands among the article's own words, and the list behind it."""
    behind = heading.getnext()
    if behind is not None and behind.tag in ("ul", "ol", "dl") and behind not in kept:
        behind.drop_tree()
    heading.drop_tree()


def _renamed(element: Any) -> None:
    """Call an element what it is, where trafilatura would otherwise leave it out."""
    if _is_pulled(element):
        element.tag = "blockquote"
    elif element.tag == "figure" and next(element.iter("blockquote", "table"), None) is not None:
        element.tag = "div"


def _weights(shown: Iterable[Block]) -> Counter[Any]:
    """Return how many characters of sentences each element holds."""
    weights = Counter[Any]()
    for block in shown:
        if block.is_sentence:
            for element in (block.element, *block.element.iterancestors()):
                weights[element] += len(block.text)
    return weights


def _marked_as_quoted(tree: Any) -> None:
    """Write the quotation marks that a browser shows around short quotations, unless the page has them too."""
    for quoted in list(tree.iter("q")):
        words = "".join(quoted.itertext()).strip()
        if words and words[0] not in _QUOTATION_MARKS:
            nested = next(quoted.iterancestors("q"), None) is not None
            before, behind = "‘’" if nested else "“”"
            quoted.text = before + (quoted.text or "")
            if len(quoted):
                quoted[-1].tail = (quoted[-1].tail or "") + behind
            else:
                quoted.text += behind
    for quoted in list(tree.iter("q")):
        quoted.drop_tag()


def _is_pulled(element: Any) -> bool:
    names = names_of(element)
    pulled = any(_PULLED & set(words) or {"pull", "quote"} <= set(words) for words in names)
    return pulled and element.tag in ("aside", "blockquote", "div", "figure", "p", "section")


def _is_picture(element: Any) -> bool:
    named = any(_PICTURED & set(words) for words in names_of(element))
    return named and next(element.iter("img", "picture"), None) is not None


def _is_furniture(element: Any) -> bool:
    if element.tag in _REMOVED or element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return True
    if element.get("aria-hidden") == "true" and not _is_initial(element):
        return True
    for words in names_of(element):
        if not _STATES & set(words) and (
            _FURNITURE & set(words) or _FURNITURE_PAIRS & {" ".join(pair) for pair in pairwise(words)}
        ):
            return True
    return False


def _is_initial(element: Any) -> bool:
    """Tell whether a word goes on behind an element, which then holds its first letter."""
    return (element.tail or "")[:1].isalnum() and "".join(element.itertext())[-1:].isalpha()


def _without_pulled_quotes(tree: Any) -> None:
    """Take out quotations that stand in the text as well."""
    everything = letters("".join(tree.itertext())) if tree.find(".//blockquote") is not None else ""
    dropped = Counter[str]()
    for quoted in list(islice(tree.iter("blockquote"), _MOST_QUOTES)):
        words = letters("".join(_uncited(block) for block in blocks(quoted) if block.element.tag != "footer"))
        if len(words) >= _SHORTEST_PULLED and everything.count(words) - dropped[words] > 1:
            quoted.drop_tree()
            dropped[words] += 1


def _uncited(block: Block) -> str:
    """Return the words of a quotation without those that tell whose they are."""
    cited = "".join("".join(cite.itertext()) for cite in block.element.iter("cite"))
    return block.text.replace(cited.strip(), "") if cited else block.text
