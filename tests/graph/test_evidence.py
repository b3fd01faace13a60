"""The evidence graph of a claim, rule by rule, on worlds made by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kg.graph.corroboration import corroboration
from kg.graph.editions import Editions
from kg.graph.evidence import CLAIM, READER, Aside, evidence
from kg.graph.tellings import Telling, Way
from kg.model import Act, Kind, Metadata, Notice, Polarity, Source, Span, Status
from kg.views.claim_words import sections, verdict
from tests.graph.worlds import MAY, Article, copy_of, medium, of_tellings, said, world

POST = Article(id="post", publisher="Post", chains=(("Agency", "Ada"),))
TIMES = Article(id="times", publisher="Times", chains=(("Bo",),))


def edges(*articles: Article, copies: tuple[tuple[str, str], ...] = ()) -> set[tuple[str, str]]:
    """Return the edges of the evidence graph, its nodes by their names."""
    graph = evidence(world(articles, copies)).graph
    return {(graph.nodes[one]["name"], graph.nodes[other]["name"]) for one, other in graph.edges}


def origins(*articles: Article, copies: tuple[tuple[str, str], ...] = ()) -> list[str]:
    return [origin.source.name for origin in corroboration(world(articles, copies)).affirmed.origins]


def independent(*articles: Article, copies: tuple[tuple[str, str], ...] = ()) -> int:
    return corroboration(world(articles, copies)).affirmed.independent


def test_words_go_from_the_origin_through_relay_and_publisher_to_the_reader() -> None:
    assert edges(POST) == {
        ("the claim", "Ada"),
        ("Ada", "Agency"),
        ("Agency", "Post"),
        ("Post", "Article post"),
        ("Article post", "the reader"),
    }


def test_each_edge_carries_its_proof() -> None:
    graph = evidence(world([POST])).graph
    ada, agency = (f"source/{Source.of_name(name, Kind.PERSON).id}" for name in ("Ada", "Agency"))
    (proof,) = graph.edges[ada, agency]["proofs"]
    assert (proof.telling, proof.statement, proof.document) == ("post:0.1", "post:0.0", "post")
    assert (proof.way, proof.polarity, proof.cue) == (Way.RELAYED, Polarity.POSITIVE, "said")
    assert proof.spans == (Span(0, len("Agency")), Span(50, 54))
    assert proof.moment.start == date(2024, 5, 1)
    (said_by_her,) = graph.edges[CLAIM, ada]["proofs"]
    assert (said_by_her.way, said_by_her.statement) == (Way.SAID, "post:0.1")


def test_article_without_a_publisher_is_its_own_last_hand() -> None:
    assert ("Bo", "Article times") in edges(replace(TIMES, publisher=None))


def test_paper_that_speaks_for_itself_is_origin_and_publisher() -> None:
    assert edges(Article(id="post", publisher="Post", chains=(("Post",),))) == {
        ("the claim", "Post"),
        ("Post", "Article post"),
        ("Article post", "the reader"),
    }


def test_agency_and_medium_that_was_told_are_hands() -> None:
    article = Article(id="post", publisher="Post", credit="Wire", chains=(("Ada",),))
    (telling,) = article.tellings()
    told = replace(telling, statement=replace(telling.statement, told_to=medium("Radio")))
    report = corroboration(of_tellings([told])).affirmed
    assert report.origins[0].path.names == ("Ada", "Radio", "Wire", "Post", "Article post")


def test_unnamed_sources_never_merge() -> None:
    first = Article(id="one", publisher="Post", chains=(("~officials",),))
    second = Article(id="two", publisher="Times", chains=(("~officials",),))
    assert origins(first, second) == ["officials", "officials"]
    report = corroboration(world([first, second])).affirmed
    assert (report.unnamed, report.independent) == (2, 2)


def test_unnamed_source_of_one_text_in_two_papers_is_one() -> None:
    first = Article(id="one", publisher="Post", chains=(("~officials",),))
    second = copy_of(first, "two", "Times")
    report = corroboration(world([first, second], [("two", "one")])).affirmed
    assert [(origin.statements, origin.reprints) for origin in report.origins] == [(("one:0.0",), ("two:0.0",))]
    assert (report.unnamed, report.independent) == (1, 1)
    assert [point.name for point in report.choke_points] == ["officials", "one text, printed in 2 articles"]


def test_copies_of_two_origins_count_once() -> None:
    first = Article(id="one", publisher="Post", chains=(("Ada",), ("Bo",)))
    copies = [copy_of(first, f"copy{number}", f"Paper {number}") for number in range(5)]
    assert independent(first, *copies, copies=tuple((copy.id, "one") for copy in copies)) == 1
    assert independent(first, *copies) == 2  # nobody said that they are copies


def test_copy_with_other_words_for_the_source_still_goes_through_the_text() -> None:
    first = Article(id="one", publisher="Post", chains=(("Ada",),))
    edited = Article(id="two", publisher="Times", chains=(("~both countries",),))
    assert origins(first, edited, copies=(("two", "one"),)) == ["Ada"]
    assert independent(first, edited, copies=(("two", "one"),)) == 1


def test_unnamed_source_of_a_copy_is_whom_another_printing_names() -> None:
    named = Article(id="one", publisher="Post", chains=(("Ada",), ("Bo",)), credit="Wire")
    edited = Article(id="two", publisher="Times", chains=(("~both",),))
    for copies in ((("two", "one"),), (("one", "two"),)):
        report = corroboration(world([named, edited], copies)).affirmed
        assert [(each.source.name, each.reprints) for each in report.origins] == [
            ("Ada", ("two:0.0",)),
            ("Bo", ("two:0.0",)),
        ]
        assert (len(report.documents), report.unnamed, report.independent) == (2, 0, 1)
        assert [point.documents for point in report.choke_points] == [2, 2]
    alone = corroboration(world([named, edited])).affirmed
    assert [each.source.name for each in alone.origins] == ["Ada", "Bo", "both"]
    beside = Article(id="two", publisher="Times", chains=(("Ada",), ("~both",)))
    assert origins(named, beside, copies=(("two", "one"),)) == ["Ada", "Bo", "both"]


def test_what_may_say_something_else_is_set_aside() -> None:
    (sure,), (unsure,) = POST.tellings(), TIMES.tellings()
    found = evidence(of_tellings([sure, replace(unsure, score=0.79)]))
    assert [(each.telling.id, each.why) for each in found.aside] == [("times:0.0", Aside.DOUBTFUL)]
    assert "Bo" not in {data["name"] for _, data in found.graph.nodes(data=True)}
    assert evidence(of_tellings([sure, replace(unsure, score=0.8)])).aside == ()


def test_agency_that_one_printing_credits_stands_behind_all() -> None:
    first = Article(id="one", publisher="Post", chains=(("Ada",),))
    credited = replace(copy_of(first, "two", "Times"), credit="Wire")
    report = corroboration(world([first, credited], [("two", "one")])).affirmed
    assert [point.name for point in report.choke_points] == ["Ada", "Wire", "one text, printed in 2 articles"]
    wire = next(point for point in report.choke_points if point.name == "Wire")
    assert wire.statements == ("two:0.0",)


def test_new_version_of_an_article_is_the_same_article() -> None:
    newer = copy_of(TIMES, "times2", "Times")
    assert independent(TIMES, newer, copies=(("times2", "times"),)) == 1
    assert ("Article times", "Article times2") in edges(TIMES, newer, copies=(("times2", "times"),))


def test_relay_that_ends_at_an_outlet_goes_on_in_its_own_article() -> None:
    citing = Article(id="daily", publisher="Daily", chains=(("Times",),))
    assert origins(citing) == ["Times"]
    assert origins(citing, TIMES) == ["Bo"]
    report = corroboration(world([citing, TIMES])).affirmed
    assert report.independent == 1
    assert [point.name for point in report.choke_points] == ["Bo", "Times"]


def test_outlet_that_the_article_credits_is_found_too() -> None:
    dispatch = Article(id="wire", publisher="Post", credit="Wire", chains=(("Ada",),))
    citing = Article(id="daily", publisher="Daily", chains=(("Wire",),))
    assert origins(citing, dispatch) == ["Ada"]


def test_source_that_is_shown_to_have_it_from_another_is_no_origin() -> None:
    bare = Article(id="bare", publisher="Times", chains=(("Agency",),))
    assert origins(POST, bare) == ["Ada"]
    assert [point.name for point in corroboration(world([POST, bare])).affirmed.choke_points] == ["Ada", "Agency"]


def test_statement_around_one_of_the_same_claim_is_a_relay() -> None:
    outer = said("post", "0.0", "Agency")
    inner = said("post", "0.1", "Ada", within=outer.id)
    tellings = [
        Telling(statement=outer, metadata=Metadata(), publisher=medium("Post")),
        Telling(statement=inner, metadata=Metadata(), around=(outer,), publisher=medium("Post")),
    ]
    report = corroboration(of_tellings(tellings)).affirmed
    assert [origin.source.name for origin in report.origins] == ["Ada"]
    assert report.strongest == inner.id
    assert [told.source.name for told in report.told] == ["Agency", "Ada"]


def test_papers_that_cite_each_other_go_in_a_circle_without_an_origin() -> None:
    post = Article(id="post", publisher="Post", chains=(("Times",),))
    times = Article(id="times", publisher="Times", chains=(("Post",),))
    report = corroboration(world([post, times])).affirmed
    assert (report.independent, report.origins) == (0, ())
    (circle,) = report.circles
    assert [source.name for source in circle.sources] == ["Post", "Times"]
    assert circle.statements == ("times:0.0", "post:0.0")
    wire = Article(id="wire", publisher="Times", chains=(("Ada",),))
    told = corroboration(world([post, times, wire])).affirmed
    assert (told.independent, len(told.circles)) == (1, 1)


def test_what_comes_back_to_its_source_starts_there_once() -> None:
    assert ("Ada", "Post") in edges(Article(id="post", publisher="Post", chains=(("Ada", "Agency", "Ada"),)))


def test_denial_is_another_side() -> None:
    denial = Article(id="times", publisher="Times", chains=(("!Bo",),))
    report = corroboration(world([POST, denial]))
    assert report.contested
    assert [origin.source.name for origin in report.denied.origins] == ["Bo"]
    assert (report.affirmed.independent, report.denied.independent) == (1, 1)
    assert report.denied.told[0].publisher == medium("Times")
    assert not corroboration(world([POST])).contested


def test_what_was_retracted_is_told_apart_and_does_not_count() -> None:
    gone = replace(POST, withdrawn=True)
    report = corroboration(world([gone, TIMES]))
    assert [(each.telling.id, each.why) for each in report.aside] == [("post:0.1", Aside.RETRACTED)]
    assert report.affirmed.statements == ("times:0.0",)


def test_who_prints_or_cites_what_was_retracted_does_not_count_either() -> None:
    gone = replace(TIMES, withdrawn=True)
    copy = copy_of(TIMES, "copy", "Post")
    citing = Article(id="daily", publisher="Daily", chains=(("Times",),))
    citing_that = Article(id="radio", publisher="Radio", chains=(("Daily",),))
    report = corroboration(world([gone, copy, citing, citing_that], [("copy", "times")]))
    assert {each.telling.id: each.why for each in report.aside} == {
        "times:0.0": Aside.RETRACTED,
        "copy:0.0": Aside.RESTS_ON_RETRACTED,
        "daily:0.0": Aside.RESTS_ON_RETRACTED,
        "radio:0.0": Aside.RESTS_ON_RETRACTED,
    }
    assert report.affirmed.independent == 0


def test_outlet_that_tells_it_elsewhere_still_counts_when_one_article_is_retracted() -> None:
    gone, stands = replace(TIMES, withdrawn=True), replace(TIMES, id="again")
    citing = Article(id="daily", publisher="Daily", chains=(("Times",),))
    assert origins(gone, stands, citing) == ["Bo"]


@pytest.mark.parametrize(("act", "why"), [(Act.DECLINE, Aside.SILENT), (Act.ASK, Aside.ASKED)])
def test_who_declines_to_say_or_asks_affirms_and_denies_nothing(act: Act, why: Aside) -> None:
    telling = Telling(statement=said("post", "0", "Ada", act=act), metadata=Metadata())
    report = corroboration(of_tellings([telling]))
    assert [each.why for each in report.aside] == [why]
    assert (report.affirmed.statements, report.denied.statements) == ((), ())


def test_what_somebody_is_denied_to_have_said_does_not_count() -> None:
    report = corroboration(world([Article(id="post", publisher="Post", chains=(("!Agency", "Ada"),))]))
    assert [each.why for each in report.aside] == [Aside.INSIDE_DENIAL]


def test_correction_counts_and_is_told() -> None:
    (telling,) = TIMES.tellings()
    notice = Notice(status=Status.CORRECTED, why="she said it on Monday", judgement="j")
    report = corroboration(of_tellings([replace(telling, notice=notice)]))
    assert (report.corrected, report.affirmed.independent) == (("times:0.0",), 1)


def test_no_tellings_make_an_empty_report() -> None:
    report = corroboration(world([]))
    assert (report.affirmed.independent, report.affirmed.strongest, report.denied.told) == (0, None, ())
    graph = evidence(world([])).graph
    assert set(graph) == {CLAIM, READER}


def test_an_origin_that_prints_a_copy_of_what_it_said_stays_the_origin() -> None:
    paper = Article(id="post", publisher="Post", chains=(("Wire",),))
    for day in (MAY, MAY + timedelta(days=1)):
        own = replace(copy_of(paper, "a-wire", "Wire"), day=day)
        side = corroboration(world([paper, own], [("a-wire", "post")])).affirmed
        assert (side.independent, [origin.source.name for origin in side.origins]) == (1, ["Wire"])


def test_an_agency_that_is_credited_for_what_it_said_itself_hides_nobody() -> None:
    """Whoever cites the Post has it from there, whether the Post is credited for the text or not."""
    alone = Article(id="d0", publisher=None, chains=(("Wire",),))
    citing = Article(id="d1", publisher=None, chains=(("Wire", "Post"),))
    copy = replace(copy_of(citing, "d2", None), credit="Post")
    side = corroboration(world([alone, citing, copy], [("d2", "d1")])).affirmed
    assert (side.independent, [origin.source.name for origin in side.origins]) == (1, ["Post"])


def test_a_credit_in_what_was_retracted_is_none() -> None:
    first = Article(id="one", publisher="Post", chains=(("Ada",),))
    gone = replace(copy_of(first, "two", "Times"), credit="Wire", withdrawn=True)
    side = corroboration(world([first, gone], [("two", "one")])).affirmed
    assert [point.name for point in side.choke_points] == ["Ada", "Post", "Article one"]


def test_an_outlet_that_still_says_so_elsewhere_may_be_cited() -> None:
    gone = Article(id="t1", publisher="Times", chains=(("Times",),), withdrawn=True)
    stands = Article(id="t2", publisher="Times", chains=(("Times",),))
    citing = Article(id="daily", publisher="Daily", chains=(("Times",),))
    assert corroboration(world([gone, stands, citing])).affirmed.documents == ("daily", "t2")


def test_who_had_it_through_what_was_retracted_rests_on_that() -> None:
    gone = Article(id="t1", publisher="Times", chains=(("Ada",),), withdrawn=True)
    through = Article(id="daily", publisher="Daily", chains=(("Times", "Ada"),))
    report = corroboration(world([gone, through]))
    assert {each.telling.id: each.why for each in report.aside} == {
        "t1:0.0": Aside.RETRACTED,
        "daily:0.1": Aside.RESTS_ON_RETRACTED,
    }


def test_a_reprint_is_on_the_side_of_its_original() -> None:
    one = Article(id="one", publisher="Post", chains=(("!~officials",),))
    (denial,) = one.tellings()
    (copy,) = copy_of(one, "two", "Times").tellings()
    negated = replace(copy, statement=replace(copy.statement, polarity=Polarity.POSITIVE), opposite=True)
    assert corroboration(of_tellings([denial, negated], [("two", "one")])).denied.unnamed == 1
    turned = replace(copy, opposite=True)
    assert corroboration(of_tellings([denial, turned], [("two", "one")])).affirmed.independent == 1


def test_two_who_are_named_and_have_no_words_are_not_one() -> None:
    tellings = [
        replace(telling, statement=replace(telling.statement, source_words=None))
        for who, id_ in (("Ada", "one"), ("Bo", "two"))
        for telling in Article(id=id_, publisher=id_, chains=((who,),)).tellings()
    ]
    assert len(corroboration(of_tellings(tellings, [("two", "one")])).affirmed.origins) == 2


def test_what_texts_go_back_to_counts_the_longest_way() -> None:
    copies = [("m", "z"), ("a", "z"), ("a", "m"), ("k", "z")]
    verdicts = world([], copies).copies
    assert Editions([], verdicts)._depth == {"z": 0, "m": 1, "k": 1, "a": 2}


def test_a_text_is_one_on_the_side_on_which_several_print_it() -> None:
    one = Article(id="one", publisher="Post", chains=(("Ada",),))
    other = replace(copy_of(one, "two", "Times"), chains=(("!Cy",),))
    report = corroboration(world([one, other], [("two", "one")]))
    for side in (report.affirmed, report.denied):
        assert not any(point.node.startswith("text/") for point in side.choke_points)


def test_articles_that_lead_nowhere_are_told_apart_from_those_that_do() -> None:
    circle = [
        Article(id="post", publisher="Post", chains=(("Times",),)),
        Article(id="times", publisher="Times", chains=(("Post",),)),
    ]
    report = corroboration(world([*circle, Article(id="radio", publisher="Radio", chains=(("Ada",),))]))
    told = {section.title: [line.text for line in section.lines] for section in sections(report)}
    assert verdict(report)[0].text == (
        "It is affirmed in 3 articles, with 1 origin; 1 of them leads back to an origin, so it counts as one report."
    )
    assert told["Everything passes through"][0] == "The one article that leads back to an origin goes back to Ada."
    assert report.affirmed.strongest == "radio:0.0"
