"""Many articles at once: read and extracted on all cores, written by one process.

What interrupts it loses nothing: each article is stored whole or not at all, and whoever gives the same command again
goes on where it ended, because a document that is stored, by this version of the software, is not extracted again.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kg.errors import InputError, KgError, RdfError, UnreadableError
from kg.facade import Added, Graph
from kg.intake.items import Found, Item
from kg.model import Document, Metadata, Run, state_of
from kg.pipeline import extract_prepared, prepare, software

if TYPE_CHECKING:
    from types import TracebackType

    from kg.intake.guarded import Guard
    from kg.intake.mapping import FieldMapping
    from kg.resolve.authority import Authority

FEW = 2
"""Articles up to which no other processes are started."""
WAITING = 4
"""Articles a process that are read ahead of those that are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an article: added (or found unchanged), or the reason why not."""

    origin: str
    added: Added | None = None
    error: KgError | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How articles are read: what a person gives for all of them, further authority files, and what is stored.

    `stored` is what runs in the store were made of (`Graph.states`): such a document needs no extraction.
    """

    given: Metadata = field(default_factory=Metadata)
    authority: tuple[Path, ...] = ()
    stored: frozenset[str] = frozenset()


Result = Run | Document | InputError
"""A run to store; a document that is stored as it is; or why there is neither."""


def gather(paths: Sequence[str], mapping: FieldMapping | None = None) -> Iterator[Item | InputError]:
    """Yield the articles that paths and web addresses mean, and for each that can't be had the reason."""
    from kg.intake.files import items_of

    with ExitStack() as opened:
        client = None
        for path in paths:
            if not path.lower().startswith(("http://", "https://")):
                yield from items_of(Path(path), mapping)
                continue
            from kg.fetch.client import Client
            from kg.fetch.pages import items_at

            client = client or opened.enter_context(Client())
            yield from items_at(client, path)


def add_all(
    found: Iterable[Item | InputError], plan: Plan, graph: Callable[[], Graph], *, jobs: int | None = None
) -> Generator[Outcome]:
    """Read, extract and store articles, and yield what became of each, in their order.

    `graph` opens the store, and is called when there is something to store. `jobs` is how many processes read, by
    default one for each core that this process may use.
    """
    found = iter(found)
    first = list(islice(found, FEW + 1))
    jobs = jobs or _cores()
    if len(first) <= FEW or jobs == 1:
        results = _read_here(chain(first, found), plan)
    else:
        results = _Processes(plan, jobs).read(chain(first, found))
    for origin, result in results:
        yield _stored(origin, result, graph)


def _stored(origin: str, result: Result, graph: Callable[[], Graph]) -> Outcome:
    if isinstance(result, InputError):
        return Outcome(origin=origin, error=result)
    try:
        if isinstance(result, Document):
            return Outcome(origin=origin, added=graph().unchanged(result))
        return Outcome(origin=origin, added=graph().put(result))
    except (InputError, RdfError) as error:
        return Outcome(origin=origin, error=type(error)(f"{origin}: {error}"))


class _Reader:
    """Reads items one after the other; owns the process in which risky formats are read."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "_guard" in self.__dict__:
            self._guard.close()

    def read(self, item: Item) -> Result:
        from kg.intake.documents import document_of

        try:
            document = prepare(document_of(item, given=self.plan.given, read=self._guarded), self._known)
            if state_of(document, software()) in self.plan.stored:
                return document
            return extract_prepared(document, known=self._known)
        except InputError as error:
            return error

    def _guarded(self, item: Item) -> Found:
        return self._guard.read(item)

    @cached_property
    def _known(self) -> Authority:
        from kg.resolve.authority import authority

        return authority(self.plan.authority)

    @cached_property
    def _guard(self) -> Guard:
        from kg.intake.guarded import Guard

        return Guard().__enter__()


def _read_here(found: Iterator[Item | InputError], plan: Plan) -> Iterator[tuple[str, Result]]:
    with _Reader(plan) as reader:
        for each in found:
            yield (each.origin, reader.read(each)) if isinstance(each, Item) else ("", each)


_reader: _Reader | None = None
"""The reader of a process that reads for another."""


def _start(plan: Plan) -> None:
    global _reader
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _reader = _Reader(plan)


def _end_with_parent() -> None:
    """Wait for the process that this one reads for, and end with it, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(item: Item) -> Result:
    assert _reader is not None  # noqa: S101 -- the pool has called _start
    return _reader.read(item)


class _Processes:
    """Several processes that read. One that dies is replaced, and what it read is read again, alone."""

    work = staticmethod(_work)

    def __init__(self, plan: Plan, jobs: int) -> None:
        self.plan, self.jobs = plan, jobs

    def read(self, found: Iterator[Item | InputError]) -> Iterator[tuple[str, Result]]:
        """Yield the results in the order of the items."""
        waiting: deque[tuple[Item, Future[Result]] | InputError] = deque()
        pool = self._pool()
        try:
            for each in found:
                waiting.append((each, self._submitted(pool, each)) if isinstance(each, Item) else each)
                if len(waiting) >= WAITING * self.jobs:
                    try:
                        yield self._next(waiting)
                    except BrokenProcessPool:
                        yield from self._again(waiting)
                        pool = self._pool()
            while waiting:
                try:
                    yield self._next(waiting)
                except BrokenProcessPool:
                    yield from self._again(waiting)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _submitted(self, pool: ProcessPoolExecutor, item: Item) -> Future[Result]:
        """Hand an item to a pool; one whose process has died fails with it."""
        try:
            return pool.submit(self.work, item)
        except BrokenProcessPool as error:
            failed: Future[Result] = Future()
            failed.set_exception(error)
            return failed

    def _next(self, waiting: deque[tuple[Item, Future[Result]] | InputError]) -> tuple[str, Result]:
        first = waiting[0]
        result = ("", first) if isinstance(first, InputError) else (first[0].origin, first[1].result())
        waiting.popleft()
        return result

    def _again(self, waiting: deque[tuple[Item, Future[Result]] | InputError]) -> Iterator[tuple[str, Result]]:
        """Read what waits one by one, each in a process that may die of it."""
        while waiting:
            each = waiting.popleft()
            if isinstance(each, InputError):
                yield "", each
                continue
            item, future = each
            if future.done() and future.exception() is None:
                yield item.origin, future.result()
                continue
            with self._pool(1) as pool:
                try:
                    yield item.origin, pool.submit(self.work, item).result()
                except BrokenProcessPool:
                    why = "the process that read it died. If it is very large, split it into its articles."
                    yield item.origin, UnreadableError(f"{item.origin}: {why}")

    def _pool(self, jobs: int | None = None) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")  # neither the store's lock nor threads go over to the others
        return ProcessPoolExecutor(jobs or self.jobs, mp_context=context, initializer=_start, initargs=(self.plan,))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
