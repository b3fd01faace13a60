"""Labels of words to spans: the best sequence that keeps to begin-inside-outside, and its probabilities."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from kg.extract.encoder.pieces import Bools, Ints

Floats = NDArray[np.float32]


class Role(IntEnum):
    """The part that a span plays; label 2r + 1 begins a span of role r, label 2r + 2 goes on in it."""

    SOURCE = 0
    CUE = 1
    CONTENT = 2


LABELS = 1 + 2 * len(Role)
_BEGIN = [2 * role + 1 for role in Role]
_INSIDE = [2 * role + 2 for role in Role]
_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Found:
    """Words `[first, last]` that play a role; `probability` is the words' labels' geometric mean."""

    role: Role
    first: int
    last: int
    probability: float


def log_softmax(scores: Floats) -> Floats:
    """Return log probabilities along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


def best_labels(scores: Floats, opens: Bools) -> Ints:
    """Return the best labels of a sequence of words [n, LABELS]; where `opens`, no span goes on from before.

    The stretches between two openings are independent, so that they are worked out side by side.
    """
    count = len(scores)
    if not count:
        return np.zeros(0, dtype=np.int64)
    opens = opens.copy()
    opens[0] = True
    begins = np.flatnonzero(opens)
    lengths = np.diff(np.append(begins, count))
    row = np.repeat(np.arange(len(begins)), lengths)
    column = np.arange(count) - np.repeat(begins, lengths)
    steps = int(lengths.max())
    padded = np.zeros((steps, len(begins), LABELS), dtype=np.float32)
    padded[column, row] = scores
    backwards = np.zeros((steps, len(begins), LABELS), dtype=np.int8)
    state = padded[0].copy()
    state[:, _INSIDE] = _NEVER
    ends = np.empty((len(begins), LABELS), dtype=np.float32)
    _settle(ends, state, lengths == 1)
    for step in range(1, steps):
        state = _advance(state, padded[step], backwards[step])
        _settle(ends, state, lengths == step + 1)
    return _trace(backwards, ends, lengths)[column, row]


def _settle(ends: Floats, state: Floats, done: Bools) -> None:
    if done.any():
        ends[done] = state[done]


def _advance(state: Floats, scores: Floats, backwards: NDArray[np.int8]) -> Floats:
    """Return the best scores one word further, and note where they came from."""
    best = state.argmax(axis=1)
    backwards[:] = best[:, None]
    following: Floats = scores + state.max(axis=1)[:, None]
    begin, inside = state[:, _BEGIN], state[:, _INSIDE]
    stays = inside >= begin
    backwards[:, _INSIDE] = np.where(stays, _INSIDE, _BEGIN)
    following[:, _INSIDE] = scores[:, _INSIDE] + np.where(stays, inside, begin)
    return following


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


def spans(labels: Ints, chances: Floats) -> list[Found]:
    """Return the spans of a label sequence in order; `chances` are the words' log probabilities."""
    starts = np.flatnonzero(labels % 2 == 1)
    goes_on = (labels > 0) & (labels % 2 == 0)
    stops = np.flatnonzero(~goes_on)
    own = chances[np.arange(len(labels)), labels]
    found = []
    for start in starts.tolist():
        at = int(np.searchsorted(stops, start + 1))
        end = int(stops[at]) if at < len(stops) else len(labels)
        role = Role((int(labels[start]) - 1) // 2)
        found.append(Found(role, start, end - 1, float(np.exp(own[start:end].mean()))))
    return found
