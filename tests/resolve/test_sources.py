"""The words of a source lead to one source, or leave it unnamed; nothing is guessed across names."""

from datetime import date

import pytest

from kg.extract.lexicon import lexicon
from kg.model import Kind, Metadata, Passage, Span
from kg.resolve.authority import authority
from kg.resolve.names import NameReader
from kg.resolve.phrases import read_phrase
from tests.resolve.reading import names, read

RESOLVED = {
    "an acronym in brackets": (
        "The Lake Research Institute (LRI) said that it rained. The LRI said that it stopped.",
        ["Lake Research Institute", "Lake Research Institute"],
    ),
    "an acronym that needs no introduction": ("KCNA said that it rained.", ["Korean Central News Agency"]),
    "a surname": ("Mayor Ada Lund said that it rained. Lund said that it stopped.", ["Ada Lund", "Ada Lund"]),
    "a title in front": ("South Korean Defense Minister Shin Won-sik said that it rained.", ["Shin Won-sik"]),
    "a trade behind": ("Ada Lund, chief economist at Banca Nera, said that it rained.", ["Ada Lund"]),
    "a role": ("Premier Ada Lund said that it rained. The premier said that it stopped.", ["Ada Lund", "Ada Lund"]),
    "a trade in front of a name": ("The party secretary, Ada Lund, said that it rained.", ["Ada Lund"]),
    "a pronoun": ("Ada Lund said that it rained. “Often,” she added.", ["Ada Lund", "Ada Lund"]),
    "the right one of two": (
        "Yusuf Berg, a farmer, said that it rained. His wife Selin Berg saw it too: the rain, she argued, was warm.",
        ["Yusuf Berg", "Selin Berg"],
    ),
    "the agency": (
        "According to the Korean Central News Agency (KCNA), it rained. The agency said that it stopped.",
        ["Korean Central News Agency", "Korean Central News Agency"],
    ),
    "a capital for its government": ("Seoul believes that it rained.", ["South Korea"]),
    "a demonym's ministry": ("Germany’s finance ministry said that it rained.", ["German finance ministry"]),
    "a ministry that many countries have": (
        "Russia’s Foreign Ministry said that it rained. The Foreign Ministry said that it stopped.",
        ["Russian Foreign Ministry", "Russian Foreign Ministry"],
    ),
    "a country's state media": ("Pyongyang’s state media said that it rained.", ["North Korean state media"]),
    "a report's maker": ("A report by the Lake Institute found that it rained.", ["Lake Institute"]),
    "unnamed officials": ("Officials in Seoul believe that it rained.", [None]),
    "an unnamed person of a named body": ("An ECB spokesperson said that it rained.", [None]),
    "nobody": ("The firm is suspected of selling rain.", [None]),
    "traders": ("Traders expect a wet June.", [None]),
    "an apposition behind a comma": (
        "They met the French president, Ada Lund, in May. The French president said that it rained.",
        ["Ada Lund"],
    ),
    "somebody who is spoken to": ("Speaking to Ada Lund, the minister said that it rained.", [None]),
    "a first name that is a country": ("Israel Lund said that it rained.", ["Israel Lund"]),
    "a team and its leader": (
        "Ada Lund’s team believes that it rained. The team said that it stopped.",
        ["Ada Lund's team", "Ada Lund's team"],
    ),
    "researchers whom nobody leads": ("The researchers said that it rained.", [None]),
    "an office in short": (
        "The Portuguese prime minister, Rui Alves, said that it rained. The PM said that it stopped.",
        ["Rui Alves", "Rui Alves"],
    ),
    "another office of the same kind": (
        "Prime Minister Rui Alves said that it rained. The foreign minister said that it stopped.",
        ["Rui Alves", None],
    ),
    "a newspaper": (
        "The Lake Chronicle reported that it rained. The newspaper said that it stopped.",
        ["Lake Chronicle", "Lake Chronicle"],
    ),
    "an embassy in a place": ("The Russian Embassy in Tokyo said that it rained.", ["Russian Embassy in Tokyo"]),
    "a court with a number": ("The 11th Circuit Court said that it rained.", ["11th Circuit Court"]),
    "a trade in an apposition that a verb follows": (
        "Ada Lund, the mayor, said that it rained. The mayor said that it stopped.",
        ["Ada Lund", "Ada Lund"],
    ),
    "the second of an office": (
        "Vice President Ada Lund met President Rui Vik. The vice president said that it rained.",
        ["Ada Lund"],
    ),
    "a party and a place for a name": (
        "Sen. Rui Vik met Ada Lund. The Ohio Republican said that it rained.",
        [None],
    ),
    "particles": (
        "Ada van der Berg said that it rained. Van der Berg said that it stopped. Berg said that it snowed.",
        ["Ada van der Berg"] * 3,
    ),
    "the president of another country": (
        "US President Ada Lund met President of Finland Rui Vik. The US President said that it rained.",
        ["Ada Lund"],
    ),
    "a word that opens a question": (
        "Rui Lund left. Did Lund say why? Then Lund said that it rained.",
        ["Rui Lund"],
    ),
    "brothers of whom one has only an initial": ("[The brothers Bo G.] said that it rained.", [None]),
    "an embassy": (
        "The Chilean embassy in Oslo said that it rained. The embassy said that it stopped.",
        ["Chilean embassy in Oslo", "Chilean embassy in Oslo"],
    ),
    "one of two embassies": (
        "The Chilean embassy said that it rained. Norway’s embassy said it hailed. The embassy said that it stopped.",
        ["Chilean embassy", "Norwegian embassy", None],
    ),
    "one of two embassies of which one spoke": (
        "The Chilean embassy said that it rained. Norway’s embassy left. The embassy said that it stopped.",
        ["Chilean embassy", None],
    ),
    "an embassy of which nothing was said": ("Chile closed. The embassy said that it rained.", [None]),
    "she who was never named": ("A spokeswoman said that it rained. She declined to comment on snow.", [None, None]),
}


@pytest.mark.parametrize(("text", "expected"), RESOLVED.values(), ids=RESOLVED)
def test_words_lead_to_a_source(text: str, expected: list[str | None]) -> None:
    assert names(text) == expected


def test_an_unnamed_source_keeps_its_words_and_never_merges() -> None:
    first, second = read("Officials in Seoul said that it rained. Officials in Seoul said that it stopped.")
    assert first.source.name == second.source.name == "officials in seoul"
    assert first.source.kind is Kind.GROUP
    assert first.source.id != second.source.id


def test_the_chain_runs_from_the_publisher_inward() -> None:
    text = "Kim Jong-un ordered new drills, the Courier reported on Monday, citing the Korean Central News Agency."
    chains = {s.cue.text: s.chain for s in read(text) if s.cue}
    assert chains["ordered"] == ("The Daily", "Courier", "Korean Central News Agency", "Kim Jong-un")
    assert chains["citing"] == ("The Daily", "Courier", "Korean Central News Agency")
    assert chains["reported"] == ("The Daily", "Courier")


def test_a_speaker_inside_his_own_statement_is_one_link() -> None:
    text = "Ada Lund said that she had warned that it would rain."
    assert {s.chain for s in read(text)} == {("The Daily", "Ada Lund")}


def test_days_are_resolved_against_a_trusted_date_only() -> None:
    [said] = [s.said_on for s in read("The ministry said on Sunday that it rained.")]
    assert said is not None
    assert said.start == said.end == date(2024, 5, 12)
    [said] = [s.said_on for s in read("The ministry said on Sunday that it rained.", metadata=Metadata())]
    assert said is not None
    assert (said.text, said.start, said.end) == ("on Sunday", None, None)


def test_a_continued_quotation_has_the_speaker_of_the_one_before() -> None:
    text = "“It rained,” Ada Lund said. “It rained for days.”"
    first, second = read(text)
    assert second.source == first.source
    assert second.source_words is None


def test_an_empty_document_has_no_statements() -> None:
    assert read("") == []


def test_each_source_tells_why_it_is_who_it_is() -> None:
    text = (
        "Mayor Ada Lund said that it rained. Lund said that it stopped. “Often,” she added. "
        "The mayor warned of snow. KCNA said that it hailed. Two officials denied it. The doctor said that it was cold."
    )
    reasons = [(s.source.name, s.resolution.reason.value) for s in read(text) if s.resolution]
    assert reasons == [
        ("Ada Lund", "full name"),
        ("Ada Lund", "short name"),
        ("Ada Lund", "pronoun"),
        ("Ada Lund", "role"),
        ("Korean Central News Agency", "authority file"),
        ("two officials", "unresolved"),
        ("the doctor", "unresolved"),
    ]


def test_somebody_who_may_have_a_name_is_unnamed_less_surely_than_two_officials() -> None:
    vague, definite = read("Two officials said that it rained. The doctor said that it stopped.")
    assert vague.resolution is not None
    assert definite.resolution is not None
    assert vague.resolution.confidence > 0.9
    assert definite.resolution.confidence < 0.5


def test_one_is_one_of_those_before() -> None:
    found = read("British officials expect rain. One said that it would pour.")
    assert [s.source.name for s in found][-1] == "one british official"
    assert not found[-1].source.named


def test_researchers_are_named_after_who_leads_them() -> None:
    text = "The researchers, led by Ada Lund of the Lake Institute, believe that it rained."
    passage = Passage.of(text, [Span(0, text.index(", believe"))])
    phrase = read_phrase(text, passage, NameReader(lexicon(), authority()))
    assert (phrase.head, phrase.preposition) == ("researchers", "led")
    assert phrase.place is not None
    assert phrase.place.text == "Ada Lund"
