"""Scores statements against gold: hand-made annotations of whole articles, `NAME.json` beside `NAME.txt`.

Two statements match when the characters of their contents overlap by half (intersection over union) and their
cues or their sources overlap, or one of them has neither; a gold statement without content matches by its cue.
Pairs are chosen one to one, the best overlap first. A continuation (gold key "continues") may stand alone or be
joined to what it continues. One marked "debatable" is no miss when it is not found and no error when it is. The
shares of fields are over the matched pairs, those of days over the pairs whose gold has a day.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import InputError, MissingInputError
from kg.evaluate.reliability import Reliability
from kg.model import Passage, Run, Saying, Statement

Gold = Mapping[str, Any]
FIELDS = ("source name", "named", "quotation", "act", "polarity", "certainty", "said_on", "chain", "within")
_HALF = 0.5
_NONE: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An annotated article: its text's path, and what was annotated."""

    path: Path
    annotations: Mapping[str, Any]

    @property
    def statements(self) -> Sequence[Gold]:
        """The statements, as annotated."""
        statements: Sequence[Gold] = self.annotations["statements"]
        return statements

    @property
    def published(self) -> date:
        """The day of publication."""
        return date.fromisoformat(self.annotations["published"])


@dataclass(slots=True)
class Score:
    """Counts that add up over articles."""

    gold: int = 0
    predicted: int = 0
    right: int = 0
    exact: int = 0
    traps: int = 0
    agreeing: Counter[str] = field(default_factory=Counter)
    compared: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    reliability: Reliability = field(default_factory=Reliability)

    def add(self, other: "Score") -> None:
        """Add another article's counts."""
        self.gold += other.gold
        self.predicted += other.predicted
        self.right += other.right
        self.exact += other.exact
        self.traps += other.traps
        self.agreeing.update(other.agreeing)
        self.compared.update(other.compared)
        self.missed += other.missed
        self.wrong += other.wrong
        self.reliability.add(other.reliability)

    def figures(self) -> dict[str, float]:
        """Return precision, recall, the share of exact contents, traps, and the share of each field that agrees."""
        shares = {name: _share(self.agreeing[name], self.compared[name]) for name in FIELDS}
        return {
            "precision": _share(self.right, self.predicted),
            "recall": _share(self.right, self.gold),
            "exact content": _share(self.exact, self.right),
            "on furniture or traps": float(self.traps),
            **shares,
        }


def read_gold(folder: Path) -> Iterator[GoldArticle]:
    """Yield the annotated articles of a folder, by name; raises an InputError when there are none or one is broken."""
    paths = sorted(path for path in folder.glob("*.json") if path.with_suffix(".txt").exists())
    if not paths:
        raise MissingInputError(f"{folder} holds no annotated articles: NAME.json beside NAME.txt")
    for path in paths:
        try:
            annotations = json.loads(path.read_text(encoding="utf-8"))
            article = GoldArticle(path=path.with_suffix(".txt"), annotations=annotations)
            _ = article.statements, article.published, annotations["publisher"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path} is no annotation in this project's form: {error!r}") from error
        yield article


def score(article: GoldArticle, run: Run) -> Score:
    """Score a run of an annotated article."""
    gold, predicted = article.statements, run.statements
    pairs = _align(gold, predicted)
    joined = {name for _, _, _, taken in pairs for name in taken}
    found = {index for index, *_ in pairs}
    optional = {i for i, g in enumerate(gold) if g.get("debatable") or (g["id"] in joined and i not in found)}
    matched = {p for _, p, _, _ in pairs}
    counts = Score(
        gold=len(gold) - len(optional),
        predicted=len(predicted) - len(pairs),
        traps=_traps(article.annotations, predicted),
        missed=[f"{article.path.stem} {g['id']}" for i, g in enumerate(gold) if i not in found | optional],
        wrong=[
            f"{article.path.stem}: {s.content.text if s.content else s.cue and s.cue.text}"
            for i, s in enumerate(predicted)
            if i not in matched
        ],
        reliability=Reliability([(s.confidence, False) for i, s in enumerate(predicted) if i not in matched]),
    )
    partners = {gold[g]["id"]: predicted[p].id for g, p, _, _ in pairs}
    names = _Names(article.annotations.get("aliases") or {})
    for g, p, overlap, _ in pairs:
        if g in optional:
            continue
        counts.predicted += 1
        counts.right += 1
        counts.reliability.results.append((predicted[p].confidence, True))
        counts.exact += overlap == 1.0
        for name, agrees in _fields(gold[g], predicted[p], names, partners):
            counts.compared[name] += 1
            counts.agreeing[name] += agrees
    return counts


class _Names:
    """Compares names without case, leading article and curly apostrophes, and by the gold's aliases."""

    def __init__(self, aliases: Mapping[str, Sequence[str]]) -> None:
        self._aliases: dict[str, str] = {}
        self._aliases = {str(self(other)): str(self(name)) for name, others in aliases.items() for other in others}

    def __call__(self, name: str | None) -> str | None:
        if name is None:
            return None
        plain = " ".join(name.replace("’", "'").casefold().split()).removeprefix("the ")
        return self._aliases.get(plain, plain)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _characters(spans: Iterable[Sequence[int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def _of(passage: Passage | None) -> set[int]:
    return _characters([(s.start, s.end) for s in passage.spans]) if passage else set()


def _overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 1.0


def _align(gold: Sequence[Gold], predicted: Sequence[Statement]) -> list[tuple[int, int, float, tuple[str, ...]]]:
    """Return (gold, predicted, overlap of contents, ids of continuations taken in) for the matched pairs."""
    candidates = []
    for g, annotated in enumerate(gold):
        cue, source, content = (_characters(annotated[role]) for role in ("cue", "source", "content"))
        whole, following = _with_continuations(annotated, gold)
        for p, statement in enumerate(predicted):
            said, said_cue, said_source = _of(statement.content), _of(statement.cue), _of(statement.source_words)
            touching = bool(cue & said_cue) + bool(source & said_source)
            if not content:
                if cue & said_cue:
                    candidates.append((touching + 0.5, 1.0, g, p, _NONE))
                continue
            overlap, taken = _overlap(content, said), _NONE
            if following and _overlap(whole, said) > overlap:
                overlap, taken = _overlap(whole, said), following
            bare = not (cue or source) or not (said_cue or said_source)
            if overlap >= _HALF and (touching or bare):
                candidates.append((overlap + touching, overlap, g, p, taken))
    chosen: list[tuple[int, int, float, tuple[str, ...]]] = []
    for _, overlap, g, p, taken in sorted(candidates, reverse=True):
        if all(g != other and p != another for other, another, _, _ in chosen):
            chosen.append((g, p, overlap, taken))
    return chosen


def _with_continuations(annotated: Gold, gold: Sequence[Gold]) -> tuple[set[int], tuple[str, ...]]:
    following = [other for other in gold if other.get("continues") == annotated["id"]]
    whole = _characters(annotated["content"])
    for other in following:
        whole |= _with_continuations(other, gold)[0]
    return whole, tuple(other["id"] for other in following)


def _traps(annotations: Mapping[str, Any], predicted: Sequence[Statement]) -> int:
    """Count statements that are mostly page furniture, or whose cue or whole content was marked as none."""
    furniture = _characters(annotations.get("furniture") or ())
    traps = [_characters(trap["spans"]) for trap in annotations.get("not_statements") or ()]
    count = 0
    for statement in predicted:
        content, cue = _of(statement.content), _of(statement.cue)
        trapped = any((cue and cue <= trap) or (content and content == trap) for trap in traps)
        count += trapped or len(content & furniture) * 2 > len(content) > 0
    return count


def _fields(gold: Gold, statement: Statement, names: _Names, partners: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    also: Mapping[str, Sequence[Any]] = gold.get("also") or {}
    source = statement.source
    name = names(source.name) if source.named else None
    yield "source name", name in [names(n) for n in (gold["source_entity"], *also.get("source_entity", ()))]
    yield "named", source.named in (gold["named"], *also.get("named", ()))
    chain = [names(link) for link in statement.chain[1:]]
    yield "chain", chain in [[names(link) for link in c[1:]] for c in (gold["chain"], *also.get("chain", ()))]
    outer = (gold["within"], *also.get("within", ()))
    yield "within", statement.within in [partners.get(w, "missed") if w else None for w in outer]
    for label in ("quotation", "act", "polarity", "certainty"):
        yield label, getattr(statement, label).value in (gold[label], *also.get(label, ()))
    said = gold.get("said_on")
    if said and (said.get("start") or said.get("end")):
        yield (
            "said_on",
            _days(statement.said_on)
            in [(d.get("start"), d.get("end")) if d else None for d in (said, *also.get("said_on", ()))],
        )


def _days(saying: Saying | None) -> tuple[str | None, ...] | None:
    if saying is None:
        return None
    return tuple(day.isoformat() if day else None for day in (saying.start, saying.end))
