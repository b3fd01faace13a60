"""Noun phrases: the one that ends or begins at a place, its appositions, and whether it can speak."""

from kg.extract.classes import (
    ANY_PRONOUN,
    ARTICLES,
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    NOBODY,
    POSSESSIVE_PRONOUNS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    is_adverb,
    is_auxiliary,
    word_set,
)
from kg.extract.grammar import Grammar, Interval
from kg.extract.lexicon import Form
from kg.extract.times import DAYS

WITH_PREPOSITION = word_set("familiar briefed close aware involved")
"""Adjectives behind a noun that take a preposition: "officials familiar with the matter"."""
TRADE_ENDINGS = ("ers", "ists", "ors", "ians")
"""Endings of those who do something, in the plural: drivers, scientists."""
_LONGEST_PHRASE = 60
"""Tokens of a noun phrase, at most: no text that a person wrote has longer ones."""
_LONGEST_BRACKET = 12
"""Tokens that a bracket inside a phrase holds, at most."""
_NO_BEGINNING = PREPOSITIONS | SUBORDINATORS
_BEFORE_A_DETERMINER = PREPOSITIONS | DETERMINERS | {"and"}
_TIME_IN_FRONT = DAYS | word_set("on in earlier last late")
_BEHIND = SUBORDINATORS | word_set("but or saying adding citing quoting")


def phrase_before(grammar: Grammar, end: int) -> Interval | None:
    """Return the noun phrase that ends at `end`, or None when no noun stands there."""
    begin = end
    while begin > max(0, end - _LONGEST_PHRASE):
        index = begin - 1
        word = grammar.lower(index)
        if word in (")", "]"):
            opening = _opening(grammar, index)
            if opening is None:
                break
            begin = opening
            continue
        of_those = (
            word == "one" and begin < end and (grammar.lower(begin) == "of" or grammar.lower(end - 1)[-1:] != "s")
        )
        if word in ANY_PRONOUN and not of_those:
            if begin == end:
                return index, end
            break
        if not _belongs(grammar, index, end):
            break
        begin = index
        if (word in DETERMINERS or of_those) and grammar.lower(begin - 1) not in _BEFORE_A_DETERMINER:
            break
    return _trimmed(grammar, begin, end)


def _opening(grammar: Grammar, closing: int) -> int | None:
    """Return where the bracket opens that closes here."""
    for index in range(closing - 1, max(-1, closing - _LONGEST_BRACKET), -1):
        if grammar.lower(index) in ("(", "["):
            return index
    return None


def _belongs(grammar: Grammar, index: int, end: int) -> bool:
    """Tell whether a word can be part of the noun phrase that goes on behind it to `end`."""
    token, word, inside = grammar.tokens[index], grammar.lower(index), index + 1 < end
    if not token.is_word and token.text not in ("’", "&"):
        return False
    if word in SUBORDINATORS:
        return word == "that" and inside and grammar.lower(index + 1) in grammar.words.speakers
    if word in COORDINATORS:
        return word == "and" and inside and _joins(grammar, index)
    return index == 0 or not token.text[0].islower() or not _ends_clause(grammar, index, end)


def _ends_clause(grammar: Grammar, index: int, end: int) -> bool:
    """Tell whether the word here is a verb of another clause, which a phrase to its right can't include."""
    token, before = grammar.tokens[index], grammar.lower(index - 1)
    if index == end - 1:
        return token.lower in AUXILIARIES
    if is_auxiliary(token) or grammar.words.is_verb(token.lower) or _says_of(grammar, index):
        return before not in DETERMINERS
    if not token.text.endswith("ed") or "-" in token.text:
        return False
    if before in ANY_PRONOUN:
        return True
    attributive = grammar.tokens[index + 1].text[0].islower()
    return not (before in DETERMINERS or before in grammar.words.speakers or attributive)


def _says_of(grammar: Grammar, index: int) -> bool:
    """Tell whether several people say something of the name that begins behind the word here: "officials say Lund"."""
    several = grammar.lower(index - 1).endswith("s") or grammar.lower(index - 1) in ("police", "people")
    if not (several and grammar.tokens[index + 1].is_capitalised):
        return False
    readings = grammar.words.verbs.get(grammar.lower(index), ())
    return any(form is Form.BASE and "clause" in verb.takes for verb, form in readings)


def _joins(grammar: Grammar, index: int) -> bool:
    """Tell whether "and" joins two phrases of one subject: nothing in front of it is a verb."""
    for position in range(index - 1, max(-1, index - _LONGEST_PHRASE), -1):
        token = grammar.tokens[position]
        if token.lower in SUBORDINATORS or (not token.is_word and token.text not in ("(", ")")):
            break
        if grammar.is_verb(position) or token.lower in ANY_PRONOUN or grammar.is_past(position):
            return False
    return index > 0 and (grammar.tokens[index - 1].is_word or grammar.lower(index - 1) == ")")


def _trimmed(grammar: Grammar, begin: int, end: int) -> Interval | None:
    """Drop what can't begin a noun phrase from its left."""
    while begin < end:
        after = _behind_preliminaries(grammar, begin, end)
        if after == begin:
            return begin, end
        begin = after
    return None


def _behind_preliminaries(grammar: Grammar, begin: int, end: int) -> int:
    """Skip one time, preposition, conjunction, adverb or mark that stands here; return `begin` when none does."""
    token, word = grammar.tokens[begin], grammar.lower(begin)
    if word in _TIME_IN_FRONT:
        after = grammar.time_after(begin)
        if begin < after < end:
            return after
    if word.endswith("ed") and grammar.lower(begin + 1) == "by" and begin + 2 < end:
        return begin + 2
    if word in PREPOSITIONS:
        return _after_preposition(grammar, begin, end)
    adverb = is_adverb(token) and word not in DETERMINERS
    return begin + 1 if adverb or word in COORDINATORS or not token.is_word else begin


def _after_preposition(grammar: Grammar, begin: int, end: int) -> int:
    """Skip a phrase such as "In the capital" in front of the subject, where its end can be seen."""
    for index in range(begin + 2, end):
        before = grammar.lower(index - 1)
        if grammar.lower(index) in DETERMINERS and before not in PREPOSITIONS and before not in DETERMINERS:
            return index
    return begin + 1


def phrase_after(grammar: Grammar, begin: int, *, lenient: bool = False) -> Interval | None:
    """Return the noun phrase that begins at `begin`; a lenient one takes place and time phrases in."""
    if grammar.lower(begin) in ANY_PRONOUN:
        return begin, begin + 1
    if grammar.lower(begin) in _NO_BEGINNING:
        return None
    end = begin
    while end < len(grammar.tokens):
        after = _part_after(grammar, begin, end, lenient=lenient)
        if after is None:
            break
        end = after
    while end > begin and not (grammar.tokens[end - 1].is_word or grammar.lower(end - 1) == ")"):
        end -= 1
    return (begin, end) if end > begin else None


def _part_after(grammar: Grammar, begin: int, index: int, *, lenient: bool) -> int | None:
    """Return where the word, bracket or apposition ends that continues a phrase here, or None when none does."""
    token = grammar.tokens[index]
    if token.text == "(":
        closing = grammar.find(index, min(len(grammar.tokens), index + 8), ")".__eq__)
        return None if closing is None else closing + 1
    if token.text == "," and index > begin:
        return apposition_after(grammar, index)
    if not token.is_word or (index > begin and _ends_phrase(grammar, index, lenient=lenient)):
        return None
    return index + 1


def _ends_phrase(grammar: Grammar, index: int, *, lenient: bool) -> bool:
    """Tell whether a word stands behind a noun phrase and is no part of it."""
    word = grammar.lower(index)
    if word in _BEHIND or word in ANY_PRONOUN or grammar.is_verb(index):
        return True
    if word == "and" and not _joins_names(grammar, index):
        return True
    return not lenient and (grammar.time_after(index) > index or _leaves_phrase(grammar, index))


def _joins_names(grammar: Grammar, index: int) -> bool:
    """Tell whether "and" stands between two names."""
    if index + 1 >= len(grammar.tokens) or not grammar.tokens[index - 1].is_capitalised:
        return False
    return grammar.tokens[index + 1].is_capitalised or grammar.lower(index + 1) == "the"


def _leaves_phrase(grammar: Grammar, index: int) -> bool:
    """Tell whether a preposition here begins an adjunct ("in a statement") and no part of the name."""
    word = grammar.lower(index)
    if word not in PREPOSITIONS or word in ("of", "for", "from") or grammar.lower(index - 1) in WITH_PREPOSITION:
        return False
    following = index + 1
    if grammar.lower(following) == "the" and following + 1 < len(grammar.tokens):
        following += 1
    if following >= len(grammar.tokens):
        return True
    return not (grammar.tokens[following].is_capitalised and word in ("in", "at", "with", "to"))


def apposition_after(grammar: Grammar, comma: int) -> int | None:
    """Return the end of the apposition behind a comma (its closing comma excluded), or None if there is none."""
    begin = comma + 1
    if begin >= len(grammar.tokens):
        return None
    if grammar.lower(begin).isdigit() and grammar.lower(begin + 1) in (",", "."):
        return begin + 1
    if not _opens_apposition(grammar, begin):
        return None
    words = grammar.words
    named = False
    for index in range(begin, len(grammar.tokens)):
        token = grammar.tokens[index]
        if token.text in ",.;:" or token.is_mark or token.lower in ("who", "which", "that"):
            return index if named else None
        if grammar.is_verb(index) or _claims(grammar, index):
            return None
        named = named or token.lower in words.speakers or token.lower in words.titles
    return None


def _claims(grammar: Grammar, index: int) -> bool:
    """Tell whether a verb that may be a noun stands in front of "that": "the junta fears that"."""
    verbs = grammar.words.verbs.get(grammar.lower(index), ())
    return grammar.lower(index + 1) == "that" and any("clause" in verb.takes for verb, _ in verbs)


def _opens_apposition(grammar: Grammar, index: int) -> bool:
    """Tell whether an apposition may begin here: "a mayor", "his wife", "mayor of Oslo", "deputy mayor"."""
    words, first = grammar.words, grammar.tokens[index]
    if first.lower in ARTICLES or first.lower in POSSESSIVE_PRONOUNS:
        return True
    bare = first.lower.rstrip(".")
    if bare in words.people or bare in words.titles or bare in words.bodies:
        return True
    return first.text[0].islower() and first.lower not in _BEHIND and grammar.lower(index + 1) in words.people


def is_speaker(grammar: Grammar, phrase: Interval) -> bool:
    """Tell whether a noun phrase looks like somebody or something that can make a statement."""
    begin, end = phrase
    single = end - begin == 1
    last = grammar.tokens[end - 1]
    if last.lower in NOBODY:
        return False
    if single and last.lower in PRONOUNS:
        return last.lower != "one"
    speakers = grammar.words.speakers
    for index in range(begin, end):
        token = grammar.tokens[index]
        word = token.lower
        forms = {word, word.rstrip("s"), word.rpartition("-")[2]}  # "clerks", "co-owner"
        if not forms.isdisjoint(speakers):
            return True
        named = index > 0 or token.text.isupper() or not single
        if named and token.is_capitalised and token.lower not in DETERMINERS:
            return True
    return last.lower.endswith(TRADE_ENDINGS) or (begin == 0 and last.is_capitalised)
