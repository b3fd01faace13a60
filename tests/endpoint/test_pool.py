"""Workers: kept while they do well, ended when they don't, and what is said then."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from kg.endpoint.ask import ask
from kg.endpoint.formats import OFFERS
from kg.endpoint.frames import Task
from kg.endpoint.pool import Pool
from kg.errors import (
    AnswerFormatError,
    AnswerTooLargeError,
    BusyError,
    KgError,
    NotAStoreError,
    QueryError,
    QueryMemoryError,
    QueryTimeError,
    TooLargeError,
)
from kg.model import Run
from kg.settings import QueryLimits, Settings
from kg.store.base import Solutions
from kg.store.embedded import EmbeddedStore
from kg.store.write import put
from tests.api.samples import FACTORY, STATEMENTS

MEDIA = {form.value: next(iter(offer)) for form, offer in OFFERS.items()}
EVERYTHING = " ".join(f"GRAPH ?g{n} {{ ?s{n} ?p{n} ?o{n} }}" for n in range(5))
Result = TypeVar("Result")
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}"
MANY = f"{{ SELECT ?s0 {{ {EVERYTHING} }} LIMIT 40000 }}"
RUN = Run(document=FACTORY, software="test-1", ended=datetime(2024, 5, 16, tzinfo=UTC), statements=STATEMENTS)
LIMITS = QueryLimits(seconds=30, mib=256, rows=50, answer_mib=1, length=2000, workers=1, queue=1)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store with one article, and limits."""
    path = tmp_path_factory.mktemp("store") / "kg"
    store = EmbeddedStore.open(path)
    put(store, RUN)
    store.close()
    return Settings(store=str(path), queries=LIMITS)


def with_pool(settings: Settings, work: Callable[[Pool], Awaitable[Result]]) -> Result:
    async def run() -> Result:
        async with Pool(settings) as pool:
            return await work(pool)

    return asyncio.run(run())


async def text(pool: Pool, query: str, media: dict[str, str | None] | None = None) -> str:
    answer = await pool.answer(Task(query=query, media=media or dict(MEDIA)))
    found = b"".join(answer.chunks())
    assert len(found) == answer.size
    answer.close()
    return found.decode()


def alive(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def test_worker_is_kept_also_when_a_query_is_wrong(settings: Settings) -> None:
    async def work(pool: Pool) -> tuple[list[int], list[int]]:
        assert "true" in await text(pool, "ASK { GRAPH ?g { ?s a kg:Statement } }")
        first = list(pool.pids)
        with pytest.raises(QueryError, match="line 1"):
            await text(pool, "ASK {")
        with pytest.raises(AnswerFormatError, match="ASK"):
            await text(pool, "ASK { }", {**MEDIA, "ask": None})
        assert "false" in await text(pool, "ASK { ?s ?p ?o }")
        return first, list(pool.pids)

    first, last = with_pool(settings, work)
    assert first == last
    assert len(first) == 1
    assert not alive(first[0])


@pytest.mark.parametrize(
    ("query", "limits", "error", "words"),
    [
        (ENDLESS, {"seconds": 0.5}, QueryTimeError, "longer than 0.5 seconds"),
        (f"SELECT * {{ {EVERYTHING} }} ORDER BY ?o4", {"mib": 64}, QueryMemoryError, "more than 64 MiB"),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", {}, AnswerTooLargeError, "more than 50 rows"),
        ("CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }", {}, AnswerTooLargeError, "more than 50 rows"),
        (f"SELECT (GROUP_CONCAT(STR(?s0)) AS ?x) {{ {MANY} }}", {}, AnswerTooLargeError, "more than 1 MiB"),
        (f"CONSTRUCT {{ <urn:a> <urn:b> ?x }} {{ SELECT (GROUP_CONCAT(STR(?s0)) AS ?x) {{ {MANY} }} }}", {},
         AnswerTooLargeError, "more than 1 MiB"),
        (f"ASK {{ # {'x' * 2000}\n }}", {}, TooLargeError, "2,000 bytes"),
        ("ASK { " + "{ " * 900 + "} " * 900 + "}", {"length": 5000}, QueryError, "nested too deep"),
    ],
)  # fmt: skip
def test_every_limit_is_told_and_the_next_query_is_answered(
    settings: Settings, query: str, limits: dict[str, float], error: type[KgError], words: str
) -> None:
    async def work(pool: Pool) -> str:
        with pytest.raises(error, match=words):
            await text(pool, query)
        pool._settings = settings
        return await text(pool, "ASK {}")

    assert "true" in with_pool(replace(settings, queries=replace(LIMITS, **limits)), work)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sent", "error", "words"),
    [
        (signal.SIGSEGV, QueryError, "nested too deep"),
        (signal.SIGKILL, QueryMemoryError, "of memory"),
        (signal.SIGXCPU, QueryTimeError, "longer than"),
        (signal.SIGTERM, KgError, "broke"),
    ],
)
def test_worker_that_dies_is_told_and_replaced(
    settings: Settings, sent: signal.Signals, error: type[KgError], words: str
) -> None:
    async def work(pool: Pool) -> str:
        await text(pool, "ASK {}")
        asked = asyncio.ensure_future(text(pool, ENDLESS))
        await asyncio.sleep(0.3)
        os.kill(pool.pids[0], sent)
        with pytest.raises(error, match=words):
            await asked
        return await text(pool, "ASK {}")

    assert "true" in with_pool(settings, work)


def test_query_that_nobody_waits_for_is_stopped(settings: Settings) -> None:
    async def work(pool: Pool) -> int:
        await text(pool, "ASK {}")
        pid = pool.pids[0]
        asked = asyncio.ensure_future(text(pool, ENDLESS))
        await asyncio.sleep(0.2)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert "true" in await text(pool, "ASK {}")
        assert pid not in pool.pids
        return pid

    assert not alive(with_pool(settings, work))


def test_pool_that_is_closed_in_the_midst_ends_its_workers(settings: Settings) -> None:
    async def work(pool: Pool) -> int:
        await text(pool, "ASK {}")
        asked = asyncio.ensure_future(text(pool, ENDLESS))
        await asyncio.sleep(0.2)
        pid = pool.pids[0]
        await pool.close()
        with pytest.raises(KgError, match="was ended"):  # and not that it took too much memory
            await asked
        return pid

    assert not alive(with_pool(settings, work))


def test_worker_that_is_not_understood_is_ended_and_that_is_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(pool: Pool) -> str:
        await text(pool, "ASK {}")
        with monkeypatch.context() as patched:
            patched.setattr("kg.endpoint.frames.LONGEST", 10)
            with pytest.raises(KgError, match="was ended"):
                await text(pool, "ASK {}")
        return await text(pool, "ASK {}")

    assert "true" in with_pool(settings, work)


def test_there_are_only_so_many_places(settings: Settings) -> None:
    async def work(pool: Pool) -> None:
        pool.take_place()
        pool.take_place()
        with pytest.raises(BusyError, match="ask again"):
            pool.take_place()
        pool.give_place()
        pool.take_place()

    with_pool(settings, work)


def test_what_is_written_between_two_queries_is_seen(tmp_path: Path) -> None:
    settings = Settings(store=str(tmp_path / "kg"))
    store = EmbeddedStore.open(settings.store)

    async def work(pool: Pool) -> tuple[str, str]:
        before = await text(pool, "ASK { GRAPH ?g { ?s a kg:Statement } }")
        put(store, RUN)
        return before, await text(pool, "ASK { GRAPH ?g { ?s a kg:Statement } }")

    before, after = with_pool(settings, work)
    store.close()
    assert ("false" in before, "true" in after) == (True, True)


def test_store_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAStoreError, match="there is no store"):
        ask("ASK {}", Settings(store=str(tmp_path / "none")))


def test_own_queries_are_answered_in_every_form(settings: Settings) -> None:
    found = ask("SELECT ?name ?none { GRAPH graph:sources { ?s skos:prefLabel ?name } } ORDER BY ?name", settings)
    assert isinstance(found, Solutions)
    assert found.variables == ("name", "none")
    assert str(found.rows[0][0]) == '"Kim Jong-un"@en'
    assert ask("ASK { GRAPH ?g { ?s a kg:Statement } }", settings) is True
    triples = ask("CONSTRUCT { ?s a ?t } WHERE { GRAPH graph:sources { ?s a ?t } }", settings)
    assert isinstance(triples, tuple)
    assert len(triples) >= 3


PARENT = """
import asyncio, sys, time
from kg.endpoint.pool import Pool
from kg.endpoint.frames import Task
from kg.settings import QueryLimits, Settings

async def main():
    pool = Pool(Settings(store=sys.argv[1], queries=QueryLimits(seconds=300)))
    await pool.answer(Task(query="ASK {}", media={"ask": "application/sparql-results+json"}))
    print(pool.pids[0], flush=True)
    await pool.answer(Task(query=sys.argv[2], media={"select": "text/csv"}))

asyncio.run(main())
"""


@pytest.fixture
def parent(settings: Settings) -> Iterator["subprocess.Popen[str]"]:
    """A process with a worker that answers without end."""
    arguments = [sys.executable, "-c", PARENT, settings.store, ENDLESS]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def test_worker_ends_with_its_parent_even_when_that_is_killed(parent: "subprocess.Popen[str]") -> None:
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()

    def gone() -> bool:
        stat = Path(f"/proc/{worker}/stat")
        return not stat.exists() or stat.read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"

    async def wait() -> None:
        while not gone():
            await asyncio.sleep(0.05)

    asyncio.run(asyncio.wait_for(wait(), 30))
