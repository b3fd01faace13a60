"""A text as word pieces in windows, each piece with its place and its shape.

A window is whole paragraphs, at most `LIMIT` pieces; a longer paragraph is cut at sentence ends. The shape of a
piece is one number out of case class × paragraph start × quotation marks: the vocabulary itself knows no case.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kg.extract.encoder.quotes import marked
from kg.extract.text import paragraphs
from kg.model import Span

LIMIT = 382
"""Pieces of a window, [CLS] and [SEP] apart."""
SHAPES = 48
LONGEST = 20_000
"""Characters after which a paragraph is cut before it is tokenised."""

CLS, SEP = 101, 102
"""Ids of the pieces before and after every window."""

_LOWER, _CAPITALISED, _UPPER, _MIXED, _DIGIT, _OTHER = range(6)
_SURROGATE = re.compile("[\ud800-\udfff]")

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Pieces of one paragraph, or of a part of a long one.

    `starts` and `ends` are offsets of the document; `first` marks the first piece of each word; `paragraph`
    numbers the paragraph, and `continued` tells that an earlier block holds its beginning.
    """

    ids: Ints
    shapes: Ints
    starts: Ints
    ends: Ints
    first: Bools
    paragraph: int
    continued: bool

    def __len__(self) -> int:
        return len(self.ids)


def blocks(text: str, tokenizer: Tokenizer, *, skip: Sequence[Span] = ()) -> Iterator[Block]:
    """Yield the blocks of a text in order, without the paragraphs that lie in `skip` by more than half."""
    for number, span in enumerate(paragraphs(text)):
        covered = sum(max(0, min(span.end, s.end) - max(span.start, s.start)) for s in skip)
        if covered * 2 > span.end - span.start:
            continue
        continued = False
        for start, end in _portions(text, span):
            for block in _paragraph(text[start:end], start, tokenizer, number, continued=continued):
                yield block
                continued = True


def windows(found: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield blocks together as long as they fit into one window."""
    window: list[Block] = []
    size = 0
    for block in found:
        if window and size + len(block) > LIMIT:
            yield window
            window, size = [], 0
        window.append(block)
        size += len(block)
    if window:
        yield window


def framed(window: Sequence[Block]) -> tuple[Ints, Ints]:
    """Return the ids and shapes of a window with [CLS] and [SEP] around them."""
    ids = np.concatenate([[CLS], *(block.ids for block in window), [SEP]])
    shapes = np.concatenate([[0], *(block.shapes for block in window), [0]])
    return ids, shapes


def _portions(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Cut a paragraph that is too long to be tokenised at once, at a blank where there is one."""
    start = span.start
    while span.end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1
        cut = cut or start + LONGEST
        yield start, cut
        start = cut
    yield start, span.end


def _paragraph(words: str, offset: int, tokenizer: Tokenizer, number: int, *, continued: bool) -> Iterator[Block]:
    """Yield the blocks of one portion of a paragraph."""
    encoding = tokenizer.encode(_SURROGATE.sub("\ufffd", words), add_special_tokens=False)
    ids = np.array(encoding.ids, dtype=np.int64)
    if not len(ids):
        return
    places = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    numbers = np.array(encoding.word_ids, dtype=np.int64)
    first = np.concatenate(([True], numbers[1:] != numbers[:-1]))
    shapes = _shapes(words, places, first, at_start=not continued)
    begin = 0
    for end in _cuts(words, places, first):
        part = slice(begin, end)
        yield Block(
            ids=ids[part],
            shapes=shapes[part],
            starts=places[part, 0] + offset,
            ends=places[part, 1] + offset,
            first=first[part],
            paragraph=number,
            continued=continued or begin > 0,
        )
        begin = end


def _cuts(words: str, places: Ints, first: Bools) -> Iterator[int]:
    """Yield where the blocks of a paragraph end: at its end, and before that at sentence ends."""
    begin, size = 0, len(places)
    while size - begin > LIMIT:
        reach = begin + LIMIT
        candidates = [i for i in range(begin + LIMIT // 3, reach + 1) if first[i]]
        ends = [i for i in candidates if _ends_sentence(words, int(places[i - 1, 1]), int(places[i, 0]))]
        cut = ends[-1] if ends else candidates[-1] if candidates else reach
        yield cut
        begin = cut
    yield size


def _ends_sentence(words: str, end: int, following: int) -> bool:
    """Tell whether a sentence ends where one piece ends and the following one begins."""
    return end < following and words[end - 1] in '.?!”"'


def case_class(word: str) -> int:
    """Return the class of a word's letters: lower, Capitalised, UPPER, mixed, digits, other."""
    if word.islower():
        return _LOWER
    if word.isdigit():
        return _DIGIT
    if word.isupper():
        return _UPPER if len(word) > 1 else _CAPITALISED
    if word.istitle():
        return _CAPITALISED
    return _MIXED if word.isalnum() else _OTHER


def _shapes(words: str, places: Ints, first: Bools, *, at_start: bool) -> Ints:
    """Return the shape of each piece: case class × 8 + paragraph start × 4 + quotation marks."""
    begins = np.flatnonzero(first)
    lasts = np.append(begins[1:], len(places)) - 1
    bounds = zip(places[begins, 0].tolist(), places[lasts, 1].tolist(), strict=True)
    classes = np.array([case_class(words[a:b]) for a, b in bounds], dtype=np.int64)
    shapes = np.repeat(classes, lasts - begins + 1) * 8
    if at_start:
        shapes[0] += 4
    for quotation in marked(words):
        low, high = np.searchsorted(places[:, 0], (quotation.start, quotation.end))
        shapes[low:high] += int(quotation.kind)
    return shapes
