"""The network that reads two contents together.

Each is read by itself through the first layers of the base encoder, which are as they were; then both go through the
others side by side, every piece seeing those of both (after Cao and others, DeFormer, 2020). What tells a piece of the
same content from one of the other is a number for each head, added where the two are of one content: so it makes no
difference which comes first.
"""

import torch
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel
from training.network import HEADS, HIDDEN, LAYERS, Layer

GROUND = 2
"""Layers that read each content by itself, and are the base encoder's."""
JUDGED = 128
OUTPUTS = 4
"""Scores of the same, the opposite, and different; and of a paraphrase, as a corpus labels it."""


class Ground(nn.Module):
    """The first layers of an encoder."""

    def __init__(self, words: nn.Embedding, positions: nn.Embedding, norm: nn.LayerNorm, layers: nn.ModuleList) -> None:
        super().__init__()
        self.words, self.positions, self.norm, self.layers = words, positions, norm, layers
        self.requires_grad_(False)

    def forward(self, ids: Tensor) -> Tensor:
        """Return what rows of pieces [rows, pieces] become, [rows, pieces, HIDDEN]; 0 stands where there is none."""
        seen = (ids > 0)[:, None, None, :]
        x: Tensor = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]])
        for layer in self.layers:
            x = layer(x, seen)
        return x


class Together(nn.Module):
    """The layers that see both contents, and what is made of that."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS - GROUND))
        self.own = nn.Parameter(torch.zeros(LAYERS - GROUND, HEADS))
        self.judged = nn.Linear(4 * HIDDEN, JUDGED)
        self.verdict = nn.Linear(JUDGED, OUTPUTS)
        self.drop = nn.Dropout(0.1)

    def forward(self, a: Tensor, mask_a: Tensor, b: Tensor, mask_b: Tensor) -> Tensor:
        """Return scores [rows, OUTPUTS] from what `Ground` made of both; masks are 1 where there is a piece."""
        pieces = a.shape[1]
        x, mask = torch.cat([a, b], dim=1), torch.cat([mask_a, mask_b], dim=1)
        side = torch.cat([torch.zeros_like(mask_a), torch.ones_like(mask_b)], dim=1)
        own = (side[:, None, :, None] == side[:, None, None, :]).to(x.dtype)
        absent = (1 - mask[:, None, None, :].to(x.dtype)) * -1e4
        with sdpa_kernel(SDPBackend.MATH):
            for layer, weight in zip(self.layers, self.own, strict=True):
                x = layer(x, own * weight[None, :, None, None].to(x.dtype) + absent)
        one, other = self._side(x[:, :pieces], mask_a), self._side(x[:, pieces:], mask_b)
        judged = torch.relu(self.judged(self.drop(torch.cat([one + other, (one - other).abs()], dim=-1))))
        return self.verdict(self.drop(judged))

    def _side(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the first piece of one content beside the mean of all."""
        seen = mask[..., None].to(x.dtype)
        return torch.cat([x[:, 0], (x * seen).sum(1) / seen.sum(1)], dim=-1)
