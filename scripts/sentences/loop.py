"""The training loop: pairs of several kinds in every step, checkpoints from which it goes on exactly."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from sentences.edits import edited
from sentences.made import Maker
from sentences.network import Model
from sentences.pairs import Pair

BATCH = 32
RATE, HEAD_RATE, DECAY, WARM_UP, LARGEST_NORM = 8e-5, 2e-3, 0.01, 0.1, 1.0
SAVE_EVERY = 120.0
"""Seconds between checkpoints."""
CLS, SEP, LONGEST = 101, 102, 64
TEMPERATURE = 0.05

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one training run is made of: labelled pairs, and how many made and edited ones come with them an epoch."""

    labelled: Sequence[Pair]
    tokenizer: Tokenizer
    epochs: int
    seed: int
    folder: Path
    made: int
    edited: int


class Trainer:
    """A model in training, with everything that a checkpoint needs."""

    def __init__(self, model: Model, plan: Plan) -> None:
        self.model, self.plan = model, plan
        self.optimizer = torch.optim.AdamW(list(_groups(model)), fused=True)
        self.step = 0
        self.steps_an_epoch = (len(plan.labelled) + plan.made + plan.edited) // BATCH
        self.log: list[dict[str, float]] = []

    @property
    def checkpoint(self) -> Path:
        """The file that holds the state of the run."""
        return self.plan.folder / "checkpoint.pt"

    def run(self) -> None:
        """Train to the end."""
        saved = time.monotonic()
        for epoch in range(self.step // self.steps_an_epoch, self.plan.epochs):
            for number, batch in enumerate(self._epoch(epoch)):
                if epoch * self.steps_an_epoch + number < self.step:
                    continue
                self._learn(batch)
                if self.step % 20 == 0:
                    self._report(self.plan.epochs * self.steps_an_epoch)
                if time.monotonic() - saved > SAVE_EVERY:
                    self.save()
                    saved = time.monotonic()
        self.save()

    def _epoch(self, epoch: int) -> list[list[Pair]]:
        """Return the batches of an epoch, always the same ones; pairs in a batch are about as long."""
        random = Random(f"{self.plan.seed}/{epoch}")  # noqa: S311 (not for secrets)
        pairs = [
            *self.plan.labelled,
            *Maker(random).pairs(self.plan.made),
            *edited(self.plan.labelled, self.plan.edited, random),
        ]
        random.shuffle(pairs)
        near = BATCH * 16
        sections = [sorted(pairs[i : i + near], key=lambda p: len(p.a) + len(p.b)) for i in range(0, len(pairs), near)]
        ordered = [pair for section in sections for pair in section]
        batches = [ordered[i : i + BATCH] for i in range(0, len(ordered) - BATCH + 1, BATCH)]
        random.shuffle(batches)
        return batches[: self.steps_an_epoch]

    def _learn(self, batch: Sequence[Pair]) -> None:
        """Take one step."""
        begun = time.monotonic()
        self.model.train()
        total = self.plan.epochs * self.steps_an_epoch
        share = min(1.0, self.step / (WARM_UP * total), (total - self.step) / ((1 - WARM_UP) * total))
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * max(share, 1e-3)
        turned = Random(f"{self.plan.seed}:{self.step}")  # noqa: S311
        texts = [(p.a, p.b) if turned.random() < 0.5 else (p.b, p.a) for p in batch]
        labels = torch.tensor([float(p.same) for p in batch])
        sentences = [text for two in texts for text in two]
        encoded = self.plan.tokenizer.encode_batch(sentences, add_special_tokens=False)
        ids, mask = _rows([[CLS, *each.ids[: LONGEST - 2], SEP] for each in encoded])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors, pieces = self.model.encoder(ids, mask)
        inner = inside(mask)
        verdicts = self.model.reader(pieces[::2], inner[::2], pieces[1::2], inner[1::2])
        one, other = vectors[::2], vectors[1::2]
        cosines = (one * other).sum(1)
        near = functional.binary_cross_entropy_with_logits((cosines - self.model.middle) * self.model.sharpness, labels)
        read = functional.binary_cross_entropy_with_logits(verdicts, labels)
        ranked = _ranked(one, other, labels)
        torch.autograd.backward(near + read + 0.3 * ranked)
        nn.utils.clip_grad_norm_(self.model.parameters(), LARGEST_NORM)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        values = {"near": near.item(), "read": read.item(), "ranked": ranked.item()}
        self.log.append({"step": self.step, **values, "seconds": time.monotonic() - begun})

    def _report(self, total: int) -> None:
        """Append the mean of the last steps to the log file."""
        last = self.log[-20:]
        means = {key: round(sum(e[key] for e in last) / len(last), 4) for key in last[0] if key != "step"}
        with (self.plan.folder / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"step": self.step, "of": total, **means}) + "\n")

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "log": self.log,
            "random": torch.get_rng_state(),
            "plan": (self.plan.epochs, self.plan.seed),
        }
        partial = self.checkpoint.with_suffix(".partial")
        torch.save(state, partial)
        partial.replace(self.checkpoint)

    def resume(self) -> None:
        """Go on from the checkpoint, exactly as if nothing had happened; raises ValueError for another plan's."""
        state = torch.load(self.checkpoint, weights_only=True)
        if tuple(state["plan"]) != (self.plan.epochs, self.plan.seed):
            raise ValueError(f"{self.checkpoint} is of (epochs, seed) {state['plan']}: give the same")
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.log = state["step"], state["log"]
        torch.set_rng_state(state["random"])


def _ranked(one: Tensor, other: Tensor, labels: Tensor) -> Tensor:
    """Return the loss of finding each sentence's twin among all others of the batch."""
    rows = torch.nonzero(labels)[:, 0]
    if not len(rows):
        return one.sum() * 0
    return functional.cross_entropy(one[rows] @ other.T / TEMPERATURE, rows)


def inside(mask: Tensor) -> Tensor:
    """Return the mask without the pieces that begin and end each row."""
    inner = mask.clone()
    inner[:, 0] = 0
    inner[torch.arange(len(mask)), mask.sum(1) - 1] = 0
    return inner


def _rows(pieces: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Return ids and mask, padded."""
    width = max(map(len, pieces))
    ids, mask = (torch.zeros(len(pieces), width, dtype=torch.long) for _ in range(2))
    for row, each in enumerate(pieces):
        ids[row, : len(each)] = torch.tensor(each)
        mask[row, : len(each)] = 1
    return ids, mask


def _groups(model: Model) -> Iterator[dict[str, object]]:
    """Yield the parameter groups: encoder and heads, each with and without weight decay."""
    heads = ("encoder.pieces", "reader", "sharpness", "middle")
    for is_head, rate in ((False, RATE), (True, HEAD_RATE)):
        for decays in (True, False):
            chosen = [
                p
                for name, p in model.named_parameters()
                if p.requires_grad and name.startswith(heads) == is_head and (p.dim() > 1) == decays
            ]
            yield {"params": chosen, "peak": rate, "lr": rate, "weight_decay": DECAY if decays else 0.0}
