"""The exported model in memory: one window in, scores and projections out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from kg.extract.encoder.antecedents import Antecedents
from kg.extract.encoder.decode import Floats, moves
from kg.extract.encoder.links import Linker
from kg.extract.encoder.pieces import Block, Ints, framed

MODEL, TOKENIZER, META = "encoder.int8.onnx", "tokenizer.json", "meta.json"
OUTPUTS = ("labels", "projections", "names", "mentions")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder gives for pieces: scores of both kinds of labels, projections for both kinds of links."""

    labels: Floats
    links: Floats
    names: Floats
    mentions: Floats

    def __getitem__(self, pieces: slice | Ints) -> Self:
        """Return the scores of some pieces."""
        return type(self)(self.labels[pieces], self.links[pieces], self.names[pieces], self.mentions[pieces])

    @classmethod
    def joined(cls, several: Sequence["Scores"]) -> Self:
        """Return the scores of windows one behind the other."""
        return cls(*(np.concatenate([getattr(s, field.name) for s in several]) for field in fields(cls)))


@dataclass(frozen=True, slots=True)
class Session:
    """A loaded model with what belongs to it; `meta` is the content of `meta.json`."""

    tokenizer: Tokenizer
    linker: Linker
    antecedents: Antecedents
    steps: Floats
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
        steps = moves(np.array(meta["decoder"]["steps"], dtype=np.float32))
        return cls(tokenizer, _linker(meta["links"]), _antecedents(meta["antecedents"]), steps, meta, session)

    def run(self, window: Sequence[Block]) -> Scores:
        """Return the scores of a window's pieces."""
        ids, shapes = framed(window)
        outputs = self._run.run(OUTPUTS, {"ids": ids[None], "shapes": shapes[None]})
        return Scores(*(output[0, 1:-1] for output in outputs))


def _antecedents(values: dict[str, Any]) -> Antecedents:
    return Antecedents(
        biases=np.array(values["biases"], dtype=np.float32),
        none=np.array(values["none"], dtype=np.float32),
        none_bias=float(values["none_bias"]),
    )


def _linker(values: dict[str, Any]) -> Linker:
    return Linker(
        biases=np.array(values["biases"], dtype=np.float32),
        none=np.array(values["none"], dtype=np.float32),
        none_bias=np.array(values["none_bias"], dtype=np.float32),
    )
