"""Texts as the tests of resolution read them: sources from the rules or marked, and the names that a model sees."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count

from kg.extract.base import Extraction, NameClass, Named
from kg.extract.rules import RuleExtractor
from kg.model import (
    Act,
    Attribution,
    Certainty,
    DateBasis,
    Document,
    Metadata,
    Passage,
    Polarity,
    Quotation,
    Resolution,
    Span,
    Statement,
)
from kg.resolve.statements import Resolver

METADATA = Metadata(publisher="The Daily", published=date(2024, 5, 15), published_basis=DateBasis.GIVEN)
PERSON, ORGANIZATION, PLACE, GROUP = (
    NameClass.PERSON,
    NameClass.ORGANIZATION,
    NameClass.PLACE,
    NameClass.GROUP,
)

Seen = Mapping[str, NameClass]
_MARKED = re.compile(r"\[(?P<source>[^]]*)\]\W*(?P<cue>\w+)")


def read(text: str, seen: Seen | None = None, *, metadata: Metadata = METADATA) -> list[Statement]:
    """Return the statements of a text in which the model sees these names wherever they stand."""
    return _resolved(text, RuleExtractor().read(text), seen, metadata)


def read_marked(text: str, seen: Seen | None = None) -> list[Statement]:
    """Return the statements of a text whose sources stand in square brackets, each with its cue behind it.

    The rules that find statements are left out: the model finds some that they do not.
    """
    plain = re.sub(r"[][]", "", text)
    return _resolved(plain, Extraction(attributions=tuple(_marked(text, plain))), seen, METADATA)


def names(text: str, seen: Seen | None = None) -> list[str | None]:
    """Return the names of a text's sources in order, None for an unnamed one; they may be marked."""
    return [s.source.name if s.source.named else None for s in (read_marked if "[" in text else read)(text, seen)]


def how(statement: Statement) -> Resolution:
    """Return why a statement's source is who it is."""
    assert statement.resolution is not None
    return statement.resolution


def _resolved(text: str, found: Extraction, seen: Seen | None, metadata: Metadata) -> list[Statement]:
    given = Extraction(
        attributions=found.attributions, names=tuple(_named(text, seen or {})), sentences=found.sentences
    )
    return list(Resolver().resolve(Document(text=text, metadata=metadata), given))


def _named(text: str, seen: Seen) -> Iterator[Named]:
    """Yield the names that are seen in a text; of two that overlap the longer one."""
    if seen:
        longest_first = "|".join(re.escape(words) for words in sorted(seen, key=len, reverse=True))
        for match in re.finditer(rf"\b(?:{longest_first})\b", text):
            yield Named(span=Span(*match.span()), kind=seen[match[0]], probability=0.9)


def _marked(text: str, plain: str) -> Iterator[Attribution]:
    keys = count()
    for match in _MARKED.finditer(text):
        removed = len(re.findall(r"[][]", text[: match.start()]))
        source, cue = (
            Passage.of(plain, [Span(start - removed - marks, end - removed - marks)])
            for (start, end), marks in ((match.span("source"), 1), (match.span("cue"), 2))
        )
        yield Attribution(
            key=next(keys),
            source=source,
            cue=cue,
            content=None,
            quotation=Quotation.INDIRECT,
            act=Act.ASSERT,
            polarity=Polarity.POSITIVE,
            certainty=Certainty.CERTAIN,
            confidence=1.0,
        )
