"""The subject of a verb: in front of it, before an apposition, shared with an earlier verb, or behind the verb."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.classes import (
    ANY_PRONOUN,
    ARTICLES,
    CLITICS,
    COORDINATORS,
    DETERMINERS,
    POSSESSIVE_PRONOUNS,
    PREPOSITIONS,
    word_set,
)
from kg.extract.cue import Cue, Pattern
from kg.extract.grammar import Grammar, Interval
from kg.extract.noun_phrases import (
    TRADE_ENDINGS,
    WITH_PREPOSITION,
    apposition_after,
    is_speaker,
    phrase_after,
    phrase_before,
)

_LONGEST_APPOSITION = 7
"""Tokens that an apposition has with its comma, where nothing but its article shows that it is one."""
_OF_PLACES = word_set("in from at near")
_OF_SOME = word_set(
    "those ones one anyone everyone couple crowd dozen dozens half handful majority most number pair rest score scores"
)
"""Words for some who speak, which are no nouns of theirs: "a pair of officials who said"."""
_LONGEST_ASIDE = 14
"""Tokens between a name and its verb that may stand between commas."""
_FULL_NAME = (2, 3)
"""Words of a person's name in full."""
_POLITE = word_set("mr mrs ms miss dr")
_WITH_DETERMINER = ARTICLES | POSSESSIVE_PRONOUNS
_RELATIVE = word_set("who which that")
_BEHIND_A_NAME = _RELATIVE | {"whose"}
_REDUCED_RELATIVE = word_set("who which whose led known based written citing quoting")
_BEFORE_A_NOUN = _WITH_DETERMINER | CLITICS | word_set("my our your")
"""Behind which a past form only describes a noun: "the alleged victim", "Lund’s proposed law"."""
_BEFORE_A_CLAUSE = word_set("that as while and but when where")
_SUBORDINATE = word_set("after as while when because before since")
_NEW_SUBJECT = word_set("while because although who")


@dataclass(frozen=True, slots=True)
class Subject:
    """The phrase of a subject, and how it belongs to its verb: see `Cue`."""

    phrase: Interval
    shared: bool = False
    relative: bool = False
    inverted: bool = False


def find_subject(grammar: Grammar, outer: int, found: Sequence[Cue]) -> Subject | None:
    """Find the subject of the verb group that begins, adverbs included, at `outer`; `found` are the cues before it."""
    end = outer
    if end > 0 and grammar.tokens[end - 1].is_mark:
        end = grammar.adverbs_before(end - 1)
    end = next((begin for begin, aside_end in grammar.asides if aside_end == end), end)
    if end == 0:
        return None
    before, earlier = grammar.lower(end - 1), grammar.lower(end - 2)
    if before in COORDINATORS or (before == "," and earlier in COORDINATORS):
        return _shared(grammar, end - 1, found)
    if before in ("who", "which") or (before == "that" and earlier in grammar.words.documents):
        antecedent = phrase_before(grammar, end - 2 if earlier == "," else end - 1)
        antecedent = antecedent and _speaking_part(grammar, antecedent)
        return Subject(antecedent, relative=True) if antecedent and _is_noun_phrase(grammar, antecedent) else None
    if before == ",":
        source = _before_apposition(grammar, end - 1)
        if source is not None:
            return Subject(source)
        return _shared(grammar, end - 1, found) if grammar.sentence.headline else None
    phrase = _in_front(grammar, end)
    return Subject(phrase) if phrase else None


def _is_noun_phrase(grammar: Grammar, phrase: Interval) -> bool:
    """Tell a noun phrase from what stands in front of a question: "know | who said", "hard to tell | who said"."""
    first = grammar.tokens[phrase[0]]
    if grammar.lower(phrase[1] - 1) in PREPOSITIONS:
        return False
    return first.is_capitalised or first.lower in DETERMINERS or is_speaker(grammar, phrase)


def _speaking_part(grammar: Grammar, phrase: Interval) -> Interval:
    """Drop what only leads to the one who speaks from a phrase in front of "who": "taken to the home of | his brother".

    Behind whoever may speak himself nothing is dropped: "the head of the agency, who", "a man in his fifties, who".
    """
    begin, end = phrase
    links = [i for i in range(begin + 1, end - 1) if grammar.lower(i) in PREPOSITIONS]
    for link, after in pairwise([*links, end]):
        if grammar.lower(link - 1) in WITH_PREPOSITION or _may_speak(grammar, link - 1):
            break
        place = grammar.lower(link) in _OF_PLACES and grammar.tokens[after - 1].is_capitalised
        if _may_speak(grammar, after - 1) and not place:
            begin = link + 1
    return begin, end


def _may_speak(grammar: Grammar, noun: int) -> bool:
    """Tell whether a noun is that of somebody who may say something, or a name."""
    word = grammar.lower(noun)
    return (
        grammar.tokens[noun].is_capitalised
        or word in grammar.words.people | grammar.words.bodies
        or word in _OF_SOME
        or word.endswith((*TRADE_ENDINGS, "year-old"))
    )


def _shared(grammar: Grammar, end: int, found: Sequence[Cue]) -> Subject | None:
    source = clause_subject(grammar, end, found)
    return Subject(source, shared=True) if source else None


def _in_front(grammar: Grammar, end: int) -> Interval | None:
    """Return the noun phrase right in front of a verb, with the words that it stands in apposition to."""
    phrase = phrase_before(grammar, end)
    if phrase is None or _is_age(grammar, phrase) or grammar.lower(end - 1) in _BEFORE_A_NOUN:
        return None
    begin = phrase[0]
    before = grammar.lower(begin - 1)
    if before in _RELATIVE and (grammar.is_verb(begin) or grammar.tokens[begin].text.endswith("ed")):
        return phrase_before(grammar, begin - 1)
    if before == "," and begin > 1 and end - begin > 1:
        return _with_head(grammar, phrase) or phrase
    return phrase


def _is_age(grammar: Grammar, phrase: Interval) -> bool:
    """Tell whether a phrase is a bare number, which is nobody: an age behind a name."""
    return phrase[1] - phrase[0] == 1 and grammar.lower(phrase[0]).isdigit()


def _follows_age(grammar: Grammar, behind: int, comma: int) -> bool:
    """Tell whether only what somebody is stands between an age and a comma: "Boy, 12, died, says" is a clause."""
    first = grammar.lower(behind + 1)
    described = first in _WITH_DETERMINER or first in _BEHIND_A_NAME or first in PREPOSITIONS
    return behind == comma or described or apposition_after(grammar, behind) is not None


def _with_head(grammar: Grammar, name: Interval) -> Interval | None:
    """Join "the party secretary, Ri Kwang-hyok" when the name behind the comma was found alone."""
    begin, end = name
    if not all(grammar.tokens[i].is_capitalised for i in range(begin, end)):
        return None
    head = phrase_before(grammar, begin - 1)
    if head is None or grammar.lower(head[0]) not in _WITH_DETERMINER:
        return None
    return (head[0], end) if grammar.lower(head[1] - 1) in grammar.words.people else None


def _before_apposition(grammar: Grammar, comma: int) -> Interval | None:
    """Return the phrase before an apposition or relative clause that ends at this comma, with the apposition."""
    for opening in range(comma - 1, 0, -1):
        token = grammar.tokens[opening]
        if token.text in ";:" or token.is_mark:
            return None
        if token.text != ",":
            continue
        head = phrase_before(grammar, opening)
        if head is not None and _is_age(grammar, head):
            continue  # "Lund, 34, who …, said"
        if head is None:
            return None
        source = _with_apposition(grammar, head, comma) if _begins_clause(grammar, head[0]) else None
        if source is not None:
            return source
    return None


def _begins_clause(grammar: Grammar, index: int) -> bool:
    """Tell whether a clause begins here, perhaps behind a time, so that a phrase here is its subject."""
    if index == 0 or grammar.time_before(index) < index or _takes_clause(grammar, index - 1):
        return True
    return grammar.tokens[index - 1].text in ',“”"’:–—' or grammar.lower(index - 1) in _BEFORE_A_CLAUSE


def _takes_clause(grammar: Grammar, index: int) -> bool:
    """Tell whether the word here is a verb behind which a clause may begin without "that": "said the mayor, …, had"."""
    return any("clause" in verb.takes for verb, _ in grammar.words.verbs.get(grammar.lower(index), ()))


def _with_apposition(grammar: Grammar, head: Interval, comma: int) -> Interval | None:
    """Return a subject with what stands between its comma and the next, as far as that belongs to its name."""
    begin, opening = head
    first = grammar.lower(opening + 1)
    if first in _REDUCED_RELATIVE or first.endswith("ed"):
        return head
    if first in ("a", "an") and comma - opening <= _LONGEST_APPOSITION and _is_plain(grammar, opening + 1, comma):
        return begin, comma
    if first.isdigit() and not _follows_age(grammar, opening + 2, comma):
        return None
    if first.isdigit() or apposition_after(grammar, opening) is not None:
        end = grammar.find(opening + 1, comma, _BEHIND_A_NAME.__contains__) or comma
        while end > 0 and grammar.lower(end - 1) == ",":
            end -= 1
        return begin, end
    small = ("of", "&", "and")
    named = all(grammar.tokens[i].is_capitalised or grammar.lower(i) in small for i in range(opening + 1, comma))
    described = not grammar.words.speakers.isdisjoint(map(grammar.lower, range(begin, opening)))
    in_full = grammar.lower(begin) in _WITH_DETERMINER and comma - opening - 1 in _FULL_NAME
    if named and (described or in_full):
        return begin, comma
    return head if _is_aside(grammar, head, comma) else None


def _is_plain(grammar: Grammar, begin: int, end: int) -> bool:
    """Tell whether words are all words, and no clause."""
    return all(grammar.tokens[i].is_word for i in range(begin, end)) and not grammar.has_finite_verb(begin, end)


def _is_aside(grammar: Grammar, head: Interval, comma: int) -> bool:
    """Tell whether what stands between two commas only comes after a name: "Lund, speaking in Oslo, said"."""
    begin, opening = head
    opens = begin == 0 or grammar.tokens[begin - 1].is_mark
    determined = grammar.lower(begin) in _WITH_DETERMINER or not CLITICS.isdisjoint(map(grammar.lower, range(*head)))
    described = determined and grammar.lower(opening - 1) in grammar.words.speakers
    named = opens and (grammar.tokens[opening - 1].is_capitalised or described)
    return named and comma - opening <= _LONGEST_ASIDE and not grammar.has_finite_verb(opening + 1, comma)


def clause_subject(grammar: Grammar, end: int, found: Sequence[Cue]) -> Interval | None:
    """Return the subject that a verb behind `end`, after "and" or "but", shares with the verb before it."""
    for cue in reversed(found):
        if cue.source is None or cue.pattern not in (Pattern.VERB, Pattern.SILENCE, Pattern.PASSIVE):
            continue
        if cue.shared and cue.source[1] > end:
            continue
        if grammar.tokens[cue.source[0]].quoted is not grammar.tokens[end].quoted:
            continue  # whoever is quoted is not the subject of what he quotes
        if _tells_of_a_speaker(grammar, cue.end, end):
            return None
        if cue.shared or grammar.find(cue.end, end, _NEW_SUBJECT.__contains__) is None:
            return cue.source
        break
    begin = _last_clause(grammar, end)
    for index in range(begin, end):
        word = grammar.tokens[index].text
        if grammar.is_verb(index) or (index > begin and word.endswith("ed") and word.islower()):
            subject_end = grammar.adverbs_before(index)
            return phrase_before(grammar, subject_end) if subject_end > begin else None
    return None


def _tells_of_a_speaker(grammar: Grammar, begin: int, end: int) -> bool:
    """Tell whether the verb behind `end` may be somebody's of whom is told: "said the man had fled | and promised to".

    Behind "but", and where a comma stands in front of "and", it is not.
    """
    if grammar.lower(end) != "and" or grammar.lower(end - 1) == ",":
        return False
    begin += grammar.lower(begin) == "that"
    verb = next((i for i in range(begin + 1, end) if grammar.is_verb(i) or grammar.is_past(i)), None)
    if verb is None:
        return False
    told = phrase_before(grammar, grammar.adverbs_before(verb))
    return (
        told is not None and told[0] == begin and grammar.lower(begin) not in ANY_PRONOUN and is_speaker(grammar, told)
    )


def _last_clause(grammar: Grammar, end: int) -> int:
    """Return where the last subordinate clause in front of `end` begins, or the quotation, or the sentence."""
    for index in range(end - 1, -1, -1):
        word = grammar.lower(index)
        if word in _SUBORDINATE or (word == "that" and grammar.words.is_verb(grammar.lower(index - 1))):
            return index + 1
        if grammar.tokens[index].quoted is not grammar.tokens[end].quoted:
            return index + 1
    return 0


def inverted_subject(grammar: Grammar, begin: int, end: int) -> Subject | None:
    """Find the source behind the cue `[begin, end)`: “…,” said Lee; the words before it must be what was said."""
    if begin < 2:
        return None
    quoted = grammar.closes_quotation(begin - 1)
    if not quoted and grammar.tokens[begin - 1].text not in ",?!":
        return None
    if end < len(grammar.tokens) and (grammar.tokens[end].is_mark or grammar.lower(end) in ("that", "it", "to", ":")):
        return None
    phrase = None if grammar.time_after(end) > end else phrase_after(grammar, end)
    if phrase is None:
        return None
    phrase = phrase[0], _topic_begin(grammar, phrase)
    first = grammar.tokens[phrase[0]]
    if not is_speaker(grammar, phrase) and not (quoted and first.lower in ARTICLES):
        return None
    determined = first.lower in DETERMINERS or first.lower.rstrip("s") in grammar.words.people
    if not (first.is_capitalised or determined or _ends_headline(grammar, begin, phrase)):
        return None
    if not quoted and not _ends_inversion(grammar, begin, phrase):
        return None
    return Subject(phrase, inverted=True)


def _topic_begin(grammar: Grammar, phrase: Interval) -> int:
    """Return where it is told of whom somebody speaks: "said Ada Lund | of the prime minister"; else the phrase's end.

    Behind a name of two words or more "of" leads to an employer or a place, but not to a person.
    """
    begin, end = phrase
    of = grammar.find(begin, end, "of".__eq__)
    if of is None or of - begin < 2 or not all(grammar.tokens[i].is_capitalised for i in range(begin, of)):
        return end
    words, first, last = grammar.words, grammar.lower(of + 1), grammar.tokens[end - 1]
    title = grammar.lower(of - 1) in words.people | words.titles
    if title or not words.organization_words.isdisjoint(map(grammar.lower, range(begin, of))):
        return end
    role = first in _WITH_DETERMINER and last.text in words.people and grammar.lower(end) not in CLITICS
    named = first.rstrip(".") in _POLITE and last.is_capitalised
    return of if role or named else end


def _ends_headline(grammar: Grammar, begin: int, phrase: Interval) -> bool:
    """Tell whether a headline ends with who says it: "Harbour to close, says union", not "quits, warns colleagues"."""
    if not grammar.sentence.headline or phrase[1] < grammar.end:
        return False
    return not (grammar.lower(begin).endswith("s") and grammar.lower(phrase[1] - 1).endswith("s"))


def _ends_inversion(grammar: Grammar, begin: int, phrase: Interval) -> bool:
    """Tell whether a source behind a cue is no subject of a verb of its own, without a quotation to tell."""
    first, after = grammar.tokens[phrase[0]], grammar.lower(phrase[1])
    if begin <= 3 and after != ",":
        return False
    if grammar.sentence.headline and first.text.islower():
        return _ends_headline(grammar, begin, phrase)
    if phrase[1] < len(grammar.tokens) and grammar.is_verb(phrase[1]):
        return False
    if first.lower in POSSESSIVE_PRONOUNS or after in ("whether", "if", "that", "to", "about", "for", "of"):
        return False
    return first.lower != "the" or after in ("", ".", ",", "on", "in")
