"""Random runs for property tests: odd letters, several pieces, nesting, sources without a name."""

from datetime import UTC, date
from itertools import groupby

from hypothesis import strategies as st

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
    Run,
    Saying,
    Source,
    Span,
    Statement,
    statement_id,
)

ODD = "\x00\x01\t\r\n\x1b\x7f\x85\u2028\ufeff\ufffe\ufffd\\\"'“”{}<>…é\u0301ß한𝔸😀"
letters = st.characters(codec="utf-8") | st.sampled_from(ODD)
texts = st.text(letters, min_size=1, max_size=60)
confidences = st.floats(0, 1).map(lambda number: round(number, 12))
"""As many places as a store keeps."""
names = st.sampled_from(["KCNA", "the North", "Ada Berg", "한국", "a\\b", 'say "x"', "\u0301", " … "]) | texts
urls = st.sampled_from(
    [
        "https://a.example/x?y=1#z",
        "http://a.example/a b",
        "javascript:alert(1)",
        "https://[",
        "https://é.example/<>",
        "",
    ]
)
days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
metadata = st.builds(
    Metadata,
    title=st.none() | texts,
    publisher=st.none() | names,
    credit=st.none() | names,
    byline=st.lists(names, max_size=3).map(tuple),
    url=st.none() | urls | texts,
    language=st.sampled_from(["en", "ko", "en-US", "zh-Hant", "unknown!", ""]),
    published=st.none() | days,
    published_basis=st.sampled_from(DateBasis),
    modified=st.none() | days,
    correction=st.none() | texts,
    original=st.none() | st.just("0af1" * 16),
)
sayings = st.none() | st.builds(Saying, text=texts, start=st.none() | days, end=st.none() | days)


named_sources = st.builds(Source.of_name, names, st.sampled_from(Kind), st.lists(names, max_size=2))


@st.composite
def passages(draw: st.DrawFn, document: Document) -> Passage:
    """Draw a passage of one to three pieces."""
    length = len(document.text)
    cuts = sorted(draw(st.lists(st.integers(0, length), min_size=2, max_size=6, unique=True)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return document.passage(*(Span(start, end) for start, end in pairs))


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """Draw a run whose sources are the same throughout its document, and whose statements are in its order."""
    document = Document(text=draw(st.text(letters, min_size=2, max_size=80)), metadata=draw(metadata))
    kinds: dict[str, Source] = {}
    found: dict[str, Statement] = {}
    links: dict[str, list[Source]] = {}
    outlets = [name for name in (document.metadata.publisher, document.metadata.credit) if name is not None]
    credited = [Source.of_name(name, Kind.MEDIA) for name in outlets[1:]]
    resolutions = st.builds(
        Resolution,
        reason=st.sampled_from(Reason),
        confidence=confidences,
        candidates=st.lists(names, max_size=2, unique=True).map(lambda several: tuple(sorted(several))),
    )
    for _ in range(draw(st.integers(0, 4))):
        words, cue, content = (draw(passages(document)) for _ in range(3))
        words_, content_ = draw(st.sampled_from([(words, content), (None, content), (words, None)]))
        id_ = statement_id(document.id, words_, cue, content_)
        outer = draw(st.none() | st.sampled_from(sorted(found))) if found else None
        if draw(st.booleans()):
            source = draw(named_sources)
            source = kinds.setdefault(source.id, source)
        else:
            source = Source.unnamed(id_, words_.text if words_ else None, draw(st.sampled_from(Kind)))
        if id_ in found:
            continue
        told_to = draw(st.none() | named_sources)
        if told_to is not None:
            told_to = kinds.setdefault(told_to.id, told_to)
        through = [*(links[outer] if outer else credited), *([told_to] if told_to else []), source]
        links[id_] = [next(several) for _, several in groupby(through, key=lambda link: link.id)]
        found[id_] = Statement(
            id=id_,
            document=document.id,
            source=source,
            source_words=words_,
            cue=cue,
            content=content_,
            quotation=draw(st.sampled_from(Quotation)),
            act=draw(st.sampled_from(Act)),
            polarity=draw(st.sampled_from(Polarity)),
            certainty=draw(st.sampled_from(Certainty)),
            said_on=draw(sayings),
            within=outer,
            chain=(outlets[0] if outlets else UNKNOWN_PUBLISHER, *(link.name for link in links[id_])),
            confidence=draw(confidences),
            resolution=draw(st.none() | resolutions),
            told_to=told_to,
        )
    return Run(
        document=document,
        software=draw(st.sampled_from(["whosaid-0.1.0", "whosaid-1.0+rules/2", "x", "a b-c>d"])),
        ended=draw(st.datetimes(timezones=st.just(UTC))),
        statements=tuple(found.values()),
    )
