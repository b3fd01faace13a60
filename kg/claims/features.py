"""Two contents side by side: how they are alike and what keeps them apart, as numbers and as words."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from kg.claims.facts import Facts
from kg.claims.lexicon import claim_lexicon
from kg.claims.names import Name
from kg.claims.quantities import Quantity
from kg.claims.roles import MOODS, in_other_roles, other_in_words, unlike_in_mood

_LEAST = 2
"""Words that carry content, below which a content is only the same as its own words: "it", "the reports"."""
_SUBSTITUTED = 3
"""Words in a row, at most, that one content has in place of the other's for "substituted"."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two contents share and what only one of them has.

    `vetoes` are reasons why they can't be one claim, `doubts` why they probably aren't; `opposite` is whether one says
    what the other denies, should they be one.
    """

    features: tuple[float, ...]
    shared: tuple[str, ...]
    vetoes: tuple[str, ...]
    doubts: tuple[str, ...]
    opposite: bool


FEATURES = (
    "bias",
    "overlap",
    "low cover",
    "high cover",
    "longer",
    "replaced",
    "names shared",
    "names extra",
    "names clash",
    "numbers shared",
    "numbers extra",
    "numbers clash",
    "days shared",
    "days extra",
    "days clash",
    "contrary",
    "order turned",
    "order turned, voice too",
    "future",
    "may",
    "quantifiers",
    "one denies",
    "substituted",
    "same frame",
    "actors extra",
    "actors clash",
    "short",
    *MOODS,
)
"""What `Comparison.features` holds, in this order."""


def beside(a: Facts, b: Facts) -> Comparison:
    """Compare two contents; which comes first makes no difference."""
    lexicon = claim_lexicon()
    shared = a.weights.keys() & b.weights.keys()
    only_a, only_b = a.weights.keys() - shared, b.weights.keys() - shared
    both = sum(max(a.weights[key], b.weights[key]) for key in shared)
    alone_a = sum(a.weights[key] for key in only_a)
    alone_b = sum(b.weights[key] for key in only_b)
    contradicts = _related(only_a, only_b, lexicon.contradictories)
    contrary = _related(only_a, only_b, lexicon.contraries)
    converse = _related(only_a, only_b, lexicon.converses)
    actors_a, actors_b = only_a & lexicon.actors, only_b & lexicon.actors
    names = _matched_names(a, b)
    numbers = _matched_numbers(a, b)
    days_shared, days_extra, days_clash = _days(a, b)
    overlap = 2 * both / (2 * both + alone_a + alone_b) if both else 0.0
    turned, crossed = _order(a, b, [key for key in shared if key in a.order and key in b.order])
    voice = a.turned != b.turned or bool(converse)
    opposite = (a.negative != b.negative) != bool(contradicts)
    vetoes = []
    if names.left_a and names.left_b:
        vetoes.append(f"other names: {names.left_a[0].text} / {names.left_b[0].text}")
    if numbers.left_a and numbers.left_b:
        vetoes.append(f"other numbers: {numbers.left_a[0].text} / {numbers.left_b[0].text}")
    if days_clash:
        vetoes.append(f"other days: {days_clash}")
    substituted = None if contradicts else _substituted(a, b)
    if substituted and substituted.few and (others := _other_actors(a, b, substituted.left, substituted.right)):
        vetoes.append(f"other actors: {others}")
    if owned := sorted((a.owned - b.weights.keys()) | (b.owned - a.weights.keys())):
        vetoes.append(f"other actors: somebody's {owned[0]}")
    doubts = [f"contrary: {contrary[0]} / {contrary[1]}"] if contrary and not (converse and turned) else []
    moods = set(unlike_in_mood(a, b, turned=bool(turned)))
    if min(len(a.order), len(b.order)) < _LEAST and a.order.keys() != b.order.keys():
        vetoes.append("too few words to go by")
    around = crossed and not voice and a.order.keys() == b.order.keys() and not (a.joined and b.joined)
    vetoes += other_in_words(a, b)
    if around or in_other_roles(a, b):
        vetoes.append("the same words in other roles")
    doubts += sorted(moods)
    least = min(a.mass, b.mass) or 1.0
    values = (
        1.0,
        overlap,
        both / (both + max(alone_a, alone_b)) if both else 0.0,
        both / (both + min(alone_a, alone_b)) if both else 0.0,
        abs(a.mass - b.mass) / (a.mass + b.mass or 1.0),
        min(alone_a, alone_b) / least,
        min(len(names.shared), 3) / 3,
        float(bool(names.left_a) != bool(names.left_b)),
        float(bool(names.left_a and names.left_b)),
        float(bool(numbers.shared)),
        float(bool(numbers.left_a) != bool(numbers.left_b)),
        float(bool(numbers.left_a and numbers.left_b)),
        float(bool(days_shared)),
        float(days_extra),
        float(bool(days_clash)),
        float(bool(contrary)),
        turned * (not voice),
        turned * voice,
        *(float((kind in a.modality) != (kind in b.modality)) for kind in ("future", "may")),
        float(a.quantifiers != b.quantifiers),
        float(opposite),
        float(substituted is not None and substituted.few),
        substituted.frame if substituted else 0.0,
        float(bool(actors_a) != bool(actors_b)),
        float(bool(actors_a and actors_b)),
        float(min(len(a.order), len(b.order)) < 3),
        *(float(mood in moods) for mood in MOODS),
    )
    told = tuple(f"both name {name.text}" for name in names.shared[:2])
    told += tuple(f"both have {quantity.text}" for quantity in numbers.shared[:2])
    return Comparison(values, told, tuple(vetoes), tuple(doubts), opposite)


@dataclass(frozen=True, slots=True)
class _Names:
    shared: Sequence[Name]
    left_a: Sequence[Name]
    left_b: Sequence[Name]


@dataclass(frozen=True, slots=True)
class _Numbers:
    shared: Sequence[Quantity]
    left_a: Sequence[Quantity]
    left_b: Sequence[Quantity]


def _matched_names(a: Facts, b: Facts) -> _Names:
    shared = [name for name in a.names if any(name.may_be(other) for other in b.names)]
    return _Names(
        shared,
        [name for name in a.names if name.sure and name not in shared and not _in_words(name, b)],
        [n for n in b.names if n.sure and not any(n.may_be(other) for other in a.names) and not _in_words(n, a)],
    )


def _in_words(name: Name, other: Facts) -> bool:
    """Tell whether a content has the words of a name without capitals, as in "the defence ministry"."""
    text = other.text.casefold()
    return all(word in text for word in name.words)


def _matched_numbers(a: Facts, b: Facts) -> _Numbers:
    if not a.quantities and not b.quantities:
        return _NO_NUMBERS
    left_a = [one for one in a.quantities if not any(one.fits(other) for other in b.quantities)]
    left_b = [one for one in b.quantities if not any(one.fits(other) for other in a.quantities)]
    return _Numbers(
        [one for one in a.quantities if one not in left_a],
        left_a or _ones(a, left_b),
        left_b or _ones(b, left_a),
    )


def _ones(facts: Facts, others: Sequence[Quantity]) -> list[Quantity]:
    """Return the "a missile" of one content that stands against the "two missiles" of the other."""
    return [replace(other, value=1.0, text="a") for other in others if other.unit in facts.singles and other.value != 1]


_NO_NUMBERS = _Numbers((), (), ())


def _days(a: Facts, b: Facts) -> tuple[bool, bool, str]:
    """Return whether contents share a day, whether one tells more days, and which of their days clash (or "")."""
    if a.interval and b.interval:
        if a.interval[0] > b.interval[1] or b.interval[0] > a.interval[1]:
            return False, False, f"{a.interval[0]} / {b.interval[0]}"
        return True, False, ""
    shared = extra = False
    for kind in a.days.keys() | b.days.keys():
        one, other = a.days.get(kind), b.days.get(kind)
        if not one or not other:
            extra = True
        elif one & other:
            shared = True
        else:
            return shared, extra, f"{min(one)} / {min(other)}"
    return shared, extra, ""


def _related(only_a: Set[str], only_b: Set[str], table: Mapping[str, Set[str]]) -> tuple[str, ...]:
    """Return two words, one of each content alone, that a table relates, or ()."""
    for word in only_a:
        if found := table.get(word):
            for other in found:
                if other in only_b:
                    return word, other
    return ()


def _order(a: Facts, b: Facts, shared: Sequence[str]) -> tuple[float, bool]:
    """Return the share of common words that stand the other way round, and whether two change places around a third."""
    ranked = sorted(shared, key=a.order.__getitem__)
    places = [b.order[key] for key in ranked]
    count = len(places)
    if count < 2:
        return 0.0, False
    turned = sum(places[i] > places[j] for i in range(count) for j in range(i + 1, count))
    crossed = any(max(places[:j]) > places[j] > min(places[j + 1 :]) for j in range(1, count - 1))
    return 2 * turned / (count * (count - 1)), crossed


@dataclass(frozen=True, slots=True)
class _Middle:
    """Where the words stand by which alone two contents differ, between what they begin and end alike with.

    `frame` is the share of the words that are alike, `few` whether the others are.
    """

    left: slice
    right: slice
    frame: float
    few: bool


def _substituted(a: Facts, b: Facts) -> _Middle | None:
    """Return the middle that one content has in place of the other's, or None where one has no other middle."""
    one, other = a.keys, b.keys
    shorter = min(len(one), len(other))
    start = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    if start + end in (0, len(one), len(other)):
        return None
    left, right = slice(start, len(one) - end), slice(start, len(other) - end)
    longest = max(left.stop, right.stop) - start
    few = longest <= _SUBSTITUTED and start + end >= left.stop + right.stop - 2 * start
    return _Middle(left, right, (start + end) / max(len(one), len(other)), few)


def _other_actors(a: Facts, b: Facts, left: slice, right: slice) -> str:
    """Return who acts in one content instead of who acts in the other: two actors, or two kinds of one; or ""."""
    lexicon = claim_lexicon()
    one, other = a.keys[left], b.keys[right]
    if lexicon.actors & {*one} and lexicon.actors & {*other}:
        return f"{' '.join(a.spelled[left])} / {' '.join(b.spelled[right])}"
    following = a.keys[left.stop : left.stop + 1]
    if lexicon.actors & {*following} and not lexicon.attributes & {*one, *other}:
        actor = a.spelled[left.stop]
        return f"{' '.join((*a.spelled[left], actor))} / {' '.join((*b.spelled[right], actor))}"
    return ""
