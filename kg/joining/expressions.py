"""What the statements of a document say, as it is read from the document's graph."""

from collections.abc import Iterable, Mapping
from datetime import date

from pyoxigraph import NamedNode, Quad

from kg.claims.claims import Expression
from kg.claims.words import fold
from kg.model import UNNAMED
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.derive import literal_of, node_of


def expressions_in(names: Names, quads: Iterable[Quad]) -> list[Expression]:
    """Return what the statements of one document's graph say, in the order of their ids."""
    texts: dict[NamedNode, tuple[str, str]] = {}
    whose: dict[NamedNode, NamedNode] = {}
    labels: dict[NamedNode, str] = {}
    inner: dict[NamedNode, list[NamedNode]] = {}
    published: date | None = None
    statements = set()
    for quad in quads:
        subject = node_of(quad.subject)
        if quad.predicate == v.TEXT:
            words = literal_of(quad.object)
            texts[subject] = words.value, words.language or ""
        elif quad.predicate == v.ATTRIBUTED_TO:
            whose[subject] = node_of(quad.object)
        elif quad.predicate == v.QUOTED_FROM:
            inner.setdefault(subject, []).append(node_of(quad.object))
        elif quad.predicate == v.PREF_LABEL:
            labels[subject] = literal_of(quad.object).value
        elif quad.predicate == v.DATE_PUBLISHED:
            published = date.fromisoformat(literal_of(quad.object).value)
        elif quad.predicate == v.TYPE and quad.object == v.STATEMENT:
            statements.add(subject)
    found: list[Expression] = []
    for node in statements & texts.keys():
        source = whose.get(_whose_words(node, inner, texts))
        id_ = names.id(source) if source is not None else ""
        speaker = fold(labels.get(source, "")) if source is not None and id_.startswith(UNNAMED) else id_
        text, language = texts[node]
        found.append(
            Expression(statement=names.id(node), text=text, language=language, speaker=speaker, published=published)
        )
    return sorted(found, key=lambda each: each.statement)


def _whose_words(
    node: NamedNode, inner: Mapping[NamedNode, Iterable[NamedNode]], texts: Mapping[NamedNode, tuple[str, str]]
) -> NamedNode:
    """Return the innermost statement with the words of this one: whoever relays them does not mean himself by "I"."""
    seen = set()
    while node not in seen:
        seen.add(node)
        node = next((each for each in inner.get(node, ()) if texts.get(each) == texts[node]), node)
    return node
