"""How words sound, as far as their letters tell: one name as several papers write it in Latin letters."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

_KEPT = 1 << 17
"""Words of which the sound is kept: as many as the names of a large store have, at some tens of megabytes."""
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "a", "œ": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|sch|sz", "sh"),
        (r"tch|tsch|cz", "ch"),
        (r"(?<=[vc]i)c$", "ch"),  # Vucic, Milosevic
        (r"zh|dj", "j"),
        (r"ch", "C"),
        (r"sh", "S"),
        (r"ph", "f"),
        (r"qu(?=[aeiou])", "kv"),
        (r"gu(?=[ei])", "g"),
        (r"ck|kh|q", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"gh", "g"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"(?<=[oe])ff$", "v"),  # Smirnoff
        (r"^yi", "i"),
        (r"^[yi](?=[aeou])", "j"),  # Yulia, Iulia, Julia
        (r"[iy]+|(?<=[aeiou])j(?=[aeiou])", "i"),
        (r"oo|ou", "u"),
        (r"ee|ie", "i"),
        (r"ae", "a"),  # Mueller as Muller
        (r"oe", "o"),
        (r"ue", "u"),
        (r"h$|h(?=n)", ""),
        (r"(.)\1+", r"\1"),
    )
)
_PIECE = re.compile(r"[aeiou]+|[^aeiou]")
_VOWELS = {frozenset("ei"): 0.3, frozenset("ou"): 0.3, frozenset("ae"): 0.5, frozenset("ao"): 1.0}
_KIN = frozenset(map(frozenset, ("kg", "gh", "sz", "sS", "sC", "SC", "jz", "jC", "vf", "vb", "td")))
_CLASSES = str.maketrans("ghzSCjdfb", "kksssstvv")
_SHORTEST_ALIKE = 5
_SHORTEST_SLIP = 7
_LEAST = 0.8
SAME_SOUND = 0.97
SLIP = 0.8


@lru_cache(_KEPT)
def sound(word: str) -> str:
    """Return how a word in lower case without accents sounds, so that the spellings of many names come to be one."""
    heard = word.translate(_LETTERS)
    for pattern, replacement in _RULES:
        heard = pattern.sub(replacement, heard)
    return heard


@lru_cache(_KEPT)
def skeleton(word: str) -> str:
    """Return the consonants of a word's sound, those that are taken for each other as one, "a" for a vowel in front.

    Words that are `alike`, but for a slip of the pen, have the same skeleton, so that it serves as a key.
    """
    heard = sound(word)
    first = "a" if heard[:1] in tuple("aeiou") else ""
    return first + re.sub("[aeiou]", "", heard).translate(_CLASSES)


@lru_cache(_KEPT)
def alike(one: str, other: str) -> float:
    """Return how well two words may be one, 0 where they can't: by sound, or in long words by one slip of the pen.

    Vowels and consonants are compared in turn, so that a word with one more of either sounds different: Daniel and
    Danielle, Hassan and Hasnan. In short words every sound counts.
    """
    if one == other:
        return 1.0
    a, b = sound(one), sound(other)
    if a == b:
        return SAME_SOUND
    if min(len(a), len(b)) < _SHORTEST_ALIKE:
        return 0.0
    pieces = _PIECE.findall(a), _PIECE.findall(b)
    if len(pieces[0]) == len(pieces[1]):
        close = 1 - sum(map(_difference, *pieces)) / len(pieces[0])
        if close >= _LEAST:
            return min(close, SAME_SOUND)
    slip = min(len(a), len(b)) >= _SHORTEST_SLIP and a[0] == b[0] and a[-1] == b[-1]
    return SLIP if slip and OSA.distance(a, b, score_cutoff=1) == 1 else 0.0


def _difference(one: str, other: str) -> float:
    """Return how far two runs of vowels, or two consonants, lie apart."""
    if one == other:
        return 0.0
    pair = frozenset((one[0], other[0]))
    if one[0] in "aeiou" and other[0] in "aeiou":
        return 0.1 if len(pair) == 1 else _VOWELS.get(pair, 2.0)
    return 0.5 if pair in _KIN else float("inf")
