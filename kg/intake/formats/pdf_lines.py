"""The lines of a PDF's pages, with where they stand, to the paragraphs that they were broken from."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Self

from kg.intake.formats.html_blocks import ends_a_sentence
from kg.intake.formats.prose import paragraph

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_AT_EDGE = 3
"""Lines at the top and the bottom of a page among which running heads and feet stand."""
_SAME_HEIGHT = 8.0
_WIDE_GAP = 1.35
"""A gap between two lines that is so many times the usual one is one between paragraphs."""
_LEAST_GAP, _USUAL_GAP, _MOST_GAP = 0.8, 1.6, 4.0
"""Distances of lines in the size of their letters: the least, what is usual at most, and the greatest that counts."""
_RARE = 12
_INDENT, _WIDEST_INDENT = 0.7, 8.0
_OTHER_SIZE = 1.08
_SHORT = 0.78
"""Share of the longest line that a line has at most which ends its paragraph."""
_PAGE_NUMBER = re.compile(r"(?:page\s+|p\.\s?)?[-–—|\s]*\d{1,4}[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_PRINTED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+\d{1,2}[:.]\d\d.*|(?:https?|file)://\S+(?:\s+\d+/\d+)?")
"""What browsers print above and below a page."""
_BULLET = re.compile(r"^(?:[•●▪◦‣*]|\d{1,2}[.)])\s+")
_DASH = re.compile(r"^[–—-]\s+")
_HYPHENATED = re.compile(r"(\w+)[-\u2010]$")
_COMPOUND = frozenset({
    "all", "anti", "by", "co", "cross", "decision", "east", "eight", "ex", "fact", "far", "first", "five", "four",
    "full", "half", "high", "home", "ill", "in", "large", "last", "long", "low", "mid", "most", "multi", "new",
    "nine", "non", "north", "off", "old", "on", "one", "part", "policy", "post", "pro", "second", "self", "seven",
    "short", "six", "small", "so", "south", "state", "ten", "then", "third", "three", "time", "top", "two",
    "under", "vice", "well", "west", "world", "year",
})  # fmt: skip
"""Words and syllables whose hyphen is more than that of a line's end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page: where it begins, in points from the lower left, and the size of its letters."""

    text: str
    page: int
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph, and the size of its letters, and the page on which it begins."""

    text: str
    page: int
    size: float


@dataclass(slots=True)
class Collector:
    """Takes what pypdf finds on a page, piece by piece in the page's own order, as lines."""

    page: int
    lines: list[Line] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _place: tuple[float, float, float] | None = None

    def visit(self, text: str, outer: Sequence[float], inner: Sequence[float], _font: Any, size: float) -> None:
        """Take a piece of text: `inner` and `outer` are the matrices by which it is placed."""
        for number, part in enumerate(text.split("\n")):
            if number:
                self.end()
            if part:
                if part.strip() and self._place is None:
                    self._place = _placed(outer, inner, size)
                self._words.append(part)

    def end(self) -> None:
        """End the line that is being taken."""
        words = paragraph("".join(self._words).translate(_LIGATURES))
        if words and self._place is not None:
            x, y, size = self._place
            self.lines.append(Line(text=words, page=self.page, x=x, y=y, size=size))
        self._words, self._place = [], None


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Piece]:
    """Return the paragraphs of pages, without running heads and feet and the numbers of the pages."""
    lines = list(_without_running(pages))
    words = Counter(word for line in lines for word in re.findall(r"[\w-]+", line.text.casefold()))
    shape = _Shape.of(lines)
    result: list[Piece] = []
    first = True
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None or shape.begins(before, line, first):
            result.append(Piece(text=line.text, page=line.page, size=line.size))
            first = True
        else:
            result[-1] = replace(result[-1], text=_put_together(result[-1].text, line.text, words))
            first = False
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """How a document sets its lines.

    `spacing` is the distance between two of them, `widest` the characters of a long one, both by the size of the
    letters; `margins` are where the columns of each page begin.
    """

    spacing: dict[int, float]
    widest: dict[int, int]
    margins: dict[int, list[float]]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Self:
        lengths: dict[int, list[int]] = {}
        lefts: dict[int, Counter[float]] = {}
        for line in lines:
            lengths.setdefault(round(line.size), []).append(len(line.text))
            lefts.setdefault(line.page, Counter())[round(line.x)] += 1
        return cls(
            spacing=_spacing(lines),
            widest={size: sorted(each)[int(len(each) * 0.9)] for size, each in lengths.items()},
            margins={page: [x for x, times in each.items() if times > 1] for page, each in lefts.items()},
        )

    def begins(self, before: Line, line: Line, first: bool) -> bool:
        """Tell whether a line begins a paragraph; `first` tells that the line before it did."""
        size = round(line.size)
        ended = ends_a_sentence(before.text)
        if max(before.size, line.size) > _OTHER_SIZE * min(before.size, line.size) or _BULLET.match(line.text):
            return True
        if _DASH.match(line.text) and (ended or before.text.endswith(":") or _DASH.match(before.text)):
            return True
        short = len(before.text) < _SHORT * self.widest.get(size, 0)
        gap = before.y - line.y
        if before.page != line.page or gap < 0:
            return ended and (short or self._is_indented(line))
        if gap > _WIDE_GAP * self.spacing.get(size, gap):
            return True
        if _INDENT * size < line.x - before.x < _WIDEST_INDENT * size:
            return not _BULLET.match(before.text)
        outdented = before.x - line.x > _INDENT * size
        return (outdented and not first) or (ended and (short or self._is_indented(line)))

    def _is_indented(self, line: Line) -> bool:
        """Tell whether a line begins behind the margin of its column."""
        indents = (line.x - margin for margin in self.margins.get(line.page, ()))
        return any(_INDENT * line.size < indent < _WIDEST_INDENT * line.size for indent in indents)


def address_below(pages: Sequence[Sequence[Line]]) -> str | None:
    """Return the address that a browser printed below its page."""
    for line in (line for page in pages for line in page):
        if _PRINTED.fullmatch(line.text) and line.text.startswith("http"):
            address = line.text.split()[0]
            return None if address.endswith(("…", "...")) else address
    return None


def _placed(outer: Sequence[float], inner: Sequence[float], size: float) -> tuple[float, float, float]:
    """Return where a piece of text begins, and how large it is shown."""
    x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
    y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
    scale = math.hypot(inner[2], inner[3]) * math.sqrt(abs(outer[0] * outer[3] - outer[1] * outer[2]))
    return x, y, abs(size) * scale


def _without_running(pages: Sequence[Sequence[Line]]) -> Iterator[Line]:
    edges = [_edges(page) for page in pages]
    seen = Counter(mark for edge in edges for mark in {_mark(line) for line in edge})
    running = {mark for mark, times in seen.items() if times > 1 and times * 2 >= len(pages)}
    for page, edge in zip(pages, edges, strict=True):
        for line in page:
            at_edge = any(line is each for each in edge)
            if at_edge and (
                _mark(line) in running or _PAGE_NUMBER.fullmatch(line.text) or _PRINTED.fullmatch(line.text)
            ):
                continue
            yield line


def _edges(page: Sequence[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: line.y)
    return [*ordered[:_AT_EDGE], *ordered[_AT_EDGE:][-_AT_EDGE:]]


def _mark(line: Line) -> tuple[str, int]:
    """Return what a running head has in common on all its pages."""
    return re.sub(r"\d+", "#", line.text.casefold()), round(line.y / _SAME_HEIGHT)


def _spacing(lines: Sequence[Line]) -> dict[int, float]:
    """Return the distance between two lines of a paragraph for each size: the least of those that are no rarity."""
    gaps: dict[int, list[float]] = {}
    for before, line in pairwise(lines):
        size, gap = round(line.size), before.y - line.y
        if before.page == line.page and round(before.size) == size and _LEAST_GAP * size < gap < _MOST_GAP * size:
            gaps.setdefault(size, []).append(gap)
    return {
        size: min(sorted(each)[len(each) // _RARE], _USUAL_GAP * size) if size else 0.0 for size, each in gaps.items()
    }


def _put_together(text: str, line: str, words: Counter[str]) -> str:
    """Return a text with the next line behind it, a word that was broken between them whole again."""
    if text.endswith("\u00ad"):
        return text[:-1] + line
    broken, rest = _HYPHENATED.search(text), re.match(r"\w+", line)
    if broken is None or rest is None:
        return text + line if text.endswith(("—", "/")) else f"{text} {line}"
    head, tail = broken[1].casefold(), rest[0].casefold()
    apart, whole = words[f"{head}-{tail}"], words[head + tail]
    kept = apart > whole or (apart == whole and (not rest[0].islower() or head in _COMPOUND or head.isdigit()))
    return text + line if kept else text[: broken.end(1)] + line
