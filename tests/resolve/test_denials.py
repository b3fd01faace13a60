"""Whoever is accused of something denies it, and never who accuses him."""

import pytest

from kg.model import Reason
from tests.resolve.reading import ORGANIZATION, PERSON, Seen, how, names, read

SEEN: Seen = {"Lund": PERSON, "Vik": PERSON, "Halden Works": ORGANIZATION, "Lake Council": ORGANIZATION}

DENIERS = {
    "who is accused": ("Norway is accused of arming Chad, which it denies.", "Norway"),
    "who is suspected": ("Norway is suspected of arming Chad, which it has denied.", "Norway"),
    "who has long been accused": ("Norway has long been accused of arming Chad, which it denies.", "Norway"),
    "whom another accuses": ("Norway accuses Chile of arming Chad, which it denies.", "Chile"),
    "whom a person accuses": ("Lund accused Vik of lying, which he denied.", "Vik"),
    "whom several accuse": ("Two farmers blamed Halden Works for the smell, which it denies.", "Halden Works"),
    "a body whose name has of in it": ("Norway accused the Bank of Chile of fraud, which it denies.", "Bank of Chile"),
    "whom a name only owns": ("Norway accused Lund’s dog of biting, which he denied.", None),
    "in the sentence behind": ("Norway accused Chile of arming Chad. It denies the charge.", "Chile"),
    "in the sentence behind, of a passive": ("Chile was accused by Norway of arming Chad. It denied that.", "Chile"),
    "who is charged": ("The Lake Council charged Halden Works with fraud. It denies wrongdoing.", "Halden Works"),
    "nobody who charges money": (
        "The Lake Council charged Vik a fee. It denied that the fee was high.",
        "Lake Council",
    ),
    "two sentences further on": (
        "Norway accused Chile of arming Chad. That was in May. It denied that it had known.",
        "Norway",
    ),
    "of whom something is said": ("Norway says Chile armed Chad, which it denies.", "Chile"),
    "of whom it is said, with but": ("Norway says Chile armed Chad, but it denied this.", "Chile"),
    "nobody of whom nothing is said": ("Norway says arms came to Chad from Chile, which it denies.", None),
    "who speaks of himself": ("Lund said he knew of it, which he later denied.", None),
    "who speaks, in the sentence behind": ("Norway says Chile armed Chad. It denied that it had known.", "Norway"),
    "a name": ("Norway accuses Chile of arming Chad, which Chad denies.", "Chad"),
    "he is no country": ("Lund accused Norway of arming Chad, which he regrets. He denied that he was wrong.", "Lund"),
    "who says something else": ("Norway accuses Chile of arming Chad. It said that it rained.", "Norway"),
}


@pytest.mark.parametrize(("text", "expected"), DENIERS.values(), ids=DENIERS)
def test_a_pronoun_that_denies_is_the_accused(text: str, expected: str | None) -> None:
    assert names(text, SEEN)[-1] == expected


def test_who_denies_is_less_sure_than_who_is_named() -> None:
    found = how(read("Norway accuses Chile of fraud, which it denies.")[-1])
    assert (found.reason, found.confidence) == (Reason.PRONOUN, 0.9)
