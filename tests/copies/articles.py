"""Made-up articles for tests of copies: long enough to be compared, and unlike each other."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime

from kg.model import Document, Metadata, Run

WORDS = (
    "harbour", "ferry", "minister", "bridge", "council", "budget", "winter", "river", "engine", "school", "library",
    "doctor", "market", "strike", "tunnel", "letter", "garden", "captain", "forest", "museum", "border", "village",
    "teacher", "railway", "factory", "judge", "orchard", "pilot", "storm", "island",
)  # fmt: skip
STARTS = ("The", "A", "One", "Every", "Their", "Another", "Her", "Some")


def paragraphs(seed: int, *, sentences: int = 12) -> list[str]:
    """Return paragraphs of two sentences of made-up prose, always the same from one seed."""
    chance = random.Random(seed)  # noqa: S311
    made = [
        f"{chance.choice(STARTS)} {' '.join(chance.choice(WORDS) for _ in range(chance.randint(9, 14)))}."
        for _ in range(sentences)
    ]
    return [" ".join(made[at : at + 2]) for at in range(0, sentences, 2)]


def text(seed: int, *, sentences: int = 12) -> str:
    """Return a made-up text."""
    return "\n\n".join(paragraphs(seed, sentences=sentences))


def edited(text: str, *, every: int) -> str:
    """Return a text with every so-manieth word replaced."""
    words = text.split(" ")
    words[every - 1 :: every] = ["altogether"] * len(words[every - 1 :: every])
    return " ".join(words)


def document(
    text: str,
    publisher: str | None = "The Lake Chronicle",
    *,
    url: str | None = None,
    title: str | None = None,
    credit: str | None = None,
    day: int | None = 1,
    modified: int | None = None,
    correction: str | None = None,
) -> Document:
    """Return a document of these words; days are those of May 2024."""
    return Document(
        text=text,
        metadata=Metadata(
            title=title,
            publisher=publisher,
            credit=credit,
            url=url,
            published=date(2024, 5, day) if day else None,
            modified=date(2024, 5, modified) if modified else None,
            correction=correction,
        ),
    )


def run(document: Document) -> Run:
    """Return the run of a document in which nobody says anything."""
    return Run(document=document, software="whosaid-0.1.0", ended=datetime(2024, 6, 1, tzinfo=UTC), statements=())


def joined(*parts: Sequence[str]) -> str:
    """Return paragraphs as a text."""
    return "\n\n".join(paragraph for part in parts for paragraph in part)
