"""XML from strangers: no entities of its own, nothing fetched, bounded in size, depth and number of elements."""

import codecs
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import MissingExtraError, NotTextError, TooLargeError, UnreadableError
from kg.intake.containers.limits import LARGEST
from kg.intake.text import decoded_as

if TYPE_CHECKING:
    from lxml.etree import XMLParser
    from lxml.etree import _Element as Element

MOST_TAGS = 1_000_000
MOST_MENDED = 100_000
"""Stray ampersands and names of HTML's characters that are put right in one file."""
LARGEST_BROKEN = 5_000_000
"""Characters of a file that is not well-formed, and of which what can be read still is."""
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]{0,200}\?>")
_ENCODING = re.compile(rb"\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]{0,2000}>", re.IGNORECASE)
_STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ADVICE = re.compile(r",? (?:try|use) XML_PARSE_HUGE(?: option)?|\s*, line \d+, column \d+")
_ASCII = bytes(range(128))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The root of a file, whether it had a DOCTYPE, and what was wrong where only a part of it could be read."""

    root: "Element"
    has_doctype: bool
    problem: str | None = None


def parse(data: bytes, *, origin: str, charset: str | None = None) -> Parsed:
    """Return the elements of an XML file, without its comments.

    What is often wrong in feeds is put right: stray ampersands, the names of HTML's characters, control characters.
    Of what is not well-formed for other reasons the part that can be read is returned. A DOCTYPE that declares
    anything is refused. Raises an InputError that begins with the origin.
    """
    if len(data) > LARGEST:
        raise TooLargeError(f"{origin} has more than {LARGEST:,} bytes, the most that is read of a feed or a sitemap.")
    text = _text(data, charset, origin)
    text = text.removeprefix("\ufeff").lstrip()
    if not text.startswith("<"):
        raise UnreadableError(f"{origin} is neither XML nor a JSON feed: it begins with {text[:40]!a}.")
    if text.count("<") > MOST_TAGS:
        raise TooLargeError(f"{origin} has more than {MOST_TAGS:,} tags, more than a feed or a sitemap may have.")
    text, has_doctype = _without_doctype(_without_declaration(text), origin)
    root, problem = _root(text, origin)
    if root.getroottree().docinfo.doctype:
        raise UnreadableError(f"{origin} has more than one DOCTYPE.")
    return Parsed(root=root, has_doctype=has_doctype, problem=problem)


def _text(data: bytes, charset: str | None, origin: str) -> str:
    """Return the characters: a byte-order mark counts most, then the sender, the declaration, UTF-8, Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif data.startswith((b"<\0", b"\0<")):
        encodings = ["utf-16-le" if data[0] else "utf-16-be"]
    else:
        declared = _ENCODING.match(data[:1_000])
        encodings = [charset or "", declared[1].decode() if declared else "", "utf-8"]
    for encoding in encodings:
        if (text := decoded_as(data, encoding)) is not None:
            return text
    if encodings[-1] == "utf-8":
        return _nearly_utf8(data)
    raise NotTextError(f"{origin} is in no encoding that is known. Convert it to UTF-8 first.")


def _nearly_utf8(data: bytes) -> str:
    """Return UTF-8 in which some bytes are wrong, or Windows-1252 where most are."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = len(data.translate(None, _ASCII)) - wrong
    return text if right > wrong else data.decode("windows-1252", "replace")


def _without_declaration(text: str) -> str:
    declaration = _DECLARATION.match(text)
    return text[declaration.end() :] if declaration else text


def _without_doctype(text: str, origin: str) -> tuple[str, bool]:
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    if text[start : start + 9].upper() != "<!DOCTYPE":
        return text, False
    doctype = _DOCTYPE.match(text, start)
    if doctype is None:
        raise UnreadableError(f"{origin} has a DOCTYPE that declares something of its own, which is not read.")
    return text[doctype.end() :], True


def _root(text: str, origin: str) -> "tuple[Element, str | None]":
    try:
        from lxml import etree
    except ImportError:
        raise MissingExtraError(f'{origin}: feeds are read with an extra: pip install "whosaid[web]"') from None
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), _parser(recover=False)), None
    except etree.XMLSyntaxError:
        pass
    mended = _mended(text, origin).encode()
    try:
        return etree.fromstring(mended, _parser(recover=False)), None
    except etree.XMLSyntaxError as error:
        problem = _said(error.lineno, error.msg)
    if len(text) > LARGEST_BROKEN:
        raise UnreadableError(f"{origin} is not well-formed: {problem}. Get it anew.")
    parser = _parser(recover=True)
    try:
        root = etree.fromstring(mended, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise UnreadableError(f"{origin} is no XML that can be read: {problem}. Get it anew.")
    wrong = next((each for each in parser.error_log if each.domain_name != "NAMESPACE"), None)
    return root, _said(wrong.line, wrong.message) if wrong else None


def _said(line: int | None, message: str | None) -> str:
    """Return what the parser says is wrong, without its advice to programmers."""
    return f"line {line}: {_ADVICE.sub('', ' '.join((message or '').split()))}"


def _parser(*, recover: bool) -> "XMLParser":
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _mended(text: str, origin: str) -> str:
    """Return XML with stray ampersands written as such, HTML's named characters as themselves, and no controls."""
    pieces: list[str] = []
    position = mended = 0
    while position < len(text):
        start = text.find("<![CDATA[", position)
        end = text.find("]]>", start) if start >= 0 else -1
        outside = text[position : start if end >= 0 else len(text)]
        piece, count = _STRAY.subn(_reference, outside, count=MOST_MENDED + 1)
        mended += count
        if mended > MOST_MENDED:
            raise UnreadableError(f"{origin} is not well-formed: it has more than {MOST_MENDED:,} stray ampersands.")
        pieces.append(piece)
        if end < 0:
            break
        pieces.append(text[start:end])
        position = end
    return _NOT_IN_XML.sub("", "".join(pieces))


def _reference(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        return "&amp;"
    if name.startswith("#"):
        code = int(name[2:-1], 16) if name[1] in "xX" else int(name[1:-1])
        character = chr(code) if code <= 0x10FFFF else ""
        return "" if _NOT_IN_XML.match(character) else html.escape(character)
    character = html.unescape(f"&{name}")
    return f"&amp;{name}" if character == f"&{name}" else html.escape(character)
