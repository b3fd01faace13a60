"""What changed between the statements of two versions of an article."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from kg.model import Passage, Statement

LEAST = 0.6
"""How much alike two statements have to be for the one to be the other in new words."""
_CONTENT, _SOURCE, _CUE = 0.7, 0.2, 0.1
"""What each part counts for."""
_ROWS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What became of the statements of an older version in a newer one; pairs hold the older statement first.

    `kept` have the same source, cue and content, wherever they stand; `reworded` are alike, the likest first;
    `gone` are only in the older version, `added` only in the newer.
    """

    kept: tuple[tuple[Statement, Statement], ...]
    gone: tuple[Statement, ...]
    added: tuple[Statement, ...]
    reworded: tuple[tuple[Statement, Statement], ...]


def changes(old: Sequence[Statement], new: Sequence[Statement]) -> Changes:
    """Return what changed between the statements of two versions, given in the order of their texts."""
    waiting: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for place, statement in enumerate(new):
        waiting[_said(statement)].append(place)
    kept = {
        place: waiting[key].popleft() for place, statement in enumerate(old) if waiting.get(key := _said(statement))
    }
    left = [place for place in range(len(old)) if place not in kept]
    come = sorted(place for places in waiting.values() for place in places)
    reworded: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in sorted(_alike(old, new, left, come)):
        if one not in reworded and other not in taken:
            reworded[one] = other
            taken.add(other)
    return Changes(
        kept=tuple((old[one], new[other]) for one, other in kept.items()),
        gone=tuple(old[place] for place in left if place not in reworded),
        added=tuple(new[place] for place in come if place not in taken),
        reworded=tuple((old[one], new[other]) for one, other in reworded.items()),
    )


def _alike(
    old: Sequence[Statement], new: Sequence[Statement], left: Sequence[int], come: Sequence[int]
) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs that may be one statement in other words: how unlike they are, and their places."""
    contents = [_said(new[place])[2] for place in come]
    others = [_said(new[place]) for place in come]
    for start in range(0, len(left), _ROWS):
        rows = left[start : start + _ROWS]
        scores = process.cdist([_said(old[place])[2] for place in rows], contents, scorer=fuzz.ratio)
        least = 100 * (LEAST - _SOURCE - _CUE) / _CONTENT  # less is too little, even of the same source and cue
        for row, column in zip(*(scores >= least).nonzero(), strict=True):
            alike = _likeness(_said(old[rows[row]]), others[column], float(scores[row, column]))
            if alike >= LEAST:
                yield 1 - alike, rows[row], come[column]


def _likeness(one: tuple[str, str, str], other: tuple[str, str, str], content: float) -> float:
    """Return how much alike two statements are, 0–1, whose contents are so much alike, 0–100."""
    around = _SOURCE * fuzz.ratio(one[0], other[0]) + _CUE * fuzz.ratio(one[1], other[1])
    if not one[2] and not other[2]:  # neither says what: who, and how, is all there is
        return around / (_SOURCE + _CUE) / 100
    return (_CONTENT * content + around) / 100


def _said(statement: Statement) -> tuple[str, str, str]:
    """Return source, cue and content as they are compared: without letter case and punctuation."""
    return utils.default_process(statement.source.name), _words(statement.cue), _words(statement.content)


def _words(passage: Passage | None) -> str:
    return " ".join(utils.default_process(passage.text).split()) if passage else ""
