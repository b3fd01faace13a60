"""How much of one text stands in another, and whether that makes it a copy.

The measure is containment: the share of the shorter text's shingles that the longer one has too, so that half an
article, or one with paragraphs added, counts as much as the whole. Half of the shorter is enough where it is a good
part of the longer one as well. What is small beside the longer one has to be there nearly whole, for a standing
paragraph on the background is half of a short report.

It is taken three times: over all shingles; without those in quotation marks, for two reporters may quote one speech at
length; and over those with numbers, for reports of the weather and the markets are the same words every day with other
numbers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.copies.shingles import FLAGS, LEAST, NUMBER, PERMUTATIONS, QUOTED, Hashes

NEAR = 0.5
"""The least share of the shorter text that makes a copy."""
PART, WHOLE = 0.3, 0.7
"""The least share of the longer text, or else of the shorter one."""
_OUTSIDE = 20
"""From how many shingles outside quotation marks on these have to be shared as well."""
_OTHER_NUMBERS = 30
"""How many shingles with numbers the longer text has to lack: six or so numbers, more than an update changes."""
_NUMBERS_AS_REST = 0.5
"""The least share of those with numbers, in proportion to that of the rest, that is no form filled in anew."""
_SLACK = 3.0
"""By how many standard deviations an estimate may fall short and still be looked at closely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How many shingles the shorter and the longer of two texts have, and how many of the shorter's are in both.

    `outside` are those that are not within quotation marks, `numbers` those with a number.
    """

    size: int
    longer: int
    shared: int
    outside: int
    outside_shared: int
    numbers: int
    numbers_shared: int

    @property
    def containment(self) -> float:
        """The share of the shorter text that stands in the longer one, 0–1."""
        return self.shared / self.size if self.size else 0.0

    @property
    def is_copy(self) -> bool:
        """Whether the one is a copy of the other, or both are copies."""
        if self.size < LEAST or self.shared < _needed(self.size, self.longer):
            return False
        if self.outside >= _OUTSIDE and self.outside_shared < NEAR * self.outside:
            return False
        return not self._is_form

    @property
    def _is_form(self) -> bool:
        """Whether both are one form with other numbers filled in."""
        words, shared = self.size - self.numbers, self.shared - self.numbers_shared
        if self.numbers - self.numbers_shared < _OTHER_NUMBERS or not words:
            return False
        return self.numbers_shared / self.numbers < _NUMBERS_AS_REST * shared / words


def overlap(one: Hashes, other: Hashes) -> Overlap:
    """Return how much the two share, of the shorter one; the order of the two doesn't matter."""
    shorter, longer = sorted((one, other), key=len)
    if len(one) == len(other):  # always the same one of two
        shorter, longer = sorted((one, other), key=lambda hashes: hashes.tobytes())
    if not len(longer):
        return Overlap(size=0, longer=0, shared=0, outside=0, outside_shared=0, numbers=0, numbers_shared=0)
    wanted, held = shorter >> FLAGS, longer >> FLAGS
    places = np.searchsorted(held, wanted)
    places[places == len(held)] = 0
    shared = held[places] == wanted
    outside, numbers = (shorter & QUOTED) == 0, (shorter & NUMBER) != 0
    return Overlap(
        size=len(shorter),
        longer=len(longer),
        shared=_count(shared),
        outside=_count(outside),
        outside_shared=_count(shared & outside),
        numbers=_count(numbers),
        numbers_shared=_count(shared & numbers),
    )


def may_be_copies(equal: NDArray[np.int64], sizes: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    """Tell which of several texts may be copies of one, by how many values of their signatures are equal to its.

    `sizes` are their numbers of shingles, `size` is its own. What is left out is no copy but once in some thousands.
    """
    jaccard = equal / PERMUTATIONS
    shorter, longer = np.minimum(sizes, size), np.maximum(sizes, size)
    needed = np.maximum(NEAR * shorter, np.minimum(PART * longer, WHOLE * shorter))
    least = needed / (sizes + size - needed)
    return np.asarray(jaccard + _SLACK * np.sqrt(least * (1 - least) / PERMUTATIONS) >= least, np.bool_)


def _needed(shorter: int, longer: int) -> float:
    return max(NEAR * shorter, min(PART * longer, WHOLE * shorter))


def _count(flags: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(flags))
