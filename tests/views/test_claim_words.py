"""The report on a claim in words."""

from dataclasses import replace
from datetime import date

import pytest

from kg.graph.corroboration import Path, corroboration
from kg.graph.moments import UNKNOWN, Basis, Lag, Moment
from kg.model import DateBasis
from kg.views.claim_words import lag_in_words, moment_in_words, sections, verdict
from tests.graph.worlds import Article, copy_of, of_tellings, world

POST = Article(id="post", publisher="Post", chains=(("Agency", "Ada"),))


def words(*articles: Article, copies: tuple[tuple[str, str], ...] = ()) -> dict[str, list[str]]:
    report = corroboration(world(articles, copies))
    told = {section.title: [line.text for line in section.lines] for section in sections(report)}
    return {"On whose word": [line.text for line in verdict(report)], **told}


NO_DENIAL = "No denial of it was found here; one in other words may have been missed."
MAY_BE_ONE = (
    "People of one government or company, and sources without a name, may be one and the same: "
    "the count can’t know that."
)


def test_one_way_counts_as_one() -> None:
    told = words(POST, copy_of(POST, "two", "Times"), copies=(("two", "post"),))
    assert told["On whose word"] == [
        "It is affirmed in 2 articles, with 1 origin. All of it came one way, so it counts as one report.",
        NO_DENIAL,
    ]
    assert told["Origins"] == [
        "Ada: 1 statement, printed again in 1 copy; passed on by Agency. "
        "“Article post”: Post, citing Agency, citing Ada."
    ]
    assert told["Everything passes through"] == [
        "All 2 articles go back to Ada.",
        "All 2 articles come through Agency.",
        "All 2 articles print one text.",
    ]


def test_ways_that_share_nothing() -> None:
    told = words(POST, Article(id="times", publisher="Times", chains=(("~officials",),)))
    assert told["On whose word"] == [
        "It is affirmed in 2 articles, with 2 origins, 1 of them unnamed, on at most 2 independent ways, "
        "which share no source and no text.",
        NO_DENIAL,
        MAY_BE_ONE,
    ]
    assert told["Everything passes through"] == ["No single source or article carries it all."]
    assert told["Independent ways"] == [
        "“Article times”: Times, citing officials.",
        "“Article post”: Post, citing Agency, citing Ada.",
    ]


def test_way_through_a_copy_is_told_from_the_end_of_the_reader() -> None:
    nodes = ("source/a", "document/1", "text/1", "document/2", "source/b", "document/3")
    path = Path(nodes=nodes, names=("Ada", "one", "text", "two", "Times", "three"), statements=())
    report = corroboration(world([POST]))
    through = replace(report, affirmed=replace(report.affirmed, independent=2, paths=(path,)))
    lines = next(section.lines for section in sections(through) if section.title == "Independent ways")
    assert [line.text for line in lines] == ["“three”: Times, from “two”, a copy of “one”: Ada."]


def test_what_may_say_something_else_counts_for_nothing_and_is_told() -> None:
    sure, unsure = (
        telling
        for article in (POST, Article(id="x", publisher="X", chains=(("!Bo",),)))
        for telling in article.tellings()
    )
    report = corroboration(of_tellings([sure, replace(unsure, score=0.54)]))
    assert (report.contested, report.denied.statements) == (False, ())
    assert verdict(report)[2].text == ("1 more statement may say the same: the machine is 54% sure. It is not counted.")
    told = {section.title: [line.text for line in section.lines] for section in sections(report)}
    assert told["May say the same"] == ["Bo in X, 54% sure, denying it: “that it rains”."]
    assert "What does not count" not in told


def test_denials_that_may_be_of_it_are_no_silence() -> None:
    report = corroboration(world([POST]))
    assert verdict(report, may_deny=2)[1].text == (
        "No denial of it was found here, but 2 statements below may be denials of it."
    )
    denied = corroboration(world([POST, Article(id="x", publisher="X", chains=(("!Bo",),))]))
    assert verdict(denied, may_deny=1)[2].text == "1 more statement below may be a denial of it."


def test_who_was_first_is_told_where_the_days_tell_it() -> None:
    later = Article(id="times", publisher="Times", chains=(("Bo",),), day=date(2024, 5, 9))
    assert words(POST, later)["In the order of time"] == [
        "Ada in Post: published on 1 May 2024; the first of these.",
        "Bo in Times: published on 9 May 2024; 8 days later.",
    ]
    assert words(POST, replace(later, day=POST.day))["In the order of time"] == [
        "Ada in Post: published on 1 May 2024.",
        "Bo in Times: published on 1 May 2024.",
        "The dates don’t tell who was first.",
    ]


def test_most_direct_statement_says_what_decided() -> None:
    nearer = Article(id="times", publisher="Times", chains=(("Bo",),))
    assert words(POST, nearer)["The most direct statement"] == [
        "Bo in Times: it came through the fewest hands. That makes it no truer."
    ]
    assert "The most direct statement" not in words(POST)


def test_circle_has_no_origin() -> None:
    post = Article(id="post", publisher="Post", chains=(("Times",),))
    told = words(post, Article(id="times", publisher="Times", chains=(("Post",),)))
    assert told["Circles"] == ["They have it from each other: Post ← Times ← Post."]
    assert "Origins" not in told


def test_denials_and_what_does_not_count_are_told_apart() -> None:
    denial = Article(id="times", publisher="Times", chains=(("!Bo",),))
    told = words(denial, replace(POST, withdrawn=True))
    assert told["On whose word"] == [
        "No statement that affirms it was found here.",
        "It is denied in 1 article, with 1 origin.",
    ]
    assert told["Denials: everything passes through"][-1] == "It stands in one article alone: “Article times”."
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

    assert moment(day, day, Basis.PUBLISHED) == "published on 1 May 2024 (the date is only printed on the page)"
    assert moment(day, other, Basis.SAID) == "said between 1 May 2024 and 9 May 2024"
    assert moment(None, other, Basis.SAID) == "said by 9 May 2024"
    assert moment(day, None, Basis.SAID) == "said on 1 May 2024 or later"
    assert moment_in_words(UNKNOWN) == "on an unknown day"
