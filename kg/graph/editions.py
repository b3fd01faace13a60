"""Which articles are one text, and which statement of a copy is the original's printed again.

Copies, new versions and syndicated texts count once: the original speaks, and a copy hands on what its original says.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

import networkx as nx

from kg.claims.words import fold
from kg.graph.tellings import Copied, Hand, Telling, Way

_SCRAP = 3
"""Words from which on a content tells one sentence from others."""


class Editions:
    """The texts among the documents of some tellings."""

    def __init__(self, tellings: Iterable[Telling], copies: Iterable[Copied]) -> None:
        """Put the documents together that go back to one."""
        self._tellings = sorted(tellings, key=lambda telling: telling.id)
        self._of: dict[str, set[str]] = defaultdict(set)
        self._scores: dict[tuple[str, str], float] = {}
        for copied in sorted(copies):
            self._of[copied.document].add(copied.of)
            self._scores[copied.document, copied.of] = copied.score
        self._text = self._joined()
        self._depth = _depths(self._of)

    def text(self, document: str) -> str:
        """Return what the documents of one text have in common: the smallest id among them and their originals."""
        return self._text[document]

    def credits(self, tellings: Iterable[Telling]) -> Mapping[str, Hand]:
        """Return by texts the agency whose each is, as the first of these printings with a credit has it."""
        found: dict[str, Hand] = {}
        for telling in sorted(tellings, key=self._rank):
            if telling.credit is not None:
                hand = Hand(source=telling.credit, way=Way.CREDITED, statement=telling.outermost)
                found.setdefault(self._text[telling.statement.document], hand)
        return found

    def reprints(self) -> Mapping[str, Telling]:
        """Return of which telling of the original each telling of a copy is a reprint, by the copy's statement.

        It is one where an earlier document of the same text has a statement on the same side of the same named source,
        or with the same words for its source.
        """
        texts: dict[str, list[Telling]] = defaultdict(list)
        for telling in self._tellings:
            texts[self._text[telling.statement.document]].append(telling)
        found: dict[str, Telling] = {}
        for printed in texts.values():
            originals: list[Telling] = []
            for telling in sorted(printed, key=self._rank):
                same = [each for each in originals if _is_reprint(telling, each)]
                if same:
                    found[telling.id] = min(same, key=lambda each: _unlike(telling, each))
                else:
                    originals.append(telling)
        return found

    def echoes(self) -> Mapping[str, tuple[Telling, ...]]:
        """Return whom an unnamed source stands for, by its statement: "both countries" for "Moscow and Pyongyang".

        It does where another printing of the same text has the same content and cue with named sources, and this one
        has them with none.
        """
        named: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
        for telling in self._tellings:
            if telling.statement.source.named and (key := self._sentence(telling)):
                named[key].append(telling)
        found: dict[str, tuple[Telling, ...]] = {}
        for telling in self._tellings:
            if not telling.statement.source.named and (key := self._sentence(telling)):
                others = [] if any(_in_one_document(each, telling) for each in named[key]) else named[key]
                if others:
                    first = min(each.statement.document for each in others)
                    found[telling.id] = tuple(each for each in others if each.statement.document == first)
        return found

    def _sentence(self, telling: Telling) -> tuple[str, ...]:
        """Return what a statement has in common with the same sentence in another printing, () for a scrap."""
        statement = telling.statement
        if statement.content is None or statement.cue is None or len(statement.content.text.split()) < _SCRAP:
            return ()
        text = self._text[statement.document]
        return text, telling.polarity, fold(statement.content.text), fold(statement.cue.text)

    def score(self, document: str, of: str) -> float | None:
        """Return the share of the shorter text that stands in the other, where the two were compared."""
        return self._scores.get((document, of), self._scores.get((of, document)))

    def _joined(self) -> dict[str, str]:
        """Return the text of each document: the smallest id of the documents that go back to one."""
        up: dict[str, str] = {}

        def top(document: str) -> str:
            while (above := up.setdefault(document, document)) != document:
                up[document] = up.setdefault(above, above)
                document = above
            return document

        for document, originals in self._of.items():
            for of in originals:
                one, other = sorted((top(document), top(of)))
                up[other] = one
        return {document: top(document) for document in [*up, *(each.statement.document for each in self._tellings)]}

    def _rank(self, telling: Telling) -> tuple[int, str, str, str]:
        """Order printings of a text: what others go back to first, then by day and id."""
        published = telling.metadata.published
        document = telling.statement.document
        steps = self._depth.get(document, 0)
        return steps, published.isoformat() if published else "9999-12-31", document, telling.id


def _depths(of: Mapping[str, Set[str]]) -> dict[str, int]:
    """Return how many steps lie between each document and what it goes back to, the longest way.

    Should documents go back to each other, they count as one.
    """
    graph: nx.DiGraph[str] = nx.DiGraph((document, original) for document, those in of.items() for original in those)
    whole = nx.condensation(graph)
    found: dict[int, int] = {}
    for each in reversed(list(nx.topological_sort(whole))):
        found[each] = max((found[original] for original in whole.successors(each)), default=-1) + 1
    return {document: found[each] for each, data in whole.nodes(data=True) for document in data["members"]}


def _in_one_document(telling: Telling, other: Telling) -> bool:
    return telling.statement.document == other.statement.document


def _is_reprint(telling: Telling, original: Telling) -> bool:
    one, other = telling.statement, original.statement
    if one.document == other.document or telling.polarity != original.polarity:
        return False
    if one.source.named and one.source.id == other.source.id:
        return True
    words = _words(telling)
    return words == _words(original) and (bool(words) or not (one.source.named or other.source.named))


def _unlike(telling: Telling, original: Telling) -> tuple[bool, int]:
    return telling.statement.source.id != original.statement.source.id, abs(len(telling.around) - len(original.around))


def _words(telling: Telling) -> str:
    words = telling.statement.source_words
    return " ".join(fold(words.text).split()) if words else ""
