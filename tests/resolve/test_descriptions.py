"""A description leads to whom the text shows it to fit, and to nobody else of the same trade."""

import pytest

from kg.model import Kind, Reason
from tests.resolve.reading import GROUP, ORGANIZATION, PLACE, Seen, how, names, read

TEAMS = {
    "a campaign": (
        "Ada Lund ran again. The Lund campaign said that it rained. The campaign said that it stopped.",
        ["Ada Lund's campaign", "Ada Lund's campaign"],
    ),
    "a camp is a campaign": (
        "Ada Lund ran again. Lund’s camp said that it rained. The campaign said that it stopped.",
        ["Ada Lund's campaign", "Ada Lund's campaign"],
    ),
    "an administration": (
        "Ada Lund won. The Lund administration said that it rained. The administration said that it stopped.",
        ["Ada Lund's administration", "Ada Lund's administration"],
    ),
    "an administration is no campaign": (
        "Ada Lund won. The Lund administration said that it rained. The campaign said that it stopped.",
        ["Ada Lund's administration", None],
    ),
    "the last campaign of two": (
        "Ada Lund’s campaign said that it rained. Rui Vik’s campaign said that it hailed. "
        "The campaign said that it stopped.",
        ["Ada Lund's campaign", "Rui Vik's campaign", "Rui Vik's campaign"],
    ),
    "a campaign and its candidate": (
        "Ada Lund’s campaign said that it rained. Lund said that it stopped.",
        ["Ada Lund's campaign", "Ada Lund"],
    ),
    "another campaign": (
        "Ada Lund’s campaign said that it rained. A campaign said that it stopped. "
        "The old campaign said that it hailed.",
        ["Ada Lund's campaign", None, None],
    ),
    "a campaign named long before": (
        f"Ada Lund’s campaign said that it rained. {'It was cold. ' * 12}The campaign said that it stopped.",
        ["Ada Lund's campaign", None],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TEAMS.values(), ids=TEAMS)
def test_what_somebody_leads_is_called_after_him(text: str, expected: list[str | None]) -> None:
    assert names(text) == expected


def test_a_campaign_is_an_organisation_and_a_team_a_group() -> None:
    found = read("Ada Lund ran. The Lund campaign said that it rained. Lund’s team said that it stopped.")
    assert [statement.source.kind for statement in found] == [Kind.ORGANIZATION, Kind.GROUP]


ORGANS = {
    "of a company": (
        "The Lundia board said that it rained. The Lundia union said that it stopped. Lundia said that it hailed.",
        ["Lundia board", "Lundia union", "Lundia"],
    ),
    "of a country that nobody knows": (
        "The Lundian army said that it rained. The Lundian foreign ministry said that it stopped.",
        ["Lundian army", "Lundian foreign ministry"],
    ),
    "of a country": ("The French army said that it rained.", ["French army"]),
    "of a person": (
        "Ada Lund won. The Lund government said that it rained. Lund said that it stopped.",
        ["Ada Lund's government", "Ada Lund"],
    ),
    "the only central bank": ("The Lundia central bank said that it rained.", ["Lundia central bank"]),
    "with a field": (
        "The Lundia space agency said that it rained. The Lundia news agency said that it stopped.",
        ["Lundia space agency", "Lundia"],
    ),
    "with capitals": ("The Lundia Board said that it rained. Lundia said that it stopped.", ["Lundia Board", "Lundia"]),
    "spoken of again": (
        "The Lundia union said that it rained. The union said that it stopped. The board said that it hailed.",
        ["Lundia union", "Lundia union", None],
    ),
    "named in passing": (
        "The Lundia union met. The union said that it rained.",
        ["Lundia union"],
    ),
    "one of two, named in passing": (
        "The Lundia army met the Vikia army. The army said that it rained.",
        [None],
    ),
    "a possessor's": (
        "The Lundia army said that it rained. Vikia’s army said that it stopped. The army said that it hailed.",
        ["Lundia army", None, None],
    ),
    "of a country, and perhaps another's": (
        "The French army said that it rained. The army said that it stopped.",
        ["French army", None],
    ),
    "one that has a capital": (
        "The Lundia court said that it rained. The Lake Court met. The court said that it stopped.",
        ["Lundia court", None],
    ),
    "one of two": (
        "The Lundia army said that it rained. The Vikia army said that it stopped. The army said that it hailed.",
        ["Lundia army", "Vikia army", None],
    ),
    "a company": ("The Lundia company said that it rained. Lundia said that it stopped.", ["Lundia", "Lundia"]),
    "a union that is one": (
        "Lundia, the union, met. The Lundia union said that it rained. Lundia said that it stopped.",
        ["Lundia", "Lundia"],
    ),
    "a union of those whom its name tells": (
        "The Lake Dockers union said that it rained. The union said that it stopped.",
        ["Lake Dockers", "Lake Dockers"],
    ),
    "a newspaper": ("The Lundia newspaper said that it rained.", ["Lundia"]),
}


@pytest.mark.parametrize(("text", "expected"), ORGANS.values(), ids=ORGANS)
def test_a_body_that_others_have_is_not_whom_it_belongs_to(text: str, expected: list[str | None]) -> None:
    assert names(text) == expected


BODIES_OF_COUNTRIES = {
    "an adjective that a place begins": ("The London-listed group said that it rained.", {}, [None]),
    "an adjective that a country begins": ("The US-backed militia said that it rained.", {}, [None]),
    "an adjective in front of a name": ("The Oslo-based Lake Institute said that it rained.", {}, ["Lake Institute"]),
    "a given name with a hyphen": ("Ri Kwang-hyok said that it rained.", {}, ["Ri Kwang-hyok"]),
    "a name that only ends so": ("Mohammed Al-Saeed said that it rained.", {}, ["Mohammed Al-Saeed"]),
    "a company": ("Lundia makes paint. The British company said that it rained.", {}, [None]),
    "a company in a country": ("The company in France said that it rained.", {}, [None]),
    "a bank of its capital": ("The London bank said that it rained.", {}, [None]),
    "a union": ("The French union said that it rained.", {}, [None]),
    "a ministry of many": ("The French ministry said that it rained.", {}, [None]),
    "a ministry with its field": ("The French health ministry said that it rained.", {}, ["French health ministry"]),
    "a field with a capital": ("France’s Labour ministry said that it rained.", {}, ["French labour ministry"]),
    "the only bank of its kind": ("The French central bank said that it rained.", {}, ["French central bank"]),
    "a parliament": ("The French parliament said that it rained.", {}, ["French parliament"]),
    "an index": ("The FTSE 100 company said that it rained.", {"FTSE": ORGANIZATION}, [None]),
    "a state": ("The California company said that it rained.", {}, [None]),
    "a place that the model sees": ("The Lundby company said that it rained.", {"Lundby": PLACE}, [None]),
    "a company of that name": ("The Lundby company said that it rained.", {"Lundby": ORGANIZATION}, ["Lundby"]),
    "a union's name behind its country": ("France’s Lundia union said that it rained.", {}, ["Lundia"]),
    "a party's name": ("France’s ruling LVP party said that it rained.", {}, ["LVP"]),
    "a party's name that is a field": ("Britain’s Labour party said that it rained.", {}, ["Labour"]),
    "a regulator's name behind a comma": (
        "France’s water regulator, the Lake Agency, said that it rained.",
        {},
        ["Lake Agency"],
    ),
    "a regulator without one": ("France’s water regulator said that it rained.", {}, ["French water regulator"]),
    "an office in a city of the country": ("France’s Lundby office said that it rained.", {"Lundby": PLACE}, [None]),
    "whose group is only described": ("The group, a French company, said that it rained.", {}, [None]),
}


@pytest.mark.parametrize(("text", "seen", "expected"), BODIES_OF_COUNTRIES.values(), ids=BODIES_OF_COUNTRIES)
def test_where_a_body_is_from_is_not_its_name(text: str, seen: Seen, expected: list[str | None]) -> None:
    assert names(text, seen) == expected


OF_A_KIND = {
    "a people's group": (
        "The Lundia group said that it rained. The Kurdish group said that it stopped.",
        ["Lundia", None],
    ),
    "a group": ("The Lundia group said that it rained. The armed group said that it stopped.", ["Lundia", "Lundia"]),
    "a place's group": (
        "The Lundia group said that it rained. The Oslo-based group said that it hailed.",
        ["Lundia", None],
    ),
    "a place's governor": ("Governor Ada Lund left. The Kyiv-appointed governor said that it rained.", [None]),
    "the place's governor": (
        "Kyiv-appointed Governor Ada Lund left. The Kyiv-appointed governor said that it rained.",
        ["Ada Lund"],
    ),
    "a new governor": ("Governor Ada Lund left. The newly-elected governor said that it rained.", ["Ada Lund"]),
    "no central bank": ("Lake Bank said that it rained. The central bank said that it stopped.", ["Lake Bank", None]),
    "a central bank": (
        "The Bank of Spain said that it rained. The central bank said that it stopped.",
        ["Bank of Spain", "Bank of Spain"],
    ),
    "a bank": ("Lake Bank said that it rained. The old bank said that it stopped.", ["Lake Bank", "Lake Bank"]),
    "nothing but a people": ("The Sunni party said that it rained.", [None]),
    "an adjective that opens a headline": (
        "Rights group accuses army of fraud\n\nLundia fell. “It rained,” the group said.",
        [None, None],
    ),
    "a field that opens a sentence": ("Aid agencies said that it rained.", [None]),
    "a name that opens a sentence": ("Lundia agencies said that it rained.", ["Lundia"]),
    "short for a noun": ("An NGO said that it rained. Two NGOs said that it stopped.", [None, None]),
    "short for a name": ("The NGA said that it rained.", ["NGA"]),
    "a verb between two bodies": (
        "Lundia blames army\n\nVik wrote a book. The army said that it rained.",
        [None],
    ),
    "a past between two bodies": ("The UN blamed police. The police said that it rained.", [None]),
    "forces": (
        "The Lundia armed forces met. The forces said that it rained.",
        ["Lundia armed forces"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), OF_A_KIND.values(), ids=OF_A_KIND)
def test_a_body_is_told_from_another_by_what_describes_it(text: str, expected: list[str | None]) -> None:
    assert names(text) == expected


NATIONALS = {
    "a noun": ("The Spaniard said that it rained.", [None]),
    "a demonym": ("A Russian said that it rained.", [None]),
    "two words": ("The North Korean said that it rained.", [None]),
    "a whole people": ("The French said that it rained.", ["France"]),
    "a country": ("The US said that it rained.", ["United States"]),
    "a first name": ("Finn Lund said that it rained.", ["Finn Lund"]),
    "with his name": ("The Frenchman, Luc Vik, said that it rained.", ["Luc Vik"]),
}


@pytest.mark.parametrize(("text", "expected"), NATIONALS.values(), ids=NATIONALS)
def test_one_person_of_a_country_is_not_the_country(text: str, expected: list[str | None]) -> None:
    assert names(text) == expected


def test_a_german_is_of_no_gender() -> None:
    (said, added) = read("The German said that it rained. She added that it stopped.")
    assert (said.source.kind, added.source.name) == (Kind.PERSON, "the german")


SHOWN = {
    "a party": ("Democratic nominee Ada Lund spoke. The Democratic nominee said that it rained.", "Ada Lund"),
    "a party behind the name": (
        "They met Ada Lund, the Democratic nominee, in June. The Democratic nominee said that it rained.",
        "Ada Lund",
    ),
    "a party by its other name": (
        "GOP nominee Ada Lund spoke. The Republican nominee said that it rained.",
        "Ada Lund",
    ),
    "a party in short": ("Republican nominee Ada Lund spoke. The GOP nominee said that it rained.", "Ada Lund"),
    "the other party": ("Democratic nominee Ada Lund spoke. The Republican nominee said that it rained.", None),
    "the party of one of two": (
        "Democratic nominee Ada Lund met Republican nominee Rui Vik. The Democratic nominee said that it rained.",
        "Ada Lund",
    ),
    "no party at all": ("Nominee Ada Lund spoke. The Republican nominee said that it rained.", None),
    "a place": ("Ohio Sen. Ada Lund met Sen. Rui Vik. The Ohio senator said that it rained.", "Ada Lund"),
    "a place that nobody shows, of two": (
        "Sen. Ada Lund met Sen. Rui Vik. The Ohio senator said that it rained.",
        None,
    ),
    "an office with “of”": (
        "They met Ada Lund, the secretary of state, in June. The secretary of state said that it rained.",
        "Ada Lund",
    ),
    "another secretary": ("Press secretary Ada Lund spoke. The former secretary of state said that it rained.", None),
    "the president": ("Vice President Ada Lund spoke. The president said that it rained.", None),
    "the vice president": ("Vice President Ada Lund spoke. The vice president said that it rained.", "Ada Lund"),
    "the president behind his deputy": (
        "President Rui Vik met Vice President Ada Lund. The president said that it rained.",
        "Rui Vik",
    ),
    "the mayor": ("Deputy Mayor Ada Lund spoke. The mayor said that it rained.", None),
    "his lawyer": ("Lawyer Ada Lund met Rui Vik. His lawyer said that it rained.", None),
    "the lawyer": ("Lawyer Ada Lund met Rui Vik. The lawyer said that it rained.", "Ada Lund"),
    "the other court": ("The Lake Appeals Court ruled on it. The district court said that it rained.", None),
    "the right court of two": (
        "The Lake District Court met the Lake Appeals Court. The district court said that it rained.",
        "Lake District Court",
    ),
    "the court": ("The Lake Appeals Court ruled on it. The court said that it rained.", "Lake Appeals Court"),
    "the one body before": ("The Lake Institute met. The group said that it rained.", "Lake Institute"),
    "a body that is another's": (
        "The Lake Institute met. Its agency, the Hill Institute, left. The company said that it rained.",
        None,
    ),
    "a body beside another's": (
        "The Lake Institute left its partner, the Hill Institute. The company said that it rained.",
        None,
    ),
    "one of two bodies before": ("The Lake Institute met the Hill Institute. The group said that it rained.", None),
}


@pytest.mark.parametrize(("text", "expected"), SHOWN.values(), ids=SHOWN)
def test_a_description_needs_evidence(text: str, expected: str | None) -> None:
    assert names(text) == [expected]


BODIES = {
    "a union": ("The Hill Miners Union met. The union said that it rained.", "Hill Miners Union"),
    "a federation that is a union": (
        "The Lake Teachers Federation met. The union said that it rained.",
        "Lake Teachers Federation",
    ),
    "an acronym that nobody knows": ("The LTW met. The union said that it rained.", "LTW"),
    "a newspaper is no union": ("The Lake Herald praised it. The union said that it rained.", None),
    "an acronym that is known": ("NATO met. The union said that it rained.", None),
    "a name that tells nothing is no union": ("Amnesty International met. The union said that it rained.", None),
    "a party is no union": ("The Green Party met. The union said that it rained.", None),
    "a university is no charity": ("Lake University met. The charity said that it rained.", None),
    "a trust is a charity": ("The Lake Trust met. The charity said that it rained.", "Lake Trust"),
    "a club is no association": ("The Lake Rovers club met. The association said that it rained.", None),
    "a police force": ("Lakeham Police met. The force said that it rained.", "Lakeham Police"),
    "a company is no force": ("Naruco met. The force said that it rained.", None),
    "a company's name that tells nothing": (
        "Naruco met. The company said that it rained.",
        "Naruco",
    ),
}


@pytest.mark.parametrize(("text", "expected"), BODIES.values(), ids=BODIES)
def test_a_noun_for_some_bodies_needs_a_name_that_fits(text: str, expected: str | None) -> None:
    assert names(text, {"Naruco": ORGANIZATION, "LTW": ORGANIZATION})[-1] == expected


OFFICES = {
    "a chief minister": (
        "Chief Minister Ada Lund met Public Works Minister Rui Vik. The Chief Minister said that it rained.",
        "Ada Lund",
    ),
    "a prime minister": (
        "Prime Minister Ada Lund met Deputy Prime Minister Rui Vik. The prime minister said that it rained.",
        "Ada Lund",
    ),
    "his deputy": (
        "Prime Minister Ada Lund met Deputy Prime Minister Rui Vik. The deputy prime minister said that it rained.",
        "Rui Vik",
    ),
    "a mayor": ("Mayor Ada Lund met Rui Vik, a former mayor. The mayor said that it rained.", "Ada Lund"),
    "a former president": ("Former president Ada Lund spoke. The president said that it rained.", None),
    "the former president": ("Former president Ada Lund spoke. The former president said that it rained.", "Ada Lund"),
    "a shadow chancellor": ("Shadow chancellor Ada Lund spoke. The chancellor said that it rained.", None),
    "an acting mayor": ("Acting mayor Ada Lund spoke. The mayor said that it rained.", "Ada Lund"),
    "a new mayor": ("Mayor Ada Lund spoke. The new mayor said that it rained.", "Ada Lund"),
    "another side's lawyer": ("Defence lawyer Ada Lund spoke. The prosecution lawyer said that it rained.", None),
    "that side's lawyer": ("Defence lawyer Ada Lund spoke. The defence lawyer said that it rained.", "Ada Lund"),
    "another person's attorney": (
        "The plaintiff's attorney, Ada Lund, spoke. The defendant's attorney said that it rained.",
        None,
    ),
    "that person's attorney": (
        "The plaintiff's attorney, Ada Lund, spoke. The plaintiff's attorney said that it rained.",
        "Ada Lund",
    ),
    "another person's sister": ("Ada Lund, the victim's sister, spoke. The widow's sister said that it rained.", None),
    "the sister": ("Ada Lund, the victim's sister, spoke. The sister said that it rained.", "Ada Lund"),
    "another place's governor": ("Ohio governor Ada Lund spoke. The governor of Texas said that it rained.", None),
    "that place's governor": ("Ohio governor Ada Lund spoke. The governor of Ohio said that it rained.", "Ada Lund"),
    "the only governor": ("Governor Ada Lund spoke. The governor of Ohio said that it rained.", "Ada Lund"),
    "another leader": ("Council leader Ada Lund spoke. The opposition leader said that it rained.", None),
    "another chief": ("Police chief Ada Lund spoke. The fire chief said that it rained.", None),
    "another researcher": ("Senior researcher Ada Lund spoke. The lead researcher said that it rained.", None),
    "a city's mayor": ("Mayor Ada Lund spoke. The city’s mayor said that it rained.", "Ada Lund"),
    "a minister for something": (
        "Trade minister Ada Lund met Rui Vik, the minister for health. The health minister said that it rained.",
        "Rui Vik",
    ),
    "an office with capitals behind a comma": (
        "Ada Lund, the Public Works Minister, spoke. The Public Works Minister said that it rained.",
        "Ada Lund",
    ),
    "another office with capitals": (
        "Ada Lund, the Public Works Minister, spoke. The Chief Minister said that it rained.",
        None,
    ),
    "an office rather than a nearer one that tells more": (
        "President Ada Lund met club president Rui Vik. The president said that it rained.",
        "Ada Lund",
    ),
    "the president of another country": (
        "French president Ada Lund met Rui Vik, the president of Chile. The president of Chile said that it rained.",
        "Rui Vik",
    ),
    "the second of two offices": (
        "Ada Lund, deputy prime minister and foreign minister, spoke. The foreign minister said that it rained.",
        "Ada Lund",
    ),
    "an office behind “and” that is another's": (
        "Ada Lund, a lawyer and minister Rui Vik met. The minister said that it rained.",
        "Rui Vik",
    ),
    "an office and its place in front of a comma": (
        "The mayor of Lakeham, Ada Lund, met Rui Vik, mayor of Hillham. The mayor of Lakeham said that it rained.",
        "Ada Lund",
    ),
    "an office in front of a comma that another is written to": (
        "In a letter to the head of the club, Ada Lund grew angry. The head said that it rained.",
        None,
    ),
    "a place that has a mayor": ("The Mayor of Lakeham won. The mayor of Lakeham said that it rained.", None),
}


OFFICES |= {
    "a country behind the name": (
        "Ada Lund met Bo Vik, the leader of Chile. The Chilean leader said that it rained.",
        "Bo Vik",
    ),
    "a demonym behind the name": (
        "Ada Lund met Bo Vik, the Chilean leader. Chile’s leader said that it rained.",
        "Bo Vik",
    ),
    "another country behind the name": (
        "Ada Lund met Bo Vik, the leader of Chile. The French leader said that it rained.",
        None,
    ),
    "a country that somebody only speaks of": (
        "Ada Lund met Bo Vik, a leader in charge of a shop in Chile. The Chilean leader said that it rained.",
        None,
    ),
}


@pytest.mark.parametrize(("text", "expected"), OFFICES.values(), ids=OFFICES)
def test_an_office_is_that_of_whom_the_text_gives_it_to(text: str, expected: str | None) -> None:
    assert names(text) == [expected]


ATTACHED = {
    "a minister's spokesman": ("Rui Vik, the minister’s spokesman,", "The minister", None),
    "the spokesman": ("Rui Vik, the minister’s spokesman,", "The spokesman", "Rui Vik"),
    "a chairman's brother": ("Rui Vik, the chairman's brother,", "The chairman", None),
    "an aide to somebody": ("Rui Vik, an aide to the governor,", "The governor", None),
    "the aide": ("Rui Vik, an aide to the governor,", "The aide", "Rui Vik"),
    "a deputy to somebody": ("Rui Vik, deputy to the mayor,", "The mayor", None),
    "a lawyer in front": ("The minister’s lawyer, Rui Vik,", "The minister", None),
}


@pytest.mark.parametrize(("introduced", "called", "expected"), ATTACHED.values(), ids=ATTACHED)
def test_nobody_is_whom_he_belongs_to(introduced: str, called: str, expected: str | None) -> None:
    assert names(f"{introduced} spoke. {called} said that it rained.") == [expected]


SURE = {
    "shown": ("Ohio Sen. Ada Lund spoke. The Ohio senator said that it rained.", 0.9),
    "the only senator": ("Sen. Ada Lund spoke. The Ohio senator said that it rained.", 0.8),
    "the one body before": ("The Lake Institute met. The group said that it rained.", 0.75),
}


@pytest.mark.parametrize(("text", "confidence"), SURE.values(), ids=SURE)
def test_a_role_is_as_sure_as_its_evidence(text: str, confidence: float) -> None:
    [statement] = read(text)
    assert statement.source.named
    assert (how(statement).reason, how(statement).confidence) == (Reason.ROLE, confidence)


def test_nobody_calls_itself_the_agency() -> None:
    assert names("Reuters reported that the agency had warned of rain.") == ["Reuters", None]
    assert names("Reuters reported on it. The agency said that it rained.") == ["Reuters"]


def test_a_role_inside_somebody_else_s_words_is_less_sure() -> None:
    text = "Mayor Ada Lund won. Rui Vik said that the mayor had warned of rain. The mayor said that it rained."
    found = [(s.source.name, how(s).confidence) for s in read(text)]
    assert found == [("Rui Vik", 0.98), ("Ada Lund", 0.8), ("Ada Lund", 0.9)]


LEADS = {
    "of that trade": ("A judge", "Judge Ada Lund", "Ada Lund"),
    "with that party": ("A Democratic senator", "Democratic Sen. Ada Lund", "Ada Lund"),
    "with the other party": ("A Republican senator", "Democratic Sen. Ada Lund", None),
    "of another trade": ("A judge", "Mayor Ada Lund", None),
    "in short only": ("A judge", "Judge Lund", None),
    "several": ("Two judges", "Judge Ada Lund", None),
    "one of many": ("One judge", "Judge Ada Lund", None),
    "another": ("Another judge", "Judge Ada Lund", None),
    "a second one": ("A second judge", "Judge Ada Lund", None),
    "a senior one": ("A senior judge", "Judge Ada Lund", None),
    "a senior one who is": ("A senior judge", "Senior Judge Ada Lund", "Ada Lund"),
    "who wants no name": ("A judge, who asked not to be named,", "Judge Ada Lund", None),
    "who got none": ("A judge, who was granted anonymity,", "Judge Ada Lund", None),
    "who was not to speak": ("Without being authorised to speak, a judge", "Judge Ada Lund", None),
    "behind somebody who has no name": (
        "In the case of a boy who cannot be named, a judge",
        "Judge Ada Lund",
        "Ada Lund",
    ),
}


@pytest.mark.parametrize(("words", "later", "expected"), LEADS.values(), ids=LEADS)
def test_somebody_whom_a_lead_describes_is_named_further_on(words: str, later: str, expected: str | None) -> None:
    text = f"{words} said that it rained.\n\nThe rain fell for days.\n\n“It stopped,” {later} wrote."
    first = read(text)[0]
    assert (first.source.name if first.source.named else None) == expected
    if expected:
        assert (how(first).reason, how(first).confidence) == (Reason.ROLE, 0.8)


def test_a_lead_describes_nobody_who_only_comes_up() -> None:
    assert names("A judge said that it rained.\n\nJudge Ada Lund left the room.") == [None]
    assert (
        names("A judge said that it rained.\n\nJudge Ada Lund left the room. It stopped, Lund said.")
        == ["Ada Lund"] * 2
    )


def test_he_is_whom_the_lead_describes_too() -> None:
    text = "A judge said that it rained. She said that it poured.\n\nJudge Ada Lund said that it stopped."
    assert names(text) == ["Ada Lund"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "It rained.\n\n" * 3 + "A judge said that it rained.\n\nJudge Ada Lund said that it stopped.",
        "A judge said that it rained.\n\n" + "It rained. " * 9 + "\n\nJudge Ada Lund said that it stopped.",
    ],
    ids=["described behind the lead", "named too late"],
)
def test_nobody_is_named_far_from_the_lead(text: str) -> None:
    assert names(text) == [None, "Ada Lund"]


WITHOUT_A_NAME = {
    "a senator": ("One senator said that it rained. Sen. Ada Lund left. The senator said that it stopped.", None),
    "by what else he is": ("One senator said that it rained. Sen. Ada Lund left. The lawmaker said it stopped.", None),
    "with a place": ("One Ohio senator said that it rained. Sen. Ada Lund left. The senator said it stopped.", None),
    "who is named behind": ("One senator said that it rained. The senator spoke of Sen. Ada Lund.", None),
    "a senator who has spoken since": (
        "One senator said that it rained. Sen. Ada Lund said that it hailed. The senator said that it stopped.",
        "Ada Lund",
    ),
    "another senator": (
        "One senator said that it rained. Sen. Ada Lund left. The Democratic senator said that it stopped.",
        None,
    ),
    "a trade that he has not": (
        "One senator said that it rained. Mayor Ada Lund left. The mayor said that it stopped.",
        "Ada Lund",
    ),
    "long before": (
        f"One senator said that it rained. {'It was cold. ' * 9}Sen. Ada Lund left. The senator said that it stopped.",
        "Ada Lund",
    ),
    "behind one with a name": ("Sen. Ada Lund left. A senator said that it rained. The senator said it stopped.", None),
    "who may be named then": ("A senator said that it rained. Sen. Ada Lund left. The senator said it stopped.", None),
    "several": ("Two senators said that it rained. Sen. Ada Lund left. The senator said that it stopped.", "Ada Lund"),
    "inside what another said": (
        "Rui Vik said that one senator warned of rain. Sen. Ada Lund left. The senator said that it stopped.",
        "Ada Lund",
    ),
}


@pytest.mark.parametrize(("text", "expected"), WITHOUT_A_NAME.values(), ids=WITHOUT_A_NAME)
def test_who_spoke_without_a_name_gets_none_of_his_trade_s(text: str, expected: str | None) -> None:
    assert names(text)[-1] == expected


def test_who_spoke_without_a_name_keeps_what_describes_him() -> None:
    last = read("One Ohio senator said that it rained. Sen. Ada Lund left. The senator said that it stopped.")[-1]
    assert (last.source.named, last.source.name) == (False, "one ohio senator")


@pytest.mark.parametrize("words", ["Many Mexicans", "Mexicans", "African-Americans", "Some Lundians", "Republicans"])
def test_a_people_is_unnamed(words: str) -> None:
    [statement] = read(f"{words} said that it rained.", {"Lundians": GROUP, "Republicans": GROUP})
    assert (statement.source.named, statement.source.kind) == (False, Kind.GROUP)
    assert (statement.source.name, how(statement).confidence) == (words.lower(), 0.95)


@pytest.mark.parametrize(("words", "kind"), [("The boss", Kind.PERSON), ("The bosses", Kind.GROUP)])
def test_a_boss_is_one(words: str, kind: Kind) -> None:
    [statement] = read(f"{words} said that it rained.")
    assert statement.source.kind is kind
