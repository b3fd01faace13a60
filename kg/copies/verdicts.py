"""Which document is a copy or a version of which: values, and the rules that find them.

    same text     the same words in the same order, at another address or by another publisher
    new version   other words at the same address, or mostly the same under the same headline of the same publisher
    near-copy     most of the shorter one stands in the longer one, of another publisher

An article is a document with its other versions, which follow each other by day. Of articles that are like each other
the first is the original: that of an agency which others of them credit, or else the one published first. A document is
a copy of the first that it is like, and of a further one that goes back to other originals: a round-up may copy two
stories. So verdicts never go in a circle, what is like an original, through others too, leads back to it, and which
verdicts there are depends on the documents alone, not on the order in which they came.

Two documents that a person judged apart are linked by no chain of copies and no chain of versions; two that a person
judged the same are copies whatever their words are. Where both was judged, they are apart.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.copies.entry import Entry

_LAST = "9999-12-31"
"""Counts as the day of what has none: it is no reason to be the original."""


class VerdictKind(StrEnum):
    """What a document is to another."""

    SAME_TEXT = "same text"
    NEW_VERSION = "new version"
    NEAR_COPY = "near-copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """That `document` is a copy or a new version of the document `of`; both are ids.

    `score` is the share of the shorter text that stands in the other, 0–1, and 1 where a person judged.
    """

    kind: VerdictKind
    of: str
    document: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPairs:
    """What people judged about pairs of documents: no copies, or copies of one another."""

    apart: frozenset[frozenset[str]] = frozenset()
    same: frozenset[frozenset[str]] = frozenset()

    @property
    def ties(self) -> Mapping[str, set[str]]:
        """The documents with which each was judged to be the same."""
        found: dict[str, set[str]] = defaultdict(set)
        for pair in self.same:
            for id_ in pair:
                found[id_] |= pair - {id_}
        return found


NOBODY = JudgedPairs()
"""Nobody judged anything."""
Near = Mapping[int, Mapping[int, float]]
"""The texts near each text, and how much of the shorter one they share."""


def decide(
    entries: Iterable[Entry], near: Near, containment: Callable[[int, int], float], judged: JudgedPairs = NOBODY
) -> frozenset[Verdict]:
    """Return the verdicts on these documents.

    They have to be all that have to do with each other, in any order; `near` is what is known of their texts, and
    `containment` tells it of two texts that are not near.
    """
    return frozenset(_Cluster(entries, near, judged).verdicts(containment))


class _Links:
    """Which document was found to be of which."""

    def __init__(self, judged: JudgedPairs) -> None:
        self._apart = JudgedPairs(same=judged.apart).ties
        self._of: dict[str, list[str]] = defaultdict(list)

    def add(self, document: str, of: str) -> None:
        """Put a document behind another."""
        self._of[document].append(of)

    def may_join(self, document: str, of: str) -> bool:
        """Tell whether nobody judged a document apart from another and from all that this one is behind."""
        apart = self._apart.get(document)
        if not apart:
            return True
        waiting, seen = [of], {of}
        while waiting:
            link = waiting.pop()
            if link in apart:
                return False
            fresh = [each for each in self._of.get(link, ()) if each not in seen]
            waiting += fresh
            seen.update(fresh)
        return True


class _Cluster:
    """Documents that have to do with each other."""

    def __init__(self, entries: Iterable[Entry], near: Near, judged: JudgedPairs) -> None:
        self._entries = {entry.id: entry for entry in sorted(entries, key=_age)}
        self._near = near
        self._ties = judged.ties
        self._texts_of: dict[bytes, list[int]] = defaultdict(list)
        self._printed: dict[int, list[Entry]] = defaultdict(list)
        for entry in self._entries.values():
            if entry.text not in self._printed:
                self._texts_of[entry.words].append(entry.text)
            self._printed[entry.text].append(entry)
        self._articles = self._joined()
        self._ranks = self._ranked()
        for printed in self._printed.values():
            printed.sort(key=self._place)
        self._versions, self._copies = _Links(judged), _Links(judged)
        self._roots: dict[str, set[str]] = defaultdict(set)

    def verdicts(self, containment: Callable[[int, int], float]) -> Iterator[Verdict]:
        """Yield the verdicts, on the documents of the first article first."""
        before: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(self._entries.values(), key=self._place):
            versions = before[self._articles[entry.id]]
            yield from self._version(entry, versions, containment)
            versions.append(entry)
            yield from self._copied(entry)

    def _version(
        self, entry: Entry, versions: Sequence[Entry], containment: Callable[[int, int], float]
    ) -> Iterator[Verdict]:
        """Yield of which earlier version of its article a document is the next."""
        for earlier in reversed(versions):
            same = entry.words == earlier.words
            links = self._copies if same else self._versions
            if not links.may_join(entry.id, earlier.id):
                continue
            links.add(entry.id, earlier.id)
            score = 1.0 if same else self._near.get(entry.text, {}).get(earlier.text)
            yield Verdict(
                kind=VerdictKind.SAME_TEXT if same else VerdictKind.NEW_VERSION,
                of=earlier.id,
                document=entry.id,
                score=containment(entry.text, earlier.text) if score is None else score,
            )
            return

    def _copied(self, entry: Entry) -> Iterator[Verdict]:
        """Yield of which documents of earlier articles a document is a copy."""
        article = self._articles[entry.id]
        behind: set[str] = set()
        for _, lacking, _, earlier in sorted(self._candidates(entry), key=lambda each: each[:3]):
            roots = self._roots.get(self._articles[earlier.id]) or {self._articles[earlier.id]}
            if roots <= behind:
                continue
            behind |= roots
            self._copies.add(entry.id, earlier.id)
            same = entry.words == earlier.words
            yield Verdict(
                kind=VerdictKind.SAME_TEXT if same else VerdictKind.NEAR_COPY,
                of=earlier.id,
                document=entry.id,
                score=1.0 - lacking,
            )
        self._roots[article] |= behind

    def _candidates(self, entry: Entry) -> Iterator[tuple["_Rank", float, "_Age", Entry]]:
        """Yield the documents of earlier articles that one may be a copy of: of each text the first, with its rank."""
        rank = self._ranks[self._articles[entry.id]]
        near = self._near.get(entry.text, {})
        for text in (entry.text, *self._like(entry.text)):
            same = self._printed[text][0].words == entry.words
            for other in self._printed[text]:
                its = self._ranks[self._articles[other.id]]
                if its >= rank:
                    break
                if (same or _across(entry, other)) and self._copies.may_join(entry.id, other.id):
                    yield its, 0.0 if same else 1.0 - near[text], _age(other), other
                    break
        for id_ in self._ties.get(entry.id, ()):
            tied = self._entries.get(id_)
            its = self._ranks[self._articles[id_]] if tied else rank
            if tied and its < rank and self._copies.may_join(entry.id, id_):
                yield its, 0.0, _age(tied), tied

    def _like(self, text: int) -> Iterator[int]:
        """Yield the texts near one, and the others of the same words."""
        near = self._near.get(text, {})
        yield from (other for other in near if other in self._printed)
        words = self._printed[text][0].words
        yield from (other for other in self._texts_of[words] if other != text and other not in near)

    def _joined(self) -> Mapping[str, str]:
        """Return which article each document is a version of: the id of one of its versions."""
        articles = _Articles()
        addressed: dict[str, str] = {}
        headed: dict[tuple[int, str, str], str] = {}
        for entry in self._entries.values():
            if entry.address is not None:
                articles.join(entry.id, addressed.setdefault(entry.address, entry.id))
            if entry.publisher is not None and entry.headline is not None:
                articles.join(entry.id, headed.setdefault((entry.text, entry.publisher, entry.headline), entry.id))
        for (text, publisher, headline), id_ in headed.items():
            for other in self._like(text):
                if (same := headed.get((other, publisher, headline))) is not None:
                    articles.join(id_, same)
        return {id_: articles.of(id_) for id_ in self._entries}

    def _ranked(self) -> Mapping[str, "_Rank"]:
        """Return what orders articles: those of credited agencies first, then by day, then by id."""
        credited = {
            text: {entry.credit for entry in printed if entry.credit not in (None, entry.publisher)}
            for text, printed in self._printed.items()
        }
        ranks: dict[str, _Rank] = {}
        for entry in self._entries.values():
            texts = (entry.text, *self._like(entry.text))
            tied = (self._entries[id_] for id_ in self._ties.get(entry.id, ()) if id_ in self._entries)
            agency = entry.publisher is not None and (
                any(entry.publisher in credited[text] for text in texts)
                or any(entry.publisher == other.credit for other in tied)
            )
            rank = (not agency, entry.published or _LAST, entry.id)
            article = self._articles[entry.id]
            ranks[article] = min(rank, ranks.get(article, rank))
        return ranks

    def _place(self, entry: Entry) -> tuple["_Rank", "_Age"]:
        return self._ranks[self._articles[entry.id]], _age(entry)


_Rank = tuple[bool, str, str]
_Age = tuple[str, bool, bool, str]


class _Articles:
    """Documents that are versions of one article, growing; an article is named by the smallest id of its versions."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def of(self, document: str) -> str:
        """Return the article of a document."""
        top = document
        while top in self._up:
            top = self._up[top]
        while document != top:  # the way is shorter the next time
            self._up[document], document = top, self._up[document]
        return top

    def join(self, one: str, other: str) -> None:
        """Make one article of those of two documents."""
        first, second = sorted((self.of(one), self.of(other)))
        if first != second:
            self._up[second] = first


def _age(entry: Entry) -> _Age:
    """Order versions: by the day of the last change, then an unchanged one, and one without a correction, first."""
    return entry.modified or entry.published or _LAST, entry.modified is not None, entry.corrected, entry.id


def _across(one: Entry, other: Entry) -> bool:
    return one.publisher is None or one.publisher != other.publisher
