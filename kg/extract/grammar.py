"""Phrases of a sentence, found without a parser: by closed classes of words, capital letters and commas.

Positions are indices of the sentence's tokens; an interval `(a, b)` means tokens a to b, b excluded.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.lexicon import Lexicon
from kg.extract.text import Sentence, Token

Interval = tuple[int, int]

PRONOUNS = frozenset({"he", "she", "they", "it", "one"})
NOBODY = frozenset("nobody noone none everyone everybody anyone anybody nothing something everything anything".split())
FIRST_PERSON = frozenset({"i", "we", "you"})
ANY_PRONOUN = PRONOUNS | FIRST_PERSON
DETERMINERS = frozenset(
    "the a an this these those his her its their our my your some any no every each another several many most all both "
    "two three four five six seven eight nine ten dozens hundreds thousands".split()
)
PREPOSITIONS = frozenset(
    "of in on at for from by with to about against over under between among amid during after before since near "
    "through across into onto within without via around toward towards upon behind beyond despite like".split()
)
SUBORDINATORS = frozenset(
    "that as while when where because since if whether after before until although though which who whom whose what how "
    "why than so unless once even whereas".split()
)
COORDINATORS = frozenset({"and", "but", "or", "nor", "yet", "then"})
AUXILIARIES = frozenset(
    "have has had is are was were be been being will would can could may might should must shall do does did".split()
)
BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s"})
MODALS = frozenset("will would can could may might should must shall".split())
NEGATIONS = frozenset({"not", "never"})
ADVERBS = frozenset(
    "also now still again then just even later earlier previously recently repeatedly once already first often always "
    "yet both all further once meanwhile however therefore too reportedly today yesterday".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december jan. feb. mar. apr. aug. "
    "sept. sep. oct. nov. dec. jun. jul.".split()
)
_DAY_WORDS = WEEKDAYS | {"today", "yesterday", "tonight", "overnight"}
_TIME_ADVERBS = frozenset({"previously", "recently", "earlier", "later"})
_PERIODS = frozenset({"week", "month", "year", "weekend", "day", "night", "morning", "evening", "afternoon", "summer", "spring", "autumn", "fall", "winter", "quarter"})


def is_negation(token: Token) -> bool:
    """Tell whether a token negates: not, never, didn’t."""
    return token.lower in NEGATIONS or token.lower.endswith("n't") or token.lower == "cannot"


def is_auxiliary(token: Token) -> bool:
    """Tell whether a token is an auxiliary, also with its negation: has, didn’t."""
    return token.lower.removesuffix("n't") in AUXILIARIES or token.lower in ("won't", "can't", "cannot")


def is_adverb(token: Token) -> bool:
    """Tell whether a token is an adverb of the kinds that stand inside a verb group."""
    return token.lower in ADVERBS or (token.lower.endswith("ly") and token.text[0].islower() and len(token.text) > 4)


@dataclass(frozen=True, slots=True)
class Grammar:
    """A sentence together with the words' classes."""

    sentence: Sentence
    words: Lexicon

    @property
    def tokens(self) -> Sequence[Token]:
        """The sentence's tokens."""
        return self.sentence.tokens

    def lower(self, index: int) -> str:
        """Return the lower-case word at an index, or "" outside the sentence."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    @property
    def is_title_case(self) -> bool:
        """Whether this is a headline in which every longer word has a capital."""
        long = [token for token in self.tokens if token.is_word and len(token.text) > 3]
        return self.sentence.headline and sum(token.is_capitalised for token in long) > 0.8 * len(long)

    def is_verb(self, index: int) -> bool:
        """Tell whether the word here is surely a finite verb."""
        token = self.tokens[index]
        if token.text[0].isupper() and index:
            return False
        return self.words.is_verb(token.lower) or is_auxiliary(token)

    def has_finite_verb(self, begin: int, end: int) -> bool:
        """Tell whether a clause stands between two indices, as far as words alone show."""
        return any(
            self.is_verb(index) or self._is_past(index)
            for index in range(begin, end)
            if self.tokens[index].is_word
        )

    def _is_past(self, index: int) -> bool:
        """Tell whether a word in -ed looks like a finite verb: after a noun or pronoun, not before one."""
        token = self.tokens[index]
        if not token.text.endswith("ed") or not token.text[0].islower() or "-" in token.text or index == 0:
            return False
        before = self.tokens[index - 1]
        if is_adverb(before) and index > 1:
            before = self.tokens[index - 2]
        if before.lower in DETERMINERS or before.lower in PREPOSITIONS or before.lower in BE or not before.is_word:
            return False
        return before.lower in ANY_PRONOUN or before.is_capitalised or before.lower.endswith("s") or (
            before.lower not in self.words.documents and self.lower(index + 1) in DETERMINERS | PREPOSITIONS | {"that"}
        )

    def time_before(self, index: int) -> int:
        """Return where the time expression that ends at `index` begins, or `index` when none does."""
        last = self.lower(index - 1)
        begin = index
        if last in _DAY_WORDS or last in _TIME_ADVERBS:
            begin = index - 1
        elif last in MONTHS and self.lower(index - 2) in ("in", "last", "this", "since"):
            begin = index - 1
        elif last in _PERIODS and self.lower(index - 2) in ("last", "this", "next"):
            begin = index - 2
        elif last == "ago":
            begin = max(0, index - 3)
        elif last.isdigit() and self.lower(index - 2) in MONTHS:
            begin = index - 2
        elif last.isdigit() and len(last) == 4 and self.lower(index - 2) in ("in", *MONTHS):
            begin = index - 1 if self.lower(index - 2) == "in" else index - 2
        if begin < index:
            if self.lower(begin - 1) in ("late", "early", "last", "earlier", "later"):
                begin -= 1
            if self.lower(begin - 1) in ("on", "in", "late", "early", "since"):
                begin -= 1
        return begin

    def time_after(self, index: int) -> int:
        """Return where the time expression that begins at `index` ends, or `index` when none does."""
        position = index
        if self.lower(position) in ("on", "in", "late", "early", "earlier", "later", "last", "this", "since"):
            position += 1
            if self.lower(position - 1) in ("earlier", "later", "late", "early", "on", "in") and self.lower(position) in (
                "on", "in", "this", "last", "late", "early", "the",
            ):
                position += 1
        word = self.lower(position)
        if word in _DAY_WORDS or (word in MONTHS and (position > index or self.lower(position + 1).isdigit())):
            position += 1
            if word in WEEKDAYS and self.lower(position) in ("morning", "evening", "afternoon", "night"):
                position += 1
            while self.lower(position).isdigit() or (
                self.lower(position) == "," and self.lower(position + 1).isdigit() and len(self.lower(position + 1)) == 4
            ):
                position += 1
            return position
        if word in _PERIODS and position > index:
            return position + 1
        if word.isdigit() and len(word) == 4 and position > index and self.lower(position - 1) == "in":
            return position + 1
        if word.isdigit() and self.lower(position + 1) in MONTHS:
            return position + 2
        if word and self.lower(index + 2) == "ago":
            return index + 3
        return index + 1 if self.lower(index) in _TIME_ADVERBS else index

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

    def phrase_before(self, end: int) -> Interval | None:
        """Return the noun phrase that ends at `end`, or None when no noun stands there."""
        begin = end
        while begin > 0:
            token = self.tokens[begin - 1]
            word = token.lower
            if token.text in ")]":
                opening = self._opening(begin - 1)
                if opening is None:
                    break
                begin = opening
                continue
            if word in ANY_PRONOUN and not (word == "one" and begin < end and self.lower(begin) == "of"):
                return (begin - 1, begin) if begin == end else self._phrase(begin, end)
            if not token.is_word and token.text != "’":
                break
            if word in SUBORDINATORS and not (word == "that" and begin < end and self._is_demonstrative(begin - 1)):
                break
            if word in COORDINATORS:
                if word == "and" and begin < end and self._joins(begin - 1):
                    begin -= 1
                    continue
                break
            if begin - 1 > 0 and token.text[0].islower() and self._ends_clause(begin - 1, end):
                break
            begin -= 1
            if word in DETERMINERS and begin > 0:
                before = self.tokens[begin - 1].lower
                if before not in PREPOSITIONS and before not in DETERMINERS and before != "and":
                    break
        return self._phrase(begin, end)

    def _is_demonstrative(self, index: int) -> bool:
        return self.lower(index + 1) in self.words.people | self.words.bodies | self.words.documents

    def _ends_clause(self, index: int, end: int) -> bool:
        """Tell whether the word here is a verb of another clause, which a phrase to its right can't include."""
        token = self.tokens[index]
        if index == end - 1:
            return token.lower in AUXILIARIES
        if is_auxiliary(token) or self.words.is_verb(token.lower):
            return self.lower(index - 1) not in DETERMINERS
        if token.text.endswith("ed") and "-" not in token.text:
            before = self.lower(index - 1)
            speakers = self.words.people | self.words.documents | self.words.bodies
            return not (before in DETERMINERS or before in speakers or self.tokens[index + 1].text[0].islower()) or (
                before in ANY_PRONOUN
            )
        return False

    def _joins(self, index: int) -> bool:
        """Tell whether "and" joins two phrases of one subject: nothing in front of it is a verb."""
        position = index - 1
        while position >= 0:
            token = self.tokens[position]
            if token.lower in SUBORDINATORS or (not token.is_word and token.text not in ")("):
                break
            if self.is_verb(position) or token.lower in ANY_PRONOUN or self._is_past(position):
                return False
            position -= 1
        return index - 1 >= 0 and self.tokens[index - 1].is_word

    def _opening(self, index: int) -> int | None:
        for position in range(index - 1, max(-1, index - 12), -1):
            if self.tokens[position].text in "([":
                return position
        return None

    def _phrase(self, begin: int, end: int) -> Interval | None:
        """Drop what can't begin a noun phrase from its left."""
        while begin < end:
            if self.lower(begin) in ("on", "in", "earlier", "last", "late") or self.lower(begin) in _DAY_WORDS:
                after = self.time_after(begin)
                if begin < after < end:
                    begin = after
                    continue
            word = self.lower(begin)
            if word.endswith("ed") and self.lower(begin + 1) == "by" and begin + 2 < end:
                begin += 2
                continue
            if word in PREPOSITIONS | COORDINATORS or is_adverb(self.tokens[begin]) and word not in DETERMINERS:
                begin = self._after_preposition(begin, end) if word in PREPOSITIONS else begin + 1
                continue
            if not self.tokens[begin].is_word:
                begin += 1
                continue
            break
        if begin >= end or not any(self.tokens[i].is_word for i in range(begin, end)):
            return None
        return begin, end

    def _after_preposition(self, begin: int, end: int) -> int:
        """Skip a phrase such as "In the capital" in front of the subject, where its end can be seen."""
        for position in range(begin + 2, end):
            token, before = self.tokens[position], self.tokens[position - 1]
            if token.lower in DETERMINERS and before.lower not in PREPOSITIONS | DETERMINERS:
                return position
        return begin + 1

    def phrase_after(self, begin: int, *, lenient: bool = False) -> Interval | None:
        """Return the noun phrase that begins at `begin`; a lenient one takes place and time phrases in."""
        position = begin
        if self.lower(position) in ANY_PRONOUN:
            return position, position + 1
        while position < len(self.tokens):
            token = self.tokens[position]
            word = token.lower
            if token.text == "(":
                closing = next((i for i in range(position, min(len(self.tokens), position + 8)) if self.tokens[i].text == ")"), None)
                if closing is None:
                    break
                position = closing + 1
                continue
            if token.text == "," and position > begin:
                after = self.apposition_after(position)
                if after is None:
                    break
                position = after
                continue
            if not token.is_word:
                break
            if position > begin:
                if word in SUBORDINATORS or word in ("but", "or", "saying", "adding", "citing"):
                    break
                if word == "and" and not (self.tokens[position - 1].is_capitalised and position + 1 < len(self.tokens) and (self.tokens[position + 1].is_capitalised or self.lower(position + 1) == "the")):
                    break
                if self.is_verb(position) or word in ANY_PRONOUN:
                    break
                if not lenient and (self.time_after(position) > position or self._leaves_phrase(position)):
                    break
            position += 1
        while position > begin and not (self.tokens[position - 1].is_word or self.tokens[position - 1].text == ")"):
            position -= 1
        if position == begin or self.lower(begin) in PREPOSITIONS | SUBORDINATORS:
            return None
        return begin, position

    def _leaves_phrase(self, index: int) -> bool:
        """Tell whether a preposition here begins an adjunct ("in a statement") and no part of the name."""
        word = self.lower(index)
        if word not in PREPOSITIONS or word in ("of", "for", "from"):
            return False
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if following is None:
            return True
        if following.lower == "the" and index + 2 < len(self.tokens):
            following = self.tokens[index + 2]
        return not (following.is_capitalised and word in ("in", "at", "with", "to"))

    def apposition_after(self, comma: int) -> int | None:
        """Return the end of the apposition behind a comma (its closing comma excluded), or None if there is none."""
        begin = comma + 1
        if begin >= len(self.tokens):
            return None
        first = self.tokens[begin]
        if first.lower.isdigit() and self.lower(begin + 1) in (",", "."):
            return begin + 1
        likely = first.lower in ("a", "an", "the", "its", "his", "her", "their") or first.lower.rstrip(".") in (
            self.words.people | self.words.titles | self.words.bodies
        ) or (first.text[0].islower() and self.lower(begin + 1) in self.words.people)
        if not likely:
            return None
        for position in range(begin, len(self.tokens)):
            token = self.tokens[position]
            if token.text in ",.;:" or token.is_mark or token.lower in ("who", "which", "that"):
                heads = self.words.people | self.words.bodies | self.words.documents | self.words.titles
                named = any(self.lower(i) in heads for i in range(begin, position))
                return position if named and position > begin else None
            if self.is_verb(position):
                return None
        return None

    def is_speaker(self, interval: Interval) -> bool:
        """Tell whether a noun phrase looks like somebody or something that can make a statement."""
        begin, end = interval
        if self.lower(end - 1) in NOBODY:
            return False
        if end - begin == 1 and self.lower(begin) in PRONOUNS:
            return self.lower(begin) != "one"
        heads = self.words.people | self.words.bodies | self.words.documents
        for index in range(begin, end):
            token = self.tokens[index]
            if token.lower in heads or token.lower.rstrip("s") in heads:
                return True
            if token.is_capitalised and token.lower not in DETERMINERS and (index > 0 or token.text.isupper() or end - begin > 1):
                return True
        last = self.tokens[end - 1]
        return last.lower.endswith(("ers", "ists", "ors", "ians")) or (begin == 0 and last.is_capitalised)
