"""Attributions with their sources, chains and days: statements."""

from collections.abc import Mapping, Sequence

from kg.extract.lexicon import Lexicon, lexicon
from kg.extract.text import sentences
from kg.model import UNKNOWN_PUBLISHER, Attribution, DateBasis, Document, Source, Span, Statement, statement_id
from kg.resolve.authority import Authority, authority
from kg.resolve.days import saying
from kg.resolve.referents import UNKNOWN, Referent
from kg.resolve.sources import Sources


class Resolver:
    """Turns the attributions of a document into statements."""

    def __init__(self, words: Lexicon | None = None, known: Authority | None = None) -> None:
        self.words = words or lexicon()
        self.known = known or authority()

    def resolve(
        self, document: Document, attributions: Sequence[Attribution], *, skip: Sequence[Span] = ()
    ) -> tuple[Statement, ...]:
        """Return one statement for each attribution, in order.

        A day is resolved only against a date that is trusted; otherwise its words stay with open ends.
        """
        metadata = document.metadata
        sources = Sources(document.text, sentences(document.text, skip=skip), metadata, self.words, self.known)
        referents = sources.resolve(attributions)
        ids = {a.key: statement_id(document.id, a.source, a.cue, a.content) for a in attributions}
        by_key = {a.key: a for a in attributions}
        trusted = metadata.published if metadata.published_basis is not DateBasis.NONE else None
        found = {a.key: _source(referents.get(a.key, UNKNOWN), ids[a.key]) for a in attributions}
        return tuple(
            Statement(
                id=ids[a.key],
                document=document.id,
                source=found[a.key],
                source_words=a.source,
                cue=a.cue,
                content=a.content,
                quotation=a.quotation,
                act=a.act,
                polarity=a.polarity,
                certainty=a.certainty,
                said_on=saying(a.said.text, trusted) if a.said else None,
                within=ids[a.within] if a.within is not None else None,
                chain=chain(metadata.publisher, a, by_key, found),
                confidence=a.confidence,
            )
            for a in attributions
        )


def _source(referent: Referent, statement: str) -> Source:
    if referent.name is None:
        return Source.unnamed(statement, referent.words, referent.kind)
    return Source.of_name(referent.name, referent.kind, referent.aliases)


def chain(
    publisher: str | None, attribution: Attribution, by_key: Mapping[int, Attribution], found: Mapping[int, Source]
) -> tuple[str, ...]:
    """Return the names through which a statement reached the reader, publisher first, its source last.

    A source that speaks inside its own statement is one link.
    """
    links = [found[attribution.key]]
    outer = attribution.within
    while outer is not None:
        if found[outer].id != links[0].id:
            links.insert(0, found[outer])
        outer = by_key[outer].within
    return (publisher or UNKNOWN_PUBLISHER, *(link.name for link in links))
