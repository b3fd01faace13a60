"""What a source is like in these articles: what it says, about what, through whom, and who says otherwise."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.claims.words import FUNCTION_WORDS, fold, stem
from kg.graph.relays import Period, period_of
from kg.model import Act, Certainty, Polarity, Quotation, Statement, Status
from kg.rdf import vocabulary as v
from kg.rdf.read import Description
from kg.store import fetch
from kg.store.base import Store
from kg.store.derive import in_sparql, literal_of, node_of, values
from kg.store.judged import Judged

MOST = 20
"""How many words, claims, relays and contradictions are told."""
_READ = 5000
"""How many statements of a source are read, those of the smallest ids: a sample of what the largest sources say."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = frozenset(
    word
    for line in (
        "about above after again all also any around before below between both but down during each ever",
        "every few first how into just last least less made make many more most much must never new nor not",
        "nothing now off once one only other others out over own per same say says said saying second several",
        "since some still such than third though through too two under until upon very via was way well when",
        "where whether while who whole whom whose why within without would yet",
    )
    for word in line.split()
)
"""Words that tell nothing of what is spoken about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Something, and how many statements it stands in."""

    id: str
    name: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A claim that a source affirms and another denies, or the other way round, with a statement of each."""

    claim: str
    text: str
    own: str
    other: str
    by: str
    by_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A source in figures.

    `statements` are all that are its own, `read` how many of these were looked at for the rest. `handed_on` are the
    statements that it relays or prints of others, `unnamed` how many of these are of unnamed sources. `words` are the
    content words in most of its statements, `through` whoever stands next to it on the way to the reader.
    """

    id: str
    name: str
    statements: int
    read: int
    documents: int
    acts: dict[str, int]
    quotations: dict[str, int]
    certainties: dict[str, int]
    periods: dict[str, int]
    words: tuple[Counted, ...]
    claims: tuple[Counted, ...]
    through: tuple[Counted, ...]
    handed_on: int
    unnamed: int
    contradicted: tuple[Contradiction, ...]
    corrected: int
    retracted: int


def profile(store: Store, source: str, *, period: Period = Period.MONTH) -> Profile:
    """Return the profile of the source with this id; it has no statements where it isn't in the store."""
    judged = Judged(store)
    names = judged.names
    node = judged.one_of(names.source(source))
    own = sorted(_attributed(judged, node), key=lambda each: each.value)
    read = own[:_READ]
    description = Description(names, fetch.statements(judged, read))
    statements = [description.statement(each) for each in read]
    notices = [judged.notice_in(names.document(each.document), names.statement(each.id)) for each in statements]
    handed_on, unnamed = _handed_on(judged, node)
    days = (description.metadata(names.document(each.document)).published for each in statements)
    return Profile(
        id=names.id(node),
        name=judged.name_of(node),
        statements=len(own),
        read=len(read),
        documents=len({each.document for each in statements}),
        acts=_table((each.act for each in statements), Act),
        quotations=_table((each.quotation for each in statements), Quotation),
        certainties=_table((each.certainty for each in statements), Certainty),
        periods=dict(sorted(Counter(period_of(day, period) for day in days).items())),
        words=_words(statements),
        claims=_claims(judged, read),
        through=_through(description, read, names.id(node)),
        handed_on=handed_on,
        unnamed=unnamed,
        contradicted=tuple(_contradictions(judged, _speaking(judged, description, read), node)),
        corrected=sum(notice is not None and notice.status is Status.CORRECTED for notice in notices),
        retracted=sum(notice is not None and notice.status is Status.RETRACTED for notice in notices),
    )


def _members(judged: Judged, node: NamedNode) -> list[NamedNode]:
    """Return the sources that are one with this one, as judged."""
    return [node, *(each for each, one in judged.one.items() if one == node)]


def _attributed(judged: Judged, node: NamedNode) -> set[NamedNode]:
    """Return the statements of a source, as judged."""
    rows = judged.store.select(
        f"SELECT ?s ?found WHERE {{ VALUES ?found {{ {in_sparql(_members(judged, node))} }} "
        f"GRAPH ?g {{ ?s {v.ATTRIBUTED_TO} ?found }} }}"
    )
    found = {node_of(row["s"]): node_of(row["found"]) for row in rows}
    judged_own = {statement for statement, source in judged.own.items() if source == node}
    return judged_own | {each for each, source in found.items() if judged.source_of(each, source) == node}


def _table(values: Iterable[str], order: Iterable[str]) -> dict[str, int]:
    found = Counter(str(value) for value in values)
    return {str(value): found[str(value)] for value in order if found[str(value)]}


def _words(statements: Iterable[Statement]) -> tuple[Counted, ...]:
    """Return the words in most statements, in the spelling that is the most frequent for each."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for statement in statements:
        text = statement.content.text if statement.content else ""
        seen = {stem(fold(word)): fold(word) for word in _WORD.findall(text) if fold(word) not in _EMPTY}
        for key, word in seen.items():
            if word not in FUNCTION_WORDS:
                spelled[key][word] += 1
    counted = [
        Counted(id=key, name=min(forms, key=lambda form: (-forms[form], form)), statements=forms.total())
        for key, forms in spelled.items()
    ]
    return _most(counted)


def _through(description: Description, statements: Iterable[NamedNode], source: str) -> tuple[Counted, ...]:
    found: Counter[tuple[str, str]] = Counter()
    for node in statements:
        others = [each for each in description.chain(node) if each.id != source]
        if others:
            found[others[-1].id, others[-1].name] += 1
    return _most(Counted(id=id_, name=name, statements=count) for (id_, name), count in found.items())


def _claims(judged: Judged, statements: Iterable[NamedNode]) -> tuple[Counted, ...]:
    graph = judged.names.graph("claims")
    found: Counter[tuple[str, str]] = Counter()
    for batch in fetch.batches(statements):
        for row in judged.store.select(
            f"SELECT ?c ?text WHERE {{ VALUES ?s {{ {in_sparql(batch)} }} "
            f"GRAPH {graph} {{ ?s {v.EXPRESSES}|{v.EXPRESSES_OPPOSITE} ?c . ?c {v.TEXT} ?text }} }}"
        ):
            found[judged.names.id(node_of(row["c"])), literal_of(row["text"]).value] += 1
    return _most(Counted(id=id_, name=text, statements=count) for (id_, text), count in found.items())


def _contradictions(judged: Judged, own: Mapping[NamedNode, Statement], node: NamedNode) -> Iterable[Contradiction]:
    """Return the claims of which somebody else's statement has the other polarity."""
    names = judged.names
    graph = names.graph("claims")
    found: dict[tuple[str, str], Contradiction] = {}
    for batch in fetch.batches(own):
        rows = [
            row
            for row in judged.store.select(f"""
            SELECT ?s ?other ?c ?text ?who ?polarity ?own ?its WHERE {{
              VALUES ?s {{ {in_sparql(batch)} }}
              {values("own", _LINKS)} {values("its", _LINKS)}
              GRAPH {graph} {{ ?s ?own ?c . ?other ?its ?c . ?c {v.TEXT} ?text }}
              FILTER(?other != ?s)
              GRAPH ?g {{ ?other {v.ATTRIBUTED_TO} ?who ; {v.POLARITY} ?polarity }}
            }}""")
            if (row["polarity"] == v.POLARITIES[_OTHER[own[node_of(row["s"])].polarity]]) != (row["own"] != row["its"])
        ]
        wanted = {node_of(row["other"]) for row in rows}
        others = _speaking(judged, Description(names, fetch.statements(judged, wanted)), wanted)
        for row in rows:
            other = node_of(row["other"])
            by = judged.source_of(other, node_of(row["who"]))
            if by == node or other not in others:
                continue
            made = Contradiction(
                claim=names.id(node_of(row["c"])),
                text=literal_of(row["text"]).value,
                own=names.id(node_of(row["s"])),
                other=names.id(other),
                by=judged.name_of(by),
                by_id=names.id(by),
            )
            key = made.claim, made.by_id
            found[key] = min(found.get(key, made), made, key=lambda each: (each.own, each.other))
    return [found[key] for key in sorted(found)][:MOST]


def _speaking(judged: Judged, description: Description, statements: Iterable[NamedNode]) -> dict[NamedNode, Statement]:
    """Return those of statements that speak for or against something: nobody who declines, asks or was retracted.

    What somebody is only said not to have said speaks for nothing either.
    """
    names = judged.names
    found: dict[NamedNode, Statement] = {}
    for node in filter(description.holds, statements):
        whole = [description.statement(node)]
        while (within := whole[-1].within) is not None:
            whole.append(description.statement(names.statement(within)))
        document = names.document(whole[0].document)
        notices = [judged.notice_in(document, names.statement(each.id)) for each in whole]
        if any(notice is not None and notice.status is Status.RETRACTED for notice in notices):
            continue
        if any(each.act in _SILENT for each in whole) or any(each.polarity is Polarity.NEGATIVE for each in whole[1:]):
            continue
        found[node] = whole[0]
    return found


_SILENT = (Act.DECLINE, Act.ASK)
_LINKS = (v.EXPRESSES, v.EXPRESSES_OPPOSITE)
_OTHER = {Polarity.POSITIVE: Polarity.NEGATIVE, Polarity.NEGATIVE: Polarity.POSITIVE}


def _handed_on(judged: Judged, node: NamedNode) -> tuple[int, int]:
    """Return how many statements of others a source relays, is credited with or prints, and how many are unnamed."""
    members = values("from", _members(judged, node))
    given = values("given", [each for each, source in judged.own.items() if source == node])
    found: dict[NamedNode, bool] = {}
    for row in judged.store.select(f"""
        SELECT ?x ?s ?to (BOUND(?unnamed) AS ?hidden) WHERE {{
          {{ {members} GRAPH ?g {{ ?x {v.PUBLISHER}|{v.ATTRIBUTED_TO} ?from ; {v.QUOTED_FROM}+ ?s }} }}
          UNION {{ {members} GRAPH ?g {{ ?credited {v.SOURCE_ORGANIZATION} ?from ; {v.QUOTED_FROM}+ ?s }} }}
          UNION {{ {members} GRAPH ?g {{ ?s {v.TOLD_TO} ?from }} }}
          UNION {{ {given} GRAPH ?g {{ ?given {v.QUOTED_FROM}+ ?s }} }}
          GRAPH ?g {{ ?s {v.ATTRIBUTED_TO} ?to OPTIONAL {{ ?to a ?unnamed FILTER(?unnamed = {v.UNNAMED_SOURCE}) }} }}
        }}"""):
        if "x" in row and judged.own.get(node_of(row["x"]), node) != node:
            continue  # somebody judged that it is another's
        statement = node_of(row["s"])
        if judged.source_of(statement, node_of(row["to"])) != node:
            found[statement] = literal_of(row["hidden"]).value == "true"
    return len(found), sum(found.values())


def _most(counted: Iterable[Counted]) -> tuple[Counted, ...]:
    return tuple(sorted(counted, key=lambda each: (-each.statements, each.name, each.id))[:MOST])
