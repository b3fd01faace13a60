"""Claims read from a real store."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kg.errors import NotFoundError
from kg.facade import Graph
from kg.graph.corroboration import corroboration
from kg.graph.evidence import Aside
from kg.graph.reading import dossier, find_claim
from kg.joining.graph import Claims
from kg.model import DateBasis, Document, Kind, Metadata, Run, Source
from kg.settings import Settings
from kg.store.base import Store, Term
from kg.store.embedded import EmbeddedStore
from kg.store.index.indexed import IndexedStore
from kg.store.write import put
from tests.rdf.examples import at, statement

ENDED = datetime(2024, 5, 16, tzinfo=UTC)
CLAIM = "the harbour is closed"


def report(publisher: str | None, source: str | None, day: int, *, credit: str | None = None, more: str = "") -> Run:
    """Return an article in which somebody says that the harbour is closed."""
    who = source or "officials"
    text = f"On day {day} {who} said {CLAIM}.{more}"
    metadata = Metadata(
        title=f"{publisher}, day {day}",
        publisher=publisher,
        credit=credit,
        published=date(2024, 5, day),
        published_basis=DateBasis.GIVEN,
    )
    document = Document(text=text, metadata=metadata)
    made = statement(
        document,
        Source.of_name(source, Kind.PERSON) if source else "officials",
        words=at(document, who),
        cue=at(document, "said"),
        content=at(document, CLAIM),
    )
    return Run(document=document, software="test-1", ended=ENDED, statements=(made,))


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with Graph.open(Settings(store=str(tmp_path / "store"))) as opened:
        yield opened


def claim_of(store: Store) -> str:
    rows = store.select("SELECT ?c WHERE { GRAPH ?g { ?s <https://w3id.org/whosaid/ns#expresses> ?c } }")
    return next(str(row["c"]).rstrip(">").rpartition("/")[2] for row in rows)


def test_report_from_a_store(graph: Graph) -> None:
    for run in (report("Post", "Ada Berg", 3), report("Times", None, 5, credit="Wire"), report(None, "Ada Berg", 4)):
        graph.put(run)
    found = dossier(graph.store, claim_of(graph.store))
    assert found.claim.text == CLAIM
    assert {(t.publisher and t.publisher.name, t.credit and t.credit.name) for t in found.tellings} == {
        ("Post", None),
        ("Times", "Wire"),
        (None, None),
    }
    side = corroboration(found).affirmed
    assert [(origin.source.name, origin.source.named) for origin in side.origins] == [
        ("Ada Berg", True),
        ("officials", False),
    ]
    assert (side.independent, side.unnamed) == (2, 1)


def test_order_of_arrival_in_the_store_changes_nothing(tmp_path: Path) -> None:
    runs = [report("Post", "Ada Berg", 3), report("Times", None, 5), report("Radio", "Post", 9)]
    reports = []
    for number, ordered in enumerate((runs, runs[::-1])):
        with Graph.open(Settings(store=str(tmp_path / str(number)))) as graph:
            for run in ordered:
                graph.put(run)
            reports.append(corroboration(dossier(graph.store, claim_of(graph.store))))
    assert reports[0] == reports[1]
    assert [origin.source.name for origin in reports[0].affirmed.origins] == ["Ada Berg", "officials"]


def test_judgements_on_sources_copies_and_retractions_are_respected(graph: Graph) -> None:
    runs = [report("Post", "Ada Berg", 3), report("Times", "A. Berg", 5), report("Radio", "Cy", 6)]
    for run in runs:
        graph.put(run)
    graph.update_copies()
    claim = claim_of(graph.store)
    assert corroboration(dossier(graph.store, claim)).affirmed.independent == 3
    graph.judge("same", "Ada Berg", "A. Berg", by="Eve")
    side = corroboration(dossier(graph.store, claim)).affirmed
    assert [origin.source.name for origin in side.origins] == ["Ada Berg", "Cy"]
    graph.judge("copy", runs[2].document.id, runs[0].document.id, by="Eve")
    assert corroboration(dossier(graph.store, claim)).affirmed.independent == 2
    graph.judge("retract", runs[0].document.id, why="made up", by="Eve")
    judged = corroboration(dossier(graph.store, claim))
    assert judged.affirmed.independent == 2  # Times, and Radio, whose words for its source are its own
    assert [(each.why, each.notice and each.notice.why) for each in judged.aside] == [(Aside.RETRACTED, "made up")]
    graph.judge("retract", runs[1].statements[0].id, why="misheard", by="Eve")
    assert corroboration(dossier(graph.store, claim)).affirmed.independent == 1


def test_claim_is_found_by_the_beginning_of_its_id(graph: Graph) -> None:
    graph.put(report("Post", "Ada Berg", 3))
    claim = claim_of(graph.store)
    assert find_claim(graph.store, claim[:6]) == find_claim(graph.store, claim) == claim
    for wrong in (claim[:5], "no such claim", "ffffff0", "a b", "../x", ""):
        with pytest.raises(NotFoundError):
            find_claim(graph.store, wrong)


class Counting(EmbeddedStore):
    """A store that counts the rows it gives."""

    rows = 0

    def select(self, query: str) -> Iterator[Mapping[str, Term]]:
        for row in super().select(query):
            self.rows += 1
            yield row

    def about(self, subjects: Iterable[NamedNode], *, without: Iterable[NamedNode] = ()) -> Iterator[Quad]:
        for quad in super().about(subjects, without=without):
            self.rows += 1
            yield quad

    def leading_to(self, objects: Iterable[NamedNode], *, by: NamedNode) -> Iterator[Quad]:
        for quad in super().leading_to(objects, by=by):
            self.rows += 1
            yield quad


def test_cost_is_that_of_the_claim_not_of_the_store(tmp_path: Path) -> None:
    store = Counting.open(tmp_path / "store")
    joining = Claims.open(IndexedStore.over(store, tmp_path / "store"), None)
    for day in (3, 4):
        put(store, report("Post", "Ada Berg", day), joining)
    claim = claim_of(store)
    store.rows = 0
    before = dossier(store, claim)
    cost = store.rows
    assert cost > 0
    for number in range(20):
        text = f"Ada Berg said number {number} came."
        document = Document(text=text, metadata=Metadata(publisher="Post"))
        parts = [at(document, words) for words in ("Ada Berg", "said", f"number {number} came")]
        other = statement(
            document,
            Source.of_name("Ada Berg", Kind.PERSON),
            words=parts[0],
            cue=parts[1],
            content=parts[2],
        )
        put(store, Run(document=document, software="test-1", ended=ENDED, statements=(other,)), joining)
    store.rows = 0
    assert dossier(store, claim) == before
    assert store.rows == cost
    joining.close()
    store.close()
