"""Labelled groups of statements of our own writing, and the pairs that follow from them.

A file holds groups, with an empty line between them:

    = a statement
    + one that says the same
    - one that says the opposite
    x kind | one that is another claim, though it looks alike

Whatever says the same as the first says the same as each other, and so do those that say the opposite of it. Or it is a
story: statements on one subject of which no two say the same or the opposite.

    ~ a statement
    ~ another
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import combinations
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "groups"
KEPT_BACK = Path(__file__).parent / "kept-back"
"""Groups that nothing is trained with: `fit_likeness.py` fits probabilities on them."""


class Label(IntEnum):
    """What two statements are to each other, as the network counts it."""

    SAME = 0
    OPPOSITE = 1
    DIFFERENT = 2


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two statements and what they are to each other."""

    a: str
    b: str
    label: Label


@dataclass(slots=True)
class Group:
    """Statements that say the same, their opposites, and others; or those of a story."""

    same: list[str] = field(default_factory=list)
    opposite: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    story: list[str] = field(default_factory=list)

    @property
    def texts(self) -> Iterator[str]:
        """All its statements."""
        yield from (*self.same, *self.opposite, *self.different, *self.story)

    def pairs(self, random: Random, *, others: Sequence[str]) -> Iterator[Labelled]:
        """Yield every pair whose label follows, but for some of the more frequent kinds.

        `others` are statements of other groups.
        """
        for a, b in combinations(self.same, 2):
            yield Labelled(a, b, Label.SAME)
        for a, b in combinations(self.opposite, 2):
            yield Labelled(a, b, Label.SAME)
        for a in self.opposite:
            for b in random.sample(self.same, min(3, len(self.same))):
                yield Labelled(a, b, Label.OPPOSITE)
        for a in self.different:
            for b in random.sample(self.same, min(2, len(self.same))):
                yield Labelled(a, b, Label.DIFFERENT)
            if self.opposite and random.random() < OF_OPPOSITE:
                yield Labelled(a, random.choice(self.opposite), Label.DIFFERENT)
        apart = list(combinations(self.story, 2))
        for a, b in random.sample(apart, min(OF_STORY, len(apart))):
            yield Labelled(a, b, Label.DIFFERENT)
        if others and self.same:
            yield Labelled(random.choice(self.same), random.choice(others), Label.DIFFERENT)


OF_OPPOSITE = 0.3
"""How often what is another claim is set beside the opposite, too."""
OF_STORY = 25
"""How many pairs of a story are taken at a time."""


def read_groups(path: Path) -> list[Group]:
    """Return the groups of a file; raises ValueError, which names the line, for what is none."""
    groups: list[Group] = []
    before = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        mark, _, text = line.strip().partition(" ")
        if mark == "=":
            groups.append(Group(same=[text]))
        elif mark == "~":
            if before != "~":
                groups.append(Group())
            groups[-1].story.append(text)
        elif mark == "+" and groups:
            groups[-1].same.append(text)
        elif mark == "-" and groups:
            groups[-1].opposite.append(text)
        elif mark == "x" and groups and " | " in text:
            groups[-1].different.append(text.partition(" | ")[2])
        elif mark:
            raise ValueError(f"{path}, line {number}: {line!r} begins with none of =, +, -, ~ and x kind |")
        before = mark
    return groups
