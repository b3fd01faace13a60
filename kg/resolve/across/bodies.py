"""Names of organisations, media, countries and documents: whether two of them may be one body's."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.model import folded_name, name_key
from kg.resolve.across.forms import forms
from kg.resolve.across.likeness import Likeness
from kg.resolve.across.sounds import SAME_SOUND, alike, skeleton, sound
from kg.resolve.authority import authority

_SPACED = 0.96
_REORDERED = 0.93
_WITHOUT_TAIL = 0.85
_ACRONYM = {2: 0.6, 3: 0.8}
_LONG_ACRONYM = 0.9
_LONGEST_ACRONYM = 7
_KEY_LETTERS = 4
_DOMAIN = re.compile(r"\.(?:com|org|net|co\.uk)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyName:
    """A body's name in comparable words: spelled in one way, without articles, prepositions and legal forms.

    A word that means a country begins with "=", a number with "#": no other one of them is only spelled differently.
    `core` has no words that the name may lack, such as Group; `initials` are the acronyms that it may have.
    """

    words: tuple[str, ...]
    core: tuple[str, ...]
    initials: frozenset[str]
    acronym: str | None

    @classmethod
    def of(cls, name: str) -> "BodyName":
        """Read a name."""
        known = forms()
        plain = _DOMAIN.sub("", name)
        written = [word for word in map(_bare, plain.split()) if word]
        words = [word for word in _with_countries(written) if word not in known.small]
        if len(words) < 2:  # The Times is not Time
            words = [name_key(plain) or name]
        lawless = [word for word in words if word not in known.legal]
        if set(lawless) <= known.tail:  # News Corp is not just any news
            lawless = words
        return cls(
            words=tuple(lawless),
            core=tuple(word for word in lawless if word not in known.tail) or tuple(lawless),
            initials=frozenset(_acronyms(plain)),
            acronym=_acronym(plain),
        )

    @property
    def who(self) -> str:
        """What tells this body from others of the same initials; the spellings of a name have it in common."""
        return " ".join(sorted(map(sound, self.core)))

    def keys(self) -> Iterator[str]:
        """Yield what this name has in common with those that it is worth comparing with."""
        yield "body " + " ".join(sorted(skeleton(word)[:_KEY_LETTERS] for word in self.core))
        yield f"letters {sound(''.join(self.core))}"

    def shorts(self) -> Iterator[str]:
        """Yield the keys of the shorter names that this full one may be called by."""
        return (f"acronym {initials}" for initials in sorted(self.initials))

    def short(self) -> str | None:
        """Return the key by which this name is short for others, None where it is no acronym."""
        return self.acronym and f"acronym {self.acronym}"

    def likeness(self, other: "BodyName") -> Likeness | None:
        """Return how well this and another name may be one body's, None where they can't be."""
        one, other = sorted((self, other), key=lambda name: (len(name.words), name.words))
        short = _initialled(one, other) or _initialled(other, one)
        exact = one.acronym is not None or other.acronym is not None  # a letter makes another acronym
        return short or _spelled(one, other, exact=exact) or (None if exact else _spaced(one, other))


def _initialled(short: BodyName, full: BodyName) -> Likeness | None:
    if short.acronym is None or short.acronym not in full.initials:
        return None
    score = _ACRONYM.get(len(short.acronym), _LONG_ACRONYM)
    return Likeness(score=score, why=f"{short.acronym.upper()} are the initials", short=short.short())


def _spaced(one: BodyName, other: BodyName) -> Likeness | None:
    a, b = "".join(one.words), "".join(other.words)
    if a == b:
        return Likeness(score=_SPACED, why="the same letters, spaced differently")
    return Likeness(score=_SPACED * SAME_SOUND, why="they sound the same") if sound(a) == sound(b) else None


def _spelled(one: BodyName, other: BodyName, *, exact: bool) -> Likeness | None:
    """Compare two names word by word, in any order; what is left over must be words that a name may lack."""
    common = Counter(one.words) & Counter(other.words)
    left, right = sorted((Counter(one.words) - common).elements()), sorted((Counter(other.words) - common).elements())
    score, whys = 1.0, []
    for word in [] if exact else list(left):
        close, found = max(((alike(word, each), each) for each in right), default=(0.0, ""))
        if close and word.isalpha() and found.isalpha():
            left.remove(word)
            right.remove(found)
            score *= close
            whys.append(f"{word.title()} and {found.title()} sound alike")
    lacking = left or right
    if (left and right) or not _may_lack(one, other, lacking):
        return None
    if lacking:
        score *= _WITHOUT_TAIL
        whys.append(f"one leaves out {' '.join(map(str.title, lacking))}")
    elif not whys and one.words != other.words:
        score *= _REORDERED
        whys.append("the same words in another order")
    return Likeness(score=min(score, SAME_SOUND), why="; ".join(whys) or "another spelling of the same words")


def _may_lack(one: BodyName, other: BodyName, words: Sequence[str]) -> bool:
    """Tell whether one name may lack these words: the rest must be more than a country or a number."""
    core = set(one.core) & set(other.core) if words else {"any"}
    return set(words) <= forms().tail and (not words or not core or any(word[0] not in "=#" for word in core))


@lru_cache(1 << 17)
def _usual(word: str) -> str:
    """Return the usual spelling of a word, a number as "#" and its digits."""
    known = forms()
    word = known.words.get(word, word)
    number = known.ordinals.get(word) or ((found := _ORDINAL.fullmatch(word)) and found[1])
    if number:
        return f"#{number}"
    singular = word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
    return known.words.get(singular, singular)


def _bare(word: str) -> str:
    """Return a word without the marks around it, and without a possessive."""
    return _POSSESSIVE.sub("", word.strip("\"“”‘’',;:()[]"))


def _with_countries(words: Sequence[str]) -> Iterator[str]:
    """Yield the usual spellings of written words, those that name a country or its people as one: "=north korea"."""
    position = 0
    while position < len(words):
        for length in (3, 2, 1):
            country = _country(" ".join(words[position : position + length]))
            if country:
                yield f"={country}"
                break
        else:
            length = 1
            yield from map(_usual, name_key(words[position]).split())
        position += length


@lru_cache(1 << 17)
def _country(words: str) -> str | None:
    """Return the country of a name or a demonym; a capital stands for itself here."""
    known = authority()
    entry = known.country(words)
    named = entry is not None and (known.find(words) is entry or known.is_demonym(words))
    return folded_name(entry.name) if entry is not None and named else None


def _acronym(name: str) -> str | None:
    """Return the letters of a name that is an acronym: "NIS", "U.N.", "MoD"."""
    letters = name.replace(".", "")
    upper = sum(letter.isupper() for letter in letters)
    is_one = letters.isalpha() and 2 <= len(letters) <= _LONGEST_ACRONYM and upper > len(letters) / 2
    return letters.lower() if is_one else None


def _acronyms(name: str) -> Iterator[str]:
    """Yield the initials of a name's words: of all, of those that matter, and of those with "of"."""
    known = forms()
    words = [plain for word in folded_name(name).split() if (plain := name_key(word))[:1].isalpha()]
    for skipped in (known.small | known.legal, known.small - {"of"}, frozenset()):
        letters = "".join(word[0] for word in words if word not in skipped)
        if 2 <= len(letters) <= _LONGEST_ACRONYM and len(words) > 1:
            yield letters
