"""When somebody was relayed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.timelines import (
    LONGEST,
    Unit,
    most_relayed,
    start_of,
    unit_for,
    what_it_did,
    who_relayed,
    whom_it_relayed,
)
from kg.model import Act, Quotation, Status
from kg.store.index.relayed import Relay

MAY = date(2024, 5, 1)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def relay(by: str, of: str, number: int, day: date | None = MAY, *, act: Act = Act.ASSERT) -> Relay:
    return Relay(
        statement=f"s{number}",
        document=f"d{number}",
        by=by,
        of=of,
        speaker=of,
        publisher=by,
        quotation=Quotation.DIRECT,
        act=act,
        status=Status.STANDING,
        published=day,
    )


THOSE = (
    relay("Post", "Ada", 1, date(2024, 5, 1)),
    relay("Post", "Ada", 2, date(2024, 5, 3), act=Act.DENY),
    relay("Post", "Ada", 2, date(2024, 5, 3), act=Act.DENY),
    relay("Times", "Ada", 3, date(2024, 5, 3)),
    relay("Times", "Ada", 4, None),
    relay("Times", "Bo", 5, date(2024, 5, 4)),
)


def test_lines_have_the_same_parts_of_time_and_count_a_statement_once() -> None:
    found = who_relayed(THOSE, "Ada")
    assert found.unit is Unit.DAY
    assert found.starts == (date(2024, 5, 1), date(2024, 5, 2), date(2024, 5, 3))
    assert [(line.id, line.counts, line.left_out) for line in found.lines] == [
        ("Post", (1, 0, 1), 0),
        ("Times", (0, 0, 1), 1),
    ]
    assert found.highest == 1
    assert [line.statements for line in found.lines] == [2, 2]


def test_whom_a_source_relayed_and_what_it_did() -> None:
    assert [line.id for line in whom_it_relayed(THOSE, "Times").lines] == ["Ada", "Bo"]
    assert [(line.id, line.statements) for line in what_it_did(THOSE, "Ada").lines] == [("assert", 3), ("deny", 1)]
    assert who_relayed(THOSE, "Nobody").lines == ()


def test_most_relayed_come_first_and_the_rest_is_counted() -> None:
    found = most_relayed(THOSE, limit=1)
    assert ([line.id for line in found.lines], found.total) == (["Ada"], 2)


def test_statements_without_any_date_are_left_out_and_told() -> None:
    found = who_relayed([relay("Post", "Ada", 1, None)], "Ada")
    assert (found.starts, found.lines[0].counts, found.lines[0].left_out, found.highest) == ((), (), 1, 0)


@pytest.mark.parametrize(
    ("days", "unit"),
    [(0, Unit.DAY), (45, Unit.DAY), (46, Unit.WEEK), (400, Unit.MONTH), (2000, Unit.QUARTER), (9000, Unit.YEAR)],
)
def test_unit_grows_with_the_time(days: int, unit: Unit) -> None:
    assert unit_for(MAY, MAY + timedelta(days=days)) is unit


def test_weeks_begin_on_monday_and_quarters_with_their_month() -> None:
    assert start_of(date(2024, 5, 19), Unit.WEEK) == date(2024, 5, 13)
    assert start_of(date(2024, 6, 30), Unit.QUARTER) == date(2024, 4, 1)


@given(st.lists(DAYS, min_size=1, max_size=8))
def test_nothing_is_lost_and_parts_have_no_gaps(days: list[date]) -> None:
    """Whatever the days are: the year 1 and the year 9999, too."""
    found = who_relayed([relay("Post", "Ada", number, day) for number, day in enumerate(days)], "Ada")
    (line,) = found.lines
    assert line.statements == len(days)
    assert len(found.starts) <= LONGEST
    assert list(found.starts) == sorted(set(found.starts))
    assert found.starts[-1] == start_of(max(days), found.unit)
    if found.starts[0] <= min(days):
        assert line.left_out == 0
