"""Real stores on disk, with small articles in which agencies and namesakes speak."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from kg.facade import Graph
from kg.model import Act, Document, Kind, Metadata, Run, Source, Statement
from kg.settings import Settings
from tests.rdf.examples import at, statement

ENDED = datetime(2024, 5, 16, tzinfo=UTC)


def article(
    text: str, *, publisher: str | None = "The Coast Daily", kind: Kind = Kind.PERSON, version: str = "0.1.0"
) -> Run:
    """Return the run of an article of sentences such as "KCNA said that it rained"; in others, others may speak."""
    document = Document(text=text, metadata=Metadata(publisher=publisher))
    found: list[Statement] = []
    for sentence in text.split(". "):
        outer: Statement | None = None
        while " said that " in sentence:
            who, sentence = sentence.split(" said that ", 1)
            whole = f"{who} said that {sentence}"
            outer = statement(
                document,
                Source.of_name(who, kind),
                words=at(document, who, after=whole),
                cue=at(document, "said", after=whole),
                content=at(document, sentence, after=whole),
                outer=outer,
                act=Act.ASSERT,
            )
            found.append(outer)
    return Run(document=document, software=f"whosaid-{version}", ended=ENDED, statements=tuple(found))


RAIN = article("KCNA said that Kim said that it rained. John Smith said that it was wet")
SNOW = article("Korea Central said that it snowed. John Smith said that it was cold", publisher="The Hill Post")
WIND = article("Central News said that it blew. Ada Berg said that it was loud", publisher="Coast Daily Online")
ARTICLES = (RAIN, SNOW, WIND)


@pytest.fixture
def new_graph(tmp_path: Path) -> Iterator[Callable[..., Graph]]:
    """Return what makes a store with these articles in it, and closes them all in the end."""
    made: list[Graph] = []

    def make(*runs: Run) -> Graph:
        graph = Graph.open(Settings(store=str(tmp_path / f"store-{len(made)}")))
        made.append(graph)
        for run in runs:
            graph.put(run)
        return graph

    yield make
    for graph in made:
        graph.close()


@pytest.fixture
def graph(new_graph: Callable[..., Graph]) -> Graph:
    """Return a store with the three articles in it."""
    return new_graph(*ARTICLES)


class Clock:
    """A clock that goes on by a minute each time it is looked at."""

    def __init__(self) -> None:
        self._minutes = count()

    def __call__(self) -> datetime:
        return ENDED + timedelta(minutes=next(self._minutes))
