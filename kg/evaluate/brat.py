"""Scores attributions against a folder in brat's standoff form, as the PolNeAR corpus has it.

A folder holds `NAME.txt` and `NAME.ann`, or `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`; of several
annotators the first by name is the gold. An event (E line) joins the spans of a source, a cue and a content.

Each piece of a span loses white space and punctuation at its edges, and pieces with no letter or digit between
them are joined, before spans are compared. Spans are scored by their exact agreement. Statements are matched one
to one, the most alike first: a pair is right *leniently* when cue, source and content each share a token (or
are absent on both sides), *strictly* when all three are equal. After Pareti (2015) and Newell et al. (2018).
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError, MissingInputError
from kg.evaluate.reliability import Reliability
from kg.model import Attribution, Passage

ROLES = ("source", "cue", "content")
Intervals = tuple[tuple[int, int], ...]
Roles = Mapping[str, Intervals]
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_KEPT = frozenset("$€£¥%+¢₩")


@dataclass(frozen=True, slots=True, kw_only=True)
class BratArticle:
    """A text with its gold statements, each a table of the intervals of its roles."""

    name: str
    text: str
    statements: tuple[Roles, ...]


@dataclass(slots=True)
class BratScore:
    """Counts that add up over articles."""

    counts: Counter[str] = field(default_factory=Counter)
    reliability: Reliability = field(default_factory=Reliability)

    def add(self, other: "BratScore") -> None:
        """Add another article's counts."""
        self.counts.update(other.counts)
        self.reliability.add(other.reliability)

    def figures(self) -> dict[str, float]:
        """Return F1 for each role's spans, and for statements leniently and strictly, with precision and recall."""
        found: dict[str, float] = {}
        for what in (*(f"{role} exact" for role in ROLES), "statements lenient", "statements strict"):
            kind = what.split()[0]
            right, gold, predicted = (self.counts[what], self.counts[f"{kind} gold"], self.counts[f"{kind} predicted"])
            precision, recall = right / predicted if predicted else 0.0, right / gold if gold else 0.0
            found[f"{what} precision"] = precision
            found[f"{what} recall"] = recall
            found[f"{what} F1"] = 2 * precision * recall / (precision + recall) if right else 0.0
        return found


def is_brat(folder: Path) -> bool:
    """Tell whether a folder is in brat's form."""
    return (folder / "attributions").is_dir() or any(folder.glob("*.ann"))


def read_brat(folder: Path) -> Iterator[BratArticle]:
    """Yield the annotated articles of a folder, by name; raises an InputError when there are none."""
    texts = folder / "text" if (folder / "text").is_dir() else folder
    annotations = folder / "attributions" if (folder / "attributions").is_dir() else folder
    by_name: dict[str, list[Path]] = defaultdict(list)
    known = {path.stem for path in texts.glob("*.txt")}
    for path in sorted(annotations.glob("*.ann")):
        name = path.stem if path.stem in known else path.stem.rpartition("_")[0]
        if name in known:
            by_name[name].append(path)
    if not by_name:
        raise MissingInputError(f"{folder} holds no annotated articles: NAME.ann beside NAME.txt")
    for name in sorted(by_name):
        text = (texts / f"{name}.txt").read_bytes().decode("utf-8")
        yield BratArticle(name=name, text=text, statements=tuple(_read_events(by_name[name][0], text)))


def score(article: BratArticle, attributions: Iterable[Attribution]) -> BratScore:
    """Score attributions; nested ones are left out, because such a corpus marks none."""
    outermost = [a for a in attributions if a.within is None]
    passages = [{"source": a.source, "cue": a.cue, "content": a.content} for a in outermost]
    predicted = [
        {role: _normal(article.text, _places(passage)) for role, passage in roles.items()} for roles in passages
    ]
    gold = article.statements
    counts: Counter[str] = Counter()
    for role in ROLES:
        expected = {statement[role] for statement in gold if statement[role]}
        found = {statement[role] for statement in predicted if statement[role]}
        counts[f"{role} gold"] += len(expected)
        counts[f"{role} predicted"] += len(found)
        counts[f"{role} exact"] += len(expected & found)
    counts["statements gold"] += len(gold)
    counts["statements predicted"] += len(predicted)
    tokens = _Tokens(article.text)
    right: set[int] = set()
    for g, p in _pairs(gold, predicted, tokens):
        one, other = gold[g], predicted[p]
        if all(tokens.of(one[role]) & tokens.of(other[role]) or one[role] == other[role] == () for role in ROLES):
            right.add(p)
        counts["statements strict"] += all(one[role] == other[role] for role in ROLES)
    counts["statements lenient"] += len(right)
    return BratScore(counts, Reliability([(a.confidence, p in right) for p, a in enumerate(outermost)]))


class _Tokens:
    """The tokens of a text, by number."""

    def __init__(self, text: str) -> None:
        self._places = [match.span() for match in _TOKEN.finditer(text)]
        self._known: dict[Intervals, frozenset[int]] = {}

    def of(self, intervals: Intervals) -> frozenset[int]:
        """Return the numbers of the tokens that share a character with the intervals."""
        if intervals not in self._known:
            self._known[intervals] = frozenset(number for place in intervals for number in self._within(*place))
        return self._known[intervals]

    def _within(self, start: int, end: int) -> Iterator[int]:
        number = bisect_left(self._places, (start, start))
        if number and self._places[number - 1][1] > start:
            number -= 1
        while number < len(self._places) and self._places[number][0] < end:
            yield number
            number += 1


def _read_events(path: Path, text: str) -> Iterator[Roles]:
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            places = rest.partition("\t")[0].partition(" ")[2]
            try:
                spans[key] = [(int(a), int(b)) for a, b in (piece.split() for piece in places.split(";"))]
            except ValueError as error:
                raise InputError(f"{path}: {line[:60]!r} is no span: {error}") from error
        elif key.startswith("E"):
            events.append(rest.split())
    for event in events:
        roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for part in event:
            role, _, reference = part.partition(":")
            roles[role.rstrip("0123456789").lower()] += spans.get(reference, [])
        if roles["cue"] or roles["content"]:
            yield {role: _normal(text, roles[role]) for role in ROLES}


def _places(passage: Passage | None) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in passage.spans] if passage else []


def _normal(text: str, places: Iterable[tuple[int, int]]) -> Intervals:
    """Trim the pieces, and join those with no letter or digit between them."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(_trimmed(text, start, end) for start, end in places):
        if start >= end:
            continue
        if joined and not any(character.isalnum() for character in text[joined[-1][1] : start]):
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    inner = [i for i, character in enumerate(piece, start) if character.isalnum() or character in _KEPT]
    if inner:
        return inner[0], inner[-1] + 1
    bare = piece.strip()
    lead = len(piece) - len(piece.lstrip())
    return start + lead, start + lead + len(bare)


def _pairs(gold: Sequence[Roles], predicted: Sequence[Roles], tokens: _Tokens) -> Iterator[tuple[int, int]]:
    """Yield the numbers of statements matched one to one: those that agree in most roles first, then in most tokens."""
    candidates = []
    for g, one in enumerate(gold):
        for p, other in enumerate(predicted):
            sizes = [(tokens.of(one[role]), tokens.of(other[role])) for role in ROLES]
            shared = [len(a & b) for a, b in sizes]
            if not any(shared):
                continue
            agreeing = sum(bool(n) or not (a or b) for n, (a, b) in zip(shared, sizes, strict=True))
            exact = sum(one[role] == other[role] for role in ROLES)
            alike = sum(2 * n / (len(a) + len(b)) for n, (a, b) in zip(shared, sizes, strict=True) if n)
            candidates.append((-agreeing, -(shared[1] > 0), -exact, -alike, g, p))
    taken: set[tuple[str, int]] = set()
    for *_, g, p in sorted(candidates):
        if ("gold", g) not in taken and ("predicted", p) not in taken:
            taken |= {("gold", g), ("predicted", p)}
            yield g, p
