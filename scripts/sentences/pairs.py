"""Pairs of sentences: one value for all of them, and the corpus that others labelled."""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

GROUPS, HELD_OUT, CALIBRATION = 16, (0, 4, 8, 12), (1, 9)
"""Of so many groups of a corpus these are held out, and on these probabilities are fitted."""


class Part(StrEnum):
    """What the parts of a corpus are for; they share no sentence."""

    LEARNED = "learned"
    CALIBRATION = "calibration"
    HELD_OUT = "held-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two sentences, and whether they say the same."""

    a: str
    b: str
    same: bool


def read_mrpc(path: Path) -> list[Pair]:
    """Return the pairs of a file in the form of the Microsoft Research Paraphrase Corpus."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return [Pair(a=row[3], b=row[4], same=row[0] == "1") for row in rows]


def parted(pairs: Sequence[Pair]) -> dict[Part, list[Pair]]:
    """Return the parts of a corpus.

    Pairs that are joined by sentences are one group; the hash of its first sentence tells where it goes.
    """
    leader: dict[str, str] = {}

    def lead(sentence: str) -> str:
        while (above := leader.setdefault(sentence, sentence)) != sentence:
            sentence = above
        return sentence

    for pair in pairs:
        one, other = sorted((lead(_key(pair.a)), lead(_key(pair.b))))
        leader[other] = one
    parts: dict[Part, list[Pair]] = {part: [] for part in Part}
    for pair in pairs:
        group = hashlib.sha256(lead(_key(pair.a)).encode()).digest()[0] % GROUPS
        part = Part.HELD_OUT if group in HELD_OUT else Part.CALIBRATION if group in CALIBRATION else Part.LEARNED
        parts[part].append(pair)
    return parts


def write_mrpc(pairs: Iterable[Pair], path: Path) -> None:
    """Write pairs in the form of the corpus."""
    lines = ["Quality\t#1 ID\t#2 ID\t#1 String\t#2 String"]
    lines += [f"{int(pair.same)}\t0\t0\t{pair.a}\t{pair.b}" for pair in pairs]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _key(sentence: str) -> str:
    return " ".join(sentence.casefold().split())
