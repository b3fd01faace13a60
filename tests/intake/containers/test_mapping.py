"""Columns are recognised by name or as a person says, and their values become what is known of an article."""

from datetime import date

import pytest

from kg.errors import EmptyTextError, InputError, MetadataError, NotTextError
from kg.intake import items as kinds
from kg.intake.items import Item
from kg.intake.mapping import FieldMapping, day, item_of, names
from kg.model import DateBasis, Metadata


def made(row: dict[str, object], mapping: FieldMapping | None = None) -> Item:
    return item_of(row, mapping or FieldMapping(), origin="rows:7")


def known(**row: object) -> Metadata:
    return made({"text": "It rained.", **row}).known


def test_fields_are_written_as_pairs() -> None:
    mapping = FieldMapping.parse(" text=body, title = Head Line,publisher=")
    assert mapping == FieldMapping(text="body", title="Head Line", publisher="")


@pytest.mark.parametrize(
    "given", ["", ",", "text", "text=a,text=b", "words=a", "=a", "text=,html=", "text=body;title=headline;x=1,y"]
)
def test_fields_that_can_not_be_understood_are_refused(given: str) -> None:
    with pytest.raises(MetadataError, match=r"^fields: "):
        FieldMapping.parse(given)


@pytest.mark.parametrize(
    "column",
    ["text", "Body", "CONTENT", "article", "maintext", "articleBody", "main_text", "Article Body", "full-text"],
)
def test_the_text_is_recognised(column: str) -> None:
    assert made({"id": "1", column: "It rained.\n\nIn Norrvik."}).data == b"It rained.\n\nIn Norrvik."


def test_a_row_becomes_an_item() -> None:
    item = made(
        {
            "Body": "It rained — “a lot”.",
            "Headline": "Rain\n over Norrvik",
            "source_name": "The Lake Chronicle",
            "authors": "By Ada Lund, Bo Berg and Cy Dahl",
            "link": "https://lake.example/rain",
            "publishedAt": "2024-05-14T23:30:00-05:00",
            "lang": "en_GB",
            "agency": "Meridian Wire",
            "views": 12,
        }
    )
    assert item == Item(
        origin="rows:7",
        data="It rained — “a lot”.".encode(),
        media_type=kinds.PLAIN,
        charset="utf-8",
        known=Metadata(
            title="Rain over Norrvik",
            publisher="The Lake Chronicle",
            credit="Meridian Wire",
            byline=("Ada Lund", "Bo Berg", "Cy Dahl"),
            url="https://lake.example/rain",
            language="en-GB",
            published=date(2024, 5, 14),
            published_basis=DateBasis.METADATA,
        ),
    )


def test_a_page_is_taken_where_there_is_no_text() -> None:
    assert made({"html": "<p>It rained.</p>"}).media_type == kinds.HTML
    assert made({"html": "<p>It rained.</p>", "text": " "}).data == b"<p>It rained.</p>"
    assert made({"html": "<p>It rained.</p>", "text": "It rained."}).media_type == kinds.PLAIN
    chosen = FieldMapping(html="page", text="")
    assert made({"text": "It rained.", "page": "<p>It rained.</p>"}, chosen).media_type == kinds.HTML


def test_what_a_person_says_counts_and_the_rest_is_recognised() -> None:
    row: dict[str, object] = {"text": "A summary.", "story": "It rained.", "title": "Rain", "source": "crawler-7"}
    item = made(row, FieldMapping.parse("text=story,publisher="))
    assert item.data == b"It rained."
    assert (item.known.title, item.known.publisher) == ("Rain", None)


def test_a_row_without_text_says_which_columns_it_has() -> None:
    for row in ({"id": 1, "Überschrift": "x"}, {"id": 1, "Überschrift": "x", "text": None}, {"text": "nan", "id": ""}):
        with pytest.raises(EmptyTextError, match=r"^rows:7 has no text; its columns are .*'id'") as raised:
            made(row)
        assert "--fields text=" in str(raised.value)
    with pytest.raises(EmptyTextError, match="and 80 more"):
        made({f"column {number}": "x" for number in range(100)})


def test_values_of_json_are_understood() -> None:
    assert known(source={"id": None, "name": "The Lake Chronicle"}).publisher == "The Lake Chronicle"
    assert known(author=[{"name": "Ada Lund"}, "Bo Berg", None, 7.5]).byline == ("Ada Lund", "Bo Berg", "7.5")
    assert known(title=1984).title == "1984"
    assert known(title=True, url=float("nan"), headline="Rain").title == "Rain"
    assert known(url=float("nan"), publisher="N/A", authors="None", published="null") == Metadata()
    assert made({"text": ["One.", "Two."]}).data == b"One.\n\nTwo."


def test_text_that_is_no_unicode_is_refused() -> None:
    with pytest.raises(NotTextError, match=r"^rows:7 is not UTF-8"):
        made({"text": "a lone \ud800 surrogate"})


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-05-15", date(2024, 5, 15)),
        ("20240515", date(2024, 5, 15)),
        ("2024-05-15 10:00:00", date(2024, 5, 15)),
        ("2024-05-15T10:00Z", date(2024, 5, 15)),
        ("2024-05-15T00:30:00.123456+09:00", date(2024, 5, 15)),
        ("2024-05-15 10:00:00 UTC", date(2024, 5, 15)),
        ("2024-05-15 10:00:00+00:00", date(2024, 5, 15)),
        ("Tue, 14 May 2024 23:30:00 -0500", date(2024, 5, 14)),
        ("Wed, 15 May 2024 10:00:00 GMT", date(2024, 5, 15)),
        ("5 May 2024 10:00:00 +0000", date(2024, 5, 5)),
    ],
)
def test_days_are_those_that_are_written(written: str, expected: date) -> None:
    assert day(f" {written} ", origin="rows:7") == expected
    assert known(date=written).published == expected


@pytest.mark.parametrize(
    "written",
    ["15/05/2024", "05-15-2024", "May 15, 2024", "yesterday", "1715767200", "2024", "2024-05", "2024-13-01",
     "2024-02-30", "31 Feb 2024 10:00:00 GMT", "2024-05-15T25:00", "2024-05-15 or so", "9" * 10_000],
)  # fmt: skip
def test_other_dates_are_refused_by_name(written: str) -> None:
    with pytest.raises(MetadataError, match=r"^rows:7: published '") as raised:
        known(published=written)
    assert written[:40] in str(raised.value)
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ada Lund", ("Ada Lund",)),
        ("by Ada Lund and Bo Berg", ("Ada Lund", "Bo Berg")),
        ("Lund, Ada; Berg, Bo", ("Lund, Ada", "Berg, Bo")),
        ("['Ada Lund', \"Bo O'Hara\"]", ("Ada Lund", "Bo O'Hara")),
        ("Bylund Andersson", ("Bylund Andersson",)),
        ("[]", ()),
        ("", ()),
    ],
)
def test_bylines_are_names(written: str, expected: tuple[str, ...]) -> None:
    assert names(written) == expected


def test_a_hostile_value_costs_no_time() -> None:
    for value in ("a and " * 200_000, " " * 1_000_000, "[" + "'" * 1_000_000 + "]", ",and" * 300_000):
        try:
            known(authors=value, published=value, title=value, source=value)
        except InputError:
            continue
