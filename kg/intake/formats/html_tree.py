"""The bytes of a page to a tree of its elements."""

import codecs
import re
from typing import Any

from kg.errors import EmptyTextError, NotTextError, UnreadableError
from kg.intake.formats.prose import library
from kg.intake.items import Item
from kg.intake.text import decoded_as

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 4_096
"""Bytes in which a page has to declare its encoding; a browser looks at fewer."""
_WIDER = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252",
    "us-ascii": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "utf8": "utf-8", "utf-8": "utf-8", "utf-16": "utf-16-le", "unicode-1-1-utf-8": "utf-8",
}  # fmt: skip
"""The encodings that browsers read where a page names a narrower one."""
_OTHER_KINDS = (
    (b"%PDF-", "a PDF"), (b"PK\x03\x04", "a ZIP archive or an office document"), (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "compressed"), (b"{\\rtf", "RTF"),
)  # fmt: skip
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_WRONG_SHARE = 1_000
"""Of so many characters one may be broken."""


def tree_of(source: str, item: Item) -> Any:
    """Return the root element of a page's HTML, comments left out; raises an InputError for what is no page."""
    html = library("lxml.html", item=item, kind="HTML", extra="web")
    etree = library("lxml.etree", item=item, kind="HTML", extra="web")
    text = _UNSEEN.sub("", source)
    if not text.strip():
        raise EmptyTextError(f"{item.origin} holds no words.")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableError(f"{item.origin} can't be read as HTML: {error or 'it has no elements'}.") from None
    for problem in parser.error_log.filter_from_fatals():
        if problem.type_name in ("ERR_RESOURCE_LIMIT", "ERR_NO_MEMORY"):
            raise UnreadableError(
                f"{item.origin} can't be read as HTML: its elements are nested too deep, or one of them is too long."
            )
    return tree


def decoded(item: Item) -> str:
    """Return the text of a page in the encoding that its byte-order mark, its sender or itself names, or that fits it.

    Raises NotTextError for what is no page, or is in no encoding that is known.
    """
    data = item.data
    for beginning, kind in _OTHER_KINDS:
        if data.lstrip()[: len(beginning)] == beginning:
            raise NotTextError(f"{item.origin} is no HTML: it is {kind}. Name it so, and it can be read as that.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    named = [name for name in (item.charset, _declared(data)) if name]
    for name in named:
        if (text := decoded_as(data, _WIDER.get(name.lower().strip(), name))) is not None:
            return text
    if b"\0" in data:
        raise NotTextError(f"{item.origin} holds zero bytes, so it is no HTML. Save the page again.")
    return _guessed(data, item)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    name = (match[1] or match[2]).decode("ascii") if match else None
    # a page whose declaration can be read as ASCII is in no wide encoding
    return "utf-8" if name and name.lower().startswith(("utf-16", "utf-32")) else name


def _guessed(data: bytes, item: Item) -> str:
    """Return UTF-8 with a broken character here and there as what it is, and what the library detects otherwise."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 2 <= sum(character > "\x7f" for character in text) - broken or not broken:
        return text
    utilities = library("trafilatura.utils", item=item, kind="HTML", extra="web")
    for encoding in utilities.detect_encoding(data):
        if (found := decoded_as(data, encoding)) is not None:
            return found
    if broken * _WRONG_SHARE <= len(text):
        return text
    raise NotTextError(f"{item.origin} is in no encoding that is known. Save the page again, as UTF-8.")
