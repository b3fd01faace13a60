"""Articles as training windows: pieces, labels of words, spans and whom they belong to; and batches of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np
from tokenizers import Tokenizer

from kg.extract.encoder.decode import Role
from kg.extract.encoder.pieces import Block, Ints, blocks, framed, windows
from training.corpus import Article, Marking

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


@dataclass(frozen=True, slots=True)
class Example:
    """One window, [CLS] and [SEP] included."""

    ids: Ints
    shapes: Ints
    labels: Ints
    spans: Spans

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
    for marking in article.markings:
        held = {
            role: [index for piece in marking.pieces[role] for index in words.place(role, piece, taken, spans, placed)]
            for role in Role
        }
        for index in held[Role.CONTENT]:
            spans.head[index] = _head(held[Role.CUE], marking, Role.CUE)
        for index in held[Role.CUE]:
            spans.head[index] = _head(held[Role.SOURCE], marking, Role.SOURCE)
    labels = np.full(len(ids), IGNORED, dtype=np.int64)
    labels[begins + 1] = taken
    return Example(ids, shapes, labels, spans)


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


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of like length, padded."""

    ids: Ints
    shapes: Ints
    labels: Ints
    lengths: Ints
    spans: list[Spans]


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
    labels = np.full((rows, width), IGNORED, dtype=np.int64)
    lengths = np.ones(rows, dtype=np.int64)
    for row, example in enumerate(group):
        ids[row, : len(example)] = example.ids
        shapes[row, : len(example)] = example.shapes
        labels[row, : len(example)] = example.labels
        lengths[row] = len(example)
    return Batch(ids, shapes, labels, lengths, [example.spans for example in group])
