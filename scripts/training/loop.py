"""The training loop: two learning rates, warm-up and linear decay, checkpoints from which it goes on exactly."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from kg.extract.encoder.pieces import Ints
from training.corpus import Article, varied
from training.examples import MASK, Batch, batches, examples
from training.loss import (
    ANTECEDENT_WEIGHT,
    LINK_WEIGHT,
    NAME_WEIGHT,
    antecedent_loss,
    label_loss,
    link_loss,
    sequence_loss,
)
from training.network import Model

BATCH = 3072
ENCODER_RATE, HEAD_RATE, DECAY, WARM_UP, LARGEST_NORM = 2.5e-4, 1e-3, 0.01, 0.06, 1.0
SAVE_EVERY = 180.0
"""Seconds between checkpoints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one training run is made of; `rate` multiplies both learning rates.

    `masked` is the share of words that the encoder does not get to see, against learning articles by heart;
    `sequence` weighs the labels of whole paragraphs against those of words; `mentions_only` trains nothing but the
    heads for names and antecedents.
    """

    articles: Sequence[Article]
    tokenizer: Tokenizer
    epochs: int
    seed: int
    folder: Path
    rate: float = 1.0
    masked: float = 0.0
    sequence: float = 0.0
    mentions_only: bool = False


class Trainer:
    """A model in training, with everything that a checkpoint needs."""

    def __init__(self, model: Model, plan: Plan) -> None:
        self.model, self.plan = model, plan
        if plan.mentions_only:
            for name, weights in model.named_parameters():
                weights.requires_grad_(name.startswith(MENTION_HEADS))
        self.optimizer = torch.optim.AdamW(list(_groups(model)), fused=True)
        self.step = 0
        self.log: list[dict[str, float]] = []
        self.steps_an_epoch = len(self._epoch(0))

    @property
    def checkpoint(self) -> Path:
        """The file that holds the state of the run."""
        return self.plan.folder / "checkpoint.pt"

    def run(self) -> None:
        """Train to the end."""
        saved = time.monotonic()
        first = self.step // self.steps_an_epoch
        for epoch in range(first, self.plan.epochs):
            for number, batch in enumerate(self._epoch(epoch)[: self.steps_an_epoch]):
                if epoch * self.steps_an_epoch + number < self.step:
                    continue
                self._learn(batch)
                if time.monotonic() - saved > SAVE_EVERY:
                    self.save()
                    saved = time.monotonic()
            self.step = (epoch + 1) * self.steps_an_epoch
        self.save()

    def _epoch(self, epoch: int) -> list[Batch]:
        """Return the batches of an epoch, always the same ones."""
        random = Random(f"{self.plan.seed}/{epoch}")  # noqa: S311 (not for secrets)
        found = [e for a in self.plan.articles for e in examples(varied(a, random), self.plan.tokenizer)]
        return batches(found, BATCH, random)

    def _learn(self, batch: Batch) -> None:
        """Take one step."""
        begun = time.monotonic()
        self.model.train()
        total = self.plan.epochs * self.steps_an_epoch
        share = min(1.0, self.step / (WARM_UP * total), (total - self.step) / ((1 - WARM_UP) * total))
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * self.plan.rate * max(share, 1e-3)
        hide = Random(f"{self.plan.seed}:{self.step}")  # noqa: S311
        width = torch.arange(batch.ids.shape[1])
        mask = (width[None] < torch.from_numpy(batch.lengths)[:, None])[:, None, None, :]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            ids = torch.from_numpy(self._masked(batch))
            scores, projected, named, mentions = self.model.encoder(ids, torch.from_numpy(batch.shapes), mask)
        labels = label_loss(scores, torch.from_numpy(batch.labels))
        links = link_loss(projected, batch.spans, self.model.links, hide)
        names = label_loss(named, torch.from_numpy(batch.names))
        meant = antecedent_loss(mentions, batch.pointers, self.model.antecedents)
        opens = torch.from_numpy(batch.opens)
        sequence = sequence_loss(scores, torch.from_numpy(batch.labels), opens, self.model.decoder.steps)
        tags = (1 - self.plan.sequence) * labels + self.plan.sequence * sequence
        about_mentions = NAME_WEIGHT * names + ANTECEDENT_WEIGHT * meant
        torch.autograd.backward(
            about_mentions if self.plan.mentions_only else tags + LINK_WEIGHT * links + about_mentions
        )
        nn.utils.clip_grad_norm_(self.model.parameters(), LARGEST_NORM)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        losses = {"labels": labels, "sequence": sequence, "links": links, "names": names, "antecedents": meant}
        values = {name: value.item() for name, value in losses.items()}
        self.log.append({"step": self.step, **values, "seconds": time.monotonic() - begun})
        if self.step % 20 == 0:
            self._report(total)

    def _masked(self, batch: Batch) -> Ints:
        """Return the ids of a batch with some words hidden."""
        if not self.plan.masked:
            return batch.ids
        random = np.random.default_rng((self.plan.seed, self.step))
        words = np.cumsum(batch.first, axis=1)  # 0 before the first word
        hidden = random.random((len(words), int(words.max()) + 1)) < self.plan.masked
        inside = np.arange(words.shape[1])[None] < batch.lengths[:, None] - 1
        chosen = np.take_along_axis(hidden, words, axis=1) & (words > 0) & inside
        return np.where(chosen, MASK, batch.ids)

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
            "epochs": self.plan.epochs,
            "seed": self.plan.seed,
        }
        partial = self.checkpoint.with_suffix(".partial")
        torch.save(state, partial)
        partial.replace(self.checkpoint)

    def resume(self) -> None:
        """Go on from the checkpoint, exactly as if nothing had happened; raises ValueError for another plan's."""
        state = torch.load(self.checkpoint, weights_only=True)
        if (state["epochs"], state["seed"]) != (self.plan.epochs, self.plan.seed):
            raise ValueError(
                f"{self.checkpoint} is of {state['epochs']} epochs with seed {state['seed']}: give the same"
            )
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.log = state["step"], state["log"]
        torch.set_rng_state(state["random"])


def mean_weights(checkpoints: Sequence[Path]) -> dict[str, torch.Tensor]:
    """Return the mean of the weights in checkpoints of runs that began with the same weights.

    What only some of them hold is the mean of those.
    """
    states = [torch.load(path, weights_only=True)["model"] for path in checkpoints]
    held = {name: [state[name] for state in states if name in state] for state in states for name in state}
    return {name: sum(values) / len(values) for name, values in held.items()}


MENTION_HEADS = ("encoder.names", "encoder.mentions", "antecedents")


def _groups(model: Model) -> Iterator[dict[str, object]]:
    """Yield the parameter groups: encoder and heads, each with and without weight decay."""
    named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    heads = ("encoder.labels", "encoder.projections", "encoder.shapes", "encoder.names", "encoder.mentions")
    heads = (*heads, "links", "antecedents", "decoder")
    for is_head, rate in ((False, ENCODER_RATE), (True, HEAD_RATE)):
        for decays in (True, False):
            chosen = [p for name, p in named if name.startswith(heads) == is_head and (p.dim() > 1) == decays]
            if not chosen:
                continue
            yield {"params": chosen, "peak": rate, "lr": rate, "weight_decay": DECAY if decays else 0.0}
