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


COUPLES = {
    "a couple": ("Alan and Sheila Lund were late. Mr Lund said that it rained.", "Alan Lund"),
    "she": ("Alan and Sheila Lund were late. Mrs Lund said that it rained.", "Sheila Lund"),
    "by his first name": ("Alan and Sheila Lund were late. Alan said that it rained.", "Alan Lund"),
    "beside a son": (
        "Alan and Sheila Lund were late. Their son David Lund left. Mr Lund said it rained.",
        "Alan Lund",
    ),
    "beside somebody else": ("Alan and Sheila Lund were late. David Lund left. Mr Lund said it rained.", "David Lund"),
    "a relative alone": ("Their son David Lund was late. Mr Lund said that it rained.", "David Lund"),
    "two surnames": ("Vik and Sheila Lund were late. Vik said that it rained.", "Vik"),
    "somebody known by one name": (
        "Prince Harry was there. Harry and Sheila Lund were late. Harry said that it rained.",
        "Harry",
    ),
    "a title": ("King Harold and Sheila Lund were late. Harold said that it rained.", "Harold"),
    "somebody with a surname of his own": (
        "Alan Vik was there. Alan and Sheila Lund were late. Alan said that it rained.",
        "Alan Vik",
    ),
}


@pytest.mark.parametrize(("text", "expected"), COUPLES.values(), ids=COUPLES)
def test_two_first_names_in_front_of_a_surname_share_it(text: str, expected: str) -> None:
    assert names(text, {"Alan": PERSON, "Vik": PERSON, "Harry": PERSON, "Harold": PERSON})[-1] == expected


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


BODIES_WITH_FIELDS = {
    "of three fields": (
        "The Department for Food, Water and Rural Affairs",
        "Department for Food, Water and Rural Affairs",
    ),
    "of two": ("The Ministry of Defence and Veterans Affairs", "Ministry of Defence and Veterans Affairs"),
    "for peoples": (
        "The Collective for the Defence of Lundian Peoples",
        "Collective for the Defence of Lundian Peoples",
    ),
    "of no known head": ("The Voice of Lund, Water and Work", "Voice"),
}


@pytest.mark.parametrize(("words", "expected"), BODIES_WITH_FIELDS.values(), ids=BODIES_WITH_FIELDS)
def test_a_body_is_named_with_all_that_it_is_for(words: str, expected: str | None) -> None:
    assert names(f"[{words}] said that it was raining there, and they were tired.")[-1] == expected


def test_a_body_ends_in_front_of_another() -> None:
    assert names("[The Ministry of Health and Lake Watch] said that it rained.") == ["Ministry of Health", "Lake Watch"]
    assert names("[Wells of Mercy] said that it rained.") == [None]


FIRST_NAMES = {
    "a first name": ("Dean Holt said that it rained. Holt said that it stopped.", ["Dean Holt", "Dean Holt"]),
    "a title of somebody in full": ("Dean Ada Holt said that it rained.", ["Ada Holt"]),
    "a title of somebody known": (
        "Ada Holt, the dean, said that it rained. Dean Holt said that it stopped. Holt said that it hailed.",
        ["Ada Holt", "Ada Holt", "Ada Holt"],
    ),
    "an office with a hyphen": (
        "UN Secretary-General Rui Holt said that it rained. The secretary-general said that it stopped.",
        ["Rui Holt", "Rui Holt"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FIRST_NAMES.values(), ids=FIRST_NAMES)
def test_a_title_may_be_a_first_name(text: str, expected: list[str]) -> None:
    seen = dict.fromkeys(("Dean Holt", "Dean Ada Holt", "Ada Holt", "Rui Holt", "Holt"), PERSON)
    assert names(text, seen) == expected


MEMBERS = {
    "a federation": ("The Landlords' Federation said that it rained.", "Landlords' Federation"),
    "two words in front": ("The School Leaders’ Association said that it rained.", "School Leaders’ Association"),
    "a place behind": ("The Teachers’ Union of Lakeham said that it rained.", "Teachers’ Union of Lakeham"),
    "women": ("The Women’s Institute said that it rained.", "Women’s Institute"),
    "one member": ("Lund’s Lake Federation said that it rained.", "Lake Federation"),
    "a country": ("The United States’ Lake Federation said that it rained.", "Lake Federation"),
    "no body": ("The Landlords’ Lawyer said that it rained.", None),
}


@pytest.mark.parametrize(("text", "expected"), MEMBERS.values(), ids=MEMBERS)
def test_a_body_is_named_with_its_members(text: str, expected: str | None) -> None:
    assert names(text) == [expected]


OFFICERS = {
    "an office": ("The Lake County Sheriff’s Office said that it rained.", "Lake County Sheriff’s Office"),
    "a country in front": (
        "Norway’s Prime Minister’s Office said that it rained.",
        "Norwegian Prime Minister’s Office",
    ),
    "two possessives": (
        "The Lake County State’s Attorney’s Office said that it rained.",
        "Lake County State’s Attorney’s Office",
    ),
    "a trust": ("The Queen’s Trust said that it rained.", "Queen’s Trust"),
    "in short": (
        "The Lake County Sheriff’s Office is new. The Sheriff’s Office said that it rained.",
        "Lake County Sheriff’s Office",
    ),
    "an office of anywhere": ("The Mayor’s Office said that it rained.", None),
    "a person's": ("Ada Lund’s Hill Trust said that it rained.", "Hill Trust"),
    "an officer's name": ("Mayor Lund’s Hill Office said that it rained.", "Hill Office"),
}


@pytest.mark.parametrize(("text", "expected"), OFFICERS.values(), ids=OFFICERS)
def test_a_body_is_named_with_the_officer_whose_it_is(text: str, expected: str | None) -> None:
    assert names(text) == [expected]


NOUNS = {
    "alone": ("The Office said that it rained.", [None]),
    "somebody's": ("The Office for Lakes met. Ada Lund’s Office said that it rained.", [None]),
    "in short": ("The Lake Office met. The Office said that it rained.", ["Lake Office"]),
    "one of a kind": ("The House said that it rained.", ["House"]),
}


@pytest.mark.parametrize(("text", "expected"), NOUNS.values(), ids=NOUNS)
def test_a_noun_with_a_capital_names_nobody(text: str, expected: list[str | None]) -> None:
    assert names(text) == expected


JOINED = {
    "fields in front": ("The Health and Safety Office said that it rained.", ["Health and Safety Office"]),
    "fields behind a place": ("Lakeham Fire and Rescue said that it rained.", ["Lakeham Fire and Rescue"]),
    "a list of fields": (
        "[The Department for Environment, Food and Rural Affairs] said that it rained.",
        ["Department for Environment, Food and Rural Affairs"],
    ),
    "a list with a comma more": (
        "The Lake Academies of Sciences, Engineering, and Medicine said that it rained.",
        ["Lake Academies of Sciences, Engineering, and Medicine"],
    ),
    "members": (
        "The College of Dentists and Surgeons said that it rained.",
        ["College of Dentists and Surgeons"],
    ),
    "a committee of a chamber": (
        "The Senate Lakes and Rural Affairs Committee said that it rained.",
        ["Senate Lakes and Rural Affairs Committee"],
    ),
    "what a club is for": ("The Club for Growth said that it rained.", ["Club for Growth"]),
    "a body behind a field": (
        "[The Ministry of Health and Lakeham Police] said that it rained.",
        ["Ministry of Health", "Lakeham Police"],
    ),
    "a body behind a company": (
        "[Lund Health and Lakeham Police] said that it rained.",
        ["Lund Health", "Lakeham Police"],
    ),
    "a list of bodies": (
        "[The Bank of Lakeham, Lund Motors and Vik Airlines] said that it rained.",
        ["Bank of Lakeham", "Lund Motors", "Vik Airlines"],
    ),
    "who holds an office behind a field": (
        "[The Department of Health, Trade Minister Ada Lund and Bo Vik] said that it rained.",
        ["Department of Health", "Ada Lund", "Bo Vik"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), JOINED.values(), ids=JOINED)
def test_what_a_body_is_for_belongs_to_its_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


MEMBER = {
    "of a party": ("[One Labour MP] said that it rained.", [None]),
    "of a place": ("[Lakeham MPs] said that it rained.", [None]),
    "of another chamber": ("[One SNP MSP] said that it rained.", [None]),
    "a lord": ("[One Labour Lord] said that it rained.", [None]),
    "several": ("[Several Labour MPs] said that it rained.", [None]),
    "one with a name": ("[Labour MP Anna Lund] said that it rained.", ["Anna Lund"]),
    "one with a surname": ("Anna Lund met [Lakeham MP Lund] said that it rained.", ["Anna Lund"]),
    "a bank": ("The TD Bank said that it rained.", ["TD Bank"]),
    "a lord's name": ("[Lord Lund] said that it rained.", ["Lund"]),
}


@pytest.mark.parametrize(("text", "expected"), MEMBER.values(), ids=MEMBER)
def test_a_member_of_a_party_is_nobody_s_name(text: str, expected: list[str | None]) -> None:
    assert names(text, {"Anna Lund": PERSON}) == expected


PARTY = {
    "in front": ("But [the MP, Conservative Lucy Lund], said that it rained.", "Lucy Lund"),
    "of two words": ("On Monday [Lib Dem Lucy Lund] said that it rained.", "Lucy Lund"),
    "a surname": ("On Monday [Lucy Green] said that it rained.", "Lucy Green"),
}


@pytest.mark.parametrize(("text", "expected"), PARTY.values(), ids=PARTY)
def test_a_party_in_front_is_no_part_of_a_name(text: str, expected: str) -> None:
    assert names(text, {"Lucy Lund": PERSON, "Lucy Green": PERSON}) == [expected]


def test_another_has_the_name_behind_its_comma() -> None:
    assert names("[One farmer, Bo Vik], said it rained. [Another, Ada Lund], said it poured.") == ["Bo Vik", "Ada Lund"]
    assert names("[Another farmer, of Lakeham], said it rained.") == [None]


def test_a_first_name_behind_a_comma_is_a_name() -> None:
    assert names("[Lund’s wife, Yesenia], said it rained. Ada Vik left.", {"Ada Vik": PERSON}) == ["Yesenia"]


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
