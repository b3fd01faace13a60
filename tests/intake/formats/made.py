"""Little real files: PDFs written by hand, DOCX by python-docx, e-mail by the standard library."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a PDF's page: where it begins, in points from the lower left, its size and its words."""

    x: float
    y: float
    words: str
    size: float = 11


def pdf_lines(text: Sequence[str], *, x: float = 72, top: float = 720, size: float = 11, gap: float = 8) -> list[Line]:
    """Return paragraphs, each given as its lines between line ends, as lines below each other."""
    lines = []
    for paragraph in text:
        for words in paragraph.split("\n"):
            lines.append(Line(x, top, words, size))
            top -= size * 1.2
        top -= gap
    return lines


def pdf(pages: Sequence[Sequence[Line]], *, info: dict[str, str] | None = None, extra: bytes = b"") -> bytes:
    """Return a PDF of these lines, in the order in which they are given."""
    streams = [_content(lines) for lines in pages]
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>" + extra,
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, stream in enumerate(streams):
        objects.append(page(first + 2 * index + 1))
        packed = zlib.compress(stream)
        objects.append(b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(packed), packed))
    if info is not None:
        objects.append(b"<< " + b" ".join(b"/%s %s" % (k.encode(), _text(v)) for k, v in info.items()) + b" >>")
    return file_of(objects, info=len(objects) if info is not None else None)


def page(content: int) -> bytes:
    """Return a page whose content is the object of this number."""
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % content
    )


def file_of(objects: Sequence[bytes], *, info: int | None = None, trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, of which the first is the catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    more = b" /Info %d 0 R" % info if info else b""
    data += b"trailer << /Size %d /Root 1 0 R%s%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        more,
        trailer,
        start,
    )
    return data


def _content(lines: Sequence[Line]) -> bytes:
    parts = []
    for line in lines:
        words = line.words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        parts.append(b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (line.size, line.x, line.y, words))
    return b"\n".join(parts)


def _text(value: str) -> bytes:
    return b"<" + (b"\xfe\xff" + value.encode("utf-16-be")).hex().encode() + b">"
