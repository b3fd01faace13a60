"""When something was said: the time beside a cue or its source, but none of a clause that only describes the source."""

from kg.extract.classes import COORDINATORS, PREPOSITIONS, SUBORDINATORS, is_adverb, is_auxiliary, word_set
from kg.extract.grammar import Grammar, Interval

_RELATIVE = word_set("who whom whose which that where")
_MAY_OPEN = (PREPOSITIONS | COORDINATORS | SUBORDINATORS | word_set("asked pressed questioned")) - _RELATIVE
"""With what words may begin in front of a comma that tell when it was said: "in a letter on Monday,"."""
_ABOUT = word_set("of about")
_REACH = 40
"""Words behind a cue among which a time is looked for, at most."""


def occasion(grammar: Grammar, cue: Interval, source: Interval | None, content: int | None) -> Interval | None:
    """Find a time beside the cue or the source: "said on Tuesday", "On Tuesday, Lee said", "Lee on Tuesday said".

    Also in the cue ("was announced in May"), between it and the content, which begins at `content` ("told the Echo on
    Tuesday"), and with the verb before it ("left on Tuesday and said").
    """
    return _inside(grammar, cue) or _behind(grammar, cue, source, content) or _in_front(grammar, cue, source)


def _inside(grammar: Grammar, cue: Interval) -> Interval | None:
    times = ((begin, grammar.time_after(begin)) for begin in range(cue[0] + 1, cue[1]))
    return next(((begin, end) for begin, end in times if begin < end <= cue[1]), None)


def _behind(grammar: Grammar, cue: Interval, source: Interval | None, content: int | None) -> Interval | None:
    """Find a time right behind the cue or the source, or before the content or the next mark."""
    begins = {cue[1], *((source[1],) if source else ())}
    for begin in sorted(begins, reverse=True):
        end = grammar.time_after(begin)
        if end > begin:
            return None if is_of_clause(grammar, begin, cue) else (begin, end)
    behind = max(begins) if source and source[0] >= cue[1] else cue[1]
    limit = content if content is not None and content >= behind else len(grammar.tokens)
    if grammar.lower(behind) in _ABOUT or (behind < limit and grammar.is_past(behind)):
        return None
    for begin in range(behind, min(limit, behind + _REACH)):
        token = grammar.tokens[begin]
        if token.lower in SUBORDINATORS or token.quoted or not (token.is_word or token.text in "'’"):
            break
        end = grammar.time_after(begin)
        if begin < end <= limit:
            return begin, end
    return None


def _in_front(grammar: Grammar, cue: Interval, source: Interval | None) -> Interval | None:
    """Find a time in front of the cue, or of "and" before it, or of the source.

    In front of a comma it has to tell when, unless a clause of its own stands there: "left on Monday, saying that".
    """
    shared = grammar.lower(cue[0] - 1) == "and"
    joined = shared or grammar.lower(cue[0]).endswith("ing")
    for end in (cue[0], cue[0] - shared, source[0] if source else cue[0]):
        aside = grammar.lower(end - 1) == ","
        for last in (end, end - 1) if aside else (end,):
            begin = grammar.time_before(last) if last > 0 else last
            if begin == last:
                continue
            own = _tells_when(grammar, begin) if aside else not is_of_clause(grammar, begin, cue)
            if own or (joined and end <= cue[0]):
                return begin, last
    return None


def is_of_clause(grammar: Grammar, time: int, cue: Interval) -> bool:
    """Tell whether a time is part of a clause that describes the source: "the man held on Monday said".

    Such a clause has a verb, which can't be the subject's own: that is the cue.
    """
    for index in range(time - 1, -1, -1):
        token = grammar.tokens[index]
        if not token.is_word or cue[0] <= index < cue[1]:
            break
        if grammar.after_aside(index) > index:
            continue
        if token.lower in _RELATIVE and grammar.has_finite_verb(index + 1, time):
            return True
        followed = index + 1 == time or grammar.lower(index + 1) in PREPOSITIONS
        if followed and token.text.islower() and not is_auxiliary(token) and _is_verb(grammar, index):
            return True
    return False


def _is_verb(grammar: Grammar, index: int) -> bool:
    if grammar.lower(index - 1) == ",":
        return grammar.lower(index).endswith("ed")
    return grammar.is_past(index) or (grammar.is_verb(index) and grammar.lower(index - 1) not in PREPOSITIONS)


def _tells_when(grammar: Grammar, time: int) -> bool:
    """Tell whether words that end with a time and a comma tell when it was said: "In a letter on Monday,".

    Not whoever is described between commas or in front of his name: ", who left in May,", "Founded in 1998,".
    """
    first = _segment(grammar, time)
    while 1 < first < time and all(grammar.tokens[index].is_capitalised for index in range(first, time)):
        first = _segment(grammar, first - 1)  # "In a speech in Lund, Sweden on Monday,"
    if any(grammar.lower(index) in _RELATIVE for index in range(first, time)):
        return False
    token = grammar.tokens[first]
    opens = token.lower in _MAY_OPEN or token.lower.endswith("ing") or is_adverb(token)
    return opens or first == time or grammar.time_after(first) > first


def _segment(grammar: Grammar, end: int) -> int:
    """Return where the words begin that no comma or mark parts from an index."""
    return next((i + 1 for i in range(end - 1, -1, -1) if not grammar.tokens[i].is_word), 0)
