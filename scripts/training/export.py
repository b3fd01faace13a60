"""A trained model as files that the product ships: ONNX in 8 bits, tokenizer, and the rest as JSON."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from kg.extract.encoder.session import META, MODEL, OUTPUTS, TOKENIZER
from training.network import LAYERS, Encoder, Model

FLOAT = "encoder.fp32.onnx"
UNCALIBRATED = {
    "bias": 0.0,
    "sourceless": 0.0,
    "source": 0.2,
    "cue": 0.2,
    "content": 0.2,
    "to_source": 0.2,
    "to_cue": 0.2,
}
"""Weights of the confidence before it is measured."""


FULL = ("/labels/", "/projections/", "/names/", "/mentions/", "/layers.0/down/", f"/layers.{LAYERS - 1}/down/")
"""Products that stay in 32 bits: the heads, and two whose inputs 8 bits hold badly; they cost 3.5 MB."""


class _SmallEmbedding(nn.Module):
    """An embedding in 8 bits with one scale a row."""

    def __init__(self, full: Tensor) -> None:
        super().__init__()
        scale = full.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("values", (full / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.get_buffer("values")[ids].float() * self.get_buffer("scale")[ids]


class _Named(nn.Module):
    """The encoder with only what the exported graph takes and gives."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        given: tuple[Tensor, ...] = self.encoder(ids, shapes)
        return given


def export(model: Model, tokenizer: Path, folder: Path, meta: dict[str, Any]) -> None:
    """Write the model's files into a folder: fp32 for comparison, int8 for use, tokenizer and `meta.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    full = model.encoder.words
    _write(model.encoder, folder / FLOAT)
    model.encoder.words = _SmallEmbedding(full.weight.detach())  # type: ignore[assignment]
    _write(model.encoder, folder / "small.onnx")
    model.encoder.words = full
    graph = onnx.load(folder / "small.onnx")
    kept = [node.name for node in graph.graph.node if any(part in node.name for part in FULL)]
    quantize_dynamic(
        folder / "small.onnx",
        folder / MODEL,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=kept,
        per_channel=True,
        weight_type=QuantType.QInt8,
    )
    (folder / "small.onnx").unlink()
    shutil.copyfile(tokenizer, folder / TOKENIZER)
    learned = {
        part: {name: value.detach().tolist() for name, value in getattr(model, part).named_parameters()}
        for part in ("links", "antecedents", "decoder")
    }
    digest = hashlib.sha256((folder / MODEL).read_bytes()).hexdigest()
    values = {"version": f"1-{digest[:8]}", "sha256": digest, **meta, **_rounded(learned)}
    (folder / META).write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list) else round(value, 6)


def _write(encoder: Encoder, path: Path) -> None:
    """Export the encoder for one window of any length."""
    example = torch.randint(1000, 20000, (1, 40)), torch.randint(0, 48, (1, 40))
    torch.onnx.export(
        _Named(encoder).eval(),
        example,
        str(path),
        input_names=["ids", "shapes"],
        output_names=list(OUTPUTS),
        dynamic_axes={name: {1: "pieces"} for name in ("ids", "shapes", *OUTPUTS)},
        opset_version=17,
        dynamo=False,
    )
