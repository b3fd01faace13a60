"""Passives, whose subject is spoken to: in "Berg was told that …" and "Told that …, Berg left" she does not speak."""

from kg.extract.classes import word_set
from kg.extract.grammar import Grammar, Interval
from kg.extract.lexicon import Form
from kg.extract.noun_phrases import phrase_after
from kg.extract.verb_groups import verb_group

_TO_SOMEBODY = frozenset({"hearer", "object"})
_NEVER_WITHOUT_A_HEARER = word_set("tell inform notify assure reassure remind")
"""Verbs that are passive where nobody stands behind them who is spoken to: "told that", but not "warned that"."""
_OF_WHAT_IS_TOLD = word_set("that of to by about")


def names_a_hearer(grammar: Grammar, cue: Interval, source: Interval | None) -> bool:
    """Tell whether a cue is passive, so that a source in front of it, or behind what is told, is the hearer."""
    index = next((i for i in range(cue[1] - 1, cue[0] - 1, -1) if _told(grammar, i)), None)
    if index is None or (source is not None and grammar.lower(source[0] - 1) == "by"):
        return False
    group = verb_group(grammar, index)
    if group.auxiliaries:
        return group.ends_in_be
    if not any(verb.lemma in _NEVER_WITHOUT_A_HEARER for verb, _ in grammar.words.verbs[grammar.lower(index)]):
        return False
    apart = cue[0] == 0 or grammar.lower(cue[0] - 1) == ","
    return apart and cue[0] == index and grammar.lower(index + 1) in _OF_WHAT_IS_TOLD


def agent(grammar: Grammar, cue: Interval) -> Interval | None:
    """Return who speaks in a passive: "was told on Monday by Berg", or None where nobody is named."""
    at = max(cue[1], grammar.time_after(cue[1]))
    return phrase_after(grammar, at + 1) if grammar.lower(at) == "by" else None


def _told(grammar: Grammar, index: int) -> bool:
    """Tell whether a word is the participle of a verb by which one speaks to somebody."""
    readings = grammar.words.verbs.get(grammar.lower(index), ())
    return any(form is Form.PARTICIPLE and verb.takes & _TO_SOMEBODY for verb, form in readings)
