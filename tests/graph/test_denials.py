"""Denials that may be of a claim: what stands right behind it, and what means nearly the contrary."""

from datetime import date

import pytest

from kg.facade import Graph
from kg.model import Act, Document, Kind, Metadata, Polarity, Run, Source, Statement
from tests.joining.drafts import ENDED, saying
from tests.joining.test_joining import claim_of, graph
from tests.rdf.examples import at, statement

__all__ = ["graph"]

CLAIM = "the mill had dumped dye into the river"


def article(text: str, *said: tuple[str, str, str]) -> Run:
    """Return an article with these statements, each a source, a cue and a content; who "denied" denies."""
    document = Document(text=text, metadata=Metadata(publisher="Post", published=date(2024, 5, 1), language="en"))
    return Run(document=document, software="test-1", ended=ENDED, statements=tuple(_said(document, *s) for s in said))


def _said(document: Document, who: str, cue: str, content: str) -> Statement:
    return statement(
        document,
        Source.of_name(who, Kind.PERSON),
        words=at(document, who),
        cue=at(document, cue, after=who),
        content=at(document, content, after=content if content == CLAIM else cue),
        act=Act.DENY if cue == "denied" else Act.ASSERT,
    )


def behind(graph: Graph, run: Run) -> list[tuple[str, str]]:
    """Return who may deny the first statement of an article, and right behind whose words that stands."""
    graph.put(run)
    first = run.statements[0]
    row = next(iter(graph.claims(about=CLAIM, several=False).rows))
    assert first.id in graph.claim(row.id).claim.statements
    return [
        (each.telling.statement.source.name, each.behind.statement.source.name)
        for each in graph.relations(row.id).may_deny
        if each.behind is not None
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"Ada said {CLAIM}. Bo denied it.",
        f"Ada said {CLAIM}. Bo denied the accusation.",
        f"Ada said {CLAIM}; Bo denied it.",
        f"“{CLAIM},” Ada said. Bo denied that.",
    ],
)
def test_denial_of_it_right_behind_may_be_of_the_claim(graph: Graph, text: str) -> None:
    pointing = text.rpartition("denied ")[2].rstrip(".")
    assert behind(graph, article(text, ("Ada", "said", CLAIM), ("Bo", "denied", pointing))) == [("Bo", "Ada")]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        (f"Ada said {CLAIM}. Nobody had seen it. Bo denied it.", "it"),
        (f"Ada said {CLAIM}. Bo denied any part in a strike.", "any part in a strike"),
    ],
)
def test_what_is_farther_away_or_says_what_it_denies_is_not_behind_it(graph: Graph, text: str, denied: str) -> None:
    assert behind(graph, article(text, ("Ada", "said", CLAIM), ("Bo", "denied", denied))) == []


def test_what_stands_between_is_what_is_denied(graph: Graph) -> None:
    text = f"Ada said {CLAIM}. Cy added the fish had died. Bo denied it."
    said = [("Ada", "said", CLAIM), ("Cy", "added", "the fish had died"), ("Bo", "denied", "it")]
    assert behind(graph, article(text, *said)) == []


def test_denial_in_other_words_is_near_and_counted_nowhere(graph: Graph) -> None:
    shells = saying("Seoul", "North Korea has shipped artillery shells to Russia")
    denial = saying(
        "Pyongyang", "ever having exported a single shell to Russia", paper="Post", polarity=Polarity.NEGATIVE
    )
    other = saying("Kyiv", "any loss of tanks in the south", paper="Echo", polarity=Polarity.NEGATIVE)
    for run in (shells, denial, other):
        graph.put(run)
    claim = claim_of(graph, shells)
    (found,) = graph.relations(claim).may_deny
    assert (found.telling.statement.source.name, found.behind) == ("Pyongyang", None)
    assert found.likeness is not None
    assert found.likeness >= 0.5
    assert graph.corroboration(claim).denied.statements == ()


def test_denial_of_a_denial_is_none(graph: Graph) -> None:
    never = saying("Pyongyang", "North Korea never shipped artillery shells to Russia")
    denial = saying("Moscow", "ever having had a single shell from North Korea", polarity=Polarity.NEGATIVE)
    for run in (never, denial):
        graph.put(run)
    assert graph.relations(claim_of(graph, never)).may_deny == ()
