"""Two contents read together: each piece of one is set beside what it is most like in the other.

A decomposable attention model (Parikh and others, 2016) over the small vectors that the encoder gives to pieces. It
tells a paraphrase from the same words about somebody else better than the vectors of whole contents do.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reader:
    """What was learned of reading two contents together; weights are [outputs, inputs]."""

    sharpness: Floats
    compared_weight: Floats
    compared_bias: Floats
    judged_weight: Floats
    judged_bias: Floats
    verdict_weight: Floats
    verdict_bias: Floats

    @classmethod
    def load(cls, path: Path) -> Self:
        """Load what `scripts/train_sentences.py` wrote."""
        with np.load(path) as held:
            return cls(*(held[field.name.replace("_", ".")].astype(np.float32) for field in fields(cls)))

    def verdict(self, a: Floats, b: Floats) -> float:
        """Return the log odds that two contents say the same, from the vectors of their pieces [pieces, small].

        Which of the two comes first makes no difference.
        """
        if not len(a) or not len(b):
            return -_SURE
        alike = np.exp(_unit(a) @ _unit(b).T * self.sharpness)
        to_b = (alike / alike.sum(axis=1, keepdims=True)) @ b
        to_a = (alike / alike.sum(axis=0, keepdims=True)).T @ a
        sides = self._side(a, to_b) + self._side(b, to_a)
        judged = np.maximum(self.judged_weight @ sides + self.judged_bias, 0)
        return float((self.verdict_weight @ judged + self.verdict_bias)[0])

    def _side(self, pieces: Floats, beside: Floats) -> Floats:
        """Return the mean and the most of the comparisons of one content's pieces."""
        both = np.concatenate([pieces, beside, pieces * beside, np.abs(pieces - beside)], axis=1)
        compared = np.maximum(both @ self.compared_weight.T + self.compared_bias, 0)
        return np.concatenate([compared.mean(axis=0), compared.max(axis=0)])


_SURE = 10.0


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.sqrt((vectors * vectors).sum(axis=1, keepdims=True) + 1e-12), dtype=np.float32)
