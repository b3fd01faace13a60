"""Clauses in front of the main one: "When Lund left, Vik smiled", "Asked whether Lund would go, Vik smiled"."""

from collections.abc import Callable, Sequence

from kg.extract.classes import DETERMINERS, PRONOUNS, word_set
from kg.extract.text import Token

_BEFORE = word_set("and but yet so even just only")
_OPENING = word_set("after although because before if once since though unless until when whenever whereas while")
"""Words that open a clause in front; "as Lund said" is no such one."""
_NO_PARTICIPLES = word_set("according king including")
_ASKED = word_set("asked challenged grilled pressed questioned quizzed reminded told warned")


def main_clause(tokens: Sequence[Token], is_verb: Callable[[str], bool]) -> int:
    """Return the index of the first word behind a clause in front, 0 where there is none."""
    first = _first(tokens)
    opening = tokens[first].lower if first < len(tokens) else ""
    verb = opening in _ASKED or (opening.endswith(("ed", "ing")) and opening not in _NO_PARTICIPLES)
    if not verb and opening not in _OPENING:
        return 0
    for index in range(first + 1, len(tokens) - 1):
        token, behind = tokens[index], tokens[index + 1]
        verb = verb or is_verb(token.lower) or (token.text.islower() and token.text.endswith("ed"))
        begins = behind.is_capitalised or behind.lower in DETERMINERS | PRONOUNS
        if token.text == "," and begins and not behind.quoted and verb:
            return index + 1
    return 0


def is_asked(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence begins with what its subject is asked or told: "Asked whether Lund would go, Vik"."""
    first = _first(tokens)
    return first < len(tokens) and tokens[first].lower in _ASKED and not tokens[first].quoted


def _first(tokens: Sequence[Token]) -> int:
    return next((index for index, token in enumerate(tokens) if token.lower not in _BEFORE), len(tokens))
