"""Statements in words, as a person would say them."""

import re
from collections.abc import Mapping
from typing import Any

from kg.model import Act, Certainty, Notice, Polarity, Record, Saying, Statement, Status

ACTS = {
    Act.ASSERT: "said",
    Act.DENY: "denied",
    Act.DECLINE: "did not say",
    Act.ASK: "asked",
    Act.DEMAND: "demanded",
    Act.PROMISE: "promised",
    Act.WARN: "warned",
    Act.BELIEVE: "believed",
    Act.SUSPECT: "suspected",
    Act.PLAN: "planned",
    Act.PREDICT: "predicted",
}
_SHOWS = re.compile(r"\b(?:show(?:s|ed|n|ing)?|depict(?:s|ed|ing)?)\b", re.IGNORECASE)
SURE = 0.8
"""The confidence from which a reading counts as sure."""
HEDGES = {Certainty.PROBABLE: "probably", Certainty.POSSIBLE: "possibly"}


def did(statement: Statement) -> str:
    """Return what the source did, in one word: "said", "denied", and "showed" of what shows and doesn't speak."""
    if statement.act is Act.ASSERT and statement.cue is not None and _SHOWS.search(statement.cue.text):
        return "showed"
    return ACTS[statement.act]


def doubtful(statement: Statement) -> bool:
    """Tell whether the machine is so unsure of its reading that readers have to know."""
    return statement.confidence < SURE


def act_in_words(statement: Statement) -> str:
    """Return what the source did: "said", "denied", "did not believe", "said, possibly"."""
    words = did(statement)
    if statement.polarity is Polarity.NEGATIVE and statement.act not in (Act.DENY, Act.DECLINE):
        words = f"{words}, negatively"
    hedge = HEDGES.get(statement.certainty)
    return f"{words}, {hedge}" if hedge and statement.act is Act.ASSERT else words


def status_in_words(notice: Notice) -> str:
    """Return what became of a statement, so that nobody overlooks it: "RETRACTED", "ARTICLE CORRECTED"."""
    status = notice.status.value.upper()
    return f"ARTICLE {status}" if notice.of_document else status


def notice_in_words(notice: Notice) -> str:
    """Return the same with the reason: "RETRACTED: she never said it", "ARTICLE CORRECTED by its publisher: …"."""
    by = "" if notice.judgement is not None else " by its publisher"
    return f"{status_in_words(notice)}{by}: {notice.why}"


def noticed_in_words(noticed: Mapping[str, Any]) -> str:
    """Return the plain values of a notice and how many statements have it: "2 statements RETRACTED: …"."""
    notice = Notice(
        status=Status(noticed["status"]),
        why=noticed["status_reason"],
        judgement=noticed["status_judgement"],
        of_document=noticed["status_of"] == "document",
    )
    count = noticed["statements"]
    return f"{count:,} statement{'' if count == 1 else 's'}: {notice_in_words(notice)}"


def chain_in_words(statement: Statement) -> str:
    """Return the chain from the publisher inward: "The Daily ← KCNA ← Kim Jong-un"."""
    return " ← ".join(statement.shown_chain)


def day_in_words(record: Record) -> str:
    """Return the day of saying, or else of publishing: "2024-05-12", "pub. 2024-05-15"."""
    said = record.statement.said_on
    if said is not None and (said.start or said.end):
        return interval_in_words(said)
    published = record.metadata.published
    return f"pub. {published.isoformat()}" if published else "unknown"


def interval_in_words(saying: Saying) -> str:
    """Return the days that a time expression means: one, from to, or up to."""
    start, end = saying.start, saying.end
    if start == end and start:
        return start.isoformat()
    if start is None and end:
        return f"up to {end.isoformat()}"
    if start and end:
        return f"{start.isoformat()} to {end.isoformat()}"
    return f"from {start.isoformat()}" if start else saying.text
