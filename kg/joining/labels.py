"""Which names of sources may stand in texts, from the search index: a few lookups, however many sources there are."""

import re
from collections.abc import Iterable, Iterator

from kg.model import UNNAMED
from kg.store.index.index import SearchIndex

_HEAD = re.compile(r"[^\W_]+")
_ASKED = 500


def labels_in_texts(index: SearchIndex, texts: Iterable[str]) -> dict[str, set[str]]:
    """Return the names, as the machine found them, that begin with a word of one of these texts, by source."""
    words = sorted({word for text in texts for word in _HEAD.findall(text)})
    labels: dict[str, set[str]] = {}
    for begin in range(0, len(words), _ASKED):
        for id_, label in index.labels_beginning(words[begin : begin + _ASKED]):
            if not id_.startswith(UNNAMED):
                labels.setdefault(id_, set()).add(label)
    return labels


def phrases(labels: Iterable[str]) -> Iterator[list[str]]:
    """Yield each name as the words that have to follow one upon the other where it stands."""
    for label in labels:
        if words := _HEAD.findall(label):
            yield words
