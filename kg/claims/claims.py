"""Claims by an exact key: two statements express the same proposition when their contents have the same words.

The first and simplest way to tell: function words, quotation marks, endings and the order of words do not
matter, everything else does. A later version clusters by meaning; it replaces `claim_key`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.claims.words import fold
from kg.ids import digest

_FUNCTION_WORDS = frozenset(
    word
    for line in (
        "a an the this that these those to of in on at by for from with as and or but if than then there it",
        "its he his him she her they their them we our us i my me you your who which what is are was were be",
        "been being am do does did has have had having will would shall should can could may might must s",
    )
    for word in line.split()
)
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_ENDINGS = (re.compile(r"(?<=\w{3})(?:(?<=ss|sh|ch)es|(?<!s)s|ing|ed)$"), re.compile(r"(?<=\w{3})e$"))
"""What is cut from a word, in turn: "missiles" becomes "missile", then "missil"; "his" stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """What one statement says: its id, its content, and the language of that."""

    statement: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What several statements say: `text` is one of their contents, `about` the ids of sources named in it."""

    id: str
    text: str
    language: str
    statements: tuple[str, ...]
    about: tuple[str, ...]


def claim_key(content: str) -> tuple[str, ...]:
    """Return the key that the contents of one claim share, or () where there are no words to go by."""
    words = _WORD.findall(fold(content))
    return tuple(sorted(Counter(_stem(word) for word in words if word not in _FUNCTION_WORDS).elements()))


def claim_id(content: str) -> str | None:
    """Return the id of the claim that a content expresses, or None where it has no words to go by."""
    key = claim_key(content)
    return digest("claim", key) if key else None


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
            for word in set(_WORD.findall(text))
            for name, id_ in self._by_word.get(word, ())
            if name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        }


def derive_claims(expressions: Iterable[Expression], names: NamesInText) -> list[Claim]:
    """Return the claims of statements, by id; `names` finds the named sources in their texts.

    A claim's text is the shortest, then alphabetically first, of its statements' contents. Neither depends on
    the order of the statements.
    """
    groups: dict[str, list[Expression]] = defaultdict(list)
    for expression in expressions:
        if (id_ := claim_id(expression.text)) is not None:
            groups[id_].append(expression)
    claims = []
    for id_, group in sorted(groups.items()):
        shortest = min(group, key=lambda each: (len(each.text), each.text, each.language))
        claims.append(
            Claim(
                id=id_,
                text=shortest.text,
                language=shortest.language,
                statements=tuple(sorted({each.statement for each in group})),
                about=tuple(sorted(names.ids_in(shortest.text))),
            )
        )
    return claims


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        word = ending.sub("", word)
    return word
