"""Amounts in words and as plain values."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.model import Bound, Passage
from kg.views.json import metadata_json, notice_json, source_json
from kg.views.words import act_in_words

if TYPE_CHECKING:
    from kg.claims.amount import Amount
    from kg.graph.amounts import AmountRow

_SHOWN = 4
"""Digits of a value that was converted."""


def amount_in_words(amount: "Amount", said: Passage | None = None) -> str:
    """Return an amount with what makes it about right or a bound: "at least 20 people", "about 2 km".

    Where the passage that it stands in is given, it has the words of that: "as many as 12,000 containers", which is no
    "at most" to those who say it.
    """
    if leading := _leading(amount, said):
        return " ".join(f"{leading}{amount.words}".split())
    if amount.near and amount.bound is Bound.LEAST:  # "dozens of men" tells it itself
        return amount.words
    bound = "" if amount.bound is Bound.NONE else f"{amount.bound.value} "
    return f"{bound}{'about ' if amount.near else ''}{amount.words}"


def _leading(amount: "Amount", said: Passage | None) -> str:
    from kg.claims.amounts import leading

    for span, piece in zip(said.spans, said.pieces, strict=True) if said else ():
        if span.start <= amount.start < span.end:
            return leading(piece[: amount.start - span.start])
    return ""


def converted_in_words(row: "AmountRow") -> str:
    """Return the value of an amount in the unit that was asked for: "32.19", "5 to 7"; "" where none was."""
    if row.converted is None:
        return ""
    low, high = (f"{_short(end):,f}" for end in row.converted)
    return low if low == high else f"{low} to {high}"


def amount_json(amount: "Amount") -> dict[str, Any]:
    """Return an amount: its span in the document, its ends, its unit in QUDT or what is counted, and base values."""
    low, high = amount.base
    unit = amount.unit
    return {
        "span": [amount.start, amount.end],
        "text": amount.words,
        "low": number(amount.low),
        "high": number(amount.high),
        "unit": unit.iri if unit else None,
        "counted": amount.counted or None,
        "per": amount.per or None,
        "bound": None if amount.bound is Bound.NONE else amount.bound.value,
        "approximate": amount.near,
        "base": {"unit": unit.base, "low": number(low), "high": number(high)} if unit else None,
    }


def amount_row_json(row: "AmountRow") -> dict[str, Any]:
    """Return an amount with who said it, when, in what words, and where."""
    statement, metadata = row.record.statement, metadata_json(row.record.metadata)
    said = statement.said_on
    return {
        **amount_json(row.amount),
        "converted": None if row.converted is None else [number(end) for end in row.converted],
        "source": source_json(statement.source),
        "act": statement.act.value,
        "polarity": statement.polarity.value,
        "said_on": None
        if said is None
        else {
            "text": said.text,
            "start": said.start and said.start.isoformat(),
            "end": said.end and said.end.isoformat(),
        },
        "content": statement.content.text if statement.content else None,
        "publisher": metadata["publisher"],
        "published": metadata["published"],
        "chain": list(statement.chain),
        **notice_json(row.record.notice),
        "statement": statement.id,
        "document": statement.document,
    }


def number(value: Decimal) -> int | float:
    """Return a value as JSON has it."""
    return int(value) if value == value.to_integral_value() else float(value)


def who(row: "AmountRow") -> tuple[str, str]:
    """Return whose the statement is, an unnamed source in round brackets, and what it did."""
    source = row.record.statement.source
    return source.label, act_in_words(row.record.statement)


def _short(value: Decimal) -> Decimal:
    """Return a value with few digits, all of them where it is a large whole number."""
    places = min(0, value.adjusted() + 1 - _SHOWN)
    return round(value, -places).normalize() if places else Decimal(round(value))
