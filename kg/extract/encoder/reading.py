"""From a text to statements as spans: windows, the model, the best labels, the links. Labels of meaning come later."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.extract.base import Meant, NameClass, Named
from kg.extract.encoder.decode import Floats, Found, Role, best_labels, likeliest_labels, log_softmax, spans
from kg.extract.encoder.links import Linker, Places
from kg.extract.encoder.pieces import Block, Bools, Ints, windows
from kg.extract.encoder.session import Scores, Session
from kg.model import Span

CHUNK = 40
"""Windows that are decoded together; nothing is linked across a chunk's end. What bounds the memory."""
LEAST = 0.01
"""Probability below which nobody is held for possible."""
NEAR_NAMES = 40
"""Names before a chunk that can still be meant in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How probable the model holds each part of a statement; 1 where there is none."""

    source: float
    cue: float
    content: float
    to_source: float
    to_cue: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One statement as the model reads it; `paragraph` is its cue's."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    paragraph: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """What the model makes of a chunk: statements in the order of their first words, names, and the words themselves.

    `chances` [words, LABELS] are log probabilities; `starts` and `ends` are the words' offsets.
    """

    readings: tuple[Reading, ...]
    names: tuple[Named, ...]
    starts: Ints
    ends: Ints
    chances: Floats
    _mentions: "_Mentions"
    _session: Session

    def chance(self, role: Role, span: Span) -> float:
        """Return how probable the model holds it, on average, that the words of a span play a role."""
        low, high = np.searchsorted(self.ends, span.start, "right"), np.searchsorted(self.starts, span.end, "left")
        part = np.exp(self.chances[low:high, 2 * role + 1 : 2 * role + 3]).sum(axis=1)
        return float(part.mean()) if len(part) else 0.0

    def meant(self, pointers: Sequence[Span]) -> list[Meant]:
        """Return whom words of this chunk mean, pronouns or descriptions, among the names before them."""
        return self._mentions.meant(pointers, self._session)


def read(text: str, found: Iterable[Block], session: Session) -> Iterator[Decoded]:
    """Yield what the model makes of a text's blocks, chunk by chunk."""
    chunk: list[list[Block]] = []
    before: _Mentions | None = None
    for window in windows(found):
        chunk.append(window)
        if len(chunk) == CHUNK:
            decoded = _read_chunk(text, chunk, session, before)
            yield decoded
            before = decoded._mentions  # noqa: SLF001 (the names that go on to be meant)
            chunk = []
    if chunk:
        yield _read_chunk(text, chunk, session, before)


def _read_chunk(text: str, chunk: Sequence[Sequence[Block]], session: Session, before: "_Mentions | None") -> Decoded:
    scores = Scores.joined([session.run(window) for window in chunk])
    pieces = _Pieces.of([block for window in chunk for block in window])
    words = scores[pieces.words]
    chances = log_softmax(words.labels)
    found = spans(best_labels(words.labels, pieces.opens, session.steps), chances, Role)
    names = spans(likeliest_labels(words.names, pieces.opens), log_softmax(words.names), NameClass)
    return Decoded(
        readings=tuple(_linked(text, found, pieces, scores.links, session.linker)),
        names=tuple(Named(span=pieces.span(n), kind=n.role, probability=n.probability) for n in names),
        starts=pieces.starts,
        ends=pieces.ends,
        chances=chances,
        _mentions=_Mentions.of(pieces, names, scores.mentions, before),
        _session=session,
    )


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The words of a chunk: their first pieces, places and paragraphs; `opens` where a paragraph begins."""

    words: Ints
    starts: Ints
    ends: Ints
    paragraphs: Ints
    opens: Bools

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> "_Pieces":
        words = np.flatnonzero(np.concatenate([block.first for block in blocks]))
        starts = np.concatenate([block.starts for block in blocks])
        ends = np.concatenate([block.ends for block in blocks])
        lengths = [len(block) for block in blocks]
        paragraphs = np.repeat([block.paragraph for block in blocks], lengths)
        opens = np.zeros(len(starts), dtype=np.bool_)
        for at, block in zip(np.cumsum([0, *lengths[:-1]]), blocks, strict=True):
            opens[at] = not block.continued
        lasts = np.append(words[1:], len(starts)) - 1
        return cls(words, starts[words], ends[lasts], paragraphs[words], opens[words])

    def places(self, found: Sequence[Found[Any]]) -> Places:
        """Return where spans of words stand among the pieces."""
        first = np.array([f.first for f in found], dtype=np.int64)
        last = np.array([f.last for f in found], dtype=np.int64)
        return Places(first=self.words[first], last=self.words[last], paragraph=self.paragraphs[first])

    def span(self, found: Found[Any]) -> Span:
        """Return the characters of a span of words."""
        return Span(int(self.starts[found.first]), int(self.ends[found.last]))


@dataclass(frozen=True, slots=True)
class _Mentions:
    """The names of a chunk and the last ones before it: who can be meant by its pronouns and descriptions.

    Rows of `projected` are names' first and last pieces, then all pieces of the chunk; `offset` is where those begin.
    """

    pieces: _Pieces
    spans: tuple[Span, ...]
    classes: Ints
    places: Places
    projected: Floats
    offset: int

    @classmethod
    def of(
        cls, pieces: _Pieces, names: Sequence[Found[NameClass]], projected: Floats, before: "_Mentions | None"
    ) -> "_Mentions":
        """Return the mentions of a chunk; names before it keep only their own projections."""
        spans = tuple(pieces.span(name) for name in names)
        classes = np.array([name.role for name in names], dtype=np.int64)
        places = pieces.places(names)
        if before is None or not before.spans:
            return cls(pieces, spans, classes, places, projected, 0)
        kept = slice(max(0, len(before.spans) - NEAR_NAMES), None)
        first, last = before.places.first[kept], before.places.last[kept]
        count = len(first)
        ends = np.arange(count)
        return cls(
            pieces,
            before.spans[kept] + spans,
            np.concatenate([before.classes[kept], classes]),
            Places(
                first=np.concatenate([2 * ends, places.first + 2 * count]),
                last=np.concatenate([2 * ends + 1, places.last + 2 * count]),
                paragraph=np.concatenate([before.places.paragraph[kept], places.paragraph]),
            ),
            np.concatenate([before.projected[np.stack([first, last], axis=1).ravel()], projected]),
            2 * count,
        )

    def meant(self, pointers: Sequence[Span], session: Session) -> list[Meant]:
        """Return whom words of the chunk mean."""
        if not pointers:
            return []
        pieces = self.pieces
        low = np.searchsorted(pieces.ends, [span.start for span in pointers], "right")
        high = np.searchsorted(pieces.starts, [span.end for span in pointers], "left") - 1
        low = np.minimum(low, len(pieces.starts) - 1)
        here = Places(
            first=pieces.words[low] + self.offset,
            last=pieces.words[np.maximum(low, high)] + self.offset,
            paragraph=pieces.paragraphs[low],
        )
        chances = session.antecedents.chances(here, self.places, self.classes, self.projected)
        result = []
        for row in chances:
            best = [int(i) for i in np.argsort(-row[:-1], kind="stable") if row[i] >= LEAST]
            result.append(Meant(names=tuple((self.spans[i], float(row[i])) for i in best), none=float(row[-1])))
        return result


def _linked(
    text: str, found: Sequence[Found[Role]], pieces: _Pieces, projected: Floats, linker: Linker
) -> Iterator[Reading]:
    """Join spans to statements; a content without a cue and a cue without a content are dropped."""
    by_role = {role: [f for f in found if f.role is role] for role in Role}
    cues, contents, sources = by_role[Role.CUE], by_role[Role.CONTENT], by_role[Role.SOURCE]
    if not cues or not contents:
        return
    places = {role: pieces.places(group) for role, group in by_role.items()}
    order = places[Role.CUE].first
    to_cue, sure_of_cue = linker.pick(0, places[Role.CONTENT], places[Role.CUE], order, projected)
    to_source, sure_of_source = linker.pick(1, places[Role.CUE], places[Role.SOURCE], order, projected)
    held: dict[int, list[int]] = defaultdict(list)
    for content, cue in enumerate(to_cue.tolist()):
        if cue >= 0:
            held[cue].append(content)
    readings = []
    for cue, group in held.items():
        source = int(to_source[cue])
        parts = [contents[i] for i in group]
        evidence = Evidence(
            source=sources[source].probability if source >= 0 else 1.0,
            cue=cues[cue].probability,
            content=min(part.probability for part in parts),
            to_source=float(sure_of_source[cue]),
            to_cue=min(float(sure_of_cue[i]) for i in group),
        )
        readings.append(
            Reading(
                source=pieces.span(sources[source]) if source >= 0 else None,
                cue=pieces.span(cues[cue]),
                content=_joined(text, [pieces.span(part) for part in parts]),
                paragraph=int(pieces.paragraphs[cues[cue].first]),
                evidence=evidence,
            )
        )
    yield from sorted(readings, key=_order)


def _order(reading: Reading) -> tuple[int, int]:
    starts = [span.start for span in (reading.source, reading.cue, *reading.content) if span]
    return min(starts), reading.cue.start


def _joined(text: str, parts: Sequence[Span]) -> tuple[Span, ...]:
    """Join spans that have no letter or digit between them, over a paragraph's end too."""
    joined: list[Span] = []
    for span in sorted(parts):
        if joined and not any(c.isalnum() for c in text[joined[-1].end : span.start]):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)
