"""Of several people with one surname, the text tells who is meant; where it does not, the others are shown."""

import pytest

from kg.model import Reason
from tests.resolve.reading import how, names, read

NAMESAKES = {
    "the nearest whom a sentence was about": (
        "Ada Lund spoke. The house of Mayor Rui Lund is old. Lund said that it rained.",
        ["Ada Lund"],
    ),
    "the last one": ("Ada Lund spoke. Rui Lund was there. Lund said that it rained.", ["Rui Lund"]),
    "a relative": ("Rui Lund spoke. His wife, Ada Lund, was there. Lund said that it rained.", ["Rui Lund"]),
    "a relative without a comma": (
        "Rui Lund spoke. His sister Ada Lund was there. Lund said that it rained.",
        ["Rui Lund"],
    ),
    "whom the headline names": (
        "Lund wins again\n\nAda Lund won. Rui Lund came. It was late. It was cold. Lund said that it rained.\n",
        ["Ada Lund"],
    ),
    "whom no headline names": (
        "Harbour opens again\n\nAda Lund won. Rui Lund came. It was late. It was cold. Lund said that it rained.\n",
        ["Rui Lund"],
    ),
    "Mr and Ms": (
        "Mr Rui Lund spoke. Ms Ada Lund was there. Mr Lund said that it rained. Ms Lund said that it stopped.",
        ["Rui Lund", "Ada Lund"],
    ),
    "a wife": (
        "Rui Lund spoke. His wife, Ada Lund, was there. Mr Lund said that it rained. Mrs Lund said that it stopped.",
        ["Rui Lund", "Ada Lund"],
    ),
    "somebody's first name": (
        "Ada Lund met Rui Lund. Ada said that it rained. Rui said that it stopped.",
        ["Ada Lund", "Rui Lund"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), NAMESAKES.values(), ids=NAMESAKES)
def test_a_surname_of_several_means_one_of_them(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_namesakes_are_shown_and_make_it_less_sure() -> None:
    text = "Ada Lund spoke. Bo Lund and Rui Lund were there. Lund said that it rained."
    [statement] = read(text)
    assert statement.source.name in {"Ada Lund", "Bo Lund", "Rui Lund"}
    assert how(statement).reason is Reason.SHORT_NAME
    assert how(statement).confidence == 0.8
    assert {*how(statement).candidates, statement.source.name} == {"Ada Lund", "Bo Lund", "Rui Lund"}


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lund spoke. Rui Vik was there. Lund said that it rained.",
        "Mr Rui Lund spoke. Ms Ada Lund was there. Ms Lund said that it rained.",
    ],
)
def test_a_surname_of_one_or_with_ms_is_sure(text: str) -> None:
    [statement] = read(text)
    assert (statement.source.name, how(statement).confidence, how(statement).candidates) == ("Ada Lund", 0.98, ())
