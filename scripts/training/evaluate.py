"""A model measured on annotated articles: predictions for a scorer, and confidences that mean what they say."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.extract.encoder.decode import Role
from kg.extract.encoder.reading import Reading
from kg.extract.neural import NeuralExtractor, features
from training.corpus import Article, Marking

BINS = 10


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
        right += list(_right(each.readings, each.article.markings))
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
