"""How many statements of each source were corrected or retracted, and why."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from kg.model import Notice
from kg.rdf import vocabulary as v
from kg.store.base import Store
from kg.store.derive import node_of
from kg.store.judged import Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """A notice, and how many statements of one source have it."""

    notice: Notice
    statements: int

    def plain(self) -> dict[str, Any]:
        """Return it as plain values, for JSON and for the nodes of a network."""
        return {"statements": self.statements, **plain(self.notice)}


def noticed(store: Store, *, among: Collection[str] | None = None) -> Mapping[str, Sequence[Noticed]]:
    """Return the notices on the statements of each source that has such, by its id, the most frequent first.

    With `among`, only on the statements with these ids.
    """
    judged = Judged(store)
    graph = judged.names.graph("judged")
    found: dict[NamedNode, dict[NamedNode, Notice]] = defaultdict(dict)
    said = f"GRAPH ?g {{ ?s {v.IS_PART_OF} ?d ; {v.ATTRIBUTED_TO} ?found }}"
    for row in store.select(f"""
        SELECT DISTINCT ?s ?d ?found WHERE {{
          {{ GRAPH {graph} {{ ?s {v.STATUS} ?any }} {said} }} UNION {{ GRAPH {graph} {{ ?d {v.STATUS} ?any }} {said} }}
        }}"""):
        statement = node_of(row["s"])
        if among is not None and judged.names.id(statement) not in among:
            continue
        if notice := judged.notice_in(node_of(row["d"]), statement):
            found[judged.source_of(statement, node_of(row["found"]))][statement] = notice
    return {judged.names.id(source): _counted(notices) for source, notices in found.items()}


def plain(notice: Notice | None) -> dict[str, str | None]:
    """Return a notice on a statement as plain values; nulls for a statement that stands.

    `status_of` tells whether it is the statement's own notice or its document's, and `status_judgement` is the id of
    the judgement that says so, null where the publisher's own note does.
    """
    if notice is None:
        return dict.fromkeys(("status", "status_reason", "status_judgement", "status_of"))
    return {
        "status": notice.status.value,
        "status_reason": notice.why,
        "status_judgement": notice.judgement,
        "status_of": "document" if notice.of_document else "statement",
    }


def _counted(notices: Mapping[NamedNode, Notice]) -> list[Noticed]:
    counts: dict[Notice, int] = defaultdict(int)
    for notice in notices.values():
        counts[notice] += 1
    made = [Noticed(notice=notice, statements=count) for notice, count in counts.items()]
    return sorted(
        made, key=lambda each: (-each.statements, each.notice.status, each.notice.why, each.notice.of_document)
    )
