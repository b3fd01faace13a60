"""Articles as training windows: pieces, labels of words, spans and whom they belong to; and batches of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np
from tokenizers import Tokenizer

from kg.extract.encoder.decode import Role
from kg.extract.encoder.links import Places
from kg.extract.encoder.pieces import Block, Bools, Ints, blocks, framed, windows
from training.corpus import Article, Marking
from training.mentions import Mentions

PAD, MASK = 0, 103
IGNORED = -100
WIDTHS = (128, 192, 256, 320, 384)


@dataclass(slots=True)
class Spans:
    """The marked spans of a window: role, first and last piece, paragraph, and the span each belongs to.

    `head` is an index into the same lists, -1 for none, -2 where the window does not hold it.
    """

    role: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Pointers:
    """The names of a window in order, the words that point at them, and which pairs mean the same one.

    `right` [pointers, names + 1] tells whom a pointer may mean, the last column nobody's name; a row without any is
    left out: the name that it means is not in this window.
    """

    pointers: Places
    names: Places
    classes: Ints
    right: Bools


@dataclass(frozen=True, slots=True)
class Example:
    """One window, [CLS] and [SEP] included; `first` are the first pieces of words, `opens` of paragraphs."""

    ids: Ints
    shapes: Ints
    first: Bools
    opens: Bools
    labels: Ints
    names: Ints
    spans: Spans
    pointers: Pointers | None

    def __len__(self) -> int:
        return len(self.ids)


def examples(article: Article, tokenizer: Tokenizer) -> Iterator[Example]:
    """Yield the windows of an article."""
    for window in windows(blocks(article.text, tokenizer)):
        yield _example(article, window)


def _example(article: Article, window: Sequence[Block]) -> Example:
    ids, shapes = framed(window)
    if article.lowered:
        shapes = np.where(shapes // 8 <= 3, shapes % 8, shapes)
    starts = np.concatenate([b.starts for b in window])
    first = np.concatenate([b.first for b in window])
    paragraph = np.concatenate([np.full(len(b), b.paragraph) for b in window])
    carried = window[0].continued
    begins = np.flatnonzero(first)
    word_ends = np.concatenate([b.ends for b in window])[np.append(begins[1:], len(first)) - 1]
    word_starts = starts[begins]
    words = _Words(word_starts, word_ends, paragraph[begins], begins + 1, carried)
    spans = Spans()
    taken = np.zeros(len(begins), dtype=np.int64)
    placed: dict[tuple[int, int, int], int] = {}
    for marking in article.markings or ():
        held = {
            role: [index for piece in marking.pieces[role] for index in words.place(role, piece, taken, spans, placed)]
            for role in Role
        }
        for index in held[Role.CONTENT]:
            spans.head[index] = _head(held[Role.CUE], marking, Role.CUE)
        for index in held[Role.CUE]:
            spans.head[index] = _head(held[Role.SOURCE], marking, Role.SOURCE)
    is_first, opens = (np.zeros(len(ids), dtype=np.bool_) for _ in range(2))
    is_first[begins + 1] = True
    opens[begins + 1] = np.diff(paragraph[begins], prepend=-1) != 0
    labels, names = (np.full(len(ids), IGNORED, dtype=np.int64) for _ in range(2))
    if article.markings is not None:
        labels[begins + 1] = taken
    pointers = None
    if article.mentions is not None:
        names[begins + 1], pointers = words.mentions(article.mentions)
    return Example(ids, shapes, is_first, opens, labels, names, spans, pointers)


def _head(held: list[int], marking: Marking, role: Role) -> int:
    if held:
        return held[0]
    return -2 if marking.pieces[role] else -1


@dataclass(frozen=True, slots=True)
class _Words:
    starts: Ints
    ends: Ints
    paragraph: Ints
    piece: Ints
    carried: bool

    def place(
        self,
        role: Role,
        piece: tuple[int, int],
        taken: Ints,
        spans: Spans,
        placed: dict[tuple[int, int, int], int],
    ) -> list[int]:
        """Label the words of a piece, paragraph by paragraph, and return the indices of its spans."""
        low = int(np.searchsorted(self.ends, piece[0], "right"))
        high = int(np.searchsorted(self.starts, piece[1], "left"))
        result = []
        for number in np.unique(self.paragraph[low:high]).tolist():
            inside = np.flatnonzero(self.paragraph[low:high] == number) + low
            begin, end = int(inside[0]), int(inside[-1])
            key = (int(role), begin, end)
            if key not in placed:
                if taken[begin : end + 1].any():
                    continue
                taken[begin : end + 1] = 2 * role + 2
                if not (begin == 0 and self.carried and self.starts[0] > piece[0]):
                    taken[begin] = 2 * role + 1
                placed[key] = len(spans.role)
                spans.role.append(int(role))
                spans.first.append(int(self.piece[begin]))
                spans.last.append(int(self.piece[end]))
                spans.paragraph.append(number)
                spans.head.append(-1)
            result.append(placed[key])
        return result

    def mentions(self, mentions: Mentions) -> tuple[Ints, Pointers | None]:
        """Return the labels of the words as names, and who is meant by what as far as this window holds it."""
        labels = np.zeros(len(self.starts), dtype=np.int64)
        held: dict[int, tuple[int, int]] = {}
        for number, name in enumerate(mentions.names):
            place = self._words(name.start, name.end)
            if place is not None and not labels[place[0] : place[1] + 1].any():
                labels[place[0] : place[1] + 1] = 2 * name.kind + 2
                labels[place[0]] = 2 * name.kind + 1
                held[number] = place
        order = sorted(held, key=held.__getitem__)
        column = {number: index for index, number in enumerate(order)}
        pointing, right = [], []
        for pointer in mentions.pointers:
            place = self._words(pointer.start, pointer.end)
            if place is None:
                continue
            row = np.zeros(len(order) + 1, dtype=np.bool_)
            row[[column[n] for n in pointer.names if n in column and held[n] < place]] = True
            row[-1] = not pointer.names
            if row.any():
                pointing.append(place)
                right.append(row)
        if not pointing:
            return labels, None
        classes = np.array([mentions.names[n].kind for n in order], dtype=np.int64)
        names = self._places([held[n] for n in order])
        return labels, Pointers(self._places(pointing), names, classes, np.array(right))

    def _words(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and the last word of a stretch of characters, None where it is not all in this window."""
        low = int(np.searchsorted(self.ends, start, "right"))
        high = int(np.searchsorted(self.starts, end, "left")) - 1
        if low > high or self.starts[low] > start or self.ends[high] < end:
            return None
        return low, high

    def _places(self, words: Sequence[tuple[int, int]]) -> Places:
        first, last = np.array(words, dtype=np.int64).reshape(-1, 2).T
        return Places(first=self.piece[first], last=self.piece[last], paragraph=self.paragraph[first])


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of like length, padded; labels are IGNORED where nobody marked anything."""

    ids: Ints
    shapes: Ints
    first: Bools
    opens: Bools
    labels: Ints
    names: Ints
    lengths: Ints
    spans: list[Spans]
    pointers: list[Pointers | None]


def batches(found: Sequence[Example], size: int, random: Random) -> list[Batch]:
    """Return examples in random batches of about `size` pieces, windows of like length together."""
    by_width: dict[int, list[Example]] = {width: [] for width in WIDTHS}
    for example in found:
        by_width[next(width for width in WIDTHS if len(example) <= width)].append(example)
    result = []
    for width, group in by_width.items():
        random.shuffle(group)
        rows = max(1, size // width)
        result += [_batch(group[i : i + rows], width, rows) for i in range(0, len(group), rows)]
    random.shuffle(result)
    return result


def _batch(group: Sequence[Example], width: int, rows: int) -> Batch:
    """Pad windows to one width, and a last, smaller batch to as many rows as the others."""
    ids = np.full((rows, width), PAD, dtype=np.int64)
    shapes = np.zeros((rows, width), dtype=np.int64)
    first, opens = (np.zeros((rows, width), dtype=np.bool_) for _ in range(2))
    labels, names = (np.full((rows, width), IGNORED, dtype=np.int64) for _ in range(2))
    lengths = np.ones(rows, dtype=np.int64)
    for row, example in enumerate(group):
        ids[row, : len(example)] = example.ids
        shapes[row, : len(example)] = example.shapes
        first[row, : len(example)] = example.first
        opens[row, : len(example)] = example.opens
        labels[row, : len(example)] = example.labels
        names[row, : len(example)] = example.names
        lengths[row] = len(example)
    spans, pointers = [example.spans for example in group], [example.pointers for example in group]
    return Batch(ids, shapes, first, opens, labels, names, lengths, spans, pointers)
