"""Joins wordings as they come and go: which are tied, which claim each belongs to, and what became of both.

All of it happens inside `ClaimIndex.changing`. What a change comes to is told as a `Change`, from which
`kg.joining.graph` makes quads.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from time import perf_counter

import numpy as np

from kg.claims import signatures
from kg.claims.claims import Expression
from kg.claims.same import NEAR
from kg.claims.signatures import DIMENSIONS, Small
from kg.claims.stars import Pair, Place, Tie, stars
from kg.claims.wordings import Wording, is_of_speaker, plain
from kg.joining.deciding import DISTANCE, Decider
from kg.joining.index import ClaimIndex
from kg.resolve.days import saying
from kg.store.kept import parts

Read = tuple[str, Iterable[Expression]]
"""What tells the run of a document, and what its statements say."""
_DOCUMENTS = 200
"""Documents that are read together."""
_AT_ONCE = 2_000
"""New wordings whose neighbours are looked for together."""
_SIDE_BY_SIDE = 100
"""Wordings that threads decide about side by side."""
_PAUSE = 30.0
"""Seconds between two tellings of how far a long joining has come."""
_Near = tuple[int, Wording, list[tuple[int, Wording, float]]]
"""A wording, and others that are near it with their cosines."""
_Vectors = Callable[[Sequence[int]], tuple[list[int], Small]]
"""What tells which of some numbers there are, and their vectors, [number, dimensions]."""
_log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Change:
    """What a change of the documents did, to claims and to the statements that are linked to them.

    `began` are the numbers of the wordings that lead a claim now and did not before, `ended` the ids of the claims that
    there are no more. `come` are the statements whose links have to be made anew, `gone` those whose links were others:
    each with the number of the wording that it has, or had.
    """

    began: set[int] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    come: dict[str, int] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)


@dataclass(kw_only=True)
class Spent:
    """The seconds that were spent: on vectors, on finding and deciding pairs, on claims from pairs, and in all."""

    vectors: float = 0.0
    pairs: float = 0.0
    places: float = 0.0
    whole: float = 0.0


class Joins:
    """The joins of one store."""

    def __init__(self, index: ClaimIndex, decider: Decider, *, threads: int = 1) -> None:
        """Keep them in an index, as this one decides; `threads` may look for neighbours side by side."""
        self.index = index
        self.decider = decider
        self._threads = threads
        self.spent = Spent()

    def change(
        self,
        documents: Mapping[str, Read | None],
        judged: Mapping[tuple[str, str], bool] | None = None,
    ) -> Change:
        """Take documents in the place of what is known of them, and return what that changes.

        Each comes with what tells its run, and what its statements say, or None where it is gone. `judged` are the
        pairs of statements that somebody judged, where they are others than before.
        """
        index, change = self.index, Change()
        singled = self._judge(judged)
        before: dict[str, int] = {}
        for id_, given in documents.items():
            before |= index.wordings_in(id_)
            if given is None:
                index.drop_document(id_)
        after, fresh = self._take_in(((id_, given) for id_, given in documents.items() if given is not None), singled)
        index.drop_statements(before.keys() - after.keys())
        change.gone = {id_: number for id_, number in before.items() if after.get(id_) != number}
        change.come = {id_: number for id_, number in after.items() if before.get(id_) != number}
        left = index.said_by_nobody(set(change.gone.values()))
        moved = {
            each
            for pair in index.judged()
            if judged is not None or not change.gone.keys().isdisjoint(pair)
            for each in pair
        }
        self._rejoin(fresh, left, change, judged=moved)
        return change

    def all(
        self,
        documents: Iterable[tuple[str, Read | None]],
        judged: Mapping[tuple[str, str], bool],
        *,
        known: ClaimIndex | None = None,
        keeping: bool = False,
    ) -> None:
        """Take all documents into an index, and join what they say; the same as one after the other.

        It has none, or some that a call before took in that did not come to its end. Vectors are taken from an index in
        which they are `known`. With `keeping`, what is done so far is kept now and then, so that another call with the
        documents that are missing goes on with it: `ClaimIndex.unfinished` tells how many wordings have found their
        neighbours.
        """
        index, told = self.index, perf_counter()

        def tell(what: str, done: int) -> None:
            nonlocal told
            if perf_counter() - told > _PAUSE:
                _log.info(what, done)
                if keeping:
                    index.keep()
                told = perf_counter()

        singled = self._judge(judged)
        remaining = ((id_, given) for id_, given in documents if given is not None)
        while part := list(islice(remaining, _DOCUMENTS)):
            self._take_in(part, singled, known)
            tell("joining statements to claims: %d wordings read", index.next)
        self._find_all(tell)
        begun = perf_counter()
        pairs = self._judged()
        links = _both_ways(pairs)
        waiting = index.tied() | links.keys()
        while waiting:
            connected = self._connected(waiting.pop(), links)
            index.place(self._placed(connected, pairs))
            waiting -= connected
            tell("joining statements to claims: %d wordings have still to find their claim", len(waiting))
        self.spent.places += perf_counter() - begun

    def _find_all(self, tell: Callable[[str, int], None]) -> None:
        """Tie all wordings that have not been compared with those before them, from vectors in memory.

        Near ones are compared one after the other: what is remembered of a wording then serves many pairs.
        """
        numbers, done = self.index.numbers(), self.index.unfinished or 0
        held = np.empty((len(numbers), DIMENSIONS), dtype=np.int8)
        for part in parts(numbers, _AT_ONCE):
            held[part[0] : part[-1] + 1] = self.index.vectors(part)[1]
            self.index.signatures.put(part[0], signatures.signs(held[part[0] : part[-1] + 1]))  # what a power cut took

        def vectors(some: Sequence[int]) -> tuple[list[int], Small]:
            return list(some), held[some]

        for part in parts(signatures.in_order(held)[done:].tolist(), _AT_ONCE):
            self._find(part, vectors)
            done += len(part)
            self.index.reach(done)
            tell(f"joining statements to claims: %d of {len(numbers)} wordings compared", done)

    def _take_in(
        self, documents: Iterable[tuple[str, Read]], singled: set[str], known: ClaimIndex | None = None
    ) -> tuple[dict[str, int], list[int]]:
        """Take documents with their statements into the index; return the wordings of these, and which are new."""
        wanted: dict[Wording, list[tuple[str, int, str]]] = defaultdict(list)
        for id_, (stamp, expressions) in documents:
            number = self.index.put_document(id_, stamp)
            for expression in expressions:
                wording = wording_of(expression, singled)
                if wording is not None:
                    wanted[wording].append((expression.statement, number, expression.language))
        numbers, fresh = self._numbered(wanted, known)
        rows = [
            (id_, document, numbers[each], language)
            for each, those in wanted.items()
            for id_, document, language in those
        ]
        self.index.put_statements(rows)
        return {id_: wording for id_, _, wording, _ in rows}, fresh

    def _judge(self, judged: Mapping[tuple[str, str], bool] | None) -> set[str]:
        """Keep what was judged, and return the statements of which it was."""
        if judged is not None:
            self.index.judge(judged)
        return {each for pair in self.index.judged() for each in pair}

    def _numbered(
        self, wanted: Mapping[Wording, object], known: ClaimIndex | None = None
    ) -> tuple[dict[Wording, int], list[int]]:
        """Return the numbers of wordings, and which of them are new."""
        numbers: dict[Wording, int] = {}
        new: list[Wording] = []
        for wording in wanted:
            number = self.index.number_of(wording.id)
            if number is None:
                new.append(wording)
            else:
                numbers[wording] = number
        new.sort(key=lambda each: each.order)
        first = self.index.next
        if new:
            begun = perf_counter()
            small = self._vectors(new, known)
            self.spent.vectors += perf_counter() - begun
            self.index.signatures.put(first, signatures.signs(small))
            unclear = map(self.decider.unclear, new)
            held = [(each, how, row.tobytes()) for each, how, row in zip(new, unclear, small, strict=True)]
            self.index.put_wordings(first, held)
            numbers.update((each, number) for number, each in enumerate(new, first))
        return numbers, list(range(first, first + len(new)))

    def _vectors(self, wordings: list[Wording], known: ClaimIndex | None) -> Small:
        """Return the vectors of wordings, from an index as far as they are known there."""
        if known is None:
            return signatures.small(self.decider.vectors(wordings))
        held = known.vectors_of([each.id for each in wordings])
        missing = [each for each in wordings if each.id not in held]
        made = dict(zip((each.id for each in missing), signatures.small(self.decider.vectors(missing)), strict=True))
        return np.stack([held[each.id] if each.id in held else made[each.id] for each in wordings])

    def _rejoin(self, fresh: list[int], left: set[int], change: Change, *, judged: set[str]) -> None:
        """Place the wordings anew around those that are new, those that nobody has any more, and those judged."""
        index = self.index
        other = set(index.wordings_of(judged).values())
        led = {place.leader for place in index.places(left).values()}
        around = other | led | index.led_by(left).keys() | _reached(index.ties(left | other))
        change.ended |= set(index.ids(left).values())
        index.drop_wordings(left)
        self._find(fresh, index.vectors)
        places = self._placed({*fresh, *(around - left)}, self._judged())
        before = index.places(places)
        index.place(places)
        touched = set(fresh) | {number for number, place in places.items() if before[number] != place}
        led = {number for number in touched - set(fresh) if before[number].leader == number}
        leads = {number for number in touched if places[number].leader == number}
        change.began |= leads - led
        change.ended |= set(index.ids(led - leads).values())
        said = index.statements_of(touched)
        moved = {id_: number for number in touched for id_, _ in said.get(number, ())}
        change.gone = moved | change.gone
        change.come |= moved

    def _find(self, fresh: list[int], vectors: _Vectors) -> None:
        """Tie new wordings to all before them."""
        begun = perf_counter()
        with ThreadPoolExecutor(self._threads) as workers:  # two contents are read together without Python
            for part in parts(fresh, _AT_ONCE):
                self.index.tie(self._tied(part, vectors, workers))
        self.spent.pairs += perf_counter() - begun

    def _tied(self, fresh: list[int], vectors: _Vectors, workers: ThreadPoolExecutor) -> Iterator[tuple[int, int, Tie]]:
        waiting: list[Future[list[tuple[int, int, Tie]]]] = []
        for some in parts(fresh, _SIDE_BY_SIDE):
            numbers, own = vectors(some)
            found = self.index.signatures.all_near(signatures.signs(own), DISTANCE, below=numbers)
            decided = [
                workers.submit(self._decided, self._near(number, vector, *vectors(others.tolist())))
                for number, vector, others in zip(numbers, own, found, strict=True)
                if len(others)
            ]
            for ties in waiting:
                yield from ties.result()
            waiting = decided  # while these are decided, the next are looked for
        for ties in waiting:
            yield from ties.result()

    def _near(self, number: int, vector: Small, others: list[int], vectors: Small) -> _Near:
        """Return a wording with those of others that are near, and their cosines."""
        cosines = signatures.cosines(vector, vectors)
        close = {others[at]: float(cosines[at]) for at in np.flatnonzero(cosines >= NEAR)}
        wordings = self.index.wordings([number, *close])
        return number, wordings[number], [(other, wordings[other], cosine) for other, cosine in close.items()]

    def _decided(self, near: _Near) -> list[tuple[int, int, Tie]]:
        number, wording, others = near
        ties = ((other, self.decider.tie(wording, each, cosine)) for other, each, cosine in others)
        return [(number, other, tie) for other, tie in ties if tie is not None]

    def _judged(self) -> dict[Pair, bool]:
        """Return the pairs of wordings of which somebody judged whether they are one claim, in a settled order."""
        judged = self.index.judged()
        named = self.index.wordings_of({each for pair in judged for each in pair})
        return {
            (named[one], named[other]): same
            for (one, other), same in sorted(judged.items())
            if one in named and other in named
        }

    def _connected(self, number: int, links: Mapping[int, set[int]]) -> set[int]:
        """Return a wording and all that are tied or linked to it, through others too."""
        found, waiting = {number}, {number}
        while waiting:
            waiting = _reached(self.index.ties(waiting)).union(*(links.get(each, ()) for each in waiting)) - found
            found |= waiting
        return found

    def _placed(self, anew: set[int], judged: Mapping[Pair, bool]) -> dict[int, Place]:
        known: dict[int, Wording] = {}

        def wording(number: int) -> Wording:
            if number not in known:
                known.update(self.index.wordings([number]))
            return known[number]

        return stars(
            self.index,
            anew,
            apart=lambda one, other: self.decider.are_apart(wording(one), wording(other)),
            judged=judged,
            opposite=lambda one, other: self.decider.judged(wording(one), wording(other)),
        )


def _reached(ties: Mapping[int, Mapping[int, Tie]]) -> set[int]:
    """Return all that some are tied to."""
    return {other for others in ties.values() for other in others}


def _both_ways(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    links: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        links[one].add(other)
        links[other].add(one)
    return links


def wording_of(expression: Expression, singled: Iterable[str] = ()) -> Wording | None:
    """Return the wording of what a statement says, None where there are no words to go by.

    `singled` are the statements that somebody judged.
    """
    text = plain(expression.text)
    if not text:
        return None
    meant = saying(text, expression.published)
    return Wording(
        text=text,
        start=meant.start if meant.end is not None else None,
        end=meant.end if meant.start is not None else None,
        speaker=expression.speaker if is_of_speaker(text) else "",
        alone=expression.statement if expression.statement in singled else "",
    )
