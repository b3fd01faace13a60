"""Contents as vectors: a small encoder of our own, on the CPU, without a network.

One vector a content finds what may say the same among many; the small vectors of its pieces are what two contents are
read together by (`kg.claims.reader`), which tells better.
"""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kg.claims.facts import TOKENIZER
from kg.claims.reader import Floats, Reader

FOLDER = Path(__file__).parent / "model"
MODEL, READER, META = "sentences.int8.onnx", "reader.npz", "meta.json"
_LONGEST = 126
"""Word pieces of a content that are read; what stands behind them does not count."""
_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of contents, [number, dimensions], each of length 1, and those of the pieces of each content."""

    whole: Floats
    pieces: Sequence[Floats]


class Encoder:
    """A loaded model; one is enough for a process, and threads may share it.

    Texts are read one at a time: the scales of 8 bits are those of all that is read at once, so that in a batch the
    vector of a text would depend on its company, and what is joined on the order in which articles come.
    """

    def __init__(self, folder: Path = FOLDER, *, model: str = MODEL, threads: int = 1) -> None:
        """Load the model in a folder; `threads` is how many texts it may read side by side."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # texts differ in length, and a pattern a length would pile up
        self._session = onnxruntime.InferenceSession(folder / model, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(TOKENIZER))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._threads = threads
        self.reader = Reader.load(folder / READER)
        self.meta: dict[str, Any] = json.loads((folder / META).read_text(encoding="utf-8"))

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of texts, [number, dimensions], each of length 1."""
        return self._stacked([found[0] for found in self._run(texts, ["vectors"])])

    def read(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts and those of their pieces."""
        read = self._run(texts, ["vectors", "small"])
        return Vectors(self._stacked([whole for whole, _ in read]), [small[0, 1:-1] for _, small in read])

    def _run(self, texts: Sequence[str], outputs: Sequence[str]) -> list[Sequence[Floats]]:
        """Return the outputs for each text."""
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        encoded = self._tokenizer.encode_batch_fast(clean, add_special_tokens=False)
        rows = [np.array([[_CLS, *each.ids[:_LONGEST], _SEP]], dtype=np.int64) for each in encoded]

        def run(ids: NDArray[np.int64]) -> Sequence[Floats]:
            found: Sequence[Floats] = self._session.run(outputs, {"ids": ids, "mask": np.ones_like(ids)})
            return found

        if self._threads == 1:
            return [run(ids) for ids in rows]
        with ThreadPoolExecutor(self._threads) as workers:
            return list(workers.map(run, rows))

    def _stacked(self, rows: Sequence[Floats]) -> Floats:
        return np.concatenate(rows) if rows else np.empty((0, self.meta["dimensions"]), dtype=np.float32)


@cache
def encoder() -> Encoder:
    """Return the model that ships, loaded once, on one thread."""
    return Encoder()


def encode(texts: Sequence[str]) -> Floats:
    """Return the vectors of texts, [number, dimensions], each of length 1, by the model that ships.

    For contents give `Facts.affirmed`: a denial then lies where lies what it denies.
    """
    return encoder().encode(texts)
