"""How a claim stands to others in plain words: other numbers, contradictions, who said otherwise later, who repeats."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from kg.graph.relations import Related, Relations, Repeat, Repeating, Update
from kg.graph.tellings import Telling
from kg.joining.opposing import Opposition
from kg.views.claim_words import Line, Piece, Section, called, count, moment_in_words
from kg.views.json import source_json

_MOST = 12
"""How many are told one by one."""
_OTHERWISE = {
    Opposition.CONTRARY: "can’t be true as well",
    Opposition.DAY: "says so of another day",
    Opposition.PLACE: "says so of another place",
}


def relation_sections(relations: Relations) -> tuple[Section, ...]:
    """Return how a claim stands to others, what is told of other numbers first."""
    numbers = relations.of_kind(Opposition.NUMBER)
    others = relations.of_kind(Opposition.CONTRARY, Opposition.DAY, Opposition.PLACE)
    made = (
        Section(title="Other numbers", lines=tuple(_cut(map(_number, numbers), "claim"))),
        Section(title="Contradictions", lines=tuple(_cut(map(_contrary, others), "claim"))),
        Section(title="Said otherwise later", lines=tuple(_cut(map(_update, relations.updates), "change"))),
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
    }


def statements_of(relations: Relations) -> dict[str, str]:
    """Return the document of each statement that is told of, by its id."""
    tellings = [telling for each in relations.related for telling in (*each.tellings, *each.denials)]
    tellings += [telling for each in relations.updates for telling in (each.earlier, each.later)]
    tellings += [telling for each in relations.repeats for telling in (each.statement, each.of)]
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


def _number(related: Related) -> Line:
    own, _, other = related.opposed.words.partition(" / ")
    start = f"Not {own} but {other}: "
    return _line(start, _claim(related), " — ", *_who(related), statements=_ids(related.tellings))


def _contrary(related: Related) -> Line:
    words = f", {_OTHERWISE[related.kind]} ({related.opposed.words}) — "
    return _line(_claim(related), words, *_who(related), statements=_ids(related.tellings))


def _update(update: Update) -> Line:
    source = update.earlier.statement.source
    first, then = (moment_in_words(each.moment) for each in (update.earlier, update.later))
    before, _, after = update.why.partition(" / ")
    told = f": {before}, {first}; then {after}, {then}." if after else f": so {first}; {before} {then}."
    return _line(Piece(text=called(source), source=source.id), told, statements=(update.earlier.id, update.later.id))


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
