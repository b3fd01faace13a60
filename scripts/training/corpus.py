"""A folder of articles in brat's standoff format, in PolNeAR's layout, as articles with marked statements."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from kg.extract.encoder.decode import Role
from kg.extract.encoder.quotes import Inside, marked
from kg.extract.text import paragraphs
from training.mentions import Mentions, Piece

_KEPT = frozenset("$€£¥%+¢₩")


@dataclass(frozen=True, slots=True)
class Marking:
    """One marked statement: for each role its pieces, in order."""

    pieces: dict[Role, tuple[Piece, ...]]


@dataclass(frozen=True, slots=True)
class Article:
    """An article with what its annotators marked, None where nobody did; `lowered` tells that its case is hidden."""

    name: str
    text: str
    markings: tuple[Marking, ...] | None
    lowered: bool = False
    mentions: Mentions | None = None


def read(folder: Path) -> Iterator[Article]:
    """Yield the annotated articles of a folder with `text/` and `attributions/`, in the order of their names.

    Where an article was annotated several times, the annotator that sorts first counts.
    """
    by_name = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        name, _, annotator = path.stem.rpartition("_")
        by_name[name if annotator else path.stem].append(path)
    for path in sorted((folder / "text").glob("*.txt")):
        if by_name[path.stem]:
            text = path.read_bytes().decode("utf-8")
            yield Article(path.stem, text, tuple(_markings(text, by_name[path.stem][0])))


def _markings(text: str, path: Path) -> Iterator[Marking]:
    """Yield the statements of one standoff file."""
    spans: dict[str, list[Piece]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        fields = line.split("\t")
        if line[:1] == "T" and len(fields) > 1:
            _, _, where = fields[1].partition(" ")
            spans[fields[0]] = [(int(a), int(b)) for a, b in (piece.split() for piece in where.split(";"))]
        elif line[:1] == "E" and len(fields) > 1:
            events.append([(role, key) for role, _, key in (part.partition(":") for part in fields[1].split())])
    for event in events:
        pieces = {role: _pieces(text, event, spans, role) for role in Role}
        if pieces[Role.CUE] or pieces[Role.CONTENT]:
            yield Marking(pieces)


def _pieces(text: str, event: list[tuple[str, str]], spans: dict[str, list[Piece]], role: Role) -> tuple[Piece, ...]:
    """Return the pieces of one role of an event, their edges made alike and those that touch joined."""
    found = [
        _trimmed(text, *piece)
        for name, key in event
        if name.rstrip("0123456789").lower() == role.name.lower() and key in spans
        for piece in spans[key]
    ]
    joined: list[Piece] = []
    for start, end in sorted(found):
        if joined and not any(c.isalnum() for c in text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _trimmed(text: str, start: int, end: int) -> Piece:
    """Drop white space and punctuation from both edges, unless nothing else is there."""
    first, last = start, end
    while first < last and not (text[first].isalnum() or text[first] in _KEPT):
        first += 1
    while last > first and not (text[last - 1].isalnum() or text[last - 1] in _KEPT):
        last -= 1
    return (first, last) if first < last else (start, end)


def with_marks(article: Article) -> Article:
    """Let contents take in the quotation marks that stand at their edges, which annotators do now and then."""
    marks = [
        (span.start + q.start, span.start + q.end)
        for span in paragraphs(article.text)
        for q in marked(article.text[span.start : span.end])
        if q.kind is not Inside.OPEN
    ]
    opening = {start for start, _ in marks}
    closing = {end: start for start, end in marks}

    def widened(piece: Piece) -> Piece:
        start, end = piece
        if start - 1 in opening:
            start -= 1
        for place in range(end + 1, min(end + 4, len(article.text) + 1)):
            if place in closing and start <= closing[place] < end:
                return start, place
            if article.text[place - 1].isalnum() or article.text[place - 1].isspace():
                break
        return start, end

    markings = tuple(
        Marking({**m.pieces, Role.CONTENT: tuple(widened(piece) for piece in m.pieces[Role.CONTENT])})
        for m in article.markings or ()
    )
    return replace(article, markings=markings)


_STYLES = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"))


def varied(article: Article, random: Random) -> Article:
    """Return an article with other quotation marks, apostrophes or without capitals, now and then; length unchanged."""
    text = list(article.text)
    if random.random() < 0.3:
        style = random.choices(_STYLES, weights=(3, 4, 3, 2, 1))[0]
        for span in paragraphs(article.text):
            for quotation in marked(article.text[span.start : span.end]):
                if quotation.kind is Inside.SINGLE or (quotation.kind is Inside.OPEN and style[0] in "‘'"):
                    continue
                text[span.start + quotation.start] = style[0]
                if quotation.kind is Inside.DOUBLE:
                    text[span.start + quotation.end - 1] = style[1]
    if random.random() < 0.2:
        straight = random.random() < 0.5
        for place in range(1, len(text) - 1):
            if text[place] in "’'" and text[place - 1].isalnum() and text[place + 1].isalnum():
                text[place] = "'" if straight else "’"
    return replace(article, text="".join(text), lowered=random.random() < 0.03)
