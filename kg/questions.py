"""Everything that one asks of a store of statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kg.errors import NotFoundError, StoreError
from kg.model import Document, DocumentRecord, Kind, Record, SourceRecord, Statement
from kg.settings import Settings
from kg.store.catalogue import Catalogue, Page, Stats
from kg.store.fetch import BATCH
from kg.store.index.lists import Facets
from kg.store.reader import Reader
from kg.store.terms import Order, Terms, TermWords

if TYPE_CHECKING:
    import networkx as nx

    from kg.copies.changes import Changes
    from kg.copies.verdicts import Verdict
    from kg.graph.amounts import AmountRow
    from kg.graph.around import Around
    from kg.graph.corroboration import Corroboration
    from kg.graph.listing import ClaimRecord
    from kg.graph.measures import Measures
    from kg.graph.profile import Profile
    from kg.graph.relations import Relations
    from kg.graph.tellings import Dossier
    from kg.joining.graph import Claims
    from kg.judgements.judgement import JudgementRecord
    from kg.resolve.across.candidates import Candidate
    from kg.resolve.authority import Authority
    from kg.store.base import Answer
    from kg.store.index.indexed import IndexedStore
    from kg.store.index.relayed import Relay


def _place(statement: Statement) -> int:
    return min(span.start for passage in (statement.cue, statement.content) if passage for span in passage.spans)


class Questions:
    """What one asks of a store; `kg.facade.Graph` also opens it, and writes to it."""

    def __init__(self, store: IndexedStore, settings: Settings) -> None:
        """Ask an opened store."""
        self.store = store
        self.settings = settings
        self._catalogue = Catalogue(store, store.index)
        self._reader = Reader(store)

    @cached_property
    def joining(self) -> Claims:
        """What joins statements to claims and is told of every change of the documents."""
        from kg.joining.graph import Claims

        return Claims.open(self.store, self.settings.beside)

    def copies(self, document: str | None = None) -> tuple[Verdict, ...]:
        """Return which documents are copies or new versions of which, of all or of those that one has to do with.

        Raises NotFoundError where no document has this id, or one that begins so.
        """
        from kg.copies.read import recorded
        from kg.judgements.judgement import Subject
        from kg.rdf.vocabulary import Names
        from kg.store.find import find_thing

        if document is not None:
            _, node = find_thing(self.store, document, among={Subject.DOCUMENT})
            document = Names(self.store.base).id(node)
        return recorded(self.store, document)

    def changes(self, older: str, newer: str) -> Changes:
        """Return what became of the statements of a document in a newer version of it; raises NotFoundError."""
        from kg.copies.changes import changes

        old, new = (
            [record.statement for record in self.statements(document=self.document(id_).id).rows]
            for id_ in (older, newer)
        )
        return changes(*(sorted(each, key=_place) for each in (old, new)))

    def statements(
        self,
        *,
        limit: int | None = None,
        offset: int = 0,
        after: str | None = None,
        order: Order | str | None = None,
        **terms: Unpack[TermWords],
    ) -> Page[Record]:
        """Return the statements that the terms ask for; `kg.store.terms.Terms` tells what each means.

        The newest come first, or with `order="best"` those that the words of `about` fit best, or that mean most nearly
        what `like` means: with `like` these come first where no order is asked for. `after` is the `next` of the page
        before.
        """
        chosen = Order(order) if order else Order.BEST if terms.get("like") else Order.NEWEST
        return self._catalogue.statements(self._asked(terms), limit=limit, offset=offset, after=after, order=chosen)

    def _asked(self, words: TermWords) -> Terms:
        """Return what is asked for, with the statements that mean about the same where meaning is asked for."""
        terms = Terms(**words)
        terms = replace(
            terms,
            source=self._usual(terms.source),
            through=self._usual(terms.through),
            had_from=self._usual(terms.had_from),
            publisher=self._usual(terms.publisher),
        )
        if not terms.like:
            return replace(terms, like=None)
        from kg.joining.alike import alike

        self.joining.prepare()
        found = alike(self.joining.index, self.joining.decider, terms.like)
        numbers = self.store.index.numbers_of({statement: document for statement, document, _ in found})
        return replace(terms, listed=tuple(numbers[each] for each, _, _ in found if each in numbers))

    @cached_property
    def _known(self) -> Authority:
        """The names that need no introduction, with those of the authority files that the settings name."""
        from kg.resolve.authority import authority

        return authority(self.settings.authority)

    def _usual(self, name: str | None) -> str | None:
        """Return a name, or where no source here is called so, the one that is usual for it: a publisher has that."""
        from kg.store.index.asked import called

        if not name or called(self.store.index.connection, name):
            return name
        entry = self._known.find(name)
        return entry.name if entry is not None else name

    def each_statement(self, **terms: Unpack[TermWords]) -> Iterator[Record]:
        """Yield all statements that the terms ask for, in the order of `statements`, read some hundred at a time."""
        offset, after = 0, None
        while True:
            page = self.statements(limit=BATCH, offset=0 if after else offset, after=after, **terms)
            yield from page.rows
            offset, after = offset + len(page.rows), page.next
            if not page.rows or (after is None and offset >= page.total):
                return

    def rdf_of(self, statements: Iterable[Record], format_: str = "trig") -> Iterator[bytes]:
        """Return the RDF of statements as the machine found them, with their sources, and their documents' metadata.

        Raises UnknownFormatError.
        """
        from kg.rdf.formats import serialize
        from kg.rdf.vocabulary import Names
        from kg.store.fetch import as_found

        quads = as_found(self.store, (each.statement.id for each in statements))
        return serialize(quads, format_, Names(self.store.base).prefixes())

    def facets(self, **terms: Unpack[TermWords]) -> Facets:
        """Return how many of the statements that the terms ask for are whose, of which publisher, act and so on."""
        return self._catalogue.facets(self._asked(terms))

    def publishers(self) -> tuple[str, ...]:
        """Return the names of those who publish the documents, by the alphabet."""
        return self._catalogue.publishers()

    def statement(self, id_: str) -> Record:
        """Return the statement with this id; raises NotFoundError."""
        return self._reader.statement(id_)

    def text(self, document: str) -> str:
        """Return the text of the document with this id; raises NotFoundError."""
        return self.document(document).text

    def documents(
        self,
        *,
        publisher: str | None = None,
        headline: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Page[DocumentRecord]:
        """Return the documents, newest first; `headline` is as in a search for statements."""
        return self._catalogue.documents(
            publisher=self._usual(publisher), headline=headline, limit=limit, offset=offset
        )

    def document(self, id_: str) -> Document:
        """Return a document with its text; raises NotFoundError."""
        return self._reader.document(id_)

    def sources(
        self, *, name: str | None = None, kind: Kind | None = None, limit: int | None = None, offset: int = 0
    ) -> Page[SourceRecord]:
        """Return the sources, the most quoted first."""
        return self._catalogue.sources(name=name, kind=kind, limit=limit, offset=offset)

    def candidates(
        self,
        *,
        name: str | None = None,
        kind: Kind | None = None,
        least: float | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Page[Candidate]:
        """Return the pairs of sources that may be one, likeliest first, for a person to judge; nothing is merged.

        Name and kind are as for `sources`, of one of the two; `least` is the lowest score, 0–1. Pairs that somebody
        judged not to be the same are left out.
        """
        from kg.resolve.across.candidates import LEAST, Candidates
        from kg.store.apart import apart

        least = LEAST if least is None else least
        few = {record.source.id for record in self.sources(name=name, kind=kind).rows} if name or kind else None
        judged = apart(self.store)
        found = [
            pair
            for pair in Candidates(record.source for record in self.sources().rows).pairs(least=least)
            if pair.ids not in judged and (few is None or pair.ids & few)
        ]
        return Page(rows=tuple(found[offset:][:limit]), total=len(found), offset=offset)

    def source(self, id_or_name: str) -> SourceRecord:
        """Return the source with this id, name or alias; raises NotFoundError."""
        return self._catalogue.source(self._usual(id_or_name) or id_or_name)

    def find_source(self, id_or_name: str) -> SourceRecord:
        """Return the one source with this id, name or alias; raises NotFoundError for none, and for several."""
        from kg.rdf.vocabulary import Names
        from kg.store.find import find_source

        return self.source(Names(self.store.base).id(find_source(self.store, self._usual(id_or_name) or id_or_name)))

    def judgements(self, source: str | None = None) -> tuple[JudgementRecord, ...]:
        """Return all judgements, or those about one source, the oldest first, with those that no longer count."""
        from kg.rdf.vocabulary import Names
        from kg.store.find import find_source
        from kg.store.judged import judgements_of

        of = None if source is None else Names(self.store.base).id(find_source(self.store, source))
        return judgements_of(self.store).records(of)

    def claims(
        self,
        *,
        about: str | None = None,
        contested: bool = False,
        origins: int | None = None,
        several: bool = True,
        limit: int | None = None,
        offset: int = 0,
    ) -> Page[ClaimRecord]:
        """Return the claims, those in most articles first; `kg.graph.listing.claims` tells what each term means."""
        from kg.graph.listing import claims

        return claims(
            self.store, about=about, contested=contested, origins=origins, several=several, limit=limit, offset=offset
        )

    def claims_of(self, statements: Iterable[str]) -> Mapping[str, str]:
        """Return the claim of each of these statements that shares it with another, by the statement's id."""
        from kg.graph.listing import claims_of

        return claims_of(self.store, statements)

    def claim(self, id_: str) -> Dossier:
        """Return the claim with this id, or beginning of one, with every statement that tells it and its way here.

        Raises NotFoundError.
        """
        from kg.graph.reading import dossier, find_claim

        try:
            return dossier(self.store, id_)
        except NotFoundError as error:
            with suppress(StoreError):  # while claims are joined anew
                self.joining.prepare()
            led = self.joining.index.claim_of(id_)  # it has a clearer wording now
            if led is None:
                raise error from None
            return dossier(self.store, find_claim(self.store, led))

    def amounts(
        self,
        *,
        of: str | None = None,
        claim: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        **terms: Unpack[TermWords],
    ) -> Page[AmountRow]:
        """Return who says how many of what, and when: the amounts in the statements that the terms ask for.

        The newest statements come first, and `kg.graph.amounts.EXAMINED` of them are looked through. `of` is a unit, as
        "km", to which amounts are converted then, or what is counted, as "containers"; with `claim`, the id of one or
        its beginning, only statements of that claim are. Raises NotFoundError for a claim that isn't there, QueryError
        for terms that ask for nothing.
        """
        from kg.graph.amounts import EXAMINED, Measure, amount_rows

        measure = Measure.named(of) if of is not None else None
        told = None if claim is None else {telling.id for telling in self.claim(claim).tellings}
        if told is not None and not any(terms.values()):
            records: Iterable[Record] = [self.statement(id_) for id_ in sorted(told)]
        else:
            listed = self.statements(limit=EXAMINED, **terms).rows
            records = [record for record in listed if told is None or record.statement.id in told]
        rows = list(amount_rows(self.store, records, of=measure))
        return Page(rows=tuple(rows[offset:][:limit]), total=len(rows), offset=offset)

    def relations(self, id_: str) -> Relations:
        """Return who contradicts a claim, counts otherwise, takes it back or only repeats it; raises NotFoundError."""
        from kg.claims.wordings import plain
        from kg.graph.denials import may_deny
        from kg.graph.reading import dossiers
        from kg.graph.relations import relations
        from kg.joining.alike import alike
        from kg.joining.opposing import opposed

        dossier = self.claim(id_)
        self.joining.prepare()
        found = opposed(self.joining.index, self.joining.decider, dossier.claim.id)
        others = dossiers(self.store, [each.claim for each in found])
        words = dossier.claim.text
        near = alike(self.joining.index, self.joining.decider, words) if plain(words) else ()
        denials = may_deny(
            self.store, dossier, ((statement, cosine) for statement, _, cosine in near), self.joining.decider
        )
        return relations(dossier, zip(found, others, strict=True), denials)

    def corroboration(self, id_: str) -> Corroboration:
        """Return on whose word a claim rests: origins, independent ways, choke points; raises NotFoundError."""
        from kg.graph.corroboration import corroboration

        return corroboration(self.claim(id_))

    def network(self, **terms: Unpack[TermWords]) -> nx.DiGraph[str]:
        """Return who relays whom as a networkx graph of source ids; `kg.graph.network` tells its attributes.

        With terms, only in the statements that they ask for: `network(about="missile", since=date(2024, 5, 1))`.
        """
        from kg.graph.network import network_of

        return network_of(self.store, self._asked(terms))

    def around(self, source: str, *, steps: int = 1, limit: int | None = None) -> Around:
        """Return whom a source relays and who relays it, over so many steps; raises NotFoundError."""
        from kg.graph.around import around

        return around(self.network(), self.find_source(source).source.id, steps=steps, limit=limit)

    def relays(self, **terms: Unpack[TermWords]) -> tuple[Relay, ...]:
        """Return every relay by itself, with its day; `kg.graph.relays` makes networks of any part of them.

        With terms, only of the statements that they ask for.
        """
        from kg.graph.relays import relays

        those = relays(self.store, self._asked(terms))
        return tuple(sorted(those, key=lambda relay: (relay.statement, relay.by, relay.of)))

    def measures(self) -> Measures:
        """Return who is central in the network, who belongs together, and who stands between."""
        from kg.graph.measures import measures

        return measures(self.network())

    def profile(self, source: str) -> Profile:
        """Return what a source is like: what it says, about what, through whom, and who says otherwise.

        Raises NotFoundError for a source that nobody or several are called.
        """
        from kg.graph.profile import profile

        return profile(self.store, self.find_source(source).source.id)

    def query(self, sparql: str) -> Answer:
        """Answer a SPARQL query over the store; raises QueryError for one that writes, fetches or can't be parsed."""
        from kg.store.query import run_query

        return run_query(self.store, sparql)

    def prefixes(self) -> dict[str, str]:
        """Return the prefixes that queries may use, and "" for the base of this store's own IRIs."""
        from kg.rdf.vocabulary import Names

        return {**Names(self.store.base).prefixes(), "": self.store.base}

    def export(self, format_: str = "trig", *, document: str | None = None) -> Iterator[bytes]:
        """Yield the store, or one document with what follows from it, in an RDF format, in chunks."""
        from kg.rdf.formats import serialize
        from kg.rdf.vocabulary import Names
        from kg.store.export import document_export, ordered_quads

        quads = ordered_quads(self.store) if document is None else document_export(self.store, document)
        return serialize(quads, format_, Names(self.store.base).prefixes())

    def stats(self) -> Stats:
        """Return how much the store holds."""
        return self._catalogue.stats()
