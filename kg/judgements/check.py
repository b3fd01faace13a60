"""What is wrong with a graph of judgements, beside its shapes; apart from reading, for SHACL is slow to load."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.errors import KgError
from kg.judgements.rdf import all_of, judgement_quads, read_judgement, read_reversal, reversal_quads, things_of
from kg.rdf import vocabulary as v
from kg.rdf.shapes import Problem
from kg.rdf.vocabulary import Names


def judgement_problems(names: Names, quads: Iterable[Quad]) -> Iterator[Problem]:
    """Yield what is wrong with a graph of judgements beside its shapes.

    Each has to be readable and under the IRI that its content gives, nothing else may stand there, and what is
    reversed has to be there.
    """
    quads = set(quads)
    things = things_of(quads)
    known: set[Quad] = set()
    reverses: dict[NamedNode, str] = {}
    for node in all_of(things, v.JUDGEMENT):
        try:
            known |= judgement_quads(names, read_judgement(names, things, node))
        except KgError as error:
            yield Problem(where=node.value, what=str(error))
    for node in all_of(things, v.REVERSAL):
        try:
            reversal = read_reversal(names, things, node)
        except KgError as error:
            yield Problem(where=node.value, what=str(error))
            continue
        known |= reversal_quads(names, reversal)
        reverses[node] = reversal.reverses
    judged = {names.id(node) for node in all_of(things, v.JUDGEMENT)}
    for node, reversed_ in reverses.items():
        if reversed_ not in judged:
            yield Problem(where=node.value, what=f"reverses the judgement {reversed_!r}, which is not there")
    for strange in {str(quad.subject): quad for quad in sorted(quads - known, key=str)}.values():
        yield Problem(
            where=strange.subject.value if isinstance(strange.subject, NamedNode) else str(strange.subject),
            what=f"{strange.triple} is part of no judgement under the IRI that its content gives",
        )
