"""Names that need no introduction: `data/authority.ttl`, a SKOS concept scheme."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.model import Kind, folded_name
from kg.settings import data_file

SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
KG = "https://w3id.org/whosaid/ns#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_KINDS = {
    SCHEMA + "Country": Kind.COUNTRY,
    SCHEMA + "NewsMediaOrganization": Kind.MEDIA,
    SCHEMA + "Organization": Kind.ORGANIZATION,
    SCHEMA + "Person": Kind.PERSON,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One name of the authority file with everything that stands for it."""

    name: str
    kind: Kind
    names: frozenset[str]
    capitals: frozenset[str] = frozenset()
    demonyms: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()

    @property
    def demonym(self) -> str:
        """The usual demonym of a country, or its name where there is none."""
        return min(self.demonyms, key=lambda demonym: (len(demonym) < 4, demonym), default=self.name)


class Authority:
    """Looks names up without regard to case."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_name: dict[str, Entry] = {}
        self._by_capital: dict[str, Entry] = {}
        self._by_demonym: dict[str, Entry] = {}
        for entry in entries:
            for name in entry.names:
                self._by_name[folded_name(name)] = entry
            for capital in entry.capitals:
                self._by_capital[folded_name(capital)] = entry
            for demonym in entry.demonyms:
                self._by_demonym[demonym.casefold()] = entry

    def find(self, name: str) -> Entry | None:
        """Return the entry of this name, or None."""
        return self._by_name.get(folded_name(name))

    def country(self, words: str) -> Entry | None:
        """Return the country that a name, capital or demonym stands for, or None."""
        word = folded_name(words)
        entry = self._by_name.get(word) or self._by_capital.get(word) or self._by_demonym.get(word)
        return entry if entry is not None and entry.kind is Kind.COUNTRY else None

    def is_demonym(self, words: str) -> bool:
        """Tell whether words such as "North Korean" belong to a country."""
        return words.casefold() in self._by_demonym


def _entries(triples: Iterable[tuple[str, str, str]]) -> Iterator[Entry]:
    values: Mapping[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, value in triples:
        values[subject][predicate].add(value)
    for found in values.values():
        kind = next((_KINDS[type_] for type_ in found[RDF_TYPE] if type_ in _KINDS), None)
        labels = found[SKOS + "prefLabel"]
        if kind is None or not labels:
            continue
        name = min(labels)
        yield Entry(
            name=name,
            kind=kind,
            names=frozenset(labels | found[SKOS + "altLabel"]),
            capitals=frozenset(found[KG + "capital"]),
            demonyms=frozenset(found[KG + "demonym"]),
            nouns=frozenset(found[KG + "noun"]),
        )


@cache
def authority() -> Authority:
    """Return the project's authority file."""
    quads = parse(path=str(data_file("authority.ttl")), format=RdfFormat.TURTLE)
    triples = (
        (str(quad.subject.value), quad.predicate.value, quad.object.value)
        for quad in quads
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
    )
    return Authority(_entries(triples))
