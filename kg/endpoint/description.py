"""What the endpoint says of itself, in the W3C's SPARQL 1.1 Service Description, and of its data in VoID."""

from collections.abc import Iterator, Mapping

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.rdf.formats import serialize
from kg.rdf.vocabulary import PREFIXES, TYPE, Names
from kg.store.base import Store

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_FORMATS = "http://www.w3.org/ns/formats/"
_WRITTEN = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)
GRAPHS: Mapping[str, str] = {
    "sources": "names and kinds of all sources",
    "claims": "which statements say the same; derived",
    "amounts": "numbers in what statements say, with their units; derived",
    "copies": "which articles are copies or new versions of others; derived",
    "runs": "by which version of the software each article was read",
    "judgements": "what people decided about sources, articles and statements, with who, when and why",
    "judged": "what follows from what people decided; derived",
}
"""The graphs that span documents. Each version of a document has one more."""
_ABOUT = "Statements attributed to sources in news articles. The default graph is empty: write GRAPH ?g { … }."


def service_description(store: Store, endpoint: str, layout: str) -> Iterator[bytes]:
    """Yield the description of the endpoint at this address, in a form of `kg.rdf.formats`; it has no blank nodes."""
    prefixes = {"sd": SD, "void": VOID, "rdfs": RDFS, "graph": Names(store.base).prefixes()["graph"]}
    return serialize(_quads(store, endpoint), layout, prefixes)


def _quads(store: Store, endpoint: str) -> Iterator[Quad]:
    service, dataset = NamedNode(endpoint), NamedNode(f"{endpoint}#dataset")
    default = NamedNode(f"{endpoint}#default")
    yield _quad(service, TYPE, NamedNode(SD + "Service"))
    yield _quad(service, NamedNode(SD + "endpoint"), service)
    yield _quad(service, NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Query"))
    for name in _WRITTEN:
        yield _quad(service, NamedNode(SD + "resultFormat"), NamedNode(_FORMATS + name))
    yield _quad(service, NamedNode(SD + "defaultDataset"), dataset)
    for kind in (SD + "Dataset", VOID + "Dataset"):
        yield _quad(dataset, TYPE, NamedNode(kind))
    yield _quad(dataset, NamedNode(RDFS + "comment"), Literal(_ABOUT, language="en"))
    yield _quad(dataset, NamedNode(VOID + "sparqlEndpoint"), service)
    yield _quad(dataset, NamedNode(VOID + "uriSpace"), Literal(store.base))
    for vocabulary in PREFIXES.values():
        yield _quad(dataset, NamedNode(VOID + "vocabulary"), NamedNode(vocabulary))
    yield _quad(dataset, NamedNode(SD + "defaultGraph"), default)
    yield _quad(default, TYPE, NamedNode(SD + "Graph"))
    for name, about in GRAPHS.items():
        graph = Names(store.base).graph(name)
        if next(iter(store.quads(graph=graph)), None) is not None:
            named = NamedNode(f"{endpoint}#{name}")
            yield _quad(dataset, NamedNode(SD + "namedGraph"), named)
            yield _quad(named, TYPE, NamedNode(SD + "NamedGraph"))
            yield _quad(named, NamedNode(SD + "name"), graph)
            yield _quad(named, NamedNode(RDFS + "comment"), Literal(about, language="en"))


def _quad(subject: NamedNode, predicate: NamedNode, object_: NamedNode | Literal) -> Quad:
    return Quad(subject, predicate, object_, DefaultGraph())
