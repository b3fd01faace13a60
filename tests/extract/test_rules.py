"""Each construction of attribution is found with its source, cue, content and labels."""

import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.rules import RuleExtractor
from kg.model import Act, Attribution, Certainty, Polarity, Quotation, Span


def read(text: str) -> list[Attribution]:
    return list(RuleExtractor().extract(text))


def words(attribution: Attribution) -> tuple[str, str, str]:
    parts = (attribution.source, attribution.cue, attribution.content)
    source, cue, content = (part.text if part else "" for part in parts)
    return source, cue, content


@dataclass(frozen=True)
class Example:
    text: str
    found: list[tuple[str, str, str]]


CONSTRUCTIONS = {
    "that-clause": Example(
        "The ministry said that the bridge is closed.", [("The ministry", "said", "that the bridge is closed")]
    ),
    "bare clause": Example("Officials say the bridge was closed.", [("Officials", "say", "the bridge was closed")]),
    "clause first": Example(
        "The bridge is closed, the ministry said.", [("the ministry", "said", "The bridge is closed")]
    ),
    "direct": Example(
        "“The bridge is closed,” Mayor Ada Lund said.", [("Mayor Ada Lund", "said", "“The bridge is closed,”")]
    ),
    "inverted": Example(
        "“The bridge is closed,” said Ada Lund, a mayor.", [("Ada Lund, a mayor", "said", "“The bridge is closed,”")]
    ),
    "interrupted quotation": Example(
        "“The bridge,” Lund said, “is closed.”", [("Lund", "said", "“The bridge,” … “is closed.”")]
    ),
    "interrupted clause": Example("The bridge, she added, was old.", [("she", "added", "The bridge … was old")]),
    "mixed": Example(
        "Lund called the bridge “a danger to all.”", [("Lund", "called", "the bridge “a danger to all.”")]
    ),
    "according to, behind": Example(
        "The bridge is closed, according to the police.", [("the police", "according to", "The bridge is closed")]
    ),
    "according to, in front": Example(
        "According to the police, the bridge is closed.", [("the police", "According to", "the bridge is closed")]
    ),
    "hearer": Example(
        "Lund told reporters that the bridge is closed.", [("Lund", "told", "that the bridge is closed")]
    ),
    "day between": Example(
        "The ministry said on Sunday that it was closed.", [("The ministry", "said", "that it was closed")]
    ),
    "denial": Example("The company denied that it had paid.", [("The company", "denied", "that it had paid")]),
    "silence": Example(
        "The company did not specify how much it paid.", [("The company", "did not specify", "how much it paid")]
    ),
    "declined": Example(
        "The company declined to comment on the report.", [("The company", "declined to comment", "on the report")]
    ),
    "neither nor": Example(
        "The ministry would neither confirm nor deny it.", [("The ministry", "would neither confirm nor deny", "it")]
    ),
    "demand": Example("The mayor urged drivers to wait.", [("The mayor", "urged", "drivers to wait")]),
    "called for": Example("Lund called for “a clean start.”", [("Lund", "called for", "“a clean start.”")]),
    "promise": Example("The premier promised to build houses.", [("The premier", "promised", "to build houses")]),
    "passive without a source": Example(
        "The firm is suspected of selling arms.", [("", "is suspected of", "selling arms")]
    ),
    "noun cue": Example(
        "Police are looking into suspicions that the firm sold arms.", [("", "suspicions", "that the firm sold arms")]
    ),
    "report": Example(
        "The inquiry follows a newspaper report that shells were sold.",
        [("a newspaper report", "report", "that shells were sold")],
    ),
    "shared subject": Example(
        "The agency said that the plant works but did not say where it is.",
        [("The agency", "said", "that the plant works"), ("The agency", "did not say", "where it is")],
    ),
    "relative clause": Example(
        "They opened a plant, which the agency said will make cars.", [("the agency", "said", "which … will make cars")]
    ),
    "apposition": Example(
        "Ada Lund, a lawyer who was not involved, said that it was closed.",
        [("Ada Lund, a lawyer", "said", "that it was closed")],
    ),
    "two sources": Example(
        "Moscow and Pyongyang have denied it.", [("Moscow", "have denied", "it"), ("Pyongyang", "have denied", "it")]
    ),
    "saying": Example(
        "The ministry ordered drivers to stop, saying the bridge is unsafe.",
        [("The ministry", "ordered", "drivers to stop"), ("The ministry", "saying", "the bridge is unsafe")],
    ),
}


@pytest.mark.parametrize("example", CONSTRUCTIONS.values(), ids=CONSTRUCTIONS)
def test_a_construction_is_read(example: Example) -> None:
    assert [words(a) for a in read(example.text)] == example.found


NO_STATEMENTS = {
    "scare quotes": "The so-called ‘number organ’ does not exist.",
    "a title": "Her book “The Long Wait” sold well.",
    "an action": "The leader oversaw a test and opened a bridge.",
    "a noun that looks like a verb": "The reports were printed, and the claims of the firm were old.",
    "a plan to say": "The agency will announce a date in May.",
    "an adverb": "The plant is said.",
    "oneself": "I think we hope for rain.",
}


@pytest.mark.parametrize("text", NO_STATEMENTS.values(), ids=NO_STATEMENTS)
def test_what_is_no_statement_is_left_alone(text: str) -> None:
    assert [words(a) for a in read(text)] == []


@pytest.mark.parametrize(
    ("text", "act", "polarity", "certainty"),
    [
        ("The ministry said that it rained.", Act.ASSERT, Polarity.POSITIVE, Certainty.CERTAIN),
        ("The ministry said that it may rain.", Act.ASSERT, Polarity.POSITIVE, Certainty.POSSIBLE),
        ("The ministry said that it will probably rain.", Act.ASSERT, Polarity.POSITIVE, Certainty.PROBABLE),
        ("The ministry said that it did not rain.", Act.ASSERT, Polarity.POSITIVE, Certainty.CERTAIN),
        ("The ministry denied that it rained.", Act.DENY, Polarity.NEGATIVE, Certainty.CERTAIN),
        ("The ministry did not say why it rained.", Act.DECLINE, Polarity.NEGATIVE, Certainty.UNKNOWN),
        ("The ministry asked whether it rained.", Act.ASK, Polarity.POSITIVE, Certainty.UNKNOWN),
        ("Officials believe that it rained.", Act.BELIEVE, Polarity.POSITIVE, Certainty.PROBABLE),
        ("Officials do not believe that it rained.", Act.BELIEVE, Polarity.NEGATIVE, Certainty.PROBABLE),
        ("Analysts predicted that it would rain.", Act.PREDICT, Polarity.POSITIVE, Certainty.PROBABLE),
        ("The ministry warned of rain.", Act.WARN, Polarity.POSITIVE, Certainty.CERTAIN),
        ("The minister said he plans to leave.", Act.PLAN, Polarity.POSITIVE, Certainty.CERTAIN),
    ],
)
def test_the_labels_come_from_cue_negation_and_hedges(
    text: str, act: Act, polarity: Polarity, certainty: Certainty
) -> None:
    [found] = read(text)
    assert (found.act, found.polarity, found.certainty) == (act, polarity, certainty)


def test_quotation_marks_tell_direct_from_mixed_from_indirect() -> None:
    text = "“It rained,” Lund said. Lund said that it “rained hard” again. Lund said that it rained."
    assert [a.quotation for a in read(text)] == [Quotation.DIRECT, Quotation.MIXED, Quotation.INDIRECT]


def test_a_statement_inside_another_knows_it() -> None:
    outer, inner = sorted(
        read("The minister called for calm as he visited the port, state media said Wednesday."),
        key=lambda a: a.within is not None,
    )
    assert words(outer)[0] == "state media"
    assert words(inner) == ("The minister", "called for", "calm as he visited the port")
    assert inner.within == outer.key
    assert outer.said
    assert outer.said.text == "Wednesday"


def test_the_cited_source_lies_within_the_one_that_cites_it() -> None:
    found = {words(a)[1]: a for a in read("The plant was closed, the Courier reported on Monday, citing the agency.")}
    assert found["citing"].within == found["reported"].key
    assert found["citing"].content == found["reported"].content


def test_a_quotation_without_a_cue_goes_on_from_the_one_before() -> None:
    first, second = read("“It rained,” Lund said. “It rained for days.”")
    assert second.continues == first.key
    assert words(second) == ("", "", "“It rained for days.”")


def test_a_quotation_over_paragraphs_is_one_content() -> None:
    text = "The premier, Ada Lund, said:\n\n“It rained.\n\n“Then it stopped. We slept.\n\n“That was all.”"
    [found] = read(text)
    assert words(found)[0] == "The premier, Ada Lund"
    assert words(found)[2] == text[text.index("“") :]


def test_the_headline_is_read_as_one() -> None:
    text = "Five dead in blast, police say\n\nThe road is closed."
    assert [words(a) for a in read(text)] == [("police", "say", "Five dead in blast")]


def test_furniture_is_left_out_and_offsets_stay() -> None:
    text = "READ MORE: Police say it rained\n\nThe ministry said that it rained."
    [found] = RuleExtractor().extract(text, skip=[Span(0, 31)])
    assert found.content is not None
    assert found.content.is_exact(text)


@given(st.text(alphabet=st.sampled_from('Kim said that “it” "is" over, according to the agency. ’‘\n'), max_size=120))
def test_whatever_the_text_every_span_is_exact_and_keys_count_up(text: str) -> None:
    found = read(text)
    assert [a.key for a in found] == list(range(len(found)))
    for attribution in found:
        for passage in (attribution.source, attribution.cue, attribution.content, attribution.said):
            assert passage is None or passage.is_exact(text)
        assert attribution.within is None or attribution.within in range(len(found))
        assert attribution.within != attribution.key


def test_the_same_text_gives_the_same_attributions() -> None:
    text = "The ministry said that it rained. “Often,” she added, “in May.”"
    assert read(text) == read(text)


NOBODY_SAYS = [
    "Neither Moscow nor Kyiv said the talks had failed.",
    "No official has said that the dam is safe.",
    "Not a single witness said the driver was drunk.",
    "None of the witnesses said the driver was drunk.",
    "Few experts said the plan would work.",
    "Nobody told the inspector that the bridge was closed.",
    "No one in that room said 10,000.",
    "If the minister says that the tax will fall, the markets will rise.",
]


@pytest.mark.parametrize("text", NOBODY_SAYS)
def test_what_nobody_says_is_no_statement(text: str) -> None:
    assert [words(a) for a in read(text)] == []


ASIDES = {
    "anonymity": ("A city engineer, speaking on condition of anonymity, warned that it moved.", "A city engineer"),
    "a company's name": ("The contractor, Brandt & Sons, denied responsibility.", "The contractor, Brandt & Sons"),
    "a word of party": ("The mayor, a Democrat, said it was late.", "The mayor, a Democrat"),
    "a weekday is nobody": ("Acme, which is based in Austin, said Monday it would cut jobs.", "Acme"),
    "a boy": ("“No,” said the boy.", "the boy"),
    "a relative clause": ("Smith, who denies the charges, took bribes worth $2m.", "Smith"),
}


@pytest.mark.parametrize(("text", "source"), ASIDES.values(), ids=ASIDES)
def test_the_subject_is_found_across_what_stands_between(text: str, source: str) -> None:
    assert [words(a)[0] for a in read(text)] == [source]


def test_a_relative_clause_ends_its_content() -> None:
    found = read("The rebels, who said they had taken the town, denied killing civilians.")
    assert {words(a)[1:] for a in found} == {("said", "they had taken the town"), ("denied", "killing civilians")}


@pytest.mark.parametrize(
    "text", ['"A," he said, ' * 500, "He said that " * 1000, "A said, citing B, " * 1000, "a, " * 60_000]
)
def test_no_text_takes_long(text: str) -> None:
    """Some seconds at most; each of these once took minutes."""
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 20


def test_an_inserted_attribution_lies_innermost() -> None:
    found = {words(a)[1]: a for a in read("Dr. Li said that the samples, according to the lab, were clean.")}
    assert words(found["said"])[2] == "that the samples, according to the lab, were clean"
    assert found["according to"].within == found["said"].key


def test_a_report_of_a_plan_is_no_plan_of_the_report() -> None:
    found = read("The mayor denied a report by the Courier that she plans to leave.")
    assert Act.PLAN not in {a.act for a in found}


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Police said that he was said by friends to have warned of rain.", ["said", "was said"]),
        ("Police said that he was said by friends to have been planning to leave.", ["said", "was said"]),
        ("Lund, whom the mayor met, and friends have warned of rain.", ["have warned of"]),
    ],
)
def test_an_infinitive_has_no_subject(text: str, cues: list[str]) -> None:
    assert [words(attribution)[1] for attribution in read(text)] == cues


def test_whoever_is_quoted_is_not_the_subject_of_what_he_quotes() -> None:
    text = 'A spokesperson said: "The mayor began by reiterating the support of the town for the bridge."'
    outer, inner = read(text)
    assert words(outer)[2] == '"The mayor began by reiterating the support of the town for the bridge."'
    assert words(inner)[0] == "The mayor"
    assert inner.within == outer.key


def test_a_quotation_that_goes_on_belongs_to_who_spoke_around_an_inner_one() -> None:
    text = (
        'A spokesperson said: "The mayor repeated that the bridge must stay open.\n\n'
        '"The mayor said that safety came first.\n\n"We all agreed to meet again."'
    )
    found = read(text)
    by_key = {a.key: a for a in found}
    last = found[-1]
    assert last.cue is None
    spoken = last
    while spoken.continues is not None:
        spoken = by_key[spoken.continues]
    assert words(spoken)[0] == "A spokesperson"


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Police said the man had fled and promised to return.", ["said"]),
        ("The report said the minister met the envoy and promised him money.", ["said"]),
        ("Police said the man had fled, and promised to find him.", ["said", "promised"]),
        ("Police said the man had fled but did not say when.", ["said", "did not say"]),
        ("Police said the bridge was safe and denied that it had cracked.", ["said", "denied"]),
        ("Ada Lund said she had left and promised to return.", ["said", "promised"]),
    ],
)
def test_of_whom_somebody_tells_may_have_said_what_follows(text: str, cues: list[str]) -> None:
    assert [a.cue.text for a in RuleExtractor().extract(text) if a.cue] == cues


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said in a statement that the bridge was closed.",
        "The ministry wrote in a letter on Friday that the bridge was closed.",
        "The ministry said on Monday in a report that the bridge was closed.",
    ],
)
def test_where_somebody_says_it_is_no_second_source(text: str) -> None:
    [found] = read(text)
    assert words(found)[0] == "The ministry"


def test_a_document_says_what_nobody_else_does() -> None:
    [found] = read("The mayor read a report that the bridge was closed.")
    assert words(found)[0] == "a report"


@pytest.mark.parametrize("verb", ["does not confirm", "has not confirmed", "will not confirm", "did not confirm"])
def test_who_does_not_confirm_keeps_silent(verb: str) -> None:
    [found] = read(f"The bank {verb} the content of closed meetings.")
    assert found.act is Act.DECLINE


CITED = {
    "one word": ("Keizai, citing two bankers, reported that rates would fall.", "two bankers"),
    "with an article": (
        "The Clarion, citing three local officials, said that rates would fall.",
        "three local officials",
    ),
    "quoting": ("Keizai, quoting a banker, said on Friday that rates would fall.", "a banker"),
    "no kind of people but sources": ("Keizai, citing sources, reported that rates would fall.", "sources"),
    "a body that has no name": ("The ministry, citing a police report, said that rates would fall.", "a police report"),
    "a document": ("The Harbour Clarion, citing a court filing, reported that rates would fall.", "a court filing"),
}


@pytest.mark.parametrize(("text", "source"), CITED.values(), ids=CITED)
def test_whom_a_medium_cites_in_front_of_its_verb_says_what_it_says(text: str, source: str) -> None:
    outer, inner = read(text)
    assert words(outer)[2] == "that rates would fall"
    assert "citing" not in words(outer)[0]
    assert (words(inner)[0], words(inner)[2], inner.within) == (source, words(outer)[2], outer.key)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg, citing a doctor, said that she would go.",
        "Berg, citing a police report, said that she would go.",
        "Senator Berg, citing officials, said that she would go.",
        "Berg, citing her doctor, said that she would go.",
        "Berg, citing ill health, said that she would go.",
        "Berg said that she would go, citing Lund’s popularity.",
        "The Clarion, citing safety concerns, reported that it would go.",
    ],
)
def test_whoever_only_gives_a_reason_cites_nobody(text: str) -> None:
    [found] = read(text)
    assert words(found)[1] in ("said", "reported")


def test_a_day_may_stand_in_front_of_the_next_one_to_speak() -> None:
    first, second = read("The Wire reported that it rained, and on Sunday the Echo said that it snowed.")
    assert words(first) == ("The Wire", "reported", "that it rained")
    assert words(second) == ("the Echo", "said", "that it snowed")
    assert second.within is None


ASPERSIONS = {
    "say": ("Senator Eda Koss, who critics say took bribes, told voters that it rained.", "critics"),
    "claim": ("Eda Koss, who her rivals claim took bribes, said on Friday that it rained.", "her rivals"),
    "said": ("The mayor, who prosecutors have said took bribes, insists that it rained.", "prosecutors"),
    "which": ("Kesh Ltd, which the ministry says took bribes, said that it rained.", "the ministry"),
}


@pytest.mark.parametrize(("text", "critics"), ASPERSIONS.values(), ids=ASPERSIONS)
def test_what_others_say_of_a_speaker_holds_nothing_of_what_he_says(text: str, critics: str) -> None:
    outer, aside = read(text)
    assert words(outer)[2] == "that it rained"
    assert (words(aside)[0], words(aside)[2].split(" … ")[1]) == (critics, "took bribes")
    assert outer.within is aside.within is None


def test_it_ends_where_the_speaker_goes_on_without_a_comma() -> None:
    found = {words(a)[1]: words(a) for a in read("A man who police say took bribes told the court that it rained.")}
    assert found["say"] == ("police", "say", "who … took bribes")


@pytest.mark.parametrize(
    ("source", "topic"),
    [
        ("Ada Lund", "of the prime minister"),
        ("Ada Lund", "of Mr Oh"),
        ("Ada Lund", "of her brother"),
        ("Senator Eda Koss", "of the opposition leader on Tuesday"),
        ("Ada Lund of Lund University", ""),
        ("Ada Lund of the campaign group Clean Air", ""),
        ("Ada Lund of the International Federation of Actors", ""),
        ("the mayor of Oslo", ""),
    ],
)
def test_of_whom_somebody_speaks_is_no_part_of_his_name(source: str, topic: str) -> None:
    [found] = read(f"“He lied,” said {source} {topic}".rstrip() + ".")
    assert words(found)[:2] == (source, "said")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("On Friday, Lund said, “the bridge was closed.”", "“the bridge was closed.”"),
        ("In 2019, Lund said, the bridge was closed.", "In 2019 … the bridge was closed"),
    ],
)
def test_a_day_in_front_is_when_a_quotation_was_said(text: str, content: str) -> None:
    [found] = read(text)
    assert words(found)[2] == content
