"""Frames: cues with their contents, and which of them are statements of their own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.classes import FIRST_PERSON, PRONOUNS, word_set
from kg.extract.cue import Cue, Pattern
from kg.extract.grammar import Grammar, Interval
from kg.extract.placements import Placement
from kg.model import Act

_PLURAL_VERBS = word_set("have are were say deny believe")
_INSIDE_NAMES = word_set("the of for in")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A cue with its content, as intervals of tokens, and the words that tell when.

    `awaits` means that the content is still to come, in the next sentence ("The minister said:").
    """

    cue: Cue
    placement: Placement
    content: tuple[Interval, ...]
    said: Interval | None = None
    awaits: bool = False
    act: Act


def statements(grammar: Grammar, frames: Iterable[Frame]) -> list[Frame]:
    """Return the frames that are statements: a speaker's words about himself are none, two sources make two."""
    spoken = _without_echoes(grammar, _without_places(list(frames)))
    return [each for frame in spoken for each in _one_for_each_source(grammar, frame)]


def _without_places(frames: Sequence[Frame]) -> list[Frame]:
    """Drop nouns that only tell where somebody says what follows: "said in a statement that …"."""
    said = {frame.content[0] for frame in frames if frame.content and frame.cue.pattern is not Pattern.NOUN}
    return [f for f in frames if f.cue.pattern is not Pattern.NOUN or not f.content or f.content[0] not in said]


def _without_echoes(grammar: Grammar, frames: Iterable[Frame]) -> list[Frame]:
    """Drop a speaker's words about himself: "I think", and "it said it plans to", which only gives the act."""
    kept: list[Frame] = []
    for frame in frames:
        source = frame.cue.source
        if source and grammar.lower(source[0]) in FIRST_PERSON:
            continue
        if kept and _echoes(grammar, frame, kept[-1]):
            if kept[-1].cue.pattern is not Pattern.NOUN:  # "a report that it plans to": it is not the report
                kept[-1] = replace(kept[-1], act=frame.act)
        else:
            kept.append(frame)
    return kept


def _echoes(grammar: Grammar, frame: Frame, outer: Frame) -> bool:
    """Tell whether a frame begins another one's content and is of the same speaker: "it said it plans to"."""
    source, verb = frame.cue.source, frame.cue.verb
    if source is None or verb is None or not (verb.quiet or verb.lemma == "note"):
        return False
    word = grammar.lower(source[0])
    return word in PRONOUNS and word != "one" and any(a <= source[0] <= a + 1 for a, _ in outer.content)


def _one_for_each_source(grammar: Grammar, frame: Frame) -> Iterator[Frame]:
    """Take "Moscow and Pyongyang have denied it" as two statements with one content."""
    for source in _sources(grammar, frame.cue) or (frame.cue.source,):
        yield replace(frame, cue=replace(frame.cue, source=source))


def _sources(grammar: Grammar, cue: Cue) -> tuple[Interval, ...]:
    """Return the two names that "and" joins to one source, or nothing where it is one source only."""
    if cue.source is None or cue.pattern is not Pattern.VERB:
        return ()
    begin, end = cue.source
    middle = grammar.find(begin + 1, end - 1, "and".__eq__)
    if middle is None or grammar.find(begin, end, ("(", ",").__contains__) is not None:
        return ()
    parts = (begin, middle), (middle + 1, end)
    if not all(_is_name(grammar, part) for part in parts):
        return ()
    plural = grammar.lower(cue.begin) in _PLURAL_VERBS
    apart = grammar.lower(middle + 1) in ("the", "a", "an") or "both" in map(grammar.lower, range(end, cue.begin))
    single_words = all(b - a == 1 for a, b in parts)
    full_names = all(b - a > 1 and not _names_body(grammar, (a, b)) for a, b in parts)
    return parts if plural or apart or single_words or full_names else ()


def _names_body(grammar: Grammar, part: Interval) -> bool:
    """Tell whether a word of an organisation's name is among these."""
    return not grammar.words.organization_words.isdisjoint(map(grammar.lower, range(*part)))


def _is_name(grammar: Grammar, part: Interval) -> bool:
    """Tell whether words are a name: capitals, small words between them aside."""
    words = [grammar.tokens[i] for i in range(*part) if grammar.lower(i) not in _INSIDE_NAMES]
    return bool(words) and all(word.is_capitalised for word in words)
