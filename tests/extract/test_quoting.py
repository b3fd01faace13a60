"""Whoever is quoted by another speaks within what the other says, in whatever order the two stand."""

import pytest

from kg.extract.combined import CombinedExtractor
from kg.extract.rules import RuleExtractor

QUOTED = {
    "behind": ("The Echo quoted Ada Lund as saying that it had rained.", "Ada Lund", "that it had rained"),
    "in front": ("“It rained,” the Echo quoted Ada Lund as saying on Tuesday.", "Ada Lund", "“It rained,”"),
    "in front, no marks": ("It had rained, the Echo quoted the mayor as saying.", "the mayor", "It had rained"),
    "interrupted": ("“The dam,” the Echo quoted Lund as saying, “broke.”", "Lund", "“The dam,” … “broke.”"),
    "a pronoun": ("“It rained,” the Echo quoted her as saying.", "her", "“It rained,”"),
    "a hearer": ("“It rained,” the Echo quoted Lund as telling farmers.", "Lund", "“It rained,”"),
    "a day in front": ("On Friday, the Echo quoted Lund as saying, “It rained.”", "Lund", "“It rained.”"),
    "passive": ("“It rained,” Ada Lund was quoted as saying by the Echo.", "Ada Lund", "“It rained,”"),
    "passive, agent first": ("“It rained,” Lund was quoted by the Echo as saying.", "Lund", "“It rained,”"),
    "passive, behind": ("Lund was quoted by the Echo as saying that it rained.", "Lund", "that it rained"),
    "passive, between": ("Lund was quoted as saying by the Echo that it rained.", "Lund", "that it rained"),
    "with an apposition": (
        "“It rained,” the Echo quoted Ada Lund, the mayor, as saying.",
        "Ada Lund, the mayor",
        "“It rained,”",
    ),
}


@pytest.mark.parametrize(("text", "source", "content"), QUOTED.values(), ids=QUOTED)
def test_who_is_quoted_speaks_within_what_the_other_says(text: str, source: str, content: str) -> None:
    outer, inner = sorted(RuleExtractor().extract(text), key=lambda a: a.within is not None)
    assert outer.source is not None
    assert outer.source.text in ("the Echo", "The Echo")
    assert inner.source is not None
    assert inner.content is not None
    assert (inner.source.text, inner.content.text, inner.within) == (source, content, outer.key)


@pytest.mark.parametrize(
    "text",
    ["“It rained,” Ada Lund was quoted as saying.", "“It rained,” Ada Lund was quoted as telling the Tidewick Echo."],
)
def test_where_nobody_is_named_who_quotes_only_the_quoted_one_speaks(text: str) -> None:
    [found] = RuleExtractor().extract(text)
    assert (found.source and found.source.text, found.content and found.content.text) == ("Ada Lund", "“It rained,”")


@pytest.mark.parametrize(
    "text",
    [
        "“It rained,” the Echo quoted Mayor Ada Lund as saying on Tuesday.",
        "“The dam,” the Echo quoted Mayor Ada Lund as saying, “broke.”",
        "“It rained,” Mayor Ada Lund was quoted as saying by the Echo.",
    ],
)
def test_the_model_gives_the_quoted_words_to_nobody_else(text: str) -> None:
    outer, inner = sorted(CombinedExtractor().extract(text), key=lambda a: a.within is not None)
    assert outer.source is not None
    assert outer.source.text == "the Echo"
    assert inner.source is not None
    assert (inner.source.text, inner.within) == ("Mayor Ada Lund", outer.key)
