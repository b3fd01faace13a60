"""A capital makes a name only where it is not the sentence's or the headline's."""

from dataclasses import replace

import pytest

from kg.extract.base import NameClass, Named
from kg.model import Span
from kg.resolve.recognised import Recognised
from tests.resolve.reading import PERSON, Seen, names

BEHIND = "\n\nThe museum was full on Sunday. Nobody paid for it.\n"
HEADLINES = {
    "shown by the text": (
        "Lund Says Museum Will Tell\n\nMayor Ada Lund said that it rained.\n",
        {},
        ["Ada Lund", "Ada Lund"],
    ),
    "shown by the model": (f"Lund Says Museum Will Close{BEHIND}", {"Lund": PERSON}, ["Lund"]),
    "shown by nothing": (f"Lund Says Museum Will Close{BEHIND}", {}, [None]),
    "a common noun": (f"Museum Says Rain Will Stop{BEHIND}", {}, [None]),
    "a common noun that the model takes for a name": (
        f"Museum Says Rain Will Stop{BEHIND}",
        {"Museum": PERSON},
        [None],
    ),
    "a country": (f"Portugal Says Rain Will Stop{BEHIND}", {}, ["Portugal"]),
    "not in title case": (f"Lund says the museum will close{BEHIND}", {}, ["Lund"]),
}


@pytest.mark.parametrize(("text", "seen", "expected"), HEADLINES.values(), ids=HEADLINES)
def test_a_title_case_headline_names_whom_the_text_or_the_model_shows(
    text: str, seen: Seen, expected: list[str | None]
) -> None:
    assert names(text, seen) == expected


def test_a_caption_in_title_case_names_as_a_headline_does() -> None:
    text = "The roof is new. Ada Lund left.\n\n[Lund] Says Museum Will Close Roof Again\n\nThe museum was full.\n"
    assert names(text) == ["Ada Lund"]
    assert names(text.replace("[Lund]", "[Warden]")) == [None]


OPENING = {
    "a word that the text has without a capital": ("Sunshine said that it rained, for sunshine is rare.", [None]),
    "a trade": ("Traders said that it rained.", [None]),
    "a word that the model passes over": ("Sunshine said that it rained.", [None]),
    "the same with a capital elsewhere": ("They met Sunshine. Sunshine said that it rained.", ["Sunshine"]),
    "behind a comma": ("In the rain, Sunshine said that it rained.", ["Sunshine"]),
    "a capital inside": ("DoorLund said that it rained.", ["DoorLund"]),
    "several of an acronym": ("MPs said that it rained.", [None]),
    "an acronym": ("LOH said that it rained.", ["LOH"]),
    "a news agency": ("Reuters said that it rained. The agency said that it stopped.", ["Reuters", "Reuters"]),
    "a country": ("Portugal said that it rained.", ["Portugal"]),
}


@pytest.mark.parametrize(("text", "expected"), OPENING.values(), ids=OPENING)
def test_a_capital_that_opens_a_sentence_makes_no_name(text: str, expected: list[str | None]) -> None:
    assert names(f"{text} Ada Lund left.", {"Ada Lund": PERSON}) == expected


@pytest.mark.parametrize("word", ["Yet", "Until", "Perhaps", "Once", "Outside"])
def test_a_small_word_that_opens_a_sentence_belongs_to_no_name(word: str) -> None:
    assert names(f"{word} Mr Vik left. Mr Vik said that it rained.", {"Vik": PERSON}) == ["Vik"]


def test_a_small_word_belongs_to_a_name_that_has_it_elsewhere() -> None:
    assert names("They met Beyond Lund. Beyond Lund said that it rained.") == ["Beyond Lund"]


def test_a_model_that_is_sure_of_no_name_still_passes_over_words() -> None:
    unsure = Named(span=Span(10, 16), kind=NameClass.ORGANIZATION, probability=0.4)
    recognised = Recognised([unsure])
    assert [recognised.passes_over(0, 6), recognised.passes_over(10, 16)] == [True, False]
    sure = replace(unsure, span=Span(20, 26), probability=0.9)
    recognised = Recognised([unsure, sure])
    assert [recognised.passes_over(*span) for span in ((0, 6), (10, 16), (20, 26))] == [True, True, False]
    assert not Recognised().passes_over(0, 6)


def test_a_word_that_the_text_has_without_a_capital_is_a_name_where_the_model_sees_one() -> None:
    text = "Bloom said that it rained, for the roses were in bloom."
    assert names(text) == [None]
    assert names(text, {"Bloom": PERSON}) == ["Bloom"]


def test_a_title_that_opens_a_sentence_belongs_to_the_name() -> None:
    text = "Sen. Ada Lund said that it rained. The senator said that it stopped."
    assert names(text, {"Ada Lund": PERSON}) == ["Ada Lund", "Ada Lund"]
