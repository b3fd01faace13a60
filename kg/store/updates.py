"""Changes as SPARQL updates of ground quads, each the same when made twice, and of a size and form that servers take.

What they take was tried with Virtuoso 7.2: some thousands of quads in an INSERT DATA, and some 700 in an operation that
deletes and inserts, which it turns into 10,000 lines of SQL. What it is to delete must be in one GRAPH: of several, it
leaves literals with a language behind, without an error. What it is to insert has a GRAPH for each quad: within a long
one its parser runs out of memory. One operation it makes whole or not at all, even when it is killed meanwhile; several
in one request it makes one by one.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import Quad

_MOST, _MOST_TOGETHER = 2000, 500
"""Quads in one operation that only inserts or only deletes, and in one that does both."""
_LONGEST = 300_000
"""Characters in one operation, as far as a single quad is not longer."""


def operation(removed: Collection[Quad], added: Collection[Quad], mark: Quad | None = None) -> str | None:
    """Return a change as one operation, None where it needs several; no quad may be in both.

    `mark` is one more quad to insert, in a graph of its own.
    """
    marks = [mark] if mark else []
    if removed and (added or marks):
        graphs = {quad.graph_name for quad in (*removed, *added)}
        if len(graphs) > 1 or len(removed) + len(added) > _MOST_TOGETHER:
            return None
        inserted = " ".join(_block(quads) for quads in (added, marks) if quads)
        text = f"DELETE {{ {_block(removed)} }} INSERT {{ {inserted} }} WHERE {{ }}"
        return text if len(text) <= _LONGEST else None
    several = [*deletions(removed), *insertions([*added, *marks])]
    return several[0] if len(several) == 1 else None


def deletions(quads: Iterable[Quad]) -> Iterator[str]:
    """Yield operations that delete these quads, graph by graph."""
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs[str(quad.graph_name)].append(quad)
    for _, inside in sorted(graphs.items()):
        for chunk in _chunks(inside):
            yield f"DELETE DATA {{ {_block(chunk)} }}"


def insertions(quads: Iterable[Quad]) -> Iterator[str]:
    """Yield operations that insert these quads."""
    for chunk in _chunks(quads):
        yield f"INSERT DATA {{ {' '.join(_block([quad]) for quad in chunk)} }}"


def requests(operations: Iterable[str]) -> Iterator[str]:
    """Yield operations as the requests to send, several in one as long as it isn't long."""
    together: list[str] = []
    for each in operations:
        if together and sum(map(len, together)) + len(each) > _LONGEST:
            yield " ;\n".join(together)
            together = []
        together.append(each)
    if together:
        yield " ;\n".join(together)


def _chunks(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    chunk: list[Quad] = []
    length = 0
    for quad in sorted(quads, key=str):
        longer = len(str(quad))
        if chunk and (len(chunk) == _MOST or length + longer > _LONGEST):
            yield chunk
            chunk, length = [], 0
        chunk.append(quad)
        length += longer
    if chunk:
        yield chunk


def _block(quads: Collection[Quad]) -> str:
    """Return quads of one graph as SPARQL; pyoxigraph's own form of a term is safe in it."""
    triples = " .\n".join(f"{quad.subject} {quad.predicate} {quad.object}" for quad in quads)
    return f"GRAPH {next(iter(quads)).graph_name} {{ {_plainly_escaped(triples)} }}"


def _plainly_escaped(text: str) -> str:
    r"""Return SPARQL with escapes that rdflib reads too: \U00000000, and none for the u after an escaped backslash.

    It takes \u00410022 for one character, and looks for \u0022 before it looks for escaped backslashes.

    >>> print(_plainly_escaped(r'"\\u0022 \u0000 \\\" \n"'))
    "\\\U000000750022 \U00000000 \\\" \n"
    """

    def escaped(found: re.Match[str]) -> str:
        letter, digits = found.groups()
        if letter:
            return rf"\\\U{ord(letter):08X}"
        return rf"\U0000{digits}" if digits else found[0]

    return re.sub(r"\\\\([uU])|\\u([0-9A-Fa-f]{4})|\\.", escaped, text)
