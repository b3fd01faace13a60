"""Paragraphs, names and days are read alike in all formats."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.intake.formats.prose import day_in, joined, lines, names_in, paragraph


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-05-15T23:30:00-04:00", date(2024, 5, 15)),
        ("2024-05-15", date(2024, 5, 15)),
        ("20240515T103000Z", date(2024, 5, 15)),
        ("20240515103000", date(2024, 5, 15)),
        ("Wed, 15 May 2024 10:00:00 GMT", date(2024, 5, 15)),
        ("Updated: May 15th, 2024 at 10 a.m.", date(2024, 5, 15)),
        ("Sept. 3, 2023", date(2023, 9, 3)),
        ("15 MAY 2024", date(2024, 5, 15)),
        ("15.5.2024", date(2024, 5, 15)),
        ("5/15/2024", date(2024, 5, 15)),
        ("15/5/2024", date(2024, 5, 15)),
        ("5/5/2024", date(2024, 5, 5)),
        ("05/06/2024", None),
        ("31 June 2024", None),
        ("1970-01-01T00:00:00Z", None),
        ("0001-01-01", None),
        ("2024-13-45", None),
        ("1715760000", None),
        ("Maybe 15, 2024 of them", None),
        ("", None),
    ],
)
def test_a_day_is_read_where_it_is_named_plainly(words: str, day: date | None) -> None:
    assert day_in(words) == day


def test_no_article_is_of_a_day_to_come() -> None:
    assert day_in((date.today() + timedelta(days=1)).isoformat()) is not None
    assert day_in((date.today() + timedelta(days=2)).isoformat()) is None


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Lund", ("Ada Lund",)),
        ("BY ADA LUND AND BO BERG", ("Ada Lund", "Bo Berg")),
        ("Ada Lund, Bo Berg and Cy Dahl", ("Ada Lund", "Bo Berg", "Cy Dahl")),
        ("Ada Lund, Bo Berg, and Cy Dahl", ("Ada Lund", "Bo Berg", "Cy Dahl")),
        ("Ada Lund & Bo Berg; Cy Dahl", ("Ada Lund", "Bo Berg", "Cy Dahl")),
        ("Ada Lund, political correspondent", ("Ada Lund",)),
        ("Ada Lund in Malmö and Bo Berg in Oslo", ("Ada Lund", "Bo Berg")),
        ("By Ada Lund [ada@daily.example]", ("Ada Lund",)),
        ("Ada Lund (ada@daily.example)", ("Ada Lund",)),
        ("@adalund Ada Lund", ("Ada Lund",)),
        ("Lund, Ada", ("Ada Lund",)),
        ("Ada Lund, Meridian Wire", ("Ada Lund, Meridian Wire",)),
        ("Maria Ek-Holm, Bo Berg", ("Maria Ek-Holm", "Bo Berg")),
        ("Meridian Wire", ("Meridian Wire",)),
        ("Herald staff", ("Herald staff",)),
        ("admin", ()),
        ("3 hours ago", ()),
        ("https://daily.example/ada", ()),
        ("", ()),
    ],
)
def test_a_byline_becomes_names(byline: str, names: tuple[str, ...]) -> None:
    assert names_in(byline) == names


def test_a_comma_in_one_name_stands_before_a_medium() -> None:
    assert names_in("Ada Lund, Lakeside", listed=False) == ("Ada Lund, Lakeside",)


def test_blanks_run_together_but_not_those_that_keep_words_together() -> None:
    assert paragraph(" 41\u00a0million \t\n crowns – “all”\u00ad\u200b \u0007") == "41\u00a0million crowns – “all”"


@given(st.lists(st.text()))
def test_a_text_has_no_controls_no_trailing_blanks_and_one_blank_line_between_paragraphs(parts: list[str]) -> None:
    text = joined(map(lines, parts))
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert all(line == line.strip() for line in text.split("\n"))
    assert not any(ord(character) < 32 and character != "\n" for character in text)
