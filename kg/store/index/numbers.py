"""The numbers by which an index lists statements: in order of day, of document, and of place.

    18 bits   days before the last day that can be told: the newest first, those without a day last
    25 bits   the slot of the document, from a hash of its id
    20 bits   the place of the statement among those of its document

A list in the order of its numbers needs no sorting, wherever it begins: not even the words that a million statements
have.
"""

from datetime import date
from hashlib import blake2b

from kg.errors import RdfError

SLOTS = 1 << 25
_PLACES = 1 << 20
_FIRST, _LAST = date(1500, 1, 1).toordinal(), date(2217, 9, 1).toordinal()
DAY_BITS, DAY_SHIFT = 18, 45
_NO_DAY = (1 << DAY_BITS) - 1


def number(day: int | None, slot: int, place: int) -> int:
    """Return the number of a statement; `day` is the ordinal of the day that it is listed by.

    Days up to the first of 1500 and from 1 September 2217 on are listed as these. Raises RdfError for more statements
    than a document can have.
    """
    if place >= _PLACES:
        raise RdfError(f"a document with more than {_PLACES} statements can't be kept")
    back = _NO_DAY if day is None else _LAST - min(max(day, _FIRST), _LAST)
    return (back << DAY_SHIFT) | (slot << 20) | place


def day_of(number: int) -> int | None:
    """Return the ordinal of the day that a statement with this number is listed by; None where none can be told."""
    back = number >> DAY_SHIFT
    return _LAST - back if 0 < back < _LAST - _FIRST else None


def slot_of(document: str) -> int:
    """Return the slot that a document has, unless another has taken it."""
    return int.from_bytes(blake2b(document.encode(errors="surrogatepass"), digest_size=4).digest()) % SLOTS
