"""Names of persons: whether two of them may be one person's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extract.lexicon import lexicon
from kg.model import name_key
from kg.resolve.across.forms import forms
from kg.resolve.across.likeness import Likeness, best
from kg.resolve.across.sounds import SAME_SOUND, alike, skeleton, sound

_SPACED = 0.96
_FORM = 0.93
_INITIAL = 0.9
_WITHOUT_INITIAL = 0.97
_WITHOUT_MIDDLE = 0.93
_WITHOUT_END = 0.85
_REORDERED = 0.88
_SHORT = 0.85
_SHORTEST_SURNAME = 4
_KEY_LETTERS = 4
_SAME = "the same words but for a title or a particle"
_SPELLED_OUT = {"junior": "jr", "senior": "sr"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A person's name in comparable words: without honorifics, particles, and what tells generations apart.

    `joined` are the letters of all words, so that Kim Jongun and Kim Jong Un are spelled alike.
    """

    words: tuple[str, ...]
    generation: str
    joined: str

    @classmethod
    def of(cls, name: str) -> "PersonName":
        """Read a name."""
        known, words = forms(), name_key(name).split() or [name]
        while len(words) > 2 and words[0] in known.honorific:
            del words[0]
        generation = ""
        if len(words) > 1 and words[-1] in known.generation and (len(words) > 2 or len(words[-1]) > 1):
            generation = words.pop()
        kept = [word for word in words[:-1] if word not in known.particle] + words[-1:]
        if kept[0] != words[0] and _is_first_name(words[0], name):
            kept.insert(0, words[0])
        joined = "".join(words)
        return cls(words=tuple(kept), generation=_SPELLED_OUT.get(generation, generation), joined=joined)

    @property
    def is_short(self) -> bool:
        """Tell whether this may be several persons' name: a surname, alone or behind initials."""
        return all(len(word) == 1 for word in self.words[:-1])

    @property
    def is_place(self) -> bool:
        """Tell whether this is no person's name but a place's: West Virginia."""
        return len(self.words) > 1 and self.words[0] in forms().region

    @property
    def has_particle(self) -> bool:
        """Tell whether a particle was left out of the words."""
        return len(self.joined) > sum(map(len, self.words))

    @property
    def who(self) -> str:
        """What tells this person from others of the surname; the spellings of a name have it in common."""
        first = self.words[0]
        return f"{min(forms().given.get(first, (sound(first),)))} {sound(self.words[-1])}"

    def keys(self) -> Iterator[str]:
        """Yield what this name has in common with those that it is worth comparing with."""
        last = skeleton(self.words[-1])[:_KEY_LETTERS]
        if len(self.words) == 1:
            yield f"alone {last}"
            return
        firsts = frozenset[str]().union(*map(_initials, self.words[:-1]))
        yield from (f"person {last} {initial}" for initial in sorted({skeleton(first) for first in firsts}))
        yield "words " + " ".join(sorted(skeleton(word)[:_KEY_LETTERS] for word in self.words))
        yield f"joined {skeleton(self.joined)}"
        yield f"first {skeleton(self.words[0])} {skeleton(self.words[1])[:_KEY_LETTERS]}"

    def shorts(self) -> Iterator[str]:
        """Yield the keys of the shorter names that this full one may be called by."""
        if not self.is_short:
            last = sound(self.words[-1])
            yield f"surname {last}"
            yield from (f"surname {last} {initial}" for initial in sorted(_initials(self.words[0])))

    def short(self) -> str | None:
        """Return the key by which this name is short for others, None where it is no short one."""
        last = sound(self.words[-1])
        if not self.is_short or len(last) < _SHORTEST_SURNAME:
            return None
        return f"surname {last}" + (f" {sound(self.words[0])}" if len(self.words) > 1 else "")

    def likeness(self, other: "PersonName") -> Likeness | None:
        """Return how well this and another name may be one person's, None where they can't be."""
        if self.generation != other.generation or self.is_place or other.is_place:
            return None
        few, many = sorted((self, other), key=lambda name: (len(name.words), name.words))
        if len(few.words) == 1 < len(many.words):
            return _surname_alone(few, many) or _joined(few, many)
        if len(many.words) == 1:
            return best((_joined(few, many), _words(few.words, many.words)))
        return best((_joined(few, many), *_aligned(few, many)))


def _is_first_name(word: str, name: str) -> bool:
    """Tell whether a particle in front is a first name here: Al Gore, not al-Assad or bin Salman."""
    return word in forms().given and name.split()[:1] == [word.title()]


@cache
def _no_names() -> frozenset[str]:
    """Return words that make another name of a person's: the Lund Campaign."""
    return lexicon().people | lexicon().bodies | lexicon().organization_words


def _joined(one: PersonName, other: PersonName) -> Likeness | None:
    if one.joined == other.joined:
        return Likeness(score=_SPACED, why="the same letters, spaced differently")
    if sound(one.joined) == sound(other.joined):
        return Likeness(score=_SPACED * SAME_SOUND, why="they sound the same")
    return None


def _surname_alone(few: PersonName, many: PersonName) -> Likeness | None:
    if sound(few.words[0]) != sound(many.words[-1]) or few.short() is None or many.is_short:
        return None
    return Likeness(score=_SHORT, why="the surname alone", short=few.short())


def _aligned(few: PersonName, many: PersonName) -> Iterator[Likeness | None]:
    """Yield the ways in which the words of one name may be those of the other."""
    a, b = few.words, many.words
    middles = len(a) - 2
    whole = _words((a[0], *a[1:-1], a[-1]), (b[0], *b[1 : 1 + middles], b[-1]))
    if whole is not None and few.is_short != many.is_short:
        short = next((name.short() for name in (few, many) if name.is_short), None)
        if short is not None:
            yield Likeness(score=min(_SHORT, whole.score), why="initials for the first name", short=short)
    elif whole is not None:
        left_out = b[1 + middles : -1]
        yield _less(whole, left_out, _WITHOUT_INITIAL if all(len(w) == 1 for w in left_out) else _WITHOUT_MIDDLE)
    if len(a) + 1 == len(b) and all(len(word) > 1 for word in (*a, *b)):
        for part, left_out in ((b[:-1], b[-1:]), (b[1:], b[:1])):
            same = _words(a, part) if not _no_names().intersection(left_out) else None
            yield same and _less(same, left_out, _WITHOUT_END)
    if len(a) == len(b) and not (few.has_particle or many.has_particle):  # Salman bin Mohammed is another's son
        for turned in ((b[-1], *b[:-1]), (*b[1:], b[0])):
            if all(len(word) > 1 and sound(word) == sound(other) for word, other in zip(a, turned, strict=True)):
                yield Likeness(score=_REORDERED, why="the same words in another order")


def _less(same: Likeness, left_out: Sequence[str], share: float) -> Likeness:
    if not left_out:
        return same
    why = f"one leaves out {' '.join(map(str.title, left_out))}"
    return Likeness(score=same.score * share, why=why if same.why == _SAME else f"{same.why}; {why}")


def _words(one: Sequence[str], other: Sequence[str]) -> Likeness | None:
    """Compare two names word by word; the last one is the surname."""
    score, whys = 1.0, []
    for position, (a, b) in enumerate(zip(one, other, strict=True)):
        if a == b:
            continue
        close, how = (alike(a, b), "sound alike") if position == len(one) - 1 else _given(*sorted((a, b)))
        if not close:
            return None
        score *= close
        whys.append(f"{a.title()} and {b.title()} {how}")
    return Likeness(score=min(score, SAME_SOUND), why="; ".join(whys) or _SAME)


@lru_cache(1 << 16)
def _given(one: str, other: str) -> tuple[float, str]:
    """Return how well two different first names may be one, and how."""
    known = forms().given
    if len(one) == 1 or len(other) == 1:
        fits = _initials(one) & _initials(other) and (len(one) > 1 or len(other) > 1)
        return (_INITIAL, "fit") if fits else (0.0, "")
    if known.get(one, frozenset()) & known.get(other, frozenset()):
        return _FORM, "are forms of one name"
    if _ending(one) != _ending(other):  # Mario and Maria, Paul and Paula
        return 0.0, ""
    return alike(one, other), "sound alike"


def _ending(name: str) -> str:
    last = sound(name)[-1:]
    return last if last == "a" else "vowel" if last in tuple("eiou") else "consonant"


@lru_cache(1 << 16)
def _initials(first: str) -> frozenset[str]:
    """Return the letters that a first name, or one that it is a form of, begins with, as they sound."""
    usual = forms().given.get(first, frozenset())
    return frozenset((sound(first)[:1], sound(first[:1]), *(sound(form)[:1] for form in usual)))
