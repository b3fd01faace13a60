"""Silence as a cue: "did not specify", "has said nothing", "declined to say", "would neither confirm nor deny"."""

from collections.abc import Sequence

from kg.extract.classes import is_adverb, word_set
from kg.extract.cue import Cue, Pattern
from kg.extract.grammar import Grammar
from kg.extract.noun_phrases import is_speaker
from kg.extract.subjects import find_subject
from kg.extract.verb_groups import verb_group
from kg.model import Act

_NEGATED = word_set("did do does has have had would wo will could ca cannot never")
_NOTING = word_set("had has have made makes make")
_SO_FAR = word_set("immediate further public additional")
_NEGATED_PAST = word_set("did would")
_OTHERWISE_ACTIONS = word_set("name give offer provide address speak detail discuss drawn")
"""Verbs of saying only where somebody is asked: "did not name", but not "has not offered" or "will not give"."""


def find_silence(grammar: Grammar, index: int, found: Sequence[Cue]) -> Cue | None:
    """Read the word at `index` as silence, or return None; `found` are the cues before it."""
    if grammar.lower(index) not in grammar.words.silent:
        return None
    neither = _is_neither(grammar, index)
    noting = _noting(grammar, index)
    end = index + 4 if neither else _silent_end(grammar, index) if noting is None else index + 1
    if end is None:
        return None
    group = verb_group(grammar, index if noting is None else noting)
    subject = find_subject(grammar, group.outer, found)
    # Whoever neither confirms nor denies can speak, whatever noun names him.
    if subject is None or not (neither or is_speaker(grammar, subject.phrase)):
        return None
    return Cue(
        pattern=Pattern.SILENCE,
        begin=group.begin,
        end=end,
        act=Act.DECLINE,
        source=subject.phrase,
        rest=end,
        negated=True,
        shared=subject.shared,
        relative=subject.relative,
    )


def _silent_end(grammar: Grammar, index: int) -> int | None:
    return _refusal_end(grammar, index) or _unsaid_end(grammar, index) or _nothing_end(grammar, index)


def _is_neither(grammar: Grammar, index: int) -> bool:
    """Tell whether "neither confirm nor deny" begins here."""
    if grammar.lower(index) != "neither" or grammar.lower(index + 2) != "nor":
        return False
    return grammar.lower(index + 1).startswith("confirm")


def _noting(grammar: Grammar, index: int) -> int | None:
    """Return the verb where "had no comment" or "made no comment" ends with the word at `index`, or None."""
    no = index - 2 if grammar.lower(index - 1) in _SO_FAR else index - 1
    if grammar.lower(index) != "comment" or grammar.lower(no) != "no" or grammar.lower(no - 1) not in _NOTING:
        return None
    return no - 1


def _refusal_end(grammar: Grammar, index: int) -> int | None:
    """Return where "declined to say", "refused to publicly name" or "declined comment" ends, or None."""
    words = grammar.words
    if not any(verb.act is Act.DECLINE for verb, _ in words.verbs.get(grammar.lower(index), ())):
        return None
    end = index + 1
    if grammar.lower(end) != "to":
        alone = end >= len(grammar.tokens) or grammar.tokens[end].text in ".!?"
        return end if alone or grammar.lower(end) in ("comment", "comments") else None
    verb = end + 1
    if grammar.lower(verb) not in words.silence and verb < len(grammar.tokens) and is_adverb(grammar.tokens[verb]):
        verb += 1
    return verb + 1 if grammar.lower(verb) in words.silence else None


def _unsaid_end(grammar: Grammar, index: int) -> int | None:
    """Return where "did not specify" ends, or None."""
    word = grammar.lower(index)
    if word == "be" or not _keeps_silent(grammar, word):
        return None
    group = verb_group(grammar, index)
    negated = _NEGATED_PAST if word in _OTHERWISE_ACTIONS else _NEGATED
    return index + 1 if group.negated and grammar.lower(group.begin).removesuffix("n't") in negated else None


def _nothing_end(grammar: Grammar, index: int) -> int | None:
    """Return where "has said nothing" ends, or None; "said nothing had changed" is no silence."""
    if grammar.lower(index + 1) != "nothing" or not _keeps_silent(grammar, grammar.lower(index)):
        return None
    says = index + 2 < len(grammar.tokens) and grammar.is_verb(index + 2)
    return None if says else index + 2


def _keeps_silent(grammar: Grammar, word: str) -> bool:
    """Tell whether a form is of a verb whose negation is silence."""
    words = grammar.words
    return word in words.silence or any(verb.lemma in words.silence for verb, _ in words.verbs.get(word, ()))
