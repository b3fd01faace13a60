"""A store on a server, as the command and several machines use it: each machine has an index of its own."""

from pathlib import Path

from kg.facade import Graph, restore
from kg.settings import Settings
from tests.store.servers import Place

ARTICLES = sorted((Path(__file__).parents[2] / "data" / "articles").glob("*.*"))[:2]


def on(place: Place, machine: Path) -> Settings:
    """Return the settings of one machine."""
    return Settings(store=place.address, access=place.access, cache=machine)


def test_what_one_machine_writes_the_other_lists(virtuoso: Place, tmp_path: Path) -> None:
    """At the next opening, and where it is open at the next refresh."""
    virtuoso.empty()
    one, other = on(virtuoso, tmp_path / "one"), on(virtuoso, tmp_path / "other")
    with Graph.open(one) as graph:
        graph.add(ARTICLES[0])
        first = graph.statements().total
    with Graph.open(other, read_only=True) as reader:
        assert reader.statements().total == first > 0
        with Graph.open(one) as graph:
            graph.add(ARTICLES[1])
            both = graph.statements().total
        assert both > first
        reader.refresh()
        assert reader.statements().total == both
    with Graph.open(other, read_only=True) as reader:
        assert reader.statements().total == both
        assert reader.verify() == []


def test_a_server_holds_what_a_folder_holds(virtuoso: Place, tmp_path: Path) -> None:
    virtuoso.empty()
    with Graph.open(Settings(store=str(tmp_path / "store"))) as folder, Graph.open(on(virtuoso, tmp_path)) as server:
        for path in ARTICLES:
            document = folder.add(path).document.id
            assert server.add(path).document.id == document
        name = folder.sources().rows[0].source.name
        judgements = [graph.judge("rename", name, "Somebody", by="ada") for graph in (folder, server)]
        for graph, record in zip((folder, server), judgements, strict=True):
            assert graph.source("Somebody").source.name == "Somebody"
            graph.undo(record.judgement.id, by="ada")
        assert server.source(name) == folder.source(name)
        assert server.statements().rows == folder.statements().rows
        assert server.verify() == folder.verify() == []
        made = server.backup(tmp_path / "backup.zip")
        assert made.quads == len(server.store)
    assert restore(tmp_path / "backup.zip", tmp_path / "again").quads == made.quads
