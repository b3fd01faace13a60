"""The authority file can be read, is used without regard to case, and says nothing twice."""

from collections import defaultdict

from rdflib import SKOS, Graph, URIRef

from kg.model import Kind
from kg.resolve.authority import authority
from kg.settings import data_file

SCHEME = Graph().parse(data_file("authority.ttl"), format="turtle")
KG = "https://w3id.org/whosaid/ns#"


def test_names_lead_to_their_entry() -> None:
    known = authority()
    agency = known.find("the kcna")
    assert agency is not None
    assert (agency.name, agency.kind) == ("Korean Central News Agency", Kind.MEDIA)
    assert known.find("Nobody’s News") is None


def test_a_country_is_known_by_its_capital_and_demonym() -> None:
    known = authority()
    for words in ("Seoul", "South Korean", "Republic of Korea", "the South"):
        country = known.country(words)
        assert country is not None
        assert country.name == "South Korea"
    assert known.country("KCNA") is None
    assert known.is_demonym("north korean")
    assert not known.is_demonym("Pyongyang")


def test_no_name_stands_for_two() -> None:
    labels = [SKOS.prefLabel, SKOS.altLabel, URIRef(KG + "capital"), URIRef(KG + "demonym")]
    entries = defaultdict(set)
    for label in labels:
        for entry, name in SCHEME.subject_objects(label):
            entries[str(name).casefold().removeprefix("the ")].add(entry)
    assert {name: found for name, found in entries.items() if len(found) > 1} == {}
