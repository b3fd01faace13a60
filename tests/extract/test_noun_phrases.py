"""Noun phrases are found from their beginning and from their end, and those that can speak are known."""

import pytest

from kg.extract.grammar import Grammar, Interval
from kg.extract.lexicon import lexicon
from kg.extract.noun_phrases import is_speaker, phrase_after, phrase_before
from kg.extract.text import sentences


def grammar(text: str) -> Grammar:
    return Grammar(next(iter(sentences(text))), lexicon())


def words(found: Grammar, interval: Interval | None) -> str | None:
    return " ".join(token.text for token in found.tokens[slice(*interval)]) if interval else None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("On Sunday the South Korean ministry said.", "the South Korean ministry"),
        ("The bridge closed as officials in Seoul said.", "officials in Seoul"),
        ("It rained after Lund and Berg said.", "Lund and Berg"),
        ("The Lake Institute (LRI) said.", "The Lake Institute ( LRI )"),
        ("They waited, he said.", "he"),
        ("They waited, one senior official said.", "one senior official"),
        ("One of them said.", "One of them"),
        ("They waited as one said.", "one"),
        ("They wanted the red one, officials said.", "officials"),
        ("It rained, said.", None),
    ],
)
def test_a_phrase_ends_in_front_of_its_verb(text: str, phrase: str | None) -> None:
    found = grammar(text)
    end = next(i for i in range(len(found.tokens)) if found.lower(i) == "said")
    assert words(found, phrase_before(found, end)) == phrase


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("said Ada Lund, a mayor, on Sunday.", "Ada Lund , a mayor"),
        ("said the minister in a statement.", "the minister"),
        ("said officials in Seoul.", "officials in Seoul"),
        ("said in Seoul.", None),
    ],
)
def test_a_phrase_begins_behind_its_verb(text: str, phrase: str | None) -> None:
    found = grammar(text)
    assert words(found, phrase_after(found, 1)) == phrase


@pytest.mark.parametrize(
    ("text", "speaks"),
    [("The ministry", True), ("Two analysts", True), ("Ada Lund", True), ("she", True), ("nobody", False)],
)
def test_some_phrases_can_speak(text: str, speaks: bool) -> None:
    found = grammar(text)
    assert is_speaker(found, (0, len(found.tokens))) is speaks
