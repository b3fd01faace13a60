"""What is learned: labels of words by cross-entropy, links by softmax over the heads of a window and none."""

from random import Random

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kg.extract.encoder.decode import Role
from kg.extract.encoder.links import WIDTH, Places, relations
from training.examples import IGNORED, Spans
from training.network import Links

HIDDEN_CUES, HIDDEN_SOURCES = 0.15, 0.075
LINK_WEIGHT = 0.3
_PAIRS = ((Role.CONTENT, Role.CUE), (Role.CUE, Role.SOURCE))


def label_loss(scores: Tensor, labels: Tensor) -> Tensor:
    """Return the mean cross-entropy over the first pieces of words."""
    return functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED)


def link_loss(projected: Tensor, spans: list[Spans], links: Links, random: Random) -> Tensor:
    """Return the mean cross-entropy of the links; some heads are hidden, so that none is learned too."""
    total, count = projected.new_zeros((), dtype=torch.float32), 0
    for row, window in enumerate(spans):
        losses = _window(projected[row].float(), window, links, random)
        for loss, number in losses:
            total, count = total + loss, count + number
    return total / max(1, count)


def _window(projected: Tensor, spans: Spans, links: Links, random: Random) -> list[tuple[Tensor, int]]:
    role, first = np.array(spans.role, dtype=np.int64), np.array(spans.first, dtype=np.int64)
    last, paragraph = np.array(spans.last, dtype=np.int64), np.array(spans.paragraph, dtype=np.int64)
    head = np.array(spans.head, dtype=np.int64)
    chance = np.array([random.random() for _ in spans.role])
    hidden = ((role == Role.CUE) & (chance < HIDDEN_CUES)) | ((role == Role.SOURCE) & (chance < HIDDEN_SOURCES))
    cues = np.sort(first[(role == Role.CUE) & ~hidden])
    result = []
    for kind, (mine, other) in enumerate(_PAIRS):
        dependents = np.flatnonzero((role == mine) & ~hidden & (head != -2))
        heads = np.flatnonzero((role == other) & ~hidden)
        if not len(dependents):
            continue
        here = Places(first=first[dependents], last=last[dependents], paragraph=paragraph[dependents])
        there = Places(first=first[heads], last=last[heads], paragraph=paragraph[heads])
        rows, near = relations(kind, here, there, cues)
        column = {int(index): place for place, index in enumerate(heads)}
        target = [column.get(int(index), len(heads)) for index in head[dependents]]
        reachable = np.concatenate([near, np.ones((len(dependents), 1), dtype=np.bool_)], axis=1)
        known = reachable[np.arange(len(dependents)), target]
        scores = _scores(kind, projected, here, there, rows, near, links)
        losses = functional.cross_entropy(scores, torch.tensor(target), reduction="none")
        result.append(((losses * torch.from_numpy(known)).sum(), int(known.sum())))
    return result


def _scores(
    kind: int, projected: Tensor, here: Places, there: Places, rows: np.ndarray, near: np.ndarray, links: Links
) -> Tensor:
    asks = projected[here.first, :WIDTH] + projected[here.last, WIDTH : 2 * WIDTH]
    answers = projected[there.first, 2 * WIDTH : 3 * WIDTH] + projected[there.last, 3 * WIDTH :]
    none = asks @ links.none[kind] / WIDTH**0.5 + links.none_bias[kind]
    pairs = asks @ answers.T / WIDTH**0.5 + links.biases[torch.from_numpy(rows)]
    pairs = pairs.masked_fill(~torch.from_numpy(near), -1e9)
    return torch.cat([pairs, none[:, None]], dim=1)
