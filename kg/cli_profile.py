"""A source's profile, printed."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from kg.console import Output, counted, message, print_json, print_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.graph.profile import Counted, Profile


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
    yield "what it did", _table(profile.acts)
    yield "its words", _table(profile.quotations)
    yield "how surely", _table(profile.certainties)
    yield "when", _table(profile.periods)
    yield "speaks of", _counted(profile.words)
    yield "through", _counted(profile.through)
    for claim in profile.claims[:10]:
        if claim.statements > 1:
            yield "says often", f"{claim.name} ({claim.statements}; claim {claim.id[:8]})"
    if profile.handed_on:
        share = f"{profile.unnamed / profile.handed_on:.0%}"
        yield "hands on", f"{counted(profile.handed_on, 'statement')} of others, {share} of them of unnamed sources"
    for each in profile.contradicted[:10]:
        yield "contradicted by", f"{each.by}: {each.text} (claim {each.claim[:8]})"
    yield "corrected", f"{profile.corrected:,}, retracted {profile.retracted:,}"


def _table(table: "Mapping[str, int]") -> str:
    return ", ".join(f"{name} {number:,}" for name, number in table.items()) or "—"


def _counted(several: "Iterable[Counted]") -> str:
    return ", ".join(f"{each.name} {each.statements:,}" for each in list(several)[:10]) or "—"
