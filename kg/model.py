"""The words of this project as values: documents, spans, sources, statements.

Everything here is frozen and knows neither files nor libraries. Offsets count Unicode code points of the
document's text, end exclusive: `text[span.start:span.end]` is always the exact words.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from kg.errors import SpanError
from kg.ids import digest, sha256, slug

UNKNOWN_PUBLISHER = "unknown publisher"
"""The first link of a chain whose document names no publisher."""
_DROPPED = {ord(mark): None for mark in ".'’`´"}
_JOINS = re.compile(r"[-\u2010-\u2015]")
_BEGINS = re.compile(r"(?:An?|The|One|Two|Three|Four|Both|Some|Several|Another|Other|They|He|She|It|We)\b(?!\.)")

UNNAMED = "unnamed/"
"""How the id of an unnamed source begins."""


class Kind(StrEnum):
    """What a source is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    MEDIA = "media"
    COUNTRY = "country"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why words are taken to mean a source."""

    FULL_NAME = "full name"
    AUTHORITY = "authority file"
    SHORT_NAME = "short name"
    ROLE = "role"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"
    CONTEXT = "context"
    SPEAKER = "speaker"
    UNRESOLVED = "unresolved"


class Quotation(StrEnum):
    """How the words are given: in quotation marks, in the writer's own words, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What the source did in saying it, as the cue has it."""

    ASSERT = "assert"
    DENY = "deny"
    DECLINE = "decline"
    ASK = "ask"
    DEMAND = "demand"
    PROMISE = "promise"
    WARN = "warn"
    BELIEVE = "believe"
    SUSPECT = "suspect"
    PLAN = "plan"
    PREDICT = "predict"


class Polarity(StrEnum):
    """Whether the statement affirms what is said or rejects it."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Certainty(StrEnum):
    """How surely the source itself puts it."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Decision(StrEnum):
    """What a person decides about sources, documents or statements."""

    SAME = "same"
    NOT_SAME = "not-same"
    SPLIT = "split"
    RENAME = "rename"
    RATE = "rate"
    CORRECT = "correct"
    RETRACT = "retract"
    COPY = "copy"
    NOT_COPY = "not-copy"
    SAME_CLAIM = "same-claim"
    NOT_SAME_CLAIM = "not-same-claim"


class Bound(StrEnum):
    """What an amount bounds."""

    NONE = "none"
    LEAST = "at least"
    MOST = "at most"


class Status(StrEnum):
    """Whether a document or a statement stands as it was published."""

    STANDING = "standing"
    CORRECTED = "corrected"
    RETRACTED = "retracted"


class Reliability(StrEnum):
    """How far a source can be relied on, in a person's judgement: the letters of the Admiralty code."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class DateBasis(StrEnum):
    """Where a document's date comes from; a date without a basis is not trusted."""

    GIVEN = "given"
    METADATA = "metadata"
    PAGE = "page"
    NONE = "none"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open interval `[start, end)` of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an interval that is empty, reversed or negative."""
        if not 0 <= self.start < self.end:
            raise SpanError(f"[{self.start}, {self.end}) is no span: it needs 0 <= start < end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Exact words of a document: one piece, or several where other words stand between.

    `spans` are in order and apart; `pieces[i]` are the words at `spans[i]`.
    """

    spans: tuple[Span, ...]
    pieces: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse pieces that can't be the words at the spans."""
        if not self.spans or len(self.spans) != len(self.pieces):
            raise SpanError(f"{len(self.spans)} spans for {len(self.pieces)} pieces of text: each needs the other")
        for span, piece in zip(self.spans, self.pieces, strict=True):
            if span.end - span.start != len(piece):
                raise SpanError(f"[{span.start}, {span.end}) can't hold the {len(piece)} characters {piece[:40]!r}")
        for before, after in zip(self.spans, self.spans[1:], strict=False):
            if before.end > after.start:
                raise SpanError(f"[{before.start}, {before.end}) overlaps or follows [{after.start}, {after.end})")

    @classmethod
    def of(cls, text: str, spans: Iterable[Span]) -> "Passage":
        """Return the passage at these spans of a text, put in order.

        Raises SpanError when a span lies outside the text or two overlap.
        """
        ordered = tuple(sorted(spans))
        for span in ordered:
            if span.end > len(text):
                raise SpanError(f"[{span.start}, {span.end}) ends outside the text of {len(text)} characters")
        return cls(spans=ordered, pieces=tuple(text[span.start : span.end] for span in ordered))

    @property
    def text(self) -> str:
        """The words, with an ellipsis where other words stand between the pieces."""
        return " … ".join(self.pieces)

    def __str__(self) -> str:
        """Return the words."""
        return self.text

    def is_exact(self, text: str) -> bool:
        """Tell whether these are the words that stand in the text."""
        return all(text[span.start : span.end] == piece for span, piece in zip(self.spans, self.pieces, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a document besides its text.

    `credit` is the medium whose text it is, where its publisher prints another's: an agency's, mostly. `correction`
    is the note by which the publisher itself corrects or retracts it, `original` the SHA-256 of the bytes that it was
    read from, in hexadecimal digits.
    """

    title: str | None = None
    publisher: str | None = None
    credit: str | None = None
    byline: tuple[str, ...] = ()
    url: str | None = None
    language: str = "en"
    published: date | None = None
    published_basis: DateBasis = DateBasis.NONE
    modified: date | None = None
    correction: str | None = None
    original: str | None = None

    @property
    def is_english(self) -> bool:
        """Whether it is in the one language that is read for statements."""
        return self.language.lower().split("-")[0] == "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One version of one article's text.

    Its `id` comes from publisher, URL and text: a corrected date or headline is the same document, a changed
    text another version.
    """

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    id: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the id once: it hashes the whole text."""
        made = digest("document", self.metadata.publisher, self.metadata.url, self.text)
        object.__setattr__(self, "id", made)

    @property
    def is_extracted(self) -> bool:
        """Whether it is read for statements: in English."""
        return self.metadata.is_english

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text's UTF-8 bytes."""
        return sha256(self.text)

    def passage(self, *spans: Span) -> Passage:
        """Return the exact words at these spans; raises SpanError when they are not in the text."""
        return Passage.of(self.text, spans)


def folded_name(name: str) -> str:
    """Return a name as it is compared: without case, leading "the", double spaces and curly apostrophes."""
    plain = " ".join(name.replace("’", "'").casefold().split())
    return plain.removeprefix("the ")


@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """Return what the spellings of one name have in common: Kim Jong-un and Kim Jong Un, U.N. and UN.

    Letter case, accents, hyphens, full stops, apostrophes and a leading "the" make no other source. A name of nothing
    but such characters is its own key.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded_name(name)) if not unicodedata.combining(c))
    key = " ".join(_JOINS.sub(" ", plain.translate(_DROPPED)).split())
    return key or folded_name(name)


def as_written(name: str, *texts: str) -> str | None:
    """Return the words that were made lower case in a name, as the first of the texts has them that does."""
    wanted = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    return next((found[0] for text in texts if (found := wanted.search(text))), None)


def label_of(name: str, *, named: bool) -> str:
    """Return what lists call a source: its name, which stands in round brackets where it is unnamed."""
    return name if named else f"({name})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whom a statement is attributed to.

    A named source's id comes from what the spellings of its name have in common, so that it is one source in
    every article. An unnamed one's id comes from its statement, so that it never merges with another; its name is
    its words in lower case, or "unnamed" where there are none. `words` are these words as the article has them, where
    they are known; whoever shows a source to a reader shows them.
    """

    id: str
    name: str
    kind: Kind
    named: bool
    aliases: tuple[str, ...] = ()
    words: str | None = field(default=None, compare=False)

    @classmethod
    def of_name(cls, name: str, kind: Kind, aliases: Iterable[str] = ()) -> "Source":
        """Return the named source of this name."""
        others = tuple(sorted({alias for alias in aliases if alias != name}))
        same = name_key(name)
        stem = slug(same)
        mark = digest("source", same)[:8]
        return cls(id=f"{stem}-{mark}" if stem else mark, name=name, kind=kind, named=True, aliases=others)

    @classmethod
    def unnamed(cls, statement: str, words: str | None, kind: Kind) -> "Source":
        """Return the unnamed source of the statement with this id."""
        name = words.lower() if words else "unnamed"
        return cls(id=f"{UNNAMED}{statement}", name=name, kind=kind, named=False, words=words or None)

    @property
    def shown(self) -> str:
        """What a reader sees: its name, or the article's own words for an unnamed one."""
        return self.name if self.named else self.words or self.name

    @property
    def inside(self) -> str:
        """The same within a line of others, where "The official" of a sentence's beginning is "the official"."""
        return self.shown if self.named else _BEGINS.sub(lambda first: first[0].lower(), self.shown)

    @property
    def label(self) -> str:
        """What lists call it."""
        return label_of(self.shown, named=self.named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """When something was said: the words, and the days they mean; an open end is None."""

    text: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What an extractor finds: words that say somebody said something, before anybody asks who that is.

    `key` numbers the attributions of one document; `within` is the key of the enclosing attribution, and
    `continues` the key of the quotation that this one, without a cue of its own, goes on from. `said` are the
    words that tell when.
    """

    key: int
    source: Passage | None
    cue: Passage | None
    content: Passage | None
    quotation: Quotation
    act: Act
    polarity: Polarity
    certainty: Certainty
    confidence: float
    said: Passage | None = None
    within: int | None = None
    continues: int | None = None

    def __post_init__(self) -> None:
        """Refuse an attribution that points at nothing, or a confidence that is none."""
        if self.cue is None and self.content is None:
            raise SpanError("an attribution needs a cue or a content to point at")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"a confidence lies between 0 and 1, not at {self.confidence}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Why a statement's source is taken to be this one, and how surely; `candidates` are names it might be instead.

    An unresolved source is nobody's name, and `confidence` tells how surely the words name nobody.
    """

    reason: Reason
    confidence: float
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One act of saying, as one document reports it.

    `chain` holds the names through which it reached the reader, publisher first, `source` last; a source that
    speaks inside its own statement is one link. `links` are the same as a reader sees them, where that is known.
    `within` is the id of the enclosing statement. `told_to` is the medium that the source spoke to, the link in front
    of it, where that is no earlier link: "told Reuters". `resolution` is None where nobody recorded why the source is
    who it is.
    """

    id: str
    document: str
    source: Source
    source_words: Passage | None
    cue: Passage | None
    content: Passage | None
    quotation: Quotation
    act: Act
    polarity: Polarity
    certainty: Certainty
    said_on: Saying | None
    within: str | None
    chain: tuple[str, ...]
    confidence: float
    resolution: Resolution | None = None
    told_to: Source | None = None
    links: tuple[str, ...] = field(default=(), compare=False)

    @property
    def shown_chain(self) -> tuple[str, ...]:
        """The chain as a reader sees it: with unnamed sources in the words of the article."""
        return self.links or self.chain


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One extraction of one document by one version of the software."""

    document: Document
    software: str
    ended: datetime
    statements: tuple[Statement, ...]

    @property
    def id(self) -> str:
        """The id: the same software on the same document is the same run."""
        return digest("run", self.document.id, self.software)

    @property
    def state(self) -> str:
        """What it was made of; a run with another would give other statements, or other facts of the document."""
        return state_of(self.document, self.software)


def state_of(document: Document, software: str) -> str:
    """Return a digest of all that a version of the software makes a run of: text, metadata and its own version."""
    return digest("state", document.id, repr(document.metadata), software)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """That a document or a statement was corrected or retracted, and why.

    `judgement` is the id of the judgement that says so, or None where the publisher's own note does, whose words are
    the reason then. `of_document` tells that a statement has it from its document.
    """

    status: Status
    why: str
    judgement: str | None = None
    of_document: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A statement as lists show it: with what is known of its document, and the notice on each that does not stand."""

    statement: Statement
    metadata: Metadata
    notice: Notice | None = None
    document_notice: Notice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A document as lists show it: without its text, with the notice on one that does not stand."""

    id: str
    sha256: str
    metadata: Metadata
    statements: int
    notice: Notice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """A source as lists show it: how many statements are attributed to it, in how many documents, and its rating."""

    source: Source
    statements: int
    documents: int
    reliability: Reliability | None = None


def statement_id(document: str, *passages: Passage | None) -> str:
    """Return the id of the statement whose source, cue and content stand at these places of a document."""
    places = [[[span.start, span.end] for span in passage.spans] if passage else None for passage in passages]
    return digest("statement", document, *places)
