"""One query, checked and answered within limits: what a worker does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, Protocol, TypeVar

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from kg.endpoint.formats import OFFERS, Found, Layout, boolean, in_json, rows
from kg.endpoint.frames import Task
from kg.endpoint.refusals import too_large
from kg.errors import AnswerFormatError, QueryError, UnknownFormatError
from kg.rdf.formats import serialize
from kg.rdf.vocabulary import Names
from kg.settings import QueryLimits
from kg.store.base import Dataset, Rows, Store, Stream
from kg.store.query import Form, Parsed, parsed_query

ALL_FORMATS = (
    "JSON, XML, CSV and TSV for SELECT; JSON and XML for ASK; Turtle, N-Triples, JSON-LD and RDF/XML for others"
)
_LARGEST_PAGE = 2_000_000
_LONGEST_CELL = 3_000
"""Characters of the rows that a page shows, and of one value in them. In bytes the rows have to fit into one frame."""
Each = TypeVar("Each")
_RDF = {Layout.TURTLE: "turtle", Layout.NTRIPLES: "nquads", Layout.JSONLD: "jsonld", Layout.RDFXML: "xml"}
"""The names that `kg.rdf.formats` has; quads of no named graph are N-Triples when written as N-Quads."""


class Sink(Protocol):
    """Where an answer goes."""

    def head(self, media: str) -> None:
        """Take the media type of what follows."""
        ...

    def write(self, data: str | bytes) -> None:
        """Take a piece of the answer; raises AnswerTooLargeError beyond the limit."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The beginning of an answer, for a page: terms in the W3C's JSON, triples as rows of three."""

    form: Form
    variables: Sequence[str] = ()
    rows: Sequence[Sequence[dict[str, object] | None]] = ()
    more: bool = False
    """Whether there are more rows than these; very long values are cut, too."""
    answer: bool | None = None
    """What ASK was answered."""


def answer(store: Store, task: Task, limits: QueryLimits, sink: Sink) -> dict[str, Any] | None:
    """Write the answer to a query into a sink, or return `Shown` as a dictionary where the task wants that.

    Raises QueryError and its kinds. What was written before is worth nothing then.
    """
    parsed = parsed_query(task.query, store.base)
    form = parsed.form
    media = task.media.get(form)
    if media is None:
        raise AnswerFormatError(f"the answer to {form.upper()} doesn't come in this form. There is {ALL_FORMATS}.")
    found = _stream(store, task, parsed)
    if task.first is not None:
        return asdict(_shown(form, found, task.first))
    sink.head(media)
    layout = OFFERS[form][media]
    if isinstance(found, bool):
        sink.write(boolean(found, layout))
    elif isinstance(found, Rows):
        for piece in rows(found.variables, _limited(found.rows, limits), layout):
            sink.write(piece)
    else:
        quads = _fitting(_limited(_distinct(found), limits), limits)
        try:
            for chunk in serialize(quads, _RDF[layout], Names(store.base).prefixes()):
                sink.write(chunk)
        except UnknownFormatError as error:
            raise AnswerFormatError(str(error)) from error
    return None


def _stream(store: Store, task: Task, parsed: Parsed) -> Stream:
    dataset = parsed.dataset
    if task.default or task.named:  # the protocol: what the request says counts, and not what the query says
        dataset = Dataset(default=tuple(map(NamedNode, task.default)), named=tuple(map(NamedNode, task.named)))
    if dataset:
        _check_graphs(store, dataset)
    # All data is in named graphs, and whoever writes DESCRIBE <…> means those: it would never find anything.
    return store.stream(parsed.text, dataset=dataset, union=parsed.form is Form.DESCRIBE and dataset is None)


def _check_graphs(store: Store, dataset: Dataset) -> None:
    """Refuse graphs that are not here: a query over them would find nothing, and look as if it had been fetched."""
    for graph in (*dataset.default, *dataset.named):
        if next(iter(store.quads(graph=graph)), None) is None:
            raise QueryError(f"there is no graph {graph} here, and nothing is fetched: name one that is in the store")


def _limited(found: Iterable[Each], limits: QueryLimits) -> Iterator[Each]:
    for number, each in enumerate(found):
        if number >= limits.rows:
            raise too_large(limits, rows=True)
        yield each


def _distinct(triples: Iterable[Triple]) -> Iterator[Triple]:
    seen = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


def _fitting(triples: Iterable[Triple], limits: QueryLimits) -> Iterator[Quad]:
    """Yield triples as quads; they are counted here because they are written to a file before the sink counts them."""
    left = limits.answer_mib << 20
    for triple in triples:
        left -= len(str(triple))
        if left < 0:
            raise too_large(limits, rows=False)
        yield Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())


def _shown(form: Form, found: Stream, first: int) -> Shown:
    if isinstance(found, bool):
        return Shown(form=form, answer=found)
    variables: Sequence[str] = ("subject", "predicate", "object")
    terms: Iterator[Sequence[Found]]
    if isinstance(found, Rows):
        variables, terms = found.variables, found.rows
    else:
        terms = ((triple.subject, triple.predicate, triple.object) for triple in _distinct(found))
    taken: list[list[dict[str, object] | None]] = []
    room = _LARGEST_PAGE
    for row in islice(terms, first + 1):
        shown = [None if term is None else _cut(in_json(term)) for term in row]
        room -= sum(len(str(term)) for term in shown)
        if len(taken) == first or room < 0:
            return Shown(form=form, variables=variables, rows=taken, more=True)
        taken.append(shown)
    return Shown(form=form, variables=variables, rows=taken)


def _cut(term: dict[str, object]) -> dict[str, object]:
    value = str(term["value"])
    return term if len(value) <= _LONGEST_CELL else {**term, "value": f"{value[:_LONGEST_CELL]}…", "cut": True}
