"""What commands that read many articles tell of them: what became of each, and how far they have come."""

import sys
from collections.abc import Iterable, Iterator

from kg.batch import Outcome
from kg.console import counted, message

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""


def watched(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield what becomes of articles, and show on a terminal how many there were."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,.0f} read, {task.fields[failed]:,} failed"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, failed=0)
        failed = 0
        for outcome in outcomes:
            failed += outcome.error is not None
            progress.update(task, advance=1, failed=failed)
            yield outcome


def tell(outcome: Outcome) -> None:
    """Print what became of an article."""
    if outcome.added is None:
        message(f"failed: {outcome.error}")
        return
    word, document = "added" if outcome.added.changed else "unchanged", outcome.added.document
    unread = "" if document.metadata.is_english else f": only English is read, this is {document.metadata.language!r}"
    message(f"{word}: {outcome.origin}, {counted(document.statements, 'statement')}{unread}")
