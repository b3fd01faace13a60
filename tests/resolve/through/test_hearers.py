"""Whoever speaks to another medium is heard through it; nobody else is put between a source and the reader."""

import pytest

from kg.extract.lexicon import lexicon
from kg.extract.rules import RuleExtractor
from kg.model import Document, Kind, Metadata, Source, Statement
from kg.resolve.authority import authority
from kg.resolve.recognised import Recognised
from kg.resolve.statements import Resolver
from kg.resolve.through.hearers import Hearers
from kg.resolve.through.media import Media

AFP, AP = "Agence France-Presse", "Associated Press"
KCNA, STATE = "Korean Central News Agency", "North Korean state media"


def read(text: str, *, publisher: str | None = "Lund Dispatch", credit: str | None = None) -> list[Statement]:
    document = Document(text=text, metadata=Metadata(publisher=publisher, credit=credit))
    return list(Resolver().resolve(document, RuleExtractor().read(text)))


def chains(text: str, *, publisher: str | None = "Lund Dispatch", credit: str | None = None) -> list[tuple[str, ...]]:
    """Return the chains behind the publisher."""
    return [statement.chain[1:] for statement in read(text, publisher=publisher, credit=credit)]


HEARD = {
    "one whose initials a party has too": ("Ada Berg told PTI on Monday that it rained.", "PTI"),
    "one called like something else": ("Ada Berg told The Hindu that it rained.", "The Hindu"),
    "a radio station": ("Ada Berg told Radio Lundia that it rained.", "Radio Lundia"),
    "told": ("Two dockers told Reuters on Friday that the talks had stalled.", "Reuters"),
    "told, without that": ("Ada Berg told AFP it had rained for days.", AFP),
    "told in the middle of a quotation": ("“It rained,” Ada Berg told Reuters, “for nine days.”", "Reuters"),
    "told between subject and verb": ("“It rained,” the mayor told the Associated Press.", AP),
    "had told": ("Ada Berg had told CNN that it rained.", "CNN"),
    "confirmed to": ("Ada Berg confirmed to AFP that the port would close.", AFP),
    "an interview": ("“We are close,” Ada Berg said in an interview with the BBC.", "BBC"),
    "an interview in front": ("In an interview with CNN last week, Ada Berg said that it rained.", "CNN"),
    "an interview between": ("Ada Berg, in a telephone interview with AFP, said that it rained.", AFP),
    "an interview on air": ("“It rained,” Ada Berg said during an interview on CNN.", "CNN"),
    "a statement": ("In a statement to AFP, the Harbour Union said that the strike would go on.", AFP),
    "remarks": ("The mayor said in remarks to CNN that the port was safe.", "CNN"),
    "an e-mail": ("“It is over,” Jon Falk wrote in an email to The Ledger.", "The Ledger"),
    "by e-mail": ("“It is over,” Jon Falk said by email to Reuters.", "Reuters"),
    "speaking": ("Speaking to Reuters, Ada Berg said that it rained.", "Reuters"),
    "speaking, at the end": ("“It rained,” said Ada Berg, speaking to Reuters.", "Reuters"),
    "a magazine": ("In an interview with the Berlin magazine Laufbote, Ada Berg said that it rained.", "Laufbote"),
    "a newspaper behind its name": ("Ada Berg told Germany’s Bild newspaper that it rained.", "Bild"),
    "a broadcaster": ("Ada Berg told state broadcaster Naru that it rained.", "Naru"),
    "a news agency": ("Ada Berg told the news agency Frontal that it rained.", "Frontal"),
    "a name that says it": ("Ada Berg told the Miami Gazette that it rained.", "Miami Gazette"),
    "a name that says it too": ("Ada Berg told the Miami Sentinel that it rained.", "Miami Sentinel"),
    "a name that begins with it": ("Ada Berg told Radio Miami that it rained.", "Radio Miami"),
    "in which somebody is quoted": ("Ada Berg was quoted in the Miami Gazette as saying it rained.", "Miami Gazette"),
    "a station": ("Ada Berg told Naru TV on Monday that it rained.", "Naru TV"),
    "a numbered station": ("Ada Berg told BBC Radio 4 on Monday that it rained.", "BBC Radio 4"),
    "its reporter": ("Ada Berg told a Reuters reporter that it rained.", "Reuters"),
    "its reporter by name": ("Ada Berg told CNN’s Lena Quist that it rained.", "CNN"),
    "the first of two": ("Ada Berg told AFP and Reuters that it rained.", AFP),
    "a paper with a capital": ("Ada Berg told The Sun that it rained.", "The Sun"),
    "a paper without one": ("Ada Berg told the Sun that it rained.", "The Sun"),
    "a paper's short name": ("Ada Berg told the Mirror that it rained.", "The Mirror"),
    "a paper called by its day": ("Ada Berg told the Mail on Sunday that it rained.", "The Mail on Sunday"),
    "a station with a number inside": ("Ada Berg told BBC Radio 5 Live that it rained.", "BBC Radio 5 Live"),
    "a station known by its number": ("Ada Berg told Radio 4’s World at One that it rained.", "BBC Radio 4"),
    "its programme": ("Ada Berg told ITV’s Good Morning Britain that it rained.", "ITV News"),
    "its programme behind its name": ("Ada Berg told BBC Breakfast that it rained.", "BBC"),
    "its programme alone": ("Ada Berg told the Today programme that it rained.", "BBC Radio 4"),
    "on air": ("Ada Berg said on CNN that it rained.", "CNN"),
    "in a paper": ("Ada Berg wrote in the Miami Gazette that it rained.", "Miami Gazette"),
    "an article": ("In an article for the Miami Gazette, Ada Berg said that it rained.", "Miami Gazette"),
    "asked": ("Asked by AFP about the weather, Ada Berg said that it rained.", AFP),
    "a statement carried": ("Ada Berg said in a statement carried by KCNA that it rained.", KCNA),
    "a statement carried, in front": ("In a statement carried by the official KCNA, Ada Berg said it rained.", KCNA),
    "a statement carried, between": ("Ada Berg, in a statement carried on Friday by KCNA, said that it rained.", KCNA),
    "a statement through": ("Ada Berg said in a statement issued through KCNA that it rained.", KCNA),
    "remarks carried": ("“It rained,” Ada Berg said in remarks carried by state news agency Naru.", "Naru"),
    "remarks carried, at the end": ("“It rained,” Ada Berg said, in comments reported by TASS.", "TASS"),
    "a speech broadcast": ("Ada Berg said in a speech broadcast live on Naru TV that it rained.", "Naru TV"),
    "its own adjectives": ("Ada Berg said in a speech aired by pro-Union broadcaster Naru that it rained.", "Naru"),
    "whose own words were carried": ("A statement carried by KCNA said that it rained.", KCNA),
    "whose own words were carried, with a pause": (
        "The army’s statement, published by KCNA, said that it rained.",
        KCNA,
    ),
    "who was quoted": ("A docker quoted by Reuters said that it rained.", "Reuters"),
    "who was quoted, with a pause": ("Ada Berg, quoted by Reuters, said that it rained.", "Reuters"),
    "who was quoted, at the end": ("“It rained,” said a docker interviewed by Reuters.", "Reuters"),
    "as quoted": ("“It rained,” Ada Berg said, as quoted by Reuters.", "Reuters"),
    "in small letters": ("Ada Berg said in a statement carried by North Korean state media that it rained.", STATE),
    "short for one that is named": (
        "The Miami Gazette has a new editor. “It rained,” Ada Berg told the Gazette.",
        "Miami Gazette",
    ),
}


@pytest.mark.parametrize(("text", "medium"), HEARD.values(), ids=HEARD)
def test_a_medium_that_was_spoken_to_is_a_link(text: str, medium: str) -> None:
    told = read(text)[-1]
    assert told.told_to is not None
    assert (told.told_to.name, told.told_to.kind) == (medium, Kind.MEDIA)
    assert told.chain == ("Lund Dispatch", medium, told.source.name)


NOT_HEARD = {
    "an island called like a channel": "Ada Berg told the Channel Islands that it rained.",
    "the publisher": "Ada Berg told the Lund Dispatch that it rained.",
    "the publisher in short": "Ada Berg told the Dispatch that it rained.",
    "the publisher with a capital": "Ada Berg told The Dispatch that it rained.",
    "the publisher itself": "Ada Berg told this newspaper that it rained.",
    "our newspaper": "Ada Berg told our reporter that it rained.",
    "reporters": "Ada Berg told reporters that it rained.",
    "members": "Ada Berg told MPs that it rained.",
    "a person": "Ada Berg told Jon Falk that it rained.",
    "a person called like a paper": "Ada Berg told Emily Post that it rained.",
    "a judge called like a paper": "Ada Berg told Judge Emily Post that it rained.",
    "a body": "Ada Berg told the Harbour Union that it rained.",
    "a body's agency": "Ada Berg told the border agency Frontal that it rained.",
    "a paper without a name": "Ada Berg told a local newspaper that it rained.",
    "a city's paper": "Ada Berg told the Munich newspaper that it rained.",
    "a people's paper": "Ada Berg told the Israeli newspaper that it rained.",
    "a short name of nobody": "Ada Berg told the Gazette that it rained.",
    "its board": "Ada Berg told the BBC’s board that it rained.",
    "its staff": "Ada Berg told BBC executives that it rained.",
    "its summit": "Ada Berg told a Reuters summit that it rained.",
    "another paper of that name": "Ada Berg told the Times Literary Circle that it rained.",
    "an order": "The regulator told the BBC to publish a correction.",
    "not told": "Ada Berg did not tell Reuters that it rained.",
    "will tell": "The mayor said that Ada Berg will tell the BBC on Sunday.",
    "a letter": "Ada Berg said in a letter to the BBC that it rained.",
    "a report": "Ada Berg said of the Reuters report that it was wrong.",
    "an answer to a report": "Ada Berg said in response to a Reuters report that it rained.",
    "an interview with a person": "“It rained,” Jon Falk said in an interview with Ada Berg.",
    "an interview with nobody": "“It rained,” Jon Falk said in an interview.",
    "inside what is said": "Ada Berg said that Jon Falk had lied in an interview with the BBC.",
    "told inside what is said": "“I told Reuters everything,” Ada Berg said.",
    "another's interview": "“It rained,” said Ada Berg, whom Jon Falk attacked in an interview with the BBC.",
    "another's talk": "Ada Berg, who had resigned in an interview with the BBC, said that it rained.",
    "before he spoke": "After an interview with the BBC, Ada Berg said that it rained.",
    "a place": "Speaking in Paris, Ada Berg said that it rained.",
    "a statement carried by a body": "Ada Berg said in a statement released by the army that it rained.",
    "a statement on a medium": "Ada Berg said in a statement on the BBC that it was a shame.",
    "an answer to what was carried": "Reacting to a statement carried by KCNA, Ada Berg said that it rained.",
    "after what was carried": "After a statement carried by KCNA, Ada Berg said that it rained.",
    "what is said was carried": "Ada Berg said that the statement carried by KCNA was a lie.",
    "another's article": "A minister attacked in an article published by Reuters said that it rained.",
    "a study in a journal": "A study published on Friday in the journal Lund Letters found that it rained.",
    "a body run by it": "A clinic run by the BBC said that it rained.",
    "its head": "Ada Berg told BBC Director Jon Falk that it rained.",
    "its trust": "Ada Berg told the BBC Trust that it rained.",
    "a person called like a paper without one": "Ada Berg told Yun Sun that it rained.",
    "a people called like a paper": "Ada Berg told the Australian that it rained.",
    "a believer called like a paper": "Ada Berg told the Hindu that it rained.",
    "a demand on air": "Ada Berg will speak on CNN, Jon Falk said.",
    "state media of nobody": "Ada Berg said in a statement carried by state media that it rained.",
    "a crowd": "Speaking to workers in Reading, Ada Berg said that Reuters was wrong.",
}


@pytest.mark.parametrize("text", NOT_HEARD.values(), ids=NOT_HEARD)
def test_nobody_else_is_a_link(text: str) -> None:
    statements = read(text)
    assert statements
    assert [statement.told_to for statement in statements] == [None] * len(statements)


def test_a_phrase_belongs_to_one_cue() -> None:
    text = "“It is dead,” Ada Berg said, and in an interview with the BBC, Jon Falk said that it was alive."
    assert chains(text) == [("Ada Berg",), ("BBC", "Jon Falk")]
    text = "“It is dead,” Ada Berg told Reuters, but Jon Falk said that it was alive."
    assert chains(text) == [("Reuters", "Ada Berg"), ("Jon Falk",)]


def test_who_goes_on_in_the_same_breath_is_heard_by_the_same() -> None:
    text = "Ada Berg told Reuters that it rained, adding that it was cold."
    assert chains(text) == [("Reuters", "Ada Berg")] * 2
    text = "“It rained,” Ada Berg told Reuters. “It rained for days.”"
    assert chains(text) == [("Reuters", "Ada Berg")] * 2


def test_a_medium_in_the_chain_is_no_second_link() -> None:
    text = "Two officials told Reuters that the deal was dead, Reuters reported."
    assert {chain for chain in chains(text) if len(chain) > 1} == {("Reuters", "two officials")}
    assert chains("Two officials told Reuters that the deal was dead.", credit="Reuters") == [
        ("Reuters", "two officials")
    ]
    assert chains("Two officials told Reuters that the deal was dead.", publisher=None, credit="Reuters") == [
        ("two officials",)
    ]


def test_who_says_what_he_told_a_medium_is_heard_by_the_reader() -> None:
    text = "Ada Berg said that she had told Reuters that it rained."
    assert set(chains(text)) == {("Ada Berg",)}


def test_a_link_stands_where_it_was_spoken_to() -> None:
    text = "Ada Berg said that Jon Falk had told Reuters that it rained."
    assert chains(text) == [("Ada Berg",), ("Ada Berg", "Reuters", "Jon Falk")]
    text = "Ada Berg told Reuters that Jon Falk had said that it rained."
    assert chains(text) == [("Reuters", "Ada Berg"), ("Reuters", "Ada Berg", "Jon Falk")]


def test_the_publisher_has_many_names() -> None:
    for publisher, medium in [
        ("AP News", "the Associated Press"),
        ("BBC", "BBC Radio Lund"),
        ("The Korea Times", "the Times"),
        ("South Coast Morning Post", "news site SCMP"),
    ]:
        assert chains(f"Ada Berg told {medium} that it rained.", publisher=publisher) == [("Ada Berg",)]


def test_a_short_name_is_that_of_a_paper_in_the_text() -> None:
    told = "Ada Berg told the Mirror that it rained."
    assert chains(f"The Lund Mirror has closed. {told}")[-1] == ("Lund Mirror", "Ada Berg")
    assert chains(told, publisher="Lund Mirror") == [("Ada Berg",)]


def test_a_medium_that_also_speaks_is_one_source() -> None:
    text = (
        "In an interview with the magazine Laufbote, Ada Berg said that it rained. Laufbote said that it had asked her."
    )
    told, said = read(text)
    assert told.told_to == said.source == Source.of_name("Laufbote", Kind.MEDIA)


def test_nothing_is_heard_where_nothing_is_said() -> None:
    assert Hearers([], Media(lexicon(), authority()), Recognised()).find([]) == {}
