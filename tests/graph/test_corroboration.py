"""Who was first, and whose statement is the strongest."""

from dataclasses import replace
from datetime import date

import pytest

from kg.graph.corroboration import corroboration
from kg.graph.moments import UNKNOWN, Basis, Lag, Moment, lag, moment_of
from kg.graph.tellings import Telling
from kg.model import Certainty, DateBasis, Metadata, Quotation, Saying, Statement
from tests.graph.worlds import Article, medium, of_tellings, said, world


def days(first: int, last: int) -> Saying:
    return Saying(text="then", start=date(2024, 5, first), end=date(2024, 5, last))


def printed(day: int | None) -> Metadata:
    return Metadata(published=date(2024, 5, day) if day else None, published_basis=DateBasis.PAGE)


def test_day_of_saying_counts_before_that_of_publishing() -> None:
    statement = said("d", "0", "Ada", said_on=days(3, 5))
    assert moment_of([statement], printed(9)) == Moment(
        start=date(2024, 5, 3), end=date(2024, 5, 5), basis=Basis.SAID, published_basis=DateBasis.PAGE
    )
    assert moment_of([said("d", "0", "Ada")], printed(9)).basis is Basis.PUBLISHED
    assert moment_of([said("d", "0", "Ada")], printed(None)) == UNKNOWN


def test_what_somebody_relayed_was_said_by_then() -> None:
    inner, outer = said("d", "1", "Ada"), said("d", "0", "Agency", said_on=days(3, 5))
    assert moment_of([inner, outer], printed(9)) == Moment(
        start=None, end=date(2024, 5, 5), basis=Basis.SAID, published_basis=DateBasis.PAGE
    )


def test_open_end_is_the_day_of_publishing() -> None:
    since = Saying(text="since then", start=date(2024, 5, 3), end=None)
    assert moment_of([said("d", "0", "Ada", said_on=since)], printed(9)).end == date(2024, 5, 9)


def test_lag_is_as_exact_as_the_days() -> None:
    first = moment_of([said("d", "0", "Ada", said_on=days(3, 5))], printed(9))
    assert lag(first, moment_of([said("e", "0", "Bo")], printed(9))) == Lag(least=4, most=6)
    assert lag(first, UNKNOWN) == Lag(least=None, most=None)


def test_told_in_the_order_of_days_with_the_unknown_last() -> None:
    articles = [
        Article(id="third", publisher=None, chains=(("Cy",),), day=None),
        Article(id="second", publisher="Times", chains=(("Bo",),), day=date(2024, 5, 11)),
        Article(id="first", publisher="Post", chains=(("Ada",),), day=date(2024, 5, 1)),
        Article(id="also", publisher="Radio", chains=(("Di",),), day=date(2024, 5, 1)),
    ]
    told = corroboration(world(articles)).affirmed.told
    assert [(each.source.name, each.after) for each in told] == [
        ("Di", None),
        ("Ada", None),
        ("Bo", Lag(least=10, most=10)),
        ("Cy", Lag(least=None, most=None)),
    ]


def test_days_that_overlap_may_both_have_been_first() -> None:
    first = Telling(statement=said("a", "0", "Ada", said_on=days(3, 9)), metadata=printed(20))
    second = Telling(statement=said("b", "0", "Bo", said_on=days(5, 5)), metadata=printed(20))
    assert [each.after for each in corroboration(of_tellings([first, second])).affirmed.told] == [None, None]


def test_nobody_was_first_where_no_day_is_known() -> None:
    articles = [Article(id=id_, publisher=None, chains=(("Ada",),), day=None) for id_ in "ab"]
    told = corroboration(world(articles)).affirmed.told
    assert [each.after for each in told] == [Lag(least=None, most=None)] * 2


PLAIN = said("a", "0", "Ada")


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (replace(PLAIN, quotation=Quotation.DIRECT, certainty=Certainty.POSSIBLE), PLAIN),
        (replace(PLAIN, quotation=Quotation.MIXED), PLAIN),
        (said("b", "0", "~officials", certainty=Certainty.CERTAIN), replace(PLAIN, certainty=Certainty.PROBABLE)),
        (replace(PLAIN, confidence=0.1), said("b", "0", "~officials", confidence=0.9)),
        (replace(PLAIN, confidence=0.95), said("b", "0", "Bo", confidence=0.9)),
    ],
)
def test_strongest_statement(stronger: Statement, weaker: Statement) -> None:
    stronger, weaker = replace(stronger, id="z", document="z"), replace(weaker, id="a", document="a")
    tellings = [Telling(statement=each, metadata=Metadata()) for each in (stronger, weaker)]
    assert corroboration(of_tellings(tellings)).affirmed.strongest == "z"


def test_fewer_hands_are_stronger() -> None:
    near = Telling(statement=replace(PLAIN, id="z", document="z"), metadata=Metadata())
    far = Telling(statement=PLAIN, metadata=Metadata(), publisher=medium("Post"), credit=medium("Wire"))
    assert corroboration(of_tellings([near, far])).affirmed.strongest == "z"


def test_how_much_later_counts_from_the_earliest_that_may_have_been_first() -> None:
    def telling(who: str, said_on: Saying, printed_on: date) -> Telling:
        (made,) = Article(id=who, publisher=f"P{who}", chains=((who,),), day=printed_on).tellings()
        return replace(made, statement=replace(made.statement, said_on=said_on))

    april, may = date(2024, 4, 1), date(2024, 5, 10)
    told = corroboration(
        of_tellings(
            [
                telling("Ada", days(3, 3), date(2024, 5, 3)),
                telling("Bo", Saying(text="lately", start=april, end=may), may),
                telling("Cy", days(5, 5), date(2024, 5, 5)),
            ]
        )
    ).affirmed.told
    assert {each.source.name: each.after for each in told} == {"Ada": None, "Bo": None, "Cy": Lag(least=2, most=34)}
