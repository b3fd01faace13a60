"""What stands beside a name: the trade in front of it, the country of an office, the nouns and appositions behind."""

from collections.abc import Sequence
from itertools import takewhile

from kg.extract.classes import ARTICLES, AUXILIARIES, POSSESSIVE_PRONOUNS, PREPOSITIONS, word_set
from kg.extract.lexicon import Form, Lexicon
from kg.extract.text import Token
from kg.resolve.authority import Authority
from kg.resolve.offices import is_possessive
from kg.resolve.runs import joined

ORGANS = word_set(
    """
    army authority authorities board bureau cabinet club coastguard command commission committee community council
    court department embassy factory federation force forces government guard industry intelligence junta jury military
    ministry mission navy office opposition palace panel parliament police premiership presidency press regime
    secretariat senate squad tribunal union
    """
)
"""Nouns of bodies that others have: the Lund union is not Lund, while the Lund company is."""
OF_FIELDS = word_set("agency service regulator watchdog")
"""Bodies that have a field, and are then another's: the Lund space agency; for news they have a name themselves."""
ONE_OF_MANY = word_set("club factory jury squad union")
"""Organs that a country has many of, whatever stands in front of them."""
TOLD_BY_FIELD = word_set(
    """
    board bureau command commission committee community council court department federation force ministry office panel
    tribunal
    """
)
"""Organs that a country has many of, each told by its field: the French health ministry."""
_OF_BODIES = word_set("news think state rights aid")
_ENDS_APPOSITION = PREPOSITIONS | word_set("who which and but")
_FAR = 8
"""Words behind a name within which its country is looked for."""
MOST_NAMES = 4
"""Words that the name of a person has, at most."""


class Beside:
    """Reads what stands around a run of capitalised words, with the project's words and the names that it knows."""

    def __init__(self, words: Lexicon, known: Authority) -> None:
        self.words = words
        self.known = known

    def in_front(self, tokens: Sequence[Token], begin: int) -> int | None:
        """Return the index of the word in front, or of the trade beside a comma: "the French president, Lund"."""
        trade = self._trade_in_front(tokens, begin)
        if trade is not None:
            in_front = range(trade - 1, max(-1, trade - 5), -1)
            opening = next((i for i in in_front if tokens[i].lower in ARTICLES or is_possessive(tokens[i])), None)
            inside = tokens[trade if opening is None else opening + 1 : trade]
            governed = bool(opening) and trade < begin - 2 and tokens[(opening or 0) - 1].lower in PREPOSITIONS
            if opening is not None and all(token.is_word for token in inside) and not governed:
                return trade
        return begin - 1 if begin else None

    def _trade_in_front(self, tokens: Sequence[Token], begin: int) -> int | None:
        """Return where the trade stands that a comma parts from a name: "the mayor of Lakeham, [Lund]"."""
        if begin < 3 or tokens[begin - 1].text != ",":
            return None
        for index in range(begin - 2, max(0, begin - 2 - MOST_NAMES), -1):
            if tokens[index].lower in self.words.people:
                return index if index == begin - 2 or tokens[index + 1].lower in ("of", "for") else None
            if not tokens[index].is_word or self.words.is_verb(tokens[index].lower):
                return None
        return None

    def country(self, tokens: Sequence[Token], begin: int, beside: int | None, titles: Sequence[Token]) -> str | None:
        """Return the country in front of somebody's title: "French President Lund", "French president Lund"."""
        trade = beside is not None and not titles and tokens[beside].lower in self.words.people
        role = beside if trade and beside is not None else begin
        around = (*tokens[max(0, role - 3) : role], *titles)
        for length in (2, 1):
            for index in range(len(around) - length + 1):
                country = self.known.country(joined(around[index : index + length]))
                if country is not None and (titles or role < begin):
                    return country.name
        return None

    def country_behind(self, tokens: Sequence[Token], end: int) -> str | None:
        """Return the country of an office behind a name: "Lund, the French leader", "Lund, leader of France"."""
        if end >= len(tokens) or tokens[end].text != ",":
            return None
        words = list(takewhile(lambda token: token.is_word, tokens[end + 1 : end + 1 + _FAR]))
        words = words[1:] if words and words[0].lower in ARTICLES else words
        if not any(word.lower in self.words.people for word in words):
            return None
        of = next((i for i, word in enumerate(words) if word.lower == "of"), 0)
        places = [words]
        if of and words[of - 1].lower in self.words.people:
            behind = words[of + 1 :]
            places.append(behind[1:] if behind and behind[0].lower == "the" else behind)
        found = (self.known.country(joined(place[:length])) for place in places for length in (2, 1) if place)
        return next((country.name for country in found if country is not None), None)

    def office_in_front(self, tokens: Sequence[Token], begin: int) -> int | None:
        """Return where the office stands that a run completes: "Secretary of State for [Industry Ada Lund]"."""
        index = begin
        while index > 1 and tokens[index - 1].lower in ("of", "for") and tokens[index - 2].is_capitalised:
            index -= 2
            if tokens[index].lower in self.words.people:
                return index
        return None

    def office(self, tokens: Sequence[Token], begin: int) -> frozenset[str]:
        """Return the noun of that office, or nothing."""
        office = self.office_in_front(tokens, begin)
        return frozenset(() if office is None else (tokens[office].lower,))

    def nouns(self, tokens: Sequence[Token], end: int) -> frozenset[str]:
        """Return the noun behind a name ("the Lena group"), or the trade in an apposition."""
        following = [token.lower for token in tokens[end : end + 3]]
        for length, word in enumerate(following, 1):
            if not word.isalpha():
                break
            if word in ORGANS:
                break
            if word in self.words.bodies and (length == 1 or following[0] in _OF_BODIES):
                return frozenset((word, " ".join(following[:length])))
        return self._trades_after(tokens, end)

    def _trades_after(self, tokens: Sequence[Token], end: int) -> frozenset[str]:
        """Return the trades in an apposition: "Clara Moretti (45), chief economist at …"."""
        return frozenset(tokens[index].lower for index in self.apposition(tokens, end))

    def apposition(self, tokens: Sequence[Token], end: int) -> list[int]:
        """Return where the trades of an apposition stand; whose it is has another: "Lund, the minister’s brother"."""
        comma = _after_bracket(tokens, end)
        if comma + 1 >= len(tokens) or tokens[comma].text != ",":
            return []
        words, first = self.words, tokens[comma + 1].lower
        if not any(first in some for some in (ARTICLES, POSSESSIVE_PRONOUNS, words.people, words.titles)):
            return []
        found: list[int] = []
        for index, token in enumerate(tokens[comma + 1 : comma + 8], comma + 1):
            if index + 1 < len(tokens) and is_possessive(token):
                found.clear()
            elif not token.is_word or (token.lower in _ENDS_APPOSITION and not self._adds_office(tokens, index)):
                break
            elif token.lower in words.people or token.lower in words.bodies:
                also = index + 1 < len(tokens) and tokens[index + 1].is_word  # "To Lund, the minister [also said]"
                if self._is_verb(tokens, index + 1) or (also and self._is_verb(tokens, index + 2)):
                    return []
                found.append(index)
        return found

    def _adds_office(self, tokens: Sequence[Token], index: int) -> bool:
        """Tell whether "and" joins two offices of one: "mayor and party leader,", not "a lawyer and minister Lund"."""
        if tokens[index].lower != "and" or tokens[index - 1].lower not in self.words.people:
            return False
        behind = list(takewhile(lambda token: token.is_word and token.lower not in PREPOSITIONS, tokens[index + 1 :]))
        return bool(behind) and behind[-1].lower in self.words.people and behind[0].lower not in ARTICLES

    def _is_verb(self, tokens: Sequence[Token], index: int) -> bool:
        """Tell whether a word is a verb that has a subject in front of it."""
        word = tokens[index].lower if index < len(tokens) else ""
        return (
            word in self.words.finite
            or word in AUXILIARIES
            or any(form in (Form.PAST, Form.THIRD) for _, form in self.words.verbs.get(word, ()))
        )


def _after_bracket(tokens: Sequence[Token], index: int) -> int:
    """Return the index behind a short bracket that opens here, or the same index."""
    if index >= len(tokens) or tokens[index].text != "(":
        return index
    return next((i + 1 for i in range(index, min(len(tokens), index + 6)) if tokens[i].text == ")"), index)
