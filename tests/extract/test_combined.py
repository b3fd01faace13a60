"""The model and the rules together."""

import pytest

from kg.extract.combined import CombinedExtractor
from kg.model import Act, Attribution

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
