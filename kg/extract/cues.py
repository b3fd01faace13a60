"""The cues of a sentence with the phrases of their sources: verbs, silence, "according to", nouns, "as saying"."""

from kg.extract.classes import CLITICS
from kg.extract.cue import Cue, Pattern
from kg.extract.grammar import Grammar, Interval
from kg.extract.noun_phrases import phrase_after, phrase_before
from kg.extract.quoting import find_quoted
from kg.extract.silence import find_silence
from kg.extract.that_clauses import is_relative
from kg.extract.verbs import find_verb
from kg.model import Act

MOST_CUES = 40
"""Cues of one sentence that are read: no sentence that a person wrote has more, and each is compared with each."""


def find_cues(grammar: Grammar) -> list[Cue]:
    """Return the cues of a sentence in the order of their words."""
    found: list[Cue] = []
    index = 0
    while index < len(grammar.tokens) and len(found) < MOST_CUES:
        if grammar.lower(index) not in grammar.words.opening or grammar.after_aside(index) > index:
            index += 1
            continue
        cue = (
            _according(grammar, index)
            or find_silence(grammar, index, found)
            or find_verb(grammar, index, found)
            or _noun(grammar, index)
        )
        if cue is None:
            index += 1
        else:
            found.append(cue)
            index = max(index + 1, cue.end)
    return sorted([*found, *find_quoted(grammar, found)], key=lambda cue: (cue.begin, cue.end))


def _according(grammar: Grammar, index: int) -> Cue | None:
    if grammar.lower(index) != "according" or grammar.lower(index + 1) != "to":
        return None
    source = phrase_after(grammar, index + 2, lenient=True)
    if source is None:
        return None
    return Cue(
        pattern=Pattern.ACCORDING,
        begin=index,
        end=index + 2,
        act=Act.ASSERT,
        source=source,
        rest=source[1],
        inverted=True,
    )


def _noun(grammar: Grammar, index: int) -> Cue | None:
    """Find "suspicions that …" (of nobody named) and "a report that …" (the report is the source)."""
    words, word = grammar.words, grammar.lower(index)
    document = word in words.document_nouns
    if not document and word not in words.nouns:
        return None
    agent, rest = None, index + 1
    if grammar.lower(rest) in ("by", "from") and word != "view":
        agent = phrase_after(grammar, rest + 1)
        rest = agent[1] if agent else rest
    if grammar.lower(rest) != "that" or rest + 2 >= len(grammar.tokens) or grammar.is_verb(rest + 1):
        return None
    if is_relative(grammar, rest):
        return None
    source = agent or _possessor(grammar, index)
    denied = any(verb.act is Act.DENY for verb, _ in words.verbs.get(grammar.lower(index - 1), ()))
    if source is None and denied:  # "dismissed claims that …" is one statement, of whoever dismisses them
        return None
    if document:
        phrase = phrase_before(grammar, index + 1)
        if phrase is None:
            return None
        source = (phrase[0], rest) if agent else phrase
    return Cue(
        pattern=Pattern.NOUN,
        begin=index,
        end=index + 1,
        act=Act.ASSERT if document else words.nouns[word],
        source=source,
        rest=rest,
        inverted=agent is not None and not document,
    )


def _possessor(grammar: Grammar, index: int) -> Interval | None:
    """Return "the agency" in "the agency’s claim", given the noun's place."""
    phrase = phrase_before(grammar, index)
    if phrase is None:
        return None
    clitic = max((i for i in range(*phrase) if grammar.tokens[i].text in CLITICS), default=None)
    return None if clitic is None else (phrase[0], clitic)
