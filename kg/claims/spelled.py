"""Numbers in words: "twenty-five", "two and a half million", "two thirds", "a dozen", "dozens"."""

import re
from dataclasses import replace
from decimal import Decimal

from kg.claims.numerals import NEXT, WORD, Figure, and_a_half, scale_word, scales, share, values
from kg.claims.units import UnitLexicon, unit_lexicon

_OF_A_KIND = re.compile(r"\b(?:the|an?|this|that|h(?:is|er)|their|its|our|my|your) [^\W\d_]+ $", re.IGNORECASE)
_ORDINAL = re.compile(r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)s?\b", re.IGNORECASE)
_NOT_ONE = frozenset(["no", "every", "any", "some", "this", "that", "the", "which", "each"])
_LAST = re.compile(r"([^\W\d_]+)[\s-]$")
_AN_OR_NOT = re.compile(r"(?: an?)? ([^\W\d_]+)", re.IGNORECASE)
_OF_UNIT = re.compile(r"[\s-](?:an? )?(?=[^\W\d_])", re.IGNORECASE)
_OF = re.compile(r" of ([^\W\d_]+)")
_HALF_MORE = re.compile(r" and a half\b")
_GAPS = (" ", "-", "\n", "\u00a0")
_HUNDRED, _THOUSAND = Decimal(100), Decimal(1000)


def in_words(text: str, start: int, *, inside: bool) -> Figure | None:
    """Return the number in words that begins at a place; `inside` is whether it goes on from another number."""
    first = WORD.match(text, start)
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
    if word in lexicon.fractions or word not in values():
        return None
    found = _spelled(text, start)
    found = _with_fraction(text, found) if found is not None else None
    if found is None or (word == "one" and found.end == first.end() and not _counts_one(text, first)):
        return None
    return found


def _spelled(text: str, start: int) -> Figure | None:
    """Return a number in words, as far as they add up."""
    total = current = last = Decimal(0)
    scale = Decimal(1)
    at, end = start, start
    while (match := WORD.match(text, at)) is not None:
        word = match[0].lower()
        if word in scales() and current:
            power = scales()[word]
            if power == _HUNDRED:
                current *= power
            else:
                total, current = total + current * power, Decimal(0)
            scale, last = power, _HUNDRED
        elif word == "dozen" and current:
            current *= values()[word]
        elif word in values() and (not last or _adds(last, values()[word])):
            current += values()[word]
            last, scale = values()[word], Decimal(1)
        elif not (word == "and" and last == _HUNDRED and _follows_small(text, match.end())):
            break
        if word != "and":
            end = match.end()
            if word == "dozen":
                break
        if text[match.end() : match.end() + 1] not in _GAPS:
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
    match = WORD.match(text, at + 1)
    return match is not None and match[0].lower() in values()


def _counts_one(text: str, first: re.Match[str]) -> bool:
    """Tell whether "one" is a number: "one soldier", not "one of them", "no one", "the one that" or "the new one"."""
    if _OF_A_KIND.search(text[max(0, first.start() - 24) : first.start()]):
        return False
    before = _LAST.search(text[max(0, first.start() - 12) : first.start()])
    if before is not None and before[1].lower() in _NOT_ONE:
        return False
    following = NEXT.match(text, first.end())
    if following is None or following[1].lower() in ("another", "day", "thing", "way", "side", "hand", "such"):
        return False
    return following[1].lower() not in unit_lexicon().ends or following[1].lower() in ("in", "out")


def _with_fraction(text: str, found: Figure) -> Figure:
    """Return a number in words with the fraction that it counts, "two thirds", or that follows, "two and a half"."""
    if match := NEXT.match(text, found.end):
        word = match[1].lower()
        parts = unit_lexicon().fractions.get(word)
        if parts and found.value <= 9 and (word.endswith("s") or (found.value == 1 and _ends_noun(text, match.end()))):
            return share(found, found.value / parts, match.end())
    return and_a_half(text, found)


def _half(text: str, first: re.Match[str]) -> Figure | None:
    """Return what "half" is: a share, or half of what follows in "half a million" and "half an hour"."""
    before = _LAST.search(text[max(0, first.start() - 12) : first.start()])
    if before is not None and before[1].lower() in ("first", "second", "other", "each", "latter", "opening", "better"):
        return None
    found = Figure(
        start=first.start(), end=first.end(), value=Decimal("0.5"), scale=Decimal(1), step=Decimal("0.5"), worded=True
    )
    if match := _AN_OR_NOT.match(text, first.end()):
        word = match[1].lower()
        power = {**scales(), "dozen": Decimal(12)}.get(word)
        if power is not None:
            value = power / 2
            return replace(found, end=match.end(), value=value, scale=power, step=value)
    if match := _OF_UNIT.match(text, first.end()):
        unit = WORD.match(text, match.end())
        if unit is not None and (unit[0].lower() in unit_lexicon().words or unit[0].lower() == "percentage"):
            return replace(found, end=match.end() - 1)
    return share(found, Decimal("0.5"), first.end()) if _ends_noun(text, first.end()) else None


def _with_article(text: str, first: re.Match[str]) -> Figure | None:
    """Return what "a dozen", "a million", "a couple", "a third" and "a ton of" are."""
    match = NEXT.match(text, first.end())
    if match is None:
        return None
    word, lexicon = match[1].lower(), unit_lexicon()
    found = Figure(
        start=first.start(), end=match.end(), value=Decimal(1), scale=Decimal(1), step=Decimal(1), worded=True
    )
    if word == "couple":
        end = match.end() + (len(" of") if text.startswith(" of ", match.end()) else 0)
        power, end = scale_word(text, end) or (Decimal(1), end)  # "a couple of thousand"
        return replace(found, value=2 * power, end=end, scale=power, step=power, near=True)
    if word == "dozen":
        return replace(found, value=Decimal(12))
    if word == "half" and _ends_noun(text, match.end()):
        return share(found, Decimal("0.5"), match.end())
    if word in scales():
        power, end = scale_word(text, match.end()) or (Decimal(1), match.end())  # "a hundred million"
        value = scales()[word] * power
        return replace(found, value=value, end=end, scale=value, step=value)
    if word in lexicon.fractions and not word.endswith("s"):
        part = Decimal(1) / lexicon.fractions[word]
        return share(found, part, match.end()) if _ends_noun(text, match.end()) else None
    if (unit := lexicon.words.get(word)) and not word.endswith("s"):
        if _HALF_MORE.match(text, match.end()):
            return replace(found, end=first.end(), value=Decimal("1.5"), step=Decimal("0.5"))
        if unit.unit.kind in ("mass", "volume", "area") and _OF.match(text, match.end()):
            return replace(found, end=first.end())
    return None


def _ends_noun(text: str, at: int) -> bool:
    """Tell whether no noun follows at a place, which the word before it would belong to."""
    following = NEXT.match(text, at)
    return following is None or (following[1].lower() in unit_lexicon().ends and text[at] != "-")


def _vague(text: str, first: re.Match[str], lexicon: UnitLexicon) -> Figure | None:
    """Return the least that "dozens", "hundreds of thousands" and the like can be."""
    if text[max(0, first.start() - 4) : first.start()].lower() == "the ":
        return None
    word, end = first[0].lower(), first.end()
    value = lexicon.vague.get(word, Decimal(10))
    further = _OF.match(text, end)
    if further is not None and further[1].lower() in lexicon.vague:
        value, end = value * lexicon.vague[further[1].lower()], further.end()
    elif word == "tens":
        return None
    return Figure(
        start=first.start(), end=end, value=value * 2, scale=value, step=value, vague=True, near=True, worded=True
    )
