"""What the rules find in a text, and how it becomes attributions: ordered, numbered, nested, labelled."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.cue import Pattern
from kg.extract.frames import Frame
from kg.extract.labels import certainty_of, quotation_of
from kg.extract.lexicon import Lexicon
from kg.extract.text import Sentence, Token
from kg.model import Act, Attribution, Certainty, Passage, Polarity, Quotation

CONFIDENCE = {
    Pattern.VERB: 0.85,
    Pattern.ACCORDING: 0.92,
    Pattern.SILENCE: 0.85,
    Pattern.PASSIVE: 0.75,
    Pattern.SAYING: 0.75,
    Pattern.CITING: 0.75,
    Pattern.NOUN: 0.65,
}
"""How often each pattern was right on hand-annotated articles, roughly; the rules have no better measure."""
_CONTINUATION = 0.7
_IN_QUOTATION_MARKS = 0.08
_NESTED = -0.1
_MOST = 0.95
_BLOCK = 512
"""Characters of the blocks by which findings that lie near each other are found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A frame with its passages, before keys and nesting are known; without a frame, a quotation that goes on.

    `inside` is the index of the finding that encloses this one where its words alone don't tell, `continues` that
    of the one whose quotation it goes on with.
    """

    sentence: Sentence
    act: Act
    content: Passage | None
    frame: Frame | None = None
    source: Passage | None = None
    cue: Passage | None = None
    said: Passage | None = None
    inside: int | None = None
    continues: int | None = None

    @property
    def start(self) -> int:
        """The offset of its first word, leaving out a source taken over from an earlier verb."""
        shared = self.frame is not None and self.frame.cue.shared
        parts = (None if shared else self.source, self.cue, self.content)
        return min(part.spans[0].start for part in parts if part)

    @property
    def length(self) -> int:
        """The characters of its content."""
        return sum(span.end - span.start for span in self.content.spans) if self.content else 0

    @property
    def is_citing(self) -> bool:
        """Whether it only names whom another one cites."""
        return self.frame is not None and self.frame.cue.pattern is Pattern.CITING


def attributions(findings: Sequence[Finding], words: Lexicon) -> tuple[Attribution, ...]:
    """Return the attributions in the order of the text; `words` has the hedges and what acts stand for."""
    return _Numbering(findings, words).attributions()


class _Numbering:
    """The findings that are statements, with their keys."""

    def __init__(self, findings: Sequence[Finding], words: Lexicon) -> None:
        self.findings = findings
        self.words = words
        told = (f for f in findings if f.content is None or f.content != f.source)
        self.usable = [f for f in told if f.content is not None or f.act is Act.DECLINE]
        self.ordered = sorted(self.usable, key=lambda f: (f.start, -f.length))
        self.keys = {id(finding): key for key, finding in enumerate(self.ordered)}
        self.around = self._enclosing()
        self.nested: dict[int, list[Passage]] = defaultdict(list)
        for finding in self.ordered:
            for outer in self.around[id(finding)]:
                if finding.content is not None:
                    self.nested[id(outer)].append(finding.content)

    def _enclosing(self) -> dict[int, list[Finding]]:
        """Return the findings that enclose each one; only those are compared whose contents lie near."""
        near: dict[int, list[Finding]] = defaultdict(list)
        for finding in self.usable:
            spans = finding.content.spans if finding.content else ()
            for block in {b for s in spans for b in range(s.start // _BLOCK, (s.end - 1) // _BLOCK + 1)}:
                near[block].append(finding)
        return {
            id(finding): [other for other in near[_anchor(finding) // _BLOCK] if _encloses(other, finding)]
            for finding in self.usable
        }

    def attributions(self) -> tuple[Attribution, ...]:
        return tuple(self._attribution(finding) for finding in self.ordered)

    def _attribution(self, finding: Finding) -> Attribution:
        within = self._within(finding)
        quotation = quotation_of(finding.content, finding.cue, finding.sentence.quotations)
        if finding.content is not None and finding.frame is not None and finding.frame.awaits:
            quotation = Quotation.DIRECT
        return Attribution(
            key=self.keys[id(finding)],
            source=finding.source,
            cue=finding.cue,
            content=finding.content,
            quotation=quotation,
            act=finding.act,
            polarity=_polarity(finding, self.words),
            certainty=self._certainty(finding),
            confidence=_confidence(finding, quotation, nested=within is not None),
            said=finding.said,
            within=within,
            continues=self._key(finding.continues),
        )

    def _key(self, index: int | None) -> int | None:
        """Return the key of the finding with this index, None for one that is no statement."""
        return None if index is None else self.keys.get(id(self.findings[index]))

    def _within(self, finding: Finding) -> int | None:
        within = self._key(finding.inside)
        if within is not None or finding.continues is not None:
            return within
        smallest = min(self.around[id(finding)], key=lambda other: (other.length, not other.is_citing), default=None)
        return self.keys[id(smallest)] if smallest else None

    def _certainty(self, finding: Finding) -> Certainty:
        """Return how surely it is put, by the words that do not belong to a statement inside it."""
        if finding.act is Act.DECLINE:
            return Certainty.UNKNOWN
        nested = self.nested[id(finding)]
        own = (token.text for token in _words(finding) if not any(_covers(inner, token.start) for inner in nested))
        return certainty_of(finding.act, own, self.words)


def _confidence(finding: Finding, quotation: Quotation, *, nested: bool) -> float:
    if finding.frame is None:
        confidence = _CONTINUATION
    else:
        confidence = CONFIDENCE[finding.frame.cue.pattern]
        if quotation is Quotation.DIRECT:
            confidence = min(_MOST, confidence + _IN_QUOTATION_MARKS)
    return round(confidence + _NESTED if nested else confidence, 2)


def _polarity(finding: Finding, words: Lexicon) -> Polarity:
    negated = finding.frame is not None and finding.frame.cue.negated
    return Polarity.NEGATIVE if negated else words.defaults[finding.act][0]


def _words(finding: Finding) -> Iterator[Token]:
    """Yield the words of a finding's content, as far as they stand in its sentence."""
    content = finding.content
    if content is not None:
        yield from (token for token in finding.sentence.tokens if token.is_word and _covers(content, token.start))


def _covers(passage: Passage, offset: int) -> bool:
    return any(span.start <= offset < span.end for span in passage.spans)


def _covers_all(passage: Passage, inner: Passage) -> bool:
    return all(_covers(passage, span.start) for span in inner.spans)


def _anchor(finding: Finding) -> int:
    """Return a place that whatever encloses a finding has to hold."""
    anchor = finding.cue or finding.source
    return anchor.spans[0].start if anchor else finding.start


def _encloses(outer: Finding, inner: Finding) -> bool:
    """Tell whether one's content holds the other's cue and content, and the other's does not hold the one's cue."""
    anchor = inner.cue or inner.source
    if outer is inner or outer.content is None or anchor is None or not _covers_all(outer.content, anchor):
        return False
    if inner.content is None:
        return True
    if not _covers_all(outer.content, inner.content):
        return False
    return outer.cue is None or not any(_covers(inner.content, span.start) for span in outer.cue.spans)
