"""The published vocabulary says everything about every term that this program writes."""

from pyoxigraph import NamedNode
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kg.rdf import vocabulary
from kg.settings import data_file

ONTOLOGY = Graph().parse(data_file("ontology.ttl"), format="turtle")
OURS = {
    URIRef(iri) for term in ONTOLOGY.subjects() if (iri := str(term)).startswith(vocabulary.KG) and iri != vocabulary.KG
}


def test_every_term_that_is_written_is_published() -> None:
    tables = (vocabulary.ACTS, vocabulary.QUOTATIONS, vocabulary.BASES, vocabulary.KINDS)
    tables += (vocabulary.DECISIONS, vocabulary.RELIABILITIES, vocabulary.BOUNDS)
    written = {iri.value for table in tables for iri in table.values()}
    written |= {value.value for value in vars(vocabulary).values() if isinstance(value, NamedNode)}
    assert {iri for iri in written if iri.startswith(vocabulary.KG)} <= {str(term) for term in OURS}


def test_every_term_is_explained() -> None:
    for term in OURS:
        assert ONTOLOGY.value(term, RDFS.label), term
        assert ONTOLOGY.value(term, RDFS.comment), term


def test_every_property_has_a_domain() -> None:
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in ONTOLOGY.subjects(RDF.type, kind):
            assert isinstance(ONTOLOGY.value(term, RDFS.domain), URIRef), term
