#!/usr/bin/env python3
"""Fit how features of a pair, its cosine and what reading both tells make a probability: kg/claims/model/likeness.json.

    fit_likeness.py --pairs tests/claims/pairs.tsv --calibration OUT/calibration.tsv

Our own pairs, the groups that were kept back, pairs that only lie near, and the corpus's calibration part are fitted
on, none of which the models were trained with. From which probability two are joined is set by our own, the stories and
those that lie near. Then tests/claims/held-out.tsv is measured with `kg evaluate --pairs`.
"""

import argparse
import json
import sys
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from sentences.groups import FOLDER, KEPT_BACK, read_groups
from sentences.made import Maker
from sentences.neighbours import apart as apart_from_each_other
from sentences.neighbours import neighbours

from kg.claims.encoder import encoder
from kg.claims.facts import prepare
from kg.claims.features import beside
from kg.claims.same import OPPOSITE, QUICK, READ, VETOED, WEIGHTS, of_polarity, with_model
from kg.evaluate.pairs import Label, LabelledPair, read_pairs

PENALTY = 0.5
"""Weight of the squared weights, of features of one spread, against the pairs'."""
SURE = 0.93
"""The precision that the threshold is to give on the pairs that it is set on."""
THRESHOLD = 0.5
"""The probability from which two are joined."""
SURER = 0.08
"""How much more probable it has to be that one denies the other: below that, half of such pairs were no denials."""
SPARED = 0.01
"""The share of pairs from one story, or of such as only lie near, that may be joined there."""
GIVEN_UP = 0.02
"""Which share of the pairs that are one claim, and are found to be, may be given up before they are read together."""
NEIGHBOURS = 1_500
"""Pairs that only lie near each other, and as many with scraps."""
MADE = 600
APART = 23
"""How far apart two pairs stand whose contents are set beside each other because they have nothing in common."""
STRICT = {"own": 1.0, "groups": 0.4, "stories": 0.4, "apart": 0.5, "neighbours": 1.0, "corpus": 0.1, "made": 0.15}
LENIENT = {"own": 0.0, "groups": 0.0, "stories": 0.0, "apart": 0.0, "neighbours": 0.0, "corpus": 1.0, "made": 0.0}
"""What a pair of each part counts for the two readings."""
MORE = frozenset(
    {
        "overlap",
        "low cover",
        "high cover",
        "names shared",
        "numbers shared",
        "days shared",
        "cosine",
        "cosine squared",
        "read",
        "read as a paraphrase",
        "rules",
    }
)
AT_MOST = {"may": -0.5, "actors extra": -0.5}
"""Weights that are bounded, because pairs that differ in these alone are rare among those fitted on."""
EITHER = frozenset({"bias"})
"""What speaks for the same, and what may speak for or against it; all else speaks against it. Which weights may be of
which sign is said beforehand, because labelled pairs are made by somebody with habits."""


class Rows:
    """Features of pairs, with and without reading both together, and their labels."""

    def __init__(self, pairs: list[LabelledPair]) -> None:
        """Work out the features of pairs."""
        facts = [(prepare(p.a), prepare(p.b)) for p in pairs]
        vectors = encoder().encode([each.affirmed for two in facts for each in two])
        cosines = np.einsum("nd,nd->n", vectors[::2], vectors[1::2]).tolist()
        grounds = [encoder().ground([each.as_read for each in two]) for two in facts]
        readings = [encoder().reader.read(*two) for two in grounds]
        found = [beside(a, b) for a, b in facts]
        self.quick = np.array([with_model(f.features, c, None) for f, c in zip(found, cosines, strict=True)])
        self.read = np.array([with_model(f.features, c, r) for f, c, r in zip(found, cosines, readings, strict=True)])
        polarity = [of_polarity(f, r) for f, r in zip(found, readings, strict=True)]
        self.polarity = np.array(polarity)
        self.vetoed = np.array([bool(f.vetoes) for f in found])
        self.right = np.array([p.label is not Label.DIFFERENT for p in pairs], dtype=float)
        self.same = np.array([p.label is Label.SAME for p in pairs])


def fitted(
    values: np.ndarray, names: tuple[str, ...], right: np.ndarray, counts: np.ndarray, bounds: dict[str, float]
) -> np.ndarray:
    """Return the weights of a logistic regression with signs given, by accelerated projected gradients."""
    spread = values.std(axis=0)
    spread[spread < 1e-6] = 1.0
    scaled = values / spread
    low = np.array([0.0 if name in MORE else -np.inf for name in names])
    high = np.array(
        [
            np.inf if name in MORE | EITHER else bounds.get(name, 0.0) * size
            for name, size in zip(names, spread, strict=True)
        ]
    )
    penalty = np.array([1e-3 if name == "bias" else PENALTY for name in names])
    rate = 1 / (0.25 * np.linalg.norm(scaled.T * counts @ scaled, 2) + PENALTY)
    weights = ahead = np.clip(np.zeros(len(names)), low, high)
    for step in range(20_000):
        chance = 1 / (1 + np.exp(-scaled @ ahead))
        slope = scaled.T @ (counts * (chance - right)) + penalty * ahead
        following = np.clip(ahead - rate * slope, low, high)
        ahead = following + step / (step + 3) * (following - weights)
        weights = following
    return weights / spread


def main() -> None:
    """Fit, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--calibration", type=Path, required=True)
    arguments = parser.parse_args()
    pairs = read_pairs(arguments.pairs)
    own = Rows(pairs)
    apart = [
        LabelledPair(a=one.a, b=other.b, label=Label.DIFFERENT, kind="apart")
        for one, other in zip(pairs, [*pairs[APART:], *pairs[:APART]], strict=True)
        if one.a != other.a
    ]
    made = [
        LabelledPair(a=p.a, b=p.b, label=Label.SAME if p.same else Label.DIFFERENT, kind="made")
        for p in Maker(Random("calibration")).pairs(MADE)  # noqa: S311 (not for secrets)
    ]
    parts = {
        "own": own,
        "groups": Rows(kept_back(stories=False)),
        "stories": Rows(kept_back(stories=True)),
        "apart": Rows(apart),
        "neighbours": Rows(near()),
        "corpus": Rows(read_pairs(arguments.calibration)),
        "made": Rows(made),
    }
    WEIGHTS.write_text(json.dumps(fit(parts), indent=1) + "\n", encoding="utf-8")


def fit(parts: dict[str, Rows]) -> dict[str, Any]:
    """Return what is written."""
    right = np.concatenate([part.right for part in parts.values()])
    held: dict[str, Any] = {}
    own = parts["own"]
    one = own.right > 0
    weights = fitted(own.polarity[one], OPPOSITE, 1.0 - own.same[one], np.ones(int(one.sum())), {})
    held["opposite"] = dict(zip(OPPOSITE, np.round(weights, 4).tolist(), strict=True))
    for reading, worth in (("strict", STRICT), ("lenient", LENIENT)):
        counts = np.concatenate([np.full(len(part.right), worth[name]) for name, part in parts.items()])
        for way, names in (("quick", QUICK), ("read", READ)):
            values = np.concatenate([getattr(part, way) for part in parts.values()])
            weights = fitted(values, names, right, counts, AT_MOST if reading == "strict" else {})
            held[f"{reading}_{way}"] = dict(zip(names, np.round(weights, 4).tolist(), strict=True))
    # How many of all pairs are different is nobody's to say: the odds are such that even ones are precise enough.
    held["strict_read"]["bias"] = evened(parts, held)
    held |= {"threshold": THRESHOLD, "opposite_threshold": round(THRESHOLD + SURER, 3)}
    held["hopeless"] = hopeless([own, parts["groups"]], held)
    return held


def kept_back(*, stories: bool) -> list[LabelledPair]:
    """Return pairs of the groups, or of the stories, that the models were not trained with."""
    random = Random("kept")  # noqa: S311
    return [
        LabelledPair(a=pair.a, b=pair.b, label=Label[pair.label.name], kind="kept")
        for path in sorted(KEPT_BACK.iterdir())
        for group in read_groups(path)
        if bool(group.story) == stories
        for pair in group.pairs(random, others=())
    ]


def near() -> list[LabelledPair]:
    """Return pairs that only lie near each other; no model was trained with them, nor with one of the two."""
    random = Random("near")  # noqa: S311
    kept, trained = (
        [group for path in sorted(folder.iterdir()) for group in read_groups(path)] for folder in (KEPT_BACK, FOLDER)
    )
    known = {text for group in trained for text in group.texts}
    pairs = [pair for pair in neighbours([*kept, *trained], random, threads=2) if not known.issuperset(pair)]
    found = apart_from_each_other(pairs, NEIGHBOURS, random)
    return [LabelledPair(a=p.a, b=p.b, label=Label[p.label.name], kind="near") for p in found]


def hopeless(parts: list[Rows], held: dict[str, Any]) -> float:
    """Return the probability without reading below which so few of those are given up that are one claim and found."""
    quick, read = (np.array(list(held[f"strict_{way}"].values())) for way in ("quick", "read"))
    kept = []
    for rows in parts:
        found = (rows.right > 0) & (chances(rows, read, held["opposite"]) >= held["threshold"])
        kept.append(1 / (1 + np.exp(-rows.quick[found] @ quick)))
    return round(float(np.quantile(np.concatenate(kept), GIVEN_UP)), 3)


def chances(rows: Rows, weights: np.ndarray, opposite: dict[str, float]) -> np.ndarray:
    """Return how probably pairs are one claim and agree about it; 0 where one more probably denies the other."""
    denied = 1 / (1 + np.exp(-rows.polarity @ np.array(list(opposite.values()))))
    found = (1 - denied) / (1 + np.exp(-rows.read @ weights))
    found[rows.vetoed] = np.minimum(found[rows.vetoed], VETOED)
    return np.where(denied > 0.5, 0.0, found)


def evened(parts: dict[str, Rows], held: dict[str, Any]) -> float:
    """Return the bias with which the threshold gives the precision wanted on our own pairs, and spares the others."""
    weights = np.array(list(held["strict_read"].values()))
    at = READ.index("bias")
    different = parts["neighbours"].right == 0
    for more in np.arange(2.0, -3.0, -0.05):  # the highest of those that are precise
        tried = weights.copy()
        tried[at] += more
        own, stories, near = (
            chances(parts[name], tried, held["opposite"]) for name in ("own", "stories", "neighbours")
        )
        taken = own >= THRESHOLD
        spared = all((each >= THRESHOLD).mean() <= SPARED for each in (stories, near[different]))
        if taken.any() and parts["own"].same[taken].mean() >= SURE and spared:
            return round(float(tried[at]), 4)
    raise SystemExit("no bias gives the precision that is wanted")


if __name__ == "__main__":
    main()
