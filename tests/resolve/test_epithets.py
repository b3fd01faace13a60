"""Words that only describe again whom the text has just named lead to him, where nobody else may be meant."""

import pytest

from kg.model import Reason
from tests.resolve.reading import PERSON, PLACE, Seen, how, names, read

SEEN: Seen = {"Ada Lund": PERSON, "Bo Vik": PERSON, "Lund": PERSON, "Ohio": PLACE}

AGES = {
    "an age behind the name": ("Ada Lund, 46, left. The 46-year-old said that it rained.", "Ada Lund"),
    "an age in brackets": ("Ada Lund (46) left. The 46-year-old said that it rained.", "Ada Lund"),
    "an age in front of the name": (
        "A jury freed 46-year-old Ada Lund. The 46-year-old said that it rained.",
        "Ada Lund",
    ),
    "an age at the end": ("They met Ada Lund, 46. Bo Vik left. The 46-year-old said that it rained.", "Ada Lund"),
    "an age and a trade": ("Ada Lund, 46, left. The 46-year-old singer said that it rained.", "Ada Lund"),
    "an age of two": ("Ada Lund, 46, met Bo Vik, 46. The 46-year-old said that it rained.", None),
    "another age": ("Ada Lund, 46, left. The 31-year-old said that it rained.", None),
    "a number that is no age": (
        "Ada Lund, 46 friends and a dog left. The 46-year-old said that it rained.",
        "Ada Lund",
    ),
    "some 46-year-old": ("Ada Lund, 46, left. A 46-year-old said that it rained.", None),
    "an age that the text does not tell": ("Ada Lund left. The 46-year-old said that it rained.", "Ada Lund"),
    "an age of one of two": ("Ada Lund met Bo Vik. The 46-year-old said that it rained.", None),
}
PARENTS = {
    "a mother": ("Ada Lund left. The mother-of-two said that it rained.", "Ada Lund"),
    "a father who is a woman": ("Ada Lund left. The father-of-two said that it rained.", None),
    "a mother beside somebody else": ("Ada Lund left. Robin Vik ate. The mother-of-two said that it rained.", None),
    "somebody who is quoted": ("Ada Lund said: “Bo Vik ate.” The mother-of-two said that it rained.", "Ada Lund"),
    "a mother who spoke": ("Ada Lund left. A nurse said it rained. The mother-of-two said it stopped.", None),
    "a mother from a place": ("Ada Lund left. The mother-of-two from Ohio said that it rained.", None),
    "a mother of nobody knows how many": ("Ada Lund left. The mother said that it rained.", None),
}
MEMBERS = {
    "a lawmaker": ("Sen. Ada Lund left. The Ohio Republican said that it rained.", "Ada Lund"),
    "a lawmaker of that place": ("Rep. Ada Lund of Ohio left. The Ohio Democrat said that it rained.", "Ada Lund"),
    "a lawmaker of the other party": (
        "Sen. Ada Lund, a Democrat, left. The Ohio Republican said that it rained.",
        None,
    ),
    "nobody in office": ("Ada Lund left. The Ohio Republican said that it rained.", None),
    "one of two lawmakers": ("Sen. Ada Lund met Rep. Bo Vik. The Ohio Republican said that it rained.", None),
}
CASES = AGES | {f"parent: {k}": v for k, v in PARENTS.items()} | {f"member: {k}": v for k, v in MEMBERS.items()}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_an_epithet_leads_to_the_only_one_whom_it_fits(text: str, expected: str | None) -> None:
    assert names(text, SEEN)[-1] == expected


def test_an_age_is_surer_than_being_alone() -> None:
    told = how(read("Ada Lund, 46, left. The 46-year-old said that it rained.", SEEN)[-1])
    alone = how(read("Ada Lund left. The 46-year-old said that it rained.", SEEN)[-1])
    assert (told.reason, told.confidence, alone.confidence) == (Reason.ROLE, 0.9, 0.8)
