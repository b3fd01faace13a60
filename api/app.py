"""The service, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from api import errors
from api.head import HeadAsGet
from api.routes import (
    claim_pages,
    claims,
    data,
    documents,
    judgements,
    network,
    network_pages,
    pages,
    reference,
    search,
    source_pages,
    sources,
    sparql,
    statements,
)
from api.security import SecurityHeaders
from kg import __version__
from kg.endpoint.pool import Pool
from kg.facade import Graph
from kg.settings import Settings

DESCRIPTION = "Who said what in the news, through whom it reached the reader, and where exactly it stands."


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the service over the store of these settings, by default those of the environment.

    The store is opened for reading when the service starts and closed when it ends; so are the processes that answer
    queries, which start when the first one comes. There is no other state.
    """
    chosen = settings or Settings.from_environment()

    @asynccontextmanager
    async def opened(app: FastAPI) -> AsyncIterator[None]:
        with Graph.open(chosen, read_only=True) as graph:
            async with Pool(chosen, strangers=True) as pool:
                app.state.graph = graph
                app.state.pool = pool
                yield

    app = FastAPI(
        title="Who Said What",
        summary=DESCRIPTION,
        version=__version__,
        lifespan=opened,
        docs_url=None,
        redoc_url=None,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    app.add_middleware(HeadAsGet, without=frozenset(["/sparql"]))
    app.add_middleware(SecurityHeaders)
    errors.install(app)
    for module in (
        *(statements, sources, claims, documents, judgements, network, data, sparql, reference),
        *(claim_pages, source_pages, network_pages, search, pages),
    ):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "pages" / "static"), name="static")
    return app
