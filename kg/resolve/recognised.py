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
        self._unsure = [name for name in names if name.probability < LEAST]
        self._names = [name for name in names if name.probability >= LEAST]
        self._starts = [name.span.start for name in self._names]

    @property
    def any(self) -> bool:
        """Whether a model has read the text and found names in it."""
        return bool(self._names)

    def touches(self, start: int, end: int) -> bool:
        """Tell whether a recognised name shares characters with a stretch."""
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and self._names[index].span.end > start

    def passes_over(self, start: int, end: int) -> bool:
        """Tell whether a model has read the text and sees no name in a stretch.

        Where it is sure of none anywhere, it must not even think of one there.
        """
        if self._names:
            return not self.touches(start, end)
        return bool(self._unsure) and not any(name.span.start < end and start < name.span.end for name in self._unsure)

    def begins(self, start: int) -> bool:
        """Tell whether a recognised name begins here."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and self._starts[index] == start

    def organization_over(self, start: int, end: int) -> bool:
        """Tell whether a recognised organisation's name begins in or behind `start`'s word and goes on beyond `end`."""
        index = bisect_right(self._starts, end - 1) - 1
        name = self._names[index] if index >= 0 else None
        return (
            name is not None
            and name.kind is NameClass.ORGANIZATION
            and start <= name.span.start
            and name.span.end > end
        )

    def kind(self, start: int, end: int) -> Kind | None:
        """Return what the name that ends a stretch of characters names, None where none is recognised.

        A place, a people or a work is `UNKNOWN`: it is known to be neither a person nor an organisation.
        """
        name = self._at(end)
        return _KINDS.get(name.kind, Kind.UNKNOWN) if name is not None and name.span.end > start else None

    def is_group(self, start: int, end: int) -> bool:
        """Tell whether the name that ends a stretch of characters is that of people: Mexicans, Republicans."""
        name = self._at(end)
        return name is not None and name.kind is NameClass.GROUP and name.span.end > start

    def is_place(self, start: int, end: int) -> bool:
        """Tell whether the name that ends a stretch of characters is that of a place."""
        name = self._at(end)
        return name is not None and name.kind is NameClass.PLACE and name.span.end > start

    def person_at_end(self, start: int, end: int) -> int | None:
        """Return where the person's name begins that ends a stretch of characters, None where none does."""
        name = self._at(end)
        ends_here = name is not None and name.kind is NameClass.PERSON and name.span.end == end
        return name.span.start if name is not None and ends_here and name.span.start > start else None

    def _at(self, end: int) -> Named | None:
        index = bisect_right(self._starts, end - 1) - 1
        return self._names[index] if index >= 0 and self._names[index].span.end >= end else None
