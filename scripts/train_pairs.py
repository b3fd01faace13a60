#!/usr/bin/env python3
"""Train what reads two contents together, from groups of our own writing, made pairs, and a corpus of paraphrases.

    nice train_pairs.py --corpus train.tsv --out run --seed 1

The corpus is a file in the form of the Microsoft Research Paraphrase Corpus, of which the part is learned from that
`train_sentences.py` learns from. What ships is written to OUT/model, with the encoder that is in kg/claims/model: copy
it there, then run `fit_likeness.py`. A run that was interrupted goes on with --resume, from the last whole epoch; with
--epochs 0 besides it only writes what ships.
"""

import argparse
import json
import shutil
import sys
import time
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parent))

from sentences.export import export_pairs
from sentences.groups import FOLDER, Group, Label, Labelled, read_groups
from sentences.made import Maker
from sentences.neighbours import apart, neighbours
from sentences.network import Sentences
from sentences.pairs import Pair, Part, parted, read_mrpc
from sentences.together import GROUND, Ground, Together
from train_extractor import base_folder, load_tokenizer
from training.network import load_base

from kg.claims.encoder import FOLDER as SHIPPED
from kg.claims.wordings import plain
from kg.evaluate.pairs import read_pairs

CLS, SEP, LONGEST = 101, 102, 64
BATCH, PARAPHRASES, MADE = 32, 6, 3
"""Pairs of a step: labelled, of the corpus, and made by rules."""
RATE, HEADS, DECAY, WARM_UP, LARGEST_NORM = 1e-4, 10.0, 0.01, 0.06, 1.0
SMOOTHED = 0.05
PARAPHRASE_WEIGHT = 0.3
NEIGHBOURS = 5_000
"""Pairs of an epoch that only lie near each other, and as many with scraps."""


class Contents:
    """What the ground makes of contents, each worked out once."""

    def __init__(self, ground: Ground, folder: Path) -> None:
        self._ground, self._tokenizer = ground, load_tokenizer(folder)
        self._known: dict[str, Tensor] = {}

    def batch(self, texts: list[str]) -> tuple[Tensor, Tensor]:
        """Return contents as they are after the ground [rows, pieces, HIDDEN], and 1 where there is a piece."""
        missing = sorted({text for text in texts if text not in self._known}, key=len)
        for begin in range(0, len(missing), 64):
            self._add(missing[begin : begin + 64])
        rows = [self._known[text] for text in texts]
        longest = max(map(len, rows))
        padded = torch.stack([functional.pad(row.float(), (0, 0, 0, longest - len(row))) for row in rows])
        lengths = torch.tensor([len(row) for row in rows])
        return padded, (torch.arange(longest)[None] < lengths[:, None]).long()

    def _add(self, texts: list[str]) -> None:
        encoded = self._tokenizer.encode_batch([plain(text) or text for text in texts], add_special_tokens=False)
        rows = [[CLS, *each.ids[: LONGEST - 2], SEP] for each in encoded]
        longest = max(map(len, rows))
        with torch.no_grad():
            found = self._ground(torch.tensor([row + [0] * (longest - len(row)) for row in rows]))
        for text, row, states in zip(texts, rows, found, strict=True):
            self._known[text] = states[: len(row)].to(torch.bfloat16).clone()


def epoch_pairs(
    groups: list[Group], near: list[tuple[str, str]], maker: Maker, random: Random, share: float
) -> list[Labelled]:
    """Return the pairs of an epoch, shuffled: those of the groups, those that only lie near, and made ones."""
    pairs = list(apart(near, NEIGHBOURS, random))
    for at, group in enumerate(groups):
        other = random.choice(groups[max(0, at - 5) : at + 6])
        found = list(group.pairs(random, others=other.same if other is not group else ()))
        pairs += found if group.story else random.sample(found, round(share * len(found)))
    for made in maker.pairs(len(pairs) * MADE // BATCH):
        pairs.append(Labelled(made.a, made.b, Label.SAME if made.same else Label.DIFFERENT))
    random.shuffle(pairs)
    return pairs


def scores(model: Together, contents: Contents, pairs: list[tuple[str, str]]) -> np.ndarray:
    """Return the scores of pairs, [pairs, OUTPUTS]."""
    model.eval()
    found = []
    with torch.no_grad():
        for begin in range(0, len(pairs), 64):
            part = pairs[begin : begin + 64]
            a, b = contents.batch([a for a, _ in part]), contents.batch([b for _, b in part])
            found.append(model(*a, *b).float().numpy())
    return np.concatenate(found)


def precision_at(recall: float, chance: np.ndarray, right: np.ndarray) -> float:
    """Return the precision where so much is found of what is right."""
    order = np.argsort(-chance, kind="stable")
    hits = np.cumsum(right[order])
    at = int(np.searchsorted(hits, recall * right.sum()))
    return float(hits[at] / (at + 1))


def main() -> None:
    """Train as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="labelled pairs")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints, the log, and for the model")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--groups", type=Path, default=FOLDER)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument(
        "--rate", type=float, default=RATE, help="of the layers; what is made of them learns ten times so fast"
    )
    parser.add_argument("--share", type=float, default=1.0, help="of the pairs of an epoch, stories aside")
    parser.add_argument("--start", type=Path, help="begin with the weights of this checkpoint")
    parser.add_argument("--mean", action="store_true", help="write the mean of the weights of begin and end")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--measure", type=Path, nargs="*", default=[], help="pairs to measure each epoch with")
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in --out")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    base = base_folder()
    encoder = Sentences()
    load_base(encoder, base / "model.safetensors")
    ground = Ground(encoder.words, encoder.positions, encoder.norm, encoder.layers[:GROUND])
    model = Together()
    for mine, theirs in zip(model.layers, encoder.layers[GROUND:], strict=True):
        mine.load_state_dict(theirs.state_dict())
    if arguments.start:
        model.load_state_dict(torch.load(arguments.start, weights_only=False)["model"])
    groups = [group for path in sorted(arguments.groups.iterdir()) for group in read_groups(path)]
    corpus = parted(read_mrpc(arguments.corpus))[Part.LEARNED]
    begin = {name: value.clone() for name, value in model.state_dict().items()}
    trainer = Trainer(model, Contents(ground.eval(), base), groups, corpus, arguments)
    trainer.run()
    if arguments.mean:
        model.load_state_dict({name: (begin[name] + value) / 2 for name, value in model.state_dict().items()})
    shutil.copytree(SHIPPED, arguments.out / "model", dirs_exist_ok=True)
    export_pairs(model, arguments.out / "model")


class Trainer:
    """A model in training, with everything that a checkpoint needs."""

    def __init__(
        self,
        model: Together,
        contents: Contents,
        groups: list[Group],
        corpus: list[Pair],
        arguments: argparse.Namespace,
    ) -> None:
        self.model, self.contents, self.groups, self.corpus, self.arguments = model, contents, groups, corpus, arguments
        layers = [each for name, each in model.named_parameters() if name.startswith("layers")]
        heads = [each for name, each in model.named_parameters() if not name.startswith("layers")]
        self.optimizer = torch.optim.AdamW(
            [{"params": layers}, {"params": heads}], lr=arguments.rate, weight_decay=DECAY
        )
        self.random = Random(arguments.seed)  # noqa: S311 (not for secrets)
        self.maker = Maker(Random(f"pairs {arguments.seed}"))  # noqa: S311
        self.near = neighbours(groups, Random(0), threads=arguments.threads)  # noqa: S311
        self.step, self.epoch = 0, 0
        pairs = epoch_pairs(groups, self.near, self.maker, Random(0), arguments.share)  # noqa: S311
        self.total = arguments.epochs * (len(pairs) // BATCH)
        self.log = arguments.out / "log.jsonl"
        if arguments.resume and self._checkpoint.exists():
            self._resume()

    @property
    def _checkpoint(self) -> Path:
        return self.arguments.out / "checkpoint.pt"

    def run(self) -> None:
        """Train the epochs that are left, with a checkpoint and a line of the log for each."""
        for epoch in range(self.epoch, self.arguments.epochs):
            begun = time.perf_counter()
            pairs = epoch_pairs(self.groups, self.near, self.maker, self.random, self.arguments.share)
            pairs.sort(key=lambda pair: len(pair.a) + len(pair.b) + 40 * self.random.random())
            batches = [pairs[at : at + BATCH] for at in range(0, len(pairs) - BATCH + 1, BATCH)]
            self.random.shuffle(batches)
            losses = [self._learn(batch) for batch in batches]
            self.epoch = epoch + 1
            self._save()
            line: dict[str, object] = {"epoch": epoch, "loss": float(np.mean(losses))}
            line["seconds"] = round(time.perf_counter() - begun)
            for path in self.arguments.measure:
                line[path.name] = measured(self.model, self.contents, path)
            with self.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps(line) + "\n")

    def _learn(self, batch: list[Labelled]) -> float:
        self.model.train()
        progress = self.step / self.total
        for group, times in zip(self.optimizer.param_groups, (1.0, HEADS), strict=True):
            group["lr"] = self.arguments.rate * times * min(1.0, progress / WARM_UP) * max(0.0, 1 - progress)
        some = self.random.sample(self.corpus, PARAPHRASES)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            strict = self._scores([(pair.a, pair.b) for pair in batch])[:, :3]
            lenient = self._scores([(pair.a, pair.b) for pair in some])[:, 3]
        labels = torch.tensor([int(pair.label) for pair in batch])
        right = torch.tensor([float(pair.same) for pair in some])
        loss = functional.cross_entropy(strict.float(), labels, label_smoothing=SMOOTHED)
        loss = loss + PARAPHRASE_WEIGHT * functional.binary_cross_entropy_with_logits(lenient.float(), right)
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), LARGEST_NORM)
        self.optimizer.step()
        self.step += 1
        return float(loss.detach())

    def _scores(self, pairs: list[tuple[str, str]]) -> Tensor:
        return self.model(*self.contents.batch([a for a, _ in pairs]), *self.contents.batch([b for _, b in pairs]))

    def _save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "random": self.random.getstate(),
            "step": self.step,
            "epoch": self.epoch,
        }
        part = self._checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self._checkpoint)

    def _resume(self) -> None:
        held = torch.load(self._checkpoint, weights_only=False)  # our own file, with the state of `random`
        self.model.load_state_dict(held["model"])
        self.optimizer.load_state_dict(held["optimizer"])
        self.random.setstate(held["random"])
        self.step, self.epoch = held["step"], held["epoch"]


def measured(model: Together, contents: Contents, path: Path) -> dict[str, float]:
    """Return how right the scores alone are about labelled pairs."""
    pairs = read_pairs(path)
    found = scores(model, contents, [(pair.a, pair.b) for pair in pairs])
    chance = np.exp(found[:, :3]) / np.exp(found[:, :3]).sum(axis=1, keepdims=True)
    labels = np.array([str(pair.label) for pair in pairs])
    one = 1 - chance[:, 2]
    return {
        "same": precision_at(0.7, chance[:, 0], labels == "same"),
        "one claim": precision_at(0.7, one, labels != "different"),
        "precision": float((labels != "different")[one > 0.5].mean()),
        "recall": float((one > 0.5)[labels != "different"].mean()),
        "labels": float((np.array(["same", "opposite", "different"])[chance.argmax(axis=1)] == labels).mean()),
    }


if __name__ == "__main__":
    main()
