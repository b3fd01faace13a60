"""Labelled pairs of contents, and how right the program is about which of them say the same."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from kg.claims.encoder import encoder
from kg.claims.facts import prepare
from kg.claims.same import Likeness, Polarity, compare, is_candidate, judge
from kg.errors import MissingInputError, UnreadableError

_OWN = ["a", "b", "label", "kind"]
_KIND = 3
_PARAPHRASE = 5
"""Columns of the Microsoft Research Paraphrase Corpus: label, two ids, two sentences."""
RECALL = 0.70
"""The recall at which precision is told."""
LENIENT = 0.5
"""The closeness from which two sentences of that corpus are counted as paraphrases."""


class Label(StrEnum):
    """What a person says of a pair."""

    SAME = "same"
    OPPOSITE = "opposite"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPair:
    """Two contents and what a person says of them; `lenient` where only about the same was asked for."""

    a: str
    b: str
    label: Label
    kind: str
    lenient: bool = False


class Way(StrEnum):
    """How pairs can be told: from little to all that the program knows."""

    COSINE = "cosine alone"
    QUICK = "without reading together"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How right one way is about which pairs are the same.

    A cosine alone has no threshold, so it only ranks. `joined` are those among the pairs taken for one claim that are
    one, whatever their polarity, and `found` those found of all that are one claim; both are `None` where pairs are
    only labelled as paraphrases.
    """

    precision: float | None
    recall: float | None
    f1: float | None
    best_f1: float
    precision_at_recall: float
    joined: float | None
    found: float | None
    right_by_kind: Mapping[str, tuple[int, int]]


def read_pairs(path: Path) -> list[LabelledPair]:
    """Return the pairs of a file: columns a, b, label, kind, or those of the Microsoft Research Paraphrase Corpus.

    The kind may be missing. Raises UnreadableError, which names the line, and MissingInputError.
    """
    if not path.is_file():
        raise MissingInputError(f"there is no file {path}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(rows, [])
        if header in (_OWN, _OWN[:-1]):
            read = _own
        elif len(header) == _PARAPHRASE:
            read = _paraphrase
        else:
            raise UnreadableError(
                f"{path} has the columns {', '.join(header) or 'of no header'}: "
                f"give {', '.join(_OWN)}, or label, id, id, sentence, sentence, separated by tabs"
            )
        pairs = []
        for line, row in enumerate(rows, start=2):
            if len(row) != len(header):
                raise UnreadableError(f"{path}, line {line}: {len(row)} columns instead of {len(header)}")
            try:
                pairs.append(read(row))
            except (KeyError, ValueError):
                raise UnreadableError(
                    f"{path}, line {line}: no label is {row[2] if read is _own else row[0]!r}"
                ) from None
    if not pairs:
        raise UnreadableError(f"{path} holds no pairs")
    return pairs


def _own(row: Sequence[str]) -> LabelledPair:
    return LabelledPair(a=row[0], b=row[1], label=Label(row[2]), kind=row[3] if len(row) > _KIND else "any")


def _paraphrase(row: Sequence[str]) -> LabelledPair:
    label = {"1": Label.SAME, "0": Label.DIFFERENT}[row[0]]
    return LabelledPair(
        a=row[3], b=row[4], label=label, kind="paraphrase" if label is Label.SAME else "other", lenient=True
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What the program says of a pair: the cosine, and the likeness without and with reading both together."""

    cosine: float
    quick: Likeness
    full: Likeness


def tell(pairs: Sequence[LabelledPair]) -> Iterator[Told]:
    """Yield what the program says of each pair."""
    model = encoder()
    facts = [(prepare(pair.a), prepare(pair.b)) for pair in pairs]
    vectors = model.encode([each.affirmed for two in facts for each in two])
    cosines = np.einsum("nd,nd->n", vectors[::2], vectors[1::2])
    for (a, b), cosine in zip(facts, cosines.tolist(), strict=True):
        one, other = model.ground([each.as_read for each in (a, b)])
        yield Told(cosine, compare(a, b, cosine), compare(a, b, cosine, model.reader.read(one, other)))


def evaluate(pairs: Sequence[LabelledPair]) -> dict[Way, Figures]:
    """Return how right each way is about pairs."""
    told = list(tell(pairs))
    return {way: figures(pairs, told, way) for way in Way}


def figures(pairs: Sequence[LabelledPair], told: Sequence[Told], way: Way) -> Figures:
    """Return how right one way is."""
    scores, chosen, one_claim = [], [], []
    for pair, each in zip(pairs, told, strict=True):
        score, opposite = _score(pair, each, way)
        limit = LENIENT if pair.lenient else judge().threshold_of(Polarity.OPPOSITE if opposite else Polarity.SAME)
        one_claim.append(way is not Way.COSINE and score >= limit)
        chosen.append(one_claim[-1] and not opposite)
        scores.append(score - 2 * opposite)
    same = np.array([pair.label is Label.SAME for pair in pairs])
    related = np.array([pair.label is not Label.DIFFERENT for pair in pairs])
    precision, recall, f1 = _scored(np.array(chosen), same)
    best_f1, at_recall = _ranked(np.array(scores), same)
    only_ranks = way is Way.COSINE or any(pair.lenient for pair in pairs)
    joined, found, _ = _scored(np.array(one_claim), related)
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for pair, taken, one in zip(pairs, chosen, one_claim, strict=True):
        said = Label.SAME if taken else Label.OPPOSITE if one else Label.DIFFERENT
        by_kind[f"{pair.label}: {pair.kind}"].append(said is pair.label)
    return Figures(
        precision=None if way is Way.COSINE else precision,
        recall=None if way is Way.COSINE else recall,
        f1=None if way is Way.COSINE else f1,
        best_f1=best_f1,
        precision_at_recall=at_recall,
        joined=None if only_ranks else joined,
        found=None if only_ranks else found,
        right_by_kind={kind: (sum(right), len(right)) for kind, right in sorted(by_kind.items())},
    )


def _score(pair: LabelledPair, told: Told, way: Way) -> tuple[float, bool]:
    """Return the score by which a way ranks a pair, and whether it takes it for a contradiction."""
    if way is Way.COSINE:
        return told.cosine, False
    likeness = told.quick if way is Way.QUICK else told.full
    if pair.lenient:
        return likeness.closeness, False
    given_up = way is Way.ALL and not is_candidate(told.cosine, told.quick)  # as where claims are joined
    return likeness.probability - given_up, likeness.polarity is Polarity.OPPOSITE


def _scored(chosen: np.ndarray, right: np.ndarray) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a choice."""
    hits = int((chosen & right).sum())
    precision = hits / chosen.sum() if chosen.any() else 0.0
    recall = hits / right.sum() if right.any() else 0.0
    return float(precision), float(recall), float(2 * precision * recall / (precision + recall)) if hits else 0.0


def _ranked(scores: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Return the best F1 of any threshold, and the precision at the highest one that gives the recall."""
    if not right.any():
        return 0.0, 0.0
    best, at_recall = 0.0, 0.0
    for threshold in sorted(set(scores.tolist()), reverse=True):
        precision, recall, f1 = _scored(scores >= threshold, right)
        best = max(best, f1)
        if recall >= RECALL and not at_recall:
            at_recall = precision
    return best, at_recall
