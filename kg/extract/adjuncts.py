"""What stands around a cue and is no content: the hearer, the time, "in a statement"."""

from dataclasses import dataclass

from kg.extract.classes import ANY_PRONOUN, DETERMINERS, PREPOSITIONS, SUBORDINATORS, is_adverb, word_set
from kg.extract.cue import Cue, Pattern
from kg.extract.grammar import Grammar, Interval
from kg.extract.objects import is_infinitive
from kg.extract.occasions import is_of_clause

_MOST_ADJUNCTS = 4
_LONGEST_ASIDE = 5
_PERSONAL = word_set("him her them us me you it")
_BEHIND_A_HEARER = SUBORDINATORS | ANY_PRONOUN | (PREPOSITIONS - {"of"})
_OF_A_NAME = word_set("news agency newspaper of")
"""Lower-case words inside the name of a hearer: "told Xinhua news agency"."""
_OPENING = word_set("in at by on during via through to from after when outside inside near before")
_BEFORE_A_TITLE = word_set("titled headlined headed entitled called")


@dataclass(frozen=True, slots=True)
class Rest:
    """What follows a cue once its adjuncts are skipped: where content may begin, and a time among them.

    `demand` tells that the hearer is to do something ("told units to be ready") and belongs to the content.
    """

    position: int
    said: Interval | None
    demand: bool = False


def rest_of(grammar: Grammar, cue: Cue) -> Rest:
    """Skip the adjuncts behind a cue."""
    position, said, demand = grammar.after_aside(cue.rest), None, False
    if cue.pattern is Pattern.NOUN:
        return Rest(position, None)
    after = grammar.time_after(position)
    if after > position and cue.pattern is not Pattern.ACCORDING:
        own = not is_of_clause(grammar, position, (cue.begin, cue.end))
        said, position = (position, after) if own else None, after
    if cue.verb and "hearer" in cue.verb.takes and grammar.lower(cue.end - 1) not in cue.verb.prepositions:
        position, demand = _hearer(grammar, position)
    for _ in range(_MOST_ADJUNCTS):
        after = grammar.time_after(position)
        if after > position:
            said, position = said or (position, after), after
            continue
        after = _aside(grammar, position) or _adjunct(grammar, position, cue)
        if after == position:
            break
        said, position = said or _time_within(grammar, position, after), after
    return Rest(position, said, demand)


def _aside(grammar: Grammar, comma: int) -> int | None:
    """Return where "that" stands behind an adverb or words between two commas: "said, however, that"."""
    if comma < grammar.end and is_adverb(grammar.tokens[comma]) and grammar.lower(comma + 1) == "that":
        return comma + 1
    if grammar.lower(comma) != ",":
        return None
    closing = grammar.find(comma + 1, min(grammar.end, comma + _LONGEST_ASIDE), ",".__eq__)
    return closing + 1 if closing is not None and grammar.lower(closing + 1) == "that" else None


def _time_within(grammar: Grammar, begin: int, end: int) -> Interval | None:
    """Return the first time inside an adjunct: "at a briefing on Monday"."""
    for index in range(begin, end):
        after = grammar.time_after(index)
        least = 2 if grammar.lower(index) in ("earlier", "later") else 1
        if index + least <= after <= end:
            return index, after
    return None


def _hearer(grammar: Grammar, begin: int) -> tuple[int, bool]:
    """Skip "reporters" in "told reporters that"; "told units to be ready" is a demand and keeps its hearer."""
    if grammar.lower(begin) in _PERSONAL:
        return (begin, True) if is_infinitive(grammar, begin + 1) else (begin + 1, False)
    noun = begin + 1 if grammar.lower(begin) in DETERMINERS else begin
    named = noun < len(grammar.tokens) and grammar.tokens[noun].is_capitalised
    end = noun
    while end < len(grammar.tokens) and not _ends_hearer(grammar, end):
        lower_case = not grammar.tokens[end].is_capitalised and grammar.lower(end) not in _OF_A_NAME
        if named and lower_case and end > begin + 1:
            break
        end += 1
    return (begin, True) if is_infinitive(grammar, grammar.time_after(end)) else (end, False)


def _ends_hearer(grammar: Grammar, index: int) -> bool:
    """Tell whether a word can't be part of a hearer's noun phrase."""
    token, word = grammar.tokens[index], grammar.lower(index)
    if not token.is_word or word in _BEHIND_A_HEARER or is_adverb(token) or grammar.time_after(index) > index:
        return True
    return word in DETERMINERS and grammar.lower(index - 1) != "of"


def _adjunct(grammar: Grammar, begin: int, cue: Cue) -> int:
    """Skip "in a statement", "at a briefing in Seoul", "by phone" behind a cue; return `begin` where there is none."""
    if not _opens_adjunct(grammar.lower(begin), cue):
        return begin
    for index in range(begin + 1, len(grammar.tokens)):
        token = grammar.tokens[index]
        if token.is_mark and grammar.lower(index - 1) in _BEFORE_A_TITLE:
            return _after_title(grammar, index) or begin
        if token.lower == "that" or token.text in ":,.;!?" or token.is_mark:
            return index
        if grammar.is_verb(index) or token.lower in ANY_PRONOUN:
            return begin
    return len(grammar.tokens)


def _opens_adjunct(word: str, cue: Cue) -> bool:
    if cue.pattern in (Pattern.PASSIVE, Pattern.ACCORDING, Pattern.SILENCE):
        return False
    if word == "of":
        return cue.verb is not None and cue.verb.lemma == "say"
    if word == "to" and cue.verb and "to" in cue.verb.takes:
        return False
    return word in _OPENING


def _after_title(grammar: Grammar, index: int) -> int | None:
    """Return where the words go on behind a title in quotation marks and its comma: 'titled “The Wait”, '."""
    title = grammar.quotation_at(index)
    after = grammar.after_quotation(title) if title else None
    if title is not None and (after is None or after >= grammar.end):
        return grammar.end
    return after + 1 if after and grammar.lower(after) == "," else None


def said_before(grammar: Grammar, cue: Cue) -> Interval | None:
    """Find the time between source and cue, or in front of the source: "On Tuesday, Lee said"."""
    if cue.shared:
        return None
    begin = grammar.adverbs_before(cue.begin)
    for end in range(cue.begin, begin, -1):
        start = grammar.time_before(end)
        if start < end and not is_of_clause(grammar, start, (cue.begin, cue.end)):
            return start, end
    end = cue.first - 1 if cue.first > 1 and grammar.lower(cue.first - 1) == "," else cue.first
    return (0, end) if end > 0 and grammar.time_before(end) == 0 else None


def time_at_end(grammar: Grammar, phrase: Interval) -> Interval | None:
    """Return the time at the end of a phrase that is no clause: "rejected the accusation on Wednesday"."""
    begin, end = phrase
    if grammar.lower(begin) == "that" or grammar.has_finite_verb(begin, end):
        return None
    time = grammar.time_before(end)
    return (time, end) if begin < time < end else None
