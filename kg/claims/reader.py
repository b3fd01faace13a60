"""Two contents read together: each piece of the one sees those of the other.

The upper layers of a small encoder, over what the lower ones made of each content by itself (after Cao and others,
DeFormer: Decomposing Pre-trained Transformers, 2020). It tells the same words in other roles, "may" from "did", and
more from less, which the vectors of whole contents don't.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading two contents together tells, each as log odds.

    `one` is that they express one proposition, whether both affirm it or not; `opposite` that one denies what the other
    says, should they be one; `paraphrase` that a person would call them paraphrases, which means about the same.
    """

    one: float
    opposite: float
    paraphrase: float


class Reader:
    """A loaded model; threads may share it."""

    def __init__(self, path: Path) -> None:
        """Load what `scripts/train_pairs.py` wrote."""
        self._session = session(path)

    def read(self, a: Floats, b: Floats) -> Reading:
        """Read two contents, each as `Encoder.ground` gives it [pieces, dimensions].

        Which of the two comes first makes no difference, but for rounding.
        """
        (scores,) = self._session.run(["scores"], {"a": a[None], "b": b[None]})
        same, opposite, different, paraphrase = scores[0].tolist()
        return Reading(float(np.logaddexp(same, opposite)) - different, opposite - same, paraphrase)


def session(path: Path) -> onnxruntime.InferenceSession:
    """Load a model for one thread of the processor."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # texts differ in length, and a pattern a length would pile up
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
