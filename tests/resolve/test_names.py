"""Names are read with the titles, trades and particles that stand around them, and keep those that belong to them."""

import pytest

from kg.model import Kind, Reason
from tests.resolve.reading import ORGANIZATION, PERSON, Seen, how, names, read

SURNAMES = {
    "a trade behind Mr": (
        "Owen King said that it rained. Mr King said that it stopped.",
        {},
        ["Owen King", "Owen King"],
    ),
    "a trade behind Ms": ("Ms Baker, a farmer, said that it rained.", {}, ["Baker"]),
    "a trade that the model sees as a name": (
        "Mr King said that it rained. King said that it stopped.",
        {"King": PERSON},
        ["King", "King"],
    ),
    "an office that people are addressed as": ("Mr Speaker said that it rained.", {"Speaker": PERSON}, [None]),
    "a trade alone, in the rules' eyes": (
        "Mr King said that it rained. King said that it stopped.",
        {},
        ["King", None],
    ),
    "a month": (
        "[Ada May] said that it rained. “It stopped,” [Mrs May] said. They met in May, [May] said.",
        {"Ada May": PERSON},
        ["Ada May", "Ada May", None],
    ),
    "a particle": (
        "Ada van Berg said that it rained. Mr van Berg said that it stopped.",
        {},
        ["Ada van Berg", "Ada van Berg"],
    ),
    "a particle left out": (
        "Rui del Vik said that it rained. Vik said that it stopped.",
        {},
        ["Rui del Vik", "Rui del Vik"],
    ),
    "a first name that is no title": (
        "On Monday Kid Lund said that it rained. Lund said that it stopped.",
        {"Lund": PERSON},
        ["Kid Lund", "Kid Lund"],
    ),
}


@pytest.mark.parametrize(("text", "seen", "expected"), SURNAMES.values(), ids=SURNAMES)
def test_a_surname_is_told_from_trades_months_and_particles(text: str, seen: Seen, expected: list[str | None]) -> None:
    assert names(text, seen) == expected


@pytest.mark.parametrize("word", ["Neither", "Either", "Both"])
def test_a_word_that_joins_names_belongs_to_none(word: str) -> None:
    text = f"{word} Mr Vik {'nor' if word == 'Neither' else 'and'} his deputy left. Mr Vik said that it rained."
    assert names(text) == ["Vik"]


FAMILY = "Lund Motors is old. Its head is Ada Lund. "
OF_FAMILY = {
    "its own": ("Lund said its sales had risen.", "Lund Motors", ("Ada Lund",)),
    "it does something": ("Lund said that it would build cars.", "Lund Motors", ("Ada Lund",)),
    "it is something": ("Lund said that it would be a good year.", "Ada Lund", ("Lund Motors",)),
    "something else has its own": ("Lund said that the city had lost its trams.", "Ada Lund", ("Lund Motors",)),
    "our own": ("“Our company will build cars,” Lund said.", "Ada Lund", ("Lund Motors",)),
    "her own": ("Lund said that it would build her a house.", "Ada Lund", ()),
    "somebody with a title": ("Ms Lund said its sales had risen.", "Ada Lund", ()),
    "nobody's own": ("Lund said that sales had risen.", "Ada Lund", ()),
}


@pytest.mark.parametrize(("text", "expected", "others"), OF_FAMILY.values(), ids=OF_FAMILY)
def test_a_surname_that_speaks_of_its_own_is_the_company_s(text: str, expected: str, others: tuple[str, ...]) -> None:
    statement = read(FAMILY + text)[-1]
    assert (statement.source.name, how(statement).candidates) == (expected, others)


@pytest.mark.parametrize("company", ["Lund Foods", "Lund Pharmaceuticals", "Lund PLC"])
def test_a_company_is_no_person_of_that_first_name(company: str) -> None:
    text = f"Ada Lund left. {company} fell. Lund said that she was late."
    assert names(text) == ["Ada Lund"]


IN_FRONT = {
    "a country and a trade": ("On Monday Irish journalist Ada Lund said that it rained.", ["Ada Lund"]),
    "a place and a short trade": ("On Monday Ipswich MP Ada Lund said that it rained.", ["Ada Lund"]),
    "a body and an office": ("On Monday Hill Union President Ada Lund said that it rained.", ["Ada Lund"]),
    "a state and an office": ("On Monday Ohio Governor Lund said that it rained. They met Ada Lund.", ["Ada Lund"]),
    "an office with “of”": ("Secretary of State Ada Lund said that it rained.", ["Ada Lund"]),
    "a word that only begins the sentence": ("Tomorrow Ada Lund said that it rained.", ["Ada Lund"]),
}


@pytest.mark.parametrize(("text", "expected"), IN_FRONT.values(), ids=IN_FRONT)
def test_what_stands_in_front_of_a_name_that_the_model_sees_is_no_part_of_it(text: str, expected: list[str]) -> None:
    assert names(text, {"Ada Lund": PERSON, "Lund": PERSON}) == expected


TITLES = {
    "Sen.": ["senator", "lawmaker"],
    "Gov.": ["governor"],
    "Rep.": ["representative", "congresswoman", "congressman", "lawmaker"],
    "Prof.": ["professor"],
    "Justice": ["justice", "judge"],
}


@pytest.mark.parametrize(("title", "role"), [(title, role) for title in TITLES for role in TITLES[title]])
def test_a_title_gives_the_role_written_out(title: str, role: str) -> None:
    text = f"{title} Ada Lund said that it rained. The {role} said that it stopped."
    assert names(text) == ["Ada Lund", "Ada Lund"]


def test_a_short_title_gives_no_other_role() -> None:
    assert names("Sen. Ada Lund said that it rained. The governor said that it stopped.") == ["Ada Lund", None]


def test_a_committee_may_be_for_a_fair_tax() -> None:
    text = "The Committee for a Fair Tax said that it rained. The committee said that it stopped."
    assert names(text) == ["Committee for a Fair Tax", "Committee for a Fair Tax"]


def test_an_organisation_that_the_model_sees_is_one_name() -> None:
    text = "On Monday Action for a Fair Tax said that it rained."
    [statement] = read(text, {"Action for a Fair Tax": ORGANIZATION})
    assert (statement.source.name, statement.source.kind) == ("Action for a Fair Tax", Kind.ORGANIZATION)
    assert names(text, {"Action for a Fair Tax": PERSON}) == names(text) == ["Action"]


def test_a_possessive_ends_a_name_whatever_the_model_sees() -> None:
    assert names("Lund’s Hill Action said that it rained.", {"Lund’s Hill Action": ORGANIZATION}) == ["Hill Action"]


UNSEEN = {
    "neither seen nor titled": ("They met Sunshine. Sunshine said that it rained. Ada Lund left.", 0.85),
    "nothing seen at all": ("They met Sunshine. Sunshine said that it rained.", 0.98),
    "seen": ("They met Ada Lund. Ada Lund said that it rained.", 0.98),
    "titled": ("They met Mayor Rui Vik. Mayor Rui Vik said that it rained. Ada Lund left.", 0.98),
    "with an acronym": ("The Lake Institute (LI) said that it rained. Ada Lund left.", 0.98),
}


@pytest.mark.parametrize(("text", "confidence"), UNSEEN.values(), ids=UNSEEN)
def test_a_full_name_that_the_model_does_not_see_is_less_sure(text: str, confidence: float) -> None:
    [statement] = read(text, {"Ada Lund": PERSON})
    assert (how(statement).reason, how(statement).confidence) == (Reason.FULL_NAME, confidence)
