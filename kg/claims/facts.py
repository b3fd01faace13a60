"""What is known of one content before it is compared with others: worked out once, kept as long as one likes."""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kg.claims.lexicon import ClaimLexicon, claim_lexicon
from kg.claims.names import Name, gazetteer, names_in
from kg.claims.quantities import Quantity, is_year, quantities
from kg.claims.wordings import plain
from kg.claims.words import fold

TOKENIZER = Path(__file__).parent.parent / "extract" / "model" / "tokenizer.json"
"""Both models have one vocabulary."""

_WORD = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[£€$¥%]|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’-][^\W\d_]+)*"
)
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})[.!?;]|[.,!?][”’\"'] |…")
_CORRECTED = re.compile(r",? (?:and )?not (?:the )?[£€$]?\d[\d,.]*(?: (?:percent|million|billion))?(?!\w)")
_WEEKDAYS = {word: word for word in ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]}
_MONTHS = {
    word: word[:3]
    for word in [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
}
_CALENDAR = {**_WEEKDAYS, **_MONTHS}
_RELATIVE = {"last": "past", "next": "coming", "yesterday": "past", "tomorrow": "coming", "previous": "past"}
_LEADS = frozenset(
    [
        *("that", "the", "a", "an", "had", "has", "have", "would", "will", "is", "are", "was", "were", "be", "been"),
        *("do", "does", "did"),
    ]
)
"""Words that come and go between speech and report."""
_PERIODS = frozenset(["year", "month", "week", "decade", "summer", "winter", "spring", "autumn"])
_FIRST_WORD, _VOCABULARY = 1995, 30522
"""The vocabulary is in the order of frequency from about here on."""
_RARE = 0.1
"""Weight from which a word counts as one that carries content."""
_AUXILIARY = frozenset(["had", "has", "have", "would", "will", "not", "never", "also", "may", "might", "could"])
_ANY = frozenset(["any", "anyone", "anybody", "anything", "anywhere", "ever"])
"""What follows where "hardly" denies."""
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am"])
_BY_WITHIN, _AGENT = 8, 4
"""Words behind a passive among which "by" may stand, and behind that those that tell by whom."""
_LONGEST = 120
"""Words of a content that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is compared of a content.

    `affirmed` is the content without its negations, which is what gets a vector; `negative` tells whether they add up
    to a denial. `weights` holds its words by how much they say, `order` those
    of them that carry content, in order; `keys` all its words, and `spelled` how these are written; `days` what it
    tells of days, by kind; `singles` what stands behind "a", and `owned` whoever is somebody's: "Berg's brother".
    `turned` is whether it may be told from its object's side, `joined` whether it may name two who do one thing
    together. `agent` holds the words behind the "by" of a passive, whose verb is `verb`, and
    `suffering` the actor to whom a passive says that something was done, with its verb; `past` tells whether a verb may
    be one of what was.
    """

    text: str
    affirmed: str
    negative: bool
    negations: int
    weights: Mapping[str, float]
    mass: float
    order: Mapping[str, int]
    names: tuple[Name, ...]
    quantities: tuple[Quantity, ...]
    days: Mapping[str, frozenset[str]]
    interval: tuple[date, date] | None
    modality: frozenset[str]
    quantifiers: frozenset[str]
    singles: frozenset[str]
    owned: frozenset[str]
    turned: bool
    joined: bool
    agent: frozenset[str]
    verb: str
    suffering: tuple[str, str]
    past: bool
    keys: tuple[str, ...]
    spelled: tuple[str, ...]

    @property
    def as_read(self) -> str:
        """What is read together with another content: its words, but for figures that it corrects (", not 12,000")."""
        return _CORRECTED.sub("", plain(self.text)) or self.text


def prepare(text: str, *, interval: tuple[date, date] | None = None) -> Facts:
    """Return the facts of a content; `interval` are the days that the time words of its statement mean."""
    lexicon = claim_lexicon()
    matches = list(_WORD.finditer(text))[:_LONGEST]
    written = [match[0] for match in matches]
    words = [_bare(word) for word in written]
    affirmed, negations = _affirmed(text, matches, words, lexicon)
    names = tuple(names_in(written, lexicon, gazetteer(), frozenset(_CALENDAR)))
    days, dated = _days(words)
    stems = [_stem(word, lexicon) for word in words]
    weights: dict[str, float] = {}
    order: dict[str, int] = {}
    for place, (key, weight) in enumerate(stems):
        if not weight or place in dated or words[place] in lexicon.negations:
            continue
        weights[key] = max(weight, weights.get(key, 0.0))
        if weight >= _RARE:
            order.setdefault(key, len(order))
    agent, verb = _by_whom(words, [key for key, _ in stems], lexicon)
    kept = list(_keys(words, [key for key, _ in stems], names, lexicon))
    return Facts(
        text=text,
        affirmed=affirmed,
        negative=bool(negations % 2),
        negations=negations,
        weights=weights,
        mass=sum(weights.values()),
        order=order,
        names=names,
        quantities=tuple(quantities(words, dated, lexicon)),
        days=days,
        interval=interval,
        modality=frozenset(
            lexicon.modality[word]
            for place, word in enumerate(words)
            if word in lexicon.modality and place not in dated
        ),
        quantifiers=frozenset(lexicon.quantifiers[word] for word in words if word in lexicon.quantifiers),
        singles=frozenset(key for word, (key, _) in zip(words, stems[1:], strict=False) if word in ("a", "an")),
        owned=frozenset(
            key
            for before, (key, _) in zip(written, stems[1:], strict=False)
            if before.replace("’", "'").endswith("'s") and key in lexicon.actors
        ),
        turned="from" in words or _passive(words, lexicon),
        joined="and" in words or "between" in words or ("with" in words and not lexicon.together.isdisjoint(weights)),
        agent=agent,
        verb=verb,
        suffering=_to_whom(words, [key for key, _ in stems], names, lexicon),
        past=any(_is_past(word, lexicon) for word in words),
        keys=tuple(key for key, _ in kept),
        spelled=tuple(word for _, word in kept),
    )


def _bare(word: str) -> str:
    bare = fold(word).replace("’", "'")
    return bare.removesuffix("'s") if not bare.endswith("n't") else bare


def _affirmed(
    text: str, matches: Sequence[re.Match[str]], words: Sequence[str], lexicon: ClaimLexicon
) -> tuple[str, int]:
    """Return a content without the negations of its first sentence, and how many there were.

    What a later sentence denies is not what the first one says.
    """
    parts: list[str] = []
    at = count = 0
    first = _SENTENCE_END.search(text)
    for place, instead in _replacements(words, lexicon):
        match = matches[place]
        if first and match.start() > first.start():
            break
        parts.append(text[at : match.start()])
        parts.append(instead)
        at = match.end() + (1 if not instead and text[match.end() : match.end() + 1] == " " else 0)
        count += instead != "and"
    return "".join(parts) + text[at:], count


def _replacements(words: Sequence[str], lexicon: ClaimLexicon) -> Iterator[tuple[int, str]]:
    """Yield the places of negating words, and what stands there without the negation."""
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if word in ("no", "not") and following in ("only", "more", "fewer", "less", "later", "matter", "doubt"):
            continue
        if word == "not" and following[:1].isdigit():  # "10,000, not 12,000"
            continue
        if word == "without" and (not place or words[place - 1] not in _BE):  # "left without naming it"
            continue
        if word in ("hardly", "barely") and following not in _ANY:  # what was hardly survived was survived
            continue
        if word in ("not", "none") and following == "all":
            yield place, ""
        elif word in lexicon.negations:
            yield place, lexicon.negations[word]
        elif word.endswith("n't"):
            yield place, word.removesuffix("n't")
        elif word in lexicon.affirmed:
            yield place, lexicon.affirmed[word]
        elif word in lexicon.denying and following == "to":
            yield place, ""


def _days(words: Sequence[str]) -> tuple[Mapping[str, frozenset[str]], frozenset[int]]:
    """Return the days that words name, by kind, and the places of these words."""
    found: dict[str, set[str]] = {}
    places: set[int] = set()
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        following = words[place + 1] if place + 1 < len(words) else ""
        if word in _WEEKDAYS:
            found.setdefault("weekday", set()).add(word)
        elif word in _MONTHS or (word == "may" and (following.isdigit() or before in ("in", "of", "last", "since"))):
            found.setdefault("month", set()).add(_MONTHS.get(word, word))
            for near, beside in ((place + 1, following), (place - 1, before)):
                if beside.isdigit() and 0 < int(beside) <= 31:
                    found.setdefault("day", set()).add(beside)
                    places.add(near)
        elif is_year(word) and before in ("in", "since", "by", "until", "of", "from", "for", *_MONTHS, "may"):
            found.setdefault("year", set()).add(word)
        elif word in _RELATIVE and (following in _PERIODS or word in ("yesterday", "tomorrow")):
            found.setdefault("relative", set()).add(_RELATIVE[word])
        else:
            continue
        places.add(place)
    return {kind: frozenset(values) for kind, values in found.items()}, frozenset(places)


def _keys(
    words: Sequence[str], stems: Sequence[str], names: Sequence[Name], lexicon: ClaimLexicon
) -> Iterator[tuple[str, str]]:
    """Yield the keys of words in order with the words, of known names that of their entry; not what comes and goes."""
    entries = {name.place: name for name in names if name.entry}
    past = 0
    for place, (word, key) in enumerate(zip(words, stems, strict=True)):
        if place < past:
            continue
        if place in entries:
            past = place + entries[place].count
            yield entries[place].entry, entries[place].text
        elif word not in _LEADS and word not in lexicon.negations and word not in lexicon.unnegated:
            yield key, word


def _passive(words: Sequence[str], lexicon: ClaimLexicon) -> bool:
    """Tell whether a verb in words may be a passive."""
    return any(
        word in _BE
        and any(verb.endswith(("ed", "en", "wn")) or verb in lexicon.irregular for verb in words[place + 1 : place + 3])
        for place, word in enumerate(words)
    )


def _by_whom(words: Sequence[str], stems: Sequence[str], lexicon: ClaimLexicon) -> tuple[frozenset[str], str]:
    """Return the words of whoever did what a passive says, and its verb; nothing where no passive says by whom."""
    for place, word in enumerate(words):
        if word not in _BE:
            continue
        for at in range(place + 1, min(place + 4, len(words))):
            if not _is_past(words[at], lexicon):
                continue
            by = next((each for each in range(at + 1, min(at + _BY_WITHIN, len(words))) if words[each] == "by"), None)
            if by is not None:
                return frozenset(stems[by + 1 : by + 1 + _AGENT]), stems[at]
    return frozenset(), ""


def _to_whom(
    words: Sequence[str], stems: Sequence[str], names: Sequence[Name], lexicon: ClaimLexicon
) -> tuple[str, str]:
    """Return the actor that a passive stands directly behind, and its verb; ("", "") where there is none."""
    named = {place for name in names for place in range(name.place, name.place + name.count)}
    for place, word in enumerate(words):
        if word not in _BE:
            continue
        before = place - 1
        while before >= 0 and words[before] in _AUXILIARY:
            before -= 1
        if before < 0 or (before not in named and stems[before] not in lexicon.actors):
            continue
        for at in range(place + 1, min(place + 3, len(words))):
            if words[at] not in _BE and _is_past(words[at], lexicon):
                return stems[before], stems[at]
    return "", ""


def _is_past(word: str, lexicon: ClaimLexicon) -> bool:
    return word.endswith(("ed", "en", "wn")) or word in lexicon.irregular


def _stem(word: str, lexicon: ClaimLexicon) -> tuple[str, float]:
    """Return the key of a word and how much it says."""
    base = lexicon.affirmed.get(word, word)
    if not base[:1].isalpha():
        return base, 0.0
    rank = _ranks().get(base, _VOCABULARY)
    weight = (math.log(max(rank - _FIRST_WORD, 1)) / math.log(_VOCABULARY - _FIRST_WORD)) ** 2
    return lexicon.key(base), weight


@cache
def _ranks() -> Mapping[str, int]:
    """Return the words of the models' vocabulary with their numbers, which follow their frequency."""
    ranks: dict[str, int] = json.loads(TOKENIZER.read_text(encoding="utf-8"))["model"]["vocab"]
    return ranks
