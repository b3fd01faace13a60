"""Passives, whose subject is spoken to: in "Berg was told that …" and "Told that …, Berg left" she does not speak."""

from kg.extract.classes import word_set
from kg.extract.grammar import Grammar, Interval
from kg.extract.lexicon import Form
from kg.extract.noun_phrases import is_speaker, phrase_after
from kg.extract.verb_groups import verb_group

_TO_SOMEBODY = frozenset({"hearer", "object"})
_OF_WHAT_IS_TOLD = word_set("that of to by about on over not whether if how why what when where")
_MEANS = word_set("phone telephone email e-mail text letter fax video radio post mail")
"""By what one speaks: "said by phone"."""
_QUESTIONED = word_set("pressed questioned quizzed challenged")


def names_a_hearer(grammar: Grammar, cue: Interval, source: Interval | None) -> bool:
    """Tell whether a cue is passive, so that a source in front of it, or behind what is told, is the hearer.

    "Berg was warned that", "Warned that …, Berg left", "Berg, warned that …, left", "Berg, said to be ill, left"; but
    not "Berg, the mayor, warned that".
    """
    index = next((i for i in range(cue[1] - 1, cue[0] - 1, -1) if _told(grammar, i)), None)
    if index is None or (source is not None and grammar.lower(source[0] - 1) == "by"):
        return False
    group = verb_group(grammar, index)
    if group.auxiliaries:
        return group.ends_in_be and grammar.lower(index) != "said"
    after = grammar.lower(index + 1)
    if cue[0] != index or after not in _OF_WHAT_IS_TOLD:
        return False
    if index == 0:
        return True
    if grammar.lower(index - 1) != "," or (grammar.lower(index) == "said" and after not in ("to", "by")):
        return False
    alone = source is not None and source[1] == index - 1 and grammar.find(*source, ",".__eq__) is None
    return agent(grammar, cue) is not None if after == "by" else alone


def is_questioned(grammar: Grammar, index: int) -> bool:
    """Tell whether a participle, which no lexicon has, says that somebody was asked."""
    return grammar.lower(index) in _QUESTIONED and grammar.lower(index + 1) in ("on", "about", "over", "by")


def agent(grammar: Grammar, cue: Interval) -> Interval | None:
    """Return who speaks in a passive: "was told on Monday by Berg", or None where nobody is named."""
    at = max(cue[1], grammar.time_after(cue[1]))
    by = phrase_after(grammar, at + 1) if grammar.lower(at) == "by" else None
    spoken = by is not None and is_speaker(grammar, by) and grammar.lower(by[0]) not in _MEANS
    return by if spoken else None


def late_agent(grammar: Grammar, cue: Interval) -> Interval | None:
    """Return who speaks in a passive where he stands at the end: "was hailed as “new” by charities"; else None.

    Behind words without quotation marks a name may be a writer's: "was hailed as a novel by Lund".
    """
    passive = any(_named(grammar, i) and verb_group(grammar, i).ends_in_be for i in range(*cue))
    by = next((i for i in range(grammar.end - 1, cue[1], -1) if grammar.lower(i) == "by"), None)
    if not passive or by is None or grammar.tokens[by].quoted:
        return None
    phrase = phrase_after(grammar, by + 1)
    if phrase is None or not is_speaker(grammar, phrase) or grammar.time_after(phrase[1]) < grammar.end:
        return None
    words = {form for i in range(*phrase) for form in (grammar.lower(i), grammar.lower(i).rstrip("s"))}
    described = not words.isdisjoint(grammar.words.people | grammar.words.bodies)
    return phrase if described or grammar.closes_quotation(by - 1) else None


def _named(grammar: Grammar, index: int) -> bool:
    """Tell whether a word is the participle of a verb that gives something a name: "hailed as", "called"."""
    readings = grammar.words.verbs.get(grammar.lower(index), ())
    return any(form is Form.PARTICIPLE and "as" in verb.takes for verb, form in readings)


def _told(grammar: Grammar, index: int) -> bool:
    """Tell whether a word is the participle of a verb by which one speaks to or of somebody."""
    readings = grammar.words.verbs.get(grammar.lower(index), ())
    told = any(
        form is Form.PARTICIPLE and (verb.takes & _TO_SOMEBODY or verb.lemma == "say") for verb, form in readings
    )
    return told or is_questioned(grammar, index)
