"""The network: an encoder of sentences and of their pieces, and a reader of two together."""

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.attention import SDPBackend, sdpa_kernel
from training.network import HIDDEN, LAYERS, POSITIONS, VOCABULARY, Layer

FROZEN = 4
"""Layers that keep the base encoder's weights: more than half of the time of training."""
SMALL, COMPARED, JUDGED = 64, 64, 32
"""Dimensions of a piece, of a comparison of two, and of what is judged."""


class Sentences(nn.Module):
    """An encoder as all-MiniLM-L6-v2 is one, with small vectors of the pieces besides."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.pieces = nn.Linear(2 * HIDDEN, SMALL)
        for part in (self.words, self.positions, self.norm, *self.layers[:FROZEN]):
            part.requires_grad_(False)

    def train(self, mode: bool = True) -> "Sentences":
        """Set what is trained to training, and leave out the rest."""
        super().train(mode)
        self.layers[:FROZEN].eval()
        return self

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the vectors [rows, HIDDEN] of rows of pieces, and those of the pieces [rows, pieces, SMALL].

        `mask` is 1 where there is a piece.
        """
        seen = mask[:, None, None, :] > 0
        with sdpa_kernel(SDPBackend.MATH):  # as fast as any on a CPU for sentences, and can be exported
            with torch.no_grad():
                words = self.words(ids)
                x = self.norm(words + self.positions.weight[: ids.shape[1]])
                for layer in self.layers[:FROZEN]:
                    x = layer(x, seen)
            for layer in self.layers[FROZEN:]:
                x = layer(x, seen)
        weights = mask[..., None].to(x.dtype)
        mean = (x * weights).sum(1) / weights.sum(1)
        small = self.pieces(torch.cat([x, functional.normalize(words, dim=-1).to(x.dtype)], dim=-1))
        return functional.normalize(mean.float(), dim=1), small.float()


class Reader(nn.Module):
    """Two sentences read together: each piece is set beside what it is most like in the other sentence.

    It is there for what the encoder learns by it, and doesn't ship: `sentences.together` reads better.
    After Parikh and others, A Decomposable Attention Model for Natural Language Inference (2016).
    """

    def __init__(self) -> None:
        super().__init__()
        self.sharpness = nn.Parameter(torch.tensor(10.0))
        self.compared = nn.Linear(4 * SMALL, COMPARED)
        self.judged = nn.Linear(2 * COMPARED, JUDGED)
        self.verdict = nn.Linear(JUDGED, 1)
        self.drop = nn.Dropout(0.1)

    def forward(self, a: Tensor, mask_a: Tensor, b: Tensor, mask_b: Tensor) -> Tensor:
        """Return the log odds [rows] that sentences say the same; which comes first makes no difference."""
        alike = functional.normalize(a, dim=-1) @ functional.normalize(b, dim=-1).transpose(1, 2) * self.sharpness
        to_b = torch.softmax(alike.masked_fill(mask_b[:, None] == 0, -1e4), dim=2)
        to_a = torch.softmax(alike.transpose(1, 2).masked_fill(mask_a[:, None] == 0, -1e4), dim=2)
        one, other = self._side(a, to_b @ b, mask_a), self._side(b, to_a @ a, mask_b)
        judged = torch.relu(self.judged(self.drop(one + other)))
        return self.verdict(judged)[:, 0]

    def _side(self, pieces: Tensor, beside: Tensor, mask: Tensor) -> Tensor:
        """Return the mean and the most of the comparisons of one sentence's pieces."""
        both = torch.cat([pieces, beside, pieces * beside, (pieces - beside).abs()], dim=-1)
        seen = mask[..., None].float()
        compared = torch.relu(self.compared(self.drop(both))) * seen
        return torch.cat([compared.sum(1) / seen.sum(1).clamp_min(1), compared.amax(1)], dim=-1)


class Model(nn.Module):
    """Everything that is trained."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Sentences()
        self.reader = Reader()
        self.sharpness = nn.Parameter(torch.tensor(12.0))
        self.middle = nn.Parameter(torch.tensor(0.72))
