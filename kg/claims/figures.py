"""Numbers as texts write them, in digits and in words: "6,700", "1.3bn", "twenty-five", "two thirds", "dozens".

What is no number of anything is told apart here: dates, times, years, ordinals, names such as F-16.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from kg.claims.numerals import NEXT, Figure, and_a_half, scaled, scales, share, values
from kg.claims.spelled import in_words
from kg.claims.units import unit_lexicon

_DIGITS = re.compile(
    r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d+)?(?!\d)|\d{1,3}(?:['’]\d{3}){1,4}(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?![\d.,]*\d)|\d+(?:\.\d+)?",
    re.ASCII,
)
_NO_NUMBER_AFTER = re.compile(r"(?:st|nd|rd|th|s)\b|[:/]\d|[.,]\d|\s?[ap]\.?m\b|['’]s\b|-?[xX]\d|\u00b0 ?[NSEW]\b")
_GLUED_BEFORE = re.compile(r"[\w.,:/#@_\\]$|\w['’]$|\w[-‐-–—]$")
_MONTH_BEFORE = re.compile(r"([^\W\d_]+)\.? (?:the )?$")
_MONTH_BEHIND = re.compile(r" (?:of )?([^\W\d_]+)")
_OUT_OF = re.compile(r" (in|out of)(?: every)? ", re.IGNORECASE)
_YEARS = range(1500, 2100)
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_ARTICLES = ("a", "an")
_WHOLES = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000)))
_LARGEST = Decimal("1e15")
"""The largest number that is read: longer rows of digits are the number of something."""


@cache
def _starts() -> frozenset[str]:
    """Return the words with which a number may begin, but for the articles."""
    lexicon = unit_lexicon()
    return frozenset({*values(), *lexicon.vague, *lexicon.fractions, "tens"})


def places(text: str) -> Iterator[int]:
    """Yield the places at which a number may begin, in order."""
    starts = _starts()
    for match in _TOKEN.finditer(text):
        token = match[0].lower()
        if token in starts or token[0].isdecimal() or (token in _ARTICLES and _takes_article(text, match.end())):
            yield match.start()


def _takes_article(text: str, at: int) -> bool:
    """Tell whether an article before a place may begin a number: most articles don't, and are many."""
    following = NEXT.match(text, at)
    return following is not None and following[1].lower() in _counted_by_article()


@cache
def _counted_by_article() -> frozenset[str]:
    lexicon = unit_lexicon()
    return frozenset({"couple", "dozen", "half", *scales(), *lexicon.fractions, *lexicon.words})


def figure_at(text: str, start: int, *, paid: bool = False, inside: bool = False) -> Figure | None:
    """Return the number that begins at a place.

    `paid` is whether the sign of a currency stands before it, `inside` whether it goes on from another number.
    """
    found = _read(text, start, paid=paid, inside=inside)
    return _with_out_of(text, found) if found is not None else None


def _read(text: str, start: int, *, paid: bool = False, inside: bool = False) -> Figure | None:
    if text[start : start + 1].isdecimal():
        return _in_digits(text, start, paid=paid, inside=inside or paid)
    return in_words(text, start, inside=inside)


def _in_digits(text: str, start: int, *, paid: bool, inside: bool) -> Figure | None:
    match = _DIGITS.match(text, start)
    if match is None or (not inside and _GLUED_BEFORE.search(text[max(0, start - 2) : start])):
        return None
    end, written = match.end(), match[0]
    if _NO_NUMBER_AFTER.match(text, end) or _is_date(text, start, end):
        return None
    digits = re.sub(r"[,\s'’]", "", written)
    value = Decimal(digits)
    if value > _LARGEST:
        return None
    places_behind = len(digits.partition(".")[2])
    step = Decimal(1).scaleb(-places_behind)
    found = Figure(start=start, end=end, value=value, scale=Decimal(1), step=step)
    if (more := and_a_half(text, found)) is not found:
        return more
    if (larger := scaled(text, found, paid=paid)) is not found:
        return larger
    whole = len(written) == 4 and written.isdigit() and int(written) in _YEARS
    return replace(found, year=whole and not paid)


def _is_date(text: str, start: int, end: int) -> bool:
    """Tell whether digits are a day beside the name of a month."""
    if end - start > len("31") or not text[start:end].isdigit() or int(text[start:end]) > 31:
        return False
    months = unit_lexicon().months
    before = _MONTH_BEFORE.search(text[max(0, start - 16) : start])
    after = _MONTH_BEHIND.match(text, end)
    return any(found is not None and found[1][0].isupper() and found[1].lower() in months for found in (before, after))


def _with_out_of(text: str, found: Figure) -> Figure:
    """Return a number with the whole that it is a part of: "one in five", "7 out of 10"."""
    match = _OUT_OF.match(text, found.end)
    if match is None or found.share or found.vague or found.scale != 1:
        return found
    whole = _read(text, match.end()) if match.end() < len(text) and text[match.end()].isalnum() else None
    if whole is None or whole.share or whole.scale != 1 or whole.year or not found.value < whole.value:
        return found
    if whole.value not in _WHOLES and found.value != 1:
        return found
    if match[1].lower() == "in" and whole.worded and not found.worded:
        return found
    return share(found, found.value / whole.value, whole.end)
