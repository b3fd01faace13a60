"""The model and the rules together."""

import pytest

from kg.extract.combined import CombinedExtractor
from kg.model import Act, Attribution, Polarity

NESTED = (
    "A river council report says the dam at Ostrava Mill is safe.\n\n"
    "The regional radio said on Friday that the engineer Pavel Hruby had warned that the dam could fail.\n\n"
    "The owner of the mill declined to comment.\n"
)


@pytest.fixture(scope="module")
def extractor() -> CombinedExtractor:
    return CombinedExtractor()


def _by_cue(found: tuple[Attribution, ...]) -> dict[str, Attribution]:
    return {a.cue.text: a for a in found if a.cue}


def test_a_statement_inside_a_content_points_at_the_one_around_it(extractor: CombinedExtractor) -> None:
    by_cue = _by_cue(extractor.extract(NESTED))
    inner = by_cue["had warned"]
    assert inner.within == by_cue["said"].key
    assert inner.source is not None
    assert inner.source.text == "the engineer Pavel Hruby"
    assert inner.act is Act.WARN
    assert by_cue["said"].within is None


def test_silence_is_a_statement_without_a_content(extractor: CombinedExtractor) -> None:
    silent = [a for a in extractor.extract(NESTED) if a.act is Act.DECLINE]
    assert [a.source.text for a in silent if a.source] == ["The owner of the mill"]


def test_no_cue_is_taken_twice(extractor: CombinedExtractor) -> None:
    cues = [a.cue.spans for a in extractor.extract(NESTED) if a.cue]
    assert len(set(cues)) == len(cues)


def test_keys_count_in_the_order_of_the_text_and_places_are_exact(extractor: CombinedExtractor) -> None:
    found = extractor.extract(NESTED)
    assert [a.key for a in found] == list(range(len(found)))
    assert all(p.is_exact(NESTED) for a in found for p in (a.source, a.cue, a.content, a.said) if p)
    assert all(a.within is None or a.within < len(found) for a in found)


def test_nothing_gives_nothing(extractor: CombinedExtractor) -> None:
    assert extractor.extract("") == ()


def test_a_headline_does_not_speak_in_the_article(extractor: CombinedExtractor) -> None:
    text = "Le maire\n\nZoë Müller-Łuczak, the mayor of Besançon, said on Monday that it had rained.\n"
    assert [a.source.text for a in extractor.extract(text) if a.source] == ["Zoë Müller-Łuczak, the mayor of Besançon"]


QUOTED = (
    'A town hall spokesperson said: "The mayor began by praising the bridge.\n\n'
    '"The mayor repeated that the bridge must stay open and that safety came first.\n\n'
    '"We all agreed to keep in touch."\n'
)


def test_who_is_quoted_inside_a_quotation_speaks_within_it(extractor: CombinedExtractor) -> None:
    found = extractor.extract(QUOTED)
    outer = next(a for a in found if a.cue and a.cue.text == "said")
    inner = next(a for a in found if a.cue and a.cue.text == "repeated")
    assert outer.source is not None
    assert outer.source.text == "A town hall spokesperson"
    assert inner.source is not None
    assert inner.source.text == "The mayor"
    around = inner.within
    while around is not None and around != outer.key:
        around = found[around].within if found[around].within is not None else found[around].continues
    assert around == outer.key


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ada Lund was told on Monday that the mill had closed.", None),
        ("Residents have been informed that the water was safe.", None),
        ("Ada Lund was warned that the dam could fail.", None),
        ("Told that the mill had closed, Ada Lund wept.", None),
        ("Ada Lund, told that the mill had closed, wept.", None),
        ("Ada Lund was told by Bo Berg that the mill had closed.", "Bo Berg"),
        ("Told by Bo Berg that the mill had closed, Ada Lund wept.", "Bo Berg"),
        ("Ada Lund, said to be close to the king, left on Monday.", None),
        ("Mr Takk, warned by doctors to rest, flew to Paris.", "doctors"),
        ("Pressed on whether the mill would close, Ada Lund left.", None),
        ("The mayor, Ada Lund, said by phone from Oslo that it was over.", "The mayor, Ada Lund"),
        ("Ada Lund told reporters that the mill had closed.", "Ada Lund"),
        ("Ada Lund, the mayor, warned that the dam could fail.", "Ada Lund, the mayor"),
        ("Ada Lund was worried that the dam could fail.", "Ada Lund"),
        ("Ada Lund was quoted as saying that the mill had closed.", "Ada Lund"),
    ],
)
def test_who_is_told_does_not_speak(extractor: CombinedExtractor, text: str, source: str | None) -> None:
    (found,) = extractor.extract(text)
    assert (found.source.text if found.source else None) == source


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Norvik dismissed Bo Berg in May after an inquiry.", []),
        ("The club dismissed the coach on Monday after five defeats.", []),
        ("The board dismissed its chief executive, Bo Berg.", []),
        ("The farmer thanked Bo Berg.", []),
        ("Coach Bo Berg named his team.", []),
        ("The mayor dismissed critics as losers.", ["critics as losers"]),
        ("The mayor dismissed Bo Berg’s account.", ["Bo Berg’s account"]),
        ("The mayor dismissed the claim.", ["the claim"]),
        ("The mayor thanked voters for their patience.", ["voters for their patience"]),
        ("The police named the victim as Bo Berg.", ["the victim as Bo Berg"]),
    ],
)
def test_what_is_done_to_a_person_is_not_said(extractor: CombinedExtractor, text: str, contents: list[str]) -> None:
    assert [a.content.text for a in extractor.extract(text) if a.content] == contents


@pytest.mark.parametrize(
    ("text", "cue", "act"),
    [
        ("Ada Lund has written to the board asking it to pay.", "asking", Act.ASK),
        ("Ada Lund wrote to the king on Monday urging him to resign.", "urging", Act.DEMAND),
        ("She wrote to ministers calling for an inquiry.", "calling for", Act.DEMAND),
        ("The senator wrote to Berg last month demanding documents.", "demanding", Act.DEMAND),
        ("Ada Lund wrote to staff on Monday saying the mill would close.", "saying", Act.ASSERT),
        ("Ada Lund wrote to staff that the mill would close.", "wrote", Act.ASSERT),
    ],
)
def test_what_is_written_for_is_said(extractor: CombinedExtractor, text: str, cue: str, act: Act) -> None:
    (found,) = extractor.extract(text)
    assert found.source is not None
    assert found.cue is not None
    assert found.cue.text.endswith(cue)
    assert found.act is act


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The findings have been hailed as “exciting” by charities.", "charities", "as “exciting”"),
        ("The plan was described as a mistake by the mayor.", "the mayor", "as a mistake"),
        ("The plan was dismissed as a stunt by the opposition.", "the opposition", "as a stunt"),
        ("The novel was hailed as a work by Ada Lund.", None, "a work by Ada Lund"),
        ("The man was hailed as a hero.", None, "a hero"),
    ],
)
def test_who_names_a_thing_may_stand_behind_the_name(
    extractor: CombinedExtractor, text: str, source: str | None, content: str
) -> None:
    (found,) = extractor.extract(text)
    assert (found.source.text if found.source else None) == source
    assert found.content is not None
    assert found.content.text.endswith(content)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Lund could not be reached for comment on Tuesday.", "Lund"),
        ("The company could not immediately be reached for comment.", "The company"),
        ("The mayor was not available for comment.", "The mayor"),
        ("The mayor was unavailable for comment.", "The mayor"),
        ("The mayor was available for comment.", None),
        ("The deal could not be reached on Tuesday.", None),
    ],
)
def test_who_cannot_be_reached_is_silent(extractor: CombinedExtractor, text: str, source: str | None) -> None:
    silent = [a for a in extractor.extract(text) if a.act is Act.DECLINE]
    assert [a.source.text for a in silent if a.source] == ([source] if source else [])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Lund said her son was “the light of our house.” The town wants answers, she said.", "house.”"),
        ("Ada Lund called the plan “a mess.” The council would act, she said.", "mess.”"),
        ("Ada Lund said the plan was “a mess,” and the council would act.", "would act"),
        ("Ada Lund said: “It is a mess.” “We will act.”", "act.”"),
        ("Ada Lund said he had asked for a meeting but the council had refused.", "had refused"),
    ],
)
def test_a_content_ends_with_its_sentence(extractor: CombinedExtractor, text: str, content: str) -> None:
    first = next(a for a in extractor.extract(text) if a.cue and a.cue.text in ("said", "called"))
    assert first.content is not None
    assert first.content.text.endswith(content)


@pytest.mark.parametrize(
    ("text", "act", "polarity"),
    [
        ("Ada Lund dared the mayor to publish the report.", Act.DEMAND, Polarity.POSITIVE),
        ("The miners and the farmers also sought a debate on the bill.", Act.DEMAND, Polarity.POSITIVE),
        ("The court ruled that the tax was lawful.", Act.ASSERT, Polarity.POSITIVE),
        ("The governor ruled out a new vote.", Act.DENY, Polarity.NEGATIVE),
        ("Ada Lund pleaded not guilty to two counts of fraud.", Act.DENY, Polarity.NEGATIVE),
        ("Ada Lund pleaded guilty to fraud.", Act.ASSERT, Polarity.POSITIVE),
        ("“Close the mill,” she pleaded.", Act.DEMAND, Polarity.POSITIVE),
        ("Ada Lund stopped short of saying that he had lied.", Act.DECLINE, Polarity.NEGATIVE),
        ("Ada Lund avoided saying that he had lied.", Act.DECLINE, Polarity.NEGATIVE),
        ("Ada Lund was unable to say whether the mill would close.", Act.DECLINE, Polarity.NEGATIVE),
        ("Ada Lund would not be drawn on whether the mill would close.", Act.DECLINE, Polarity.NEGATIVE),
        ("The company had no immediate comment.", Act.DECLINE, Polarity.NEGATIVE),
        ("Ada Lund doubts that the mill will close.", Act.BELIEVE, Polarity.NEGATIVE),
        ("Ada Lund has no doubt that the mill will close.", Act.ASSERT, Polarity.POSITIVE),
        ("The union wants Mr Berg to resign.", Act.DEMAND, Polarity.POSITIVE),
        ("Ada Lund played down fears that the dam could fail.", Act.DENY, Polarity.NEGATIVE),
        ("Ada Lund retracted her claim that the mill had closed.", Act.DENY, Polarity.NEGATIVE),
    ],
)
def test_what_is_done_with_words(extractor: CombinedExtractor, text: str, act: Act, polarity: Polarity) -> None:
    found = next(each for each in extractor.extract(text) if each.within is None)
    assert (found.act, found.polarity) == (act, polarity)


@pytest.mark.parametrize("dateline", ["LUND, May 20 (Reuters) - ", "LUND, Sweden, May 20 (AP) — ", "LUND (Reuters) - "])
def test_a_dateline_is_no_part_of_what_is_said(extractor: CombinedExtractor, dateline: str) -> None:
    text = f"Rain\n\n{dateline}Repairs of the quay will cost 12 million euros, the transport ministry said on Monday.\n"
    (found,) = extractor.extract(text)
    assert found.content is not None
    assert found.content.text == "Repairs of the quay will cost 12 million euros"


@pytest.mark.parametrize(
    "text",
    [
        "Who said that the mill had closed?",
        "It is hard to tell who has said what.",
        "Nobody knows who said that the mill had closed.",
    ],
)
def test_who_asks_does_not_speak(extractor: CombinedExtractor, text: str) -> None:
    assert extractor.extract(text) == ()


def test_who_is_told_of_speaks(extractor: CombinedExtractor) -> None:
    (found,) = extractor.extract("People who said they had seen the fire were heard on Tuesday.")
    assert found.source is not None
    assert found.source.text == "People"


TRAP = '"It is a trap," said Anna Berg.\n\n{} "I have never seen a crash."\n'
OTHERS = [
    "Carl Dunn has driven the road for years.",
    "Carl Dunn has driven the road for years. He likes it.",
    "The mayor was not so sure.",
    "The driver of the lorry, Carl Dunn, escaped with bruises.",
    "Berg's neighbour takes another view.",
    "A letter from the council was blunt.",
    "On the wall somebody has painted six words.",
    "Many drivers feel the same way.",
]
SAME = [
    "",
    "She has driven the road for years.",
    "Berg has driven the road for years.",
    "In the town hall, Ms Berg waved a map.",
    "The road was built in 1960. Berg has driven it since.",
]


def _tellers(found: tuple[Attribution, ...], words: str) -> list[str | None]:
    """Return the sources of the statements that hold these words; of one that goes on, that of the first."""
    tellers = []
    for told in found:
        if told.content and words in told.content.text:
            speaker = told if told.continues is None else found[told.continues]
            tellers.append(speaker.source.text if speaker.source else None)
    return tellers


@pytest.mark.parametrize("lead", OTHERS)
@pytest.mark.parametrize("marks", ['"', "'"])
def test_a_quotation_behind_words_about_somebody_else_is_not_the_last_speakers(
    extractor: CombinedExtractor, lead: str, marks: str
) -> None:
    assert _tellers(extractor.extract(TRAP.format(lead).replace('"', marks)), "never seen a crash") == []


@pytest.mark.parametrize("lead", SAME)
def test_a_quotation_goes_on_behind_words_about_who_spoke(extractor: CombinedExtractor, lead: str) -> None:
    assert _tellers(extractor.extract(TRAP.format(lead)), "never seen a crash") == ["Anna Berg"]


@pytest.mark.parametrize("lead", ["Hal Brook denied it.", "Hal Brook said he did not agree with the mayor."])
def test_a_quotation_belongs_to_who_alone_speaks_in_front_of_it(extractor: CombinedExtractor, lead: str) -> None:
    assert _tellers(extractor.extract(TRAP.format(lead)), "never seen a crash") == ["Hal Brook"]


@pytest.mark.parametrize(
    "after",
    ["", "The hearing continues.", "Carl Dunn agreed.", "The hearing will go on for weeks, according to Carl Dunn."],
)
def test_a_quotation_is_not_taken_from_its_speaker_by_the_next_paragraph(
    extractor: CombinedExtractor, after: str
) -> None:
    text = f'Mary Doyle said that she would appeal. "We won\'t give up. We never have."\n\n{after}\n'
    found = extractor.extract(text)
    assert _tellers(found, "We never have") == ["Mary Doyle"]
    assert ("Carl Dunn" in after and "weeks" in after) == (_tellers(found, "for weeks") == ["Carl Dunn"])


DENIALS = [
    "denies taking bribes",
    "denied that she took bribes",
    "denied lying",
    'denied being "a thief"',
    "denied 'the charge'",
    "rejected the claim",
    "declined to say when",
    "did not deny it",
]


@pytest.mark.parametrize("denial", DENIALS)
def test_what_is_quoted_behind_a_denial_is_not_denied(extractor: CombinedExtractor, denial: str) -> None:
    text = f'Mary Doyle {denial}. "I live on my salary. I have no car."\n'
    negative, quoted = extractor.extract(text)
    assert (negative.polarity, quoted.polarity) == (Polarity.NEGATIVE, Polarity.POSITIVE)
    assert negative.content is not None
    assert "salary" not in negative.content.text
    assert quoted.act is Act.ASSERT
    assert quoted.continues == negative.key


def test_a_quotation_that_is_its_own_paragraph_is_the_last_speakers(extractor: CombinedExtractor) -> None:
    text = '"We can\'t go on," Tom Rusk told the Herald.\n\n"I sell two pairs."\n\nLena Voss sighed. "I am fine."\n'
    found = extractor.extract(text)
    assert _tellers(found, "two pairs") == ["Tom Rusk"]
    assert _tellers(found, "I am fine") == ["Lena Voss"]


def test_a_paragraph_behind_a_colon_is_what_is_said(extractor: CombinedExtractor) -> None:
    text = "The governor, Ada Lund, said:\n\nNobody on the river should have to fear the rain.\n\nThe wall is old.\n"
    assert _tellers(extractor.extract(text), "fear the rain") == ["The governor, Ada Lund"]
    assert _tellers(extractor.extract(text), "The wall is old") == []


def test_a_speaker_may_be_named_in_full_only_later(extractor: CombinedExtractor) -> None:
    text = '"We can\'t go on," said Rusk.\n\nTom Rusk opened his shop in 1990. "I sell two pairs."\n'
    assert _tellers(extractor.extract(text), "two pairs") == ["Rusk"]


def test_what_is_quoted_behind_two_speakers_is_not_given_to_the_first(extractor: CombinedExtractor) -> None:
    text = 'Mary Doyle denied that she had lost, and Carl Dunn admitted that she had won. "It was close."\n'
    assert "Mary Doyle" not in _tellers(extractor.extract(text), "It was close")


INSIDE = {
    "Ms Marsh said the defendant, Daniel Whitcombe, told police that the payments were loans.": {
        "said": ("Ms Marsh", "the defendant, Daniel Whitcombe, told police that the payments were loans"),
        "told": ("the defendant, Daniel Whitcombe", "that the payments were loans"),
    },
    "Helena Marsh said the defendant, Daniel Whitcombe, told police that the payments were loans.": {
        "said": ("Helena Marsh", "the defendant, Daniel Whitcombe, told police that the payments were loans"),
        "told": ("the defendant, Daniel Whitcombe", "that the payments were loans"),
    },
    "Karl Moe said the auditor, Phil Grady, had warned the board about the losses.": {
        "said": ("Karl Moe", "the auditor, Phil Grady, had warned the board about the losses"),
        "had warned": ("the auditor, Phil Grady", "about the losses"),
    },
    "Karl Moe said the minister, Ada Lund, had denied taking bribes.": {
        "said": ("Karl Moe", "the minister, Ada Lund, had denied taking bribes"),
        "had denied": ("the minister, Ada Lund", "taking bribes"),
    },
    "Anna Berg, according to Karl Moe, said the bridge was unsafe.": {
        "according to": ("Karl Moe", "Anna Berg"),
        "said": ("Anna Berg", "the bridge was unsafe"),
    },
}


@pytest.mark.parametrize("text", INSIDE)
def test_who_speaks_inside_a_statement_has_what_he_says(extractor: CombinedExtractor, text: str) -> None:
    outer, inner = INSIDE[text]
    by_cue = _by_cue(extractor.extract(text))
    for cue, (source, content) in INSIDE[text].items():
        told = by_cue[cue]
        assert told.source is not None
        assert told.content is not None
        assert told.source.text == source
        assert told.content.text.startswith(content)
    assert by_cue[inner].within == by_cue[outer].key


@pytest.mark.parametrize(
    "text", ["Karl Moe heard Anna Berg say she was leaving.", "Karl Moe saw Anna Berg admit that she was leaving."]
)
def test_who_is_heard_to_speak_is_the_source(extractor: CombinedExtractor, text: str) -> None:
    assert [a.source.text for a in extractor.extract(text) if a.source] == ["Anna Berg"]


def test_what_is_demanded_is_no_source(extractor: CombinedExtractor) -> None:
    text = "The fund, Elbe Invest, demanded a review and threatened to call a meeting of shareholders.\n"
    assert _by_cue(extractor.extract(text))["demanded"].content is not None


ONE_STATEMENT = {
    "Anna Berg dismissed claims that she was ill.": ("Anna Berg", "claims that she was ill"),
    "Anna Berg denied reports that she was ill.": ("Anna Berg", "reports that she was ill"),
    "Anna Berg had rejected claims that she was ill.": ("Anna Berg", "claims that she was ill"),
    "The lawyer of the accused claims that she was ill.": ("The lawyer of the accused", "that she was ill"),
    "The Courier reports that the bridge has moved.": ("The Courier", "that the bridge has moved"),
    "The land belongs to Royal Courier, which says it will sell.": ("Royal Courier", "it will sell"),
    "The road was closed, with traders warning that shops would fail.": ("traders", "that shops would fail"),
    "It took place on Tuesday, the agency reported, without naming the place.": (
        "the agency",
        "It took place on Tuesday",
    ),
    "“We will win,” the mayor said, “without taking help.”": (
        "the mayor",
        "“We will win,” … “without taking help.”",
    ),
    "They’ve said it was right.": ("They", "it was right"),
    "She's repeatedly said that it was wrong.": ("She", "that it was wrong"),
    "The minister conceded a mistake.": ("The minister", "a mistake"),
    "Two people briefed on the talks, who asked not to be named, said they had failed.": (
        "Two people briefed on the talks",
        "they had failed",
    ),
    "Mary Ortiz called David Moe a liar.": ("Mary Ortiz", "David Moe a liar"),
}


@pytest.mark.parametrize("text", ONE_STATEMENT)
def test_only_what_is_said_is_a_statement(extractor: CombinedExtractor, text: str) -> None:
    found = [(a.source and a.source.text, a.content and a.content.text) for a in extractor.extract(text)]
    assert found == [ONE_STATEMENT[text]]


@pytest.mark.parametrize(
    "text",
    [
        "Royal Courier has been contacted for comment.",
        "The ministry has been approached for comment.",
        "Harbour United conceded a 96th-minute penalty and lost 2-1.",
        "Novagen Labs knew of the leak for months.",
        "Lawmakers hear of 900 barrels bound for the north.",
        "The committee will debate the plan next week.",
        "An article on May 19 misstated the number of barrels.",
        "Mary Ortiz called David Moe from the station.",
        "The ministry gave no figures, citing privacy laws.",
    ],
)
def test_who_says_nothing_has_no_statement(extractor: CombinedExtractor, text: str) -> None:
    assert extractor.extract(text) == ()


@pytest.mark.parametrize("verb", ["say", "claim", "allege", "said"])
def test_the_source_inside_a_statement_does_not_hold_the_one_around_it(extractor: CombinedExtractor, verb: str) -> None:
    found = extractor.extract(f"Prosecutors {verb} Karl Moe told the bank that the money was his.")
    assert [a.source.text for a in found if a.source] == ["Prosecutors", "Karl Moe"]


@pytest.mark.parametrize("words", ["was quoted by", "has been quoted by", "was quoted in"])
def test_who_is_quoted_speaks_and_not_who_quotes(extractor: CombinedExtractor, words: str) -> None:
    found = extractor.extract(f"Anna Berg {words} the Carrow Herald as saying that it rained.")
    inner = next(each for each in found if each.cue and each.cue.text.endswith("saying"))
    assert inner.source is not None
    assert inner.source.text == "Anna Berg"
    assert inner.content is not None
    assert inner.content.text == "that it rained"


@pytest.mark.parametrize("critics", ["critics", "rivals", "her opponents", "many"])
def test_what_others_say_of_a_speaker_is_not_his(extractor: CombinedExtractor, critics: str) -> None:
    text = f"Senator Eda Koss, who {critics} say took bribes, told supporters that she would run again.\n"
    for attribution in extractor.extract(text):
        told = attribution.content is not None and attribution.content.text == "that she would run again"
        assert attribution.source is not None
        assert attribution.source.text == ("Senator Eda Koss" if told else critics)
        assert attribution.within is None


@pytest.mark.parametrize("topic", ["the prime minister", "Mr Oh", "her brother"])
def test_of_whom_somebody_speaks_is_no_part_of_his_name(extractor: CombinedExtractor, topic: str) -> None:
    [found] = extractor.extract(f"It had rained.\n\n“He lied,” said Ada Lund of {topic}.\n")
    assert found.source is not None
    assert found.source.text == "Ada Lund"


def test_who_is_told_by_others_to_have_known_says_nothing(extractor: CombinedExtractor) -> None:
    text = "It had rained.\n\nNovagen Labs knew of the leak for two years, a former chemist has alleged in a lawsuit.\n"
    [found] = extractor.extract(text)
    assert found.source is not None
    assert found.source.text == "a former chemist"


@pytest.mark.parametrize("clause", ["said the dam was safe", "declined to say how much they paid"])
def test_whoever_is_described_by_what_he_said_does_not_speak_within_it(
    extractor: CombinedExtractor, clause: str
) -> None:
    found = extractor.extract(f"It had rained.\n\nOfficials who {clause} told the court that it leaked.\n")
    told = next(a for a in found if a.cue and a.cue.text == "told")
    assert told.source is not None
    assert (told.source.text, told.within) == ("Officials", None)


LISTS = {
    "three people": ("Bill Lund, Ada Vik and Bo Holm said it rained.", ["Bill Lund, Ada Vik and Bo Holm"]),
    "what a ministry is for": (
        "The Department for Culture, Media and Sport said that it was raining again.",
        ["The Department for Culture, Media and Sport"],
    ),
    "two people": ("Bill Lund and Ada Vik said it rained.", ["Bill Lund", "Ada Vik"]),
    "two behind a word": ("Instead, Lund and Vik said it rained.", ["Lund", "Vik"]),
}


@pytest.mark.parametrize(("text", "sources"), LISTS.values(), ids=LISTS)
def test_the_first_of_three_is_not_left_out(extractor: CombinedExtractor, text: str, sources: list[str]) -> None:
    assert [a.source.text for a in extractor.extract(text) if a.source] == sources


@pytest.mark.parametrize(
    ("text", "cue"), [("They’ve said it was right.", "’ve said"), ("She's said it was.", "'s said")]
)
def test_a_shortened_verb_is_part_of_the_cue(extractor: CombinedExtractor, text: str, cue: str) -> None:
    [found] = extractor.extract(text)
    assert found.cue
    assert found.cue.text == cue


@pytest.mark.parametrize("who", ["I've", "I’ve", "We've", "You’ve"])
def test_who_speaks_of_himself_is_no_other_source(extractor: CombinedExtractor, who: str) -> None:
    [found] = extractor.extract(f'"That is the reason why {who} said we won\'t be able to go," Ada Lund said.')
    assert found.source
    assert found.source.text == "Ada Lund"


def test_who_is_quoted_by_a_speaker_is_no_apostrophe(extractor: CombinedExtractor) -> None:
    outer, inner = extractor.extract('"He\'s told me that it was wrong," Ada Lund said.')
    assert inner.within == outer.key
    assert inner.source
    assert inner.source.text == "He"


LISTED = {
    "three": ("Ada Lund, Bo Berg and Rui Vik said it was over.", ["Ada Lund, Bo Berg and Rui Vik"]),
    "one body": (
        "The Lake Academies of Sciences, Engineering and Medicine said masks work.",
        ["The Lake Academies of Sciences, Engineering and Medicine"],
    ),
    "two": ("Moscow and Pyongyang said it was over.", ["Moscow", "Pyongyang"]),
    "two behind a place": ("In Oslo, Lund and Vik said it was over.", ["Lund", "Vik"]),
}


@pytest.mark.parametrize(("text", "expected"), LISTED.values(), ids=LISTED)
def test_a_list_in_front_of_a_cue_is_one_source(extractor: CombinedExtractor, text: str, expected: list[str]) -> None:
    assert [a.source.text for a in extractor.extract(text) if a.source] == expected
