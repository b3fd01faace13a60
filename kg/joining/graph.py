"""`graph/claims`: the claims of all statements, as RDF; derived, and changed together with the documents.

    ?claim       a kg:Claim            with the text of its clearest statement, and the sources named in that
    ?statement   kg:expresses          the claim that it makes, or with negative polarity rejects
    ?statement   kg:expressesOpposite  the claim of which its content says the opposite
    ?membership  a kg:Membership       where a statement has not the words of the claim: how probably it belongs there

`Claims.following` is what a change of a document is made within: it tells what follows for the claims, to be applied in
the same transaction, and keeps the index in step. `rebuild` makes all of it anew, and comes to the same.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Self

from pyoxigraph import NamedNode, Quad

from kg.claims.claims import Expression, NamesInText
from kg.claims.stars import Place
from kg.errors import StoreError
from kg.ids import DIGEST_LENGTH, digest
from kg.joining.deciding import Decider
from kg.joining.expressions import expressions_in
from kg.joining.index import ClaimIndex
from kg.joining.joins import Change, Joins, Spent
from kg.joining.labels import labels_in_texts, phrases
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.rdf.write import decimal, literal
from kg.store.apart import judged_claims
from kg.store.derive import labels_in, node_of
from kg.store.index.indexed import IndexedStore

_BESIDE = "beside"
"""What an index has seen of a store whose claims it was not asked to change: whoever writes next makes them."""
Quads = tuple[set[Quad], set[Quad]]
"""The quads to remove and those to add."""


class Claims:
    """The claims of a store, kept in step with its documents."""

    def __init__(self, store: IndexedStore, index: ClaimIndex, decider: Decider, *, threads: int = 1) -> None:
        """Take over an index; `synchronise` brings it up to date with the store."""
        self._store = store
        self._names = Names(store.base)
        self.graph = self._names.graph("claims")
        self.index = index
        self.decider = decider
        self._joins = Joins(index, decider, threads=threads)

    @classmethod
    def open(cls, store: IndexedStore, folder: Path | None, *, threads: int = 2) -> Self:
        """Return the claims of a store with the index in a folder, or one in memory where none is named."""
        decider = Decider(threads=threads)
        return cls(store, ClaimIndex.open(folder, stamp=decider.stamp), decider, threads=threads)

    def close(self) -> None:
        """Release the index."""
        self.index.close()

    @property
    def spent(self) -> Spent:
        """How long joining has taken since this was opened."""
        return self._joins.spent

    @contextmanager
    def following(self, graph: NamedNode, quads: Set[Quad], sources: Quads) -> Iterator[Quads]:
        """Yield how `graph/claims` has to change because the graph of a document becomes these quads.

        `sources` is how `graph/sources` changes with it. What is done inside has to change the store so; where it
        fails, nothing has happened to the index either.
        """
        self.synchronise()
        begun = perf_counter()
        id_ = self._names.id(graph).removeprefix("document/")
        with self.index.changing():
            change = self._joins.change({id_: ("", self._expressions(quads)) if quads else None})
            removed, added = self._quads(change, sources)
            removed |= self._drawn_for(self._statements_in(id_) - self._stated(quads))
            self.spent.whole += perf_counter() - begun
            yield removed - added, added
            begun = perf_counter()
            self._saw([id_])
        self.spent.whole += perf_counter() - begun

    def judged(self) -> bool:
        """Bring the claims up to date after a judgement on statements; tell whether that changed any."""
        return self.synchronise(judged=True)

    def synchronise(self, *, judged: bool = False) -> bool:
        """Bring index and graph up to date with the documents, after whatever became of them; tell whether it did.

        What was judged is looked at too where the documents have changed, or where something was `judged`.
        """
        index = self.index
        if not judged and index.seen is not None and index.seen == self._store.revision:
            return False
        stored, known = self._store.index.runs(), index.documents()
        if (stored and not known) or index.unfinished is not None or index.seen == _BESIDE:
            return self.rebuild()
        changed = {id_ for id_ in stored.keys() | known.keys() if stored.get(id_) != known.get(id_)}
        pairs = judged_claims(self._store)
        differing = {each for pair, _ in pairs.items() ^ index.judged().items() for each in pair}
        changed |= self._documents_of(differing)
        with index.changing():
            removed, added = self._quads(self._joins.change(dict(self._read(changed)), pairs), (set(), set()))
            if removed != added:
                self._store.apply(removed=removed - added, added=added - removed)
            self._saw(changed)
        return removed != added

    def rebuild(self, *, anew: bool = False) -> bool:
        """Make the index and `graph/claims` anew from the documents; tell whether the graph changed.

        Where that was interrupted, it goes on with what was done, unless all is to be made `anew`.
        """
        index = self.index
        if anew or not self._goes_on():
            with index.changing():
                index.clear()  # for good: the numbers begin anew, and the file of signs could not be rolled back
                index.reach(0)
        with index.changing():
            self._fill(keeping=True)
            changed = self._write_anew()
            self._saw(())
        return changed

    def _goes_on(self) -> bool:
        """Tell whether all was being joined, and what has been done of that is still as it has to be."""
        if self.index.unfinished is None:
            return False
        return self.index.documents().items() <= self._store.index.runs().items() and self.index.judged() == dict(
            judged_claims(self._store)
        )

    def prepare(self) -> None:
        """Fill an index that was never filled, as beside a store that is only read here; the store stays as it is.

        Raises StoreError while another process joins all claims anew, and where that was interrupted.
        """
        self._check_finished()
        if not self.index.documents() and self._store.index.runs():
            with self.index.changing():
                self._check_finished()
                if not self.index.documents():  # another process may have been quicker
                    self._fill()
                    self.index.saw(_BESIDE)

    def _check_finished(self) -> None:
        if self.index.unfinished is not None:
            raise StoreError(
                "the claims are being joined anew: ask again when that is done; where it was interrupted, "
                "the next command that writes to the store goes on with it"
            )

    def _fill(self, *, keeping: bool = False) -> None:
        """Join all documents that are not in the index yet."""
        missing = self._store.index.runs().keys() - self.index.documents().keys()
        self._joins.all(self._read(missing), judged_claims(self._store), keeping=keeping)

    def compare(self) -> Quads:
        """Return the quads of `graph/claims` that don't follow from the documents, and those that are missing.

        All is joined anew; only the vectors are taken from the index.
        """
        fresh = ClaimIndex.open()
        try:
            other = Claims(self._store, fresh, self.decider)
            with fresh.changing():
                other._joins.all(other._read(self._store.index.runs()), judged_claims(self._store), known=self.index)
                return other._difference()
        finally:
            fresh.close()

    # -- documents

    def _read(self, documents: Iterable[str]) -> Iterator[tuple[str, tuple[str, list[Expression]] | None]]:
        """Yield documents with what tells their runs and what their statements say, None where they are gone."""
        for id_ in sorted(documents):
            stamp = self._store.index.run_of(id_)
            if stamp is None:
                yield id_, None
            else:
                quads = set(self._store.quads(graph=self._names.document_graph(id_)))
                yield id_, (stamp, self._expressions(quads))

    def _expressions(self, quads: Set[Quad]) -> list[Expression]:
        """Return what the statements of a document's graph say: nothing where somebody else has drawn its claims."""
        found = expressions_in(self._names, quads)
        return [] if self._given_to(each.statement for each in found) else found

    def _stated(self, quads: Set[Quad]) -> set[str]:
        return {self._names.id(node_of(q.subject)) for q in quads if q.predicate == v.TYPE and q.object == v.STATEMENT}

    def _statements_in(self, document: str) -> set[str]:
        return self._stated(set(self._store.quads(graph=self._names.document_graph(document))))

    def _documents_of(self, statements: Iterable[str]) -> set[str]:
        nodes = [self._names.statement(each) for each in statements]
        return {
            self._names.id(node_of(quad.object)) for quad in self._store.about(nodes) if quad.predicate == v.IS_PART_OF
        }

    def _saw(self, documents: Iterable[str]) -> None:
        for id_ in documents:
            stamp = self._store.index.run_of(id_)
            if stamp is not None:
                self.index.put_document(id_, stamp)
        sure = not self._store.is_shared and not self._store.index.is_behind
        self.index.saw(self._store.revision if sure else None)

    # -- claims that somebody else has drawn

    def _given_to(self, statements: Iterable[str]) -> set[Quad]:
        """Return the links of these statements to claims that are not this program's."""
        return {
            quad
            for each in statements
            for quad in self._store.quads(subject=self._names.statement(each), graph=self.graph)
            if quad.predicate == v.EXPRESSES and not _is_derived(self._names, node_of(quad.object))
        }

    def _drawn_for(self, statements: Set[str]) -> set[Quad]:
        """Return the links of statements that go to such claims, and those of the claims that nobody else expresses."""
        links = self._given_to(statements)
        nodes = {self._names.statement(each) for each in statements}
        claims = {node_of(quad.object) for quad in links}
        still = {quad.object for quad in self._store.leading_to(claims, by=v.EXPRESSES) if quad.subject not in nodes}
        return links | {quad for claim in claims - still for quad in self._store.quads(subject=claim, graph=self.graph)}

    # -- quads

    def _quads(self, change: Change, sources: Quads) -> Quads:
        """Return the quads that there are of all that a change has to do with, and those that there have to be."""
        names, index = self._names, self.index
        said = {*change.gone.values(), *change.come.values()}
        drawn = change.began | {number for number, place in index.places(said).items() if place.leader == number}
        nodes = map(names.claim, change.ended.union(index.ids(drawn).values()))
        removed = self._held(nodes, map(names.statement, change.gone.keys() | change.come.keys()))
        before, after = self._about_anew(sources, drawn)
        return removed | before, self._claims(drawn, sources) | self._links(change.come) | after

    def _held(self, claims: Iterable[NamedNode], statements: Iterable[NamedNode]) -> set[Quad]:
        """Return what the store has of claims, and of the links of statements to theirs."""
        store, graph, those = self._store, self.graph, list(statements)
        found = {quad for node in (*claims, *those) for quad in store.quads(subject=node, graph=graph)}
        memberships = {node_of(quad.subject) for quad in store.leading_to(those, by=v.MEMBERSHIP_OF)}
        return found.union(*(store.quads(subject=node, graph=graph) for node in memberships))

    def _claims(self, leaders: Collection[int], sources: Quads) -> set[Quad]:
        """Return what is said of the claims that these wordings lead, all but the links of their statements."""
        index, names, graph = self.index, self._names, self.graph
        ids, texts, said = index.ids(leaders), index.texts(leaders), index.statements_of(leaders)
        named = self._named(texts.values(), sources)
        quads: set[Quad] = set()
        for leader, text in texts.items():
            node, language = names.claim(ids[leader]), min(language for _, language in said[leader])
            quads.add(Quad(node, v.TYPE, v.CLAIM, graph))
            quads.add(Quad(node, v.TYPE, v.SCHEMA_CLAIM, graph))
            quads.add(Quad(node, v.TEXT, literal(text, language or None), graph))
            quads |= {Quad(node, v.ABOUT, names.source(source), graph) for source in named.ids_in(text)}
        return quads

    def _links(self, statements: Mapping[str, int]) -> set[Quad]:
        """Return what links statements with these wordings to the claims of these."""
        places = self.index.places(statements.values())
        ids = self.index.ids({place.leader for place in places.values()})
        return {
            quad
            for id_, number in statements.items()
            for quad in _link(self._names, ids[places[number].leader], id_, places[number])
        }

    def _named(self, texts: Iterable[str], sources: Quads) -> NamesInText:
        """Return what finds the named sources in these texts, after a change of `graph/sources`."""
        labels = labels_in_texts(self._store.index, texts)
        before, after = (labels_in(self._names, quads) for quads in sources)
        for id_ in before.keys() | after.keys():
            labels.pop(id_, None)
        return NamesInText(labels | after)

    def _about_anew(self, sources: Quads, without: Set[int]) -> Quads:
        """Return what claims, but those led by some, are about before and after a change of `graph/sources`."""
        names, index = self._names, self.index
        before, after = (labels_in(names, quads) for quads in sources)
        renamed = {id_ for id_ in before.keys() | after.keys() if before.get(id_) != after.get(id_)}
        if not renamed:
            return set(), set()
        new = {label for id_ in renamed for label in after.get(id_, set()) - before.get(id_, set())}
        numbers = {number for words in phrases(new) for number in index.having(words)}
        for quad in self._store.leading_to(map(names.source, renamed), by=v.ABOUT):
            number = index.number_of(names.id(node_of(quad.subject)))
            if number is not None:
                numbers.add(number)
        leaders = {number for number, place in index.places(numbers).items() if place.leader == number} - without
        texts, ids = index.texts(leaders), index.ids(leaders)
        named = self._named(texts.values(), sources)
        nodes = {number: names.claim(id_) for number, id_ in ids.items()}
        held = {
            quad
            for node in nodes.values()
            for quad in self._store.quads(subject=node, graph=self.graph)
            if quad.predicate == v.ABOUT
        }
        wanted = {
            Quad(nodes[number], v.ABOUT, names.source(id_), self.graph)
            for number, text in texts.items()
            for id_ in named.ids_in(text)
        }
        return held - wanted, wanted - held

    def _write_anew(self) -> bool:
        """Make the graph what the index says; tell whether it changed. The first claims are loaded in bulk."""
        if next(iter(self._store.quads(graph=self.graph)), None) is not None:
            removed, added = self._difference()
            if removed or added:
                self._store.apply(removed=removed, added=added)
            return bool(removed or added)
        any_ = False
        for quads in self._wanted():
            self._store.load(quads)
            any_ = True
        self._store.apply(removed=(), added=())  # which tells the search index that it has seen that
        return any_

    def _wanted(self) -> Iterator[set[Quad]]:
        """Yield the quads of all claims, some thousand claims at a time."""
        after = -1
        while part := self.index.leaders(after=after, limit=_PART):
            said = self.index.statements_of(self.index.led_by(part))
            links = self._links({id_: number for number, those in said.items() for id_, _ in those})
            yield self._claims(part, (set(), set())) | links
            after = part[-1]

    def _difference(self) -> Quads:
        """Return the quads of `graph/claims` that don't follow from the index, and those that are missing."""
        names = self._names
        wanted = set().union(*self._wanted())
        held = set(self._store.quads(graph=self.graph))
        drawn = {
            node_of(quad.object)
            for quad in held
            if quad.predicate == v.EXPRESSES and not _is_derived(names, node_of(quad.object))
        }
        given = {quad for quad in held if quad.subject in drawn or quad.object in drawn}
        return held - wanted - given, wanted - held


def _link(names: Names, claim: str, id_: str, place: Place) -> Iterator[Quad]:
    """Yield what links a statement to its claim."""
    graph, node, statement = names.graph("claims"), names.claim(claim), names.statement(id_)
    yield Quad(statement, v.EXPRESSES_OPPOSITE if place.opposite else v.EXPRESSES, node, graph)
    if place.score < 1:
        membership = names.membership(digest("membership", claim, id_))
        yield Quad(membership, v.TYPE, v.MEMBERSHIP, graph)
        yield Quad(membership, v.MEMBERSHIP_OF, statement, graph)
        yield Quad(membership, v.MEMBERSHIP_IN, node, graph)
        yield Quad(membership, v.SCORE, decimal(place.score), graph)


_PART = 5_000
"""Claims that are written at a time."""
_DERIVED = re.compile(rf"[0-9a-f]{{{DIGEST_LENGTH}}}")


def _is_derived(names: Names, claim: NamedNode) -> bool:
    """Tell whether a claim has an id of the kind that this program gives: any other was drawn by somebody."""
    return _DERIVED.fullmatch(names.id(claim)) is not None
