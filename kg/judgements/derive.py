"""`graph/judged`: what follows from the judgements for sources and statements.

It is small, and says only what differs from what the machine found: what it has of a source takes the place of
what `graph/sources` has, and a source that it has for a statement takes the place of the one in the document.

    ?source     kg:judgedAs      the source that it is, where it is another
    ?source     a, labels, …     a source that was joined, renamed or rated, or that only a judgement knows
    ?statement  kg:judgedSource  whose it is, where it was parted from its own source

What became of documents and statements stands there too: `kg.judgements.statuses` tells how.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.judgements.standing import Judgements, Standing
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.rdf.write import Pair, literal

_Descriptions = Mapping[str, set[Pair]]


def judged_graph(names: Names, judgements: Judgements, evidence: Iterable[Quad]) -> set[Quad]:
    """Return `graph/judged`, but for what became of documents and statements.

    `evidence` is what the machine found: of `graph/sources` the sources that are judged, and of the documents whose
    each statement is and what it is part of, for those that are parted from their sources at least.
    """
    judged = {source for each in judgements.made for source in each.sources}
    if not judged:
        return set()
    evidence = list(evidence)
    standing, graph = judgements.standing, names.graph("judged")
    described: dict[str, set[Pair]] = defaultdict(set)
    for quad in evidence:
        id_, value = _id(names, quad.subject), quad.object
        if quad.graph_name == names.graph("sources") and id_ in judged and isinstance(value, NamedNode | Literal):
            described[id_].add((quad.predicate, value))
    trails = dict(_trails(names, standing, evidence))
    heirs: dict[str, list[str]] = {}
    for _, trail in sorted(trails.items()):
        heirs.setdefault(standing.one_of(trail[-1]), trail)
    quads = {
        Quad(names.statement(statement), v.JUDGED_SOURCE, names.source(standing.one_of(trail[-1])), graph)
        for statement, trail in trails.items()
    }
    for one in {standing.one_of(source) for source in judged}:
        pairs = set(_description(standing, described, one, heirs.get(one, [])))
        if pairs != described.get(one, set()):
            quads |= {Quad(names.source(one), *pair, graph) for pair in pairs}
        if pairs:
            for member in standing.members(one)[1:]:
                quads.add(Quad(names.source(member), v.JUDGED_AS, names.source(one), graph))
    return quads


def _trails(names: Names, standing: Standing, evidence: Iterable[Quad]) -> Iterator[tuple[str, list[str]]]:
    """Yield each statement that was parted, with its sources: the machine's, then those of the judgements in turn."""
    sources: dict[str, str] = {}
    documents: dict[str, str] = {}
    for quad in evidence:
        if quad.predicate == v.ATTRIBUTED_TO:
            sources[_id(names, quad.subject)] = _id(names, quad.object)
        elif quad.predicate == v.IS_PART_OF:
            documents[_id(names, quad.subject)] = _id(names, quad.object)
    for statement, source in sources.items():
        trail, begin = [source], 0
        for split in standing.splits:
            of_its_source = standing.one_of(split.about.id) in map(standing.one_of, trail[begin:])
            if split.other and statement in split.statements:
                begin = len(trail)  # judged by itself: what is judged of whole documents finds its new source only
                trail.append(split.other.id)
            elif split.other and of_its_source and documents.get(statement) in split.documents:
                trail.append(split.other.id)
        if standing.one_of(trail[-1]) != standing.one_of(source):
            yield statement, trail


def _description(standing: Standing, described: _Descriptions, one: str, heir: list[str]) -> Iterator[Pair]:
    """Yield what is known of a source as judged: nothing where no document has it and no statement became its."""
    members = standing.members(one)
    model = next((each for each in (*members, *reversed(heir)) if each in described), None)
    if model is None and not heir:
        return
    types = {value for property_, value in described.get(model or "", ()) if property_ == v.TYPE}
    yield from ((v.TYPE, type_) for type_ in (types - {v.UNNAMED_SOURCE} or {v.AGENT, v.SOURCE}))
    labels = [label for member in members for label in _labels(standing, described, member)]
    given = standing.names.get(one)
    name = literal(given.name) if given and given.name else labels[0]
    yield v.PREF_LABEL, name
    others = {label.value: label for label in reversed(labels) if label.value != name.value}
    yield from ((v.ALT_LABEL, label) for label in others.values())
    if one in standing.ratings and (letter := standing.ratings[one].reliability):
        yield v.RELIABILITY, v.RELIABILITIES[letter]


def _labels(standing: Standing, described: _Descriptions, source: str) -> list[Literal]:
    """Return the names of a source, its own first: the machine's, or else the one in the judgements."""
    found = described.get(source, set())
    labels = [(property_ != v.PREF_LABEL, str(value), value) for property_, value in found if property_ != v.TYPE]
    return [label for _, _, label in sorted(labels, key=lambda each: each[:2]) if isinstance(label, Literal)] or [
        literal(standing.called[source])
    ]


def _id(names: Names, term: object) -> str:
    return names.id(term) if isinstance(term, NamedNode) else ""
