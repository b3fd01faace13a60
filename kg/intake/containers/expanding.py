"""Gzip, expanded piece by piece and never beyond a limit."""

import io
import zlib
from typing import BinaryIO

from kg.errors import TooLargeError, UnreadableError
from kg.intake.containers.limits import EXPANDED

GZIP_MARK = b"\x1f\x8b"
_PIECE = 65_536
_GZIP = 16 + zlib.MAX_WBITS


class Expanded(io.RawIOBase):
    """The bytes of a file, expanded where it is gzip, of one member or many.

    Not more than `most` bytes are given, or `ratio` times the bytes that the file itself had so far, where that is
    more. `truncated` tells at the end that the file broke off within a member.
    """

    def __init__(self, file: BinaryIO, *, origin: str, most: int = EXPANDED, ratio: int = 0) -> None:
        super().__init__()
        self._file = file
        self._origin = origin
        self._most = most
        self._ratio = ratio
        self._taken = self._given = 0
        self._pending = self._more()
        self._member = self._next_member() if self._pending.startswith(GZIP_MARK) else None
        self._is_gzip = self._member is not None
        self.truncated = False

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer, as far as a piece reaches; raises UnreadableError or TooLargeError."""
        piece = self._expanded(len(buffer)) if self._is_gzip else self._plain(len(buffer))
        self._given += len(piece)
        if self._given > max(self._most, self._ratio * self._taken):
            raise TooLargeError(
                f"{self._origin} expands to more than {max(self._most, self._ratio * self._taken):,} bytes; what is "
                "behind that was not read. Split it."
            )
        buffer[: len(piece)] = piece
        return len(piece)

    def _more(self) -> bytes:
        piece = self._file.read(_PIECE)
        self._taken += len(piece)
        return piece

    def _plain(self, size: int) -> bytes:
        if not self._pending:
            self._pending = self._more()
        piece, self._pending = self._pending[:size], self._pending[size:]
        return piece

    def _expanded(self, size: int) -> bytes:
        while True:
            if self._member is None:
                self._member = self._next_member()
                if self._member is None:
                    return b""
            if not self._pending:
                self._pending = self._more()
            ended = not self._pending
            try:
                piece = self._member.decompress(self._pending, size)
            except zlib.error as error:
                raise UnreadableError(
                    f"{self._origin} is damaged: {error}; what is behind that was not read. Get the file anew."
                ) from None
            self._pending = self._member.unconsumed_tail
            if self._member.eof:
                self._pending, self._member = self._member.unused_data, None
            if piece:
                return piece
            if ended and self._member is not None:
                self.truncated = True
                return b""

    def _next_member(self) -> "zlib._Decompress | None":
        """Return what expands the next member, None behind the last; zero bytes between members are padding."""
        while True:
            self._pending = self._pending.lstrip(b"\0")
            if len(self._pending) >= len(GZIP_MARK):
                break
            more = self._more()
            if not more:
                break
            self._pending += more
        if not self._pending:
            return None
        if not self._pending.startswith(GZIP_MARK):
            raise UnreadableError(f"{self._origin} is damaged: what follows a member is no gzip. Get the file anew.")
        return zlib.decompressobj(_GZIP)


def gunzipped(data: bytes, *, origin: str, most: int) -> bytes:
    """Return gzip expanded; raises UnreadableError where it is damaged or breaks off, TooLargeError beyond `most`."""
    expanded = Expanded(io.BytesIO(data), origin=origin, most=most)
    whole = io.BufferedReader(expanded, _PIECE).read()
    if expanded.truncated:
        raise UnreadableError(f"{origin} breaks off within its compressed bytes. Get it anew.")
    return whole


def inflated(data: bytes, *, origin: str, most: int) -> bytes:
    """Return what HTTP calls deflate expanded: with or without zlib's frame, since servers send both."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        member = zlib.decompressobj(bits)
        try:
            whole = member.decompress(data, most + 1)
        except zlib.error:
            continue
        if len(whole) > most:
            raise TooLargeError(f"{origin} expands to more than {most:,} bytes.")
        if member.eof:
            return whole
    raise UnreadableError(f"{origin} is damaged: its compressed bytes can't be expanded. Get it anew.")
