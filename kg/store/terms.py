"""What a statement has to be for a list to show it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypedDict

from kg.model import Act, Certainty, Polarity, Quotation, Status


class Order(StrEnum):
    """In which order statements are listed: the newest first, or those that the words fit best."""

    NEWEST = "newest"
    BEST = "best"


class TermWords(TypedDict, total=False):
    """The fields of `Terms`, for functions that take them one by one."""

    source: str | None
    about: str | None
    like: str | None
    headline: str | None
    through: str | None
    had_from: str | None
    publisher: str | None
    document: str | None
    act: Act | str | None
    polarity: Polarity | str | None
    certainty: Certainty | str | None
    quotation: Quotation | str | None
    named: bool | None
    status: Status | str | None
    since: date | None
    until: date | None
    confidence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a statement has to be for a list to show it; None means anything.

    `source`, `publisher` and `through` are an id, a name or an alias, letter case and a leading "the" aside; `through`
    is somebody on its way to the reader, before its source: a publisher, an agency, a medium, a person who relays it.
    `had_from` is whom somebody on its way had it from directly: `through`, where that is told, too; the network of
    relays counts such statements.

    Each word of `about` begins a word of the content, or of a name of the source or of one that the statement lies
    within, letter case and accents aside; "words in quotation marks" stand there in this order, OR, NOT (or a minus)
    and parentheses mean what they say. `headline` is the same for the headline of the document. Without letters or
    digits they are refused, unless they are empty, which asks for nothing.

    `like` asks for what means about the same as some words, in whatever words; `listed` are the numbers of the
    statements that do, the likest first, which whoever has the vectors finds.

    `status` is the statement's own or its document's. `since` and `until` are compared with the days of saying, or
    where these are unknown with the day of publishing. `confidence` is the least one, rounded down to a tenth.
    """

    source: str | None = None
    about: str | None = None
    like: str | None = None
    headline: str | None = None
    through: str | None = None
    had_from: str | None = None
    publisher: str | None = None
    document: str | None = None
    act: Act | str | None = None
    polarity: Polarity | str | None = None
    certainty: Certainty | str | None = None
    quotation: Quotation | str | None = None
    named: bool | None = None
    status: Status | str | None = None
    since: date | None = None
    until: date | None = None
    confidence: float | None = None
    listed: tuple[int, ...] = ()
