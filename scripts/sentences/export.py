"""A trained model as files that the product ships: ONNX in 8 bits, and what is known of it as JSON."""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from training.network import HIDDEN

from sentences.network import Model, Sentences

FLOAT, SMALL, READER, META = "sentences.fp32.onnx", "sentences.int8.onnx", "reader.npz", "meta.json"
FULL = ("/pieces/",)
"""Products that stay in 32 bits: the small vectors."""
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
    """Write the model's files into a folder: fp32 for comparison, int8 for use, and `meta.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    encoder, full = model.encoder, model.encoder.words
    encoder.positions = nn.Embedding.from_pretrained(encoder.positions.weight[:PIECES].detach().clone())
    _write(encoder, folder / FLOAT)
    encoder.words = _SmallEmbedding(full.weight.detach())  # type: ignore[assignment]
    between = folder / "between.onnx"
    _write(encoder, between)
    encoder.words = full
    graph = onnx.load(between)
    kept = [node.name for node in graph.graph.node if any(part in node.name for part in FULL)]
    quantize_dynamic(
        between,
        folder / SMALL,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=kept,
        per_channel=True,
        weight_type=QuantType.QInt8,
    )
    between.unlink()
    digest = hashlib.sha256((folder / SMALL).read_bytes()).hexdigest()
    np.savez(folder / READER, **{name: value.detach().numpy() for name, value in model.reader.named_parameters()})
    meta = {
        "version": f"1-{digest[:8]}",
        "sha256": digest,
        "dimensions": HIDDEN,
        "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
    }
    (folder / META).write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


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
