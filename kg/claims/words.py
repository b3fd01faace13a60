"""Words as they are compared: letter case and accents aside."""

import unicodedata


def fold(text: str) -> str:
    """Return a text without letter case and accents; scripts that are not made of letter and accent stay whole."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", bare)
