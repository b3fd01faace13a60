"""Files become documents, or are refused with a reason and the file's name."""

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
from kg.intake.files import article_files, read_document, read_file
from kg.model import DateBasis, Metadata

MARKDOWN = """---
title: Rain over Lund
publisher: The Daily
byline: [Ada Lund, Bo Berg]
url: https://daily.example/rain
published: 2024-05-15
---

It rained, the mayor said.
"""


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
        (b"It rained. " * 2_000_000, TooLargeError, "22,000,000|an article may have 10,000,000"),
        (b"a" * 2_000_000, TooLargeError, "a line of 2,000,000 characters"),
    ],
    ids=["empty", "no words", "binary", "latin-1", "utf-16", "controls", "20 MB", "one line of 2 MB"],
)
def test_what_is_no_article_is_refused(data: bytes, error: type[InputError], words: str) -> None:
    with pytest.raises(error, match=words):
        read_document(data, origin="bad.txt")


@pytest.mark.parametrize(
    ("front", "words"),
    [("published: soon", "'soon' is no date"), ("title: [", "not YAML"), ("- a\n- b", "no list of keys")],
)
def test_front_matter_that_cannot_be_understood_is_refused(front: str, words: str) -> None:
    with pytest.raises(MetadataError, match=words):
        read_document(f"---\n{front}\n---\n\nIt rained.".encode(), origin="a.md", markdown=True)


def test_files_that_are_missing_or_of_another_kind_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="no file"):
        read_file(tmp_path / "nowhere.txt")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(UnknownFormatError, match=r"a\.pdf ends in \.pdf"):
        read_file(tmp_path / "a.pdf")
    with pytest.raises(UnknownFormatError, match="is a folder"):
        read_file(tmp_path)


def test_a_folder_means_its_articles_by_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.md", "a.txt", "c.pdf"):
        (tmp_path / name).write_text("It rained.", encoding="utf-8")
    assert [p.name for p in article_files(tmp_path)] == ["a.txt", "2.md"]
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(MissingInputError, match="holds no"):
        list(article_files(empty))
