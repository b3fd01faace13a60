"""Pairs as they are among many articles: statements of different groups that lie near each other by their vectors.

Whoever writes pairs writes such as look alike. Among thousands of contents most that lie near each other have a name or
a subject in common and nothing else, and many are scraps: "about the harbour’s debts", "what the minister may do".
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random

from kg.claims import signatures
from kg.claims.encoder import Encoder
from kg.claims.facts import prepare
from kg.claims.same import NEAR
from kg.joining.deciding import DISTANCE
from sentences.groups import Group, Label, Labelled

_BESIDE = 8
"""Groups that stand so near each other in a file can be of one story, and share statements; others do in rare cases."""
_WORDS = (2, 8)
"""How many words a scrap has."""
_WORD = re.compile(r"\w{4,}")


def neighbours(groups: Sequence[Group], random: Random, *, threads: int = 1) -> list[tuple[str, str]]:
    """Return all pairs of statements of different groups whose vectors lie near each other, shuffled."""
    texts, numbers = [], []
    of: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for text in dict.fromkeys(group.texts):
            texts.append(text)
            numbers.append(number)
            of[text].add(number)
    one = {frozenset(pair) for those in of.values() for pair in combinations(those, 2)}
    vectors = signatures.small(Encoder(threads=threads).encode([prepare(text).affirmed for text in texts]))
    held = signatures.Signatures()
    signs = signatures.signs(vectors)
    held.put(0, signs)
    pairs = []
    for at, near in enumerate(held.all_near(signs, DISTANCE, below=range(len(texts)), threads=threads)):
        cosines = signatures.cosines(vectors[at], vectors[near])
        pairs += [
            (texts[at], texts[other])
            for other in near[cosines >= NEAR].tolist()
            if numbers[at] - numbers[other] > _BESIDE and frozenset((numbers[at], numbers[other])) not in one
        ]
    random.shuffle(pairs)
    return pairs


def apart(pairs: Sequence[tuple[str, str]], count: int, random: Random) -> Iterator[Labelled]:
    """Yield so many of such pairs as they are, and as many of which one or both are cut to a scrap.

    Some scraps stand beside themselves, with another word in front.
    """
    for a, b in random.sample(pairs, min(count, len(pairs))):
        yield Labelled(a, b, Label.DIFFERENT)
    for a, b in random.sample(pairs, min(count, len(pairs))):
        shared = {*map(str.casefold, _WORD.findall(a))} & {*map(str.casefold, _WORD.findall(b))}
        one, other = scrap(a, shared, random), scrap(b, shared, random)
        if random.random() < _WHOLE:
            one = a
        if one.casefold() != other.casefold():
            yield Labelled(one, other, Label.DIFFERENT)
        if random.random() < _ALIKE:
            yield Labelled(other, random.choice(_LEADS) + other, Label.SAME)


_WHOLE, _ALIKE = 0.3, 0.15
"""How often one of two stays whole, and how often a scrap is set beside itself."""
_LEADS = ("of ", "about ", "that ", "“", "the ", "on ")


def scrap(text: str, wanted: set[str], random: Random) -> str:
    """Return some words in a row of a text, with one of the wanted where it has any."""
    words = text.split()
    length = random.randint(*_WORDS)
    places = [at for at, word in enumerate(words) if wanted.intersection(map(str.casefold, _WORD.findall(word)))]
    middle = random.choice(places) if places else random.randrange(len(words))
    begin = max(0, min(middle - random.randrange(length), len(words) - length))
    return " ".join(words[begin : begin + length]).rstrip(".,;:")
