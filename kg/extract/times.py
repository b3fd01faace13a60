"""Expressions of time among the words of a sentence: "on Sunday", "late last month", "two weeks ago", "in 2022".

A sentence is given as a function from an index to the lower-case word there, "" outside the sentence.
"""

from collections.abc import Callable, Sequence

from kg.extract.classes import word_set
from kg.extract.text import Token

Words = Callable[[int], str]

WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = word_set(
    """
    january february march april may june july august september october november december
    jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.
    """
)
DAYS = WEEKDAYS | word_set("today yesterday tonight overnight")
_OF_NAMED_DAYS = word_set("bloody black super cyber good holy maundy ash shrove palm easter whit")
_WITHOUT_CAPITAL = word_set("today tonight week morning weekend")
_SUNDAY_PAPERS = word_set("mail independent")
_ADVERBS = word_set("previously recently earlier later")
_PERIODS = word_set(
    "week month year weekend day night morning evening afternoon summer spring autumn fall winter quarter"
)
_OPENING = word_set("on in late early earlier later last this since")
_OPENING_TWO = word_set("earlier later late early on in")
_SECOND = word_set("on in this last late early the")


def in_names(tokens: Sequence[Token]) -> frozenset[int]:
    """Return where a word of time belongs to a name: "the Sunday Herald", "the Mail on Sunday", "USA TODAY"."""
    return frozenset(
        i
        for i, token in enumerate(tokens)
        if i and token.is_capitalised and _is_in_name([token.text for token in tokens[max(0, i - 2) : i + 2]], i)
    )


def time_before(word: Words, index: int) -> int:
    """Return where the time expression that ends at `index` begins, or `index` when none does."""
    begin = _core_before(word, index)
    if begin == index:
        return index
    if word(begin - 1) in ("late", "early", "last", "earlier", "later"):
        begin -= 1
    if word(begin - 1) in ("on", "in", "late", "early", "since"):
        begin -= 1
    return begin


def _core_before(word: Words, index: int) -> int:
    """Return where the day, month, period or year that ends at `index` begins, or `index`."""
    last, before = word(index - 1), word(index - 2)
    if last in DAYS or last in _ADVERBS:
        return index - 1
    if _is_year(last) and before == "," and _is_day(word(index - 3)) and word(index - 4) in MONTHS:
        return index - 4
    if _is_year(last) and before in MONTHS and _is_day(word(index - 3)):
        return index - 3
    if last in MONTHS and _is_day(before):
        return index - 2
    if last in MONTHS and before in ("in", "last", "this", "since"):
        return index - 1
    if last in _PERIODS and before in ("last", "this", "next"):
        return index - 2
    if last == "ago":
        return max(0, index - 3)
    if last.isdigit() and before in MONTHS:
        return index - 2
    if _is_year(last) and before == "in":
        return index - 1
    return index


def time_after(word: Words, index: int) -> int:
    """Return where the time expression that begins at `index` ends, or `index` when none does."""
    phrase = _phrase_after(word, index)
    if phrase > index:
        return phrase
    core = index
    if word(core) in _OPENING:
        core += 1
        if word(index) in _OPENING_TWO and word(core) in _SECOND:
            core += 1
    first, opened = word(core), core > index
    if first in DAYS or (first in MONTHS and (opened or word(core + 1).isdigit())):
        return _after_day(word, core)
    if first in _PERIODS and opened:
        return core + 1
    if _is_year(first) and word(core - 1) == "in" and opened:
        return core + 1
    if _is_day(first) and word(core + 1) in MONTHS:
        return core + 2 + _is_year(word(core + 2))
    if first and word(index + 2) == "ago":
        return index + 3
    return index + 1 if word(index) in _ADVERBS else index


def _phrase_after(word: Words, index: int) -> int:
    """Return where "later in the day", "on the same day" or "two days earlier" ends, or `index`."""
    words = [word(index + i) for i in range(4)]
    if words[0] in ("later", "earlier") and words[1:] == ["in", "the", "day"]:
        return index + 4
    if words[0] in ("later", "earlier") and words[1:3] == ["that", "day"]:
        return index + 3
    if words[0] == "on" and words[1:] == ["the", "same", "day"]:
        return index + 4
    if words[:3] == ["the", "same", "day"]:
        return index + 3
    if words[1] in ("day", "days", "week", "weeks") and words[2] in ("earlier", "later", "before"):
        return index + 3
    return index


def _after_day(word: Words, index: int) -> int:
    """Return where a date ends that begins with a day or month: "Sunday evening", "May 3, 2024"."""
    end = index + 1
    if word(index) in WEEKDAYS and word(end) in ("morning", "evening", "afternoon", "night"):
        end += 1
    while word(end).isdigit() or (word(end) == "," and _is_year(word(end + 1))):
        end += 1
    return end


def _is_in_name(words: Sequence[str], index: int) -> bool:
    """Tell whether a word of time is part of a name, given up to two words before it and one behind."""
    at = min(index, 2)
    if words[at].lower() not in WEEKDAYS:  # it has a capital in a name only, or where a sentence begins
        return words[at].lower() in _WITHOUT_CAPITAL and words[at - 1][-1].isalnum()
    before, behind = words[at - 1].lower(), words[at + 1] if at + 1 < len(words) else ""
    if before == "the" and behind[:1].isupper():
        return True
    return before in _OF_NAMED_DAYS or (before == "on" and at == 2 and words[0].lower() in _SUNDAY_PAPERS)


def _is_day(word: str) -> bool:
    return word.rstrip("stndrh").isdigit() and len(word) <= len("31st")


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit()
