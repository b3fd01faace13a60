"""Statements in words that a reader of newspapers knows; nothing here knows HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal
from urllib.parse import urlsplit

from kg.extract.text import OPENING
from kg.model import (
    Certainty,
    DateBasis,
    Kind,
    Metadata,
    Notice,
    Passage,
    Quotation,
    Reason,
    Resolution,
    Saying,
    Source,
    Statement,
    Status,
)
from kg.views.days import day, interval
from kg.views.words import act_in_words

CERTAINTIES = {
    Certainty.CERTAIN: "put as certain",
    Certainty.PROBABLE: "put as probable",
    Certainty.POSSIBLE: "put as possible",
    Certainty.UNKNOWN: "certainty not stated",
}
QUOTATIONS = {
    Quotation.DIRECT: "in the source’s own words",
    Quotation.INDIRECT: "in the article’s words",
    Quotation.MIXED: "partly in the source’s own words",
}
KINDS = {
    Kind.PERSON: "person",
    Kind.ORGANIZATION: "organization",
    Kind.GROUP: "group of people",
    Kind.MEDIA: "news medium",
    Kind.COUNTRY: "country",
    Kind.DOCUMENT: "document",
    Kind.UNKNOWN: "kind not known",
}
REASONS = {
    Reason.FULL_NAME: "named in full",
    Reason.AUTHORITY: "a name that the authority file knows",
    Reason.SHORT_NAME: "short for a name in the article",
    Reason.ROLE: "called so in the article",
    Reason.DESCRIPTION: "described by whom it belongs to",
    Reason.PRONOUN: "whom the pronoun means, by who was named or spoke before",
    Reason.CONTEXT: "the machine’s choice among the names before",
    Reason.SPEAKER: "who is speaking around it",
    Reason.UNRESOLVED: "the article doesn’t name the source",
}
STATUSES = {
    Status.STANDING: "stands",
    Status.CORRECTED: "was corrected",
    Status.RETRACTED: "was retracted",
}
BASES = {
    DateBasis.GIVEN: "date given when the article was added",
    DateBasis.METADATA: "date from the page’s metadata",
    DateBasis.PAGE: "date printed on the page, which may be the day it was rendered",
    DateBasis.NONE: "date of unknown origin",
}


def resolution(found: Resolution) -> str:
    """Return why a source is who it is, how surely, and who else it might be."""
    others = f"; perhaps {' or '.join(found.candidates)}" if found.candidates else ""
    return f"{REASONS[found.reason]}, {found.confidence:.2f}{others}"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days to show with a statement, and whether they tell when it was said or when it was printed."""

    basis: Literal["said", "published", "unknown"]
    text: str
    note: str = ""


def when(statement: Statement, metadata: Metadata) -> When:
    """Return the day of saying where the article tells it, or else the day of publishing."""
    said = statement.said_on
    if said and (said.start or said.end):
        return When(basis="said", text=interval(said.start, said.end), note=_said_note(said))
    if metadata.published:
        return When(basis="published", text=day(metadata.published), note=BASES[metadata.published_basis])
    return When(basis="unknown", text="day not known", note=_said_note(said) if said else "")


def _said_note(said: Saying) -> str:
    return f"the article says “{said.text}”"


def status(notice: Notice) -> str:
    """Return what became of a statement or of an article, and by whose word."""
    by = "" if notice.judgement is not None else " by its publisher"
    return f"Article {notice.status.value}{by}" if notice.of_document else f"{notice.status.value.title()}{by}"


def called(source: Source) -> str:
    """Return what to call a source."""
    return "somebody unnamed" if source.name == "unnamed" and not source.named else source.shown


def links(chain: Sequence[str]) -> list[str]:
    """Return the names of a chain as they are shown, the nameless ones told as such, one that follows itself once."""
    once = [name for name, _ in groupby(chain)]
    shown = ["somebody unnamed" if name == "unnamed" else name for name in once]
    return [*shown[:-1], f"{shown[-1]} itself"] if list(chain[-2:]) == [once[-1]] * 2 else shown


def place(passage: Passage) -> str:
    """Return where words stand in their article's text: "characters 612–688"."""
    spans = [f"{span.start:,}–{span.end:,}" for span in passage.spans]
    return f"characters {' and '.join(spans)}"


def citation(statement: Statement, metadata: Metadata) -> str:
    """Return the words of a statement with who said them, where and when it was published, and their place."""
    if statement.content is None:
        return ""
    words = " ".join(statement.content.text.split())
    quoted = words if words[0] in OPENING else f"“{words}”"
    shown = (
        f"{called(statement.source)} {act_in_words(statement)}: {quoted}",
        f"“{metadata.title}”" if metadata.title else "",
        metadata.publisher or "",
        day(metadata.published) if metadata.published else "",
        metadata.url or "",
        place(statement.content),
    )
    return ", ".join(part for part in shown if part)


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun: "1 article", "1,204 articles"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def web_address(url: str | None) -> str | None:
    """Return the URL if a browser may follow it: http or https with a host; anything else is None."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and host else None
