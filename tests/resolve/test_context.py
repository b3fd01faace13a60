"""The model's word on whom words mean is set against that of the rules; what neither knows surely stays open."""

import pytest

from kg.extract.base import Extraction, Meant
from kg.extract.rules import RuleExtractor
from kg.model import Document, Metadata, Reason, Span, Statement
from kg.resolve.statements import Resolver

TEXT = (
    "Ada Lund met Rui Alves in Lisbon.\n\nRain fell on the town all day.\n\nSnow fell too.\n\n"
    "Hail fell in the end.\n\nThe singer said that it rained.\n"
)
ALONE = "Ada Lund left early.\n\nThe singer said that it rained.\n"


def _last(text: str, words: str, *chances: tuple[str, float], none: float = 0.0) -> Statement:
    """Return the last statement of a text in which the model holds these names for meant by some words."""
    places = tuple((Span(text.index(name), text.index(name) + len(name)), chance) for name, chance in chances)
    found = RuleExtractor().read(text)
    meant = {text.rindex(words): Meant(names=places, none=none)}
    given = Extraction(attributions=found.attributions, meant=meant, sentences=found.sentences)
    return Resolver().resolve(Document(text=text, metadata=Metadata()), given)[-1]


def test_a_sure_model_names_whom_the_rules_leave_open() -> None:
    statement = _last(TEXT, "The singer", ("Rui Alves", 0.9))
    assert statement.source.name == "Rui Alves"
    assert statement.resolution is not None
    assert statement.resolution.reason is Reason.CONTEXT
    assert statement.resolution.confidence == 0.9


def test_an_unsure_model_names_nobody_and_says_between_whom() -> None:
    statement = _last(TEXT, "The singer", ("Rui Alves", 0.5), ("Ada Lund", 0.3))
    assert not statement.source.named
    assert statement.resolution is not None
    assert statement.resolution.reason is Reason.UNRESOLVED
    assert statement.resolution.candidates == ("Ada Lund", "Rui Alves")


def test_an_unsure_model_confirms_whom_the_text_is_about() -> None:
    assert _last(ALONE, "The singer", ("Ada Lund", 0.3)).source.name == "Ada Lund"
    assert not _last(ALONE, "The singer", ("Ada Lund", 0.1)).source.named


@pytest.mark.parametrize(("chance", "name"), [(0.9, "Ada Lund"), (0.98, "Rui Alves")])
def test_only_a_model_that_is_all_but_certain_overrules_a_pronoun(chance: float, name: str) -> None:
    text = "Rui Alves left.\n\nAda Lund said that it rained. She said that it stopped.\n"
    assert _last(text, "She", ("Rui Alves", chance)).source.name == name


def test_somebody_without_a_name_is_not_given_one() -> None:
    text = "Rui Alves left.\n\nAn asylum seeker said that it rained. He said that it stopped.\n"
    assert not _last(text, "He", ("Rui Alves", 0.99)).source.named
