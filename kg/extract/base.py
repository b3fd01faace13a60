"""What every extractor promises, and what it may find besides statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol

from kg.extract.text import Sentence
from kg.model import Attribution, Span


class NameClass(IntEnum):
    """What a name names; OTHER are works, events and products."""

    PERSON = 0
    ORGANIZATION = 1
    PLACE = 2
    GROUP = 3
    OTHER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name in the text, what it names, and how probable that is."""

    span: Span
    kind: NameClass
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Whom words mean that name nobody: the possible names, the likeliest first, and the chance of none of them."""

    names: tuple[tuple[Span, float], ...]
    none: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What an extractor finds in a text.

    Attributions stand in the order of the text with keys 0, 1, 2, …; `names` are in order too. `meant` tells for
    sources, by where they begin, whom they mean where they are pronouns or descriptions. An extractor without a model
    finds attributions only. `sentences` are those of the text, for whoever reads on; none where nobody cut it.
    """

    attributions: tuple[Attribution, ...]
    names: tuple[Named, ...] = ()
    meant: Mapping[int, Meant] = field(default_factory=dict)
    sentences: tuple[Sentence, ...] = ()


class Extractor(Protocol):
    """Finds attributed statements: nothing but text in, spans and labels out.

    `name` and `version` go into the record of the run. The same text always gives the same extraction.
    """

    name: str
    version: str

    def read(self, text: str, *, skip: Sequence[Span] = ()) -> Extraction:
        """Return all that is found in a document's whole text, leaving out the paragraphs in `skip`.

        The first line that is not skipped may be the headline.
        """
        ...

    def extract(self, text: str, *, skip: Sequence[Span] = ()) -> Sequence[Attribution]:
        """Return the attributions alone."""
        ...
