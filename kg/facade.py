"""A store of statements, and everything that one asks of it: what `kg.open` opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

from kg.errors import JudgementError, NotFoundError, StoreError
from kg.model import (
    Decision,
    Document,
    DocumentRecord,
    Kind,
    Record,
    Run,
    SourceRecord,
    Statement,
)
from kg.pipeline import extract, metadata, read
from kg.settings import Settings, is_server, user
from kg.store.catalogue import Catalogue, Page, Stats
from kg.store.index.lists import Facets
from kg.store.reader import Reader
from kg.store.terms import Order, Terms, TermWords

if TYPE_CHECKING:
    import networkx as nx

    from kg.copies.changes import Changes
    from kg.copies.index import CopyIndex
    from kg.copies.verdicts import JudgedPairs, Verdict
    from kg.graph.amounts import AmountRow
    from kg.graph.around import Around
    from kg.graph.corroboration import Corroboration
    from kg.graph.listing import ClaimRecord
    from kg.graph.measures import Measures
    from kg.graph.profile import Profile
    from kg.graph.relations import Relations
    from kg.graph.tellings import Dossier
    from kg.joining.graph import Claims
    from kg.judgements.judgement import Judgement, JudgementRecord
    from kg.rdf.shapes import Problem
    from kg.resolve.across.candidates import Candidate
    from kg.resolve.authority import Authority
    from kg.store.backup import Manifest
    from kg.store.base import Answer, Store
    from kg.store.bulk import Load
    from kg.store.index.indexed import IndexedStore
    from kg.store.index.relayed import Relay


def _place(statement: Statement) -> int:
    return min(span.start for passage in (statement.cue, statement.content) if passage for span in passage.spans)


def _overtaken(store: Store) -> Callable[[], bool]:
    """Return what tells whether a writer has overtaken a reader, as far as that can be told."""
    from kg.store.embedded import EmbeddedStore
    from kg.store.index.index import never

    return (lambda: store.is_overtaken) if isinstance(store, EmbeddedStore) else never


def _is_ahead(store: IndexedStore) -> bool:
    """Tell whether the index shows what somebody has written since the state of the store that is read here."""
    return store.index.seen != store.revision and _overtaken(store.within)()


def decision_of(word: Decision | str) -> Decision:
    """Return the decision that a word names; raises JudgementError for another word."""
    try:
        return Decision(word)
    except ValueError:
        raise JudgementError(f"{word!r} is no decision: use one of {', '.join(Decision)}") from None


def restore(backup: Path, folder: Path) -> Manifest:
    """Make a store in a folder from a backup, verified, or nothing at all; `kg.store.backup` tells what it raises."""
    from kg.store.backup import restore as restored

    def verify(made: Path, base: str) -> list[Problem]:
        with Graph.open(Settings(store=str(made), base=base), join=False) as graph:
            graph._rederive()  # noqa: SLF001 -- what an earlier version derived is not damaged
            return graph.verify()

    return restored(backup, folder, verify=verify)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of an article: its record, and whether the store changed."""

    document: DocumentRecord
    changed: bool


class Graph:
    """A store of statements, and everything that one asks of it. `kg.open` opens one."""

    def __init__(self, store: IndexedStore, settings: Settings) -> None:
        """Take over an opened store; `open` does the opening."""
        self.store = store
        self.settings = settings
        self._catalogue = Catalogue(store, store.index)
        self._reader = Reader(store)

    @classmethod
    def open(cls, settings: Settings, *, read_only: bool = False, join: bool = True) -> Self:
        """Open the graph that the settings name.

        Unless they are to be `join`ed, claims that are not up to date become so with the first change.
        """
        from kg.store.embedded import EmbeddedStore
        from kg.store.index.index import never
        from kg.store.index.indexed import IndexedStore
        from kg.store.opening import open_store

        store = open_store(settings, read_only=read_only)
        indexed = IndexedStore.over(
            store,
            settings.beside,
            distrusted=isinstance(store, EmbeddedStore) and store.ended_badly,
            overtaken=_overtaken(store) if read_only else never,
            shared=is_server(settings.store),
        )
        if not read_only and indexed.index.begun_loads():
            from kg.store.bulk import recover

            recover(indexed)
        graph = cls(indexed, settings)
        if not read_only:
            graph._make_good(join=join)
        return graph

    def _make_good(self, *, join: bool) -> None:
        """Finish what a writer before this one began, as far as that was interrupted."""
        from kg.store.embedded import EmbeddedStore

        store = self.store.within
        if self._importing.exists():
            self._rederive()
        elif isinstance(store, EmbeddedStore) and store.ended_badly:
            if self._copy_index.documents():
                self.update_copies()
            if join:
                self.joining.synchronise(judged=True)
        elif join:
            self.joining.synchronise()

    @property
    def _importing(self) -> Path:
        """A file that is there while quads come in whose consequences have not been derived."""
        return self.settings.beside / "import.begun"

    def _rederive(self) -> None:
        """Derive all anew that follows from documents and judgements."""
        from kg.store.merge import rebuild

        rebuild(self.store, keep_given=True)
        self._remake()

    def _remake(self) -> None:
        """Find copies and join claims anew, which is the last that follows from quads that came in."""
        self._remake_copies()
        self.joining.rebuild(anew=True)
        self._importing.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        """Return the graph itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the graph."""
        self.close()

    def close(self) -> None:
        """Release the store."""
        self._close_beside()
        self.store.close()

    def _close_beside(self) -> None:
        """Close the indexes of copies and claims, as far as they were opened."""
        if "_copy_index" in self.__dict__:
            self._copy_index.close()
        if "joining" in self.__dict__:
            self.joining.close()

    def let_go(self, *, of: Graph) -> None:
        """Release what this graph has for itself, and not of another one, in one state of which it is."""
        self._close_beside()
        if self.store.index is not of.store.index:
            self.store.index.close()

    def refresh(self) -> None:
        """Let the reads that follow see what other processes have written."""
        self.store.refresh()

    def add(
        self,
        path: str | Path,
        *,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
        published: date | str | None = None,
    ) -> Added:
        """Read an article and put what it says into the store; what is given overrules what the file says.

        The same article twice changes nothing. Raises an InputError when it, or an authority file of the settings,
        can't be read; the store stays as it was then.
        """
        given = metadata(title=title, publisher=publisher, url=url, published=published)
        return self.add_document(read(path, given=given))

    def add_document(self, document: Document) -> Added:
        """Put what a document says into the store."""
        added = self.put(extract(document, known=self._known))
        self.update_copies()
        return added

    @cached_property
    def _known(self) -> Authority:
        """The names that need no introduction, with those of the authority files that the settings name."""
        from kg.resolve.authority import authority

        return authority(self.settings.authority)

    def states(self) -> frozenset[str]:
        """Return what the runs in the store were made of, as `kg.model.state_of` has it."""
        return self._catalogue.states()

    def unchanged(self, document: Document) -> Added:
        """Return what a document that is stored as it is comes to."""
        return Added(document=self._catalogue.record(document.id), changed=False)

    def put(self, run: Run) -> Added:
        """Put a run's document into the store, in the place of what it held of it."""
        from kg.store.write import put

        document = run.document
        record = DocumentRecord(
            id=document.id, sha256=document.sha256, metadata=document.metadata, statements=len(run.statements)
        )
        self.store.catch_up()
        self._copy_index.touch([document.id])  # so that what comes between is made good by the next `update_copies`
        return Added(document=record, changed=put(self.store, run, self.joining))

    def remove(self, document: str) -> None:
        """Take a document, and all that follows from it, out of the store; raises NotFoundError."""
        from kg.store.write import remove

        self._copy_index.touch([document])
        remove(self.store, document, self.joining)
        self.update_copies()

    def update_copies(self) -> bool:
        """Find which documents are copies or new versions of others, after some were put; tell whether that changed.

        `add` does so itself. What was found before is kept in an index beside the store, which is made anew where it
        is missing.
        """
        from kg.copies.graph import synchronise

        return synchronise(self.store, self._copy_index, self._judged_pairs())

    def rejoin(self) -> bool:
        """Join all statements to claims anew, from nothing but what they say; tell whether that changed any claim.

        Where that was interrupted before, it goes on with what was done.
        """
        return self.joining.rebuild()

    @cached_property
    def joining(self) -> Claims:
        """What joins statements to claims and is told of every change of the documents."""
        from kg.joining.graph import Claims

        return Claims.open(self.store, self.settings.beside)

    def _remake_copies(self) -> None:
        from kg.copies.graph import rebuild

        rebuild(self.store, self._copy_index, self._judged_pairs())

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

    @cached_property
    def _copy_index(self) -> CopyIndex:
        from kg.copies.index import FILE, CopyIndex

        return CopyIndex.open(self.settings.beside / FILE)

    def _judged_pairs(self) -> JudgedPairs:
        from kg.copies.verdicts import JudgedPairs
        from kg.store.apart import judged_copies

        same, apart = judged_copies(self.store)
        return JudgedPairs(same=frozenset(same), apart=frozenset(apart))

    def _note_judgement(self, judged: Judgement) -> None:
        """Write down that the copies have to follow a judgement, should what comes after be interrupted."""
        if judged.decision in (Decision.COPY, Decision.NOT_COPY) and judged.other is not None:
            self._copy_index.touch([judged.about.id, judged.other.id])

    def _follow_judgement(self, record: JudgementRecord) -> JudgementRecord:
        """Bring the copies up to date after a judgement on two documents, and return it."""
        from kg.copies.graph import follow

        judged = record.judgement
        if judged.decision in (Decision.COPY, Decision.NOT_COPY) and judged.other is not None:
            documents = (judged.about.id, judged.other.id)
            follow(self.store, self._copy_index, documents, self._judged_pairs())
        if judged.decision in (Decision.SAME_CLAIM, Decision.NOT_SAME_CLAIM):
            self.joining.judged()
        return record

    def statements(
        self,
        *,
        limit: int | None = None,
        offset: int = 0,
        after: str | None = None,
        order: Order | str = Order.NEWEST,
        **terms: Unpack[TermWords],
    ) -> Page[Record]:
        """Return the statements that the terms ask for; `kg.store.terms.Terms` tells what each means.

        The newest come first, or with `order="best"` those that the words of `about` fit best, or that mean most nearly
        what `like` means. `after` is the `next` of
        the page before.
        """
        return self._catalogue.statements(
            self._asked(terms), limit=limit, offset=offset, after=after, order=Order(order)
        )

    def _asked(self, words: TermWords) -> Terms:
        """Return what is asked for, with the statements that mean about the same where meaning is asked for."""
        terms = Terms(**words)
        terms = replace(
            terms,
            source=self._usual(terms.source),
            through=self._usual(terms.through),
            publisher=self._usual(terms.publisher),
        )
        if not terms.like:
            return replace(terms, like=None)
        from kg.joining.alike import alike

        self.joining.prepare()
        found = alike(self.joining.index, self.joining.decider, terms.like)
        numbers = self.store.index.numbers_of({statement: document for statement, document, _ in found})
        return replace(terms, listed=tuple(numbers[each] for each, _, _ in found if each in numbers))

    def _usual(self, name: str | None) -> str | None:
        """Return a name, or where no source here is called so, the one that is usual for it: a publisher has that."""
        from kg.store.index.asked import called

        if not name or called(self.store.index.connection, name):
            return name
        entry = self._known.find(name)
        return entry.name if entry is not None else name

    def facets(self, **terms: Unpack[TermWords]) -> Facets:
        """Return how many of the statements that the terms ask for are whose, of which publisher, act and so on."""
        return self._catalogue.facets(self._asked(terms))

    def load(self, batches: Iterable[Sequence[Load]], *, join: bool = True) -> int:
        """Take many documents into a graph that has none, quicker than one by one; return how many.

        Unless they are to be `join`ed, their claims are made when the graph is opened to write the next time.
        Raises StoreError where there are documents, and changes nothing then. `kg.store.bulk` tells what becomes of a
        load that is interrupted.
        """
        from kg.store.bulk import load

        if self._catalogue.documents(limit=0).total:
            raise StoreError("documents are loaded in bulk into an empty store only: use put, or another store")
        documents = load(self.store, batches)
        if join:
            self.rejoin()
        return documents

    def publishers(self) -> tuple[str, ...]:
        """Return the names of those who publish the documents, by the alphabet."""
        return self._catalogue.publishers()

    def reindex(self) -> None:
        """Make the search index anew from the graph, and join all claims anew."""
        self.store.index.rebuild(self.store)
        self.rejoin()

    def statement(self, id_: str) -> Record:
        """Return the statement with this id; raises NotFoundError."""
        return self._reader.statement(id_)

    def documents(
        self, *, publisher: str | None = None, limit: int | None = None, offset: int = 0
    ) -> Page[DocumentRecord]:
        """Return the documents, newest first."""
        return self._catalogue.documents(publisher=self._usual(publisher), limit=limit, offset=offset)

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

    def judge(
        self,
        decision: Decision | str,
        source: str,
        to: str = "",
        *,
        why: str | None = None,
        by: str | None = None,
        statements: Sequence[str] = (),
        documents: Sequence[str] = (),
    ) -> JudgementRecord:
        """Make a judgement about a source, or about documents and statements; it counts until it is undone. Return it.

        What `to` is, the decision says: for "same" and "not-same" another source, for "split" whose the statements
        and those in the documents are instead, for "rename" the name, for "rate" a letter from A to F, which needs a
        reason. "copy" and "not-copy" take the ids of two documents, "correct" and "retract" that of a document or a
        statement, and need a reason. Raises NotFoundError for a source that nobody or several are called, and
        JudgementError.
        """
        from kg.store.judge import Asked, judge

        asked = Asked(
            decision=decision_of(decision), source=source, to=to, by=by or user(), why=why,
            statements=tuple(statements), documents=tuple(documents),
        )  # fmt: skip
        return self._follow_judgement(judge(self.store, asked, noting=self._note_judgement))

    def undo(self, judgement: str, *, why: str | None = None, by: str | None = None) -> JudgementRecord:
        """Take the judgement with this id, or beginning of one, back; return it. It stays in the history."""
        from kg.store.judge import undo

        return self._follow_judgement(
            undo(self.store, judgement, by=by or user(), why=why, noting=self._note_judgement)
        )

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
        from kg.graph.reading import dossiers
        from kg.graph.relations import relations
        from kg.joining.opposing import opposed

        dossier = self.claim(id_)
        self.joining.prepare()
        found = opposed(self.joining.index, self.joining.decider, dossier.claim.id)
        others = dossiers(self.store, [each.claim for each in found])
        return relations(dossier, zip(found, others, strict=True))

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

    def import_(self, data: bytes, format_: str = "trig") -> int:
        """Merge an export into the store; return by how many quads it grew. Raises RdfError, changing nothing."""
        from kg.rdf.formats import deserialize
        from kg.store.merge import merge

        grown = merge(self.store, deserialize(data, format_), noting=self._importing.touch)
        self._remake()
        return grown

    def backup(self, target: str | Path) -> Manifest:
        """Write all that the store holds to one file, which must not be there yet, and return what is in it.

        It is what a reader sees, beside this graph and other writers. Raises StoreError, and StoreWriteError when the
        file can't be written.
        """
        from kg.store.backup import back_up
        from kg.store.opening import open_store

        with closing(open_store(self.settings, read_only=True)) as store:
            return back_up(store, self.settings.beside, Path(target))

    def verify(self) -> list[Problem]:
        """Return what is wrong with the store: an empty list where all is well.

        Copies and claims are compared where all else is well: nothing can be told to follow from what can't be read.
        """
        from kg.copies.read import problems
        from kg.joining.read import problems as claim_problems
        from kg.store.index.compare import index_problems
        from kg.store.verify import verify

        one = Graph(self.store.pinned(), self.settings)  # others may write meanwhile
        try:
            store = one.store
            return verify(store) or sorted(
                (
                    *problems(store, one._judged_pairs()),
                    *claim_problems(one.joining),
                    *(() if _is_ahead(store) else index_problems(store, store.index)),
                )
            )
        finally:
            one.let_go(of=self)

    def stats(self) -> Stats:
        """Return how much the store holds."""
        return self._catalogue.stats()
