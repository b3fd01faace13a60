"""Contents as vectors: a small encoder of our own, on the CPU, without a network.

Its lower layers are the ground that all else stands on. The upper ones make one vector of a content, which finds what
may say the same among many; two contents are then read together over their grounds (`kg.claims.reader`), which tells.
"""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kg.claims.facts import TOKENIZER
from kg.claims.reader import Floats, Reader, session

Item = TypeVar("Item")

FOLDER = Path(__file__).parent / "model"
GROUND, MODEL, PAIRS, META = "ground.int8.onnx", "sentences.int8.onnx", "pairs.int8.onnx", "meta.json"
_LONGEST = 126
"""Word pieces of a content that are read; what stands behind them does not count."""
_CLS, _SEP = 101, 102


class Encoder:
    """A loaded model; one is enough for a process, and threads may share it.

    Texts are read one at a time: the scales of 8 bits are those of all that is read at once, so that in a batch the
    vector of a text would depend on its company, and what is joined on the order in which articles come.
    """

    def __init__(self, *, threads: int = 1) -> None:
        """Load the model that ships; `threads` is how many texts it may read side by side."""
        self._ground, self._whole = session(FOLDER / GROUND), session(FOLDER / MODEL)
        self._tokenizer = Tokenizer.from_file(str(TOKENIZER))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._threads = threads
        self.reader = Reader(FOLDER / PAIRS)
        self.meta: dict[str, Any] = json.loads((FOLDER / META).read_text(encoding="utf-8"))

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of texts, [number, dimensions], each of length 1."""
        rows = self._each(self._vector, self._ids(texts))
        return np.concatenate(rows) if rows else np.empty((0, self.meta["dimensions"]), dtype=np.float32)

    def ground(self, texts: Sequence[str]) -> list[Floats]:
        """Return what the lower layers make of each text, [pieces, dimensions]."""
        return [found[0] for found in self._each(self._read, self._ids(texts))]

    def _vector(self, ids: NDArray[np.int64]) -> Floats:
        (found,) = self._whole.run(["vectors"], {"ground": self._read(ids), "mask": np.ones_like(ids)})
        return np.asarray(found, dtype=np.float32)

    def _read(self, ids: NDArray[np.int64]) -> Floats:
        (found,) = self._ground.run(["ground"], {"ids": ids, "mask": np.ones_like(ids)})
        return np.asarray(found, dtype=np.float32)

    def _ids(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        encoded = self._tokenizer.encode_batch_fast(clean, add_special_tokens=False)
        return [np.array([[_CLS, *each.ids[:_LONGEST], _SEP]], dtype=np.int64) for each in encoded]

    def _each(self, work: Callable[[Item], Floats], items: Sequence[Item]) -> list[Floats]:
        if self._threads == 1 or len(items) < 2:
            return list(map(work, items))
        with ThreadPoolExecutor(self._threads) as workers:
            return list(workers.map(work, items))


@cache
def encoder(threads: int = 1) -> Encoder:
    """Return the model that ships, loaded once for so many threads."""
    return Encoder(threads=threads)


def encode(texts: Sequence[str]) -> Floats:
    """Return the vectors of texts, [number, dimensions], each of length 1, by the model that ships.

    For contents give `Facts.affirmed`: a denial then lies where lies what it denies.
    """
    return encoder().encode(texts)
