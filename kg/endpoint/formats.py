"""The forms of answers: which there are for which form of query, and how rows are written in them.

JSON, XML, CSV and TSV are those of the W3C's SPARQL 1.1 recommendations; CSV and TSV have no form for ASK. Triples
come in the forms of `kg.rdf.formats`.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from html import escape

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.rdf.formats import NOT_IN_XML
from kg.store.query import Form

Found = NamedNode | BlankNode | Literal | Triple | None
"""A term in a row, None where its variable is unbound."""


class Layout(StrEnum):
    """How an answer is written."""

    JSON = "json"
    XML = "xml"
    CSV = "csv"
    TSV = "tsv"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


Offer = Mapping[str, Layout]
"""Media types, the first for those who take anything, and what is written under each."""

_BOOLEAN: Offer = {
    "application/sparql-results+json": Layout.JSON,
    "application/sparql-results+xml": Layout.XML,
    "application/json": Layout.JSON,
    "application/xml": Layout.XML,
    "text/xml": Layout.XML,
}
_ROWS: Offer = {**_BOOLEAN, "text/csv": Layout.CSV, "text/tab-separated-values": Layout.TSV}
_TRIPLES: Offer = {
    "text/turtle": Layout.TURTLE,
    "application/n-triples": Layout.NTRIPLES,
    "application/ld+json": Layout.JSONLD,
    "application/rdf+xml": Layout.RDFXML,
    "application/json": Layout.JSONLD,
    "application/xml": Layout.RDFXML,
    "text/xml": Layout.RDFXML,
}
OFFERS: Mapping[Form, Offer] = {
    Form.SELECT: _ROWS,
    Form.ASK: _BOOLEAN,
    Form.CONSTRUCT: _TRIPLES,
    Form.DESCRIBE: _TRIPLES,
}

NAMED: Mapping[str, tuple[str, ...]] = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "turtle": ("text/turtle",),
    "ntriples": ("application/n-triples",),
    "jsonld": ("application/ld+json",),
    "rdfxml": ("application/rdf+xml",),
}
"""What each value of the parameter `format` stands for: a media type for rows, for triples, or for both."""

NAMED_OTHERWISE: Mapping[str, str] = {"json-ld": "jsonld", "nt": "ntriples", "rdf+xml": "rdfxml", "ttl": "turtle"}

_LEADING = re.compile(r"^[ \t\n]+|(?<=;)[ \t\n]+(?=&)|[ \t\n]+$")
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def boolean(answer: bool, layout: Layout) -> str:
    """Return the answer to ASK."""
    word = "true" if answer else "false"
    if layout is Layout.JSON:
        return f'{{"head":{{}},"boolean":{word}}}'
    return f"{_XML}<head/><boolean>{word}</boolean></sparql>"


def rows(variables: Sequence[str], found: Iterable[Sequence[Found]], layout: Layout) -> Iterator[str]:
    """Yield the answer to SELECT, the head first, then piece by piece."""
    return _WRITERS[layout](variables, found)


def _json(variables: Sequence[str], found: Iterable[Sequence[Found]]) -> Iterator[str]:
    yield f'{{"head":{{"vars":{json.dumps(list(variables))}}},"results":{{"bindings":['
    for number, row in enumerate(found):
        bindings = {name: in_json(term) for name, term in zip(variables, row, strict=True) if term is not None}
        yield (",\n" if number else "\n") + json.dumps(bindings, ensure_ascii=False)
    yield "\n]}}\n"


def in_json(term: NamedNode | BlankNode | Literal | Triple) -> dict[str, object]:
    """Return a term as the W3C's JSON has it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: in_json(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value != _STRING:
        return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    return {"type": "literal", "value": term.value}


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _xml(variables: Sequence[str], found: Iterable[Sequence[Found]]) -> Iterator[str]:
    names = "".join(f'<variable name="{escape(name)}"/>' for name in variables)
    yield f"{_XML}<head>{names}</head><results>"
    for row in found:
        bindings = (
            f'<binding name="{escape(name)}">{_in_xml(term)}</binding>'
            for name, term in zip(variables, row, strict=True)
            if term is not None
        )
        yield f"\n<result>{''.join(bindings)}</result>"
    yield "\n</results></sparql>\n"


def _in_xml(term: NamedNode | BlankNode | Literal | Triple) -> str:
    if isinstance(term, Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{name}>{_in_xml(part)}</{name}>' for name, part in parts)}</triple>"
    # XML can't hold most control characters, its readers turn a bare carriage return into a line feed, and some drop
    # white space between two references
    value = escape(NOT_IN_XML.sub("\ufffd", term.value)).replace("\r", "&#13;")
    value = _LEADING.sub(lambda found: "".join(f"&#{ord(each)};" for each in found[0]), value)
    if isinstance(term, NamedNode):
        return f"<uri>{value}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{value}</bnode>"
    if term.language:
        return f'<literal xml:lang="{escape(term.language)}">{value}</literal>'
    if term.datatype.value != _STRING:
        return f'<literal datatype="{escape(term.datatype.value)}">{value}</literal>'
    return f"<literal>{value}</literal>"


def _csv(variables: Sequence[str], found: Iterable[Sequence[Found]]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(variables)
    for row in found:
        yield line.getvalue()
        line.seek(0)
        line.truncate()
        writer.writerow([_in_csv(term) for term in row])
    yield line.getvalue()


def _in_csv(term: Found) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _tsv(variables: Sequence[str], found: Iterable[Sequence[Found]]) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in variables) + "\n"
    for row in found:
        yield "\t".join("" if term is None else str(term) for term in row) + "\n"


_WRITERS: Mapping[Layout, Callable[[Sequence[str], Iterable[Sequence[Found]]], Iterator[str]]] = {
    Layout.JSON: _json,
    Layout.XML: _xml,
    Layout.CSV: _csv,
    Layout.TSV: _tsv,
}
