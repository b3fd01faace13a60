"""Who does what to whom in two contents, and whether it is so, will be so or only may be."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.claims.facts import Facts
from kg.claims.lexicon import claim_lexicon

_UNREAL = frozenset({"must", "wish"})


def in_other_roles(a: Facts, b: Facts) -> bool:
    """Tell whether two contents have the same words, and somebody does in one what is done to him in the other."""
    return _turned_round(a, b) or _turned_round(b, a) or _changed_places(a, b)


_UNSAID = re.compile(
    r"\b(?:no one|nobody|none|neither|never|not|\w+n[’']t)\b(?:\W+\w+){0,5}?\W+"
    r"(?:say|says|said|saying|tell|tells|told|mention|mentions|mentioned|confirm|confirms|confirmed|claim|claims|claimed|"
    r"report|reports|reported|comment|commented)\b",
    re.IGNORECASE,
)
MOODS = POSSIBLE, TO_COME, WANTED = (
    "only possible in one",
    "still to come in one",
    "only wanted or supposed in one",
)


def other_in_words(a: Facts, b: Facts) -> Iterator[str]:
    """Yield by which small words of theirs two contents can't say the same."""
    if bool(_UNSAID.search(a.text)) != bool(_UNSAID.search(b.text)):  # "no one in that room said 10,000"
        yield "one is about what was not said"
    if bool(_BARELY.search(a.text)) != bool(_BARELY.search(b.text)):  # neither what was so nor its denial
        yield "only barely so in one"
    if ends := _other_ends(a, b):
        yield f"another way: {ends}"
    if standing := _other_standing(a, b):
        yield f"other actors: the {standing}"
    if _other_denied(a, b):
        yield "each denies what the other affirms"


def _other_ends(a: Facts, b: Facts) -> str:
    """Return where something leads in one content and comes from in the other, or "": "from Kyiv / to Kyiv".

    Of numbers there is also by how much: "to 40 / by 40".
    """
    one, other = _ends(a.text), _ends(b.text)
    for word in one.keys() & other.keys():
        if one[word].isdisjoint(other[word]):
            return f"{min(one[word])} {word} / {min(other[word])} {word}"
    return ""


def _other_standing(a: Facts, b: Facts) -> str:
    """Return what somebody only was, or is only said to be, and is in the other content, or "": "former president"."""
    for one, other in ((a.text, b.text), (b.text, a.text)):
        for words, head in _STANDING.findall(one):
            if re.search(rf"\b{head}\b", other, re.IGNORECASE) and not _STANDING.search(other):
                return f"{words} {head}"
    return ""


def _other_denied(a: Facts, b: Facts) -> bool:
    """Tell whether each says that there is none of what the other has: "no drugs but weapons" and the reverse."""
    one, other = ({word.casefold() for word in _NONE.findall(each.text)} for each in (a, b))
    there = [{word.casefold() for word in _A_WORD.findall(each.text)} for each in (a, b)]
    return bool(one and other) and one.isdisjoint(other) and one <= there[1] and other <= there[0]


_BARELY = re.compile(r"\b(?:barely|hardly|scarcely)\b(?! any| ever)", re.IGNORECASE)
_NONE = re.compile(r"\bno (\w+)", re.IGNORECASE)
_A_WORD = re.compile(r"\w+")
_STANDING = re.compile(
    r"\b((?i:former|alleged|suspected|acting|deputy|vice|retired|aspiring))[ -]([a-z]\w+)\b(?! [A-Z])"
)
_ENDS = re.compile(
    r"\b(from|to|by)\s+(?:(?:the|an?|its|their|his|her|about|nearly|almost|some|over|around|at least)\s+)*"
    r"([$€£]?\d[\d.,]*\d|[$€£]?\d|[^\W\d_][\w-]*)",
    re.IGNORECASE,
)


def _ends(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for way, word in _ENDS.findall(text):
        if way.casefold() != "by" or not word[0].isalpha():
            found.setdefault(word.casefold(), set()).add(way.casefold())
    return found


def unlike_in_mood(a: Facts, b: Facts, *, turned: bool) -> Iterator[str]:
    """Yield how one content only wants, supposes or foresees what the other tells.

    `turned` is whether their common words stand in another order, which leaves the tense open.
    """
    only_one = a.modality ^ b.modality
    if "may" in only_one and not a.negations and not b.negations:
        yield POSSIBLE
    if "future" in only_one and (b if "future" in a.modality else a).past and not turned:
        yield TO_COME
    if bool(a.modality & _UNREAL) != bool(b.modality & _UNREAL):
        yield WANTED


def _turned_round(a: Facts, b: Facts) -> bool:
    """Tell whether what one content says was done by somebody the other says was done to him."""
    if a.suffering[0] and a.suffering != b.suffering and _acts(b, *a.suffering):
        return True
    if not a.agent or b.agent or a.verb not in b.order:
        return False
    acting = [b.order[key] for key in a.agent if key in b.order]
    return bool(acting) and min(acting) > b.order[a.verb]


def _acts(facts: Facts, actor: str, verb: str) -> bool:
    """Tell whether a verb follows directly upon an actor in a content that is no passive."""
    keys = facts.keys
    return not facts.suffering[0] and (actor, verb) in pairwise(keys)


def _changed_places(a: Facts, b: Facts) -> bool:
    """Tell whether two words around a third, as in "Iran attacked Israel", change places in the other content."""
    together = claim_lexicon().together
    others = set(zip(b.keys, b.keys[1:], b.keys[2:], strict=False))
    return any(
        first != last
        and middle not in together
        and (last, middle, first) in others
        and (first, middle, last) not in others
        for first, middle, last in zip(a.keys, a.keys[1:], a.keys[2:], strict=False)
    )
