"""The lines of a message: what its sender wrote, or passed on, without replies and signatures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice, pairwise

from kg.intake.formats.prose import letters, paragraph

_PASSED_ON = re.compile(
    r"^\s*(?:-{2,}\s*forwarded\s+(?:message|by\b.*?)\s*-{2,}|begin\s+forwarded\s+message:)\s*$", re.IGNORECASE
)
_ORIGINAL = re.compile(r"^\s*(?:-{3,}\s*original\s+(?:message|appointment)\s*-{3,}|_{10,})\s*$", re.IGNORECASE)
_HEAD = re.compile(
    r"^[\s>*]*(?P<key>from|sent|date|to|cc|subject|reply-to|importance)\s*:\*?\s*(?P<value>.*)$", re.IGNORECASE
)
_WROTE = re.compile(
    r"^\s*(?:on|am|le|el)\b.{6,200}\b(?:wrote|schrieb|écrit|escribió)\s*:?\s*$|^\s*[^\n]{0,100}\bwrote:\s*$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^-- ?$")
_LONGEST_SIGNATURE = 12
_ADDED = re.compile(
    r"^\s*(?:sent\s+from\s+(?:my|mail\s+for|yahoo)\b.*|get\s+outlook\s+for\b.*|(?:to\s+)?unsubscribe\b.*|view\s+(?:this|it)\s+.{0,20}"
    r"\bin\s+your\s+browser.*|you\s+(?:have\s+)?receiv(?:ed|e)\s+this\s+e?-?mail\b.*|update\s+your\s+preferences.*)$",
    re.IGNORECASE,
)
_OWN_LINE = re.compile(r"^\s*(?:[-*•–—]\s|\d{1,2}[.)]\s|[A-Z][\w ]{1,20}:\s)")
_WIDEST = 100
"""Characters of a line from which a program has not broken it."""
_NARROWEST = 50
_ADDS_LITTLE = 400
"""Letters that a sender may write in front of what is passed on, as an introduction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The paragraphs of a message; where it passes another one on, the head of that, by its keys in lower case."""

    paragraphs: tuple[str, ...]
    head: dict[str, str] = field(default_factory=dict)


def written(text: str, *, passes_on: bool, flowed: bool = False) -> Written:
    """Return what the sender of a text wrote, or what is passed on with it.

    `passes_on` tells that the subject says so; `flowed` that lines which end in a blank go on in the next.
    """
    lines = text.splitlines()
    own, head, behind = _parted(lines, passes_on)
    own = _without_signature(_without_replies(own))
    if head or behind:
        other = _without_signature(_unquoted(behind))
        if len(letters("".join(own))) <= _ADDS_LITTLE:
            return Written(paragraphs=_paragraphs(other, flowed), head=head)
        own = [*own, "", *other]
    return Written(paragraphs=_paragraphs(own, flowed))


def _parted(lines: Sequence[str], passes_on: bool) -> tuple[list[str], dict[str, str], list[str]]:
    """Return the lines of the sender, the head of a message that is passed on, and its lines.

    The original message below a reply is left out.
    """
    for number, line in enumerate(lines):
        if _PASSED_ON.match(line):
            head, start = _head(lines, number + 1)
            return list(lines[:number]), head, list(lines[start:])
        below = number + 1 if _ORIGINAL.match(line) else number
        if below == number and not _HEAD.match(line):
            continue
        head, start = _head(lines, below)
        if "from" in head and ("sent" in head or "date" in head) and (below > number or number > 0 or passes_on):
            return list(lines[:number]), head if passes_on else {}, list(lines[start:]) if passes_on else []
    return list(lines), {}, []


def _head(lines: Sequence[str], start: int) -> tuple[dict[str, str], int]:
    """Return the head that begins at a line, and the number of the line behind it."""
    while start < len(lines) and not lines[start].strip(" >"):
        start += 1
    found: dict[str, str] = {}
    while start < len(lines) and (match := _HEAD.match(lines[start])):
        found.setdefault(match["key"].lower(), paragraph(match["value"].replace("*", "")))
        start += 1
    return found, start


def _without_replies(lines: Sequence[str]) -> list[str]:
    """Return lines without those that quote another message; all of them unquoted where there are no others."""
    kept: list[str] = []
    for number, line in enumerate(lines):
        if line.lstrip().startswith(">"):
            continue
        if _WROTE.match(line) and _is_quoted_behind(lines, number):
            if kept and not line.lstrip().lower().startswith("on ") and re.match(r"\s*on\b", kept[-1], re.IGNORECASE):
                kept.pop()
            continue
        kept.append(line)
    return kept if any(line.strip() for line in kept) else _unquoted(lines)


def _is_quoted_behind(lines: Sequence[str], number: int) -> bool:
    filled = (line for line in islice(lines, number + 1, None) if line.strip())
    return next(filled, "").lstrip().startswith(">")


def _unquoted(lines: Sequence[str]) -> list[str]:
    """Return lines without the marks of quotation that all of them have."""
    while (filled := [line for line in lines if line.strip()]) and all(
        line.lstrip().startswith(">") for line in filled
    ):
        lines = [re.sub(r"^\s*> ?", "", line) for line in lines]
    return list(lines)


def _without_signature(lines: Sequence[str]) -> list[str]:
    for number, line in enumerate(lines):
        if _SIGNATURE.match(line) and (line == "-- " or len(lines) - number <= _LONGEST_SIGNATURE):
            lines = lines[:number]
            break
    return [line for line in lines if not _ADDED.match(line)]


def _paragraphs(lines: Sequence[str], flowed: bool) -> tuple[str, ...]:
    """Return the paragraphs of lines, those that a program broke put together again."""
    width = _width(lines)
    result: list[str] = []
    for _, block in groupby(lines, key=lambda line: bool(line.strip())):
        words = ""
        for before, line in pairwise(["", *block]):
            goes_on = before.endswith(" ") if flowed else before != "" and _goes_on(before, line, width)
            words += (" " if goes_on else "\n") + line
        result.append("\n".join(filter(None, map(paragraph, words.split("\n")))))
    return tuple(filter(None, result))


def _width(lines: Sequence[str]) -> int:
    """Return how wide the lines are at most, 0 where no program broke them."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not lengths or lengths[int(len(lengths) * 0.95)] > _WIDEST:
        return 0
    return max(_NARROWEST, lengths[-1] if lengths[-1] <= _WIDEST else lengths[int(len(lengths) * 0.95)])


def _goes_on(before: str, line: str, width: int) -> bool:
    """Tell whether a line was broken where it ends: the next word did not fit into it."""
    if not width or _OWN_LINE.match(line):
        return False
    return len(before.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) > width - 2 if line.strip() else False
