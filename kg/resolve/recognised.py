"""The names that the model recognises in a text, to be asked what stands where."""

from bisect import bisect_right
from collections.abc import Sequence

from kg.extract.base import NameClass, Named
from kg.model import Kind

LEAST = 0.6
"""Probability below which the model's word on a name counts nothing."""
_KINDS = {NameClass.PERSON: Kind.PERSON, NameClass.ORGANIZATION: Kind.ORGANIZATION}


class Recognised:
    """Names by their places; there are none where no model has read the text."""

    def __init__(self, names: Sequence[Named] = ()) -> None:
        self._names = [name for name in names if name.probability >= LEAST]
        self._starts = [name.span.start for name in self._names]

    def kind(self, start: int, end: int) -> Kind | None:
        """Return what the name that ends a stretch of characters names, None where none is recognised.

        A place, a people or a work is `UNKNOWN`: it is known to be neither a person nor an organisation.
        """
        name = self._at(end)
        return _KINDS.get(name.kind, Kind.UNKNOWN) if name is not None and name.span.end > start else None

    def person_at_end(self, start: int, end: int) -> int | None:
        """Return where the person's name begins that ends a stretch of characters, None where none does."""
        name = self._at(end)
        ends_here = name is not None and name.kind is NameClass.PERSON and name.span.end == end
        return name.span.start if name is not None and ends_here and name.span.start > start else None

    def _at(self, end: int) -> Named | None:
        index = bisect_right(self._starts, end - 1) - 1
        return self._names[index] if index >= 0 and self._names[index].span.end >= end else None
