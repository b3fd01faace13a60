"""What the words of a cue tell of its statement: act, polarity, certainty, quotation, and when it was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.classes import ARTICLES, WRITING, word_set
from kg.extract.grammar import AUXILIARIES, Grammar, Interval, is_negation
from kg.extract.labels import certainty_of, quotation_of
from kg.extract.lexicon import Form, Lexicon, Verb
from kg.extract.objects import is_infinitive, object_before, time_behind
from kg.extract.occasions import occasion
from kg.extract.passives import agent, is_questioned, late_agent, names_a_hearer
from kg.extract.text import Sentence, quotations, sentences
from kg.model import Act, Certainty, Passage, Polarity, Span
from kg.model import Quotation as Quoted

_TELLING = word_set("told tell tells telling")
_HELPERS = word_set("did does do has have had would wo will could can cannot never")
_GIVING = word_set("gave give gives given giving offered offers provided provides")
_NOTING = word_set("made make makes had has have")
_NO_WORD = word_set("comment mention reference statement response reply word")
_AVOIDING = word_set("short avoid avoids avoided avoiding refrain refrains refrained unable")
_PLEADING = word_set("plead pleads pleaded pleading pled")
_DOUBTING = word_set("doubt doubts doubted doubting doubtful sceptical skeptical unconvinced")
_NO_DOUBT = word_set("no little without any")
_WANTING = word_set("want wants wanted seek seeks sought")
_DEFLECTING = word_set("referred refers directed")
_REQUESTS = word_set("question questions query queries inquiries requests")
_WITH_OBJECT = frozenset({"object", "hearer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What is known of a statement besides its spans."""

    quotation: Quoted
    act: Act
    polarity: Polarity
    certainty: Certainty
    said: Passage | None


class Paragraph:
    """One paragraph of a text, cut into sentences once for all the statements in it.

    The sentences count from `shift`: 0 for those of the whole text, where somebody has cut it already.
    """

    def __init__(self, text: str, span: Span, cut: Sequence[Sentence] = ()) -> None:
        self.text = text
        self.shift = 0 if cut else span.start
        self.sentences = cut or tuple(sentences(text[span.start : span.end]))
        self.quotations = tuple(quotations(text, span))

    def sentence(self, place: int) -> Sentence | None:
        """Return the sentence that holds a place of the text."""
        inside = place - self.shift
        return next((s for s in self.sentences if s.start <= inside < s.end), None)


class Labeller:
    """Reads labels off cues with the project's lexicon."""

    def __init__(self, words: Lexicon) -> None:
        self.words = words

    def labels(self, paragraph: Paragraph, source: Passage | None, cue: Passage, content: Passage) -> Labels:
        """Return the labels of a statement whose cue stands in this paragraph."""
        act, negated, said = self._of_cue(paragraph, source, cue, content)
        hedges = (word.strip(".,;:“”\"'‘’") for word in content.text.split())
        certainty = certainty_of(act, hedges, self.words)
        return Labels(
            quotation=quotation_of(content, cue, paragraph.quotations),
            act=act,
            polarity=Polarity.NEGATIVE if negated else self.words.defaults[act][0],
            certainty=Certainty.UNKNOWN if act is Act.DECLINE else certainty,
            said=None if said is None or _overlaps(said, source, content) else said,
        )

    def speaker(self, paragraph: Paragraph, source: Passage | None, cue: Passage) -> Passage | None:
        """Return whose a statement is: in a passive not the hearer's, but whose words "by" leads to, or nobody's."""
        placed = self._placed(paragraph, cue)
        if placed is None:
            return source
        grammar, interval = placed
        told = _interval(grammar.sentence, source.spans, paragraph.shift) if source else None
        if not names_a_hearer(grammar, interval, told):
            return source
        by = agent(grammar, interval)
        return None if by is None else _passage(paragraph, grammar, by)

    def whole(self, paragraph: Paragraph, cue: Passage, content: Passage) -> tuple[Passage, Passage | None]:
        """Return a content with whom it is demanded of, and without the time behind him, which comes second."""
        placed = self._placed(paragraph, cue)
        begun = _interval(placed[0].sentence, content.spans[:1], paragraph.shift) if placed else None
        if placed is None or begun is None:
            return content, None
        grammar, (begin, end) = placed
        readings = [verb for i in range(begin, end) for verb, _ in self.words.verbs.get(grammar.lower(i), ())]
        if not any(verb.takes & _WITH_OBJECT or grammar.lower(end) in verb.prepositions for verb in readings):
            return content, None
        if begun[0] == end:
            when = time_behind(grammar, begun)
            pieces = [(end, when[0]), (when[1], begun[1])] if when else [begun]
        else:
            end += any(grammar.lower(end) in verb.prepositions for verb in readings)
            found = object_before(grammar, end, begun[0])
            if found is None:
                return content, None
            (_, stop), when = found
            pieces = [(end, stop), begun] if when else [(end, begun[1])]
        spans = [_span(paragraph, grammar, piece) for piece in pieces]
        spans[-1] = Span(spans[-1].start, content.spans[0].end)
        return (
            Passage.of(paragraph.text, [*spans, *content.spans[1:]]),
            _passage(paragraph, grammar, when) if when else None,
        )

    def written(self, paragraph: Paragraph, cue: Passage, content: Passage) -> tuple[Passage, Passage]:
        """Return cue and content, where a participle tells what is written for: "wrote to them [demanding] papers"."""
        placed = self._placed(paragraph, cue)
        begun = _interval(placed[0].sentence, content.spans[:1], paragraph.shift) if placed else None
        if placed is None or begun is None or cue.text.lower().split()[-1] not in WRITING or begun[0] < placed[1][1]:
            return cue, content
        grammar, (begin, end) = placed[0], begun
        readings = self.words.verbs.get(grammar.lower(begin), ())
        verb = next((verb for verb, form in readings if form is Form.ING), None)
        after = begin + 1 + (verb is not None and grammar.lower(begin + 1) in verb.prepositions)
        if verb is None or after >= end:
            return cue, content
        rest = Span(grammar.tokens[after].start + paragraph.shift, content.spans[0].end)
        return (
            _passage(paragraph, grammar, (begin, after)),
            Passage.of(paragraph.text, [rest, *content.spans[1:]]),
        )

    def named_by(
        self, paragraph: Paragraph, source: Passage | None, cue: Passage, content: Passage
    ) -> tuple[Passage | None, Passage]:
        """Return source and content, where nobody speaks with whom "by" leads to behind it: "is hailed as “new” by"."""
        nobody = source is None or source.text.lower() in ARTICLES
        placed = self._placed(paragraph, cue) if nobody else None
        by = late_agent(*placed) if placed else None
        if placed is None or by is None:
            return source, content
        agent_words = _passage(paragraph, placed[0], by)
        end = paragraph.shift + placed[0].tokens[by[0] - 2].end
        spans = [Span(span.start, min(span.end, end)) for span in content.spans if span.start < end]
        return (agent_words, Passage.of(paragraph.text, spans)) if spans else (source, content)

    def _placed(self, paragraph: Paragraph, cue: Passage) -> tuple[Grammar, Interval] | None:
        """Return the sentence of a cue and the cue's place in it, None for one that no sentence holds."""
        sentence = paragraph.sentence(cue.spans[0].start)
        interval = _interval(sentence, cue.spans, paragraph.shift) if sentence else None
        return None if sentence is None or interval is None else (Grammar(sentence, self.words), interval)

    def _of_cue(
        self, paragraph: Paragraph, source: Passage | None, cue: Passage, content: Passage
    ) -> tuple[Act, bool, Passage | None]:
        """Return act, negation and time, as the cue's sentence has them."""
        placed = self._placed(paragraph, cue)
        if placed is None:
            return Act.ASSERT, False, None
        grammar, interval = placed
        act, negated = self._act(grammar, interval)
        by = _interval(grammar.sentence, source.spans, paragraph.shift) if source else None
        begun = _interval(grammar.sentence, content.spans[:1], paragraph.shift)
        if act is Act.ASSERT and begun and _is_told_to_do(grammar, interval, begun):
            act = Act.DEMAND
        said = occasion(grammar, interval, by, begun[0] if begun else None)
        return act, negated, None if said is None else _passage(paragraph, grammar, said)

    def _act(self, grammar: Grammar, cue: Interval) -> tuple[Act, bool]:
        """Return the act that the words of a cue perform, and whether they are negated; unknown ones assert."""
        negated = any(is_negation(grammar.tokens[i]) or grammar.lower(i) == "neither" for i in range(*cue))
        verbs = [i for i in range(*cue) if grammar.lower(i) in self.words.verbs and grammar.lower(i) not in AUXILIARIES]
        unsaid = self._is_silent(grammar, cue, negated=negated) or self._is_avoided(grammar, cue)
        if unsaid or self._says_nothing(grammar, cue):
            return Act.DECLINE, True
        plea = _plea(grammar, cue)
        if plea is not None:
            return plea, plea is Act.DENY
        if any(grammar.lower(i) in _DOUBTING and grammar.lower(i - 1) not in _NO_DOUBT for i in range(*cue)):
            return Act.BELIEVE, not negated
        if not verbs and is_questioned(grammar, cue[0]):
            return Act.ASK, False
        if any(grammar.lower(i) in _WANTING and grammar.lower(i + 1) != "to" for i in range(*cue)):
            return Act.DEMAND, negated
        for index in verbs:
            readings = [verb for verb, _ in self.words.verbs[grammar.lower(index)]]
            verb = _best(readings, grammar.lower(index + 1))
            if negated and verb.act is Act.DENY:
                return Act.DECLINE, True
            if negated and verb.act is Act.ASSERT:
                return Act.DENY, True
            return verb.act, negated
        for index in range(*cue):
            if grammar.lower(index) in self.words.nouns:
                return self.words.nouns[grammar.lower(index)], negated
        return Act.ASSERT, negated

    def _is_silent(self, grammar: Grammar, cue: Interval, *, negated: bool) -> bool:
        """Tell whether a cue says that nothing was said: "did not specify", "declined to comment", "refused"."""
        begin, end = cue
        words = [grammar.lower(i) for i in range(begin, end)]
        for index in range(begin, end):
            verbs = [verb for verb, _ in self.words.verbs.get(grammar.lower(index), ())]
            if any(verb.act is Act.DECLINE for verb in verbs):
                if grammar.lower(index + 1) != "to":
                    return index + 1 < end or grammar.lower(index + 1) in ("comment", "", ".", "requests")
                return any(grammar.lower(i) in self.words.silence for i in (index + 2, index + 3))
        if not (negated and any(word.removesuffix("n't") in _HELPERS for word in words)):
            return False
        return any(self._is_of_silence(word) for word in words if word not in AUXILIARIES)

    def _is_avoided(self, grammar: Grammar, cue: Interval) -> bool:
        """Tell whether a cue stops in front of its verb: "stopped short of saying", "was unable to say"."""
        words = [grammar.lower(i) for i in range(*cue)]
        avoided = next((i for i, word in enumerate(words) if word in _AVOIDING), len(words))
        return any(self._is_of_silence(word) for word in words[avoided + 1 :]) or {"not", "drawn"} <= set(words)

    def _says_nothing(self, grammar: Grammar, cue: Interval) -> bool:
        """Tell whether what is said, given or answered is nothing: "said nothing", "gave no date", "without naming"."""
        begin, end = cue
        words = [grammar.lower(i) for i in range(begin, end)]
        following = [grammar.lower(i) for i in range(end, end + 2)]
        clause = end + 1 < len(grammar.tokens) and grammar.is_verb(end + 1)  # "said nothing had changed"
        if words[0] == "without" or "nothing" in words[1:] or (following[0] == "nothing" and not clause):
            return any(self._is_of_silence(word) for word in words)
        if not _DEFLECTING.isdisjoint(words):
            return not _REQUESTS.isdisjoint((*words, following[0]))
        several = [*words, *following]
        nouns = [after for word, after in pairwise(several) if word == "no"]
        if not nouns or "no" not in several[1 : len(words) + 1]:
            return False
        return not _GIVING.isdisjoint(words) or (not _NOTING.isdisjoint(words) and nouns[0] in _NO_WORD)

    def _is_of_silence(self, word: str) -> bool:
        """Tell whether a form is of a verb whose negation is silence; "naming" counts as of "name"."""
        lemmas = {verb.lemma for verb, _ in self.words.verbs.get(word, ())}
        stem = word.removesuffix("ing")
        return not self.words.silence.isdisjoint({word, *lemmas} | ({stem, stem + "e"} if stem != word else set()))


def _span(paragraph: Paragraph, grammar: Grammar, interval: Interval) -> Span:
    first, last = grammar.tokens[interval[0]], grammar.tokens[interval[1] - 1]
    return Span(first.start + paragraph.shift, last.end + paragraph.shift)


def _passage(paragraph: Paragraph, grammar: Grammar, interval: Interval) -> Passage:
    return Passage.of(paragraph.text, [_span(paragraph, grammar, interval)])


def _is_told_to_do(grammar: Grammar, cue: Interval, content: Interval) -> bool:
    """Tell whether somebody is to do something: "told [residents to leave]", not "told how they had to leave"."""
    if grammar.lower(cue[1] - 1) not in _TELLING or content[0] < cue[1]:
        return False
    to = grammar.find(content[0], len(grammar.tokens), "to".__eq__)
    return to is not None and (
        is_infinitive(grammar, to) if to == content[0] else object_before(grammar, content[0], to) is not None
    )


def _plea(grammar: Grammar, cue: Interval) -> Act | None:
    """Return what a plea before a court comes to: "pleaded not guilty" denies, "pleaded guilty" admits."""
    pleading = next((i for i in range(*cue) if grammar.lower(i) in _PLEADING), None)
    if pleading is None:
        return None
    behind = [grammar.lower(i) for i in range(pleading + 1, pleading + 3)]
    if behind == ["not", "guilty"] or behind[0] == "innocent":
        return Act.DENY
    return Act.ASSERT if behind[0] == "guilty" else None


def _best(readings: Sequence[Verb], following: str) -> Verb:
    """Return the reading that the next word asks for ("called for"), else one that needs no such word."""
    for verb in readings:
        if following in verb.prepositions or following in verb.passive_prepositions:
            return verb
    return next((verb for verb in readings if verb.takes), readings[0])


def _interval(sentence: Sentence, spans: Sequence[Span], shift: int) -> Interval | None:
    """Return the tokens of a sentence that lie in spans of the text."""
    start, end = spans[0].start - shift, spans[-1].end - shift
    inside = [i for i, token in enumerate(sentence.tokens) if start < token.end and token.start < end]
    return (inside[0], inside[-1] + 1) if inside else None


def _overlaps(when: Passage, *others: Passage | None) -> bool:
    span = when.spans[0]
    return any(s.start < span.end and span.start < s.end for other in others if other for s in other.spans)
