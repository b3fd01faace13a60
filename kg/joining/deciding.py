"""Whether two wordings are one claim: what is remembered of each while many pairs are decided."""

import re
from functools import cache, cached_property, lru_cache
from hashlib import sha256

from kg.claims.encoder import FOLDER, META, Encoder, encoder
from kg.claims.facts import Facts, prepare
from kg.claims.reader import Floats
from kg.claims.same import NEAR, WEIGHTS, Likeness, Polarity, compare, is_candidate
from kg.claims.stars import Tie
from kg.claims.wordings import Wording
from kg.ids import digest
from kg.settings import data_file

DISTANCE = 112
"""In how many of their signs two vectors whose cosine is `NEAR` differ at most, but for one or two in three hundred."""
_REMEMBERED, _GROUNDS = 20_000, 8_000
"""Of how many wordings the facts are remembered, and the grounds, of some 30 kB each."""
_RULES = 4
"""To be raised with every change of how two are decided that no model or list of words shows."""
_PRONOUNS = frozenset(
    ["i", "we", "he", "she", "they", "it", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my"]
)
_REPORTING = re.compile(r"\b(?:as saying|said|says|told|according to|quoted|reported)\b", re.IGNORECASE)
_SHIFTED = re.compile(r"\b(?:had|would)\b")
"""What speech becomes in a report of it."""
_SHORT, _LONG = 3, 40
"""Words that carry content, and words in all, between which a wording is clear."""


class Decider:
    """Decides pairs of wordings; what it says of a pair depends on that pair alone."""

    def __init__(self, *, threads: int = 1) -> None:
        """Decide by the models that ship, which are loaded when they are first needed."""
        self._threads = threads
        self.facts = lru_cache(_REMEMBERED)(_facts_of)
        self._ground = lru_cache(_GROUNDS)(self._read)

    @cached_property
    def _encoder(self) -> Encoder:
        return encoder() if self._threads == 1 else encoder(self._threads)

    @property
    def stamp(self) -> str:
        """What tells the models and the rules that decide from others."""
        return _stamp()

    def vectors(self, wordings: list[Wording]) -> Floats:
        """Return the vectors of wordings, [number, dimensions], each of length 1."""
        return self._encoder.encode([self.facts(each).affirmed for each in wordings])

    def unclear(self, wording: Wording) -> int:
        """Return how unclear a wording is by itself, 0 where it can stand for its claim.

        A claim is clearest where it is affirmed, in the tense of whoever said it, names whom it is about, and is
        neither a scrap nor a speech.
        """
        facts = self.facts(wording)
        words = wording.text.casefold().split()
        opens = bool(words) and words[0] in _PRONOUNS
        return (
            2 * facts.negative
            + 3 * bool(wording.speaker)
            + 2 * opens
            + 2 * bool(_REPORTING.search(wording.text))
            + bool(_SHIFTED.search(wording.text))
            + 2 * (len(facts.order) < _SHORT)
            + (len(words) > _LONG)
        )

    def tie(self, one: Wording, other: Wording, cosine: float) -> Tie | None:
        """Return how two wordings are tied, None where they are not one claim."""
        found = self.likeness(one, other, cosine)
        if found is None or not found.is_one_claim:
            return None
        return Tie(probability=round(found.probability, 3), opposite=found.polarity is Polarity.OPPOSITE)

    def likeness(self, one: Wording, other: Wording, cosine: float) -> Likeness | None:
        """Return how alike two wordings are, None where they speak of other people or are nothing like each other."""
        if other_speakers(one, other):
            return None
        first, second = sorted((one, other), key=lambda each: each.order)
        facts = self.facts(first), self.facts(second)
        if not is_candidate(cosine, compare(*facts, cosine)):
            return None
        return self._compared(first, second, cosine)

    def _compared(self, first: Wording, second: Wording, cosine: float) -> Likeness:
        reading = self._encoder.reader.read(*(self._ground(self.facts(each).as_read) for each in (first, second)))
        return compare(self.facts(first), self.facts(second), cosine, reading)

    def judged(self, one: Wording, other: Wording) -> bool:
        """Return whether two wordings that somebody judged to be one claim say the opposite of each other."""
        first, second = sorted((one, other), key=lambda each: each.order)
        return self._compared(first, second, 1.0).polarity is Polarity.OPPOSITE

    def are_apart(self, one: Wording, other: Wording) -> bool:
        """Tell whether two wordings, each said to be one with a third, have other numbers, names or days."""
        likeness = compare(self.facts(one), self.facts(other), 1.0)
        return other_speakers(one, other) or any(
            reason.startswith(("other numbers", "other names", "other days")) for reason in likeness.reasons
        )

    def _read(self, text: str) -> Floats:
        return self._encoder.ground([text])[0]


@cache
def _stamp() -> str:
    parts = [(FOLDER / META).read_bytes(), WEIGHTS.read_bytes(), data_file("claims.toml").read_bytes()]
    return digest(_RULES, NEAR, DISTANCE, *(sha256(part).hexdigest() for part in parts))


def _facts_of(wording: Wording) -> Facts:
    return prepare(wording.text, interval=wording.interval)


def other_speakers(one: Wording, other: Wording) -> bool:
    """Tell whether two wordings speak of an "I" or a "they" of different people."""
    return bool(one.speaker and other.speaker and one.speaker != other.speaker)
