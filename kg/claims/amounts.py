"""The amounts in a text, in order, each with its exact place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg.claims.amount import Amount
from kg.claims.figures import figure_at, places
from kg.claims.measured import per_at, thing_at, unit_at
from kg.claims.numerals import Figure
from kg.claims.units import DURATION, SHARE, TEMPERATURE, Spelling, Unit, unit_lexicon
from kg.model import Bound

_REACH = 56
"""Characters before an amount in which "at least" and the like are looked for."""
_NEAR = r"(?:about|around|some|roughly|approximately|nearly|almost|close to|circa|ca\.|estimated|in the region of|[~≈])"
_IS_NEAR = re.compile(rf"(?<!\w){_NEAR}(?:\s+(?:an|a|the|estimated|another|over|under))*\s*$")
_FILLED = rf"(?:\s*(?:{_NEAR}|an|a|the|another|just|only|further|additional)\b)*\s*$"
_DENIED = r"(?:\bno|\bnot|\bnever|n['’]t|\bwithout)\b[^.;,]{0,28}?\b"
_BOUNDS = (
    (Bound.MOST, re.compile(rf"{_DENIED}(?:more than|over|above|exceed){_FILLED}")),
    (Bound.LEAST, re.compile(rf"{_DENIED}(?:fewer than|less than|under|below){_FILLED}")),
    (
        Bound.MOST,
        re.compile(
            r"\b(?:up to|at most|as (?:many|much|few|little) as|fewer than|less than|under|below|within"
            rf"|maximum(?: of)?){_FILLED}"
        ),
    ),
    (
        Bound.LEAST,
        re.compile(
            r"\b(?:at least|more than|over|above|exceed(?:s|ed|ing)?|upwards? of|in excess of|minimum(?: of)?)"
            rf"{_FILLED}"
        ),
    ),
)
"""What stands before a number that bounds something, in the order in which it is looked for."""
_MAY_BOUND = re.compile(r"than|least|most|over|above|exceed|upward|excess|imum|up to|under|below|within|as (?:m|few|l)")
"""Tells of most amounts that nothing bounds them, which is quicker than to look for each."""
_OVER = re.compile(r"(?<!for )(?<!well )(?<!just )(?<!lasted )\bover (?:the )?(?:\w+ )?$")
"""What tells how long something goes on, and bounds nothing: "over ten years", not "for over ten years"."""
_BEHIND = re.compile(
    r"(?:[\s-]or (?:(more|above|older|over|longer|higher)|(less|fewer|under|younger)|so)\b|(\+|-plus\b))"
)
_JOINED = re.compile(r"(?:\s?([-‐-–—])\s?| (to|or) | (and) )")
_BETWEEN = re.compile(r"\bbetween $", re.IGNORECASE)
_COMPOUND = re.compile(r"(?:,? and |,? |)")
_COMPOUNDED = ("duration", "length", "mass")
_AND_A_HALF = re.compile(r" and a half\b", re.IGNORECASE)
_ONE_AND_A_HALF = Decimal("1.5")
_PLACES = Decimal("1e-12")
_LARGEST = Decimal("1e15")
"""The largest sum of several units."""
_SIGNED = re.compile(r"(?:(?<![\w)])[-−]|\bminus )$", re.IGNORECASE)
_AGED = re.compile(r"(?:\bage[ds]? |\bage of |[^\W\d_]+, )$")
_MAGNITUDE = re.compile(r"\bmagnitude(?:\s+of)?\s+$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(?:^|(?<=[\s\"“‘(]))([^\W\d_]+)\.? $")
_SENTENCE = re.compile(r"(?:^|[.!?:][\"”’]?\s|\n|[\"“‘(])$")
_YEARLY = frozenset(
    [
        "in",
        "since",
        "by",
        "until",
        "till",
        "of",
        "the",
        "from",
        "during",
        "to",
        "after",
        "before",
        "early",
        "late",
        "mid",
    ]
)
_OLDEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A number with what was read around it, before what stands before it is looked at."""

    figure: Figure
    start: int
    end: int
    spelling: Spelling | None = None
    counted: str = ""
    counted_words: str = ""
    per: str = ""


def amounts(text: str) -> Sequence[Amount]:
    """Return the amounts in a text, in order and apart: `text[start:end]` are the words of each.

    Dates, years, times, ordinals, scores and numbers in names are none. English only.

    >>> [(each.words, str(each.low)) for each in amounts("At least three men carried 2.5 km of cable in 2024.")]
    [('three men', '3'), ('2.5 km', '2.5')]
    """
    found: list[Amount] = []
    past = 0
    for place in places(text):
        if place >= past:
            made, past = _amounts_at(text, place)
            found += made
            past = max(past, place + 1)
    return found


def _amounts_at(text: str, place: int) -> tuple[list[Amount], int]:
    """Return the amounts that begin with the number at a place, and where what was read ends."""
    start, sign = _sign_before(text, place)
    figure = figure_at(text, place, paid=sign is not None)
    if figure is None:
        return [], place
    one = _behind(text, figure, start, sign)
    joined = _JOINED.match(text, one.end if one.spelling is not None else figure.end)
    if joined is not None and (not joined[3] or _BETWEEN.search(text[max(0, start - 9) : start])):
        two = _second(text, joined.end(), sign)
        if two is not None and (made := _joined(text, one, two, dashed=joined[1] is not None)) is not None:
            return made
    return _listed(_made(text, one)), one.end


def _joined(text: str, one: _Read, two: _Read, *, dashed: bool) -> tuple[list[Amount], int] | None:
    """Return what two joined numbers are: a range, the first of two values, or nothing; None where each is its own."""
    low, high = one.figure, two.figure
    if high.share is not low.share:
        return None
    if one.spelling and (two.counted or (two.spelling and one.spelling.unit.base != two.spelling.unit.base)):
        return None
    spelling = one.spelling or two.spelling
    if spelling is None and (low.year or high.year):
        return [], two.end  # 2023-24, between 1987 and 1990
    if low.scale == 1 < high.scale and low.value < high.value / high.scale:  # 10 to 15 million
        low = replace(low, value=low.value * high.scale, step=low.step * high.scale)
    least = replace(one, figure=low, spelling=spelling, counted=two.counted, per=two.per)
    most = replace(two, spelling=two.spelling or one.spelling)
    told = spelling is not None or bool(two.counted) or low is not one.figure
    ascending = _value(least) < _value(most)
    if dashed and not (told and ascending):
        return [], two.end  # 3-1
    if not dashed and text[max(0, one.start - 5) : one.start].lower() == "from ":
        return (_listed(_made(text, least)), one.end) if told else None
    between = _BETWEEN.search(text[max(0, one.start - 9) : one.start])
    if not ascending or not (told or between):
        return None
    first = _made(text, replace(least, start=between.start() + max(0, one.start - 9) if between else one.start))
    last = _made(text, replace(most, start=one.start))
    if first is None or last is None:
        return [], two.end
    unit = last.unit
    low_value = first.low if unit is None or first.unit in (unit, None) else first.within(unit)[0]
    return [replace(last, low=low_value, near=first.near, bound=first.bound, step=min(first.step, last.step))], two.end


def _second(text: str, at: int, sign: Unit | None) -> _Read | None:
    """Return the number that follows a joint, with what stands behind it; it may have a currency's sign, too."""
    start = at
    if (match := _sign().match(text, at)) is not None:
        at, sign = match.end(), unit_lexicon().signs[match[1]]
    if not (text[at : at + 1].isdecimal() or text[at : at + 1].isalpha()):
        return None
    figure = figure_at(text, at, paid=sign is not None, inside=True)
    return _behind(text, figure, start, sign) if figure is not None else None


def _behind(text: str, figure: Figure, start: int, sign: Unit | None) -> _Read:
    """Return a number with the unit or the thing behind it, and what follows these."""
    if sign is not None:
        read = _Read(figure=figure, start=start, end=figure.end, spelling=Spelling(unit=sign))
    elif figure.share:
        read = _Read(
            figure=figure, start=start, end=figure.end, spelling=Spelling(unit=unit_lexicon().units["PERCENT"])
        )
    elif (unit := unit_at(text, _past_of(text, figure))) is not None:
        read = _compound(text, _Read(figure=figure, start=start, end=unit[1], spelling=unit[0]))
    elif (thing := thing_at(text, _past_bound(text, figure)) or thing_at(text, figure)) is not None:
        read = _Read(figure=figure, start=start, end=thing.end, counted=thing.name, counted_words=thing.words)
    else:
        return _Read(figure=figure, start=start, end=figure.end)
    per = per_at(text, read.end)
    return read if per is None else replace(read, per=per[0], end=per[1])


def _past_of(text: str, figure: Figure) -> Figure:
    """Return "millions" in "millions of barrels" as if it ended with its "of"."""
    return replace(figure, end=figure.end + 3) if figure.vague and text.startswith(" of ", figure.end) else figure


def _past_bound(text: str, figure: Figure) -> Figure:
    """Return a number as if it ended with what bounds it, as "20+" and "20 or so" do."""
    match = _BEHIND.match(text, figure.end)
    return figure if match is None else replace(figure, end=match.end())


def _compound(text: str, read: _Read) -> _Read:
    """Return a measure with what follows in a smaller unit: "4 minutes and 2 seconds", "an hour and a half"."""
    figure, spelling = read.figure, read.spelling
    if spelling is None or spelling.unit.kind not in _COMPOUNDED:
        return read
    if figure.value == _ONE_AND_A_HALF and (match := _AND_A_HALF.match(text, read.end)):
        return replace(read, end=match.end())
    joint = _COMPOUND.match(text, read.end)
    at = joint.end() if joint else read.end
    if not text[at : at + 1].isalnum() or (at == read.end and not text[at].isdecimal()):
        return read
    more = figure_at(text, at, inside=True)
    unit = unit_at(text, more) if more is not None else None
    if more is None or unit is None or unit[0].unit.base != spelling.unit.base:
        return read
    smaller = unit[0]
    ratio = (spelling.unit.factor * spelling.times) / (smaller.unit.factor * smaller.times)
    if ratio <= 1 or more.value >= ratio:
        return read
    value = figure.value * ratio + more.value
    if value > _LARGEST:
        return read
    value = value.quantize(_PLACES).normalize()
    sum_ = replace(figure, value=value, step=more.step)
    return _compound(text, replace(read, figure=sum_, spelling=smaller, end=unit[1]))


def _made(text: str, read: _Read) -> Amount | None:
    """Return the amount that was read with what stands before it, or None where it is none after all."""
    figure, start = read.figure, read.start
    before = text[max(0, start - _REACH) : start]
    unit = read.spelling.unit if read.spelling is not None else None
    counted = read.counted
    bound, near = _modified(text, read, before.lower())
    if unit is None:
        if _MAGNITUDE.search(before):
            counted = "magnitude"
        elif not counted and _is_age(text, figure, before):
            unit = unit_lexicon().units["YR"]
        elif not _is_amount(text, read, before, said=near or bound is not Bound.NONE):
            return None
    value = _value(read)
    if unit is not None and unit.kind in (TEMPERATURE, SHARE) and (signed := _SIGNED.search(before)):
        value, start = -value, start - (len(before) - signed.start())
    return Amount(
        start=start, end=read.end, words=text[start : read.end], low=value, high=value, unit=unit, counted=counted,
        counted_words=read.counted_words, per=read.per, near=near, bound=bound, step=figure.step,
    )  # fmt: skip


def _value(read: _Read) -> Decimal:
    return read.figure.value * (read.spelling.times if read.spelling is not None else 1)


def _modified(text: str, read: _Read, before: str) -> tuple[Bound, bool]:
    """Return what an amount bounds, and whether it is said to be about right."""
    near = read.figure.near or _IS_NEAR.search(before) is not None
    bound = Bound.LEAST if read.figure.vague else Bound.NONE
    lasts = read.spelling is not None and read.spelling.unit.kind == DURATION and _OVER.search(before)
    if _MAY_BOUND.search(before) and not lasts:
        bound = next((each for each, pattern in _BOUNDS if pattern.search(before)), bound)
    if match := _BEHIND.match(text, read.end) or _BEHIND.match(text, read.figure.end):
        if match[1] or match[3]:
            bound = Bound.LEAST
        elif match[2]:
            bound = Bound.MOST
        else:
            near = True
    return bound, near


def _is_age(text: str, figure: Figure, before: str) -> bool:
    """Tell whether a number by itself is an age: "aged 34", "Ada Berg, 47, said"."""
    if not 0 < figure.value <= _OLDEST or (found := _AGED.search(before)) is None:
        return False
    return found[0][-2] != "," or text.startswith(",", figure.end)


def _is_amount(text: str, read: _Read, before: str, *, said: bool) -> bool:
    """Tell whether a number without a unit is an amount, and neither a year nor the name of something."""
    figure, lexicon = read.figure, unit_lexicon()
    word = _WORD_BEFORE.search(before)
    label = word[1] if word is not None else ""
    named = figure.worded and text[figure.start].isupper() and not _SENTENCE.search(before)
    if figure.worded:
        return bool(read.counted) or not (named or figure.value == 0)
    if before.endswith("Group of "):
        return False
    if label.lower() in lexicon.labels and (not read.counted or label[0].isupper()):
        return False
    if figure.year:
        lead = label.lower() in _YEARLY or label.lower() in lexicon.months
        return bool(read.counted) and (said or (figure.value % 100 == 0 and not lead))
    if read.counted:
        return True
    behind = text[figure.end : figure.end + 1]
    if not before.rpartition("\n")[2].strip() and behind in (".", ")") and figure.end + 1 < len(text):
        return False  # the number of a line in a list
    if _BEHIND.match(text, figure.end):
        return True
    if behind.isalnum() or behind in ("-", "_", "\\", "/"):
        return False
    named = label[:1].isupper() and label.lower() not in lexicon.ends
    return not named or _SENTENCE.search(before[: word.start(1)] if word else "") is not None


def _sign_before(text: str, place: int) -> tuple[int, Unit | None]:
    """Return where an amount begins whose number begins at a place, with the currency whose sign stands before it."""
    begin = max(0, place - 5)
    if text[place].isdecimal() and (match := _sign_at_end().search(text[begin:place])):
        return begin + match.start(), unit_lexicon().signs[match[1]]
    return place, None


def _listed(made: Amount | None) -> list[Amount]:
    return [made] if made is not None else []


@cache
def _sign() -> re.Pattern[str]:
    signs = sorted(unit_lexicon().signs, key=lambda sign: (-len(sign), sign))
    return re.compile(rf"(?<![^\W_])({'|'.join(map(re.escape, signs))})\s?(?=\d)")


@cache
def _sign_at_end() -> re.Pattern[str]:
    return re.compile(_sign().pattern.replace("(?=\\d)", "$"))


def leading(before: str) -> str:
    """Return the words before an amount that bound it or make it about right, of a text that ends there."""
    near_by = before[-_REACH:]
    found = (pattern.search(near_by.lower()) for pattern in (*(pattern for _, pattern in _BOUNDS), _IS_NEAR))
    return near_by[min((each.start() for each in found if each), default=len(near_by)) :]
