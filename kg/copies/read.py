"""The verdicts that a store holds, and whether they are those that follow from its documents."""

from kg.copies.graph import KINDS, compare
from kg.copies.verdicts import JudgedPairs, Verdict
from kg.rdf import vocabulary as v
from kg.rdf.shapes import Problem
from kg.rdf.vocabulary import Names
from kg.store.base import Store
from kg.store.derive import literal_of, node_of


def recorded(store: Store, document: str | None = None) -> tuple[Verdict, ...]:
    """Return the verdicts on all documents, or those in which one has a part; ordered by document."""
    names = Names(store.base)
    which = ""
    if document is not None:
        node = names.document(document)
        which = f"FILTER(?document = {node} || ?of = {node})"
    rows = store.select(f"""
        SELECT ?document ?of ?kind ?score WHERE {{ GRAPH {names.graph("copies")} {{
          ?verdict {v.VERDICT_ON} ?document ; {v.VERDICT_OF} ?of ; {v.VERDICT_KIND} ?kind ; {v.SCORE} ?score {which}
        }} }} ORDER BY ?document ?of ?kind""")
    kinds = {node: kind for kind, node in KINDS.items()}
    return tuple(
        Verdict(
            kind=kinds[node_of(row["kind"])],
            of=names.id(node_of(row["of"])),
            document=names.id(node_of(row["document"])),
            score=float(literal_of(row["score"]).value),
        )
        for row in rows
    )


def problems(store: Store, judged: JudgedPairs) -> list[Problem]:
    """Return which verdicts are missing, and which don't follow from the documents and judgements."""
    where = Names(store.base).graph("copies").value
    wrong, missing = compare(store, judged)
    found = [(quad, "not what follows") for quad in wrong] + [(quad, "missing") for quad in missing]
    return [Problem(where=where, what=f"{quad.triple} is {what}") for quad, what in sorted(found, key=str)]
