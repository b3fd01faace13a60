"""One query from this program itself, under the same limits as strangers' queries."""

import asyncio

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from kg.endpoint.formats import OFFERS
from kg.endpoint.frames import Task
from kg.endpoint.pool import Pool
from kg.settings import Settings
from kg.store.base import Answer, Solutions

_TRIPLES = "application/n-triples"


def ask(sparql: str, settings: Settings) -> Answer:
    """Answer a query over the store of these settings in a process of its own, under their limits.

    Raises QueryError and its kinds, and StoreError. Ctrl+C ends the process with this one.
    """
    media, answered = asyncio.run(_asked(sparql, settings))
    if media == _TRIPLES:
        return tuple(quad.triple for quad in parse(answered, RdfFormat.N_TRIPLES))
    found = parse_query_results(answered, QueryResultsFormat.JSON)
    if isinstance(found, QuerySolutions):
        variables = tuple(variable.value for variable in found.variables)
        return Solutions(variables=variables, rows=tuple(tuple(solution) for solution in found))
    return bool(found) if isinstance(found, QueryBoolean) else ()


async def _asked(sparql: str, settings: Settings) -> tuple[str | None, bytes]:
    media = {form.value: _TRIPLES if _TRIPLES in offer else next(iter(offer)) for form, offer in OFFERS.items()}
    async with Pool(settings) as pool:
        answer = await pool.answer(Task(query=sparql, media=media))
        try:
            return answer.media, b"".join(answer.chunks())
        finally:
            answer.close()
