"""Claims: what several statements express, and the sources that they are about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """What one statement says: its id, its content with the language of that, whose it is, and its article's day.

    `speaker` is the id of a named source, and what an unnamed one is called.
    """

    statement: str
    text: str
    language: str = ""
    speaker: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Member:
    """A statement of a claim.

    `score` is how probably it expresses the claim: 1 where it has the words of the claim, or somebody judged it.
    `opposite` is whether its content says the opposite of the claim's text: asserted, it rejects the claim.
    """

    statement: str
    score: float = 1.0
    opposite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What several statements say: `text` is the clearest of their contents, `about` the ids of sources named in it."""

    id: str
    text: str
    language: str
    members: tuple[Member, ...]
    about: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the statements."""
        return tuple(member.statement for member in self.members)


class NamesInText:
    """Finds names of sources in texts as words, letter by letter: US is not us."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Look for the names of each source, by its id."""
        self._by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for id_, forms in names.items():
            for name in forms:
                if word := _WORD.search(name):
                    self._by_word[word[0]].append((name, id_))

    def ids_in(self, text: str) -> set[str]:
        """Return the ids of the sources whose names stand in a text."""
        return {
            id_
            for word in heads(text)
            for name, id_ in self._by_word.get(word, ())
            if name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        }


def heads(text: str) -> set[str]:
    """Return the words of a text by one of which each name in it begins."""
    return set(_WORD.findall(text))
