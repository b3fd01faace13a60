"""PDFs, written by hand, become their paragraphs, without what stands around them."""

import sys
import zlib
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from kg.errors import EmptyTextError, InputError, MissingExtraError, NotTextError, TooLargeError, UnreadableError
from kg.intake.formats.pdf import read
from kg.intake.items import PDF, Found, Item
from kg.model import DateBasis
from tests.intake.formats.made import Line, file_of, page, pdf, pdf_lines

STORY = [
    "The bridge over the river is open to traffic from\nMonday, mayor Ada Lund said on Wednesday, and she\n"
    "seemed glad.",
    "“It is a gift to all of us,” she told reporters on\nthe eastern bank of the river.",
    "Police said they did not expect queues, and asked\nall drivers to be kind to each other.",
]
READ = [each.replace("\n", " ") for each in STORY]
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def found(data: bytes) -> Found:
    return read(Item(origin="release.pdf", data=data, media_type=PDF))


def test_lines_become_paragraphs_and_the_largest_words_the_title() -> None:
    lines = [*pdf_lines(["Mayor opens new bridge"], size=20), *pdf_lines(STORY, top=680)]
    text, metadata = found(pdf([lines]))
    assert text.split("\n\n") == ["Mayor opens new bridge", *READ]
    assert metadata.title == "Mayor opens new bridge"
    assert (metadata.published, metadata.published_basis) == (None, DateBasis.NONE)


def test_paragraphs_are_told_by_an_indent_or_by_a_short_last_line() -> None:
    indented: list[Line] = []
    for each in pdf_lines(STORY, gap=0):
        first = any(paragraph.startswith(each.words) for paragraph in STORY)
        indented.append(Line(each.x + (14 if first else 0), each.y, each.words))
    assert found(pdf([indented]))[0].split("\n\n") == READ
    assert found(pdf([pdf_lines(STORY, gap=0)]))[0].split("\n\n") == READ


def test_columns_are_read_one_after_the_other_and_pages_go_on() -> None:
    left = pdf_lines(
        ["The bridge is open, and the mayor said that it\nwas a gift to all of us, who had", "waited long."], gap=0
    )
    right = pdf_lines(
        ["waited for it longer than the people of any\nother town. Nobody will take the ferry again, she"], x=310
    )
    below = pdf_lines(["said, and bought the last ticket."])
    assert found(pdf([[*left[:2], *right], below]))[0] == (
        "The bridge is open, and the mayor said that it was a gift to all of us, who had waited for it longer than the "
        "people of any other town. Nobody will take the ferry again, she said, and bought the last ticket."
    )


def test_words_that_a_line_end_has_broken_are_whole_again_and_hyphens_of_their_own_stay() -> None:
    broken = (
        "The spokes-\nwoman said that the well-\nknown two-\nway bridge, praised by Kim Jong-\nun, is a hand-made one, "
        "hand-\nmade by us, as Jong-un says."
    )
    assert found(pdf([pdf_lines([broken])]))[0] == (
        "The spokeswoman said that the well-known two-way bridge, praised by Kim Jong-un, is a hand-made one, "
        "hand-made by us, as Jong-un says."
    )


def test_running_heads_and_feet_and_page_numbers_are_left_out() -> None:
    def sheet(number: int) -> list[Line]:
        head = Line(72, 800, f"THE LAKE CHRONICLE    {number} May 2024")
        return [head, *pdf_lines([STORY[number]]), Line(290, 30, f"- {number + 1} -"), Line(72, 44, "Printed in Lund")]

    assert found(pdf([sheet(0), sheet(1), sheet(2)]))[0].split("\n\n") == READ


def test_a_line_that_a_browser_prints_below_a_page_is_its_address() -> None:
    lines = [
        Line(30, 810, "5/16/24, 9:41 AM Mayor opens new bridge"),
        *pdf_lines(STORY),
        Line(30, 20, "https://lakechronicle.example/bridge 1/1"),
    ]
    text, metadata = found(pdf([lines]))
    assert text.split("\n\n") == READ
    assert metadata.url == "https://lakechronicle.example/bridge"


@pytest.mark.parametrize(
    ("info", "published", "basis"),
    [
        ({"CreationDate": "D:20240515103000+02'00'"}, date(2024, 5, 15), "metadata"),
        ({"CreationDate": "D:19700101000000Z"}, None, "none"),
        ({"CreationDate": "D:29990101000000Z"}, None, "none"),
        ({"CreationDate": "yesterday"}, None, "none"),
        ({"CreationDate": "D:20240515103000Z", "Producer": "Skia/PDF m120"}, None, "none"),
    ],
)
def test_a_document_is_of_the_day_on_which_it_was_made_unless_a_reader_saved_it(
    info: dict[str, str], published: date | None, basis: str
) -> None:
    _, metadata = found(pdf([pdf_lines(STORY)], info=info))
    assert (metadata.published, metadata.published_basis.value) == (published, basis)


def test_a_day_that_is_only_shown_is_of_the_page() -> None:
    _, metadata = found(pdf([pdf_lines(["Lund, 15 May 2024", *STORY])]))
    assert (metadata.published, metadata.published_basis) == (date(2024, 5, 15), DateBasis.PAGE)


@pytest.mark.parametrize(
    ("info", "title", "byline"),
    [
        ({"Title": "Mayor opens ‘bridge’", "Author": "Ada Lund"}, "Mayor opens ‘bridge’", ("Ada Lund",)),
        ({"Title": "Microsoft Word - release_final2.docx", "Author": "alund"}, None, ()),
        ({"Title": "release.indd", "Author": "Office User"}, None, ()),
        ({"Title": "", "Author": ""}, None, ()),
    ],
)
def test_properties_that_a_program_made_up_are_not_believed(
    info: dict[str, str], title: str | None, byline: tuple[str, ...]
) -> None:
    _, metadata = found(pdf([pdf_lines(STORY)], info=info))
    assert (metadata.title, metadata.byline) == (title, byline)


def test_the_byline_that_is_shown_goes_before_the_author_that_is_not() -> None:
    text, metadata = found(pdf([pdf_lines(["By Ada Lund", *STORY])], info={"Author": "Bo Berg"}))
    assert metadata.byline == ("Ada Lund",)
    assert text.startswith("By Ada Lund\n\n")


def scanned() -> bytes:
    """A PDF whose page is a picture."""
    picture = b"<< /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    content = b"q 500 0 0 800 0 0 cm /Im1 Do Q"
    return file_of([
        CATALOGUE,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Resources << /XObject << /Im1 5 0 R >> >> /Contents 4 0 R >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content),
        picture + b" stream\n0\nendstream",
    ])  # fmt: skip


def locked() -> bytes:
    """A PDF that says that it is encrypted, with a password that nobody has."""
    lock = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"00" * 32, b"11" * 32)
    objects = [CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>", lock]
    return file_of(objects, trailer=b" /Encrypt 3 0 R /ID [<00> <00>]")


@cache
def bomb() -> bytes:
    """A PDF whose page has a gigabyte of zeros."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(20_000_000)) for _ in range(50)) + packer.flush()
    stream = b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(packed), packed)
    return file_of([CATALOGUE, b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>", FONT, page(5), stream])


RING = file_of([CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (scanned, EmptyTextError, "holds pictures of text only; run OCR first"),
        (lambda: pdf([[]]), EmptyTextError, "holds no words"),
        (locked, UnreadableError, "is encrypted"),
        (lambda: RING, UnreadableError, "can't be read as PDF"),
        (bomb, UnreadableError, "can't be read as PDF"),
        (lambda: bytes(1_000_000), NotTextError, "is no PDF"),
        (lambda: b"<html><body><p>Hello</p>", NotTextError, "is no PDF"),
        (lambda: b"%PDF-1.7\nnothing else", UnreadableError, "can't be read as PDF"),
        (lambda: b"%PDF-" + bytes(20_000_000), TooLargeError, "20,000,005 bytes"),
    ],
    ids=["scanned", "empty", "locked", "ring", "bomb", "zeros", "html", "cut off", "large"],
)
def test_what_can_not_be_read_is_refused_with_its_reason(
    make: Callable[[], bytes], error: type[InputError], words: str
) -> None:
    data = make()
    with pytest.raises(error, match=r"^release\.pdf") as caught:
        found(data)
    assert words in str(caught.value)


def test_without_the_libraries_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(
        MissingExtraError, match=r'release\.pdf: PDF is read with an extra: pip install "whosaid\[documents\]"'
    ):
        found(pdf([pdf_lines(STORY)]))
