"""Whoever is quoted by another: "quoted Lee as saying …", "Lee was quoted as saying by the agency"."""

from collections.abc import Iterator, Sequence

from kg.extract.classes import word_set
from kg.extract.cue import Cue, Pattern
from kg.extract.grammar import Grammar, Interval
from kg.extract.noun_phrases import is_speaker, phrase_after
from kg.extract.subjects import find_subject
from kg.extract.verb_groups import verb_group
from kg.model import Act

_SAYING = word_set("saying telling")
_OBJECTS = word_set("him her them")
_REACH = 16
"""Tokens between "quoted" and "as saying", at most."""


def find_quoted(grammar: Grammar, found: Sequence[Cue]) -> Iterator[Cue]:
    """Find the inner attribution of "quoted Lee as saying …", and both of "Lee was quoted as saying by the agency"."""
    for index in range(1, len(grammar.tokens)):
        if grammar.lower(index) not in _SAYING or grammar.lower(index - 1) != "as":
            continue
        reach = range(index - 2, max(-1, index - _REACH), -1)
        quoted = next((i for i in reach if grammar.lower(i) == "quoted"), None)
        if quoted is None:
            continue
        passive = quoted == index - 2 or grammar.lower(quoted + 1) in ("by", "in", "on")
        yield from _passive(grammar, quoted, index, found) if passive else _active(grammar, quoted, index, found)


def _active(grammar: Grammar, quoted: int, saying: int, found: Sequence[Cue]) -> Iterator[Cue]:
    end = grammar.adverbs_before(saying - 1)
    source = quoted + 1, end - 1 if grammar.lower(end - 1) == "," else end
    if source[0] < source[1] and (grammar.lower(quoted + 1) in _OBJECTS or is_speaker(grammar, source)):
        quoting = next((cue for cue in found if cue.end == quoted + 1), None)
        yield _inner(grammar, saying, source, quoting=quoting, relative=quoting is None)


def _passive(grammar: Grammar, quoted: int, saying: int, found: Sequence[Cue]) -> Iterator[Cue]:
    group = verb_group(grammar, quoted)
    subject = find_subject(grammar, group.outer, found)
    if subject is None or not is_speaker(grammar, subject.phrase):
        return
    by = next((i for i in (quoted + 1, saying + 1) if grammar.lower(i) == "by"), None)
    agent = None if by is None else phrase_after(grammar, by + 1)
    if by is None or agent is None or not is_speaker(grammar, agent):
        begin = group.begin if group.ends_in_be and quoted == saying - 2 else saying
        yield _inner(grammar, saying, subject.phrase, begin=begin, relative=subject.relative)
        return
    quoting = Cue(
        pattern=Pattern.PASSIVE,
        begin=group.begin,
        end=by + 1 if by == quoted + 1 else quoted + 1,
        act=Act.ASSERT,
        verb=grammar.words.verbs["quoted"][0][0],
        source=agent,
        rest=agent[1],
        inverted=True,
    )
    yield quoting
    rest = max(saying + 1, agent[1])
    yield _inner(grammar, saying, subject.phrase, rest=rest, quoting=quoting, relative=subject.relative)


def _inner(
    grammar: Grammar,
    saying: int,
    source: Interval,
    *,
    begin: int | None = None,
    rest: int | None = None,
    quoting: Cue | None = None,
    relative: bool = False,
) -> Cue:
    return Cue(
        pattern=Pattern.SAYING,
        begin=saying if begin is None else begin,
        end=saying + 1,
        act=Act.ASSERT,
        verb=grammar.words.verbs[grammar.lower(saying)][0][0],
        source=source,
        rest=saying + 1 if rest is None else rest,
        quoting=quoting,
        relative=relative,
    )
