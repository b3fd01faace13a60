"""The one form in which literals leave a store, whatever form a server keeps them in.

Servers keep the value of some literals and not how it was written. What this project writes is in the canonical form of
XML Schema (`kg.rdf.write`), so that it comes back as it was once it is brought into that form again: Virtuoso answers
"1" for the boolean "true", and "12:00:00.500Z" for "12:00:00.5Z".
"""

from pyoxigraph import Literal

from kg.rdf import vocabulary as v
from kg.store.base import Term

_BOOLEANS = {"1": "true", "0": "false"}


def canonical(term: Term) -> Term:
    """Return a term as this project writes it.

    >>> canonical(Literal("1", datatype=v.BOOLEAN)).value
    'true'
    >>> canonical(Literal("2024-05-15T01:02:03.500Z", datatype=v.DATE_TIME)).value
    '2024-05-15T01:02:03.5Z'
    """
    if isinstance(term, Literal):
        if term.datatype == v.BOOLEAN and term.value in _BOOLEANS:
            return Literal(_BOOLEANS[term.value], datatype=v.BOOLEAN)
        if term.datatype == v.DATE_TIME and "." in term.value and term.value.endswith("Z"):
            return Literal(term.value[:-1].rstrip("0").rstrip(".") + "Z", datatype=v.DATE_TIME)
    return term
