"""Statements of a made-up document before it has an id: where their parts stand, and what they become then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.benchmark.cues import Cue
from kg.model import (
    UNKNOWN_PUBLISHER,
    Document,
    Kind,
    Quotation,
    Reason,
    Resolution,
    Saying,
    Source,
    Span,
    Statement,
    statement_id,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who speaks: a named source, or words for one without a name, or None where nobody is said to."""

    words: str | None
    source: Source | None
    kind: Kind
    reason: Reason

    @property
    def name(self) -> str:
        """The name by which chains have it."""
        return self.source.name if self.source else (self.words or "unnamed").lower()


@dataclass(slots=True, kw_only=True)
class Draft:
    """A statement without an id; `within` is the number of the draft around it."""

    who: Who
    cue: Cue
    quotation: Quotation
    confidence: float
    resolution: Resolution
    source_at: tuple[Span, ...] = ()
    cue_at: tuple[Span, ...] = ()
    content_at: tuple[Span, ...] = ()
    said: Saying | None = None
    told_to: Source | None = None
    within: int | None = None


def finished(drafts: Sequence[Draft], document: Document, outlets: Sequence[Source]) -> Iterator[Statement]:
    """Yield the statements of a document, whose publisher and credited agency are the outlets."""
    ids: list[str] = []
    for draft in drafts:
        source, cue, content = (
            document.passage(*spans) if spans else None for spans in (draft.source_at, draft.cue_at, draft.content_at)
        )
        id_ = statement_id(document.id, source, cue, content)
        ids.append(id_)
        yield Statement(
            id=id_,
            document=document.id,
            source=draft.who.source or Source.unnamed(id_, draft.who.words, draft.who.kind),
            source_words=source,
            cue=cue,
            content=content,
            quotation=draft.quotation,
            act=draft.cue.act,
            polarity=draft.cue.polarity,
            certainty=draft.cue.certainty,
            said_on=draft.said,
            within=ids[draft.within] if draft.within is not None else None,
            chain=_chain(draft, drafts, outlets),
            confidence=draft.confidence,
            resolution=draft.resolution,
            told_to=draft.told_to,
        )


def _chain(draft: Draft, drafts: Sequence[Draft], outlets: Sequence[Source]) -> tuple[str, ...]:
    """Return the names through which a statement came, as its graph has them."""
    names = [draft.who.name]
    if draft.told_to is not None:
        names.append(draft.told_to.name)
    if draft.within is not None:
        names.append(drafts[draft.within].who.name)
    behind = (name for name, _ in groupby((*(each.name for each in outlets[1:]), *reversed(names))))
    return (outlets[0].name if outlets else UNKNOWN_PUBLISHER, *behind)
