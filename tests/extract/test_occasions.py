"""A statement has the day beside its cue or its source, and not one of a clause that describes who speaks."""

import pytest

from kg.extract.combined import CombinedExtractor

DAYS = {
    "Anna Lund, in a letter on Monday, said the mill would close.": "on Monday",
    "Anna Lund, speaking in Oslo on Monday, said the mill would close.": "on Monday",
    "Anna Lund, on Monday, said the mill would close.": "on Monday",
    "Anna Lund, who took office in 2019, said on Monday the mill would close.": "on Monday",
    "On Monday, Anna Lund, who took office in 2019, said the mill would close.": "On Monday",
    "Speaking on Monday, Anna Lund said the mill would close.": "on Monday",
    "In a speech in Lund, Sweden on Monday, Anna Berg said the mill would close.": "on Monday",
    "Anna Lund left on Monday and said the mill would close.": "on Monday",
    "Anna Lund resigned on Monday, saying the mill would close.": "on Monday",
    "The ministry on Monday denied the claim.": "on Monday",
    "The bank has since Monday denied the claim.": "since Monday",
    "Norway, which on Monday denied the claim, sent a note.": "on Monday",
    "Anna Lund told Radio 5 Coast on Monday that the mill would close.": "on Monday",
    "Anna Lund told Radio 4’s Today programme on Monday that the mill would close.": "on Monday",
    "The army said in a statement read on state radio late Monday that the mill was lost.": "late Monday",
    "Anna Lund said in a letter sent to staff on Monday that the mill would close.": "on Monday",
    "“The mill is lost,” Anna Lund told the Coast Courier on Monday.": "on Monday",
    "“The mill is lost,” said Anna Lund in a letter on Monday.": "on Monday",
}

DESCRIBING = [
    "Anna Lund, who took office in May, said the mill would close.",
    "Anna Lund, whose son died on Sunday, warned that the mill would close.",
    "Residents of Fenwick, which was flooded on Saturday, told Reuters that the mill would close.",
    "The bank, founded in 1998, denied the claim.",
    "The committee, set up in 2020, found that the mill was unsafe.",
    "Anna Lund, the mayor since 2019, said the mill would close.",
    "Elected in 2019, Anna Lund said the mill would close.",
    "The man arrested on Friday said he was innocent.",
    "The men held on Friday denied the charge.",
    "The firm that was founded in 1998 said the mill would close.",
    "“I am innocent,” said the man arrested on Friday.",
    "“I am innocent,” said Anna Lund, who arrived on Friday.",
    "“I am innocent,” Anna Lund said as she left the court on Friday.",
    "Anna Lund told parents whose sons died on Friday that the mill would close.",
]


@pytest.fixture(scope="module")
def extractor() -> CombinedExtractor:
    return CombinedExtractor()


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_the_day_beside_a_cue_is_found(extractor: CombinedExtractor, text: str, day: str) -> None:
    assert day in [a.said.text for a in extractor.extract(text) if a.said]


@pytest.mark.parametrize("text", DESCRIBING)
def test_a_day_in_a_description_is_no_day_of_saying(extractor: CombinedExtractor, text: str) -> None:
    found = extractor.extract(text)
    assert found
    assert [a.said.text for a in found if a.said] == []
