"""A report on a claim in plain words, for the terminal and for pages: sentences, with the statements that show each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.graph.corroboration import ChokePoint, Corroboration, Origin, Path, Side, Told
from kg.graph.evidence import Aside, SetAside
from kg.graph.moments import Basis, Lag, Moment
from kg.model import DateBasis, Polarity, Source

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
    """Return the whole report, what affirms the claim first."""
    made = list(_side(report.affirmed))
    if report.denied.statements:
        made += _side(report.denied)
    made += _aside(report)
    return tuple(section for section in made if section.lines)


def summary(side: Side) -> Line:
    """Return in one sentence how much there is on one side, and on how much it rests."""
    if not side.statements:
        return _line("Nobody affirms it here." if side.polarity is Polarity.POSITIVE else "Nobody denies it here.")
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
        if led is None:
            return _line(f"{told}, and all on one way: it counts as one.", statements=shown)
        back = "leads back to an origin" if led == 1 else "lead back to an origin, all on one way"
        return _line(f"{told}; {led:,} of them {back}: it counts as one.", statements=shown)
    return _line(f"{told}, on {side.independent} ways that share no source and no text.", statements=shown)


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
    yield _section(side, "On whose word", [summary(side)])
    if not side.statements:
        return
    yield _section(side, "Origins", _cut(map(_origin, side.origins), "origin"))
    yield _section(side, "What every way passes", _chokes(side))
    if side.independent > 1:
        ways = (_line(_way(path), statements=path.statements) for path in side.paths)
        yield _section(side, "Ways that share nothing", _cut(ways, "way"))
    yield _section(side, "Circles", _circles(side))
    yield _section(side, "In the order of time", _cut(map(_told, side.told), "statement"))
    strongest = next((told for told in side.told if told.statement == side.strongest), None)
    if strongest is not None:
        order = (
            ". Own words come before the article’s, sure before unsure, named before unnamed, fewer hands before more, "
            "a surer reading before a less sure one; none of it makes a statement true."
        )
        line = _line(*_of(strongest.source), *_through(strongest), order, statements=(strongest.statement,))
        yield _section(side, "The strongest statement", [line])


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
    for point in side.choke_points:
        yield _line(*_passes(point, _led_back(side)), ".", statements=point.statements)
    if not side.choke_points and side.origins:
        yield _line("Nothing: no single source or article carries it all.")


def _led_back(side: Side) -> int | None:
    """Return how many articles lead back to an origin, where every way passes one point; None where all do."""
    led = next((point.documents for point in side.choke_points), None)
    return led if led != len(side.documents) else None


def _passes(point: ChokePoint, led: int | None) -> tuple[Piece | str, ...]:
    several = point.documents > 1
    back = f" that {'lead' if several else 'leads'} back to an origin" if led is not None else ""
    articles = f"All {count(point.documents, 'article')}{back}" if several else f"The one article{back}"
    if point.node.startswith("text/"):
        return (f"{articles} {'print' if several else 'prints'} one text",)
    through = f"{articles} {'come' if several else 'comes'} through "
    if point.source is not None:
        return (through, *_of(point.source))
    return (f"{through}“{point.name}”",) if several or back else (f"It stands in one article alone: “{point.name}”",)


def _circles(side: Side) -> Iterator[Line]:
    for circle in side.circles:
        names = " ← ".join(source.shown for source in (*circle.sources, circle.sources[0]))
        yield _line(f"They have it from each other: {names}.", statements=circle.statements)


def _told(told: Told) -> Line:
    again = ", in a copy" if told.reprint else ""
    when = f": {moment_in_words(told.moment)}; {lag_in_words(told.after)}."
    return _line(*_of(told.source), *_through(told), again, when, statements=(told.statement,))


def _through(told: Told) -> tuple[Piece | str, ...]:
    if told.publisher is None or told.publisher.id == told.source.id:
        return ()
    return (" in ", *_of(told.publisher))


def _aside(report: Corroboration) -> Iterator[Section]:
    yield Section(title="What does not count", lines=tuple(_cut(map(_set_aside, report.aside), "statement")))
    corrected = (
        _line("A statement here, or its article, was corrected.", statements=(id_,)) for id_ in report.corrected
    )
    yield Section(title="Corrected", lines=tuple(_cut(corrected, "statement")))


def _set_aside(aside: SetAside) -> Line:
    why = {
        Aside.RETRACTED: "was retracted",
        Aside.RESTS_ON_RETRACTED: "rests on what was retracted",
        Aside.SILENT: "declined to say",
        Aside.ASKED: "asked, and did not say so",
        Aside.INSIDE_DENIAL: "is only said not to have said so",
    }[aside.why]
    reason = f": {aside.notice.why}" if aside.notice is not None else ""
    return _line(*_of(aside.telling.statement.source), f" {why}{reason}.", statements=(aside.telling.id,))


def _way(path: Path) -> str:
    """Return the names on a path, those of articles in quotation marks."""
    named = zip(path.nodes, path.names, strict=True)
    kept = ((node, name) for node, name in named if not node.startswith("text/"))
    return " → ".join(f"“{name}”" if node.startswith("document/") else name for node, name in kept)


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
        return f"on {start.isoformat()}"
    if start is None:
        return f"by {end.isoformat()}" if end else "on an unknown day"
    return f"between {start.isoformat()} and {end.isoformat()}" if end else f"on {start.isoformat()} or later"
