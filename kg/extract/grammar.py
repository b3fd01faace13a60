"""A sentence with the classes of its words: what is a verb, what a time, where a quotation begins.

There is no parser: closed classes of words, endings and capital letters have to do. Positions are indices of the
sentence's tokens; an interval `(a, b)` means tokens a to b, b excluded.
"""

from collections.abc import Callable
from itertools import pairwise

from kg.extract import anonymity, times
from kg.extract.classes import (
    ANY_PRONOUN,
    AUXILIARIES,
    BE,
    DETERMINERS,
    PREPOSITIONS,
    is_adverb,
    is_auxiliary,
    is_negation,
)
from kg.extract.lexicon import Lexicon
from kg.extract.text import CLOSING, Quotation, Sentence

__all__ = ["AUXILIARIES", "Grammar", "Interval", "is_negation"]

Interval = tuple[int, int]

_BEFORE_A_PARTICIPLE = DETERMINERS | PREPOSITIONS | BE
_AFTER_A_PAST = DETERMINERS | PREPOSITIONS | {"that"}


class Grammar:
    """A sentence together with the words' classes.

    `end` is where its words end, without the final stop; `asides` are clauses that tell why somebody has no name.
    """

    def __init__(self, sentence: Sentence, words: Lexicon) -> None:
        self.sentence = sentence
        self.words = words
        self.tokens = sentence.tokens
        self._lower = tuple(token.lower for token in sentence.tokens)
        named = times.in_names(sentence.tokens)
        self._timed = tuple("" if i in named else word for i, word in enumerate(self._lower)) if named else self._lower
        self.asides = anonymity.clauses(self._lower)
        self.end = len(self.tokens)
        while self.end and self.tokens[self.end - 1].text in ".!?…:;" and not self.tokens[self.end - 1].quoted:
            self.end -= 1

    def lower(self, index: int) -> str:
        """Return the lower-case word at an index, or "" outside the sentence."""
        return self._lower[index] if 0 <= index < len(self._lower) else ""

    def find(self, begin: int, end: int, test: Callable[[str], bool]) -> int | None:
        """Return the first index in `[begin, end)` whose lower-case word passes a test, or None."""
        return next((index for index in range(begin, end) if test(self._lower[index])), None)

    @property
    def is_title_case(self) -> bool:
        """Whether this is a headline in which every longer word has a capital."""
        long = [token for token in self.tokens if token.is_word and len(token.text) > 3]
        return self.sentence.headline and sum(token.is_capitalised for token in long) > 0.8 * len(long)

    def quotation_at(self, index: int) -> Quotation | None:
        """Return the quotation that the token at an index opens, or None; one inside another opens behind a comma."""
        if not 0 <= index < len(self.tokens):
            return None
        start = self.tokens[index].start
        outer = (quotation for quotation in self.sentence.quotations if quotation.start == start)
        return next(outer, None) or self._inner_quotation(index)

    def _inner_quotation(self, index: int) -> Quotation | None:
        """Return the quotation that opens here behind a comma or colon of another: “She said, ‘It rained.’”."""
        opening = self.tokens[index]
        if not opening.quoted or opening.text not in CLOSING or self.lower(index - 1) not in (",", ":"):
            return None
        closes = (
            token.end
            for before, token in pairwise(self.tokens[index:])
            if token.text in CLOSING[opening.text] and before.text in ",.?!…"
        )
        end = next(closes, None)
        outer = any(q.start < opening.start and end is not None and end < q.end for q in self.sentence.quotations)
        return Quotation(opening.start, end) if outer and end is not None else None

    def closes_quotation(self, index: int) -> bool:
        """Tell whether the token at an index is the mark that closes a quotation."""
        token = self.tokens[index]
        return token.is_mark and any(quotation.end == token.end for quotation in self.sentence.quotations)

    def after_quotation(self, quotation: Quotation) -> int | None:
        """Return the index of the first token behind a quotation, or None when it ends the sentence."""
        return next((i for i, token in enumerate(self.tokens) if token.start >= quotation.end), None)

    def is_verb(self, index: int) -> bool:
        """Tell whether the word here is surely a finite verb."""
        token = self.tokens[index]
        if token.is_capitalised and index:
            return False
        return self.words.is_verb(token.lower) or is_auxiliary(token)

    def is_past(self, index: int) -> bool:
        """Tell whether a word in -ed looks like a finite verb: after a noun or pronoun, not before one."""
        token = self.tokens[index]
        if not token.text.endswith("ed") or not token.text[0].islower() or "-" in token.text or index == 0:
            return False
        before = self.tokens[index - 1]
        if is_adverb(before) and index > 1:
            before = self.tokens[index - 2]
        word = before.lower
        if word in _BEFORE_A_PARTICIPLE or not before.is_word:
            return False
        if word in ANY_PRONOUN or before.is_capitalised or word.endswith("s"):
            return True
        return word not in self.words.documents and self.lower(index + 1) in _AFTER_A_PAST

    def has_finite_verb(self, begin: int, end: int) -> bool:
        """Tell whether a clause stands between two indices, as far as words alone show."""
        return any(
            self.tokens[index].is_word and (self.is_verb(index) or self.is_past(index)) for index in range(begin, end)
        )

    def after_aside(self, index: int) -> int:
        """Return where the aside ends that holds the token at an index, or `index` when none does."""
        return next((end for begin, end in self.asides if begin <= index < end), index)

    def time_before(self, index: int) -> int:
        """Return where the time expression that ends at `index` begins, or `index` when none does."""
        return times.time_before(self._time, index)

    def time_after(self, index: int) -> int:
        """Return where the time expression that begins at `index` ends, or `index` when none does."""
        return times.time_after(self._time, index)

    def _time(self, index: int) -> str:
        return self._timed[index] if 0 <= index < len(self._timed) else ""

    def adverbs_before(self, index: int) -> int:
        """Return where the adverbs and time expressions that end at `index` begin."""
        while index > 0:
            earlier = self.time_before(index)
            if earlier == index and is_adverb(self.tokens[index - 1]):
                earlier = index - 1
            if earlier == index:
                return index
            index = earlier
        return index
