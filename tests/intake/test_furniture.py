"""Page furniture is recognised by whole lines, and articles are not."""

import pytest

from kg.intake.furniture import byline, furniture

PAGE = """41.0 F
New Lund
Monday, February 3, 2025

Mayor opens bridge

- Advertisement -
Mayor Ada Lund, left, calls the new bridge 'a gift to all of us' in Lund on Tuesday. [YONHAP]
Mayor Ada Lund, left, calls the new bridge “a gift to all of us” in Lund on Tuesday. [YONHAP]

The mayor said that the bridge is open.

READ MORE: Police say bridge is old

BY BO BERG [bo@daily.example]"""


def test_what_surrounds_an_article_is_found() -> None:
    lines = [PAGE[s.start : s.end] for s in furniture(PAGE)]
    assert lines[:4] == ["41.0 F", "New Lund", "Monday, February 3, 2025", "- Advertisement -"]
    assert lines[4].startswith("Mayor Ada Lund")
    assert lines[5].startswith("Mayor Ada Lund")
    assert lines[6:] == ["READ MORE: Police say bridge is old", "BY BO BERG [bo@daily.example]"]


@pytest.mark.parametrize(
    "line",
    ["The mayor said on Monday that it rained.", "Shares rose by 3 percent.", "Watch out for rain, the mayor said.",
     "By Monday the water had gone, she said.", "Related work is going on, they said."],
)  # fmt: skip
def test_sentences_are_no_furniture(line: str) -> None:
    assert furniture(f"Headline\n\n{line}") == ()


def test_the_byline_names_the_writers() -> None:
    assert byline(PAGE) == ("Bo Berg",)
    assert byline("Rain\n\nBy Ada Lund and Bo Berg\n\nIt rained.") == ("Ada Lund", "Bo Berg")
    assert byline("By and by it rained.") == ()
