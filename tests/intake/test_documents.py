"""What a document is said to be: by a person, by its container, by its own bytes, by its text, in this order."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from kg.errors import MetadataError, NotTextError, UnknownFormatError
from kg.intake.documents import document_of
from kg.intake.items import HTML, MARKDOWN, PLAIN, ZIP, Found, Item, media_type_of
from kg.model import DateBasis, Metadata

TEXT = "Rain over Lund\n\nBy Ada Lund\n\nIt rained, the mayor said.\n"
OWN = Metadata(
    title="Own", publisher="The Own", url="https://own.example/1", published=date(2024, 5, 1),
    published_basis=DateBasis.METADATA, byline=("Own Writer",),
)  # fmt: skip
KNOWN = Metadata(title="Known", published=date(2024, 5, 2), published_basis=DateBasis.METADATA)
GIVEN = Metadata(title="Given", published=date(2024, 5, 3))


def item(text: str = TEXT, media_type: str = PLAIN, known: Metadata | None = None, charset: str | None = None) -> Item:
    return Item(origin="a", data=text.encode(), media_type=media_type, known=known or Metadata(), charset=charset)


def page(metadata: Metadata) -> Found:
    return "Rain over Lund\n\nIt rained.", metadata


def test_a_person_counts_more_than_a_container_and_that_more_than_the_bytes() -> None:
    all_three = document_of(item(media_type=HTML, known=KNOWN), given=GIVEN, read=lambda _: page(OWN)).metadata
    assert (all_three.title, all_three.published, all_three.published_basis) == (
        "Given", date(2024, 5, 3), DateBasis.GIVEN,
    )  # fmt: skip
    two = document_of(item(media_type=HTML, known=KNOWN), read=lambda _: page(OWN)).metadata
    assert (two.title, two.published, two.published_basis) == ("Known", date(2024, 5, 2), DateBasis.METADATA)
    assert (two.publisher, two.byline) == ("The Own", ("Own Writer",))


def test_the_text_fills_in_what_nobody_says() -> None:
    metadata = document_of(item()).metadata
    assert (metadata.title, metadata.byline, metadata.published) == ("Rain over Lund", ("Ada Lund",), None)


@pytest.mark.parametrize("line", ["LYON, May 14, 2024 (Reuters) -", "LYON, France, May 14, 2024 /NewsLine/ --"])
def test_the_day_of_a_dateline_is_that_of_a_text_without_another(line: str) -> None:
    metadata = document_of(item(f"Rain over Lund\n\n{line} It rained.\n")).metadata
    assert (metadata.published, metadata.published_basis) == (date(2024, 5, 14), DateBasis.PAGE)


def test_the_hash_is_that_of_the_bytes() -> None:
    markdown = "---\ntitle: Rain\n---\n\nIt rained."
    document = document_of(item(markdown, MARKDOWN))
    assert document.metadata.original == sha256(markdown.encode()).hexdigest()
    assert document.metadata.original != document.sha256


def test_what_a_strangers_bytes_say_is_made_lines_or_left_out() -> None:
    hostile = replace(
        OWN, title="Rain\n\u2028 over\x00 Lund", publisher="x" * 2_000, url="javascript:alert(1)", language="no tag!"
    )
    metadata = document_of(item(media_type=HTML), read=lambda _: page(hostile)).metadata
    assert (metadata.title, metadata.publisher, metadata.url, metadata.language) == ("Rain over Lund", None, None, "en")


def test_what_a_person_gives_is_refused_when_it_is_none() -> None:
    with pytest.raises(MetadataError, match="a: url 'javascript:x' is no http or https address"):
        document_of(item(), given=Metadata(url="javascript:x"))


def test_a_sender_may_name_the_encoding() -> None:
    latin = Item(origin="a", data="Café, she said.".encode("latin-1"), media_type=PLAIN, charset="iso-8859-1")
    assert document_of(latin).text == "Café, she said."
    with pytest.raises(NotTextError, match="a is not UTF-8"):
        document_of(replace(latin, charset="no-such-charset"))
    with pytest.raises(NotTextError, match="is not UTF-8"):  # which would take any bytes, and read other words
        document_of(replace(latin, charset="unicode-escape"))


def test_a_container_is_no_article() -> None:
    with pytest.raises(UnknownFormatError, match="a holds several articles"):
        document_of(item(media_type=ZIP))


def test_formats_are_told_by_names() -> None:
    names = ["a.TXT", "b.warc.gz", "c.html", "d.tar.gz", "README", "e.xyz"]
    assert [media_type_of(name) for name in names] == [PLAIN, "application/warc", HTML, None, PLAIN, None]
