"""The MinHashes of many texts side by side, to tell which of them may be copies before anybody looks closely."""

from collections.abc import Iterable, Sequence

import numpy as np

from kg.copies.overlap import may_be_copies
from kg.copies.shingles import PERMUTATIONS, Signature, signature_of


class Signatures:
    """The signatures of texts and how many shingles each has, for many comparisons at once."""

    def __init__(self, size: int, rows: Iterable[tuple[int, int, bytes]]) -> None:
        """Take rows of number, size and signature, in the order of numbers."""
        self._numbers, self._sizes = np.empty(size, np.int64), np.empty(size, np.int64)
        self._values = np.empty((size, PERMUTATIONS), np.uint32)
        for place, (number, held, signature) in enumerate(rows):
            self._numbers[place], self._sizes[place] = number, held
            self._values[place] = signature_of(signature)

    def likely(self, texts: Sequence[int], signature: Signature, size: int) -> list[int]:
        """Return those of these texts that may be copies of one with this signature and so many shingles."""
        numbers = np.array(texts, np.int64)
        places = np.searchsorted(self._numbers, numbers)
        equal = np.count_nonzero(self._values[places] == signature, axis=1)
        return [int(number) for number in numbers[may_be_copies(equal, self._sizes[places], size)]]
