"""The model's word on whom a pronoun or a description means, set against what the rules say."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import replace

from kg.extract.base import Meant
from kg.extract.classes import POSSESSIVE_PRONOUNS
from kg.model import Kind, Reason
from kg.resolve.canon import Canon
from kg.resolve.names import Name
from kg.resolve.phrases import DEFINITE, Phrase
from kg.resolve.referents import Referent

_GENDERS = {"he": "male", "she": "female"}
OVERRULES = 0.97
"""Probability from which the model's choice counts against the rules', and where they see several."""
NAMES = 0.8
"""Probability from which the model's choice counts where the rules name nobody."""
AGREES, AGREED = 0.2, 0.85
"""Probability from which the model's choice confirms whom the text is about, and how sure both are together."""
OPEN = 0.15
"""Probability from which somebody is a candidate."""


class Context:
    """Turns the model's probabilities for names of the text into referents."""

    def __init__(self, canon: Canon, meant: Mapping[int, Meant]) -> None:
        self.canon = canon
        self._meant = meant
        self._names = canon.cast.names
        self._starts = [name.start for name in self._names]

    def pronoun(self, pronoun: str, offset: int, found: Referent) -> Referent:
        """Return whom a pronoun at an offset means, given what the rules found."""
        gender = _GENDERS.get(pronoun)
        is_somebody = found.name is None and found.words not in (pronoun, None)  # "an asylum seeker", who has no name
        if gender is None or is_somebody:
            return found
        return self._weighed(found, [pair for pair in self._candidates(offset) if pair[0].may_be(gender)])

    def description(
        self, phrase: Phrase, offset: int, found: Referent, about: Referent | None, others: Set[str] = frozenset()
    ) -> Referent:
        """Return whom a description means; only "the", "this" and the like point back at somebody.

        `about` is whom the text is about here: together with the model's choice it is enough. `others` are those whom
        the text describes otherwise.
        """
        points = phrase.determiner in DEFINITE - POSSESSIVE_PRONOUNS and phrase.owner is None and phrase.place is None
        if found.name is not None or not points or found.kind is Kind.GROUP:
            return found
        kinds = (Kind.PERSON,) if found.kind is Kind.PERSON else (Kind.PERSON, Kind.ORGANIZATION, Kind.MEDIA)
        candidates = [pair for pair in self._candidates(offset) if pair[0].kind in kinds and pair[0].name not in others]
        if candidates and about is not None and about.name == candidates[0][0].name and candidates[0][1] >= AGREES:
            return replace(about, reason=Reason.CONTEXT, sure=AGREED)
        return self._weighed(found, candidates)

    def _weighed(self, found: Referent, candidates: list[tuple[Referent, float]]) -> Referent:
        """Return what the rules found, or the model's choice where it is surer."""
        if not candidates:
            return found
        chances = {referent.name: chance for referent, chance in candidates}
        best, chance = candidates[0]
        others = tuple(sorted(r.name for r, c in candidates if c >= OPEN and r.name))
        if best.name == found.name:
            return replace(found, sure=max(chance, 0.9), candidates=())
        if chance >= (NAMES if found.name is None and not found.candidates else OVERRULES):
            return replace(
                best, reason=Reason.CONTEXT, sure=chance, candidates=tuple(n for n in others if n != best.name)
            )
        if found.name is None:
            return replace(found, candidates=others or found.candidates)
        return replace(
            found, sure=max(0.5, chances.get(found.name, 0.0)), candidates=tuple(n for n in others if n != found.name)
        )

    def _candidates(self, offset: int) -> list[tuple[Referent, float]]:
        """Return everybody whom the model holds possible, the likeliest first; mentions of a name count together."""
        meant = self._meant.get(offset)
        sums: dict[str, float] = defaultdict(float)
        referents: dict[str, Referent] = {}
        for span, chance in meant.names if meant else ():
            name = self._name_at(span.start, span.end)
            if name is None:
                continue
            referent = self.canon.referent(name, name.start)
            if referent.name is not None:
                sums[referent.name] += chance
                referents.setdefault(referent.name, referent)
        return sorted(
            ((referents[n], total) for n, total in sums.items()), key=lambda pair: (-pair[1], str(pair[0].name))
        )

    def _name_at(self, start: int, end: int) -> Name | None:
        """Return the name of the cast that shares characters with a span."""
        index = bisect_right(self._starts, end - 1) - 1
        if index >= 0 and self._names[index].end > start:
            return self._names[index]
        return None
