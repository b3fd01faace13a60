"""Whether words name or describe a person, and say nothing: "Ada Lund in May", "its chief executive"."""

from collections.abc import Sequence

from kg.extract.classes import PREPOSITIONS, SUBORDINATORS, word_set
from kg.extract.lexicon import Lexicon
from kg.extract.text import MARKS

_SAID_OF_HIM = frozenset({"as", "for", *MARKS})
_TEAMS = word_set("team cabinet government board squad jury")
_ENDS = PREPOSITIONS | SUBORDINATORS | {",", "and"}
_FULL_NAME = (2, 3)


def names_person(told: Sequence[str], words: Lexicon) -> bool:
    """Tell whether words are a person, or a team, of whom nothing more is said.

    Not "critics as losers", "voters for their patience", "her minister’s claims", "him".
    """
    if any(word.lower() in _SAID_OF_HIM or word[0] in MARKS for word in told):
        return False
    head: list[str] = []
    for word in told:
        if head and word.lower() in _ENDS:
            break
        head.append(word.rstrip(",.;"))
        if word.endswith(","):
            break
    if not head:
        return False
    if head[-1].lower() in words.people or head[-1].lower() in _TEAMS:
        return True
    others = words.organization_words | words.media_words | words.thing_words
    full = len(head) in _FULL_NAME and all(word[:1].isupper() and word[-1:].isalpha() for word in head)
    return full and others.isdisjoint(word.lower() for word in head) and not head[-1].endswith(("’s", "'s"))
