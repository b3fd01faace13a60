"""Bytes to text, with everything refused that is no article."""

import codecs

from kg.errors import EmptyTextError, NotTextError, TooLargeError

LARGEST_BYTES = 4_000_000
LONGEST_LINE = 200_000
"""Characters of the longest line that is still read: no article has a paragraph of such length."""

CODECS_OF_NO_TEXT = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"})
"""What Python decodes, and no file is written in."""
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}


def decode(data: bytes, *, origin: str, charset: str | None = None) -> str:
    """Return the text of UTF-8 bytes, a byte-order mark dropped, line ends as they are.

    `origin` names the input in errors; `charset` is another encoding that whoever sent the bytes named, which counts
    where they are no UTF-8. Raises NotTextError, EmptyTextError or TooLargeError.
    """
    if len(data) > LARGEST_BYTES:
        raise TooLargeError(
            f"{origin} has more than {LARGEST_BYTES:,} bytes, the most of an article. Split it into its articles."
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotTextError(f"{origin} is UTF-16, not UTF-8. Convert it first: iconv -f UTF-16 -t UTF-8")
    if b"\0" in data:
        raise NotTextError(f"{origin} holds zero bytes, so it is no text. Give a text file in UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if charset is not None and (sent := decoded_as(data, charset)) is not None:
            check(sent, origin=origin)
            return sent
        raise NotTextError(
            f"{origin} is not UTF-8: byte {error.start} is 0x{data[error.start]:02x}. If it is Latin-1 or "
            "Windows-1252, convert it first: iconv -f WINDOWS-1252 -t UTF-8"
        ) from None
    check(text, origin=origin)
    return text


def decoded_as(data: bytes, charset: str) -> str | None:
    """Return the text of bytes in an encoding, None where they are not in it, or nobody writes in it."""
    try:
        return None if codecs.lookup(charset).name in CODECS_OF_NO_TEXT else data.decode(charset)
    except (LookupError, ValueError):
        return None


def check(text: str, *, origin: str) -> None:
    """Raise an InputError when a text can't be an article."""
    if not any(character.isalnum() for character in text):
        raise EmptyTextError(f"{origin} holds no words.")
    controls = sum(ord(character) in _CONTROLS for character in text)
    if controls * 100 > len(text):
        raise NotTextError(f"{origin} holds {controls:,} control characters, so it is no text.")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise NotTextError(f"{origin} holds lone surrogates, which no text has. Decode it correctly first.")
    longest = max(map(len, text.splitlines()))
    if longest > LONGEST_LINE:
        raise TooLargeError(
            f"{origin} has a line of {longest:,} characters; an article's paragraph may have {LONGEST_LINE:,}. "
            "Split it into its paragraphs."
        )
