"""A store of statements that one writes to, and all that follows from what is written: what `kg.open` opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.errors import JudgementError, StoreError
from kg.model import Decision, Document, DocumentRecord, Run
from kg.pipeline import extract, metadata, read
from kg.questions import Questions
from kg.settings import Settings, is_server, user

if TYPE_CHECKING:
    from kg.copies.index import CopyIndex
    from kg.copies.verdicts import JudgedPairs
    from kg.judgements.judgement import Judgement, JudgementRecord
    from kg.rdf.shapes import Problem
    from kg.store.backup import Manifest
    from kg.store.base import Store
    from kg.store.bulk import Load
    from kg.store.index.indexed import IndexedStore


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


class Graph(Questions):
    """A store of statements, and everything that one asks of it. `kg.open` opens one."""

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

    def _remake_copies(self) -> None:
        from kg.copies.graph import rebuild

        rebuild(self.store, self._copy_index, self._judged_pairs())

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

    def reindex(self) -> None:
        """Make the search index anew from the graph, and join all claims anew."""
        self.store.index.rebuild(self.store)
        self.rejoin()

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
