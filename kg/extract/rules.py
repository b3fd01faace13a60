"""An extractor that needs no training: cues from a lexicon, borders from punctuation and closed word classes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.contents import Contents, Frame, Placement
from kg.extract.cues import Cue, Pattern, find_cues
from kg.extract.grammar import FIRST_PERSON, Grammar, Interval
from kg.extract.labels import certainty_of, quotation_of
from kg.extract.lexicon import Lexicon, lexicon
from kg.extract.text import Sentence, sentences
from kg.model import Act, Attribution, Certainty, Passage, Polarity, Quotation, Span

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


@dataclass(frozen=True, slots=True)
class _Found:
    """A frame with its passages, before keys and nesting are known."""

    frame: Frame | None
    source: Passage | None
    cue: Passage | None
    content: Passage | None
    said: Passage | None
    act: Act
    sentence: Sentence
    inside: int | None = None
    continues: int | None = None

    @property
    def start(self) -> int:
        shared = self.frame is not None and self.frame.cue.shared
        parts = (self.cue, self.content) if shared else (self.source, self.cue, self.content)
        return min(part.spans[0].start for part in parts if part)


class RuleExtractor:
    """Finds attributed statements in English by rules alone."""

    name = "rules"
    version = "1"

    def __init__(self, words: Lexicon | None = None) -> None:
        self.words = words or lexicon()

    def extract(self, text: str, *, skip: Sequence[Span] = ()) -> tuple[Attribution, ...]:
        """Return the attributions of a text in order, leaving out the paragraphs in `skip`."""
        found: list[_Found] = []
        for sentence in sentences(text, skip=skip):
            self._read(text, sentence, found)
        return _number(text, found, self.words)

    def _read(self, text: str, sentence: Sentence, found: list[_Found]) -> None:
        """Add the attributions of one sentence to those found so far."""
        grammar = Grammar(sentence, self.words)
        cues = find_cues(grammar)
        frames = [frame for frame in Contents(grammar, cues).frames() if frame is not None]
        frames = [each for frame in _without_echoes(grammar, frames) for each in _one_for_each_source(grammar, frame)]
        if not any(f.placement is not Placement.RIGHT or not _in_quotation(grammar, f.cue) for f in frames):
            continued = self._continuation(text, sentence, found)
            if continued is not None:
                found.append(continued)
        offset = len(found)
        found.extend(self._found(text, sentence, frame, frames, offset) for frame in frames)

    def _found(
        self, text: str, sentence: Sentence, frame: Frame, frames: Sequence[Frame], offset: int
    ) -> _Found:
        cue = frame.cue
        content = _passage(text, sentence, frame.content)
        inside = None
        if cue.pattern is Pattern.CITING:
            outer = _cited_by(frame, frames)
            if outer is not None:
                inside = offset + frames.index(outer)
                content = _passage(text, sentence, outer.content)
        elif cue.relative and cue.source is not None:
            citing = next((f for f in frames if f.cue.pattern is Pattern.CITING and f.cue.source == cue.source), None)
            outer = _cited_by(citing, frames) if citing else None
            inside = offset + frames.index(outer) if outer else None
        return _Found(
            frame=frame,
            source=_passage(text, sentence, (cue.source,) if cue.source else ()),
            cue=_passage(text, sentence, ((cue.begin, cue.end),)),
            content=content,
            said=_passage(text, sentence, (frame.said,) if frame.said else ()),
            act=frame.act,
            sentence=sentence,
            inside=inside,
        )

    def _continuation(self, text: str, sentence: Sentence, found: list[_Found]) -> _Found | None:
        """Read a sentence that is nothing but a quotation as going on from the quotation before it.

        "The minister said:" takes it as its own content instead, which is put in its place.
        """
        if not _is_quotation(text, sentence) or not found:
            return None
        last = found[-1]
        content = _quoted_passage(text, sentence)
        gap = sentence.paragraph - last.sentence.paragraph
        if last.frame is not None and last.frame.awaits and gap <= 1:
            joined = content if last.content is None else _extended(text, last.content, content)
            found[-1] = replace(last, content=joined, sentence=sentence)
            return None
        spoken = last
        if last.continues is None:
            for candidate in reversed(found):
                if candidate.sentence is not last.sentence:
                    break
                if candidate.content is not None and _quotes(candidate):
                    spoken = candidate
                    break
        if spoken.content is None or not _quotes(spoken) or gap > 1 or _stands_between(text, spoken, sentence):
            return None
        if gap == 1 and not (spoken.continues is not None or _left_open(text, spoken) or _ends_paragraph(spoken)):
            return None
        if spoken is found[-1] and spoken.continues is not None:
            found[-1] = replace(spoken, content=_extended(text, spoken.content, content), sentence=sentence)
            return None
        index = found.index(spoken)
        return _Found(None, None, None, content, None, spoken.act, sentence, continues=index)


def _extended(text: str, content: Passage, more: Passage) -> Passage:
    """Join a quotation and what goes on from it, over a paragraph's end, to one span."""
    return Passage.of(text, [*content.spans[:-1], Span(content.spans[-1].start, more.spans[-1].end)])


def _passage(text: str, sentence: Sentence, intervals: Sequence[Interval]) -> Passage | None:
    if not intervals:
        return None
    tokens = sentence.tokens
    return Passage.of(text, [Span(tokens[a].start, tokens[b - 1].end) for a, b in intervals])


def _in_quotation(grammar: Grammar, cue: Cue) -> bool:
    return grammar.tokens[cue.begin].quoted


def _without_echoes(grammar: Grammar, frames: Sequence[Frame]) -> list[Frame]:
    """Drop a speaker's words about himself: "I think", and "it said it plans to", which only gives the act."""
    kept: list[Frame] = []
    for frame in frames:
        cue = frame.cue
        if cue.source and grammar.lower(cue.source[0]) in FIRST_PERSON:
            continue
        outer = kept[-1] if kept else None
        if (
            outer is not None
            and cue.verb is not None
            and cue.verb.quiet
            and cue.source
            and grammar.lower(cue.source[0]) in ("he", "she", "it", "they")
            and outer.content
            and any(a <= cue.source[0] <= a + 1 for a, _ in outer.content)
        ):
            kept[-1] = replace(outer, act=frame.act)
            continue
        kept.append(frame)
    return kept


def _one_for_each_source(grammar: Grammar, frame: Frame) -> list[Frame]:
    """Take "Moscow and Pyongyang have denied it" as two statements with one content."""
    cue = frame.cue
    if cue.source is None or cue.pattern is not Pattern.VERB:
        return [frame]
    begin, end = cue.source
    middle = next((i for i in range(begin + 1, end - 1) if grammar.lower(i) == "and"), None)
    if middle is None or any(grammar.tokens[i].text in "(," for i in range(begin, end)):
        return [frame]
    parts = (begin, middle), (middle + 1, end)
    if not all(_is_name(grammar, part) for part in parts):
        return [frame]
    plural = grammar.lower(cue.begin) in ("have", "are", "were", "say", "deny", "believe")
    apart = grammar.lower(middle + 1) in ("the", "a", "an") or any(
        grammar.lower(i) == "both" for i in range(end, cue.begin)
    )
    if not (plural or apart or middle - begin == 1 == end - middle - 1):
        return [frame]
    return [replace(frame, cue=replace(cue, source=part)) for part in parts]


def _is_name(grammar: Grammar, part: Interval) -> bool:
    """Tell whether words are a name: capitals, small words between them aside."""
    small = ("the", "of", "for", "in")
    words = [grammar.tokens[i] for i in range(*part) if grammar.lower(i) not in small]
    return bool(words) and all(word.is_capitalised for word in words)


def _cited_by(citing: Frame, frames: Sequence[Frame]) -> Frame | None:
    """Return the frame whose content the cited source is cited for: the attribution in front of ", citing"."""
    before = [f for f in frames if f is not citing and f.content and f.cue.begin < citing.cue.begin and not f.cue.shared]
    outermost = [f for f in before if f.placement is not Placement.RIGHT]
    return (outermost or before)[-1] if before else None


def _is_quotation(text: str, sentence: Sentence) -> bool:
    if not sentence.quotations:
        return False
    rest = sentence.end - sentence.start
    rest -= sum(q.end - q.start for q in sentence.quotations)
    return sentence.quotations[0].start == sentence.start and rest <= 2


def _quoted_passage(text: str, sentence: Sentence) -> Passage:
    return Passage.of(text, [Span(sentence.quotations[0].start, sentence.quotations[-1].end)])


def _quotes(found: _Found) -> bool:
    """Tell whether an attribution's content has words in quotation marks."""
    if found.content is None:
        return False
    return any(
        q.start < span.end and span.start < q.end
        for q in found.sentence.quotations
        for span in found.content.spans
    ) or found.continues is not None or found.content.text[:1] in "“\"‘«„"


def _stands_between(text: str, spoken: _Found, sentence: Sentence) -> bool:
    """Tell whether other sentences stand between a quotation and the one that may go on from it."""
    end = max(spoken.sentence.end, max(s.end for s in spoken.content.spans) if spoken.content else 0)
    return bool(text[end : sentence.start].strip(" \n\r\t.”\"’'»"))


def _left_open(text: str, spoken: _Found) -> bool:
    quotations = spoken.sentence.quotations
    return bool(quotations) and quotations[-1].open


def _ends_paragraph(spoken: _Found) -> bool:
    return bool(spoken.sentence.quotations) and spoken.frame is not None and spoken.frame.placement is not Placement.RIGHT


def _number(text: str, found: Sequence[_Found], words: Lexicon) -> tuple[Attribution, ...]:
    """Order what was found, give it keys, and see what lies within what."""
    usable = [
        f for f in found
        if f.content is not None or f.act is Act.DECLINE
    ]  # fmt: skip
    order = sorted(range(len(usable)), key=lambda i: (usable[i].start, -_length(usable[i])))
    key_of = {id(usable[i]): key for key, i in enumerate(order)}
    by_index = {index: key_of.get(id(f)) for index, f in enumerate(found)}
    result = []
    for key, index in enumerate(order):
        item = usable[index]
        within = by_index.get(item.inside) if item.inside is not None else None
        if within is None and item.continues is None:
            outer = _enclosing(item, usable)
            within = key_of[id(outer)] if outer is not None else None
        result.append(_attribution(text, item, key, within, by_index, usable, words))
    return tuple(result)


def _attribution(
    text: str,
    item: _Found,
    key: int,
    within: int | None,
    by_index: dict[int, int | None],
    usable: Sequence[_Found],
    words: Lexicon,
) -> Attribution:
    quotation = quotation_of(item.content, item.cue, item.sentence.quotations)
    if item.content is not None and item.frame is not None and item.frame.awaits:
        quotation = Quotation.DIRECT
    continues = by_index.get(item.continues) if item.continues is not None else None
    nested = [o.content for o in usable if o is not item and o.content and _enclosing(o, [item]) is item]
    hedged = [word for word, place in _words(text, item) if not any(_covers(n, place) for n in nested)]
    certainty = certainty_of(item.act, hedged, words)
    pattern = item.frame.cue.pattern if item.frame else Pattern.VERB
    confidence = CONFIDENCE[pattern] if item.frame else 0.7
    if quotation is Quotation.DIRECT and item.frame:
        confidence = min(0.95, confidence + 0.08)
    if within is not None:
        confidence -= 0.1
    return Attribution(
        key=key,
        source=item.source,
        cue=item.cue,
        content=item.content,
        quotation=quotation,
        act=item.act,
        polarity=_polarity(item, words),
        certainty=Certainty.UNKNOWN if item.act is Act.DECLINE else certainty,
        confidence=round(confidence, 2),
        said=item.said,
        within=within,
        continues=continues,
    )


def _polarity(item: _Found, words: Lexicon) -> Polarity:
    negated = item.frame is not None and item.frame.cue.negated
    default = words.defaults[item.act][0]
    return Polarity.NEGATIVE if negated else default


def _words(text: str, item: _Found) -> Iterator[tuple[str, int]]:
    """Yield the words of an attribution's content with their places."""
    if item.content is None:
        return
    for token in item.sentence.tokens:
        if token.is_word and any(s.start <= token.start < s.end for s in item.content.spans):
            yield token.text, token.start


def _covers(passage: Passage, offset: int) -> bool:
    return any(span.start <= offset < span.end for span in passage.spans)


def _length(item: _Found) -> int:
    return sum(span.end - span.start for span in item.content.spans) if item.content else 0


def _enclosing(item: _Found, candidates: Sequence[_Found]) -> _Found | None:
    """Return the smallest content that holds an attribution's cue and most of its content."""
    anchor = item.cue or item.source
    if anchor is None:
        return None
    best = None
    for other in candidates:
        if other is item or other.content is None or not all(_covers(other.content, s.start) for s in anchor.spans):
            continue
        if item.content is not None and not all(_covers(other.content, s.start) for s in item.content.spans):
            continue
        if other.cue is not None and item.content is not None and any(_covers(item.content, s.start) for s in other.cue.spans):
            continue
        cited = other.frame is not None and other.frame.cue.pattern is Pattern.CITING
        if best is None or _length(other) < _length(best) or (cited and _length(other) == _length(best)):
            best = other
    return best
