"""Why a source has no name is nothing that it says."""

import pytest

from kg.extract import anonymity
from kg.extract.combined import CombinedExtractor
from kg.extract.rules import RuleExtractor
from kg.model import Act, Attribution

ANONYMOUS = [
    "A clerk who declined to be named said that the dam had leaked.",
    "A clerk who asked not to be identified by name said that the dam had leaked.",
    "A clerk who has requested anonymity said that the dam had leaked.",
    "A clerk, who insisted on anonymity, said that the dam had leaked.",
    "A clerk who wished to remain anonymous told the Echo that the dam had leaked.",
    "A clerk who spoke on condition of anonymity said that the dam had leaked.",
]


def _read(attribution: Attribution) -> tuple[str | None, str | None, int | None]:
    source, content = attribution.source, attribution.content
    return source and source.text, content and content.text, attribution.within


@pytest.mark.parametrize("text", ANONYMOUS)
def test_a_clause_about_the_missing_name_is_no_statement(text: str) -> None:
    for extractor in (RuleExtractor(), CombinedExtractor()):
        [found] = extractor.extract(text)
        assert _read(found) == ("A clerk", "that the dam had leaked", None)


def test_it_ends_the_source_behind_its_cue() -> None:
    text = "The dam had leaked, said a clerk who requested anonymity."
    for extractor in (RuleExtractor(), CombinedExtractor()):
        [found] = extractor.extract(text)
        assert _read(found) == ("a clerk", "The dam had leaked", None)


def test_whoever_only_refuses_to_be_named_is_silent() -> None:
    [found] = RuleExtractor().extract("The clerk declined to be named.")
    assert found.act is Act.DECLINE


def test_who_asks_something_else_asks_it() -> None:
    found = RuleExtractor().extract("A clerk, who asked whether the dam was safe, said that it leaked.")
    assert {a.act for a in found} == {Act.ASK, Act.ASSERT}


@pytest.mark.parametrize(
    "words",
    [
        *ANONYMOUS,
        "A clerk, who was granted anonymity to speak freely, said that it leaked.",
        "A clerk said on condition of anonymity that it leaked.",
        "A clerk said that it leaked, declining to be publicly named.",
        "A clerk, not authorized to speak to reporters, said that it leaked.",
    ],
)
def test_words_tell_that_somebody_wants_no_name(words: str) -> None:
    assert anonymity.is_wanted(words)


@pytest.mark.parametrize(
    "words",
    [
        "A clerk said that the boy cannot be named.",
        "A clerk wanted the dam to be safe, and named the engineer.",
        "The clerk was authorised to sign it.",
    ],
)
def test_other_words_do_not(words: str) -> None:
    assert not anonymity.is_wanted(words)
