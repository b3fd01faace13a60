"""Words as they are compared: letter case and accents aside, endings aside, and those that say nothing alone."""

import re
import unicodedata
from functools import lru_cache

FUNCTION_WORDS = frozenset(
    word
    for line in (
        "a an the this that these those to of in on at by for from with as and or but if than then there it",
        "its he his him she her they their them we our us i my me you your who which what is are was were be",
        "been being am do does did has have had having will would shall should can could may might must s",
    )
    for word in line.split()
)
_ENDINGS = (re.compile(r"(?<=\w{3})(?:(?<=ss|sh|ch)es|(?<!s)s|ing|ed)$"), re.compile(r"(?<=\w{3})e$"))
"""What is cut from a word, in turn: "missiles" becomes "missile", then "missil"; "his" stays."""


_NEAR: dict[str, int | str | None] = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
"""Letters that are none with a mark, and what stands for them on keyboards that lack them."""


class _WithoutMarks(dict[int, int | str | None]):
    """What a character becomes: itself, or nothing where it only marks another; looked up once."""

    def __missing__(self, point: int) -> int | str | None:
        """Look a character up."""
        self[point] = kept = None if unicodedata.combining(chr(point)) else point
        return kept


_WITHOUT_MARKS = _WithoutMarks(str.maketrans(_NEAR))


def fold(text: str) -> str:
    """Return a text without letter case and accents; scripts that are not made of letter and accent stay whole."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text.casefold()).translate(_WITHOUT_MARKS))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return a folded word without its ending."""
    for ending in _ENDINGS:
        word = ending.sub("", word)
    return word
