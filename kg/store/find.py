"""Sources by what people call them, documents and statements by their ids."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from kg.errors import NotFoundError
from kg.judgements.judgement import Subject, text_complaints
from kg.model import UNNAMED, Kind, Source
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.base import Store
from kg.store.derive import literal_of, node_of
from kg.store.judged import Judged

_SHOWN = 5
"""How many of several things a message tells."""
FEWEST = 6
"""How many characters of an id are enough, where no other begins so."""
Thing = tuple[Subject, NamedNode]
_CLASSES = {Subject.DOCUMENT: v.NEWS_ARTICLE, Subject.STATEMENT: v.STATEMENT}


def find_source(store: Store, id_or_name: str) -> NamedNode:
    """Return the source with this id or name, or else with this alias.

    Of sources that were joined it is the one whose own name this is. Raises NotFoundError where there is none, or
    several that are not one.
    """
    found = sources_called(store, id_or_name)
    if not found:
        raise NotFoundError(
            f"there is no source {id_or_name!r} in the store: a source is asked for by its whole name, "
            f"and `kg sources --name {id_or_name!r}` finds it by a part"
        )
    judged = Judged(store)
    if len({judged.one_of(source) for source in found}) > 1:
        several = ", ".join(f"“{found_name(store, source)}” ({judged.names.id(source)})" for source in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise NotFoundError(f"{id_or_name!r} may be {several}{more}: give the id, which stands in brackets")
    return found[0]


def sources_called(store: Store, id_or_name: str) -> list[NamedNode]:
    """Return the sources with this id, or else name, or else alias; those first of which the machine says so.

    A name may be spelled otherwise, as far as the machine takes it for the same. Unnamed sources are left out where
    there are named ones.
    """
    if any(text_complaints(name=id_or_name)):
        return []
    names, judged = Names(store.base), Judged(store)
    node, spelled = (names.source(id_) for id_ in (id_or_name, Source.of_name(id_or_name, Kind.UNKNOWN).id))
    if _is_there(judged, node):
        return [node]
    for property_ in (v.PREF_LABEL, v.ALT_LABEL):
        label = f"?source {property_} ?label FILTER({_same_name('?label', id_or_name)})"
        found = [spelled] if property_ == v.PREF_LABEL and _is_there(judged, spelled) else []
        found += [
            node_of(row["source"])
            for graph in (names.graph("sources"), names.graph("judged"))
            for row in store.select(f"SELECT ?source WHERE {{ GRAPH {graph} {{ {label} }} }} ORDER BY ?source")
        ]
        named = [source for source in found if not names.id(source).startswith(UNNAMED)]
        if found:
            return list(dict.fromkeys(named or found))
    return []


def find_thing(store: Store, id_: str, *, among: Iterable[Subject]) -> Thing:
    """Return the document or statement, of the subjects looked among, that has this id, or whose id alone begins so.

    Raises NotFoundError where there is none, or several.
    """
    wanted = [subject for subject in _CLASSES if subject in frozenset(among)]
    missing = f"there is no {' or '.join(wanted)} {id_!r} in the store"
    if any(text_complaints(id=id_)):
        raise NotFoundError(missing)
    if whole := next(_with_id(store, wanted, id_), None):
        return whole
    if len(id_) < FEWEST:
        raise NotFoundError(f"{missing}; the beginning of an id needs at least {FEWEST} characters")
    found = list(_with_id(store, wanted, id_, begins=True))
    if len(found) > 1:
        several = ", ".join(f"{subject} {Names(store.base).id(node)}" for subject, node in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise NotFoundError(f"{id_!r} may be {several}{more}: give more of the id")
    if not found:
        raise NotFoundError(f"{missing}, nor one whose id begins so: `kg statements --format json` tells the ids")
    return found[0]


def _with_id(store: Store, subjects: Iterable[Subject], id_: str, *, begins: bool = False) -> Iterator[Thing]:
    names = Names(store.base)
    for subject in subjects:
        node = names.document(id_) if subject is Subject.DOCUMENT else names.statement(id_)
        those = f"GRAPH ?g {{ ?x a {_CLASSES[subject]} }}"
        fit = (
            f"{those} FILTER(STRSTARTS(STR(?x), {Literal(node.value)}))"
            if begins
            else f"VALUES ?x {{ {node} }} {those}"
        )
        for row in store.select(f"SELECT DISTINCT ?x WHERE {{ {fit} }} ORDER BY ?x"):
            yield subject, node_of(row["x"])


def found_name(store: Store, source: NamedNode) -> str:
    """Return the name that the machine has for a source, or else the one that a judgement gave it."""
    quads = store.quads(subject=source, graph=Names(store.base).graph("sources"))
    machine = (literal_of(quad.object).value for quad in quads if quad.predicate == v.PREF_LABEL)
    return next(machine, None) or Judged(store).name_of(source)


def _is_there(judged: Judged, source: NamedNode) -> bool:
    return source in judged.one or bool(judged.description(source))


def _same_name(variable: str, name: str) -> str:
    """Return the SPARQL condition that a name is the same, letter case and a leading "the" aside."""
    return f"{_plain(f'STR({variable})')} = {_plain(str(Literal(name.strip())))}"


def _plain(expression: str) -> str:
    return f'REPLACE(LCASE({expression}), "^the ", "")'
