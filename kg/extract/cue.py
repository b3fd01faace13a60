"""What a cue is: the words that attribute, with the source's words beside them."""

from dataclasses import dataclass
from enum import StrEnum

from kg.extract.grammar import Interval
from kg.extract.lexicon import Verb
from kg.model import Act


class Pattern(StrEnum):
    """How a cue attributes."""

    VERB = "verb"
    PASSIVE = "passive"
    ACCORDING = "according"
    CITING = "citing"
    NOUN = "noun"
    SAYING = "saying"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue's tokens, its source's, and where the words begin that may be its content.

    `shared` tells that the source is the subject of an earlier verb ("said … but did not specify"); `inverted`
    that the source stands behind the cue ("said Lee"); `relative` that the source's phrase is the antecedent of
    "who". `quoting` is the cue of whoever quotes the source: "quoted Lee as saying".
    """

    pattern: Pattern
    begin: int
    end: int
    act: Act
    source: Interval | None
    rest: int
    verb: Verb | None = None
    negated: bool = False
    shared: bool = False
    inverted: bool = False
    relative: bool = False
    quoting: "Cue | None" = None

    @property
    def first(self) -> int:
        """The first token of cue and source, leaving out a source taken over from an earlier verb."""
        if self.source is None or self.shared or self.relative:
            return self.begin
        around = self.quoting.first if self.quoting else self.begin
        return min(self.begin, self.source[0], around)
