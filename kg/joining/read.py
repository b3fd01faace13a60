"""Whether the claims that a store holds are those that follow from its documents."""

from kg.joining.graph import Claims
from kg.rdf.shapes import Problem

_SHOWN = 5


def problems(claims: Claims) -> list[Problem]:
    """Return what of `graph/claims` is missing, and what doesn't follow from the documents and judgements."""
    wrong, missing = claims.compare()
    found: list[Problem] = []
    for quads, what in ((missing, "missing"), (wrong, "not what follows")):
        shown = sorted(quads, key=str)[:_SHOWN]
        found += [Problem(where=claims.graph.value, what=f"{quad.triple} is {what}") for quad in shown]
        if len(quads) > _SHOWN:
            found.append(Problem(where=claims.graph.value, what=f"{len(quads) - _SHOWN} more quads are {what}"))
    return found
