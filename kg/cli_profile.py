"""A source's profile, printed."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from kg.console import Output, counted, message, print_json, print_rows
from kg.model import Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.graph.profile import Counted, Profile


_SHOWN = 10
"""Rows of each kind in a table."""


def print_profile(profile: "Profile", format_: Output) -> None:
    """Print what a source is like; a table tells the first ten of each kind."""
    if format_ is Output.JSON:
        print_json(asdict(profile))
        return
    print_rows(("What", "Is"), list(_rows(profile)), format_, wide=(1,))
    if profile.read < profile.statements:
        message(f"{profile.read:,} of its {profile.statements:,} statements were looked at.")


def _rows(profile: "Profile") -> "Iterator[tuple[str, str]]":
    yield "name", profile.name
    yield "statements", f"{profile.statements:,} in {counted(profile.documents, 'article')}"
    if profile.disowned:
        yield "did not say", f"{counted(profile.disowned, 'statement')} that somebody denies it made: not counted here"
    yield "what it did", _table(profile.acts)
    yield "its words", _table(profile.quotations)
    yield "how surely", _table(profile.certainties)
    yield "when", _table(profile.periods)
    yield "speaks of", _counted(profile.words)
    yield "through", _counted(profile.through)
    for stand in profile.claims[:_SHOWN]:
        for side, count in (("affirms often", stand.affirm), ("denies often", stand.deny)):
            if count > 1:
                yield side, f"{stand.text} (in {count} texts; claim {stand.claim[:8]}{_probably(stand.score)})"
    if profile.handed_on:
        share = f"{profile.unnamed / profile.handed_on:.0%}"
        yield "hands on", f"{counted(profile.handed_on, 'statement')} of others, {share} of them of unnamed sources"
    for each in profile.contradicted[:_SHOWN]:
        side = "affirms" if each.polarity is Polarity.POSITIVE else "denies"
        told = f"{each.by}, who {side}: {each.text} (claim {each.claim[:8]}{_probably(each.score)})"
        yield "contradicted by", told
    if profile.contradictions > _SHOWN:
        yield (
            "contradicted by",
            f"and {profile.contradictions - _SHOWN:,} more: --format json tells {len(profile.contradicted)}",
        )
    yield "corrected", _noticed(profile.corrected, profile.in_corrected, profile.published_corrected)
    yield "retracted", _noticed(profile.retracted, profile.in_retracted, profile.published_retracted)


def _probably(score: float) -> str:
    return "" if score == 1 else f", joined with {score:.2f}"


def _noticed(own: int, with_article: int, published: int) -> str:
    words = [counted(own, "statement")]
    if with_article:
        words.append(f"{with_article:,} with the article")
    if published:
        words.append(f"{counted(published, 'article')} that it published")
    return ", ".join(words)


def _table(table: "Mapping[str, int]") -> str:
    return ", ".join(f"{name} {number:,}" for name, number in table.items()) or "—"


def _counted(several: "Iterable[Counted]") -> str:
    return ", ".join(f"{each.name} {each.statements:,}" for each in list(several)[:_SHOWN]) or "—"
