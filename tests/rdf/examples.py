"""An article with its statements, as a value: for tests of everything that reads and writes it.

The article is invented. It has a statement inside another, a source without a name, a denial and a warning.
"""

from datetime import UTC, date, datetime

from kg.model import (
    UNKNOWN_PUBLISHER,
    Act,
    Certainty,
    DateBasis,
    Document,
    Kind,
    Metadata,
    Passage,
    Polarity,
    Quotation,
    Run,
    Saying,
    Source,
    Span,
    Statement,
    statement_id,
)

TEXT = (
    "Harbour authority warns of delays\n\n"
    "The Port Authority of Lund said Monday that the minister Ada Berg had promised “a new bridge”. "
    "“The bridge,” the Harbour Union said, “is not safe.” "
    "The Port Authority denied that the bridge is unsafe, and warned of delays."
)
DOCUMENT = Document(
    text=TEXT,
    metadata=Metadata(
        title="Harbour authority warns of delays",
        publisher="The Coast Daily",
        byline=("Zoe Quist", "Adam Holt"),
        url="https://coast.example/2024/05/15/bridge",
        published=date(2024, 5, 15),
        published_basis=DateBasis.GIVEN,
    ),
)
ENDED = datetime(2024, 5, 16, 9, 30, 11, 500000, tzinfo=UTC)

PORT = Source.of_name("Port Authority of Lund", Kind.ORGANIZATION, ["the Port Authority"])
BERG = Source.of_name("Ada Berg", Kind.PERSON)
UNION = Source.of_name("Harbour Union", Kind.ORGANIZATION)


def at(document: Document, *words: str, after: str = "") -> Passage:
    """Return these words of a document as a passage, each piece after the one before."""
    position = document.text.index(after)
    spans = []
    for piece in words:
        position = document.text.index(piece, position)
        spans.append(Span(position, position + len(piece)))
        position += len(piece)
    return document.passage(*spans)


def statement(
    document: Document,
    source: Source | str | None,
    *,
    words: Passage | None,
    cue: Passage | None,
    content: Passage | None,
    outer: Statement | None = None,
    act: Act = Act.ASSERT,
    said_on: Saying | None = None,
    told_to: Source | None = None,
) -> Statement:
    """Return a statement of a document; a source that isn't given as a value is unnamed."""
    id_ = statement_id(document.id, words, cue, content)
    of = source if isinstance(source, Source) else Source.unnamed(id_, source, Kind.UNKNOWN)
    outlets = [name for name in (document.metadata.publisher, document.metadata.credit) if name]
    chain = outer.chain if outer else tuple(outlets or [UNKNOWN_PUBLISHER])
    chain = (*chain, told_to.name) if told_to else chain
    return Statement(
        id=id_,
        document=document.id,
        source=of,
        source_words=words,
        cue=cue,
        content=content,
        quotation=Quotation.INDIRECT,
        act=act,
        polarity=Polarity.NEGATIVE if act is Act.DENY else Polarity.POSITIVE,
        certainty=Certainty.CERTAIN,
        said_on=said_on,
        within=outer.id if outer else None,
        chain=chain if outer and outer.source.id == of.id else (*chain, of.name),
        confidence=0.97,
        told_to=told_to,
    )


def relayed() -> Run:
    """Return an agency's article as another prints it, in which one speaks to a third medium, and relays another."""
    text = "The port is safe, Ada Berg told Radio Lund. She said the Harbour Union had said so."
    document = Document(text=text, metadata=Metadata(publisher="The Coast Daily", credit="Meridian Wire"))
    told = statement(
        document,
        BERG,
        words=at(document, "Ada Berg"),
        cue=at(document, "told"),
        content=at(document, "The port is safe"),
        told_to=Source.of_name("Radio Lund", Kind.MEDIA, ["Lund Radio"]),
    )
    said = statement(
        document,
        BERG,
        words=at(document, "She"),
        cue=at(document, "said"),
        content=at(document, "the Harbour Union had said so"),
    )
    inner = statement(
        document,
        UNION,
        words=at(document, "the Harbour Union"),
        cue=at(document, "had said"),
        content=at(document, "so", after="had said"),
        outer=said,
    )
    return Run(document=document, software="whosaid-0.1.0", ended=ENDED, statements=(told, said, inner))


def example() -> Run:
    """Return the example article with its statements, in the order of its text."""
    document = DOCUMENT
    said = statement(
        document,
        PORT,
        words=at(document, "The Port Authority of Lund"),
        cue=at(document, "said"),
        content=at(document, "that the minister Ada Berg had promised “a new bridge”"),
        said_on=Saying(text="Monday", start=date(2024, 5, 13), end=date(2024, 5, 13)),
    )
    promised = statement(
        document,
        BERG,
        words=at(document, "the minister Ada Berg"),
        cue=at(document, "had promised"),
        content=at(document, "“a new bridge”"),
        outer=said,
        act=Act.PROMISE,
    )
    quoted = statement(
        document,
        UNION,
        words=at(document, "the Harbour Union"),
        cue=at(document, "said", after="Harbour Union"),
        content=at(document, "“The bridge,”", "“is not safe.”"),
    )
    denied = statement(
        document,
        PORT,
        words=at(document, "The Port Authority", after="safe.”"),
        cue=at(document, "denied"),
        content=at(document, "that the bridge is unsafe"),
        act=Act.DENY,
    )
    warned = statement(
        document,
        None,
        words=None,
        cue=at(document, "warned of"),
        content=at(document, "delays", after="warned of"),
        act=Act.WARN,
    )
    return Run(
        document=document,
        software="whosaid-0.1.0",
        ended=ENDED,
        statements=(said, promised, quoted, denied, warned),
    )


def counting() -> Run:
    """Return an article with amounts: in a statement and in the one inside it, in two pieces, and in no content."""
    text = (
        "Two papers wrote of it. The Port Authority of Lund said Ada Berg had told it that about 6,700 containers and "
        "5 to 7 km of cable were lost. “At least 20 miles,” the Harbour Union said, “in 4 minutes and 2 seconds.” "
        "Ada Berg denied that it was a third, or $92 a barrel."
    )
    document = Document(text=text, metadata=Metadata(publisher="The Coast Daily", published=date(2024, 5, 15)))
    said = statement(
        document,
        PORT,
        words=at(document, "The Port Authority of Lund"),
        cue=at(document, "said"),
        content=at(document, "Ada Berg had told it that about 6,700 containers and 5 to 7 km of cable were lost"),
    )
    told = statement(
        document,
        BERG,
        words=at(document, "Ada Berg"),
        cue=at(document, "had told"),
        content=at(document, "6,700 containers and 5 to 7 km of cable were lost"),
        outer=said,
    )
    quoted = statement(
        document,
        UNION,
        words=at(document, "the Harbour Union"),
        cue=at(document, "said", after="Harbour Union"),
        content=at(document, "“At least 20 miles,”", "“in 4 minutes and 2 seconds.”"),
    )
    denied = statement(
        document,
        BERG,
        words=at(document, "Ada Berg", after="seconds.”"),
        cue=at(document, "denied"),
        content=at(document, "that it was a third, or $92 a barrel"),
        act=Act.DENY,
    )
    return Run(document=document, software="whosaid-0.1.0", ended=ENDED, statements=(said, told, quoted, denied))
