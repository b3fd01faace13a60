"""Quads as bytes and back: TriG, N-Quads, JSON-LD, and for export only Turtle and RDF/XML.

Everything goes through pyoxigraph, whose JSON-LD parser fetches no remote contexts. Turtle and RDF/XML have
no named graphs: all graphs are merged in them, so that they can't be imported.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from tempfile import SpooledTemporaryFile

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from pyoxigraph import serialize as oxigraph_serialize

from kg.errors import RdfError, UnknownFormatError

_WITH_GRAPHS: Mapping[str, RdfFormat] = {
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}
_MERGED: Mapping[str, RdfFormat] = {"turtle": RdfFormat.TURTLE, "xml": RdfFormat.RDF_XML}

EXPORT_FORMATS: tuple[str, ...] = (*_WITH_GRAPHS, *_MERGED)
IMPORT_FORMATS: tuple[str, ...] = tuple(_WITH_GRAPHS)

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAME_IN_XML = re.compile(r"[^\W\d][\w.-]*\Z")
"""The end of an IRI by which XML can call a property."""
_CHUNK = 1 << 16
_IN_MEMORY = 1 << 24


def serialize(quads: Iterable[Quad], format_: str, prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """Yield quads in a format, in chunks; beyond 16 MiB they wait in a temporary file.

    Turtle and RDF/XML merge the graphs. XML 1.0 can't hold most control characters: in RDF/XML each becomes
    U+FFFD, so that offsets still fit. Raises UnknownFormatError, also for what RDF/XML can't hold.
    """
    format_ = format_.lower()
    if format_ not in EXPORT_FORMATS:
        raise UnknownFormatError(f"{format_!r} is no format for export: use one of {', '.join(EXPORT_FORMATS)}")
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        if format_ in _WITH_GRAPHS:
            oxigraph_serialize(quads, file, _WITH_GRAPHS[format_], prefixes=dict(prefixes))
        else:
            triples = (_fit_for_xml(quad.triple) if format_ == "xml" else quad.triple for quad in quads)
            oxigraph_serialize(triples, file, _MERGED[format_], prefixes=dict(prefixes))
        file.seek(0)
        while chunk := file.read(_CHUNK):
            # an XML parser turns a bare carriage return into a line feed, or drops it, and offsets shift
            yield chunk.replace(b"\r", b"&#13;") if format_ == "xml" else chunk


def deserialize(data: bytes, format_: str) -> Iterator[Quad]:
    """Yield the quads in a file's bytes.

    Raises UnknownFormatError for a format without named graphs, and RdfError for what can't be parsed, blank
    nodes, triple terms, and quads in no named graph: a store refuses them.
    """
    format_ = format_.lower()
    if format_ not in _WITH_GRAPHS:
        raise UnknownFormatError(
            f"{format_!r} is no format for import: use one of {', '.join(IMPORT_FORMATS)}, which keep graphs apart"
        )
    try:
        for number, quad in enumerate(parse(data, _WITH_GRAPHS[format_]), start=1):
            _refuse_foreign(quad, number)
            yield quad
    except SyntaxError as error:
        where = f"line {error.lineno}" if error.lineno else "an unknown line"
        raise RdfError(f"this is no {format_}: {error.msg}, at {where}") from error
    except ValueError as error:  # bytes that are not UTF-8
        raise RdfError(f"this is no {format_}: {error}") from error


def _refuse_foreign(quad: Quad, number: int) -> None:
    if isinstance(quad.graph_name, DefaultGraph):
        raise RdfError(f"quad {number}, {quad}, is in no named graph: put it into one")
    terms = (quad.subject, quad.object, quad.graph_name)
    if not all(isinstance(term, NamedNode | Literal) for term in terms):
        raise RdfError(f"quad {number}, {quad}, has a blank node or a triple term: give each thing an IRI")


def _fit_for_xml(triple: Triple) -> Triple:
    if not _NAME_IN_XML.search(triple.predicate.value):
        raise UnknownFormatError(
            f"RDF/XML has no way to write {triple.predicate}, whose end is no name: ask for another format"
        )
    value = triple.object
    if not isinstance(value, Literal) or not NOT_IN_XML.search(value.value):
        return triple
    fit = NOT_IN_XML.sub("\ufffd", value.value)
    literal = Literal(fit, language=value.language) if value.language else Literal(fit, datatype=value.datatype)
    return Triple(triple.subject, triple.predicate, literal)
