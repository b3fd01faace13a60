"""Documents in which somebody says something, as an extraction would find them."""

from dataclasses import replace
from datetime import UTC, date, datetime

from kg.model import Act, Document, Kind, Metadata, Polarity, Run, Source
from tests.rdf.examples import at, statement

ENDED = datetime(2024, 6, 1, tzinfo=UTC)


def saying(
    who: str,
    what: str,
    *,
    paper: str = "The Coast Daily",
    day: date = date(2024, 5, 15),
    polarity: Polarity = Polarity.POSITIVE,
    title: str = "",
) -> Run:
    """Return the run of a document of one sentence, "WHO said WHAT"."""
    text = f"{title}{paper}: {who} said {what}"
    document = Document(text=text, metadata=Metadata(publisher=paper, published=day, language="en"))
    said = statement(
        document,
        Source.of_name(who, Kind.ORGANIZATION),
        words=at(document, who),
        cue=at(document, "said"),
        content=at(document, what, after=" said "),
        act=Act.DENY if polarity is Polarity.NEGATIVE else Act.ASSERT,
    )
    said = replace(said, polarity=polarity)
    return Run(document=document, software="whosaid-0.1.0", ended=ENDED, statements=(said,))
