"""Files become documents, or are refused with a reason and the file's name."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.errors import (
    EmptyTextError,
    InputError,
    MetadataError,
    MissingInputError,
    NotTextError,
    TooLargeError,
    UnknownFormatError,
)
from kg.intake import items
from kg.intake.documents import document_of
from kg.intake.files import article_files, read_file
from kg.intake.items import Item
from kg.model import DateBasis, Document, Metadata

MARKDOWN = """---
title: Rain over Lund
publisher: The Daily
byline: [Ada Lund, Bo Berg]
url: https://daily.example/rain
published: 2024-05-15
---

It rained, the mayor said.
"""


def read_document(data: bytes, *, origin: str, markdown: bool = False, given: Metadata | None = None) -> Document:
    media_type = items.MARKDOWN if markdown else items.PLAIN
    return document_of(Item(origin=origin, data=data, media_type=media_type), given=given)


def test_a_text_file_is_its_own_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffRain over Lund\r\n\r\nIt rained, the mayor said.\r\n".encode())
    document = read_file(path)
    assert document.text == "Rain over Lund\r\n\r\nIt rained, the mayor said.\r\n"
    assert document.metadata.title == "Rain over Lund"
    assert document.metadata.published is None
    assert document.metadata.published_basis is DateBasis.NONE


def test_front_matter_becomes_metadata_and_the_title_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    document = read_file(path)
    assert document.text == "Rain over Lund\n\nIt rained, the mayor said.\n"
    metadata = document.metadata
    assert (metadata.publisher, metadata.byline) == ("The Daily", ("Ada Lund", "Bo Berg"))
    assert (metadata.published, metadata.published_basis) == (date(2024, 5, 15), DateBasis.METADATA)


def test_front_matter_may_credit_an_agency() -> None:
    assert marked_down("publisher: The Daily\ncredit: Reuters").credit == "Reuters"
    assert marked_down("publisher: The Daily").credit is None
    assert marked_down("credit: Reuters", given=Metadata(credit="AFP")).credit == "AFP"


def test_what_is_given_overrules_what_was_found() -> None:
    given = Metadata(publisher="The Weekly", published=date(2024, 6, 1))
    document = read_document(MARKDOWN.encode(), origin="a.md", markdown=True, given=given)
    assert document.metadata.publisher == "The Weekly"
    assert (document.metadata.published, document.metadata.published_basis) == (date(2024, 6, 1), DateBasis.GIVEN)
    assert document.metadata.title == "Rain over Lund"


def test_a_dateline_dates_an_article_and_a_date_beside_the_weather_does_not() -> None:
    text = "Rates stay\n\nFRANKFURT, Jan 25, 2024 (The Ledger) - It rained."
    metadata = read_document(text.encode(), origin="a").metadata
    assert (metadata.published, metadata.published_basis) == (date(2024, 1, 25), DateBasis.PAGE)
    text = "56.4 F\nLund\nThursday, December 26, 2024\n\nRates stay\n\nIt rained."
    metadata = read_document(text.encode(), origin="a").metadata
    assert (metadata.title, metadata.published) == ("Rates stay", None)


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", EmptyTextError, "holds no words"),
        (b" \n\t ...\n", EmptyTextError, "holds no words"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NotTextError, "no text"),
        ("Il a plu à Besançon.".encode("latin-1"), NotTextError, "not UTF-8: byte 9 is 0xe0"),
        ("It rained.".encode("utf-16"), NotTextError, "UTF-16"),
        (b"\x1b\x02\x03It rained.", NotTextError, "control characters"),
        (b"It rained. " * 2_000_000, TooLargeError, "more than 4,000,000 bytes"),
        (b"a\n" * 4_500_000, TooLargeError, "more than 4,000,000 bytes"),
        (b"a" * 2_000_000, TooLargeError, "a line of 2,000,000 characters"),
    ],
    ids=["empty", "no words", "binary", "latin-1", "utf-16", "controls", "20 MB", "9 MB of lines", "one line of 2 MB"],
)
def test_what_is_no_article_is_refused(data: bytes, error: type[InputError], words: str) -> None:
    with pytest.raises(error, match=words):
        read_document(data, origin="bad.txt")


def marked_down(front: str, *, given: Metadata | None = None) -> Metadata:
    """Return the metadata of an article with this front matter."""
    data = f"---\n{front}\n---\n\nIt rained.".encode()
    return read_document(data, origin="a.md", markdown=True, given=given).metadata


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("title: [", "can't be read as YAML"),
        ("- a\n- b", "no list of keys"),
        ("? {a: b}\n: c", "can't be read as YAML"),
        ("title: " + "{" * 5_000, "nested too deep"),
        ("other: " + "x" * 60_000, "front matter has 60,0.. characters"),
        ("other: &i [x]\ntitle: a", "other: the anchor or alias 'i' is not allowed"),
        ("title: *i", "title: the anchor or alias 'i' is not allowed"),
        *(
            (f"published: {day}", "published .* is no date")
            for day in (
                "soon",
                "2024-99-99",
                "2024-02-30",
                "2024-05-15 and more",
                "2024-05-15T10:00:00+99:00",
                "9" * 5_000,
                "0x" + "f" * 5_000,
                "!!timestamp 2024-99-99",
            )
        ),
        ("published: [2024-05-15]", "published is a list or a map"),
        ("date: soon", "published 'soon' is no date"),
        ("title: {a: b}", "title is a list or a map"),
        ("title: " + "x" * 1_001, "title has 1,001 characters"),
        ("title: |\n  a\n  b", "title .* has characters that no line"),
        ('title: "\\ud800"', "title .* has characters that no line"),
        ('publisher: "a\\0b"', "publisher .* has characters that no line"),
        ('byline: [Ada, "\\ud800"]', "byline .* has characters that no line"),
        ("byline: {name: Ada}", "byline is neither"),
        ("byline: [[Ada]]", "byline is neither"),
        ("language: en_US", "language 'en_US' is no language tag"),
        ("language: english language", "is no language tag"),
        ("url: javascript:alert(1)", "url 'javascript:alert.*' is no http or https address"),
        ("url: daily.example", "is no http or https address"),
    ],
    ids=lambda value: value[:40],
)
def test_front_matter_that_cannot_be_understood_is_refused(front: str, words: str) -> None:
    """With the file's name, and the key."""
    with pytest.raises(MetadataError, match=f"^a.md: .*{words}"):
        marked_down(front)


def test_a_bomb_of_aliases_does_not_go_off() -> None:
    lines = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]" for n in range(9)]
    with pytest.raises(MetadataError, match="not allowed"):
        marked_down("\n".join([*lines, "title: *a8"]))


def test_front_matter_is_read_as_words() -> None:
    found = marked_down(
        "title: 2024\npublisher: null\nbyline: Ada Lund\nlanguage: en-GB\npublished: 2024-05-15T23:30:00Z"
    )
    assert (found.title, found.publisher, found.byline, found.language) == ("2024", None, ("Ada Lund",), "en-GB")
    assert found.published == date(2024, 5, 15)


@pytest.mark.parametrize(
    ("front", "known"),
    [
        ("date: 2024-05-15\nauthor: Ada Lund", Metadata(published=date(2024, 5, 15), byline=("Ada Lund",))),
        ("Date: 2024-05-15T08:00:00+09:00\nheadline: Rain", Metadata(published=date(2024, 5, 15), title="Rain")),
        ("published:\ndate: Wed, 15 May 2024 08:00:00 GMT", Metadata(published=date(2024, 5, 15))),
        ("published: 2024-05-15\ndate: 2024-05-20", Metadata(published=date(2024, 5, 15))),
        (
            'source: https://daily.example/rain\nauthor:\n- "[[Ada Lund]]"\n- "[[people/bo|Bo Berg]]"',
            Metadata(url="https://daily.example/rain", byline=("Ada Lund", "Bo Berg")),
        ),
        (
            "source: The Daily\nlink: https://daily.example/rain",
            Metadata(publisher="The Daily", url="https://daily.example/rain"),
        ),
        ("authors:\n- name: Ada Lund\n- {}", Metadata(byline=("Ada Lund",))),
        ("site: {name: x}\nlink: [a]", Metadata()),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
def test_front_matter_may_call_things_as_tables_do(front: str, known: Metadata) -> None:
    found = marked_down(front)
    assert replace(found, published_basis=known.published_basis, original=None) == known
    assert (found.published_basis is DateBasis.METADATA) == (known.published is not None)


def test_what_is_given_is_looked_at_too() -> None:
    with pytest.raises(MetadataError, match=r"a\.md: url 'ftp://x' is no http or https address"):
        marked_down("title: Rain", given=Metadata(url="ftp://x"))


def test_a_dateline_of_a_day_that_there_is_not_dates_nothing() -> None:
    text = "CAIRO, February 30, 2024 (Reuters) - It rained."
    metadata = read_document(text.encode(), origin="a").metadata
    assert (metadata.published, metadata.published_basis) == (None, DateBasis.NONE)


def test_a_file_that_cannot_be_read_is_named_with_the_reason() -> None:
    with pytest.raises(MissingInputError, match="/proc/self/mem can't be read: Input/output error"):
        read_file(Path("/proc/self/mem"))
    with pytest.raises(MissingInputError, match="can't be read: File name too long"):
        list(article_files(Path("a" * 5_000)))


def test_files_that_are_missing_or_of_another_kind_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="no file"):
        read_file(tmp_path / "nowhere.txt")
    (tmp_path / "a.xls").write_bytes(b"rows")
    with pytest.raises(UnknownFormatError, match=r"a\.xls ends in \.xls"):
        read_file(tmp_path / "a.xls")
    with pytest.raises(UnknownFormatError, match="is a folder"):
        read_file(tmp_path)


def test_a_folder_means_its_articles_by_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "page_files").mkdir()
    for name in ("b/2.md", "a.txt", "c.xls", ".hidden.txt", "page_files/ad.html"):
        (tmp_path / name).write_text("It rained.", encoding="utf-8")
    assert [p.name for p in article_files(tmp_path)] == ["a.txt", "2.md"]
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(MissingInputError, match="holds no"):
        list(article_files(empty))
