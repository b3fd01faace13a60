"""What several say together is a statement of each; words that lead to nobody stay together."""

import pytest

from tests.resolve.reading import names, read

TOGETHER = {
    "two": ("[Ada Lund and Rui Vik] said that it rained.", ["Ada Lund", "Rui Vik"]),
    "both": ("[Both Ada Lund and Rui Vik] said that it rained.", ["Ada Lund", "Rui Vik"]),
    "two with titles": ("[Sen. Ada Lund and Gov. Rui Vik] said that it rained.", ["Ada Lund", "Rui Vik"]),
    "two with something behind": (
        "[Ada Lund and Rui Vik, both farmers,] said that it rained.",
        ["Ada Lund", "Rui Vik"],
    ),
    "three": ("[Ada Lund, Bo Berg and Rui Vik] said that it rained.", ["Ada Lund", "Bo Berg", "Rui Vik"]),
    "three with brackets": (
        "[Ada Lund (Ohio), Bo Berg (Utah), and Rui Vik (Maine)] said that it rained.",
        ["Ada Lund", "Bo Berg", "Rui Vik"],
    ),
    "a campaign and a party": (
        "Ada Lund ran. [The Lund campaign and the Lake Party] said that it rained.",
        ["Ada Lund's campaign", "Lake Party"],
    ),
    "two ministries": (
        "[The Ministry of Health and Welfare and the Lake Institute] said that it rained.",
        ["Ministry of Health and Welfare", "Lake Institute"],
    ),
    "one pair behind another": (
        "[Ada Lund and Rui Vik] said that it rained. [Bo Berg and Max Falk] said that it rained.",
        ["Ada Lund", "Rui Vik", "Bo Berg", "Max Falk"],
    ),
    "surnames of two who are named": (
        "Ada Lund met Rui Vik. [Lund and Vik] said that it rained.",
        ["Ada Lund", "Rui Vik"],
    ),
    "three of one word": ("[Lundia, Vikia and the Greens] said that it rained.", ["Lundia", "Vikia", "Greens"]),
    "two and what the first is": (
        "[Ada Lund, a lawyer, and Rui Vik] said that it rained.",
        ["Ada Lund", "Rui Vik"],
    ),
    "two behind whom they stand": (
        "[Officials in Oslo, Ada Lund and Rui Vik] said that it rained.",
        ["Ada Lund", "Rui Vik"],
    ),
    "first names of two who are named": (
        "Bo Lund met Ada Lund. [Bo and Ada Lund] said that it rained.",
        ["Bo Lund", "Ada Lund"],
    ),
    "a shared surname": ("[Bill and Melinda Lund] said that it rained.", ["Bill Lund", "Melinda Lund"]),
}


@pytest.mark.parametrize(("text", "expected"), TOGETHER.values(), ids=TOGETHER)
def test_each_of_several_says_it(text: str, expected: list[str]) -> None:
    assert names(text) == expected


APART = {
    "one name with “and”": (
        "[The Ministry of Health and Welfare] said that it rained.",
        ["Ministry of Health and Welfare"],
    ),
    "a body of two": ("[The Bill and Melinda Lund Foundation] said that it rained.", [None]),
    "two words that name nobody": ("[Marks and Spencer] said that it rained.", [None]),
    "one of two unknown": ("Ada Lund spoke. [Lund and Vik] said that it rained.", [None]),
    "a report of two": ("[A report by Ada Lund and Rui Vik] said that it rained.", [None]),
    "where somebody works": ("[Ada Lund, a lawyer at Pell and Vik,] said that it rained.", ["Ada Lund"]),
    "one body of three fields": (
        "[The Ministry of Health, Labour and Welfare] said that it rained.",
        ["Ministry of Health, Labour and Welfare"],
    ),
    "a relative": ("[Ada Lund and her husband] said that it rained.", [None]),
    "others": ("[Ada Lund and two others] said that it rained.", [None]),
}


@pytest.mark.parametrize(("text", "expected"), APART.values(), ids=APART)
def test_words_that_do_not_name_each_are_not_parted(text: str, expected: list[str | None]) -> None:
    assert names(text) == expected


def test_the_words_of_each_are_those_of_his_name() -> None:
    [first, second] = read("Sen. Ada Lund and Gov. Rui Vik said that it rained.")
    assert [s.source_words.text for s in (first, second) if s.source_words] == ["Sen. Ada Lund", "Gov. Rui Vik"]
    assert first.id != second.id
    assert first.content == second.content


def test_what_goes_on_from_several_is_the_first_one_s() -> None:
    text = "“It rained,” Ada Lund and Rui Vik said. “It rained for days.”"
    assert names(text) == ["Ada Lund", "Rui Vik", "Ada Lund"]
