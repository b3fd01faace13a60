"""What a number measures or counts, as the words behind it tell: a unit, or a thing, and per what."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.claims.lexicon import claim_lexicon
from kg.claims.numerals import Figure
from kg.claims.units import Spelling, unit_lexicon

_MILLION = Decimal(1_000_000)
_POINTS = re.compile(r"[\s-](percentage|percent|basis) points?\b")
_PAID = re.compile(
    r"\b(?:fine[ds]?|pa(?:id|ys?|ying)|costs?|worth|prices?|earn(?:s|ed)?|donat\w+|salary|wages?|ow(?:es?|ed)|debts?|spen[dt]s?"
    r"|spending|budget|bills?|fees?|loans?|reward|rent|compensation|damages)\b[^.;]*$"
)
_BESIDE = re.compile(r"[\s-]([^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_HYPHENED = re.compile(r"-([^\W\d_]+)")
_LONGEST = 5
"""Words between a number and the end of what it counts."""
_PASSED = frozenset(["more", "other", "further", "additional", "such", "of"])
_ADJECTIVES = ("al", "ish", "ese", "ic", "ous", "ful", "less", "ed", "able", "ible", "ive")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What is counted: in the singular, as written, and where its words end."""

    name: str
    words: str
    end: int


def unit_at(text: str, figure: Figure) -> tuple[Spelling, int] | None:
    """Return the unit behind a number, and where it ends."""
    lexicon = unit_lexicon()
    if _POINTS.match(text, figure.end):
        return None
    if match := _words().match(text, figure.end):
        word = " ".join(match[1].lower().split())
        if word in lexicon.behind_millions and (figure.scale >= _MILLION or _is_paid(text, figure)):
            return Spelling(unit=lexicon.behind_millions[word]), match.end()
        if word in lexicon.words:
            old = text.startswith("-old", match.end())
            return lexicon.words[word], match.end() + (len("-old") if old else 0)
    match = _symbols().match(text, figure.end)
    if match is None:
        return None
    spelling = lexicon.symbols[match[2].replace("\u00b0 ", "\u00b0")]
    return None if match[1] and spelling.glued else (spelling, match.end())


def _is_paid(text: str, figure: Figure) -> bool:
    """Tell whether the words before a number speak of money: "fined 500 pounds"."""
    return _PAID.search(text[max(0, figure.start - 40) : figure.start].lower()) is not None


def thing_at(text: str, figure: Figure) -> Thing | None:
    """Return what a number counts: the noun behind it with what stands between."""
    if match := _POINTS.match(text, figure.end):
        kind = "basis" if match[1] == "basis" else "percentage"
        return Thing(name=f"{kind} point", words=match[0][1:], end=match.end())
    if (match := _HYPHENED.match(text, figure.end)) and not figure.vague:
        word = match[1].lower()
        if word in unit_lexicon().ends or word in ("old", "odd", "plus", "strong", "fold", "ish"):
            return None
        return Thing(name=singular(word), words=match[1], end=match.end())
    return _noun(text, figure)


def per_at(text: str, at: int) -> tuple[str, int] | None:
    """Return per what an amount is that ends at a place, and where these words end."""
    match = _per().match(text, at)
    return (match[1].lower(), match.end()) if match else None


def singular(word: str) -> str:
    """Return the singular of a noun, in lower case.

    >>> singular("Houses"), singular("people"), singular("bases"), singular("cities"), singular("boxes")
    ('house', 'person', 'base', 'city', 'box')
    """
    word = word.lower().replace("’", "'")
    if word in ("people", "persons"):
        return "person"
    if word in ("men", "women", "children", "lives", "wives"):
        return claim_lexicon().irregular[word]
    if not _looks_plural(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def _noun(text: str, figure: Figure) -> Thing | None:
    """Return the noun behind a number: the first plural, or for "one" the first word that looks like a noun."""
    lexicon = unit_lexicon()
    at, begin, found, named = figure.end, 0, None, None
    for count in range(_LONGEST):
        match = _BESIDE.match(text, at)
        if match is None or (text[at] == "-" and not count):
            break
        word = match[1]
        lower = word.lower()
        at = match.end()
        if not begin and lower in _PASSED and (lower != "of" or figure.vague):
            continue
        if lower in lexicon.ends and (begin or lower not in lexicon.plurals):
            break
        begin = begin or match.start(1)
        if lower.endswith(("'s", "’s")):
            continue
        if found is None:
            is_noun = _is_plural(word) or (figure.value == 1 and word.islower() and not lower.endswith(_ADJECTIVES))
            found = match if is_noun else None
            if named is None and word[:1].isupper() and _looks_plural(lower):
                named = match  # "Ukrainians", where no other noun follows
            if found and (figure.value == 1 or not lower.endswith("s")):
                break
        elif not (_is_plural(word) and lower.endswith("s")):
            break
        else:
            found = match  # "arms shipments": a verb behind a plural has no "s"
    if (found := found or named) is None:
        return None
    return Thing(name=singular(found[1].rpartition("-")[2]), words=text[begin : found.end()], end=found.end())


def _is_plural(word: str) -> bool:
    lexicon = unit_lexicon()
    if word.lower() in lexicon.plurals:
        return True
    named = word[:1].isupper() and not (word[:-1].isupper() and word.endswith("s") and len(word) > 2)
    return not named and _looks_plural(word.lower())


def _looks_plural(word: str) -> bool:
    ends = word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s", "ous")) and len(word) > 2
    return ends and word not in unit_lexicon().singular


@cache
def _words() -> re.Pattern[str]:
    lexicon = unit_lexicon()
    spaced = _alternatives({*lexicon.words, *lexicon.behind_millions}).replace(r"\ ", r"\s")
    return re.compile(rf"[\s-]?({spaced})(?![^\W_])(?!['’][^\W\d_])", re.IGNORECASE)


@cache
def _symbols() -> re.Pattern[str]:
    symbols = _alternatives(unit_lexicon().symbols).replace("°", "° ?")
    return re.compile(rf"([\s-]?)({symbols})(?![^\W\d_])(?!['’][^\W\d_])")


@cache
def _per() -> re.Pattern[str]:
    of = r"(?: of [^\W\d_]+)?"
    things = _alternatives(unit_lexicon().per)
    later = r"(?! (?:ago|later|earlier|after|before|old|or two)\b)"
    return re.compile(rf"{of}(?: (?:an?|per|each|every) |/)({things})\b{later}", re.IGNORECASE)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
