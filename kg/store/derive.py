"""The graph that follows from what the documents show: `graph/sources`.

It is a function of the document graphs alone, so that it doesn't depend on the order in which articles came. The same
functions derive it whole (verify, rebuild) and for the few sources that a change touches (put): `only` narrows what is
read, `without` leaves out the graph of the document that changes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import RdfError
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.base import Store

Shown = Counter[tuple[NamedNode, NamedNode, NamedNode | Literal]]
"""(source, property, value) → in how many documents it is shown."""

_SHOWN = frozenset({v.TYPE, v.PREF_LABEL, v.ALT_LABEL})
_KIND_ORDER = {class_: position for position, class_ in enumerate([*v.KINDS.values(), *v.CLASSES])}


def node_of(term: object) -> NamedNode:
    """Return a term that is known to be an IRI: this project's stores hold no blank nodes."""
    if not isinstance(term, NamedNode):
        raise RdfError(f"{term} stands where an IRI belongs")
    return term


def literal_of(term: object) -> Literal:
    """Return a term that is known to be a literal."""
    if not isinstance(term, Literal):
        raise RdfError(f"{term} stands where a literal belongs")
    return term


def value_of(term: object) -> NamedNode | Literal:
    """Return a term that is known to be an IRI or a literal."""
    return term if isinstance(term, NamedNode) else literal_of(term)


def in_sparql(terms: Iterable[NamedNode | Literal]) -> str:
    """Return terms as a list of SPARQL; pyoxigraph escapes what is in them."""
    return " ".join(str(term) for term in terms)


def values(variable: str, terms: Iterable[NamedNode | Literal]) -> str:
    """Return the pattern that binds a variable to each of these terms: one without solutions where there are none.

    VALUES without any would mean the same, but rdflib's engine fails on it, and Virtuoso takes a whole UNION for empty.
    """
    listed = in_sparql(terms)
    return f"VALUES ?{variable} {{ {listed} }}" if listed else "FILTER(1 = 2)"


def shown_in(quads: Iterable[Quad]) -> Shown:
    """Return what one document's graph shows of its sources."""
    described = [quad for quad in quads if quad.predicate in _SHOWN]
    agents = {quad.subject for quad in described if quad.object == v.AGENT and quad.predicate == v.TYPE}
    return Counter(
        (node_of(quad.subject), quad.predicate, value_of(quad.object)) for quad in described if quad.subject in agents
    )


def shown(store: Store, *, only: Iterable[NamedNode] | None = None, without: NamedNode | None = None) -> Shown:
    """Return what the documents of a store show of their sources."""
    names = Names(store.base)
    wanted = values("source", only) if only is not None else f"GRAPH ?g {{ ?source a {v.AGENT} }}"
    counts: Shown = Counter()
    for row in store.select(f"""
        SELECT ?source ?property ?value (COUNT(?g) AS ?n) WHERE {{
          {wanted}
          GRAPH ?g {{ ?source ?property ?value }}
          FILTER(?property IN ({", ".join(sorted(map(str, _SHOWN)))}) && {_in_documents(names, without)})
        }} GROUP BY ?source ?property ?value HAVING (COUNT(?g) > 0)"""):
        entry = node_of(row["source"]), node_of(row["property"]), value_of(row["value"])
        counts[entry] = int(literal_of(row["n"]).value)
    return counts


def source_graph(names: Names, shown: Shown) -> set[Quad]:
    """Return `graph/sources`: one class and one name for each source, and every alias.

    Class and name are those that most documents give it, ties settled by the order of `vocabulary.KINDS` and by
    the alphabet.
    """
    graph = names.graph("sources")
    values: dict[tuple[NamedNode, NamedNode], list[NamedNode | Literal]] = defaultdict(list)
    quads = set()
    for source, property_, value in shown:
        if property_ == v.ALT_LABEL or value in (v.AGENT, v.UNNAMED_SOURCE):
            quads.add(Quad(source, property_, value, graph))
        else:
            values[source, property_].append(value)
    for (source, property_), candidates in values.items():
        if property_ == v.TYPE:
            chosen = min(candidates, key=lambda kind: (-shown[source, v.TYPE, kind], _kind_rank(kind), kind.value))
        else:
            chosen = min(candidates, key=lambda label: (-shown[source, v.PREF_LABEL, label], label.value, str(label)))
        quads.add(Quad(source, property_, chosen, graph))
    return quads


def labels_in(names: Names, source_quads: Iterable[Quad]) -> dict[str, set[str]]:
    """Return the names of each named source in a graph of sources, by its id."""
    source_quads = list(source_quads)
    unnamed = {quad.subject for quad in source_quads if quad.object == v.UNNAMED_SOURCE}
    labels: dict[str, set[str]] = defaultdict(set)
    for quad in source_quads:
        if quad.predicate in (v.PREF_LABEL, v.ALT_LABEL) and quad.subject not in unnamed:
            labels[names.id(node_of(quad.subject))].add(literal_of(quad.object).value)
    return labels


def _kind_rank(class_: NamedNode | Literal) -> int:
    return _KIND_ORDER.get(class_, len(_KIND_ORDER)) if isinstance(class_, NamedNode) else len(_KIND_ORDER)


def _in_documents(names: Names, without: NamedNode | None) -> str:
    condition = f"STRSTARTS(STR(?g), {Literal(names.document_graph('').value)})"
    return f"{condition} && ?g != {without}" if without is not None else condition
