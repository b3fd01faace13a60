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


def unsaid_in_one(a: Facts, b: Facts) -> bool:
    """Tell whether one content alone is about something that was not said: "no one in that room said 10,000"."""
    return bool(_UNSAID.search(a.text)) != bool(_UNSAID.search(b.text))


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
