"""What a source is like in these articles: what it says, about what, through whom, and who says otherwise."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.claims.words import FUNCTION_WORDS, fold, stem
from kg.graph.relays import Period, period_of
from kg.graph.stands import Contradiction, Stand, Told, contradictions, links_of, stands, texts_of
from kg.model import Act, Certainty, Notice, Quotation, Statement, Status
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
class Profile:
    """A source in figures.

    `statements` are all that are its own, `read` how many of these were looked at for the rest. `disowned` are those
    that it is only said not to have made, which count for nothing in the rest. `claims` are what it affirms and denies
    in most texts, `contradicted` who says otherwise, as far as they are told; `contradictions` are all.
    `handed_on` are the statements that it relays or prints of others, `unnamed` how many of these are of unnamed
    sources. `words` are the content words in most of its statements, `through` whoever stands next to it on the way to
    the reader. `corrected` and `retracted` are its statements with such a notice of their own, `in_corrected` and
    `in_retracted` those of articles that have one, `published_corrected` and `published_retracted` articles of its own.
    """

    id: str
    name: str
    statements: int
    read: int
    disowned: int
    documents: int
    acts: dict[str, int]
    quotations: dict[str, int]
    certainties: dict[str, int]
    periods: dict[str, int]
    words: tuple[Counted, ...]
    claims: tuple[Stand, ...]
    through: tuple[Counted, ...]
    handed_on: int
    unnamed: int
    contradicted: tuple[Contradiction, ...]
    contradictions: int
    corrected: int
    retracted: int
    in_corrected: int
    in_retracted: int
    published_corrected: int
    published_retracted: int


def profile(store: Store, source: str) -> Profile:
    """Return the profile of the source with this id; it has no statements where it isn't in the store."""
    judged = Judged(store)
    names = judged.names
    node = judged.one_of(names.source(source))
    own = sorted(_attributed(judged, node), key=lambda each: each.value)
    read = own[:_READ]
    description = Description(names, fetch.statements(judged, read))
    tellings = [Told.of(judged, description, each) for each in filter(description.holds, read)]
    made = [each for each in tellings if not each.is_disowned]
    statements = [each.statement for each in made]
    handed_on, unnamed = _handed_on(judged, node)
    days = (description.metadata(names.document(each.document)).published for each in statements)
    links = links_of(judged, {names.statement(each.statement.id): each.statement for each in made if each.speaks})
    contradicted = contradictions(judged, links, node)
    noticed = Counter((notice.status, notice.of_document) for each in made if (notice := each.notice) is not None)
    published = Counter(notice.status for notice in _notices_of_published(judged, node))
    return Profile(
        id=names.id(node),
        name=judged.name_of(node),
        statements=len(own),
        read=len(read),
        disowned=len(tellings) - len(made),
        documents=len({each.document for each in statements}),
        acts=_table((each.act for each in statements), Act),
        quotations=_table((each.quotation for each in statements), Quotation),
        certainties=_table((each.certainty for each in statements), Certainty),
        periods=dict(sorted(Counter(period_of(day, Period.MONTH) for day in days).items())),
        words=_words(statements),
        claims=stands(links, texts_of(judged, links))[:MOST],
        through=_through(description, (names.statement(each.id) for each in statements), names.id(node)),
        handed_on=handed_on,
        unnamed=unnamed,
        contradicted=tuple(contradicted[:MOST]),
        contradictions=len(contradicted),
        corrected=noticed[Status.CORRECTED, False],
        retracted=noticed[Status.RETRACTED, False],
        in_corrected=noticed[Status.CORRECTED, True],
        in_retracted=noticed[Status.RETRACTED, True],
        published_corrected=published[Status.CORRECTED],
        published_retracted=published[Status.RETRACTED],
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
            found[others[-1].id, others[-1].label] += 1
    return _most(Counted(id=id_, name=name, statements=count) for (id_, name), count in found.items())


def _notices_of_published(judged: Judged, node: NamedNode) -> Iterator[Notice]:
    """Yield the notices on the articles that a source publishes."""
    rows = judged.store.select(f"""
        SELECT DISTINCT ?d WHERE {{
          GRAPH {judged.names.graph("judged")} {{ ?d {v.STATUS} ?any }}
          {values("by", _members(judged, node))} GRAPH ?g {{ ?d {v.PUBLISHER} ?by }}
        }}""")
    for row in rows:
        notice = judged.notice(node_of(row["d"]))
        if notice is not None:
            yield notice


def _handed_on(judged: Judged, node: NamedNode) -> tuple[int, int]:
    """Return how many statements of others a source relays, is credited with or prints, and how many are unnamed."""
    members = values("from", _members(judged, node))
    given = values("given", [each for each, source in judged.own.items() if source == node])
    found: dict[NamedNode, bool] = {}
    for row in judged.store.select(f"""
        SELECT ?x ?s ?to (BOUND(?unnamed) AS ?hidden) WHERE {{
          {{ {members} GRAPH ?g {{ ?x {v.PUBLISHER}|{v.ATTRIBUTED_TO} ?from ; {v.QUOTED_FROM}+ ?s }} }}
          UNION {{ {members} GRAPH ?g {{ ?credited {v.SOURCE_ORGANIZATION} ?from ; {v.QUOTED_FROM}+ ?s }} }}
          UNION {{ {members} GRAPH ?g {{ ?heard {v.TOLD_TO} ?from ; {v.QUOTED_FROM}* ?s }} }}
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
