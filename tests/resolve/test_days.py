"""Expressions of time mean intervals of days, seen from the document's date."""

from datetime import date

import pytest

from kg.resolve.days import saying

PUBLISHED = date(2024, 5, 15)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Wednesday", "2024-05-15", "2024-05-15"),
        ("on Sunday", "2024-05-12", "2024-05-12"),
        ("late Thursday", "2024-05-09", "2024-05-09"),
        ("last Wednesday", "2024-05-08", "2024-05-08"),
        ("yesterday", "2024-05-14", "2024-05-14"),
        ("this morning", "2024-05-15", "2024-05-15"),
        ("earlier this evening", "2024-05-15", "2024-05-15"),
        ("late last night", "2024-05-14", "2024-05-14"),
        ("in February", "2024-02-01", "2024-02-29"),
        ("in December", "2023-12-01", "2023-12-31"),
        ("in February 2023", "2023-02-01", "2023-02-28"),
        ("last month", "2024-04-01", "2024-04-30"),
        ("last week", "2024-05-06", "2024-05-12"),
        ("earlier this week", "2024-05-13", "2024-05-15"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("in 2022", "2022-01-01", "2022-12-31"),
        ("on May 3", "2024-05-03", "2024-05-03"),
        ("Jan. 25, 2023", "2023-01-25", "2023-01-25"),
        ("on 3 October", "2023-10-03", "2023-10-03"),
        ("two weeks ago", "2024-04-29", "2024-05-05"),
        ("three months ago", "2024-02-01", "2024-02-29"),
        ("previously", None, "2024-05-15"),
    ],
)
def test_words_mean_days(words: str, start: str | None, end: str | None) -> None:
    found = saying(words, PUBLISHED)
    assert found.text == words
    assert (found.start and found.start.isoformat(), found.end and found.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "words",
    ["two days earlier", "on the same day", "at dawn", "on February 31, 2024", "10000 years ago", "5,000 years ago"],
)
def test_what_cannot_be_resolved_keeps_its_words_and_open_ends(words: str) -> None:
    found = saying(words, PUBLISHED)
    assert (found.text, found.start, found.end) == (words, None, None)


def test_without_a_date_that_is_trusted_only_full_dates_are_resolved() -> None:
    assert saying("on Sunday", None).start is None
    assert saying("in February", None).start is None
    assert saying("on January 25, 2023", None).start == date(2023, 1, 25)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("on the same day", "2024-05-03"),
        ("later in the day", "2024-05-03"),
        ("two days earlier", "2024-05-01"),
        ("a week later", "2024-05-10"),
    ],
)
def test_some_expressions_count_from_the_day_before_them(words: str, start: str) -> None:
    before = date(2024, 5, 3)
    found = saying(words, PUBLISHED, before=(before, before))
    assert (found.start, found.end) == (date.fromisoformat(start), date.fromisoformat(start))


@pytest.mark.parametrize("words", ["on the same day", "two days earlier"])
def test_what_counts_from_no_day_stays_open(words: str) -> None:
    assert (saying(words, PUBLISHED).start, saying(words, PUBLISHED).text) == (None, words)
