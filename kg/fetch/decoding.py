"""The body of an answer, gathered piece by piece and unpacked, never more of it than is allowed."""

import zlib

from kg.errors import FetchError

CODING = "gzip"
"""The one packing that servers are told may come: of its pieces no more is unpacked than is asked for."""


class Body:
    """Gathers the pieces of one body, as they are where `coding` is empty, or what gzip makes of them.

    `largest` is how many bytes may come in, and how many there may be in the end; what is more is an error, or with
    `cut` left out. Errors begin with `origin`.
    """

    def __init__(self, coding: str, *, largest: int, origin: str, cut: bool = False) -> None:
        """Start with nothing; raises FetchError for a packing that was not asked for."""
        coding = coding.strip().lower().removeprefix("x-")
        if coding not in ("", "identity", CODING):
            raise FetchError(f"{origin}: the answer is packed as {coding[:40]!r}, which was not asked for.")
        self._largest, self._origin, self._cut = largest, origin, cut
        self._gzip = zlib.decompressobj(zlib.MAX_WBITS | 16) if coding == CODING else None
        self._gathered = bytearray()
        self._came = 0

    @property
    def is_full(self) -> bool:
        """Whether nothing more may come."""
        return max(len(self._gathered), self._came) > self._largest

    def expect(self, length: str) -> None:
        """Raise FetchError where a Content-Length announces too much, without `cut`."""
        if length.isdigit() and int(length) > self._largest and not self._cut:
            raise self._too_large()

    def add(self, piece: bytes) -> None:
        """Take the next piece; raises FetchError where it is damaged or, without `cut`, there is too much."""
        if not self.is_full:
            room = self._largest - len(self._gathered) + 1
            self._gathered += piece[:room] if self._gzip is None else self._unpacked(self._gzip, piece, room)
            self._came += len(piece)
        if self.is_full and not self._cut:
            raise self._too_large()

    def whole(self) -> bytes:
        """Return everything; raises FetchError where the end is missing."""
        if self._gzip is not None and self._came and not self._gzip.eof and not self.is_full:
            raise FetchError(f"{self._origin}: the answer ends in the middle of what was packed. Try again later.")
        return bytes(self._gathered[: self._largest])

    def _too_large(self) -> FetchError:
        return FetchError(f"{self._origin}: the answer has more than {self._largest:,} bytes; no article has.")

    def _unpacked(self, gzip: "zlib._Decompress", piece: bytes, room: int) -> bytes:
        if gzip.eof:
            raise FetchError(f"{self._origin}: the answer goes on behind the end of what was packed.")
        try:
            unpacked = gzip.decompress(piece, room)
        except zlib.error as error:
            raise FetchError(f"{self._origin}: the answer is packed and damaged ({error}).") from None
        if gzip.unused_data:
            raise FetchError(f"{self._origin}: the answer goes on behind the end of what was packed.")
        return unpacked
