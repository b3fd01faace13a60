"""A model measured on annotated articles: predictions for a scorer, and confidences that mean what they say."""

import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.extract.base import NameClass
from kg.extract.encoder.decode import Role
from kg.extract.encoder.reading import Reading
from kg.extract.neural import NeuralExtractor, features
from kg.model import Span
from training.corpus import Article, Marking

BINS = 10
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Read:
    """An article and what the model reads in it."""

    article: Article
    readings: tuple[Reading, ...]


def read_all(extractor: NeuralExtractor, articles: Sequence[Article]) -> list[Read]:
    """Return what the model reads in articles."""
    return [Read(article, tuple(extractor.readings(article.text))) for article in articles]


def write_predictions(found: Sequence[Read], path: Path) -> None:
    """Write one JSON object a line: the article's name, and the spans of its statements."""
    with path.open("w", encoding="utf-8") as file:
        for each in found:
            statements = [
                {
                    "source": [[r.source.start, r.source.end]] if r.source else [],
                    "cue": [[r.cue.start, r.cue.end]],
                    "content": [[span.start, span.end] for span in r.content],
                }
                for r in each.readings
            ]
            file.write(json.dumps({"doc": each.article.name, "statements": statements}) + "\n")


def scored(scorer: Path, gold: Path, predictions: Path) -> dict[str, Any]:
    """Return what a scoring program says as JSON."""
    command = [sys.executable, str(scorer), str(gold), str(predictions), "--json"]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    figures: dict[str, Any] = json.loads(output)
    return figures


def calibrated(found: Sequence[Read]) -> dict[str, Any]:
    """Fit the confidence to how often statements are right, and measure it on articles it was not fitted to.

    A statement is right when each of its parts shares characters with the same part of one marked statement.
    """
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    side: list[int] = []
    for number, each in enumerate(found):
        rows += [features(r) for r in each.readings]
        right += list(_right(each.readings, each.article.markings or ()))
        side += [number % 2] * len(each.readings)
    values = np.array([list(row.values()) for row in rows])
    target, half = np.array(right, dtype=np.float64), np.array(side)
    held_out = np.zeros(len(target))
    for mine in (0, 1):
        held_out[half == mine] = _chances(values[half == mine], _fitted(values[half != mine], target[half != mine]))
    weights = _fitted(values, target)
    table = list(_reliability(held_out, target))
    error = sum(row["statements"] * abs(row["confidence"] - row["right"]) for row in table) / len(target)
    return {
        "calibration": {name: round(float(weight), 4) for name, weight in zip(rows[0], weights, strict=True)},
        "expected_calibration_error": round(error, 4),
        "reliability": table,
    }


def _right(readings: Sequence[Reading], markings: Sequence[Marking]) -> Iterator[bool]:
    taken: set[int] = set()
    for reading in readings:
        mine = {
            Role.SOURCE: [reading.source] if reading.source else [],
            Role.CUE: [reading.cue],
            Role.CONTENT: list(reading.content),
        }
        match = next(
            (
                index
                for index, marking in enumerate(markings)
                if index not in taken
                and all(
                    any(a < s.end and s.start < b for s in mine[role] for a, b in marking.pieces[role])
                    or not (mine[role] or marking.pieces[role])
                    for role in Role
                )
            ),
            None,
        )
        if match is not None:
            taken.add(match)
        yield match is not None


Numbers = NDArray[np.float64]


def _chances(values: Numbers, weights: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-(values @ weights))))


def _fitted(values: Numbers, target: Numbers, *, ridge: float = 1.0) -> Numbers:
    """Return the weights of a logistic regression by Newton's method; the first value of every row is 1."""
    weights = np.zeros(values.shape[1])
    penalty = np.eye(len(weights)) * ridge
    penalty[0, 0] = 0
    for _ in range(30):
        chance = _chances(values, weights)
        slope = values.T @ (chance - target) + penalty @ weights
        curve = (values * (chance * (1 - chance))[:, None]).T @ values + penalty
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _reliability(chances: Numbers, target: Numbers) -> Iterator[dict[str, float]]:
    """Yield, for each tenth of the scale, how sure the statements are on average and how many are right."""
    rows = np.minimum((chances * BINS).astype(int), BINS - 1)
    for row in range(BINS):
        inside = rows == row
        if inside.any():
            yield {
                "from": row / BINS,
                "statements": int(inside.sum()),
                "confidence": round(float(chances[inside].mean()), 4),
                "right": round(float(target[inside].mean()), 4),
            }


def mentions_scored(extractor: NeuralExtractor, articles: Sequence[Article]) -> dict[str, Any]:
    """Return how well names, and whom pronouns and descriptions mean, are read in articles that have them marked.

    A name counts where its characters and its class are those marked. A pointer is right when the likeliest name lies
    on a marked name of the same one, or when nobody's name is likeliest and none is marked; those that stand before
    every name of theirs are left out.
    """
    gold: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    pointed: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for article in articles:
        if article.mentions is None:
            continue
        marked = {(n.start, n.end, n.kind) for n in article.mentions.names}
        for chunk in extractor.decoded(article.text):
            for kind, ours in _by_class((n.span.start, n.span.end, n.kind) for n in chunk.names).items():
                predicted[kind] += len(ours)
                right[kind] += len(ours & marked)
            low, high = int(chunk.starts[0]), int(chunk.ends[-1])
            for kind, theirs in _by_class(m for m in marked if low <= m[0] < high).items():
                gold[kind] += len(theirs)
            pointers = [p for p in article.mentions.pointers if low <= p.start < high]
            for pointer, found in zip(pointers, chunk.meant([Span(p.start, p.end) for p in pointers]), strict=True):
                names = [article.mentions.names[i] for i in pointer.names]
                if names and not any(name.end <= pointer.start for name in names):
                    continue
                best, chance = max([*found.names, (None, found.none)], key=lambda pair: pair[1])
                is_right = (
                    not names
                    if best is None
                    else any(name.start < best.end and best.start < name.end for name in names)
                )
                form = "pronouns" if " " not in article.text[pointer.start : pointer.end] else "descriptions"
                pointed[form].append((chance, is_right))
    return {
        "names": {kind: _measured(right[kind], predicted[kind], gold[kind]) for kind in sorted(gold)},
        "antecedents": {
            form: {
                "pointers": len(results),
                "right": _rate([ok for _, ok in results]),
                "sure": _rate([chance >= SURE for chance, _ in results]),
                "right when sure": _rate([ok for chance, ok in results if chance >= SURE]),
            }
            for form, results in pointed.items()
        },
    }


def _by_class(names: Iterable[tuple[int, int, NameClass]]) -> dict[str, set[tuple[int, int, NameClass]]]:
    found = defaultdict(set)
    for name in names:
        found[name[2].name.lower()].add(name)
        found["all"].add(name)
    return found


def _measured(right: int, predicted: int, gold: int) -> dict[str, float]:
    return {"gold": gold, "precision": round(right / max(1, predicted), 4), "recall": round(right / max(1, gold), 4)}


def _rate(values: Sequence[bool]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0
