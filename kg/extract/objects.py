"""Who is to do something, or of whom something is said: as part of the content, without the time behind him.

"urged [the council] on Friday [to close]", "accused [Kesh] on Monday [of lying]".
"""

from kg.extract.classes import ANY_PRONOUN, COORDINATORS, DETERMINERS, word_set
from kg.extract.grammar import Grammar, Interval

_LINKS = word_set("to of for over as")
_OPENING = word_set("in since last this late early earlier previously recently later")
"""What may open a time that belongs to what is said: "blamed the crash in 2022 for the losses"."""
_LONGEST = 16


def is_infinitive(grammar: Grammar, to: int) -> bool:
    """Tell whether "to" leads to a verb: "told them to leave", not "told it to the reporters", "to Lund"."""
    if grammar.lower(to) != "to" or to + 1 >= len(grammar.tokens):
        return False
    token, speakers = grammar.tokens[to + 1], grammar.words.speakers
    named = token.is_capitalised or token.lower in DETERMINERS or token.lower in ANY_PRONOUN
    return token.is_word and not named and speakers.isdisjoint((token.lower, token.lower.removesuffix("s")))


def time_behind(grammar: Grammar, phrase: Interval) -> Interval | None:
    """Return the time between an object, with which the phrase begins, and what is said of it; else None."""
    begin, end = phrase
    for index in range(begin, min(end, begin + _LONGEST)):
        if grammar.has_finite_verb(index, index + 1) or not grammar.tokens[index].is_word:
            return None
        after = grammar.time_after(index)
        if begin < index < after < end and grammar.lower(after) in _LINKS and grammar.lower(index) not in _OPENING:
            return index, after
    return None


def object_before(grammar: Grammar, begin: int, infinitive: int) -> tuple[Interval, Interval | None] | None:
    """Return the object between a verb and the "to" of what it is to do, and the time between both; else None."""
    time = grammar.time_before(infinitive)
    words = range(begin, time)
    if not 0 < len(words) <= _LONGEST or not is_infinitive(grammar, infinitive):
        return None
    if grammar.has_finite_verb(begin, time) or not all(grammar.tokens[i].is_word for i in words):
        return None
    if grammar.lower(begin) in COORDINATORS or grammar.time_after(begin) > begin:
        return None
    return (begin, time), (time, infinitive) if time < infinitive else None
