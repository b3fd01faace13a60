"""What is learned: labels of words by cross-entropy, links and antecedents by softmax over a window and none."""

from random import Random

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kg.extract.encoder import antecedents
from kg.extract.encoder.decode import Role, moves
from kg.extract.encoder.links import WIDTH, Places, relations
from training.examples import IGNORED, Pointers, Spans
from training.network import Antecedents, Links

HIDDEN_CUES, HIDDEN_SOURCES = 0.15, 0.075
LINK_WEIGHT, NAME_WEIGHT, ANTECEDENT_WEIGHT = 0.3, 0.5, 0.3
_NEVER = -1e4
_PAIRS = ((Role.CONTENT, Role.CUE), (Role.CUE, Role.SOURCE))


def label_loss(scores: Tensor, labels: Tensor) -> Tensor:
    """Return the mean cross-entropy over the first pieces of words, 0 where none has a label."""
    if not bool((labels != IGNORED).any()):
        return scores.float().sum() * 0.0
    return functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED)


def sequence_loss(scores: Tensor, labels: Tensor, opens: Tensor, learned: Tensor) -> Tensor:
    """Return how improbable the right labels of whole paragraphs are, a word: a linear-chain CRF's loss.

    `opens` [rows, pieces] marks the words that open a paragraph; `learned` [LABELS, LABELS] scores the steps.
    """
    rows, pieces = (labels != IGNORED).nonzero(as_tuple=True)
    if not len(rows):
        return scores.float().sum() * 0.0
    begins = opens[rows, pieces] | torch.cat([rows.new_ones(1), rows.diff()]).bool()
    paragraph = begins.cumsum(0) - 1
    first = begins.nonzero()[:, 0]
    place = torch.arange(len(rows)) - first[paragraph]
    right, given = labels[rows, pieces], scores[rows, pieces].float()
    steps = torch.from_numpy(moves()).clamp_min(_NEVER) + learned
    longest, kinds = int(place.max()) + 1, scores.shape[-1]
    padded = given.new_zeros(longest, len(first), kinds).index_put((place, paragraph), given)
    inside = torch.zeros(longest, len(first), dtype=torch.bool)
    inside[place, paragraph] = True
    numbers = torch.arange(kinds)
    goes_on = (numbers > 0) & (numbers % 2 == 0)
    carried = goes_on[right[first]]  # an earlier window holds the beginning of the span
    state = padded[0].masked_fill(goes_on[None] & ~carried[:, None], _NEVER)
    for step in range(1, longest):
        following = (state[:, :, None] + steps).logsumexp(1) + padded[step]
        state = torch.where(inside[step][:, None], following, state)
    stays = ~begins[1:]
    path = given.gather(1, right[:, None]).sum() + steps[right[:-1], right[1:]][stays].sum()
    return (state.logsumexp(1).sum() - path) / len(rows)


def link_loss(projected: Tensor, spans: list[Spans], links: Links, random: Random) -> Tensor:
    """Return the mean cross-entropy of the links; some heads are hidden, so that none is learned too."""
    total, count = projected.new_zeros((), dtype=torch.float32), 0
    for row, window in enumerate(spans):
        losses = _window(projected[row].float(), window, links, random)
        for loss, number in losses:
            total, count = total + loss, count + number
    return total / max(1, count)


def antecedent_loss(projected: Tensor, pointers: list[Pointers | None], learned: Antecedents) -> Tensor:
    """Return the mean over the pointers of how improbable all their right names are together."""
    total, count = projected.new_zeros((), dtype=torch.float32), 0
    for row, window in enumerate(pointers):
        if window is not None:
            here, there = window.pointers, window.names
            each = projected[row].float()
            asks = each[here.first, :WIDTH] + each[here.last, WIDTH : 2 * WIDTH]
            answers = each[there.first, 2 * WIDTH : 3 * WIDTH] + each[there.last, 3 * WIDTH :]
            rows, before = antecedents.relations(here, there, window.classes)
            pairs = asks @ answers.T / WIDTH**0.5 + learned.biases[torch.from_numpy(rows)]
            none = asks @ learned.none / WIDTH**0.5 + learned.none_bias
            scores = torch.cat([pairs.masked_fill(~torch.from_numpy(before), -1e9), none[:, None]], dim=1)
            right = scores.masked_fill(~torch.from_numpy(window.right), -1e9)
            total = total + (scores.logsumexp(1) - right.logsumexp(1)).sum()
            count += len(rows)
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
