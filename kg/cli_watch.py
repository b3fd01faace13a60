"""The command of `kg` that watches feeds."""

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli_options import DEFAULT_STORE, Authorities, Store, open_graph
from kg.console import counted, message
from kg.errors import StoreLockedError

if TYPE_CHECKING:
    from kg.batch import Plan
    from kg.errors import InputError
    from kg.facade import Graph
    from kg.fetch.client import Client
    from kg.fetch.watch import Watch
    from kg.intake.items import Item

commands = typer.Typer()
SHORTEST = 60
"""Seconds between two rounds, at least."""


@commands.command()
def watch(
    feeds: Annotated[list[str], typer.Argument(help="Addresses of RSS and Atom feeds, and of sitemaps.")],
    store: Store = DEFAULT_STORE,
    every: Annotated[int, typer.Option(min=SHORTEST, help="Seconds between two rounds.")] = 900,
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once, and end.")] = False,
    authorities: Authorities = None,
) -> None:
    """Ask feeds for what is new, and add it, again and again, until Ctrl-C.

    What was read is kept beside the store, so that nothing is fetched twice, whatever stops it. Sites are asked only
    what their robots.txt allows, one page at a time.

    Example: kg watch https://chronicle.example/feed --every 1800
    """
    from kg.batch import Plan
    from kg.fetch.client import Client
    from kg.progress import INTERRUPTED

    plan = Plan(authority=tuple(authorities or ()))
    begun = False
    with Client() as client:
        while True:
            try:
                try:
                    with ExitStack() as opened:
                        # The store is closed between two rounds, so that others can write to it.
                        graph = opened.enter_context(open_graph(store, read_only=False))
                        watched = opened.enter_context(_watch(graph, client))
                        begun = True
                        _round(watched, feeds, plan, graph)
                except StoreLockedError as error:
                    if not begun:
                        raise
                    message(f"{error}\nThe feeds are asked again in {every} seconds.")
                if once:
                    return
                time.sleep(every)
            except KeyboardInterrupt:
                message("stopped; the same command goes on from here")
                raise typer.Exit(INTERRUPTED) from None


def _watch(graph: "Graph", client: "Client") -> "Watch":
    from kg.fetch.watch import Watch

    return Watch(graph.settings.beside / "watch.sqlite", client)


def _round(watched: "Watch", feeds: Iterable[str], plan: "Plan", graph: "Graph") -> None:
    """Ask each feed once, and add what is new; say of each article what became of it."""
    from kg.batch import add_all
    from kg.fetch.ledger import Outcome
    from kg.progress import tell

    added = failed = 0
    with closing(add_all(_polled(watched, feeds), plan, lambda: graph)) as outcomes:
        for outcome in outcomes:
            tell(outcome)
            if outcome.added is None:
                failed += 1
                if outcome.origin:
                    watched.done(outcome.origin, Outcome.FAILED, reason=str(outcome.error))
                continue
            added += outcome.added.changed
            watched.done(outcome.origin)
    graph.update_copies()  # of a round before, too, that was interrupted
    message(f"{counted(added, 'new article')}; {failed} failed")


def _polled(watched: "Watch", feeds: Iterable[str]) -> "Iterator[Item | InputError]":
    for feed in feeds:
        yield from watched.poll(feed)
