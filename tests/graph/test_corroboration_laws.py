"""Laws that hold of every claim, whoever tells it."""

from dataclasses import replace
from itertools import combinations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.corroboration import Corroboration, Side, corroboration
from kg.graph.evidence import CLAIM, READER, evidence
from kg.model import Polarity
from tests.graph.worlds import MEDIA, Article, copy_of, world, worlds

Drawn = tuple[list[Article], list[tuple[str, str]]]
quick = settings(max_examples=150)


def sides(report: Corroboration) -> tuple[Side, Side]:
    return report.affirmed, report.denied


@quick
@given(drawn=worlds())
def test_independent_paths_are_apart_and_no_more_than_origins(drawn: Drawn) -> None:
    report = corroboration(world(*drawn))
    for side in sides(report):
        assert side.independent == len(side.paths) <= len(side.origins)
        nodes = [node for path in side.paths for node in path.nodes]
        assert len(nodes) == len(set(nodes))
        assert {path.nodes[0] for path in side.paths} <= {f"source/{origin.source.id}" for origin in side.origins}
        assert (side.independent == 0) == (not side.origins)


@quick
@given(drawn=worlds())
def test_as_many_nodes_have_to_be_taken_out_as_there_are_independent_paths(drawn: Drawn) -> None:
    """Menger's theorem, by trying all sets of nodes."""
    dossier = world(*drawn)
    report = corroboration(dossier)
    for side in sides(report):
        graph = evidence(dossier).side(side.polarity)
        between = [node for node in graph if node not in (CLAIM, READER)]
        cut = next(
            size
            for size in range(len(between) + 1)
            if any(not _reaches(graph, set(nodes)) for nodes in combinations(between, size))
        )
        assert cut == side.independent


@quick
@given(drawn=worlds())
def test_a_choke_point_is_what_nothing_gets_past(drawn: Drawn) -> None:
    dossier = world(*drawn)
    for side in sides(corroboration(dossier)):
        graph = evidence(dossier).side(side.polarity)
        for point in side.choke_points:
            assert not _reaches(graph, {point.node})
        if side.independent == 1:
            assert side.choke_points
        if side.independent > 1:
            assert not side.choke_points


@quick
@given(drawn=worlds(), data=st.data())
def test_order_of_arrival_changes_nothing(drawn: Drawn, data: st.DataObject) -> None:
    articles, copies = drawn
    others = data.draw(st.permutations(articles)), data.draw(st.permutations(copies))
    assert corroboration(world(articles, copies)) == corroboration(world(*others))


@quick
@given(drawn=worlds(), data=st.data())
def test_a_copy_never_raises_independence(drawn: Drawn, data: st.DataObject) -> None:
    articles, copies = drawn
    original = data.draw(st.sampled_from(articles))
    copy = copy_of(original, data.draw(st.sampled_from(["a", "z"])), data.draw(st.none() | st.sampled_from(MEDIA)))
    copy = replace(copy, credit=data.draw(st.sampled_from([original.credit, None, "The Dispatch"])))
    before = corroboration(world(articles, copies))
    after = corroboration(world([*articles, copy], [*copies, (copy.id, original.id)]))
    for one, other in zip(sides(before), sides(after), strict=True):
        assert other.independent <= one.independent


@quick
@given(drawn=worlds(), data=st.data())
def test_removing_a_document_restores_what_was_before(drawn: Drawn, data: st.DataObject) -> None:
    articles, copies = drawn
    more = data.draw(st.sampled_from(articles))
    added = copy_of(more, "zz", data.draw(st.sampled_from(MEDIA)))
    dossier = world([*articles, added], [*copies, ("zz", more.id)])
    left = replace(
        dossier,
        claim=world(articles, copies).claim,
        tellings=tuple(each for each in dossier.tellings if each.statement.document != "zz"),
        copies=tuple(each for each in dossier.copies if each.document != "zz"),
    )
    assert corroboration(left) == corroboration(world(articles, copies))


@quick
@given(drawn=worlds(), polarity=st.sampled_from(Polarity))
def test_an_independent_origin_raises_it_by_one(drawn: Drawn, polarity: Polarity) -> None:
    articles, copies = drawn
    name = "Nobody Else" if polarity is Polarity.POSITIVE else "!Nobody Else"
    alone = Article(id="alone", publisher="The Other Paper", chains=((name,),))
    before, after = (corroboration(world(each, copies)) for each in (articles, [*articles, alone]))
    raised, same = sides(after) if polarity is Polarity.POSITIVE else sides(after)[::-1]
    raised_before, same_before = sides(before) if polarity is Polarity.POSITIVE else sides(before)[::-1]
    assert raised.independent == raised_before.independent + 1
    assert len(raised.origins) == len(raised_before.origins) + 1
    assert same.independent == same_before.independent


@quick
@given(drawn=worlds())
def test_one_relay_before_all_papers_makes_it_one(drawn: Drawn) -> None:
    articles, copies = drawn
    through = [
        Article(
            id=article.id,
            publisher=f"Paper {article.id}",
            chains=tuple(
                ("Agency", *(f"{name} of {number}" for name in chain)) for number, chain in enumerate(article.chains)
            ),
        )
        for article in articles
    ]
    report = corroboration(world(through, copies))
    for side in sides(report):
        assert side.independent == (1 if side.origins else 0)
        if side.origins:
            assert "Agency" in {point.name for point in side.choke_points}


@quick
@given(drawn=worlds())
def test_every_figure_shows_statements_of_the_claim_or_around_them(drawn: Drawn) -> None:
    articles, copies = drawn
    dossier = world(articles, copies)
    known = {each.id for telling in dossier.tellings for each in (telling.statement, *telling.around)}
    for side in sides(corroboration(dossier)):
        shown = [path.statements for path in side.paths]
        shown += [origin.path.statements for origin in side.origins]
        shown += [point.statements for point in side.choke_points] + [circle.statements for circle in side.circles]
        assert all(shown)
        assert {id_ for several in shown for id_ in several} <= known
        assert {told.statement for told in side.told} == set(side.statements)


@quick
@given(drawn=worlds())
def test_what_is_retracted_never_counts(drawn: Drawn) -> None:
    articles, copies = drawn
    report = corroboration(world(articles, copies))
    gone = {telling.id for article in articles if article.withdrawn for telling in article.tellings()}
    assert gone == {each.telling.id for each in report.aside if each.telling.withdrawn is not None}
    for side in sides(report):
        assert gone.isdisjoint(side.statements)


def _reaches(graph: "nx.DiGraph[str]", without: set[str]) -> bool:
    left = graph.subgraph(node for node in graph if node not in without)
    return bool(nx.has_path(left, CLAIM, READER))


def test_what_an_outlet_prints_from_others_does_not_stand_for_what_it_retracted() -> None:
    cites = Article(id="one", publisher=None, chains=(("Times", "Ada"),))
    retracted = Article(id="two", publisher="Times", chains=(("Ada",),), withdrawn=True)
    own = Article(id="three", publisher="Times", chains=(("Ada",),))
    printed = replace(cites, id="four", publisher="Times")
    assert corroboration(world([cites, retracted])).affirmed.independent == 0
    assert corroboration(world([cites, retracted, printed], [("four", "one")])).affirmed.independent == 0
    assert corroboration(world([cites, retracted, own])).affirmed.independent == 1
