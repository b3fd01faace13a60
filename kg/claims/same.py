"""Whether two contents express the same proposition, how probably, and why."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from kg.claims.facts import Facts
from kg.claims.features import FEATURES, beside

WEIGHTS = Path(__file__).parent / "model" / "likeness.json"
VETOED = 0.01
"""The most that the probability is where something rules it out."""


class Polarity(StrEnum):
    """Whether two statements of one claim agree."""

    SAME = "same"
    OPPOSITE = "opposite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How probably two contents express one proposition, their polarity aside, and whether they agree about it.

    `closeness` is a more lenient reading, for what means about the same: how probably a person would call the two
    paraphrases. Nothing is ruled out by it.
    """

    probability: float
    closeness: float
    polarity: Polarity
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A logistic curve over features, the cosine among them, and with a verdict of both read together or without."""

    names: tuple[str, ...]
    values: tuple[float, ...]

    def probability(self, values: Sequence[float]) -> float:
        """Return the probability that features give."""
        odds = sum(weight * value for weight, value in zip(self.values, values, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """What was learned: weights for the strict reading and the lenient one.

    Each is there for pairs of which only whole vectors are known, and for pairs that were read together. `threshold`
    is the probability from which two are one claim.
    """

    strict_quick: Weights
    strict_read: Weights
    lenient_quick: Weights
    lenient_read: Weights
    threshold: float


@cache
def judge() -> Judge:
    """Return the weights that ship, read once."""
    held = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    weights = {name: _weights(held[name]) for name in ("strict_quick", "strict_read", "lenient_quick", "lenient_read")}
    return Judge(**weights, threshold=held["threshold"])


def compare(a: Facts, b: Facts, cosine: float, verdict: float | None = None) -> Likeness:
    """Return how probably two contents express one proposition.

    `cosine` is that of the vectors of `Facts.affirmed`; `verdict` is what `Encoder.reader` says of the vectors of
    their pieces, which makes the answer better. Which of the two comes first makes no difference.
    """
    found = beside(a, b)
    learned = judge()
    strict = learned.strict_quick if verdict is None else learned.strict_read
    lenient = learned.lenient_quick if verdict is None else learned.lenient_read
    values = with_model(found.features, cosine, verdict)
    probability = strict.probability(values)
    polarity = Polarity.OPPOSITE if found.opposite else Polarity.SAME
    reasons = [f"near in meaning ({cosine:.2f})" if cosine >= _NEAR else f"not near in meaning ({cosine:.2f})"]
    if found.opposite:
        reasons.append("one denies what the other says")
    return Likeness(
        probability=min(probability, VETOED) if found.vetoes else probability,
        closeness=lenient.probability(values),
        polarity=polarity,
        reasons=(*found.vetoes, *reasons, *found.shared),
    )


_NEAR = 0.75


def with_model(features: Sequence[float], cosine: float, verdict: float | None) -> tuple[float, ...]:
    """Return the features of a pair with what the model says of it."""
    if verdict is None:
        return (*features, cosine, cosine * cosine)
    return (*features, cosine, cosine * cosine, verdict)


QUICK = (*FEATURES, "cosine", "cosine squared")
READ = (*QUICK, "verdict")


def _weights(held: Mapping[str, float]) -> Weights:
    return Weights(names=tuple(held), values=tuple(held.values()))
