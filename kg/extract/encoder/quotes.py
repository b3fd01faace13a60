"""Quotation marks as a feature of the encoder: which characters of a paragraph stand inside which marks.

This is part of the model: a change here needs a new training. `kg.extract.text.quotations` serves the labels.
"""

import re
from dataclasses import dataclass
from enum import IntEnum


class Inside(IntEnum):
    """What a piece stands in; the numbers are rows of the encoder's embedding."""

    NOTHING = 0
    DOUBLE = 1
    SINGLE = 2
    OPEN = 3


@dataclass(frozen=True, slots=True)
class Marked:
    """The interval `[start, end)` from an opening mark to its closing one, both included."""

    start: int
    end: int
    kind: Inside


_MARK = re.compile(
    r"[“”\"«»„]"
    r"|(?<![\w’'.,;])[‘'](?=[^\W\d])"  # may open a quotation in single marks
    r"|(?<=[\w.,!?…—–-])['’](?!\w)"  # may close one
)


def marked(text: str) -> list[Marked]:
    """Return the outermost quotations of a paragraph; a double mark that nothing closes runs to its end."""
    found: list[Marked] = []
    opened = -1
    single = -1
    for match in _MARK.finditer(text):
        mark, place = match[0], match.start()
        if mark in "‘'’":
            if opened >= 0:
                continue
            if single < 0:
                before = text[place - 1] if place else " "
                single = place if mark != "’" and not before.isalnum() else -1
            elif mark != "‘":
                found.append(Marked(single, place + 1, Inside.SINGLE))
                single = -1
        elif opened < 0:
            if mark not in "”»":
                opened, single = place, -1
        elif mark not in "“«„":
            found.append(Marked(opened, place + 1, Inside.DOUBLE))
            opened = -1
    if opened >= 0:
        found.append(Marked(opened, len(text), Inside.OPEN))
    return found
