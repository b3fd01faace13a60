"""Trained models as files that the product ships: ONNX in 8 bits, and what is known of them as JSON.

The encoder is cut in two where what reads two contents together begins, so that both stand on one ground.
"""

import hashlib
import json
from pathlib import Path

import onnx
import onnx.utils
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from training.network import HIDDEN

from kg.claims.encoder import GROUND, META, MODEL, PAIRS
from sentences.network import Model, Sentences
from sentences.together import GROUND as BELOW
from sentences.together import Together

FLOAT = "sentences.fp32.onnx"
PIECES = 128
"""Places that a text may have; the base encoder knows 512."""


class _SmallEmbedding(nn.Module):
    """An embedding in 8 bits with one scale a row."""

    def __init__(self, full: Tensor) -> None:
        super().__init__()
        scale = full.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("values", (full / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.get_buffer("values")[ids].float() * self.get_buffer("scale")[ids]


def export(model: Model, folder: Path) -> None:
    """Write the encoder's files into a folder: fp32 for comparison, int8 for use."""
    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    encoder, full = model.encoder, model.encoder.words
    encoder.positions = nn.Embedding.from_pretrained(encoder.positions.weight[:PIECES].detach().clone())
    _write(encoder, folder / FLOAT)
    encoder.words = _SmallEmbedding(full.weight.detach())  # type: ignore[assignment]
    between, whole = folder / "between.onnx", folder / "whole.onnx"
    _write(encoder, between)
    encoder.words = full
    _quantise(between, whole)
    _cut(whole, folder)
    whole.unlink()
    describe(folder)


def export_pairs(model: Together, folder: Path) -> None:
    """Write what reads two contents together into a folder; the encoder's files are there."""
    between = folder / "between.onnx"
    names = ["a", "b"]
    torch.onnx.export(
        _Alone(model.eval()),
        (torch.randn(1, 12, HIDDEN), torch.randn(1, 9, HIDDEN)),
        str(between),
        input_names=names,
        output_names=["scores"],
        dynamic_axes={name: {1: f"pieces of {name}"} for name in names},
        opset_version=17,
        dynamo=False,
    )
    _quantise(between, folder / PAIRS)
    describe(folder)


class _Alone(nn.Module):
    """Two contents read together that fill their rows."""

    def __init__(self, model: Together) -> None:
        super().__init__()
        self.model = model

    def forward(self, a: Tensor, b: Tensor) -> Tensor:
        ones = [torch.ones_like(each[..., 0], dtype=torch.long) for each in (a, b)]
        scores: Tensor = self.model(a, ones[0], b, ones[1])
        return scores


def describe(folder: Path) -> None:
    """Write `meta.json`: what tells these models from others."""
    digest = hashlib.sha256(
        b"".join((folder / name).read_bytes() for name in (GROUND, MODEL, PAIRS) if (folder / name).exists())
    )
    meta = {
        "version": f"2-{digest.hexdigest()[:8]}",
        "sha256": digest.hexdigest(),
        "dimensions": HIDDEN,
        "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
    }
    (folder / META).write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


def _quantise(path: Path, to: Path) -> None:
    quantize_dynamic(path, to, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8)
    path.unlink()


def _cut(whole: Path, folder: Path) -> None:
    """Cut an encoder into the layers that are the ground of all, and the others."""
    between = f"/layers.{BELOW - 1}/last/LayerNormalization_output_0"
    for name, inputs, outputs in ((GROUND, ["ids", "mask"], [between]), (MODEL, [between, "mask"], ["vectors"])):
        onnx.utils.extract_model(str(whole), str(folder / name), inputs, outputs)
        model = onnx.load(folder / name)
        for node in model.graph.node:
            node.input[:] = ["ground" if each == between else each for each in node.input]
            node.output[:] = ["ground" if each == between else each for each in node.output]
        for value in (*model.graph.input, *model.graph.output, *model.graph.value_info):
            value.name = "ground" if value.name == between else value.name
        onnx.save(model, folder / name)


def _write(model: Sentences, path: Path) -> None:
    """Export the encoder for any number of rows of any length."""
    example = torch.randint(1000, 20000, (2, 12)), torch.ones(2, 12, dtype=torch.long)
    both = {0: "rows", 1: "pieces"}
    torch.onnx.export(
        model.eval(),
        example,
        str(path),
        input_names=["ids", "mask"],
        output_names=["vectors", "small"],
        dynamic_axes={"ids": both, "mask": both, "vectors": {0: "rows"}, "small": both},
        opset_version=17,
        dynamo=False,
    )
