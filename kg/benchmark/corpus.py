"""A made-up corpus of any size: documents with the statements in them, as an extraction would find them.

Documents come one by one, the same from one seed, and the beginning of a larger corpus is the smaller one. Names, words
and what is said follow Zipf's law; every span is exact. Nothing here is read or resolved: the statements are made with
their sentences, so that a million of them cost minutes.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from kg.benchmark.cast import Cast
from kg.benchmark.contents import Contents
from kg.benchmark.page import Page, Story
from kg.model import DateBasis, Document, Metadata, Run

SOFTWARE = "whosaid-0.1.0+corpus.1"
"""What the made-up runs say that they were made by."""
_START = date(2015, 1, 1)
_DAYS = 10 * 365
_SHORTEST = 400
"""How many characters a text has at least."""
_NOTE = "Correction: an earlier version of this article misstated a figure."


def corpus(statements: int, *, seed: int = 1) -> Iterator[Run]:
    """Yield runs with so many statements in all, or as many more as the last document needs to be whole."""
    given = 0
    for run in _runs(random.Random(f"corpus {seed}")):  # noqa: S311 -- nothing secret
        if given >= statements:
            return
        yield run
        given += len(run.statements)


def _runs(chance: random.Random) -> Iterator[Run]:
    cast, contents = Cast(chance), Contents(chance)
    fillers = tuple(contents.sentence() for _ in range(3000))
    while True:
        yield _run(chance, cast, contents, fillers)


def _run(chance: random.Random, cast: Cast, contents: Contents, fillers: tuple[str, ...]) -> Run:
    # More articles of late than at first, and in no order: an archive is read as it lies in its folders.
    published = _START + timedelta(days=int(_DAYS * chance.random() ** 0.7))
    publisher = cast.publisher() if chance.random() < 0.98 else None
    credit = cast.agency() if publisher is not None and chance.random() < 0.12 else None
    language = "de" if chance.random() < 0.02 else "en"
    wanted = max(1, min(60, round(chance.lognormvariate(2.35, 0.55)))) if language == "en" else 0
    story = Story(
        published=published,
        outlets=tuple(each for each in (publisher, credit) if each is not None),
        speakers=tuple(cast.speakers(2 + wanted // 3)),
        agency=cast.agency(),
    )
    page = Page(chance, cast, contents, story)
    title = contents.headline()
    page.headline(title)
    while page.statements < wanted:
        page.paragraph(chance.randint(1, 3), chance.choices(fillers, k=chance.randrange(3)))
    while len(page) < _SHORTEST:
        page.paragraph(0, chance.choices(fillers, k=3))
    corrected = chance.random() < 0.004
    if corrected:
        page.line(_NOTE)
    medium = publisher.name.removeprefix("The ").replace(" ", "-").lower() if publisher else "site"
    document = Document(
        text=page.text,
        metadata=Metadata(
            title=title,
            publisher=publisher.name if publisher else None,
            credit=credit.name if credit else None,
            byline=tuple(cast.reporter() for _ in range(chance.choice((0, 1, 1, 2)))),
            url=f"https://www.{medium}.example/{published:%Y/%m}/{chance.getrandbits(48):x}",
            language=language,
            published=published,
            published_basis=DateBasis.METADATA if chance.random() < 0.9 else DateBasis.PAGE,
            modified=published + timedelta(days=1) if corrected or chance.random() < 0.1 else None,
            correction=_NOTE if corrected else None,
        ),
    )
    ended = datetime.combine(published + timedelta(days=1), time(6), tzinfo=UTC)
    return Run(document=document, software=SOFTWARE, ended=ended, statements=page.read(document))
