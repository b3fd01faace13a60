"""Numbers as texts write them, in digits and in words: "6,700", "1.3bn", "twenty-five", "two thirds", "dozens".

What is no number of anything is told apart here: dates, times, years, ordinals, names such as F-16 and Article 5.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg.claims.lexicon import claim_lexicon
from kg.claims.units import UnitLexicon, unit_lexicon

_DIGITS = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,]*\d)|\d+(?:\.\d+)?", re.ASCII
)
_NO_NUMBER_AFTER = re.compile(r"(?:st|nd|rd|th|s)\b|[:/]\d|[.,]\d|\s?[ap]\.?m\b|['’]s\b|-?[xX]\d|\u00b0 ?[NSEW]\b")
_GLUED_BEFORE = re.compile(r"[\w.,:/#@_\\]$|\w['’]$|\w[-‐-–—]$")
_YEARS = range(1500, 2100)
_WORD = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r"[\s-]([^\W\d_]+)")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_ARTICLES = ("a", "an")
_OF_A_KIND = re.compile(r"\b(?:the|an?|this|that|h(?:is|er)|their|its|our|my|your) [^\W\d_]+ $", re.IGNORECASE)
_ORDINAL = re.compile(r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)s?\b", re.IGNORECASE)
_GAP = re.compile(r"(?:\s|-)")
_LETTERS = {"k": 3, "mn": 6, "mln": 6, "bn": 9, "tn": 12, "trn": 12}
_HUNDRED, _THOUSAND, _MILLION = Decimal(100), Decimal(1000), Decimal(1_000_000)
_PEOPLE = frozenset(["people", "men", "women", "children"])
_LENGTHWISE = frozenset(
    ["wide", "high", "tall", "long", "deep", "thick", "away", "above", "below", "from", "apart", "underground"]
)
"""Words behind "m" that make metres of it."""
_WHOLES = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000)))
_PLACES = Decimal("1e-12")
_LARGEST = Decimal("1e15")
"""The largest number that is read: longer rows of digits are the number of something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number at `[start, end)` of a text.

    `scale` is the power by which its last word multiplies it, `step` the value of its last digit: 0.1 million for
    "2.4 million". A `share` is counted in hundredths; a `vague` one, as "dozens", is the least that it may be.
    """

    start: int
    end: int
    value: Decimal
    scale: Decimal
    step: Decimal
    share: bool = False
    vague: bool = False
    near: bool = False
    year: bool = False
    worded: bool = False


@cache
def _starts() -> frozenset[str]:
    """Return the words with which a number may begin, but for the articles."""
    lexicon = unit_lexicon()
    return frozenset({*_values(), *lexicon.vague, *lexicon.fractions, "tens"})


@cache
def _values() -> dict[str, Decimal]:
    """Return the words that are numbers below a hundred, and "dozen"."""
    known = {word: Decimal(int(value)) for word, value in claim_lexicon().numbers.items()}
    return {**known, **unit_lexicon().numbers}


@cache
def _scales() -> dict[str, Decimal]:
    """Return the words that multiply."""
    scales = claim_lexicon().scales
    known = {word: Decimal(int(scales[word])) for word in scales if len(word) > 2 and not word.startswith("decade")}
    return {**known, **unit_lexicon().scales}


def places(text: str) -> Iterator[int]:
    """Yield the places at which a number may begin, in order."""
    starts = _starts()
    for match in _TOKEN.finditer(text):
        token = match[0].lower()
        if token in starts or token[0].isdecimal() or (token in _ARTICLES and _takes_article(text, match.end())):
            yield match.start()


def _takes_article(text: str, at: int) -> bool:
    """Tell whether an article before a place may begin a number: most articles don't, and are many."""
    following = _NEXT.match(text, at)
    return following is not None and following[1].lower() in _counted_by_article()


@cache
def _counted_by_article() -> frozenset[str]:
    lexicon = unit_lexicon()
    return frozenset({"couple", "dozen", "half", *_scales(), *lexicon.fractions, *lexicon.words})


def figure_at(text: str, start: int, *, paid: bool = False, inside: bool = False) -> Figure | None:
    """Return the number that begins at a place.

    `paid` is whether the sign of a currency stands before it, `inside` whether it goes on from another number.
    """
    if text[start : start + 1].isdecimal():
        return _in_digits(text, start, paid=paid, inside=inside or paid)
    return _in_words(text, start, inside=inside)


def _in_digits(text: str, start: int, *, paid: bool, inside: bool) -> Figure | None:
    match = _DIGITS.match(text, start)
    if match is None or (not inside and _GLUED_BEFORE.search(text[max(0, start - 2) : start])):
        return None
    end, written = match.end(), match[0]
    if _NO_NUMBER_AFTER.match(text, end) or _is_date(text, start, end):
        return None
    digits = re.sub(r"[,\s]", "", written)
    value = Decimal(digits)
    if value > _LARGEST:
        return None
    places_behind = len(digits.partition(".")[2])
    step = Decimal(1).scaleb(-places_behind)
    found = Figure(start=start, end=end, value=value, scale=Decimal(1), step=step)
    if (more := _and_a_half(text, found)) is not found:
        return more
    if (scaled := _scaled(text, found, paid=paid)) is not found:
        return _with_out_of(text, scaled)
    whole = len(written) == 4 and written.isdigit() and int(written) in _YEARS
    return _with_out_of(text, replace(found, year=whole and not paid))


def _scaled(text: str, found: Figure, *, paid: bool) -> Figure:
    """Return a number with the scale that follows it: "million", "bn", "m"."""
    if following := re.compile(r"[\s-]?([^\W\d_]+)").match(text, found.end):
        word = following[1].lower()
        glued = following.start(1) == found.end
        power = _scales().get(word)
        if power is None and word in _LETTERS and (glued or word != "k"):
            power = Decimal(1).scaleb(_LETTERS[word])
        if (
            power is None
            and following[1] in ("m", "M", "b", "B")
            and _is_large(text, found, following.end(), paid=paid)
        ):
            power = Decimal(1).scaleb(6 if word == "m" else 9)
        if power is not None:
            end = following.end()
            more = _scale_word(text, end)
            if more is not None:  # "two hundred million", "5 thousand million"
                power, end = power * more[0], more[1]
            return replace(found, end=end, value=found.value * power, scale=power, step=found.step * power)
    return found


def _is_large(text: str, found: Figure, end: int, *, paid: bool) -> bool:
    """Tell whether the "m" or "b" before `end` is a million or a billion, and no metre."""
    if paid:
        return True
    if text[end - 1] in "bBM":
        return False
    following = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if following is None or following[0].lower() in _LENGTHWISE:
        return False
    word = following[0].lower()
    return word in _PEOPLE or (word.endswith("s") and word not in unit_lexicon().singular)


def _scale_word(text: str, at: int) -> tuple[Decimal, int] | None:
    following = _NEXT.match(text, at)
    power = _scales().get(following[1].lower()) if following else None
    return (power, following.end()) if following and power is not None else None


def _is_date(text: str, start: int, end: int) -> bool:
    """Tell whether digits are a day beside the name of a month."""
    if end - start > len("31") or not text[start:end].isdigit() or int(text[start:end]) > 31:
        return False
    months = unit_lexicon().months
    before = re.search(r"([^\W\d_]+)\.? (?:the )?$", text[max(0, start - 16) : start])
    after = re.compile(r" (?:of )?([^\W\d_]+)").match(text, end)
    return any(found is not None and found[1][0].isupper() and found[1].lower() in months for found in (before, after))


def _in_words(text: str, start: int, *, inside: bool) -> Figure | None:
    first = _WORD.match(text, start)
    if first is None or (start and not inside and (text[start - 1].isalnum() or text[start - 1] in "-‐-'’")):
        return None
    word = first[0].lower()
    lexicon = unit_lexicon()
    if word in lexicon.vague or word == "tens":
        return _vague(text, first, lexicon)
    if word == "half":
        return _half(text, first)
    if word in ("a", "an"):
        return _with_article(text, first)
    if word in lexicon.fractions or word not in _values():
        return None
    found = _spelled(text, start)
    found = _with_fraction(text, found) if found is not None else None
    if found is None or (word == "one" and found.end == first.end() and not _counts_one(text, first)):
        return None
    return _with_out_of(text, found)


def _spelled(text: str, start: int) -> Figure | None:
    """Return a number in words, as far as they add up."""
    total = current = last = Decimal(0)
    scale = Decimal(1)
    at, end = start, start
    while (match := _WORD.match(text, at)) is not None:
        word = match[0].lower()
        if word in _scales() and current:
            power = _scales()[word]
            if power == _HUNDRED:
                current *= power
            else:
                total, current = total + current * power, Decimal(0)
            scale, last = power, _HUNDRED
        elif word == "dozen" and current:
            current *= _values()[word]
        elif word in _values() and (not last or _adds(last, _values()[word])):
            current += _values()[word]
            last, scale = _values()[word], Decimal(1)
        elif not (word == "and" and last == _HUNDRED and _follows_small(text, match.end())):
            break
        if word != "and":
            end = match.end()
            if word == "dozen":
                break
        if not _GAP.match(text, match.end()):
            break
        at = match.end() + 1
    if end == start or _ORDINAL.match(text, end):
        return None
    value = total + current
    return Figure(
        start=start, end=end, value=value, scale=scale if scale >= _THOUSAND else Decimal(1),
        step=scale if scale >= _HUNDRED else Decimal(1), worded=True,
    )  # fmt: skip


def _adds(last: Decimal, value: Decimal) -> bool:
    """Tell whether a number in words may follow another: "twenty" and "five", "hundred" and "twelve"."""
    return (last == _HUNDRED and value < _HUNDRED) or (20 <= last < _HUNDRED and 0 < value < 10)


def _follows_small(text: str, at: int) -> bool:
    match = _WORD.match(text, at + 1)
    return match is not None and match[0].lower() in _values()


def _counts_one(text: str, first: re.Match[str]) -> bool:
    """Tell whether "one" is a number: "one soldier", not "one of them", "no one", "the one that" or "the new one"."""
    if _OF_A_KIND.search(text[max(0, first.start() - 24) : first.start()]):
        return False
    before = re.search(r"([^\W\d_]+)[\s-]$", text[max(0, first.start() - 12) : first.start()])
    if before is not None and before[1].lower() in (
        "no",
        "every",
        "any",
        "some",
        "this",
        "that",
        "the",
        "which",
        "each",
    ):
        return False
    following = _NEXT.match(text, first.end())
    if following is None or following[1].lower() in ("another", "day", "thing", "way", "side", "hand", "such"):
        return False
    return following[1].lower() not in unit_lexicon().ends or following[1].lower() in ("in", "out")


def _with_fraction(text: str, found: Figure) -> Figure:
    """Return a number in words with the fraction that it counts, "two thirds", or that follows, "two and a half"."""
    if match := _NEXT.match(text, found.end):
        word = match[1].lower()
        parts = unit_lexicon().fractions.get(word)
        if parts and found.value <= 9 and (word.endswith("s") or (found.value == 1 and _ends_noun(text, match.end()))):
            return _share(found, found.value / parts, match.end())
    return _and_a_half(text, found)


def _and_a_half(text: str, found: Figure) -> Figure:
    if match := re.compile(r"[ -]and[ -]a[ -]half\b", re.IGNORECASE).match(text, found.end):
        half = replace(found, end=match.end(), value=found.value + Decimal("0.5"), step=Decimal("0.5"))
        return _scaled(text, half, paid=False)
    return found


def _share(found: Figure, part: Decimal, end: int) -> Figure:
    value = (100 * part).quantize(_PLACES).normalize()
    return replace(found, end=end, value=value, scale=Decimal(1), step=Decimal(1), share=True)


def _with_out_of(text: str, found: Figure) -> Figure:
    """Return a number with the whole that it is a part of: "one in five", "7 out of 10"."""
    match = re.compile(r" (in|out of)(?: every)? ", re.IGNORECASE).match(text, found.end)
    if match is None or found.share or found.scale != 1:
        return found
    whole = figure_at(text, match.end()) if match.end() < len(text) and text[match.end()].isalnum() else None
    if whole is None or whole.share or whole.scale != 1 or whole.year or not found.value < whole.value:
        return found
    if whole.value not in _WHOLES and found.value != 1:
        return found
    if match[1].lower() == "in" and whole.worded and not found.worded:
        return found
    return _share(found, found.value / whole.value, whole.end)


def _half(text: str, first: re.Match[str]) -> Figure | None:
    """Return what "half" is: a share, or half of what follows in "half a million" and "half an hour"."""
    before = re.search(r"([^\W\d_]+)[\s-]$", text[max(0, first.start() - 12) : first.start()])
    if before is not None and before[1].lower() in ("first", "second", "other", "each", "latter", "opening", "better"):
        return None
    found = Figure(
        start=first.start(), end=first.end(), value=Decimal("0.5"), scale=Decimal(1), step=Decimal("0.5"), worded=True
    )
    if match := re.compile(r"(?: an?)? ([^\W\d_]+)", re.IGNORECASE).match(text, first.end()):
        word = match[1].lower()
        power = {**_scales(), "dozen": Decimal(12)}.get(word)
        if power is not None:
            value = power / 2
            return replace(found, end=match.end(), value=value, scale=power, step=value)
    if match := re.compile(r"[\s-](?:an? )?(?=[^\W\d_])", re.IGNORECASE).match(text, first.end()):
        unit = re.compile(r"[^\W\d_]+").match(text, match.end())
        if unit is not None and (unit[0].lower() in unit_lexicon().words or unit[0].lower() == "percentage"):
            return replace(found, end=match.end() - 1)
    return _share(found, Decimal("0.5"), first.end()) if _ends_noun(text, first.end()) else None


def _with_article(text: str, first: re.Match[str]) -> Figure | None:
    """Return what "a dozen", "a million", "a couple", "a third" and "a ton of" are."""
    match = _NEXT.match(text, first.end())
    if match is None:
        return None
    word, lexicon = match[1].lower(), unit_lexicon()
    found = Figure(
        start=first.start(), end=match.end(), value=Decimal(1), scale=Decimal(1), step=Decimal(1), worded=True
    )
    if word == "couple":
        of = re.compile(r" of\b").match(text, match.end())
        return replace(found, value=Decimal(2), end=of.end() if of else match.end(), near=True)
    if word == "dozen":
        return replace(found, value=Decimal(12))
    if word == "half" and _ends_noun(text, match.end()):
        return _share(found, Decimal("0.5"), match.end())
    if word in _scales():
        power, end = _scale_word(text, match.end()) or (Decimal(1), match.end())  # "a hundred million"
        value = _scales()[word] * power
        return replace(found, value=value, end=end, scale=value, step=value)
    if word in lexicon.fractions and not word.endswith("s"):
        return (
            _share(found, Decimal(1) / lexicon.fractions[word], match.end()) if _ends_noun(text, match.end()) else None
        )
    if (unit := lexicon.words.get(word)) and not word.endswith("s"):
        if re.compile(r" and a half\b").match(text, match.end()):
            return replace(found, end=first.end(), value=Decimal("1.5"), step=Decimal("0.5"))
        if unit.unit.kind in ("mass", "volume", "area") and re.compile(r" of [a-z]").match(text, match.end()):
            return replace(found, end=first.end())
    return None


def _ends_noun(text: str, at: int) -> bool:
    """Tell whether no noun follows at a place, which the word before it would belong to."""
    following = _NEXT.match(text, at)
    return following is None or (following[1].lower() in unit_lexicon().ends and text[at] != "-")


def _vague(text: str, first: re.Match[str], lexicon: UnitLexicon) -> Figure | None:
    """Return the least that "dozens", "hundreds of thousands" and the like can be."""
    if text[max(0, first.start() - 4) : first.start()].lower() == "the ":
        return None
    word, end = first[0].lower(), first.end()
    value = lexicon.vague.get(word, Decimal(10))
    further = re.compile(r" of ([^\W\d_]+)").match(text, end)
    if further is not None and further[1].lower() in lexicon.vague:
        value, end = value * lexicon.vague[further[1].lower()], further.end()
    elif word == "tens":
        return None
    return Figure(
        start=first.start(), end=end, value=value * 2, scale=value, step=value, vague=True, near=True, worded=True
    )
