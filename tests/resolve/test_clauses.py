"""A sentence is about the subject of its main clause, not of one in front."""

import pytest

from kg.extract.lexicon import lexicon
from kg.extract.text import sentences
from kg.resolve.clauses import is_asked, main_clause
from tests.resolve.reading import names

FRONTED = [
    ("When Bo Lund left, Rui Vik smiled.", "Rui"),
    ("But while the mayor was away, Rui Vik smiled.", "Rui"),
    ("Although Bo Lund, the mayor, had left, the town was calm.", "the"),
    ("Even before Lund resigned, he smiled.", "he"),
    ("Asked whether Bo Lund would go, Rui Vik smiled.", "Rui"),
    ("Leaving the room, Rui Vik smiled.", "Rui"),
    ("According to Bo Lund, Rui Vik smiled.", "According"),
    ("As mayor, Rui Vik smiled.", "As"),
    ("Since 2010, Rui Vik has smiled.", "Since"),
    ("When Bo Lund left, smiling, nobody cared.", "When"),
    ("Rui Vik, who smiled, left when Bo Lund came.", "Rui"),
    ("“When I left, Rui Vik smiled.”", "“"),
    ("When.", "When"),
]


@pytest.mark.parametrize(("text", "first"), FRONTED)
def test_a_main_clause_begins_behind_the_comma_of_one_in_front(text: str, first: str) -> None:
    tokens = next(iter(sentences(text))).tokens
    assert tokens[main_clause(tokens, lexicon().is_verb)].text == first


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Told that it rained, Lund left.", True), ("Yet pressed on it, Lund left.", True), ("Lund told Vik.", False)],
)
def test_who_is_asked_is_the_subject(text: str, expected: bool) -> None:
    assert is_asked(next(iter(sentences(text))).tokens) is expected


ABOUT = {
    "a clause in front": ("When Karl Vik left, David Berg smiled.", "David Berg"),
    "a clause behind": ("David Berg smiled when Karl Vik left.", "David Berg"),
    "the subject of both": ("When Karl Vik left, he smiled.", "Karl Vik"),
    "the other gender in the main clause": ("When Karl Vik left, Maria Berg smiled.", "Karl Vik"),
    "an owner in the main clause": ("When Karl Vik left, David Berg’s phone rang.", "David Berg"),
    "what somebody is asked": ("Asked whether Karl Vik would go, David Berg smiled.", "David Berg"),
    "what is asked of somebody in front": (
        "David Berg left. Asked whether Karl Vik would go, he smiled.",
        "David Berg",
    ),
    "by whom he is asked": ("Asked by Karl Vik whether he would go, David Berg smiled.", "David Berg"),
    "who speaks in front": ("When Karl Vik said it was late, David Berg smiled.", None),
    "who speaks in front of another gender": ("When Maria Vik said it was late, David Berg smiled.", "David Berg"),
    "who speaks in both": ("While Karl Vik said it was late, David Berg said it was not.", "David Berg"),
    "as somebody says": ("As Karl Vik said, David Berg was late.", "Karl Vik"),
}


@pytest.mark.parametrize(("text", "expected"), ABOUT.values(), ids=ABOUT)
def test_a_pronoun_means_the_subject_of_the_main_clause(text: str, expected: str | None) -> None:
    assert names(f"{text} “It rained,” he said.")[-1] == expected
