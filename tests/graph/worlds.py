"""Small worlds of articles that tell one claim: made by hand, and made at random."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from kg.claims.claims import Claim, Member
from kg.copies.verdicts import VerdictKind
from kg.graph.tellings import Copied, Dossier, Telling
from kg.ids import digest
from kg.model import (
    Act,
    Certainty,
    DateBasis,
    Kind,
    Metadata,
    Notice,
    Passage,
    Polarity,
    Quotation,
    Saying,
    Source,
    Span,
    Statement,
    Status,
)

MAY = date(2024, 5, 1)
RETRACTED = Notice(status=Status.RETRACTED, why="it never happened")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article with statements of the claim; each is a chain of names, outermost first, "~" before unnamed ones.

    A name with an exclamation mark in front denies it.
    """

    id: str
    publisher: str | None
    chains: tuple[tuple[str, ...], ...]
    credit: str | None = None
    day: date | None = MAY
    withdrawn: bool = False

    def tellings(self) -> list[Telling]:
        """Return its statements of the claim; those that lie in one of them don't express it themselves."""
        return [self._telling(number, chain) for number, chain in enumerate(self.chains)]

    def _telling(self, number: int, chain: Sequence[str]) -> Telling:
        around: list[Statement] = []
        for level, name in enumerate(chain):
            around.append(said(self.id, f"{number}.{level}", name, within=around[-1].id if around else None))
        return Telling(
            statement=around[-1],
            around=tuple(around[:-1]),
            metadata=Metadata(
                title=f"Article {self.id}",
                publisher=self.publisher,
                published=self.day,
                published_basis=DateBasis.GIVEN if self.day else DateBasis.NONE,
            ),
            publisher=medium(self.publisher),
            credit=medium(self.credit),
            withdrawn=RETRACTED if self.withdrawn else None,
        )


def medium(name: str | None) -> Source | None:
    return Source.of_name(name, Kind.MEDIA) if name else None


def words(text: str, start: int = 0) -> Passage:
    return Passage(spans=(Span(start, start + len(text)),), pieces=(text,))


def said(
    document: str,
    place: str,
    name: str,
    *,
    within: str | None = None,
    act: Act = Act.ASSERT,
    quotation: Quotation = Quotation.INDIRECT,
    certainty: Certainty = Certainty.CERTAIN,
    said_on: Saying | None = None,
    confidence: float = 0.9,
) -> Statement:
    """Return a statement by somebody; "~" makes the source unnamed, "!" the statement a denial."""
    id_ = f"{document}:{place}"
    denies, called = name.startswith("!"), name.lstrip("!")
    plain = called.lstrip("~")
    source = Source.unnamed(id_, plain, Kind.GROUP) if called.startswith("~") else Source.of_name(plain, Kind.PERSON)
    return Statement(
        id=id_,
        document=document,
        source=source,
        source_words=words(plain),
        cue=words("said", 50),
        content=words("that it rains", 60),
        quotation=quotation,
        act=Act.DENY if denies else act,
        polarity=Polarity.NEGATIVE if denies or act is Act.DECLINE else Polarity.POSITIVE,
        certainty=certainty,
        said_on=said_on,
        within=within,
        chain=(plain,),
        confidence=confidence,
    )


def world(articles: Iterable[Article], copies: Iterable[tuple[str, str]] = ()) -> Dossier:
    """Return what a store with these articles knows of the claim; copies are pairs of a copy and its original."""
    tellings = tuple(telling for article in articles for telling in article.tellings())
    return of_tellings(tellings, copies)


def of_tellings(tellings: Iterable[Telling], copies: Iterable[tuple[str, str]] = ()) -> Dossier:
    """Return what a store knows of the claim that these tell."""
    tellings = tuple(tellings)
    return Dossier(
        claim=Claim(
            id=digest("claim", "rain"),
            text="that it rains",
            language="en",
            members=tuple(sorted(Member(statement=telling.id) for telling in tellings)),
        ),
        tellings=tellings,
        copies=tuple(Copied(document=copy, of=of, kind=VerdictKind.NEAR_COPY, score=0.9) for copy, of in copies),
    )


def copy_of(article: Article, id_: str, publisher: str | None) -> Article:
    """Return an article that prints the same text a day later."""
    day = article.day + timedelta(days=1) if article.day else None
    return replace(article, id=id_, publisher=publisher, day=day)


PEOPLE = ["Ada", "Bo", "Cy", "Di", "~officials", "~a diplomat"]
MEDIA = ["Post", "Times", "Wire", "Radio"]
_links = st.sampled_from([*PEOPLE, *MEDIA, "!Ada", "!Bo", "!~officials"])
_chains = st.lists(st.sampled_from([*PEOPLE[:4], *MEDIA]), max_size=2).flatmap(
    lambda outer: _links.map(lambda inner: (*outer, inner))
)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Article], list[tuple[str, str]]]:
    """Draw some articles, and which of them are copies of earlier ones."""
    articles: list[Article] = []
    copies: list[tuple[str, str]] = []
    for number in range(draw(st.integers(1, 5))):
        id_, publisher = f"d{number}", draw(st.none() | st.sampled_from(MEDIA))
        original = draw(st.none() | st.sampled_from(articles)) if articles else None
        if original is not None:
            articles.append(copy_of(original, id_, publisher))
            copies.append((id_, original.id))
            continue
        articles.append(
            Article(
                id=id_,
                publisher=publisher,
                chains=tuple(draw(st.lists(_chains, min_size=1, max_size=3))),
                credit=draw(st.none() | st.sampled_from(MEDIA)),
                day=draw(st.none() | st.integers(0, 20).map(lambda days: MAY + timedelta(days=days))),
                withdrawn=draw(st.sampled_from([False, False, False, True])),
            )
        )
    return articles, copies
