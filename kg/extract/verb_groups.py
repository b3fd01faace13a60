"""Verb groups: a verb with the auxiliaries, negations and adverbs in front of it, "had repeatedly not said"."""

from dataclasses import dataclass

from kg.extract.classes import AUXILIARIES, BE, MODALS, is_adverb, is_auxiliary, is_negation, word_set
from kg.extract.grammar import Grammar

_SHORTENED_BEHIND = word_set("he she it that who there")
"""Words behind which 's is a form of "have" or "be" where a verb follows."""


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """What stands in front of a verb.

    `begin` is the first auxiliary or negation, or the verb itself; `outer` the first of the adverbs and times in
    front of that, where the subject ends.
    """

    begin: int
    outer: int
    auxiliaries: tuple[str, ...]
    negated: bool

    @property
    def ends_in_be(self) -> bool:
        """Whether the last auxiliary is a form of "be": "was said", "is saying"."""
        return bool(self.auxiliaries) and self.auxiliaries[-1] in BE

    @property
    def is_modal(self) -> bool:
        """Whether something is only possible, or still to come: "may say", "will announce"."""
        return any(word in MODALS for word in self.auxiliaries)


def verb_group(grammar: Grammar, index: int) -> VerbGroup:
    """Return the group that ends with the verb at `index`."""
    begin = position = index
    while position > 0:
        token = grammar.tokens[position - 1]
        before = grammar.lower(position - 2)
        counting = token.lower == "since" and before in ("has", "have", "had")
        shortened = token.lower == "'s" and before in _SHORTENED_BEHIND  # "he's said"
        if is_auxiliary(token) or is_negation(token) or shortened:
            begin = position - 1
        elif not (is_adverb(token) or counting):
            break
        position -= 1
    group = grammar.tokens[begin:index]
    bare = (token.lower.removesuffix("n't") for token in group)
    return VerbGroup(
        begin=begin,
        outer=grammar.adverbs_before(begin),
        auxiliaries=tuple(word for word in bare if word in AUXILIARIES),
        negated=any(is_negation(token) for token in group),
    )
