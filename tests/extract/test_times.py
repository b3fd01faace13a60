"""Expressions of time are found from their beginning and from their end."""

import pytest

from kg.extract.text import sentences
from kg.extract.times import Words, in_names, time_after, time_before

TIMES = [
    "on Sunday",
    "late Sunday evening",
    "earlier this month",
    "last week",
    "in February",
    "on May 3",
    "on 14 March",
    "on 14 March 2022",
    "on 3rd May 2024",
    "on May 3 , 2024",
    "in 2022",
    "two weeks ago",
    "yesterday",
    "previously",
]


def reader(text: str) -> Words:
    words = text.lower().split()
    return lambda index: words[index] if 0 <= index < len(words) else ""


@pytest.mark.parametrize("time", TIMES)
def test_a_time_ends_where_its_words_end(time: str) -> None:
    assert time_after(reader(f"said {time} that"), 1) == 1 + len(time.split())


@pytest.mark.parametrize("time", [each for each in TIMES if each not in ("late Sunday evening", "earlier this month")])
def test_a_time_begins_where_its_words_begin(time: str) -> None:
    assert time_before(reader(f"Lund {time} said"), 1 + len(time.split())) == 1


@pytest.mark.parametrize("words", ["in Seoul", "on the bridge", "two weeks", "in 20 days"])
def test_what_is_no_time_is_left_alone(words: str) -> None:
    assert time_after(reader(words), 0) == 0
    assert time_before(reader(words), len(words.split())) == len(words.split())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Lund told the Sunday Herald that it rained.", True),
        ("Lund told the Mail on Sunday that it rained.", True),
        ("Lund spoke on Good Friday.", True),
        ("Lund told USA TODAY that it rained.", True),
        ("Lund told Radio Ostria’s Today programme that it rained.", True),
        ("Lund said on This Week that it rained.", True),
        ("“Today it rained,” Lund said.", False),
        ("Lund said today that it rained.", False),
        ("Lund told the Herald on Sunday that it rained.", False),
        ("On Sunday Lund said that it rained.", False),
        ("Lund said this Sunday Berg would go.", False),
    ],
)
def test_a_weekday_in_a_name_is_no_time(text: str, named: bool) -> None:
    [sentence] = sentences(text)
    assert bool(in_names(sentence.tokens)) is named
