"""When something was said, as far as it is known: days, what they rest on, and how many lie between two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.model import DateBasis, Metadata, Statement


class Basis(StrEnum):
    """What the days of a moment tell."""

    SAID = "said"
    PUBLISHED = "published"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The first and the last day on which it can have been; None where that is not known.

    `published_basis` tells where a day of publishing comes from.
    """

    start: date | None
    end: date | None
    basis: Basis
    published_basis: DateBasis = DateBasis.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """Days between two moments, at least and at most; None where a day is not known."""

    least: int | None
    most: int | None


UNKNOWN = Moment(start=None, end=None, basis=Basis.UNKNOWN)


def moment_of(statements: Sequence[Statement], metadata: Metadata) -> Moment:
    """Return when the first of these statements was made, each of which lies in the next.

    It is the days that its article tells; or else, as the last day, that of a statement around it, which can't have
    been earlier; or else the day of publishing. What has no end was said on the day of publishing at the latest.
    """
    published = metadata.published
    for position, statement in enumerate(statements):
        said = statement.said_on
        if said is not None and (said.end or (said.start and not position)):
            return Moment(
                start=None if position else said.start,
                end=said.end or published,
                basis=Basis.SAID,
                published_basis=metadata.published_basis,
            )
    if published is None:
        return UNKNOWN
    return Moment(start=published, end=published, basis=Basis.PUBLISHED, published_basis=metadata.published_basis)


def lag(first: Moment, other: Moment) -> Lag:
    """Return how many days after the first moment the other was."""
    least = (other.start - first.end).days if other.start and first.end else None
    most = (other.end - first.start).days if other.end and first.start else None
    return Lag(least=least if least is None else max(least, 0), most=most if most is None else max(most, 0))


def may_be_first(moment: Moment, soonest: date) -> bool:
    """Tell whether what has a last day can have been on or before a day."""
    return moment.end is not None and (moment.start is None or moment.start <= soonest)
