"""The commands of `kg` about claims: what several say, and on whose word it rests."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli_options import DEFAULT_STORE, Format, Limit, Offset, Store, open_graph
from kg.console import Output, message, print_extent, print_json, print_rows, shown, write_whole
from kg.errors import StoreError

if TYPE_CHECKING:
    from kg.graph.corroboration import Corroboration
    from kg.graph.relations import Relations
    from kg.graph.tellings import Dossier

commands = typer.Typer()
_SHORT = 8
"""Characters of an id that are enough to tell a statement in a report."""


@commands.command()
def claims(
    store: Store = DEFAULT_STORE,
    about: Annotated[str | None, typer.Option(help="With these words, or beginnings of words, in them.")] = None,
    contested: Annotated[
        bool, typer.Option("--contested", help="Only what somebody affirms and somebody denies.")
    ] = False,
    origins: Annotated[
        int | None, typer.Option(min=0, help="Only what so many sources affirm: 1 for what rests on one word.")
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Those of a single statement, and those that nobody affirms or denies, too.")
    ] = False,
    limit: Limit = 50,
    offset: Offset = 0,
    format_: Format = Output.TABLE,
) -> None:
    """List what several statements say, what stands in most articles first.

    A statement counts that says so at least 80% surely. Origins are those who affirm it and have it from nobody else
    here, and of the ways that lead from them to the reader those are counted that share no source and no text. Where
    no denial is found there may be one in other words: `kg claim ID` shows what may be, and on whose word it rests.
    With --origins, the thousand claims in most articles are looked through.

    Example: kg claims --about shells --origins 1
    """
    from kg.views.claim_json import claim_record_json

    with open_graph(store) as graph:
        page = graph.claims(
            about=about, contested=contested, origins=origins, several=not all_, limit=limit, offset=offset
        )
    if format_ is Output.JSON:
        print_json([claim_record_json(record) for record in page.rows])
        return
    none = "0" if format_ is Output.CSV else "–"
    rows = [
        (r.text, *(f"{n}" if n else none for n in (r.documents, r.affirming, r.denying, r.origins, r.ways)), r.id)
        for r in page.rows
    ]
    print_rows(("Claim", "Articles", "Affirm", "Deny", "Origins", "Ways", "Id"), rows, format_, wide=(0,))
    print_extent(len(page.rows), page.total, offset, "claims")


@commands.command()
def claim(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The claim's id, or the beginning of one: kg claims.")],
    store: Store = DEFAULT_STORE,
    html: Annotated[
        Path | None, typer.Option(help="Draw its way to the reader into this file: one page that works offline.")
    ] = None,
    format_: Format = Output.TABLE,
) -> None:
    """Tell on whose word a claim rests: origins, how many ways are independent, what all of them pass, who denies it.

    Each sentence ends with the statements that show it; `kg statements --format json` tells more of them. Nothing here
    says whether the claim is true.

    Example: kg claim f455bef5 --html claim.html
    """
    from kg.graph.corroboration import corroboration

    with open_graph(store) as graph:
        dossier = graph.claim(id_)
        relations = None
        try:
            relations = graph.relations(dossier.claim.id)
        except StoreError as error:  # while claims are joined anew
            message(f"who contradicts it, or gives other numbers, is not told now: {error}")
    report = corroboration(dossier)
    if html is not None:
        from kg.views.claim_page import claim_page

        write_whole(html, [claim_page(dossier).encode("utf-8", "replace")])
        message(f"“{report.claim.text}” drawn in {html}")
        return
    if format_ is Output.JSON:
        from kg.views.claim_json import corroboration_json
        from kg.views.relation_words import relations_json

        print_json({**corroboration_json(report), "relations": relations and relations_json(relations)})
    elif format_ is Output.CSV:
        _print_told(report)
    else:
        _print_words(report, dossier, relations)


def _print_words(report: "Corroboration", dossier: "Dossier", relations: "Relations | None") -> None:
    from kg.graph.evidence import Aside
    from kg.views.relation_words import whole_report

    typer.echo(f"“{shown(report.claim.text)}”   claim {report.claim.id}")
    for section in whole_report(report, relations):
        typer.echo(f"\n{section.title}")
        for line in section.lines:
            ids = " ".join(id_[:_SHORT] for id_ in line.statements[:6])
            more = f" and {len(line.statements) - 6} more" if len(line.statements) > 6 else ""
            typer.echo(f"  {shown(line.text)}{f'  [{ids}{more}]' if ids else ''}")
    articles = {telling.statement.document: telling.metadata for telling in dossier.tellings}
    joined = [telling for telling in dossier.tellings if telling.is_sure and telling.score < 1]
    if joined:
        typer.echo("\nJoined by meaning")
    for telling in sorted(joined, key=lambda each: -each.score):
        content = telling.statement.content
        opposite = ", as its opposite" if telling.opposite else ""
        words = shown(content.text) if content else ""
        typer.echo(f"  {telling.score:.0%} sure{opposite}: {words}  [{telling.id[:_SHORT]}]")
    if joined or any(aside.why is Aside.DOUBTFUL for aside in report.aside):
        typer.echo("  `kg judge not-same-claim` parts what is not the same, `kg judge same-claim` settles what is.")
    typer.echo("\nArticles")
    for document, metadata in sorted(articles.items(), key=lambda each: (str(each[1].published), each[0])):
        title = metadata.title or "an article without a headline"
        typer.echo(f"  {metadata.published or 'day not known'}  {shown(title)}  ({document[:_SHORT]})")


def _print_told(report: "Corroboration") -> None:
    rows = [
        (
            side.polarity.value,
            told.source.shown,
            told.publisher.name if told.publisher else "",
            told.moment.start.isoformat() if told.moment.start else "",
            told.moment.end.isoformat() if told.moment.end else "",
            told.moment.basis.value,
            told.statement,
            told.document,
        )
        for side in (report.affirmed, report.denied)
        for told in side.told
    ]
    columns = ("Polarity", "Source", "Publisher", "From", "Until", "Basis", "Statement", "Document")
    print_rows(columns, rows, Output.CSV, wide=())
