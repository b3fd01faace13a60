"""Who contradicts, counts otherwise, takes back or repeats: on the demonstration articles, as a person reads them."""

from datetime import date, timedelta

import pytest

from kg.claims.wordings import Wording
from kg.facade import Graph
from kg.graph.relations import Repeating, relations
from kg.joining.opposing import Opposition
from kg.model import Polarity
from kg.views.relation_words import relation_sections, relations_json, statements_of
from tests.graph.worlds import MAY, Article, world
from tests.joining.drafts import saying
from tests.joining.test_joining import graph

__all__ = ["graph"]


def words(graph: Graph, claim: str) -> dict[str, list[str]]:
    """Return what is told of a claim, by heading."""
    sections = relation_sections(graph.relations(claim))
    return {section.title: [line.text for line in section.lines] for section in sections}


def test_who_says_another_number_and_who_changed_it(demonstration: Graph) -> None:
    claim = Wording(text="U.S. sees 12,000 containers of North Korean arms").id
    found = demonstration.relations(claim)
    assert {(each.kind, each.opposed.words) for each in found.related} == {(Opposition.NUMBER, "12,000 / 10,000")}
    (update,) = found.updates
    assert update.earlier.statement.source.name == "State Department"
    assert (update.earlier.moment.end, update.later.moment.start) == (date(2024, 5, 19), date(2024, 5, 25))
    told = words(demonstration, claim)
    assert told["Told otherwise later"] == [
        "State Department, in Pacific Ledger: 12,000, published on 19 May 2024; "
        "in Pacific Ledger: 10,000, published on 25 May 2024."
    ]
    assert told["Other numbers"][0].startswith(
        "Not 12,000 but 10,000: “U.S. count of North Korean containers is 10,000”"
    )


def test_reprints_and_relays_repeat(demonstration: Graph) -> None:
    found = demonstration.relations(Wording(text="the workers were worthy of praise").id)
    assert sorted(each.how for each in found.repeats) == [Repeating.RELAYS, Repeating.REPRINTS, Repeating.REPRINTS]
    held = statements_of(found)
    assert all(each["statement"] in held and each["of"] in held for each in relations_json(found)["repeats"])


@pytest.mark.parametrize(
    ("one", "other", "kind", "told"),
    [
        (
            "the mine closed in March with 800 workers",
            "the mine closed in March with 500 workers",
            "number",
            "800 / 500",
        ),
        ("oil exports rose sharply last month", "oil exports fell sharply last month", "contrary", "rose / fell"),
        ("the summit will begin on Monday", "the summit will begin on Thursday", "day", ""),
        ("two soldiers died near Kursk", "two soldiers died near Kharkiv", "place", "Kursk / Kharkiv"),
    ],
)
def test_what_can_t_be_true_as_well_is_related_and_not_joined(
    graph: Graph, one: str, other: str, kind: str, told: str
) -> None:
    runs = [saying("Ada Union", one, paper="Post"), saying("Bo Union", other, paper="Echo")]
    for run in runs:
        graph.put(run)
    claims = {record.id: record.text for record in graph.claims(several=False).rows}
    assert len(claims) == 2
    for claim in claims:
        (related,) = graph.relations(claim).related
        assert related.kind is Opposition[kind.upper()]
        assert sorted(related.opposed.words.split(" / ")) == sorted(told.split(" / ")) or not told


def test_who_denies_the_contrary_contradicts_nobody(graph: Graph) -> None:
    opened, closed = "the harbour of Lund is open", "the harbour of Lund is closed"
    graph.put(saying("Ada Union", opened, paper="Post"))
    graph.put(saying("Bo Union", closed, paper="Times", polarity=Polarity.NEGATIVE))
    claim = Wording(text=opened).id
    assert graph.relations(claim).related == ()
    for day in (date(2024, 5, 25), date(2024, 5, 5)):
        graph.put(saying("Bo Union", closed, paper=f"Echo {day}", day=day))
    (related,) = graph.relations(claim).related
    assert [len(each) for each in (related.tellings, related.denials)] == [2, 1]
    (line,) = words(graph, claim)["Contradictions"]
    assert "Bo Union (published on 5 May 2024; elsewhere denies it)" in line


def test_the_days_that_today_means_are_told(graph: Graph) -> None:
    for day, paper in ((date(2024, 5, 1), "Post"), (date(2024, 6, 1), "Echo")):
        graph.put(saying("Ada Union", "oil exports from Basra stopped today", paper=paper, day=day))
        graph.put(saying("Ada Union", "oil prices in Basra doubled today", paper=paper, day=day))
    for record in graph.claims(several=False).rows:
        (related,) = graph.relations(record.id).related
        assert related.text == record.text
        assert set(related.opposed.words.split(" / ")) == {"2024-05-01", "2024-06-01"}


def test_who_says_the_same_of_something_else_is_not_related(graph: Graph) -> None:
    for who, what in (("Ada Union", "the mine closed with 800 workers"), ("Bo Union", "the bridge cost 500 euros")):
        graph.put(saying(who, what, paper="Post"))
    assert [graph.relations(record.id).related for record in graph.claims(several=False).rows] == [(), ()]


def test_who_is_only_said_not_to_have_said_it_takes_nothing_back() -> None:
    denied = Article(id="one", publisher="Post", chains=(("!Ministry", "Ada"),))
    later = Article(id="two", publisher="Times", chains=(("!Ada",),), day=MAY + timedelta(days=9))
    assert relations(world([denied, later]), []).updates == ()


def test_who_denies_later_what_he_said_takes_it_back(graph: Graph) -> None:
    first = saying("Ada Union", "the mine is safe", paper="Post", day=date(2024, 5, 1))
    then = saying("Ada Union", "the mine is safe", paper="Echo", day=date(2024, 5, 9), polarity=Polarity.NEGATIVE)
    for run in (then, first):
        graph.put(run)
    (claim,) = graph.claims().rows
    assert words(graph, claim.id)["Told otherwise later"] == [
        "Ada Union, in Post: affirmed, published on 1 May 2024; in Echo: denied, published on 9 May 2024."
    ]
