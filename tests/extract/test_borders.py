"""The borders of what the model reads are put right where the text shows that they are wrong."""

import pytest

from kg.extract.borders import near_source, without_adverb
from kg.extract.lexicon import lexicon
from kg.model import Passage, Span

ABBREVIATED = {
    "a country's": ("The U.S. said it rained.", "The U.S", "The U.S."),
    "an acronym's": ("The U.N.H.C. said it rained.", "The U.N.H.C", "The U.N.H.C."),
    "none, at a sentence's end": ("It rained, said US. Lund said so.", "US", "US"),
    "an initial's": ("It rained, said Plan B. Lund said so.", "Plan B", "Plan B"),
}


@pytest.mark.parametrize(("text", "read", "whole"), ABBREVIATED.values(), ids=ABBREVIATED)
def test_an_abbreviation_keeps_its_last_full_stop(text: str, read: str, whole: str) -> None:
    assert _source(text, read) == whole


NOBODY = {
    "an age": ("Ada Berg, 34, said it rained.", "34", None),
    "an article": ("The alleged attack, they said, failed.", "The", None),
    "a name with an age": ("Ada Berg, 34, said it rained.", "Ada Berg, 34", "Ada Berg, 34"),
    "a number of people": ("More than 300 said it rained.", "More than 300", "More than 300"),
}


@pytest.mark.parametrize(("text", "read", "source"), NOBODY.values(), ids=NOBODY)
def test_a_bare_number_or_article_is_nobody(text: str, read: str, source: str | None) -> None:
    assert _source(text, read) == source


WRITER = {
    "a clause": ("An old farmer I met there said it rained.", "An old farmer I met", "An old farmer"),
    "cut off": ("A farmer we met said it rained.", "A farmer we", "A farmer"),
    "the writer with others": ("The farmer and I said it rained.", "The farmer and I", "The farmer and I"),
    "a name": ("The farmer Ada I. Lund said it rained.", "The farmer Ada I. Lund", "The farmer Ada I. Lund"),
}


@pytest.mark.parametrize(("text", "read", "source"), WRITER.values(), ids=WRITER)
def test_where_the_writer_met_somebody_is_left_out(text: str, read: str, source: str) -> None:
    assert _source(text, read) == source


ADVERBS = {
    "behind a name": ("“No,” said Ada Lund quietly.", "Ada Lund quietly", "Ada Lund"),
    "behind a trade": ("“No,” said the mayor softly.", "the mayor softly", "the mayor"),
    "a family": ("“No,” said the Lund family.", "the Lund family", "the Lund family"),
    "an ally": ("“No,” said a former ally.", "a former ally", "a former ally"),
    "a surname": ("“No,” said Ada Lilly.", "Ada Lilly", "Ada Lilly"),
    "in front of its cue": ("Lund quietly said no.", "Lund quietly", "Lund quietly"),
}


@pytest.mark.parametrize(("text", "read", "source"), ADVERBS.values(), ids=ADVERBS)
def test_an_adverb_behind_a_source_is_no_part_of_it(text: str, read: str, source: str) -> None:
    begin, cue = text.index(read), text.index("said")
    found = without_adverb(
        text,
        Passage.of(text, [Span(cue, cue + 4)]),
        Passage.of(text, [Span(begin, begin + len(read))]),
        lexicon(),
    )
    assert found.text == source


def _source(text: str, read: str) -> str | None:
    """Return what is made of the source that the model reads in a text, with the first "said" as its cue."""
    begin, cue = text.index(read), text.index("said")
    found = near_source(
        text, Passage.of(text, [Span(cue, cue + 4)]), Passage.of(text, [Span(begin, begin + len(read))])
    )
    return found.text if found else None
