"""Whether a literal's words are of its datatype, by XML Schema: for the datatypes that the shapes name."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from pyoxigraph import Literal

from kg.rdf import vocabulary as v

_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", re.ASCII)
_INTEGER = re.compile(r"[+-]?[0-9]+", re.ASCII)
_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_DATE = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_ZONE}", re.ASCII)
_DATE_TIME = re.compile(
    rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}})(?:\.[0-9]+)?{_ZONE}", re.ASCII
)


def is_well_formed(literal: Literal) -> bool:
    """Tell whether a literal's words are of its datatype; those of a datatype that isn't known here are.

    Years have four digits, as in all dates that this program writes.
    """
    check = _CHECKS.get(literal.datatype.value)
    return check is None or check(literal.value)


def number(literal: Literal) -> Decimal | None:
    """Return the number that a literal of xsd:decimal or xsd:integer is, or None for any other."""
    if literal.datatype in (v.DECIMAL, v.INTEGER) and is_well_formed(literal):
        return Decimal(literal.value)
    return None


def _is_date(words: str) -> bool:
    found = _DATE.fullmatch(words)
    return found is not None and _exists(lambda: date.fromisoformat(found[1]))


def _is_date_time(words: str) -> bool:
    found = _DATE_TIME.fullmatch(words)
    return found is not None and _exists(lambda: datetime.fromisoformat(found[1]))


def _is_json(words: str) -> bool:
    return _exists(lambda: json.loads(words))


def _exists(read: Callable[[], object]) -> bool:
    try:
        read()
    except (ValueError, RecursionError):
        return False
    return True


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    v.DECIMAL.value: lambda words: _DECIMAL.fullmatch(words) is not None,
    v.INTEGER.value: lambda words: _INTEGER.fullmatch(words) is not None,
    v.BOOLEAN.value: lambda words: words in ("true", "false", "1", "0"),
    v.DATE.value: _is_date,
    v.DATE_TIME.value: _is_date_time,
    v.JSON.value: _is_json,
}
