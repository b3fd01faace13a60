"""The exported model in memory: one window in, label scores and projections out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from kg.extract.encoder.decode import Floats
from kg.extract.encoder.links import Linker
from kg.extract.encoder.pieces import Block, framed

MODEL, TOKENIZER, META = "encoder.int8.onnx", "tokenizer.json", "meta.json"


@dataclass(frozen=True, slots=True)
class Session:
    """A loaded model with what belongs to it; `meta` is the content of `meta.json`."""

    tokenizer: Tokenizer
    linker: Linker
    meta: dict[str, Any]
    _run: onnxruntime.InferenceSession

    @classmethod
    def load(cls, folder: Path, *, model: str = MODEL, threads: int = 1) -> Self:
        """Load the model in a folder; `threads` is how many cores one window may use."""
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # windows differ in length, and a pattern a length would pile up
        session = onnxruntime.InferenceSession(folder / model, options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(tokenizer, _linker(meta["links"]), meta, session)

    def run(self, window: Sequence[Block]) -> tuple[Floats, Floats]:
        """Return label scores [pieces, LABELS] and projections [pieces, PROJECTIONS] of a window's pieces."""
        ids, shapes = framed(window)
        scores, projected = self._run.run(["labels", "projections"], {"ids": ids[None], "shapes": shapes[None]})
        return scores[0, 1:-1], projected[0, 1:-1]


def _linker(values: dict[str, Any]) -> Linker:
    return Linker(
        biases=np.array(values["biases"], dtype=np.float32),
        none=np.array(values["none"], dtype=np.float32),
        none_bias=np.array(values["none_bias"], dtype=np.float32),
    )
