"""How far a long command has come, on a terminal."""

import sys
from collections.abc import Iterable, Iterator

from kg.batch import Outcome


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
