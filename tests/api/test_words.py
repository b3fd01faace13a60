"""Statements in words."""

from dataclasses import replace
from datetime import date

import pytest

from api.pages import words
from kg.model import Act, Certainty, DateBasis, Kind, Metadata, Quotation, Reason, Resolution, Saying
from kg.views.words import ACTS
from tests.api.samples import STATEMENTS


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2024, 5, 5), date(2024, 5, 5), "5 May 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "1–29 February 2024"),
        (date(2023, 12, 30), date(2024, 1, 2), "30 December 2023 – 2 January 2024"),
        (date(2024, 5, 5), None, "from 5 May 2024"),
        (None, date(2024, 5, 5), "until 5 May 2024"),
        (None, None, "on an unknown day"),
    ],
)
def test_interval(start: date | None, end: date | None, expected: str) -> None:
    assert words.interval(start, end) == expected


def test_day_of_saying_comes_before_day_of_publishing() -> None:
    said, unsaid = STATEMENTS[0], STATEMENTS[1]
    metadata = Metadata(published=date(2024, 5, 20), published_basis=DateBasis.PAGE)
    assert words.when(said, metadata).basis == "said"
    assert words.when(said, metadata).note == "the article says “Wednesday”"
    assert words.when(unsaid, metadata).basis == "published"
    assert "may be the day it was rendered" in words.when(unsaid, metadata).note
    assert words.when(unsaid, Metadata()).text == "day not known"


def test_words_without_days_do_not_count_as_a_day() -> None:
    vague = replace(STATEMENTS[0], said_on=Saying(text="recently", start=None, end=None))
    assert words.when(vague, Metadata(published=date(2024, 5, 20))).basis == "published"
    assert words.when(vague, Metadata()).note == "the article says “recently”"


def test_every_value_has_words() -> None:
    assert ACTS.keys() == set(Act)
    assert words.CERTAINTIES.keys() == set(Certainty)
    assert words.REASONS.keys() == set(Reason)
    assert words.QUOTATIONS.keys() == set(Quotation)
    assert words.KINDS.keys() == set(Kind)
    assert words.BASES.keys() == set(DateBasis)


@pytest.mark.parametrize("url", ["https://daily.example/a?b=c#d", "http://localhost:8000/"])
def test_web_addresses_become_links(url: str) -> None:
    assert words.web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//elsewhere.example",
        "https:",
        "https:///path",
        "http://[broken",
        "an article",
    ],
)
def test_nothing_else_becomes_a_link(url: str | None) -> None:
    assert words.web_address(url) is None


def test_counts() -> None:
    assert words.count(1, "article") == "1 article"
    assert words.count(1204, "article") == "1,204 articles"


def test_a_source_that_may_be_somebody_else_says_between_whom() -> None:
    found = Resolution(reason=Reason.UNRESOLVED, confidence=0.4, candidates=("Ada Lund", "Rui Alves"))
    assert words.resolution(found) == "the article doesn’t name the source, 0.40; perhaps Ada Lund or Rui Alves"
