"""Articles with statements made by hand: nested, overlapping, in pieces, unnamed, hostile."""

from datetime import date

from kg.claims.claims import Expression
from kg.joining.joins import wording_of
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
    Reason,
    Resolution,
    Saying,
    Source,
    Span,
    Statement,
    statement_id,
)

FACTORY = Document(
    text=(
        "State media said Wednesday that Kim Jong-un called for “epochal change”. 👩‍🚀 The officials\r\n"
        "in Seoul, who declined to be named, warned that it may be late. "
        "“It is”, said Shin, “not true”, <b>& so on</b>."
    ),
    metadata=Metadata(
        title="Kim calls for change",
        publisher="The Daily",
        byline=("Ann Lee",),
        url="https://daily.example/2024/05/15/kim",
        published=date(2024, 5, 15),
        published_basis=DateBasis.PAGE,
    ),
)
HOSTILE_NAME = "</bdi><img src=x onerror=\"document.title='broken'\">"
HOSTILE = Document(
    text=f"<script>document.title='broken'</script> {HOSTILE_NAME} said \"'><svg onload=alert(1)> &lt;b&gt; done.",
    metadata=Metadata(
        title="</title><script>document.title='broken'</script>",
        publisher='"><img src=x onerror="document.title=\'broken\'">',
        byline=("<b>Byline</b>",),
        url="javascript:document.title='broken'",
        language='en"onmouseover="alert(1)',
    ),
)
EMPTY = Document(text="Nobody says anything here.", metadata=Metadata(title="Quiet day", publisher="The Daily"))
MEDIA = Source.of_name("North Korean state media", Kind.MEDIA, ["state media"])
KIM = Source.of_name("Kim Jong-un", Kind.PERSON, ["Kim"])
SHIN = Source.of_name("Shin Won-sik", Kind.PERSON, ["Shin"])


def place(document: Document, *words: str) -> Passage:
    """Return the passage of these words, each where it stands first after the ones before."""
    spans = []
    start = 0
    for piece in words:
        start = document.text.index(piece, start)
        spans.append(Span(start, start + len(piece)))
        start += len(piece)
    return document.passage(*spans)


def after(document: Document, before: str, words: str) -> Passage:
    """Return the passage of these words where they stand first after others."""
    return document.passage(place(document, before, words).spans[-1])


def statement(
    document: Document,
    source: Source | None,
    places: tuple[Passage | None, Passage | None, Passage | None],
    *,
    act: Act = Act.ASSERT,
    certainty: Certainty = Certainty.CERTAIN,
    quotation: Quotation = Quotation.INDIRECT,
    said_on: Saying | None = None,
    within: Statement | None = None,
) -> Statement:
    """Return a statement; without a source it is an unnamed one's, called by its words."""
    identifier = statement_id(document.id, *places)
    words = places[0]
    whose = source or Source.unnamed(identifier, words.text if words else None, Kind.GROUP)
    before = within.chain if within else (document.metadata.publisher or UNKNOWN_PUBLISHER,)
    return Statement(
        id=identifier,
        document=document.id,
        source=whose,
        source_words=words,
        cue=places[1],
        content=places[2],
        quotation=quotation,
        act=act,
        polarity=Polarity.NEGATIVE if act in {Act.DENY, Act.DECLINE} else Polarity.POSITIVE,
        certainty=certainty,
        said_on=said_on,
        within=within.id if within else None,
        chain=(*before, whose.name),
        confidence=0.83,
        resolution=Resolution(reason=Reason.FULL_NAME, confidence=0.97),
    )


def factory_statements() -> tuple[Statement, ...]:
    """Return statements within each other, in pieces, overlapping, and of somebody unnamed."""
    f = FACTORY
    wednesday = Saying(text="Wednesday", start=date(2024, 5, 15), end=date(2024, 5, 15))
    reported = statement(
        f,
        MEDIA,
        (place(f, "State media"), place(f, "said"), place(f, "that Kim Jong-un called for “epochal change”")),
        quotation=Quotation.MIXED,
        said_on=wednesday,
    )
    called = statement(
        f,
        KIM,
        (place(f, "Kim Jong-un"), place(f, "called for"), place(f, "“epochal change”")),
        act=Act.DEMAND,
        quotation=Quotation.DIRECT,
        within=reported,
    )
    warned = statement(
        f,
        None,
        (place(f, "The officials\r\nin Seoul"), place(f, "warned"), place(f, "that it may be late")),
        act=Act.WARN,
        certainty=Certainty.POSSIBLE,
    )
    declined = statement(f, None, (place(f, "The officials\r\nin Seoul"), place(f, "declined"), None), act=Act.DECLINE)
    denied = statement(
        f,
        SHIN,
        (place(f, "Shin"), after(f, "“It is”", "said"), place(f, "“It is”", "“not true”")),
        act=Act.DENY,
        quotation=Quotation.DIRECT,
    )
    return reported, called, warned, declined, denied


STATEMENTS = factory_statements()


def hostile_statements() -> tuple[Statement, ...]:
    """Return a statement whose words are made to break pages."""
    h = HOSTILE
    source = Source.of_name(HOSTILE_NAME, Kind.PERSON, ["<script>alert(1)</script>"])
    return (statement(h, source, (place(h, HOSTILE_NAME), place(h, "said"), place(h, "\"'><svg onload=alert(1)>"))),)


HOSTILE_STATEMENTS = hostile_statements()
HOSTILE_CLAIM = next(
    wording.id
    for said in HOSTILE_STATEMENTS
    if said.content
    and (wording := wording_of(Expression(statement=said.id, text=said.content.text, speaker=said.source.id)))
)
