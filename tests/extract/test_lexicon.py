"""The lexicon is complete enough to be read, and makes regular forms."""

import pytest

from kg.extract.lexicon import Form, lexicon, plural
from kg.model import Act, Certainty


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [
        ("said", "say", Form.PAST),
        ("denies", "deny", Form.THIRD),
        ("urging", "urge", Form.ING),
        ("admitted", "admit", Form.PAST),
        ("stresses", "stress", Form.THIRD),
        ("claimed", "claim", Form.PARTICIPLE),
    ],
)
def test_a_form_leads_to_its_verb(word: str, lemma: str, form: Form) -> None:
    assert (lemma, form) in [(verb.lemma, found) for verb, found in lexicon().verbs[word]]


def test_every_act_has_cues_and_defaults() -> None:
    words = lexicon()
    acts = {verb.act for readings in words.verbs.values() for verb, _ in readings}
    assert acts == set(Act)
    assert set(words.defaults) == set(Act)


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("agency", "agencies"), ("spokeswoman", "spokeswomen"), ("boss", "bosses"), ("aide", "aides")],
)
def test_plurals(noun: str, expected: str) -> None:
    assert plural(noun) == expected


@pytest.mark.parametrize(
    ("words", "index", "expected"),
    [
        ("it may rain", 1, Certainty.POSSIBLE),
        ("nothing may slip", 1, None),
        ("it could rain", 1, Certainty.POSSIBLE),
        ("they could not count", 1, None),
        ("it is possible that", 1, Certainty.POSSIBLE),
        ("it is possible", 1, None),
        ("it appeared", 1, None),
    ],
)
def test_a_hedge_is_known_by_its_words_and_those_beside_it(words: str, index: int, expected: Certainty | None) -> None:
    assert lexicon().hedges.at(words.split(), index) == expected


@pytest.mark.parametrize(
    ("noun", "gender"),
    [("sister", "female"), ("policeman", "male"), ("spokeswoman", "female"), ("nurse", None), ("women", None)],
)
def test_some_nouns_tell_a_woman_from_a_man(noun: str, gender: str | None) -> None:
    assert lexicon().gender(noun) == gender
