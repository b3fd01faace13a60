"""An article's text cut where statements begin and end, so that each piece knows what it is part of."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kg.model import Passage, Span, Statement

Role = Literal["source", "cue", "content"]
DEEPEST = 3
"""Levels of nesting that are drawn apart; deeper ones look like the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """That a piece of text is the source, the cue or (part of) the content of a statement.

    `statement` is its index in the order of the text, `level` the number of statements around it.
    """

    statement: int
    role: Role
    level: int


Stretch = tuple[Mark, Span]
"""A mark, and from where to where it reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of text with the same marks throughout, the innermost last; `begins` are statements starting here."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]
    begins: tuple[int, ...]

    @property
    def classes(self) -> str:
        """The names under which the style sheet knows the roles and levels."""
        names = {"in" + str(mark.level) if mark.role == "content" else mark.role for mark in self.marks}
        return " ".join(sorted(names))

    @property
    def statements(self) -> tuple[int, ...]:
        """The statements that this piece belongs to, the innermost last."""
        return tuple(dict.fromkeys(mark.statement for mark in self.marks))


def in_order(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements in the order in which they begin in the text, outer ones first."""
    return sorted(statements, key=lambda statement: (_first(statement), -_last(statement), statement.id))


def segments(text: str, statements: Sequence[Statement]) -> list[Segment]:
    """Cut a text at all boundaries of the statements' spans; the pieces put together are the text."""
    levels = _levels(statements)
    opening: defaultdict[int, list[Stretch]] = defaultdict(list)
    closing: defaultdict[int, list[Stretch]] = defaultdict(list)
    begins: defaultdict[int, list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        begins[_first(statement)].append(index)
        for role, passage in _passages(statement):
            mark = Mark(statement=index, role=role, level=levels[statement.id])
            for span in passage.spans:
                opening[span.start].append((mark, span))
                closing[span.end].append((mark, span))
    cuts = sorted({0, len(text), *opening, *closing})
    active: list[Stretch] = []
    pieces = []
    for start, end in pairwise(cuts):
        still = [stretch for stretch in active if stretch not in closing[start]]
        active = sorted([*still, *opening[start]], key=_depth)
        marks = tuple(mark for mark, _ in active)
        pieces.append(Segment(start=start, end=end, text=text[start:end], marks=marks, begins=tuple(begins[start])))
    return pieces


def _depth(stretch: Stretch) -> tuple[bool, int, int]:
    """Order marks from the outermost: sources and cues tell more of a place than the content they stand in."""
    mark, span = stretch
    return mark.role != "content", mark.level, span.start - span.end


def _levels(statements: Sequence[Statement]) -> Mapping[str, int]:
    around = {statement.id: statement.within for statement in statements}
    levels = {}
    for identifier in around:
        seen = {identifier}
        outer = around[identifier]
        while outer in around and outer not in seen:
            seen.add(outer)
            outer = around[outer]
        levels[identifier] = min(len(seen) - 1, DEEPEST)
    return levels


def _passages(statement: Statement) -> list[tuple[Role, Passage]]:
    parts: list[tuple[Role, Passage | None]] = [
        ("source", statement.source_words),
        ("cue", statement.cue),
        ("content", statement.content),
    ]
    return [(role, passage) for role, passage in parts if passage]


def _first(statement: Statement) -> int:
    return min((passage.spans[0].start for _, passage in _passages(statement)), default=0)


def _last(statement: Statement) -> int:
    return max((passage.spans[-1].end for _, passage in _passages(statement)), default=0)
