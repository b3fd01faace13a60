"""The command of `kg` about the network of sources: as a table, a picture, or a file for other programs."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli_options import DEFAULT_STORE, Limit, Offset, Store, open_graph
from kg.console import Output, counted, message, print_extent, print_json, print_rows, write_whole
from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

    from kg.graph.around import Around
    from kg.store.index.relayed import Relay
    from kg.store.terms import TermWords

commands = typer.Typer()
DRAWN = 100
"""Sources in a picture of what is around one, at most."""


class Network(StrEnum):
    """Which network."""

    RELAYS = "relays"
    QUOTES = "quotes"
    PUBLISHERS = "publishers"


class NetworkOutput(StrEnum):
    """How a network is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CYTOSCAPE = "cytoscape"


class Cut(StrEnum):
    """What time is cut into."""

    MONTH = "month"
    QUARTER = "quarter"


@commands.command()
def network(
    store: Store = DEFAULT_STORE,
    of: Annotated[
        Network,
        typer.Option(
            help="Who relays whom, who quotes whose own words, had from the speaker, or which publishers share sources."
        ),
    ] = Network.RELAYS,
    measures: Annotated[
        bool, typer.Option("--measures", help="Who is central, who belongs together, who stands between.")
    ] = False,
    by: Annotated[Cut | None, typer.Option(help="Who relays whom in each month or quarter of publication.")] = None,
    around: Annotated[
        str | None, typer.Option(metavar="SOURCE", help="Only whom this source relays, and who relays it.")
    ] = None,
    steps: Annotated[
        int, typer.Option(min=1, max=2, help="How far around it: who relays those who relay it, too?")
    ] = 1,
    about: Annotated[str | None, typer.Option(help="Only in statements with these words, as in kg statements.")] = None,
    since: Annotated[str | None, typer.Option(help="Said, or else published, on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(help="Said, or else published, on this day or earlier.")] = None,
    html: Annotated[
        Path | None, typer.Option(help="Write the picture to this file: one page that works offline.")
    ] = None,
    limit: Limit = 50,
    offset: Offset = 0,
    format_: Annotated[
        NetworkOutput, typer.Option("--format", help="A table, or the whole network for other programs.")
    ] = NetworkOutput.TABLE,
) -> None:
    """List who relays whom, draw it, or write it for other programs: GraphML, GEXF (Gephi), Cytoscape.

    Each article counts, also one that prints what another printed; how many statements were retracted is told.

    --by goes by the day on which an article appeared, --since and --until by the day on which something was said, where
    the article tells it. CSV has the ids of sources, too: two that are called the same are two.

    With --measures, a table tells PageRank, betweenness (from a sample of nodes beyond 2,000) and communities
    (Leiden), and a file has them as attributes.

    Example: kg network --html network.html

    Example: kg network --around KCNA --steps 2 --html kcna.html

    Example: kg network --about missile --since 2024-05-15

    Example: kg network --measures --format graphml > network.graphml
    """
    if measures and of is Network.PUBLISHERS:
        raise QueryError("publishers that share sources have no measures: --measures goes with relays and quotes")
    if by is not None and (measures or html or around or of is Network.PUBLISHERS):
        raise QueryError("--by lists relays and quotes as rows: leave out --measures, --html, --around and publishers")
    if around is not None and of is Network.PUBLISHERS:
        raise QueryError("publishers that share sources don't relay each other: --around goes with relays and quotes")
    if steps > 1 and around is None:
        raise QueryError("--steps tells how far around a source: name one with --around")
    if measures and html is not None:
        raise QueryError("the picture tells no measures: leave out --measures, or --html")
    from kg.pipeline import day

    part = slice(offset, offset + limit)
    terms: TermWords = {"about": about, "since": day(since), "until": day(until)}
    with open_graph(store) as graph:
        whole, relays = graph.network(**terms), graph.relays(**terms) if by or of is not Network.RELAYS else ()
        if by is not None:
            _print_changes(relays, whole, of, by, part, format_)
            return
        found = _network(whole, relays, of)
        middle = graph.find_source(around).source if around is not None else None
    if middle is not None:
        from kg.graph.around import around as look_around

        near = look_around(found, middle.id, steps=steps)
        found = near.network
        if html is not None:
            _draw_around(html, look_around(whole, middle.id, steps=steps, limit=DRAWN), middle.name, terms, of)
            return
    if html is not None:
        _draw(html, whole, terms, of)
    elif format_ in (NetworkOutput.GRAPHML, NetworkOutput.GEXF, NetworkOutput.CYTOSCAPE):
        from kg.graph.measures import measures as measured
        from kg.graph.measures import with_measures
        from kg.views.network_formats import NetworkFormat, written

        made = with_measures(found, measured(found)) if measures else found
        typer.echo(written(made, NetworkFormat(format_.value)), nl=False)
    elif measures:
        _print_measures(found, part, Output(format_.value))
    else:
        _print_edges(found, of, part, Output(format_.value))


def _network(whole: "nx.DiGraph[str]", relays: "Sequence[Relay]", of: Network) -> "nx.DiGraph[str]":
    from kg.graph.relays import quoted, relay_network, shared_network, shared_sources

    if of is Network.RELAYS:
        return whole
    made: Any
    if of is Network.QUOTES:
        made = relay_network(quoted(relays))
    else:
        named = [node for node, data in whole.nodes(data=True) if data["named"]]
        made = shared_network(shared_sources(relays, named=named))
    for node in made:
        made.nodes[node].update(whole.nodes[node])
    return made  # type: ignore[no-any-return] # an undirected one is read as both ways


def _draw(html: Path, whole: "nx.DiGraph[str]", terms: "TermWords", of: Network) -> None:
    from kg.views.days import titled
    from kg.views.network_page import TITLE, best_connected, network_page

    _refuse_to_draw(of)
    title = titled(TITLE, terms["about"], terms["since"], terms["until"])
    write_whole(html, [network_page(whole, title=title).encode("utf-8", "replace")])
    best = best_connected(whole)
    sources, relays = counted(len(whole), "source"), counted(whole.number_of_edges(), "relay")
    if len(best) < len(whole):
        sources, relays = f"{len(best):,} of {sources}", f"{best.number_of_edges():,} of {relays}"
    message(f"{title}: {sources} and {relays} drawn in {html}")


def _draw_around(html: Path, near: "Around", name: str, terms: "TermWords", of: Network) -> None:
    from kg.views.days import titled
    from kg.views.network_page import around_page

    _refuse_to_draw(of)
    title = titled(f"Around {name}", terms["about"], terms["since"], terms["until"])
    write_whole(html, [around_page(near, title).encode("utf-8", "replace")])
    message(f"{title}: {len(near.network):,} of {counted(near.total, 'source')} drawn in {html}")


def _refuse_to_draw(of: Network) -> None:
    if of is not Network.RELAYS:
        raise QueryError("only relays can be drawn: --html goes with --of relays")


def _print_edges(found: "nx.DiGraph[str]", of: Network, part: slice, format_: Output) -> None:
    first, second = ("sources", "likeness") if of is Network.PUBLISHERS else ("statements", "documents")
    edges = sorted(found.edges(data=True), key=lambda edge: (-edge[2][first], -edge[2][second], edge[0], edge[1]))
    if of is Network.RELAYS:
        edges.sort(key=lambda edge: (-edge[2]["statements"], edge[0], edge[1]))
    if format_ is Output.JSON:
        print_json({
            "nodes": [{"id": node, **_plain(data)} for node, data in found.nodes(data=True)],
            "edges": [{"from": a, "to": b, **data} for a, b, data in edges],
        })  # fmt: skip
        return
    shown = edges[part]
    rows = [(_called(found, a), _called(found, b), str(data[first]), str(data[second])) for a, b, data in shown]
    columns = {
        Network.RELAYS: ("From", "Relays", "Statements", "Articles"),
        Network.QUOTES: ("From", "Quotes", "Statements", "Articles"),
        Network.PUBLISHERS: ("Publisher", "And", "Sources in common", "Of all (0 to 1)"),
    }[of]
    ids = {f"{columns[0]} id": [a for a, *_ in shown], f"{columns[1]} id": [b for _, b, _ in shown]}
    retracted = None if of is Network.PUBLISHERS else [data["retracted"] for *_, data in shown]
    _print_rows(columns, rows, format_, wide=(0, 1), ids=ids, retracted=retracted)
    print_extent(len(rows), len(edges), part.start, "pairs" if of is Network.PUBLISHERS else "relays")


def _print_measures(found: "nx.DiGraph[str]", part: slice, format_: Output) -> None:
    from dataclasses import asdict

    from kg.graph.measures import measures

    measured = measures(found)
    if format_ is Output.JSON:
        print_json({
            "communities": measured.communities,
            "betweenness_sampled_from": measured.sampled,
            "brokers": [row.id for row in measured.brokers],
            "nodes": [asdict(row) for row in measured.rows],
        })  # fmt: skip
        return
    shown = measured.rows[part]
    rows = [
        (
            _called(found, row.id),
            str(row.relays),
            str(row.relayed_by),
            str(row.statements),
            f"{row.page_rank:.4f}",
            f"{row.betweenness:.4f}",
            str(row.community),
            str(row.bridges),
        )
        for row in shown
    ]
    columns = ("Source", "Relays", "Relayed by", "Statements", "PageRank", "Betweenness", "Community", "Bridges")
    _print_rows(columns, rows, format_, wide=(0,), ids={"Source id": [row.id for row in shown]})
    print_extent(len(rows), len(measured.rows), part.start, "sources")
    if measured.sampled is not None:
        message(f"Betweenness is an estimate, from {measured.sampled} of {len(measured.rows)} sources.")


def _print_changes(
    relays: "Sequence[Relay]", whole: "nx.DiGraph[str]", of: Network, by: Cut, part: slice, format_: NetworkOutput
) -> None:
    from dataclasses import asdict

    from kg.graph.relays import Period, changes, quoted

    if format_ not in (NetworkOutput.TABLE, NetworkOutput.JSON, NetworkOutput.CSV):
        raise QueryError("--by lists rows: use --format table, json or csv")
    found = changes(quoted(relays) if of is Network.QUOTES else relays, Period(by.value))
    found.sort(key=lambda change: (change.period, -change.statements, change.by, change.of))
    if format_ is NetworkOutput.JSON:
        print_json([asdict(change) for change in found])
        return
    shown = found[part]
    rows = [(each.period, _called(whole, each.by), _called(whole, each.of), str(each.statements)) for each in shown]
    verb = "Quotes" if of is Network.QUOTES else "Relays"
    columns = (by.value.title(), "From", verb, "Statements")
    ids = {"From id": [each.by for each in shown], f"{verb} id": [each.of for each in shown]}
    retracted = [each.retracted for each in shown]
    _print_rows(columns, rows, Output(format_.value), wide=(1, 2), ids=ids, retracted=retracted)
    print_extent(len(rows), len(found), part.start, "relays")


def _print_rows(
    columns: "Sequence[str]",
    rows: "Sequence[Sequence[str]]",
    format_: Output,
    *,
    wide: "Sequence[int]",
    ids: "Mapping[str, Sequence[str]]",
    retracted: "Sequence[int] | None" = None,
) -> None:
    """Print rows and further columns: how many statements were retracted, in a table if any were, and ids in CSV."""
    further: dict[str, Sequence[str]] = {}
    if retracted is not None and (format_ is Output.CSV or any(retracted)):
        further["Retracted"] = list(map(str, retracted))
    loud = range(len(columns), len(columns) + len(further))
    if format_ is Output.CSV:
        further.update(ids)
    longer = [(*row, *more) for row, *more in zip(rows, *further.values(), strict=True)]
    print_rows((*columns, *further), longer, format_, wide=wide, loud=loud)


def _plain(data: "dict[str, Any]") -> "dict[str, Any]":
    return {name: value for name, value in data.items() if name != "shown"}


def _called(found: "nx.DiGraph[str]", node: str) -> str:
    from kg.model import label_of

    data = found.nodes[node]
    return label_of(data.get("shown", data["name"]), named=data["named"])
