"""How a content is worded, and what that hangs on: what is the same for two that differ in quotation marks alone.

What words mean may hang on more than themselves. "Unemployment fell in June" means the June before the day of its
article; "I have nothing to hide" is another proposition with each who says it. So a wording has the days that its own
words mean, and, where it speaks of an "I" or a "they", whoever says it.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.claims.words import FUNCTION_WORDS, fold
from kg.ids import digest

_PIECES = re.compile(r"[\s.,;:!?”’\"'»]*(?:…|\.\.\.)\s*[“‘\"'«]?(?=[^\W\d_a-z])")
"""Where another sentence goes on: an ellipsis before a capital."""
_MARKS = re.compile(r"[“”„«»‹›\"…]|(?<!\w)['‘’]|['’](?!\w)|\.\.\.")
_LEADS = re.compile(r"^(?:(?:that|as|and|but)\b[\s,]*)+", re.IGNORECASE)
_EDGES = " \t\n.,;:!–—-"
_WORD = re.compile(r"\w+")
_SCRAP = 3
"""Words from which on they may be a proposition by themselves."""
_SPEAKING = re.compile(
    r"\b(?:i|we|me|us|my|our|ours|myself|ourselves|he|she|they|him|her|them|his|hers|their|theirs|himself|herself"
    r"|themselves|you|your)\b"
)
_IT = re.compile(r"\b(?:it|its|itself)\b")
_NOBODY = re.compile(
    r"\bit(?:'s|’s)? (?:(?:is|was|will be|would be|has been|had been|may be|might be|could be|seems|appears) )?"
    r"(?:\w+ ){0,3}?(?:to|that|whether|if|when|because)\b"
)
"""The "it" of "it is too early to say"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One wording: its words, the days that they mean, whose words they are where that matters, or "".

    `alone` is the id of a statement whose claim somebody judged: what others say in the same words is another wording
    then, or "".
    """

    text: str
    start: date | None = None
    end: date | None = None
    speaker: str = ""
    alone: str = ""

    @property
    def id(self) -> str:
        """What tells it from every other: the id of the claim that it leads, should it lead one."""
        days = [day.isoformat() if day is not None else None for day in (self.start, self.end)]
        return digest("claim", self.text, *days, self.speaker, self.alone)

    @property
    def order(self) -> tuple[str, ...]:
        """By what wordings are put in an order that depends on nothing else."""
        return self.text, str(self.start), str(self.end), self.speaker, self.alone

    @property
    def interval(self) -> tuple[date, date] | None:
        """The days that its words mean, where both ends are known."""
        return (self.start, self.end) if self.start is not None and self.end is not None else None


@lru_cache(maxsize=65_536)
def plain(content: str) -> str:
    """Return the words of a content, as they are but for quotation marks, what leads in and what ends a sentence.

    It is "" where there are no words to go by.

    >>> plain("that the “North” sold shells,")
    'the North sold shells'
    >>> plain("“We sold none,” … “That has not changed.”")
    'we sold none. That has not changed'
    >>> plain("“That it is.”")
    ''
    """
    text = " ".join(_MARKS.sub(" ", _PIECES.sub(". ", content)).split())
    text = re.sub(r" (?=[,.;:!?])", "", text)
    text = _LEADS.sub("", text).strip(_EDGES)
    words = _WORD.findall(text)
    if all(fold(word) in FUNCTION_WORDS for word in words):
        return ""
    if fold(words[0]) in FUNCTION_WORDS and not (len(words[0]) > 1 and words[0].isupper()) and words[0] != "I":
        text = text[0].lower() + text[1:]
    return text


@lru_cache(maxsize=65_536)
def is_of_speaker(text: str) -> bool:
    """Tell whether plain words mean something else with each who says them.

    They speak of an "I", a "they", an "it", or are a scrap of what was said.

    >>> is_of_speaker("we will win"), is_of_speaker("it is too early to say"), is_of_speaker("the US will win")
    (True, False, False)
    >>> is_of_speaker("“utter nonsense”")
    True
    """
    if len(text.split()) < _SCRAP:
        return True
    small = re.sub(r"\bU\.?S\.?(?!\w)", "", text).casefold()
    return bool(_SPEAKING.search(small) or _IT.search(_NOBODY.sub("", small)))
