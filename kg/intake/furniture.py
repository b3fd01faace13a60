"""Page furniture in plain text: what surrounds an article on its page and is none of its words.

Whole lines only. Offsets are never changed: furniture is left out of extraction, not out of the text. A line that is
taken wrongly costs the statements in it, so a sentence that ends by telling who said it is never furniture.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from kg.intake import furniture_words as its
from kg.model import Span

LONGEST_LINE = 1_000
"""Characters of the longest line that is looked at: a longer one is the article's, or nobody's."""

_LINE = re.compile(r"[^\r\n]+")
_AROUND = ' \t\u00a0\u200b-–—*•·|:[]()»›>«‹<…_=~+→←▼▲"“”'
_STAMP_WORD = re.compile(r"[^\W\d_]+|\d+")
_NUMBER_OR_DAY = re.compile(r"\d|yesterday|today", re.IGNORECASE)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_MAY_CREDIT = re.compile(r"[/(|]|hoto|icture|mage|redit")
_WORD = re.compile(r"[^\W_][\w’'.-]*")
_QUOTATION_MARKS = re.compile("[“”\"‘’'«»]")
_IN_CAPITALS_BEHIND = re.compile(r"\s[-–|]\s[A-Z]{3,20}$")
_LONGEST_STAMP = 120
_LONGEST_CREDIT = 170
_LONGEST_SIGN = 60
_LONGEST_HEADING = 80
_LONGEST_HEADLINE = 160
_SHORTEST_CAPTION = 20
_SHORTEST_COPY = 40
_COPY_REACH = 3
_MOST_CREDITED = 40
_MOST_AGENCIES = 2


def furniture(text: str) -> tuple[Span, ...]:
    """Return the spans of the lines that are page furniture, in order."""
    starts: list[int] = []
    words: list[str] = []
    for match in _LINE.finditer(text):
        line = match[0].lstrip()
        if line:
            starts.append(match.end() - len(line))
            words.append(line.rstrip() if len(line) <= LONGEST_LINE else "")
    alone = {line for line in set(words) if line and _is_furniture(line)}
    found = {index for index, line in enumerate(words) if line in alone}
    found |= _places_beside_weather(words) | _captions(words) | _copies(words)
    found |= _listed(words, {line for line in alone if _heads_a_list(line)})
    found |= _signed(words, found)
    return tuple(Span(starts[index], starts[index] + len(words[index])) for index in sorted(found))


def byline(text: str) -> tuple[str, ...]:
    """Return the writers that a line such as "By Daniel Reyes and Kim Sung" names, or none."""
    for match in _LINE.finditer(text):
        if len(match[0]) <= LONGEST_LINE and (names := _written_by(match[0].strip())):
            first, *others = re.split(r",\s*(?:and\s+)?|\s+(?:and|AND|&)\s+", names)
            writers = [first, *(name for name in others if name and not its.POST.search(name))]
            return tuple(name.title() if name.isupper() else name for name in writers)
    return ()


def _is_furniture(line: str) -> bool:
    """Tell whether a line is furniture by its own words; what it can be, its first word tells."""
    bare = line.strip(_AROUND)
    if len(bare) <= _LONGEST_HEADING and bare.rstrip(".!").lower() in its.ALONE:
        return True
    word = _FIRST_WORD.match(bare)
    first = word[0].lower() if word else ""
    anything = not first or its.WITHIN.search(line) is not None
    if (anything or first in its.IN_STAMPS) and (_is_stamp(line) or its.WEATHER.fullmatch(line)):
        return True
    if (anything or first in its.IN_SHARES) and _are_services(line):
        return True
    if (anything or first in its.BEFORE_NAMES) and (_written_by(line) or _is_credit(line)):
        return True
    patterns = its.LINES if anything else its.LINES_BY_FIRST.get(first, ())
    if any(pattern.fullmatch(line) for pattern in patterns) or _heads_a_list(line):
        return its.CERTAIN.match(line) is not None or not _is_attributed(line)
    return False


def _is_attributed(line: str) -> bool:
    """Tell whether a line ends by telling who said it."""
    return its.ATTRIBUTED.search(line) is not None


def _is_stamp(line: str) -> bool:
    """Tell whether a line is nothing but a date or a time, with what is written beside one."""
    if len(line) > _LONGEST_STAMP or (line[-1] in ".!?" and not line.endswith("m.")):
        return False
    if not _NUMBER_OR_DAY.search(line):
        return False
    words = [word.lower() for word in _STAMP_WORD.findall(_IN_CAPITALS_BEHIND.sub("", line))]
    if not all(word.isdigit() or word in its.IN_STAMPS for word in words):
        return False
    return not its.DATING.isdisjoint(words) or bool(its.CLOCK.search(line))


def _are_services(line: str) -> bool:
    """Tell whether a line only names the services on which one may share an article."""
    if len(line) > _LONGEST_STAMP:
        return False
    words = {word.lower() for word in _STAMP_WORD.findall(line)}
    return not its.SERVICES.isdisjoint(words) and words <= its.IN_SHARES


def _written_by(line: str) -> str | None:
    """Return the names in a byline, or None."""
    if "@" in line and (match := its.SIGNED_WITH_ADDRESS.fullmatch(line)):
        return str(match["names"] or match["signed"]).strip(" ,|-–—")
    match = its.BYLINE.fullmatch(line)
    if match is None or not its.IN_NO_NAME.isdisjoint(match["names"].lower().split()):
        return None
    rest = match["rest"]
    if rest and not (_is_stamp(rest) or _are_services(rest) or all(word[0].isupper() for word in rest.split())):
        return None
    return str(match["names"])


def _is_credit(line: str) -> bool:
    """Tell whether a line credits an agency, or colleagues of the writer."""
    if its.AGENCY.fullmatch(line.strip(_AROUND)) or its.CONTRIBUTED.fullmatch(line):
        return True
    if not its.CREDITED.match(line):
        return False
    words = _WORD.findall(line)
    return len(words) <= _MOST_CREDITED and all(
        word[0].isupper() or word.lower().rstrip(".") in its.IN_CREDITS for word in words
    )


def _heads_a_list(line: str) -> bool:
    """Tell whether a line is a heading such as "Most read"."""
    line = line.strip(_AROUND)
    word = _FIRST_WORD.match(line)
    begins = word is not None and word[0].lower() in its.IN_HEADINGS
    return begins and len(line) <= _LONGEST_HEADING and its.LISTS.fullmatch(line) is not None


def _places_beside_weather(words: Sequence[str]) -> set[int]:
    """Return the lines with a place between its temperature and the date."""
    found: set[int] = set()
    for index in range(1, len(words) - 1):
        around = (words[index - 1], words[index + 1])
        if not (its.DEGREES.search(around[0]) or its.DEGREES.search(around[1])):
            continue
        known = [its.WEATHER.fullmatch(line) is not None for line in around]
        dated = [bool(line) and _is_stamp(line) for line in around]
        if any(known) and (all(known) or any(dated)) and its.PLACE.fullmatch(words[index]):
            found.add(index)
    return found


def _captions(words: Sequence[str]) -> set[int]:
    """Return the lines that tell what a picture shows."""
    found: set[int] = set()
    for index, line in enumerate(words):
        if len(line) <= _SHORTEST_CAPTION:
            continue
        ending = line[-_LONGEST_CREDIT:]
        begins = its.CAPTION_START.match(line) is not None and not its.SAID.search(line)
        if begins or (_MAY_CREDIT.search(ending) and its.CAPTION.search(ending)):
            found.add(index)
    return found


def _signed(words: Sequence[str], found: AbstractSet[int]) -> set[int]:
    """Return the captions with an agency in brackets behind them; `found` are the lines known to be furniture.

    Behind the last words of a text it signs the article, and where there are several, they tell where items of news
    are from: neither makes a caption.
    """
    long = [index for index, line in enumerate(words) if len(line) > _SHORTEST_CAPTION and index not in found]
    credits = {
        index: match["credit"] for index in long if (match := its.SIGNED_CAPTION.search(words[index][-_LONGEST_SIGN:]))
    }
    if len(set(credits.values())) > _MOST_AGENCIES:
        return set()
    last = next((index for index in reversed(long) if index in credits or its.SENTENCE_END.search(words[index])), None)
    return {index for index in credits if len(long) == 1 or index != last}


def _copies(words: Sequence[str]) -> set[int]:
    """Return both lines of a caption that stands there twice, with other quotation marks, and one of equal ones."""
    folded = [_folded(line) if len(line) > _SHORTEST_COPY else "" for line in words]
    found: set[int] = set()
    for index, line in enumerate(folded):
        for other in range(max(0, index - _COPY_REACH), index):
            if not line or folded[other] != line:
                continue
            if words[other] != words[index]:
                found |= {index, other}
            elif other == index - 1:
                found.add(other)
    return found


def _listed(words: Sequence[str], headings: AbstractSet[str]) -> set[int]:
    """Return the headlines that stand under headings such as "Most read".

    In front of the article's first paragraphs only those with a bullet or a number count: its own headline follows.
    """
    found: set[int] = set()
    in_list, in_article = False, False
    for index, line in enumerate(words):
        if line in headings:
            in_list = True
            continue
        goes_on = in_list and len(line) <= _LONGEST_HEADLINE and not _is_attributed(line)
        in_list = goes_on and bool(its.ITEM.match(line) or (in_article and not its.SENTENCE_END.search(line)))
        if in_list:
            found.add(index)
        in_article = in_article or (len(line) > _SHORTEST_COPY and its.SENTENCE_END.search(line) is not None)
    return found


def _folded(line: str) -> str:
    """Return a line as captions are compared: their two copies differ in quotation marks only, and in their credit."""
    return _QUOTATION_MARKS.sub("", its.CREDIT_BEHIND.sub("", line)).strip().casefold()
