"""Attributions with their sources, chains and days: statements."""

from collections.abc import Mapping, Sequence
from datetime import date

from kg.extract.base import Extraction
from kg.extract.lexicon import Lexicon, lexicon
from kg.extract.text import sentences
from kg.model import (
    Attribution,
    DateBasis,
    Document,
    Reason,
    Resolution,
    Saying,
    Source,
    Span,
    Statement,
    statement_id,
)
from kg.resolve.authority import Authority, authority
from kg.resolve.datelines import written
from kg.resolve.days import saying
from kg.resolve.recognised import Recognised
from kg.resolve.referents import UNKNOWN, Referent
from kg.resolve.sources import Sources
from kg.resolve.through.chains import Chains
from kg.resolve.through.citations import put_right
from kg.resolve.through.hearers import Hearers
from kg.resolve.through.media import Media

USUAL = {
    Reason.FULL_NAME: 0.98,
    Reason.AUTHORITY: 0.99,
    Reason.SHORT_NAME: 0.98,
    Reason.ROLE: 0.9,
    Reason.DESCRIPTION: 0.75,
    Reason.PRONOUN: 0.95,
    Reason.CONTEXT: 0.75,
    Reason.SPEAKER: 0.9,
    Reason.UNRESOLVED: 0.9,
}
"""How often a resolution is right, by its reason, where the model says nothing of it."""


class Resolver:
    """Turns the attributions of a document into statements."""

    def __init__(self, words: Lexicon | None = None, known: Authority | None = None) -> None:
        self.words = words or lexicon()
        self.known = known or authority()

    def resolve(self, document: Document, found: Extraction, *, skip: Sequence[Span] = ()) -> tuple[Statement, ...]:
        """Return one statement for each attribution found, in order.

        A day is resolved only against a date that is trusted; otherwise its words stay with open ends.
        """
        media = Media(self.words, self.known)
        metadata, attributions = document.metadata, put_right(document.text, found.attributions, media)
        read = found.sentences or tuple(sentences(document.text, skip=skip))
        sources = Sources(document.text, read, metadata, self.words, self.known, found)
        attributions = sources.divided(attributions)
        referents = sources.resolve(attributions)
        ids = {a.key: statement_id(document.id, a.source, a.cue, a.content) for a in attributions}
        trusted = metadata.published if metadata.published_basis is not DateBasis.NONE else None
        names = Hearers(read, media, Recognised(found.names)).find(attributions)
        heard = {key: sources.medium(name) for key, name in names.items()}
        hearers = {key: _source(medium, ids[key]) for key, medium in heard.items() if medium is not None}
        spoken_to = {hearer.id: hearer for hearer in hearers.values()}
        said = {a.key: _source(referents.get(a.key, UNKNOWN), ids[a.key]) for a in attributions}
        source_of = {key: spoken_to.get(source.id, source) for key, source in said.items()}
        days = _days(attributions, trusted, written(document.text, trusted))
        chains = Chains(metadata, attributions, source_of, hearers, media)
        return tuple(
            Statement(
                id=ids[a.key],
                document=document.id,
                source=source_of[a.key],
                source_words=a.source,
                cue=a.cue,
                content=a.content,
                quotation=a.quotation,
                act=a.act,
                polarity=a.polarity,
                certainty=a.certainty,
                said_on=days.get(a.key),
                within=ids[a.within] if a.within is not None else None,
                chain=chains.names(a.key),
                confidence=a.confidence,
                resolution=resolution(referents.get(a.key, UNKNOWN)),
                told_to=chains.told_to(a.key),
                links=chains.shown(a.key),
            )
            for a in attributions
        )


def resolution(referent: Referent) -> Resolution:
    """Return why and how surely words mean whom they are taken to mean."""
    sure = USUAL[referent.reason] if referent.sure is None else referent.sure
    return Resolution(reason=referent.reason, confidence=round(sure, 2), candidates=referent.candidates)


def _days(attributions: Sequence[Attribution], published: date | None, written: date | None) -> Mapping[int, Saying]:
    """Return when attributions were said, by their keys; "on the same day" is the day of the last one before it."""
    found: dict[int, Saying] = {}
    before: tuple[date | None, date | None] = (None, None)
    for attribution in attributions:
        if attribution.said is not None:
            said = saying(attribution.said.text, published, before=before, written=written)
            found[attribution.key] = said
            before = (said.start, said.end) if said.start else before
    return found


def _source(referent: Referent, statement: str) -> Source:
    if referent.name is None:
        return Source.unnamed(statement, referent.words, referent.kind)
    return Source.of_name(referent.name, referent.kind, referent.aliases)
