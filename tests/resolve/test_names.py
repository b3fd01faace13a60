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


FIELDS = {
    "a field": ("Professor of Law Hanna Lund said that it rained. Lund said that it stopped.", "Hanna Lund"),
    "a field of a body's word": ("Chief of Staff Paul Vik said that it rained. Vik said that it stopped.", "Paul Vik"),
    "a field behind for": ("Minister for Health Ann Lund said that it rained. Lund said that it stopped.", "Ann Lund"),
    "a field behind both": (
        "Secretary of State for Industry Paul Vik said that it rained. Vik said that it stopped.",
        "Paul Vik",
    ),
    "a place": ("Mayor of Lakeham Anna Lund said that it rained. Lund said that it stopped.", "Anna Lund"),
    "a place of two words": (
        "Mayor of New Lakeham Eric Vik said that it rained. Vik said that it stopped.",
        "Eric Vik",
    ),
    "a title of two words": ("Chief Constable Bo Lund said that it rained. Lund said that it stopped.", "Bo Lund"),
}


@pytest.mark.parametrize(("text", "expected"), FIELDS.values(), ids=FIELDS)
def test_what_an_office_is_for_is_no_part_of_a_name(text: str, expected: str) -> None:
    assert names(text) == [expected, expected]


def test_a_place_that_an_office_is_for_is_nobody() -> None:
    assert names("The Mayor of New Lakeham City said that it rained.") == [None]
    assert names("The Bishop of St Paul said that it rained.") == [None]


def test_the_office_of_a_field_gives_its_role() -> None:
    text = "Minister for Health Ann Lund met Trade Minister Rui Vik. The health minister said that it rained."
    assert names(text) == ["Ann Lund"]


LETTERS = {
    "KC": ("Ada Lund KC said that it rained. Ms Lund said that it stopped.", ["Ada Lund", "Ada Lund"]),
    "OBE behind a comma": ("Ada Lund, OBE, said that it rained. Lund said that it stopped.", ["Ada Lund", "Ada Lund"]),
    "two": ("Dr Ada Lund MD PhD said that it rained. Dr Lund said that it stopped.", ["Ada Lund", "Ada Lund"]),
    "MP": ("Anna Lund MP said that it rained. The lawmaker said that it stopped.", ["Anna Lund", "Anna Lund"]),
    "MP in front": ("Lakeham MP Anna Lund said that it rained. The MP said that it stopped.", ["Anna Lund"] * 2),
    "an MP": ("The Lakeham MP said that it rained.", [None]),
    "letters of a body": ("The TD Bank said that it rained.", ["TD Bank"]),
}


@pytest.mark.parametrize(("text", "expected"), LETTERS.values(), ids=LETTERS)
def test_letters_behind_a_name_are_no_part_of_it(text: str, expected: list[str | None]) -> None:
    assert names(text, {"Anna Lund": PERSON}) == expected


MEMBERS = {
    "a federation": ("The Landlords' Federation said that it rained.", "Landlords' Federation"),
    "two words in front": ("The School Leaders’ Association said that it rained.", "School Leaders’ Association"),
    "a place behind": ("The Teachers’ Union of Lakeham said that it rained.", "Teachers’ Union of Lakeham"),
    "women": ("The Women’s Institute said that it rained.", "Women’s Institute"),
    "one member": ("Lund’s Federation said that it rained.", "Federation"),
    "a country": ("The United States’ Federation said that it rained.", "Federation"),
    "no body": ("The Landlords’ Lawyer said that it rained.", None),
}


@pytest.mark.parametrize(("text", "expected"), MEMBERS.values(), ids=MEMBERS)
def test_a_body_is_named_with_its_members(text: str, expected: str | None) -> None:
    assert names(text) == [expected]


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


IN_FRONT = {
    "a country's": ("Canadian Tire said that it rained.", {"Tire": ORGANIZATION}, "Canadian Tire"),
    "like a rank": ("General Electric said that it rained.", {"General Electric": ORGANIZATION}, "General Electric"),
    "of a person from there": ("The Canadian Lund said that it rained.", {"Lund": PERSON}, "Lund"),
    "of a general": ("General Lund said that it rained.", {"Lund": PERSON}, "Lund"),
}


@pytest.mark.parametrize(("text", "seen", "name"), IN_FRONT.values(), ids=IN_FRONT)
def test_what_stands_in_front_belongs_to_a_bodys_name_and_to_no_persons(text: str, seen: Seen, name: str) -> None:
    assert names(text, seen) == [name]
