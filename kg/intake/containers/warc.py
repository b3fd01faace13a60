"""Web archives: the pages, texts and PDFs in the response records of a WARC file, one record at a time."""

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import EmptyTextError, InputError, MissingExtraError, MissingInputError, TooLargeError, UnreadableError
from kg.intake.containers.expanding import GZIP_MARK, Expanded, gunzipped, inflated
from kg.intake.containers.limits import LARGEST, shown
from kg.intake.items import HTML, PDF, PLAIN, Item
from kg.model import Metadata

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.statusandheaders import StatusAndHeaders

LARGEST_HEADERS = 262_144
"""Bytes that the headers of one record may have."""
HIGHEST_RATIO = 50
"""How many times its size a file may expand to, where that is more than other archives may."""
_PIECE = 65_536
_MARK = b"WARC/"
_KINDS = {"text/html": HTML, "application/xhtml+xml": HTML, "text/plain": PLAIN, "application/pdf": PDF}
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.IGNORECASE)
_WEB = ("http://", "https://")
_NO_ARTICLES = ("/robots.txt", "/ads.txt", "/humans.txt", "/llms.txt", "/.well-known/security.txt")
_CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


class _CutError(Exception):
    """The file ends within a record."""


class _Bounded:
    """A file whose lines are headers, of which each record may have only so many bytes."""

    def __init__(self, file: io.BufferedReader, origin: str) -> None:
        self._file = file
        self._origin = origin
        self._left = LARGEST_HEADERS

    def begin(self) -> None:
        """Begin another record."""
        self._left = LARGEST_HEADERS

    def read(self, size: int) -> bytes:
        """Return some of the next bytes, at most that many."""
        return self._file.read(min(size, _PIECE))

    def readline(self, size: int = LARGEST_HEADERS) -> bytes:
        """Return the next line, or that many bytes of it; raises UnreadableError."""
        line = self._file.readline(min(size, self._left + 1))
        self._left -= len(line)
        if self._left < 0:
            raise UnreadableError(
                f"{self._origin} has a record with more than {LARGEST_HEADERS:,} bytes of headers; what is behind it "
                "was not read."
            )
        return line


def items(item: Item) -> Iterator[Item | InputError]:
    """Yield the pages, texts and PDFs of a WARC file as "file.warc.gz!https://…", and why one can't be read.

    They are what servers answered with status 200. Other records are passed over. A file that breaks off yields what
    is whole before it says so. Raises an InputError where nothing can be read.
    """
    yield from _answers(Expanded(io.BytesIO(item.data), origin=item.origin), item.origin)


def items_of_file(path: Path) -> Iterator[Item | InputError]:
    """Yield what `items` does of the WARC file at a path, of which one record at a time is in memory."""
    try:
        with path.open("rb") as file:
            yield from _answers(Expanded(file, origin=str(path), ratio=HIGHEST_RATIO), str(path))
    except OSError as error:
        raise MissingInputError(f"{path} can't be read: {error.strerror or error}.") from None


def _answers(expanded: Expanded, origin: str) -> Iterator[Item | InputError]:
    lines = _Bounded(io.BufferedReader(expanded, _PIECE), origin)
    whole = found = 0
    try:
        for record in _records(lines, expanded, origin):
            answer = _answer(record, origin)
            _pass_over(record)
            whole += 1
            if answer is not None:
                found += 1
                yield answer
    except _CutError:
        yield UnreadableError(
            f"{origin} breaks off within a record; the {whole:,} before it are whole. Get the file anew for the others."
        )
    except InputError as error:
        if not whole:
            raise
        yield error
    else:
        if not found:
            raise EmptyTextError(f"{origin} holds no page, text or PDF that a server answered with status 200.")


def _records(lines: _Bounded, expanded: Expanded, origin: str) -> "Iterator[ArcWarcRecord]":
    """Yield the records, each of which has to be read before the next; raises _CutError."""
    try:
        from warcio.exceptions import ArchiveLoadFailed
        from warcio.recordloader import ArcWarcRecordLoader
    except ImportError:
        raise MissingExtraError(f'{origin}: WARC is read with an extra: pip install "whosaid[web]"') from None
    # It warns of odd addresses by printing them, with whatever control characters they have.
    logging.getLogger("warcio").setLevel(logging.ERROR)
    loader = ArcWarcRecordLoader()
    while True:
        lines.begin()
        line = lines.readline()
        while line and not line.strip():
            line = lines.readline()
        if not line:
            if expanded.truncated:
                raise _CutError
            return
        try:
            record = loader.parse_record_stream(lines, line, "warc", no_record_parse=True)
        except ArchiveLoadFailed:
            if _MARK.startswith(line[: len(_MARK)]) and not line.endswith(b"\n"):
                raise _CutError from None
            raise UnreadableError(
                f"{origin}: where a record should begin stands {line[:40]!r}. It is no WARC file, or damaged; what is "
                "behind that was not read."
            ) from None
        if record.length is None or not _is_number(record.rec_headers.get_header("Content-Length")):
            if not lines.read(1):
                raise _CutError
            raise UnreadableError(f"{origin} has a record of unknown length; what is behind it was not read.")
        yield record


def _is_number(value: str | None) -> bool:
    return value is not None and re.fullmatch(r"[0-9]{1,15}", value.strip()) is not None


def _answer(record: "ArcWarcRecord", origin: str) -> Item | InputError | None:
    """Return the article in a record, or why it can't be taken out; None where it is another kind of record."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type != "response" or not url.lower().startswith(_WEB):
        return None
    headers = _http(record)
    content_type = headers.get_header("Content-Type") or ""
    media_type = _KINDS.get(content_type.partition(";")[0].strip().lower())
    path = url.partition("?")[0].lower()
    if headers.statusline.split(" ")[0] != "200" or media_type is None or path.endswith(_NO_ARTICLES):
        return None
    place = f"{origin}!{shown(url)}"
    if record.rec_headers.get_header("WARC-Truncated"):
        return UnreadableError(f"{place} was cut off when it was archived. Fetch the page itself: `kg add URL`.")
    charset = _CHARSET.search(content_type)
    try:
        data = _decoded(_payload(record, place), headers, place)
    except InputError as error:
        return error
    return Item(
        origin=place,
        data=data,
        media_type=media_type,
        known=Metadata(url=url),
        charset=charset[1] if charset else None,
    )


def _http(record: "ArcWarcRecord") -> "StatusAndHeaders":
    from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

    try:
        return StatusAndHeadersParser(["HTTP/"], verify=False).parse(record.raw_stream)
    except EOFError:
        return StatusAndHeaders("", [])


def _payload(record: "ArcWarcRecord", origin: str) -> bytes:
    data = bytearray()
    while piece := record.raw_stream.read(_PIECE):
        data += piece
        if len(data) > LARGEST:
            raise TooLargeError(f"{origin} has more than {LARGEST:,} bytes, the most of an article.")
    if record.raw_stream.limit:
        raise _CutError
    return bytes(data)


def _pass_over(record: "ArcWarcRecord") -> None:
    while record.raw_stream.read(_PIECE):
        pass
    if record.raw_stream.limit:
        raise _CutError


def _decoded(payload: bytes, headers: "StatusAndHeaders", origin: str) -> bytes:
    """Return a payload without the codings of its transfer, which some crawlers undo and leave in the headers."""
    if (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        payload = _joined(payload, origin)
    coding = (headers.get_header("Content-Encoding") or "").strip().lower()
    if coding in ("gzip", "x-gzip") and payload.startswith(GZIP_MARK):
        return gunzipped(payload, origin=origin, most=LARGEST)
    if coding == "deflate":
        return inflated(payload, origin=origin, most=LARGEST)
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise UnreadableError(f"{origin} is compressed as {coding[:40]!a}, which is not read. Fetch the page itself.")
    return payload


def _joined(payload: bytes, origin: str) -> bytes:
    """Return the chunks of a payload joined, or the payload itself where it does not begin with one."""
    joined = bytearray()
    position = 0
    while chunk := _CHUNK.match(payload, position):
        size = int(chunk[1], 16)
        if size == 0:
            return bytes(joined)
        position = chunk.end() + size
        joined += payload[chunk.end() : position]
    if not joined:
        return payload
    raise UnreadableError(f"{origin} was cut off when it was archived. Fetch the page itself: `kg add URL`.")
