"""Values to quads: the graph of a document, and the record of the run that made it.

A text reaches RDF as it is, control characters included. A lone surrogate can't be written in UTF-8, so that
a value which holds one is refused whole; a URL that is no http(s) IRI is kept as a plain literal, letter by
letter, so that it links to nothing and is not lost.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import RdfError
from kg.model import DateBasis, Document, Kind, Metadata, Run, Source, Span, Statement
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names

Pair = tuple[NamedNode, NamedNode | Literal]
_LONGEST_LINK = 1800
"""Bytes of an address that is written as an IRI: Virtuoso shortens IRIs of more than 1,879, and does not say so."""


def document_quads(names: Names, run: Run) -> set[Quad]:
    """Return the graph of a run's document: the document, its statements, and what it shows of its sources.

    Raises RdfError where something can't be written as RDF, and where a statement lies within one that isn't
    there.
    """
    graph = names.document_graph(run.document.id)
    document, made_by = names.document(run.document.id), names.run(run.id)
    language = run.document.metadata.language
    ordered = sorted(run.statements, key=_place)
    statements = {statement.id: names.statement(statement.id) for statement in ordered}
    quads = [Quad(document, of, value, graph) for of, value in _document(names, run.document)]
    for position, statement in enumerate(ordered, start=1):
        node = statements[statement.id]
        if statement.within is not None and statement.within not in statements:
            raise RdfError(f"statement {statement.id} lies within {statement.within}, which is not in its document")
        outer = statements[statement.within] if statement.within is not None else document
        quads.append(Quad(outer, v.QUOTED_FROM, node, graph))
        quads += [Quad(node, v.IS_PART_OF, document, graph), Quad(node, v.GENERATED_BY, made_by, graph)]
        quads += [Quad(node, of, value, graph) for of, value in _statement(names, statement, position, language)]
        quads += [Quad(node, of, names.span(document, span), graph) for of, span in _spans(statement)]
    for source in _sources(run.document.metadata, ordered):
        node = names.source(source.id)
        quads += [Quad(node, of, value, graph) for of, value in _source(source, language)]
    return set(quads)


def run_quads(names: Names, run: Run) -> set[Quad]:
    """Return the record of a run, in the graph of runs; raises RdfError for a time without a time zone."""
    if run.ended.tzinfo is None:
        raise RdfError(f"the run of {run.document.id} ended at {run.ended}, a time without a time zone")
    graph = names.graph("runs")
    node, software = names.run(run.id), names.software(run.software)
    pairs: list[Pair] = [
        (v.TYPE, v.ACTIVITY),
        (v.USED, names.document(run.document.id)),
        (v.GENERATED, names.document_graph(run.document.id)),
        (v.ENDED, moment(run.ended)),
        (v.STATE, literal(run.state)),
        (v.ASSOCIATED_WITH, software),
    ]
    quads = {Quad(node, *pair, graph) for pair in pairs}
    quads.add(Quad(software, v.TYPE, v.SOFTWARE_AGENT, graph))
    quads.add(Quad(software, v.SOFTWARE_VERSION, literal(run.software.partition("-")[2]), graph))
    return quads


def literal(value: str, language: str | None = None) -> Literal:
    """Return a text as a literal; a language that is no language tag is left out.

    Raises RdfError for a lone surrogate.
    """
    try:
        if not value.isascii():  # which costs nothing to tell
            value.encode()
    except UnicodeEncodeError as error:
        raise RdfError(
            f"character {error.start} of {value[max(0, error.start - 20) : error.start]!r}… is half of a surrogate "
            "pair, which RDF can't hold: decode the article with errors='replace'"
        ) from None
    if language is not None:
        try:
            return Literal(value, language=language)
        except ValueError:
            pass  # "unknown", "en_US": the document's schema:inLanguage keeps what was given
    return Literal(value)


def decimal(value: float) -> Literal:
    """Return a number to three places, in the canonical form in which every store gives it back."""
    return Literal(format(Decimal(f"{value:.3f}").normalize(), "f"), datatype=v.DECIMAL)


def moment(when: datetime) -> Literal:
    """Return a time with a time zone in the canonical form of xsd:dateTime, in which every store gives it back."""
    text = when.astimezone(UTC).replace(tzinfo=None).isoformat()
    return Literal((text.rstrip("0") if "." in text else text) + "Z", datatype=v.DATE_TIME)


def _document(names: Names, document: Document) -> Iterator[Pair]:
    metadata = document.metadata
    yield v.TYPE, v.NEWS_ARTICLE
    yield v.TYPE, v.ENTITY
    yield v.ARTICLE_BODY, literal(document.text)
    yield v.SHA256, literal(document.sha256)
    yield v.IN_LANGUAGE, literal(metadata.language)
    if metadata.title is not None:
        yield v.HEADLINE, literal(metadata.title, metadata.language)
    if metadata.publisher is not None:
        yield v.PUBLISHER, names.source(_medium(metadata.publisher).id)
    if metadata.credit is not None:
        yield v.SOURCE_ORGANIZATION, names.source(_medium(metadata.credit).id)
    if metadata.url is not None:
        yield v.URL, _link(metadata.url)
    if metadata.published is not None:
        yield v.DATE_PUBLISHED, _day(metadata.published)
    if metadata.published_basis is not DateBasis.NONE:
        yield v.DATE_PUBLISHED_BASIS, v.BASES[metadata.published_basis]
    yield from _history(document)
    for author in metadata.byline:
        yield v.AUTHOR, literal(author)
    if metadata.byline:  # triples have no order: the list itself stands beside its names
        listed = literal(json.dumps(metadata.byline, ensure_ascii=False)).value
        yield v.BYLINE, Literal(listed, datatype=v.JSON)


def _history(document: Document) -> Iterator[Pair]:
    """Yield what became of a document after it was published, and what it was read from and for."""
    metadata = document.metadata
    if metadata.modified is not None:
        yield v.DATE_MODIFIED, _day(metadata.modified)
    if metadata.correction is not None:
        yield v.CORRECTION, literal(metadata.correction, metadata.language)
    if metadata.original is not None:
        yield v.ORIGINAL_SHA256, literal(metadata.original)
    if not document.is_extracted:
        yield v.NOT_EXTRACTED, Literal("true", datatype=v.BOOLEAN)


def _statement(names: Names, statement: Statement, position: int, language: str) -> Iterator[Pair]:
    yield v.TYPE, v.STATEMENT
    yield v.POSITION, _whole(position)
    yield v.ATTRIBUTED_TO, names.source(statement.source.id)
    if statement.told_to is not None:
        yield v.TOLD_TO, names.source(statement.told_to.id)
    yield v.QUOTATION, v.QUOTATIONS[statement.quotation]
    yield v.ACT, v.ACTS[statement.act]
    yield v.POLARITY, v.POLARITIES[statement.polarity]
    yield v.CERTAINTY, v.CERTAINTIES[statement.certainty]
    yield v.CONFIDENCE, _decimal(statement.confidence)
    if statement.resolution is not None:
        yield v.RESOLUTION, v.RESOLUTIONS[statement.resolution.reason]
        yield v.RESOLUTION_CONFIDENCE, _decimal(statement.resolution.confidence)
        for candidate in statement.resolution.candidates:
            yield v.CANDIDATE, literal(candidate)
    if statement.source_words is not None:
        yield v.SOURCE_WORDS, literal(statement.source_words.text, language)
    if statement.cue is not None:
        yield v.CUE, literal(statement.cue.text)
    if statement.content is not None:
        yield v.TEXT, literal(statement.content.text, language)
    if statement.said_on is not None:
        yield v.SAID_EXPRESSION, literal(statement.said_on.text)
        if statement.said_on.start is not None:
            yield v.SAID_FROM, _day(statement.said_on.start)
        if statement.said_on.end is not None:
            yield v.SAID_UNTIL, _day(statement.said_on.end)


def _spans(statement: Statement) -> Iterator[tuple[NamedNode, Span]]:
    for of, passage in (
        (v.SOURCE_SPAN, statement.source_words),
        (v.CUE_SPAN, statement.cue),
        (v.CONTENT_SPAN, statement.content),
    ):
        if passage is not None:
            for span in passage.spans:
                yield of, span


def _source(source: Source, language: str) -> Iterator[Pair]:
    yield v.TYPE, v.AGENT
    if not source.named:
        yield v.TYPE, v.UNNAMED_SOURCE
    if source.named or source.kind is not Kind.UNKNOWN:
        yield v.TYPE, v.KINDS[source.kind]
    yield v.PREF_LABEL, literal(source.name, language)
    for alias in source.aliases:
        yield v.ALT_LABEL, literal(alias, language)


def _sources(metadata: Metadata, ordered: Sequence[Statement]) -> Iterable[Source]:
    """Return each source of a document once: as its first statement has it, with the aliases of all.

    The publisher, and whom it credits, are what their own statements say they are, and media where they make none.
    """
    found: dict[str, Source] = {}
    outlets = [_medium(name) for name in (metadata.publisher, metadata.credit) if name is not None]
    in_statements = [source for each in ordered for source in (each.source, each.told_to) if source is not None]
    for source in in_statements + outlets:
        known = found.setdefault(source.id, source)
        if source.aliases != known.aliases and not set(source.aliases) <= set(known.aliases):
            found[source.id] = Source(
                id=known.id,
                name=known.name,
                kind=known.kind,
                named=known.named,
                aliases=tuple(sorted({*known.aliases, *source.aliases})),
            )
    return found.values()


@lru_cache(maxsize=4096)
def _medium(name: str) -> Source:
    return Source.of_name(name, Kind.MEDIA)


def _place(statement: Statement) -> tuple[int, int, str]:
    """Order statements as they stand in the text, an enclosing one first."""
    passages = (statement.source_words, statement.cue, statement.content)
    spans = [passage.spans for passage in passages if passage is not None]  # of each in order, by themselves
    start = min([each[0].start for each in spans], default=0)
    return start, -max([each[-1].end for each in spans], default=0), statement.id


def _link(url: str) -> NamedNode | Literal:
    if url.startswith(("http://", "https://")) and len(url.encode()) <= _LONGEST_LINK:
        try:
            return NamedNode(url)
        except ValueError:
            pass  # an address as people type it, with spaces or quotation marks
    return literal(url)


@lru_cache(maxsize=16_384)
def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=v.DATE)


def _whole(number: int) -> Literal:
    return Literal(str(number), datatype=v.INTEGER)


@lru_cache(maxsize=4096)
def _decimal(number: float) -> Literal:
    """Return a number in the canonical form of xsd:decimal, in which every store gives it back: to 12 places."""
    return Literal(format(abs(Decimal(repr(round(float(number), 12)))).normalize(), "f"), datatype=v.DECIMAL)
