"""Two claims that can't both be true, or that differ in their numbers alone: what keeps them apart, told in words."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from kg.claims import signatures
from kg.claims.facts import Facts
from kg.claims.features import beside
from kg.claims.same import compare
from kg.claims.wordings import Wording
from kg.joining.deciding import Decider, other_speakers
from kg.joining.index import ClaimIndex

_NEAR, _DISTANCE = 0.60, 120
"""The cosine from which two are looked at, and in how many of their signs such two differ at most: the contrary of what
is said lies farther from it than the same in other words."""
_MOST, _READ = 500, 40
"""How many of the nearest wordings are looked at, and of those that may be opposed, how many are read once more."""
_LIKELY = 0.4
"""How probably two have to be one, but for what keeps them apart: nothing is joined by it."""
_NEUTRAL = "so"
"""What is read in the place of the words in which two differ."""


class Opposition(StrEnum):
    """What keeps two claims apart."""

    NUMBER = "differs in number"
    DAY = "differs in day"
    PLACE = "differs in place"
    CONTRARY = "contradicts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposed:
    """Another claim, what keeps it apart, in which words, and how probably the two are one but for that."""

    claim: str
    kind: Opposition
    words: str
    score: float


def opposed(index: ClaimIndex, decider: Decider, claim: str) -> tuple[Opposed, ...]:
    """Return the claims that can't be true together with one, or differ from it in their numbers; the likest first."""
    number = index.number_of(claim)
    if number is None:
        return ()
    numbers, vectors = index.vectors([number])
    near = index.signatures.near(signatures.signs(vectors)[0], _DISTANCE, below=index.next).tolist()
    there, others = index.vectors(near)
    cosines = signatures.cosines(vectors[0], others)
    close = sorted(zip(cosines.tolist(), there, strict=True), reverse=True)[:_MOST]
    wanted = {other: cosine for cosine, other in close if cosine >= _NEAR and other != number}
    wordings, places = index.wordings([*numbers, *wanted]), index.places([number, *wanted])
    ids = index.ids({place.leader for place in places.values()})
    found: dict[str, Opposed] = {}
    own = wordings[number]
    likely = (
        (other, apart)
        for other in wanted
        if places[other].leader != number
        and not other_speakers(own, wordings[other])
        and (apart := _kept_apart(decider.facts(own), decider.facts(wordings[other]))) is not None
    )
    for other, apart in islice(likely, _READ):
        told = _opposition(decider, own, wordings[other], wanted[other], apart)
        if told is not None:
            kind, words, score = told
            made = Opposed(claim=ids[places[other].leader], kind=kind, words=words, score=round(score, 3))
            known = found.get(made.claim)
            if known is None or known.score < made.score:
                found[made.claim] = made
    return tuple(sorted(found.values(), key=lambda each: (-each.score, each.claim)))


def _kept_apart(a: Facts, b: Facts) -> tuple[Opposition, str] | None:
    """Return what keeps two contents apart, and in which words, where it is one of what is looked for."""
    found = beside(a, b)
    reasons = {reason.partition(":")[0]: reason.partition(": ")[2] for reason in (*found.vetoes, *found.doubts)}
    return next(((kind, reasons[name]) for kind, name in _REASONS.items() if name in reasons), None)


def _opposition(
    decider: Decider, one: Wording, other: Wording, cosine: float, found: tuple[Opposition, str]
) -> tuple[Opposition, str, float] | None:
    """Return what alone keeps two wordings apart, in words, and how probably they are one but for that."""
    kind, words = found
    a, b = decider.facts(one), decider.facts(other)
    left, _, right = words.partition(" / ")
    if kind is Opposition.PLACE and not (_is_place(a, left) and _is_place(b, right)):
        return None
    if kind is Opposition.CONTRARY:
        left, right = _as_written(a, left), _as_written(b, right)
        words = f"{left} / {right}"
    elif kind is Opposition.DAY:
        left, right = (" ".join(sorted(set().union(*facts.days.values()))) for facts in (a, b))
    first, second = _without(one, left), _without(other, right)
    vectors = signatures.small(decider.vectors([first, second]))
    near = max(cosine, float(signatures.cosines(vectors[0], vectors[1:])[0]))
    likeness = compare(decider.facts(first), decider.facts(second), near)
    return (kind, words, likeness.probability) if likeness.probability >= _LIKELY else None


_REASONS = {
    Opposition.NUMBER: "other numbers",
    Opposition.DAY: "other days",
    Opposition.CONTRARY: "contrary",
    Opposition.PLACE: "other names",
}


def _without(wording: Wording, gone: str) -> Wording:
    """Return a wording with something neutral in the place of some words."""
    text = wording.text
    for word in [gone] if gone and gone.casefold() in text.casefold() else gone.split():
        text = re.sub(rf"(?<!\w){re.escape(word)}\w*", _NEUTRAL, text, flags=re.IGNORECASE)
    return Wording(text=text)


def _as_written(facts: Facts, key: str) -> str:
    """Return the word of a content that has this key."""
    return next((word for word, each in zip(facts.spelled, facts.keys, strict=True) if each == key), key)


def _is_place(facts: Facts, name: str) -> bool:
    """Tell whether a name stands where something was: "in Kursk", "near Kharkiv"."""
    return bool(re.search(rf"\b(?:in|at|near|outside|over)\s+(?:the\s+)?{re.escape(name)}\b", facts.text))
