"""Entries of authority files: SKOS in Turtle, read whole or not at all."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import AuthorityError
from kg.model import Kind, folded_name

SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
KG = "https://w3id.org/whosaid/ns#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_KINDS = {
    prefix + name: kind
    for prefix in (SCHEMA, "http://schema.org/")
    for name, kind in (
        ("Country", Kind.COUNTRY),
        ("NewsMediaOrganization", Kind.MEDIA),
        ("Organization", Kind.ORGANIZATION),
        ("Person", Kind.PERSON),
    )
}
_NAME, _ALIAS = SKOS + "prefLabel", SKOS + "altLabel"
_AMBIGUOUS, _CAPITAL, _DEMONYM = KG + "ambiguousName", KG + "capital", KG + "demonym"
_NOUN, _DOMAIN, _RELATED = KG + "noun", KG + "domain", SKOS + "related"
_WORDS = (_NAME, _ALIAS, _AMBIGUOUS, _CAPITAL, _DEMONYM, _NOUN, _DOMAIN)
_TERMS = frozenset((*_WORDS, _RELATED, _RDF_TYPE))
_ALSO_SKOS = (
    *("hiddenLabel", "notation", "inScheme", "topConceptOf", "hasTopConcept", "broader", "narrower"),
    *("note", "definition", "scopeNote", "example", "historyNote", "editorialNote", "changeNote"),
    *("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"),
)
"""Terms of SKOS that an authority file may hold and that nothing is made of."""
_DOMAIN_FORM = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE)

_TERM = (Literal, NamedNode)
_Values: TypeAlias = Mapping[str, Sequence[Literal | NamedNode]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One name of an authority file with everything that stands for it.

    `ambiguous` are names that others have too; they are not among `names` unless the name itself is one. `related`
    are the ids of entries of which an article speaks that means this one by them.
    """

    id: str
    name: str
    kind: Kind
    names: frozenset[str]
    ambiguous: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    demonyms: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    related: frozenset[str] = frozenset()

    @property
    def demonym(self) -> str:
        """The usual demonym of a country, or its name where there is none."""
        return min(self.demonyms, key=lambda demonym: (len(demonym) < 4, demonym), default=self.name)

    @property
    def sure_names(self) -> frozenset[str]:
        """The names that mean it wherever they stand."""
        return self.names - self.ambiguous


def read_entries(path: Path, known: Mapping[str, Entry]) -> list[Entry]:
    """Return the entries of a file in its order; one with the id of a known entry holds what both say.

    Raises AuthorityError, which names the file and what is wrong in it.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AuthorityError(f"{path}: the authority file can't be read: {error.strerror or error}.") from None
    try:
        found = _subjects(data)
        entries = [_entry(id_, values, known.get(id_)) for id_, values in found.items() if not _is_scheme(values)]
        _check_names(entries)
    except _Fault as fault:
        raise AuthorityError(f"{path}{_place(data, fault.id)}: {fault}") from None
    except SyntaxError as error:
        raise AuthorityError(f"{path}: this is no Turtle: {error.msg}.") from None
    return entries


class _Fault(Exception):  # noqa: N818 -- never leaves this module
    """What is wrong with the entry of this id; `read_entries` knows the file."""

    def __init__(self, id_: str, problem: str) -> None:
        super().__init__(problem)
        self.id = id_


def _subjects(data: bytes) -> dict[str, dict[str, list[Literal | NamedNode]]]:
    """Return the values of each subject by predicate."""
    found: dict[str, dict[str, list[Literal | NamedNode]]] = {}
    for quad in parse(data, format=RdfFormat.TURTLE):
        subject, predicate, value = quad.subject, quad.predicate.value, quad.object
        if not (isinstance(subject, NamedNode) and isinstance(value, _TERM)):
            raise _Fault("", f"{subject} {quad.predicate} {value}: an entry needs an IRI, not a blank node.")
        found.setdefault(subject.value, {}).setdefault(predicate, []).append(value)
    return found


def _is_scheme(values: _Values) -> bool:
    return any(type_.value == SKOS + "ConceptScheme" for type_ in values.get(_RDF_TYPE, ()))


def _entry(id_: str, values: _Values, known: Entry | None) -> Entry:
    for predicate in values.keys() - _TERMS:
        _check_term(id_, predicate)
    words = {predicate: _words(id_, predicate, values[predicate]) for predicate in _WORDS if predicate in values}
    kind = _kind(id_, values.get(_RDF_TYPE, ()), known)
    name = _name(id_, values.get(_NAME, ()), known)
    ambiguous = words.get(_AMBIGUOUS, frozenset())
    if kind is not Kind.COUNTRY and (_CAPITAL in words or _DEMONYM in words):
        raise _Fault(id_, f"{name} has a kg:capital or kg:demonym, but is no schema:Country.")
    for domain in words.get(_DOMAIN, ()):
        if not _DOMAIN_FORM.fullmatch(domain):
            raise _Fault(id_, f"kg:domain {domain!r} is no domain; write it as reuters.com.")
    entry = Entry(
        id=id_,
        name=name,
        kind=kind,
        names=words.get(_NAME, frozenset()) | words.get(_ALIAS, frozenset()),
        ambiguous=ambiguous,
        capitals=words.get(_CAPITAL, frozenset()),
        demonyms=words.get(_DEMONYM, frozenset()),
        nouns=words.get(_NOUN, frozenset()),
        domains=words.get(_DOMAIN, frozenset()),
        related=frozenset([value.value for value in values.get(_RELATED, ())]),
    )
    return entry if known is None else _joined(known, entry)


def _joined(known: Entry, more: Entry) -> Entry:
    """Return what both say of one entry; the name and the kind are those of the second."""
    return replace(
        more,
        names=known.names | more.names,
        ambiguous=known.ambiguous | more.ambiguous,
        capitals=known.capitals | more.capitals,
        demonyms=known.demonyms | more.demonyms,
        nouns=known.nouns | more.nouns,
        domains=known.domains | more.domains,
        related=known.related | more.related,
    )


def _check_term(id_: str, predicate: str) -> None:
    """Refuse a term of this project or of SKOS that means nothing here: likely it is misspelt."""
    if predicate.startswith(KG):
        terms = ", ".join(f"kg:{term.removeprefix(KG)}" for term in _WORDS if term.startswith(KG))
        raise _Fault(id_, f"kg:{predicate.removeprefix(KG)} is no term of an authority file; there are {terms}.")
    if predicate.startswith(SKOS) and predicate.removeprefix(SKOS) not in _ALSO_SKOS:
        raise _Fault(id_, f"skos:{predicate.removeprefix(SKOS)} is no term of SKOS for an entry.")


def _words(id_: str, predicate: str, values: Iterable[Literal | NamedNode]) -> frozenset[str]:
    words = [value.value.strip() if isinstance(value, Literal) else "" for value in values]
    if not all(words):
        term = predicate.replace(SKOS, "skos:").replace(KG, "kg:")
        raise _Fault(id_, f"a {term} is no word; write it in quotation marks.")
    return frozenset(words)


def _kind(id_: str, types: Iterable[Literal | NamedNode], known: Entry | None) -> Kind:
    kinds = {_KINDS[type_.value] for type_ in types if type_.value in _KINDS}
    if len(kinds) > 1 or (not kinds and known is None):
        allowed = ", ".join(name.replace(SCHEMA, "schema:") for name in _KINDS if name.startswith(SCHEMA))
        raise _Fault(id_, f"<{id_}> needs one type, and has {len(kinds)} of these: {allowed}.")
    return known.kind if known is not None and not kinds else kinds.pop()


def _name(id_: str, labels: Sequence[Literal | NamedNode], known: Entry | None) -> str:
    """Return the English label, or the one in no language, or whichever there is."""
    if not labels:
        if known is None:
            raise _Fault(id_, f"<{id_}> has no skos:prefLabel, the name under which it is to appear.")
        return known.name
    if len(labels) == 1:
        return labels[0].value.strip()
    by_language: dict[str, list[str]] = defaultdict(list)
    for label in labels:
        by_language[(label.language or "") if isinstance(label, Literal) else ""].append(label.value)
    for language, names in by_language.items():
        if len(names) > 1:
            tag = f"@{language}" if language else "without a language"
            raise _Fault(id_, f"{' and '.join(sorted(names))} are both skos:prefLabel {tag}; one can be.")
    return (by_language.get("en") or by_language.get("") or [min(label.value for label in labels)])[0]


def _check_names(entries: Iterable[Entry]) -> None:
    """Refuse a file in which two entries have one name."""
    owners: dict[str, Entry] = {}
    for entry in entries:
        for name in entry.sure_names:
            other = owners.setdefault(folded_name(name), entry)
            if other is not entry:
                raise _Fault(entry.id, f"{name!r} is a name of <{other.id}> too; a kg:ambiguousName may be.")


def _place(data: bytes, id_: str) -> str:
    """Return ", line 12" for where an entry most likely begins."""
    local = re.split(r"[/#]", id_)[-1]
    lines: Iterator[int] = (
        number
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1)
        if line.strip() and line.split()[0].rstrip(">").endswith(local)
    )
    number = next(lines, None) if local else None
    return f", line {number}" if number else ""
