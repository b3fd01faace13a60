"""The lexicon is complete enough to be read, and makes regular forms."""

import pytest

from kg.extract.lexicon import Form, lexicon, plural
from kg.model import Act


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
