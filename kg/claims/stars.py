"""Which wordings are one claim, where it is known of pairs how probably they are.

Each claim has a leader, and every other wording of it was found to say what the leader says: nothing is in a claim
because it is like something that is like something else. That is a cover of the graph of pairs by stars (Aslam,
Pelekhov and Rus, "The star clustering algorithm for static and dynamic information organization", 2004), where the
centres are the clearest wordings first, and of equals those that more others agree with. Who does not lead goes to the
likeliest leader whose claim has nothing in it that can't be one with it.

The outcome is a function of the wordings and pairs; the order in which they came makes no difference. What comes or
goes is followed from where it is to as far as it makes a difference, and no farther.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Generic, Protocol, TypeVar

_COMPARED = 12
"""Members of a claim, the likeliest, that a wording is held against before it becomes one too."""
Pair = tuple[int, int]
Order = tuple[int, str]
"""How unclear a wording is, and what settles between equals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """That two wordings are one claim: how probably, and whether one says the opposite of the other."""

    probability: float
    opposite: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a wording belongs: to the claim that `leader` leads, which may be itself."""

    leader: int
    score: float = 1.0
    opposite: bool = False


class Known(Protocol):
    """What is known of wordings by their numbers; of those that are not known, nothing is returned."""

    def order(self, numbers: Iterable[int], /) -> Mapping[int, Order]:
        """Return how unclear wordings are, and what settles between equals."""

    def ties(self, numbers: Iterable[int], /) -> Mapping[int, Mapping[int, Tie]]:
        """Return the ties of wordings to others, which are known both ways."""

    def places(self, numbers: Iterable[int], /) -> Mapping[int, Place]:
        """Return where wordings belonged until now."""

    def led_by(self, leaders: Iterable[int], /) -> Mapping[int, Place]:
        """Return the wordings of the claims that these led until now, themselves among them."""


def stars(
    known: Known,
    anew: Iterable[int],
    *,
    apart: Callable[[int, int], bool] = lambda _one, _other: False,
    judged: Mapping[Pair, bool] | None = None,
    opposite: Callable[[int, int], bool] = lambda _one, _other: False,
) -> dict[int, Place]:
    """Return the places of wordings that are new, and of all others that may have another place on their account.

    Those `anew` are all that are new; that lost a tie, a member of their claim, or who led it; and of which somebody
    judged otherwise than before, with all that are tied to these. What is known of the places of all others is taken
    for true.

    `apart` tells of two that are not tied whether they can't be one claim. What somebody `judged` goes before all of
    it: pairs that are one claim or are not, which counts more; of the former, `opposite` tells whether they are
    opposites.
    """
    groups = _Groups(known, judged or {}, opposite)
    found = _Stars(known, groups, {groups.of(each)[0] for each in anew}, apart).places()
    return groups.spread(found)


_Value = TypeVar("_Value")


class _Asked(dict[int, _Value], Generic[_Value]):
    """What was asked of wordings, each once; `read` asks for many together."""

    def __init__(self, ask: Callable[[Iterable[int]], Mapping[int, _Value]], none: _Value) -> None:
        super().__init__()
        self._ask = ask
        self._none = none

    def read(self, numbers: Iterable[int]) -> None:
        missing = set(numbers) - self.keys()
        if missing:
            self.update(dict.fromkeys(missing, self._none))
            self.update(self._ask(missing))

    def __missing__(self, number: int) -> _Value:
        self.read([number])
        return self[number]


class _Stars:
    """The claims around some groups of wordings; each group goes by the clearest of its wordings."""

    def __init__(self, known: Known, groups: "_Groups", anew: set[int], apart: Callable[[int, int], bool]) -> None:
        self._groups = groups
        self._anew = anew
        self._apart = apart
        self._order = _Asked[Order](known.order, (0, ""))
        self._ties = _Asked[Mapping[int, Tie]](known.ties, {})
        self._placed = _Asked[Place](known.places, Place(leader=-1))
        self._led = _Asked[Sequence[tuple[int, float]]](lambda leaders: _by_leader(known.led_by(leaders)), ())
        self._near: dict[int, dict[int, Tie]] = {}
        self._keys: dict[int, tuple[int, float, str]] = {}
        self._leads: dict[int, bool] = {}

    def places(self) -> dict[int, Place]:
        """Return the places of those anew, and of all that may have another on their account."""
        loose = self._anew | self._choose()
        joining = [one for one in loose if not self._is_leader(one)]
        self._led.read(joining)
        loose |= {self._groups.of(each)[0] for one in joining for each, _ in self._led[one]}
        self._read(loose)
        leaders = {other for one in loose for other in (one, *self._near_to(one)) if self._is_leader(other)}
        while True:
            found = self._joined(leaders, loose)
            moved = [one for one, place in found.items() if one not in loose and place.leader != self._stood(one)]
            more = {other for one in moved for other in self._near_to(one) if self._is_leader(other)} - leaders
            if not more:
                return found
            leaders |= more

    def _choose(self) -> set[int]:
        """Choose anew who leads, as far as it may be others than before; return those that did and don't, or now do.

        Who leads is tied to no clearer one that leads. Whether one does makes a difference to those less clear alone,
        so that each is looked at once, the clearest first. One that was known before and is tied to something new is
        as clear as before or clearer, so that it takes nobody's place but by leading.
        """
        self._read(self._anew)
        changed = self._anew.union(*(self._near_to(one) for one in self._anew))
        self._read(changed)
        waiting = [(self._key(one), one) for one in changed]
        heapify(waiting)
        turned: set[int] = set()
        while waiting:
            key, one = heappop(waiting)
            if one in self._leads:
                continue
            before = self._led_before(one)
            self._leads[one] = not any(
                self._is_leader(other) and self._key(other) < key for other in self._near_to(one)
            )
            if self._leads[one] == before:
                continue
            turned.add(one)
            for other in self._near_to(one):
                if other not in self._leads and (its := self._key(other)) > key:
                    heappush(waiting, (its, other))
        return turned

    def _joined(self, leaders: set[int], loose: set[int]) -> dict[int, Place]:
        """Return who joins which of these leaders, the likeliest first, where other claims stay as they were."""
        self._read(leaders)
        wishes = [(-tie.probability, one, leader) for leader in leaders for one, tie in self._near_to(leader).items()]
        places = {leader: Place(leader=leader) for leader in leaders}
        found = {one for _, one, _ in wishes} | {one for one in loose if not self._is_leader(one)}
        self._placed.read(found)
        stay = [one for one in found - loose if self._stood(one) not in (one, *leaders)]
        wishes += [(-self._placed[one].score, one, self._placed[one].leader) for one in stay]
        self._order.read(each for _, one, leader in wishes for each in (one, leader))
        wishes.sort(key=lambda wish: (wish[0], self._order[wish[2]], self._order[wish[1]]))
        claims = {leader: [leader] for leader in leaders}
        agreed = {leader: self._agreed(leader) for leader in leaders}
        for _, one, leader in wishes:
            if one in places:
                continue
            if leader not in claims:
                places[one] = self._placed[one]
                continue
            if any(self._clash(one, member, agreed[leader]) for member in claims[leader][:_COMPARED]):
                continue
            if any(self._groups.are_parted(one, member) for member in claims[leader][_COMPARED:]):
                continue
            tie = self._near_to(leader)[one]
            places[one] = Place(leader=leader, score=tie.probability, opposite=tie.opposite)
            claims[leader].append(one)
        return places | {one: Place(leader=one) for one in found - places.keys()}

    def _agreed(self, leader: int) -> dict[int, int]:
        """Return at which place wordings came to a claim, each of which was held against those before it."""
        if leader in self._anew:
            return {}
        self._order.read(each for each, _ in self._led[leader])
        came = sorted(self._led[leader], key=lambda each: (each[0] != leader, -each[1], self._order[each[0]]))
        return {each: at for at, (each, _) in enumerate(came) if each not in self._anew}

    def _clash(self, one: int, member: int, agreed: Mapping[int, int]) -> bool:
        if self._groups.are_parted(one, member):
            return True
        if one in agreed and member in agreed and agreed[member] < min(_COMPARED, agreed[one]):
            return False
        return one not in self._near_to(member) and self._apart(one, member)

    def _is_leader(self, one: int) -> bool:
        return self._leads[one] if one in self._leads else self._led_before(one)

    def _led_before(self, one: int) -> bool:
        """Tell whether one led, and was not left over.

        One is left over where all that it is tied to and that lead have others with them, with which it clashes.
        """
        if one in self._anew or self._placed[one].leader != one:
            return False
        return self._had_others(one) or not any(
            self._placed[other].leader == other and self._had_others(other) for other in self._near_to(one)
        )

    def _had_others(self, one: int) -> bool:
        return any(self._groups.of(each)[0] != one for each, _ in self._led[one])

    def _stood(self, one: int) -> int | None:
        """Return who led the claim of one, None where that is not known."""
        return None if one in self._anew else self._placed[one].leader

    def _key(self, one: int) -> tuple[int, float, str]:
        if one not in self._keys:
            unclear, settles = self._order[one]
            agree = (tie.probability for each in self._groups.members(one) for tie in self._ties[each].values())
            self._keys[one] = (unclear, -round(sum(agree), 6), settles)
        return self._keys[one]

    def _near_to(self, one: int) -> dict[int, Tie]:
        """Return the groups that one is tied to, each by the likeliest tie."""
        if one not in self._near:
            near: dict[int, Tie] = {}
            for each in self._groups.members(one):
                turned = self._groups.of(each)[1]
                for number, tie in self._ties[each].items():
                    other, also = self._groups.of(number)
                    if other == one or self._groups.are_parted(one, other):
                        continue
                    between = Tie(probability=tie.probability, opposite=tie.opposite ^ turned ^ also)
                    if other not in near or _strength(near[other]) < _strength(between):
                        near[other] = between
            self._near[one] = near
        return self._near[one]

    def _read(self, some: Iterable[int]) -> None:
        """Read together what tells who of some leads, and who of those that they are tied to."""
        members = [each for one in some for each in self._groups.members(one)]
        self._ties.read(members)
        self._order.read(members)
        around = {other for one in some for other in (one, *self._near_to(one))} - self._anew
        self._placed.read(around)
        self._led.read(one for one in around if self._placed[one].leader == one)


def _strength(tie: Tie) -> tuple[float, bool]:
    return tie.probability, tie.opposite


def _by_leader(led: Mapping[int, Place]) -> dict[int, list[tuple[int, float]]]:
    found: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for each, place in led.items():
        found[place.leader].append((each, place.score))
    return found


class _Groups:
    """Wordings that somebody judged to be one, each group under the clearest of them; most are alone in theirs."""

    def __init__(self, known: Known, judged: Mapping[Pair, bool], opposite: Callable[[int, int], bool]) -> None:
        self._known = known
        self._opposite = opposite
        self._same: dict[int, dict[int, int]] = defaultdict(dict)
        """Those that each was judged one with, and which of the judgements that was."""
        self._parted: dict[int, set[int]] = defaultdict(set)
        self._of: dict[int, tuple[int, bool]] = {}
        """The one that each goes under, and whether it says the opposite of that."""
        self._members: dict[int, list[int]] = {}
        for at, ((one, other), same) in enumerate(judged.items()):
            if same:
                self._same[one][other] = self._same[other][one] = at
            else:
                self._parted[one].add(other)
                self._parted[other].add(one)

    def of(self, number: int) -> tuple[int, bool]:
        """Return under which one a wording goes, and whether it says the opposite of that."""
        if number not in self._of:
            self._read(number)
        return self._of[number]

    def members(self, one: int) -> list[int]:
        """Return the wordings that go under one."""
        self.of(one)
        return self._members[one]

    def are_parted(self, one: int, other: int) -> bool:
        """Tell whether any two of two groups were judged not to be one claim."""
        if not self._parted:
            return False
        return any(
            not self._parted[each].isdisjoint(self.members(other)) for each in self.members(one) if each in self._parted
        )

    def spread(self, places: Mapping[int, Place]) -> dict[int, Place]:
        """Return the place of each wording from that of its group."""
        return {
            each: Place(
                leader=place.leader,
                score=place.score,
                opposite=place.opposite ^ self._of[each][1],
            )
            for one, place in places.items()
            for each in self.members(one)
        }

    def _read(self, number: int) -> None:
        found, waiting = {number}, [number]
        while waiting:
            reached = self._same.get(waiting.pop(), {}).keys() - found
            found |= reached
            waiting.extend(reached)
        for each in found:
            self._of[each], self._members[each] = (each, False), [each]
        if len(found) == 1:
            return
        order = self._known.order(found)
        pairs = {(at, min(one, other), max(one, other)) for one in found for other, at in self._same[one].items()}
        for _, one, other in sorted(pairs):
            self._join(one, other, order)

    def _join(self, one: int, other: int, order: Mapping[int, Order]) -> None:
        (kept, first), (gone, second) = self._of[one], self._of[other]
        if kept == gone or self.are_parted(kept, gone):
            return
        if order[gone] < order[kept]:
            kept, gone = gone, kept
        turned = first ^ second ^ self._opposite(one, other)
        for each in self._members.pop(gone):
            self._of[each] = (kept, self._of[each][1] ^ turned)
            self._members[kept].append(each)
