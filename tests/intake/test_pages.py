"""Whole pages, each in the manner of another kind of news site, become their articles: nothing lost, nothing invented.

Beside `pages/NAME.html` stands `NAME.json`: the metadata, the article's paragraphs without its headline, statements
that must be found in them, and words of the page's furniture that look like statements and must not come out.
What is "optional" may come out or not: the captions of a table.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from kg.intake.formats.html import read
from kg.intake.furniture import furniture
from kg.intake.items import HTML, Item
from kg.model import Document, Metadata, Passage, Span, Statement
from kg.pipeline import extract

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
FEWEST_PAGES = 32
OVERLAP = 0.8
"""Share of characters that a found passage has to have in common with the one that is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of a page: its text, metadata and statements, and where the article's paragraphs stand in the text."""

    text: str
    metadata: Metadata
    statements: Sequence[Statement]
    expected: dict[str, Any]
    places: dict[str, Span]

    @property
    def article(self) -> set[int]:
        """The characters of the headline, the paragraphs, and a note that corrects them."""
        also = [self.expected["title"], *_optional(self.expected)]
        found = [span for words in also if (span := _find(self.text, words))]
        return _characters([*self.places.values(), *found])


@cache
def reading(name: str) -> Reading:
    """Read a page and what stands in it."""
    data = (PAGES / f"{name}.html").read_bytes()
    text, metadata = read(Item(origin=f"{name}.html", data=data, media_type=HTML))
    return _reading(text, metadata, expectations(name))


@cache
def ideal(name: str) -> Reading:
    """Read the article as it should come out of a page."""
    expected = expectations(name)
    return _reading("\n\n".join([expected["title"], *expected["paragraphs"]]), Metadata(), expected)


def expectations(name: str) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    return expected


def _reading(text: str, metadata: Metadata, expected: dict[str, Any]) -> Reading:
    places: dict[str, Span] = {}
    position = 0
    title = _find(text, expected["title"])
    if title and title.start == 0:
        position = title.end
    for paragraph in expected["paragraphs"]:
        if span := _find(text, paragraph, position):
            places[paragraph] = span
            position = span.end
    statements = extract(Document(text=text, metadata=metadata)).statements
    return Reading(text=text, metadata=metadata, statements=statements, expected=expected, places=places)


def _find(text: str, words: str, position: int = 0) -> Span | None:
    """Return where words stand in a text, however they are spaced."""
    match = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, position)
    return Span(*match.span()) if match else None


def _optional(expected: dict[str, Any]) -> list[str]:
    """Return what may come out of a page besides its paragraphs."""
    correction: str | None = expected.get("correction")
    return [*expected.get("optional", ()), *([correction] if correction else [])]


def _characters(spans: Iterable[Span]) -> set[int]:
    return set(chain.from_iterable(range(span.start, span.end) for span in spans))


def _spans(passage: Passage | None) -> Sequence[Span]:
    return passage.spans if passage else ()


def lost(page: Reading) -> list[str]:
    """Return the expected statements that were not found."""
    return [
        f"[{each['source']}] {each['cue']}: {each['content']}"
        for each in page.expected["statements"]
        if not any(_is_found(page, each, statement) for statement in page.statements)
    ]


def _is_found(page: Reading, expected: dict[str, str], statement: Statement) -> bool:
    """Tell whether a statement is the expected one, as far as it stands in the same paragraph.

    What it takes from the headline besides does not count against it here: that is no fault of the reading.
    """
    paragraph = next((p for p in page.expected["paragraphs"] if _holds(p, expected)), None)
    if paragraph is None:
        return _in_two_paragraphs(page, expected, statement)
    place = page.places.get(paragraph)
    if place is None:
        return False
    inside = _characters([place])
    for key, passage in (("source", statement.source_words), ("content", statement.content)):
        wanted = _places(page.text, place, expected[key])
        found = _characters(_spans(passage)) & inside
        if not wanted or len(wanted & found) < OVERLAP * len(wanted | found):
            return False
    return bool(_places(page.text, place, expected["cue"]) & _characters(_spans(statement.cue)))


def _holds(paragraph: str, expected: dict[str, str]) -> bool:
    pieces = [expected["source"], expected["cue"], *expected["content"].split(" … ")]
    return all(piece in paragraph for piece in pieces)


def _in_two_paragraphs(page: Reading, expected: dict[str, str], statement: Statement) -> bool:
    """Tell whether a statement is the expected one whose content stands in the paragraph behind: "Lund said:"."""
    words = {"source": statement.source_words, "cue": statement.cue, "content": statement.content}
    given = {key: " ".join(passage.text.split()) for key, passage in words.items() if passage}
    return all(key in given and expected[key] in given[key] for key in words)


def _places(text: str, place: Span, words: str) -> set[int]:
    """Return the characters of the words in a paragraph, wherever they stand in it; none where a piece is missing."""
    found: set[int] = set()
    for piece in words.split(" … "):
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, piece.split())) + r"(?!\w)")
        spans = [Span(*match.span()) for match in pattern.finditer(text, place.start, place.end)]
        if not spans:
            return set()
        found |= _characters(spans)
    return found


def invented(page: Reading) -> list[str]:
    """Return the statements with words from outside the article."""
    article = page.article
    found = []
    for statement in page.statements:
        words = [p for p in (statement.source_words, statement.cue, statement.content) if p]
        strange = any(page.text[at].isalnum() for at in _characters(s for p in words for s in p.spans) - article)
        if strange or any(_is_in(passage, each) for passage in words[::2] for each in page.expected["furniture"]):
            found.append(" | ".join(passage.text for passage in words))
    return found


def _is_in(passage: Passage, furniture_words: str) -> bool:
    """Tell whether more than a word or two of a passage are words of the furniture."""
    words = " ".join(passage.text.split())
    return words.count(" ") >= 2 and words in furniture_words


def test_there_are_enough_pages_and_each_says_what_is_in_it() -> None:
    assert len(NAMES) >= FEWEST_PAGES
    for name in NAMES:
        expected = expectations(name)
        assert 3 <= len(expected["statements"]) <= 8, name
        assert expected["furniture"], name
        text = "\n".join([expected["title"], *expected["paragraphs"]])
        assert not [words for words in expected["furniture"] if words in text], name


@pytest.mark.parametrize("name", NAMES)
def test_the_statements_are_found_where_the_article_stands_alone(name: str) -> None:
    """So that what is lost from a page is lost by reading the page."""
    assert lost(ideal(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_statement_is_lost(name: str) -> None:
    assert lost(reading(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_statement_is_invented(name: str) -> None:
    assert invented(reading(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_furniture_that_looks_like_a_statement_does_not_come_out(name: str) -> None:
    page = reading(name)
    skipped = _characters(furniture(page.text))
    found = [
        words for words in page.expected["furniture"] if (span := _find(page.text, words)) and span.start not in skipped
    ]
    assert found == []


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_the_headline_and_the_paragraphs_in_order(name: str) -> None:
    page = reading(name)
    assert [p for p in page.expected["paragraphs"] if p not in page.places] == []
    assert page.text.split("\n\n", 1)[0] == page.expected["title"]
    assert page.text == page.text.strip()
    assert not re.search(r"[^\S\n]$|\n{3}|[\x00-\x09\x0b-\x1f\x7f]", page.text, re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_the_metadata_are_what_the_page_says(name: str) -> None:
    metadata, expected = reading(name).metadata, expectations(name)
    found = {
        "title": metadata.title,
        "publisher": metadata.publisher,
        "byline": list(metadata.byline),
        "url": metadata.url,
        "language": metadata.language,
        "published": metadata.published and metadata.published.isoformat(),
        "published_basis": metadata.published_basis.value,
        "modified": metadata.modified and metadata.modified.isoformat(),
    }
    assert found == {key: expected[key] for key in found}


@pytest.mark.parametrize("name", [name for name in NAMES if "correction" in expectations(name)])
def test_the_words_of_a_correction_are_kept(name: str) -> None:
    words = expectations(name)["correction"]
    assert words in " ".join((reading(name).metadata.correction or "").split())


def test_no_content_runs_from_a_headline_into_the_paragraph_behind_it() -> None:
    running = [
        f"{name}: {content.text}"
        for name in NAMES
        for statement in ideal(name).statements
        if (content := statement.content) and any("\n\n" in piece for piece in content.pieces)
    ]
    assert running == []


def test_nothing_is_lost_or_invented_in_all_pages() -> None:
    pages = [reading(name) for name in NAMES]
    assert (sum(len(lost(page)) for page in pages), sum(len(invented(page)) for page in pages)) == (0, 0)
