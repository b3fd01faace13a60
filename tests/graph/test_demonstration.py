"""Claims of the demonstration articles, against what a person who reads these articles finds.

Read by hand in data/articles:

*The workers are "worthy of praise"* stands in four articles. Three (02, 03, 04) print one dispatch of Meridian Wire; 02
and 04 credit it. It quotes KCNA, which quotes Kim. The fourth (05) is the Courier's own text, citing Meridian citing
KCNA citing "the leader". So nobody but KCNA heard it, nobody but Meridian brought it, and it is one way, not four.
The earliest is of 15 May, in two papers. Nobody denies it. That "the leader" is Kim the machine does not say.

*North Korea has shipped shells to Russia in about 6,700 containers* is Shin Won-sik's, "in February": directly in 01,
and in the dispatch that 02 and 03 print. One origin, named, one way; he himself is the choke point.

*North Korea has shipped artillery shells to Russia* is said by Bae Sang-min in Meridian Wire's own article (06), the
United States and South Korea in the Chronicle (07), the Japanese ministry in the Evening Post (13), which itself cites
"information from Seoul", and Dana Whitcomb in the Ledger (14). Five origins, one unnamed; four ways, because two come
through one article of the Chronicle. The first is whoever informed the ministry, in April at the latest. That most of
them sit in Seoul is beyond what the articles say of themselves. What three articles of the Courier have (05, 10, 16)
says more besides, and is kept apart.

*"Any transfer of arms"* is only denied: by Moscow and Pyongyang in 02, by "both countries" in 03, who are these two:
it is one text.

*9,000* alone is a scrap, which says something else with each who says it: here it is two unnamed officials', in 10,
through Meridian Wire.
"""

import pytest

from kg.facade import Graph
from kg.graph.corroboration import Corroboration, Side, corroboration
from kg.graph.moments import Basis, Lag
from kg.graph.reading import dossier


def report(graph: Graph, about: str, *, by: str | None = None) -> Corroboration:
    """Return the report on the claim of the statements that say exactly this, all of them or somebody's."""
    ids = {
        record.statement.id
        for record in graph.statements().rows
        if record.statement.content
        and record.statement.content.text == about
        and by in (None, record.statement.source.name)
    }
    assert ids, about
    rows = graph.query("SELECT ?s ?c WHERE { GRAPH graph:claims { ?s kg:expresses ?c } }").rows  # type: ignore[union-attr]
    (claim,) = {str(c).rstrip(">").rpartition("/")[2] for s, c in rows if str(s).rstrip(">").rpartition("/")[2] in ids}
    return corroboration(dossier(graph.store, claim))


def origins(side: Side) -> list[tuple[str, int, int]]:
    return [(each.source.name, len(each.statements), len(each.reprints)) for each in side.origins]


def choke_points(side: Side) -> list[str]:
    return [point.name for point in side.choke_points]


def test_worthy_of_praise(demonstration: Graph) -> None:
    found = report(demonstration, 'that the workers were "worthy of praise"')
    side = found.affirmed
    assert origins(side) == [("Kim Jong-un", 1, 2), ("the leader", 1, 0)]
    assert (side.independent, side.unnamed, len(side.documents)) == (1, 1, 4)
    assert choke_points(side) == ["Korean Central News Agency", "Meridian Wire"]
    assert {point.documents for point in side.choke_points} == {4}
    first = [each for each in side.told if each.after is None]
    assert sorted(each.publisher.name for each in first if each.publisher) == ["Kanto Evening Post", "Lakeshore Herald"]
    assert {each.moment.basis for each in side.told} == {Basis.PUBLISHED}
    assert {each.after for each in side.told if each.after} == {Lag(least=1, most=1)}
    assert (found.denied.statements, found.aside, found.contested) == ((), (), False)


def test_6700_containers(demonstration: Graph) -> None:
    side = report(
        demonstration, "that North Korea had shipped artillery shells to Russia in about 6,700 containers"
    ).affirmed
    assert origins(side) == [("Shin Won-sik", 2, 1)]
    assert (side.independent, side.unnamed, len(side.documents)) == (1, 0, 3)
    assert choke_points(side) == ["Shin Won-sik"]
    assert [(each.moment.basis, each.after) for each in side.told] == [(Basis.SAID, None)] * 3
    assert {str(each.moment.start) for each in side.told} == {"2024-02-01"}


def test_shells_to_russia(demonstration: Graph) -> None:
    side = report(demonstration, "that North Korea had shipped artillery shells to Russia").affirmed
    assert [name for name, _, _ in origins(side)] == [
        "Bae Sang-min",
        "Dana Whitcomb",
        "South Korea",
        "United States",
        "information from seoul",
    ]
    assert (side.independent, side.unnamed, choke_points(side)) == (4, 1, [])
    first, second = side.told[:2]
    assert [each.source.name for each in (first, second)] == ["information from seoul", "Japanese Defense Ministry"]
    assert (first.moment.start, str(first.moment.end)) == (None, "2024-04-30")
    assert (second.moment.basis, second.after) == (Basis.SAID, None)
    assert side.told[-1].after == Lag(least=25, most=None)


def test_denials_of_any_transfer_of_arms(demonstration: Graph) -> None:
    found = report(demonstration, "any transfer of arms")
    assert found.affirmed.origins == ()
    assert origins(found.denied) == [("North Korea", 1, 1), ("Russia", 1, 1)]
    assert (found.denied.independent, found.denied.unnamed) == (1, 0)
    assert choke_points(found.denied) == ["Meridian Wire", "one text, printed in 2 articles"]


def test_9000(demonstration: Graph) -> None:
    side = report(demonstration, "9,000", by="two unnamed officials").affirmed
    assert [name for name, _, _ in origins(side)] == ["two unnamed officials"]
    assert (side.independent, side.unnamed, len(side.documents)) == (1, 1, 1)
    assert choke_points(side)[:3] == ["two unnamed officials", "Meridian Wire", "Hanseong Courier"]


@pytest.mark.parametrize("words", ["what kind of missile the vehicles would carry"])
def test_who_does_not_say_is_no_side(demonstration: Graph, words: str) -> None:
    found = report(demonstration, words)
    assert (found.affirmed.statements, found.denied.statements, len(found.aside)) == ((), (), 3)
