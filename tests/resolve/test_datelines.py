"""The day of a dateline is the one on which a dispatch was written."""

from datetime import date

import pytest

from kg.extract.rules import RuleExtractor
from kg.model import DateBasis, Document, Metadata
from kg.resolve.datelines import written
from kg.resolve.statements import Resolver

PUBLISHED = date(2024, 5, 15)
TEXT = "{} The ministry said {} that it rained.\n"


def said_on(dateline: str, words: str) -> date | None:
    text = TEXT.format(dateline, words)
    metadata = Metadata(published=PUBLISHED, published_basis=DateBasis.GIVEN)
    read = RuleExtractor().read(text)
    [statement] = Resolver().resolve(Document(text=text, metadata=metadata), read)
    return statement.said_on.start if statement.said_on else None


@pytest.mark.parametrize(
    "dateline",
    [
        "LUDWIGSBURG, May 13, 2024 --",
        "LUDWIGSBURG, Germany, May 13, 2024 /NewsLine/ --",
        "LONDON, May 13 (Reuters) -",
        "NEW YORK/LONDON, May 13 (Reuters) -",
        "NEW YORK, May 13 —",
    ],
)
def test_today_is_the_day_of_the_dateline(dateline: str) -> None:
    assert said_on(dateline, "today") == date(2024, 5, 13)
    assert said_on(dateline, "yesterday") == date(2024, 5, 12)
    assert said_on(dateline, "on Tuesday") == date(2024, 5, 14)


@pytest.mark.parametrize("dateline", ["", "LONDON (Reuters) -", "LONDON, May 20 (Reuters) -", "LONDON, May 33 -"])
def test_without_a_day_that_can_be_today_is_the_day_of_publication(dateline: str) -> None:
    assert said_on(dateline, "today") == PUBLISHED


def test_a_text_of_several_dispatches_has_no_day_of_its_own() -> None:
    text = "LONDON, May 13 (Reuters) - It rained.\n\nPARIS, May 14 (Reuters) - It snowed.\n"
    assert written(text, PUBLISHED) is None
    assert written(text.replace("14", "13"), PUBLISHED) == date(2024, 5, 13)


def test_a_dispatch_of_last_december_was_written_last_year() -> None:
    assert written("LONDON, Dec 31 (Reuters) - It rained.", date(2024, 1, 2)) == date(2023, 12, 31)
