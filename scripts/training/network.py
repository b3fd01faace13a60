"""The network: a BERT encoder written out, labels of words, and the projections from which links are made."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.encoder import antecedents
from kg.extract.encoder.decode import LABELS, NAME_LABELS
from kg.extract.encoder.links import BIASES, KINDS, PROJECTIONS, WIDTH
from kg.extract.encoder.pieces import SHAPES

HIDDEN, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS = 384, 12, 6, 1536, 30522, 512
DROPOUT = 0.1


class Layer(nn.Module):
    """One transformer layer, normalised after each part, as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.last = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Return the next hidden states [rows, pieces, HIDDEN]."""
        rows, pieces, _ = x.shape
        parts = self.qkv(x).view(rows, pieces, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(rows, pieces, HIDDEN)
        x = self.norm(x + self.drop(self.out(seen)))
        following: Tensor = self.last(x + self.drop(self.down(functional.gelu(self.up(x)))))
        return following


class Encoder(nn.Module):
    """Word pieces and their shapes to hidden states, label scores and projections."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.labels = nn.Linear(HIDDEN, LABELS)
        self.projections = nn.Linear(HIDDEN, PROJECTIONS)
        self.names = nn.Linear(HIDDEN, NAME_LABELS)
        self.mentions = nn.Linear(HIDDEN, PROJECTIONS)
        nn.init.zeros_(self.shapes.weight)
        self.words.weight.requires_grad = False

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None = None) -> tuple[Tensor, ...]:
        """Return, each [rows, pieces, …]: labels, projections of links, labels of names, projections of mentions."""
        x = self.words(ids) + self.shapes(shapes) + self.positions.weight[: ids.shape[1]]
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return self.labels(x), self.projections(x), self.names(x), self.mentions(x)


class Links(nn.Module):
    """What the links learn besides the projections."""

    def __init__(self) -> None:
        super().__init__()
        self.biases = nn.Parameter(torch.zeros(BIASES))
        self.none = nn.Parameter(torch.randn(KINDS, WIDTH) * 0.02)
        self.none_bias = nn.Parameter(torch.zeros(KINDS))


class Antecedents(nn.Module):
    """What the choice of antecedents learns besides the projections."""

    def __init__(self) -> None:
        super().__init__()
        self.biases = nn.Parameter(torch.zeros(antecedents.BIASES))
        self.none = nn.Parameter(torch.zeros(WIDTH))
        self.none_bias = nn.Parameter(torch.zeros(()))


class Decoder(nn.Module):
    """What it scores to go from the label of one word to that of the next."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(LABELS, LABELS))


class Model(nn.Module):
    """Everything that is trained."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.links = Links()
        self.antecedents = Antecedents()
        self.decoder = Decoder()


def load_base(encoder: nn.Module, path: Path) -> None:
    """Fill an encoder with the weights of a BERT of its size (all-MiniLM-L6-v2)."""
    base = load_file(path)
    state = encoder.state_dict()
    state["words.weight"] = base["embeddings.word_embeddings.weight"]
    state["positions.weight"] = (
        base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0]
    )
    _norm(state, "norm", base, "embeddings.LayerNorm")
    for number in range(LAYERS):
        mine, theirs = f"layers.{number}", f"encoder.layer.{number}"
        for kind in ("weight", "bias"):
            parts = [base[f"{theirs}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            state[f"{mine}.qkv.{kind}"] = torch.cat(parts)
            state[f"{mine}.out.{kind}"] = base[f"{theirs}.attention.output.dense.{kind}"]
            state[f"{mine}.up.{kind}"] = base[f"{theirs}.intermediate.dense.{kind}"]
            state[f"{mine}.down.{kind}"] = base[f"{theirs}.output.dense.{kind}"]
        _norm(state, f"{mine}.norm", base, f"{theirs}.attention.output.LayerNorm")
        _norm(state, f"{mine}.last", base, f"{theirs}.output.LayerNorm")
    encoder.load_state_dict(state)


def _norm(state: dict[str, Tensor], mine: str, base: dict[str, Tensor], theirs: str) -> None:
    state[f"{mine}.weight"] = base[f"{theirs}.weight"]
    state[f"{mine}.bias"] = base[f"{theirs}.bias"]
