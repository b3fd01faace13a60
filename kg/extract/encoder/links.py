"""Which content belongs to which cue, and which cue to which source: each picks one, or none.

A dependent's vector is its first piece's and its last piece's projection added up, a head's likewise. Their
product, plus a bias for how the two stand to each other, is the score; the score of none is learned too.
"""

from dataclasses import dataclass

import numpy as np

from kg.extract.encoder.decode import Floats
from kg.extract.encoder.pieces import Bools, Ints

WIDTH = 64
PROJECTIONS = 4 * WIDTH
"""Values a piece: as the first and as the last one of a dependent, as the first and as the last one of a head."""
REACH = 2
"""Paragraphs between a dependent and its head, at most."""
KINDS = 2
"""0: a content and its cue. 1: a cue and its source."""
_BETWEEN = 4
BIASES = KINDS * 2 * _BETWEEN * (REACH + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where spans stand: indices of their first and last pieces, and their paragraphs."""

    first: Ints
    last: Ints
    paragraph: Ints


def relations(kind: int, dependents: Places, heads: Places, cues: Ints) -> tuple[Ints, Bools]:
    """Return the bias row of every pair [dependents, heads], and which pairs are near enough to be linked.

    `cues` are the first pieces of all cues in order; how many stand between two spans counts.
    """
    before = heads.first[None, :] < dependents.first[:, None]
    low = np.minimum(dependents.first[:, None], heads.first[None, :])
    high = np.maximum(dependents.first[:, None], heads.first[None, :])
    between = np.searchsorted(cues, high, "left") - np.searchsorted(cues, low, "right")
    between = np.clip(between, 0, _BETWEEN - 1)
    apart = np.abs(dependents.paragraph[:, None] - heads.paragraph[None, :])
    near = apart <= REACH
    rows = ((kind * 2 + before) * _BETWEEN + between) * (REACH + 1) + np.minimum(apart, REACH)
    return rows.astype(np.int64), near


@dataclass(frozen=True, slots=True, kw_only=True)
class Linker:
    """The learned values of the links: `biases` [BIASES], and for each kind a vector and a bias for none."""

    biases: Floats
    none: Floats
    none_bias: Floats

    def pick(self, kind: int, dependents: Places, heads: Places, cues: Ints, projected: Floats) -> tuple[Ints, Floats]:
        """Return each dependent's head, -1 for none, and how probable that choice is.

        `projected` [pieces, PROJECTIONS] are the encoder's projections.
        """
        count = len(dependents.first)
        asks = projected[dependents.first, :WIDTH] + projected[dependents.last, WIDTH : 2 * WIDTH]
        none = asks @ self.none[kind] / np.sqrt(WIDTH) + self.none_bias[kind]
        scores = np.full((count, len(heads.first) + 1), -1e9, dtype=np.float32)
        scores[:, -1] = none
        if len(heads.first):
            answers = projected[heads.first, 2 * WIDTH : 3 * WIDTH] + projected[heads.last, 3 * WIDTH :]
            rows, near = relations(kind, dependents, heads, cues)
            pairs = asks @ answers.T / np.sqrt(WIDTH) + self.biases[rows]
            scores[:, :-1] = np.where(near, pairs, -1e9)
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        chosen = scores.argmax(axis=1)
        picked = np.where(chosen == len(heads.first), -1, chosen)
        return picked, chances[np.arange(count), chosen]
