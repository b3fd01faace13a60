"""What somebody is: an office or trade, and the words that tell it from another of the same noun."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.classes import CLITICS, COORDINATORS, DETERMINERS, PREPOSITIONS, SUBORDINATORS, word_set
from kg.extract.lexicon import Lexicon
from kg.extract.text import Token
from kg.resolve.authority import Authority
from kg.resolve.runs import joined

SAME_PARTY = {"gop": "republican", "democrat": "democratic", "tory": "conservative", "us": "u.s."}
PARTIES = word_set(
    "republican democratic democrat gop labour labor conservative tory liberal green independent socialist communist"
)
_BESIDE_OFFICE = word_set(
    """
    vice deputy assistant associate former ex ex- previous past one-time onetime shadow junior under sub would-be
    aspiring honorary incoming retired
    """
)
"""Words by which somebody does not hold the bare office: "former mayor", "shadow chancellor"."""
_TELLS_NOTHING = word_set(
    """
    acting new then own current incumbent late veteran longtime long-time long-serving outgoing interim young old
    elderly powerful popular local outspoken top respected prominent influential famous
    """
)
"""Words that tell nobody from another of the same office: "the new mayor" may be "Mayor Lund"."""
_SMALL = DETERMINERS | PREPOSITIONS | SUBORDINATORS | COORDINATORS
_BEHIND = word_set("of for to at in")
_REACH = 5
"""Words around an office's noun within which it is told from others."""


@dataclass(frozen=True, slots=True)
class Office:
    """The noun of an office or trade, and the words that tell it from another: "governor" and "texas"."""

    noun: str
    told: frozenset[str] = frozenset()

    def may_be(self, held: "Office") -> bool:
        """Tell whether who is described so may hold an office: the chief minister is no public works minister."""
        if self.noun != held.noun or self.told & _BESIDE_OFFICE != held.told & _BESIDE_OFFICE:
            return False
        return self.told <= held.told or held.told <= self.told


class Offices:
    """Reads offices out of tokens, with the project's words and the countries that it knows."""

    def __init__(self, words: Lexicon, known: Authority) -> None:
        self.words = words
        self.known = known

    def at(self, tokens: Sequence[Token], index: int, end: int) -> Office:
        """Return the office whose noun stands at an index; the words that complete it stand in front of `end`.

        A full stop that was parted from its abbreviation, "Gov .", is none.
        """
        while index and not tokens[index].is_word:
            index -= 1
        noun = tokens[index].lower.strip(".")
        *long, noun = self.words.written_out.get(noun, noun).split() or [""]
        around = [*self._in_front(tokens, index), *complement(tokens, index + 1, end, self.words)]
        return Office(noun, self.telling(around).union(long))

    def telling(self, tokens: Sequence[Token]) -> frozenset[str]:
        """Return the words among some that tell an office from another; countries and parties are told otherwise."""
        countries = {
            index + step
            for length in (2, 1)
            for index in range(len(tokens) - length + 1)
            if self.known.country(joined(tokens[index : index + length])) is not None
            for step in range(length)
        }
        return frozenset(
            token.lower for index, token in enumerate(tokens) if index not in countries and _tells(token.lower)
        )

    def _in_front(self, tokens: Sequence[Token], index: int) -> Iterator[Token]:
        """Yield the words in front of a noun that belong to it, the nearest first; a possessor ends them."""
        for before in range(index - 1, max(-1, index - 1 - _REACH), -1):
            token = tokens[before]
            if is_possessive(token):
                owner = tokens[before - 1] if before else token
                if owner.is_capitalised or owner.lower in self.words.people:  # "the city’s mayor" is "Mayor Lund"
                    yield owner
                return
            if not token.is_word or token.lower in _SMALL or (token.text.islower() and self.words.is_verb(token.lower)):
                return
            yield token


def complement(tokens: Sequence[Token], index: int, end: int, words: Lexicon) -> list[Token]:
    """Return the words behind an office's noun that complete it: "trade", "industry" of "for trade and industry"."""
    found: list[Token] = []
    if index >= end or tokens[index].lower not in _BEHIND:
        return found
    for token in tokens[index + 1 : min(end, index + 1 + _REACH)]:
        if token.lower in DETERMINERS or (found and token.lower in ("and", "for", "of")):
            continue
        if not token.is_word or token.lower in _SMALL or words.is_verb(token.lower):
            break
        found.append(token)
    return found


def is_possessive(token: Token) -> bool:
    """Tell whether a token makes what stands in front of it a possessor: the victim’s, the plaintiffs'."""
    return token.text in CLITICS or token.text == "'"


def _tells(word: str) -> bool:
    if word in _BESIDE_OFFICE:
        return True
    return not (word in PARTIES or word in _TELLS_NOTHING or word[0].isdigit() or word.endswith(("ed", "year-old")))


def may_hold(described: Office, held: Collection[Office]) -> bool:
    """Tell whether who is described so may hold one of the offices of that noun; what tells least counts least."""
    of_noun = [office for office in held if office.noun == described.noun]
    telling = [office for office in of_noun if office.told] if described.told else []
    return not of_noun or any(described.may_be(office) for office in telling or of_noun)
