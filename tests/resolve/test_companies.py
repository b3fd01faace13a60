"""Companies and firms are told from people, and their names from what stands in front of them."""

import pytest

from kg.model import Kind
from tests.resolve.reading import ORGANIZATION, PERSON, Seen, names, read

TYPES = {
    "a maker": ("Chipmaker Nexora said that it rained.", {}, "Nexora", Kind.ORGANIZATION),
    "a maker that the model takes for a person": (
        "Chipmaker Nexora said that it rained.",
        {"Chipmaker Nexora": PERSON},
        "Nexora",
        Kind.ORGANIZATION,
    ),
    "a regulator": ("Regulator Lundwat said that it rained.", {}, "Lundwat", Kind.ORGANIZATION),
    "a name of two words": ("Carmaker Brandt Vik said that it rained.", {}, "Brandt Vik", Kind.ORGANIZATION),
    "in small letters": ("On Monday the carmaker Brandt Vik said that it rained.", {}, "Brandt Vik", Kind.ORGANIZATION),
    "somebody who makes films": ("Filmmaker Lund said that it rained.", {}, "Lund", Kind.PERSON),
    "somebody who makes laws": ("Lawmaker Ada Lund said that it rained.", {}, "Ada Lund", Kind.PERSON),
    "somebody who sells": ("Retailer Ada Lund said that it rained.", {"Ada Lund": PERSON}, "Ada Lund", Kind.PERSON),
    "a body that is called so": (
        "Airline Pilots Association said that it rained.",
        {},
        "Airline Pilots Association",
        Kind.ORGANIZATION,
    ),
    "a legal form": ("Lundtal AG said that it rained.", {"Lundtal AG": PERSON}, "Lundtal AG", Kind.ORGANIZATION),
    "short for a noun": ("On Monday the NGO Lundia said that it rained.", {}, "Lundia", Kind.ORGANIZATION),
    "short for a noun, at the beginning": ("NGO Lundia said that it rained.", {}, "Lundia", Kind.ORGANIZATION),
    "schools": ("Lakeham Public Schools said that it rained.", {}, "Lakeham Public Schools", Kind.ORGANIZATION),
}


@pytest.mark.parametrize(("text", "seen", "name", "kind"), TYPES.values(), ids=TYPES)
def test_what_a_company_is_is_no_part_of_its_name(text: str, seen: Seen, name: str, kind: Kind) -> None:
    [statement] = read(text, seen)
    assert (statement.source.name, statement.source.kind) == (name, kind)


PARTNERS = {
    "two": ("Pell & Vik told Dan Holt that it rained. He said that it stopped.", ["Pell & Vik", "Dan Holt"]),
    "with a trade": (
        "Solicitors Pell & Vik told Dan Holt that it rained. He said that it stopped.",
        ["Pell & Vik", "Dan Holt"],
    ),
    "with a type": (
        "Retailer Pell & Vik told Dan Holt that it rained. He said that it stopped.",
        ["Pell & Vik", "Dan Holt"],
    ),
    "behind a comma": ("The outside auditor, Pell & Vik, said that it rained.", ["Pell & Vik"]),
    "people": ("Ada Pell told Dan Vik that it rained. She said that it stopped.", ["Ada Pell", "Ada Pell"]),
}


@pytest.mark.parametrize(("text", "expected"), PARTNERS.values(), ids=PARTNERS)
def test_partners_are_a_firm_and_not_he(text: str, expected: list[str]) -> None:
    assert names(text, dict.fromkeys(("Pell", "Vik", "Dan Holt", "Ada Pell", "Dan Vik"), PERSON)) == expected


AGAIN = {
    "named by its type": ("The airline Lundia fell. Lundia said that it rained.", Kind.ORGANIZATION),
    "named by its type behind it": ("They met Lundia. The airline Lundia fell. Lundia said so.", Kind.ORGANIZATION),
    "nobody's type": ("The Lundia campaign fell. Lundia said that it rained.", Kind.PERSON),
    "a person": ("They met Lundia. Lundia said that it rained.", Kind.PERSON),
}


@pytest.mark.parametrize(("text", "kind"), AGAIN.values(), ids=AGAIN)
def test_who_is_called_a_company_is_no_person_elsewhere(text: str, kind: Kind) -> None:
    text = text.replace("said so", "said that it rained")
    assert [s.source.kind for s in read(text, {"Lundia": PERSON})] == [kind]


def test_the_company_is_the_one_that_a_type_introduces() -> None:
    text = "Chipmaker Nexora said that it rained. The company said that it stopped. The chipmaker said that it hailed."
    assert names(text) == ["Nexora", "Nexora", "Nexora"]


def test_a_name_behind_a_description_is_told_from_another_noun() -> None:
    assert names("The water regulator, Lake Watch, said that it rained.", {"Lake Watch": ORGANIZATION}) == [
        "Lake Watch"
    ]
    assert names("The group, a Lundian company, said that it rained.") == [None]


def test_a_filed_document_is_no_person() -> None:
    [statement] = read("An affidavit filed in Lakeham said that it rained.")
    assert (statement.source.named, statement.source.kind) == (False, Kind.DOCUMENT)


WRITTEN_AS_ONE = {
    "two words": ("On Monday DoorLund said that it rained.", Kind.ORGANIZATION),
    "a particle": ("On Monday DeLund said that it rained.", Kind.PERSON),
    "a Scot": ("On Monday MacLund said that it rained.", Kind.PERSON),
    "an Irishman": ("On Monday FitzLund said that it rained.", Kind.PERSON),
    "a full name": ("On Monday Ada VanderLund said that it rained.", Kind.PERSON),
}


@pytest.mark.parametrize(("text", "kind"), WRITTEN_AS_ONE.values(), ids=WRITTEN_AS_ONE)
def test_two_words_written_as_one_are_no_person(text: str, kind: Kind) -> None:
    seen = dict.fromkeys(("DoorLund", "DeLund", "MacLund", "FitzLund", "Ada VanderLund"), PERSON)
    assert [statement.source.kind for statement in read(text, seen)] == [kind]
