"""Which wordings are one claim: from scratch, and followed from what came and went."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claims.stars import Order, Pair, Place, Tie, stars


@dataclass
class Wordings:
    """Wordings as they are known, and how they were placed."""

    clear: dict[int, Order]
    tied: dict[int, dict[int, Tie]]
    placed: dict[int, Place] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)
    """Those whose ties were asked for."""

    def order(self, numbers: Iterable[int]) -> dict[int, Order]:
        return {number: self.clear[number] for number in numbers if number in self.clear}

    def ties(self, numbers: Iterable[int]) -> dict[int, dict[int, Tie]]:
        asked = set(numbers)
        self.asked |= asked
        return {number: self.tied[number] for number in asked if number in self.tied}

    def places(self, numbers: Iterable[int]) -> dict[int, Place]:
        return {number: self.placed[number] for number in numbers if number in self.placed}

    def led_by(self, leaders: Iterable[int]) -> dict[int, Place]:
        wanted = set(leaders)
        return {number: place for number, place in self.placed.items() if place.leader in wanted}


def tied(*pairs: tuple[int, int, float]) -> dict[int, dict[int, Tie]]:
    """Return ties of these probabilities, both ways."""
    ties: dict[int, dict[int, Tie]] = {}
    for one, other, probability in pairs:
        for a, b in ((one, other), (other, one)):
            ties.setdefault(a, {})[b] = Tie(probability=probability, opposite=False)
    return ties


def from_scratch(
    clear: dict[int, Order],
    ties: dict[int, dict[int, Tie]],
    *,
    apart: Callable[[int, int], bool] = lambda _one, _other: False,
    judged: dict[Pair, bool] | None = None,
    opposite: Callable[[int, int], bool] = lambda _one, _other: False,
) -> dict[int, Place]:
    return stars(Wordings(clear, ties), clear, apart=apart, judged=judged, opposite=opposite)


def claims_of(places: Mapping[int, Place]) -> set[frozenset[int]]:
    """Return which wordings are together."""
    leaders: dict[int, set[int]] = {}
    for number, place in places.items():
        leaders.setdefault(place.leader, set()).add(number)
    return {frozenset(each) for each in leaders.values()}


ORDER = {number: (0, f"{number:03}") for number in range(10)}


def test_nothing_joins_what_is_only_like_something_that_is_like_it() -> None:
    chain = tied((0, 1, 0.7), (1, 2, 0.9), (2, 3, 0.7))
    places = from_scratch({n: ORDER[n] for n in range(4)}, chain)
    assert claims_of(places) == {frozenset({0, 1, 2}), frozenset({3})}
    assert places[2].leader == 1


def test_the_clearest_leads_its_claim() -> None:
    order = {0: (2, "a"), 1: (0, "b"), 2: (1, "c")}
    places = from_scratch(order, tied((0, 1, 0.8), (1, 2, 0.8), (0, 2, 0.99)))
    assert {place.leader for place in places.values()} == {1}
    assert places[1].score == 1
    assert places[0].score == 0.8


def test_members_that_can_t_be_one_are_not_brought_together_by_a_third() -> None:
    order = {0: (0, "thousands"), 1: (1, "6,700"), 2: (1, "10,000")}
    places = from_scratch(order, tied((0, 1, 0.9), (0, 2, 0.8)), apart=lambda one, other: {one, other} == {1, 2})
    assert claims_of(places) == {frozenset({0, 1}), frozenset({2})}


def test_what_somebody_judged_goes_before_what_the_machine_finds() -> None:
    order = {n: ORDER[n] for n in range(4)}
    ties = tied((0, 1, 0.99), (2, 3, 0.9))
    parted = from_scratch(order, ties, judged={(0, 1): False})
    assert claims_of(parted) == {frozenset({0}), frozenset({1}), frozenset({2, 3})}
    together = from_scratch(order, ties, judged={(1, 2): True}, opposite=lambda _one, _other: True)
    assert claims_of(together) == {frozenset({0, 1, 2, 3})}
    assert together[1].opposite != together[2].opposite
    both = from_scratch(order, ties, judged={(0, 1): False, (1, 0): True})
    assert frozenset({0, 1}) not in claims_of(both)


def plainly(
    clear: Mapping[int, Order],
    ties: Mapping[int, Mapping[int, Tie]],
    apart: Callable[[int, int], bool],
    judged: Mapping[Pair, bool],
) -> dict[int, Place]:
    """Place all wordings in the plainest way, to compare with: everything at once, nothing remembered."""
    under = {number: number for number in clear}
    parted = {frozenset(pair) for pair, same in judged.items() if not same}

    def members(one: int) -> list[int]:
        return [number for number in clear if under[number] == one]

    def are_parted(one: int, other: int) -> bool:
        return any(frozenset((a, b)) in parted for a in members(one) for b in members(other))

    for (one, other), same in judged.items():
        first, second = sorted((under[one], under[other]), key=lambda each: clear[each])
        if same and first != second and not are_parted(first, second):
            under = {number: first if its == second else its for number, its in under.items()}
    groups = sorted(set(under.values()))
    near: dict[int, dict[int, float]] = {one: {} for one in groups}
    for one, others in ties.items():
        for other, tie in others.items():
            a, b = under[one], under[other]
            if a != b and not are_parted(a, b):
                near[a][b] = max(near[a].get(b, 0.0), tie.probability)
    agree = {
        one: round(sum(tie.probability for each in members(one) for tie in ties.get(each, {}).values()), 6)
        for one in groups
    }
    leaders: list[int] = []
    for one in sorted(groups, key=lambda each: (clear[each][0], -agree[each], clear[each][1])):
        if not any(other in near[one] for other in leaders):
            leaders.append(one)
    claims = {leader: [leader] for leader in leaders}
    places = {leader: Place(leader=leader) for leader in leaders}
    wishes = [(one, leader) for leader in leaders for one in near[leader]]
    for one, leader in sorted(wishes, key=lambda w: (-near[w[0]][w[1]], clear[w[1]], clear[w[0]])):
        if one in places or any(
            are_parted(one, member) or (at < 12 and member not in near[one] and apart(one, member))
            for at, member in enumerate(claims[leader])
        ):
            continue
        places[one] = Place(leader=leader, score=near[one][leader])
        claims[leader].append(one)
    return {number: places.get(one, Place(leader=one)) for number, one in under.items()}


PROBABILITIES = (0.6, 0.7, 0.8, 0.9)


class Story:
    """Wordings that come and go, with what they are tied to, by chance."""

    def __init__(self, seed: int, *, size: int, degree: float, clashing: float, judging: bool) -> None:
        self.chance = Random(seed)  # noqa: S311
        self.ties = tied(
            *(
                (one, other, self.chance.choice(PROBABILITIES))
                for one, other in combinations(range(size), 2)
                if self.chance.random() < degree / size
            )
        )
        self.clear = {number: (self.chance.randrange(3), f"{self.chance.random()}") for number in range(size)}
        self.clashing = {pair for pair in combinations(range(size), 2) if self.chance.random() < clashing}
        self.pairs: dict[Pair, bool] = {}
        if judging:
            these = self.chance.sample(range(size), 6)
            self.pairs = {pair: self.chance.random() < 0.6 for pair in pairwise(sorted(these))}
        self.there: set[int] = set()
        self.judged: dict[Pair, bool] = {}
        self.places: dict[int, Place] = {}
        self.asked: set[int] = set()

    def apart(self, one: int, other: int) -> bool:
        return (min(one, other), max(one, other)) in self.clashing

    def known(self) -> Wordings:
        ties = {
            one: {other: tie for other, tie in others.items() if other in self.there}
            for one, others in self.ties.items()
            if one in self.there
        }
        return Wordings({number: self.clear[number] for number in self.there}, ties, dict(self.places))

    def change(self, *, come: Sequence[int] = (), gone: Sequence[int] = ()) -> None:
        """Let some come, and others go, as `kg.joining.joins` does."""
        anew = self._around(gone) | {number for number, place in self.places.items() if place.leader in gone}
        anew |= {self.places[number].leader for number in gone}
        self.there = (self.there - set(gone)) | set(come)
        judged = {pair: same for pair, same in self.pairs.items() if self.there.issuperset(pair)}
        if judged != self.judged:
            moved = {each for pair in self.pairs for each in pair}
            anew |= moved | self._around(moved)
        self.judged = judged
        self.places = {number: place for number, place in self.places.items() if number in self.there}
        self.places |= {number: Place(leader=number) for number in come}
        known = self.known()
        anew = (anew | set(come)) & self.there
        self.places |= stars(known, anew, apart=self.apart, judged=judged)
        self.asked = known.asked

    def _around(self, some: Iterable[int]) -> set[int]:
        return {other for one in some for other in self.ties.get(one, {})}

    def check(self) -> None:
        known = self.known()
        assert self.places == plainly(known.clear, known.tied, self.apart, self.judged)


@settings(max_examples=300)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([6, 15, 40]),
    st.sampled_from([1.0, 3.0, 8.0, 25.0]),
    st.sampled_from([0.0, 0.02, 0.1, 0.5]),
    st.booleans(),
)
def test_what_comes_and_goes_gives_the_claims_that_all_of_it_gives(
    seed: int, size: int, degree: float, clashing: float, judging: bool
) -> None:
    story = Story(seed, size=size, degree=degree, clashing=clashing, judging=judging)
    for _ in range(8):
        out = [number for number in range(size) if number not in story.there]
        come = story.chance.sample(out, min(len(out), story.chance.randrange(size // 2)))
        gone = story.chance.sample(sorted(story.there), min(len(story.there), story.chance.randrange(4)))
        story.change(come=come, gone=gone)
        story.check()


@pytest.mark.parametrize("leave", ["go", "join another"])
def test_a_member_that_moves_up_is_held_against_those_after_it(leave: str) -> None:
    """The thirteenth and fourteenth of a claim can't be one, which is looked at once they are among the likeliest."""
    story = Story(0, size=0, degree=0.0, clashing=0.0, judging=False)
    story.clear = {0: (0, ""), 20: (0, ""), **{number: (1, f"{number:02}") for number in range(1, 15)}}
    story.ties = tied(*((0, number, 0.9 - number / 100) for number in range(1, 15)), (20, 1, 0.99), (20, 2, 0.99))
    story.clashing = {(13, 14)}
    story.change(come=range(15))
    assert claims_of(story.places) == {frozenset(range(15))}
    if leave == "go":
        story.change(gone=[1, 2])
    else:
        story.change(come=[20])
    story.check()
    assert story.places[13].leader != story.places[14].leader


def test_one_more_among_thousands_that_hang_together_looks_at_few() -> None:
    story = Story(1, size=3_000, degree=3.0, clashing=0.0, judging=False)
    story.change(come=range(2_990))
    assert len(story.asked) == 2_990
    for number in range(2_990, 3_000):
        story.change(come=[number])
        assert len(story.asked) < 300
    story.check()


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(PROBABILITIES)), max_size=25),
    st.permutations(range(10)),
    st.lists(st.integers(0, 2), min_size=10, max_size=10),
)
def test_claims_are_stars_whatever_the_order(
    pairs: list[tuple[int, int, float]], order: list[int], unclear: list[int]
) -> None:
    ties = tied(*((a, b, p) for a, b, p in pairs if a != b))
    clear = {n: (unclear[n], f"{n}") for n in range(10)}
    places = from_scratch(clear, ties)
    assert places == from_scratch({n: clear[n] for n in order}, {n: ties[n] for n in order if n in ties})
    for number, place in places.items():
        assert number == place.leader or place.leader in ties[number]
        assert places[place.leader].leader == place.leader
    leaders = [number for number, place in places.items() if place.leader == number]
    lonely = {place.leader for number, place in places.items() if place.leader != number}
    assert not any(b in ties.get(a, {}) for a, b in combinations(leaders, 2) if a in lonely and b in lonely)
