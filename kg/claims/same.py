"""Whether two contents express the same proposition, how probably, and why."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from kg.claims.facts import Facts
from kg.claims.features import FEATURES, Comparison, beside
from kg.claims.reader import Reading

WEIGHTS = Path(__file__).parent / "model" / "likeness.json"
NEAR = 0.65
"""The cosine from which two are looked at: of pairs that are found to be one claim, one in a hundred lies below."""
VETOED = 0.01
"""The most that the probability is where something rules it out."""


class Polarity(StrEnum):
    """Whether two statements of one claim agree."""

    SAME = "same"
    OPPOSITE = "opposite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How probably two contents express one proposition and stand to each other as `polarity` says.

    `closeness` is a more lenient reading, for what means about the same: how probably a person would call the two
    paraphrases. Nothing is ruled out by it.
    """

    probability: float
    closeness: float
    polarity: Polarity
    reasons: tuple[str, ...]

    @property
    def is_one_claim(self) -> bool:
        """Whether the two are to be joined: where one denies the other, that has to be surer."""
        return self.probability >= judge().threshold_of(self.polarity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A logistic curve over features, the cosine among them, and what reading both together told, or without."""

    names: tuple[str, ...]
    values: tuple[float, ...]

    def probability(self, values: Sequence[float]) -> float:
        """Return the probability that features give."""
        odds = sum(weight * value for weight, value in zip(self.values, values, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """What was learned: weights for the strict reading and the lenient one.

    Each is there for pairs of which only whole vectors are known, and for pairs that were read together. `opposite`
    weighs what tells that one denies what the other says: reading both, and the rules. Two are one claim from the
    probability of `threshold` on, or of `opposite_threshold` where one denies the other. Two that are less probable
    than `hopeless` without being read together are not read.
    """

    strict_quick: Weights
    strict_read: Weights
    lenient_quick: Weights
    lenient_read: Weights
    opposite: Weights
    threshold: float
    opposite_threshold: float
    hopeless: float

    def threshold_of(self, polarity: Polarity) -> float:
        """Return the probability from which two that stand so to each other are one claim."""
        return self.opposite_threshold if polarity is Polarity.OPPOSITE else self.threshold


_PARTS = ("strict_quick", "strict_read", "lenient_quick", "lenient_read", "opposite")


@cache
def judge() -> Judge:
    """Return the weights that ship, read once."""
    held = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    weights = {name: _weights(held[name]) for name in _PARTS}
    return Judge(
        **weights,
        threshold=held["threshold"],
        opposite_threshold=held["opposite_threshold"],
        hopeless=held["hopeless"],
    )


def is_candidate(cosine: float, quick: Likeness) -> bool:
    """Tell whether two contents are to be read together, by the cosine and what is found without that.

    Among many contents most pairs have nothing in common but a subject. Of those that are found to be one claim, two or
    three in a hundred are given up here.
    """
    return cosine >= NEAR and quick.probability >= judge().hopeless


def compare(a: Facts, b: Facts, cosine: float, reading: Reading | None = None) -> Likeness:
    """Return how probably two contents express one proposition, and whether they agree about it.

    `cosine` is that of the vectors of `Facts.affirmed`; `reading` is what `Encoder.reader` says of both texts, which
    makes the answer better. Which of the two comes first makes no difference.
    """
    found = beside(a, b)
    learned = judge()
    strict = learned.strict_quick if reading is None else learned.strict_read
    lenient = learned.lenient_quick if reading is None else learned.lenient_read
    values = with_model(found.features, cosine, reading)
    probability, opposite = strict.probability(values), found.opposite
    if reading is not None and _bare(a) != _bare(b):  # else the negations alone tell
        denied = learned.opposite.probability(of_polarity(found, reading))
        opposite = denied > _EVEN
        probability *= max(denied, 1 - denied)
    reasons = [f"near in meaning ({cosine:.2f})" if cosine >= _NEAR else f"not near in meaning ({cosine:.2f})"]
    if opposite:
        reasons.append("one denies what the other says")
    polarity = Polarity.OPPOSITE if opposite else Polarity.SAME
    doubts = found.doubts if found.vetoes or probability < learned.threshold_of(polarity) else ()
    return Likeness(
        probability=min(probability, VETOED) if found.vetoes else probability,
        closeness=lenient.probability(values),
        polarity=polarity,
        reasons=(*found.vetoes, *doubts, *reasons, *found.shared),
    )


def _bare(facts: Facts) -> list[str]:
    """Return the words of a content without its negations."""
    return re.findall(r"\w+", facts.affirmed.casefold())


_EVEN = 0.5
_NEAR = 0.75


def with_model(features: Sequence[float], cosine: float, reading: Reading | None) -> tuple[float, ...]:
    """Return the features of a pair with what the model says of it."""
    if reading is None:
        return (*features, cosine, cosine * cosine)
    return (*features, cosine, cosine * cosine, reading.one, reading.paraphrase)


def of_polarity(found: Comparison, reading: Reading) -> tuple[float, float]:
    """Return what speaks for the opposite rather than the same: by reading both, and by the rules, 1 or -1."""
    return reading.opposite, 1.0 if found.opposite else -1.0


QUICK = (*FEATURES, "cosine", "cosine squared")
READ = (*QUICK, "read", "read as a paraphrase")
OPPOSITE = ("read", "rules")


def _weights(held: Mapping[str, float]) -> Weights:
    return Weights(names=tuple(held), values=tuple(held.values()))
