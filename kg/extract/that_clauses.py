"""What follows a noun and "that": what is claimed, how far that goes, and the relative clause that looks alike."""

from kg.extract.classes import (
    AUXILIARIES,
    COORDINATORS,
    PREPOSITIONS,
    SUBORDINATORS,
    is_adverb,
    is_auxiliary,
    word_set,
)
from kg.extract.grammar import Grammar, Interval
from kg.extract.noun_phrases import phrase_before
from kg.extract.verb_groups import verb_group

_BARE_CLAUSE_BEHIND = word_set("said says say that")
_BE = word_set("be been being")
_OF_ONE = word_set("is was has does")
_OF_SEVERAL = word_set("are were have do")
_TRANSITIVE = word_set("made wrote commissioned published issued released signed ordered")
"""Verbs that need an object besides those of the lexicon that take a noun."""
_NO_OBJECT = PREPOSITIONS | COORDINATORS | (SUBORDINATORS - {"that"}) | {"", "was", "were", "is", "are"}
_REACH = 12


def is_relative(grammar: Grammar, that: int) -> bool:
    """Tell whether "that" stands for the object of its clause: "an allegation that Kesh denied within hours"."""
    words = grammar.words
    for index in range(that + 2, min(grammar.end, that + _REACH)):
        word = grammar.lower(index)
        takes_noun = any("noun" in verb.takes for verb, _ in words.verbs.get(word, ()))
        if not takes_noun and word not in _TRANSITIVE:
            if words.is_verb(word) and word not in AUXILIARIES:
                return False
            continue
        group = verb_group(grammar, index)
        subject = phrase_before(grammar, group.outer)
        if subject is None or subject[0] not in (that, that + 1) or group.ends_in_be:
            return False
        return _has_no_object(grammar, index + 1)
    return False


def _has_no_object(grammar: Grammar, index: int) -> bool:
    """Tell whether what stands behind a verb can't be its object."""
    if index >= grammar.end or not grammar.tokens[index].is_word:
        return index >= grammar.end or not grammar.tokens[index].is_mark
    if grammar.lower(index) in _NO_OBJECT or is_adverb(grammar.tokens[index]):
        return True
    return grammar.time_after(index) > index


def predicate(grammar: Grammar, noun: int, content: Interval) -> int:
    """Return where what is claimed ends and the claim's own verb begins: "Claims that the army fled | are false".

    Without such a verb it is the content's end. Only a noun that begins a clause is looked at.
    """
    phrase = phrase_before(grammar, noun + 1)
    if phrase is None or grammar.sentence.headline or not _begins_clause(grammar, phrase[0]):
        return content[1]
    others = _OF_ONE if grammar.lower(noun).endswith("s") else _OF_SEVERAL
    found = content[1]
    has_verb = False
    for index in range(content[0] + 2, content[1]):
        token, word = grammar.tokens[index], grammar.lower(index)
        if found < content[1] and word in SUBORDINATORS:
            break
        outer = grammar.adverbs_before(index)
        opens = is_auxiliary(token) and not is_auxiliary(grammar.tokens[outer - 1]) and word not in _BE
        joined = grammar.lower(outer - 1) in COORDINATORS
        if opens and has_verb and not joined and word.removesuffix("n't") not in others:
            found = outer
        has_verb = has_verb or grammar.is_verb(index) or (word.endswith("ed") and token.text[0].islower())
    return found


def _begins_clause(grammar: Grammar, index: int) -> bool:
    if index == 0 or grammar.tokens[index - 1].is_mark:
        return True
    return grammar.lower(index - 1) in _BARE_CLAUSE_BEHIND
