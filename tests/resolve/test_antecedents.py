"""Pronouns lead to whom the text is about, never to whom the same words speak of."""

import pytest

from kg.model import Reason
from tests.resolve.reading import PERSON, how, names, read, read_marked

PRONOUNS = {
    "his": ("Mayor Rui Vik left. [His] claim that it rained was new.", "Rui Vik"),
    "her": ("Ada Lund left. [Her] claim that it rained was new.", "Ada Lund"),
    "her, of a man": ("Mr Rui Vik left. [Her] claim that it rained was new.", None),
    "its": ("The Lake Institute met. [Its] claim that it rained was new.", "Lake Institute"),
    "their": ("[The Lake Institute] claims rain. [Their] claim was new.", "Lake Institute"),
    "a possessive name": ("Ada Lund left. [Lund’s] claim that it rained was new.", "Ada Lund"),
    "somebody's own": ("Ada Lund left. By [Lund’s own] account it rained.", "Ada Lund"),
    "whom his own words name": ("Lund had to go, he said.", None),
    "who says that another had to go": ("Rui Vik was angry. Bo Lund had to go, he said.", "Rui Vik"),
    "who speaks in front of his words": ("Rui Vik was angry, and he said that it rained.", "Rui Vik"),
    "who": ("Rui Vik met Ada Lund, [who] said that it rained.", "Ada Lund"),
    "which": ("Rui Vik met the Lake Institute, [which] said that it rained.", "Lake Institute"),
    "who, behind a trade": ("Ada Lund met a farmer [who] said that it rained.", None),
    "who, behind a place": ("Ada Lund lives in the town, [who] said that it rained.", None),
}


@pytest.mark.parametrize(("text", "expected"), PRONOUNS.values(), ids=PRONOUNS)
def test_a_pronoun_means_whom_the_text_is_about(text: str, expected: str | None) -> None:
    assert names(text)[-1] == expected


GENDERS = {
    "a man beside a woman": ("Judge Maria Lund jailed David Vik. [He] said that it rained.", "David Vik"),
    "a woman beside a man": ("David Vik met Maria Lund. [She] said that it rained.", "Maria Lund"),
    "a man whom a woman accused": ("Mary Lund accused David Vik of lying, which [he] denied.", "David Vik"),
    "a man whom somebody accused": ("Bo Lund accused David Vik of lying, which [he] denied.", "David Vik"),
    "a man alone beside a woman's name": ("Maria Lund left. [He] said that it rained.", None),
    "a name of either": ("Robin Lund left. [She] said that it rained.", "Robin Lund"),
    "a title against a first name": ("Ms Karl Lund left. [She] said that it rained.", "Karl Lund"),
    "a surname of two": ("Karl Lund and Maria Lund left. [Ms Lund] said that it rained.", "Maria Lund"),
    "a husband": ("Robin Lund met her husband, David Vik. [He] said that it rained.", "David Vik"),
    "somebody's brother": ("Karl Lund met his brother, David Vik. [He] said that it rained.", "Karl Lund"),
    "one of two men": ("Karl Lund accused David Vik of lying, which [he] denied.", None),
    "somebody whom the sentence is about behind them": (
        "After Karl Lund asked David Vik for rain, Bo Vik left. [She] said that it rained.",
        "Bo Vik",
    ),
    "one of two men, further on": ("Karl Lund interviewed David Vik. [He] said that it rained.", None),
    "the first of two men whom nothing is done to": (
        "Karl Lund walked with David Vik. [He] said that it rained.",
        "Karl Lund",
    ),
}


@pytest.mark.parametrize(("text", "expected"), GENDERS.values(), ids=GENDERS)
def test_a_first_name_tells_a_woman_from_a_man(text: str, expected: str | None) -> None:
    assert names(text)[-1] == expected


def test_who_of_two_a_pronoun_means_stays_open_with_both() -> None:
    last = read_marked("Karl Lund accused David Vik of lying, which [he] denied.")[-1]
    assert (last.source.named, how(last).candidates) == (False, ("David Vik", "Karl Lund"))
    last = read_marked("Lund accused Vik of lying, which [he] denied.", {"Lund": PERSON, "Vik": PERSON})[-1]
    assert (last.source.named, how(last).candidates) == (False, ("Lund", "Vik"))


SURE = {
    "he": ("Rui Vik left. He said that it rained.", "Rui Vik", 0.95),
    "it": ("The Lake Institute met. It said that it rained.", "Lake Institute", 0.65),
    "they": ("The Lake Institute said that it rained. They said that it stopped.", "Lake Institute", 0.65),
}


@pytest.mark.parametrize(("text", "name", "confidence"), SURE.values(), ids=SURE)
def test_it_and_they_are_less_sure_than_he(text: str, name: str, confidence: float) -> None:
    last = read(text)[-1]
    assert (last.source.name, how(last).reason, how(last).confidence) == (name, Reason.PRONOUN, confidence)


def test_they_are_the_unnamed_who_spoke_last() -> None:
    first, second = read("Two officials said that it rained. They said that it stopped.")
    assert (second.source.named, second.source.name) == (False, "two officials")
    assert how(second).confidence == 0.65 < how(first).confidence


DASHES = {
    "a hyphen": "[South Africa - the first country to do so] - said that it rained.",
    "a dash": "[South Africa – the first country to do so] – said that it rained.",
    "a comma": "[South Africa, the first country to do so], said that it rained.",
}


@pytest.mark.parametrize("text", DASHES.values(), ids=DASHES)
def test_what_stands_behind_a_dash_only_adds_to_a_name(text: str) -> None:
    [statement] = read_marked(text)
    assert (statement.source.name, how(statement).reason) == ("South Africa", Reason.AUTHORITY)
