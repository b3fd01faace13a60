"""Documents of word processors become their text with all changes accepted."""

import io
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from kg.errors import EmptyTextError, InputError, MissingExtraError, NotTextError, TooLargeError, UnreadableError
from kg.intake.formats.docx import read
from kg.intake.items import DOCX, Found, Item
from kg.model import DateBasis

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def found(data: bytes) -> Found:
    return read(Item(origin="release.docx", data=data, media_type=DOCX))


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def changed(data: bytes, name: str, content: bytes) -> bytes:
    """Return a document with another part of this name."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, content if part.filename == name else old.read(part))
    return file.getvalue()


def plain(*paragraphs: str) -> bytes:
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    return saved(document)


def test_headings_paragraphs_and_tables_become_text() -> None:
    document = docx.Document()
    document.add_heading("Mayor opens bridge", level=0)
    document.add_paragraph("“It is a gift – 41\u00a0million crowns,” said mayor Ada Lund.  ")
    document.add_paragraph()
    document.add_heading("Costs", level=2)
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("Year", "Crowns", "2024", "41\u00a0million"), strict=True):
        cell.text = words
    document.add_paragraph("The ferry stops on Sunday.\nThe bridge opens on Monday.")
    document.sections[0].header.paragraphs[0].text = "Page head"
    text, metadata = found(saved(document))
    assert text.split("\n\n") == [
        "Mayor opens bridge",
        "“It is a gift – 41\u00a0million crowns,” said mayor Ada Lund.",
        "Costs",
        "Year | Crowns\n2024 | 41\u00a0million",
        "The ferry stops on Sunday.\nThe bridge opens on Monday.",
    ]
    assert metadata.title == "Mayor opens bridge"


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "The bridge is open, the mayor said."
    cell.add_paragraph("Nobody cried.")
    assert found(saved(document))[0] == "The bridge is open, the mayor said.\n\nNobody cried."


def test_insertions_count_and_deletions_comments_and_hidden_words_do_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The bridge costs ")
    for xml in (
        f'<w:del {W} w:id="1" w:author="x"><w:r><w:delText>14</w:delText></w:r></w:del>',
        f'<w:ins {W} w:id="2" w:author="x"><w:r><w:t>41</w:t></w:r></w:ins>',
        f'<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> secret</w:t></w:r>',
        f'<w:r {W}><w:t xml:space="preserve"> million crowns.</w:t></w:r>',
        f'<w:moveFrom {W} w:id="3" w:author="x"><w:r><w:t> Moved away.</w:t></w:r></w:moveFrom>',
        f'<w:r {W}><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText></w:r>',
    ):
        paragraph._p.append(parse_xml(xml))
    document.add_comment(runs=paragraph.runs[0], text="Is this so?", author="x")
    assert found(saved(document))[0] == "The bridge costs 41 million crowns."


def test_the_words_of_a_box_are_read_once_behind_what_it_stands_beside() -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>A boxed sentence, she said.</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        f"<w:r {W} {MC}><mc:AlternateContent><mc:Choice Requires='wps'><w:pict>{box}</w:pict></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document.add_paragraph("The bridge is open.")._p.append(parse_xml(xml))
    assert found(saved(document))[0] == "The bridge is open.\n\nA boxed sentence, she said."


def test_properties_become_metadata() -> None:
    document = docx.Document()
    document.add_paragraph("The bridge is open, the mayor said.")
    properties = document.core_properties
    properties.title, properties.author, properties.language = "Mayor opens bridge", "Ada Lund; Bo Berg", "en-GB"
    properties.created, properties.modified = datetime(2024, 5, 15, tzinfo=UTC), datetime(2024, 5, 17, tzinfo=UTC)
    _, metadata = found(saved(document))
    assert (metadata.title, metadata.byline, metadata.language) == (
        "Mayor opens bridge",
        ("Ada Lund", "Bo Berg"),
        "en-GB",
    )
    assert (metadata.published, metadata.modified) == (date(2024, 5, 15), date(2024, 5, 17))
    assert metadata.published_basis is DateBasis.METADATA


def test_what_a_template_says_is_not_believed() -> None:
    _, metadata = found(plain("By Ada Lund", "Lund, 15 May 2024", "The bridge is open, the mayor said."))
    assert metadata.title is None
    assert metadata.byline == ("Ada Lund",)
    assert (metadata.published, metadata.published_basis) == (date(2024, 5, 15), DateBasis.PAGE)


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_entities() -> bytes:
    entities = "".join(f"<!ENTITY e{n + 1} '{f'&e{n};' * 10}'>" for n in range(9))
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>"
    xml = f"<?xml version='1.0'?><!DOCTYPE w [<!ENTITY e0 'ha'>{entities}]>{body}"
    return changed(plain("x"), "word/document.xml", xml.encode())


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (plain, EmptyTextError, "holds no words"),
        (with_entities, UnreadableError, "declares entities"),
        (
            lambda: zipped({"word/document.xml": b"", "word/media/a.bin": bytes(200_000_001)}),
            TooLargeError,
            "200,000,000 bytes",
        ),
        (
            lambda: zipped({"word/document.xml": bytes(50_000_001)}),
            TooLargeError,
            "word/document.xml has 50,000,001 bytes",
        ),
        (lambda: zipped({"word/document.xml": b"<w:document/>"}), UnreadableError, "can't be read as DOCX"),
        (lambda: zipped({"a.txt": b"hello"}), NotTextError, "is no DOCX but another archive"),
        (lambda: plain("x")[:-200], UnreadableError, "can't be read as DOCX"),
        (lambda: changed(plain("x"), "word/document.xml", b"<w:document"), UnreadableError, "can't be read as DOCX"),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), UnreadableError, "is locked with a password, or an old .doc"),
        (lambda: bytes(20_000_001), TooLargeError, "20,000,001 bytes"),
    ],
    ids=["empty", "entities", "bomb", "large part", "bare", "zip", "cut off", "broken", "old", "large"],
)
def test_what_can_not_be_read_is_refused_with_its_reason(
    make: Callable[[], bytes], error: type[InputError], words: str
) -> None:
    data = make()
    with pytest.raises(error, match=r"^release\.docx") as caught:
        found(data)
    assert words in str(caught.value)


def test_without_the_libraries_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    message = r'release\.docx: DOCX is read with an extra: pip install "whosaid\[documents\]"'
    with pytest.raises(MissingExtraError, match=message):
        found(b"")
