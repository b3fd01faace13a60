"""A person judges: a judgement made, or taken back. Both only ever add to `graph/judgements`.

A new judgement has to count, and may take the place of an older one about the same things only: what contradicts
others in a more roundabout way is refused, so that nobody joins or parts sources without meaning to. Judgements
that come from another store may contradict those here all the same; then the newer ones count.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from textwrap import shorten

from kg.errors import JudgementError, NotFoundError
from kg.judgements.judgement import (
    STATUSES,
    SUBJECTS,
    Judgement,
    JudgementRecord,
    Party,
    Reversal,
    State,
    Subject,
)
from kg.judgements.rdf import judgement_quads, reversal_quads
from kg.judgements.standing import Judgements
from kg.judgements.words import RELIABILITIES, in_words
from kg.model import Decision, Kind, Reliability, Source, name_key
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from kg.store.base import Store
from kg.store.derive import node_of
from kg.store.find import find_source, find_thing, found_name, sources_called
from kg.store.judged import Judged, judgements_of, parted, rejudged
from kg.store.reader import Reader

_FEWEST = 4
"""How many characters of a judgement's id are enough, where no other begins so."""
_ON_PAIRS = frozenset(
    {
        Decision.SAME, Decision.NOT_SAME, Decision.COPY, Decision.NOT_COPY, Decision.SAME_CLAIM,
        Decision.NOT_SAME_CLAIM,
    }
)  # fmt: skip
"""The decisions about two things of one kind."""
_TRANSITIVE = frozenset({Decision.SAME, Decision.NOT_SAME, Decision.SAME_CLAIM, Decision.NOT_SAME_CLAIM})
"""Those of which several may contradict each other together."""
_LONGEST = 80
"""Characters of what a document or a statement is called in the words of a judgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asks for, in words: `to` is another source, a name, or a letter, as the decision has it.

    For decisions about documents and statements `source` is the id of one, or its beginning; `to` is another document,
    or nothing.
    """

    decision: Decision
    source: str
    by: str
    to: str = ""
    why: str | None = None
    statements: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def judge(
    store: Store, asked: Asked, *, at: datetime | None = None, noting: Callable[[Judgement], None] | None = None
) -> JudgementRecord:
    """Make a judgement and let all follow from it; return it. `noting` is told of it just before it is stored.

    Raises NotFoundError for a name or an id that nothing or several have, and JudgementError for a judgement that
    can't be made, or that contradicts others.
    """
    before = judgements_of(store)
    subject, about = _about(store, asked.decision, asked.source)
    judgement = Judgement(
        decision=asked.decision,
        subject=subject,
        about=about,
        other=_other(store, asked),
        name=_name(asked.to) if asked.decision is Decision.RENAME else None,
        reliability=_reliability(asked.to) if asked.decision is Decision.RATE else None,
        statements=tuple(sorted(set(asked.statements))),
        documents=tuple(sorted(set(asked.documents))),
        by=asked.by,
        at=at or datetime.now(UTC),
        why=asked.why,
    )
    after = before.and_(judgement)
    _refuse_what_changes_nothing(store, before, judgement)
    _refuse_contradictions(before, after, judgement)
    if judgement.decision is Decision.RENAME:
        _refuse_a_name_of_another(store, judgement)
    if judgement.decision is Decision.SPLIT:
        _refuse_statements_of_others(store, after, judgement)
    old, new = rejudged(store, judgements=after)
    made = judgement_quads(Names(store.base), judgement)
    if noting is not None:
        noting(judgement)
    store.apply(removed=old - new, added=made | (new - old))
    return next(record for record in after.records() if record.judgement == judgement)


def undo(
    store: Store,
    id_: str,
    *,
    by: str,
    why: str | None = None,
    at: datetime | None = None,
    noting: Callable[[Judgement], None] | None = None,
) -> JudgementRecord:
    """Take a judgement back, and let all follow from that; return it. `noting` is told of it just before.

    The beginning of its id is enough. Raises NotFoundError where there is none or several, and JudgementError for
    one that was taken back before.
    """
    before = judgements_of(store)
    record = _record(before, id_)
    if record.state is State.REVERSED:
        raise JudgementError(f"judgement {record.judgement.id} is reversed already: judge again to have it back")
    reversal = Reversal(reverses=record.judgement.id, by=by, at=at or datetime.now(UTC), why=why)
    after = before.without(reversal)
    old, new = rejudged(store, judgements=after)
    made = reversal_quads(Names(store.base), reversal)
    if noting is not None:
        noting(record.judgement)
    store.apply(removed=old - new, added=made | (new - old))
    return _record(after, record.judgement.id)


def _about(store: Store, decision: Decision, given: str) -> tuple[Subject, Party]:
    subjects = SUBJECTS[decision]
    if Subject.SOURCE in subjects:
        return Subject.SOURCE, _party(store, given)
    subject, node = find_thing(store, given, among=subjects)
    id_ = Names(store.base).id(node)
    return subject, Party(id=id_, name=_called(store, subject, id_))


def _called(store: Store, subject: Subject, id_: str) -> str:
    """Return what people know a document or a statement by: headline and publisher, or who said what."""
    if subject is Subject.DOCUMENT:
        document = Reader(store).document(id_)
        title, publisher = document.metadata.title or document.text, document.metadata.publisher
        return f"{_short(title)} ({_short(publisher)})" if publisher else _short(title)
    statement = Reader(store).statement(id_).statement
    said = statement.content or statement.cue
    return f"{_short(statement.source.name)}: {_short(said.text if said else '')}"


def _short(words: str) -> str:
    return shorten(words, _LONGEST, placeholder=" …") or "…"


def _party(store: Store, id_or_name: str) -> Party:
    source = find_source(store, id_or_name)
    return Party(id=Names(store.base).id(source), name=found_name(store, source))


def _other(store: Store, asked: Asked) -> Party | None:
    if asked.decision in _ON_PAIRS:
        return _about(store, asked.decision, asked.to)[1]
    if asked.decision is not Decision.SPLIT:
        return None
    if sources_called(store, asked.to):
        return _party(store, asked.to)
    name = _name(asked.to)
    return Party(id=Source.of_name(name, Kind.UNKNOWN).id, name=name)


def _name(given: str) -> str:
    return " ".join(given.split())


def _reliability(letter: str) -> Reliability:
    try:
        return Reliability(letter.strip().upper())
    except ValueError:
        letters = "; ".join(f"{each} {words}" for each, words in RELIABILITIES.items())
        raise JudgementError(f"{letter!r} is no reliability: use {letters}") from None


def _record(judgements: Judgements, id_: str) -> JudgementRecord:
    found = [record for record in judgements.records() if record.judgement.id.startswith(id_)]
    if len(found) != 1 or len(id_) < _FEWEST:
        what = f"{len(found)} judgements whose ids begin with" if len(found) > 1 else "no judgement"
        raise NotFoundError(f"there is {what} {id_!r}: `kg judge list` lists them, and {_FEWEST} characters are needed")
    return found[0]


def _refuse_what_changes_nothing(store: Store, judgements: Judgements, new: Judgement) -> None:
    standing = judgements.standing
    if new.decision is Decision.SAME and new.other and standing.one_of(new.about.id) == standing.one_of(new.other.id):
        raise JudgementError(f"{in_words(new)} already")
    if new.decision in STATUSES:
        old = standing.rulings.get((new.subject, new.about.id))
        if old is not None and (old.decision, old.why) == (new.decision, new.why):
            raise JudgementError(f"{in_words(new)} already: judgement {old.id} says so")
    if new.decision is Decision.RENAME:
        judged = Judged(store)
        if judged.name_of(judged.names.source(new.about.id)) == new.name:
            raise JudgementError(f"“{new.about.name}” is called “{new.name}” already")
    if new.decision in _ON_PAIRS - {Decision.SAME}:
        for old in judgements.made:
            if old.id in standing.counting and (old.decision, old.parties) == (new.decision, new.parties):
                raise JudgementError(f"{in_words(new)} already: judgement {old.id} says so")


def _refuse_contradictions(before: Judgements, after: Judgements, new: Judgement) -> None:
    if new.id not in after.standing.counting:
        raise JudgementError(
            f"it is {new.at:%Y-%m-%d %H:%M:%S} UTC here, and a judgement of a later time says otherwise: "
            "see that the clock is right, or undo that judgement (`kg judge list`)"
        )
    for old in sorted(before.made, key=lambda each: each.age):
        lost = old.id in before.standing.counting - after.standing.counting
        if lost and old.parties != new.parties and old.decision in _TRANSITIVE:
            raise JudgementError(
                f"{in_words(new)}: that contradicts judgement {old.id}, {in_words(old)}, because of others that are "
                f"one with them; `kg judge undo {old.id}` takes it back"
            )


def _refuse_a_name_of_another(store: Store, new: Judgement) -> None:
    judged = Judged(store)
    one = judged.one_of(judged.names.source(new.about.id))
    for source in sources_called(store, new.name or ""):
        if judged.one_of(source) != one and name_key(judged.name_of(source)) == name_key(new.name or ""):
            raise JudgementError(
                f"there is another source “{new.name}”: if they are one, `kg judge same` says so; "
                "if not, give a name that tells them apart"
            )


def _refuse_statements_of_others(store: Store, judgements: Judgements, new: Judgement) -> None:
    """Refuse to part from a source what isn't its, or isn't there."""
    names, judged = Names(store.base), Judged(store)
    quads = parted(store, judgements)
    part_of = {quad.subject: quad.object for quad in quads if quad.predicate == v.IS_PART_OF}
    whose = {
        node_of(quad.subject): judged.source_of(node_of(quad.subject), node_of(quad.object))
        for quad in quads
        if quad.predicate == v.ATTRIBUTED_TO
    }
    one = judged.one_of(names.source(new.about.id))
    for id_ in new.statements:
        node = names.statement(id_)
        if node not in whose:
            raise NotFoundError(f"there is no statement {id_!r} in the store")
        if whose[node] != one:
            whom = judged.name_of(whose[node])
            raise JudgementError(f"statement {id_} is not of “{new.about.name}” but of “{whom}”")
    for id_ in new.documents:
        inside = {whose[node] for node in whose if part_of[node] == names.document(id_)}
        if one not in inside:
            there = "no statement in it" if inside else "no such document, or none with statements"
            raise NotFoundError(f"“{new.about.name}” has nothing in document {id_!r}: there is {there}")
