"""The trained extractor and the rules together: the model finds and delimits, the rules nest and fill in.

Both read the whole text. Where their cues meet, it is one statement: the model's spans, the rules' labels. What
only the rules find is taken inside another statement's content, where the model was taught to see nothing, or
where the model too holds the cue for possible.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract import anonymity
from kg.extract.base import Extraction, Meant, Named
from kg.extract.borders import (
    concerns_person,
    gives_reason,
    near_content,
    near_source,
    nobody_speaks,
    says_something,
    without_adverb,
)
from kg.extract.classes import PREPOSITIONS, word_set
from kg.extract.encoder.decode import Role
from kg.extract.encoder.reading import Decoded
from kg.extract.lexicon import Lexicon
from kg.extract.neural import NeuralExtractor, noting
from kg.extract.rules import RuleExtractor
from kg.extract.subheadings import subheadings
from kg.model import Act, Attribution, Passage, Span

CUE = 0.1
"""Probability that the model must give a cue that only the rules find; above 0.3 recall falls."""
CONFIDENCE = 0.45
"""Confidence that a statement must have that only the model finds: raises precision more than it costs recall."""

_RELATIVE = word_set("who which that")
_KNOWING = word_set("know knows knew known aware")
_CITING = word_set("citing quoting cited cites")
Origin = tuple[str, int]


class CombinedExtractor:
    """Finds attributed statements in English, nested ones too, with the model that ships and with rules."""

    name = "combined"

    def __init__(self, neural: NeuralExtractor | None = None, rules: RuleExtractor | None = None) -> None:
        self.neural = neural or NeuralExtractor()
        self.rules = rules or RuleExtractor()
        self.version = f"{self.neural.version}+{self.rules.version}"

    def read(self, text: str, *, skip: Sequence[Span] = ()) -> Extraction:
        """Return all that both find in a text, leaving out subheadings and the paragraphs in `skip`."""
        skip = (*skip, *subheadings(text))
        by_rules = self.rules.read(text, skip=skip)
        ruled = by_rules.attributions
        chances: dict[int, float] = {}
        names: list[Named] = []
        meant: dict[int, Meant] = {}
        sources = sorted({a.source.spans[0] for a in ruled if a.source})
        decoded = _noting(self.neural.decoded(text, skip=skip), ruled, chances)
        readings = noting(decoded, sources, names, meant)
        found = list(self.neural.attributions(text, readings, by_rules.sentences))
        told = (a for a in found if _is_statement(text, a, self.rules.words))
        spoken = [near for a in told if (near := _bordered(text, a, self.rules.words))]
        contents = {a.key: a.content for a in found}
        attributions = _numbered(_Merger(ruled, spoken, contents, chances).items())
        return replace(by_rules, attributions=attributions, names=tuple(names), meant=meant)

    def extract(self, text: str, *, skip: Sequence[Span] = ()) -> tuple[Attribution, ...]:
        """Return the attributions of a text in order, leaving out the paragraphs in `skip`."""
        return self.read(text, skip=skip).attributions


def _is_statement(text: str, attribution: Attribution, words: Lexicon) -> bool:
    """Tell whether what the model reads says something, and somebody says it."""
    if attribution.cue and anonymity.is_inside(text, attribution.cue.spans[0].start):
        return False
    if gives_reason(attribution, words) or concerns_person(attribution, words):
        return False
    return says_something(attribution) and not nobody_speaks(text, attribution.source)


def _bordered(text: str, attribution: Attribution, words: Lexicon) -> Attribution | None:
    """Return an attribution with its borders put right, None where all that it says is somebody else's."""
    source, cue, content = attribution.source, attribution.cue, attribution.content
    if cue is None or content is None:
        return attribution
    near = near_content(text, attribution)
    if near is None:
        return None
    source = near_source(text, cue, source) if source else None
    return replace(attribution, source=without_adverb(text, cue, source, words) if source else None, content=near)


def _noting(decoded: Iterable[Decoded], ruled: Sequence[Attribution], chances: dict[int, float]) -> Iterator[Decoded]:
    """Yield the chunks, and note on the way how probable the model holds the rules' cues."""
    for chunk in decoded:
        begin, end = int(chunk.starts[0]), int(chunk.ends[-1])
        for attribution in ruled:
            if attribution.cue and begin <= attribution.cue.spans[0].start < end:
                chances[attribution.key] = chunk.chance(Role.CUE, attribution.cue.spans[0])
        yield chunk


@dataclass(frozen=True, slots=True)
class _Item:
    """An attribution with where it comes from; `within` and `continues` say so of the others."""

    origin: Origin
    attribution: Attribution
    within: Origin | None = None
    continues: Origin | None = None


class _Places:
    """Spans that don't overlap, each with the key of its attribution, to be asked who stands where."""

    def __init__(self, passages: Iterable[tuple[int, Passage | None]]) -> None:
        self._spans = sorted((s.start, s.end, key) for key, passage in passages if passage for s in passage.spans)

    def meeting(self, span: Span) -> int | None:
        """Return the key of a span that shares characters with this one."""
        at = bisect_right(self._spans, (span.end - 1, span.end, len(self._spans)))
        for start, end, key in reversed(self._spans[max(0, at - 2) : at + 1]):
            if start < span.end and span.start < end:
                return key
        return None

    def all_meeting(self, span: Span) -> list[int]:
        """Return the keys of all spans that share characters with this one."""
        low = max(0, bisect_left(self._spans, (span.start, 0, 0)) - 1)
        high = bisect_left(self._spans, (span.end, 0, 0))
        return [key for start, end, key in self._spans[low:high] if start < span.end and span.start < end]

    def holding(self, span: Span) -> int | None:
        """Return the key of the span that holds all of this one."""
        at = bisect_right(self._spans, (span.start, float("inf"), 0)) - 1
        if at >= 0 and self._spans[at][1] >= span.end:
            return self._spans[at][2]
        return None


class _Merger:
    """Decides what of both becomes one statement, what is added, and what lies within what."""

    def __init__(
        self,
        ruled: Sequence[Attribution],
        read: Sequence[Attribution],
        contents: Mapping[int, Passage | None],
        chances: dict[int, float],
    ) -> None:
        """Take the attributions of both; `contents` are those of the model before their borders were put right."""
        self._ruled, self._chances = ruled, chances
        cues = _Places((a.key, a.cue) for a in read)
        self._partner: dict[int, int] = {}  # of the rules' keys, to the model's
        for attribution in ruled:
            key = cues.meeting(attribution.cue.spans[0]) if attribution.cue else None
            if key is not None and key not in self._partner.values():
                self._partner[attribution.key] = key
        self._cues = sorted(((a.cue.spans[0], a) for a in ruled if a.cue), key=lambda pair: pair[0])
        self._of_cue = Counter(a.cue for a in ruled)  # more than one for "Moscow and Pyongyang said"
        self._cue_starts = [cue.start for cue, _ in self._cues]
        paired = set(self._partner.values())
        self._partner_of = {other: ruled[key] for key, other in self._partner.items()}
        self._subject_ends = _subjects(ruled)
        told = (a for a in read if not (self._only_knows(a) or self._is_source(a.content)))
        sure = {a.key for a in told if a.confidence >= CONFIDENCE}
        kept = [a for a in read if a.key in paired | sure]
        self._merged = {a.key: self._labelled(a, self._partner_of.get(a.key)) for a in kept}
        self._unseen = _Places((a.key, contents[a.key]) for a in kept)  # where the model was taught to see no cue
        self._contents = _Places((key, a.content) for key, a in self._merged.items())
        self._inside: dict[int, Origin] = {}  # of the model's keys, to the quotation that goes on around them
        self._taken: dict[int, Origin] = {key: ("model", other) for key, other in self._partner.items()}

    def items(self) -> list[_Item]:
        """Return all statements, in no order."""
        added = [item for attribution in self._outermost_first() if (item := self._added(attribution))]
        return [*(self._item(key, attribution) for key, attribution in self._merged.items()), *added]

    def _item(self, key: int, attribution: Attribution) -> _Item:
        """Return what the model reads, within what the rules find around it, but not in what its own subject says."""
        other = self._partner_of.get(key)
        around = other.within if other else None
        while around is not None and self._ruled[around].source == attribution.source is not None:
            around = self._ruled[around].within
        within = self._taken.get(around) if around is not None else self._inside.get(key)
        return _Item(("model", key), attribution, within=within)

    def _outermost_first(self) -> list[Attribution]:
        """Return the rules' attributions such that what holds or precedes another comes before it."""

        def depth(attribution: Attribution) -> int:
            around = attribution.within if attribution.within is not None else attribution.continues
            return 0 if around is None else 1 + depth(self._ruled[around])

        return sorted(self._ruled, key=lambda a: (depth(a), a.key))

    def _labelled(self, mine: Attribution, other: Attribution | None) -> Attribution:
        """Return what the model reads, with the labels that the rules give it where they read it too."""
        if other is None or mine.act is Act.DECLINE is not other.act:
            return mine
        if other.act is Act.DECLINE or _cites(other):
            return replace(other, key=mine.key, within=None, confidence=mine.confidence)
        content, source = mine.content, mine.source
        if _takes_speaker_for_content(mine, other) or self._quotes(source, other):
            content, source = other.content, other.source
        if source and other.source and source.text.startswith(f"{other.source.text} of "):
            source = other.source  # "said Ada Lund of the prime minister"
        if source and other.source and _is_cut_off(source, other.source):
            source = other.source
        if source is None or other.source is None or source.text.lower() in _RELATIVE or self._is_parted(source, other):
            source = other.source
        if self._speaks_inside(other, source):
            source = other.source
        if content and other.content and len(other.content.spans) > 1 and _holds(other.content, content):
            content, source = other.content, other.source  # "…, which the agency said will …"
        elif content and other.content and (self._has_other_end(content, other) or self._has_a_source(content, other)):
            content = other.content
        if content and source and content.spans == source.spans:
            content, source = mine.content, mine.source
        return replace(
            mine,
            source=source,
            content=content,
            act=other.act,
            polarity=other.polarity,
            certainty=other.certainty,
            said=other.said or mine.said,
        )

    def _is_parted(self, source: Passage, other: Attribution) -> bool:
        """Tell whether the rules part the names of a source, and of all of them: not "Lund, [Vik and Holm]"."""
        if self._of_cue[other.cue] < 2 or other.source is None:
            return False
        before = source.text[: max(0, other.source.spans[0].start - source.spans[0].start)]
        return not before.endswith(", ")

    def _has_a_source(self, content: Passage, other: Attribution) -> bool:
        """Tell whether a content is a source, or begins with a clause about one, and the rules read less."""
        relative = content.text.split()[0].lower() in _RELATIVE
        return self._is_source(content) or (relative and self._cites_between(other))

    def _cites_between(self, other: Attribution) -> bool:
        """Tell whether somebody is cited between a source and its content: "according to Reuters, which cited …, …"."""
        begin = other.content.spans[0] if other.content else None
        return any(
            _cites(a) and a.within == other.key and a.cue and begin and a.cue.spans[0] < begin for a in self._ruled
        )

    def _speaks_inside(self, attribution: Attribution, source: Passage | None) -> bool:
        """Tell whether a statement of the rules stands in one of this source, and has another one itself."""
        outer = self._ruled[attribution.within] if attribution.within is not None else None
        if outer is None or outer.source is None or attribution.source is None or source is None:
            return False
        return _meets(outer.source, source.spans[0]) and not _meets(attribution.source, source.spans[0])

    def _is_source(self, content: Passage | None) -> bool:
        """Tell whether a content is nothing but the source of a statement: "said [the auditor, Phil Grady], knew"."""
        return (
            content is not None
            and len(content.spans) == 1
            and content.spans[0].end <= self._subject_ends.get(content.spans[0].start, 0)
        )

    def _only_knows(self, attribution: Attribution) -> bool:
        """Tell whether it is told by another, as the rules read it, that somebody knew: he says nothing himself."""
        cue = attribution.cue
        if cue is None or _KNOWING.isdisjoint(cue.text.lower().split()):
            return False
        return any(other.content and _holds(other.content, cue) for other in self._ruled)

    def _quotes(self, source: Passage | None, other: Attribution) -> bool:
        """Tell whether a source, by the rules, only reports what another says: "Reuters quoted Lund as saying"."""
        around = self._ruled[other.within] if other.within is not None else None
        if source is None or around is None or around.cue is None or "quote" not in around.cue.text.lower():
            return False
        return around.source == source != other.source

    def _has_other_end(self, content: Passage, other: Attribution) -> bool:
        """Tell whether a content goes too far, by the rules, or not far enough."""
        return self._runs_on(content, other) or self._tells_of_silence(content, other)

    def _runs_on(self, content: Passage, other: Attribution) -> bool:
        """Tell whether a content holds the cue of a statement that, by the rules, follows it: "…, but did not say"."""
        for span in content.spans:
            low, high = bisect_left(self._cue_starts, span.start), bisect_left(self._cue_starts, span.end)
            for cue, attribution in self._cues[low:high]:
                outside = not self._belongs(attribution, other.key) and cue.end <= span.end
                if outside and not _meets(other.content, cue):
                    return True
        return False

    def _tells_of_silence(self, content: Passage, other: Attribution) -> bool:
        """Tell whether somebody also says, by the rules, that another was silent: "…, but they had refused"."""
        silent = (a for a in self._ruled if a.within == other.key and a.act is Act.DECLINE and a.content is None)
        return any(a.cue and not _meets(content, a.cue.spans[0]) for a in silent)

    def _belongs(self, attribution: Attribution, key: int) -> bool:
        """Tell whether a statement of the rules is another one, stands in it, or goes on from it."""
        at: int | None = attribution.key
        while at is not None and at != key:
            around = self._ruled[at]
            at = around.within if around.within is not None else around.continues
        return at == key

    def _added(self, attribution: Attribution) -> _Item | None:
        """Return an attribution that only the rules find, if it is to be taken."""
        key = attribution.key
        if key in self._partner:
            return None
        origin = ("rules", key)
        if attribution.cue is None:
            return self._continuation(attribution, origin)
        if self._is_listed(attribution):
            return None
        outer = self._taken.get(attribution.within) if attribution.within is not None else None
        if outer is None:
            outer = self._holder(attribution)
        unseen = outer is not None or self._unseen.holding(attribution.cue.spans[0]) is not None
        if not unseen and attribution.content is not None and self._chances.get(key, 0.0) < CUE:
            return None
        self._taken[key] = origin
        return _Item(origin, attribution, within=outer)

    def _is_listed(self, attribution: Attribution) -> bool:
        """Tell whether a statement has a source that the model reads in a list, with others, in front of its cue."""
        listed = (self._merged[key] for key in self._partner.values() if key in self._merged)
        return self._of_cue[attribution.cue] > 1 and any(
            other.source is not None and attribution.source is not None and _holds(other.source, attribution.source)
            for other in listed
            if self._partner_of[other.key].cue == attribution.cue
        )

    def _holder(self, attribution: Attribution) -> Origin | None:
        """Return the model's statement in whose content a cue stands, unless that one lies within this one."""
        key = self._contents.holding(attribution.cue.spans[0]) if attribution.cue else None
        if key is None:
            return None
        around = next((a.within for a in self._ruled if self._partner.get(a.key) == key), None)
        while around is not None:
            if around == attribution.key:
                return None
            around = self._ruled[around].within
        return "model", key

    def _continuation(self, attribution: Attribution, origin: Origin) -> _Item | None:
        """Return a quotation without a cue, unless the model has it as somebody's content."""
        before = self._taken.get(attribution.continues) if attribution.continues is not None else None
        content = attribution.content
        if before is None or content is None:
            return None
        read = {key for span in content.spans for key in self._contents.all_meeting(span)}
        if not all(_quoted_by(self._merged[key], content) for key in read):
            return None
        self._taken[attribution.key] = origin
        self._inside |= dict.fromkeys(read, origin)
        return _Item(origin, attribution, continues=before)


def _subjects(attributions: Iterable[Attribution]) -> Mapping[int, int]:
    """Return where sources end that stand right in front of their cues, by where they begin."""
    pairs = ((a.source.spans, a.cue.spans[0].start) for a in attributions if a.source and a.cue)
    return {source[0].start: source[-1].end for source, cue in pairs if 0 < cue - source[-1].end <= len(", ")}


def _takes_speaker_for_content(mine: Attribution, other: Attribution) -> bool:
    """Tell whether the model reads as a piece of what is said whom the rules read as its source."""
    content, source = mine.content, other.source
    if content is None or source is None:
        return False
    return source.spans[0] in content.spans or (mine.source is None and _holds(content, source))


def _is_cut_off(source: Passage, longer: Passage) -> bool:
    """Tell whether a source ends in a preposition, where another goes on: "two people briefed on | the talks"."""
    return source.text.split()[-1].lower() in PREPOSITIONS and longer.text.startswith(f"{source.text} ")


def _cites(attribution: Attribution) -> bool:
    """Tell whether the rules read a source that somebody else cites."""
    return attribution.cue is not None and attribution.cue.text.lower() in _CITING


def _holds(outer: Passage, inner: Passage) -> bool:
    """Tell whether all of one passage lies inside another."""
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.spans) for i in inner.spans)


def _meets(passage: Passage | None, span: Span) -> bool:
    """Tell whether a passage shares characters with a span."""
    return passage is not None and any(s.start < span.end and span.start < s.end for s in passage.spans)


def _quoted_by(inner: Attribution, content: Passage) -> bool:
    """Tell whether somebody tells in his own quotation what somebody else said."""
    told = [passage for passage in (inner.source, inner.cue, inner.content) if passage]
    return inner.source is not None and all(_holds(content, passage) for passage in told)


def _numbered(items: Sequence[_Item]) -> tuple[Attribution, ...]:
    """Return the attributions in the order of the text, with keys that point at each other."""
    ordered = sorted(items, key=lambda item: _place(item.attribution))
    key_of = {item.origin: key for key, item in enumerate(ordered)}
    return tuple(
        replace(
            item.attribution,
            key=key,
            within=key_of[item.within] if item.within is not None else None,
            continues=key_of[item.continues] if item.continues is not None else None,
        )
        for key, item in enumerate(ordered)
    )


def _place(attribution: Attribution) -> tuple[int, int]:
    """Return what attributions are ordered by: first character, then the longer one first."""
    passages = [p for p in (attribution.source, attribution.cue, attribution.content) if p]
    return min(p.spans[0].start for p in passages), -max(p.spans[-1].end for p in passages)
