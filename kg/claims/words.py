"""Words as they are compared: letter case and accents aside."""

import unicodedata


class _WithoutMarks(dict[int, int | None]):
    """What a character becomes: itself, or nothing where it only marks another; looked up once."""

    def __missing__(self, point: int) -> int | None:
        """Look a character up."""
        self[point] = kept = None if unicodedata.combining(chr(point)) else point
        return kept


_WITHOUT_MARKS = _WithoutMarks()


def fold(text: str) -> str:
    """Return a text without letter case and accents; scripts that are not made of letter and accent stay whole."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text.casefold()).translate(_WITHOUT_MARKS))
