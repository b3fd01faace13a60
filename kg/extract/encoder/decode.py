"""Labels of words to spans: the best sequence that keeps to begin-inside-outside, and its probabilities."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.extract.base import NameClass
from kg.extract.encoder.pieces import Bools, Ints

Floats = NDArray[np.float32]
Class = TypeVar("Class", bound=IntEnum)


class Role(IntEnum):
    """The part that a span plays; label 2r + 1 begins a span of role r, label 2r + 2 goes on in it."""

    SOURCE = 0
    CUE = 1
    CONTENT = 2


LABELS = 1 + 2 * len(Role)
NAME_LABELS = 1 + 2 * len(NameClass)
_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Found(Generic[Class]):
    """Words `[first, last]` of one class; `probability` is the words' labels' geometric mean."""

    role: Class
    first: int
    last: int
    probability: float


def log_softmax(scores: Floats) -> Floats:
    """Return log probabilities along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


def moves(learned: Floats | None = None) -> Floats:
    """Return what it scores to go from one label to the next [LABELS, LABELS]: what is learned, or never.

    A span goes on only from its own first word or from a word that goes on in it.
    """
    allowed = np.zeros((LABELS, LABELS), dtype=np.float32) if learned is None else learned.astype(np.float32)
    numbers = np.arange(LABELS)
    goes_on = (numbers > 0) & (numbers % 2 == 0)
    same = (numbers[:, None] + 1) // 2 == (numbers[None, :] + 1) // 2
    return np.where(goes_on[None, :] & ~(same & (numbers > 0)[:, None]), _NEVER, allowed)


def best_labels(scores: Floats, opens: Bools, steps: Floats) -> Ints:
    """Return the best labels of a sequence of words [n, kinds]; where `opens`, no span goes on from before.

    Labels are 0 for outside, and for each class 2c + 1 for the first word of a span and 2c + 2 for those that follow;
    `steps` is what `moves` returns. The stretches between two openings are independent, and worked out side by side.
    """
    count, kinds = scores.shape
    if not count:
        return np.zeros(0, dtype=np.int64)
    opens = opens.copy()
    opens[0] = True
    begins = np.flatnonzero(opens)
    lengths = np.diff(np.append(begins, count))
    row = np.repeat(np.arange(len(begins)), lengths)
    column = np.arange(count) - np.repeat(begins, lengths)
    longest = int(lengths.max())
    padded = np.zeros((longest, len(begins), kinds), dtype=np.float32)
    padded[column, row] = scores
    backwards = np.zeros((longest, len(begins), kinds), dtype=np.int8)
    state = padded[0].copy()
    state[:, 2::2] = _NEVER
    ends = np.empty((len(begins), kinds), dtype=np.float32)
    _settle(ends, state, lengths == 1)
    for step in range(1, longest):
        candidates = state[:, :, None] + steps
        backwards[step] = candidates.argmax(axis=1)
        state = padded[step] + candidates.max(axis=1)
        _settle(ends, state, lengths == step + 1)
    return _trace(backwards, ends, lengths)[column, row]


def likeliest_labels(scores: Floats, opens: Bools) -> Ints:
    """Return each word's likeliest label; a span that would go on from nothing begins there.

    What `best_labels` finds with nothing learned of the steps, but for close calls, at a fraction of its cost.
    """
    labels: Ints = scores.argmax(axis=1).astype(np.int64)
    before = np.concatenate(([0], labels[:-1]))
    goes_on = (labels > 0) & (labels % 2 == 0)
    from_nothing = goes_on & (opens | ((before + 1) // 2 != (labels + 1) // 2) | (before == 0))
    return np.where(from_nothing, labels - 1, labels)


def _settle(ends: Floats, state: Floats, done: Bools) -> None:
    if done.any():
        ends[done] = state[done]


def _trace(backwards: NDArray[np.int8], ends: Floats, lengths: Ints) -> Ints:
    steps, rows, _ = backwards.shape
    labels = np.zeros((steps, rows), dtype=np.int64)
    every = np.arange(rows)
    current = ends.argmax(axis=1)
    for step in range(steps - 1, -1, -1):
        labels[step] = current
        inside = step < lengths
        current = np.where(inside & (step > 0), backwards[step, every, current], current)
    return labels


def spans(labels: Ints, chances: Floats, classes: type[Class]) -> list[Found[Class]]:
    """Return the spans of a label sequence in order; `chances` are the words' log probabilities."""
    starts = np.flatnonzero(labels % 2 == 1)
    goes_on = (labels > 0) & (labels % 2 == 0)
    stops = np.append(np.flatnonzero(~goes_on), len(labels))
    ends = stops[np.searchsorted(stops, starts + 1)]
    sums = np.concatenate(([0.0], np.cumsum(chances[np.arange(len(labels)), labels], dtype=np.float64)))
    probabilities = np.exp((sums[ends] - sums[starts]) / (ends - starts))
    kinds = (labels[starts] - 1) // 2
    rows = zip(kinds.tolist(), starts.tolist(), ends.tolist(), probabilities.tolist(), strict=True)
    return [Found(classes(kind), start, end - 1, chance) for kind, start, end, chance in rows]
