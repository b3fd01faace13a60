"""Claims follow the documents: whatever the order in which these come and go, and whatever is cut off on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad
from typer.testing import CliRunner

import kg
from kg.cli import app
from kg.errors import JudgementError, NotFoundError, QueryError, StoreError, StoreWriteError
from kg.facade import Graph, restore
from kg.model import Decision, Polarity, Run
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.settings import Settings
from tests.joining.drafts import saying

SHELLS = (
    saying("Seoul", "North Korea has shipped artillery shells to Russia in about 6,700 containers"),
    saying("NIS", "about 6,700 containers of artillery ammunition have gone from North Korea to Russia", paper="Post"),
    saying("KCNA", "North Korea has not shipped artillery shells to Russia in 6,700 containers", paper="Herald"),
    saying("Kyiv", "North Korea has shipped artillery shells to Russia in about 10,000 containers", paper="Times"),
)
OTHERS = (
    saying("Seoul", "that the bridge is unsafe", paper="Echo"),
    saying("KCNA", "“The bridge is unsafe”", paper="Echo"),
    saying("Seoul", "we will win", paper="Echo"),
    saying("KCNA", "we will win", paper="Echo"),
    saying("Kyiv", "Seoul met KCNA", paper="Echo"),
    saying("Echo", "unemployment fell to 5.1 percent in June", day=date(2024, 7, 1), paper="Post"),
    saying("Echo", "unemployment fell to 5.1 percent in June", day=date(2023, 7, 1), paper="Post", title="Again. "),
)


@contextmanager
def opened() -> Iterator[Graph]:
    """A graph in memory's stead: a folder that goes away."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder, Graph.open(Settings(store=f"{folder}/store")) as graph:
        yield graph


def claims_in(graph: Graph) -> set[Quad]:
    """Return `graph/claims`."""
    return set(graph.store.quads(graph=Names(graph.store.base).graph("claims")))


def claim_of(graph: Graph, run: Run) -> str:
    """Return the claim of a run's only statement."""
    names = Names(graph.store.base)
    (link,) = graph.store.quads(subject=names.statement(run.statements[0].id), graph=names.graph("claims"))
    return names.id(link.object)  # type: ignore[arg-type]


@pytest.fixture
def graph() -> Iterator[Graph]:
    """An empty graph."""
    with opened() as made:
        yield made


def test_what_says_the_same_is_one_claim_and_a_denial_is_its_opposite(graph: Graph) -> None:
    for run in SHELLS:
        graph.put(run)
    first, second, denied, other = (claim_of(graph, run) for run in SHELLS)
    assert first == second == denied != other
    tellings = {each.id: each for each in graph.claim(first).tellings}
    assert tellings[SHELLS[2].statements[0].id].polarity is Polarity.NEGATIVE
    assert tellings[SHELLS[1].statements[0].id].polarity is Polarity.POSITIVE
    assert 0.6 <= tellings[SHELLS[1].statements[0].id].score < 1
    assert graph.corroboration(first).denied.statements == (SHELLS[2].statements[0].id,)


def test_a_denial_of_what_is_denied_affirms_it(graph: Graph) -> None:
    again = saying("Moscow", SHELLS[2].statements[0].content.text, paper="Echo", polarity=Polarity.NEGATIVE)  # type: ignore[union-attr]
    for run in (SHELLS[0], SHELLS[2], again):
        graph.put(run)
    tellings = {each.id: each for each in graph.claim(claim_of(graph, SHELLS[0])).tellings}
    assert tellings[again.statements[0].id].polarity is Polarity.POSITIVE


def test_words_that_hang_on_speaker_or_day_are_claims_of_their_own(graph: Graph) -> None:
    for run in OTHERS:
        graph.put(run)
    claims = [claim_of(graph, run) for run in OTHERS]
    assert claims[0] == claims[1]
    assert len(set(claims)) == len(claims) - 1


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations((*SHELLS, *OTHERS)), st.sets(st.integers(0, 10), max_size=4))
def test_the_claims_are_a_function_of_the_documents(order: list[Run], gone: set[int]) -> None:
    with opened() as one, opened() as other:
        for run in order:
            one.put(run)
        for place in gone:
            one.remove(order[place].document.id)
        for place, run in enumerate(order):
            if place not in gone:
                other.put(run)
        assert claims_in(one) == claims_in(other)
        assert not one.rejoin()
        assert one.verify() == []


def test_a_claim_is_about_sources_that_come_to_be_known_later(graph: Graph) -> None:
    names = Names(graph.store.base)
    met = saying("Kyiv", "that the Harbour Union met the minister")
    graph.put(met)
    about = {(quad.predicate, quad.object) for quad in claims_in(graph) if quad.predicate == v.ABOUT}
    assert about == set()
    union = saying("Harbour Union", "it will strike", paper="Post")
    graph.put(union)
    node = names.source(union.statements[0].source.id)
    assert {quad.object for quad in claims_in(graph) if quad.predicate == v.ABOUT} == {node}
    assert graph.verify() == []
    graph.remove(union.document.id)
    assert {quad.object for quad in claims_in(graph) if quad.predicate == v.ABOUT} == set()


def test_a_person_parts_and_joins_what_the_machine_did_not(graph: Graph) -> None:
    for run in SHELLS:
        graph.put(run)
    before = claims_in(graph)
    first, second, _, other = (run.statements[0].id for run in SHELLS)
    parted = graph.judge(Decision.NOT_SAME_CLAIM, first, second, why="two shipments")
    assert claim_of(graph, SHELLS[0]) != claim_of(graph, SHELLS[1])
    joined = graph.judge(Decision.SAME_CLAIM, other, second, why="one slip of the pen")
    assert claim_of(graph, SHELLS[3]) == claim_of(graph, SHELLS[1])
    assert graph.verify() == []
    assert not graph.rejoin()
    graph.undo(joined.judgement.id)
    graph.undo(parted.judgement.id)
    assert claims_in(graph) == before
    assert graph.verify() == []


def test_what_was_judged_one_with_a_statement_that_goes_is_joined_anew(graph: Graph) -> None:
    closed = saying("Kyiv", "that the harbour was closed to foreign freighters last winter", paper="Globe")
    for lead, other in ((SHELLS[0], SHELLS[1]), (SHELLS[1], SHELLS[0])):
        for run in (lead, other, closed):
            graph.put(run)
        made = graph.judge("same-claim", other.statements[0].id, closed.statements[0].id)
        graph.remove(other.document.id)
        assert claim_of(graph, lead) != claim_of(graph, closed)
        assert graph.verify() == []
        graph.undo(made.judgement.id)
        graph.remove(lead.document.id)
        graph.remove(closed.document.id)


def test_one_of_two_that_say_the_same_words_can_be_parted(graph: Graph) -> None:
    for run in OTHERS[:2]:
        graph.put(run)
    graph.judge(Decision.NOT_SAME_CLAIM, *(run.statements[0].id for run in OTHERS[:2]), why="two bridges")
    assert claim_of(graph, OTHERS[0]) != claim_of(graph, OTHERS[1])
    graph.put(saying("Oslo", "the bridge is unsafe", paper="Herald"))
    assert graph.verify() == []


def test_a_change_that_fails_leaves_claims_and_index_as_they_were(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph.put(SHELLS[0])
    before = claims_in(graph)

    def refuse(**_: object) -> None:
        raise StoreWriteError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(graph.store, "apply", refuse)
        with pytest.raises(StoreWriteError):
            graph.put(SHELLS[1])
    assert claims_in(graph) == before
    graph.put(SHELLS[1])
    assert claim_of(graph, SHELLS[0]) == claim_of(graph, SHELLS[1])
    assert graph.verify() == []


def test_an_index_that_is_behind_or_gone_is_made_good(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with kg.open(folder) as graph:
        graph.put(SHELLS[0])
    behind = (folder / "claims.sqlite").read_bytes()
    with kg.open(folder) as graph:
        graph.put(SHELLS[1])
        wanted = claims_in(graph)
    for content in (behind, b"no database", None):
        (folder / "claims.sqlite").unlink()
        if content is not None:
            (folder / "claims.sqlite").write_bytes(content)
        with kg.open(folder) as graph:
            graph.put(OTHERS[0])
            assert claim_of(graph, SHELLS[0]) == claim_of(graph, SHELLS[1])
            assert graph.verify() == []
            graph.remove(OTHERS[0].document.id)
            assert claims_in(graph) == wanted


def test_claims_that_somebody_else_drew_stay(graph: Graph) -> None:
    names = Names(graph.store.base)
    graph.put(SHELLS[0])
    statement, claim = names.statement(SHELLS[0].statements[0].id), names.claim("shells-sold")
    where = names.graph("claims")
    drawn = {
        Quad(claim, v.TYPE, v.CLAIM, where),
        Quad(claim, v.TYPE, v.SCHEMA_CLAIM, where),
        Quad(claim, v.TEXT, next(q.object for q in claims_in(graph) if q.predicate == v.TEXT), where),
        Quad(statement, v.EXPRESSES, claim, where),
    }
    graph.store.apply(removed=claims_in(graph), added=drawn)
    graph.rejoin()
    assert claims_in(graph) == drawn
    assert graph.verify() == []
    graph.put(SHELLS[1])
    assert drawn < claims_in(graph)
    assert graph.verify() == []
    graph.remove(SHELLS[0].document.id)
    assert not drawn & claims_in(graph)
    assert graph.verify() == []


def test_the_address_of_a_claim_stays_when_a_clearer_wording_leads_it(graph: Graph) -> None:
    graph.put(SHELLS[2])
    old = claim_of(graph, SHELLS[2])
    graph.put(SHELLS[0])
    assert claim_of(graph, SHELLS[2]) != old
    assert graph.claim(old).claim.id == claim_of(graph, SHELLS[0])


def test_what_means_the_same_is_found_in_whatever_words(graph: Graph) -> None:
    for run in (*SHELLS, *OTHERS):
        graph.put(run)
    found = graph.statements(like="the North sent ammunition to Moscow", order="best", limit=3)
    assert {record.statement.id for record in found.rows} < {run.statements[0].id for run in SHELLS}
    by_kyiv = graph.statements(like="the North sent ammunition to Moscow", source="Kyiv", order="best")
    assert by_kyiv.rows[0].statement.id == SHELLS[3].statements[0].id
    nearest = graph.statements(like="the North sent ammunition to Moscow")
    assert nearest.rows[:3] == found.rows
    newest = graph.statements(like="the North sent ammunition to Moscow", order="newest")
    assert newest.rows != nearest.rows
    assert newest.total == graph.facets(like="the North sent ammunition to Moscow").total >= 4
    graph.remove(SHELLS[3].document.id)
    assert SHELLS[3].statements[0].id not in {
        record.statement.id for record in graph.statements(like="the North sent ammunition to Moscow").rows
    }
    with pytest.raises(QueryError, match="has no words"):
        graph.statements(like="“that it is”")


def test_a_reader_finds_what_came_after_it_opened(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    kg.open(folder).close()
    with kg.open(folder, read_only=True) as reader:
        assert reader.statements(like="shells for Moscow").total == 0
        with kg.open(folder) as writer:
            for run in SHELLS:
                writer.put(run)
        reader.refresh()
        assert reader.statements(like="North Korea has sent shells to Russia").total == len(SHELLS)


def test_a_store_whose_claims_were_never_indexed_here_is_indexed_when_meaning_is_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with kg.open(folder) as graph:
        for run in SHELLS:
            graph.put(run)
        claim = claim_of(graph, SHELLS[0])
        wanted = graph.relations(claim)
        assert wanted.related
        graph.backup(tmp_path / "backup.zip")
    restore(tmp_path / "backup.zip", tmp_path / "restored")
    with kg.open(tmp_path / "restored", read_only=True) as graph:
        assert graph.statements(like="North Korea has sent shells to Russia").total == len(SHELLS)
        assert graph.relations(claim) == wanted


def test_what_a_reader_indexed_is_no_reason_not_to_make_the_claims(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with kg.open(folder) as graph:
        graph.put(SHELLS[0])
        wanted = claims_in(graph)
        graph.store.apply(removed=wanted, added=set())
    for file in folder.glob("claims.*"):
        file.unlink()
    with kg.open(folder, read_only=True) as reader:
        assert reader.statements(like="North Korea has sent shells to Russia").total == 1
    with kg.open(folder) as graph:
        assert claims_in(graph) == wanted
        assert graph.verify() == []
    for file in folder.glob("claims.*"):
        file.unlink()
    with kg.open(folder, join=False) as graph:
        assert graph.statements(like="North Korea has sent shells to Russia").total == 1
        graph.put(SHELLS[1])
        assert claim_of(graph, SHELLS[0]) == claim_of(graph, SHELLS[1])
        assert graph.verify() == []


def test_joining_anew_that_fails_leaves_nothing_wrong_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "store"
    with kg.open(folder) as graph:
        for run in (OTHERS[2], SHELLS[0], *OTHERS[3:]):
            graph.put(run)
        graph.remove(OTHERS[2].document.id)

        def refuse(*_: object) -> None:
            raise StoreWriteError("the disk is full")

        with monkeypatch.context() as broken:
            broken.setattr(graph.joining, "_write_anew", refuse)
            with pytest.raises(StoreWriteError):
                graph.rejoin()
        graph.put(SHELLS[1])
        assert claim_of(graph, SHELLS[0]) == claim_of(graph, SHELLS[1])
        assert graph.verify() == []


def test_joining_anew_goes_on_where_it_was_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.joining.joins._DOCUMENTS", 2)
    monkeypatch.setattr("kg.joining.joins._AT_ONCE", 2)
    monkeypatch.setattr("kg.joining.joins._PAUSE", -1.0)
    folder = tmp_path / "store"
    with kg.open(folder) as graph:
        for run in (*SHELLS, *OTHERS):
            graph.put(run)
        wanted = claims_in(graph)
        wordings = len(graph.joining.index.numbers())
        for method, after in (("_take_in", 2), ("_find", 1), ("_find", 2), ("_placed", 0)):
            _interrupt(graph, method, after, monkeypatch)
    with kg.open(folder, read_only=True) as reader:
        with pytest.raises(StoreError, match="being joined anew"):
            reader.statements(like="shells for Moscow")
        with pytest.raises(NotFoundError):
            reader.claim("nosuch")
        claim = claim_of(reader, SHELLS[0])
        assert reader.claim(claim)
    told = CliRunner().invoke(app, ["claim", claim, "--store", str(folder)])
    assert (told.exit_code, "is not told now: the claims are being joined anew" in told.stderr) == (0, True)
    signs = folder / "claims.signs"
    signs.write_bytes(bytes(signs.stat().st_size))  # as a power cut may leave it
    with kg.open(folder, join=False) as graph:
        assert graph.joining.index.unfinished == wordings
        graph.rejoin()
        assert graph.joining.spent.vectors == graph.joining.spent.pairs == 0
        assert graph.joining.index.unfinished is None
        assert claims_in(graph) == wanted
        assert graph.verify() == []


def _interrupt(graph: Graph, method: str, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupt joining all anew where a method is called once more than so often."""
    joins = graph.joining._joins
    original, calls = getattr(joins, method), 0

    def interrupted(*given: object) -> object:
        nonlocal calls
        calls += 1
        if calls > after:
            raise KeyboardInterrupt
        return original(*given)

    with monkeypatch.context() as patched:
        patched.setattr(joins, method, interrupted)
        with pytest.raises(KeyboardInterrupt):
            graph.rejoin()


def test_a_judgement_that_others_contradict_is_refused_and_says_which(graph: Graph) -> None:
    first, second, _, other = (run.statements[0].id for run in SHELLS)
    for run in SHELLS:
        graph.put(run)
    apart = graph.judge(Decision.NOT_SAME_CLAIM, first, other)
    graph.judge(Decision.SAME_CLAIM, first, second)
    with pytest.raises(JudgementError, match=f"contradicts judgement {apart.judgement.id}"):
        graph.judge(Decision.SAME_CLAIM, second, other)
    graph.undo(apart.judgement.id)
    graph.judge(Decision.SAME_CLAIM, second, other)
    assert len({claim_of(graph, SHELLS[place]) for place in (0, 1, 3)}) == 1
    with pytest.raises(JudgementError, match="contradicts judgement"):
        graph.judge(Decision.NOT_SAME_CLAIM, first, other)
