"""The report on a claim in words."""

from dataclasses import replace
from datetime import date

import pytest

from kg.graph.corroboration import corroboration
from kg.graph.moments import UNKNOWN, Basis, Lag, Moment
from kg.model import DateBasis
from kg.views.claim_words import lag_in_words, moment_in_words, sections
from tests.graph.worlds import Article, copy_of, world

POST = Article(id="post", publisher="Post", chains=(("Agency", "Ada"),))


def words(*articles: Article, copies: tuple[tuple[str, str], ...] = ()) -> dict[str, list[str]]:
    report = corroboration(world(articles, copies))
    return {section.title: [line.text for line in section.lines] for section in sections(report)}


def test_one_way_counts_as_one() -> None:
    told = words(POST, copy_of(POST, "two", "Times"), copies=(("two", "post"),))
    assert told["On whose word"] == [
        "It is affirmed in 2 articles, with 1 origin, and all on one way: it counts as one."
    ]
    assert told["Origins"] == [
        "Ada: 1 statement, printed again in 1 copy; passed on by Agency. Ada → Agency → Post → “Article post”."
    ]
    assert told["What every way passes"] == [
        "All 2 articles come through Ada.",
        "All 2 articles come through Agency.",
        "All 2 articles print one text.",
    ]


def test_ways_that_share_nothing() -> None:
    told = words(POST, Article(id="times", publisher="Times", chains=(("~officials",),)))
    assert told["On whose word"] == [
        "It is affirmed in 2 articles, with 2 origins, 1 of them unnamed, on 2 ways that share no source and no text."
    ]
    assert told["What every way passes"] == ["Nothing: no single source or article carries it all."]
    assert told["Ways that share nothing"] == [
        "officials → Times → “Article times”",
        "Ada → Agency → Post → “Article post”",
    ]


def test_circle_has_no_origin() -> None:
    post = Article(id="post", publisher="Post", chains=(("Times",),))
    told = words(post, Article(id="times", publisher="Times", chains=(("Post",),)))
    assert told["Circles"] == ["They have it from each other: Post ← Times ← Post."]
    assert "Origins" not in told


def test_denials_and_what_does_not_count_are_told_apart() -> None:
    denial = Article(id="times", publisher="Times", chains=(("!Bo",),))
    told = words(denial, replace(POST, withdrawn=True))
    assert told["On whose word"] == ["Nobody affirms it here."]
    assert told["Denials: on whose word"] == [
        "It is denied in 1 article, with 1 origin, and all on one way: it counts as one."
    ]
    assert told["Denials: what every way passes"][-1] == "It stands in one article alone: “Article times”."
    assert told["What does not count"] == ["Ada was retracted: it never happened."]


def test_many_origins_are_cut_and_say_so() -> None:
    told = words(*(Article(id=f"d{n}", publisher=f"P{n}", chains=((f"Source {n}",),)) for n in range(20)))
    assert len(told["Origins"]) == 13
    assert told["Origins"][-1] == "And 8 more origins, in the data."


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (None, "may have been first"),
        (Lag(least=None, most=None), "how long after the first is not known"),
        (Lag(least=1, most=1), "1 day later"),
        (Lag(least=0, most=0), "the same day"),
        (Lag(least=2, most=5), "2 to 5 days later"),
        (Lag(least=2, most=None), "at least 2 days later"),
        (Lag(least=None, most=5), "at most 5 days later"),
    ],
)
def test_lags(after: Lag | None, said: str) -> None:
    assert lag_in_words(after) == said


def test_moments_tell_what_they_rest_on() -> None:
    day, other = date(2024, 5, 1), date(2024, 5, 9)

    def moment(start: date | None, end: date | None, basis: Basis) -> str:
        return moment_in_words(Moment(start=start, end=end, basis=basis, published_basis=DateBasis.PAGE))

    assert moment(day, day, Basis.PUBLISHED) == "published on 2024-05-01 (the date is only printed on the page)"
    assert moment(day, other, Basis.SAID) == "said between 2024-05-01 and 2024-05-09"
    assert moment(None, other, Basis.SAID) == "said by 2024-05-09"
    assert moment(day, None, Basis.SAID) == "said on 2024-05-01 or later"
    assert moment_in_words(UNKNOWN) == "on an unknown day"
