"""The command of `kg` about copies and versions of articles."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli_options import DEFAULT_STORE, Format, Store, open_graph
from kg.console import Output, counted, message, print_json, print_rows

if TYPE_CHECKING:
    from kg.copies.verdicts import Verdict
    from kg.facade import Graph
    from kg.model import Metadata, Statement

commands = typer.Typer()
_WORDS = {"same text": "is the text of", "new version": "is a new version of", "near-copy": "is nearly the text of"}
_TOLD = 10
"""Verdicts that `kg add` prints."""
_LONGEST = 70


@commands.command()
def copies(
    document: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Only those that this document has to do with.")
    ] = None,
    changes: Annotated[
        bool, typer.Option("--changes", help="Tell what a new version of an article says otherwise.")
    ] = False,
    store: Store = DEFAULT_STORE,
    format_: Format = Output.TABLE,
) -> None:
    """List articles that are the same story twice: copies of a text, and new versions of an article.

    The score is the share of the shorter text that stands in the other. Overrule it with `kg judge copy` and
    `kg judge not-copy`.

    Example: kg copies --changes
    """
    with open_graph(store) as graph:
        found = graph.copies(document)
        if changes:
            _print_changes(graph, [each for each in found if each.kind == "new version"], format_)
            return
        rows = [
            (_called(graph, each.document), each.kind.value, _called(graph, each.of), f"{each.score:.2f}", *_ids(each))
            for each in found
        ]
    columns = ("Article", "Is", "Of", "Score", "Id", "Id of the other")
    if format_ is Output.JSON:
        keys = ("title", "kind", "of_title", "score", "document", "of")
        print_json([dict(zip(keys, row, strict=True)) | {"score": float(row[3])} for row in rows])
        return
    print_rows(columns, rows, format_, wide=(0, 2))
    if not rows:
        message("No article is a copy or a new version of another.")


def print_copies(graph: "Graph", documents: set[str]) -> None:
    """Print which of these documents are copies or new versions of others, the first few."""
    found = [each for each in graph.copies() if each.document in documents or each.of in documents]
    for each in found[:_TOLD]:
        message(f"{_called(graph, each.document)} {_WORDS[each.kind]} {_called(graph, each.of)} ({each.score:.2f})")
    if len(found) > _TOLD:
        message(f"and {counted(len(found) - _TOLD, 'more')}: kg copies")


def _ids(verdict: "Verdict") -> tuple[str, str]:
    return verdict.document, verdict.of


def _called(graph: "Graph", document: str) -> str:
    metadata = graph.document(document).metadata
    return f"{_short(metadata)} ({metadata.publisher or metadata.url or 'unknown publisher'})"


def _short(metadata: "Metadata") -> str:
    title = metadata.title or "an article without a headline"
    return f"“{title if len(title) <= _LONGEST else title[:_LONGEST] + '…'}”"


def _print_changes(graph: "Graph", found: "Sequence[Verdict]", format_: Output) -> None:
    rows: list[tuple[str, ...]] = []
    for each in found:
        article = _called(graph, each.document)
        changed = graph.changes(each.of, each.document)
        rows += [(article, "gone", _words(statement), "") for statement in changed.gone]
        rows += [(article, "added", "", _words(statement)) for statement in changed.added]
        rows += [(article, "reworded", _words(old), _words(new)) for old, new in changed.reworded]
    if format_ is Output.JSON:
        print_json([dict(zip(("article", "change", "before", "after"), row, strict=True)) for row in rows])
        return
    print_rows(("Article", "Change", "Before", "After"), rows, format_, wide=(2, 3))
    if not rows:
        message("No new version of an article says anything otherwise.")


def _words(statement: "Statement") -> str:
    return f"{statement.source.shown}: {statement.content.text if statement.content else '—'}"
