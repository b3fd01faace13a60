"""Relays are read from the index: they are those of the RDF graph, whatever was judged."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import kg
from kg.benchmark.corpus import corpus
from kg.facade import Graph
from kg.model import Status
from kg.rdf import vocabulary as v
from kg.store.derive import literal_of, node_of
from kg.store.index.relayed import Relay
from kg.store.judged import Judged

RUNS = list(corpus(400, seed=11))
_QUOTATIONS = {iri: quotation for quotation, iri in v.QUOTATIONS.items()}
_ACTS = {iri: act for act, iri in v.ACTS.items()}
_STATUSES = {iri: status for status, iri in v.STATUSES.items()}


def in_rdf(graph: Graph) -> set[Relay]:
    """Return the relays that SPARQL finds in a graph."""
    judged, found = Judged(graph.store), set()
    names = judged.names
    for row in graph.store.select(f"""
        SELECT ?x ?from ?credit ?medium ?to ?s ?d ?quotation ?act ?day ?publisher ?status WHERE {{
          GRAPH ?g {{ ?s {v.IS_PART_OF} ?d ; {v.ATTRIBUTED_TO} ?to ; {v.QUOTATION} ?quotation ; {v.ACT} ?act .
                      ?x {v.QUOTED_FROM} ?s
                      OPTIONAL {{ ?x {v.ATTRIBUTED_TO}|{v.PUBLISHER} ?from }}
                      OPTIONAL {{ ?x {v.SOURCE_ORGANIZATION} ?credit }}
                      OPTIONAL {{ ?s {v.TOLD_TO} ?medium }}
                      OPTIONAL {{ ?d {v.DATE_PUBLISHED} ?day }}
                      OPTIONAL {{ ?d {v.PUBLISHER} ?publisher }} }}
          OPTIONAL {{ GRAPH {names.graph("judged")} {{ ?s {v.STATUS} ?status }} }} }}"""):
        nodes = {name: node_of(term) for name, term in row.items() if name != "day"}
        way = [judged.source_of(nodes["x"], nodes["from"])] if "from" in nodes else []
        way += [judged.one_of(nodes[each]) for each in ("credit", "medium") if each in nodes]
        speaker = judged.source_of(nodes["s"], nodes["to"])
        publisher = judged.source_of(nodes["d"], nodes["publisher"]) if "publisher" in nodes else None
        found |= {
            Relay(
                statement=names.id(nodes["s"]),
                document=names.id(nodes["d"]),
                by=names.id(by),
                of=names.id(of),
                speaker=names.id(speaker),
                publisher=names.id(publisher) if publisher is not None else None,
                quotation=_QUOTATIONS[nodes["quotation"]],
                act=_ACTS[nodes["act"]],
                status=_STATUSES[nodes["status"]] if "status" in row else Status.STANDING,
                published=date.fromisoformat(literal_of(row["day"]).value) if "day" in row else None,
            )
            for by, of in pairwise((*way, speaker))
            if by != of
        }
    return found


def test_those_of_the_demonstration(demonstration: Graph) -> None:
    those = demonstration.relays()
    assert set(those) == in_rdf(demonstration)
    assert len(those) == len(set(those)) > 150


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of made-up documents, with chains, credits, and media that were told."""
    folder = tmp_path_factory.mktemp("relays") / "store"
    with kg.open(folder) as graph:
        for run in RUNS:
            graph.put(run)
    return folder


def test_those_that_were_judged_follow(made: Path) -> None:
    with kg.open(made) as graph:
        before = set(graph.relays())
        assert before == in_rdf(graph)
        publisher = next(each for each in sorted(before) if each.by == each.publisher and each.of == each.speaker)
        nested = {each.id for run in RUNS for each in run.statements if each.within and not each.told_to}
        inner = next(each for each in sorted(before) if each.statement in nested)

        same = graph.judge("same", publisher.by, publisher.of, by="Eve")
        joined = set(graph.relays())
        assert joined == in_rdf(graph)
        assert publisher.statement not in {each.statement for each in joined if each.of == publisher.of}

        split = graph.judge("split", inner.speaker, "Somebody Else", statements=[inner.statement], by="Eve")
        parted = set(graph.relays())
        assert parted == in_rdf(graph)
        (moved,) = {each.speaker for each in parted if each.statement == inner.statement}
        assert graph.source(moved).source.name == "Somebody Else"

        graph.judge("split", inner.by, "Another Teller", documents=[inner.document], by="Eve")
        retold = set(graph.relays())
        assert retold == in_rdf(graph)
        (teller,) = {each.by for each in retold if each.statement == inner.statement}
        assert graph.source(teller).source.name == "Another Teller"

        graph.judge("retract", publisher.document, why="made up", by="Eve")
        gone = set(graph.relays())
        assert gone == in_rdf(graph)
        assert {each.status for each in gone if each.document == publisher.document} == {Status.RETRACTED}

        for judgement in (split, same):
            graph.undo(judgement.judgement.id, by="Eve")
            assert set(graph.relays()) == in_rdf(graph)
        graph.remove(inner.document)
        assert set(graph.relays()) == in_rdf(graph) != before
        assert inner.document not in {each.document for each in graph.relays()}


def test_those_of_some_statements_are_a_part(made: Path) -> None:
    with kg.open(made, read_only=True) as graph:
        whole = graph.relays()
        some = {record.statement.id for record in graph.statements(act="deny").rows}
        assert set(graph.relays(act="deny")) == {each for each in whole if each.statement in some} != set()
        assert graph.relays(until=date(1999, 1, 1)) == ()
