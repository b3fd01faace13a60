"""How a claim stands to others in plain words: denials that may be of it, other numbers, contradictions, repeats."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from kg.graph.corroboration import Corroboration
from kg.graph.denials import MayDeny
from kg.graph.relations import Related, Relations, Repeat, Repeating, Update
from kg.graph.tellings import Telling
from kg.joining.opposing import Opposition
from kg.model import Act, Source
from kg.views.claim_words import Line, Piece, Section, called, count, moment_in_words, sections, verdict
from kg.views.json import source_json

_MOST = 12
"""How many are told one by one."""
_OTHERWISE = {
    Opposition.CONTRARY: "can’t be true as well",
    Opposition.DAY: "says so of another day",
    Opposition.PLACE: "says so of another place",
}


def whole_report(report: Corroboration, relations: Relations | None) -> tuple[Section, ...]:
    """Return all that is told of a claim: first on whose word it rests, then what may be a denial of it.

    Its relations are None where they can't be told.
    """
    found = relations.may_deny if relations else ()
    first = Section(title="On whose word", lines=verdict(report, may_deny=len(found)))
    denials = Section(title="Denials that may be of this", lines=tuple(_denials(found)))
    others = relation_sections(relations) if relations else ()
    return (first, *((denials,) if denials.lines else ()), *sections(report), *others)


def relation_sections(relations: Relations) -> tuple[Section, ...]:
    """Return how a claim stands to others, what is told of other numbers first."""
    numbers = relations.of_kind(Opposition.NUMBER)
    others = relations.of_kind(Opposition.CONTRARY, Opposition.DAY, Opposition.PLACE)
    made = (
        Section(title="Other numbers", lines=tuple(_cut(map(_number, numbers), "claim"))),
        Section(title="Contradictions", lines=tuple(_cut(map(_contrary, others), "claim"))),
        Section(title="Told otherwise later", lines=tuple(_cut(map(_update, relations.updates), "change"))),
        Section(title="Repeats", lines=tuple(_cut(map(_repeat, relations.repeats), "repeat"))),
    )
    return tuple(section for section in made if section.lines)


def relations_json(relations: Relations) -> dict[str, Any]:
    """Return the relations of a claim as plain values for JSON, with the ids of the statements that show each."""
    return {
        "claim": relations.claim,
        "related": [
            {
                "claim": each.opposed.claim,
                "text": each.text,
                "kind": each.kind.value,
                "words": each.opposed.words,
                "score": each.opposed.score,
                "told": [_told_json(telling) for telling in each.tellings],
                "denied": [_told_json(telling) for telling in each.denials],
            }
            for each in relations.related
        ],
        "updates": [
            {"earlier": _told_json(each.earlier), "later": _told_json(each.later), "why": each.why}
            for each in relations.updates
        ],
        "repeats": [
            {"statement": each.statement.id, "of": each.of.id, "how": each.how.value} for each in relations.repeats
        ],
        "may_deny": [
            {
                **_told_json(each.telling),
                "likeness": None if each.likeness is None else round(each.likeness, 3),
                "behind": each.behind.id if each.behind else None,
            }
            for each in relations.may_deny
        ],
    }


def statements_of(relations: Relations) -> dict[str, str]:
    """Return the document of each statement that is told of, by its id."""
    tellings = [telling for each in relations.related for telling in (*each.tellings, *each.denials)]
    tellings += [telling for each in relations.updates for telling in (each.earlier, each.later)]
    tellings += [telling for each in relations.repeats for telling in (each.statement, each.of)]
    tellings += [telling for each in relations.may_deny for telling in (each.telling, each.behind) if telling]
    return {telling.id: telling.statement.document for telling in tellings}


def _told_json(telling: Telling) -> dict[str, Any]:
    moment = telling.moment
    return {
        "statement": telling.id,
        "document": telling.statement.document,
        "source": source_json(telling.statement.source),
        "polarity": telling.polarity.value,
        "start": moment.start.isoformat() if moment.start else None,
        "end": moment.end.isoformat() if moment.end else None,
    }


def _denials(found: Iterable[MayDeny]) -> Iterator[Line]:
    for each in found:
        telling, statement = each.telling, each.telling.statement
        denied = "denied" if statement.act is Act.DENY else "said"
        words = f"{denied} “{statement.content.text}”" if statement.content else "denied it"
        start = (*_of(statement.source), f" {words}, ")
        if each.behind is not None:
            behind = ("right behind what ", *_of(each.behind.statement.source), " said, in ", _where(telling), ".")
            yield _line(*start, *behind, statements=(each.behind.id, telling.id))
        else:
            yield _line(*start, moment_in_words(telling.moment), " in ", _where(telling), ".", statements=(telling.id,))
    if found:
        yield _line("A person has to read whether they deny this; they are not counted.")


def _number(related: Related) -> Line:
    own, _, other = related.opposed.words.partition(" / ")
    start = f"Not {own} but {other}: "
    return _line(start, _claim(related), " — ", *_who(related), statements=_ids(related.tellings))


def _contrary(related: Related) -> Line:
    words = f", {_OTHERWISE[related.kind]} ({related.opposed.words}) — "
    return _line(_claim(related), words, *_who(related), statements=_ids(related.tellings))


def _update(update: Update) -> Line:
    """Return who told what of a source: that it said otherwise may be theirs, and not the source's own."""
    first, _, then = update.why.partition(" / ")
    if not then:
        first, then = ("affirmed", update.why) if update.why == "denied" else ("denied", update.why)
    return _line(
        *_of(update.earlier.statement.source),
        ", in ",
        *_tellers(update.earlier),
        f": {first}, {moment_in_words(update.earlier.moment)}; in ",
        *_tellers(update.later),
        f": {then}, {moment_in_words(update.later.moment)}.",
        statements=(update.earlier.id, update.later.id),
    )


def _tellers(telling: Telling) -> Iterator[Piece | str]:
    """Yield through whom a source's words came, the publisher first: "Post, citing Agency"."""
    through = [hand.source for hand in telling.hands()[1:]][::-1]
    for place, source in enumerate(through):
        yield ", citing " if place else ""
        yield from _of(source)
    if not through:
        yield _where(telling)


def _where(telling: Telling) -> Piece:
    if telling.publisher is not None:
        return _of(telling.publisher)[0]
    return Piece(text=f"“{telling.metadata.title}”" if telling.metadata.title else "an article without a headline")


def _of(source: Source) -> tuple[Piece]:
    return (Piece(text=called(source), source=source.id),)


def _repeat(repeat: Repeat) -> Line:
    one, other = repeat.statement, repeat.of
    if repeat.how is Repeating.REPRINTS:
        where = one.metadata.publisher or "An article"
        whose = other.metadata.publisher or "another"
        return _line(f"{where} prints the words of {whose} again.", statements=(one.id, other.id))
    who, whom = one.statement.source, other.statement.source
    return _line(
        Piece(text=called(who), source=who.id),
        " passes on what ",
        Piece(text=called(whom), source=whom.id),
        " said.",
        statements=(one.id, other.id),
    )


def _claim(related: Related) -> Piece:
    return Piece(text=f"“{related.text}”", claim=related.opposed.claim)


def _who(related: Related) -> Iterator[Piece | str]:
    """Yield who says it and when, each source once, those who were the first before others."""
    deny = {telling.statement.source.id for telling in related.denials}
    seen: dict[str, Telling] = {}
    for telling in sorted(related.tellings, key=_by_day):
        seen.setdefault(telling.statement.source.id, telling)
    for place, telling in enumerate(list(seen.values())[:4]):
        source = telling.statement.source
        yield ", " if place else ""
        yield Piece(text=called(source), source=source.id)
        denies = "; elsewhere denies it" if source.id in deny else ""
        yield f" ({moment_in_words(telling.moment)}{denies})"
    yield f" and {count(len(seen) - 4, 'other')}." if len(seen) > 4 else "."


def _by_day(telling: Telling) -> tuple[date, date, str]:
    moment = telling.moment
    return moment.start or moment.end or date.max, moment.end or date.max, telling.id


def _ids(tellings: Iterable[Telling]) -> tuple[str, ...]:
    return tuple(telling.id for telling in tellings)


def _line(*pieces: Piece | str, statements: tuple[str, ...] = ()) -> Line:
    made = (each if isinstance(each, Piece) else Piece(text=each) for each in pieces if each)
    return Line(pieces=tuple(made), statements=statements)


def _cut(lines: Iterable[Line], thing: str) -> Iterator[Line]:
    listed = list(lines)
    yield from listed[:_MOST]
    if len(listed) > _MOST:
        yield _line(f"And {count(len(listed) - _MOST, f'more {thing}')}.")
