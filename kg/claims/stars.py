"""Which wordings are one claim, where it is known of pairs how probably they are.

Each claim has a leader, and every other wording of it was found to say what the leader says: nothing is in a claim
because it is like something that is like something else. That is a cover of the graph of pairs by stars (Aslam,
Pelekhov and Rus, "The star clustering algorithm for static and dynamic information organization", 2004), where the
centres are the clearest wordings first, and of equals those that more others agree with.

The outcome is a function of the wordings and pairs of each connected part of that graph: the order in which they came
makes no difference, and what comes or goes changes its own part only.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

_COMPARED = 12
"""Members of a claim, the likeliest, that a wording is held against before it becomes one too."""
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """That two wordings are one claim: how probably, and whether one says the opposite of the other."""

    probability: float
    opposite: bool


Ties = Mapping[int, Mapping[int, Tie]]
"""The ties of each wording to others, both ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a wording belongs: to the claim that `leader` leads, which may be itself."""

    leader: int
    score: float = 1.0
    opposite: bool = False


def stars(
    order: Mapping[int, tuple[int, str]],
    ties: Ties,
    *,
    apart: Callable[[int, int], bool] = lambda _one, _other: False,
    same: Sequence[tuple[Pair, bool]] = (),
    parted: Iterable[Pair] = (),
) -> dict[int, Place]:
    """Return the place of each wording.

    `order` has for each how unclear it is, and what settles between equals. `apart` tells of two that are not tied
    whether they can't be one claim. What somebody judged goes before all of it: `same` are pairs that are one claim,
    with whether they are opposites, `parted` those that are not, which counts more.
    """
    groups = _Groups(order, same, parted)
    weights = {
        one: sum(tie.probability for each in members for other, tie in ties.get(each, {}).items() if other in order)
        for one, members in groups.members.items()
    }
    ranked = sorted(groups.members, key=lambda one: (order[one][0], -round(weights[one], 6), order[one][1]))
    rank = {one: place for place, one in enumerate(ranked)}
    near = groups.ties(ties, order)
    leaders: set[int] = set()
    for one in ranked:
        if not any(other in leaders for other in near[one]):
            leaders.add(one)
    claims: dict[int, list[int]] = {leader: [leader] for leader in leaders}
    places = {leader: Place(leader=leader) for leader in leaders}
    wishes = sorted(
        (-tie.probability, rank[leader], rank[one], one, leader)
        for one in ranked
        if one not in leaders
        for leader, tie in near[one].items()
        if leader in leaders
    )
    for _, _, _, one, leader in wishes:
        if one in places:
            continue
        if any(_clash(one, member, near, groups, apart) for member in claims[leader][:_COMPARED]):
            continue
        if any(groups.are_parted(one, member) for member in claims[leader][_COMPARED:]):
            continue
        tie = near[one][leader]
        places[one] = Place(leader=leader, score=tie.probability, opposite=tie.opposite)
        claims[leader].append(one)
    for one in ranked:
        places.setdefault(one, Place(leader=one))
    return groups.spread(places)


def _clash(one: int, member: int, near: Ties, groups: "_Groups", apart: Callable[[int, int], bool]) -> bool:
    return groups.are_parted(one, member) or (member not in near[one] and apart(one, member))


class _Groups:
    """Wordings that somebody judged to be one, each group under the clearest of them."""

    def __init__(
        self, order: Mapping[int, tuple[int, str]], same: Sequence[tuple[Pair, bool]], parted: Iterable[Pair]
    ) -> None:
        self._of = {one: (one, False) for one in order}
        """The one that each goes under, and whether it says the opposite of that."""
        self.members: dict[int, list[int]] = {one: [one] for one in order}
        self._parted: dict[int, set[int]] = defaultdict(set)
        for one, other in parted:
            if one in self._of and other in self._of:
                self._parted[one].add(other)
                self._parted[other].add(one)
        for (one, other), opposite in same:
            if one in self._of and other in self._of:
                self._join(one, other, order, opposite=opposite)

    def _join(self, one: int, other: int, order: Mapping[int, tuple[int, str]], *, opposite: bool) -> None:
        (kept, first), (gone, second) = self._of[one], self._of[other]
        if kept == gone or self.are_parted(kept, gone):
            return
        if order[gone] < order[kept]:
            kept, gone = gone, kept
        turned = first ^ second ^ opposite
        for each in self.members.pop(gone):
            self._of[each] = (kept, self._of[each][1] ^ turned)
            self.members[kept].append(each)

    def are_parted(self, one: int, other: int) -> bool:
        """Tell whether any two of two groups were judged not to be one claim."""
        return any(
            not self._parted[each].isdisjoint(self.members[other]) for each in self.members[one] if each in self._parted
        )

    def ties(self, ties: Ties, order: Mapping[int, object]) -> dict[int, dict[int, Tie]]:
        """Return the ties between groups: of two the likeliest."""
        found: dict[int, dict[int, Tie]] = {one: {} for one in self.members}
        for one, others in ties.items():
            for other, tie in others.items():
                if one not in order or other not in order:
                    continue
                (mine, turned), (its, also) = self._of[one], self._of[other]
                if mine == its or self.are_parted(mine, its):
                    continue
                between = Tie(probability=tie.probability, opposite=tie.opposite ^ turned ^ also)
                known = found[mine].get(its)
                if known is None or (between.probability, between.opposite) > (known.probability, known.opposite):
                    found[mine][its] = between
        return found

    def spread(self, places: Mapping[int, Place]) -> dict[int, Place]:
        """Return the place of each wording from that of its group."""
        return {
            each: Place(leader=places[one].leader, score=1.0, opposite=self._of[each][1])
            if places[one].leader == one
            else Place(
                leader=places[one].leader,
                score=places[one].score,
                opposite=places[one].opposite ^ self._of[each][1],
            )
            for one, members in self.members.items()
            for each in members
        }
