"""Pages of the web: the article in them, and what they say of it."""

import re
from dataclasses import replace

from kg.errors import UnreadableError
from kg.intake.corrections import correction
from kg.intake.formats.html_blocks import Block, blocks
from kg.intake.formats.html_metadata import Page
from kg.intake.formats.html_text import Article, article_in
from kg.intake.formats.html_tree import decoded, tree_of
from kg.intake.formats.prose import check_size, joined, library, paragraph, readable
from kg.intake.items import Found, Item

_FEWEST_LETTERS = 60
"""Letters of a page's sentences from which they can be an article; signs that are words by themselves count more."""
_WALLED_LETTERS = 200
"""Letters that a page may show in front of a wall and still hold no article."""
_FEW_LETTERS, _LONG_LETTERS = 800, 1_500
_BEGINNING = 2_000
_SHORT_LINE = 200
_LEAST_TEASERS = 3
_ERROR = re.compile(
    r"\b(?:404|403|410|50[0-4])\b.{0,40}\b(?:error|not\s+found|forbidden|gone|unavailable)"
    r"|\berror\s+(?:404|403|410|50[0-4])\b"
    r"|\bpage\s+(?:not\s+found|(?:was|is|could|can)\s?not\s+(?:be\s+)?(?:found|available|displayed)|no\s+longer\s+exists"
    r"|(?:does|did)(?:n[’']t|\s+not)\s+exist|can[’']t\s+be\s+(?:found|displayed))\b"
    r"|\b(?:access\s+denied|just\s+a\s+moment|are\s+you\s+(?:a\s+)?(?:human|robot)|attention\s+required)\b",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"\b(?:(?:log|sign)\s?in|register|subscribe|become\s+a\s+(?:member|subscriber))\b.{0,60}"
    r"\b(?:continue|read|access|unlock|view)\b"
    r"|\b(?:already\s+a\s+(?:subscriber|member)|for\s+subscribers\s+only|subscriber[s-]+only)\b",
    re.IGNORECASE,
)


def read(item: Item) -> Found:
    """Return the text of the article in a page, and what the page says of it.

    The text is what a reader sees: the headline, the paragraphs, notes of correction, nothing from attributes or
    scripts. Raises an InputError that begins with the item's origin, for a page without an article too.
    """
    check_size(item)
    trafilatura = library("trafilatura", item=item, kind="HTML", extra="web")
    htmldate = library("htmldate", item=item, kind="HTML", extra="web")
    with readable(item, "HTML"):
        source = decoded(item)
        tree = tree_of(source, item)
        shown = blocks(tree)
        page = Page(tree, shown, source[:_BEGINNING])
        metadata = page.metadata(htmldate)
        article = article_in(tree, shown, trafilatura, page.headline)
        if lack := _lack(page, shown, article):
            raise UnreadableError(f"{item.origin} holds no article: {lack}. Give the page of the article itself.")
        text = joined(article.paragraphs)
        return text, replace(metadata, correction=_correction(article, text))


def _lack(page: Page, shown: list[Block], article: Article) -> str | None:
    """Return what a page is instead of an article's, or None."""
    sentences = [block for block in article.blocks if block.is_sentence]
    letters = sum(len(block.letters.encode()) for block in sentences)
    if letters < _FEW_LETTERS and any(_ERROR.search(line) for line in (page.title or "", *_short_lines(shown)[:10])):
        return "it says that there is no such page, or that it can't be shown"
    if letters < _WALLED_LETTERS and any(_WALL.search(line) for line in _short_lines(shown)):
        return "it shows only what stands in front of a login"
    if (page.is_front_page and letters < _LONG_LETTERS) or _is_list(shown, sentences):
        return "it is a list of articles"
    if letters < _FEWEST_LETTERS:
        return "there are no paragraphs in it"
    return None


def _short_lines(shown: list[Block]) -> list[str]:
    return [block.text for block in shown if len(block.text) <= _SHORT_LINE]


def _is_list(shown: list[Block], sentences: list[Block]) -> bool:
    """Tell whether most of the sentences stand each under a heading that leads elsewhere."""
    places = {id(block.element): index for index, block in enumerate(shown)}
    known = [places[id(block.element)] for block in sentences if id(block.element) in places]
    below = sum(any(block.is_heading and block.is_link for block in shown[max(0, at - 3) : at]) for at in known)
    return below >= _LEAST_TEASERS and below * 2 > len(known)


def _correction(article: Article, text: str) -> str | None:
    """Return the words of the notes that correct an article: those with a note's words, or else with its name."""
    return correction(text) or paragraph(" ".join(block.text for block in article.notes)) or None
