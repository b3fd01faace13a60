"""A report on a claim in plain words, for the terminal and for pages: sentences, with the statements that show each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.graph.corroboration import ChokePoint, Corroboration, Ground, Origin, Path, Side, Told
from kg.graph.evidence import Aside, SetAside
from kg.graph.moments import Basis, Lag, Moment
from kg.model import DateBasis, Polarity, Source
from kg.views.days import day

_LONGEST = 12
"""How many origins, or statements, are told one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a sentence; `source` or `claim` is the id of the source or claim that they name."""

    text: str
    source: str | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence, and the ids of the statements that show what it says."""

    pieces: tuple[Piece, ...]
    statements: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentence."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, and what is told under it."""

    title: str
    lines: tuple[Line, ...]


def sections(report: Corroboration) -> tuple[Section, ...]:
    """Return the whole report but for its `verdict`, what affirms the claim first."""
    made = [*_side(report.affirmed), *_side(report.denied), *_doubtful(report), *_aside(report)]
    return tuple(section for section in made if section.lines)


def verdict(report: Corroboration, *, may_deny: int = 0) -> tuple[Line, ...]:
    """Return in a few sentences on whose word a claim rests, and what that count leaves out.

    `may_deny` is how many statements may deny the claim, which the report knows nothing of.
    """
    if not (report.affirmed.statements or report.denied.statements):
        made = [_line("No statement that counts affirms or denies it.")]
    else:
        made = [summary(report.affirmed)]
        if report.denied.statements:
            made.append(summary(report.denied))
        elif not may_deny:
            made.append(_line("No denial of it was found here; one in other words may have been missed."))
    if may_deny:
        none = "" if report.denied.statements else "No denial of it was found here, but "
        more = "more statement" if report.denied.statements else "statement"
        may = "may be a denial" if may_deny == 1 else "may be denials"
        made.append(_line(f"{none}{count(may_deny, more)} below {may} of it."))
    doubtful = _set_aside_for(report, Aside.DOUBTFUL)
    if doubtful:
        scores = sorted({f"{each.telling.score:.0%}" for each in doubtful})
        sure = scores[0] if len(scores) == 1 else f"{scores[0].removesuffix('%')}–{scores[-1]}"
        several = len(doubtful) > 1
        made.append(
            _line(
                f"{count(len(doubtful), 'more statement')} may say the same: the machine is {sure} sure. "
                f"{'They are' if several else 'It is'} not counted.",
                statements=(each.telling.id for each in doubtful),
            )
        )
    if any(len(side.origins) > 1 for side in (report.affirmed, report.denied)):
        made.append(
            _line(
                "People of one government or company, and sources without a name, may be one and the same: "
                "the count can’t know that."
            )
        )
    return tuple(made)


def summary(side: Side) -> Line:
    """Return in one sentence how much there is on one side, and on how much it rests."""
    if not side.statements:
        what = "statement that affirms" if side.polarity is Polarity.POSITIVE else "denial of"
        return _line(f"No {what} it was found here.")
    verb = "affirmed" if side.polarity is Polarity.POSITIVE else "denied"
    unnamed = f", {side.unnamed} of them unnamed" if side.unnamed else ""
    told = (
        f"It is {verb} in {count(len(side.documents), 'article')}, with {count(len(side.origins), 'origin')}{unnamed}"
    )
    shown = tuple(dict.fromkeys(each for path in side.paths for each in path.statements))
    if not side.origins:
        return _line(f"{told}: whoever says it has it from another who has it from them.", statements=side.statements)
    if side.independent == 1:
        led = _led_back(side)
        if led is not None:
            back = "leads back to an origin" if led == 1 else "lead back to an origin, all of them one way"
            return _line(f"{told}; {led:,} of them {back}, so it counts as one report.", statements=shown)
        if len(side.documents) == len(side.origins) == 1:
            return _line(f"{told}.", statements=shown)
        return _line(f"{told}. All of it came one way, so it counts as one report.", statements=shown)
    independent = f"{side.independent} independent ways, which share no source and no text"
    return _line(f"{told}, on at most {independent}.", statements=shown)


def count(number: int, thing: str) -> str:
    """Return a number with the thing that is counted."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def moment_in_words(moment: Moment) -> str:
    """Return when something was said or published, and how surely that is known."""
    if moment.basis is Basis.UNKNOWN:
        return "on an unknown day"
    doubt = " (the date is only printed on the page)" if moment.published_basis is DateBasis.PAGE else ""
    if moment.basis is Basis.PUBLISHED:
        return f"published {_days(moment.start, moment.end)}{doubt}"
    return f"said {_days(moment.start, moment.end)}"


def lag_in_words(after: Lag | None) -> str:
    """Return how long after the first: "", "1 day later", "17 to 46 days later", "nobody knows how long after"."""
    if after is None:
        return "may have been first"
    if after.least is None and after.most is None:
        return "how long after the first is not known"
    if after.least is None or after.most is None:
        known = after.least if after.most is None else after.most
        return f"{'at least' if after.most is None else 'at most'} {count(known or 0, 'day')} later"
    if after.least == after.most:
        return "the same day" if not after.least else f"{count(after.least, 'day')} later"
    return f"{after.least} to {count(after.most, 'day')} later"


def called(source: Source) -> str:
    """Return a source's name, that of an unnamed one in the article's words, as such."""
    if source.named:
        return source.name
    return "somebody unnamed" if source.name == "unnamed" else f"“{source.shown}”, unnamed"


def _side(side: Side) -> Iterator[Section]:
    if not side.statements:
        return
    yield _section(side, "Origins", _cut(map(_origin, side.origins), "origin"))
    yield _section(side, "Everything passes through", _chokes(side))
    if side.independent > 1:
        ways = (_line(_way(path), ".", statements=path.statements) for path in side.paths)
        yield _section(side, "Independent ways", _cut(ways, "way"))
    yield _section(side, "Circles", _circles(side))
    yield _section(side, "In the order of time", _in_time(side))
    strongest = next((told for told in side.told if told.statement == side.strongest), None)
    if strongest is not None and side.ground is not None:
        why = f": {_GROUNDS[side.ground]}. That makes it no truer."
        line = _line(*_of(strongest.source), *_through(strongest), why, statements=(strongest.statement,))
        yield _section(side, "The most direct statement", [line])


_GROUNDS = {
    Ground.OWN_WORDS: "most of it is in the source’s own words",
    Ground.CERTAIN: "it is put as most certain",
    Ground.NAMED: "its source has a name",
    Ground.HANDS: "it came through the fewest hands",
    Ground.READING: "others are as direct, and this one was read most surely",
}


def _in_time(side: Side) -> Iterator[Line]:
    """Yield the statements by day, and who was first only where the days tell it of some."""
    leading = sum(told.after is None for told in side.told)
    undecided = leading == len(side.told)

    def told(each: Told) -> Line:
        if undecided or (each.after is None and leading == 1):
            return _told(each, "" if undecided else "the first of these")
        return _told(each, lag_in_words(each.after))

    yield from _cut(map(told, side.told), "statement")
    if undecided and leading > 1:
        yield _line("The dates don’t tell who was first.")


def _section(side: Side, title: str, lines: Iterable[Line]) -> Section:
    denied = side.polarity is Polarity.NEGATIVE
    return Section(title=f"Denials: {title[0].lower()}{title[1:]}" if denied else title, lines=tuple(lines))


def _origin(origin: Origin) -> Line:
    said = count(len(origin.statements), "statement") if origin.statements else "known through others"
    copies = len(origin.reprints)
    again = f", printed again in {count(copies, 'copy') if copies == 1 else f'{copies} copies'}" if copies else ""
    relays = ", ".join(relay.shown for relay in origin.relays)
    through = f"; passed on by {relays}" if relays else ""
    shown = tuple(dict.fromkeys((*origin.path.statements, *origin.statements, *origin.reprints)))
    return _line(*_of(origin.source), f": {said}{again}{through}. {_way(origin.path)}.", statements=shown)


def _chokes(side: Side) -> Iterator[Line]:
    origins = {origin.source.id for origin in side.origins}
    for point in side.choke_points:
        ends = point.source is not None and point.source.id in origins
        yield _line(*_passes(point, _led_back(side), ends=ends), ".", statements=point.statements)
    if not side.choke_points and side.origins:
        yield _line("No single source or article carries it all.")


def _led_back(side: Side) -> int | None:
    """Return how many articles lead back to an origin, where every way passes one point; None where all do."""
    led = next((point.documents for point in side.choke_points), None)
    return led if led != len(side.documents) else None


def _passes(point: ChokePoint, led: int | None, *, ends: bool) -> tuple[Piece | str, ...]:
    several = point.documents > 1
    back = f" that {'lead' if several else 'leads'} back to an origin" if led is not None else ""
    articles = f"All {count(point.documents, 'article')}{back}" if several else f"The one article{back}"
    if point.node.startswith("text/"):
        return (f"{articles} {'print' if several else 'prints'} one text",)
    if ends and point.source is not None:
        return (f"{articles} {'go' if several else 'goes'} back to ", *_of(point.source))
    through = f"{articles} {'come' if several else 'comes'} through "
    if point.source is not None:
        return (through, *_of(point.source))
    return (f"{through}“{point.name}”",) if several or back else (f"It stands in one article alone: “{point.name}”",)


def _circles(side: Side) -> Iterator[Line]:
    for circle in side.circles:
        names = " ← ".join(source.shown for source in (*circle.sources, circle.sources[0]))
        yield _line(f"They have it from each other: {names}.", statements=circle.statements)


def _told(told: Told, after: str) -> Line:
    again = ", in a copy" if told.reprint else ""
    when = f": {moment_in_words(told.moment)}{f'; {after}' if after else ''}."
    return _line(*_of(told.source), *_through(told), again, when, statements=(told.statement,))


def _through(told: Told) -> tuple[Piece | str, ...]:
    return _in(told.source, told.publisher)


def _in(source: Source, publisher: Source | None) -> tuple[Piece | str, ...]:
    return () if publisher is None or publisher.id == source.id else (" in ", *_of(publisher))


def _set_aside_for(report: Corroboration, *why: Aside) -> list[SetAside]:
    return [aside for aside in report.aside if aside.why in why]


def _doubtful(report: Corroboration) -> Iterator[Section]:
    asides = sorted(_set_aside_for(report, Aside.DOUBTFUL), key=lambda each: (-each.telling.score, each.telling.id))
    yield Section(title="May say the same", lines=tuple(_cut(map(_may_say, asides), "statement")))


def _may_say(aside: SetAside) -> Line:
    telling = aside.telling
    statement = telling.statement
    denying = ", denying it" if telling.polarity is Polarity.NEGATIVE else ""
    words = f": “{statement.content.text}”" if statement.content else ""
    sure = f", {telling.score:.0%} sure{denying}"
    return _line(
        *_of(statement.source), *_in(statement.source, telling.publisher), f"{sure}{words}.", statements=(telling.id,)
    )


def _aside(report: Corroboration) -> Iterator[Section]:
    others = _set_aside_for(report, *(set(Aside) - {Aside.DOUBTFUL}))
    yield Section(title="What does not count", lines=tuple(_cut(map(_set_aside, others), "statement")))
    corrected = (
        _line("A statement here, or its article, was corrected.", statements=(id_,)) for id_ in report.corrected
    )
    yield Section(title="Corrected", lines=tuple(_cut(corrected, "statement")))


def _set_aside(aside: SetAside) -> Line:
    why = {
        Aside.DOUBTFUL: "may say something else",
        Aside.RETRACTED: "was retracted",
        Aside.RESTS_ON_RETRACTED: "rests on what was retracted",
        Aside.SILENT: "declined to say",
        Aside.ASKED: "asked, and did not say so",
        Aside.INSIDE_DENIAL: "is only said not to have said so",
    }[aside.why]
    reason = f": {aside.notice.why}" if aside.notice is not None else ""
    return _line(*_of(aside.telling.statement.source), f" {why}{reason}.", statements=(aside.telling.id,))


def _way(path: Path) -> str:
    """Return the names on a path as lists have them, from the reader's end: “Article”: Post, citing Agency."""
    made, before = "", None
    for node, name in reversed(tuple(zip(path.nodes, path.names, strict=True))):
        is_article = node.startswith("document/")
        if not node.startswith("text/"):
            made += _STEPS[before, is_article] + (f"“{name}”" if is_article else name)
            before = is_article
    return made


_STEPS = {
    (None, True): "",
    (None, False): "",
    (True, True): ", a copy of ",
    (True, False): ": ",
    (False, False): ", citing ",
    (False, True): ", from ",
}
"""What stands between a source or an article and the one that has it from: whether each is an article."""


def _of(source: Source) -> tuple[Piece, ...]:
    return (Piece(text=called(source), source=source.id),)


def _line(*pieces: Piece | str, statements: Iterable[str] = ()) -> Line:
    made = (piece if isinstance(piece, Piece) else Piece(text=piece) for piece in pieces if piece)
    return Line(pieces=tuple(made), statements=tuple(statements))


def _cut(lines: Iterable[Line], thing: str) -> Iterator[Line]:
    listed: Sequence[Line] = tuple(lines)
    yield from listed[:_LONGEST]
    if len(listed) > _LONGEST:
        yield _line(f"And {count(len(listed) - _LONGEST, f'more {thing}')}, in the data.")


def _days(start: date | None, end: date | None) -> str:
    if start is not None and start == end:
        return f"on {day(start)}"
    if start is None:
        return f"by {day(end)}" if end else "on an unknown day"
    return f"between {day(start)} and {day(end)}" if end else f"on {day(start)} or later"
