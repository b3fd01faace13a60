"""Whose words a denial answers: of "Vik accused Lund of fraud, which he denies" it is Lund who denies it, not Vik."""

from collections.abc import Iterator, Sequence

from kg.extract.classes import ARTICLES, word_set
from kg.extract.grammar import Grammar, Interval
from kg.extract.lexicon import Lexicon
from kg.extract.noun_phrases import phrase_after
from kg.extract.subjects import find_subject
from kg.extract.text import Sentence
from kg.extract.verb_groups import verb_group
from kg.model import Act, Attribution, Passage, Span
from kg.resolve.cast import Cast

_ACCUSING = word_set(
    "accuse accuses accused accusing blame blames blamed sue sues sued suing suspect suspects suspected charge charged"
)
_IS_ACCUSED = word_set("accused blamed suspected charged sued")
_CHARGING = word_set("charge charged")
_POINTING = word_set("it this that")
_LINKS = word_set("of for with by in over on")
"""What stands behind an accused one, or behind "accused" where that one is the subject."""


class Denials:
    """Knows what the denials of one document answer."""

    def __init__(self, text: str, cast: Cast, words: Lexicon, attributions: Sequence[Attribution]) -> None:
        self.text = text
        self.cast = cast
        self.words = words
        self._attributions = attributions

    def accused(self, denial: Attribution) -> Passage | None:
        """Return the words of whoever is accused of what a pronoun denies, in its sentence or the one before.

        In "Vik says Lund sold the boat, which he denies" it is the subject of what is said. None where nothing tells.
        """
        if denial.source is None or denial.act is not Act.DENY:
            return None
        offset = denial.source.spans[0].start
        number = self.cast.sentence_at(offset)
        here = self.cast.sentences[number]
        found = self._accused_in(here, offset)
        if found is None and number and offset == here.start:
            found = self._accused_in(self.cast.sentences[number - 1], offset)
        answered = self.answered(denial)
        return found or (self._subject(answered) if answered is not None else None)

    def answered(self, denial: Attribution) -> Attribution | None:
        """Return the statement that a denial in the same sentence answers: "Vik says it rained, which he denies"."""
        if denial.act is not Act.DENY or denial.source is None or denial.content is None:
            return None
        denied, offset = denial.content, denial.source.spans[0].start
        begins = self.cast.sentences[self.cast.sentence_at(offset)].start
        relative = denied.spans[-1].end <= offset and not self.text[denied.spans[-1].end : offset].strip()
        if not relative and not self._points_back(denied):
            return None
        before = offset if not relative else denied.spans[0].start
        for other in reversed(self._attributions):
            content = other.content.spans[0] if other.content else None
            if content and begins <= content.start < before and other.act is not Act.DENY and other.source:
                return other
        return None

    def _points_back(self, denied: Passage) -> bool:
        """Tell whether what is denied was said before: "it", "this", "the claims"."""
        first, *rest = denied.text.lower().split()
        return (not rest and first in _POINTING) or (first == "the" and len(rest) == 1 and rest[0] in self.words.nouns)

    def _accused_in(self, sentence: Sentence, offset: int) -> Passage | None:
        """Return the words of whoever a sentence accuses in front of an offset, by the last verb that does so."""
        grammar = Grammar(sentence, self.words)
        ends = next((i for i, token in enumerate(grammar.tokens) if token.start >= offset), len(grammar.tokens))
        found = next(_accused(grammar, ends), None)
        if found is None:
            return None
        begin, end = found
        return Passage.of(self.text, [Span(grammar.tokens[begin].start, grammar.tokens[end - 1].end)])

    def _subject(self, statement: Attribution) -> Passage | None:
        """Return the name with which a content begins, unless it only owns something."""
        start = statement.content.spans[0].start if statement.content else 0
        name = next((name for name in self.cast.names if name.end > start), None)
        if name is None or not self.cast.is_subject(name):
            return None
        between = self.text[start : name.start].lower().split()
        return Passage.of(self.text, [Span(name.start, name.end)]) if set(between) <= ARTICLES | {"that"} else None


def _accused(grammar: Grammar, end: int) -> Iterator[Interval]:
    """Yield those whom a sentence accuses in front of an index, the last one first."""
    for index in range(end - 1, -1, -1):
        word = grammar.lower(index)
        group = verb_group(grammar, index)
        if word in _IS_ACCUSED and group.ends_in_be and grammar.lower(index + 1) in _LINKS:
            subject = find_subject(grammar, group.outer, ())
            if subject is not None:
                yield subject.phrase
        elif word in _ACCUSING and not group.ends_in_be:
            phrase = phrase_after(grammar, index + 1)
            if phrase is not None and (word not in _CHARGING or grammar.lower(phrase[1]) == "with"):
                yield phrase[0], _linked(grammar, phrase)


def _linked(grammar: Grammar, phrase: Interval) -> int:
    """Return where it begins what somebody is accused of: "the Bank of Lund | of lying"."""
    links = [i for i in range(phrase[0] + 1, phrase[1]) if grammar.lower(i) in ("of", "for")]
    plain = (i for i in links if i + 1 < len(grammar.tokens) and not grammar.tokens[i + 1].is_capitalised)
    return next(plain, links[0] if links else phrase[1])
