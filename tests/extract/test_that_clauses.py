"""A noun with "that" attributes no more than what is claimed, and nothing where "that" is an object."""

import pytest

from kg.extract.rules import RuleExtractor
from kg.model import Act, Attribution


def _read(text: str) -> list[Attribution]:
    return list(RuleExtractor().extract(text))


def _inner(text: str) -> list[str | None]:
    return [a.content and a.content.text for a in _read(text) if a.within is not None]


SUBJECTS = {
    "are": ("Claims that the bank failed are false, Lund said.", "that the bank failed"),
    "were": ("Rumours that the bank had failed were untrue, Lund said.", "that the bank had failed"),
    "is": ("The claim that the bank failed is false, Lund said.", "that the bank failed"),
    "have": ("Fears that the dam could break have grown, officials said.", "that the dam could break"),
    "a report": ("A report that shells were sold has angered Oslo, Lund said.", "that shells were sold"),
    "quoted": ("“Claims that the bank failed are false,” Lund said.", "that the bank failed"),
    "said in front": ("Lund said reports that the bank had failed were false.", "that the bank had failed"),
    "with a clause": (
        "Reports that the dam had leaked when it rained are false, Lund said.",
        "that the dam had leaked when it rained",
    ),
    "two predicates": (
        "Claims that the bank failed are false and were spread by rivals, Lund said.",
        "that the bank failed",
    ),
    "two clauses": (
        "Claims that the bank failed and that the mint was shut are false, Lund said.",
        "that the bank failed and that the mint was shut",
    ),
}


@pytest.mark.parametrize(("text", "content"), SUBJECTS.values(), ids=SUBJECTS)
def test_what_is_said_of_a_claim_is_not_claimed(text: str, content: str) -> None:
    assert _inner(text) == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Police are looking into claims that the bank is corrupt.", "that the bank is corrupt"),
        ("The ministry examined claims that the bank failed and was shut.", "that the bank failed and was shut"),
        ("The court heard an allegation that Kesh had been dismissed.", "that Kesh had been dismissed"),
        ("The court heard a claim that Kesh rejected the budget.", "that Kesh rejected the budget"),
    ],
)
def test_a_claim_goes_to_its_end_where_nothing_is_said_of_it(text: str, content: str) -> None:
    assert content in [a.content and a.content.text for a in _read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The firm faces accusations that it denies.",
        "The clerk filed the report that Mr Oh had dismissed.",
        "The clerk repeated a claim that the opposition rejected last week.",
        "It was a promise that she made in May.",
        "A report that the minister commissioned was published on Friday.",
    ],
)
def test_a_relative_clause_is_nothing_that_a_noun_claims(text: str) -> None:
    assert not [a for a in _read(text) if a.content and a.content.text.startswith("that ")]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The firm had paid him, an allegation that Kesh denied within hours.", "Kesh", "an allegation"),
        ("The firm had paid him – a claim that the company has rejected.", "the company", "a claim"),
        ("Lund said the firm had paid, an allegation that Kesh denied.", "Kesh", "an allegation"),
    ],
)
def test_who_denies_what_the_writer_calls_an_allegation_denies_it(text: str, source: str, content: str) -> None:
    found = _read(text)[-1]
    assert (found.source and found.source.text, found.act, found.within) == (source, Act.DENY, None)
    assert found.content is not None
    assert found.content.text == content
