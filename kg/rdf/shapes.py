"""SHACL: what a graph has to have, checked by pyshacl against `data/shapes.ttl`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.errors import RdfError
from kg.settings import data_file


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """Something that is not as it should be: where, and what."""

    where: str
    what: str


def shape_problems(quads: Iterable[Quad]) -> list[Problem]:
    """Return where quads break the shapes; graphs are not told apart, so that they are best given one by one."""
    graph = Graph()
    for quad in quads:
        graph.add((_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)))
    _, report, text = validate(graph, shacl_graph=_shapes())
    if not isinstance(report, Graph):
        raise RdfError(f"the shapes could not be checked: {text}")
    return sorted({_problem(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)})


@cache
def _shapes() -> Graph:
    return Graph().parse(data_file("shapes.ttl"), format="turtle")


def _problem(report: Graph, result: Node) -> Problem:
    message = report.value(result, SH.resultMessage)
    value = report.value(result, SH.value)
    found = f", not {str(value)[:80]!r}" if value is not None else ""
    return Problem(where=str(report.value(result, SH.focusNode)), what=f"{message}{found}")


def _rdflib(term: object) -> URIRef | RdflibLiteral:
    """Return a term of rdflib as it is: its own parsers rewrite literals, and "01" would pass for "1"."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if not isinstance(term, Literal):
        raise RdfError(f"{term} is neither an IRI nor a literal")
    if term.language:
        return RdflibLiteral(term.value, lang=term.language)
    return RdflibLiteral(term.value, datatype=URIRef(term.datatype.value), normalize=False)
