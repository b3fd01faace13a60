"""Whom a pronoun or a description means: one of the names before it, or none of them.

As with links, a pointer's vector is its first and its last piece's projection added up, and a name's likewise; their
product, plus a bias for what the name names and how far back it stands, is the score. The score of none is learned.
"""

from dataclasses import dataclass

import numpy as np

from kg.extract.base import NameClass
from kg.extract.encoder.decode import Floats
from kg.extract.encoder.links import WIDTH, Places
from kg.extract.encoder.pieces import Bools, Ints

_NAMES_BETWEEN, _PARAGRAPHS = 8, 4
BIASES = len(NameClass) * _NAMES_BETWEEN * _PARAGRAPHS


def relations(pointers: Places, names: Places, classes: Ints) -> tuple[Ints, Bools]:
    """Return the bias row of every pair [pointers, names], and which names stand before which pointers.

    The names are in the order of the text.
    """
    before = names.last[None, :] < pointers.first[:, None]
    between = before.sum(axis=1)[:, None] - 1 - np.arange(len(names.first))[None, :]
    between = np.clip(between, 0, _NAMES_BETWEEN - 1)
    apart = np.clip(pointers.paragraph[:, None] - names.paragraph[None, :], 0, _PARAGRAPHS - 1)
    rows = (classes[None, :] * _NAMES_BETWEEN + between) * _PARAGRAPHS + apart
    return rows.astype(np.int64), before


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedents:
    """The learned values: `biases` [BIASES], and a vector and a bias for none."""

    biases: Floats
    none: Floats
    none_bias: float

    def chances(self, pointers: Places, names: Places, classes: Ints, projected: Floats) -> Floats:
        """Return how probably each pointer means each name, and none [pointers, names + 1]; rows add up to 1.

        `projected` [pieces, 4 * WIDTH] are the encoder's projections for this.
        """
        asks = projected[pointers.first, :WIDTH] + projected[pointers.last, WIDTH : 2 * WIDTH]
        scores = np.full((len(pointers.first), len(names.first) + 1), -1e9, dtype=np.float32)
        scores[:, -1] = asks @ self.none / np.sqrt(WIDTH) + self.none_bias
        if len(names.first):
            answers = projected[names.first, 2 * WIDTH : 3 * WIDTH] + projected[names.last, 3 * WIDTH :]
            rows, before = relations(pointers, names, classes)
            pairs = asks @ answers.T / np.sqrt(WIDTH) + self.biases[rows]
            scores[:, :-1] = np.where(before, pairs, -1e9)
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(chances / chances.sum(axis=1, keepdims=True), dtype=np.float32)
