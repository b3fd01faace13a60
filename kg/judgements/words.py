"""Judgements in words, as a person would say them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kg.judgements.judgement import STATUSES, Judgement, JudgementRecord, Party, Reversal, State, Subject
from kg.model import Decision, Reliability

RELIABILITIES: Mapping[Reliability, str] = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability cannot be judged",
}
"""The Admiralty code."""


def in_words(judgement: Judgement) -> str:
    """Return what was decided: “KCNA” and “K.C.N.A.” are one source."""
    about = f"“{judgement.about.name}”"
    other = f"“{judgement.other.name}”" if judgement.other else ""
    if judgement.decision is Decision.SAME:
        return f"{about} and {other} are one source"
    if judgement.decision is Decision.NOT_SAME:
        return f"{about} and {other} are not to be joined"
    if judgement.decision is Decision.SPLIT:
        scope = ((len(judgement.statements), "statement"), (len(judgement.documents), "article"))
        where = " and ".join(f"{n} {what}{'s' if n > 1 else ''}" for n, what in scope if n)
        return f"{about} is {other} in {where}"
    if judgement.decision is Decision.RENAME:
        return f"{about} is to be called “{judgement.name}”"
    if judgement.decision in STATUSES:
        called = "article" if judgement.subject is Subject.DOCUMENT else judgement.subject
        return f"the {called} {about} is {STATUSES[judgement.decision]}"
    if judgement.decision in (Decision.COPY, Decision.NOT_COPY):
        are = "are" if judgement.decision is Decision.COPY else "are not"
        return f"the articles {about} and {other} {are} copies of one text"
    if judgement.decision in (Decision.SAME_CLAIM, Decision.NOT_SAME_CLAIM):
        do = "express" if judgement.decision is Decision.SAME_CLAIM else "do not express"
        return f"the statements {about} and {other} {do} one claim"
    return f"{about} is rated {rating_in_words(judgement)}"


def rating_in_words(judgement: Judgement) -> str:
    """Return a rating: B (usually reliable)."""
    letter = judgement.reliability
    return f"{letter} ({RELIABILITIES[letter]})" if letter else ""


def state_in_words(record: JudgementRecord) -> str:
    """Return whether a judgement counts, and who took it back when and why if it was."""
    if record.reversal is None:
        return "stands" if record.state is State.STANDS else "overruled by a newer one"
    why = f": {record.reversal.why}" if record.reversal.why else ""
    return f"reversed by {record.reversal.by} on {moment_in_words(record.reversal.at)}{why}"


def deed_in_words(deed: Judgement | Reversal) -> str:
    """Return why, by whom and when: because …, Ada Berg on 2024-05-16 09:30 UTC."""
    why = f"{deed.why} — " if deed.why else ""
    return f"{why}{deed.by} on {moment_in_words(deed.at)}"


def moment_in_words(at: datetime) -> str:
    """Return a moment as people read it: 2024-05-16 09:30 UTC."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


def record_json(record: JudgementRecord) -> dict[str, Any]:
    """Return a judgement as plain values for JSON; `source` is null where it is about a document or a statement."""
    judgement = record.judgement
    return {
        "id": judgement.id,
        "decision": judgement.decision.value,
        "subject": judgement.subject.value,
        "about": _party(judgement.about),
        "source": _party(judgement.about) if judgement.subject is Subject.SOURCE else None,
        "other": _party(judgement.other),
        "name": judgement.name,
        "reliability": judgement.reliability.value if judgement.reliability else None,
        "statements": list(judgement.statements),
        "documents": list(judgement.documents),
        "words": in_words(judgement),
        **_deed(judgement),
        "state": record.state.value,
        "reversal": {"id": record.reversal.id, **_deed(record.reversal)} if record.reversal else None,
    }


def _deed(deed: Judgement | Reversal) -> dict[str, Any]:
    return {"by": deed.by, "at": deed.at.isoformat().replace("+00:00", "Z"), "why": deed.why}


def _party(party: Party | None) -> dict[str, str] | None:
    return {"id": party.id, "name": party.name} if party else None
